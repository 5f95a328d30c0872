//! Signing keys: making one, its paper for the bureau, and the signers that this program trusts.

use crate::commands::Empty;
use crate::usecase::audit::write_whole;
use crate::usecase::edit::Saved;
use crate::usecase::print::{SavedFile, ToFile, write_form};
use crate::{ApiError, App, Result};
use chrono::Months;
use documents::{Content, FormPage, Look, Paper, Row, Stamp};
use package::{Certificate, FileSigner, KeyFile};
use serde::{Deserialize, Serialize};
use std::path::Path;
use store::{OpKind, OwnKey, Pin};
use ts_rs::TS;

/// Years that a new certificate is valid.
const YEARS: u32 = 5;

/// The unit's key.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KeyView {
    /// 单位名称 in the certificate.
    pub unit_name: String,
    /// 单位代码 in the certificate.
    pub unit_code: String,
    /// SM3 of the public key in groups of four, for paper and telephone.
    pub fingerprint: String,
    /// SM3 of the public key, 64 hexadecimal digits.
    pub pin: String,
    /// First day.
    pub valid_from: String,
    /// Last day.
    pub valid_until: String,
    /// One sentence when it no longer fits the unit or the day.
    pub warning: Option<String>,
}

/// A new key.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CreateKey {
    /// At least 8 characters. It is asked for at each sealing and never stored.
    pub passphrase: String,
    /// Also write the locked key to this file.
    #[serde(default)]
    #[ts(optional)]
    pub file: Option<String>,
    /// Put the new key in the place of one that is there.
    #[serde(default)]
    pub replace: bool,
}

/// A trusted signer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PinView {
    /// SM3 of the public key.
    pub pin: String,
    /// 单位代码
    pub unit_code: String,
    /// 单位名称
    pub unit_name: String,
}

/// A signer to trust, as its paper says.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddPin {
    /// SM3 of the public key; blanks between groups do not count.
    pub pin: String,
    /// 单位代码
    pub unit_code: String,
    /// 单位名称
    pub unit_name: String,
}

/// The unit's own key file, if it has one.
pub(crate) fn own(app: &App) -> Result<Option<KeyFile>> {
    app.read(|session| {
        let keys = session.store.read().keys()?;
        keys.last()
            .map(|key| Ok(KeyFile::parse(&format!("{}{}", key.certificate, key.encrypted_key))?))
            .transpose()
    })
}

/// The unit's key.
pub fn status(app: &App, _: Empty) -> Result<Option<KeyView>> {
    let Some(key) = own(app)? else { return Ok(None) };
    let unit = app.read(super::super::session::Session::unit)?;
    let mut view = view(key.certificate());
    if view.unit_code != unit.code || view.unit_name != unit.name {
        view.warning = Some(format!(
            "签名证书上是“{} {}”，与现在的单位“{} {}”不同，请重新生成密钥并登记",
            view.unit_code, view.unit_name, unit.code, unit.name
        ));
    } else if let Err(error) = key.certificate().check_day(app.host().today()) {
        view.warning = Some(error.to_string());
    }
    Ok(Some(view))
}

pub(crate) fn view(certificate: &Certificate) -> KeyView {
    let pin = certificate.pin();
    KeyView {
        unit_name: pin.unit_name.clone(),
        unit_code: pin.unit_code.clone(),
        fingerprint: pin.fingerprint(),
        pin: pin.spki_sm3.clone(),
        valid_from: certificate.not_before().to_string(),
        valid_until: certificate.not_after().to_string(),
        warning: None,
    }
}

/// Makes a key with a self-signed certificate for the unit.
pub fn create(app: &App, new: CreateKey) -> Result<KeyView> {
    if !new.replace && own(app)?.is_some() {
        let text = "本单位已有签名密钥；换新密钥后须向财政局重新登记指纹，确需更换请选择“更换密钥”";
        return Err(ApiError::new("APP-KEY-EXISTS", text));
    }
    let unit = app.read(super::super::session::Session::unit)?;
    if domain::unit::check_agency_code(&unit.code).is_err() {
        return Err(
            ApiError::new("APP-KEY-UNIT", "请先在设置里填对单位代码，证书要写入它").field("/unit/code")
        );
    }
    let today = app.host().today();
    let until = today.checked_add_months(Months::new(12 * YEARS)).unwrap_or(today);
    let signer = FileSigner::generate()?;
    let certificate = Certificate::self_signed(&signer, &unit.code, &unit.name, today, until)?;
    let view = view(&certificate);
    let key = KeyFile::lock(&signer, certificate, &new.passphrase)?;
    if let Some(file) = &new.file {
        app.check_outlet(Path::new(file))?;
        key.write(Path::new(file))?;
    }
    let pem = key.pem();
    let certificate = key.certificate().pem().to_owned();
    let encrypted_key = pem.replacen(&certificate, "", 1);
    let own = OwnKey { spki_sm3: view.pin.clone(), certificate, encrypted_key, made_at: app.stamp() };
    let kept = app.operate("生成签名密钥", OpKind::Barrier, |tx| Ok(tx.put_key(&own)?));
    if let (Err(_), Some(file)) = (&kept, &new.file) {
        // A key that the store does not know must not lie about.
        let _ = std::fs::remove_file(file);
    }
    kept.map(|_| view)
}

/// Writes the paper that carries the public key to the bureau: fingerprint in groups, to be signed and stamped.
pub fn paper(app: &App, to: ToFile) -> Result<SavedFile> {
    let key = status(app, Empty {})?.ok_or_else(no_key)?;
    let path = Path::new(&to.file);
    app.check_outlet(path)?;
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("crt")) {
        let own = own(app)?.ok_or_else(no_key)?;
        write_whole(path, "证书", own.certificate().pem().as_bytes())?;
        return SavedFile::of(path);
    }
    write_form(&paper_form(&key, app.host().today()), path)
}

pub(crate) fn no_key() -> ApiError {
    ApiError::new("APP-NO-KEY", "本单位还没有签名密钥，请先在“上报”里生成密钥，并把指纹送财政局登记")
}

fn paper_form(key: &KeyView, today: chrono::NaiveDate) -> FormPage {
    let groups: Vec<&str> = key.fingerprint.split_whitespace().collect();
    let fingerprint: Vec<String> = groups.chunks(4).map(|line| line.join("　")).collect();
    let rows = [
        ("单位名称", key.unit_name.clone()),
        ("单位代码", key.unit_code.clone()),
        ("签名算法", "SM2（GB/T 32918），摘要 SM3（GB/T 32905）".to_owned()),
        ("公钥指纹（SM3）", fingerprint.join("\n")),
        ("有效期", format!("{} 至 {}", key.valid_from, key.valid_until)),
        ("核对方法", "财政局收到后，请与本单位电话核对指纹的每一组，再在收件程序中登记。以后凡用此密钥签名的上报包，均视为本单位所报。".to_owned()),
        ("财政局登记", "登记人：　　　　　　　　　　登记日期：　　　年　　月　　日".to_owned()),
    ];
    let mut form = FormPage {
        title: "签名公钥登记表".into(),
        subtitle: String::new(),
        left_note: format!("报送单位（盖章）：{}", key.unit_name),
        right_note: domain::period::print_date(today),
        subject: "签名公钥登记表".into(),
        author: key.unit_name.clone(),
        date: today,
        paper: Paper::Portrait,
        columns: vec![1.0, 3.2],
        rows: Vec::new(),
        cells: Vec::new(),
        repeat: 0..0,
        signatures: vec!["单位负责人（签字）：".into(), "经办人（签字）：".into()],
        stamp: Stamp::Plain,
    };
    for (label, text) in rows {
        let row = form.row(Row::default());
        form.cell(row, 0..1, Look::Head, Content::text(label));
        form.cell(row, 1..2, Look::Text, Content::text(text));
    }
    form
}

/// The signers that this program trusts.
pub fn pins(app: &App, _: Empty) -> Result<Vec<PinView>> {
    app.read(|session| {
        let pins = session.store.read().pins()?;
        let view = |pin: Pin| PinView { pin: pin.spki_sm3, unit_code: pin.unit_code, unit_name: pin.name };
        Ok(pins.into_iter().map(view).collect())
    })
}

/// A fingerprint as people copy it: in groups, in capitals.
pub(crate) fn read_pin(text: &str) -> Result<String> {
    let pin = domain::text::squeezed(text).to_lowercase();
    if pin.len() == 64 && pin.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(pin);
    }
    let text = "公钥指纹应为 64 位十六进制数字（16 组，每组 4 位），请对照登记表重新输入";
    Err(ApiError::new("APP-PIN", text).field("pin"))
}

/// Trusts a signer from now on.
pub fn add_pin(app: &App, add: AddPin) -> Result<Saved> {
    let pin = Pin {
        spki_sm3: read_pin(&add.pin)?,
        unit_code: domain::text::squeezed(&add.unit_code),
        name: add.unit_name.trim().to_owned(),
        note: String::new(),
    };
    let label = format!("登记“{}”的签名公钥", pin.name);
    let changed = app.operate(&label, OpKind::Barrier, |tx| Ok(tx.put_pin(&pin)?))?;
    Ok(Saved::new(app, Some(label), &changed.kinds))
}
