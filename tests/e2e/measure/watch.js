// The time behind the next frame: an animation frame runs before drawing, any task after it. A message is one; the
// answer of a call is another, and may come before it.
const drawn = new Set();
window.__after = () => {
  for (const done of drawn) done(performance.now());
  drawn.clear();
};
window.__painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      drawn.add(resolve);
      const channel = new MessageChannel();
      channel.port1.onmessage = window.__after;
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

// When the last change below `root` was painted: no further one came for 300 ms, nor any at all for two seconds.
window.__rest = (root, begin) =>
  new Promise((resolve) => {
    let last = begin;
    let painting = 0;
    let timer = 0;
    const wait = (time) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        watcher.disconnect();
        resolve(last);
      }, time);
    };
    const watcher = new MutationObserver(() => {
      // A slow frame is no rest.
      clearTimeout(timer);
      painting += 1;
      window.__painted().then((at) => {
        last = Math.max(last, at);
        painting -= 1;
        if (painting === 0) wait(300);
      });
    });
    watcher.observe(root, changes);
    wait(2000);
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
    window.__after();
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
    .map((each) => `${/"name":"([^"]+)"/.exec(String(each.name))?.[1] ?? each.name} ${Math.round(each.end - each.begin)}`)
    .join(", ");
