// 试算: cells are given other texts without any of it being kept, and the program says what the score would be.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import type { WhatIfCell, WhatIfResult } from "../../../api/gen";
import { latest } from "../../../api/latest";
import { call } from "../../../api/rpc";
import type { Kept } from "../../../form/kept";
import { useNotice } from "../../../stores/notice";

export interface Tryout {
  on: Ref<boolean>;
  /** What was tried, the latest text of each cell, in the order in which cells were first tried. */
  cells: ComputedRef<WhatIfCell[]>;
  tried: ComputedRef<ReadonlySet<string>>;
  /** The same as texts that stand in their cells. */
  texts: ComputedRef<Map<string, Kept>>;
  result: ShallowRef<WhatIfResult | null>;
  begin: () => void;
  /** Nothing of it is left. */
  end: () => void;
  put: (cells: readonly WhatIfCell[]) => Promise<void>;
  drop: (path: string) => Promise<void>;
  /** Takes the last trial back; false when there is none. */
  back: () => boolean;
}

export function useTryout(project: () => string): Tryout {
  const notice = useNotice();
  const on = ref(false);
  /** Every trial one after the other, so that each can be taken back. */
  const steps = shallowRef<readonly (readonly WhatIfCell[])[]>([]);
  const result = shallowRef<WhatIfResult | null>(null);

  const cells = computed(() => {
    const out = new Map<string, string>();
    for (const step of steps.value) for (const each of step) out.set(each.path, each.text);
    return [...out].map(([path, text]) => ({ path, text }));
  });
  const ask = latest(async () => {
    const asked = steps.value;
    const found = asked.length === 0 ? null : await notice.guard(() => call("selfeval.what_if", { project: project(), cells: cells.value }));
    if (asked === steps.value) result.value = found ?? null;
  });
  function set(next: readonly (readonly WhatIfCell[])[]): Promise<void> {
    steps.value = next;
    return ask();
  }

  return {
    on,
    cells,
    tried: computed(() => new Set(cells.value.map((each) => each.path))),
    texts: computed(() => new Map(cells.value.map((each) => [each.path, { text: each.text, why: null }]))),
    result,
    begin: () => {
      on.value = true;
    },
    end: () => {
      on.value = false;
      steps.value = [];
      result.value = null;
    },
    put: async (more) => (on.value ? set([...steps.value, more]) : undefined),
    drop: (path) => set(steps.value.map((step) => step.filter((each) => each.path !== path)).filter((step) => step.length > 0)),
    back: () => {
      if (steps.value.length === 0) return false;
      void set(steps.value.slice(0, -1));
      return true;
    },
  };
}
