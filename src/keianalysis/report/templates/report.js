"use strict";
const language = document.documentElement.lang;
const collator = new Intl.Collator(language, { numeric: true });
const byText = (a, b, direction) => collator.compare(a, b) * direction;
// Cells hold numbers as people read them: 0,7% or € 63 miljoen; a cell without one stays last.
const amount = (text) => {
  const found = /(−?)[^\d−]*(\d[\d.,]*)/.exec(text);
  if (!found) return null;
  const [grouping, point] = language === "nl" ? [/\./g, ","] : [/,/g, "."];
  const size = Number(found[2].replace(grouping, "").replace(point, ".").replace(/\.$/, ""));
  const scale = /miljard|billion/.test(text) ? 1e9 : /miljoen|million/.test(text) ? 1e6 : 1;
  return (found[1] ? -size : size) * scale;
};
const byAmount = (a, b, direction) => {
  const [first, second] = [amount(a), amount(b)];
  if (first === null || second === null) return (first === null) - (second === null);
  return (first - second) * direction;
};
// A number opens its trail. Without script a number is plain text; with it, a button.
const { words, hashes, nodes } = JSON.parse(document.getElementById("trails").textContent);
const dialog = document.getElementById("trail");
const element = (tag, text, parent) => {
  const made = document.createElement(tag);
  made.textContent = text;
  parent.append(made);
  return made;
};
const step = (name, list, depth) => {
  const node = nodes[name];
  const item = element("li", "", list);
  const told = ["formula", "function", "source", "address"].filter((key) => node[key]);
  const value = typeof node.value === "number" ? hashes[node.value] : node.value;
  const head = value ? `${node.title}: ${value}` : node.title;
  if (!told.length && !node.inputs) {
    item.textContent = head;
    return;
  }
  const details = element("details", "", item);
  details.open = depth < 3;
  element("summary", head, details);
  for (const key of told) element("p", `${words[key]}: ${node[key]}`, details);
  if (!node.inputs) return;
  const below = element("ul", "", details);
  for (const input of node.inputs) step(input, below, depth + 1);
};
let opener = null;
const open = (number) => {
  const body = dialog.querySelector(".trail");
  body.replaceChildren();
  step(number.dataset.result, element("ul", "", body), 0);
  opener = number;
  dialog.showModal();
};
dialog.addEventListener("close", () => opener && opener.focus());
// Not a button element: the words of a number break over lines like those around it.
const LIVE = '.number[role="button"]';
for (const number of document.querySelectorAll(".number")) {
  if (!nodes[number.dataset.result] || !number.textContent) continue;
  number.setAttribute("role", "button");
  number.setAttribute("aria-haspopup", "dialog");
  number.tabIndex = 0;
  number.title = words.hint;
}
// All numbers and links of a table are one stop of the Tab key; arrows go from one to another.
const STOPS = `${LIVE}, tbody a`;
const stopAt = (stop, stops) => {
  for (const other of stops) other.tabIndex = -1;
  stop.tabIndex = 0;
};
const keepStop = (table) => {
  const stops = [...table.querySelectorAll(STOPS)];
  const shown = stops.filter((stop) => !stop.closest("tr").hidden);
  if (shown.length && !shown.some((stop) => stop.tabIndex === 0)) stopAt(shown[0], stops);
};
for (const table of document.querySelectorAll("table")) {
  const stops = [...table.querySelectorAll(STOPS)];
  if (!stops.length) continue;
  stopAt(stops[0], stops);
  table.closest(".scroll").setAttribute("aria-describedby", "keys");
  table.addEventListener("focusin", (event) => event.target.matches(STOPS) && stopAt(event.target, stops));
}
const columnOf = (stop) => stop.closest("td, tbody th").cellIndex;
const beside = (stop, side) => {
  let row = stop.closest("tr")[side];
  while (row && (row.hidden || !row.querySelector(STOPS))) row = row[side];
  if (!row) return undefined;
  const stops = [...row.querySelectorAll(STOPS)];
  return stops.find((other) => columnOf(other) === columnOf(stop)) ?? stops[0];
};
const within = (stop, place) => {
  const stops = [...stop.closest("tr").querySelectorAll(STOPS)];
  return stops[place(stops.indexOf(stop), stops.length)];
};
const MOVES = {
  ArrowUp: (stop) => beside(stop, "previousElementSibling"),
  ArrowDown: (stop) => beside(stop, "nextElementSibling"),
  ArrowLeft: (stop) => within(stop, (place) => place - 1),
  ArrowRight: (stop) => within(stop, (place) => place + 1),
  Home: (stop) => within(stop, () => 0),
  End: (stop) => within(stop, (place, count) => count - 1),
};
document.addEventListener("click", (event) => {
  const number = event.target.closest(LIVE);
  if (number) open(number);
});
document.addEventListener("keydown", (event) => {
  if (!event.target.matches(STOPS) || event.ctrlKey || event.altKey || event.metaKey) return;
  const opens = event.target.matches(LIVE) && (event.key === "Enter" || event.key === " ");
  const move = event.target.closest("td, tbody th") && MOVES[event.key];
  if (!opens && !move) return;
  event.preventDefault();
  if (opens) open(event.target);
  else move(event.target)?.focus();
});
for (const table of document.querySelectorAll("table.searchable")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const form = table.closest(".scroll").previousElementSibling;
  const told = form.querySelector("output");
  const show = () => {
    const text = form.elements.text.value.toLowerCase();
    const verdict = form.elements.verdict.value;
    let count = 0;
    for (const row of rows) {
      const fits = (!verdict || row.dataset.verdict === verdict) && row.textContent.toLowerCase().includes(text);
      row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    keepStop(table);
    told.textContent = `${count} ${told.dataset.words}`;
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A link to a row leads there, whatever the filter hides.
  addEventListener("hashchange", () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row || !row.hidden || !table.contains(row)) return;
    form.reset();
    show();
    row.scrollIntoView();
  });
  show();
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    heading.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const down = heading.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      const order = heading.classList.contains("right") ? byAmount : byText;
      rows.sort((a, b) => order(a.cells[column].textContent, b.cells[column].textContent, down ? -1 : 1));
      body.append(...rows);
    });
  });
}
