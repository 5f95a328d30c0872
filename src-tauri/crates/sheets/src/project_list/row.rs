//! One row of a project list as a project.

use super::Context;
use crate::cell::Cell;
use crate::field::Field;
use crate::mapping::{ColumnMapping, Mapping};
use crate::preview::{CellError, Weight};
use crate::sheet::{Row, Sheet};
use crate::values::{self, Read};
use crate::words::{is_dash, yes_no};
use domain::period::Period;
use domain::project::{BudgetBook, Category, ExAnteReport, Flag, Novelty, Project, ProjectKind};
use domain::text::half_width;
use domain::typed::Typed;
use domain::unit::check_project_code;

pub(super) struct Reader<'a> {
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    merged: bool,
}

/// A row while it is read: the errors gather here.
struct Cells<'a, 'r> {
    reader: &'r Reader<'a>,
    row: &'r Row,
    errors: Vec<CellError>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(sheet: &'a Sheet, mapping: &'a Mapping) -> Self {
        Self { sheet, mapping, merged: !sheet.merges().is_empty() }
    }

    pub(super) fn read(&self, row: &Row, context: &mut Context<'_>) -> (Project, Vec<CellError>) {
        let mut cells = Cells { reader: self, row, errors: Vec::new() };
        let mut project = Project::new((context.new_id)(), context.unit_id.clone(), context.year, "");
        let (mut start, mut end) = (None, None);
        for column in &self.mapping.columns {
            let Some(field) = column.field else { continue };
            match field {
                Field::Name => project.name = cells.words(column),
                Field::Code => project.code = cells.code(column),
                Field::Kind => project.kind = cells.kind(column),
                Field::Category => {
                    project.category = cells.member(column, Category::from_name, &names(Category::ALL))
                }
                Field::Novelty => {
                    project.novelty = cells.member(column, Novelty::from_name, &names(Novelty::ALL))
                }
                Field::Book => {
                    project.book = cells.member(column, BudgetBook::from_name, &names(BudgetBook::ALL))
                }
                Field::Period => {
                    let found = cells.read(column, values::period);
                    project.period.value = found.or(project.period.value);
                }
                Field::Start => {
                    start = cells.read(column, |cell| values::day(cell, false)).map(|day| (day, column))
                }
                Field::End => {
                    end = cells.read(column, |cell| values::day(cell, true)).map(|day| (day, column))
                }
                Field::Department => project.department = cells.words(column),
                Field::Implementer => project.implementer = cells.words(column),
                Field::Person => project.person = cells.words(column),
                Field::Phone => project.phone = cells.words(column),
                Field::Total(horizon) => {
                    project.funds.column_mut(horizon).stated_total = cells.amount(column, self.mapping);
                }
                Field::Part(horizon, source) => {
                    let amount = cells.amount(column, self.mapping);
                    if !amount.is_blank() {
                        project.funds.column_mut(horizon).parts.insert(source, amount);
                    }
                }
                Field::Flag(flag) => {
                    if cells.flag(column) {
                        project.flags.insert(flag);
                    }
                }
                Field::FlagWords => cells.flag_words(column, &mut project),
                Field::ExAnte => project.ex_ante = cells.ex_ante(column),
            }
        }
        if let (Some((start, _)), Some((end, column))) = (start, end) {
            if end < start {
                cells.error(column, format!("结束时间 {end} 早于开始时间 {start}，请核对"));
            } else {
                project.period = Typed::of(Period { start, end });
            }
        } else if let Some((_, column)) = start.or(end)
            && project.period.value.is_none()
        {
            cells.notice(column, "只有开始或结束时间中的一个，起止时间留空，请补齐".to_owned());
        }
        if project.name.is_empty()
            && let Some(column) = self.mapping.column(Field::Name)
            && !cells.errors.iter().any(|error| error.column == column.letter)
        {
            cells.error(column, "缺少项目名称，请填写；如果这一行不是项目，请删去".to_owned());
        }
        if project.is_secret() {
            cells.keep_secret(&mut project);
        }
        (project, cells.errors)
    }
}

fn names<T: Copy + Named>(all: &[T]) -> String {
    let names: Vec<&str> = all.iter().map(|member| member.chinese()).collect();
    names.join("、")
}

/// Lets one function list the members of several enumerations.
trait Named {
    fn chinese(self) -> &'static str;
}

macro_rules! named {
    ($($type:ty),+) => { $(impl Named for $type { fn chinese(self) -> &'static str { self.name() } })+ };
}
named!(Category, Novelty, BudgetBook);

impl Cells<'_, '_> {
    fn remark(&mut self, column: &ColumnMapping, text: String, weight: Weight) {
        let place = (self.row.number, column.index);
        let read = self.row.cell(column.index).shown();
        self.errors.push(CellError::new(&self.reader.sheet.name, place, &column.header, read, text, weight));
    }

    fn error(&mut self, column: &ColumnMapping, text: String) {
        self.remark(column, text, Weight::Error);
    }

    fn notice(&mut self, column: &ColumnMapping, text: String) {
        self.remark(column, text, Weight::Notice);
    }

    /// The cell's own value, or for words that of the merged area around it.
    fn cell(&self, column: &ColumnMapping, through_merges: bool) -> &Cell {
        let own = self.row.cell(column.index);
        if own.is_empty() && through_merges && self.reader.merged {
            return self.reader.sheet.seen(self.row.number, column.index);
        }
        own
    }

    fn take<T>(&mut self, column: &ColumnMapping, read: Read<T>) -> Option<T> {
        read.unwrap_or_else(|text| {
            self.error(column, text);
            None
        })
    }

    fn read<T>(&mut self, column: &ColumnMapping, read: impl Fn(&Cell) -> Read<T>) -> Option<T> {
        let found = read(self.cell(column, true));
        self.take(column, found)
    }

    fn words(&mut self, column: &ColumnMapping) -> String {
        self.read(column, values::text).filter(|text| !is_dash(text)).unwrap_or_default()
    }

    fn code(&mut self, column: &ColumnMapping) -> String {
        let found = values::text(self.cell(column, false));
        let code = self.take(column, found).filter(|text| !is_dash(text)).unwrap_or_default();
        let code: String = half_width(&code).chars().filter(|c| !c.is_whitespace()).collect();
        if !code.is_empty()
            && let Err(fault) = check_project_code(&code)
        {
            self.notice(column, fault.to_string());
        }
        code
    }

    fn kind(&mut self, column: &ColumnMapping) -> ProjectKind {
        let text = self.words(column);
        match ProjectKind::from_name(&text) {
            Some(kind) => kind,
            None if text.is_empty() => ProjectKind::Project,
            None => {
                self.error(column, format!("“{text}”应为项目或政策，请改正"));
                ProjectKind::Project
            }
        }
    }

    fn member<T>(&mut self, column: &ColumnMapping, find: fn(&str) -> Option<T>, all: &str) -> Option<T> {
        let text = self.words(column);
        if text.is_empty() {
            return None;
        }
        // 1-人员类 and T特定目标类 carry a code in front.
        let bare = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "-.、 ".contains(c));
        let found = find(&text).or_else(|| find(bare));
        if found.is_none() {
            self.error(column, format!("“{text}”不在可选范围，请改为{all}之一，或留空"));
        }
        found
    }

    fn amount(&mut self, column: &ColumnMapping, mapping: &Mapping) -> Typed<domain::money::Money> {
        let found = values::money(self.cell(column, false), mapping.unit_of(column));
        self.take(column, found).map_or_else(Typed::blank, Typed::of)
    }

    fn flag(&mut self, column: &ColumnMapping) -> bool {
        match self.cell(column, false) {
            Cell::Empty => false,
            Cell::Bool(value) => *value,
            // An amount in the column of a property: the project has that much of it.
            Cell::Number { value, .. } => !value.is_zero(),
            _ => {
                let text = self.words(column);
                let meant = yes_no(&text).or_else(|| Flag::from_name(&text).map(|_| true));
                meant.unwrap_or_else(|| {
                    self.error(column, format!("“{text}”看不出是或否，请填“是”或“否”"));
                    false
                })
            }
        }
    }

    fn flag_words(&mut self, column: &ColumnMapping, project: &mut Project) {
        let text = self.words(column);
        for word in text.split(['、', '，', ',', '；', ';', '\n', ' ']).filter(|word| !word.trim().is_empty())
        {
            match Flag::from_name(word) {
                Some(flag) => {
                    project.flags.insert(flag);
                }
                None if is_dash(word) => {}
                None => {
                    self.notice(column, format!("不认识标识“{}”，没有导入，请在项目页面上核对", word.trim()))
                }
            }
        }
    }

    /// Of a 涉密 project only the flag and its neutral name may be kept.
    fn keep_secret(&mut self, project: &mut Project) {
        let mut bare = Project::new(project.id.clone(), project.unit_id.clone(), project.year, &project.name);
        bare.flags.insert(Flag::Secret);
        *project = bare;
        let column = self
            .reader
            .mapping
            .column(Field::Flag(Flag::Secret))
            .or(self.reader.mapping.column(Field::FlagWords));
        if let Some(column) = column {
            let text =
                "涉密项目只导入名称，其余内容没有导入；请确认名称不含涉密信息，也不要在程序里补录其他内容";
            self.notice(column, text.to_owned());
        }
    }

    fn ex_ante(&mut self, column: &ColumnMapping) -> Option<ExAnteReport> {
        let text = self.words(column);
        let report = |title: &str, conclusion: &str| {
            Some(ExAnteReport { title: title.to_owned(), conclusion: conclusion.to_owned(), date: None })
        };
        let usual = "事前绩效评估报告";
        match yes_no(&text) {
            Some(true) => report(usual, ""),
            Some(false) => None,
            None if ["未", "不需", "无需"].iter().any(|word| text.starts_with(word)) => None,
            None if text.contains("支持") => report(usual, &text),
            None if matches!(text.as_str(), "已开展" | "已评估" | "已完成" | "开展") => {
                report(usual, "")
            }
            None => report(&text, ""),
        }
    }
}
