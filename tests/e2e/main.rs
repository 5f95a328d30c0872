//! The real window: the built program, driven through WebKitWebDriver on a screen of its own.
//!
//! `cargo xtask test window` builds the program, starts the screen and runs these one after another.
//! Pictures and logs go to target/shots.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;
mod window_tests;
