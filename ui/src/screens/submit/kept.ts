// The last folder per purpose and the way each form was looked at, while the program runs.
interface FormPrefs {
  zoom: number;
  format: string;
}

const folders = new Map<string, string>();
const forms = new Map<string, FormPrefs>();

export const keptFolder = (purpose: string): string | undefined => folders.get(purpose);
export const keepFolder = (purpose: string, folder: string): void => void folders.set(purpose, folder);
export const keptForm = (form: string): FormPrefs | undefined => forms.get(form);
export const keepForm = (form: string, how: FormPrefs): void => void forms.set(form, how);
