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

// How long calls of the program were under way between two times, overlaps counted once.
window.__calls = (begin, end) => {
  const calls = performance
    .getEntriesByType("resource")
    .filter((each) => each.name.startsWith("ipc:") && each.startTime >= begin && each.startTime < end)
    .sort((a, b) => a.startTime - b.startTime);
  let sum = 0;
  let until = begin;
  for (const call of calls) {
    sum += Math.max(0, call.responseEnd - Math.max(until, call.startTime));
    until = Math.max(until, call.responseEnd);
  }
  return sum;
};
performance.setResourceTimingBufferSize(20000);
