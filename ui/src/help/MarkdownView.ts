// Draws parsed Markdown as elements of our own making; text stays text.
import { defineComponent, h, type PropType, type VNode } from "vue";
import type { Block, Inline } from "./markdown";

function inline(parts: readonly Inline[]): (VNode | string)[] {
  return parts.map((part) => {
    if (part.kind === "strong") return h("b", part.text);
    if (part.kind === "code") return h("code", part.text);
    return part.text;
  });
}

function block(each: Block): VNode {
  switch (each.kind) {
    case "heading":
      // The panel's own title is the second level, so the guide's titles begin below it.
      return h(each.level <= 2 ? "h3" : "h4", { id: each.id, tabindex: -1 }, inline(each.inline));
    case "paragraph":
      return h("p", inline(each.inline));
    case "list":
      return h(each.ordered ? "ol" : "ul", each.items.map((item) => h("li", inline(item))));
    case "code":
      return h("pre", each.text);
    case "table":
      return h("table", [
        h("thead", h("tr", each.head.map((cell) => h("th", { scope: "col" }, inline(cell))))),
        h("tbody", each.rows.map((row) => h("tr", row.map((cell) => h("td", inline(cell)))))),
      ]);
  }
}

export default defineComponent({
  props: { blocks: { type: Array as PropType<Block[]>, required: true } },
  setup: (props) => () => h("div", { class: "guide" }, props.blocks.map(block)),
});
