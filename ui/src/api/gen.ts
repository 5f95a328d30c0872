// Provisional: replaced by the file that the app crate writes.
export interface ApiError { code: string; message: string; field?: string; detail?: unknown }
export type Level = "error" | "explain" | "hint";
export interface Source { document: string; clause: string }
export interface Finding { rule: string; level: Level; path: string; where: string; text: string; remedy: string; source: Source; numbers: { label: string; value: string }[] }
export interface About { version: string; data_folder: string; font_notices: string[] }
export interface Pack { id: string; name: string; region: string; year: number; documents: string[] }
export interface Unit { name: string; kind: string; code: string; credit_code: string }
export interface StoreInfo { folder: string; unit: Unit; year: number; pack: Pack; person: string; role: string; demo: boolean; saved_at: string | null; open_findings: number }
export interface ProjectRow { id: string; name: string; code: string; department: string; attribute: string; amount: number | null; state: string; indicators: number; errors: number; explains: number; hints: number }
export interface ProjectList { rows: ProjectRow[]; total: number }
export interface TextCell { path: string; label: string; text: string; bad: string | null; locked: boolean; options: string[]; wide: boolean }
export interface FundCell { path: string; label: string; amount: number | null; text: string; bad: string | null; computed: boolean }
export interface IndicatorRow { id: string; level1: string; level2: string; name: string; op: string; value: string; unit: string; weight: string; note: string; bad: Record<string, string> }
export interface ClassSum { level1: string; weight: string; due: string | null }
export interface ProjectView {
  id: string; name: string; subtitle: string; state: string; locked: boolean; pack: Pack;
  identity: TextCell[]; funds: FundCell[]; goals: TextCell[]; indicators: IndicatorRow[]; classes: ClassSum[];
  weight_total: string; weight_due: string | null; indicator_min: number | null; execution_weight: string | null; findings: Finding[];
}
export interface Saved { changed: string[]; label: string | null; saved_at: string }
export interface HistoryRow { at: string; who: string; label: string; from: string | null; to: string | null; path: string | null }
export interface SheetInfo { name: string; rows: number; columns: number; mapping: (string | null)[]; headers: string[]; fields: { key: string; label: string; required: boolean }[]; header_row: number }
export interface ImportPreview { columns: string[]; rows: { row: number; cells: { text: string; bad: string | null }[]; bad: string | null }[]; good: number; bad: number }
export interface ImportResult { added: number; rejected: number; rejected_file: string | null }
export interface PrintMeta { title: string; file_name: string; pages: { width: number; height: number }[]; forms: { id: string; name: string }[]; form: string }
export interface KeyStatus { file: string | null; subject: string | null; fingerprint: string | null; created: string | null; expires: string | null }
export interface SealPlan { sentence: string; unfinished: { project: string; name: string; path: string; level: Level; text: string }[]; ready: boolean; package_id: string; file_name: string }
export interface PackageReport { verdict: string; ok: boolean; reason: string | null; id: string; signer: string; fingerprint: string; sender: string; recipient: string; sealed_at: string; projects: { name: string; amount: number | null; indicators: number }[]; files: { name: string; bytes: number }[]; path: string }
export interface Commands {
  "app.about": { req: Record<string, never>; res: About };
  "store.create": { req: { folder: string; unit: Unit; year: number; pack: string; person: string; role: string }; res: StoreInfo };
  "store.open": { req: { folder: string }; res: StoreInfo };
  "store.current": { req: Record<string, never>; res: StoreInfo | null };
  "store.close": { req: Record<string, never>; res: null };
  "demo.open": { req: Record<string, never>; res: StoreInfo };
  "pack.list": { req: Record<string, never>; res: Pack[] };
  "unit.get": { req: Record<string, never>; res: Unit };
  "project.list": { req: Record<string, never>; res: ProjectList };
  "project.get": { req: { id: string }; res: ProjectView };
  "project.create": { req: { name: string }; res: { id: string } };
  "edit.cell": { req: { path: string; text: string }; res: Saved };
  "edit.undo": { req: Record<string, never>; res: Saved };
  "edit.redo": { req: Record<string, never>; res: Saved };
  "history.list": { req: { path?: string; limit: number }; res: { rows: HistoryRow[]; undo: string | null; redo: string | null } };
  "indicator.add": { req: { project: string; level1: string; level2: string; after?: string }; res: { id: string } };
  "indicator.remove": { req: { path: string }; res: Saved };
  "import.sheets": { req: { file: string; kind: string }; res: SheetInfo[] };
  "import.preview": { req: { file: string; kind: string; sheet: string; mapping: (string | null)[] }; res: ImportPreview };
  "import.commit": { req: { file: string; kind: string; sheet: string; mapping: (string | null)[] }; res: ImportResult };
  "check.all": { req: Record<string, never>; res: Finding[] };
  "print.preview": { req: { project: string; form?: string }; res: PrintMeta };
  "print.page": { req: { project: string; form: string; page: number; width: number }; res: null };
  "print.save": { req: { project: string; form: string; file: string }; res: { file: string } };
  "key.status": { req: Record<string, never>; res: KeyStatus };
  "key.create": { req: { file: string; passphrase: string }; res: KeyStatus };
  "seal.plan": { req: { recipient: string }; res: SealPlan };
  "seal.run": { req: { recipient: string; folder: string; key: string; passphrase: string }; res: PackageReport };
  "package.verify": { req: { file: string }; res: PackageReport };
  "package.read": { req: { file: string }; res: PackageReport };
  "backup.make": { req: Record<string, never>; res: { file: string; bytes: number } };
  "audit.verify": { req: Record<string, never>; res: { ok: boolean; entries: number; head: string; text: string } };
  "doctor.run": { req: Record<string, never>; res: { name: string; ok: boolean; text: string }[] };
  "library.search": { req: { text: string; level2?: string }; res: { name: string; unit: string; level2: string }[] };
  "task.cancel": { req: { task: string }; res: null };
}
