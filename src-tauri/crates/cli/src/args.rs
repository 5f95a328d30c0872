//! The command line. Help is Chinese: it is read by the same people as the window. Long because it lists every
//! command in one place.

pub(crate) use crate::actions::{
    AcceptWhat, AuditAction, BatchFormat, CalendarAction, EvidenceAction, HandTo, ImportKind, LibraryAction,
    MonthAction, PackAction, RectifyAction, RemarkAction, SealKind, TemplateAction,
};
use crate::ledger::LedgerAction;
use crate::selfeval::SelfEvalAction;
use clap::{ArgAction, Parser, Subcommand};
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
        /// --rejects 的文件已有时覆盖它
        #[arg(long, requires = "rejects")]
        replace: bool,
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
        #[arg(allow_hyphen_values = true)]
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
        /// 表式：目标 goal-2015、goal-2021、adjustment，监控 monitor-136，自评 selfeval、selfeval-public，
        /// 全单位 monitor-unit、monitor-summary、direct-ledger、rectify-ledger、selfeval-summary、treatments、
        /// department-evaluation；不写则用该项目常用的
        #[arg(long)]
        form: Option<String>,
        /// 运行监控的月份，1 到 12
        #[arg(long, value_name = "MONTH")]
        month: Option<u8>,
        /// 输出文件；打印全部时为文件夹
        #[arg(long)]
        out: PathBuf,
        /// 文件已有时覆盖它；打印全部时从不覆盖，另加编号
        #[arg(long, conflicts_with = "all")]
        replace: bool,
    },
    /// 运行监控报告（.docx 或 .pdf）
    Report {
        /// 月份，1 到 12；数字从 1 月累计
        #[arg(long, value_name = "MONTH")]
        month: u8,
        /// 输出文件
        #[arg(long)]
        out: PathBuf,
        /// 文件已有时覆盖它
        #[arg(long)]
        replace: bool,
    },
    /// 运行监控：各月的填报
    Month {
        #[command(subcommand)]
        action: MonthAction,
    },
    /// 绩效自评
    #[command(name = "selfeval")]
    SelfEval {
        #[command(subcommand)]
        action: SelfEvalAction,
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
    /// 按 JSON 文件里的数计算自评得分，连同计算过程，不用单位数据
    Score {
        /// JSON 文件：pack、funds、indicators
        file: PathBuf,
    },
    /// 封装并签名上报包
    Seal {
        /// 内容
        #[arg(long = "type", value_enum, default_value = "target")]
        kind: SealKind,
        /// 预算年度
        #[arg(long)]
        year: Option<i64>,
        /// 期间：绩效目标和绩效自评为 Y，运行监控为 M01 到 M12，半年连同部门整体为 H1
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
        #[arg(long, value_name = "DIR")]
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
        /// 换掉已有的密钥（已有的文件从不覆盖）
        #[arg(long)]
        replace: bool,
    },
    /// 登记信任的公钥；不带参数则列出
    Pin {
        /// 公钥指纹
        #[arg(long, requires = "code", value_name = "HEX")]
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
        /// 退回的意见，待编制人处理；调整的原因；送出时写的是附言
        #[arg(long)]
        remark: Option<String>,
    },
    /// 意见：列出全年或一个项目的，或标为已处理
    #[command(args_conflicts_with_subcommands = true)]
    Remarks {
        #[command(subcommand)]
        action: Option<RemarkAction>,
        /// 项目编号、代码或名称
        #[arg(long, value_name = "P")]
        project: Option<String>,
        /// 只列对这一种内容的意见
        #[arg(long = "type", value_enum)]
        kind: Option<SealKind>,
        /// 只列待处理的
        #[arg(long)]
        open: bool,
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
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
        /// 文件已有时覆盖它
        #[arg(long, requires = "to")]
        replace: bool,
    },
    /// 从备份恢复，现有数据文件另名保留
    Restore {
        /// 备份文件；不写则用最近一份
        #[arg(long, value_name = "FILE")]
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
        #[arg(long, value_name = "YEAR")]
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
