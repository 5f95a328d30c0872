//! Preferences of this computer, not of the data: `prefs.json` in the program's own folder.
//!
//! They are a convenience. A file that cannot be read means the defaults, never an error, and is kept.

use crate::commands::Empty;
use crate::usecase::audit::write_whole;
use crate::{ApiError, App, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::PathBuf;
use ts_rs::TS;

/// Sizes of text that can be chosen, in pixels; the first is the default.
const SIZES: [u16; 4] = [14, 16, 18, 20];
/// Zoom of the preview in percent: least, usual, most.
const ZOOM: (u16, u16, u16) = (25, 100, 400);
/// Formats of a form; the first is the default.
const FORMATS: [&str; 2] = ["pdf", "xlsx"];

/// The preferences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Prefs {
    /// Size of text in pixels: 14, 16, 18 or 20.
    pub text_size: u16,
    /// By form: how it was looked at and saved last.
    #[ts(as = "std::collections::HashMap<String, FormPrefs>")]
    pub forms: BTreeMap<String, FormPrefs>,
    /// By purpose: the folder used last.
    #[ts(as = "std::collections::HashMap<String, String>")]
    pub folders: BTreeMap<String, String>,
    /// Hints that were seen.
    pub seen: Vec<String>,
}

/// How a form is looked at and saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FormPrefs {
    /// Zoom of the preview in percent.
    pub zoom: u16,
    /// `pdf` or `xlsx`.
    pub format: String,
}

impl Default for Prefs {
    fn default() -> Self {
        let [text_size, ..] = SIZES;
        Self { text_size, forms: BTreeMap::new(), folders: BTreeMap::new(), seen: Vec::new() }
    }
}

impl Prefs {
    /// What is not among the choices becomes the default.
    fn tidy(mut self) -> Self {
        let (least, usual, most) = ZOOM;
        let ([size, ..], [format, ..]) = (SIZES, FORMATS);
        if !SIZES.contains(&self.text_size) {
            self.text_size = size;
        }
        for form in self.forms.values_mut() {
            if !(least..=most).contains(&form.zoom) {
                form.zoom = usual;
            }
            if !FORMATS.contains(&form.format.as_str()) {
                form.format = format.to_owned();
            }
        }
        self
    }
}

fn file(app: &App) -> PathBuf {
    app.host().data_dir().join("prefs.json")
}

/// Reads what can be read of a file's text; `None` when it is no JSON object at all.
fn read(text: &str) -> Option<Prefs> {
    fn part<T: DeserializeOwned>(all: &mut Map<String, Value>, name: &str) -> Option<T> {
        serde_json::from_value(all.remove(name)?).ok()
    }
    let mut all: Map<String, Value> = serde_json::from_str(text).ok()?;
    let usual = Prefs::default();
    let prefs = Prefs {
        text_size: part(&mut all, "text_size").unwrap_or(usual.text_size),
        forms: part(&mut all, "forms").unwrap_or_default(),
        folders: part(&mut all, "folders").unwrap_or_default(),
        seen: part(&mut all, "seen").unwrap_or_default(),
    };
    Some(prefs.tidy())
}

/// The preferences of this computer.
pub fn get(app: &App, _: Empty) -> Result<Prefs> {
    Ok(std::fs::read_to_string(file(app)).ok().and_then(|text| read(&text)).unwrap_or_default())
}

/// Keeps the preferences.
pub fn set(app: &App, prefs: Prefs) -> Result<Prefs> {
    let prefs = prefs.tidy();
    let (dir, file) = (app.host().data_dir(), file(app));
    std::fs::create_dir_all(&dir).map_err(|fault| ApiError::file("文件夹", &dir, &fault))?;
    // A file that says nothing readable is set aside, not lost.
    if std::fs::read(&file).is_ok_and(|bytes| std::str::from_utf8(&bytes).ok().and_then(read).is_none()) {
        let aside = dir.join("prefs.damaged.json");
        std::fs::rename(&file, &aside).map_err(|fault| ApiError::file("偏好设置", &file, &fault))?;
    }
    let text =
        serde_json::to_string_pretty(&prefs).map_err(|fault| ApiError::internal(&fault.to_string()))?;
    write_whole(&file, "偏好设置", text.as_bytes())?;
    Ok(prefs)
}
