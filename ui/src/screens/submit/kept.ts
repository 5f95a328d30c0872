// The last folder per purpose and the way each form was looked at. Conveniences: failing to keep one interrupts nobody.
import type { FormPrefs } from "../../api/gen";
import { usePrefs } from "../../stores/prefs";

export function keptFolder(purpose: string): string | undefined {
  return usePrefs().prefs.folders[purpose];
}

export function keepFolder(purpose: string, folder: string): void {
  const store = usePrefs();
  void store.change({ folders: { ...store.prefs.folders, [purpose]: folder } }).catch(() => undefined);
}

export function keptForm(form: string): FormPrefs | undefined {
  return usePrefs().prefs.forms[form];
}

export function keepForm(form: string, how: FormPrefs): void {
  const store = usePrefs();
  void store.change({ forms: { ...store.prefs.forms, [form]: how } }).catch(() => undefined);
}
