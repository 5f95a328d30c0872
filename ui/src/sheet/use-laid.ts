// Where the selected cell, the range and the text box lie over the table. Measured after changes, never while one types.
import { onBeforeUnmount, onMounted, shallowRef, type Ref } from "vue";
import type { Place, Range } from "./selection";

interface Edges {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
type Style = Record<string, string>;

/** Characters beside each other in the box of a long text. */
const WIDE = 18;

const px = (length: number): string => `${Math.round(length * 100) / 100}px`;

export interface Laid {
  /** Styles of the frame round the selected cell, of the range, of the list below it, of its button. */
  laid: Ref<{ here: Style; range: Style; below: Style; corner: Style }>;
  /** A cell's edges on the screen. */
  edges: (row: number, column: number) => Edges;
  follow: () => void;
  show: (at: Place) => void;
  grow: () => void;
}

export function useLaid(
  box: Readonly<Ref<HTMLElement | null>>, editor: Readonly<Ref<HTMLTextAreaElement | null>>, place: Ref<Place>, range: Readonly<Ref<Range>>,
  /** The text box needs more width than its cell has. */
  roomy: () => boolean = () => false,
): Laid {
  const laid = shallowRef<Laid["laid"]["value"]>({ here: {}, range: {}, below: {}, corner: {} });

  function cell(row: number, column: number): HTMLElement | null {
    // A merged cell belongs to the first of its rows.
    for (let at = row; at >= 0; at -= 1) {
      const found = box.value?.querySelector<HTMLElement>(`td[data-at="${at}-${column}"]`);
      if (found || column > 0) return found ?? null;
    }
    return null;
  }
  function edges(row: number, column: number): Edges {
    const across = cell(row, column)?.getBoundingClientRect();
    const line = box.value?.querySelector(`tr[data-row="${row}"]`)?.getBoundingClientRect();
    return { left: across?.left ?? 0, right: across?.right ?? 0, top: line?.top ?? 0, bottom: line?.bottom ?? 0 };
  }
  function styled(at: Edges): Style {
    const zero = box.value?.getBoundingClientRect();
    return {
      left: px(at.left - (zero?.left ?? 0)),
      top: px(at.top - (zero?.top ?? 0)),
      width: px(at.right - at.left),
      height: px(at.bottom - at.top),
    };
  }
  function follow(): void {
    const at = edges(place.value.row, place.value.column);
    const { top, bottom, left, right } = range.value;
    const [first, last] = [edges(top, left), edges(bottom, right)];
    const here = styled(at);
    const next = {
      here,
      range: styled({ left: first.left, top: first.top, right: last.right, bottom: last.bottom }),
      below: { left: here["left"] ?? "", top: `calc(${here["top"]} + ${here["height"]})`, "min-width": here["width"] ?? "" },
      corner: { left: `calc(${here["left"]} + ${here["width"]} - 1.45rem)`, top: here["top"] ?? "" },
    };
    // Where nothing moved nothing is drawn again.
    if (JSON.stringify(next) !== JSON.stringify(laid.value)) laid.value = next;
    grow();
  }
  /** Scrolls only as far as it takes to see the cell. */
  function show(at: Place): void {
    const target = at.column === 0 ? box.value?.querySelector(`td[data-at="${at.row}-1"]`) : cell(at.row, at.column);
    target?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  /** A long text needs more room than its cell has. */
  function grow(): void {
    const area = editor.value;
    if (!area) return;
    for (const key of ["left", "top", "width", "height"] as const) area.style[key] = laid.value.here[key] ?? "";
    if (roomy()) widen(area);
    if (area.value !== "" && area.scrollHeight > area.clientHeight) area.style.height = px(area.scrollHeight + 2);
    box.value?.querySelector(".choices")?.scrollIntoView({ block: "nearest" });
  }

  /** To the left where there is no room at the right. */
  function widen(area: HTMLTextAreaElement): void {
    area.style.width = `max(${laid.value.here["width"] ?? "0px"}, ${WIDE}em)`;
    const zero = box.value?.getBoundingClientRect();
    const at = edges(place.value.row, place.value.column);
    area.style.left = px(Math.max(0, Math.min(at.left - (zero?.left ?? 0), (zero?.width ?? 0) - area.offsetWidth)));
  }

  let watcher: ResizeObserver | undefined;
  onMounted(() => {
    if (typeof ResizeObserver !== "undefined" && box.value) {
      watcher = new ResizeObserver(follow);
      watcher.observe(box.value);
    }
    follow();
  });
  onBeforeUnmount(() => watcher?.disconnect());

  return { laid, edges, follow, show, grow };
}
