//! Spending from files (支付明细).

use crate::output::line;
use crate::run::{cell_error, saved, show, text};
use app::commands::Empty;
use app::usecase::ledger::{self, LedgerFaultRow, LedgerGroup, LedgerGroups, LedgerId};
use app::{App, Result};
use clap::Subcommand;
use domain::due::Lamp;
use std::path::Path;

#[derive(Debug, Subcommand)]
pub(crate) enum LedgerAction {
    /// 列出已导入的支付明细
    List,
    /// 按项目归拢的支付
    Groups {
        /// 只列一次导入的；不写则为全年
        #[arg(long, value_name = "ID")]
        ledger: Option<String>,
        /// 只列还没有对应项目的
        #[arg(long)]
        unmatched: bool,
    },
    /// 指定支付属于哪个项目
    Assign {
        /// 分组编号，或文件里的项目代码、名称，可写多个
        #[arg(required = true)]
        groups: Vec<String>,
        /// 项目编号、代码或名称；不写则取消对应
        #[arg(long)]
        project: Option<String>,
        /// 不计入任何项目
        #[arg(long, conflicts_with = "project")]
        ignore: bool,
    },
    /// 三方核对：预算、账上支付、填报
    Check {
        /// 月份，1 到 12
        month: u8,
    },
    /// 逐笔支付
    Payments {
        /// 项目编号、代码或名称
        #[arg(long)]
        project: Option<String>,
        /// 月份，1 到 12
        #[arg(long)]
        month: Option<u8>,
        /// 只列直达资金
        #[arg(long)]
        direct: bool,
        /// 最多列出几笔
        #[arg(long, default_value_t = 200)]
        limit: usize,
    },
    /// 删除一次导入，可以撤销
    Delete {
        /// 编号
        id: String,
    },
}

pub(crate) fn run(app: &App, json: bool, action: LedgerAction) -> Result<bool> {
    match action {
        LedgerAction::List => {
            let list = ledger::list(app, Empty {})?;
            show(json, &list, |list| {
                for row in list {
                    line(&format!(
                        "{}  {}月  {}  {} 笔  净额 {} 万元  已对应 {} 组，没有对应 {} 组  {}",
                        row.id, row.month, row.name, row.rows, row.net, row.matched, row.unmatched, row.file
                    ));
                }
            })?;
        }
        LedgerAction::Groups { ledger, unmatched } => {
            let groups = ledger::groups(app, LedgerGroups { ledger, unmatched: Some(unmatched) })?;
            show(json, &groups, |groups| groups.iter().for_each(group))?;
        }
        LedgerAction::Assign { groups, project, ignore } => {
            let ask = ledger::LedgerAssign { groups, project, ignore: Some(ignore) };
            saved(json, ledger::assign(app, ask)?)?;
        }
        LedgerAction::Check { month } => {
            let found = ledger::check(app, ledger::LedgerCheck { month })?;
            show(json, &found, |found| {
                for row in &found.rows {
                    line(&format!(
                        "{}  {}  预算 {}，支付 {}，填报 {}：{}",
                        row.lamp.name(),
                        row.name,
                        or_dash(&row.budget),
                        or_dash(&row.paid),
                        or_dash(&row.entered),
                        row.text
                    ));
                }
                let totals = &found.totals;
                line(&format!(
                    "合计  预算 {}，支付 {}，填报 {}（万元）",
                    totals.budget, totals.paid, totals.entered
                ));
                if !found.unmatched.is_empty() {
                    line(&format!("账上还有 {} 万元没有对应到项目", found.unmatched));
                }
            })?;
            return Ok(found.rows.iter().all(|row| row.lamp != Lamp::Red));
        }
        LedgerAction::Payments { project, month, direct, limit } => {
            let query = ledger::PaymentQuery { project, month, direct: direct.then_some(true), limit };
            let found = ledger::payments(app, query)?;
            show(json, &found, |found| {
                for row in &found.rows {
                    line(&format!(
                        "{}  {:>14}  {}  {}  {}  {}",
                        row.date, row.amount, row.name, row.payee, row.summary, row.voucher
                    ));
                }
                line(&format!("共 {} 笔，净额 {} 万元", found.total, found.net));
            })?;
        }
        LedgerAction::Delete { id } => saved(json, ledger::delete(app, LedgerId { id })?)?,
    }
    Ok(true)
}

/// `of`: sheet, month, source.
pub(crate) fn import(
    app: &App,
    json: bool,
    file: &Path,
    of: (Option<String>, u8, Option<String>),
    rejects: Option<String>,
    dry_run: bool,
) -> Result<bool> {
    let (sheet, month, source) = of;
    let (file, mut sheet) = (text(file), sheet.unwrap_or_default());
    let mut mapping = None;
    if let Some(source) = source {
        // The name goes with the mapping that the program finds.
        let found = ledger::inspect(app, ledger::LedgerInspect { file: file.clone() })?;
        let has = |each: &&ledger::LedgerSheet| match sheet.as_str() {
            "" => each.mapping.columns.len() > 1,
            name => each.name == name,
        };
        if let Some(each) = found.sheets.iter().find(has) {
            mapping = Some(ledger::LedgerMapping { name: source, ..each.mapping.clone() });
            sheet.clone_from(&each.name);
        }
    }
    if dry_run {
        let found = ledger::preview(app, ledger::LedgerQuery { file, sheet, month, mapping })?;
        show(json, &found, |found| {
            found.rejected.iter().for_each(cell_error);
            found.faults.iter().for_each(fault);
            found.matched.iter().chain(&found.unmatched).for_each(group);
            found.replaces.iter().for_each(|text| line(text));
            line(&format!(
                "“{}”可导入 {} 笔，净额 {} 万元；没有对应 {} 组",
                found.name,
                found.read,
                found.net,
                found.unmatched.len()
            ));
        })?;
        return Ok(found.rejected.is_empty());
    }
    let done = ledger::commit(app, ledger::LedgerCommit { file, sheet, month, mapping, rejects })?;
    show(json, &done, |done| {
        line(done.label.as_deref().unwrap_or_default());
        line(&format!("已对应 {} 组，没有对应 {} 组", done.matched, done.unmatched));
        if let Some(rejects) = &done.rejects {
            line(&format!("有 {} 行没有导入，已写到 {rejects}", done.rejected));
        }
    })?;
    Ok(done.rejected == 0)
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "—" } else { text }
}

fn fault(fault: &LedgerFaultRow) {
    match fault.line {
        0 => line(&format!("{}：{}", fault.level.name(), fault.text)),
        row => line(&format!("{}：第 {row} 行 {}", fault.level.name(), fault.text)),
    }
}

fn group(group: &LedgerGroup) {
    let to = match (group.project_name.as_str(), group.how.as_str()) {
        ("", "") => "没有对应".to_owned(),
        ("", how) => how.to_owned(),
        (name, how) => format!("{name}（{how}）"),
    };
    line(&format!(
        "{}  {} {}  {} 笔  {} 万元  → {to}",
        group.id, group.code, group.name, group.count, group.net
    ));
}
