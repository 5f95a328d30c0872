//! Whatever the bytes, reading must not panic, and only a package that is right may be trusted.
//!
//! Raw bytes end at the checksums and the signature. So the first byte chooses: the input is the
//! file itself, or the content of one tag file or one name of a package that is then correctly
//! signed, which leads past them.
#![no_main]

#[path = "../../tests/support/mod.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use support::{Draft, Fake, context, verdict};

const TAGS: [&str; 8] = [
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "manifest-sm3.txt",
    "signature/signer.crt",
    "tagmanifest-sha256.txt",
    "tagmanifest-sm3.txt",
    "signature/tagmanifest-sm3.sig",
];

fuzz_target!(|input: &[u8]| {
    let Some((choice, content)) = input.split_first() else { return };
    let content = content.to_vec();
    let pins = [Fake::new(7).certificate().pin().clone()];
    let (bytes, may_pass) = match usize::from(*choice) % (TAGS.len() + 2) {
        0 => (content, true),
        1 => (Draft::named(&[content.get(..300).unwrap_or(&content)]).bytes(), true),
        at => {
            let tag = TAGS[at - 2];
            let same = Draft::new().zip();
            let same = same.items[support::at(&same, tag)].data == content;
            // What bag-info.txt says is the signer's to choose; everything else is fixed.
            (Draft::new().edit(tag, move |_| content.clone()).bytes(), same || tag == "bag-info.txt")
        }
    };
    let found = verdict(&bytes, &context(&pins));
    assert!(found != "ok" || may_pass, "accepted: {found}");
});
