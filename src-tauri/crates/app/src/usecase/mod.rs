//! One module per group of commands: requests, responses and the functions that carry them out.

pub mod audit;
pub mod check;
pub mod edit;
pub mod import;
mod import_merge;
pub mod keys;
pub mod library;
pub mod packs;
pub mod paste;
pub mod print;
pub mod project;
pub mod project_view;
pub mod rows;
pub mod seal;
pub mod store;
pub mod verify;
