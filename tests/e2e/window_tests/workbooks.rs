//! The workbooks of the sheets crate's tests.
#![allow(dead_code, missing_docs, unreachable_pub)]

#[path = "../../../src-tauri/crates/sheets/tests/common/bombs.rs"]
pub(crate) mod bombs;
#[path = "../../../src-tauri/crates/sheets/tests/common/forms.rs"]
mod forms;
#[path = "../../../src-tauri/crates/sheets/tests/common/lists.rs"]
pub(crate) mod lists;

/// The list with one fault in each row.
pub(crate) fn faulty() -> Vec<u8> {
    forms::workbook(&[("项目清单", lists::FAULTY)])
}
