// From gross to net jobs under the reader's own assumptions: the formula of effects/additionality.py.
const effects = held.effects;
const ATTRIBUTION = "attribution";
const THREE = [0, 1, 2];
const valueFor = (name, values) => values[name] ?? effects.assumptions[name].central;
// Created jobs lose all; retained ones answer the counterfactual already, and lose what is still to be lost.
const stepsOfGroup = (group, values) => {
  let made = [...group.created];
  let kept = [...group.retained];
  const sums = () => THREE.map((end) => made[end] + kept[end]);
  const steps = [sums()];
  for (const step of effects.steps) {
    const value = valueFor(group.kinds[step], values);
    if (step === effects.steps.at(-1)) {
      made = made.map((jobs) => jobs * value);
      kept = kept.map((jobs) => jobs * value);
    } else {
      made = made.map((jobs) => jobs * (1 - value));
      if (effects.still_lost.includes(step)) kept = kept.map((jobs) => jobs * (1 - value));
    }
    steps.push(sums());
  }
  steps.push(steps.at(-1).map((jobs) => jobs * valueFor(ATTRIBUTION, values)));
  return steps;
};
const netSteps = (groups, values) =>
  groups.map((group) => stepsOfGroup(group, values)).reduce((all, steps) => all.map((step, at) => THREE.map((end) => step[end] + steps[at][end])));
const grossGroups = () => {
  if (!effects.printed) return effects.groups;
  const [group] = effects.groups;
  const ends = (name) => {
    const [low, , high] = group[name];
    const [from, to] = [state.g[`${name}_low`] ?? low, state.g[`${name}_high`] ?? high].sort((a, b) => a - b);
    return [from, (from + to) / 2, to];
  };
  return [{ ...group, created: ends("created"), retained: ends("retained") }];
};
const percent = (name) => (name.startsWith("structural_multiplier") ? 1 : 100);
const shownAssumption = (name, value) => (percent(name) === 1 ? number(value, 2) : `${number(100 * value, 0)}%`);
const isVaried = () => Object.keys(state.a).length > 0 || Object.keys(state.g).length > 0;
const showSteps = () => {
  const began = performance.now();
  const central = netSteps(effects.groups, {});
  const own = netSteps(grossGroups(), state.a);
  const most = Math.max(...own.map((step) => step[2]), ...central.map((step) => step[2]), 1);
  const head = element("tr", "", null);
  for (const name of ["step", "low", "central", "high", "edition"]) element("th", word(`vary.${name}`), head, { scope: "col", className: name === "step" ? "" : "right" });
  const names = ["gross", ...effects.steps, ATTRIBUTION];
  const lines = own.map((step, at) => {
    const row = element("tr", "", null);
    const cellOf = element("th", word(`vary.after_${names[at]}`), row, { scope: "row" });
    const bar = element("span", "", cellOf, { className: "bar" });
    bar.style.width = `${(100 * step[1]) / most}%`;
    for (const end of THREE) element("td", number(step[end], 0), row, { className: "right" });
    element("td", number(central[at][1], 0), row, { className: "right" });
    return row;
  });
  by("steps").tHead.replaceChildren(head);
  by("steps").tBodies[0].replaceChildren(...lines);
  by("vary-banner").hidden = !isVaried();
  const net = (steps) => number(steps.at(-2)[1], 0);
  by("vary-banner").textContent = isVaried() ? word("vary.banner", { own: net(own), edition: net(central) }) : "";
  document.documentElement.dataset.varied = (performance.now() - began).toFixed(1);
};
const showSliders = () => {
  for (const input of by("sliders").querySelectorAll("input")) {
    input.value = valueFor(input.name, state.a);
    const text = shownAssumption(input.name, Number(input.value));
    input.setAttribute("aria-valuetext", text);
    input.closest(".slider").querySelector("output").textContent = text;
  }
  for (const input of by("gross").querySelectorAll("input")) input.value = state.g[input.name] ?? input.dataset.first;
  by("vary-open").open = by("vary-open").open || state.e === "1" || isVaried();
  showSteps();
};
const vary = (change) => {
  Object.assign(state, change);
  showSliders();
  writeAddress(false);
};
const without = (values, name) => Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const buildSliders = () => {
  for (const [name, one] of Object.entries(effects.assumptions)) {
    if (one.low === one.high) continue;
    const slider = element("div", "", by("sliders"), { className: "slider" });
    const label = element("label", "", slider, { htmlFor: `vary-${name}` });
    element("span", one.label, label);
    element("output", "", label);
    const input = element("input", "", slider, { type: "range", id: `vary-${name}`, name, min: one.low, max: one.high, step: "any" });
    input.setAttribute("aria-describedby", `vary-${name}-note`);
    const ends = word("vary.ends", { low: shownAssumption(name, one.low), central: shownAssumption(name, one.central), high: shownAssumption(name, one.high) });
    element("small", [ends, one.note && `${capital(one.note)}.`].filter(Boolean).join(" "), slider, { id: `vary-${name}-note` });
  }
  if (!effects.printed) return;
  for (const name of ["created", "retained"]) {
    const set = element("fieldset", "", by("gross"));
    element("legend", word(`vary.${name}`), set);
    const row = element("div", "", set, { className: "row" });
    for (const end of ["low", "high"]) {
      const label = element("label", word(`vary.${end}`), row);
      const input = element("input", "", label, { type: "number", min: 0, step: 1, name: `${name}_${end}` });
      input.dataset.first = effects.groups[0][name][end === "low" ? 0 : 2];
    }
  }
};
const STEP = 0.01;
const onVary = (event) => {
  const { name, value, type, dataset } = event.target;
  const given = Number(value);
  if (type === "number") {
    if (value === "" || !(given >= 0)) return;
    vary({ g: given === Number(dataset.first) ? without(state.g, name) : { ...state.g, [name]: given } });
  } else {
    const { low, central, high } = effects.assumptions[name];
    // A slider stops at whole hundredths, and at its three named values.
    const near = [low, central, high].find((end) => Math.abs(end - given) < STEP / 2) ?? Math.round(given / STEP) * STEP;
    const kept = Number(near.toFixed(6));
    vary({ a: kept === central ? without(state.a, name) : { ...state.a, [name]: kept } });
  }
};
const moveSlider = (event) => {
  const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
  if (!step || event.target.type !== "range") return;
  event.preventDefault();
  const { min, max, value } = event.target;
  event.target.value = Math.min(Number(max), Math.max(Number(min), Number(value) + step * STEP));
  onVary(event);
};
// The file that effects --assumptions takes.
const scenario = () => {
  const named = Object.entries(state.a).filter(([name]) => name !== ATTRIBUTION);
  return ["name,low,central,high,price_year", ...named.map(([name, value]) => `${name},${value},${value},${value},`), ""].join("\n");
};
const onEnds = (event) => {
  const { end, save: file } = event.target.dataset;
  if (file) save(scenario(), `keianalysis_${edition.name}_assumptions.csv`, "text/csv;charset=utf-8");
  if (end === "central") vary({ a: {}, g: {} });
  else if (end) vary({ a: Object.fromEntries(Object.entries(effects.assumptions).filter(([, one]) => one[end] !== one.central).map(([name, one]) => [name, one[end]])) });
};
if (effects) {
  buildSliders();
  by("vary-form").addEventListener("input", onVary);
  by("vary-form").addEventListener("keydown", moveSlider);
  by("vary-form").addEventListener("click", (event) => event.target.closest("button") && onEnds(event));
  by("vary-form").addEventListener("submit", (event) => event.preventDefault());
  by("vary-open").addEventListener("toggle", () => {
    state.e = by("vary-open").open ? "1" : "";
    writeAddress(false);
  });
  by("vary-notes").textContent = effects.printed ? word("vary.printed") : effects.unknown ? word("vary.unknown", { count: number(effects.unknown, 0) }) : "";
}
