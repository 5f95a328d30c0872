//! Spending from files (支付明细): payments as a treasury or ledger export lists them, and what they come to.
//!
//! One export is imported for one month of the budget year and one source (国库支付系统, 单位账…). Its payments are
//! grouped by what they say of their project ([`group()`]), the groups are matched to projects ([`match_groups`]) and
//! what is odd is said ([`check_payments`], [`mark_repeats`]). The payments themselves are kept as text ([`text`]).

mod faults;
mod group;
mod repeats;
pub mod text;

use crate::fund::FundSource;
use crate::money::Money;
use crate::project::named;
use crate::typed::Id;
use chrono::NaiveDate;

pub use faults::{FaultKind, LedgerFault, Scope, check_payments, keep};
pub use group::{group, group_key, match_groups, subject};
pub use repeats::{Earlier, mark_repeats};

/// One payment or refund.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payment {
    /// Row of the file, counted from 1.
    pub line: u32,
    /// 支付日期
    pub date: Option<NaiveDate>,
    /// Month of the payment, 1 to 12: the date's, or what a column 月份 says.
    pub month: Option<u8>,
    /// 项目代码 as it stands.
    pub code: String,
    /// 项目名称 as it stands.
    pub name: String,
    /// 预算单位
    pub unit: String,
    /// 预算单位代码
    pub unit_code: String,
    /// 收款人
    pub payee: String,
    /// 摘要, 用途
    pub summary: String,
    /// 凭证号, 支付令号
    pub voucher: String,
    /// 资金性质, as far as it could be told.
    pub source: Option<FundSource>,
    /// 直达资金
    pub direct: bool,
    /// 分; refunds are negative.
    pub amount: Money,
    /// Another export of the year holds the same payment, so it does not count here ([`mark_repeats`]).
    pub repeat: bool,
}

/// The payments of one export that say the same of their project, source and 直达资金.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentGroup {
    /// `code|name|source|direct`, squeezed: unique within one export.
    pub key: String,
    /// 项目代码
    pub code: String,
    /// 项目名称
    pub name: String,
    /// 资金性质
    pub source: Option<FundSource>,
    /// 直达资金
    pub direct: bool,
    /// Number of payments and refunds.
    pub count: u32,
    /// Sum of the payments, 分.
    pub paid: Money,
    /// Sum of the refunds, 分, not negative.
    pub refunded: Money,
    /// `paid` − `refunded`
    pub net: Money,
}

/// What a project is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectKey {
    /// Identity.
    pub id: Id,
    /// 项目代码, may be empty.
    pub code: String,
    /// 项目名称
    pub name: String,
}

named! {
    /// How a group came to its project.
    Match {
        /// Its code is the project's.
        Code = "code" "按代码",
        /// Its name is the project's.
        Name = "name" "按名称",
        /// A person said so.
        Assigned = "assigned" "手工指定",
        /// A person said so of an earlier export.
        Remembered = "remembered" "沿用上次",
        /// No project is known.
        None = "none" "未匹配",
        /// A person said that it belongs to no project.
        Ignored = "ignored" "不计入",
    }
}
