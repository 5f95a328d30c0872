//! The attack table: every row is a package that must be refused, each with its own code.
//! The signed rows are signed by a key the receiver trusts: a signature does not make a name safe.
//! Longer than other files because it is the table.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may fail loudly")]

mod support;

use package::{Known, Package, Pin};
use support::zip::{Head, Item, Zip};
use support::{Draft, Fake, ID, RECIPIENT, UNIT, at, context, day, replace, verdict};

const SM2_ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x72,
    0x03, 0xdf, 0x6b, 0x21, 0xc6, 0x05, 0x2b, 0x53, 0xbb, 0xf4, 0x09, 0x39, 0xd5, 0x41, 0x23,
];

fn pins() -> Vec<Pin> {
    vec![Fake::new(7).certificate().pin().clone()]
}

/// Checks rows against the receiver who trusts the sample's signer.
fn check(rows: Vec<(&str, Vec<u8>, &str)>) {
    let pins = pins();
    for (what, bytes, expected) in rows {
        assert_eq!(verdict(&bytes, &context(&pins)), expected, "{what}");
    }
}

/// The sample's archive, changed.
fn zip(change: impl FnOnce(&mut Zip)) -> Vec<u8> {
    let mut zip = Draft::new().zip();
    change(&mut zip);
    zip.bytes()
}

/// The sample's archive with one entry changed.
fn entry(name: &str, change: impl FnOnce(&mut Item)) -> Vec<u8> {
    zip(|zip| {
        let at = at(zip, name);
        change(&mut zip.items[at]);
    })
}

fn json(change: impl FnOnce(&mut Item)) -> Vec<u8> {
    entry("submission.json", change)
}

fn both(change: impl Fn(&mut Head)) -> Vec<u8> {
    json(|item| *item = item.clone().both(change))
}

/// The sample's archive with another signature.
fn signature(make: impl FnOnce(&[u8]) -> Vec<u8>) -> Vec<u8> {
    zip(|zip| {
        let made = make(&zip.items[at(zip, ".sig")].data);
        replace(zip, ".sig", &made);
    })
}

/// A package of these payload names, correctly signed.
fn names(names: &[&str]) -> Vec<u8> {
    Draft::named(&names.iter().map(|name| name.as_bytes()).collect::<Vec<_>>()).bytes()
}

#[test]
fn the_sample_itself_is_accepted() {
    check(vec![("sample", Draft::new().bytes(), "ok")]);
    check(vec![("other names", names(&["a/b（一）.pdf", "submission.json"]), "ok")]);
}

#[test]
fn content() {
    let inside = |path: &str, data: &[u8]| {
        let item = Item::new(format!("{ID}/{path}"), data);
        zip(|zip| zip.items.insert(2, item))
    };
    check(vec![
        ("payload bit", json(|item| item.data[0] ^= 1), "PKG-CRC"),
        (
            "payload bit, CRC fixed",
            zip(|zip| replace(zip, "submission.json", b"[\"schema\":1}")),
            "PKG-DIGEST",
        ),
        ("list bit", entry("manifest-sm3.txt", |item| item.data[0] ^= 1), "PKG-CRC"),
        (
            "manifest edit",
            zip(|zip| {
                let text = String::from_utf8(zip.items[at(zip, "manifest-sm3.txt")].data.clone()).unwrap();
                replace(zip, "/manifest-sm3.txt", text.replace("submission", "submissiom").as_bytes());
            }),
            "PKG-TAG-DIGEST",
        ),
        (
            "signature bit",
            signature(|der| {
                let mut der = der.to_vec();
                *der.last_mut().unwrap() ^= 1;
                der
            }),
            "PKG-SIGNATURE",
        ),
        (
            "missing payload",
            zip(|zip| drop(zip.items.remove(at(zip, "submission.json")))),
            "PKG-PAYLOAD-MISSING",
        ),
        ("no payload", zip(|zip| drop(zip.items.drain(1..3))), "PKG-NO-PAYLOAD"),
        ("extra file in data/", inside("data/b.txt", b"x"), "PKG-PAYLOAD-EXTRA"),
        ("extra file in root", inside("readme.txt", b"x"), "PKG-ROOT-FILE"),
        ("extra file in signature/", inside("signature/more.crt", b"x"), "PKG-ROOT-FILE"),
        ("extra top directory", zip(|zip| zip.items.insert(2, Item::new("other/x", b"x"))), "PKG-TOP"),
        ("file without directory", zip(|zip| zip.items.push(Item::new("x", b"x"))), "PKG-TOP"),
        ("other top directory", Draft { top: "bag".into(), ..Draft::new() }.bytes(), "PKG-TOP"),
        (
            "missing manifest",
            zip(|zip| drop(zip.items.remove(at(zip, "/manifest-sm3.txt")))),
            "PKG-MISSING-FILE",
        ),
        (
            "large tag file",
            zip(|zip| replace(zip, "bag-info.txt", &vec![b'x'; (2 << 20) + 1])),
            "PKG-TAG-SIZE",
        ),
    ]);
}

#[test]
fn file() {
    let good = Draft::new().bytes();
    let cut = |bytes: usize| good[..good.len() - bytes].to_vec();
    check(vec![
        ("tail cut", cut(1), "ZIP-TRUNCATED"),
        ("half cut", cut(good.len() / 2), "ZIP-TRUNCATED"),
        ("trailing bytes", [&good[..], b"x"].concat(), "ZIP-TRAILING"),
        ("prepended stub", [b"MZ stub", &good[..]].concat(), "ZIP-PREFIX"),
        ("stub with fixed offsets", zip(|zip| zip.items[0].before = b"MZ stub".to_vec()), "ZIP-PREFIX"),
        ("archive comment", zip(|zip| zip.comment = b"hello".to_vec()), "ZIP-COMMENT"),
        ("two zips joined", [&good[..], &good[..]].concat(), "ZIP-PREFIX"),
        ("end record counts short", zip(|zip| zip.count = Some(9)), "ZIP-COUNT"),
        ("zip64 decoy", zip(|zip| zip.end64 = Some((45, false))), "ZIP-ZIP64"),
        ("empty zip", Zip::default().bytes(), "ZIP-NO-ENTRIES"),
        ("not a zip", b"%PDF-1.7 a fine document".to_vec(), "ZIP-NOT-ZIP"),
        ("zero length", vec![], "ZIP-EMPTY-FILE"),
    ]);
}

#[test]
fn entries() {
    let evil = || Item::new(format!("{ID}/data/submission.json"), b"{\"evil\":1}");
    let bomb =
        Item::new(format!("{ID}/data/b"), &[0; 20]).both(|head| (head.method, head.size) = (8, 1 << 30));
    check(vec![
        ("duplicate, evil last", zip(|zip| zip.items.insert(3, evil())), "ZIP-DUPLICATE"),
        ("duplicate, evil first", zip(|zip| zip.items.insert(2, evil())), "ZIP-DUPLICATE"),
        (
            "hidden local entry",
            zip(|zip| {
                zip.items.insert(2, evil());
                zip.items[2].listed = false;
            }),
            "ZIP-HIDDEN",
        ),
        ("gap bytes", json(|item| item.after = vec![0; 3]), "ZIP-GAP"),
        (
            "overlap",
            zip(|zip| {
                let inner = Zip::of([evil()]).bytes();
                replace(zip, "0001-合同.pdf", &inner);
                let start = 30 + zip.items[0].data.len() + zip.items[0].local.name.len();
                let offset = start + 30 + zip.items[1].local.name.len();
                zip.items[2] = Item { offset: Some(offset as u32), ..evil() };
            }),
            "ZIP-OVERLAP",
        ),
        (
            "reordered data",
            zip(|zip| {
                zip.items.swap(1, 2);
                zip.order = Some(vec![0, 2, 1, 3, 4, 5, 6, 7, 8, 9]);
            }),
            "ZIP-ORDER",
        ),
        ("reordered directory", zip(|zip| zip.order = Some(vec![0, 2, 1, 3, 4, 5, 6, 7, 8, 9])), "ZIP-ORDER"),
        ("both reordered", zip(|zip| zip.items.swap(1, 2)), "PKG-ORDER"),
        ("tag files reordered", zip(|zip| zip.items.swap(3, 4)), "PKG-ORDER"),
        ("other local name", json(|item| *item.local.name.last_mut().unwrap() = b'x'), "ZIP-LOCAL-NAME"),
        ("other local size", json(|item| item.local.size += 1), "ZIP-LOCAL-SIZE"),
        ("other local CRC", json(|item| item.local.crc += 1), "ZIP-LOCAL-CRC"),
        ("other local method", json(|item| item.local.method = 8), "ZIP-LOCAL-METHOD"),
        ("encrypted bit", both(|head| head.flags = 1), "ZIP-ENCRYPTED"),
        ("data descriptor", both(|head| head.flags = 8), "ZIP-DESCRIPTOR"),
        ("rename extra", both(|head| head.extra = b"up\x09\0\x01\0\0\0\0evil".to_vec()), "ZIP-EXTRA"),
        ("entry comment", json(|item| item.central.comment = b"x".to_vec()), "ZIP-ENTRY-COMMENT"),
        ("symlink", json(|item| item.central.external = 0o120_777 << 16), "ZIP-SYMLINK"),
        (
            "directory entry",
            zip(|zip| zip.items.insert(1, Item::new(format!("{ID}/data/"), b""))),
            "ZIP-FOLDER",
        ),
        ("setuid", json(|item| item.central.external = 0o104_755 << 16), "ZIP-MODE"),
        ("timestamp", both(|head| head.time = 0x6b4d), "ZIP-TIME"),
        ("re-deflated", both(|head| head.method = 8), "PKG-REPACKED"),
        ("deflate bomb", zip(|zip| zip.items.insert(2, bomb)), "PKG-REPACKED"),
        ("size lie", both(|head| head.size = 5), "ZIP-STORED-SIZE"),
        (
            "20,000 entries",
            {
                let many: Vec<String> = (0..20_000).map(|i| format!("{i:05}")).collect();
                names(&many.iter().map(String::as_str).collect::<Vec<_>>())
            },
            "ZIP-TOO-MANY",
        ),
    ]);
}

#[test]
fn signatures() {
    let attacker = Fake::new(9);
    let by = |signer: &Fake, unit: (&str, &str)| Draft {
        certificate: signer.certificate_for(unit).pem().to_owned(),
        signer: signer.clone(),
        ..Draft::new()
    };
    let stranger = ("999999", "某某公司");
    let with_unit = |draft: Draft, unit: (&str, &str)| {
        let id = ID.replace(UNIT.0, unit.0);
        Draft { top: id.clone(), ..draft }.row("External-Identifier", &id).row("Source-Organization", unit.1)
    };
    let integer = |bytes: &[u8]| [&[2, bytes.len() as u8], bytes].concat();
    let sequence = |a: &[u8], b: &[u8]| {
        let body = [integer(a), integer(b)].concat();
        [vec![0x30, body.len() as u8], body].concat()
    };
    // r and s of a DER signature, without the zero that keeps them positive.
    let numbers = |der: &[u8]| {
        let r_end = 4 + usize::from(der[3]);
        let strip = |bytes: &[u8]| bytes.strip_prefix(&[0]).unwrap_or(bytes).to_vec();
        (strip(&der[4..r_end]), strip(&der[r_end + 2..]))
    };
    let plus_order = |s: &[u8]| {
        let mut carry = 0;
        let mut sum = vec![0; 33];
        for i in (0..32).rev() {
            let digit = u16::from(s[i]) + u16::from(SM2_ORDER[i]) + carry;
            (sum[i + 1], carry) = (digit as u8, digit >> 8);
        }
        sum[0] = carry as u8;
        sum
    };
    check(vec![
        ("stripped", zip(|zip| drop(zip.items.pop())), "PKG-UNSIGNED"),
        ("certificate stripped", zip(|zip| drop(zip.items.remove(at(zip, "signer.crt")))), "PKG-UNSIGNED"),
        ("attacker's key and certificate", by(&attacker, UNIT).bytes(), "PKG-OTHER-KEY"),
        ("a stranger", with_unit(by(&attacker, stranger), stranger).bytes(), "PKG-UNKNOWN-SIGNER"),
        (
            "attacker's key, old certificate",
            Draft { signer: attacker.clone(), ..Draft::new() }.bytes(),
            "PKG-SIGNATURE",
        ),
        (
            "certificate swapped",
            zip(|zip| {
                replace(zip, "signer.crt", attacker.certificate().pem().as_bytes());
            }),
            "PKG-SIGNATURE",
        ),
        ("same key, other subject", with_unit(by(&Fake::new(7), stranger), stranger).bytes(), "PKG-SUBJECT"),
        (
            "empty SM2 id",
            Draft::new()
                .edit("signature/tagmanifest-sm3.sig", {
                    let signed = Draft::new().zip();
                    let signed = signed.items[at(&signed, "tagmanifest-sm3.txt")].data.clone();
                    move |_| Fake::new(7).sign_with_id("", &signed).to_der().to_vec()
                })
                .bytes(),
            "PKG-SIGNATURE",
        ),
        (
            "s + n",
            signature(|der| {
                let (r, s) = numbers(der);
                let s = [vec![0; 32 - s.len()], s].concat();
                let r = if r[0] > 127 { [vec![0], r].concat() } else { r };
                sequence(&r, &plus_order(&s))
            }),
            "PKG-SIGNATURE-FORM",
        ),
        (
            "non-minimal DER",
            signature(|der| {
                let (r, s) = numbers(der);
                sequence(&[vec![0, 0], r].concat(), &[vec![0, 0], s].concat())
            }),
            "PKG-SIGNATURE-FORM",
        ),
        (
            "long form of the length",
            signature(|der| [&[0x30, 0x81, der[1]], &der[2..]].concat()),
            "PKG-SIGNATURE-FORM",
        ),
        ("trailing bytes", signature(|der| [der, &[0]].concat()), "PKG-SIGNATURE-FORM"),
        ("r = s = 0", signature(|_| sequence(&[0], &[0])), "PKG-SIGNATURE-FORM"),
        (
            "raw 64 bytes",
            signature(|der| {
                let (r, s) = numbers(der);
                [vec![0; 32 - r.len()], r, vec![0; 32 - s.len()], s].concat()
            }),
            "PKG-SIGNATURE-FORM",
        ),
        ("empty", signature(|_| vec![]), "PKG-SIGNATURE-FORM"),
        (
            "tagmanifest-sha256 disagrees",
            zip(|zip| {
                let text =
                    String::from_utf8(zip.items[at(zip, "tagmanifest-sha256.txt")].data.clone()).unwrap();
                let digit = if text.starts_with('0') { "1" } else { "0" };
                replace(zip, "tagmanifest-sha256.txt", format!("{digit}{}", &text[1..]).as_bytes());
            }),
            "PKG-TAG-SHA256",
        ),
        (
            "certificate is rubbish",
            Draft { certificate: "hello\n".into(), ..Draft::new() }.bytes(),
            "PKG-CERTIFICATE",
        ),
    ]);
}

#[test]
fn the_signature_rows_are_well_made() {
    // The same helpers with nothing changed give the sample again.
    check(vec![("untouched", signature(<[u8]>::to_vec), "ok")]);
    let own = Draft { certificate: Fake::new(7).certificate().pem().to_owned(), ..Draft::new() };
    check(vec![("own", own.bytes(), "ok")]);
}

#[test]
fn trusted_but_bad_lists() {
    let first_line = |text: &str| text.split_inclusive('\n').next().unwrap().to_owned();
    let sm3 = "manifest-sm3.txt";
    let edit = |file: &'static str, edit: fn(String) -> String| Draft::new().text(file, edit).bytes();
    check(vec![
        (
            "manifests differ",
            edit(sm3, |text| text.replace("submission", "submissiom")),
            "PKG-MANIFESTS-DIFFER",
        ),
        (
            "one manifest shorter",
            edit(sm3, |text| text.lines().take(1).map(|l| format!("{l}\n")).collect()),
            "PKG-MANIFESTS-DIFFER",
        ),
        ("digests differ", edit(sm3, |text| text.replace(&text[..8], "00000000")), "PKG-DIGEST"),
        (
            "duplicate line",
            Draft::new().text(sm3, move |text| first_line(&text) + &text).bytes(),
            "PKG-MANIFEST-DUPLICATE",
        ),
        ("CRLF", edit(sm3, |text| text.replace('\n', "\r\n")), "PKG-MANIFEST-CRLF"),
        ("upper-case hex", edit(sm3, |text| text[..64].to_uppercase() + &text[64..]), "PKG-MANIFEST-HEX"),
        ("binary mark", edit(sm3, |text| text.replace("  data", " *data")), "PKG-MANIFEST"),
        ("listed outside data/", edit(sm3, |text| text.replace("data/s", "date/s")), "PKG-MANIFEST"),
        (
            "data/../../x in a manifest",
            edit(sm3, |text| text.replace("attachments/0001-合同.pdf", "../../x")),
            "PKG-NAME-TRAVERSAL",
        ),
        (
            "tag manifest short",
            edit("tagmanifest-sm3.txt", |text| text.lines().take(4).map(|l| format!("{l}\n")).collect()),
            "PKG-TAG-LIST",
        ),
        (
            "bagit.txt in UTF-16",
            Draft::new()
                .edit("bagit.txt", |bytes| {
                    let text = String::from_utf8(bytes).unwrap();
                    [vec![0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()
                })
                .bytes(),
            "PKG-BAGIT",
        ),
        ("other BagIt version", edit("bagit.txt", |text| text.replace("1.0", "0.97")), "PKG-BAGIT"),
        (
            "fetch.txt",
            zip(|zip| zip.items.insert(1, Item::new(format!("{ID}/fetch.txt"), b"http://x - data/x\n"))),
            "PKG-FETCH",
        ),
        (
            "duplicate bag-info key",
            edit("bag-info.txt", |text| text + "Wenxiao-Recipient: 1\n"),
            "PKG-INFO-DUPLICATE",
        ),
        ("unknown bag-info key", edit("bag-info.txt", |text| text + "Note: x\n"), "PKG-INFO"),
        ("wrong Oxum", Draft::new().row("Payload-Oxum", "1.2").bytes(), "PKG-OXUM"),
        ("wrong file count", Draft::new().row("Payload-Oxum", "29.3").bytes(), "PKG-OXUM"),
        (
            "other id inside",
            Draft { top: ID.replace("002", "003"), ..Draft::new() }.bytes(),
            "PKG-ID-MISMATCH",
        ),
        ("other year inside", Draft::new().row("Wenxiao-Year", "2024").bytes(), "PKG-ID-MISMATCH"),
    ]);
}

#[test]
fn trusted_but_bad_names() {
    let outside = |name: &str| zip(|zip| zip.items.insert(1, Item::new(name, b"x")));
    check(vec![
        ("data/../../x", names(&["../../x"]), "PKG-NAME-TRAVERSAL"),
        ("zip-slip", outside("../evil.sh"), "PKG-NAME-TRAVERSAL"),
        ("zip-slip inside", outside(&format!("{ID}/data/../../../evil.sh")), "PKG-NAME-TRAVERSAL"),
        ("absolute", outside("/etc/cron.d/evil"), "PKG-NAME-ABSOLUTE"),
        ("absolute inside", names(&["/etc/passwd"]), "PKG-NAME-ABSOLUTE"),
        ("backslash", names(&["..\\evil.exe"]), "PKG-NAME-BACKSLASH"),
        ("drive", names(&["C:/x"]), "PKG-NAME-STREAM"),
        ("a.txt:evil", names(&["a.txt:evil"]), "PKG-NAME-STREAM"),
        ("case collision", names(&["A.txt", "a.txt"]), "PKG-NAME-COLLISION"),
        ("NFD name", names(&["cafe\u{301}.txt"]), "PKG-NAME-NFC"),
        ("NFC/NFD pair", names(&["caf\u{e9}.txt", "cafe\u{301}.txt"]), "PKG-NAME-NFC"),
        ("full-width collision", names(&["ａ.txt", "a.txt"]), "PKG-NAME-COLLISION"),
        ("CON.txt", names(&["CON.txt"]), "PKG-NAME-DEVICE"),
        ("trailing dot", names(&["a.pdf."]), "PKG-NAME-EDGE"),
        ("trailing space", names(&["a.pdf "]), "PKG-NAME-EDGE"),
        ("bidi control", names(&["合同\u{202e}fdp.exe"]), "PKG-NAME-BIDI"),
        ("control character", names(&["a\u{1b}[2J"]), "PKG-NAME-CONTROL"),
        ("line end", names(&["a\nb"]), "PKG-NAME-CONTROL"),
        ("file/dir clash", names(&["a", "a/b"]), "PKG-NAME-CLASH"),
        ("GBK name", Draft::named(&[&[0xba, 0xcf, 0xcd, 0xac]]).bytes(), "ZIP-NAME-ENCODING"),
        (
            "UTF-8 flag missing",
            entry("合同.pdf", |item| *item = item.clone().both(|head| head.flags = 0)),
            "ZIP-UTF8-FLAG",
        ),
        ("300-byte name", names(&[&"n".repeat(300)]), "ZIP-NAME-LENGTH"),
        ("long name", names(&[&"n".repeat(201)]), "PKG-NAME-LENGTH"),
        ("zero width", names(&["a\u{200b}.txt"]), "PKG-NAME-INVISIBLE"),
        ("leading dash", names(&["-rf"]), "PKG-NAME-DASH"),
        ("wildcard", names(&["a*.txt"]), "PKG-NAME-CHARACTER"),
        ("empty part", names(&["a//b"]), "PKG-NAME-EMPTY"),
    ]);
}

#[test]
fn application() {
    let pins = pins();
    let good = Draft::new().bytes();
    let digest = Package::read(std::io::Cursor::new(&good)).unwrap().digest().to_owned();
    let base = context(&pins);
    let known = |id: &str, digest: &str, date: &str| {
        [Known { id: id.parse().unwrap(), digest: digest.into(), date: day(date) }]
    };
    let check = |what: &str, bytes: &[u8], context: package::Context<'_>, expected: &str| {
        assert_eq!(verdict(bytes, &context), expected, "{what}");
    };
    let same = known(ID, &digest, "2025-08-05");
    check("replay", &good, package::Context { known: &same, ..base }, "replay");
    let other = known(ID, &"0".repeat(64), "2025-08-05");
    check("same id, other content", &good, package::Context { known: &other, ..base }, "PKG-ID-REUSED");
    check("wrong recipient", &good, package::Context { recipient: Some("1"), ..base }, "PKG-RECIPIENT");
    check("any recipient", &good, package::Context { recipient: None, ..base }, "ok");
    check(
        "unit name ≠ certificate",
        &Draft::new().row("Source-Organization", "财政局").bytes(),
        base,
        "PKG-UNIT",
    );
    let id = ID.replace(UNIT.0, "1");
    let foreign = Draft { top: id.clone(), ..Draft::new() }.row("External-Identifier", &id).bytes();
    check("unit code ≠ certificate", &foreign, base, "PKG-UNIT");
    check("schema newer", &Draft::new().row("Wenxiao-Schema", "2").bytes(), base, "PKG-SCHEMA-NEWER");
    let newer = Draft::new().row("Wenxiao-Schema", "2").row("Wenxiao-New", "x").bytes();
    check("schema newer, with new labels", &newer, base, "PKG-SCHEMA-NEWER");
    let back = package::Context { today: day("2025-08-06"), latest_day: Some(day("2025-08-07")), ..base };
    check("our clock rolled back", &good, back, "PKG-CLOCK-BACK");
    let early = package::Context { today: day("2025-08-04"), latest_day: None, ..base };
    check("dated tomorrow", &good, early, "PKG-DATE-FUTURE");
    let same_day = package::Context { today: day("2025-08-05"), latest_day: None, ..base };
    check("dated today", &good, same_day, "ok");
    let earlier = known("WX-370102001-2025-monitor-M07-001", "", "2025-08-06");
    check("their clock rolled back", &good, package::Context { known: &earlier, ..base }, "PKG-DATE-BACK");
    let later = known("WX-370102001-2025-monitor-M07-003", "", "2025-08-06");
    check("a later number", &good, package::Context { known: &later, ..base }, "ok");
    let reply = Draft::new().row("Wenxiao-In-Reply-To", &"d".repeat(64)).bytes();
    check("reply to another submission", &reply, base, "PKG-REPLY-OTHER");
    let sent = ["e".repeat(64), "d".repeat(64)];
    check("reply to ours", &reply, package::Context { sent: &sent, ..base }, "ok");
    let year = |year: u16, date: &str| {
        let id = ID.replace("2025", &year.to_string());
        let draft = Draft { top: id.clone(), ..Draft::new() };
        let draft = draft.row("External-Identifier", &id).row("Wenxiao-Year", &year.to_string());
        draft.row("Bagging-Date", date).bytes()
    };
    let late = package::Context { today: day("2028-02-01"), ..base };
    check("last day of the key", &year(2027, "2027-12-31"), late, "ok");
    check("expired key", &year(2028, "2028-01-01"), late, "PKG-KEY-EXPIRED");
    check("key of the future", &year(2024, "2024-12-31"), late, "PKG-KEY-NOT-YET");
    assert_eq!(base.recipient, Some(RECIPIENT));
}

#[test]
fn an_unknown_signer_can_be_read_and_says_why_it_is_not_verified() {
    let bytes = Draft::new().bytes();
    let mut package = Package::read(std::io::Cursor::new(&bytes)).unwrap();
    let report = package.verify(&context(&[]), &mut |_, _| true).unwrap();
    let package::Verdict::Unverified { code, reason } = report.verdict else {
        panic!("{:?}", report.verdict)
    };
    assert_eq!(code, "PKG-UNKNOWN-SIGNER");
    assert!(reason.starts_with("未验证") && reason.contains(UNIT.1), "{reason}");
    assert_eq!(report.signer, *Fake::new(7).certificate().pin());
    assert_eq!(report.fingerprint.len(), 64 + 15);
    assert_eq!(package.payload_bytes("submission.json", 100).unwrap(), b"{\"schema\":1}");
}
