//! The indicator library: common indicators and the unit's own past, found by name, code or pinyin.

use crate::pinyin_search::Searchable;
use crate::session::Session;
use crate::{ApiError, App, Result, assets};
use domain::indicator::{Class, Taxonomy};
use domain::library::{Library, LibraryIndicator};
use domain::period::FiscalYear;
use serde::{Deserialize, Serialize};
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

/// The indicator to copy that a code names.
pub(crate) fn pick(_session: &Session, code: &str) -> Result<LibraryIndicator> {
    let found = shipped().iter().map(|entry| &entry.indicator).find(|indicator| indicator.code == code);
    found.cloned().ok_or_else(|| ApiError::no_such("指标", code))
}

/// Searches the shipped library and, when a store is open, the unit's own indicators of all years.
pub fn search(app: &App, query: LibraryQuery) -> Result<Vec<LibraryHit>> {
    let taxonomy = match app.lock().as_ref() {
        Some(session) => crate::usecase::edit::taxonomy_of(session.pack(app)?),
        None => Taxonomy::Y2021,
    };
    let wanted = query.level2.as_deref().and_then(|word| Class::from_word(word, taxonomy));
    let mut hits: Vec<(u8, LibraryHit)> = Vec::new();
    if let Some(session) = app.lock().as_ref() {
        // Indicators of this year count as well: the limit is the year after.
        let next = FiscalYear(session.year.0 + 1);
        for own in session.store.read().search_indicators("", next, OWN_LIMIT)? {
            let class = own.indicator.class.moved_to(taxonomy);
            let rank = Searchable::new(&own.indicator.name).rank(&query.text);
            if let (Some(rank), true) = (rank, wanted.is_none_or(|wanted| wanted == class)) {
                let value = own.indicator.value.value.as_ref().map(|value| value.print()).unwrap_or_default();
                hits.push((
                    rank,
                    LibraryHit {
                        code: String::new(),
                        category: format!("本单位 {}", own.year),
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
    for entry in shipped() {
        let indicator = &entry.indicator;
        let class = indicator.class_in(taxonomy);
        let code_hit = !query.text.is_empty() && indicator.code.eq_ignore_ascii_case(query.text.trim());
        let rank = if code_hit { Some(0) } else { entry.name.rank(&query.text) };
        if let (Some(rank), true) = (rank, wanted.is_none_or(|wanted| wanted == class)) {
            hits.push((rank, hit(indicator, class)));
        }
    }
    hits.sort_by_key(|(rank, _)| *rank);
    Ok(hits.into_iter().map(|(_, hit)| hit).take(query.limit.unwrap_or(50)).collect())
}

fn hit(indicator: &LibraryIndicator, class: Class) -> LibraryHit {
    LibraryHit {
        code: indicator.code.clone(),
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
