//! The head of a form: what project it is, whose, from when to when.

use super::is_label;
use crate::label::{Label, Labels};
use crate::preview::{CellError, Weight};
use crate::values::{self, Read};
use crate::words::is_dash;
use domain::period::{FiscalYear, Period};
use domain::project::{BudgetBook, Category, Novelty, Project};
use domain::text::squeezed;
use domain::typed::Typed;

const NAME: &[&str] = &["项目名称", "项目(政策)名称", "政策名称", "专项名称", "专项(项目)名称"];
const CODE: &[&str] = &["项目代码", "项目编码", "项目编号"];
const DEPARTMENT: &[&str] = &[
    "主管部门",
    "主管部门及代码",
    "主管单位",
    "主管部门名称",
    "主管部门编码及名称",
    "业务主管部门",
    "预算主管部门",
];
const IMPLEMENTER: &[&str] = &[
    "实施单位",
    "项目实施单位",
    "项目单位",
    "项目承担单位",
    "申报单位",
    "填报单位",
    "项目申报单位",
    "预算单位",
    "单位名称",
];
const NOVELTY: &[&str] = &["项目属性", "项目性质"];
const CATEGORY: &[&str] = &["项目类别", "项目类型", "项目分类"];
const PERIOD: &[&str] = &[
    "项目期",
    "起止时间",
    "项目起止时间",
    "项目周期",
    "实施期限",
    "项目实施期",
    "实施期",
    "项目期限",
    "项目起止年限",
    "起止年限",
];
const START: &[&str] = &["计划开始日期", "开始时间", "开始日期", "项目开始时间"];
const END: &[&str] = &["计划完成日期", "完成时间", "完成日期", "结束时间", "项目完成时间", "结束日期"];
const PERSON: &[&str] = &["项目负责人", "负责人", "项目联系人"];
const PHONE: &[&str] = &["联系电话", "电话", "联系方式", "负责人电话"];
const BOOK: &[&str] = &["财政资金预算分类", "预算来源", "资金性质", "预算类型"];
/// Labels of things that are not kept, so that they are not taken for values.
const OTHERS: &[&str] = &[
    "年度",
    "预算年度",
    "财政资金科目代码",
    "科目代码",
    "年度预算执行率",
    "执行率分值",
    "单位负责人",
    "填报人",
    "填报日期",
];

const ALL: &[&[&str]] = &[
    NAME,
    CODE,
    DEPARTMENT,
    IMPLEMENTER,
    NOVELTY,
    CATEGORY,
    PERIOD,
    START,
    END,
    PERSON,
    PHONE,
    BOOK,
    OTHERS,
];

pub(super) fn is_word(word: &str) -> bool {
    ALL.iter().any(|words| words.contains(&word))
}

/// Where a value was found and the cell's text, or the text behind a colon.
struct Found {
    place: (u32, u32),
    header: String,
    text: Option<String>,
}

fn find(labels: &Labels<'_>, words: &[&str]) -> Option<Found> {
    for label in labels.iter() {
        let place = (label.area.top, label.area.left);
        if let Some(inside) = Labels::inside(label, words) {
            return Some(Found { place, header: words[0].to_owned(), text: Some(inside.to_owned()) });
        }
        if words.contains(&label.word.as_str()) {
            let header = label.word.clone();
            match labels.right(label, is_label) {
                Some(place) => return Some(Found { place, header, text: None }),
                // A later label of the same name may be the filled one.
                None => continue,
            }
        }
    }
    None
}

/// The project's name, when the form has one.
pub(super) fn project_name(labels: &Labels<'_>) -> Option<String> {
    let found = find(labels, NAME)?;
    let text = found
        .text
        .or_else(|| values::text(labels.sheet.cell(found.place.0, found.place.1)).ok().flatten())?;
    (!is_dash(&text)).then_some(text)
}

/// The year that the title or a line above the table names.
pub(super) fn year(labels: &Labels<'_>, before: u32) -> Option<FiscalYear> {
    let titles = labels.iter().filter(|label| label.area.top < before && label.area.top < 4);
    let title = |label: &&Label| label.text.contains("年度") || label.text.contains("绩效目标");
    titles.filter(title).find_map(|label| values::year_in(&label.text))
}

/// Fills what the head says into the project.
pub(super) fn fill(labels: &Labels<'_>, before: u32, project: &mut Project, errors: &mut Vec<CellError>) {
    let mut head = Head { labels, before, errors };
    project.code = squeezed(&head.text(CODE));
    project.department = head.text(DEPARTMENT);
    project.implementer = head.text(IMPLEMENTER);
    project.person = head.text(PERSON);
    project.phone = head.text(PHONE);
    let novelty = head.text(NOVELTY);
    project.novelty = checked_box(&novelty);
    if project.novelty.is_none() && !novelty.is_empty() && !novelty.contains('□') {
        head.notice(NOVELTY, "这里看不出是新增还是延续，没有导入，请在项目页面上选择");
    }
    let category = head.text(CATEGORY);
    project.category = Category::from_name(&category);
    project.book = BudgetBook::from_name(&head.text(BOOK));
    project.period = Typed { value: head.value(PERIOD, values::period), invalid: None };
    if project.period.value.is_none() {
        let start = head.value(START, |cell| values::day(cell, false));
        let end = head.value(END, |cell| values::day(cell, true));
        if let (Some(start), Some(end)) = (start, end)
            && start <= end
        {
            project.period = Typed::of(Period { start, end });
        }
    }
}

struct Head<'a, 'b> {
    labels: &'a Labels<'b>,
    before: u32,
    errors: &'a mut Vec<CellError>,
}

impl Head<'_, '_> {
    fn find(&self, words: &[&str]) -> Option<Found> {
        find(self.labels, words).filter(|found| found.place.0 < self.before)
    }

    fn text(&mut self, words: &[&str]) -> String {
        let text = self.value(words, values::text).unwrap_or_default();
        if is_dash(&text) { String::new() } else { text }
    }

    fn value<T>(&mut self, words: &[&str], read: impl Fn(&crate::cell::Cell) -> Read<T>) -> Option<T> {
        let found = self.find(words)?;
        let own = found.text.as_deref().map(crate::cell::Cell::text);
        let cell = own.as_ref().unwrap_or_else(|| self.labels.sheet.cell(found.place.0, found.place.1));
        match read(cell) {
            Ok(value) => value,
            Err(text) => {
                let (sheet, shown) = (&self.labels.sheet.name, cell.shown());
                let error = CellError::new(sheet, found.place, &found.header, shown, text, Weight::Error);
                self.errors.push(error);
                None
            }
        }
    }

    fn notice(&mut self, words: &[&str], text: &str) {
        if let Some(found) = self.find(words) {
            let shown = self.labels.sheet.cell(found.place.0, found.place.1).shown();
            let notice = CellError::new(
                &self.labels.sheet.name,
                found.place,
                &found.header,
                shown,
                text,
                Weight::Notice,
            );
            self.errors.push(notice);
        }
    }
}

/// 新增 or 延续, as a word or as the ticked one of two boxes, ticks before or behind the words.
fn checked_box(text: &str) -> Option<Novelty> {
    if let Some(novelty) = Novelty::from_name(text) {
        return Some(novelty);
    }
    let plain = squeezed(text);
    let ticked = |c: char| "☑☒√■✓✔●".contains(c);
    let any_box = |c: char| ticked(c) || "□○☐".contains(c);
    let in_front = plain.starts_with(any_box);
    let hit = |word: &str| {
        let at = plain.find(word)?;
        if in_front {
            plain[..at].chars().next_back().filter(|c| ticked(*c))
        } else {
            let rest = plain[at + word.len()..].trim_start_matches("性").trim_start_matches("项目");
            let rest = rest.trim_start_matches(['(', '[']);
            rest.chars().next().filter(|c| ticked(*c))
        }
    };
    match (hit("新增").is_some(), hit("延续").is_some()) {
        (true, false) => Some(Novelty::New),
        (false, true) => Some(Novelty::Continuing),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes() {
        for (text, expected) in [
            ("☑新增项目 □延续项目", Some(Novelty::New)),
            ("□新增项目 ☑延续项目", Some(Novelty::Continuing)),
            ("新增项目□ 延续项目√", Some(Novelty::Continuing)),
            ("新增项目☑延续项目□", Some(Novelty::New)),
            ("新增性项目（√）延续性项目（ ）", Some(Novelty::New)),
            ("延续项目", Some(Novelty::Continuing)),
            ("新增项目□ 延续项目□", None),
            ("基础建设、修缮类", None),
        ] {
            assert_eq!(checked_box(text), expected, "{text}");
        }
    }
}
