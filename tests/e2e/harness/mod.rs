//! What a test of the real window needs.

// Not every helper is in use at every time.
#![allow(dead_code, unused_imports)]

mod desktop;
mod process;
mod server;
mod wait;
mod window;

pub(crate) use desktop::{choose_file, choose_folder, copy, press, window_titles};
pub(crate) use server::Server;
pub(crate) use wait::until;
pub(crate) use window::Window;
