//! Use cases: what any front end may ask, each a function from a request to a response.
//!
//! [`commands`] is the one list of them: the shell, the command line and the TypeScript types come from it.
//! What a front end provides is behind [`Host`]. Faults cross as [`ApiError`].

pub mod assets;
mod board;
pub mod commands;
mod error;
mod host;
mod pinyin_search;
mod session;
mod shelf;
pub mod submission;
pub mod submission_monitor;
pub mod submission_selfeval;
mod typescript;
pub mod usecase;
mod views;

pub use error::{ApiError, CODES, catalogue};
pub use host::{Host, Progress, SystemHost};
pub use session::App;

/// What a use case gives back.
pub type Result<T> = std::result::Result<T, ApiError>;
