// Arguments: role ("" = any element), name. Gives the innermost visible element, or null.
const [role, wanted] = arguments;
const own = {
  button: "button, summary, input[type=button], input[type=submit]",
  link: "a[href]",
  textbox: "textarea, input:not([type]), input[type=text], input[type=search], input[type=password]",
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  combobox: "select",
  heading: "h1, h2, h3, h4, h5, h6",
  dialog: "dialog",
  table: "table",
  row: "tr",
  cell: "td",
  columnheader: "th",
  listitem: "li",
  navigation: "nav",
  main: "main",
  img: "img",
};
const selector = role ? `[role="${role}"]` + (own[role] ? `, ${own[role]}` : "") : "*";
const flat = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const names = (element) => {
  const labelled = (element.getAttribute("aria-labelledby") ?? "")
    .split(/\s+/)
    .map((id) => document.getElementById(id)?.textContent)
    .join(" ");
  return [
    element.getAttribute("aria-label"),
    labelled,
    ...[...(element.labels ?? [])].map((label) => label.textContent),
    element.textContent,
    element.getAttribute("title"),
    element.getAttribute("placeholder"),
    element.getAttribute("alt"),
  ].map(flat);
};
const visible = (element) => {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility === "visible";
};
const found = [...document.querySelectorAll(selector)].filter(
  (element) =>
    !(element.hasAttribute("role") && role && element.getAttribute("role") !== role) &&
    names(element).includes(wanted) &&
    visible(element),
);
return found.find((element) => !found.some((other) => other !== element && element.contains(other))) ?? null;
