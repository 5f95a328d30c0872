//! Target forms as workbooks. The layouts are ours; what published forms say is marked with its source.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet};

/// A cell or merged area with its content: `("B3:D3", "道路")`. Numbers are written as `=12.5`, percentages as
/// `=95%`, so that the workbook holds numbers where a clerk would type numbers.
pub type Cells<'a> = &'a [(&'a str, &'a str)];

fn area(text: &str) -> ((u32, u16), (u32, u16)) {
    let one = |text: &str| {
        let split = text.find(|c: char| c.is_ascii_digit()).unwrap();
        let column = text[..split].bytes().fold(0, |sum, b| sum * 26 + u16::from(b - b'A') + 1) - 1;
        (text[split..].parse::<u32>().unwrap() - 1, column)
    };
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    (one(first), one(last))
}

/// Lays cells out on a sheet.
pub fn lay(sheet: &mut Worksheet, cells: Cells<'_>) {
    let boxed = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Center).set_text_wrap();
    let percent = boxed.clone().set_num_format("0%");
    for (at, content) in cells {
        let ((top, left), (bottom, right)) = area(at);
        if (top, left) != (bottom, right) {
            sheet.merge_range(top, left, bottom, right, "", &boxed).unwrap();
        }
        match content.strip_prefix('=').filter(|number| !number.is_empty()) {
            Some(number) if number.ends_with('%') => {
                let value: f64 = number.trim_end_matches('%').parse().unwrap();
                sheet.write_number_with_format(top, left, value / 100.0, &percent).unwrap();
            }
            Some(number) => {
                sheet.write_number_with_format(top, left, number.parse::<f64>().unwrap(), &boxed).unwrap();
            }
            None => {
                sheet.write_string_with_format(top, left, *content, &boxed).unwrap();
            }
        }
    }
}

/// A workbook of named sheets.
pub fn workbook(sheets: &[(&str, Cells<'_>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, cells) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        lay(sheet, cells);
    }
    book.save_to_buffer().unwrap()
}

/// 青山区教育局 2020, of the 88号 kind, no weights. Facts: http://www.qingshan.gov.cn/qzfbm/zfgzbm/jyj/czxx/zjxx/
/// 202001/t20200120_1016313.shtml. The published rows are complete; the arrangement on the sheet is ours.
pub const QINGSHAN: Cells<'static> = &[
    ("A1:F1", "项目支出绩效目标表"),
    ("A2:F2", "（2020年度）"),
    ("A3:C3", "填报单位：武汉市青山区教育局"),
    ("F3", "单位：万元"),
    ("A4:B4", "项目名称"),
    ("C4:F4", "教育系统基础设施建设和设备购置"),
    ("A5:B5", "主管部门"),
    ("C5", "[015001]武汉市青山区教育局"),
    ("D5", "实施单位"),
    ("E5:F5", "武汉市青山区教育局"),
    ("A6:B6", "项目属性"),
    ("C6", "基础建设、修缮类"),
    ("D6", "项目期"),
    ("E6:F6", "202001-202012"),
    ("A7:B8", "项目资金（万元）"),
    ("C7", "资金总额"),
    ("D7", "=10000"),
    ("E7", "财政拨款"),
    ("F7", "=10000"),
    ("C8", "当年资金总额"),
    ("D8", "=10000"),
    ("E8", "其他资金"),
    ("A9:A16", "绩效指标"),
    ("B9", "一级指标"),
    ("C9", "二级指标"),
    ("D9:E9", "三级指标"),
    ("F9", "指标值"),
    ("B10:B13", "产出指标"),
    ("C10", "数量指标"),
    ("D10:E10", "重点建设工程安排数量"),
    ("F10", "=2"),
    ("C11", "质量指标"),
    ("D11:E11", "重点建设工程验收合格率"),
    ("F11", "=100%"),
    ("C12", "成本指标"),
    ("D12:E12", "建设项目成本"),
    ("F12", "参照政府采购成本控制"),
    ("C13", "时效指标"),
    ("D13:E13", "重点建设工程按期完成率"),
    ("F13", "=100%"),
    ("B14:B15", "效益指标"),
    ("C14", "可持续影响指标"),
    ("D14:E14", "基础教育巩固提高情况"),
    ("F14", "巩固提高"),
    ("C15", "社会效益指标"),
    ("D15:E15", "基础教育学校办学条件"),
    ("F15", "持续改善"),
    ("B16", "满意度指标"),
    ("C16", "服务对象满意度指标"),
    ("D16:E16", "学生、家长、社会满意度"),
    ("F16", "≥90%"),
    ("A17:F17", "填报人：        填报日期："),
];

/// 云雾土家族乡 2023, of the 101号 kind, weights of classes as ranges. Facts: http://cqfj.gov.cn/index/xz_168/ywtjzx/
/// zwxx_61303/gsgg_107031/202402/t20240201_12892054.html. Published are the head, the money, the class ranges and the
/// cost rows (one filled, two open). Ours: the arrangement, and the rows that the note 本程序补充 marks, put together
/// from the published goal text.
pub const YUNWU: Cells<'static> = &[
    ("A1:I1", "项目支出绩效目标审批表"),
    ("A2:I2", "（2023年度）"),
    ("A3", "项目名称"),
    ("B3:E3", "2023年云雾土家族乡加工园配套设施建设项目"),
    ("F3", "项目类别"),
    ("G3:I3", "资产资源类--房屋类"),
    ("A4", "主管部门"),
    ("B4:E4", "县民宗委"),
    ("F4", "实施单位"),
    ("G4:I4", "云雾土家族乡"),
    ("A5:A6", "资金情况（万元）"),
    ("B5", "项目总预算"),
    ("C5", "=65"),
    ("D5", "当年年度预算"),
    ("E5", "=65"),
    ("F5", "财政资金"),
    ("G5", "=65"),
    ("H5", "其它资金"),
    ("I5", "=0"),
    ("B6", "财政资金预算分类"),
    ("C6:E6", "一般公共预算"),
    ("F6", "财政资金科目代码"),
    ("G6:I6", "21305"),
    ("A7", "年度绩效目标"),
    (
        "B7:I7",
        "晾晒房300平方米，硬化室外晒坝420平方米，室内场坪1800平方米，厕所13.5平方米，化粪池4.5立方米；20名群众务工增收5000元/年，受益总人口200人，其他脱贫人口和监测对象41人，群众满意度≥95%",
    ),
    ("A8", "一级指标"),
    ("B8", "二级指标"),
    ("C8:D8", "三级指标"),
    ("E8", "指标性质"),
    ("F8", "指标值"),
    ("G8", "度量单位"),
    ("H8", "分值"),
    ("I8", "备注"),
    ("A9", "预算执行（10分）"),
    ("C9:D9", "年度预算执行率"),
    ("F9", "=100%"),
    ("H9", "=10"),
    ("A10:A12", "成本指标(0–20)分"),
    ("B10", "经济成本指标"),
    ("C10:D10", "项目建设成本"),
    ("E10", "≤"),
    ("F10", "=65"),
    ("G10", "万元"),
    ("H10", "=10"),
    ("B11", "社会成本指标"),
    ("B12", "生态环境成本指标"),
    ("A13:A15", "产出指标(40–50)分"),
    ("B13:B15", "数量指标"),
    ("C13:D13", "指标1：晾晒房建设面积"),
    ("E13", "="),
    ("F13", "=300"),
    ("G13", "平方米"),
    ("H13", "=25"),
    ("I13", "本程序补充"),
    ("C14:D14", "指标2：硬化室外晒坝面积"),
    ("E14", "="),
    ("F14", "=420"),
    ("G14", "平方米"),
    ("H14", "=25"),
    ("I14", "本程序补充"),
    ("C15:D15", "指标3："),
    ("A16", "满意度指标"),
    ("B16", "服务对象满意度指标"),
    ("C16:D16", "群众满意度"),
    ("E16", "≥"),
    ("F16", "=95%"),
    ("G16", "%"),
    ("H16", "=30"),
    ("I16", "本程序补充"),
];

/// 坝塘镇 2021. Facts: https://renrendoc.com/paper/307484460.html: the money, and indicator rows that hold bare
/// numbers (指标内容 88, 指标值 100). Ours: the arrangement, the class words, and that there is one such row.
pub const BATANG: Cells<'static> = &[
    ("A1:F1", "项目绩效目标表（2021年度）"),
    ("A2", "项目名称"),
    ("B2:F2", "镇域内基础设施建设"),
    ("A3:A4", "资金来源（万元）"),
    ("B3", "总额"),
    ("C3", "财政拨款"),
    ("D3", "其中：上级财政资金"),
    ("E3", "本级财政"),
    ("F3", "自有资金"),
    ("G3", "其他"),
    ("B4", "=10606.7522"),
    ("C4", "=6923.3552"),
    ("D4", "=6923.3552"),
    ("E4", "=0"),
    ("F4", "=0"),
    ("G4", "=3683.397"),
    ("A5", "一级指标"),
    ("B5", "二级指标"),
    ("C5:D5", "指标内容"),
    ("E5", "指标值"),
    ("F5", "备注"),
    ("A6", "产出指标"),
    ("B6", "数量指标"),
    ("C6:D6", "=88"),
    ("E6", "=100"),
    ("F6", "本程序补充"),
];

/// The two-column layout of 财预〔2015〕88号 with invented contents, all ours.
pub const TWO_SIDES: Cells<'static> = &[
    ("A1:H1", "项目支出绩效目标申报表"),
    ("A2:H2", "（2026年度）"),
    ("A3:B3", "项目名称"),
    ("C3:H3", "农村道路养护"),
    ("A4:B4", "主管部门及代码"),
    ("C4:E4", "示例县交通运输局[301]"),
    ("F4", "实施单位"),
    ("G4:H4", "示例县公路段"),
    ("A5:B5", "项目属性"),
    ("C5:E5", "新增项目□  延续项目☑"),
    ("F5", "项目期"),
    ("G5:H5", "2026年1月-2028年12月"),
    ("A6:B8", "项目资金（万元）"),
    ("C6:D6", "中期资金总额："),
    ("E6", "=300"),
    ("F6:G6", "年度资金总额："),
    ("H6", "=100.5"),
    ("C7:D7", "其中：财政拨款"),
    ("E7", "=270"),
    ("F7:G7", "其中：财政拨款"),
    ("H7", "=90.5"),
    ("C8:D8", "其他资金"),
    ("E8", "=30"),
    ("F8:G8", "其他资金"),
    ("H8", "10万"),
    ("A9:B10", "总体目标"),
    ("C9:E9", "中期目标（2026年—2028年）"),
    ("F9:H9", "年度目标"),
    ("C10:E10", "目标1：三年养护道路300公里"),
    ("F10:H10", "目标1：养护道路100公里"),
    ("A11:A17", "绩效指标"),
    ("B11", "一级指标"),
    ("C11", "二级指标"),
    ("D11", "三级指标"),
    ("E11", "指标值"),
    ("F11", "二级指标"),
    ("G11", "三级指标"),
    ("H11", "指标值"),
    ("B12:B15", "产出指标"),
    ("C12:C13", "数量指标"),
    ("D12", "指标1：养护道路里程"),
    ("E12", "≥300公里"),
    ("F12:F13", "数量指标"),
    ("G12", "指标1：养护道路里程"),
    ("H12", "≥100公里"),
    ("D13", "指标2："),
    ("G13", "指标2：抢修次数"),
    ("H13", "80%至90%"),
    ("C14", "质量指标"),
    ("D14", "指标1：优良路率"),
    ("E14", "=95%"),
    ("F14", "质量指标"),
    ("G14", "指标1：优良路率"),
    ("H14", "=92.5%"),
    ("C15", "……"),
    ("F15", "……"),
    ("B16", "效益指标"),
    ("C16", "可持续影响指标"),
    ("D16", "养护机制"),
    ("E16", "长期有效"),
    ("F16", "可持续影响指标"),
    ("G16", "养护机制"),
    ("H16", "长期有效"),
    ("B17", "满意度指标"),
    ("C17", "服务对象满意度指标"),
    ("F17", "服务对象满意度指标"),
    ("G17", "群众满意度"),
    ("H17", "不低于90%"),
    ("A18:H18", "其他说明的问题：无"),
];

/// A self-assessment form, which is no target form. Invented.
pub const SELF_ASSESSMENT: Cells<'static> = &[
    ("A1:F1", "项目支出绩效自评表"),
    ("A2", "项目名称"),
    ("B2:F2", "农村道路养护"),
    ("A3", "一级指标"),
    ("B3", "二级指标"),
    ("C3", "三级指标"),
    ("D3", "年度指标值"),
    ("E3", "实际完成值"),
    ("F3", "得分"),
    ("A4", "产出指标"),
    ("B4", "数量指标"),
    ("C4", "养护道路里程"),
    ("D4", "≥100公里"),
    ("E4", "=100"),
    ("F4", "=10"),
];
