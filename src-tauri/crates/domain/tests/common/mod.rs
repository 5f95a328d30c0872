//! What the tests of the domain share: the packs that ship, and a small builder of projects and targets.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

pub mod scoring;

use domain::check::{Stage, Subject, check_project};
use domain::finding::{Finding, Level};
use domain::fund::{FundSource, Horizon};
use domain::indicator::{Class, Indicator, Taxonomy};
use domain::money::{AmountUnit, Money};
use domain::number;
use domain::period::{FiscalYear, Period};
use domain::project::{Category, Flag, Novelty, Project};
use domain::rulepack::{Pack, Packs};
use domain::target::Target;
use domain::target_value;
use domain::typed::{Id, Typed};
use domain::unit::{Unit, UnitKind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The repository's `assets/`.
pub fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets")
}

/// The texts of all files of one kind in a folder of `assets/`, by name.
pub fn texts(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir(assets().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    found.sort();
    found
}

/// The packs that ship.
pub fn packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(|| {
        let texts = texts("rulepacks", "toml");
        Packs::load(texts.iter().map(|(_, text)| text.as_str())).unwrap()
    })
}

/// One pack that ships.
pub fn pack(id: &str) -> &'static Pack {
    packs().get(id).unwrap()
}

/// An amount of 万元 as people write it.
pub fn wan(text: &str) -> Money {
    Money::parse(text, AmountUnit::WanYuan).unwrap()
}

/// A unit whose codes are in order.
pub fn unit() -> Unit {
    Unit {
        id: Id("u".into()),
        kind: UnitKind::Township,
        name: "云溪镇人民政府".into(),
        code: "219001".into(),
        credit_code: String::new(),
        division_code: String::new(),
        parent_name: String::new(),
        head: String::new(),
        phone: String::new(),
    }
}

/// A project with its target, changed step by step.
#[derive(Debug, Clone)]
pub struct Case {
    pub project: Project,
    pub target: Target,
    pub stage: Stage,
}

impl Case {
    /// A project of 20万元 for 2026 in which nothing is missing and which has no indicators yet.
    pub fn new(taxonomy: Taxonomy) -> Self {
        let mut project = Project::new(Id("p".into()), Id("u".into()), FiscalYear(2026), "村级道路日常养护");
        project.code = "51000026T000000000001".into();
        project.novelty = Some(Novelty::Continuing);
        project.category = Some(Category::Specific);
        project.period = Typed::of(Period::parse("2026年1月-2026年12月").unwrap());
        project.department = "云溪镇人民政府".into();
        project.person = "项目负责人甲".into();
        let mut target = Target::new(Id("t".into()), Id("p".into()), "mof-2020", taxonomy);
        target.annual_goal = "养护村级道路48公里，路面完好率不低于90%。".into();
        Self { project, target, stage: Stage::Draft }.fund("20")
    }

    /// A case in which every pack of this taxonomy finds nothing that has to be mended.
    pub fn good(taxonomy: Taxonomy) -> Self {
        let rows: &[(Class, &str, &str, &str)] = match taxonomy {
            Taxonomy::Y2015 => &[
                (Class::Quantity, "养护里程", "≥48公里", "20"),
                (Class::Quality, "路面完好率", "≥90%", "10"),
                (Class::Timeliness, "养护完成时间", "2026年11月30日前", "10"),
                (Class::OutputCost, "每公里养护成本", "≤4000元/公里", "10"),
                (Class::SocialBenefit, "受益群众人数", "≥5200人", "20"),
                (Class::Sustainability, "养护制度建立数", "≥1项", "10"),
                (Class::Satisfaction, "沿线群众满意度", "≥90%", "10"),
            ],
            Taxonomy::Y2021 => &[
                (Class::EconomicCost, "每公里养护成本", "≤4000元/公里", "20"),
                (Class::Quantity, "养护里程", "≥48公里", "20"),
                (Class::Quality, "路面完好率", "≥90%", "10"),
                (Class::Timeliness, "养护完成时间", "2026年11月30日前", "10"),
                (Class::SocialBenefit, "受益群众人数", "≥5200人", "20"),
                (Class::Satisfaction, "沿线群众满意度", "≥90%", "10"),
            ],
        };
        let mut case = Self::new(taxonomy);
        for (class, name, value, weight) in rows {
            case = case.row(*class, name, value, weight);
        }
        case
    }

    /// Adds an annual indicator; an empty value or weight stays blank, an unreadable one stays as typed.
    pub fn row(mut self, class: Class, name: &str, value: &str, weight: &str) -> Self {
        let id = Id(format!("i{}", self.target.indicators.len() + 1));
        let mut indicator = Indicator::new(id, Horizon::Annual, class, name);
        let _ = indicator.value.typed(value, |text| target_value::read(text, Some(self.project.year)));
        let _ = indicator.weight.typed(weight, number::parse);
        self.target.indicators.push(indicator);
        self
    }

    /// Annual fiscal money in 万元; empty for none.
    pub fn fund(mut self, wan_text: &str) -> Self {
        self.project.funds.annual.parts.clear();
        if !wan_text.is_empty() {
            self.project.funds.annual.parts.insert(FundSource::Fiscal, Typed::of(wan(wan_text)));
        }
        self
    }

    pub fn flag(mut self, flag: Flag) -> Self {
        self.project.flags.insert(flag);
        self
    }

    /// Any other change.
    pub fn with(mut self, change: impl FnOnce(&mut Project, &mut Target)) -> Self {
        change(&mut self.project, &mut self.target);
        self
    }

    pub fn seal(mut self) -> Self {
        self.stage = Stage::Seal;
        self
    }

    /// All findings under a pack that ships.
    pub fn findings(&self, pack_id: &str) -> Vec<Finding> {
        let unit = unit();
        let subject =
            Subject { unit: &unit, project: &self.project, target: Some(&self.target), stage: self.stage };
        check_project(pack(pack_id), subject)
    }
}

/// One sentence in Chinese with a remedy that tells what to do; what the user typed stands in quotes and is his.
pub fn well_worded(finding: &Finding) {
    let mut own = String::new();
    let mut depth = 0;
    for c in finding.text.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth -= 1,
            _ if depth == 0 => own.push(c),
            _ => {}
        }
    }
    assert!(!own.contains(['。', '\n', '{', '}']), "{finding:?}");
    assert!(own.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{finding:?}");
    assert!(finding.text.chars().count() <= 140, "{finding:?}");
    assert!(!finding.remedy.trim().is_empty() && !finding.remedy.contains(['。', '\n']), "{finding:?}");
    assert!(!finding.source.document.is_empty() && !finding.source.clause.is_empty(), "{finding:?}");
    assert!(finding.numbers.iter().all(|n| !n.label.is_empty() && !n.value.is_empty()), "{finding:?}");
}

/// What a case shows, all that is found, and what is due of it: `level rule path`, and a part of its words.
pub type Found = (&'static str, Vec<Finding>, &'static [(&'static str, &'static str)]);

/// Compares what was found with what is due, in its order; paths count from `base`. All that differs is told at once.
pub fn compare(base: &str, rows: impl Iterator<Item = Found>) {
    let mut wrong = Vec::new();
    for (what, found, expected) in rows {
        let told = |finding: Finding| {
            let level = match finding.level {
                Level::Error => "error",
                Level::Explain => "explain",
                Level::Hint => "hint",
            };
            let path = finding.path.strip_prefix(base).unwrap().trim_start_matches('/');
            let place = format!("{level} {} {path}", finding.rule).trim_end().to_owned();
            (place, format!("{}；{}", finding.text, finding.remedy))
        };
        let got: Vec<(String, String)> = found.into_iter().map(told).collect();
        let same = got.len() == expected.len()
            && got.iter().zip(expected).all(|(got, due)| got.0 == due.0.trim_end() && got.1.contains(due.1));
        if !same {
            wrong.push(format!("{what}: {got:#?}\ninstead of {expected:#?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
