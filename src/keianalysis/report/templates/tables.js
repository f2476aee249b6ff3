// Every table sorts, filters and downloads; how it does so is in the address.
const tables = [...document.querySelectorAll("main table")];
const keyOf = (table) => table.id || table.closest("figure")?.id || table.caption?.id || "";
const ways = new Map(tables.map((table) => [table, { q: "", v: "", s: "", d: "" }]));
const firstRows = new Map(tables.map((table) => [table, [...table.tBodies[0].rows]]));
const NUMERAL = /^[−+]?[\d.,]+%?$/;
const MOMENT = /^((\d{1,2} )?\p{L}+ )?((?:19|20)\d{2})([–-]\d{4})?$/u;
const months = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, month))),
);
const moment = (text) => {
  const [, , day = "0", year] = MOMENT.exec(text) ?? [];
  const name = text.replace(/\d+/g, "").trim();
  return year ? Number(year) * 10000 + (months.indexOf(name) + 1) * 100 + Number(day) : null;
};
const byMoment = (a, b, direction) => (moment(a) - moment(b)) * direction;
const cellText = (row, column) => row.cells[column].textContent.trim();
const orderOf = (table, column) => {
  if (table.tHead.rows[0].cells[column].classList.contains("right")) return byAmount;
  const texts = firstRows.get(table).map((row) => cellText(row, column)).filter(Boolean);
  if (texts.length && texts.every((text) => MOMENT.test(text))) return byMoment;
  return texts.length && texts.every((text) => NUMERAL.test(text)) ? byAmount : byText;
};
const addressOf = (table) => {
  const chosen = Object.entries(ways.get(table)).filter(([, value]) => value);
  return [keyOf(table), new URLSearchParams(chosen).toString()].filter(Boolean).join("&");
};
// Some frames that show a page let nobody change its address: the page then works without.
const writeAddress = (text) => {
  try {
    history.replaceState(null, "", `#${text}`);
  } catch {
    document.documentElement.dataset.address = "fixed";
  }
};
const panels = new Map();
const show = (table) => {
  const { q, v, s, d } = ways.get(table);
  const rows = [...firstRows.get(table)];
  let count = 0;
  for (const row of rows) {
    const fits = (!v || row.dataset.verdict === v) && row.textContent.toLowerCase().includes(q.toLowerCase());
    row.hidden = !fits;
    count += fits ? 1 : 0;
  }
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, at) => head.setAttribute("aria-sort", s !== String(at) ? "none" : d ? "descending" : "ascending"));
  if (s && heads[s]) {
    const order = orderOf(table, Number(s));
    rows.sort((a, b) => order(cellText(a, s), cellText(b, s), d ? -1 : 1));
  }
  table.tBodies[0].append(...rows);
  keepStop(table);
  const { told, text, verdict } = panels.get(table);
  told.textContent = `${count} ${told.dataset.words}`;
  if (text.value !== q) text.value = q;
  if (verdict && verdict.value !== v) verdict.value = v;
};
const change = (table, way) => {
  Object.assign(ways.get(table), way);
  show(table);
  writeAddress(addressOf(table));
};
const quoted = (text) => {
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};
const csvOf = (table) => {
  const about = [document.title, table.caption?.textContent.trim() ?? "", `report.html#${addressOf(table)}`];
  const rows = [table.tHead.rows[0], ...table.tBodies[0].rows].filter((row) => !row.hidden);
  const lines = rows.map((row) => [...row.cells].map((cell) => quoted(cell.innerText.trim().replace(/\s+/g, " "))).join(","));
  return `${[...about.filter(Boolean).map((line) => `# ${line}`), ...lines].join("\n")}\n`;
};
const save = (content, name, type) => {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement("a");
  Object.assign(anchor, { href: url, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
};
const edition = document.querySelector(".edition").textContent.split("\u00b7")[1].trim();
const nameOf = (key) => `${edition}_${key}`.replace(/[^\w.-]+/g, "-");
const finish = (table, place, told) => {
  button(tools.csv, place, () => save(csvOf(table), `${nameOf(keyOf(table))}.csv`, "text/csv;charset=utf-8"));
  button(tools.link, place, () => copy(`${page}#${addressOf(table)}`, told));
};
const searchable = (table) => {
  const form = table.closest(".scroll").previousElementSibling;
  form.hidden = false;
  form.addEventListener("input", () => change(table, { q: form.elements.text.value, v: form.elements.verdict.value }));
  form.addEventListener("submit", (event) => event.preventDefault());
  const place = element("span", "", form);
  const copied = element("span", "", form);
  copied.setAttribute("role", "status");
  copied.className = "copied";
  finish(table, place, copied);
  return { told: form.querySelector("output"), text: form.elements.text, verdict: form.elements.verdict };
};
// What a table can do is one stop of the Tab key until somebody opens it.
const tooled = (table) => {
  const place = document.createElement("div");
  place.className = "tools";
  (table.closest(".scroll") ?? table).before(place);
  const inside = document.createElement("div");
  inside.hidden = true;
  const opener = button(tools.table, place, () => {
    inside.hidden = !inside.hidden;
    opener.setAttribute("aria-expanded", String(!inside.hidden));
    if (!inside.hidden) text.focus();
  });
  opener.setAttribute("aria-expanded", "false");
  if (table.caption) opener.setAttribute("aria-describedby", table.caption.id);
  place.append(inside);
  const label = element("label", `${tools.filter} `, inside);
  const text = element("input", "", label);
  text.type = "search";
  text.addEventListener("input", () => change(table, { q: text.value }));
  const told = element("output", "", inside);
  told.dataset.words = tools.rows;
  told.setAttribute("aria-live", "polite");
  const copied = document.createElement("output");
  copied.className = "copied";
  finish(table, inside, copied);
  inside.append(copied);
  return { told, text, inside, opener };
};
for (const table of tables) {
  panels.set(table, table.classList.contains("searchable") ? searchable(table) : tooled(table));
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const press = button(head.textContent, null, () => {
      const { s, d } = ways.get(table);
      change(table, { s: String(column), d: s === String(column) && !d ? "down" : "" });
    });
    press.tabIndex = -1;
    head.replaceChildren(press);
    head.setAttribute("aria-sort", "none");
  });
  const stops = [...table.querySelectorAll("tbody [tabindex='0']")];
  if (!stops.length) table.tHead.querySelector("button").tabIndex = 0;
  // From a head the arrows lead to its neighbours and down into the rows.
  table.tHead.addEventListener("keydown", (event) => {
    const heads = [...table.tHead.querySelectorAll("button")];
    const at = heads.indexOf(event.target);
    const next = { ArrowLeft: heads[at - 1], ArrowRight: heads[at + 1], ArrowDown: table.querySelector("tbody [tabindex='0']") }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  table.tBodies[0].addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" || !event.target.matches(STOPS)) return;
    const above = beside(event.target, "previousElementSibling");
    if (!above) table.tHead.querySelectorAll("button")[columnOf(event.target)].focus();
  });
  show(table);
}
// What fits needs no stop of its own to be scrolled.
const fitStops = () => {
  for (const region of document.querySelectorAll(".scroll")) {
    if (region.scrollWidth > region.clientWidth + 1) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
  }
};
addEventListener("resize", fitStops);
document.addEventListener("toggle", fitStops, true);
fitStops();
// A link leads to a row, whatever the filter hides, to a table as it was filtered, or to a trail.
const follow = () => {
  const [place, ...rest] = location.hash.slice(1).split("&");
  const name = decodeURIComponent(place);
  if (name.startsWith("trail=")) {
    const wanted = name.slice(6);
    if (!nodeOf(wanted) || dialog.open) return;
    opener = [...document.querySelectorAll(LIVE)].find((one) => one.dataset.result === wanted) ?? null;
    opener?.scrollIntoView({ block: "center" });
    openTrail(wanted);
    return;
  }
  const table = rest.length ? tables.find((one) => keyOf(one) === name) : null;
  if (table) {
    const parts = new URLSearchParams(rest.join("&"));
    Object.assign(ways.get(table), Object.fromEntries(["q", "v", "s", "d"].map((key) => [key, parts.get(key) ?? ""])));
    const { inside, opener: shown } = panels.get(table);
    if (inside && ways.get(table).q) {
      inside.hidden = false;
      shown.setAttribute("aria-expanded", "true");
    }
    for (let fold = table.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    show(table);
    (table.caption ?? table).scrollIntoView();
    return;
  }
  const row = document.getElementById(name);
  const around = row?.hidden && row.closest("table");
  if (!around) return;
  Object.assign(ways.get(around), { q: "", v: "" });
  show(around);
  row.scrollIntoView();
};
addEventListener("hashchange", follow);
