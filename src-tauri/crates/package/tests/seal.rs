//! Sealing, reading back and unpacking; what a failure leaves behind.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may fail loudly")]

mod support;

use std::fs;
use std::path::Path;

use package::{Content, Error, Item, Package, Sealed, Verdict, seal, verify};
use support::{Draft, Fake, ID, context, day, info};

fn items() -> Vec<Item> {
    let item = |path: &str, bytes: &[u8]| Item { path: path.into(), content: Content::Bytes(bytes.to_vec()) };
    // Not in the package's order on purpose.
    vec![item("submission.json", b"{\"schema\":1}"), item("attachments/0001-合同.pdf", b"%PDF-1.7 contract")]
}

fn make(folder: &Path, items: &[Item]) -> Result<Sealed, Error> {
    let signer = Fake::new(7);
    seal(folder, &info(), items, &signer.certificate(), &signer, &mut |_, _| true)
}

fn code<T>(result: Result<T, Error>) -> &'static str {
    result.map_or_else(|error| error.code(), |_| "ok")
}

fn entries(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[test]
fn sealing_twice_gives_the_bytes_of_the_format() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sealed = make(one.path(), &items()).unwrap();
    let bytes = fs::read(&sealed.path).unwrap();
    let mut reversed = items();
    reversed.reverse();
    assert_eq!(fs::read(make(two.path(), &reversed).unwrap().path).unwrap(), bytes);
    // The tests' own writer of the format agrees to the byte.
    assert_eq!(bytes, Draft::new().bytes());
    assert_eq!(sealed.bytes, bytes.len() as u64);
    assert_eq!(sealed.path, one.path().join(format!("{ID}.zip")));
    assert_eq!(entries(one.path()), 1);
}

#[test]
fn a_sealed_package_is_verified_read_and_unpacked() {
    let folder = tempfile::tempdir().unwrap();
    let big: Vec<u8> = (0..700_000_u32).map(|i| (i % 251) as u8).collect();
    let source = folder.path().join("源 文件.xlsx");
    fs::write(&source, &big).unwrap();
    let mut items = items();
    items.push(Item { path: "forms/目标表.xlsx".into(), content: Content::File(source.clone()) });
    items.push(Item { path: "attachments/empty.txt".into(), content: Content::Bytes(vec![]) });
    let sealed = make(folder.path(), &items).unwrap();
    let pins = [Fake::new(7).certificate().pin().clone()];
    let mut last = (0, 0);
    let report = verify(&sealed.path, &context(&pins), &mut |done, total| {
        last = (done, total);
        true
    })
    .unwrap();
    assert_eq!(last, (700_029, 700_029));
    assert_eq!(report.verdict, Verdict::Trusted);
    assert_eq!(report.digest, sealed.digest);
    assert_eq!(report.info, info());
    let paths: Vec<&str> = report.payload.iter().map(|file| file.path.as_str()).collect();
    let expected =
        ["attachments/0001-合同.pdf", "attachments/empty.txt", "forms/目标表.xlsx", "submission.json"];
    assert_eq!(paths, expected);
    let mut package = Package::open(&sealed.path).unwrap();
    assert_eq!(package.payload_bytes("forms/目标表.xlsx", 700_000).unwrap(), big);
    assert_eq!(code(package.payload_bytes("forms/目标表.xlsx", 699_999)), "PKG-TOO-LARGE");
    assert_eq!(code(package.payload_bytes("nothing", 1)), "PKG-NO-SUCH-PAYLOAD");
    let mut copy = Vec::new();
    package.copy_payload("attachments/empty.txt", &mut copy).unwrap();
    assert!(copy.is_empty());
    let out = package.extract(folder.path(), &mut |_, _| true).unwrap();
    assert_eq!(fs::read(out.join("data").join("forms").join("目标表.xlsx")).unwrap(), big);
    assert!(out.join("signature").join("signer.crt").exists());
    assert_eq!(code(package.extract(folder.path(), &mut |_, _| true)), "PKG-EXISTS");
}

#[test]
fn a_failed_or_cancelled_unpacking_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut zip = Draft::new().zip();
    let at = support::at(&zip, "submission.json");
    zip.items[at].data[0] ^= 1;
    let bytes = zip.bytes();
    let mut package = Package::read(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(code(package.extract(folder.path(), &mut |_, _| true)), "PKG-CRC");
    assert_eq!(code(package.payload_bytes("submission.json", 100)), "PKG-CRC");
    assert_eq!(entries(folder.path()), 0);
    let mut package = Package::read(std::io::Cursor::new(Draft::new().bytes())).unwrap();
    assert_eq!(code(package.extract(folder.path(), &mut |_, _| false)), "PKG-CANCELLED");
    assert_eq!(entries(folder.path()), 0);
}

#[test]
fn what_cannot_be_sealed_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let check = |what: &str, result: Result<Sealed, Error>, expected: &str| {
        assert_eq!(code(result), expected, "{what}");
        assert_eq!(entries(folder.path()), 0, "{what}");
    };
    let named = |names: &[&str]| -> Vec<Item> {
        let item = |name: &&str| Item { path: (*name).into(), content: Content::Bytes(vec![1]) };
        names.iter().map(item).collect()
    };
    let missing = Item { path: "a".into(), content: Content::File(folder.path().join("missing")) };
    check("nothing", make(folder.path(), &[]), "PKG-NO-PAYLOAD");
    check("slip", make(folder.path(), &named(&["../x"])), "PKG-NAME-TRAVERSAL");
    check("twice", make(folder.path(), &named(&["a", "A"])), "PKG-NAME-COLLISION");
    check("missing", make(folder.path(), &[missing]), "PKG-NOT-FOUND");
    let many: Vec<String> = (0..=package::MAX_FILES).map(|i| i.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    check("many", make(folder.path(), &named(&many)), "PKG-TOO-MANY");
    check("no folder", make(&folder.path().join("no"), &items()), "PKG-NOT-FOUND");
    let (signer, other) = (Fake::new(7), Fake::new(9));
    let mut go = |_, _| true;
    let certificate = signer.certificate();
    let foreign = seal(folder.path(), &info(), &items(), &other.certificate(), &signer, &mut go);
    check("other's certificate", foreign, "PKG-KEY-PAIR");
    let mut changed = info();
    changed.unit_name = "财政局".into();
    check("unit", seal(folder.path(), &changed, &items(), &certificate, &signer, &mut go), "PKG-UNIT");
    let mut changed = info();
    changed.date = day("2028-01-01");
    check(
        "expired",
        seal(folder.path(), &changed, &items(), &certificate, &signer, &mut go),
        "PKG-KEY-EXPIRED",
    );
    let mut changed = info();
    changed.program = "a\nb".into();
    check(
        "line end",
        seal(folder.path(), &changed, &items(), &certificate, &signer, &mut go),
        "PKG-INFO-VALUE",
    );
    let mut stop = |_, _| false;
    check(
        "cancelled",
        seal(folder.path(), &info(), &items(), &certificate, &signer, &mut stop),
        "PKG-CANCELLED",
    );
}

#[test]
fn an_existing_package_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join(format!("{ID}.zip"));
    fs::write(&target, "old").unwrap();
    assert_eq!(code(make(folder.path(), &items())), "PKG-EXISTS");
    assert_eq!(fs::read(&target).unwrap(), b"old");
}

#[test]
fn a_file_that_changes_while_it_is_packed_is_noticed() {
    for (bytes, what) in [(b"longer than before".as_slice(), "grows"), (b"".as_slice(), "shrinks")] {
        let folder = tempfile::tempdir().unwrap();
        let out = tempfile::tempdir().unwrap();
        let source = folder.path().join("z.txt");
        fs::write(&source, "before").unwrap();
        let mut items = items();
        items.push(Item { path: "z.txt".into(), content: Content::File(source.clone()) });
        let signer = Fake::new(7);
        let mut meddle = |_, _| fs::write(&source, bytes).is_ok();
        let made = seal(out.path(), &info(), &items, &signer.certificate(), &signer, &mut meddle);
        assert_eq!(code(made), "PKG-SOURCE-CHANGED", "{what}");
        assert_eq!(entries(out.path()), 0);
    }
}

#[test]
fn a_device_that_signs_wrongly_is_noticed() {
    struct Broken(Fake);
    impl package::Signer for Broken {
        fn spki(&self) -> &[u8] {
            self.0.spki()
        }
        fn sign_digest(&self, e: &[u8; 32]) -> Result<package::RawSignature, Error> {
            let mut signature = self.0.sign_digest(e)?;
            signature.s[31] ^= 1;
            Ok(signature)
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let signer = Broken(Fake::new(7));
    let certificate = signer.0.certificate();
    let made = seal(folder.path(), &info(), &items(), &certificate, &signer, &mut |_, _| true);
    assert_eq!(code(made), "PKG-SIGNER");
    assert_eq!(entries(folder.path()), 0);
}
