// What is chosen as a chart: a specification of Vega-Lite for each view.
const COLOURS = ["#0072B2", "#B84E00", "#00704F", "#A0457A", "#806000", "#1A1A1A", "#5B5B8C", "#707070"];
const STEPS = ["#F2F7FB", "#BCD9EC", "#7FB2D5", "#2F6FA3", "#0A3355"];
const SHAPES = { settled: "circle", provisional: "triangle-up", break: "diamond", sample: "square" };
const yearOf = (day) => +day.slice(0, 4) + (dayNumber(day) - dayNumber(`${day.slice(0, 4)}-01-01`)) / 365.25;
// A number over whole years stands at its year; one on a day or over a part of a year where it lies.
const placeInTime = (places) => {
  const whole = places.every((at) => /-01-01$/.test(startOf(at)) && /-12-31$/.test(endOf(at)));
  const days = new Set(places.map((at) => endOf(at).slice(5)));
  const levels = places.every((at) => startOf(at) === endOf(at));
  if (whole || (levels && days.size === 1)) return (at) => +endOf(at).slice(0, 4);
  return (at) => (startOf(at) === endOf(at) ? yearOf(endOf(at)) : (yearOf(startOf(at)) + yearOf(endOf(at))) / 2);
};
const shapeOf = (at) => {
  const marks = marksOf(at);
  return ["sample", "break", "provisional"].find((mark) => marks.includes(mark)) ?? "settled";
};
const pointOf = (at, more) => ({
  row: at,
  region: regionLabel(cell("region", at)),
  when: periodText(periodOf(at)),
  told: shownValue(at) || word("status.suppressed"),
  release: releaseText(cell("release_date", at)),
  marks: marksOf(at).map((mark) => word(`mark.${mark}`)).join(", "),
  shape: shapeOf(at),
  fill: cell("release_date", at) ? "dated" : "undated",
  ...more,
});
const TOOLTIP = ["region", "when", "told", "release", "marks"].map((field) => ({ field, title: word(`tip.${field}`) }));
const axisText = () => held.units[state.u][2];
const CONFIG = {
  font: "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  background: "#ffffff",
  view: { stroke: null },
  axis: { labelColor: "#1A1A1A", titleColor: "#1A1A1A", gridColor: "#DDDDDD", labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
  legend: { labelFontSize: 12, titleFontSize: 12, labelLimit: 320, symbolStrokeWidth: 2 },
};
const GREY = "#9AA5AF";
const coloured = (names) => ({
  condition: { test: "datum.other", value: GREY },
  field: "line",
  type: "nominal",
  scale: { domain: names, range: names.map((_, place) => COLOURS[place % COLOURS.length]) },
  legend: names.length > 1 ? { title: null, orient: "top", columns: innerWidth < 640 ? 1 : 3 } : null,
});
// Of a kind of region the chosen ones are coloured, and lie above the others.
const isOther = (at) => AMONG.includes(state.v) && state.k !== "" && !state.r.includes(cell("region", at));
const timeSpec = (places, nameOf, valueAt, title) => {
  const x = placeInTime(places);
  const lines = runs(places).sort((a, b) => isOther(b[0]) - isOther(a[0]));
  const names = [...new Set(places.filter((at) => !isOther(at)).map(nameOf))];
  const joined = lines.flatMap((line, run) =>
    line.filter((at) => valueAt(at) !== undefined).map((at) => pointOf(at, { x: x(at), y: valueAt(at), line: nameOf(at), run, other: isOther(at) })),
  );
  const hidden = places.filter((at) => valueOf(at) === null).map((at) => pointOf(at, { x: x(at), line: nameOf(at) }));
  const time = { field: "x", type: "quantitative", axis: { format: "d", tickMinStep: 1, title: null, grid: false, labelOverlap: "parity", labelSeparation: 8 }, scale: { zero: false, nice: false, padding: 12 } };
  const size = { field: "y", type: "quantitative", axis: { title }, scale: { zero: false, padding: 6 } };
  const colour = coloured(names);
  return {
    data: { values: joined },
    encoding: { x: time, color: colour },
    layer: [
      { mark: { type: "line" }, encoding: { y: size, detail: { field: "run" }, strokeWidth: { condition: { test: "datum.other", value: 1 }, value: 2 } } },
      {
        mark: { type: "point", strokeWidth: 2, opacity: 1 },
        encoding: {
          y: size,
          size: { condition: { test: "datum.other", value: 12 }, value: 55 },
          shape: { field: "shape", type: "nominal", scale: { domain: Object.keys(SHAPES), range: Object.values(SHAPES) }, legend: null },
          fill: { ...colour, condition: [{ test: "datum.fill === 'undated'", value: "#ffffff" }, colour.condition] },
          tooltip: TOOLTIP,
        },
      },
      // What is hidden stands as a cross on the axis of time.
      ...(hidden.length ? [{ data: { values: hidden }, mark: { type: "text", text: "×", fontSize: 18, fontWeight: "bold", dy: -6 }, encoding: { y: { value: "height" }, tooltip: TOOLTIP } }] : []),
    ],
  };
};
const lineSpec = (places) => timeSpec(places, (at) => regionLabel(cell("region", at)), (at) => valueOf(at) ?? undefined, axisText());
const indexSpec = (places) => {
  const { base, values } = indexed(places);
  const nameOf = (at) => regionLabel(cell("region", at));
  const kept = places.filter((at) => values.has(at) || valueOf(at) === null);
  return timeSpec(kept, nameOf, (at) => values.get(at), word("index_axis", { base: base ? periodText(base) : "" }));
};
const releaseSpec = (places) => {
  const several = state.r.length > 1;
  const nameOf = (at) => (several ? `${regionLabel(cell("region", at))}, ` : "") + releaseText(cell("release_date", at));
  return timeSpec(places, nameOf, (at) => valueOf(at) ?? undefined, axisText());
};
const barSpec = (places) => {
  const wanted = new Set(state.r);
  const bars = places.map((at) => pointOf(at, { value: valueOf(at) ?? undefined, chosen: wanted.has(cell("region", at)) }));
  const y = { field: "region", type: "nominal", sort: bars.map((bar) => bar.region), axis: { title: null, labelPadding: 6, labelLimit: innerWidth < 640 ? 110 : 220, ticks: false, domain: false } };
  const x = { field: "value", type: "quantitative", axis: { title: axisText(), tickCount: 5 } };
  return {
    data: { values: bars },
    height: Math.max(72, 24 * bars.length),
    encoding: { y, tooltip: TOOLTIP },
    layer: [
      { mark: { type: "bar" }, encoding: { x, color: { condition: { test: "datum.chosen", value: COLOURS[0] }, value: "#7FB2D5" } } },
      { mark: { type: "text", align: "left", dx: 4, fontSize: 12 }, encoding: { x, text: { field: "told" } } },
    ],
  };
};
const mapSpec = (places) => {
  const tiles = places.map((at) => {
    const [across, down] = held.regions[cell("region", at)].place;
    return pointOf(at, { value: valueOf(at), left: across, right: across + 0.95, top: down, bottom: down + 0.92, middle: across + 0.475, upper: down + 0.32, lower: down + 0.64, words: regionLabel(cell("region", at)) });
  });
  const known = tiles.filter((tile) => tile.value !== null);
  const [least, most] = [Math.min(...known.map((tile) => tile.value)), Math.max(...known.map((tile) => tile.value))];
  const sides = (name, other) => ({ [name]: { field: { x: "left", y: "top" }[name], type: "quantitative", axis: null, scale: { nice: false, zero: false, reverse: name === "y" } }, [`${name}2`]: { field: other } });
  const dark = "datum.value > " + (least + 0.55 * (most - least));
  const inked = { condition: { test: `datum.value !== null && ${dark}`, value: "#ffffff" }, value: "#1A1A1A" };
  const small = innerWidth < 640;
  const text = (field, up, size, weight) => ({
    mark: { type: "text", fontSize: size, fontWeight: weight, limit: small ? 72 : 150 },
    encoding: { x: { field: "middle", type: "quantitative" }, y: { field: up, type: "quantitative" }, text: { field }, color: inked },
  });
  return {
    data: { values: tiles },
    height: small ? 280 : 400,
    encoding: { tooltip: TOOLTIP },
    layer: [
      {
        mark: { type: "rect", stroke: "#707070" },
        encoding: {
          ...sides("x", "right"),
          ...sides("y", "bottom"),
          color: {
            condition: { test: "datum.value === null", value: "#ffffff" },
            field: "value",
            type: "quantitative",
            scale: { range: STEPS, type: "quantize", nice: true },
            legend: { title: axisText(), orient: "bottom", direction: "horizontal", gradientLength: small ? 240 : 360 },
          },
        },
      },
      text("words", "upper", small ? 9 : 12, "normal"),
      text("told", "lower", small ? 10 : 14, "bold"),
    ],
  };
};
const SPECS = { line: lineSpec, compare: barSpec, index: indexSpec, map: mapSpec, releases: releaseSpec };
const FORMATS =
  language === "nl"
    ? { decimal: ",", thousands: ".", grouping: [3], currency: ["€ ", ""], minus: MINUS }
    : { decimal: ".", thousands: ",", grouping: [3], currency: ["€", ""], minus: MINUS };
const months = Array.from({ length: 12 }, (_, month) => dated({ month: "long" }).format(new Date(Date.UTC(2024, month))));
const days = Array.from({ length: 7 }, (_, day) => dated({ weekday: "long" }).format(new Date(Date.UTC(2024, 0, 7 + day))));
const short = (name) => name.slice(0, 3);
const TIMES = {
  dateTime: "%A %e %B %Y %X", date: "%d-%m-%Y", time: "%H:%M:%S", periods: ["AM", "PM"],
  days, shortDays: days.map(short), months, shortMonths: months.map(short),
};
let view = null;
let drawing = 0;
// Without the interpreter the page would have to allow code that is made while it runs.
const OPTIONS = { actions: false, renderer: "svg", ast: true, defaultStyle: false, formatLocale: FORMATS, timeFormatLocale: TIMES, mode: "vega-lite" };
const specOf = (places, width) => ({
  width: Math.max(220, width),
  height: innerWidth < 640 ? 260 : 360,
  autosize: { type: "fit-x", contains: "padding" },
  config: CONFIG,
  ...SPECS[state.v](places),
});
const draw = async (places, place) => {
  const mine = (drawing += 1);
  const target = document.createElement("div");
  const made = await vegaEmbed(target, specOf(places, place.clientWidth - 24), OPTIONS);
  if (mine !== drawing) return made.finalize();
  view?.finalize();
  view = made;
  place.replaceChildren(target);
};
