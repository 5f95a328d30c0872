//! One file per area. (The module's name is how plain `cargo test` leaves these out.)

mod bad_disks;
mod bad_files;
mod bad_stores;
mod closing;
mod composition;
mod dialogs;
mod drafting;
mod first_line;
mod lockdown;
mod monitoring;
mod prepared;
mod prepared_months;
mod screens;
mod second_start;
mod selfeval;
mod start;
mod workbooks;
