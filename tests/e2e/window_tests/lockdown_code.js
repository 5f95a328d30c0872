// Argument: done. Gives {try: "allowed" | "refused"}.
const [done] = arguments;
const told = (ok) => (ok ? "allowed" : "refused");
const throws = (action) => {
  try {
    action();
    return false;
  } catch {
    return true;
  }
};
const add = (tag, set) => document.body.appendChild(Object.assign(document.createElement(tag), set));
// Resolves with whether it loaded; some refusals never call back, so a second is the limit.
const loads = (element, start) =>
  new Promise((resolve) => {
    element.addEventListener("load", () => resolve(true));
    element.addEventListener("error", () => resolve(false));
    setTimeout(() => resolve(false), 1000);
    start();
  });
const script = (src) => {
  const element = document.createElement("script");
  return loads(element, () => {
    element.src = src;
    document.body.appendChild(element);
  });
};
const image = (src) => {
  const element = new Image();
  return loads(element, () => (element.src = src));
};
const fetches = (url) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

(async () => {
  const result = {};
  result["eval"] = told(!throws(() => (0, eval)("1")));
  result["Function"] = told(!throws(() => new Function("return 1")));
  throws(() => setTimeout("window.__timer = true", 0));
  add("script", { textContent: "window.__inline = true" });
  const handler = add("div", {});
  handler.innerHTML = "<b onclick='window.__handler = true'>x</b>";
  handler.firstChild.click();
  const link = add("a", { href: "javascript:void (window.__link = true)" });
  link.click();
  const styled = add("style", { textContent: "html { --inline: 1 }" });
  const own = document.querySelector("script[src]").getAttribute("src");
  result["data: script"] = told(await script("data:text/javascript,window.__data=true"));
  const blob = URL.createObjectURL(new Blob(["window.__blob = true"], { type: "text/javascript" }));
  result["blob: script"] = told(await script(blob));
  result["own script"] = told(await script(own));
  result["asset: fetch"] = told(await fetches("asset://localhost/%2Fetc%2Fhostname"));
  result["asset: image"] = told(await image("asset://localhost/%2Fetc%2Fhostname"));
  result["file: fetch"] = told(await fetches("file:///etc/hostname"));
  result["file: image"] = told(await image("file:///usr/share/icons/hicolor/index.theme"));
  const dot = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";
  result["data: image"] = told(await image(dot));
  // By now every refused one has had its time.
  result["timer text"] = told(window.__timer);
  result["inline script"] = told(window.__inline);
  result["inline handler"] = told(window.__handler);
  result["javascript: link"] = told(window.__link);
  result["inline style"] = told(getComputedStyle(document.documentElement).getPropertyValue("--inline").trim());
  result["global Tauri"] = told("__TAURI__" in window);
  for (const element of [handler, link, styled]) element.remove();
  done(result);
})();
