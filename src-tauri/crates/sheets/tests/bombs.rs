//! Every bomb is refused with its own code, and none may take more than 256 MB on its way.
//!
//! A test binary of its own, since it replaces the allocator: beyond the cap an allocation fails and the process
//! ends, so a reader that trusts a file's word cannot pass.

mod common;

use cap::Cap;
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

#[test]
fn bombs_are_refused_in_little_memory() {
    let bombs = common::bombs::all();
    let before = ALLOCATOR.allocated();
    ALLOCATOR.set_limit(before + 256 * 1024 * 1024).unwrap();
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let found: Vec<_> = bombs.iter().map(|(_, bytes, _)| common::code(bytes)).collect();
    std::panic::set_hook(quiet);
    ALLOCATOR.set_limit(usize::MAX).unwrap();
    for ((name, bytes, expected), found) in bombs.iter().zip(found) {
        assert_eq!(found, *expected, "{name}, {} bytes", bytes.len());
    }
}
