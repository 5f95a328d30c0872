//! Words that head the columns of indicator tables, as forms and workbooks print them.

/// 一级指标
pub const LEVEL1: &[&str] = &["一级指标", "一级指标名称"];
/// 二级指标
pub const LEVEL2: &[&str] = &["二级指标", "二级指标名称"];
/// 三级指标
pub const LEVEL3: &[&str] = &["三级指标", "三级指标名称", "具体指标", "指标名称", "绩效指标名称"];
/// 指标内容 is the indicator where no 三级指标 stands beside it, else its explanation.
pub const CONTENT: &[&str] = &["指标内容"];
/// 指标值
pub const VALUE: &[&str] = &[
    "指标值",
    "目标值",
    "年度指标值",
    "绩效指标值",
    "年度目标值",
    "中期指标值",
    "计划指标值",
    "预期指标值",
    "预期值",
    "绩效目标值",
    "目标指标值",
    "实施期指标值",
];
/// 计算符号
pub const SIGN: &[&str] = &["计算符号", "指标方向", "运算符号", "符号", "指标符号", "指标性质"];
/// 计量单位
pub const UNIT: &[&str] = &["计量单位", "度量单位", "单位", "指标单位", "指标值单位"];
/// 分值
pub const WEIGHT: &[&str] = &[
    "分值",
    "权重",
    "分值权重",
    "指标分值",
    "指标权重",
    "权重分值",
    "分值/权重",
    "权重/分值",
    "分数",
    "指标值权重",
];
/// 指标解释
pub const EXPLANATION: &[&str] = &["指标解释", "指标说明", "指标释义"];
/// 评(扣)分标准
pub const STANDARD: &[&str] =
    &["评分标准", "评分细则", "扣分标准", "评(扣)分标准", "赋分规则", "评扣分标准", "考核标准"];
/// 备注
pub const NOTE: &[&str] = &["备注"];
