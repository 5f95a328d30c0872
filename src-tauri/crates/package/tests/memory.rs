//! Sealing, verifying and unpacking take the same little memory however large the payload is.

mod support;

use std::alloc::System;
use std::fs::{self, File};

use cap::Cap;
use package::{Content, Item, Package, seal, verify};
use support::{Fake, context, info};

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

const PAYLOAD: u64 = 48 << 20;
const ENOUGH: usize = 8 << 20;

#[test]
fn memory_is_flat() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("big.bin");
    File::create(&source).unwrap().set_len(PAYLOAD).unwrap();
    let items = [Item { path: "big.bin".into(), content: Content::File(source) }];
    let signer = Fake::new(7);
    let certificate = signer.certificate();
    let pins = [certificate.pin().clone()];
    let before = MEMORY.allocated();
    let sealed = seal(folder.path(), &info(), &items, &certificate, &signer, &mut |_, _| true).unwrap();
    verify(&sealed.path, &context(&pins), &mut |_, _| true).unwrap();
    let out = Package::open(&sealed.path).unwrap().extract(folder.path(), &mut |_, _| true).unwrap();
    let taken = MEMORY.max_allocated() - before;
    assert!(taken < ENOUGH, "{taken} bytes");
    assert_eq!(fs::metadata(out.join("data").join("big.bin")).unwrap().len(), PAYLOAD);
}
