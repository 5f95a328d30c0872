//! Sealing and verifying 300 MB against `openssl dgst -sm3` and `sha256sum` over the same bytes.

use crate::Bench;
use crate::measure::{Row, in_turn, quiet};
use chrono::NaiveDate;
use package::{BagInfo, Certificate, Content, Context, FileSigner, Item, Kind, PackageId, Period, Stamp};
use std::io::Write;

const SIZE: usize = 300 << 20;

pub(crate) fn bench() -> Bench {
    let dir = tempfile::tempdir()?;
    let source = dir.path().join("payload.bin");
    write_noise(&source)?;
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).ok_or("date")?;
    let signer = FileSigner::generate()?;
    let certificate = Certificate::self_signed(&signer, "219001", "虚构镇人民政府", day, day)?;
    let stamp = || Stamp { name: "mof-2020".into(), sm3: "0".repeat(64) };
    let info = BagInfo {
        id: PackageId {
            agency: "219001".into(),
            year: 2026,
            kind: Kind::Target,
            period: Period::Year,
            sequence: 1,
        },
        unit_name: "虚构镇人民政府".into(),
        date: day,
        schema: package::SCHEMA,
        recipient: "532504".into(),
        previous: None,
        in_reply_to: None,
        rule_pack: stamp(),
        audit_head: Stamp { name: "0".into(), sm3: "0".repeat(64) },
        program: "wenxiao bench".into(),
    };
    let items = [Item { path: "attachments/payload.bin".into(), content: Content::File(source.clone()) }];
    let zip = dir.path().join(format!("{}.zip", info.id));
    let seal = || {
        let _ = std::fs::remove_file(&zip);
        package::seal(dir.path(), &info, &items, &certificate, &signer, &mut |_, _| true)
            .map(|sealed| sealed.bytes)
    };
    let pins = [certificate.pin().clone()];
    let context = Context {
        pins: &pins,
        recipient: None,
        schema: package::SCHEMA,
        today: day,
        latest_day: None,
        known: &[],
        sent: &[],
    };
    let text = source.display().to_string();
    let peers = || quiet("openssl", &["dgst", "-sm3", &text]).and_then(|_| quiet("sha256sum", &[&text]));
    let first = memory();
    seal()?;
    let verify = || package::verify(&zip, &context, &mut |_, _| true).map(|report| report.bytes);
    verify()?;
    peers()?;
    let grown = memory().saturating_sub(first);
    let (sealing, one) = in_turn(3, seal, peers);
    let (verifying, two) = in_turn(3, verify, peers);
    Ok(vec![
        Row::beside("seal 300 MB", sealing, "openssl + sha256sum", one, "within 1.2×"),
        Row::beside("verify 300 MB", verifying, "openssl + sha256sum", two, "within 1.2×"),
        Row::alone("memory that both added", format!("{grown} KiB"), "flat"),
    ])
}

/// Peak memory of this process in KiB, where the system tells.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

fn write_noise(path: &std::path::Path) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..SIZE / 8 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        file.write_all(&state.to_le_bytes())?;
    }
    file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
}
