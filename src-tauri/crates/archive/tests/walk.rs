//! Rows of well-formed and malformed archives, each with the verdict of both profiles.

mod support;

use std::io::{Cursor, Read};

use archive::{Limits, Profile, walk};
use proptest::prelude::*;
use support::{Head, Item, Zip, extra64};

const LIMITS: Limits = Limits {
    entries: 9,
    name_bytes: 60,
    entry_bytes: 1 << 40,
    total_bytes: 1 << 41,
    ratio: 100,
    ratio_from: 1000,
};

/// What `walk` says: "ok" or the code.
fn verdict(bytes: &[u8], profile: Profile) -> &'static str {
    walk(&mut Cursor::new(bytes), &LIMITS, profile).map_or_else(|error| error.code(), |_| "ok")
}

fn two() -> [Item; 2] {
    [Item::new("a.txt", b"alpha"), Item::new("名称.txt", b"beta")]
}

/// The two items, the first changed.
fn first(change: impl Fn(&mut Item)) -> Vec<u8> {
    let mut items = two();
    change(&mut items[0]);
    Zip::of(items).bytes()
}

fn both(change: impl Fn(&mut Head)) -> Vec<u8> {
    first(|item| *item = item.clone().both(&change))
}

#[test]
fn every_malformed_archive_gets_its_code() {
    let good = Zip::of(two()).bytes();
    let with = |change: &dyn Fn(&mut Zip)| {
        let mut zip = Zip::of(two());
        change(&mut zip);
        zip.bytes()
    };
    let descriptor = |item: &mut Item| {
        *item = item.clone().both(|head| head.flags = 8);
        item.after = [b"PK\x07\x08".to_vec(), vec![0; 12]].concat();
        (item.local.crc, item.local.size, item.local.compressed) = (0, 0, 0);
    };
    let joined = [good.clone(), good.clone()].concat();
    let outer = Zip::of([Item::new("forms/a.xlsx", &good)]).bytes();
    let cut = |bytes: usize| good[..good.len() - bytes].to_vec();
    let stub = b"#!/bin/sh\n".to_vec();
    let deflated = |size: u32| both(move |head| (head.method, head.size) = (8, size));
    let rows: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("good", good.clone(), "ok", "ok"),
        ("zero length", vec![], "ZIP-EMPTY-FILE", "ZIP-EMPTY-FILE"),
        ("no zip", b"%PDF-1.7 and more".to_vec(), "ZIP-NOT-ZIP", "ZIP-NOT-ZIP"),
        ("empty zip", Zip::default().bytes(), "ZIP-NO-ENTRIES", "ZIP-NO-ENTRIES"),
        ("tail cut", cut(1), "ZIP-TRUNCATED", "ZIP-TRUNCATED"),
        ("half cut", cut(good.len() / 2), "ZIP-TRUNCATED", "ZIP-TRUNCATED"),
        // The end record that is left belongs to the workbook inside, not to the archive.
        ("cut behind a workbook", outer[..outer.len() - 60].to_vec(), "ZIP-TRUNCATED", "ZIP-TRUNCATED"),
        ("trailing", [good.clone(), vec![0]].concat(), "ZIP-TRAILING", "ZIP-TRAILING"),
        ("comment", with(&|zip| zip.comment = b"hi".to_vec()), "ok", "ZIP-COMMENT"),
        ("stub", [stub.clone(), good.clone()].concat(), "ZIP-PREFIX", "ZIP-PREFIX"),
        ("stub, fixed offsets", first(|item| item.before = stub.clone()), "ok", "ZIP-PREFIX"),
        ("two joined", joined, "ZIP-PREFIX", "ZIP-PREFIX"),
        ("split", with(&|zip| zip.disk = 1), "ZIP-SPLIT", "ZIP-SPLIT"),
        ("count short", with(&|zip| zip.count = Some(1)), "ZIP-COUNT", "ZIP-COUNT"),
        ("count long", with(&|zip| zip.count = Some(3)), "ZIP-COUNT", "ZIP-COUNT"),
        ("too many", with(&|zip| zip.count = Some(10)), "ZIP-TOO-MANY", "ZIP-TOO-MANY"),
        ("gap before end", with(&|zip| zip.before_end = vec![7]), "ZIP-DIRECTORY", "ZIP-DIRECTORY"),
        ("decoy 64", with(&|zip| zip.end64 = Some((45, false))), "ok", "ZIP-ZIP64"),
        ("needless 64", with(&|zip| zip.end64 = Some((45, true))), "ok", "ZIP-ZIP64"),
        ("full size, no 64", both(|head| head.size = u32::MAX), "ZIP-ZIP64", "ZIP-ZIP64"),
        ("long name", both(|head| head.name = vec![b'n'; 61]), "ZIP-NAME-LENGTH", "ZIP-NAME-LENGTH"),
        ("duplicate", Zip::of([two(), two()].concat()).bytes(), "ZIP-DUPLICATE", "ZIP-DUPLICATE"),
        ("off place", first(|item| item.offset = Some(1)), "ZIP-LOCAL-HEADER", "ZIP-LOCAL-HEADER"),
        ("off file", first(|item| item.offset = Some(9999)), "ZIP-LOCAL-HEADER", "ZIP-LOCAL-HEADER"),
        ("name", first(|item| item.local.name = b"b.txt".to_vec()), "ZIP-LOCAL-NAME", "ZIP-LOCAL-NAME"),
        ("size", first(|item| item.local.size = 6), "ZIP-LOCAL-SIZE", "ZIP-LOCAL-SIZE"),
        ("zero size", first(|item| item.local.size = 0), "ZIP-LOCAL-SIZE", "ZIP-LOCAL-SIZE"),
        ("crc", first(|item| item.local.crc = 6), "ZIP-LOCAL-CRC", "ZIP-LOCAL-CRC"),
        ("method", first(|item| item.local.method = 8), "ZIP-LOCAL-METHOD", "ZIP-LOCAL-METHOD"),
        ("local time", first(|item| item.local.time = 8), "ok", "ZIP-LOCAL-OTHER"),
        ("local needed", first(|item| item.local.needed = 8), "ok", "ZIP-LOCAL-OTHER"),
        ("local flag", first(|item| item.local.flags = 1 << 11), "ok", "ZIP-LOCAL-OTHER"),
        ("local descriptor", first(|item| item.local.flags = 8), "ZIP-LOCAL-OTHER", "ZIP-DESCRIPTOR"),
        ("encrypted", both(|head| head.flags = 1), "ZIP-ENCRYPTED", "ZIP-ENCRYPTED"),
        ("locally encrypted", first(|item| item.local.flags = 1), "ZIP-ENCRYPTED", "ZIP-ENCRYPTED"),
        ("descriptor", first(descriptor), "ok", "ZIP-DESCRIPTOR"),
        ("deflated", deflated(50), "ok", "ZIP-NOT-STORED"),
        (
            "ratio at limit",
            first(|item| {
                *item = Item::new("z", &[0; 10]).both(|head| (head.method, head.size) = (8, 1000));
            }),
            "ok",
            "ZIP-NOT-STORED",
        ),
        ("bomb", deflated(1001), "ZIP-RATIO", "ZIP-NOT-STORED"),
        ("lzma", both(|head| head.method = 14), "ZIP-METHOD", "ZIP-NOT-STORED"),
        ("size lie", both(|head| head.size = 4), "ZIP-STORED-SIZE", "ZIP-STORED-SIZE"),
        ("shared bytes", with(&|zip| zip.items[1].offset = Some(0)), "ZIP-LOCAL-NAME", "ZIP-LOCAL-NAME"),
        (
            "entry in entry",
            {
                let inner = Zip::of([Item::new("b", b"x")]).bytes();
                let mut items = [Item::new("a", &inner), Item::new("b", b"x")];
                items[1].offset = Some(31);
                Zip::of(items).bytes()
            },
            "ZIP-OVERLAP",
            "ZIP-OVERLAP",
        ),
        (
            "into directory",
            both(|head| (head.size, head.compressed) = (999, 999)),
            "ZIP-OVERLAP",
            "ZIP-OVERLAP",
        ),
        ("hidden", with(&|zip| zip.items[1].listed = false), "ok", "ZIP-HIDDEN"),
        ("gap", first(|item| item.after = vec![0]), "ok", "ZIP-GAP"),
        ("order", with(&|zip| zip.order = Some(vec![1, 0])), "ok", "ZIP-ORDER"),
        ("rename extra", both(|head| head.extra = b"up\x05\0\x01abcd".to_vec()), "ok", "ZIP-EXTRA"),
        ("local extra", first(|item| item.local.extra = vec![0; 4]), "ok", "ZIP-EXTRA"),
        ("needless 64 extra", both(|head| head.extra = extra64(&[5, 5])), "ok", "ZIP-EXTRA"),
        (
            "two 64 extras",
            both(|head| head.extra = [extra64(&[5]), extra64(&[6])].concat()),
            "ZIP-ZIP64",
            "ZIP-ZIP64",
        ),
        ("entry comment", first(|item| item.central.comment = vec![0]), "ok", "ZIP-ENTRY-COMMENT"),
        ("folder", both(|head| head.name = b"dir/".to_vec()), "ok", "ZIP-FOLDER"),
        ("symlink", first(|item| item.central.external = 0o120_777 << 16), "ok", "ZIP-SYMLINK"),
        ("setuid", first(|item| item.central.external = 0o104_755 << 16), "ok", "ZIP-MODE"),
        ("hidden attribute", first(|item| item.central.external |= 2), "ok", "ZIP-MODE"),
        ("time", both(|head| head.time = 1), "ok", "ZIP-TIME"),
        ("date", both(|head| head.date = 0x5a21), "ok", "ZIP-TIME"),
        (
            "flag missing",
            first(|item| *item = Item::new("名", b"").both(|head| head.flags = 0)),
            "ok",
            "ZIP-UTF8-FLAG",
        ),
        ("flag needless", both(|head| head.flags = 1 << 11), "ok", "ZIP-UTF8-FLAG"),
        ("GBK", first(|item| *item = Item::new([0xc3, 0xfb], b"")), "ok", "ZIP-NAME-ENCODING"),
        ("DOS", first(|item| item.central.made_by = 20), "ok", "ZIP-FIELD"),
        ("version", both(|head| head.needed = 20), "ok", "ZIP-FIELD"),
        ("text bit", first(|item| item.central.internal = 1), "ok", "ZIP-FIELD"),
        ("other flag", both(|head| head.flags = 2), "ok", "ZIP-FIELD"),
        ("entry on disk 2", first(|item| item.central.disk = 1), "ZIP-SPLIT", "ZIP-SPLIT"),
    ];
    for (what, bytes, ordinary, exact) in rows {
        assert_eq!(verdict(&bytes, Profile::Ordinary), ordinary, "{what}, ordinary");
        assert_eq!(verdict(&bytes, Profile::Exact), exact, "{what}, exact");
    }
}

#[test]
fn entries_carry_what_the_archive_says() {
    let bytes = Zip::of(two()).bytes();
    let mut file = Cursor::new(bytes);
    let directory = walk(&mut file, &LIMITS, Profile::Exact).unwrap();
    assert_eq!(directory.total, 9);
    assert_eq!(directory.file_bytes, file.get_ref().len() as u64);
    let entry = directory.get("名称.txt").unwrap();
    assert_eq!((entry.size, entry.crc32), (4, support::crc32(b"beta")));
    let mut text = String::new();
    entry.open(&mut file).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "beta");
    assert!(directory.get("a.TXT").is_none());
}

#[test]
fn limits_include_their_boundary() {
    let bytes = Zip::of(two()).bytes();
    let check = |limits: Limits, expected: &str| {
        let found = walk(&mut Cursor::new(&bytes), &limits, Profile::Exact);
        assert_eq!(found.map_or_else(|error| error.code(), |_| "ok"), expected, "{limits:?}");
    };
    check(Limits { entries: 2, ..LIMITS }, "ok");
    check(Limits { entries: 1, ..LIMITS }, "ZIP-TOO-MANY");
    check(Limits { name_bytes: 10, ..LIMITS }, "ok");
    check(Limits { name_bytes: 9, ..LIMITS }, "ZIP-NAME-LENGTH");
    check(Limits { entry_bytes: 5, ..LIMITS }, "ok");
    check(Limits { entry_bytes: 4, ..LIMITS }, "ZIP-ENTRY-SIZE");
    check(Limits { total_bytes: 9, ..LIMITS }, "ok");
    check(Limits { total_bytes: 8, ..LIMITS }, "ZIP-TOTAL-SIZE");
}

#[test]
fn archives_beyond_four_gigabytes_are_walked_without_reading_them() {
    const HUGE: u64 = 5 << 30;
    let after = |offset: u64| {
        let mut item = Item::new("after.txt", b"after");
        item.central.extra = extra64(&[offset]);
        item.offset = Some(u32::MAX);
        item
    };
    let header = 30 + "big.bin".len() as u64 + 20;
    let zip = |end64| Zip { end64, ..Zip::of([Item::huge("big.bin", HUGE), after(HUGE + header)]) };
    let check = |zip: Zip, profile, expected: &str| {
        let mut file = zip.sparse();
        let found = walk(&mut file, &LIMITS, profile);
        assert!(file.read < 1 << 20, "{} bytes read", file.read);
        assert_eq!(found.map_or_else(|error| error.code(), |_| "ok"), expected);
    };
    for profile in [Profile::Ordinary, Profile::Exact] {
        check(zip(Some((45, true))), profile, "ok");
        check(zip(None), profile, "ZIP-ZIP64");
    }
    check(zip(Some((10, true))), Profile::Exact, "ZIP-ZIP64");
    // The 64-bit size of one header contradicts the other.
    let mut lie = zip(Some((45, true)));
    lie.items[0].local.extra = extra64(&[HUGE - 1, HUGE - 1]);
    check(lie, Profile::Exact, "ZIP-LOCAL-SIZE");
}

#[test]
fn no_single_change_of_a_byte_outside_data_passes_the_exact_profile_unseen() {
    let good = Zip::of([Item::new("a", b""), Item::new("b", b"")]).bytes();
    let told = walk(&mut Cursor::new(&good), &LIMITS, Profile::Exact).unwrap();
    for at in 0..good.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut bad = good.clone();
            bad[at] ^= flip;
            // Checksums and names are content: they may change together, but then they are told.
            if let Ok(found) = walk(&mut Cursor::new(&bad), &LIMITS, Profile::Exact) {
                assert_ne!(found.entries, told.entries, "byte {at} ^ {flip:#x}");
            }
        }
    }
}

proptest! {
    #[test]
    fn rubbish_never_panics(mut bytes in proptest::collection::vec(any::<u8>(), 0..200), end in any::<bool>()) {
        if end {
            bytes.extend(Zip::of(two()).bytes());
        }
        verdict(&bytes, Profile::Ordinary);
        verdict(&bytes, Profile::Exact);
    }

    #[test]
    fn changed_archives_never_panic(changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = Zip { end64: Some((45, true)), ..Zip::of(two()) }.bytes();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        verdict(&bytes, Profile::Ordinary);
        verdict(&bytes, Profile::Exact);
    }
}
