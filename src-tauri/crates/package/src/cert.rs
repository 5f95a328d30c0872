//! Certificates: who a public key says it belongs to. They carry, they do not create trust: that
//! comes from the receiver's list of [`Pin`]s.
//!
//! The subject is `serialNumber` (2.5.4.5) = unit code and `CN` = unit name. serialNumber is the
//! attribute meant for identifiers and survives departments being renamed; OU is left to bureaus
//! that issue certificates themselves.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta};
use pkcs8::spki::{self, AlgorithmIdentifierOwned, DynSignatureAlgorithmIdentifier, EncodePublicKey};
use pkcs8::{Document, LineEnding, ObjectIdentifier};
use serde::Serialize;
use sm2::dsa::signature::Keypair;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{self, Builder, CertificateBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::der::asn1::{Any, BitString, PrintableStringRef, UtcTime, Utf8StringRef};
use x509_cert::der::{Decode, Encode};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::name::DirectoryString;
use x509_cert::ext::pkix::{KeyUsage, KeyUsages};
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};

use crate::Error;
use crate::hash::{hex, sm3};
use crate::id::is_code;
use crate::name::is_plain;
use crate::sign::{self, Signer};

const LABEL: &str = "CERTIFICATE";
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const SERIAL_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");
/// SM2 with SM3 (GM/T 0006).
const SM2_WITH_SM3: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.501");
/// Days are those of China: UTC+8 all year.
const CHINA: TimeDelta = TimeDelta::hours(8);

/// A registered signer: the key's fingerprint and whom it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pin {
    /// SM3 of the SubjectPublicKeyInfo in DER, 64 lower-case hexadecimal digits.
    pub spki_sm3: String,
    /// Unit code.
    pub unit_code: String,
    /// Unit name.
    pub unit_name: String,
}

impl Pin {
    /// The fingerprint for paper and telephone: 16 groups of four digits.
    pub fn fingerprint(&self) -> String {
        let upper = self.spki_sm3.to_uppercase();
        let groups: Vec<&str> = (0..upper.len()).step_by(4).filter_map(|at| upper.get(at..at + 4)).collect();
        groups.join(" ")
    }
}

/// A certificate for an SM2 key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    pem: String,
    spki: Vec<u8>,
    pin: Pin,
    not_before: NaiveDate,
    not_after: NaiveDate,
}

impl Certificate {
    /// Makes a certificate that the key itself signs, valid from the first to the last day, both
    /// included (Chinese calendar days). The same arguments give the same certificate.
    ///
    /// # Errors
    /// [`Error::Identity`] for a code or name that cannot stand in it, [`Error::Validity`] for
    /// days out of order or before 1970, [`Error::Signer`].
    pub fn self_signed(
        signer: &dyn Signer,
        unit_code: &str,
        unit_name: &str,
        not_before: NaiveDate,
        not_after: NaiveDate,
    ) -> Result<Certificate, Error> {
        let subject = subject(unit_code, unit_name)?;
        if not_before > not_after {
            return Err(Error::Validity);
        }
        let after = not_after.checked_add_days(Days::new(1)).ok_or(Error::Validity)?;
        let validity = Validity::new(time(not_before, 0)?, time(after, -1)?);
        let mut serial = sm3(format!("{unit_code}\n{unit_name}\n{not_before}\n{not_after}\n").as_bytes());
        serial = sm3(&[&serial, signer.spki()].concat());
        let failed = |_| Error::Certificate;
        let build = || -> builder::Result<(Vec<u8>, CertificateBuilder<Subject>)> {
            let mut builder = CertificateBuilder::new(
                Subject(subject),
                SerialNumber::new(&serial[..16])?,
                validity,
                SubjectPublicKeyInfoOwned::from_der(signer.spki())?,
            )?;
            builder.add_extension(&KeyUsage(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation))?;
            let to_sign = builder.finalize(&Adapter(signer))?;
            Ok((to_sign, builder))
        };
        let (to_sign, builder) = build().map_err(failed)?;
        let signature = sign::sign(signer, &to_sign)?;
        let finish = || -> builder::Result<Vec<u8>> {
            Ok(builder.assemble(BitString::from_bytes(&signature)?, &Adapter(signer))?.to_der()?)
        };
        let document = Document::try_from(finish().map_err(failed)?).map_err(|_| Error::Certificate)?;
        let pem = document.to_pem(LABEL, LineEnding::LF).map_err(|_| Error::Certificate)?;
        Certificate::parse(&pem)
    }

    /// Reads a certificate in PEM with Unix line ends. A self-signed one must verify.
    ///
    /// # Errors
    /// [`Error::Certificate`] when it is damaged or not for an SM2 key.
    pub fn parse(pem: &str) -> Result<Certificate, Error> {
        Certificate::read(pem).ok_or(Error::Certificate)
    }

    fn read(pem: &str) -> Option<Certificate> {
        let (label, document) = Document::from_pem(pem).ok()?;
        if label != LABEL || document.to_pem(LABEL, LineEnding::LF).ok()? != pem {
            return None;
        }
        let certificate = x509_cert::Certificate::from_der(document.as_bytes()).ok()?;
        if certificate.to_der().ok()? != document.as_bytes() {
            return None;
        }
        let tbs = certificate.tbs_certificate();
        let algorithm = certificate.signature_algorithm();
        if algorithm.oid != SM2_WITH_SM3 || algorithm != tbs.signature() {
            return None;
        }
        let spki = tbs.subject_public_key_info().to_der().ok()?;
        sign::public_key(&spki).ok()?;
        if tbs.issuer() == tbs.subject() {
            let signature = certificate.signature().as_bytes()?;
            sign::verify(&spki, &tbs.to_der().ok()?, signature).ok()?;
        }
        let unit_code = attribute(tbs.subject(), SERIAL_NUMBER).filter(|code| is_code(code))?;
        let unit_name = attribute(tbs.subject(), COMMON_NAME).filter(|name| is_unit_name(name))?;
        Some(Certificate {
            pem: pem.to_owned(),
            pin: Pin { spki_sm3: hex(&sm3(&spki)), unit_code, unit_name },
            spki,
            not_before: day(&tbs.validity().not_before)?,
            not_after: day(&tbs.validity().not_after)?,
        })
    }

    /// The certificate in PEM.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// SubjectPublicKeyInfo of the key, DER.
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// What a receiver registers to trust this certificate's key.
    pub fn pin(&self) -> &Pin {
        &self.pin
    }

    /// The first day it is valid.
    pub fn not_before(&self) -> NaiveDate {
        self.not_before
    }

    /// The last day it is valid.
    pub fn not_after(&self) -> NaiveDate {
        self.not_after
    }

    /// Checks that a day is within the validity.
    ///
    /// # Errors
    /// [`Error::KeyExpired`], [`Error::KeyNotYet`].
    pub fn check_day(&self, day: NaiveDate) -> Result<(), Error> {
        if day < self.not_before {
            return Err(Error::KeyNotYet { from: self.not_before.to_string() });
        }
        if day > self.not_after {
            return Err(Error::KeyExpired { until: self.not_after.to_string() });
        }
        Ok(())
    }
}

fn is_unit_name(name: &str) -> bool {
    (1..=64).contains(&name.chars().count()) && name.trim() == name && is_plain(name)
}

/// Builds the subject; the crate's own parser of names would need escaping.
fn subject(unit_code: &str, unit_name: &str) -> Result<Name, Error> {
    for (value, fits) in [(unit_code, is_code(unit_code)), (unit_name, is_unit_name(unit_name))] {
        if !fits {
            return Err(Error::Identity { value: value.into() });
        }
    }
    let build = || -> x509_cert::der::Result<Name> {
        let code = Any::encode_from(&PrintableStringRef::new(unit_code)?)?;
        let name = Any::encode_from(&Utf8StringRef::new(unit_name)?)?;
        let mut sequence = RdnSequence::default();
        for (oid, value) in [(SERIAL_NUMBER, code), (COMMON_NAME, name)] {
            sequence.push(RelativeDistinguishedName::try_from(vec![AttributeTypeAndValue { oid, value }])?);
        }
        Name::from_der(&sequence.to_der()?)
    };
    build().map_err(|_| Error::Identity { value: unit_name.into() })
}

/// The one value of an attribute; none if there are several.
fn attribute(name: &Name, oid: ObjectIdentifier) -> Option<String> {
    let mut found = name.iter().filter(|attribute| attribute.oid == oid);
    let first = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let text = DirectoryString::try_from(&first.value).ok()?;
    Some(text.value().into_owned())
}

/// The beginning of a Chinese calendar day, moved by `seconds`, as a certificate's time.
fn time(day: NaiveDate, seconds: i64) -> Result<Time, Error> {
    let at = day.and_time(NaiveTime::MIN).and_utc() - CHINA + TimeDelta::seconds(seconds);
    let since = u64::try_from(at.timestamp()).map_err(|_| Error::Validity)?;
    let at = x509_cert::der::DateTime::from_unix_duration(std::time::Duration::from_secs(since))
        .map_err(|_| Error::Validity)?;
    Ok(UtcTime::from_date_time(at).map_or_else(|_| Time::GeneralTime(at.into()), Time::UtcTime))
}

/// The Chinese calendar day of a certificate's time.
fn day(time: &Time) -> Option<NaiveDate> {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok()?;
    Some((DateTime::from_timestamp(seconds, 0)? + CHINA).date_naive())
}

/// A leaf that issues itself; its extensions are added one by one.
struct Subject(Name);

impl BuilderProfile for Subject {
    fn get_issuer(&self, subject: &Name) -> Name {
        subject.clone()
    }

    fn get_subject(&self) -> Name {
        self.0.clone()
    }

    fn build_extensions(
        &self,
        _: SubjectPublicKeyInfoRef<'_>,
        _: SubjectPublicKeyInfoRef<'_>,
        _: &TbsCertificate,
    ) -> builder::Result<Vec<Extension>> {
        Ok(vec![])
    }
}

/// Shows a [`Signer`] to the certificate builder.
struct Adapter<'a>(&'a dyn Signer);

#[derive(Clone)]
struct Spki(Vec<u8>);

impl Keypair for Adapter<'_> {
    type VerifyingKey = Spki;

    fn verifying_key(&self) -> Spki {
        Spki(self.0.spki().to_vec())
    }
}

impl EncodePublicKey for Spki {
    fn to_public_key_der(&self) -> spki::Result<Document> {
        Ok(Document::try_from(self.0.as_slice())?)
    }
}

impl DynSignatureAlgorithmIdentifier for Adapter<'_> {
    fn signature_algorithm_identifier(&self) -> spki::Result<AlgorithmIdentifierOwned> {
        Ok(AlgorithmIdentifierOwned { oid: SM2_WITH_SM3, parameters: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FileSigner;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn certificates_carry_unit_and_days() {
        let signer = FileSigner::generate().unwrap();
        for until in [date(2025, 1, 1), date(2049, 12, 31), date(2050, 1, 1), date(2075, 6, 30)] {
            let from = date(2025, 1, 1);
            let made =
                Certificate::self_signed(&signer, "370102001", "历下区“一中”, O=x", from, until).unwrap();
            let read = Certificate::parse(made.pem()).unwrap();
            assert_eq!(read, made);
            assert_eq!((read.not_before(), read.not_after()), (from, until));
            assert_eq!(read.pin().unit_code, "370102001");
            assert_eq!(read.pin().unit_name, "历下区“一中”, O=x");
            assert_eq!(read.spki(), signer.spki());
            let code = |day| read.check_day(day).map_or_else(|e| e.code(), |()| "ok");
            assert_eq!(code(date(2024, 12, 31)), "PKG-KEY-NOT-YET");
            assert_eq!(code(from), "ok");
            assert_eq!(code(until), "ok");
            assert_eq!(code(until.succ_opt().unwrap()), "PKG-KEY-EXPIRED");
        }
    }

    #[test]
    fn the_fingerprint_is_the_whole_digest_in_groups() {
        let pin =
            Pin { spki_sm3: "0123456789abcdef".repeat(4), unit_code: "1".into(), unit_name: "x".into() };
        assert_eq!(pin.fingerprint(), ["0123 4567 89AB CDEF"; 4].join(" "));
    }

    #[test]
    fn unfit_subjects_and_days_are_refused() {
        let signer = FileSigner::generate().unwrap();
        let check = |code: &str, name: &str, from, until, expected: &str| {
            let made = Certificate::self_signed(&signer, code, name, from, until);
            assert_eq!(made.map_or_else(|e| e.code(), |_| "ok"), expected, "{code} {name}");
        };
        let (from, until) = (date(2025, 1, 1), date(2026, 1, 1));
        check("1", "单位", from, until, "ok");
        check("", "单位", from, until, "PKG-IDENTITY");
        check("1-2", "单位", from, until, "PKG-IDENTITY");
        check("1", "", from, until, "PKG-IDENTITY");
        check("1", " 单位", from, until, "PKG-IDENTITY");
        check("1", "单\n位", from, until, "PKG-IDENTITY");
        check("1", &"长".repeat(64), from, until, "ok");
        check("1", &"长".repeat(65), from, until, "PKG-IDENTITY");
        check("1", "单位", until, from, "PKG-VALIDITY");
        check("1", "单位", date(1960, 1, 1), until, "PKG-VALIDITY");
    }

    #[test]
    fn a_changed_certificate_is_refused() {
        let signer = FileSigner::generate().unwrap();
        let (from, until) = (date(2025, 1, 1), date(2026, 1, 1));
        let pem = Certificate::self_signed(&signer, "1", "单位", from, until).unwrap().pem().to_owned();
        assert!(Certificate::parse(&pem.replace('\n', "\r\n")).is_err());
        assert!(Certificate::parse(&format!("{pem}\n")).is_err());
        assert!(Certificate::parse("").is_err());
        let (_, der) = Document::from_pem(&pem).unwrap();
        for at in 0..der.as_bytes().len() {
            let mut bytes = der.as_bytes().to_vec();
            bytes[at] ^= 1;
            let Ok(document) = Document::try_from(bytes) else { continue };
            let pem = document.to_pem(LABEL, LineEnding::LF).unwrap();
            // Where issuer and subject no longer agree it is no self-signed certificate any more,
            // and who issued it is for the pin to say.
            if let Ok(read) = Certificate::parse(&pem) {
                let found = x509_cert::Certificate::from_der(document.as_bytes()).unwrap();
                let tbs = found.tbs_certificate();
                assert_ne!(tbs.issuer(), tbs.subject(), "byte {at}: {:?}", read.pin());
            }
        }
    }
}
