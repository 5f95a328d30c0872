//! Files that cannot be what they should be, with the code that each is refused with.

use crate::root;
use std::fs;

/// Name, contents, code.
pub type BadFile = (&'static str, Vec<u8>, &'static str);

/// Workbooks that cannot be read.
pub fn workbooks() -> Vec<BadFile> {
    let fixtures = root().join("src-tauri/crates/sheets/tests/fixtures");
    let of = |name: &str| fs::read(fixtures.join(name)).unwrap();
    let demo = fs::read(root().join("assets/demo/demo.xlsx")).unwrap();
    let html = "<html><table><tr><td>项目名称</td></tr></table></html>".as_bytes().to_vec();
    vec![
        ("有密码.xlsx", of("locked.xlsx"), "SHEET-ENCRYPTED"),
        ("有密码.xls", of("locked.xls"), "SHEET-ENCRYPTED"),
        ("有密码.ods", of("locked.ods"), "SHEET-ENCRYPTED"),
        ("半截.xlsx", demo[..demo.len() / 2].to_vec(), "SHEET-TRUNCATED"),
        ("少一字节.xlsx", demo[..demo.len() - 1].to_vec(), "SHEET-TRUNCATED"),
        ("半截.xls", of("list.xls")[..3000].to_vec(), "SHEET-TRUNCATED"),
        ("空.xlsx", Vec::new(), "SHEET-EMPTY"),
        ("网页.xls", html, "SHEET-HTML"),
        ("文本.xlsx", b"a,b\n1,2\n".to_vec(), "SHEET-CSV"),
        ("别的.xlsx", vec![7; 4000], "SHEET-UNKNOWN"),
        ("没有表头.xlsx", of("kinds.xlsx"), "SHEET-NO-HEADER"),
    ]
}

/// What a package can become on its way, made from a whole one.
pub fn packages(whole: &[u8]) -> Vec<BadFile> {
    let mut flipped = whole.to_vec();
    flipped[whole.len() / 2] ^= 1;
    // What unpacking and packing again leaves: entries that say they are compressed.
    let mut repacked = whole.to_vec();
    let directory = whole.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    let directory = (directory..whole.len() - 4)
        .find(|at| whole[*at..].starts_with(b"PK\x01\x02") && whole[*at + 46..].starts_with(b"WX-"))
        .unwrap();
    (repacked[8], repacked[directory + 10]) = (8, 8);
    vec![
        ("cut at the tail", whole[..whole.len() - 1].to_vec(), "ZIP-TRUNCATED"),
        ("cut into the last files", whole[..whole.len() - 9000].to_vec(), "ZIP-TRUNCATED"),
        ("half", whole[..whole.len() / 2].to_vec(), "ZIP-TRUNCATED"),
        ("extended", [whole, b"x"].concat(), "ZIP-TRAILING"),
        ("one bit", flipped, "PKG-CRC"),
        ("packed again", repacked, "PKG-REPACKED"),
        ("empty", Vec::new(), "ZIP-EMPTY-FILE"),
        ("no package", b"nothing of the kind".to_vec(), "ZIP-NOT-ZIP"),
    ]
}

/// What a store's database can become, made from a whole one.
pub fn stores(whole: &[u8]) -> Vec<BadFile> {
    let with = |at: usize, bytes: &[u8]| {
        let mut changed = whole.to_vec();
        changed[at..at + bytes.len()].copy_from_slice(bytes);
        changed
    };
    vec![
        ("head overwritten", with(0, b"XXXXXXXX"), "STORE-DAMAGED"),
        ("cut", whole[..whole.len() / 3].to_vec(), "STORE-DAMAGED"),
        ("empty", Vec::new(), "STORE-DAMAGED"),
        // user_version and application_id stand in the file's head.
        ("newer", with(60, &99u32.to_be_bytes()), "STORE-TOO-NEW"),
        ("of another program", with(68, b"Fosl"), "STORE-FOREIGN"),
    ]
}
