// The time behind the next frame: an animation frame runs before drawing, a message after it.
window.__painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(0);
    });
  });

const changes = { childList: true, subtree: true, characterData: true, attributes: true };

// When the frame was painted that first shows what `wanted` asks for.
window.__first = (root, wanted) =>
  new Promise((resolve) => {
    const look = () => {
      if (!wanted()) return;
      watcher.disconnect();
      window.__painted().then(resolve);
    };
    const watcher = new MutationObserver(look);
    watcher.observe(root, changes);
    look();
  });

// When the last change below `root` was painted: no further one came for 300 ms.
window.__rest = (root, begin) =>
  new Promise((resolve) => {
    let last = begin;
    let timer = 0;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        watcher.disconnect();
        resolve(last);
      }, 300);
    };
    const watcher = new MutationObserver(() => {
      window.__painted().then((at) => {
        last = at;
        wait();
      });
    });
    watcher.observe(root, changes);
    wait();
  });

// Calls of the program go through fetch to a scheme of its own, which the page's records leave out.
window.__ipc = [];
const fetched = window.fetch;
window.fetch = async (...asked) => {
  const call = { begin: performance.now(), end: Infinity, name: asked[1]?.body ?? "" };
  if (String(asked[0]).startsWith("ipc:")) window.__ipc.push(call);
  try {
    return await fetched(...asked);
  } finally {
    call.end = performance.now();
  }
};

// How long calls were under way between two times, overlaps counted once.
window.__calls = (begin, end) => {
  let sum = 0;
  let until = begin;
  for (const call of window.__ipc.filter((each) => each.begin >= begin && each.begin < end)) {
    const stop = Math.min(call.end, end);
    sum += Math.max(0, stop - Math.max(until, call.begin));
    until = Math.max(until, stop);
  }
  return sum;
};

// Their names with the time that each took, in the order they were made.
window.__names = (begin, end) =>
  window.__ipc
    .filter((each) => each.begin >= begin && each.begin < end)
    .map((each) => `${/"name":"([^"]+)"/.exec(String(each.name))?.[1] ?? "?"} ${Math.round(each.end - each.begin)}`)
    .join(", ");
