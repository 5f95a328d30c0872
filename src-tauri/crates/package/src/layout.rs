//! What stands where in a package: BagIt 1.0 (RFC 8493) with two digests and a signature.

use archive::Limits;

pub(crate) const BAGIT: &str = "bagit.txt";
pub(crate) const BAGIT_TEXT: &[u8] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
pub(crate) const DATA: &str = "data/";
pub(crate) const INFO: &str = "bag-info.txt";
pub(crate) const SHA256: &str = "manifest-sha256.txt";
pub(crate) const SM3: &str = "manifest-sm3.txt";
pub(crate) const CERTIFICATE: &str = "signature/signer.crt";
pub(crate) const TAG_SHA256: &str = "tagmanifest-sha256.txt";
/// Its bytes are what is signed.
pub(crate) const TAG_SM3: &str = "tagmanifest-sm3.txt";
pub(crate) const SIGNATURE: &str = "signature/tagmanifest-sm3.sig";
/// Would make the receiver download; never allowed.
pub(crate) const FETCH: &str = "fetch.txt";

/// The files after the payload, in their order; [`BAGIT`] stands before it.
pub(crate) const TAIL: [&str; 7] = [INFO, SHA256, SM3, CERTIFICATE, TAG_SHA256, TAG_SM3, SIGNATURE];
/// The files that both tag manifests list, sorted.
pub(crate) const TAGGED: [&str; 5] = [INFO, BAGIT, SHA256, SM3, CERTIFICATE];

/// Most files under data/.
pub const MAX_FILES: usize = 5000;
/// Most bytes under data/: 64 GiB.
pub const MAX_BYTES: u64 = 64 << 30;
/// Largest tag file: a manifest of [`MAX_FILES`] of the longest names.
pub(crate) const MAX_TAG: u64 = 2 << 20;

/// What the container may hold.
pub(crate) const LIMITS: Limits = Limits {
    entries: MAX_FILES as u64 + 1 + TAIL.len() as u64,
    name_bytes: 280,
    entry_bytes: MAX_BYTES,
    total_bytes: MAX_BYTES + 8 * MAX_TAG,
    // Stored entries only: nothing is compressed.
    ratio: 1,
    ratio_from: 0,
};
