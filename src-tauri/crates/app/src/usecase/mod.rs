//! One module per group of commands: requests, responses and the functions that carry them out.

pub mod audit;
pub mod calendar;
pub mod check;
pub mod deadline;
pub mod draft;
pub mod edit;
pub mod help;
mod help_rules;
pub mod home;
pub mod import;
mod import_merge;
pub mod keys;
pub mod library;
pub mod packs;
pub mod paste;
pub mod print;
pub mod project;
pub mod project_view;
mod recent;
pub mod remark_view;
pub mod rows;
pub mod seal;
pub mod search;
pub mod store;
pub mod verify;
