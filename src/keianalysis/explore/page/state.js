// All that is chosen, and the address that says so.
const VIEWS = ["line", "compare", "index", "map", "releases", "table"];
// The views that can show the chosen regions among all of their kind.
const AMONG = ["line", "compare", "index", "table"];
const FRESH = { m: "", r: [], s: "", u: "", v: "line", f: "", t: "", d: "", p: "", b: "", k: "", n: "", e: "", a: {}, g: {} };
let state = structuredClone(FRESH);
const written = (one) => {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(one)) {
    if (Array.isArray(value)) value.forEach((part) => parts.append(name, part));
    else if (typeof value === "object") {
      for (const [key, number] of Object.entries(value)) parts.append(name, `${key}:${number}`);
    } else if (value && value !== FRESH[name]) parts.set(name, value);
  }
  return parts.toString();
};
const pairs = (texts) =>
  Object.fromEntries(
    texts
      .map((text) => [text.slice(0, text.lastIndexOf(":")), Number(text.slice(text.lastIndexOf(":") + 1))])
      .filter(([name, value]) => name && Number.isFinite(value)),
  );
const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text).getTime());
// An address may be typed by hand: what is unknown is left out, and the rest still holds.
const readState = (text) => {
  const parts = new URLSearchParams(text.replace(/^#/, ""));
  const one = structuredClone(FRESH);
  for (const name of ["m", "s", "u", "v", "f", "t", "d", "p", "b", "k", "n", "e"]) one[name] = parts.get(name) ?? one[name];
  one.r = parts.getAll("r");
  one.a = pairs(parts.getAll("a"));
  one.g = pairs(parts.getAll("g"));
  if (!placesOf.has(one.m)) one.m = "";
  if (!VIEWS.includes(one.v)) one.v = "line";
  if (!isDay(one.d)) one.d = "";
  for (const name of ["f", "t"]) if (!/^\d{4}$/.test(one[name])) one[name] = "";
  return one;
};
let address = location.href.split("#")[0];
const link = (one = state) => `${address}#${written(one)}`;
// Some frames that show a page let nobody change its address: the page then works without.
const writeAddress = (isNew) => {
  try {
    history[isNew ? "pushState" : "replaceState"](null, "", `#${written(state)}`);
  } catch {
    document.documentElement.dataset.address = "fixed";
  }
};
const settled = (one) => {
  // What a measure does not have gives way to what it has; the rest of the choice stays.
  const places = placesOf.get(one.m);
  if (!places) return one;
  const units = listed(places, "unit");
  const unit = units.includes(one.u) ? one.u : mostCommon(places, "unit");
  const ofUnit = splitBy(places, "unit").get(unit);
  const sectors = listed(ofUnit, "sector");
  const sector = sectors.includes(one.s) ? one.s : sectors.includes("total") ? "total" : mostCommon(ofUnit, "sector");
  const chosen = rowsOf(one.m, unit, sector);
  const known = new Set(listed(chosen, "region"));
  let regions = one.r.filter((name) => known.has(name));
  if (!regions.length) regions = known.has(edition.home) ? [edition.home] : [mostCommon(chosen, "region")];
  return { ...one, u: unit, s: sector, r: regions };
};
const mostCommon = (places, name) => {
  const counted = [...splitBy(places, name)].map(([text, found]) => [text, found.length]);
  return counted.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0][0];
};
const choose = (change, isNew = false) => {
  state = settled({ ...state, ...change });
  writeAddress(isNew);
  render();
};
