//! Every byte of a small package changed, removed, doubled or cut at: nothing is accepted and
//! nothing panics. Random bytes and random edits neither.

mod support;

use proptest::prelude::*;
use support::{Draft, Fake, context, verdict};

fn small() -> Vec<u8> {
    Draft { payload: vec![(b"submission.json".to_vec(), b"{}".to_vec())], ..Draft::new() }.bytes()
}

#[test]
fn no_change_of_a_byte_is_accepted() {
    let good = small();
    let pins = [Fake::new(7).certificate().pin().clone()];
    assert_eq!(verdict(&good, &context(&pins)), "ok");
    let refused = |bytes: &[u8], what: &str, at: usize| {
        let found = verdict(bytes, &context(&pins));
        assert!(found.starts_with("PKG-") || found.starts_with("ZIP-"), "{what} at {at}: {found}");
    };
    for at in 0..good.len() {
        for flip in [0x01, 0x20, 0x80, 0xff] {
            let mut bad = good.clone();
            bad[at] ^= flip;
            refused(&bad, "flip", at);
        }
        let mut bad = good.clone();
        bad.remove(at);
        refused(&bad, "delete", at);
        bad = good.clone();
        bad.insert(at, 0x30);
        refused(&bad, "insert", at);
        refused(&good[..at], "truncate", at);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn signed_rubbish_in_the_lists_never_panics(
        file in prop::sample::select(vec![
            "bagit.txt", "bag-info.txt", "manifest-sm3.txt", "manifest-sha256.txt", "signature/signer.crt",
            "tagmanifest-sm3.txt", "tagmanifest-sha256.txt", "signature/tagmanifest-sm3.sig",
        ]),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<bool>()), 1..4),
    ) {
        let original = small();
        let draft = Draft { payload: vec![(b"submission.json".to_vec(), b"{}".to_vec())], ..Draft::new() };
        let bytes = draft.edit(file, move |mut bytes| {
            for (at, value, insert) in &edits {
                let at = at.index(bytes.len());
                if *insert { bytes.insert(at, *value) } else { bytes[at] = *value }
            }
            bytes
        }).bytes();
        let pins = [Fake::new(7).certificate().pin().clone()];
        let found = verdict(&bytes, &context(&pins));
        // A signed change of, say, the program's name or the certificate's serial number is the signer's right.
        let own = matches!(file, "bag-info.txt" | "signature/signer.crt");
        prop_assert!(found != "ok" || bytes == original || own, "{file}: {found}");
    }

    #[test]
    fn signed_names_never_panic(names in prop::collection::vec(any::<String>(), 1..4)) {
        let names: Vec<&[u8]> = names.iter().map(|name| name.as_bytes()).filter(|name| name.len() < 1000).collect();
        let bytes = Draft::named(&names).bytes();
        verdict(&bytes, &context(&[]));
    }
}
