// `v-focus`: an input that has just appeared because the user asked for it takes the focus.
import type { Directive } from "vue";

export const vFocus: Directive<HTMLElement> = { mounted: (element) => element.focus() };
