//! SM2 signatures with SM3 (GB/T 32918.2): the digest that is signed, the DER form, the check.

use pkcs8::der::Decode;
use pkcs8::spki::SubjectPublicKeyInfoRef;
use pkcs8::{EncodePublicKey, ObjectIdentifier};
use sm2::PublicKey;
use sm2::dsa::signature::hazmat::PrehashVerifier;
use sm2::dsa::{Signature, VerifyingKey};
use sm3::{Digest, Sm3};

use crate::Error;

/// The distinguishing id that GM/T 0009 sets where none is agreed on.
pub const DISTID: &str = "1234567812345678";

/// id-ecPublicKey, and the curve sm2p256v1 as its parameter.
const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const SM2_CURVE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.301");

/// a, b and the base point of the curve (GB/T 32918.5), which go into every digest.
const CURVE: [&str; 4] = [
    "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc",
    "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93",
    "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7",
    "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0",
];

/// A signature's two numbers, big-endian.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawSignature {
    /// r.
    pub r: [u8; 32],
    /// s.
    pub s: [u8; 32],
}

/// Whatever holds a private key: a key file now, a UKey (GM/T 0016) later.
pub trait Signer {
    /// SubjectPublicKeyInfo of the public key, DER with an uncompressed point.
    fn spki(&self) -> &[u8];

    /// Signs a digest that already covers the signer's id and key (`e` in GB/T 32918.2). The same
    /// digest must give the same signature if packages are to be reproducible.
    ///
    /// # Errors
    /// [`Error::Signer`] when the device does not sign.
    fn sign_digest(&self, e: &[u8; 32]) -> Result<RawSignature, Error>;
}

/// Reads a public key; only the one encoding that we write is accepted.
pub(crate) fn public_key(spki: &[u8]) -> Result<PublicKey, Error> {
    let wrong = |_| Error::Certificate;
    let info = SubjectPublicKeyInfoRef::from_der(spki).map_err(wrong)?;
    info.algorithm.assert_oids(EC_PUBLIC_KEY, SM2_CURVE).map_err(|_| Error::Certificate)?;
    let point = info.subject_public_key.as_bytes().ok_or(Error::Certificate)?;
    let key = PublicKey::from_sec1_bytes(point).map_err(|_| Error::Certificate)?;
    let again = key.to_public_key_der().map_err(|_| Error::Certificate)?;
    if again.as_bytes() == spki { Ok(key) } else { Err(Error::Certificate) }
}

/// The digest to be signed: SM3 of the signer's Z and the message.
pub(crate) fn message_digest(spki: &[u8], message: &[u8]) -> Result<[u8; 32], Error> {
    public_key(spki)?;
    // The canonical encoding ends with the point: x and y, 32 bytes each.
    let point = spki.last_chunk::<64>().ok_or(Error::Certificate)?;
    let mut z = Sm3::new();
    z.update((DISTID.len() as u16 * 8).to_be_bytes());
    z.update(DISTID);
    for number in CURVE {
        for at in (0..number.len()).step_by(2) {
            z.update([u8::from_str_radix(&number[at..at + 2], 16).unwrap_or_default()]);
        }
    }
    z.update(point);
    Ok(Sm3::new().chain_update(z.finalize()).chain_update(message).finalize().into())
}

/// Signs a message and checks what came back, as a device may fail silently.
pub(crate) fn sign(signer: &dyn Signer, message: &[u8]) -> Result<Vec<u8>, Error> {
    let raw = signer.sign_digest(&message_digest(signer.spki(), message)?)?;
    let failed = || Error::Signer { reason: "设备返回的签名不正确".into() };
    let signature = Signature::from_scalars(raw.r, raw.s).map_err(|_| failed())?;
    let der = signature.to_der().to_vec();
    verify(signer.spki(), message, &der).map_err(|_| failed())?;
    Ok(der)
}

/// Checks a signature in DER: minimal, nothing after it, both numbers in their range.
pub(crate) fn verify(spki: &[u8], message: &[u8], der: &[u8]) -> Result<(), Error> {
    /// Two integers of 33 bytes, their headers and that of the sequence.
    const LONGEST: usize = 72;
    if der.len() > LONGEST {
        return Err(Error::SignatureForm);
    }
    let signature = Signature::from_der(der).map_err(|_| Error::SignatureForm)?;
    // The parser is strict already; that there is one encoding only must not depend on it.
    if signature.to_der().as_bytes() != der {
        return Err(Error::SignatureForm);
    }
    let digest = message_digest(spki, message)?;
    let key = VerifyingKey::new(DISTID, public_key(spki)?).map_err(|_| Error::Certificate)?;
    key.verify_prehash(&digest, &signature).map_err(|_| Error::Signature)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sm2::SecretKey;
    use sm2::dsa::SigningKey;
    use sm2::dsa::signature::Signer as _;

    #[test]
    fn the_digest_is_the_one_of_the_standard() {
        let secret = SecretKey::from_slice(&[7; 32]).unwrap();
        let spki = secret.public_key().to_public_key_der().unwrap().into_vec();
        let message = b"message digest";
        let signature: Signature = SigningKey::new(DISTID, &secret).unwrap().sign(message);
        verify(&spki, message, &signature.to_der().to_vec()).unwrap();
        let other: Signature = SigningKey::new("", &secret).unwrap().sign(message);
        assert_eq!(verify(&spki, message, &other.to_der().to_vec()).unwrap_err().code(), "PKG-SIGNATURE");
    }

    #[test]
    fn keys_in_another_encoding_are_refused() {
        let secret = SecretKey::from_slice(&[7; 32]).unwrap();
        let spki = secret.public_key().to_public_key_der().unwrap().into_vec();
        assert!(public_key(&spki).is_ok());
        for at in 0..spki.len() {
            let mut bad = spki.clone();
            bad[at] ^= 1;
            assert!(public_key(&bad).is_err(), "byte {at}");
        }
        assert!(public_key(&[spki, vec![0]].concat()).is_err());
    }
}
