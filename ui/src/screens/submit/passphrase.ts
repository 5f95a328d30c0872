// What is asked of a passphrase before a key is made; the program checks again.

const LEAST = 8;

/** Why these two inputs cannot be taken, or nothing. */
export function weakPassphrase(first: string, second: string): string {
  if (first === "") return "请输入口令";
  if ([...first].length < LEAST) return `口令至少 ${LEAST} 位`;
  if (/^(.)\1*$/u.test(first)) return "口令不能是同一个字符";
  if (second === "") return "请再输入一次";
  return first === second ? "" : "两次输入不一致";
}
