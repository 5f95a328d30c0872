//! A package is checked with tools that nobody here wrote, and a signature that one of them makes
//! is accepted here. Missing tools fail the test: a check that is skipped checks nothing.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may fail loudly")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use package::{Certificate, Content, FileSigner, Item, KeyFile, seal};
use support::{Draft, ID, UNIT, context, day, info, replace, verdict};

const PASSPHRASE: &str = "third-party 口令";

/// Runs a command in a folder and gives its output; fails with what it said.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    let output = output.unwrap_or_else(|error| {
        panic!("`{program}` is needed for this test and could not be run ({error}); install it (apt install unzip openssl coreutils)")
    });
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{program} {arguments:?}: {out}{err}");
    out + &err
}

/// Python's bagit: `WENXIAO_BAGIT`, or the virtual environment that `cargo xtask setup` makes.
fn bagit() -> PathBuf {
    if let Some(path) = std::env::var_os("WENXIAO_BAGIT") {
        return path.into();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let found = root.join("target/py/bin/bagit.py");
    let missing = "Python's bagit is needed for this test: run `cargo xtask setup`, or \
                   `python3 -m venv target/py && target/py/bin/pip install bagit`, or set WENXIAO_BAGIT";
    assert!(found.exists(), "{missing}");
    found.canonicalize().unwrap()
}

fn key() -> (FileSigner, Certificate) {
    let signer = FileSigner::generate().unwrap();
    let certificate =
        Certificate::self_signed(&signer, UNIT.0, UNIT.1, day("2025-01-01"), day("2027-12-31")).unwrap();
    (signer, certificate)
}

#[test]
fn other_tools_accept_a_package() {
    let folder = tempfile::tempdir().unwrap();
    let (signer, certificate) = key();
    let item = |path: &str, bytes: &[u8]| Item { path: path.into(), content: Content::Bytes(bytes.to_vec()) };
    let items = [
        item("submission.json", b"{\"schema\":1}"),
        item("forms/绩效目标表 一.pdf", &[7; 100_000]),
        item("attachments/0001-合同（扫描件）.pdf", b"%PDF"),
    ];
    let sealed = seal(folder.path(), &info(), &items, &certificate, &signer, &mut |_, _| true).unwrap();
    let sh = |arguments: &[&str]| run(folder.path(), arguments[0], &arguments[1..]);
    sh(&["unzip", "-q", sealed.path.to_str().unwrap()]);
    let bag = folder.path().join(ID);
    let inside = |arguments: &[&str]| run(&bag, arguments[0], &arguments[1..]);
    let public = inside(&["openssl", "x509", "-in", "signature/signer.crt", "-noout", "-pubkey"]);
    std::fs::write(folder.path().join("pub.pem"), public).unwrap();
    let distid = "distid:1234567812345678";
    let signature = "signature/tagmanifest-sm3.sig";
    let said = inside(&[
        "openssl",
        "dgst",
        "-sm3",
        "-verify",
        "../pub.pem",
        "-sigopt",
        distid,
        "-signature",
        signature,
        "tagmanifest-sm3.txt",
    ]);
    assert!(said.contains("Verified OK"), "{said}");
    inside(&["cksum", "-a", "sm3", "-c", "tagmanifest-sm3.txt", "manifest-sm3.txt"]);
    inside(&["sha256sum", "-c", "tagmanifest-sha256.txt", "manifest-sha256.txt"]);
    let tagmanifest = inside(&["openssl", "dgst", "-sm3", "-r", "tagmanifest-sm3.txt"]);
    assert!(tagmanifest.starts_with(&sealed.digest), "{tagmanifest}");
    inside(&[bagit().to_str().unwrap(), "--validate", "."]);
    // The certificate's own signature, its subject and the fingerprint of its key.
    let crt = "signature/signer.crt";
    inside(&["openssl", "verify", "-CAfile", crt, "-vfyopt", distid, "-no_check_time", crt]);
    let subject =
        inside(&["openssl", "x509", "-in", crt, "-noout", "-subject", "-nameopt", "RFC2253,utf8,-esc_msb"]);
    assert!(subject.contains(UNIT.1) && subject.contains(UNIT.0), "{subject}");
    sh(&["openssl", "pkey", "-pubin", "-in", "pub.pem", "-outform", "DER", "-out", "pub.der"]);
    let pin = sh(&["openssl", "dgst", "-sm3", "-r", "pub.der"]);
    assert!(pin.starts_with(&certificate.pin().spki_sm3), "{pin}");
}

#[test]
fn other_tools_open_the_key_file_and_sign_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let (signer, certificate) = key();
    let path = folder.path().join("key.pem");
    KeyFile::lock(&signer, certificate.clone(), PASSPHRASE).unwrap().write(&path).unwrap();
    let sh = |arguments: &[&str]| run(folder.path(), arguments[0], &arguments[1..]);
    let pass = format!("pass:{PASSPHRASE}");
    let public = sh(&["openssl", "pkey", "-in", "key.pem", "-passin", &pass, "-pubout", "-outform", "PEM"]);
    assert_eq!(public, sh(&["openssl", "x509", "-in", "key.pem", "-noout", "-pubkey"]));
    // openssl signs the list in our stead.
    let draft = Draft { certificate: certificate.pem().to_owned(), ..Draft::new() };
    let mut zip = draft.zip();
    let list = zip.items[support::at(&zip, "tagmanifest-sm3.txt")].data.clone();
    std::fs::write(folder.path().join("list"), list).unwrap();
    let distid = "distid:1234567812345678";
    sh(&[
        "openssl", "dgst", "-sm3", "-sign", "key.pem", "-passin", &pass, "-sigopt", distid, "-out", "sig",
        "list",
    ]);
    replace(&mut zip, ".sig", &std::fs::read(folder.path().join("sig")).unwrap());
    let pins = [certificate.pin().clone()];
    assert_eq!(verdict(&zip.bytes(), &context(&pins)), "ok");
}
