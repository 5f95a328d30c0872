//! The command line. Help is Chinese: it is read by the same people as the window. Long because it lists every
//! command in one place.

use crate::ledger::LedgerAction;
use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// 问效：预算绩效管理，离线使用
#[derive(Debug, Parser)]
#[command(name = "wenxiao", version, disable_help_subcommand = true)]
#[command(disable_help_flag = true, disable_version_flag = true)]
pub(crate) struct Args {
    /// 单位数据所在文件夹
    #[arg(long, global = true, env = "WENXIAO_STORE", value_name = "DIR")]
    pub(crate) store: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// 显示用法
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 新建单位数据（--demo 建示例单位）
    Init {
        /// 建示例单位并导入示例数据
        #[arg(long)]
        demo: bool,
        /// 单位名称
        #[arg(long, default_value = "")]
        name: String,
        /// 单位类型：部门、乡镇、二级单位
        #[arg(long, default_value = "部门")]
        kind: String,
        /// 单位代码
        #[arg(long, default_value = "")]
        code: String,
        /// 统一社会信用代码
        #[arg(long, default_value = "")]
        credit_code: String,
        /// 财政区划代码
        #[arg(long, default_value = "")]
        division: String,
        /// 预算年度
        #[arg(long, default_value_t = 2026)]
        year: i64,
        /// 规则包编号（见 wenxiao packs）
        #[arg(long, default_value = "mof-2021")]
        pack: String,
        /// 填报人
        #[arg(long, default_value = "填报人")]
        person: String,
    },
    /// 导入工作簿
    Import {
        /// .xlsx、.xls、.et 或 .ods 文件；支付明细还可以是 .csv
        file: PathBuf,
        /// 导入哪一种；不写则导入工作簿里认得的全部
        #[arg(long, value_enum)]
        kind: Option<ImportKind>,
        /// 只导入这张工作表
        #[arg(long)]
        sheet: Option<String>,
        /// 支付明细：导入到哪个月
        #[arg(long)]
        month: Option<u8>,
        /// 支付明细：来源名称，如 国库支付系统；不写则沿用上次的
        #[arg(long, value_name = "NAME")]
        source: Option<String>,
        /// 退回行写到这个文件
        #[arg(long)]
        rejects: Option<PathBuf>,
        /// 只预览，不写入
        #[arg(long)]
        dry_run: bool,
    },
    /// 列出项目
    List,
    /// 查看一个项目
    Show {
        /// 项目编号、代码或名称
        project: String,
    },
    /// 修改一个单元格，位置与核对结果里的 path 相同
    Set {
        /// 位置，如 /projects/…/name
        path: String,
        /// 新内容
        text: String,
    },
    /// 撤销上一步
    Undo,
    /// 重做
    Redo,
    /// 放弃上次没有正常关闭时留下的修改，回到那次打开时的样子
    Discard,
    /// 最近的操作，或一个单元格的修改记录
    History {
        /// 条数
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// 单元格的位置，如 /projects/…/name；状态为 /projects/…/target/state
        #[arg(long, value_name = "PATH")]
        cell: Option<String>,
    },
    /// 核对
    Check {
        /// 项目编号、代码或名称；不写则核对全部
        #[arg(long)]
        project: Option<String>,
        /// 换一个规则包核对
        #[arg(long)]
        pack: Option<String>,
    },
    /// 打印表格（.pdf 或 .xlsx）
    Print {
        /// 项目编号、代码或名称；打印全单位的表式时不写
        #[arg(long, required_unless_present_any = ["all", "form"])]
        project: Option<String>,
        /// 打印全部项目，每个项目一个文件，写到 --out 所指的文件夹
        #[arg(long, conflicts_with = "project")]
        all: bool,
        /// 打印全部项目时的格式
        #[arg(long, value_enum, default_value = "pdf")]
        format: BatchFormat,
        /// 表式：目标 goal-2015、goal-2021、adjustment，监控 monitor-136，
        /// 全单位 monitor-unit、monitor-summary、direct-ledger、rectify-ledger；不写则用该项目常用的
        #[arg(long)]
        form: Option<String>,
        /// 运行监控的月份，1 到 12
        #[arg(long, value_name = "N")]
        month: Option<u8>,
        /// 输出文件；打印全部时为文件夹
        #[arg(long)]
        out: PathBuf,
    },
    /// 运行监控报告（.docx）
    Report {
        /// 月份，1 到 12；数字从 1 月累计
        #[arg(long, value_name = "N")]
        month: u8,
        /// 输出文件
        #[arg(long)]
        out: PathBuf,
    },
    /// 运行监控：各月的填报
    Month {
        #[command(subcommand)]
        action: MonthAction,
    },
    /// 支付明细：已导入的、按项目归拢的、对应、核对
    Ledger {
        #[command(subcommand)]
        action: LedgerAction,
    },
    /// 按 JSON 文件里的数测算运行监控，不用单位数据
    Monitor {
        /// JSON 文件：pack、funds、indicators、review_score
        file: PathBuf,
        /// 月份，1 到 12，数是 1 月到这个月的累计
        #[arg(long)]
        month: u8,
    },
    /// 封装并签名上报包
    Seal {
        /// 内容
        #[arg(long = "type", value_enum, default_value = "target")]
        kind: SealKind,
        /// 预算年度
        #[arg(long)]
        year: Option<i64>,
        /// 期间：绩效目标为 Y，运行监控为 M01 到 M12，半年连同部门整体为 H1
        #[arg(long)]
        period: Option<String>,
        /// 密钥文件；不写则用单位数据里的密钥
        #[arg(long)]
        key: Option<PathBuf>,
        /// 口令所在的环境变量；不写则在终端询问
        #[arg(long, value_name = "VAR")]
        passphrase_env: Option<String>,
        /// 接收单位（财政局）代码
        #[arg(long)]
        recipient: String,
        /// 还有必须改的项目先不报
        #[arg(long)]
        ready_only: bool,
        /// 输出文件夹
        #[arg(long)]
        out: PathBuf,
    },
    /// 验证上报包
    Verify {
        /// 上报包
        file: PathBuf,
        /// 信任的公钥指纹（SM3，64 位十六进制）
        #[arg(long)]
        pin: Option<String>,
        /// 本单位代码，核对收件人
        #[arg(long)]
        recipient: Option<String>,
    },
    /// 读出上报包的内容
    Read {
        /// 上报包
        file: PathBuf,
        /// 信任的公钥指纹（SM3，64 位十六进制）
        #[arg(long)]
        pin: Option<String>,
    },
    /// 生成签名密钥
    Keygen {
        /// 口令所在的环境变量；不写则在终端询问
        #[arg(long, value_name = "VAR")]
        passphrase_env: Option<String>,
        /// 另存加密的密钥文件
        #[arg(long)]
        out: Option<PathBuf>,
        /// 同时写出公钥登记表（.pdf）或证书（.crt）；已有密钥时只补打这一份
        #[arg(long)]
        paper: Option<PathBuf>,
        /// 换掉已有的密钥
        #[arg(long)]
        replace: bool,
    },
    /// 登记信任的公钥；不带参数则列出
    Pin {
        /// 公钥指纹
        #[arg(long, requires = "code")]
        add: Option<String>,
        /// 单位代码
        #[arg(long)]
        code: Option<String>,
        /// 单位名称
        #[arg(long, default_value = "")]
        name: String,
    },
    /// 送复核、撤回、复核、审定、退回、登记财政退回、登记批复、办理调整
    HandOn {
        /// 办哪一步
        #[arg(long, value_enum)]
        to: HandTo,
        /// 项目编号、代码或名称，可以写多次
        #[arg(long, required = true)]
        project: Vec<String>,
        /// 意见（退回）或原因（调整）
        #[arg(long)]
        remark: Option<String>,
    },
    /// 意见：列出全年或一个项目的
    Remarks {
        /// 项目编号、代码或名称
        #[arg(long)]
        project: Option<String>,
    },
    /// 把已上报的绩效目标退回编制
    Reopen {
        /// 项目编号、代码或名称
        project: String,
    },
    /// 登记财政批复
    Approve {
        /// 项目编号、代码或名称
        project: String,
    },
    /// 调整已批复的绩效目标
    Adjust {
        /// 项目编号、代码或名称
        project: String,
        /// 调整原因
        #[arg(long)]
        reason: String,
    },
    /// 调整前后对照
    Changes {
        /// 项目编号、代码或名称
        project: String,
    },
    /// 审计日志
    Audit {
        #[command(subcommand)]
        action: AuditAction,
    },
    /// 备份
    Backup {
        /// 备份到这个文件；不写则在数据文件夹的 backups 里
        #[arg(long)]
        to: Option<PathBuf>,
    },
    /// 从备份恢复，现有数据文件另名保留
    Restore {
        /// 备份文件；不写则用最近一份
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// 体检
    Doctor,
    /// 规则包：列出，或查看一个
    Packs {
        /// 规则包编号
        id: Option<String>,
    },
    /// 到期事项
    Due,
    /// 查项目和本年度的指标（名称、代码、拼音首字母）
    Search {
        /// 要找的内容
        text: String,
        /// 最多列出几条
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
    /// 工作日历：列出已有的年份，或导入一年的放假安排
    Calendar {
        #[command(subcommand)]
        action: Option<CalendarAction>,
    },
    /// 规则包：列出、查看、比较、导入、改用、删除
    Pack {
        #[command(subcommand)]
        action: PackAction,
    },
    /// 本年度封装和收到的包
    Packages,
    /// 把以前年度的项目结转到本年度
    Carry {
        /// 从哪个年度
        #[arg(long)]
        from: i64,
        /// 连同资金一起结转；不写则资金留空
        #[arg(long)]
        funds: bool,
        /// 不带目标文字
        #[arg(long)]
        no_goals: bool,
        /// 只列出可以结转的项目，不写入
        #[arg(long)]
        dry_run: bool,
        /// 项目编号、代码或名称；不写则结转全部
        projects: Vec<String>,
    },
    /// 整改台账
    Rectify {
        #[command(subcommand)]
        action: RectifyAction,
    },
    /// 佐证材料
    Evidence {
        #[command(subcommand)]
        action: EvidenceAction,
    },
    /// 模板
    Template {
        #[command(subcommand)]
        action: TemplateAction,
    },
    /// 查指标库（名称、代码、拼音首字母），导出、导入本单位指标
    #[command(args_conflicts_with_subcommands = true)]
    Library {
        #[command(subcommand)]
        action: Option<LibraryAction>,
        /// 要找的内容
        #[arg(default_value = "")]
        text: String,
    },
}

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
    /// 让绩效目标改用另一个规则包
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SealKind {
    /// 绩效目标
    Target,
    /// 运行监控
    Monitor,
}

impl From<SealKind> for app::usecase::seal::SealKind {
    fn from(kind: SealKind) -> Self {
        match kind {
            SealKind::Target => Self::Target,
            SealKind::Monitor => Self::Monitor,
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
        #[arg(long)]
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
pub(crate) enum EvidenceAction {
    /// 添加文件，内容会存进单位数据
    Add {
        /// 整改编号，或所属内容的位置，如 /projects/…/monitoring/M07
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
