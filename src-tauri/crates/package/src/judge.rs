//! Judging: whether the receiver may take a package for what it claims to be.

use std::io::{Read, Seek};
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use crate::read::Payload;
use crate::{BagInfo, Error, Package, PackageId, Pin};

/// A package that was taken in before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: PackageId,
    /// SM3 of its tagmanifest-sm3.txt.
    pub digest: String,
    /// Its Bagging-Date.
    pub date: NaiveDate,
}

/// What the receiver knows. Nothing here is read from a clock or a store.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The registered signers.
    pub pins: &'a [Pin],
    /// Our own unit code; with `None` the recipient is not checked.
    pub recipient: Option<&'a str>,
    /// The newest schema that can be read, usually [`crate::SCHEMA`].
    pub schema: u32,
    /// Today in China.
    pub today: NaiveDate,
    /// The latest day this program has recorded anything on.
    pub latest_day: Option<NaiveDate>,
    /// The packages taken in before.
    pub known: &'a [Known],
    /// Digests of the packages we sent, which answers may refer to.
    pub sent: &'a [String],
}

/// How far a sound package is to be believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Verdict {
    /// A registered signer: take it in.
    Trusted,
    /// The very same package was taken in before: nothing to do.
    Replay,
    /// It may be read, but who signed it is not established: 未验证.
    Unverified {
        /// `PKG-UNKNOWN-SIGNER` or `PKG-OTHER-KEY`.
        code: &'static str,
        /// The reason, for the user.
        reason: String,
    },
}

/// What verifying a package gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How far it is to be believed.
    pub verdict: Verdict,
    /// What it says about itself.
    pub info: BagInfo,
    /// Who its certificate says signed it.
    pub signer: Pin,
    /// The signer's fingerprint in groups.
    pub fingerprint: String,
    /// First day of the certificate.
    pub valid_from: NaiveDate,
    /// Last day of the certificate.
    pub valid_until: NaiveDate,
    /// SM3 of its tagmanifest-sm3.txt.
    pub digest: String,
    /// Size of the package in bytes.
    pub bytes: u64,
    /// The payload files.
    pub payload: Vec<Payload>,
}

/// Verifies a package file against what the receiver knows. Reads every byte of it once.
///
/// # Errors
/// Why it is refused. An unknown signer is not an error but [`Verdict::Unverified`].
pub fn verify(
    path: &Path,
    context: &Context<'_>,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Report, Error> {
    Package::open(path)?.verify(context, progress)
}

impl<R: Read + Seek> Package<R> {
    /// Verifies an opened package; see [`verify`].
    ///
    /// # Errors
    /// Why it is refused.
    pub fn verify(
        &mut self,
        context: &Context<'_>,
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Report, Error> {
        let verdict = self.judge(context)?;
        self.check(progress)?;
        let certificate = self.certificate();
        Ok(Report {
            verdict,
            info: self.info().clone(),
            signer: certificate.pin().clone(),
            fingerprint: certificate.pin().fingerprint(),
            valid_from: certificate.not_before(),
            valid_until: certificate.not_after(),
            digest: self.digest().to_owned(),
            bytes: self.bytes(),
            payload: self.payload().to_vec(),
        })
    }

    /// Judges without reading the payload.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn judge(&self, context: &Context<'_>) -> Result<Verdict, Error> {
        let trust = trust(self.certificate().pin(), context.pins)?;
        let info = self.info();
        self.certificate().check_day(info.date)?;
        if info.schema > context.schema {
            return Err(Error::SchemaNewer { found: info.schema, supported: context.schema });
        }
        if let Some(own) = context.recipient.filter(|own| *own != info.recipient) {
            return Err(Error::Recipient { addressed: info.recipient.clone(), own: own.into() });
        }
        let today = context.today;
        if let Some(latest) = context.latest_day.filter(|latest| *latest > today) {
            return Err(Error::ClockBack { today: today.to_string(), latest: latest.to_string() });
        }
        if info.date > today {
            return Err(Error::DateFuture { date: info.date.to_string(), today: today.to_string() });
        }
        if let Some(before) = context.known.iter().find(|known| known.id == info.id) {
            if before.digest != self.digest() {
                return Err(Error::IdReused { id: info.id.to_string() });
            }
            return Ok(if trust == Verdict::Trusted { Verdict::Replay } else { trust });
        }
        let later = |known: &&Known| {
            known.id.same_series(&info.id) && known.id.sequence < info.id.sequence && known.date > info.date
        };
        if let Some(earlier) = context.known.iter().find(later) {
            return Err(Error::DateBack { date: info.date.to_string(), earlier: earlier.id.to_string() });
        }
        if info.in_reply_to.as_ref().is_some_and(|digest| !context.sent.contains(digest)) {
            return Err(Error::ReplyOther);
        }
        Ok(trust)
    }
}

/// Looks the signer up: key, code and name must all be as registered.
fn trust(signer: &Pin, pins: &[Pin]) -> Result<Verdict, Error> {
    let shown = |pin: &Pin| format!("{}（{}）", pin.unit_name, pin.unit_code);
    let mut same_key = pins.iter().filter(|pin| pin.spki_sm3 == signer.spki_sm3).peekable();
    if let Some(registered) = same_key.peek().copied() {
        if same_key.any(|pin| pin == signer) {
            return Ok(Verdict::Trusted);
        }
        return Err(Error::Subject { unit: shown(signer), registered: shown(registered) });
    }
    let unit = shown(signer);
    let error = if pins.iter().any(|pin| pin.unit_code == signer.unit_code) {
        Error::OtherKey { unit }
    } else {
        Error::UnknownSigner { unit }
    };
    Ok(Verdict::Unverified { code: error.code(), reason: error.to_string() })
}
