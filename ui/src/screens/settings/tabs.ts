// The parts of the settings, in the order in which a unit needs them.
import type { Component } from "vue";
import AuditTab from "./AuditTab.vue";
import BackupTab from "./BackupTab.vue";
import CalendarTab from "./CalendarTab.vue";
import DisplayTab from "./DisplayTab.vue";
import DoctorTab from "./DoctorTab.vue";
import KeysTab from "./KeysTab.vue";
import PacksTab from "./PacksTab.vue";
import PersonsTab from "./PersonsTab.vue";
import PinsTab from "./PinsTab.vue";
import UnitTab from "./UnitTab.vue";

export interface Tab {
  id: string;
  word: string;
  view: Component;
}

export const TABS: readonly Tab[] = [
  { id: "unit", word: "单位", view: UnitTab },
  { id: "persons", word: "人员与岗位", view: PersonsTab },
  { id: "keys", word: "密钥", view: KeysTab },
  { id: "pins", word: "信任的签名", view: PinsTab },
  { id: "packs", word: "规则包", view: PacksTab },
  { id: "backups", word: "备份", view: BackupTab },
  { id: "audit", word: "操作日志", view: AuditTab },
  { id: "calendar", word: "日历与截止日期", view: CalendarTab },
  { id: "doctor", word: "数据体检", view: DoctorTab },
  { id: "display", word: "显示", view: DisplayTab },
];
