//! The fields of a project that a list's column can stand for, and the words by which people call them.

mod words;

use domain::fund::{FundSource, Horizon};
use domain::project::Flag;
use serde::{Deserialize, Serialize};
use words::{FLAGS, OTHER_IN_CONTEXT, PART_WORDS, PLAIN, TOTAL_IN_CONTEXT, TOTAL_WORDS};

/// What a column holds. JSON carries its key: `name`, `annual.total`, `medium.fiscal`, `flag.ppp`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Field {
    /// 项目名称
    Name,
    /// 项目代码
    Code,
    /// 政策 or 项目
    Kind,
    /// 项目类别: 人员类, 运转类, 特定目标类
    Category,
    /// 新增 or 延续
    Novelty,
    /// 起止时间 in one cell
    Period,
    /// 开始时间
    Start,
    /// 结束时间
    End,
    /// 预算来源: one of the four budgets
    Book,
    /// 主管部门
    Department,
    /// 实施单位
    Implementer,
    /// 项目负责人
    Person,
    /// 联系电话
    Phone,
    /// A stated total of 年度 or 中期.
    Total(Horizon),
    /// Money of one source.
    Part(Horizon, FundSource),
    /// One property, yes or no.
    Flag(Flag),
    /// Properties as words in one cell: `直达资金、政府采购`.
    FlagWords,
    /// 事前绩效评估
    ExAnte,
}

/// A field and its names on the screen, for the list from which a user picks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FieldChoice {
    /// Key of the field.
    #[ts(type = "string")]
    pub field: Field,
    /// Chinese name.
    pub name: String,
}

impl Field {
    /// All fields, in the order in which a list offers them.
    pub fn all() -> Vec<Self> {
        use Horizon::{Annual, Medium};
        let mut all: Vec<Self> = PLAIN.iter().map(|(field, _, _)| *field).collect();
        for horizon in [Annual, Medium] {
            all.push(Self::Total(horizon));
            all.extend(FundSource::ALL.map(|source| Self::Part(horizon, source)));
        }
        all.extend(Flag::ALL.iter().map(|flag| Self::Flag(*flag)));
        all
    }

    /// All fields with their names.
    pub fn choices() -> Vec<FieldChoice> {
        Self::all().into_iter().map(|field| FieldChoice { field, name: field.name() }).collect()
    }

    /// The Chinese name.
    pub fn name(self) -> String {
        match self {
            Self::Total(horizon) => format!("{}资金总额", horizon.name()),
            Self::Part(horizon, source) => format!("{}{}", horizon.name(), source.name()),
            Self::Flag(flag) => flag.name().to_owned(),
            plain => {
                let found = PLAIN.iter().find(|(field, _, _)| *field == plain);
                found.map_or_else(String::new, |(_, name, _)| (*name).to_owned())
            }
        }
    }

    /// The key in JSON.
    pub fn key(self) -> String {
        match self {
            Self::Name => "name".into(),
            Self::Code => "code".into(),
            Self::Kind => "kind".into(),
            Self::Category => "category".into(),
            Self::Novelty => "novelty".into(),
            Self::Period => "period".into(),
            Self::Start => "start".into(),
            Self::End => "end".into(),
            Self::Book => "book".into(),
            Self::Department => "department".into(),
            Self::Implementer => "implementer".into(),
            Self::Person => "person".into(),
            Self::Phone => "phone".into(),
            Self::Total(horizon) => format!("{}.total", horizon.key()),
            Self::Part(horizon, source) => format!("{}.{}", horizon.key(), source.key()),
            Self::Flag(flag) => format!("flag.{}", flag.key()),
            Self::FlagWords => "flags".into(),
            Self::ExAnte => "ex_ante".into(),
        }
    }

    /// Does the column hold money?
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Total(_) | Self::Part(..))
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.key()
    }
}

impl TryFrom<String> for Field {
    type Error = String;

    fn try_from(key: String) -> Result<Self, String> {
        Self::all().into_iter().find(|field| field.key() == key).ok_or(format!("没有名为 {key} 的栏目"))
    }
}

/// The field that a header means. `parts` are its lines from the top down, each through [`crate::words::label`].
pub(crate) fn recognise(parts: &[String]) -> Option<Field> {
    let leaf = parts.last()?;
    let joined = parts.concat();
    let leaf_word = leaf.trim_start_matches("是否").trim_start_matches("属于").trim_start_matches("为");
    if let Some(field) = plain(&joined).or_else(|| plain(leaf)) {
        return Some(field);
    }
    if let Some(flag) = flag(leaf_word).or_else(|| flag(leaf)) {
        return Some(Field::Flag(flag));
    }
    amount(parts)
}

fn plain(word: &str) -> Option<Field> {
    PLAIN.iter().find(|(_, _, words)| words.contains(&word)).map(|(field, _, _)| *field)
}

fn flag(word: &str) -> Option<Flag> {
    FLAGS.iter().find(|(_, words)| words.contains(&word)).map(|(flag, _)| *flag)
}

/// The money word of a header, and which side of the form it is on.
pub(crate) fn amount(parts: &[String]) -> Option<Field> {
    let leaf = parts.last()?;
    let context = parts.len() > 1 && parts[..parts.len() - 1].iter().any(|part| is_money(part));
    let word = bare_amount(leaf);
    let horizon = horizon(parts).unwrap_or(Horizon::Annual);
    if let Some(source) = source(word).or_else(|| source(leaf)) {
        return Some(Field::Part(horizon, source));
    }
    if context && OTHER_IN_CONTEXT.contains(&word) {
        return Some(Field::Part(horizon, FundSource::Other));
    }
    let total = TOTAL_WORDS.contains(&word)
        || (context && TOTAL_IN_CONTEXT.contains(&word))
        || (TOTAL_IN_CONTEXT.contains(&word) && word != leaf);
    total.then_some(Field::Total(horizon))
}

fn source(word: &str) -> Option<FundSource> {
    PART_WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(source, _)| *source)
}

fn is_money(text: &str) -> bool {
    ["资金", "预算", "金额", "经费", "投资"].iter().any(|word| text.contains(word))
}

/// 中期 or 年度 as far as the words say.
pub(crate) fn horizon(parts: &[String]) -> Option<Horizon> {
    let any = |words: &[&str]| parts.iter().any(|part| words.iter().any(|word| part.contains(word)));
    if any(&["中期", "实施期", "项目总预算", "项目总投资", "总投资", "项目期"]) {
        Some(Horizon::Medium)
    } else if any(&["年度", "当年", "本年", "年初", "年预算"])
        || parts.iter().any(|part| year_prefix(part) > 0)
    {
        Some(Horizon::Annual)
    } else {
        None
    }
}

/// Length of `2026年度` or `2026年` in front.
fn year_prefix(text: &str) -> usize {
    let digits =
        text.len() >= 4 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit) && text.starts_with("20");
    if !digits {
        return 0;
    }
    ["年度", "年"].iter().find(|word| text[4..].starts_with(**word)).map_or(0, |word| 4 + word.len())
}

/// A money word without what only says which year or that it is a part: `其中:当年财政拨款` is `财政拨款`.
fn bare_amount(text: &str) -> &str {
    let mut word = text;
    loop {
        let before = word;
        for prefix in [
            "其中",
            "中期",
            "年度",
            "当年",
            "本年度",
            "本年",
            "项目年度",
            "实施期",
            "项目总投资",
            ":",
            "-",
            "的",
        ] {
            if let Some(rest) = word.strip_prefix(prefix)
                && !rest.is_empty()
            {
                word = rest;
            }
        }
        word = &word[year_prefix(word)..];
        if word == before || word.is_empty() {
            return if word.is_empty() { before } else { word };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::label;

    #[test]
    fn headers_are_understood() {
        for (lines, key) in [
            (&["项目名称"][..], "name"),
            (&["项目", "名称"], "name"),
            (&["项目基本信息", "项目代码"], "code"),
            (&["年度资金总额（万元）"], "annual.total"),
            (&["年度资金（万元）", "合计"], "annual.total"),
            (&["年度资金（万元）", "其中：财政拨款"], "annual.fiscal"),
            (&["中期资金", "其他"], "medium.other"),
            (&["中期资金总额"], "medium.total"),
            (&["2026年财政拨款"], "annual.fiscal"),
            (&["当年财政拨款（元）"], "annual.fiscal"),
            (&["上年结转"], "annual.carry_over"),
            (&["财政专户"], "annual.special_account"),
            (&["单位资金"], "annual.unit_funds"),
            (&["预算金额"], "annual.total"),
            (&["是否政府采购"], "flag.procurement"),
            (&["购买服务"], "flag.procurement"),
            (&["项目标识", "直达资金"], "flag.direct_funds"),
            (&["是否涉密"], "flag.secret"),
            (&["事前评估"], "ex_ante"),
            (&["新增/延续"], "novelty"),
            (&["预算来源(四本预算)"], "book"),
            (&["主管部门及代码"], "department"),
        ] {
            let parts: Vec<String> = lines.iter().map(|line| label(line)).collect();
            assert_eq!(recognise(&parts).map(Field::key).as_deref(), Some(key), "{lines:?}");
        }
        for lines in [&["序号"][..], &["备注"], &["合计"], &["其他"], &["道路硬化工程"], &["原因"]]
        {
            let parts: Vec<String> = lines.iter().map(|line| label(line)).collect();
            assert_eq!(recognise(&parts), None, "{lines:?}");
        }
    }

    #[test]
    fn keys_are_unique_and_read_back() {
        for field in Field::all() {
            assert_eq!(Field::try_from(field.key()), Ok(field));
            assert!(!field.name().is_empty());
        }
        assert!(Field::try_from("nothing".to_owned()).is_err());
    }

    #[test]
    fn every_name_is_recognised_as_itself() {
        for field in Field::all() {
            assert_eq!(recognise(&[label(&field.name())]), Some(field), "{}", field.name());
        }
    }
}
