// What the state chooses out of the rows.
let shown = [];
const LATEST = () => state.d || LAST_DAY;
const ofMeasure = () => rowsOf(state.m, state.u, state.s);
const inYears = (at) =>
  (!state.f || endOf(at).slice(0, 4) >= state.f) && (!state.t || startOf(at).slice(0, 4) <= state.t);
const chosenRegions = (places) => {
  const wanted = new Set(state.r);
  return places.filter((at) => wanted.has(cell("region", at)));
};
const periodOf = (at) => rows.period.of[rows.period.at[at]];
const kindOf = (name) => held.regions[name]?.kind ?? "";
// The regions that are set side by side: those chosen, alone or among all of one kind.
const compared = (places) => {
  if (!state.k) return chosenRegions(places);
  const wanted = new Set(state.r);
  return places.filter((at) => kindOf(cell("region", at)) === state.k || wanted.has(cell("region", at)));
};
const lastOf = (period) => period.split("/").at(-1);
// One date: that of the address, or else the newest one that most of the regions have.
const datesOf = (places) => {
  const counted = new Map();
  for (const at of places) if (valueOf(at) !== null) counted.set(periodOf(at), (counted.get(periodOf(at)) ?? 0) + 1);
  const most = Math.max(0, ...counted.values());
  const dates = [...counted.keys()].sort((a, b) => (lastOf(b) === lastOf(a) ? 0 : lastOf(b) < lastOf(a) ? -1 : 1) || (b < a ? -1 : 1));
  return { dates, best: dates.find((date) => counted.get(date) >= 0.8 * most) ?? "" };
};
const selection = () => {
  const known = asOf(ofMeasure(), LATEST());
  if (state.v === "releases") {
    const open = chosenRegions(ofMeasure()).filter((at) => publicDay(at) <= LATEST() && inYears(at));
    return { places: byPeriod(open), dates: [], date: "" };
  }
  if (state.v === "compare" || state.v === "map") {
    const wide = state.v === "map" ? known.filter((at) => held.regions[cell("region", at)]?.place) : compared(known);
    const { dates, best } = datesOf(wide);
    const date = dates.includes(state.p) ? state.p : best;
    return { places: bySize(wide.filter((at) => periodOf(at) === date)), dates, date };
  }
  return { places: byPeriod(compared(known).filter(inYears)), dates: [], date: "" };
};
// As the bars stand: the largest first, and last what has no value.
const bySize = (places) => places.sort((a, b) => (valueOf(b) ?? -Infinity) - (valueOf(a) ?? -Infinity) || a - b);
const byPeriod = (places) => {
  const names = new Set([...state.r, ...listed(places, "region").sort(byLabel)]);
  const order = new Map([...names].map((name, place) => [name, place]));
  return inOrder(places).sort((a, b) => order.get(cell("region", a)) - order.get(cell("region", b)));
};
// An index compares inside one line alone: another release, or what stands behind a break, has its own base.
const indexed = (places) => {
  const lines = runs(places);
  const years = [...new Set(lines.flat().map((at) => periodOf(at)))].sort((a, b) => (lastOf(a) < lastOf(b) ? -1 : 1));
  const held = (period) => lines.filter((line) => line.some((at) => periodOf(at) === period && valueOf(at) > 0)).length;
  const most = Math.max(0, ...years.map(held));
  const base = years.includes(state.b) ? state.b : (years.find((period) => held(period) === most) ?? "");
  const values = new Map();
  for (const line of lines) {
    const zero = line.find((at) => periodOf(at) === base);
    if (zero === undefined || !(valueOf(zero) > 0)) continue;
    for (const at of line) values.set(at, (100 * valueOf(at)) / valueOf(zero));
  }
  return { base, bases: years, lines, values };
};
