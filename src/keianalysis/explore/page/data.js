"use strict";
// The rows of the edition, by column; a row is known by its place.
const held = JSON.parse(document.getElementById("data").textContent);
const { rows, words, edition } = held;
// Of a lineage the words that come back stand once.
rows.lineage = rows.lineage.texts.map((text) => text.replace(/~(\d+)/g, (_, place) => rows.lineage.words[place]));
const language = edition.language;
const word = (key, fields = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => fields[name] ?? all);
const cell = (name, at) => {
  const column = rows[name];
  return Array.isArray(column) ? column[at] : column.of[column.at[at]];
};
const count = rows.id.length;
const LAST_DAY = "9999-12-31";
const UNSETTLED = ["unreliable", "provisional", "revised_provisional", "not_final"];
const lastOfMonth = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
// A year or a month counts from its last day, a row without a release from the end of its period.
const publicFrom = (release, end) => {
  if (!release) return end;
  if (release.length === 4) return `${release}-12-31`;
  if (release.length > 7) return release;
  return `${release}-${lastOfMonth(+release.slice(0, 4), +release.slice(5))}`;
};
const ends = rows.period.of.map((period) => period.split("/"));
const DAY = 86400000;
const dayNumber = (day) => Date.parse(`${day}T00:00:00Z`) / DAY;
// Days as numbers, once a period: rows are put in order and joined by them.
const firstDays = ends.map((days) => dayNumber(days[0]));
const lastDays = ends.map((days) => dayNumber(days.at(-1)));
const firstDay = (at) => firstDays[rows.period.at[at]];
const lastDay = (at) => lastDays[rows.period.at[at]];
const startOf = (at) => ends[rows.period.at[at]][0];
const endOf = (at) => ends[rows.period.at[at]].at(-1);
const publicDay = (at) => publicFrom(cell("release_date", at), endOf(at));
const valueOf = (at) => rows.value[at];
// Rows by what they have in a column: made once for each list of rows that is asked.
const splits = new WeakMap();
const splitBy = (places, name) => {
  if (!splits.has(places)) splits.set(places, new Map());
  const made = splits.get(places);
  if (!made.has(name)) {
    const groups = new Map();
    for (const at of places) {
      const text = cell(name, at);
      if (!groups.has(text)) groups.set(text, []);
      groups.get(text).push(at);
    }
    made.set(name, groups);
  }
  return made.get(name);
};
const everyRow = Array.from({ length: count }, (_, at) => at);
const placesOf = splitBy(everyRow, "measure");
const byId = new Map(rows.id.map((id, at) => [id, at]));
const listed = (places, name) => [...splitBy(places, name).keys()];
const NONE = [];
const rowsOf = (measure, unit, sector) => {
  const ofUnit = splitBy(placesOf.get(measure) ?? NONE, "unit").get(unit) ?? NONE;
  return splitBy(ofUnit, "sector").get(sector) ?? NONE;
};
const numberKey = (at) =>
  [rows.region, rows.sector, rows.period, rows.unit].map((column) => column.at[at]).join(" ");
// Of two releases of one number the later counts; of one day the more precise, then the source by name.
const isNewer = (one, other) => {
  const [first, second] = [publicDay(one), publicDay(other)];
  if (first !== second) return first > second;
  if (rows.decimals[one] !== rows.decimals[other]) return rows.decimals[one] > rows.decimals[other];
  return rows.source.at[one] < rows.source.at[other];
};
const asOf = (places, date) => {
  const newest = new Map();
  for (const at of places) {
    if (publicDay(at) > date) continue;
    const key = numberKey(at);
    if (!newest.has(key) || isNewer(at, newest.get(key))) newest.set(key, at);
  }
  return [...newest.values()];
};
const inOrder = (places) =>
  places.sort((a, b) => lastDay(a) - lastDay(b) || firstDay(a) - firstDay(b) || a - b);
// What is marked beside its value, the strongest first; a row may have several.
const marksOf = (at) => {
  const status = cell("status", at);
  return [
    valueOf(at) === null && "hidden",
    (status === "sample" || cell("basis", at) === "sample") && "sample",
    status === "break" && "break",
    UNSETTLED.includes(status) && "provisional",
    !cell("release_date", at) && "undated",
  ].filter(Boolean);
};
const span = (at) => Math.round((lastDay(at) - firstDay(at)) / 7);
// Numbers of one form follow each other: levels, or periods of about one length.
const runKey = (at) =>
  [rows.region, rows.sector, rows.unit, rows.release_date, rows.source]
    .map((column) => column.at[at])
    .concat(span(at))
    .join(" ");
// A line joins numbers of one release of one source, without a break, a gap or a hidden number between.
const runs = (places) => {
  const groups = new Map();
  for (const at of inOrder([...places])) {
    const key = runKey(at);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(at);
  }
  return [...groups.values()].flatMap(stretches);
};
const stretches = (group) => {
  const days = group.map(lastDay);
  const steps = days.slice(1).map((day, place) => day - days[place]).filter((step) => step > 0);
  const longest = 1.5 * Math.min(...steps);
  const found = [];
  let open = false;
  group.forEach((at, place) => {
    const follows = open && cell("status", at) !== "break" && days[place] - days[place - 1] <= longest;
    open = valueOf(at) !== null;
    if (!open) return;
    if (follows) found.at(-1).push(at);
    else found.push([at]);
  });
  return found;
};
