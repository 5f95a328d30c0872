// Listens to the program for as long as a component is on the screen.
import { onBeforeUnmount, onMounted } from "vue";

/** `start` begins to listen and gives how to end it. A component that is gone before that ends it at once. */
export function useListening(start: () => Promise<() => void>): void {
  let gone = false;
  let end = (): void => {};
  onMounted(async () => {
    const stop = await start();
    if (gone) stop();
    else end = stop;
  });
  onBeforeUnmount(() => {
    gone = true;
    end();
  });
}
