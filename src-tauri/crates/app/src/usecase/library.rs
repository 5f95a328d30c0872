//! The indicator library: common indicators and the unit's own past, found by name, code or pinyin.

use crate::commands::Empty;
use crate::pinyin_search::Searchable;
use crate::session::Session;
use crate::{ApiError, App, Result, assets};
use domain::carry::key;
use domain::indicator::{Class, Taxonomy};
use domain::library::{Library, LibraryIndicator};
use domain::period::FiscalYear;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use ts_rs::TS;

/// What to look for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct LibraryQuery {
    /// Name, code, pinyin or initials; empty lists all.
    #[serde(default)]
    pub text: String,
    /// Only this level-2 class, by its Chinese name.
    #[serde(default)]
    #[ts(optional)]
    pub level2: Option<String>,
    /// Only this field of work.
    #[serde(default)]
    #[ts(optional)]
    pub category: Option<String>,
    /// Only the unit's own: its library and its past.
    #[serde(default)]
    #[ts(optional)]
    pub own: Option<bool>,
    /// At most so many; 50 unless told.
    #[serde(default)]
    #[ts(optional)]
    pub limit: Option<usize>,
}

/// One indicator found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LibraryHit {
    /// Code in the library; empty for one of the unit's own.
    pub code: String,
    /// Id in the unit's own library; else empty.
    pub id: String,
    /// Field of work, or 本单位 2025.
    pub category: String,
    /// 一级指标
    pub level1: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// A usual value: `≥95%`.
    pub value: String,
    /// 指标解释
    pub explanation: String,
    /// 评(扣)分标准
    pub standard: String,
    /// The frame it comes from.
    pub source: String,
}

/// Own indicators that a search looks through.
const OWN_LIMIT: usize = 5000;

struct Prepared {
    indicator: LibraryIndicator,
    name: Searchable,
}

/// The shipped library, read once when it is first asked for.
fn shipped() -> &'static [Prepared] {
    static LIBRARY: OnceLock<Vec<Prepared>> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        (assets::INDICATORS.iter())
            .filter_map(|text| Library::parse(text).ok())
            .flat_map(|library| library.indicators)
            .map(|indicator| Prepared { name: Searchable::new(&indicator.name), indicator })
            .collect()
    })
}

/// The indicator to copy: by its code in the shipped library, or by its id in the unit's own.
pub(crate) fn pick(session: &Session, code: &str) -> Result<LibraryIndicator> {
    let found = shipped().iter().map(|entry| &entry.indicator).find(|indicator| indicator.code == code);
    if let Some(found) = found {
        return Ok(found.clone());
    }
    let own = session.store.read().own_indicators()?.into_iter().find(|own| own.id.as_str() == code);
    let own = own.ok_or_else(|| ApiError::no_such("指标", code))?;
    Ok(LibraryIndicator {
        code: String::new(),
        category: own.category,
        class: own.class,
        name: own.name,
        value: own.value,
        explanation: own.explanation,
        standard: own.standard,
        source: OWN.to_owned(),
    })
}

/// What an indicator of the unit's own library names as its source.
const OWN: &str = "本单位指标";

/// Fields of work that the library knows, the shipped ones first.
pub fn categories(app: &App, _: Empty) -> Result<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    let own = match app.lock().as_ref() {
        Some(session) => session.store.read().own_indicators()?,
        None => Vec::new(),
    };
    let shipped = shipped().iter().map(|entry| entry.indicator.category.clone());
    for category in shipped.chain(own.into_iter().map(|own| own.category)) {
        if !category.is_empty() && !all.contains(&category) {
            all.push(category);
        }
    }
    Ok(all)
}

/// Searches the unit's own library, its past of all years when a store is open, and the shipped library.
pub fn search(app: &App, query: LibraryQuery) -> Result<Vec<LibraryHit>> {
    let guard = app.lock();
    let session = guard.as_ref();
    let taxonomy = match session {
        Some(session) => crate::usecase::edit::taxonomy_of(session.pack(app)?),
        None => Taxonomy::Y2021,
    };
    let wanted = query.level2.as_deref().and_then(|word| Class::from_word(word, taxonomy));
    let fits = |class: Class, category: &str| {
        wanted.is_none_or(|wanted| wanted == class)
            && query.category.as_deref().is_none_or(|wanted| wanted.is_empty() || wanted == category)
    };
    let mut hits: Vec<(u8, LibraryHit)> = Vec::new();
    if let Some(session) = session {
        let mut kept = BTreeSet::new();
        for own in session.store.read().own_indicators()? {
            kept.insert(key(own.class, &own.name));
            let class = own.class.moved_to(taxonomy);
            if let (Some(rank), true) =
                (Searchable::new(&own.name).rank(&query.text), fits(class, &own.category))
            {
                let indicator = LibraryIndicator {
                    code: String::new(),
                    category: own.category,
                    class,
                    name: own.name,
                    value: own.value,
                    explanation: own.explanation,
                    standard: own.standard,
                    source: OWN.to_owned(),
                };
                hits.push((rank, LibraryHit { id: own.id.to_string(), ..hit(&indicator, class) }));
            }
        }
        // All years: no year comes after this one.
        let past = session.store.read().search_indicators("", FiscalYear(u16::MAX), OWN_LIMIT)?;
        for own in
            past.into_iter().filter(|own| !kept.contains(&key(own.indicator.class, &own.indicator.name)))
        {
            let class = own.indicator.class.moved_to(taxonomy);
            let category = format!("本单位 {}", own.year);
            let rank = Searchable::new(&own.indicator.name).rank(&query.text);
            if let (Some(rank), true) = (rank, fits(class, &category)) {
                let value = own.indicator.value.value.as_ref().map(|value| value.print()).unwrap_or_default();
                hits.push((
                    rank,
                    LibraryHit {
                        code: String::new(),
                        id: String::new(),
                        category,
                        level1: class.level1().name().to_owned(),
                        level2: class.name().to_owned(),
                        name: own.indicator.name,
                        value,
                        explanation: own.indicator.explanation,
                        standard: own.indicator.standard,
                        source: own.project_name,
                    },
                ));
            }
        }
    }
    for entry in shipped().iter().filter(|_| query.own != Some(true)) {
        let indicator = &entry.indicator;
        let class = indicator.class_in(taxonomy);
        let code_hit = !query.text.is_empty() && indicator.code.eq_ignore_ascii_case(query.text.trim());
        let rank = if code_hit { Some(0) } else { entry.name.rank(&query.text) };
        if let (Some(rank), true) = (rank, fits(class, &indicator.category)) {
            hits.push((rank, hit(indicator, class)));
        }
    }
    hits.sort_by_key(|(rank, _)| *rank);
    Ok(hits.into_iter().map(|(_, hit)| hit).take(query.limit.unwrap_or(50)).collect())
}

fn hit(indicator: &LibraryIndicator, class: Class) -> LibraryHit {
    LibraryHit {
        code: indicator.code.clone(),
        id: String::new(),
        category: indicator.category.clone(),
        level1: class.level1().name().to_owned(),
        level2: class.name().to_owned(),
        name: indicator.name.clone(),
        value: indicator.value.clone(),
        explanation: indicator.explanation.clone(),
        standard: indicator.standard.clone(),
        source: indicator.source.clone(),
    }
}
