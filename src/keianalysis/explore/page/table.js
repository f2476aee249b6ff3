// What is chosen as a table, and the way of a number back to what was published.
const element = (tag, text, parent, more = {}) => {
  const made = Object.assign(document.createElement(tag), more);
  made.textContent = text;
  parent?.append(made);
  return made;
};
const MOST_ROWS = 200;
const COLUMNS = [
  ["region", (at) => regionLabel(cell("region", at))],
  ["period", (at) => periodText(periodOf(at)), (at) => endOf(at) + startOf(at)],
  ["value", shownValue, (at) => valueOf(at) ?? -Infinity],
  ["bounds", (at) => rows.bounds[at] ?? "", (at) => rows.bounds[at] ?? ""],
  ["marks", (at) => [...new Set([cell("status", at) && word(`status.${cell("status", at)}`), ...marksOf(at).filter((mark) => mark === "sample").map((mark) => word(`mark.${mark}`))])].filter(Boolean).join(", ")],
  ["release", (at) => releaseText(cell("release_date", at)), (at) => cell("release_date", at)],
  ["source", (at) => sourceText(cell("source", at))],
];
let order = { column: "", down: false };
let most = MOST_ROWS;
const sorted = (places) => {
  const column = COLUMNS.find(([name]) => name === order.column);
  if (!column) return places;
  const key = column[2] ?? column[1];
  const before = (a, b) => (typeof a === "number" ? a - b : byWord(a, b));
  return [...places].sort((a, b) => before(key(a), key(b)) * (order.down ? -1 : 1));
};
const fillTable = (places, more = []) => {
  const columns = [...COLUMNS.slice(0, 3), ...more, ...COLUMNS.slice(3)].filter(([name, text]) => name !== "bounds" || places.some(text));
  const table = document.getElementById("rows");
  const head = element("tr", "", null);
  for (const [name] of columns) {
    const heading = element("th", "", head, { scope: "col" });
    const button = element("button", word(`column.${name}`), heading, { type: "button" });
    button.dataset.column = name;
    heading.setAttribute("aria-sort", order.column !== name ? "none" : order.down ? "descending" : "ascending");
    if (name === "value") heading.className = "right";
  }
  element("th", word("column.origin"), head, { scope: "col" });
  const body = document.createDocumentFragment();
  for (const at of sorted(places).slice(0, most)) {
    const row = element("tr", "", body);
    for (const [name, text] of columns) {
      const made = element("td", name === "value" ? "" : text(at), row, { className: name === "value" || name === "index" ? "right" : "" });
      if (name === "value") element("span", text(at) || word("status.suppressed"), made, { className: marksOf(at).join(" ") });
    }
    const origin = element("button", word("origin"), element("td", "", row), { type: "button", className: "origin", tabIndex: -1 });
    origin.dataset.row = at;
    origin.setAttribute("aria-label", `${word("origin")}: ${regionLabel(cell("region", at))}, ${periodText(periodOf(at))}`);
  }
  table.tHead.replaceChildren(head);
  table.tBodies[0].replaceChildren(body);
  const first = table.querySelector("button.origin");
  if (first) first.tabIndex = 0;
  const left = places.length - Math.min(most, places.length);
  const rest = document.getElementById("more");
  rest.hidden = left === 0;
  rest.textContent = word("more", { count: number(left, 0) });
};
// The buttons of a table are one stop of the Tab key; arrows go from one to another.
const moveOrigin = (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches("button.origin")) return;
  const all = [...document.querySelectorAll("button.origin")];
  const next = all[all.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
};
const LINEAGE = /^([\w.]+)\((.*)\)$/;
const stepsOf = (at, list, depth) => {
  const item = element("li", "", list);
  const details = element("details", "", item);
  details.open = depth < 2;
  const sector = cell("sector", at) === "total" ? "" : `, ${sectorLabel(cell("sector", at))}`;
  const title = `${measureLabel(cell("measure", at))}, ${regionLabel(cell("region", at))}${sector}, ${periodText(periodOf(at))}`;
  const range = rows.bounds[at] ? ` (${rows.bounds[at]})` : "";
  element("summary", `${title}: ${shownValue(at) || word("no_value")}${range}`, details);
  element("p", `${word("column.release")}: ${releaseText(cell("release_date", at))}. ${word("licence")}: ${held.licences[cell("source", at)]}`, details);
  if (cell("note", at) && language === "en") element("p", cell("note", at), details);
  const [, made, inputs] = LINEAGE.exec(rows.lineage[at]) ?? [];
  if (!made) {
    const source = element("p", `${word("column.source")}: ${publisherOf(cell("source", at))} `, details);
    const url = addressOf(cell("source", at));
    if (url) element("a", url, source, { href: url, rel: "noreferrer" });
  } else element("p", `${word("function")}: keianalysis.${made}`, details);
  const below = element("ul", "", details);
  for (const input of (inputs ?? rows.lineage[at]).split(" ").filter(Boolean)) {
    if (byId.has(input) && depth < 12) stepsOf(byId.get(input), below, depth + 1);
    else element("li", inputText(input), below);
  }
};
const inputText = (input) => {
  const [place, line] = input.split("#");
  const file = held.files[decodeURIComponent(place)];
  return file ? `${file[0]}${line ? `, ${word("row", { row: line })}` : ""} (sha256 ${file[1]})` : input;
};
const dialog = document.getElementById("trail");
let opener = null;
const openTrail = (at, from = null) => {
  opener = from;
  const body = dialog.querySelector(".trail");
  body.replaceChildren();
  stepsOf(at, element("ul", "", body), 0);
  state.n = rows.id[at];
  writeAddress(false);
  if (!dialog.open) dialog.showModal();
};
