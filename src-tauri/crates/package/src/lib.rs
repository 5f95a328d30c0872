//! The submission package (上报包): sealing, strict reading, signing, keys.
//!
//! A package is a BagIt 1.0 bag in a stored-only ZIP, signed with SM2/SM3 over its SM3 tag
//! manifest, so that `unzip`, `openssl`, `cksum`, `sha256sum` and Python's `bagit` can check it
//! without this program.
//!
//! - Keys: [`FileSigner::generate`] → [`Certificate::self_signed`] → [`KeyFile::lock`] →
//!   [`KeyFile::write`]; later [`KeyFile::read`] → [`KeyFile::unlock`]. [`Certificate::pin`] is
//!   what a receiver registers, [`Pin::fingerprint`] what people compare on paper.
//! - [`seal`] writes a package; [`verify`] judges one by what the receiver knows ([`Context`]);
//!   [`Package::open`] reads one whoever signed it; [`Package::extract`] unpacks one.
//! - [`name`] has the rules for names of payload files and makes allowed ones.
//!
//! There is no clock in here: every date is passed in.

mod cert;
mod error;
mod extract;
mod files;
mod hash;
mod id;
mod info;
mod judge;
mod key;
mod layout;
mod manifest;
pub mod name;
mod read;
mod seal;
mod sign;

pub use cert::{Certificate, Pin};
pub use error::{CODES, Error};
pub use id::{Kind, PackageId, Period};
pub use info::{BagInfo, SCHEMA, Stamp};
pub use judge::{Context, Known, Report, Verdict, verify};
pub use key::{FileSigner, KeyFile, MIN_PASSPHRASE};
pub use layout::{MAX_BYTES, MAX_FILES};
pub use read::{Package, Payload};
pub use seal::{Content, Item, Sealed, seal};
pub use sign::{DISTID, RawSignature, Signer};
