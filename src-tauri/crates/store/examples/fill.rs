//! Writes a small filled store as one file: how the fixtures of released schemas are made.
//! `cargo run -p wenxiao-store --example fill -- src-tauri/crates/store/tests/fixtures/v4.db`

#[path = "../tests/support/mod.rs"]
mod support;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = std::env::args().nth(1).ok_or("usage: fill FILE")?;
    let dir = tempfile::tempdir()?;
    let mut store = store::Store::create(dir.path(), support::AT)?;
    support::fill(&mut store);
    support::fill_2(&mut store);
    support::fill_3(&mut store);
    support::fill_4(&mut store);
    store.backup_to(target.as_ref(), &mut |_, _| true)?;
    Ok(())
}
