// The little Markdown that the guide uses, as plain data: headings, paragraphs, lists, tables, code. Pictures are
// left out (they are not in the program), addresses are not followed, and nothing becomes HTML on its way.

export type Inline = { kind: "text" | "strong" | "code"; text: string } | { kind: "link"; text: string; to: string };

export type Block =
  | { kind: "heading"; level: number; id: string; inline: Inline[] }
  | { kind: "paragraph"; inline: Inline[] }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] }
  | { kind: "code"; text: string };

const INLINE = /!\[[^\]]*\]\([^)]*\)|`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)]*)\)/g;

export function inlineOf(source: string): Inline[] {
  const out: Inline[] = [];
  let at = 0;
  const plain = (to: number): void => {
    if (to > at) out.push({ kind: "text", text: source.slice(at, to) });
  };
  for (const match of source.matchAll(INLINE)) {
    plain(match.index);
    at = match.index + match[0].length;
    const [, code, strong, link, to] = match;
    if (code !== undefined) out.push({ kind: "code", text: code });
    else if (strong !== undefined) out.push({ kind: "strong", text: strong.replaceAll("`", "") });
    else if (link !== undefined) out.push({ kind: "link", text: link, to: to ?? "" });
  }
  plain(source.length);
  return out;
}

/** The text of a line without its marks: for anchors and the list of contents. */
export function textOf(inline: readonly Inline[]): string {
  return inline.map((part) => part.text).join("");
}

function cells(line: string): Inline[][] {
  const inner = line.trim().replace(/^\|/, "").replace(/\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => inlineOf(cell.trim().replaceAll("\\|", "|")));
}

const ITEM = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)$/;

export function parse(source: string): Block[] {
  const lines = source.split(/\r?\n/);
  const out: Block[] = [];
  let at = 0;
  const peek = (): string => lines[at] ?? "";

  function list(): void {
    const ordered = ITEM.exec(peek())?.[1] !== undefined;
    const items: string[] = [];
    while (at < lines.length) {
      const item = ITEM.exec(peek());
      const goesOn = /^\s+\S/.test(peek());
      if (item && (item[1] !== undefined) === ordered) items.push(item[2] ?? "");
      else if (!item && goesOn && items.length > 0) items.push(`${items.pop() ?? ""} ${peek().trim()}`);
      else break;
      at += 1;
    }
    out.push({ kind: "list", ordered, items: items.map(inlineOf) });
  }
  function table(): void {
    const head = cells(peek());
    at += 2;
    const rows: Inline[][][] = [];
    while (peek().trim().startsWith("|")) {
      rows.push(cells(peek()));
      at += 1;
    }
    out.push({ kind: "table", head, rows });
  }
  function code(): void {
    const text: string[] = [];
    at += 1;
    while (at < lines.length && !peek().startsWith("```")) {
      text.push(peek());
      at += 1;
    }
    at += 1;
    out.push({ kind: "code", text: text.join("\n") });
  }
  function paragraph(): void {
    const text: string[] = [];
    while (peek().trim() !== "" && !/^(#{1,6} |```|\||\s*[-*] |\s*\d+[.)] )/.test(peek())) {
      text.push(peek().trim().replace(/^> ?/, ""));
      at += 1;
    }
    // A line that only looks like the beginning of something else is a paragraph all the same.
    if (text.length === 0) {
      text.push(peek().trim());
      at += 1;
    }
    const inline = inlineOf(text.join(" "));
    if (inline.length > 0) out.push({ kind: "paragraph", inline });
  }

  while (at < lines.length) {
    const line = peek();
    const heading = /^(#{1,6}) (.*)$/.exec(line);
    if (line.trim() === "") at += 1;
    else if (heading) {
      const inline = inlineOf((heading[2] ?? "").trim());
      out.push({ kind: "heading", level: (heading[1] ?? "").length, id: `guide-${out.length}`, inline });
      at += 1;
    } else if (line.startsWith("```")) code();
    else if (line.trim().startsWith("|") && /^\s*\|?[\s:|-]+\|?\s*$/.test(lines[at + 1] ?? "x")) table();
    else if (ITEM.test(line)) list();
    else paragraph();
  }
  return out;
}
