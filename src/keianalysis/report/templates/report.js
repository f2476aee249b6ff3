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
    told.textContent = `${count} ${told.dataset.words}`;
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
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
const open = (event) => {
  const name = event.currentTarget.dataset.result;
  const body = dialog.querySelector(".trail");
  body.replaceChildren();
  step(name, element("ul", "", body), 0);
  opener = event.currentTarget;
  dialog.showModal();
};
dialog.querySelector("h2").textContent = words.title;
dialog.querySelector("button").textContent = words.close;
dialog.addEventListener("close", () => opener && opener.focus());
for (const number of document.querySelectorAll(".number")) {
  if (!nodes[number.dataset.result] || !number.textContent) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "number";
  button.textContent = number.textContent;
  button.title = words.hint;
  button.setAttribute("aria-haspopup", "dialog");
  Object.assign(button.dataset, number.dataset);
  button.addEventListener("click", open);
  number.replaceWith(button);
}
