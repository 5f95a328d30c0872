//! One file per area. (The module's name is how plain `cargo test` leaves these out.)

mod dialogs;
mod first_line;
mod lockdown;
mod start;
