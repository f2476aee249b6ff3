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
const carried = JSON.parse(document.getElementById("trails").textContent);
const { words, tools, texts, names, nodes: packed } = carried;
// Texts that come back stand once; a node is unfolded when it is looked at.
const places = new Map(names.map((name, place) => [name, place]));
const nodeOf = (name) => {
  const found = packed[places.get(name)];
  if (!found) return undefined;
  const [start, rest = "", value = "", formula = 0, told = 0, source = 0, address = 0, inputs = []] = found;
  return {
    title: texts[start] + rest,
    value: typeof value === "number" ? texts[value] : value,
    formula: texts[formula],
    function: texts[told],
    source: texts[source],
    address: texts[address],
    inputs: inputs.length ? inputs.map((place) => names[place]) : undefined,
  };
};
const dialog = document.getElementById("trail");
const element = (tag, text, parent) => {
  const made = document.createElement(tag);
  made.textContent = text;
  parent?.append(made);
  return made;
};
const step = (name, list, depth) => {
  const node = nodeOf(name);
  const item = element("li", "", list);
  const told = ["formula", "function", "source", "address"].filter((key) => node[key]);
  const head = node.value ? `${node.title}: ${node.value}` : node.title;
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
let traced = "";
const openTrail = (name) => {
  const body = dialog.querySelector(".trail");
  body.replaceChildren();
  step(name, element("ul", "", body), 0);
  traced = name;
  dialog.showModal();
};
const open = (number) => {
  opener = number;
  openTrail(number.dataset.result);
};
dialog.addEventListener("close", () => opener && opener.focus());
// A trail as text: each step under the number that rests on it.
const linesOf = (name, depth = 0) => {
  const node = nodeOf(name);
  const told = ["formula", "function", "source", "address"].filter((key) => node[key]);
  const indent = "  ".repeat(depth);
  return [
    indent + (node.value ? `${node.title}: ${node.value}` : node.title),
    ...told.map((key) => `${indent}  ${words[key]}: ${node[key]}`),
    ...(node.inputs ?? []).flatMap((input) => linesOf(input, depth + 1)),
  ];
};
// Not a button element: the words of a number break over lines like those around it.
const LIVE = '.number[role="button"]';
for (const number of document.querySelectorAll(".number")) {
  if (!places.has(number.dataset.result) || !number.textContent) continue;
  number.setAttribute("role", "button");
  number.setAttribute("aria-haspopup", "dialog");
  number.tabIndex = 0;
}
// For the mouse alone: as a description it would be read aloud at every number.
document.addEventListener("pointerover", ({ target }) => {
  const number = target.closest?.(LIVE);
  if (number) number.title = words.hint;
});
// What is copied is also shown, so that it can be copied by hand where a browser forbids it.
const copy = async (text, told) => {
  told.textContent = text;
  try {
    await navigator.clipboard.writeText(text);
    told.dataset.words = tools.copied;
  } catch {
    getSelection().selectAllChildren(told);
    told.dataset.words = tools.copy_by_hand;
  }
};
const button = (text, parent, press) => {
  const made = element("button", text, parent);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
};
const page = location.href.split("#")[0];
const trailAddress = (name) => `trail=${encodeURIComponent(name)}`;
const trailEnd = dialog.querySelector("form");
const trailTold = element("output", "", dialog);
trailTold.className = "copied";
trailEnd.before(trailTold);
const trailButtons = document.createElement("span");
trailEnd.prepend(trailButtons);
button(tools.copy, trailButtons, () => copy(linesOf(traced).join("\n"), trailTold));
button(tools.link, trailButtons, () => copy(`${page}#${trailAddress(traced)}`, trailTold));
dialog.addEventListener("close", () => trailTold.replaceChildren());
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
// The numbers in the sentences of a chapter are one stop too: Left and Right go from one to another.
const chapters = new Map();
for (const number of document.querySelectorAll(LIVE)) {
  if (number.closest("table")) continue;
  const around = number.closest("details, section");
  chapters.set(around, [...(chapters.get(around) ?? []), number]);
}
const chapterOf = (number) => chapters.get(number.closest("details, section")) ?? [];
for (const [around, numbers] of chapters) {
  stopAt(numbers[0], numbers);
  around.setAttribute("aria-describedby", "keys");
  around.addEventListener("focusin", ({ target }) => numbers.includes(target) && stopAt(target, numbers));
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
const SENTENCE_MOVES = { ArrowLeft: -1, ArrowRight: 1 };
const alongSentences = (stop, key) => {
  const numbers = chapterOf(stop);
  return numbers[numbers.indexOf(stop) + (SENTENCE_MOVES[key] ?? NaN)];
};
document.addEventListener("click", (event) => {
  const number = event.target.closest(LIVE);
  if (number) open(number);
});
document.addEventListener("keydown", (event) => {
  if (!event.target.matches(STOPS) || event.ctrlKey || event.altKey || event.metaKey) return;
  const opens = event.target.matches(LIVE) && (event.key === "Enter" || event.key === " ");
  const inTable = event.target.closest("td, tbody th");
  const move = inTable ? MOVES[event.key]?.(event.target) : alongSentences(event.target, event.key);
  if (!opens && !move && !(inTable && MOVES[event.key])) return;
  event.preventDefault();
  if (opens) open(event.target);
  else move?.focus();
});
