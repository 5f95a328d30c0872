// Arguments: the server's address, [[try, directive], …], done. Gives [[directive, blocked address], …]
// once every try that a directive must stop has been stopped, or after four seconds.
const [base, wanted, done] = arguments;
const seen = [];
const finished = () => {
  document.removeEventListener("securitypolicyviolation", note);
  done(seen);
};
const note = (event) => {
  seen.push([event.effectiveDirective, event.blockedURI]);
  const due = wanted.filter(([, directive]) => directive);
  if (due.every(([name, directive]) => seen.some(([by, uri]) => by.startsWith(directive) && (uri === base || uri.endsWith("/" + name))))) finished();
};
document.addEventListener("securitypolicyviolation", note);
setTimeout(finished, 4000);

const add = (tag, set) => document.body.appendChild(Object.assign(document.createElement(tag), set));
const tries = {
  fetch: (url) => void fetch(url).catch(() => {}),
  xhr: (url) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.send();
  },
  websocket: (url) => void new WebSocket(url.replace("http:", "ws:")),
  eventsource: (url) => void new EventSource(url),
  beacon: (url) => void navigator.sendBeacon(url, "x"),
  image: (url) => void (new Image().src = url),
  script: (url) => void add("script", { src: url }),
  style: (url) => void add("link", { rel: "stylesheet", href: url }),
  font: (url) => void new FontFace("remote", `url(${url})`).load().catch(() => {}),
  media: (url) => void add("video", { src: url }),
  iframe: (url) => void add("iframe", { src: url }),
  object: (url) => void add("object", { data: url }),
  worker: (url) => void new Worker(url),
  form: (url) => add("form", { action: url, method: "post" }).submit(),
};
for (const [name] of wanted) {
  try {
    tries[name](base + "/" + name);
  } catch {
    // Refused by an exception: the violation event tells.
  }
}
