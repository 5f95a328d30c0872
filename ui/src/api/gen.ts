// Written by `WENXIAO_WRITE=1 cargo test -p wenxiao-app typescript`; do not edit.

export type About = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Where it keeps its own files.
 */
data_folder: string, 
/**
 * Folders of stores opened before, the latest first.
 */
recent: Array<string>, };
export type Accept = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * 1-12
 */
month: number, 
/**
 * Which.
 */
what: AcceptWhat, };
export type AcceptWhat = "funds" | "indicators" | "ledger";
export type AddIndicator = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * 二级指标 by its Chinese name; without it that of the library's indicator, or of the row above.
 */
level2?: string, 
/**
 * 中期 or 年度; that of the row above, else 年度.
 */
horizon?: Horizon, 
/**
 * Code of an indicator of the library, or id of an own one, to copy.
 */
library?: string, 
/**
 * Name of the new indicator.
 */
name?: string, 
/**
 * Id of the row above it; absent: at the end of its class.
 */
after?: string, };
export type AddParagraph = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * The chapter.
 */
section: Section, 
/**
 * Key of an offered sentence; free text unless told.
 */
fact?: string, 
/**
 * Path of the paragraph after which it stands; at the end unless told.
 */
after?: string, };
export type AddPin = { 
/**
 * SM3 of the public key; blanks between groups do not count.
 */
pin: string, 
/**
 * 单位代码
 */
unit_code: string, 
/**
 * 单位名称
 */
unit_name: string, };
export type AddRemark = { 
/**
 * The cell, JSON Pointer with ids; `/projects/{id}` is the project as a whole.
 */
path: string, 
/**
 * What it says.
 */
text: string, };
export type AddUnitRow = { 
/**
 * Name or key of its dimension.
 */
dimension: string, 
/**
 * 三级指标, may be empty.
 */
name: string, };
export type AddUnitTask = { 
/**
 * 任务名称, may be empty.
 */
name: string, };
export type Adjust = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * 调整原因
 */
reason: string, };
export type AmountUnit = "元" | "万元";
export type AnswerRemark = { 
/**
 * Id of the remark.
 */
id: string, 
/**
 * How it was dealt with; may be empty.
 */
answer: string, 
/**
 * Dealt with.
 */
done: boolean, };
export type ApiError = { 
/**
 * Stable code: `PKG-REPACKED`.
 */
code: string, 
/**
 * What is wrong and what to do.
 */
message: string, 
/**
 * The field of the request, or the path of the cell, that it is about.
 */
field?: string, 
/**
 * Technical detail for a support call, never needed to understand the message.
 */
detail?: string, };
export type ApplyTemplate = { 
/**
 * Id or name of the template.
 */
template: string, 
/**
 * Id, code or name of the project.
 */
project: string, };
export type AssessedFundPart = { 
/**
 * 年初批复数
 */
reply_amt: Money | null, 
/**
 * 变动后预算数
 */
cur_amt: Money | null, 
/**
 * 全年执行数
 */
year_exe_amt: Money | null, };
export type AssessedPart = { 
/**
 * Id of the indicator of the target.
 */
id: string, 
/**
 * 指标值完成情况, as printed.
 */
ind_comp: string, 
/**
 * 权重
 */
ind_weight: string, 
/**
 * 赋分方式
 */
method: string, 
/**
 * 目标偏低
 */
too_low: boolean, 
/**
 * 完成率
 */
rate: string | null, 
/**
 * 公式得分
 */
formula_score: string | null, 
/**
 * 手工得分
 */
manual_score: string | null, 
/**
 * 自评得分
 */
eval_score: string | null, 
/**
 * 偏差分析
 */
devi_analy: string, 
/**
 * 改进措施
 */
measures: string, 
/**
 * How the score comes about.
 */
working: Array<StepPart>, };
export type AtPath = { 
/**
 * JSON Pointer with ids.
 */
path: string, };
export type AtPaths = { 
/**
 * Paths of the rows.
 */
paths: Array<string>, };
export type AuditQuery = { 
/**
 * At most so many entries.
 */
limit: number, 
/**
 * Only entries with a smaller number.
 */
before?: number, 
/**
 * Only entries whose label, person or time contains this.
 */
text?: string, };
export type AuditReport = { 
/**
 * The chain is whole.
 */
ok: boolean, 
/**
 * Number of entries.
 */
entries: number, 
/**
 * The head, `seq:hash`.
 */
head: string, 
/**
 * One sentence.
 */
text: string, };
export type AuditRow = { 
/**
 * Its number.
 */
seq: number, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * Who: declared name.
 */
person: string, 
/**
 * What the step was called.
 */
label: string, 
/**
 * `reversible`, `barrier`, `undo` or `redo`.
 */
kind: string, 
/**
 * How many changed rows it lists.
 */
changes: number, };
export type BackupRow = { 
/**
 * The file, for `store.restore`.
 */
file: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Local time, `2026-03-05T09:30:00`.
 */
at: string, 
/**
 * Size in bytes.
 */
bytes: number, };
export type BackupTo = { 
/**
 * A file; absent means the store's own folder of backups.
 */
file?: string, };
export type BoardCell = { 
/**
 * State in words.
 */
state: string, 
/**
 * The project's lamp.
 */
lamp: Lamp | null, 
/**
 * The lamp of its money.
 */
money: Lamp | null, 
/**
 * Cells filled…
 */
filled: number, 
/**
 * …of so many.
 */
total: number, 
/**
 * Rows left as copied from last month.
 */
untouched: number, 
/**
 * 执行率 in percent, two decimals; empty when there is none.
 */
rate: string, };
export type BoardRow = { 
/**
 * Id.
 */
id: string, 
/**
 * 项目代码
 */
code: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * 人员类, 运转类, 特定目标类; empty until told.
 */
category: string, 
/**
 * Chinese names of its flags.
 */
flags: Array<string>, 
/**
 * 年度资金总额 as printed.
 */
amount_text: string, 
/**
 * 涉密: not monitored here.
 */
secret: boolean, 
/**
 * State of the target in words.
 */
target_state: string, 
/**
 * Rectifications that are not closed.
 */
open_rectifications: number, 
/**
 * By month, January first.
 */
cells: Array<BoardCell | null>, };
export type CalendarFile = { 
/**
 * Our own TOML or holiday-cn's JSON.
 */
file: string, };
export type CalendarImported = { 
/**
 * The year.
 */
year: number, 
/**
 * Days off that it lists.
 */
off: number, 
/**
 * Weekend days on which people work.
 */
work: number, 
/**
 * The year was known before and is replaced.
 */
replaced: boolean, 
/**
 * The step's name in the history.
 */
label: string, };
export type CalendarYears = { 
/**
 * The first first.
 */
years: Array<number>, 
/**
 * The last day of the last of them: `2026-12-31`.
 */
last: string, };
export type Carried = { 
/**
 * Number of new projects.
 */
created: number, 
/**
 * Projects left out, with why.
 */
skipped: Array<Refused>, };
export type Carry = { 
/**
 * The year they are in.
 */
from: FiscalYear, 
/**
 * Ids, codes or names; empty: all of them.
 */
projects: Array<string>, 
/**
 * With their amounts; else those are blank.
 */
funds: boolean, 
/**
 * With their goals.
 */
goals: boolean, };
export type CarryPlan = { 
/**
 * The year looked at.
 */
from: FiscalYear, 
/**
 * Earlier years that the store has, the latest first.
 */
years: Array<FiscalYear>, 
/**
 * Its projects.
 */
rows: Array<CarryRow>, };
export type CarryQuery = { 
/**
 * The year; absent: the last before the open one.
 */
from?: FiscalYear, };
export type CarryRow = { 
/**
 * Id.
 */
id: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * 项目代码, may be empty.
 */
code: string, 
/**
 * 年度资金总额 as printed, in the unit of its form.
 */
amount_text: string, 
/**
 * Number of annual indicators.
 */
indicators: number, 
/**
 * State of its target in words.
 */
state: string, 
/**
 * It is already in the open year.
 */
exists: boolean, };
export type CellChange = { 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * Who: declared name.
 */
person: string, 
/**
 * What the step was called; of an undo `撤销：…`.
 */
label: string, 
/**
 * What stood there before, as the screen shows it.
 */
before: string, 
/**
 * What stood there after.
 */
after: string, };
export type CellError = { 
/**
 * Name of the sheet.
 */
sheet: string, 
/**
 * Address as the user knows it: `C7`.
 */
at: string, 
/**
 * Row, counted from 1.
 */
row: number, 
/**
 * Letters of the column.
 */
column: string, 
/**
 * Header of the column or label of the cell.
 */
header: string, 
/**
 * The cell as it was read.
 */
read: string, 
/**
 * What is wrong and what to do.
 */
text: string, 
/**
 * Error or notice.
 */
weight: Weight, };
export type CellQuery = { 
/**
 * JSON Pointer with ids, as `edit.cell` takes it; `/projects/{id}/target/state` is the state.
 */
path: string, 
/**
 * At most so many changes.
 */
limit: number, };
export type CellsWhat = "fill" | "clear" | "replace" | "paste";
export type ChangeRow = { 
/**
 * What was changed, in words.
 */
item: string, 
/**
 * Before; empty when it is new.
 */
before: string, 
/**
 * After; empty when it is gone.
 */
after: string, };
export type CheckQuery = { 
/**
 * Id, code or name of one project; absent means the whole unit.
 */
project?: string, 
/**
 * Another pack than the documents' own.
 */
pack?: string, };
export type Checked = { 
/**
 * The weightiest first.
 */
findings: Array<FindingView>, 
/**
 * 必须改
 */
errors: number, 
/**
 * 需说明
 */
explains: number, 
/**
 * 提示
 */
hints: number, };
export type ClassSum = { 
/**
 * 一级指标
 */
level1: string, 
/**
 * Points it has.
 */
weight: string, 
/**
 * Points due to it, where the pack says so.
 */
due: string | null, };
export type ColumnMapping = { 
/**
 * Letters of the column as the user sees them: `C`.
 */
letter: string, 
/**
 * Column number from 0.
 */
index: number, 
/**
 * The header's lines joined by `/`.
 */
header: string, 
/**
 * What the column means; `None` is left out.
 */
field: string | null, 
/**
 * The unit that the header states.
 */
unit: AmountUnit | null, };
export type Common = { 
/**
 * 预算执行进度 …
 */
name: string, 
/**
 * As printed.
 */
value: string, };
export type ComparePacks = { 
/**
 * Id of the one.
 */
a: string, 
/**
 * Id of the other.
 */
b: string, };
export type Copied = { 
/**
 * Rows added.
 */
added: number, 
/**
 * Rows that were there and got what they lacked, and goals set.
 */
changed: number, 
/**
 * The step's name in the history; `null` when nothing changed.
 */
label: string | null, 
/**
 * Local time, `14:32`.
 */
saved_at: string, };
export type CopyLastYear = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * Ids of last year's indicators; empty: all.
 */
indicators: Array<string>, 
/**
 * The goals too, in place of what is there.
 */
goals: boolean, };
export type Crashed = { 
/**
 * When it began, RFC 3339.
 */
since: string, 
/**
 * How many steps it left.
 */
steps: number, 
/**
 * The label of the last of them, empty when there is none.
 */
last: string, 
/**
 * They can be taken back: none of them is one that cannot be undone.
 */
can_discard: boolean, };
export type CreateKey = { 
/**
 * At least 8 characters. It is asked for at each sealing and never stored.
 */
passphrase: string, 
/**
 * Also write the locked key to this file.
 */
file?: string, 
/**
 * Put the new key in the place of one that is there.
 */
replace: boolean, };
export type CreateStore = { 
/**
 * Folder, made when it is missing.
 */
folder: string, 
/**
 * 单位名称
 */
name: string, 
/**
 * 部门, 乡镇 or 二级单位.
 */
kind: UnitKind, 
/**
 * 单位代码
 */
code: string, 
/**
 * 统一社会信用代码, may be empty.
 */
credit_code: string, 
/**
 * 财政区划代码, may be empty.
 */
division_code: string, 
/**
 * 预算年度
 */
year: number, 
/**
 * Id of the rule pack.
 */
pack: string, 
/**
 * Declared name of the person who works here; it is no login.
 */
person: string, 
/**
 * Declared role: 填报人, 复核人, 负责人.
 */
role: string, };
export type Created = { 
/**
 * Its id.
 */
id: string, };
export type Cross = { 
/**
 * The lamp.
 */
lamp: Lamp, 
/**
 * In words.
 */
text: string, };
export type DataKind = "unit" | "project" | "fund" | "target" | "indicator" | "year" | "person" | "mapping" | "package" | "pin" | "key" | "setting" | "remark" | "template" | "own_indicator" | "rule_pack" | "deadline" | "holiday" | "monitoring" | "ledger" | "rectification" | "evidence" | "unit_monitoring" | "self_assessment";
export type DeadlineId = { 
/**
 * The id.
 */
id: string, };
export type DeadlineRow = { 
/**
 * Id.
 */
id: string, 
/**
 * What is due.
 */
title: string, 
/**
 * By when: `2026-03-31`.
 */
date: string, 
/**
 * `target` or `other`.
 */
about: string, 
/**
 * Number or title of the notice, may be empty.
 */
source: string, };
export type Deleted = { 
/**
 * How many were deleted.
 */
done: number, 
/**
 * Those that cannot be.
 */
refused: Array<Refused>, 
/**
 * The step's name in the history; `null` when nothing was done.
 */
label: string | null, 
/**
 * Local time, `14:32`.
 */
saved_at: string, };
export type Diagnosis = { 
/**
 * What was looked at.
 */
name: string, 
/**
 * It is well.
 */
ok: boolean, 
/**
 * One sentence.
 */
text: string, };
export type Disclosure = { 
/**
 * The projects of the year, 涉密 ones left out.
 */
rows: Array<DisclosureRow>, 
/**
 * Share of the public projects' money: one sentence with the numbers; `null` where the pack has no such rule.
 */
share: string | null, 
/**
 * The share is reached.
 */
share_met: boolean, 
/**
 * Documents and clauses that demand publication.
 */
sources: Array<string>, 
/**
 * The calendar does not cover a day that is needed.
 */
notice: string | null, 
/**
 * Forms of the whole unit: id and title.
 */
forms: Array<[string, string]>, };
export type DisclosureRow = { 
/**
 * Id of the project.
 */
id: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * 全年预算数 as printed.
 */
budget: string, 
/**
 * Must be published by its amount.
 */
must: boolean, 
/**
 * 总分
 */
total: string, 
/**
 * 等级
 */
grade: string, 
/**
 * Path of 报告形成日期, 公开日期, 公开方式: the document's path, the cells are `formed_on`, `published_on`, `published_at`.
 */
path: string, 
/**
 * 报告形成日期; empty until set.
 */
formed_on: string, 
/**
 * By when to publish; empty without a date.
 */
due: string, 
/**
 * How urgent.
 */
lamp: Lamp | null, 
/**
 * 公开日期
 */
published_on: string, 
/**
 * 公开网址或方式
 */
published_at: string, 
/**
 * Parts that the public version leaves out or masks.
 */
masked: number, 
/**
 * A self-assessment exists.
 */
exists: boolean, 
/**
 * It cannot be edited now (dates of publication always can).
 */
locked: boolean, };
export type Document = { 
/**
 * Key within packs: `cy10`.
 */
id: string, 
/**
 * 文号: `财预〔2020〕10号`; empty where it has none.
 */
number: string, 
/**
 * Title.
 */
title: string, 
/**
 * Who issued it.
 */
issuer: string, 
/**
 * Day of issue as the document prints it: `2020-02-25`.
 */
date: string, };
export type Draft = { 
/**
 * Path of the cell, as `edit.cell` takes it.
 */
path: string, 
/**
 * The text as it stands.
 */
text: string, };
export type DraftView = { 
/**
 * Path of the cell, as `edit.cell` takes it.
 */
path: string, 
/**
 * 项目名称, empty for a cell of the unit.
 */
project: string, 
/**
 * Name of the place.
 */
where: string, 
/**
 * The text.
 */
text: string, };
export type Due = { 
/**
 * Id of an own deadline; empty if from the pack.
 */
id: string, 
/**
 * What.
 */
title: string, 
/**
 * More about it, may be empty.
 */
detail: string, 
/**
 * By when; `null` without a day.
 */
date: string | null, 
/**
 * Calendar days left, negative when over; `null` when done or without a day.
 */
days: number | null, 
/**
 * How urgent.
 */
lamp: Lamp, 
/**
 * What can be done about it here; empty for what is only told in advance.
 */
verb: string, 
/**
 * The screen where; empty with the verb.
 */
route: string, 
/**
 * Who says so.
 */
source: string, };
export type Duplicate = { 
/**
 * Id, code or name of the project.
 */
id: string, 
/**
 * Name of the copy.
 */
name: string, };
export type Earlier = { 
/**
 * 1-12
 */
month: number, 
/**
 * As printed.
 */
text: string, };
export type EditCell = { 
/**
 * JSON Pointer with ids, as findings carry it.
 */
path: string, 
/**
 * What was typed.
 */
text: string, };
export type EditCells = { 
/**
 * The cells, in the order in which they are set.
 */
cells: Array<EditCell>, 
/**
 * What the step is called.
 */
what: CellsWhat, };
export type Empty = Record<string, never>;
export type EvidenceAdd = { 
/**
 * The path of what they prove: `/rectifications/{id}` or `/projects/{id}/…`.
 */
owner: string, 
/**
 * The files.
 */
files: Array<string>, };
export type EvidenceId = { 
/**
 * Its id.
 */
id: string, };
export type EvidenceItem = { 
/**
 * What `evidence.add` takes as owner.
 */
owner: string, 
/**
 * 三级指标, or 项目总体.
 */
name: string, 
/**
 * 一级指标 / 二级指标; empty for the project as a whole.
 */
place: string, 
/**
 * 实际完成值 as printed.
 */
actual: string, 
/**
 * The files.
 */
files: Array<EvidenceRow>, 
/**
 * Evidence is asked for and missing.
 */
missing: boolean, };
export type EvidencePart = { 
/**
 * Id of the indicator that it proves; empty for the project as a whole.
 */
indicator: string, 
/**
 * 附件名称, as the user calls it.
 */
file_name: string, 
/**
 * 附件路径 within the package.
 */
full_path: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * SHA-256 of its content, lower-case hex.
 */
sha256: string, };
export type EvidenceRow = { 
/**
 * Id.
 */
id: string, 
/**
 * The file's name.
 */
name: string, 
/**
 * `1.2 MB`
 */
size: string, 
/**
 * The day it was added: `2026-08-20`.
 */
added_on: string, 
/**
 * Who added it: declared name.
 */
added_by: string, 
/**
 * Vanished or changed since, with what to do.
 */
fault: string | null, };
export type EvidenceSave = { 
/**
 * Its id.
 */
id: string, 
/**
 * Where to.
 */
file: string, };
export type ExecutionPart = { 
/**
 * 年初批复数, in 分
 */
reply_amt: Money | null, 
/**
 * 变动后预算数, in 分; null where nothing was adjusted.
 */
cur_amt: Money | null, 
/**
 * 全年执行数, in 分
 */
year_exe_amt: Money | null, 
/**
 * 资金执行率
 */
exe_amt_rate: string | null, 
/**
 * Points that it is worth.
 */
exe_weight: string, 
/**
 * 资金执行得分
 */
exe_score: string | null, 
/**
 * How it comes about.
 */
working: Array<StepPart>, };
export type ExecutionView = { 
/**
 * 分值
 */
weight: string, 
/**
 * 执行率 in percent.
 */
rate: string, 
/**
 * 得分
 */
score: string, 
/**
 * How it comes about.
 */
working: Array<WorkingStep>, };
export type FieldChoice = { 
/**
 * Key of the field.
 */
field: string, 
/**
 * Chinese name.
 */
name: string, };
export type FieldHelp = { 
/**
 * Its name.
 */
title: string, 
/**
 * What to write and how.
 */
text: string, 
/**
 * The rules of the project's pack that speak about it.
 */
rules: Array<FieldRule>, };
export type FieldQuery = { 
/**
 * JSON Pointer with ids, as `edit.cell` takes it.
 */
path: string, };
export type FieldRule = { 
/**
 * What the rule is about.
 */
title: string, 
/**
 * What it asks here, with its numbers.
 */
text: string, 
/**
 * Who demands it.
 */
source: Source, 
/**
 * 必须改, 需说明 or 提示.
 */
level: Level, };
export type Figure = { 
/**
 * What it is: `合计`, `应为`.
 */
label: string, 
/**
 * The number with its unit.
 */
value: string, };
export type FileFormat = "pdf" | "xlsx";
export type FindingPart = { 
/**
 * Id of the rule.
 */
rule: string, 
/**
 * `explain` or `hint`.
 */
level: Level, 
/**
 * Path of the cell.
 */
path: string, 
/**
 * What it says.
 */
text: string, 
/**
 * The document that demands it.
 */
source: string, };
export type FindingView = { 
/**
 * Id of the rule.
 */
rule: string, 
/**
 * 必须改, 需说明 or 提示.
 */
level: Level, 
/**
 * Path of the cell.
 */
path: string, 
/**
 * Id of the project, empty for a finding of the unit.
 */
project: string, 
/**
 * The place in words: `产出指标 / 项目总成本 · 分值`.
 */
where: string, 
/**
 * What is wrong.
 */
text: string, 
/**
 * What to do.
 */
remedy: string, 
/**
 * The numbers compared.
 */
numbers: Array<Figure>, 
/**
 * Who demands it.
 */
source: Source, };
export type FiscalYear = number;
export type FormPrefs = { 
/**
 * Zoom of the preview in percent.
 */
zoom: number, 
/**
 * `pdf` or `xlsx`.
 */
format: string, };
export type FormPreview = { 
/**
 * Its sheet.
 */
sheet: string, 
/**
 * 项目名称
 */
project: string, 
/**
 * Number of indicators read.
 */
indicators: number, 
/**
 * Everything that is wrong or odd, at once.
 */
errors: Array<CellError>, 
/**
 * It can be taken in.
 */
good: boolean, 
/**
 * It would change a project that is there.
 */
updates: boolean, };
export type FundCell = { 
/**
 * Path for `edit.cell`, empty for a computed total.
 */
path: string, 
/**
 * Its name.
 */
label: string, 
/**
 * The amount in 分; `null` is blank.
 */
amount: Money | null, 
/**
 * The amount as printed, in the form's unit.
 */
text: string, 
/**
 * What was typed when it could not be read.
 */
bad: string | null, 
/**
 * Computed, not typed.
 */
computed: boolean, };
export type FundPart = { 
/**
 * Sum.
 */
total_fen: Money | null, 
/**
 * By source.
 */
parts_fen: { [key in string]: Money }, };
export type GradeCount = { 
/**
 * 优 … or 编制中 …
 */
word: string, 
/**
 * How many.
 */
count: number, };
export type GradesOfYear = { 
/**
 * How many have each grade, in its order, 未评 last.
 */
grades: Array<GradeCount>, 
/**
 * The average of those that are filled in whole; empty without one.
 */
average: string, };
export type Guide = { 
/**
 * Markdown.
 */
text: string, };
export type HandOn = { 
/**
 * Ids, codes or names of the projects.
 */
projects: Array<string>, 
/**
 * What to do.
 */
to: Handing, 
/**
 * What is said with it: on the way back a remark that is open, on the way on a note, or the reason of an adjustment.
 */
remark?: string, };
export type HandOnSelfEvals = { 
/**
 * Ids, codes or names of the projects.
 */
projects: Array<string>, 
/**
 * What to do.
 */
to: Handing, 
/**
 * What is said with it: on the way back a remark on each that is open, on the way on a note of the round.
 */
remark?: string, };
export type HandedOn = { 
/**
 * How many were handed on.
 */
done: number, 
/**
 * Those that cannot be.
 */
refused: Array<Refused>, 
/**
 * The step's name in the history; `null` when nothing was done.
 */
label: string | null, 
/**
 * Local time, `14:32`.
 */
saved_at: string, };
export type Handing = "review" | "withdraw" | "reviewed" | "released" | "back" | "returned" | "approved" | "adjust";
export type History = { 
/**
 * The latest first.
 */
rows: Array<HistoryEntry>, 
/**
 * Name of the step that undo would take back.
 */
undo: string | null, 
/**
 * Name of the step that redo would do again.
 */
redo: string | null, };
export type HistoryEntry = { 
/**
 * Its number; numbers rise and are not without gaps.
 */
seq: number, 
/**
 * Reversible or barrier.
 */
kind: OpKind, 
/**
 * Undone, and so can be redone.
 */
undone: boolean, 
/**
 * What it is called.
 */
label: string, 
/**
 * Who did it.
 */
person: string, 
/**
 * When, RFC 3339.
 */
at: string, };
export type HistoryQuery = { 
/**
 * At most so many entries.
 */
limit: number, };
export type HitKind = "project" | "self_eval" | "indicator" | "command";
export type Home = { 
/**
 * Rectifications that are over first, then what came back, then by date.
 */
dues: Array<Due>, 
/**
 * Units by forms.
 */
matrix: Matrix, 
/**
 * Open remarks on projects that were sent back.
 */
returned: Array<RemarkView>, 
/**
 * The latest steps, the last first.
 */
recent: Array<Recent>, 
/**
 * Projects by state, in the order of their way.
 */
progress: Array<StateShare>, 
/**
 * How the self-assessments came out; `null` before the year has ended, unless one was begun.
 */
assessed: GradesOfYear | null, 
/**
 * What the calendar does not cover.
 */
notice: string | null, };
export type Horizon = "medium" | "annual";
export type Id = string;
export type ImportCommit = { 
/**
 * The workbook.
 */
file: string, 
/**
 * A sheet; absent means everything in the workbook.
 */
sheet?: string, 
/**
 * Only sheets of this kind.
 */
only?: Looks, 
/**
 * Changed mapping of the project list.
 */
mapping?: Mapping, 
/**
 * File for the rows that cannot be taken in; absent means beside the workbook.
 */
rejects?: string, };
export type ImportFile = { 
/**
 * Its path.
 */
file: string, };
export type ImportPreview = { 
/**
 * Sheet of the project list, empty when there is none.
 */
sheet: string, 
/**
 * The mapping of its columns.
 */
mapping: Mapping | null, 
/**
 * Fields to map a column to.
 */
fields: Array<FieldChoice>, 
/**
 * Rows of the project list.
 */
rows: Array<ImportRow>, 
/**
 * Rows left out on purpose: totals, headings.
 */
skipped: Array<SkippedRow>, 
/**
 * Remarks that belong to no single project.
 */
notes: Array<CellError>, 
/**
 * Target forms.
 */
forms: Array<FormPreview>, 
/**
 * Rows and forms that can be taken in.
 */
good: number, 
/**
 * Rows and forms that cannot.
 */
bad: number, };
export type ImportRow = { 
/**
 * Row in the file, counted from 1.
 */
number: number, 
/**
 * Cells as the sheet shows them.
 */
cells: Array<string>, 
/**
 * Everything that is wrong or odd, at once.
 */
errors: Array<CellError>, 
/**
 * It can be taken in.
 */
good: boolean, 
/**
 * It would change a project that is there.
 */
updates: boolean, };
export type ImportSheet = { 
/**
 * The workbook.
 */
file: string, 
/**
 * A sheet; absent means everything in the workbook.
 */
sheet?: string, 
/**
 * Only sheets of this kind.
 */
only?: Looks, 
/**
 * Changed mapping of the project list; absent means the remembered or found one.
 */
mapping?: Mapping, };
export type Imported = { 
/**
 * New projects.
 */
added: number, 
/**
 * Projects that were there and were changed.
 */
updated: number, 
/**
 * Targets read from forms.
 */
targets: number, 
/**
 * Indicators read from forms.
 */
indicators: number, 
/**
 * Rows and forms that were not taken in.
 */
rejected: number, 
/**
 * Everything that is wrong with them.
 */
errors: Array<CellError>, 
/**
 * The workbook with the rows handed back.
 */
rejects: string | null, };
export type IndicatorBar = { 
/**
 * Id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * 完成率 in percent.
 */
rate: string | null, 
/**
 * The lamp.
 */
lamp: Lamp | null, };
export type IndicatorPart = { 
/**
 * Id; remarks point to it.
 */
id: string, 
/**
 * `annual` or `medium`.
 */
horizon: string, 
/**
 * 一级指标
 */
lv1_perf_ind_name: string, 
/**
 * 二级指标
 */
lv2_perf_ind_name: string, 
/**
 * 三级指标
 */
lv3_perf_ind_name: string, 
/**
 * ≥ > = < ≤ 定性, or empty.
 */
sign: string, 
/**
 * The whole value as the form prints it.
 */
kpi_val: string, 
/**
 * The number, when it is one.
 */
number: string | null, 
/**
 * The day, when it is one.
 */
date: string | null, 
/**
 * 计量单位
 */
unit: string, 
/**
 * 分值权重, or null.
 */
ind_weight: string | null, 
/**
 * 指标解释
 */
kpi_content: string, 
/**
 * 评(扣)分标准
 */
kpi_evalstd: string, 
/**
 * 备注
 */
kpi_remark: string, };
export type IndicatorRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Path of the row; a column's path is this plus `/name`, `/value` …
 */
path: string, 
/**
 * 中期 or 年度.
 */
horizon: Horizon, 
/**
 * 一级指标
 */
level1: string, 
/**
 * 二级指标
 */
level2: string, 
/**
 * 三级指标
 */
name: string, 
/**
 * 计算符号
 */
op: string, 
/**
 * 指标值 without sign and unit.
 */
value: string, 
/**
 * The whole value as the form prints it.
 */
value_text: string, 
/**
 * 计量单位
 */
unit: string, 
/**
 * 分值
 */
weight: string, 
/**
 * 指标解释
 */
explanation: string, 
/**
 * 评(扣)分标准
 */
standard: string, 
/**
 * 备注
 */
note: string, 
/**
 * By column: what was typed when it could not be read.
 */
bad: { [key in string]: string }, 
/**
 * What the same indicator had last year.
 */
last: LastValue | null, 
/**
 * Number of open remarks on the row and its cells.
 */
remarks: number, };
export type Inspected = { 
/**
 * Its path.
 */
file: string, 
/**
 * Its name.
 */
file_name: string, 
/**
 * Its sheets.
 */
sheets: Array<SheetLook>, };
export type KeyView = { 
/**
 * 单位名称 in the certificate.
 */
unit_name: string, 
/**
 * 单位代码 in the certificate.
 */
unit_code: string, 
/**
 * SM3 of the public key in groups of four, for paper and telephone.
 */
fingerprint: string, 
/**
 * SM3 of the public key, 64 hexadecimal digits.
 */
pin: string, 
/**
 * First day.
 */
valid_from: string, 
/**
 * Last day.
 */
valid_until: string, 
/**
 * One sentence when it no longer fits the unit or the day.
 */
warning: string | null, };
export type Lamp = "green" | "yellow" | "red" | "blue";
export type LastSelfEval = { 
/**
 * The year.
 */
year: number, 
/**
 * 总分
 */
total: string, 
/**
 * 自评等级
 */
grade: string, 
/**
 * 存在问题
 */
problems: string, 
/**
 * 改进措施
 */
measures: string, };
export type LastValue = { 
/**
 * The year.
 */
year: FiscalYear, 
/**
 * The whole value as the form printed it.
 */
value_text: string, 
/**
 * 分值
 */
weight: string, 
/**
 * 完成值; empty without a self-assessment.
 */
done: string, 
/**
 * 得分; empty without a self-assessment.
 */
score: string, };
export type LastYear = { 
/**
 * The year.
 */
year: FiscalYear, 
/**
 * Id of that project.
 */
project: string, 
/**
 * Its name.
 */
name: string, 
/**
 * 年度目标
 */
annual_goal: string, 
/**
 * 中期目标
 */
medium_goal: string, 
/**
 * Its sheet.
 */
indicators: Array<IndicatorRow>, 
/**
 * 年度资金总额 as printed, in the unit of its form.
 */
amount_text: string, };
export type LedgerAssign = { 
/**
 * Ids of the groups, or the code or name that the file says.
 */
groups: Array<string>, 
/**
 * Id, code or name of the project; `null`: to none, as the file's code and name say.
 */
project: string | null, 
/**
 * They belong to no project at all (不计入).
 */
ignore?: boolean, };
export type LedgerCheck = { 
/**
 * 1-12; the figures are cumulative from January.
 */
month: number, };
export type LedgerCommit = { 
/**
 * The file.
 */
file: string, 
/**
 * The sheet; empty: the first that looks like a payment list.
 */
sheet: string, 
/**
 * The month, 1-12.
 */
month: number, 
/**
 * Changed mapping; absent: the remembered or guessed one.
 */
mapping?: LedgerMapping, 
/**
 * File for the rows that are not taken in; absent: beside the file.
 */
rejects?: string, };
export type LedgerFaultRow = { 
/**
 * Row of the file, counted from 1; 0: the file as a whole.
 */
line: number, 
/**
 * What is odd and what to do.
 */
text: string, 
/**
 * `error`, `explain` or `hint`.
 */
level: Level, };
export type LedgerField = { 
/**
 * Key of the field.
 */
key: string, 
/**
 * Chinese name.
 */
word: string, 
/**
 * Without it nothing can be read.
 */
required: boolean, };
export type LedgerFile = { 
/**
 * Its path.
 */
file: string, 
/**
 * `1.2 MB`
 */
size: string, 
/**
 * Its sheets that hold something.
 */
sheets: Array<LedgerSheet>, };
export type LedgerGroup = { 
/**
 * Names the group: the export's id and its number.
 */
id: string, 
/**
 * 项目代码 as the file says.
 */
code: string, 
/**
 * 项目名称 as the file says.
 */
name: string, 
/**
 * 资金性质 in words, may be empty.
 */
source: string, 
/**
 * 直达资金
 */
direct: boolean, 
/**
 * How many payments and refunds.
 */
count: number, 
/**
 * Payments, 万元.
 */
paid: string, 
/**
 * Refunds, 万元; empty without any.
 */
refunded: string, 
/**
 * Payments less refunds, 万元.
 */
net: string, 
/**
 * Id of the project, empty without one.
 */
project: string, 
/**
 * Its name.
 */
project_name: string, 
/**
 * 按代码, 按名称, 手工指定, 沿用上次, 不计入; empty while it waits for a project.
 */
how: string, };
export type LedgerGroups = { 
/**
 * Of one export; absent: of all of the year.
 */
ledger?: string, 
/**
 * Only those that wait for a project.
 */
unmatched?: boolean, };
export type LedgerId = { 
/**
 * Its id.
 */
id: string, };
export type LedgerImported = { 
/**
 * Id of the import.
 */
id: string, 
/**
 * Payments that count.
 */
rows: number, 
/**
 * Groups that have a project.
 */
matched: number, 
/**
 * Groups that wait for one.
 */
unmatched: number, 
/**
 * Rows that were not taken in.
 */
rejected: number, 
/**
 * The workbook with the rows handed back.
 */
rejects: string | null, 
/**
 * The step's name in the history.
 */
label: string | null, 
/**
 * Local time, `14:32`.
 */
saved_at: string, };
export type LedgerInspect = { 
/**
 * Its path.
 */
file: string, };
export type LedgerMapping = { 
/**
 * What the user calls the source: `国库支付系统`.
 */
name: string, 
/**
 * Last row of the header, counted from 1; the payments follow. 0: no header.
 */
header_row: number, 
/**
 * Column of each field, counted from 0.
 */
columns: Record<string, number>, 
/**
 * Unit of the amounts; absent: what the headings say, else 元.
 */
unit?: AmountUnit, };
export type LedgerPreview = { 
/**
 * The source that it goes under.
 */
name: string, 
/**
 * Rows below the header that hold something.
 */
rows: number, 
/**
 * Payments that count.
 */
read: number, 
/**
 * Payments less refunds, 万元.
 */
net: string, 
/**
 * Refunds, 万元; empty without any.
 */
refunds: string, 
/**
 * The import that this one takes the place of.
 */
replaces: string | null, 
/**
 * What is odd.
 */
faults: Array<LedgerFaultRow>, 
/**
 * Groups that have a project, or belong to none by a person's word.
 */
matched: Array<LedgerGroup>, 
/**
 * Groups that wait for a project.
 */
unmatched: Array<LedgerGroup>, 
/**
 * Why rows are not taken in.
 */
rejected: Array<CellError>, };
export type LedgerQuery = { 
/**
 * The file.
 */
file: string, 
/**
 * The sheet; empty: the first that looks like a payment list.
 */
sheet: string, 
/**
 * The month, 1-12.
 */
month: number, 
/**
 * Changed mapping; absent: the remembered or guessed one.
 */
mapping?: LedgerMapping, };
export type LedgerRow = { 
/**
 * Id.
 */
id: string, 
/**
 * The month that it was imported for.
 */
month: number, 
/**
 * Its source: 国库支付系统.
 */
name: string, 
/**
 * The file's name.
 */
file: string, 
/**
 * How many payments count.
 */
rows: number, 
/**
 * Payments less refunds, 万元.
 */
net: string, 
/**
 * Groups of payments that have a project.
 */
matched: number, 
/**
 * Groups of payments that wait for one.
 */
unmatched: number, 
/**
 * When it was imported, RFC 3339.
 */
at: string, };
export type LedgerSheet = { 
/**
 * Name on its tab.
 */
name: string, 
/**
 * Rows below the header.
 */
rows: number, 
/**
 * The headings, column by column.
 */
headers: Array<string>, 
/**
 * The remembered mapping, else the guessed one.
 */
mapping: LedgerMapping, 
/**
 * Name of the remembered mapping, empty without one.
 */
known: string, 
/**
 * The first rows below the header.
 */
sample: Array<Array<string>>, };
export type Level = "error" | "explain" | "hint";
export type LibraryHit = { 
/**
 * Code in the library; empty for one of the unit's own.
 */
code: string, 
/**
 * Id in the unit's own library; else empty.
 */
id: string, 
/**
 * Field of work, or 本单位 2025.
 */
category: string, 
/**
 * 一级指标
 */
level1: string, 
/**
 * 二级指标
 */
level2: string, 
/**
 * 三级指标
 */
name: string, 
/**
 * A usual value: `≥95%`.
 */
value: string, 
/**
 * 指标解释
 */
explanation: string, 
/**
 * 评(扣)分标准
 */
standard: string, 
/**
 * The frame it comes from.
 */
source: string, };
export type LibraryImported = { 
/**
 * New indicators.
 */
added: number, 
/**
 * Indicators that were there (same class and name) and were changed.
 */
changed: number, 
/**
 * Rows that were not taken in, with why.
 */
rejected: Array<CellError>, 
/**
 * The step's name in the history; `null` when nothing changed.
 */
label: string | null, };
export type LibraryQuery = { 
/**
 * Name, code, pinyin or initials; empty lists all.
 */
text: string, 
/**
 * Only this level-2 class, by its Chinese name.
 */
level2?: string, 
/**
 * Only this field of work.
 */
category?: string, 
/**
 * Only the unit's own: its library and its past.
 */
own?: boolean, 
/**
 * At most so many; 50 unless told.
 */
limit?: number, };
export type Looks = "project_list" | "goal_form" | "other";
export type Mapping = { 
/**
 * First row of the header, counted from 1.
 */
header_first: number, 
/**
 * Last row of the header, counted from 1; the rows of the list follow.
 */
header_last: number, 
/**
 * Unit of amounts whose column names none.
 */
unit: AmountUnit, 
/**
 * The file states its unit; otherwise 万元 is assumed and the user should look.
 */
unit_stated: boolean, 
/**
 * The columns from left to right.
 */
columns: Array<ColumnMapping>, 
/**
 * [`source_fingerprint`] of the headers.
 */
fingerprint: string, };
export type Matrix = { 
/**
 * Headings of the columns.
 */
forms: Array<string>, 
/**
 * One per 实施单位, the unit itself first.
 */
rows: Array<MatrixRow>, };
export type MatrixCell = { 
/**
 * `7/12`, or `—` when nothing is asked.
 */
text: string, 
/**
 * So many…
 */
done: number, 
/**
 * …of so many.
 */
total: number, 
/**
 * The screen to go on.
 */
route: string, };
export type MatrixRow = { 
/**
 * 实施单位
 */
unit: string, 
/**
 * By form.
 */
cells: Array<MatrixCell>, };
export type Money = number;
export type MoneyPoint = { 
/**
 * 1-12
 */
month: number, 
/**
 * 执行率 in percent; `null` when nothing was recorded.
 */
executed: string | null, 
/**
 * 序时进度 in percent.
 */
time: string, };
export type MonitorBoard = { 
/**
 * Its year.
 */
year: number, 
/**
 * The month to be recorded now.
 */
month: number, 
/**
 * What is due, in one sentence; empty when nothing is.
 */
due: string, 
/**
 * Who says so.
 */
source: string, 
/**
 * The twelve months.
 */
months: Array<MonthHead>, 
/**
 * The projects.
 */
rows: Array<BoardRow>, };
export type MonitorCharts = { 
/**
 * Spending against time, twelve points.
 */
money: Array<MoneyPoint>, 
/**
 * Progress of the indicators.
 */
indicators: Array<IndicatorBar>, };
export type MonitorFund = { 
/**
 * Path of the row; a column's path is this plus `/initial`, `/adjusted`, `/executed`, `/expected`. Empty for
 * computed lines.
 */
path: string, 
/**
 * Its name.
 */
label: string, 
/**
 * 年初预算数
 */
initial: string, 
/**
 * 调整后预算数
 */
adjusted: string, 
/**
 * 1—X月执行数
 */
executed: string, 
/**
 * 全年预计执行数
 */
expected: string, 
/**
 * By column: what was typed when it could not be read.
 */
bad: { [key in string]: string }, 
/**
 * 执行率 in percent.
 */
rate: string, 
/**
 * What the ledgers say was paid; empty when they say nothing.
 */
paid: string, 
/**
 * The year end as the pace suggests it.
 */
suggestion: string, 
/**
 * 执行数 of earlier months of the year.
 */
earlier: Array<Earlier>, 
/**
 * 执行数 of the same month a year before.
 */
last_year: string, };
export type MonitorResult = { 
/**
 * 预算执行率 in percent.
 */
rate: string, 
/**
 * 序时进度 in percent.
 */
time: string, 
/**
 * 执行率对序时 in percent.
 */
pace: string, 
/**
 * The lamp of the money.
 */
money: Lamp | null, 
/**
 * 目标完成率 in percent.
 */
completion: string, 
/**
 * 偏差 in percentage points.
 */
deviation: string, 
/**
 * The lamp of the project.
 */
lamp: Lamp | null, 
/**
 * What made it red or yellow, in words.
 */
because: string | null, 
/**
 * Why a rectification is due.
 */
rectify: string | null, 
/**
 * What would open it: `deviation` or `review_score`.
 */
opener: Opener | null, 
/**
 * 资金沉淀 in one sentence.
 */
idle: string | null, 
/**
 * Common indicators that the pack asks for.
 */
common: Array<Common>, 
/**
 * Money and goals crossed, where the pack does so.
 */
cross: Cross | null, 
/**
 * How it all came about.
 */
working: Array<string>, 
/**
 * Cells filled…
 */
filled: number, 
/**
 * …of so many.
 */
total: number, 
/**
 * Rows left as copied.
 */
untouched: number, };
export type MonitorRow = { 
/**
 * Path of the row; a column's path is this plus `/done`, `/expected` …
 */
path: string, 
/**
 * Id of the indicator.
 */
id: string, 
/**
 * 一级指标
 */
level1: string, 
/**
 * 二级指标
 */
level2: string, 
/**
 * 三级指标
 */
name: string, 
/**
 * 年度指标值 as the form prints it.
 */
target: string, 
/**
 * 计量单位
 */
unit: string, 
/**
 * 分值
 */
weight: string, 
/**
 * `number`, `date` or `level`: what its cells take.
 */
kind: string, 
/**
 * 累计 or 时点.
 */
accrual: string, 
/**
 * 1—X月执行情况
 */
done: string, 
/**
 * 全年预计完成情况
 */
expected: string, 
/**
 * The year end as the pace suggests it.
 */
suggestion: string, 
/**
 * 偏差原因 by cause.
 */
causes: { [key in string]: string }, 
/**
 * 原因说明
 */
reason: string, 
/**
 * 完成目标可能性 in words.
 */
possibility: string, 
/**
 * 备注: measures.
 */
measures: string, 
/**
 * 完成率 in percent.
 */
rate: string, 
/**
 * 对序时 in percent.
 */
pace: string, 
/**
 * What would be on time at this month.
 */
plan: string, 
/**
 * The lamp.
 */
lamp: Lamp | null, 
/**
 * How rate and lamp came about.
 */
working: Array<string>, 
/**
 * 执行情况 of earlier months of the year.
 */
earlier: Array<Earlier>, 
/**
 * 执行情况 of the same month a year before.
 */
last_year: string, 
/**
 * As copied from last month, not confirmed since.
 */
untouched: boolean, 
/**
 * The indicator is no longer in the target.
 */
gone: boolean, 
/**
 * By column: what was typed when it could not be read.
 */
bad: { [key in string]: string }, 
/**
 * Open remarks on the row.
 */
remarks: number, };
export type MonitorStarted = { 
/**
 * How many.
 */
made: number, 
/**
 * Projects left out and why.
 */
refused: Array<Refused>, 
/**
 * The step's name in the history; `null` when nothing was started.
 */
label: string | null, 
/**
 * Local time, `14:32`.
 */
saved_at: string, 
/**
 * Kinds of data that changed.
 */
changed: Array<DataKind>, };
export type MonitorTotals = { 
/**
 * 1-12
 */
month: number, 
/**
 * `1—7月`
 */
span: string, 
/**
 * What follows from the figures; `filled` of `total` are projects with figures.
 */
result: MonitorResult, };
export type MonitorView = { 
/**
 * Id of the project.
 */
id: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * 项目代码
 */
code: string, 
/**
 * 新增项目 · 一般公共预算 …
 */
subtitle: string, 
/**
 * Fiscal year.
 */
year: number, 
/**
 * 1-12
 */
month: number, 
/**
 * `1—7月`
 */
span: string, 
/**
 * Something was recorded; else the blank document that the first cell begins.
 */
exists: boolean, 
/**
 * State in words.
 */
state: string, 
/**
 * It cannot be edited now.
 */
locked: boolean, 
/**
 * 涉密
 */
secret: boolean, 
/**
 * The rule pack that it keeps.
 */
pack: PackSummary, 
/**
 * 元 or 万元.
 */
amount_unit: AmountUnit, 
/**
 * Path of the document.
 */
path: string, 
/**
 * The version of the target that it watches.
 */
target: TargetOf, 
/**
 * 年度目标
 */
goal: string, 
/**
 * Money, the computed total first.
 */
funds: Array<MonitorFund>, 
/**
 * The money stands as copied from last month.
 */
funds_untouched: boolean, 
/**
 * Indicators in the order of the form.
 */
rows: Array<MonitorRow>, 
/**
 * What follows from the figures.
 */
result: MonitorResult, 
/**
 * 监控审核得分
 */
review_score: TextCell, 
/**
 * 财政评价反馈日期
 */
feedback_on: TextCell, 
/**
 * 说明
 */
note: TextCell, 
/**
 * Findings, the weightiest first.
 */
findings: Array<FindingView>, 
/**
 * Remarks, open and done.
 */
remarks: Array<RemarkView>, 
/**
 * The project's matters in the rectification ledger.
 */
rectifications: Array<RectRow>, 
/**
 * Forms that can be printed.
 */
forms: Array<[string, string]>, 
/**
 * The year's months.
 */
months: Array<MonthState>, 
/**
 * The month that a copy would come from.
 */
previous: number | null, 
/**
 * What the ledgers say, in one sentence.
 */
ledger: string | null, 
/**
 * What the charts draw.
 */
charts: MonitorCharts, };
export type MonitoredFundPart = { 
/**
 * 年初预算数
 */
initial: Money | null, 
/**
 * 调整后预算数
 */
adjusted: Money | null, 
/**
 * 执行数
 */
executed: Money | null, 
/**
 * 全年预计执行数
 */
expected: Money | null, };
export type MonitoredPart = { 
/**
 * Id of the indicator of the target.
 */
indicator: string, 
/**
 * 绩效指标完成情况, as printed.
 */
perf_comp: string, 
/**
 * 绩效指标全年预计完成情况, as printed.
 */
est_perf_annual: string, 
/**
 * 偏差原因 by cause.
 */
causes: { [key in string]: string }, 
/**
 * 偏差原因分析
 */
ana_dev_reasons: string, 
/**
 * 完成目标可能性: 1 确定能, 2 有可能, 3 完全不可能; null when it was not said.
 */
complete_rate: number | null, 
/**
 * Measures.
 */
measures: string, 
/**
 * 完成率
 */
rate: string | null, 
/**
 * The lamp, or null.
 */
lamp: string | null, };
export type MonitoringPart = { 
/**
 * Id of the document; remarks point to it by its month.
 */
id: string, 
/**
 * Last month of the period, from 1.
 */
month: number, 
/**
 * The rule pack it is judged by.
 */
rule_pack: string, 
/**
 * Version of the target that was watched.
 */
target_version: number, 
/**
 * Money by source, amounts in 分.
 */
funds: { [key in string]: MonitoredFundPart }, 
/**
 * 项目预算执行情况: the sum, in 分.
 */
pro_bgt_comp: Money | null, 
/**
 * 项目预算全年预计执行情况: the sum, in 分.
 */
est_pro_bgt_annual: Money | null, 
/**
 * 执行率
 */
execution_rate: string | null, 
/**
 * 目标完成率
 */
completion_rate: string | null, 
/**
 * 偏差 in percentage points.
 */
deviation: string | null, 
/**
 * `green`, `yellow`, `red`, `blue` or null.
 */
lamp: string | null, 
/**
 * 监控审核得分
 */
review_score: string | null, 
/**
 * Indicators in the order of the form.
 */
indicators: Array<MonitoredPart>, 
/**
 * 说明
 */
note: string, };
export type MonthHead = { 
/**
 * 1-12
 */
month: number, 
/**
 * `7月`
 */
word: string, 
/**
 * Projects with a document.
 */
recorded: number, 
/**
 * Projects that are monitored: all but 涉密.
 */
total: number, 
/**
 * Documents with every cell filled and none left as copied.
 */
complete: number, 
/**
 * Red lamps.
 */
red: number, 
/**
 * Yellow lamps.
 */
yellow: number, 
/**
 * Green lamps.
 */
green: number, 
/**
 * Blue lamps.
 */
blue: number, 
/**
 * Filed ones.
 */
sealed: number, 
/**
 * The pack asks for this month.
 */
round: boolean, 
/**
 * The month is over.
 */
ended: boolean, };
export type MonthOf = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * 1-12; the figures are cumulative from January.
 */
month: number, };
export type MonthState = { 
/**
 * 1-12
 */
month: number, 
/**
 * `7月`
 */
word: string, 
/**
 * State in words; empty when nothing was recorded.
 */
state: string, 
/**
 * The lamp.
 */
lamp: Lamp | null, };
export type MoveIndicator = { 
/**
 * Path of the row.
 */
path: string, 
/**
 * Id of the row that it goes before, taking its class; absent: to the end of its own class.
 */
before?: string, };
export type MovePack = { 
/**
 * Ids, codes or names of projects; empty: all of the year that can be edited.
 */
projects: Array<string>, 
/**
 * Id of the pack.
 */
pack: string, 
/**
 * Do it; else only say what would come of it.
 */
commit: boolean, };
export type MoveParagraph = { 
/**
 * Its path.
 */
path: string, 
/**
 * Places: −1 is up, 1 is down.
 */
by: number, };
export type NewProject = { 
/**
 * 项目名称
 */
name: string, 
/**
 * Id or name of a template to begin from.
 */
template?: string, };
export type OpKind = "reversible" | "barrier";
export type OpenStore = { 
/**
 * Its folder.
 */
folder: string, };
export type Opener = "deviation" | "review_score" | "feedback" | "hand";
export type OwnId = { 
/**
 * Its id.
 */
id: string, };
export type OwnRow = { 
/**
 * Id.
 */
id: string, 
/**
 * 一级指标
 */
level1: string, 
/**
 * 二级指标
 */
level2: string, 
/**
 * 三级指标
 */
name: string, 
/**
 * A usual value: `≥95%`.
 */
value: string, 
/**
 * 指标解释
 */
explanation: string, 
/**
 * 评(扣)分标准
 */
standard: string, 
/**
 * Field of work, may be empty.
 */
category: string, };
export type PackId = { 
/**
 * Its id.
 */
id: string, };
export type PackMove = { 
/**
 * Projects that move: the target and what is judged by it.
 */
moved: number, 
/**
 * Projects that stay, with why.
 */
refused: Array<Refused>, 
/**
 * Findings that go.
 */
gone: Array<FindingView>, 
/**
 * Findings that come.
 */
fresh: Array<FindingView>, 
/**
 * What else changes: the tree of classes, scores of self-assessments, months.
 */
notes: Array<string>, 
/**
 * The step's name in the history; `null` for a dry run or when nothing moved.
 */
label: string | null, };
export type PackPart = { 
/**
 * Its id.
 */
id: string, 
/**
 * SM3 of its text and the texts of those it extends.
 */
sm3: string, };
export type PackSummary = { 
/**
 * Id: `qiemo-2020`.
 */
id: string, 
/**
 * Name: `且末县 2020`.
 */
name: string, 
/**
 * What it is for.
 */
summary: string, 
/**
 * The pack it extends, by name; empty for a base.
 */
extends: string, 
/**
 * Numbers or titles of its documents.
 */
documents: Array<string>, 
/**
 * Brought in by the unit; else it ships.
 */
imported: boolean, 
/**
 * Targets of all years that use it.
 */
used_by: number, };
export type PackView = { 
/**
 * As in the list.
 */
summary: PackSummary, 
/**
 * All documents, the inherited ones too.
 */
documents: Array<Document>, 
/**
 * All rules.
 */
rules: Array<RuleView>, };
export type PackageFile = { 
/**
 * Its path.
 */
file: string, 
/**
 * SM3 of a public key to trust besides the registered ones.
 */
pin?: string, 
/**
 * Unit code that it must be addressed to.
 */
recipient?: string, };
export type PackageReport = { 
/**
 * 已验证, 已收过 or 未验证.
 */
verdict: string, 
/**
 * Signed by a registered signer and whole.
 */
ok: boolean, 
/**
 * Code of the reason when it is not, `PKG-UNKNOWN-SIGNER`.
 */
code: string | null, 
/**
 * Why it is not, and what to do.
 */
reason: string | null, 
/**
 * Package id.
 */
id: string, 
/**
 * Who its certificate says signed it.
 */
signer: string, 
/**
 * The signer's fingerprint in groups.
 */
fingerprint: string, 
/**
 * SM3 of the signer's public key.
 */
pin: string, 
/**
 * Unit name and code of the sender.
 */
sender: string, 
/**
 * Unit code of the receiver.
 */
recipient: string, 
/**
 * Day of sealing.
 */
sealed_at: string, 
/**
 * SM3 that names the package.
 */
digest: string, 
/**
 * The package that it replaces.
 */
previous: string | null, 
/**
 * What else to know: it does not follow the last package of its line that the open store knows.
 */
note?: string, 
/**
 * Rule pack.
 */
rule_pack: string, 
/**
 * Head of the sender's audit log before sealing.
 */
audit_head: string, 
/**
 * Size.
 */
bytes: number, 
/**
 * Where it is.
 */
path: string, 
/**
 * Projects in it.
 */
projects: Array<PackagedProject>, 
/**
 * Files in it.
 */
files: Array<PackagedFile>, 
/**
 * All that `submission.json` says; only when reading.
 */
submission: Submission | null, };
export type PackageRow = { 
/**
 * Its number.
 */
id: string, 
/**
 * Sealed here; else received.
 */
sent: boolean, 
/**
 * What it carries: 绩效目标 …
 */
kind: string, 
/**
 * 全年, 上半年, 3 月 …
 */
period: string, 
/**
 * Number within its line.
 */
sequence: number, 
/**
 * Local time: `2026-03-05 14:32`.
 */
at: string, 
/**
 * Unit code of the receiver; empty where it was not noted.
 */
recipient: string, 
/**
 * Name of the file.
 */
file: string, 
/**
 * Number of the package before it in its line; empty for the first.
 */
previous: string, 
/**
 * Number of projects in it; 0 where it was not noted.
 */
projects: number, 
/**
 * The audit head that it carries.
 */
head: string, };
export type PackagedFile = { 
/**
 * Path below data/.
 */
name: string, 
/**
 * Size.
 */
bytes: number, };
export type PackagedProject = { 
/**
 * 项目名称
 */
name: string, 
/**
 * 项目代码
 */
code: string, 
/**
 * 年度资金总额 in 分.
 */
amount: Money | null, 
/**
 * The same in 万元 as printed.
 */
amount_text: string, 
/**
 * Number of annual indicators.
 */
indicators: number, 
/**
 * In a package of self-assessments what it came to: `自评 99.00 分，等级为“优”，佐证材料 2 份`.
 */
result?: string, };
export type PageQuery = { 
/**
 * Id, code or name of the project; empty for a form of the whole unit.
 */
project: string, 
/**
 * Id of the form.
 */
form: string, 
/**
 * From 0.
 */
page: number, 
/**
 * Pixels.
 */
width: number, 
/**
 * The month, 1 to 12, of a form of monitoring.
 */
month?: number, };
export type ParagraphPart = { 
/**
 * Its id.
 */
id: string, 
/**
 * Key of its chapter.
 */
section: string, 
/**
 * Its text.
 */
text: string, };
export type Paste = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * The side of the form.
 */
horizon: Horizon, 
/**
 * Id of the row where it begins; absent: after the last.
 */
row?: string, 
/**
 * The column where it begins; headings in the grid win over it.
 */
column: PasteColumn, 
/**
 * Rows of cell texts as the clipboard had them.
 */
grid: Array<Array<string>>, };
export type PasteCell = { 
/**
 * Row of the grid from 0.
 */
line: number, 
/**
 * Name of the indicator, （新增） for a new one without a name.
 */
row: string, 
/**
 * Word of the column.
 */
column: string, 
/**
 * What stood there.
 */
before: string, 
/**
 * What stands there now.
 */
after: string, 
/**
 * Why it could not be read, with what to do.
 */
bad: string | null, 
/**
 * The row is new.
 */
new_row: boolean, };
export type PasteColumn = "level1" | "level2" | "name" | "sign" | "value" | "unit" | "weight" | "explanation" | "standard" | "note";
export type PastePlan = { 
/**
 * Cells that had or got content, row by row.
 */
cells: Array<PasteCell>, 
/**
 * Rows that became new indicators.
 */
new_rows: number, 
/**
 * Sentences: what was left out and why.
 */
skipped: Array<string>, 
/**
 * A row of headings was understood.
 */
headers: boolean, };
export type PaymentQuery = { 
/**
 * Id, code or name of a project.
 */
project?: string, 
/**
 * Only those paid in this month.
 */
month?: number, 
/**
 * Only 直达资金.
 */
direct?: boolean, 
/**
 * At most so many rows; the sums are of all.
 */
limit: number, };
export type PaymentRow = { 
/**
 * `2026-07-15`; `2026-07` where the day is not known.
 */
date: string, 
/**
 * 项目代码
 */
code: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * 收款人
 */
payee: string, 
/**
 * 用途
 */
summary: string, 
/**
 * 凭证号
 */
voucher: string, 
/**
 * 万元; refunds are negative.
 */
amount: string, 
/**
 * 直达资金
 */
direct: boolean, 
/**
 * Row of the file.
 */
line: number, 
/**
 * The file's name.
 */
file: string, };
export type Payments = { 
/**
 * The first of them, by date.
 */
rows: Array<PaymentRow>, 
/**
 * How many there are.
 */
total: number, 
/**
 * Payments less refunds of all, 万元.
 */
net: string, };
export type PersonId = { 
/**
 * Their id.
 */
id: string, };
export type PersonRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Declared name.
 */
name: string, 
/**
 * Declared role: 填报人, 复核人, 负责人.
 */
role: string, 
/**
 * Works here now.
 */
current: boolean, };
export type PinView = { 
/**
 * SM3 of the public key.
 */
pin: string, 
/**
 * 单位代码
 */
unit_code: string, 
/**
 * 单位名称
 */
unit_name: string, };
export type Prefs = { 
/**
 * Size of text in pixels: 14, 16, 18 or 20.
 */
text_size: number, 
/**
 * By form: how it was looked at and saved last.
 */
forms: { [key in string]: FormPrefs }, 
/**
 * By purpose: the folder used last.
 */
folders: { [key in string]: string }, 
/**
 * Hints that were seen.
 */
seen: Array<string>, };
export type PrintBatch = { 
/**
 * Ids, codes or names of projects; empty: all of the year.
 */
projects: Array<string>, 
/**
 * Id of the form; each project's usual one unless told.
 */
form?: string, 
/**
 * PDF or XLSX.
 */
format: FileFormat, 
/**
 * The folder; it must be there.
 */
folder: string, 
/**
 * The month, 1 to 12, whose monitoring forms to write instead of the targets'.
 */
month?: number, };
export type PrintMeta = { 
/**
 * Title of the form.
 */
title: string, 
/**
 * Suggested file name, without an ending.
 */
file_name: string, 
/**
 * Number of pages.
 */
pages: number, 
/**
 * Id of the form shown.
 */
form: string, 
/**
 * Forms to choose from: id and title.
 */
forms: Array<[string, string]>, };
export type PrintQuery = { 
/**
 * Id, code or name of the project; empty for a form of the whole unit.
 */
project: string, 
/**
 * Id of the form; the usual one unless told.
 */
form?: string, 
/**
 * The month, 1 to 12, of a form of monitoring.
 */
month?: number, };
export type PrintSave = { 
/**
 * Id, code or name of the project; empty for a form of the whole unit.
 */
project: string, 
/**
 * Id of the form; the usual one unless told.
 */
form?: string, 
/**
 * File; `.pdf` or `.xlsx` decides.
 */
file: string, 
/**
 * The month, 1 to 12, of a form of monitoring.
 */
month?: number, };
export type PrintedBatch = { 
/**
 * Number of files.
 */
files: number, 
/**
 * Where.
 */
folder: string, 
/**
 * Projects left out, with why.
 */
skipped: Array<Refused>, };
export type ProjectId = { 
/**
 * Id, code or name.
 */
id: string, };
export type ProjectList = { 
/**
 * Its rows.
 */
rows: Array<ProjectRow>, 
/**
 * Sum of the amounts, in 分.
 */
total: Money, 
/**
 * The same as printed.
 */
total_text: string, 
/**
 * 元 or 万元.
 */
amount_unit: AmountUnit, 
/**
 * 必须改 over all projects.
 */
errors: number, 
/**
 * 需说明 over all projects.
 */
explains: number, 
/**
 * 提示 over all projects.
 */
hints: number, };
export type ProjectPart = { 
/**
 * Id within the unit's store; remarks point to it.
 */
id: string, 
/**
 * 项目代码
 */
pro_code: string, 
/**
 * 项目名称
 */
pro_name: string, 
/**
 * 项目 or 政策.
 */
pro_kind: string, 
/**
 * 新增, 延续 or empty.
 */
novelty: string, 
/**
 * R, Y, T or empty.
 */
category: string, 
/**
 * 四本预算, or empty.
 */
budget_book: string, 
/**
 * First day, or null.
 */
start_date: string | null, 
/**
 * Last day, or null.
 */
end_date: string | null, 
/**
 * 主管部门
 */
dept_name: string, 
/**
 * 实施单位
 */
implementer: string, 
/**
 * 项目负责人
 */
person: string, 
/**
 * Keys of its flags.
 */
flags: Array<string>, 
/**
 * 年度资金
 */
annual_funds: FundPart, 
/**
 * 中期资金
 */
medium_funds: FundPart, 
/**
 * The target.
 */
target: TargetPart, 
/**
 * 需说明 and 提示 that stood when it was sealed.
 */
findings: Array<FindingPart>, 
/**
 * What the month says; only in a package of monitoring.
 */
monitoring?: MonitoringPart | null, 
/**
 * What the self-assessment says; only in a package of self-assessments.
 */
self_assessment?: SelfEvalPart | null, };
export type ProjectRow = { 
/**
 * Id.
 */
id: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * 项目代码, may be empty.
 */
code: string, 
/**
 * 主管部门
 */
department: string, 
/**
 * 新增项目 · 特定目标类, as far as known.
 */
attribute: string, 
/**
 * 年度资金总额 in 分; `null` is blank.
 */
amount: Money | null, 
/**
 * The same as printed, in the form's unit.
 */
amount_text: string, 
/**
 * State of the target in words.
 */
state: string, 
/**
 * 送复核 is done and the review awaited.
 */
handed_on: boolean, 
/**
 * Number of open remarks.
 */
remarks: number, 
/**
 * Number of annual indicators.
 */
indicators: number, 
/**
 * 必须改
 */
errors: number, 
/**
 * 需说明
 */
explains: number, 
/**
 * 提示
 */
hints: number, 
/**
 * 涉密
 */
secret: boolean, 
/**
 * 项目 or 政策.
 */
kind: string, 
/**
 * 新增 or 延续; empty until told.
 */
novelty: string, 
/**
 * 人员类, 运转类, 特定目标类; empty until told.
 */
category: string, 
/**
 * 四本预算; empty until told.
 */
book: string, 
/**
 * Chinese names of its flags.
 */
flags: Array<string>, 
/**
 * It continues a project of an earlier year.
 */
can_carry: boolean, };
export type ProjectSum = { 
/**
 * How many of them there are; one that is named twice counts once.
 */
projects: number, 
/**
 * Sum of their 年度资金总额, in 分; a blank one adds nothing.
 */
total: Money, 
/**
 * The same as printed, in the form's unit.
 */
total_text: string, };
export type ProjectView = { 
/**
 * Id.
 */
id: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * 新增项目 · 一般公共预算 …
 */
subtitle: string, 
/**
 * State of the target in words.
 */
state: string, 
/**
 * 送复核 is done and the review awaited.
 */
handed_on: boolean, 
/**
 * What may be done with the state now.
 */
steps: Array<Step>, 
/**
 * Remarks, open and done, in the order they were made.
 */
remarks: Array<RemarkView>, 
/**
 * Version of the target.
 */
version: number, 
/**
 * The target cannot be edited now.
 */
locked: boolean, 
/**
 * 涉密
 */
secret: boolean, 
/**
 * The rule pack that the target keeps.
 */
pack: PackSummary, 
/**
 * 元 or 万元.
 */
amount_unit: AmountUnit, 
/**
 * Plain fields.
 */
identity: Array<TextCell>, 
/**
 * Flags: text is 是 or empty.
 */
flags: Array<TextCell>, 
/**
 * Amounts of the year, the computed total first.
 */
funds: Array<FundCell>, 
/**
 * Amounts of the medium term, the computed total first.
 */
medium_funds: Array<FundCell>, 
/**
 * 年度目标 and 中期目标.
 */
goals: Array<TextCell>, 
/**
 * The sheet, in the order of the form.
 */
indicators: Array<IndicatorRow>, 
/**
 * Level-1 classes with their level-2 classes, for adding rows.
 */
classes: Array<ClassSum>, 
/**
 * Level-2 classes by level-1 class.
 */
level2: Array<[string, Array<string>]>, 
/**
 * Sum of the annual weights.
 */
weight_total: string, 
/**
 * What it must be; `null` when the pack has no weights.
 */
weight_due: string | null, 
/**
 * `还差 2`, `超出 3`, or empty when total and due agree or nothing is due.
 */
weight_gap: string, 
/**
 * Fewest annual indicators, where the pack says so for this project.
 */
indicator_min: number | null, 
/**
 * Points of the execution rate.
 */
execution_weight: string | null, 
/**
 * The project of an earlier year that it continues.
 */
last_year: LastYear | null, 
/**
 * Names of the templates made from it.
 */
saved_as: Array<string>, 
/**
 * The target keeps another pack than the year has.
 */
packs_differ: boolean, 
/**
 * Findings, the weightiest first.
 */
findings: Array<FindingView>, 
/**
 * Forms that can be printed: id and title, the usual one first.
 */
forms: Array<[string, string]>, };
export type Projects = { 
/**
 * Ids, codes or names.
 */
projects: Array<string>, };
export type PublicDiff = { 
/**
 * 项目名称
 */
name: string, 
/**
 * What differs: filed before, public after.
 */
rows: Array<ChangeRow>, 
/**
 * Forms of the public version: id and title.
 */
forms: Array<[string, string]>, };
export type Recent = { 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * Who: declared name.
 */
person: string, 
/**
 * What it was called.
 */
label: string, 
/**
 * Id of the one project it is about, else empty.
 */
project: string, 
/**
 * Path to jump to; empty with the project.
 */
path: string, };
export type RectId = { 
/**
 * Its id.
 */
id: string, };
export type RectOpen = { 
/**
 * Id, code or name of the project; absent: the unit as a whole.
 */
project?: string, 
/**
 * The month whose monitoring shows it.
 */
month?: number, 
/**
 * Key or word of what opens it: `deviation`, `review_score`, `feedback`, `hand`.
 */
opener: string, 
/**
 * What is wrong; may be empty where a rule says it.
 */
problem: string, 
/**
 * The day on which the finance side wrote back, in any common spelling; only with `feedback`.
 */
feedback_on?: string, };
export type RectOpened = { 
/**
 * Its id.
 */
id: string, 
/**
 * What came of it.
 */
saved: Saved, };
export type RectRow = { 
/**
 * Id.
 */
id: string, 
/**
 * `/rectifications/{id}`; the cells are below it.
 */
path: string, 
/**
 * Id of the project, empty for the unit as a whole.
 */
project: string, 
/**
 * Its name, or 单位整体.
 */
project_name: string, 
/**
 * The month whose monitoring opened it.
 */
month: number | null, 
/**
 * What opened it, in words.
 */
opener: string, 
/**
 * The day from which it counts: `2026-08-05`.
 */
opened_on: string, 
/**
 * 存在问题
 */
problem: string, 
/**
 * 原因
 */
cause: string, 
/**
 * 整改措施
 */
measure: string, 
/**
 * 责任人
 */
person: string, 
/**
 * 整改期限, empty without one.
 */
due: string, 
/**
 * Calendar days left, negative when over; `null` when closed or without a day.
 */
days: number | null, 
/**
 * 处理结果 in words, may be empty.
 */
outcome: string, 
/**
 * 整改结果
 */
result: string, 
/**
 * Who demands it: document and clause, may be empty.
 */
source: string, 
/**
 * The day it was closed, empty while it is open.
 */
closed_on: string, 
/**
 * How urgent.
 */
lamp: Lamp, 
/**
 * What closing still needs, as the columns are called; empty when closed.
 */
missing: Array<string>, 
/**
 * What proves it.
 */
evidence: Array<EvidenceRow>, };
export type RefreshReport = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * Path of one paragraph; all stale ones that were not changed by hand unless told.
 */
path?: string, };
export type Refused = { 
/**
 * Id of the project.
 */
project: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Why, with what to do.
 */
why: string, };
export type RemarkId = { 
/**
 * Its id.
 */
id: string, };
export type RemarkQuery = { 
/**
 * Id, code or name of a project; the whole year when absent.
 */
project?: string, };
export type RemarkView = { 
/**
 * Id.
 */
id: string, 
/**
 * Id of the project.
 */
project: string, 
/**
 * Its name.
 */
project_name: string, 
/**
 * Path of the cell.
 */
path: string, 
/**
 * The cell in words.
 */
where: string, 
/**
 * What it says.
 */
text: string, 
/**
 * Who made it.
 */
person: string, 
/**
 * Their role.
 */
role: string, 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * The round, from 1.
 */
round: number, 
/**
 * From the finance bureau.
 */
from_bureau: boolean, 
/**
 * Dealt with.
 */
done: boolean, 
/**
 * How.
 */
answer: string, 
/**
 * By whom.
 */
answered_by: string, 
/**
 * Said with handing on, not with sending back: nobody has to deal with it.
 */
note?: boolean, };
export type ReportMonitor = { 
/**
 * 1-12; the figures are cumulative from January.
 */
month: number, 
/**
 * The file, `.docx` or `.pdf`.
 */
file: string, };
export type ReportParagraph = { 
/**
 * Path for `edit.cell`: `/projects/{id}/selfeval/report/{id}/text`.
 */
path: string, 
/**
 * The text.
 */
text: string, 
/**
 * Built from the data.
 */
linked: boolean, 
/**
 * Changed by hand since it was built.
 */
edited: boolean, 
/**
 * The data have moved on: what the sentence would say today.
 */
stale: string | null, 
/**
 * Cells whose numbers it says: path and words for the place.
 */
from: Array<[string, string]>, };
export type ReportSave = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * The file, `.docx` or `.pdf`.
 */
file: string, 
/**
 * The version that may be published (公开版): personal numbers are covered.
 */
public?: boolean, };
export type ReportSection = { 
/**
 * Which.
 */
section: Section, 
/**
 * `一、项目基本情况`
 */
title: string, 
/**
 * Its paragraphs in order.
 */
paragraphs: Array<ReportParagraph>, 
/**
 * Sentences that the data offer and the report does not have: key and text.
 */
offered: Array<[string, string]>, };
export type ReportView = { 
/**
 * Id of the project.
 */
id: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * Title of the report.
 */
title: string, 
/**
 * It was begun.
 */
begun: boolean, 
/**
 * It cannot be edited now.
 */
locked: boolean, 
/**
 * The chapters in the order of the pack.
 */
sections: Array<ReportSection>, 
/**
 * Paragraphs whose numbers have moved on.
 */
stale: number, };
export type Restore = { 
/**
 * The backup; the one that is shown, or the newest, unless told.
 */
file?: string, };
export type RoundDiff = { 
/**
 * `第 1 轮（94.00 分）→ 第 2 轮（91.50 分）`
 */
title: string, 
/**
 * The cells.
 */
rows: Array<ChangeRow>, };
export type RoundRow = { 
/**
 * From 1.
 */
round: number, 
/**
 * What was done: 送复核, 复核通过并送审, 上报 …
 */
word: string, 
/**
 * `2027-03-02 14:32`
 */
at: string, 
/**
 * Declared name and role.
 */
person: string, 
/**
 * 总分 at that time.
 */
total: string, 
/**
 * What was said with handing it on; absent when nothing.
 */
note?: string, };
export type RoundsDiff = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * The earlier round.
 */
from: number, 
/**
 * The later round; what stands now unless told.
 */
to?: number, };
export type RuleDiff = { 
/**
 * Id of the rule.
 */
id: string, 
/**
 * What it is about.
 */
title: string, 
/**
 * Weight and parameters in the one; empty: not in that pack.
 */
a: string, 
/**
 * Weight and parameters in the other.
 */
b: string, 
/**
 * Who demands it in the one.
 */
a_source: Source | null, 
/**
 * Who demands it in the other.
 */
b_source: Source | null, };
export type RuleView = { 
/**
 * Id.
 */
id: string, 
/**
 * What the rule is about, in Chinese.
 */
title: string, 
/**
 * How much it weighs.
 */
level: Level, 
/**
 * Parameters as `key = value` lines.
 */
params: Array<string>, 
/**
 * Who demands it.
 */
source: Source, 
/**
 * The pack that set it.
 */
pack: string, 
/**
 * Our remark on how a document is read, may be empty.
 */
note: string, };
export type SaveDeadline = { 
/**
 * The one to change; absent for a new one.
 */
id?: string, 
/**
 * What is due.
 */
title: string, 
/**
 * By when, in any common spelling.
 */
date: string, 
/**
 * `target`: until all targets are handed to the bureau; `other`: a reminder.
 */
about: string, 
/**
 * Number or title of the notice.
 */
source?: string, };
export type SaveOwn = { 
/**
 * Id of the one to change; absent: a new one.
 */
id?: string, 
/**
 * 二级指标 by its Chinese name.
 */
level2: string, 
/**
 * 三级指标
 */
name: string, 
/**
 * A usual value: `≥95%`.
 */
value: string, 
/**
 * 指标解释
 */
explanation: string, 
/**
 * 评(扣)分标准
 */
standard: string, 
/**
 * Field of work, may be empty.
 */
category: string, };
export type SavePerson = { 
/**
 * Id; a new person when absent.
 */
id?: string, 
/**
 * Declared name.
 */
name: string, 
/**
 * Declared role.
 */
role: string, };
export type SaveTemplate = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * Name of the template.
 */
name: string, };
export type Saved = { 
/**
 * Kinds of data that changed; empty when the text was the same.
 */
changed: Array<DataKind>, 
/**
 * The step's name in the history.
 */
label: string | null, 
/**
 * Local time, `14:32`.
 */
saved_at: string, };
export type SavedFile = { 
/**
 * Its path.
 */
file: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * What a person must know about it.
 */
note?: string, };
export type SealKind = "target" | "monitor" | "selfeval";
export type SealPlan = { 
/**
 * One sentence: what, to whom, which number, what is unfinished.
 */
sentence: string, 
/**
 * 必须改 findings stand in the way.
 */
ready: boolean, 
/**
 * Number that the package will have.
 */
package_id: string, 
/**
 * Its file name.
 */
file_name: string, 
/**
 * Number of projects in it.
 */
projects: number, 
/**
 * Their ids, in the order of the package.
 */
packed: Array<string>, 
/**
 * Names of projects that stay out, with why.
 */
left_out: Array<string>, 
/**
 * What is unfinished: 必须改 first.
 */
unfinished: Array<FindingView>, 
/**
 * 必须改
 */
errors: number, 
/**
 * 需说明
 */
explains: number, };
export type SealQuery = { 
/**
 * Unit code of the receiver, the finance bureau.
 */
recipient: string, 
/**
 * Leave out projects that still have 必须改, to send the others first.
 */
ready_only: boolean, 
/**
 * What is sent; 绩效目标 unless told.
 */
kind?: SealKind, 
/**
 * `M01` … `M12` or `H1` for 运行监控.
 */
period?: string, };
export type SealRun = { 
/**
 * Unit code of the receiver.
 */
recipient: string, 
/**
 * Leave out projects that still have 必须改, to send the others first.
 */
ready_only: boolean, 
/**
 * What is sent; 绩效目标 unless told.
 */
kind?: SealKind, 
/**
 * `M01` … `M12` or `H1` for 运行监控.
 */
period?: string, 
/**
 * Folder to write into: the USB stick.
 */
folder: string, 
/**
 * Key file; the unit's own key in the store unless told.
 */
key?: string, 
/**
 * Asked for at each sealing, never stored.
 */
passphrase: string, };
export type SearchCommand = { 
/**
 * The window's own name for it.
 */
id: string, 
/**
 * Its Chinese word.
 */
word: string, };
export type SearchHit = { 
/**
 * What it is.
 */
kind: HitKind, 
/**
 * Id of the project, also of an indicator's or a self-assessment's, or of the command.
 */
id: string, 
/**
 * Its name.
 */
title: string, 
/**
 * What tells it from others of that name.
 */
subtitle: string, 
/**
 * Path to jump to; empty for a command.
 */
path: string, };
export type SearchQuery = { 
/**
 * Name, code, full pinyin or initials; empty lists commands and projects.
 */
text: string, 
/**
 * At most so many hits.
 */
limit: number, 
/**
 * Commands of the window, to be found by their words.
 */
commands: Array<SearchCommand>, };
export type Section = "basics" | "goals" | "work" | "conclusion" | "indicators" | "problems" | "measures" | "use";
export type SelfEvalEvidence = { 
/**
 * Id of the project.
 */
id: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * It cannot be edited now.
 */
locked: boolean, 
/**
 * One for the project as a whole, then one per indicator, then those that still have files though they are no
 * longer assessed.
 */
items: Array<EvidenceItem>, 
/**
 * How much it is: `3 份文件，共 12.4 MB，上限 50 MB`.
 */
sentence: string, 
/**
 * Over what a package may carry.
 */
over: boolean, 
/**
 * Indicators without evidence.
 */
missing: number, 
/**
 * Files that vanished or changed since.
 */
faulty: number, };
export type SelfEvalFund = { 
/**
 * Path of the row; a column's path is this plus `/initial`, `/budget`, `/executed`. Empty for computed lines.
 */
path: string, 
/**
 * Its name.
 */
label: string, 
/**
 * 年初预算数
 */
initial: string, 
/**
 * 全年预算数
 */
budget: string, 
/**
 * 全年执行数
 */
executed: string, 
/**
 * By column: what was typed when it could not be read.
 */
bad: { [key in string]: string }, 
/**
 * 执行率 in percent.
 */
rate: string, 
/**
 * 分值; only on the total line.
 */
weight: string, 
/**
 * 得分; only on the total line.
 */
score: string, 
/**
 * What the ledgers say was paid; empty when they say nothing.
 */
paid: string, };
export type SelfEvalList = { 
/**
 * Fiscal year.
 */
year: number, 
/**
 * 元 or 万元.
 */
amount_unit: AmountUnit, 
/**
 * Every project of the year, begun or not, in the order of the project list.
 */
rows: Array<SelfEvalRow>, 
/**
 * How many have each grade: 优, 良, 中, 差 and 未评.
 */
grades: Array<GradeCount>, 
/**
 * How many stand in each state.
 */
states: Array<GradeCount>, 
/**
 * Plain mean of the totals; empty without any.
 */
average: string, 
/**
 * 全年预算数 of all, as printed.
 */
budget: string, 
/**
 * 全年执行数 of all, as printed.
 */
executed: string, 
/**
 * 执行率 of all in percent.
 */
rate: string, 
/**
 * By when, in one sentence with its document; `null` where the pack has no day.
 */
due: string | null, 
/**
 * How urgent that is.
 */
due_lamp: Lamp | null, 
/**
 * Forms of the whole unit that can be printed: id and title.
 */
forms: Array<[string, string]>, };
export type SelfEvalPart = { 
/**
 * Id of the document.
 */
eval_id: string, 
/**
 * `year` or `whole`.
 */
scope: string, 
/**
 * The rule pack it is judged by.
 */
rule_pack: string, 
/**
 * Version of the target that was assessed.
 */
target_version: number, 
/**
 * The round of review.
 */
round: number, 
/**
 * Money by source, amounts in 分.
 */
funds: { [key in string]: AssessedFundPart }, 
/**
 * 预算执行: the sums and their score.
 */
execution: ExecutionPart, 
/**
 * 预算执行偏差原因
 */
funds_reason: string, 
/**
 * 年度目标完成情况
 */
goal_comp: string, 
/**
 * Indicators in the order of the form.
 */
indicators: Array<AssessedPart>, 
/**
 * Sum of all points before a cap, or null.
 */
sum: string | null, 
/**
 * The cap by execution rate, or null.
 */
cap: string | null, 
/**
 * 单位自评得分
 */
total_eval_value: string | null, 
/**
 * 优, 良, 中, 差 or null.
 */
grade: string | null, 
/**
 * How the total comes about.
 */
working: Array<StepPart>, 
/**
 * 一致性: `red`, `yellow` or null.
 */
consistency: string | null, 
/**
 * 评价结论
 */
conclusion: string, 
/**
 * 存在问题
 */
problems: string, 
/**
 * 偏差分析及整改措施
 */
devi_analy: string, 
/**
 * 其他需要说明事项
 */
note: string, 
/**
 * 结果应用建议: the treatment as set, else as proposed; empty without.
 */
application_advise: string, 
/**
 * Why.
 */
application_reason: string, 
/**
 * 报告形成日期, or null.
 */
formed_on: string | null, 
/**
 * 公开日期, or null.
 */
published_on: string | null, 
/**
 * 公开网址或方式
 */
published_at: string, 
/**
 * 自评报告 paragraph by paragraph; empty when there is none.
 */
report: Array<ParagraphPart>, 
/**
 * 佐证材料
 */
evidence: Array<EvidencePart>, };
export type SelfEvalResult = { 
/**
 * Sum of the indicators' scores; empty while nothing is scored.
 */
indicators: string, 
/**
 * Sum of their weights.
 */
weights: string, 
/**
 * Sum with the execution score, before a cap.
 */
sum: string, 
/**
 * The cap by execution rate; empty where none holds.
 */
cap: string, 
/**
 * 总分; empty while nothing is scored.
 */
total: string, 
/**
 * 自评等级; empty while nothing is scored.
 */
grade: string, 
/**
 * 一致性 red or yellow.
 */
consistency: Lamp | null, 
/**
 * Why, in one sentence.
 */
consistency_text: string, 
/**
 * How the total comes about.
 */
working: Array<WorkingStep>, 
/**
 * 得分 and 分值 by level-1 class in the order of the form: word, score, weight.
 */
classes: Array<[string, string, string]>, 
/**
 * 结果应用 that the pack proposes, and why; empty without.
 */
proposal: string, };
export type SelfEvalRow = { 
/**
 * Id of the project.
 */
id: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * 项目代码
 */
code: string, 
/**
 * 项目 or 政策
 */
kind: string, 
/**
 * A self-assessment was begun.
 */
exists: boolean, 
/**
 * Why none can be begun (涉密, 没有绩效目标); `null` when it can.
 */
blocked: string | null, 
/**
 * State in words: 还没有填, 编制中, 待复核 …
 */
state: string, 
/**
 * What may be done with the state now.
 */
steps: Array<Step>, 
/**
 * 全年预算数 in 分
 */
budget: Money | null, 
/**
 * 全年预算数 as printed
 */
budget_text: string, 
/**
 * 执行率 in percent.
 */
rate: string, 
/**
 * 总分; empty while nothing is scored.
 */
total: string, 
/**
 * 自评等级; empty until everything is filled in.
 */
grade: string, 
/**
 * Cells filled…
 */
filled: number, 
/**
 * …of so many.
 */
of: number, 
/**
 * 必须改
 */
errors: number, 
/**
 * 需说明
 */
explains: number, 
/**
 * 一致性 red or yellow.
 */
consistency: Lamp | null, 
/**
 * The report was begun.
 */
report: boolean, 
/**
 * Paragraphs of the report whose numbers have moved on.
 */
stale: number, 
/**
 * Indicators without evidence.
 */
missing_evidence: number, 
/**
 * 结果应用 in words, proposed or set.
 */
treatment: string, 
/**
 * The round of review.
 */
round: number, 
/**
 * Open remarks.
 */
remarks: number, };
export type SelfEvalRowView = { 
/**
 * Path of the row; a column's path is this plus `/actual`, `/score`, `/method`, `/too_low`, `/reason`, `/measures`.
 */
path: string, 
/**
 * Id of the indicator.
 */
id: string, 
/**
 * 一级指标
 */
level1: string, 
/**
 * 二级指标
 */
level2: string, 
/**
 * 三级指标
 */
name: string, 
/**
 * 年度指标值 as the form prints it.
 */
target: string, 
/**
 * 计量单位
 */
unit: string, 
/**
 * `number`, `date` or `level`: what 实际完成值 takes.
 */
kind: string, 
/**
 * 实际完成值
 */
actual: string, 
/**
 * 分值
 */
weight: string, 
/**
 * 公式得分; empty where only a person can tell or nothing is recorded.
 */
formula: string, 
/**
 * 手工得分 as typed; blank takes the formula's.
 */
manual: string, 
/**
 * 得分 that counts; empty while there is none.
 */
score: string, 
/**
 * The typed score differs from the formula's.
 */
differs: boolean, 
/**
 * Where a typed score may lie: `8.00—10.00`; empty where anywhere up to the weight.
 */
band: string, 
/**
 * 完成率 in percent.
 */
rate: string, 
/**
 * 赋分方式 in words.
 */
method: string, 
/**
 * The choices of 赋分方式, the usual one first.
 */
methods: Array<string>, 
/**
 * 目标偏低
 */
too_low: boolean, 
/**
 * 偏差原因分析
 */
reason: string, 
/**
 * 改进措施
 */
measures: string, 
/**
 * A reason is demanded and missing.
 */
reason_due: boolean, 
/**
 * By column: what was typed when it could not be read.
 */
bad: { [key in string]: string }, 
/**
 * How the score comes about.
 */
working: Array<WorkingStep>, 
/**
 * As taken from December's monitoring, not confirmed since.
 */
untouched: boolean, 
/**
 * The indicator is no longer in the target.
 */
gone: boolean, 
/**
 * Files attached.
 */
evidence: number, 
/**
 * Open remarks on the row and its cells.
 */
remarks: number, 
/**
 * 实际完成值 and 得分 of the year before; empty without.
 */
last_actual: string, 
/**
 * 得分 of the year before.
 */
last_score: string, };
export type SelfEvalStarted = { 
/**
 * How many.
 */
made: number, 
/**
 * Projects left out and why.
 */
refused: Array<Refused>, 
/**
 * The step's name in the history; `null` when nothing was begun.
 */
label: string | null, 
/**
 * Local time, `14:32`.
 */
saved_at: string, 
/**
 * Kinds of data that changed.
 */
changed: Array<DataKind>, };
export type SelfEvalView = { 
/**
 * Id of the project.
 */
id: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * 项目代码
 */
code: string, 
/**
 * 新增项目 · 一般公共预算 …
 */
subtitle: string, 
/**
 * Fiscal year.
 */
year: number, 
/**
 * A document is stored; else the prefilled one that the first cell or `selfeval.start` begins.
 */
exists: boolean, 
/**
 * State in words.
 */
state: string, 
/**
 * What may be done with the state now.
 */
steps: Array<Step>, 
/**
 * The round of review, from 1.
 */
round: number, 
/**
 * It cannot be edited now.
 */
locked: boolean, 
/**
 * It was filed and can be taken back into drafting (`selfeval.reopen`).
 */
reopenable: boolean, 
/**
 * 涉密
 */
secret: boolean, 
/**
 * The rule pack that it keeps.
 */
pack: PackSummary, 
/**
 * 元 or 万元.
 */
amount_unit: AmountUnit, 
/**
 * Path of the document.
 */
path: string, 
/**
 * The version of the target that it assesses.
 */
target: TargetOf, 
/**
 * 自评范围: 年度 or 整个实施期.
 */
scope: TextCell, 
/**
 * 预期目标
 */
goal: string, 
/**
 * 实际完成情况
 */
goal_done: TextCell, 
/**
 * Money, the computed total first.
 */
funds: Array<SelfEvalFund>, 
/**
 * The money stands as taken from monitoring.
 */
funds_untouched: boolean, 
/**
 * 预算执行偏差原因
 */
funds_reason: TextCell, 
/**
 * 预算执行率
 */
execution: ExecutionView, 
/**
 * Indicators in the order of the form.
 */
rows: Array<SelfEvalRowView>, 
/**
 * The total.
 */
result: SelfEvalResult, 
/**
 * 评价结论, 存在问题, 改进措施, 其他需要说明事项, 结果应用, 结果应用理由, 报告形成日期, 公开日期, 公开方式.
 */
texts: Array<TextCell>, 
/**
 * Findings, the weightiest first.
 */
findings: Array<FindingView>, 
/**
 * Remarks, open and done.
 */
remarks: Array<RemarkView>, 
/**
 * Forms that can be printed: id and title.
 */
forms: Array<[string, string]>, 
/**
 * From where it was prefilled, in one sentence; `null` when from nothing.
 */
prefilled: string | null, 
/**
 * Rows left as taken from monitoring.
 */
untouched: number, 
/**
 * Cells filled…
 */
filled: number, 
/**
 * …of so many.
 */
of: number, 
/**
 * Last year's self-assessment of the project it continues.
 */
last_year: LastSelfEval | null, 
/**
 * Each indicator over the year, in the order of the rows.
 */
timelines: Array<TimelineView>, 
/**
 * The paragraphs of the report: how many, and how many are stale.
 */
report_paragraphs: number, 
/**
 * Stale ones among them.
 */
report_stale: number, };
export type SetYear = { 
/**
 * The year.
 */
year: number, 
/**
 * Its rule pack; kept where the year is known.
 */
pack?: string, };
export type SettleRemarks = { 
/**
 * Their ids.
 */
ids: Array<string>, 
/**
 * How they were dealt with; empty leaves what was answered.
 */
answer: string, };
export type SheetLook = { 
/**
 * Name on its tab.
 */
name: string, 
/**
 * What it looks like.
 */
looks: Looks, 
/**
 * Rows with content.
 */
rows: number, };
export type SkippedRow = { 
/**
 * Row in the file, counted from 1.
 */
number: number, 
/**
 * Its first text.
 */
text: string, 
/**
 * Why it is left out: 合计行, 标题行, 说明行.
 */
reason: string, };
export type Source = { 
/**
 * Number or title of the document: `财预〔2020〕10号`.
 */
document: string, 
/**
 * Clause within it, may be empty.
 */
clause: string, };
export type StartMonths = { 
/**
 * Ids, codes or names; empty for all projects of the year.
 */
projects: Array<string>, 
/**
 * 1-12
 */
month: number, 
/**
 * Begin with what the last recorded month says, each cell marked until it is touched or confirmed; projects without
 * an earlier month begin blank.
 */
copy: boolean, };
export type StartSelfEvals = { 
/**
 * Ids, codes or names; empty for all projects of the year.
 */
projects: Array<string>, };
export type StateShare = { 
/**
 * The state in words.
 */
state: string, 
/**
 * How many projects.
 */
projects: number, 
/**
 * Their money as printed.
 */
amount_text: string, 
/**
 * Their share of all projects in percent, two decimals.
 */
percent: string, };
export type StationView = { 
/**
 * `年初目标`, `1—7月监控`, `绩效自评`.
 */
word: string, 
/**
 * As the form prints it.
 */
text: string, };
export type Step = { 
/**
 * What `target.hand_on` takes.
 */
to: Handing, 
/**
 * Its name.
 */
word: string, 
/**
 * It must be said why.
 */
needs_remark: boolean, };
export type StepPart = { 
/**
 * One sentence with its numbers.
 */
text: string, 
/**
 * Id of the rule; empty where no rule is at work.
 */
rule: string, 
/**
 * Document and clause; empty where no rule is at work.
 */
source: string, 
/**
 * The points that the step arrives at, or null.
 */
points: string | null, };
export type StoreInfo = { 
/**
 * Its folder.
 */
folder: string, 
/**
 * The unit.
 */
unit: Unit, 
/**
 * The year worked in.
 */
year: FiscalYear, 
/**
 * All years.
 */
years: Array<FiscalYear>, 
/**
 * The year's pack.
 */
pack: PackSummary, 
/**
 * Declared name.
 */
person: string, 
/**
 * Declared role.
 */
role: string, 
/**
 * Id of the person who works here now.
 */
person_id: string, 
/**
 * The demo unit.
 */
demo: boolean, 
/**
 * Changes are impossible: the folder is read-only or another process has it.
 */
read_only: boolean, 
/**
 * The data were damaged and a backup is shown: `store.restore` puts it in their place.
 */
can_restore: boolean, 
/**
 * What a person must know about how it was opened.
 */
notice: string | null, 
/**
 * Time of the last change, `14:32`, or with its day when that is past.
 */
saved_at: string | null, 
/**
 * Name of the step that undo would take back.
 */
undo: string | null, 
/**
 * Name of the step that redo would do again.
 */
redo: string | null, 
/**
 * How many steps since the store was opened `edit.discard` would take back; 0 is none.
 */
can_discard: number, 
/**
 * The session before ended without closing the store, and nobody has decided about its steps yet.
 */
crashed: Crashed | null, };
export type Submission = { 
/**
 * `wenxiao/submission/1`
 */
schema: string, 
/**
 * Package id.
 */
package_id: string, 
/**
 * `target`, `monitor` or `selfeval`
 */
kind: string, 
/**
 * 预算年度
 */
fiscal_year: number, 
/**
 * `Y`, `H1`, `M01` … `M12`
 */
period: string, 
/**
 * Number within unit, year, kind and period.
 */
sequence: number, 
/**
 * Program that wrote it.
 */
program: string, 
/**
 * The unit.
 */
unit: UnitPart, 
/**
 * The rule pack of the year.
 */
rule_pack: PackPart, 
/**
 * Projects, 涉密 ones left out.
 */
projects: Array<ProjectPart>, 
/**
 * The whole unit's monitoring; only at half year.
 */
unit_monitoring?: UnitMonitoringPart | null, };
export type TargetOf = { 
/**
 * 1 for the first.
 */
version: number, 
/**
 * State in words.
 */
state: string, 
/**
 * 已批复
 */
approved: boolean, 
/**
 * A later version was approved since.
 */
newer: boolean, };
export type TargetPart = { 
/**
 * Id of this version.
 */
id: string, 
/**
 * 1 for the first.
 */
version: number, 
/**
 * 2015 or 2021.
 */
taxonomy: string, 
/**
 * The rule pack it keeps.
 */
rule_pack: string, 
/**
 * 年度目标
 */
kpi_target: string, 
/**
 * 中期目标
 */
medium_target: string, 
/**
 * Why an approved target was changed; empty otherwise.
 */
adjustment_reason: string, 
/**
 * Indicators in the order of the form.
 */
indicators: Array<IndicatorPart>, };
export type Task = { 
/**
 * As progress events name it.
 */
task: string, };
export type TaskPart = { 
/**
 * 任务名称
 */
name: string, 
/**
 * 主要内容
 */
content: string, 
/**
 * 完成情况
 */
done: string, };
export type TemplateId = { 
/**
 * Its id.
 */
id: string, };
export type TemplateRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is for: 特定目标类 · 延续项目.
 */
about: string, 
/**
 * Number of indicators.
 */
indicators: number, 
/**
 * The project and year it was made from.
 */
from: string, };
export type TextCell = { 
/**
 * Path for `edit.cell`.
 */
path: string, 
/**
 * Its name.
 */
label: string, 
/**
 * The text.
 */
text: string, 
/**
 * What was typed when it could not be read.
 */
bad: string | null, 
/**
 * It cannot be edited now.
 */
locked: boolean, 
/**
 * The choices of a list, empty for free text.
 */
options: Array<string>, 
/**
 * A long text.
 */
wide: boolean, };
export type ThreeWay = { 
/**
 * Every project of the year.
 */
rows: Array<ThreeWayRow>, 
/**
 * Payments that wait for a project; empty without any.
 */
unmatched: string, 
/**
 * The sums.
 */
totals: ThreeWayTotals, };
export type ThreeWayRow = { 
/**
 * Id of the project.
 */
project: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The adjusted budget, else that of the project; empty when none is known.
 */
budget: string, 
/**
 * Paid by the books; empty when they say nothing.
 */
paid: string, 
/**
 * Entered as executed; empty when it was not.
 */
entered: string, 
/**
 * Entered less paid; empty when they are equal.
 */
gap: string, 
/**
 * Red: to be cleared up; yellow: to be looked at; blue: a matter of rounding; green: they agree.
 */
lamp: Lamp, 
/**
 * What is odd, or that they agree.
 */
text: string, 
/**
 * Path of the cell that is entered.
 */
path: string, };
export type ThreeWayTotals = { 
/**
 * Of the budgets.
 */
budget: string, 
/**
 * Of the payments that have a project.
 */
paid: string, 
/**
 * Of what was entered.
 */
entered: string, };
export type TimelineView = { 
/**
 * Id of the indicator.
 */
id: string, 
/**
 * Its stations in the order of time.
 */
stations: Array<StationView>, 
/**
 * What does not fit together.
 */
odd: Array<string>, };
export type ToFile = { 
/**
 * Its path.
 */
file: string, };
export type TotalsOf = { 
/**
 * 1-12; the figures are cumulative from January.
 */
month: number, };
export type TreatmentRow = { 
/**
 * Id of the project.
 */
id: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * 总分
 */
total: string, 
/**
 * 等级
 */
grade: string, 
/**
 * 执行率 in percent.
 */
rate: string, 
/**
 * What the pack proposes, and why; empty without.
 */
proposed: string, 
/**
 * Why it proposes that.
 */
why: string, 
/**
 * 结果应用 as the user set it; empty takes the proposal.
 */
set: string, 
/**
 * The user's reason.
 */
reason: string, 
/**
 * The document's path; the cells are `treatment` and `treatment_reason`.
 */
path: string, 
/**
 * It cannot be edited now.
 */
locked: boolean, 
/**
 * Choices.
 */
options: Array<string>, };
export type Unit = { 
/**
 * Identity.
 */
id: Id, 
/**
 * 部门, 乡镇 or 二级单位.
 */
kind: UnitKind, 
/**
 * 单位名称
 */
name: string, 
/**
 * 单位代码 (AGENCY_CODE): three digits a level, at most 21.
 */
code: string, 
/**
 * 统一社会信用代码, 18 characters, or empty.
 */
credit_code: string, 
/**
 * 财政区划代码 (MOF_DIV_CODE), 9 digits, or empty.
 */
division_code: string, 
/**
 * 主管部门 of a 二级单位, else empty.
 */
parent_name: string, 
/**
 * 单位负责人
 */
head: string, 
/**
 * 联系电话
 */
phone: string, };
export type UnitIndicatorPart = { 
/**
 * One of the six dimensions.
 */
dimension: string, 
/**
 * 指标
 */
name: string, 
/**
 * 指标值 as printed.
 */
kpi_val: string, 
/**
 * 分值, or null.
 */
ind_weight: string | null, 
/**
 * What was achieved, and what is expected.
 */
monitored: MonitoredPart, };
export type UnitKind = "department" | "township" | "subordinate";
export type UnitMonitorRow = { 
/**
 * Name of its dimension.
 */
dimension: string, 
/**
 * 指标值 as it is edited.
 */
value: string, 
/**
 * Path of the row; a column's path is this plus `/done`, `/expected` …
 */
path: string, 
/**
 * Id of the indicator.
 */
id: string, 
/**
 * 一级指标
 */
level1: string, 
/**
 * 二级指标
 */
level2: string, 
/**
 * 三级指标
 */
name: string, 
/**
 * 年度指标值 as the form prints it.
 */
target: string, 
/**
 * 计量单位
 */
unit: string, 
/**
 * 分值
 */
weight: string, 
/**
 * `number`, `date` or `level`: what its cells take.
 */
kind: string, 
/**
 * 累计 or 时点.
 */
accrual: string, 
/**
 * 1—X月执行情况
 */
done: string, 
/**
 * 全年预计完成情况
 */
expected: string, 
/**
 * The year end as the pace suggests it.
 */
suggestion: string, 
/**
 * 偏差原因 by cause.
 */
causes: { [key in string]: string }, 
/**
 * 原因说明
 */
reason: string, 
/**
 * 完成目标可能性 in words.
 */
possibility: string, 
/**
 * 备注: measures.
 */
measures: string, 
/**
 * 完成率 in percent.
 */
rate: string, 
/**
 * 对序时 in percent.
 */
pace: string, 
/**
 * What would be on time at this month.
 */
plan: string, 
/**
 * The lamp.
 */
lamp: Lamp | null, 
/**
 * How rate and lamp came about.
 */
working: Array<string>, 
/**
 * 执行情况 of earlier months of the year.
 */
earlier: Array<Earlier>, 
/**
 * 执行情况 of the same month a year before.
 */
last_year: string, 
/**
 * As copied from last month, not confirmed since.
 */
untouched: boolean, 
/**
 * The indicator is no longer in the target.
 */
gone: boolean, 
/**
 * By column: what was typed when it could not be read.
 */
bad: { [key in string]: string }, 
/**
 * Open remarks on the row.
 */
remarks: number, };
export type UnitMonitorView = { 
/**
 * Something was recorded.
 */
exists: boolean, 
/**
 * State in words.
 */
state: string, 
/**
 * It cannot be edited now.
 */
locked: boolean, 
/**
 * Fiscal year.
 */
year: number, 
/**
 * Path of the document.
 */
path: string, 
/**
 * 年度总体目标
 */
goal: TextCell, 
/**
 * Money: the projects' sum, the unit's other money by source, the total; computed lines have no path.
 */
funds: Array<MonitorFund>, 
/**
 * 年度主要任务
 */
tasks: Array<UnitTaskRow>, 
/**
 * Indicators.
 */
rows: Array<UnitMonitorRow>, 
/**
 * Names of the six dimensions.
 */
dimensions: Array<string>, 
/**
 * The projects that were monitored for the half year.
 */
projects: Array<UnitProjectRow>, 
/**
 * What follows from the figures.
 */
result: MonitorResult, 
/**
 * 说明
 */
note: TextCell, 
/**
 * Findings, the weightiest first.
 */
findings: Array<FindingView>, 
/**
 * Forms that can be printed.
 */
forms: Array<[string, string]>, };
export type UnitMonitoringPart = { 
/**
 * Id of the document.
 */
id: string, 
/**
 * 年度总体目标
 */
goal: string, 
/**
 * Money outside the projects by source, in 分.
 */
funds: { [key in string]: MonitoredFundPart }, 
/**
 * 年度主要任务
 */
tasks: Array<TaskPart>, 
/**
 * The unit's own indicators.
 */
indicators: Array<UnitIndicatorPart>, 
/**
 * 说明
 */
note: string, };
export type UnitPart = { 
/**
 * 单位代码
 */
agency_code: string, 
/**
 * 单位名称
 */
agency_name: string, 
/**
 * 部门, 乡镇 or 二级单位.
 */
agency_kind: string, 
/**
 * 财政区划代码, may be empty.
 */
mof_div_code: string, 
/**
 * 统一社会信用代码, may be empty.
 */
credit_code: string, };
export type UnitProjectRow = { 
/**
 * Id.
 */
id: string, 
/**
 * 项目名称
 */
name: string, 
/**
 * 执行率 in percent.
 */
rate: string, 
/**
 * 完成率 in percent.
 */
completion: string, 
/**
 * The lamp.
 */
lamp: Lamp | null, };
export type UnitTaskRow = { 
/**
 * Path of the row; a column's path is this plus `/name`, `/content`, `/done`.
 */
path: string, 
/**
 * Id.
 */
id: string, 
/**
 * 任务名称
 */
name: string, 
/**
 * 主要内容
 */
content: string, 
/**
 * 完成情况
 */
done: string, };
export type Weight = "error" | "notice";
export type WhatIf = { 
/**
 * Id, code or name of the project.
 */
project: string, 
/**
 * What to change.
 */
cells: Array<WhatIfCell>, };
export type WhatIfCell = { 
/**
 * Its path, as for `edit.cell`.
 */
path: string, 
/**
 * What would be typed.
 */
text: string, };
export type WhatIfResult = { 
/**
 * 总分 now.
 */
before: string, 
/**
 * 总分 then.
 */
after: string, 
/**
 * The difference with its sign: `+1.20`.
 */
change: string, 
/**
 * 等级 now.
 */
grade_before: string, 
/**
 * 等级 then.
 */
grade_after: string, 
/**
 * 预算执行得分 then.
 */
execution: string, 
/**
 * The rows whose score changes.
 */
rows: Array<WhatIfRow>, 
/**
 * Cells that cannot be read, with why.
 */
faults: Array<string>, };
export type WhatIfRow = { 
/**
 * Id of the indicator.
 */
id: string, 
/**
 * 三级指标
 */
name: string, 
/**
 * 得分 now.
 */
before: string, 
/**
 * 得分 then.
 */
after: string, };
export type WorkingStep = { 
/**
 * One sentence with its numbers.
 */
text: string, 
/**
 * Id of the rule, may be empty.
 */
rule: string, 
/**
 * Who says so.
 */
source: Source | null, 
/**
 * The points that the step arrives at; empty where it has none.
 */
points: string, };

export interface Commands {
  "app.about": { req: Empty; res: About };
  "store.create": { req: CreateStore; res: StoreInfo };
  "store.open": { req: OpenStore; res: StoreInfo };
  "store.restore": { req: Restore; res: StoreInfo };
  "store.current": { req: Empty; res: StoreInfo | null };
  "store.close": { req: Empty; res: null };
  "store.keep": { req: Empty; res: StoreInfo };
  "store.discard_crashed": { req: Empty; res: StoreInfo };
  "store.set_year": { req: SetYear; res: StoreInfo };
  "demo.open": { req: Empty; res: StoreInfo };
  "person.list": { req: Empty; res: Array<PersonRow> };
  "person.save": { req: SavePerson; res: Saved };
  "person.use": { req: PersonId; res: StoreInfo };
  "person.delete": { req: PersonId; res: Saved };
  "prefs.get": { req: Empty; res: Prefs };
  "prefs.set": { req: Prefs; res: Prefs };
  "pack.list": { req: Empty; res: Array<PackSummary> };
  "pack.get": { req: PackId; res: PackView };
  "pack.compare": { req: ComparePacks; res: Array<RuleDiff> };
  "pack.import": { req: ToFile; res: PackSummary };
  "pack.remove": { req: PackId; res: Saved };
  "target.move_pack": { req: MovePack; res: PackMove };
  "project.list": { req: Empty; res: ProjectList };
  "project.get": { req: ProjectId; res: ProjectView };
  "project.create": { req: NewProject; res: Created };
  "project.duplicate": { req: Duplicate; res: Created };
  "project.carry_plan": { req: CarryQuery; res: CarryPlan };
  "project.carry": { req: Carry; res: Carried };
  "template.list": { req: Empty; res: Array<TemplateRow> };
  "template.save": { req: SaveTemplate; res: Saved };
  "template.delete": { req: TemplateId; res: Saved };
  "template.apply": { req: ApplyTemplate; res: Copied };
  "target.copy_last_year": { req: CopyLastYear; res: Copied };
  "project.delete_many": { req: Projects; res: Deleted };
  "project.sum": { req: Projects; res: ProjectSum };
  "project.delete": { req: ProjectId; res: Saved };
  "edit.cell": { req: EditCell; res: Saved };
  "draft.keep": { req: Draft; res: null };
  "draft.drop": { req: Empty; res: null };
  "draft.pending": { req: Empty; res: DraftView | null };
  "edit.undo": { req: Empty; res: Saved };
  "edit.redo": { req: Empty; res: Saved };
  "edit.discard": { req: Empty; res: Saved };
  "history.cell": { req: CellQuery; res: Array<CellChange> };
  "history.list": { req: HistoryQuery; res: History };
  "edit.cells": { req: EditCells; res: Saved };
  "paste.preview": { req: Paste; res: PastePlan };
  "paste.commit": { req: Paste; res: Saved };
  "indicator.add": { req: AddIndicator; res: Created };
  "indicator.move": { req: MoveIndicator; res: Saved };
  "indicator.remove": { req: AtPath; res: Saved };
  "indicator.remove_many": { req: AtPaths; res: Saved };
  "target.hand_on": { req: HandOn; res: HandedOn };
  "remark.list": { req: RemarkQuery; res: Array<RemarkView> };
  "remark.add": { req: AddRemark; res: Saved };
  "remark.answer": { req: AnswerRemark; res: Saved };
  "remark.settle": { req: SettleRemarks; res: Saved };
  "remark.delete": { req: RemarkId; res: Saved };
  "rectify.list": { req: Empty; res: Array<RectRow> };
  "rectify.open": { req: RectOpen; res: RectOpened };
  "rectify.close": { req: RectId; res: Saved };
  "rectify.reopen": { req: RectId; res: Saved };
  "rectify.delete": { req: RectId; res: Saved };
  "rectify.outcomes": { req: Empty; res: Array<string> };
  "evidence.add": { req: EvidenceAdd; res: Saved };
  "evidence.remove": { req: EvidenceId; res: Saved };
  "evidence.save": { req: EvidenceSave; res: SavedFile };
  "target.approve": { req: ProjectId; res: Saved };
  "target.reopen": { req: ProjectId; res: Saved };
  "target.adjust": { req: Adjust; res: Saved };
  "target.changes": { req: ProjectId; res: Array<ChangeRow> };
  "import.inspect": { req: ImportFile; res: Inspected };
  "import.preview": { req: ImportSheet; res: ImportPreview };
  "import.commit": { req: ImportCommit; res: Imported };
  "monitor.board": { req: Empty; res: MonitorBoard };
  "monitor.totals": { req: TotalsOf; res: MonitorTotals };
  "monitor.get": { req: MonthOf; res: MonitorView };
  "monitor.start": { req: StartMonths; res: MonitorStarted };
  "monitor.delete": { req: MonthOf; res: Saved };
  "monitor.confirm": { req: MonthOf; res: Saved };
  "monitor.accept": { req: Accept; res: Saved };
  "monitor.reopen": { req: MonthOf; res: Saved };
  "monitor.follow_target": { req: MonthOf; res: Saved };
  "unit_monitor.get": { req: Empty; res: UnitMonitorView };
  "unit_monitor.start": { req: Empty; res: Saved };
  "unit_monitor.add_row": { req: AddUnitRow; res: Created };
  "unit_monitor.add_task": { req: AddUnitTask; res: Created };
  "unit_monitor.remove": { req: AtPath; res: Saved };
  "selfeval.list": { req: Empty; res: SelfEvalList };
  "selfeval.get": { req: ProjectId; res: SelfEvalView };
  "selfeval.start": { req: StartSelfEvals; res: SelfEvalStarted };
  "selfeval.delete": { req: ProjectId; res: Saved };
  "selfeval.confirm": { req: ProjectId; res: Saved };
  "selfeval.follow_target": { req: ProjectId; res: Saved };
  "selfeval.reopen": { req: ProjectId; res: Saved };
  "selfeval.hand_on": { req: HandOnSelfEvals; res: HandedOn };
  "selfeval.what_if": { req: WhatIf; res: WhatIfResult };
  "selfeval.rounds": { req: ProjectId; res: Array<RoundRow> };
  "selfeval.round_diff": { req: RoundsDiff; res: RoundDiff };
  "selfeval.report": { req: ProjectId; res: ReportView };
  "selfeval.report_begin": { req: ProjectId; res: Saved };
  "selfeval.report_add": { req: AddParagraph; res: Created };
  "selfeval.report_remove": { req: AtPath; res: Saved };
  "selfeval.report_move": { req: MoveParagraph; res: Saved };
  "selfeval.report_refresh": { req: RefreshReport; res: Saved };
  "selfeval.report_keep": { req: AtPath; res: Saved };
  "selfeval.report_save": { req: ReportSave; res: SavedFile };
  "selfeval.evidence": { req: ProjectId; res: SelfEvalEvidence };
  "selfeval.disclosure": { req: Empty; res: Disclosure };
  "selfeval.public_diff": { req: ProjectId; res: PublicDiff };
  "selfeval.treatments": { req: Empty; res: Array<TreatmentRow> };
  "ledger.inspect": { req: LedgerInspect; res: LedgerFile };
  "ledger.fields": { req: Empty; res: Array<LedgerField> };
  "ledger.preview": { req: LedgerQuery; res: LedgerPreview };
  "ledger.commit": { req: LedgerCommit; res: LedgerImported };
  "ledger.list": { req: Empty; res: Array<LedgerRow> };
  "ledger.groups": { req: LedgerGroups; res: Array<LedgerGroup> };
  "ledger.assign": { req: LedgerAssign; res: Saved };
  "ledger.delete": { req: LedgerId; res: Saved };
  "ledger.check": { req: LedgerCheck; res: ThreeWay };
  "ledger.payments": { req: PaymentQuery; res: Payments };
  "check.run": { req: CheckQuery; res: Checked };
  "print.preview": { req: PrintQuery; res: PrintMeta };
  "print.save": { req: PrintSave; res: SavedFile };
  "print.batch": { req: PrintBatch; res: PrintedBatch };
  "report.monitor": { req: ReportMonitor; res: SavedFile };
  "key.status": { req: Empty; res: KeyView | null };
  "key.create": { req: CreateKey; res: KeyView };
  "key.paper": { req: ToFile; res: SavedFile };
  "pin.list": { req: Empty; res: Array<PinView> };
  "pin.add": { req: AddPin; res: Saved };
  "seal.plan": { req: SealQuery; res: SealPlan };
  "seal.run": { req: SealRun; res: PackageReport };
  "package.verify": { req: PackageFile; res: PackageReport };
  "package.read": { req: PackageFile; res: PackageReport };
  "package.list": { req: Empty; res: Array<PackageRow> };
  "backup.make": { req: BackupTo; res: SavedFile };
  "backup.list": { req: Empty; res: Array<BackupRow> };
  "audit.list": { req: AuditQuery; res: Array<AuditRow> };
  "audit.verify": { req: Empty; res: AuditReport };
  "audit.export": { req: ToFile; res: SavedFile };
  "doctor.run": { req: Empty; res: Array<Diagnosis> };
  "library.search": { req: LibraryQuery; res: Array<LibraryHit> };
  "home.overview": { req: Empty; res: Home };
  "deadline.list": { req: Empty; res: Array<DeadlineRow> };
  "deadline.save": { req: SaveDeadline; res: Saved };
  "deadline.delete": { req: DeadlineId; res: Saved };
  "calendar.years": { req: Empty; res: CalendarYears };
  "calendar.import": { req: CalendarFile; res: CalendarImported };
  "search.run": { req: SearchQuery; res: Array<SearchHit> };
  "help.field": { req: FieldQuery; res: FieldHelp };
  "help.guide": { req: Empty; res: Guide };
  "library.categories": { req: Empty; res: Array<string> };
  "library.own": { req: Empty; res: Array<OwnRow> };
  "library.save": { req: SaveOwn; res: Saved };
  "library.delete": { req: OwnId; res: Saved };
  "library.keep": { req: AtPath; res: Saved };
  "library.export": { req: ToFile; res: SavedFile };
  "library.import": { req: ToFile; res: LibraryImported };
  "task.cancel": { req: Task; res: null };
  "print.page": { req: PageQuery; res: ArrayBuffer };
}
