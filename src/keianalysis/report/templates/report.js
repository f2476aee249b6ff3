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
