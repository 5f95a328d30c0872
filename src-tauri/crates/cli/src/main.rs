//! The wenxiao command line.
fn main() {}
