//! Key files: the certificate and, encrypted with a passphrase, the private key, both in PEM, so
//! that `openssl` and `gmssl` read them too.

use std::path::Path;

use pkcs8::pkcs5::pbes2::{EncryptionScheme, Kdf, Parameters};
use pkcs8::pkcs5::{self, scrypt};
use pkcs8::{
    DecodePrivateKey, EncodePrivateKey, EncodePublicKey, EncryptedPrivateKeyInfoRef, LineEnding,
    PrivateKeyInfoRef, SecretDocument,
};
use sm2::SecretKey;
use sm2::dsa::SigningKey;
use sm2::dsa::signature::hazmat::PrehashSigner;
use zeroize::Zeroizing;

use crate::Error;
use crate::cert::Certificate;
use crate::files::{fault, shown, write_new};
use crate::sign::{DISTID, RawSignature, Signer};

/// The least number of characters of a passphrase.
pub const MIN_PASSPHRASE: usize = 8;

const LABEL: &str = "ENCRYPTED PRIVATE KEY";
/// scrypt with N = 2^14: the strongest that every openssl from 1.1.1 to 4.0 still reads.
const LOG_N: u8 = 14;
const BLOCK: u32 = 8;
const PARALLEL: u32 = 5;
/// A key file asking for more work than this is not ours and would only eat memory.
const MAX_COST: u64 = 1 << 17;
/// A key file is a few hundred bytes.
const MAX_FILE: u64 = 64 << 10;

/// A private key in memory; wiped when dropped.
pub struct FileSigner {
    secret: SecretKey,
    spki: Vec<u8>,
}

impl FileSigner {
    /// Makes a new key.
    ///
    /// # Errors
    /// [`Error::Random`] when the system gives no random numbers.
    pub fn generate() -> Result<FileSigner, Error> {
        // A number out of range comes up once in 2^32 times.
        for _ in 0..8 {
            let mut bytes = Zeroizing::new([0; 32]);
            getrandom::fill(bytes.as_mut()).map_err(|_| Error::Random)?;
            if let Ok(secret) = SecretKey::from_slice(bytes.as_ref()) {
                return FileSigner::new(secret);
            }
        }
        Err(Error::Random)
    }

    fn new(secret: SecretKey) -> Result<FileSigner, Error> {
        let spki = secret.public_key().to_public_key_der().map_err(|_| Error::KeyFile)?.into_vec();
        Ok(FileSigner { secret, spki })
    }
}

impl std::fmt::Debug for FileSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileSigner")
    }
}

impl Signer for FileSigner {
    fn spki(&self) -> &[u8] {
        &self.spki
    }

    fn sign_digest(&self, e: &[u8; 32]) -> Result<RawSignature, Error> {
        let failed = |_| Error::Signer { reason: "密钥不能用于签名".into() };
        let key = SigningKey::new(DISTID, &self.secret).map_err(failed)?;
        let signature = key.sign_prehash(e).map_err(failed)?;
        Ok(RawSignature { r: signature.r_bytes().into(), s: signature.s_bytes().into() })
    }
}

/// A key file: certificate and locked key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFile {
    certificate: Certificate,
    locked: String,
}

impl KeyFile {
    /// Locks a key with a passphrase.
    ///
    /// # Errors
    /// [`Error::PassphraseShort`], [`Error::KeyPair`] when the certificate is for another key,
    /// [`Error::Random`].
    pub fn lock(signer: &FileSigner, certificate: Certificate, passphrase: &str) -> Result<KeyFile, Error> {
        if passphrase.trim().chars().count() < MIN_PASSPHRASE {
            return Err(Error::PassphraseShort { least: MIN_PASSPHRASE });
        }
        if certificate.spki() != signer.spki {
            return Err(Error::KeyPair);
        }
        let (mut salt, mut iv) = ([0; 16], [0; 16]);
        getrandom::fill(&mut salt).and_then(|()| getrandom::fill(&mut iv)).map_err(|_| Error::Random)?;
        let lock = || -> pkcs8::Result<SecretDocument> {
            let cost =
                scrypt::Params::new(LOG_N, BLOCK, PARALLEL).map_err(|_| pkcs5::Error::EncryptFailed)?;
            let scheme = Parameters::generate_scrypt_aes256cbc(cost, &salt, iv)?;
            let plain = signer.secret.to_pkcs8_der()?;
            PrivateKeyInfoRef::try_from(plain.as_bytes())?.encrypt_with_params(scheme, passphrase)
        };
        let locked = lock().map_err(|_| Error::KeyFile)?;
        let locked = locked.to_pem(LABEL, LineEnding::LF).map_err(|_| Error::KeyFile)?.to_string();
        Ok(KeyFile { certificate, locked })
    }

    /// Opens the key with its passphrase.
    ///
    /// # Errors
    /// [`Error::PassphraseWrong`], [`Error::KeyFile`] when the file is damaged,
    /// [`Error::KeyPair`] when key and certificate do not belong together.
    pub fn unlock(&self, passphrase: &str) -> Result<FileSigner, Error> {
        let (label, document) = SecretDocument::from_pem(&self.locked).map_err(|_| Error::KeyFile)?;
        if label != LABEL {
            return Err(Error::KeyFile);
        }
        let locked = EncryptedPrivateKeyInfoRef::try_from(document.as_bytes()).map_err(|_| Error::KeyFile)?;
        if !is_bearable(&locked.encryption_algorithm) {
            return Err(Error::KeyFile);
        }
        // Wrong padding, wrong structure, wrong key: all come from a wrong passphrase.
        let plain = locked.decrypt(passphrase).map_err(|_| Error::PassphraseWrong)?;
        let secret = SecretKey::from_pkcs8_der(plain.as_bytes()).map_err(|_| Error::PassphraseWrong)?;
        let signer = FileSigner::new(secret)?;
        if signer.spki == self.certificate.spki() { Ok(signer) } else { Err(Error::KeyPair) }
    }

    /// The certificate, which needs no passphrase.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The file's text.
    pub fn pem(&self) -> String {
        format!("{}{}", self.certificate.pem(), self.locked)
    }

    /// Reads a file's text; Windows line ends are taken as well.
    ///
    /// # Errors
    /// [`Error::KeyFile`], [`Error::Certificate`].
    pub fn parse(text: &str) -> Result<KeyFile, Error> {
        let text = text.replace("\r\n", "\n");
        let block = |label: &str| {
            let begin = text.find(&format!("-----BEGIN {label}-----\n"))?;
            let end_line = format!("-----END {label}-----");
            let end = begin + text.get(begin..)?.find(&end_line)? + end_line.len();
            Some(format!("{}\n", text.get(begin..end)?))
        };
        let certificate = block("CERTIFICATE").ok_or(Error::KeyFile)?;
        let locked = block(LABEL).ok_or(Error::KeyFile)?;
        Ok(KeyFile { certificate: Certificate::parse(&certificate)?, locked })
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// As [`KeyFile::parse`], and when the file cannot be read.
    pub fn read(path: &Path) -> Result<KeyFile, Error> {
        let failed = |error| fault(&shown(path), &error);
        if std::fs::metadata(path).map_err(failed)?.len() > MAX_FILE {
            return Err(Error::KeyFile);
        }
        let bytes = std::fs::read(path).map_err(failed)?;
        KeyFile::parse(std::str::from_utf8(&bytes).map_err(|_| Error::KeyFile)?)
    }

    /// Writes the key file; an existing one is never overwritten.
    ///
    /// # Errors
    /// [`Error::Exists`], and when the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        write_new(path, self.pem().as_bytes())
    }
}

/// Whether opening the key costs a reasonable amount of time and memory.
fn is_bearable(scheme: &pkcs5::EncryptionScheme) -> bool {
    let pkcs5::EncryptionScheme::Pbes2(parameters) = scheme else { return false };
    let cost = match &parameters.kdf {
        Kdf::Scrypt(scrypt) => {
            u64::from(scrypt.block_size.max(scrypt.parallelization)) <= 16
                && scrypt.cost_parameter <= MAX_COST
        }
        _ => false,
    };
    cost && matches!(parameters.encryption, EncryptionScheme::Aes256Cbc { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn pair() -> (FileSigner, Certificate) {
        let signer = FileSigner::generate().unwrap();
        let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let certificate =
            Certificate::self_signed(&signer, "370102001", "区教育局", day(2025), day(2030)).unwrap();
        (signer, certificate)
    }

    #[test]
    fn a_locked_key_opens_with_its_passphrase_only() {
        let (signer, certificate) = pair();
        let file = KeyFile::lock(&signer, certificate, "correct 马 battery").unwrap();
        assert!(!file.pem().contains("BEGIN PRIVATE KEY"));
        let again = KeyFile::parse(&file.pem().replace('\n', "\r\n")).unwrap();
        assert_eq!(again, file);
        let opened = again.unlock("correct 马 battery").unwrap();
        assert_eq!(opened.sign_digest(&[1; 32]).unwrap(), signer.sign_digest(&[1; 32]).unwrap());
        for wrong in ["", "correct 马 batterY", "correct 马 battery "] {
            assert_eq!(again.unlock(wrong).unwrap_err().code(), "PKG-PASSPHRASE-WRONG", "{wrong}");
        }
    }

    #[test]
    fn short_passphrases_are_refused() {
        let (signer, certificate) = pair();
        for short in ["", "1234567", "七个字也太短了", "           "] {
            let made = KeyFile::lock(&signer, certificate.clone(), short);
            assert_eq!(made.unwrap_err().code(), "PKG-PASSPHRASE-SHORT", "{short}");
        }
        assert!(KeyFile::lock(&signer, certificate, "八个字就正好够了").is_ok());
    }

    #[test]
    fn foreign_and_damaged_files_are_refused() {
        let ((signer, certificate), (other, other_certificate)) = (pair(), pair());
        let made = KeyFile::lock(&signer, other_certificate.clone(), "12345678");
        assert_eq!(made.unwrap_err().code(), "PKG-KEY-PAIR");
        let file = KeyFile::lock(&signer, certificate.clone(), "12345678").unwrap();
        let mixed = KeyFile { certificate: other_certificate, ..file.clone() };
        assert_eq!(mixed.unlock("12345678").unwrap_err().code(), "PKG-KEY-PAIR");
        let check = |text: &str, expected: &str| {
            let found = KeyFile::parse(text).and_then(|file| file.unlock("12345678").map(|_| ()));
            assert_eq!(found.map_or_else(|e| e.code(), |()| "ok"), expected);
        };
        check("", "PKG-KEY-FILE");
        check(certificate.pem(), "PKG-KEY-FILE");
        check(&file.pem().replace("ENCRYPTED ", ""), "PKG-KEY-FILE");
        check(&file.pem().replacen("MII", "MIX", 1), "PKG-CERTIFICATE");
        let key_at = file.pem().find("BEGIN ENCRYPTED").unwrap();
        let mut damaged = file.pem();
        damaged.replace_range(key_at + 26..key_at + 30, "AAAA");
        check(&damaged, "PKG-KEY-FILE");
        drop(other);
    }

    #[test]
    fn a_key_file_that_costs_too_much_is_not_opened() {
        let (signer, certificate) = pair();
        let lock = |log_n: u8| {
            let cost = scrypt::Params::new(log_n, 8, 1).unwrap();
            let scheme = Parameters::generate_scrypt_aes256cbc(cost, &[0; 16], [0; 16]).unwrap();
            pkcs5::EncryptionScheme::Pbes2(scheme)
        };
        assert!(is_bearable(&lock(17)));
        assert!(!is_bearable(&lock(18)));
        drop((signer, certificate));
    }
}
