// What is shown, taken along: as rows, as a picture, as a line to cite and as a line of Python.
const FIELDS = ["measure", "region", "region_code", "sector", "period_start", "period_end", "unit", "value", "decimals", "wording", "status", "release_date", "basis", "source", "licence", "lineage", "id"];
const fieldOf = {
  region_code: (at) => held.regions[cell("region", at)]?.code ?? "",
  period_start: startOf,
  period_end: endOf,
  value: (at) => valueOf(at) ?? shownValue(at),
  licence: (at) => held.licences[cell("source", at)],
};
// A text that a spreadsheet would take for a formula gets an apostrophe.
const quoted = (value) => {
  if (typeof value === "number") return String(value);
  const safe = /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
  return /[",\n\r#]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const csvOf = (places, about) => {
  const lines = about.map((line) => `# ${line.replace(/\s+/g, " ")}`);
  lines.push(FIELDS.join(","));
  for (const at of places) lines.push(FIELDS.map((name) => quoted((fieldOf[name] ?? ((one) => cell(name, one)))(at))).join(","));
  return `${lines.join("\n")}\n`;
};
const unique = (places, name) => [...new Set(places.map(name))].sort();
const aboutShown = () => [
  `${word("title")}: ${edition.title} (${edition.name})`,
  `${word("selection")}: ${titleText()}; ${by("when").textContent}`,
  `${word("unit")}: ${state.u}`,
  `${word("column.release")}: ${unique(shown, (at) => cell("release_date", at) || word("undated")).join(", ")}`,
  `${word("column.source")}: ${unique(shown, (at) => sourceText(cell("source", at))).join("; ")}`,
  `${word("licence")}: ${unique(shown, (at) => held.licences[cell("source", at)]).join("; ")}`,
  `${word("address")}: explore.html#${written(state)}`,
  `Python: ${pythonLine()}`,
  citation(),
];
const fileName = (ending, all = false) => {
  const parts = all ? ["all"] : [state.m, state.s === "total" ? "" : state.s, state.v === "map" ? "" : state.r.join("-"), state.u, state.v === "line" ? "" : state.v, state.p && state.p.replace("/", "-"), state.f && `from-${state.f}`, state.t && `to-${state.t}`, state.d && `as-of-${state.d}`];
  const name = ["keianalysis", edition.name, ...parts].filter(Boolean).join("_");
  return `${name.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\w.-]+/g, "-").slice(0, 150)}.${ending}`;
};
const save = (content, name, type) => {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const anchor = element("a", "", null, { href: url, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
};
const citation = () => {
  const known = state.d ? `, ${word("as_of_short", { day: dayText(state.d) })}` : "";
  const days = unique(shown.filter((at) => cell("release_date", at)), publicDay);
  const until = days.length ? word("until", { day: dayText(days.at(-1)) }) : word("until_unknown");
  return word("citation", {
    title: edition.title,
    name: edition.name,
    what: state.m ? titleText() : word("start"),
    known,
    until,
    hash: edition.digest || word("no_hash"),
    sources: unique(shown, (at) => sourceText(cell("source", at))).join("; "),
  });
};
const isOfEdition = (at) => rows.lineage[at].includes("(") || ["computed", "register", "sample"].includes(cell("basis", at));
const text = (value) => JSON.stringify(value);
const pythonLine = () => {
  const names = unique(shown, (at) => cell("region", at));
  const regions = names.length === 1 ? text(names[0]) : `(${names.map(text).join(", ")})`;
  const over = state.v === "releases";
  const given = [
    text(state.m),
    regions,
    ...(state.s === "total" ? [] : [text(state.s)]),
    `unit=${text(state.u)}`,
    ...(state.d && !over ? [`as_of=${text(state.d)}`] : []),
    ...(state.f && !oneDate() ? [`first=${state.f}`] : []),
    ...(state.t && !oneDate() ? [`last=${state.t}`] : []),
    ...(shown.some(isOfEdition) ? [`edition=${text(`reports/${edition.name}`)}`] : []),
  ];
  const asked = `keianalysis.${over ? "releases" : "series"}(${given.join(", ")})`;
  if (over) return state.d ? `${asked}.query("public_from <= '${state.d}'")` : asked;
  if (!oneDate() || !shown.length) return asked;
  return `${asked}.query("period_start == '${startOf(shown[0])}' and period_end == '${endOf(shown[0])}'")`;
};
const oneDate = () => state.v === "compare" || state.v === "map";
const copy = async (content) => {
  const place = by("copied");
  place.textContent = content;
  place.hidden = false;
  try {
    await navigator.clipboard.writeText(content);
    by("copied-note").textContent = word("copied");
  } catch {
    // A frame or a browser may forbid it; the text is selected to be copied by hand.
    getSelection().selectAllChildren(place);
    by("copied-note").textContent = word("copy_by_hand");
  }
};
// The picture carries its title and its source along: it will be seen without this page.
const picture = async () => {
  const sources = unique(shown, (at) => sourceText(cell("source", at))).join("; ");
  const spec = specOf(shown, by("chart").clientWidth - 24);
  spec.title = { text: titleText(), anchor: "start", fontSize: 16, subtitle: [by("when").textContent, ...wrapped(`${word("column.source")}: ${sources}. ${edition.title} (${edition.name}).`)], subtitleFontSize: 11, subtitlePadding: 4, offset: 12 };
  const made = await vegaEmbed(document.createElement("div"), spec, OPTIONS);
  return made.view;
};
const wrapped = (line, size = 110) => {
  const lines = [""];
  for (const part of line.split(" ")) {
    if ((lines.at(-1) + part).length > size) lines.push("");
    lines[lines.length - 1] += `${lines.at(-1) ? " " : ""}${part}`;
  }
  return lines;
};
const takes = {
  csv: () => save(csvOf(shown, aboutShown()), fileName("csv"), "text/csv;charset=utf-8"),
  all: () => save(csvOf(rows.id.map((_, at) => at), [`${word("title")}: ${edition.title} (${edition.name})`, word("everything"), citation()]), fileName("csv", true), "text/csv;charset=utf-8"),
  svg: async () => save(await (await picture()).toSVG(), fileName("svg"), "image/svg+xml"),
  png: async () => {
    const canvas = await (await picture()).toCanvas(2);
    canvas.toBlob((blob) => save(blob, fileName("png"), "image/png"));
  },
  cite: () => copy(citation()),
  python: () => copy(`import keianalysis\n${pythonLine()}`),
  link: () => copy(link()),
};
// The buttons are one stop of the Tab key; arrows go from one to another.
const bar = by("take");
bar.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) takes[button.dataset.take]();
});
// What there is nothing of cannot be taken along; the stop of the Tab key goes to one that is left.
const leftOut = (hidden) => {
  const all = [...bar.querySelectorAll("button")];
  for (const one of all) one.hidden = hidden.includes(one.dataset.take);
  const left = all.filter((one) => !one.hidden);
  if (left.some((one) => one.tabIndex === 0)) return;
  for (const one of all) one.tabIndex = one === left[0] ? 0 : -1;
};
bar.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = [...bar.querySelectorAll("button")].filter((one) => !one.hidden);
  const at = (all.indexOf(document.activeElement) + step + all.length) % all.length;
  for (const one of bar.querySelectorAll("button")) one.tabIndex = -1;
  all[at].tabIndex = 0;
  all[at].focus();
});
