// From what is chosen to what is shown.
const MARKS = ["hidden", "sample", "break", "provisional", "undated"];
const SIGNS = { hidden: "×", sample: "□", break: "◇", provisional: "△", undated: "○" };
const titleText = () => {
  const names = state.r.map(regionLabel).join(", ");
  const all = AMONG.includes(state.v) && state.k ? word(`kind.${state.k}`) : "";
  const where = state.v === "map" ? [] : state.v === "compare" && all ? [all] : [names, all];
  const sector = state.s === "total" ? "" : sectorLabel(state.s);
  return [measureLabel(state.m), sector, ...where].filter(Boolean).join(" \u00b7 ");
};
const fillMarks = (places) => {
  const seen = MARKS.filter((mark) => places.some((at) => marksOf(at).includes(mark)));
  by("marks").replaceChildren(
    ...seen.map((mark) => {
      const counted = places.filter((at) => marksOf(at).includes(mark)).length;
      const item = element("li", "", null);
      element("span", SIGNS[mark], item, { className: "sign" }).setAttribute("aria-hidden", "true");
      item.append(` ${word(`mark.${mark}`)} (${number(counted, 0)})`);
      return item;
    }),
  );
};
const notesOf = (places, index) => {
  const notes = [];
  if (state.d) notes.push(word("as_of_note", { day: dayText(state.d) }));
  const undated = places.filter((at) => !cell("release_date", at)).length;
  if (state.d && undated) notes.push(word("undated_note", { count: number(undated, 0) }));
  if (["line", "index", "releases"].includes(state.v)) notes.push(word("joined_note"));
  if (["line", "index"].includes(state.v) && places.some(isOther)) notes.push(word("others_note", { kind: word(`kind.${state.k}`) }));
  const releases = new Set(places.map((at) => `${cell("release_date", at)} ${cell("source", at)}`));
  if (["compare", "map"].includes(state.v) && releases.size > 1) notes.push(word("several_note", { count: number(releases.size, 0) }));
  if (index) {
    const lost = places.filter((at) => valueOf(at) !== null && !index.values.has(at)).length;
    if (lost) notes.push(word("index_note", { count: number(lost, 0) }));
  }
  if (state.v === "releases") {
    const dates = new Set(places.map((at) => cell("release_date", at)));
    notes.push(dates.size > 1 ? word("releases_note", { count: number(dates.size, 0) }) : word("one_release_note"));
  }
  return notes;
};
const explain = (places) => {
  const sources = [...new Set(places.map((at) => sourceText(cell("source", at))))].sort();
  return sources.length ? word("sources_note", { names: sources.slice(0, 4).join("; ") + (sources.length > 4 ? "; …" : "") }) : "";
};
let ready = Promise.resolve();
const render = () => {
  by("start").hidden = Boolean(state.m);
  by("result").hidden = !state.m;
  for (const part of document.querySelectorAll(".chosen")) part.hidden = !state.m;
  if (!state.m) {
    document.title = `${word("title")} \u00b7 ${edition.title}`;
    return;
  }
  const began = performance.now();
  const { places, dates, date } = selection();
  const index = state.v === "index" ? indexed(places) : null;
  shown = places;
  fillChoices(dates, date, index?.base ?? "", index?.bases ?? []);
  by("name").textContent = titleText();
  by("when").textContent = [date && periodText(date), axisText()].filter(Boolean).join(" \u00b7 ");
  by("definition").textContent = held.measures[state.m].definition;
  document.title = `${titleText()} \u00b7 ${edition.title}`;
  fillMarks(places);
  by("notes").replaceChildren(...notesOf(places, index).map((note) => element("p", note, null)));
  by("sources").textContent = explain(places);
  by("sample").hidden = !places.some((at) => marksOf(at).includes("sample"));
  fillTable(places, index ? [["index", (at) => (index.values.has(at) ? number(index.values.get(at), 1) : ""), (at) => index.values.get(at) ?? 0]] : []);
  const drawn = places.filter((at) => (index ? index.values.has(at) : valueOf(at) !== null));
  const known = places.filter((at) => valueOf(at) !== null);
  by("told").textContent = places.length ? word("told", { count: number(known.length, 0), all: number(places.length, 0) }) : word("nothing");
  const chart = by("chart");
  chart.hidden = state.v === "table" || !drawn.length;
  chart.setAttribute("aria-label", `${word(`view.${state.v}`)}: ${titleText()}. ${by("told").textContent}`);
  leftOut([...(places.length ? [] : ["csv", "cite", "python"]), ...(chart.hidden ? ["svg", "png"] : [])]);
  by("copied").hidden = true;
  by("copied-note").textContent = "";
  ready = chart.hidden ? Promise.resolve() : draw(places, chart);
  ready = ready.then(() => {
    document.documentElement.dataset.milliseconds = (performance.now() - began).toFixed(1);
  });
};
const onSelect = { unit: "u", sector: "s", from: "f", to: "t", date: "p", base: "b", kind: "k" };
const open = () => {
  state = settled(readState(location.hash || (document.documentElement.dataset.opened ?? "")));
  order = { column: "", down: false };
  most = MOST_ROWS;
  render();
  if (effects) showSliders();
  if (state.n && byId.has(state.n)) openTrail(byId.get(state.n));
};
searchBox("measure", () => measureOptions, (name) => {
  choose({ m: name, p: "", b: "", f: "", t: "" }, true);
  // On a small screen the chart lies below what it is chosen with.
  if (innerWidth < 640) by("result").scrollIntoView();
});
searchBox("region", regionOptions, (name) => choose({ r: [...state.r, name] }));
for (const [id, name] of Object.entries(onSelect)) by(id).addEventListener("change", (event) => choose({ [name]: event.target.value }));
by("as-of").addEventListener("change", (event) => choose({ d: event.target.value }));
by("edition-day")?.addEventListener("click", () => choose({ d: edition.as_of }));
for (const radio of document.querySelectorAll('input[name="view"]')) radio.addEventListener("change", () => choose({ v: radio.value }));
by("regions").addEventListener("click", (event) => {
  const name = event.target.closest("button")?.dataset.region;
  if (!name || state.r.length < 2) return;
  choose({ r: state.r.filter((one) => one !== name) });
  by("region").focus();
});
by("rows").tHead.addEventListener("click", (event) => {
  const column = event.target.closest("button")?.dataset.column;
  if (!column) return;
  order = { column, down: order.column === column && !order.down };
  render();
  by("rows").querySelector(`button[data-column="${column}"]`).focus();
});
by("rows").tBodies[0].addEventListener("click", (event) => {
  const button = event.target.closest("button.origin");
  if (button) openTrail(Number(button.dataset.row), button);
});
by("rows").addEventListener("keydown", moveOrigin);
by("more").addEventListener("click", () => {
  most = Infinity;
  render();
});
dialog.addEventListener("close", () => {
  state.n = "";
  writeAddress(false);
  opener?.focus();
});
for (const jump of document.querySelectorAll("a.skip")) {
  // The address says what is chosen, so that a jump must not change it.
  jump.addEventListener("click", (event) => {
    event.preventDefault();
    by(jump.getAttribute("href").slice(1)).focus();
  });
}
document.getElementById("choose").addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", open);
addEventListener("popstate", open);
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth === width) return;
  width = innerWidth;
  render();
});
fillMeasures();
open();
document.documentElement.dataset.ready = "yes";
window.explore = { held, rows, cell, asOf, runs, shownValue, quantity, periodText, releaseText, placesOf, state: () => state, shown: () => shown, pythonLine, citation, csvOf, effects, netSteps, grossGroups, ready: () => ready };
