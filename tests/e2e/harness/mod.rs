//! What a test of the real window needs.

// Not every helper is in use at every time.
#![allow(dead_code, unused_imports)]

mod desktop;
pub(crate) mod pinyin;
mod process;
mod server;
mod wait;
mod window;

pub(crate) use desktop::{
    choose_file, choose_folder, copy, copy_as, focused, press, raised, take_keyboard, window_pid,
    window_titles, windows,
};
pub(crate) use process::Bare;
pub(crate) use server::Server;
pub(crate) use wait::until;
pub(crate) use window::{Window, program, program_data};
