//! The pure domain of budget performance management (预算绩效管理): values, rule packs, checks.
//!
//! No I/O, no clock, no SQL: whoever calls passes in text, today's date and fresh ids.
//! Money is integer 分 ([`money::Money`]), other numbers are decimals, rounding is 四舍五入.

pub mod calendar;
pub mod carry;
pub mod check;
pub mod diff;
pub mod due;
pub mod edit;
pub mod exact;
pub mod finding;
pub mod fund;
pub mod handing;
pub mod heading;
pub mod indicator;
pub mod ledger;
pub mod library;
pub mod money;
pub mod monitoring;
pub mod number;
pub mod paste;
pub mod period;
pub mod personal;
pub mod project;
pub mod rectification;
pub mod rulepack;
pub mod scoring;
pub mod selfeval;
pub mod target;
pub mod target_value;
pub mod text;
pub mod typed;
pub mod unit;
pub mod whole;
