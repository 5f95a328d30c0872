//! Reads packs from TOML and resolves `extends`.

use super::{Document, KNOWN, Pack, RuleView, Rules};
use crate::finding::{Level, Source};
use crate::text::{chars, quoted};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Why a pack cannot be used; each names the pack or rule and says what to mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackFault {
    /// Not TOML, or not a pack.
    #[error("规则包文件格式有误（{0}），请向提供者索取完整文件")]
    Syntax(String),
    /// Two packs with one id.
    #[error("规则包“{0}”重复，请只保留一个")]
    Duplicate(String),
    /// There is no such pack.
    #[error("找不到规则包“{0}”，请先导入它")]
    Unknown(String),
    /// An id that no file or path could carry, or no name.
    #[error("规则包的编号“{0}”不合规，或没有写名称，请改为小写字母、数字和短横线组成的编号并写上名称")]
    Named(String),
    /// A extends B extends A.
    #[error("规则包“{0}”的继承关系成环，请改正 extends")]
    Cycle(String),
    /// A rule that the program does not know.
    #[error("规则包“{0}”中的规则“{1}”本程序不认识，请升级程序或改正编号")]
    UnknownRule(String, String),
    /// A rule without a document of its own pack.
    #[error("规则包“{0}”的规则“{1}”没有写明依据文件，请补上 document")]
    NoDocument(String, String),
    /// Parameters that do not fit.
    #[error("规则“{0}”的参数有误（{1}），请对照说明改正")]
    Params(String, String),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PackFile {
    id: String,
    name: String,
    #[serde(default)]
    extends: Option<String>,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    documents: Vec<Document>,
    #[serde(default)]
    rules: Vec<RuleFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    id: String,
    #[serde(default)]
    level: Option<Level>,
    #[serde(default)]
    document: Option<String>,
    #[serde(default)]
    clause: String,
    #[serde(default)]
    note: String,
    /// The pack does without this inherited rule.
    #[serde(default)]
    off: bool,
    #[serde(default)]
    params: toml::Table,
}

/// A rule after inheritance, its parameters still a table.
#[derive(Debug, Clone)]
pub(super) struct RawRule {
    pub(super) level: Option<Level>,
    pub(super) source: Source,
    pub(super) params: toml::Table,
    pack: String,
    note: String,
}

/// All packs at hand, resolved.
#[derive(Debug, Clone)]
pub struct Packs {
    packs: Vec<Pack>,
}

impl Packs {
    /// Reads and resolves pack files given as TOML texts.
    pub fn load<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, PackFault> {
        let mut files: Vec<PackFile> = Vec::new();
        for text in texts {
            let file: PackFile =
                toml::from_str(text).map_err(|e| PackFault::Syntax(e.message().to_owned()))?;
            let id = (1..=40).contains(&file.id.len())
                && file.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            let name = (1..=40).contains(&chars(file.name.trim())) && chars(&file.summary) <= 500;
            if !id || !name {
                return Err(PackFault::Named(quoted(&file.id)));
            }
            if files.iter().any(|known| known.id == file.id) {
                return Err(PackFault::Duplicate(file.id));
            }
            files.push(file);
        }
        let packs = files.iter().map(|file| resolve(file, &files)).collect::<Result<_, _>>()?;
        Ok(Self { packs })
    }

    /// The pack with this id.
    pub fn get(&self, id: &str) -> Result<&Pack, PackFault> {
        self.packs.iter().find(|pack| pack.id == id).ok_or_else(|| PackFault::Unknown(id.to_owned()))
    }

    /// All packs, in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &Pack> {
        self.packs.iter()
    }
}

fn resolve(file: &PackFile, files: &[PackFile]) -> Result<Pack, PackFault> {
    let chain = ancestry(file, files)?;
    let mut documents: Vec<Document> = Vec::new();
    let mut rules: BTreeMap<String, RawRule> = BTreeMap::new();
    for layer in &chain {
        for document in &layer.documents {
            documents.retain(|known| known.id != document.id);
            documents.push(document.clone());
        }
        for rule in &layer.rules {
            apply(&mut rules, layer, rule, &documents)?;
        }
    }
    let views = KNOWN
        .iter()
        .filter_map(|(id, title)| Some((id, title, rules.get(*id)?)))
        .map(|(id, title, rule)| view(id, title, rule))
        .collect();
    Ok(Pack {
        id: file.id.clone(),
        name: file.name.clone(),
        extends: file.extends.clone(),
        summary: file.summary.clone(),
        rules: Rules::build(&rules)?,
        documents,
        views,
    })
}

/// The pack and those it extends, the root first.
fn ancestry<'a>(file: &'a PackFile, files: &'a [PackFile]) -> Result<Vec<&'a PackFile>, PackFault> {
    let mut chain = vec![file];
    let mut seen = BTreeSet::from([file.id.as_str()]);
    while let Some(parent) = chain.last().and_then(|last| last.extends.as_deref()) {
        if !seen.insert(parent) {
            return Err(PackFault::Cycle(file.id.clone()));
        }
        let next = files
            .iter()
            .find(|known| known.id == parent)
            .ok_or_else(|| PackFault::Unknown(parent.to_owned()))?;
        chain.push(next);
    }
    chain.reverse();
    Ok(chain)
}

fn apply(
    rules: &mut BTreeMap<String, RawRule>,
    layer: &PackFile,
    rule: &RuleFile,
    documents: &[Document],
) -> Result<(), PackFault> {
    if !KNOWN.iter().any(|(id, _)| *id == rule.id) {
        return Err(PackFault::UnknownRule(layer.id.clone(), rule.id.clone()));
    }
    if rule.off {
        rules.remove(&rule.id);
        return Ok(());
    }
    let no_document = || PackFault::NoDocument(layer.id.clone(), rule.id.clone());
    // Whoever changes a rule's parameters answers for it with a document.
    let wanted = rule.document.as_deref().ok_or_else(no_document)?;
    let document = documents.iter().find(|known| known.id == wanted).ok_or_else(no_document)?;
    let source = Source { document: document.cite(), clause: rule.clause.clone() };
    let inherited = rules.remove(&rule.id);
    let mut params = inherited.as_ref().map(|before| before.params.clone()).unwrap_or_default();
    for (key, value) in &rule.params {
        params.insert(key.clone(), value.clone());
    }
    let level = rule.level.or(inherited.and_then(|before| before.level));
    rules.insert(
        rule.id.clone(),
        RawRule { level, source, params, pack: layer.id.clone(), note: rule.note.clone() },
    );
    Ok(())
}

fn view(id: &str, title: &str, rule: &RawRule) -> RuleView {
    RuleView {
        id: id.to_owned(),
        title: title.to_owned(),
        level: rule.level.unwrap_or(Level::Error),
        params: rule.params.iter().map(|(key, value)| format!("{key} = {value}")).collect(),
        source: rule.source.clone(),
        pack: rule.pack.clone(),
        note: rule.note.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = r#"
        id = "base"
        name = "底"
        [[documents]]
        id = "d1"
        number = "财预〔2015〕88号"
        title = "办法"
        issuer = "财政部"
        [[rules]]
        id = "target.indicators.min-count"
        document = "d1"
        params = { at_least = 3 }
        [[rules]]
        id = "target.weights.positive"
        document = "d1"
    "#;

    fn child(body: &str) -> String {
        format!(
            "id = \"child\"\nname = \"子\"\nextends = \"base\"\n[[documents]]\nid = \"d2\"\ntitle = \"县办法\"\nissuer = \"县\"\n{body}"
        )
    }

    #[test]
    fn a_child_overrides_by_key_and_switches_off() {
        let child = child(
            "[[rules]]\nid = \"target.indicators.min-count\"\ndocument = \"d2\"\nclause = \"二\"\nlevel = \"hint\"\nparams = { at_least = 7 }\n[[rules]]\nid = \"target.weights.positive\"\noff = true",
        );
        let packs = Packs::load([BASE, child.as_str()]).unwrap();
        let rule = packs.get("child").unwrap().rules.min_count.clone().unwrap();
        assert_eq!((rule.params.at_least, rule.level), (7, Level::Hint));
        assert_eq!(rule.source, Source { document: "《县办法》".into(), clause: "二".into() });
        assert!(packs.get("child").unwrap().rules.weights_positive.is_none());
        let base = packs.get("base").unwrap().rules.min_count.clone().unwrap();
        assert_eq!((base.params.at_least, base.source.document.as_str()), (3, "财预〔2015〕88号"));
    }

    #[test]
    fn faulty_packs_say_what_is_wrong() {
        for (body, part) in [
            ("[[rules]]\nid = \"no.such\"\ndocument = \"d2\"", "不认识"),
            ("[[rules]]\nid = \"target.weights.positive\"", "没有写明依据"),
            ("[[rules]]\nid = \"target.weights.positive\"\ndocument = \"d9\"", "没有写明依据"),
            (
                "[[rules]]\nid = \"target.indicators.min-count\"\ndocument = \"d2\"\nparams = { at_most = 1 }",
                "参数有误",
            ),
            ("nonsense = 1", "格式有误"),
            ("[[rules", "格式有误"),
        ] {
            let child = child(body);
            let fault = Packs::load([BASE, child.as_str()]).unwrap_err();
            assert!(fault.to_string().contains(part), "{body}: {fault}");
        }
        for named in ["id = \"\"\nname = \"甲\"", "id = \"A b\"\nname = \"甲\"", "id = \"a\"\nname = \" \""]
        {
            assert!(matches!(Packs::load([named]), Err(PackFault::Named(_))), "{named}");
        }
        let looped = "id = \"base2\"\nname = \"环\"\nextends = \"base2\"";
        assert_eq!(Packs::load([looped]).unwrap_err(), PackFault::Cycle("base2".into()));
        let orphan = "id = \"x\"\nname = \"孤\"\nextends = \"y\"";
        assert_eq!(Packs::load([orphan]).unwrap_err(), PackFault::Unknown("y".into()));
    }
}
