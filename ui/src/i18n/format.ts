// How numbers and times are written. Nothing is computed here: only digits are grouped and cut.

/** Thousands separators in the whole part of a plain decimal text. */
export function grouped(text: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", rest = ""] = match;
  return sign + whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + rest;
}

/** 分 as 万元: every digit that counts, at least two decimals. Blank stays blank (—), zero is 0.00. */
export function wan(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return "—";
  const digits = String(Math.abs(fen)).padStart(7, "0");
  const whole = digits.slice(0, -6);
  const part = digits.slice(-6).replace(/0{1,4}$/, "");
  return grouped(`${fen < 0 ? "-" : ""}${whole}.${part}`);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** A moment for a list, by the clock that recorded it: today by the hour, this year by month and day, else the whole date. */
export function moment(iso: string | null | undefined, now: Date = new Date()): string {
  if (!iso) return "";
  const [, year, day, clock] = /^(\d{4})-(\d\d-\d\d)[T ](\d\d:\d\d)/.exec(iso) ?? [];
  if (year === undefined || day === undefined || clock === undefined) return iso;
  if (year !== String(now.getFullYear())) return `${year}-${day}`;
  return day === `${two(now.getMonth() + 1)}-${two(now.getDate())}` ? clock : `${day} ${clock}`;
}

/** A file size for people. */
export function bytes(count: number): string {
  if (count < 1024) return `${count} 字节`;
  if (count < 1024 * 1024) return `${(count / 1024).toFixed(1)} KB`;
  return `${(count / 1024 / 1024).toFixed(1)} MB`;
}

/** A hex fingerprint in groups of four, as it is read aloud and compared on paper. */
export function fingerprint(hex: string): string {
  return hex.toUpperCase().replace(/(.{4})(?=.)/g, "$1 ");
}
