// Whether the window is low for its text: then what lies round a sheet gives way to its rows, until it is asked for.
import { readonly, ref, watch, type Ref } from "vue";
import { SIZES } from "../stores/size";

/** Lines of text, in rem, below which head, money, sheet and findings do not fit above each other. */
const LOW = 45;

const low = ref(false);
/** The page's attribute is what the text is drawn by. */
function measure(): void {
  const size = SIZES.find((each) => String(each) === document.documentElement.dataset["size"]) ?? SIZES[0];
  low.value = window.innerHeight / size < LOW;
}
measure();
window.addEventListener("resize", measure);
new MutationObserver(measure).observe(document.documentElement, { attributes: true, attributeFilter: ["data-size"] });

export const tight = readonly(low);

/** Something that is folded while the window is low, until it is unfolded. */
export function useFolded(): Ref<boolean> {
  const folded = ref(low.value);
  watch(low, (now) => {
    folded.value = now;
  });
  return folded;
}
