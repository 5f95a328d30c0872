//! What the tests share: a signer that is no file, a sample, and a builder of packages that can be
//! wrong everywhere. The builder shares no code with the crate: it writes the format a second time.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "shared by several test programs"
)]

#[path = "../../../archive/tests/support/mod.rs"]
pub mod zip;

use std::collections::HashMap;
use std::io::Cursor;

use chrono::NaiveDate;
use package::{
    BagInfo, Certificate, Context, Error, Package, Pin, RawSignature, SCHEMA, Signer, Stamp, Verdict,
};
use sha2::Sha256;
use sm2::SecretKey;
use sm2::dsa::signature::Signer as _;
use sm2::dsa::signature::hazmat::PrehashSigner;
use sm2::dsa::{Signature, SigningKey};
use sm2::pkcs8::EncodePublicKey;
use sm3::{Digest, Sm3};
use zip::{Item, Zip};

pub const ID: &str = "WX-370102001-2025-monitor-M07-002";
pub const UNIT: (&str, &str) = ("370102001", "历下区教育局");
pub const RECIPIENT: &str = "370102900";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Signs like a device would, with a key that is always the same.
#[derive(Clone)]
pub struct Fake {
    secret: SecretKey,
    spki: Vec<u8>,
}

impl Fake {
    pub fn new(seed: u8) -> Fake {
        let secret = SecretKey::from_slice(&[seed; 32]).unwrap();
        let spki = secret.public_key().to_public_key_der().unwrap().into_vec();
        Fake { secret, spki }
    }

    pub fn certificate_for(&self, unit: (&str, &str)) -> Certificate {
        Certificate::self_signed(self, unit.0, unit.1, day("2025-01-01"), day("2027-12-31")).unwrap()
    }

    pub fn certificate(&self) -> Certificate {
        self.certificate_for(UNIT)
    }

    pub fn sign_with_id(&self, distid: &str, message: &[u8]) -> Signature {
        SigningKey::new(distid, &self.secret).unwrap().sign(message)
    }
}

impl Signer for Fake {
    fn spki(&self) -> &[u8] {
        &self.spki
    }

    fn sign_digest(&self, e: &[u8; 32]) -> Result<RawSignature, Error> {
        let key = SigningKey::new(package::DISTID, &self.secret).unwrap();
        let signature: Signature = key.sign_prehash(e).unwrap();
        Ok(RawSignature { r: signature.r_bytes().into(), s: signature.s_bytes().into() })
    }
}

pub fn info() -> BagInfo {
    BagInfo {
        id: ID.parse().unwrap(),
        unit_name: UNIT.1.into(),
        date: day("2025-08-05"),
        schema: SCHEMA,
        recipient: RECIPIENT.into(),
        previous: None,
        in_reply_to: None,
        rule_pack: Stamp { name: "jinan-2019".into(), sm3: "b".repeat(64) },
        audit_head: Stamp { name: "412".into(), sm3: "c".repeat(64) },
        program: "wenxiao 0.1.0".into(),
    }
}

/// A receiver that knows the sample's signer.
pub fn context(pins: &[Pin]) -> Context<'_> {
    Context {
        pins,
        recipient: Some(RECIPIENT),
        schema: SCHEMA,
        today: day("2025-08-06"),
        latest_day: Some(day("2025-08-06")),
        known: &[],
        sent: &[],
    }
}

/// What a receiver says to these bytes: "ok", "replay" or the code.
pub fn verdict(bytes: &[u8], context: &Context<'_>) -> &'static str {
    let report = Package::read(Cursor::new(bytes)).and_then(|mut p| p.verify(context, &mut |_, _| true));
    match report.map(|report| report.verdict) {
        Ok(Verdict::Trusted) => "ok",
        Ok(Verdict::Replay) => "replay",
        Ok(Verdict::Unverified { code, .. }) => code,
        Err(error) => error.code(),
    }
}

pub fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

type Edit = Box<dyn Fn(Vec<u8>) -> Vec<u8>>;

/// A package to be: every part can be changed before the parts that depend on it are made.
pub struct Draft {
    pub top: String,
    /// Name below data/ and content, in the package's order.
    pub payload: Vec<(Vec<u8>, Vec<u8>)>,
    /// The rows of bag-info.txt; Payload-Oxum is counted when empty.
    pub info: Vec<(String, String)>,
    pub signer: Fake,
    pub certificate: String,
    /// Changes to tag files; what is signed later covers them.
    pub edits: HashMap<&'static str, Edit>,
}

impl Draft {
    pub fn new() -> Draft {
        let signer = Fake::new(7);
        let rows = [
            ("Source-Organization", UNIT.1),
            ("External-Identifier", ID),
            ("Bagging-Date", "2025-08-05"),
            ("Payload-Oxum", ""),
            ("Wenxiao-Type", "monitor"),
            ("Wenxiao-Schema", "1"),
            ("Wenxiao-Year", "2025"),
            ("Wenxiao-Period", "M07"),
            ("Wenxiao-Sequence", "002"),
            ("Wenxiao-Recipient", RECIPIENT),
            ("Wenxiao-Rule-Pack", &format!("jinan-2019:{}", "b".repeat(64))),
            ("Wenxiao-Audit-Head", &format!("412:{}", "c".repeat(64))),
            ("Wenxiao-Program", "wenxiao 0.1.0"),
        ];
        Draft {
            top: ID.into(),
            payload: vec![
                ("attachments/0001-合同.pdf".into(), b"%PDF-1.7 contract".to_vec()),
                ("submission.json".into(), b"{\"schema\":1}".to_vec()),
            ],
            info: rows.map(|(label, value)| (label.to_owned(), value.to_owned())).to_vec(),
            certificate: signer.certificate().pem().to_owned(),
            signer,
            edits: HashMap::new(),
        }
    }

    /// A draft with only these payload names, each with a few bytes.
    pub fn named(names: &[&[u8]]) -> Draft {
        let mut names = names.to_vec();
        names.sort_unstable();
        let payload = names.into_iter().map(|name| (name.to_vec(), b"x".to_vec())).collect();
        Draft { payload, ..Draft::new() }
    }

    pub fn edit(mut self, file: &'static str, edit: impl Fn(Vec<u8>) -> Vec<u8> + 'static) -> Draft {
        self.edits.insert(file, Box::new(edit));
        self
    }

    /// Edits a tag file as text.
    pub fn text(self, file: &'static str, edit: impl Fn(String) -> String + 'static) -> Draft {
        self.edit(file, move |bytes| edit(String::from_utf8(bytes).unwrap()).into_bytes())
    }

    pub fn row(mut self, label: &str, value: &str) -> Draft {
        match self.info.iter_mut().find(|(found, _)| found == label) {
            Some(row) => row.1 = value.into(),
            None => self.info.insert(self.info.len() - 3, (label.into(), value.into())),
        }
        self
    }

    pub fn zip(&self) -> Zip {
        let bytes: usize = self.payload.iter().map(|(_, data)| data.len()).sum();
        let rows = self.info.iter().map(|(label, value)| {
            let oxum = format!("{bytes}.{}", self.payload.len());
            format!("{label}: {}\n", if value.is_empty() { &oxum } else { value })
        });
        let mut tags: Vec<(&'static str, Vec<u8>)> = Vec::new();
        let put = |tags: &mut Vec<_>, name: &'static str, bytes: Vec<u8>| {
            tags.push((name, self.edits.get(name).map_or(bytes.clone(), |edit| edit(bytes))));
        };
        put(&mut tags, "bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_vec());
        put(&mut tags, "bag-info.txt", rows.collect::<String>().into_bytes());
        let listed = |digest: fn(&[u8]) -> String, files: &[(Vec<u8>, &[u8])]| -> Vec<u8> {
            let mut lines: Vec<u8> = Vec::new();
            for (name, data) in files {
                lines.extend([digest(data).as_bytes(), b"  ", name, b"\n"].concat());
            }
            lines
        };
        let (sm3, sha256) = (|data: &[u8]| hex(Sm3::digest(data)), |data: &[u8]| hex(Sha256::digest(data)));
        let payload: Vec<_> = self
            .payload
            .iter()
            .map(|(name, data)| ([b"data/", name.as_slice()].concat(), data.as_slice()))
            .collect();
        put(&mut tags, "manifest-sha256.txt", listed(sha256, &payload));
        put(&mut tags, "manifest-sm3.txt", listed(sm3, &payload));
        put(&mut tags, "signature/signer.crt", self.certificate.clone().into_bytes());
        let mut sorted = tags.clone();
        sorted.sort();
        let tagged: Vec<_> =
            sorted.iter().map(|(name, data)| (name.as_bytes().to_vec(), data.as_slice())).collect();
        put(&mut tags, "tagmanifest-sha256.txt", listed(sha256, &tagged));
        put(&mut tags, "tagmanifest-sm3.txt", listed(sm3, &tagged));
        let signed = self.signer.sign_with_id(package::DISTID, &tags.last().unwrap().1);
        put(&mut tags, "signature/tagmanifest-sm3.sig", signed.to_der().to_vec());
        let name = |name: &[u8]| [self.top.as_bytes(), b"/", name].concat();
        let mut items: Vec<Item> =
            tags.iter().map(|(tag, data)| Item::new(name(tag.as_bytes()), data)).collect();
        let payload = payload.into_iter().map(|(path, data)| Item::new(name(&path), data));
        items.splice(1..1, payload);
        Zip::of(items)
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.zip().bytes()
    }
}

/// Where in the archive the entry stands whose name ends so.
pub fn at(zip: &Zip, name: &str) -> usize {
    zip.items.iter().position(|item| item.central.name.ends_with(name.as_bytes())).unwrap()
}

/// Replaces an entry's content, with sizes and checksum to match.
pub fn replace(zip: &mut Zip, name: &str, data: &[u8]) {
    let at = at(zip, name);
    zip.items[at] = Item::new(zip.items[at].central.name.clone(), data);
}
