// The parameters of a rule in words. A pack writes them as `key = value`; what is not known here is shown as written.

type Value = string | Value[] | { [key: string]: Value };

const NAMES: Record<string, string> = {
  // classes
  cost: "成本指标", output: "产出指标", benefit: "效益指标", satisfaction: "满意度指标",
  economic_cost: "经济成本", social_cost: "社会成本", ecological_cost: "生态环境成本", quantity: "数量指标", quality: "质量指标",
  timeliness: "时效指标", output_cost: "成本指标", economic_benefit: "经济效益", social_benefit: "社会效益",
  ecological_benefit: "生态效益", sustainability: "可持续影响",
  // flags
  special_transfer: "专项转移支付", direct_funds: "直达资金", special_bond: "专项债", procurement: "政府采购", ppp: "PPP",
  investment_fund: "政府投资基金", construction: "基建", rural_revitalization: "衔接资金", secret: "涉密",
  // fields that can be demanded
  name: "项目名称", novelty: "项目属性", period: "项目起止时间", department: "主管部门", person: "项目负责人", annual_funds: "年度资金总额",
  medium_funds: "中期资金总额", annual_goal: "年度目标", medium_goal: "中期目标", indicators: "绩效指标", indicator_name: "三级指标名称",
  indicator_value: "指标值",
  // chapters of the report
  basics: "项目基本情况", goals: "绩效目标", work: "自评工作开展情况", conclusion: "综合评价结论", problems: "存在问题及原因",
  measures: "改进措施", use: "结果应用建议",
  // what follows from a result
  priority: "优先保障", improve: "督促改进", adjust: "调整", cut: "削减或取消", withdraw: "收回统筹",
  // choices
  adjusted: "全年预算数", initial: "年初预算数", weighted: "加权平均", plain: "简单平均", linear: "线性", ratio: "比值", true: "是", false: "否",
};

/** Key → what it says; `{}` is the value. */
const SAYS: Record<string, string> = {
  total: "合计应为 {} 分", fields: "必填：{}", version: "采用 {} 版分类", required: "须有：{}", personnel_may_omit: "人员类项目可不设：{}",
  one_of_each: "每组至少有一类：{}", flags: "只针对：{}", names: "指标名称：{}", due: "应为：{}", without_cost: "没有成本指标时：{}",
  without_satisfaction: "没有满意度指标时，其分值并入{}", criteria: "内容：{}", project_name: "项目名称不超过 {} 字", goal: "绩效目标不超过 {} 字",
  indicator_name: "三级指标名称不超过 {} 字", value: "指标值不超过 {} 字", words: "用语：{}", min_chars: "{} 字以上才比较",
  at_least_percent: "不低于 {}%", project_at_least_wan: "项目从 {} 万元起计", working_days: "{} 个工作日内", unit: "单位：{}", weight: "{} 分",
  denominator: "分母：{}", reason_below_percent: "低于 {}% 须说明原因", caps: "封顶：{}", formula: "算法：{}", full_from_percent: "达到 {}% 为完成",
  partial_from_percent: "达到 {}% 为部分完成", excellent: "优 {} 分起", good: "良 {} 分起", fair: "中 {} 分起", explain_from_percent: "达到 {}% 须分析原因",
  explain_from_when_zero: "指标值为 0 而实际达到 {} 的须分析原因", below_percent: "完成率低于 {}% 不得分", intervals: "分档：{}", steps: "逐级扣分：{}",
  within: "分档：{}", gap_percent: "得分率高出执行得分率的部分超过自身 {}% 亮红灯", unspent_percent: "预算未执行超过 {}% 亮黄灯",
  blue_from_percent: "达到 {}% 亮蓝灯", red_below_percent: "低于序时进度 {}% 亮红灯", yellow_below_percent: "低于序时进度 {}% 亮黄灯",
  over_points: "超过 {} 个百分点", project: "项目：{}", under: "小于 {} 分", through_month: "看到 {} 月", month: "{} 月", day: "{} 日", days: "{} 天",
  counted_from: "自{}起", fraction_from_percent: "指标值 {}% 以上而完成情况不到 1 的须核对", over_percent: "超过预算的 {}%",
  on_time_from_percent: "达到序时进度 {}% 为不滞后", idle_over_percent: "上年结转资金剩余超过 {}% 为长期沉淀", progress: "执行进度：{}", to_projects: "到项目率：{}", spent: "支出率：{}",
};

/** Keys that are said only when they hold. */
const WHEN: Record<string, string> = {
  only_new: "只针对新增项目", personnel_exempt: "人员类项目除外", monthly: "每月监控", half_year_unit: "部门整体每半年监控",
};

/** What a result is called. */
const GRADES: Record<string, string> = { excellent: "优", good: "良", fair: "中", poor: "差" };

/** Texts of a self-assessment whose length is limited. */
const LENGTHS: Record<string, string> = {
  goal_done: "目标完成情况", reason: "偏差原因", conclusion: "评价结论", problems: "存在问题", measures: "改进措施",
};

/** Chapters of the report; the word for the indicators is another one there. */
function chapters(value: Value): string {
  const list = Array.isArray(value) ? value : [value];
  return list.map((each) => (each === "indicators" ? "绩效指标完成情况分析" : said(each))).join("、");
}

/** Reads the value of one parameter as the pack's text writes it. */
function parse(text: string): Value {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[^\s[\]{}=,"]+|[[\]{}=,]/g) ?? [];
  let at = 0;
  const take = (): string => tokens[at++] ?? "";
  function value(): Value {
    const token = take();
    if (token === "[") {
      const list: Value[] = [];
      while (at < tokens.length && tokens[at] !== "]") {
        list.push(value());
        if (tokens[at] === ",") at += 1;
      }
      at += 1;
      return list;
    }
    if (token === "{") {
      const table: { [key: string]: Value } = {};
      while (at < tokens.length && tokens[at] !== "}") {
        const key = take();
        if (tokens[at] === "=") at += 1;
        table[key] = value();
        if (tokens[at] === ",") at += 1;
      }
      at += 1;
      return table;
    }
    return token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, "$1") : token;
  }
  return value();
}

function word(text: string): string {
  return NAMES[text] ?? text;
}

function said(value: Value): string {
  if (typeof value === "string") return word(value);
  if (Array.isArray(value)) {
    return value.map((each) => (Array.isArray(each) ? each.map(said).join(" 或 ") : said(each))).join(value.some((each) => typeof each !== "string") ? "；" : "、");
  }
  const { month, day, from_percent, below_percent, cap, score_percent, off_percent, full_from_percent, every_points, less_percent } = value;
  if (month !== undefined && day !== undefined) return `${said(month)} 月 ${said(day)} 日`;
  if (cap !== undefined) return `执行率 ${said(from_percent ?? "")}%～${said(below_percent ?? "")}% 最多 ${said(cap)} 分`;
  if (score_percent !== undefined) {
    const from = off_percent === undefined ? `${said(from_percent ?? "")}% 及以上` : `±${said(off_percent)}% 以内`;
    return `${from}得分值的 ${said(score_percent)}%`;
  }
  if (every_points !== undefined) {
    return `${said(full_from_percent ?? "")}% 及以上满分，每低 ${said(every_points)} 个百分点扣分值的 ${said(less_percent ?? "")}%`;
  }
  return Object.entries(value)
    .map(([key, each]) => `${word(key)} ${said(each)}`)
    .join("、");
}

/** One parameter of a rule in words; empty when it says nothing (`only_new = false`). */
export function paramWords(rule: string, line: string): string {
  const [, key = "", text = ""] = /^([A-Za-z_]+)\s*=\s*([\s\S]*)$/.exec(line) ?? [];
  if (key === "") return line;
  const value = parse(text);
  if (WHEN[key]) return value === "true" ? WHEN[key] : "";
  if (Array.isArray(value) && value.length === 0) return "";
  if (key === "at_least_wan") return value === "0" ? "不论金额" : `${said(value)} 万元及以上`;
  if (key === "at_least") return rule === "quality.all-hundred" ? `${said(value)} 条及以上` : `不少于 ${said(value)} 条`;
  if (rule === "results.treatment" && GRADES[key]) return `${GRADES[key]}：${said(value)}`;
  if (rule === "selfeval.lengths") return `${LENGTHS[key] ?? key}不超过 ${said(value)} 字`;
  if (rule === "selfeval.report" && key === "sections") return `章节：${chapters(value)}`;
  if (rule === "monitoring.rounds" && key === "due") return `${said(value)}前完成`;
  if (rule === "monitoring.completion" && key === "unit") return `单位：${said(value)}`;
  const pattern = SAYS[key];
  return pattern ? pattern.replace("{}", said(value)) : `${word(key)}：${said(value)}`;
}

/** All parameters of a rule as one line. */
export function ruleWords(rule: string, params: readonly string[]): string {
  return params
    .map((line) => paramWords(rule, line))
    .filter((text) => text !== "")
    .join("；");
}

const GROUPS: [string, string][] = [
  ["target.weights", "分值"],
  ["target.", "绩效目标与指标"],
  ["cell.", "绩效目标与指标"],
  ["form.", "绩效目标与指标"],
  ["project.", "项目与单位"],
  ["unit.", "项目与单位"],
  ["secrecy.", "项目与单位"],
  ["text.", "文字质量"],
  ["quality.", "文字质量"],
  ["review.", "审核与公开"],
  ["disclosure.", "审核与公开"],
  ["monitoring.", "运行监控"],
  ["rectification.", "运行监控"],
  ["scoring.", "绩效自评"],
  ["selfeval.", "绩效自评"],
  ["results.", "绩效自评"],
];

/** Under which heading a rule is read. */
export function groupOf(rule: string): string {
  return GROUPS.find(([start]) => rule.startsWith(start))?.[1] ?? "其他";
}
