// The text size of this window: 14, 16, 18 or 20 px, as an attribute of the page.
import { ref } from "vue";

export const SIZES = [14, 16, 18, 20] as const;
export type Size = (typeof SIZES)[number];

export const size = ref<Size>(14);

export function setSize(next: Size): void {
  size.value = next;
  document.documentElement.dataset["size"] = String(next);
}
