//! The fields of a payment, and the words by which treasuries and ledgers head their columns.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a column of a payment list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerField {
    /// 支付金额; 借方金额 of a ledger.
    Amount,
    /// 退款: an amount, or a mark that the row is one; 贷方金额 of a ledger.
    Refund,
    /// 项目代码
    Code,
    /// 项目名称
    Name,
    /// 支付日期
    Date,
    /// 月份
    Month,
    /// 预算单位
    Unit,
    /// 预算单位代码
    UnitCode,
    /// 收款人
    Payee,
    /// 摘要, 用途
    Summary,
    /// 凭证号
    Voucher,
    /// 资金性质
    Source,
    /// 直达资金标识
    Direct,
}

use LedgerField::{
    Amount, Code, Date, Direct, Month, Name, Payee, Refund, Source, Summary, Unit, UnitCode, Voucher,
};

/// Field, key, name on the screen, and the words in headers, the surest first.
const FIELDS: &[(LedgerField, &str, &str, &[&str])] = &[
    (
        Amount,
        "amount",
        "支付金额",
        &[
            "支付金额",
            "实际支付金额",
            "本次支付金额",
            "实付金额",
            "付款金额",
            "支出金额",
            "清算金额",
            "支付数",
            "支出数",
            "借方金额",
            "借方发生额",
            "本期借方",
            "借方",
            "发生金额",
            "发生额",
            "交易金额",
            "拨款金额",
            "报销金额",
            "申请支付金额",
            "申请金额",
            "金额",
        ],
    ),
    (
        Refund,
        "refund",
        "退款",
        &[
            "退款金额",
            "退回金额",
            "退付金额",
            "退票金额",
            "冲减金额",
            "冲销金额",
            "红冲金额",
            "贷方金额",
            "贷方发生额",
            "本期贷方",
            "贷方",
            "退款",
            "退款标识",
            "退款标志",
            "是否退款",
        ],
    ),
    (
        Code,
        "code",
        "项目代码",
        &["项目代码", "项目编码", "项目编号", "预算项目代码", "预算项目编码", "支出项目代码", "支出项目编码"],
    ),
    (
        Name,
        "name",
        "项目名称",
        &[
            "项目名称",
            "预算项目名称",
            "支出项目名称",
            "项目全称",
            "预算项目",
            "支出项目",
            "项目",
            "二级项目名称",
            "二级项目",
            "项目辅助核算",
        ],
    ),
    (
        Date,
        "date",
        "支付日期",
        &[
            "支付日期",
            "支付时间",
            "支付完成日期",
            "支付完成时间",
            "付款日期",
            "付款时间",
            "清算日期",
            "支付清算日期",
            "入账日期",
            "回单日期",
            "交易日期",
            "交易时间",
            "记账日期",
            "凭证日期",
            "业务日期",
            "日期",
            "制单日期",
            "申请日期",
            "支付申请日期",
        ],
    ),
    (Month, "month", "月份", &["支付月份", "月份", "所属月份", "会计期间", "期间", "月"]),
    (
        Unit,
        "unit",
        "预算单位",
        &["预算单位名称", "预算单位", "基层预算单位", "用款单位", "支出单位", "单位名称", "单位"],
    ),
    (
        UnitCode,
        "unit_code",
        "预算单位代码",
        &["预算单位代码", "预算单位编码", "单位代码", "单位编码", "单位编号"],
    ),
    (
        Payee,
        "payee",
        "收款人",
        &[
            "收款人名称",
            "收款人全称",
            "收款人",
            "收款单位名称",
            "收款单位",
            "收款方名称",
            "收款方",
            "收款账户名称",
            "收款人户名",
            "对方户名",
            "对方单位",
            "往来单位",
            "供应商",
        ],
    ),
    (
        Summary,
        "summary",
        "摘要（用途）",
        &[
            "摘要",
            "用途",
            "支付用途",
            "付款用途",
            "资金用途",
            "支付摘要",
            "用途摘要",
            "摘要用途",
            "附言",
            "事由",
        ],
    ),
    (
        Voucher,
        "voucher",
        "凭证号",
        &[
            "支付凭证号",
            "支付凭证编号",
            "凭证号",
            "凭证编号",
            "凭证号码",
            "凭证字号",
            "记账凭证号",
            "支付令号",
            "支付令编号",
            "支付申请书编号",
            "支付申请号",
            "支付申请编号",
            "支付单号",
            "支付编号",
            "业务单号",
            "单据编号",
            "单据号",
            "拨款单号",
            "回单编号",
            "交易流水号",
            "流水号",
        ],
    ),
    (
        Source,
        "source",
        "资金性质",
        &["资金性质", "资金性质名称", "资金来源", "经费来源", "资金属性", "资金类型", "资金类别", "预算来源"],
    ),
    (
        Direct,
        "direct",
        "直达资金标识",
        &[
            "直达资金标识",
            "直达资金标志",
            "是否直达资金",
            "中央直达资金标识",
            "中央直达资金",
            "资金直达标识",
            "直达标识",
            "是否直达",
            "直达资金",
        ],
    ),
];

/// A field with its names on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "LedgerField")]
pub struct LedgerFieldChoice {
    /// Key of the field.
    pub key: String,
    /// Chinese name.
    pub word: String,
    /// Without it nothing can be read.
    pub required: bool,
}

impl LedgerField {
    /// All fields, in the order in which a list offers them.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|(field, ..)| *field)
    }

    /// All fields with their names.
    pub fn choices() -> Vec<LedgerFieldChoice> {
        let choice = |field: Self| LedgerFieldChoice {
            key: field.key().to_owned(),
            word: field.name().to_owned(),
            required: field == Amount,
        };
        Self::all().map(choice).collect()
    }

    /// The key in JSON.
    pub fn key(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("", |(_, key, ..)| key)
    }

    /// The Chinese name.
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("", |(_, _, name, _)| name)
    }
}

/// What a header can mean, with how sure that is (0 is the surest). `word` went through [`crate::words::label`].
pub(crate) fn meaning(word: &str) -> Option<(LedgerField, usize)> {
    FIELDS.iter().find_map(|(field, _, _, words)| {
        words.iter().position(|known| *known == word).map(|rank| (*field, rank))
    })
}
