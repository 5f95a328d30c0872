//! What the commands that have several actions can do, and the words that their options take.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum PackAction {
    /// 列出
    List,
    /// 查看一个
    Show {
        /// 规则包编号
        id: String,
    },
    /// 比较两个
    Compare {
        /// 规则包编号
        a: String,
        /// 另一个规则包编号
        b: String,
    },
    /// 导入
    Import {
        /// .toml 文件
        file: PathBuf,
    },
    /// 删除导入的规则包
    Remove {
        /// 规则包编号
        id: String,
    },
    /// 让绩效目标连同没有上报的自评和监控改用另一个规则包
    Move {
        /// 规则包编号
        id: String,
        /// 项目编号、代码或名称，可写多个；不写则为本年度可以编辑的全部
        #[arg(long)]
        project: Vec<String>,
        /// 只看会有什么变化，不写入
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum TemplateAction {
    /// 列出
    List,
    /// 把一个项目存为模板
    Save {
        /// 项目编号、代码或名称
        project: String,
        /// 模板名称
        name: String,
    },
    /// 在一个项目里套用模板
    Apply {
        /// 模板名称或编号
        template: String,
        /// 项目编号、代码或名称
        project: String,
    },
    /// 删除模板
    Delete {
        /// 模板名称或编号
        template: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LibraryAction {
    /// 把本单位指标导出为 .xlsx
    Export {
        /// 输出文件
        file: PathBuf,
        /// 文件已有时覆盖它
        #[arg(long)]
        replace: bool,
    },
    /// 导入本单位指标
    Import {
        /// .xlsx、.xls、.et、.ods 或 .csv 文件
        file: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BatchFormat {
    /// PDF
    Pdf,
    /// XLSX
    Xlsx,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditAction {
    /// 核对整条日志链
    Verify,
    /// 导出为 JSON 行
    Export {
        /// 输出文件
        file: PathBuf,
        /// 文件已有时覆盖它
        #[arg(long)]
        replace: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum CalendarAction {
    /// 导入一年的放假安排（本程序的 .toml 或 holiday-cn 的 .json）
    Import {
        /// 文件
        file: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportKind {
    /// 项目清单
    Projects,
    /// 绩效目标申报表
    Target,
    /// 支付明细
    Ledger,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HandTo {
    /// 送复核
    Review,
    /// 撤回
    Withdraw,
    /// 复核通过并送审
    Reviewed,
    /// 审定
    Released,
    /// 退回编制
    Back,
    /// 登记财政退回
    Returned,
    /// 登记批复
    Approved,
    /// 办理调整
    Adjust,
}

impl HandTo {
    /// The steps of a self-assessment: there is nothing to approve or to adjust.
    pub(crate) fn of_selfeval() -> impl TypedValueParser<Value = Self> {
        let steps = Self::value_variants().iter().filter(|to| !matches!(to, Self::Approved | Self::Adjust));
        PossibleValuesParser::new(steps.filter_map(ValueEnum::to_possible_value))
            .try_map(|word| <Self as ValueEnum>::from_str(&word, false))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SealKind {
    /// 绩效目标
    Target,
    /// 运行监控
    Monitor,
    /// 绩效自评
    #[value(name = "selfeval")]
    SelfEval,
}

impl From<SealKind> for app::usecase::seal::SealKind {
    fn from(kind: SealKind) -> Self {
        match kind {
            SealKind::Target => Self::Target,
            SealKind::Monitor => Self::Monitor,
            SealKind::SelfEval => Self::SelfEval,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum RectifyAction {
    /// 列出本年度的整改事项
    List,
    /// 登记一项整改
    Open {
        /// 存在的问题；由监控得出的可以不写
        #[arg(default_value = "")]
        problem: String,
        /// 项目编号、代码或名称；不写则是单位整体的
        #[arg(long)]
        project: Option<String>,
        /// 由几月的监控得出，1 到 12
        #[arg(long)]
        month: Option<u8>,
        /// 来源：偏差超过界限、监控审核得分偏低、财政评价反馈、自行登记
        #[arg(long, default_value = "自行登记")]
        opener: String,
        /// 收到财政评价反馈的日期
        #[arg(long, value_name = "DAY")]
        feedback_on: Option<String>,
    },
    /// 办结：内容填齐、有佐证材料才能办结
    Close {
        /// 整改编号，见 wenxiao rectify list
        id: String,
    },
    /// 重新打开已办结的
    Reopen {
        /// 整改编号
        id: String,
    },
    /// 删除没有办结的
    Delete {
        /// 整改编号
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RemarkAction {
    /// 把意见标为已处理：写出编号的几条，或一个项目待处理的全部
    Settle {
        /// 意见编号，见 wenxiao remarks --open
        #[arg(required_unless_present = "project", conflicts_with = "project")]
        ids: Vec<String>,
        /// 项目编号、代码或名称：它待处理的全部意见
        #[arg(long, value_name = "P")]
        project: Option<String>,
        /// 只处理对这一种内容的意见
        #[arg(long = "type", value_enum, requires = "project")]
        kind: Option<SealKind>,
        /// 怎样处理的
        #[arg(long, default_value = "", hide_default_value = true)]
        answer: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceAction {
    /// 添加文件，内容会存进单位数据
    Add {
        /// 整改编号，或所属内容的位置，如 /projects/…/monitoring/M07、/projects/…/selfeval
        owner: String,
        /// 文件
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// 取出一份
    Save {
        /// 材料编号，见 wenxiao rectify list --json
        id: String,
        /// 写到这个文件
        #[arg(long)]
        out: PathBuf,
        /// 文件已有时覆盖它
        #[arg(long)]
        replace: bool,
    },
    /// 移除一份
    Remove {
        /// 材料编号
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum MonthAction {
    /// 全年各项目各月的监控情况
    List,
    /// 查看一个项目某月的监控
    Show {
        /// 项目编号、代码或名称
        project: String,
        /// 月份，1 到 12
        month: u8,
    },
    /// 开始填写某月的监控
    Start {
        /// 月份，1 到 12
        month: u8,
        /// 项目编号、代码或名称；不写则全部项目
        #[arg(long)]
        project: Vec<String>,
        /// 沿用最近一个月的内容
        #[arg(long)]
        copy: bool,
    },
    /// 确认沿用的内容没有变化
    Confirm {
        /// 项目编号、代码或名称
        project: String,
        /// 月份，1 到 12
        month: u8,
    },
    /// 采用推算的全年预计数，或账上的支付数
    Accept {
        /// 项目编号、代码或名称
        project: String,
        /// 月份，1 到 12
        month: u8,
        /// 采用什么
        #[arg(long, value_enum)]
        what: AcceptWhat,
    },
    /// 删除一个月的监控，可以撤销
    Delete {
        /// 项目编号、代码或名称
        project: String,
        /// 月份，1 到 12
        month: u8,
    },
    /// 已上报的月份重新填报
    Reopen {
        /// 项目编号、代码或名称
        project: String,
        /// 月份，1 到 12
        month: u8,
    },
    /// 改按最新批复的绩效目标填写
    FollowTarget {
        /// 项目编号、代码或名称
        project: String,
        /// 月份，1 到 12
        month: u8,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AcceptWhat {
    /// 推算的全年预计执行数
    Funds,
    /// 推算的全年预计完成值
    Indicators,
    /// 账上的支付数
    Ledger,
}
