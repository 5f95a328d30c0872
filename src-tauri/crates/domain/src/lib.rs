//! Pure domain: values, rule packs, checks. No I/O, no clock, no SQL, no tauri.
