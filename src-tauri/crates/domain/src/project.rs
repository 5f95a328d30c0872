//! Projects and policies (项目、政策) as a unit brings them to the budget.

use crate::fund::Funds;
use crate::period::{FiscalYear, Period};
use crate::typed::{Id, Typed};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Declares an enumeration whose members have a Chinese name and a key that JSON, paths and rule packs use.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal $name:literal $(| $also:literal)*,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize, ::ts_rs::TS)]
        pub enum $type { $($(#[$vdoc])* #[serde(rename = $key)] $variant,)+ }
        impl $type {
            /// All members, in the order a list shows them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];
            /// The Chinese name.
            pub fn name(self) -> &'static str { match self { $(Self::$variant => $name,)+ } }
            /// The key in JSON, paths and rule packs.
            pub fn key(self) -> &'static str { match self { $(Self::$variant => $key,)+ } }
            /// The member with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.key() == key)
            }
            /// The member that people mean by this word: its name or a synonym, blanks and width ignored.
            pub fn from_name(text: &str) -> Option<Self> {
                let word = $crate::text::squeezed(text);
                match word.as_str() { $($name $(| $also)* => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use named;

named! {
    /// 政策 or 项目.
    ProjectKind {
        /// 项目
        Project = "project" "项目",
        /// 政策
        Policy = "policy" "政策",
    }
}

named! {
    /// 新增 or 延续 (项目属性).
    Novelty {
        /// 新增项目: newly set up, or an existing one whose content or standard changes greatly.
        New = "new" "新增" | "新增项目" | "新增性项目" | "新设",
        /// 延续项目
        Continuing = "continuing" "延续" | "延续项目" | "延续性项目" | "经常性" | "续建",
    }
}

named! {
    /// The category letter of the project code.
    Category {
        /// 人员类
        Personnel = "R" "人员类" | "R" | "人员类项目",
        /// 运转类
        Running = "Y" "运转类" | "Y" | "运转类项目" | "公用经费",
        /// 特定目标类
        Specific = "T" "特定目标类" | "T" | "特定目标类项目",
    }
}

named! {
    /// 四本预算: the budget that a project's fiscal money comes from.
    BudgetBook {
        /// 一般公共预算
        General = "general" "一般公共预算" | "一般公共预算拨款" | "一般公共预算资金",
        /// 政府性基金预算
        GovernmentFund = "government_fund" "政府性基金预算" | "政府性基金" | "政府性基金预算拨款",
        /// 国有资本经营预算
        StateCapital = "state_capital" "国有资本经营预算" | "国有资本经营" | "国资预算",
        /// 社会保险基金预算
        SocialInsurance = "social_insurance" "社会保险基金预算" | "社保基金" | "社会保险基金",
    }
}

named! {
    /// Properties that rules ask about.
    Flag {
        /// 专项转移支付
        SpecialTransfer = "special_transfer" "专项转移支付" | "上级专项",
        /// 直达资金
        DirectFunds = "direct_funds" "直达资金",
        /// 地方政府专项债券
        SpecialBond = "special_bond" "专项债" | "专项债券" | "政府专项债券",
        /// 政府采购, 政府购买服务
        Procurement = "procurement" "政府采购" | "政府购买服务" | "购买服务" | "政府采购/购买服务",
        /// 政府和社会资本合作
        Ppp = "ppp" "PPP" | "政府和社会资本合作" | "PPP项目",
        /// 政府投资基金
        InvestmentFund = "investment_fund" "政府投资基金" | "投资基金",
        /// 基本建设
        Construction = "construction" "基建" | "基本建设" | "基建投资" | "基建项目",
        /// 财政衔接推进乡村振兴补助资金 (扶贫 before 2021)
        RuralRevitalization = "rural_revitalization" "衔接资金" | "扶贫" | "扶贫资金" | "乡村振兴衔接资金",
        /// 涉密: only a neutral name may be entered; never printed, never packed.
        Secret = "secret" "涉密" | "涉密项目" | "敏感",
    }
}

/// An ex-ante evaluation report (事前绩效评估报告) that the unit has at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExAnteReport {
    /// Title of the report.
    pub title: String,
    /// 予以支持, 部分支持 or 不予支持, as written.
    pub conclusion: String,
    /// Day of the report.
    #[ts(type = "string | null")]
    pub date: Option<NaiveDate>,
}

/// A project or policy in one fiscal year's budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Project {
    /// Identity.
    pub id: Id,
    /// The unit that carries it out (实施单位).
    pub unit_id: Id,
    /// 预算年度
    pub year: FiscalYear,
    /// 项目代码 (PRO_CODE), empty until the budget system gives one; checked where it is filled.
    pub code: String,
    /// 项目名称
    pub name: String,
    /// 政策 or 项目.
    pub kind: ProjectKind,
    /// 新增 or 延续; unknown until told.
    pub novelty: Option<Novelty>,
    /// R, Y or T; unknown until told.
    pub category: Option<Category>,
    /// 四本预算
    pub book: Option<BudgetBook>,
    /// 项目起止时间
    pub period: Typed<Period>,
    /// 主管部门
    pub department: String,
    /// 实施单位 as the form prints it; empty means the unit's own name.
    pub implementer: String,
    /// 项目负责人
    pub person: String,
    /// 联系电话
    pub phone: String,
    /// Properties that rules ask about.
    #[ts(as = "Vec<Flag>")]
    pub flags: BTreeSet<Flag>,
    /// 项目资金
    pub funds: Funds,
    /// The ex-ante evaluation report, where there is one.
    pub ex_ante: Option<ExAnteReport>,
    /// The project of an earlier year that it was carried over from.
    #[serde(default)]
    pub previous: Option<Id>,
}

impl Project {
    /// A blank project with a name.
    pub fn new(id: Id, unit_id: Id, year: FiscalYear, name: &str) -> Self {
        Self {
            id,
            unit_id,
            year,
            code: String::new(),
            name: name.to_owned(),
            kind: ProjectKind::Project,
            novelty: None,
            category: None,
            book: None,
            period: Typed::blank(),
            department: String::new(),
            implementer: String::new(),
            person: String::new(),
            phone: String::new(),
            flags: BTreeSet::new(),
            funds: Funds::default(),
            ex_ante: None,
            previous: None,
        }
    }

    /// 涉密: kept out of forms and packages.
    pub fn is_secret(&self) -> bool {
        self.flags.contains(&Flag::Secret)
    }
}
