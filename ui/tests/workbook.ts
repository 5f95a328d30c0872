// A workbook with a list of projects, as an import shows it.
import type { CellError, ImportPreview } from "../src/api/gen";

export const PLACES = ["云溪村", "白石村", "河口社区", "松坪村", "大河社区", "新街村", "龙潭村", "望江社区"];
export const WORKS = ["农村公路养护", "人居环境整治", "河道保洁", "小型水利维修", "文化活动室运行", "村级补助及运转经费", "高标准农田管护", "校舍维修改造", "卫生室运转", "产业发展衔接资金（特色种植与冷链仓储设施建设）"];

const fault = (row: number, column: string, header: string, read: string, text: string, weight: CellError["weight"] = "error"): CellError => ({
  sheet: "项目清单", at: `${column}${row}`, row, column, header, read, text, weight,
});

/** A list of projects as an import shows it: every tenth row has a fault. */
export function importPreview(count: number): ImportPreview {
  const words = ["项目名称", "项目代码", "主管部门", "项目类别", "财政拨款", "其他资金", "备注"];
  const keys = ["name", "code", "department", "category", "annual.fiscal", "annual.other", null];
  const columns = words.map((header, index) => ({ letter: "ABCDEFG"[index]!, index, header, field: keys[index] ?? null, unit: null }));
  const rows = Array.from({ length: count }, (_, n) => {
    const number = n + 3;
    const bad = n % 10 === 4;
    const odd = n % 10 === 7;
    return {
      number, good: !bad, updates: n % 10 === 2,
      cells: [`${PLACES[n % 8]}${WORKS[n % 10]}`, `53252326T0000${1000 + n}`, "云溪镇人民政府", bad ? "特种" : "特定目标类", bad ? "约三十万" : `${20 + n}.50`, odd ? "1,2" : "0", ""],
      errors: [
        ...(bad ? [fault(number, "E", "财政拨款", "约三十万", "“约三十万”不是金额，请填写数字，例如 30.00"), fault(number, "D", "项目类别", "特种", "没有“特种”这一类别，请改为 人员类、运转类 或 特定目标类")] : []),
        ...(odd ? [fault(number, "F", "其他资金", "1,2", "千分位的位置不对，按 12 读入，请核对", "notice")] : []),
      ],
    };
  });
  const bad = rows.filter((row) => !row.good).length;
  return {
    sheet: "项目清单", rows, skipped: [{ number: count + 3, text: "合计", reason: "合计行" }], notes: [], forms: [], good: count - bad, bad,
    mapping: { header_first: 2, header_last: 2, unit: "万元", unit_stated: false, columns, fingerprint: "f" },
    fields: [["name", "项目名称"], ["code", "项目代码"], ["department", "主管部门"], ["category", "项目类别"], ["annual.fiscal", "财政拨款"], ["annual.other", "其他资金"]].map(([field, name]) => ({ field: field!, name: name! })),
  };
}
