// Numbers, periods and days as a reader of the language writes them: as the report does.
const told = held.numbers;
const MINUS = "\u2212";
const SPACE = "\u00a0";
const formats = new Map();
const grouped = (text, places) => {
  if (!formats.has(places)) {
    const digits = { minimumFractionDigits: places, maximumFractionDigits: places, useGrouping: true };
    formats.set(places, new Intl.NumberFormat(language, digits));
  }
  return formats.get(places).format(text).replace("-", MINUS);
};
// Halves round away from zero, as the written decimal says and not as its binary neighbour does.
const number = (value, decimals) => {
  if (decimals >= 0) return grouped(String(value), decimals).replace(/^\u2212(?=[0.,]*$)/, "");
  const step = 10 ** -decimals;
  const size = Math.floor(Math.abs(value) / step + 0.5) * step;
  return grouped(size === 0 ? 0 : Math.sign(value) * size, 0);
};
const euro = (text) => {
  const [sign, digits] = text.startsWith(MINUS) ? [MINUS, text.slice(1)] : ["", text];
  return `${sign}€${language === "nl" ? SPACE : ""}${digits}`;
};
const rounded = (value, decimals) =>
  Math.sign(value) * Number(`${Math.round(Number(`${Math.abs(value)}e${decimals}`))}e${-decimals}`);
const money = (value, decimals) => {
  const amount = rounded(value, decimals);
  for (const [power, name] of [[9, "billion"], [6, "million"]]) {
    if (decimals <= 2 - power && Math.abs(amount) >= 10 ** power) {
      const text = number(Number(`${amount}e-${power}`), Math.max(decimals + power, 0));
      return `${euro(text)}${SPACE}${told[name]}`;
    }
  }
  return euro(number(value, decimals));
};
const quantity = (value, unit, decimals) => {
  const text = number(value, decimals);
  if (unit === "pct") return `${text}%`;
  if (unit === "pct_per_year") return `${text}% ${told.per_year}`;
  if (unit === "eur") return money(value, decimals);
  if (unit === "eur_per_person_year") return `${money(value, decimals)} ${told.per_person_year}`;
  if (unit === "eur_per_fte") return `${money(value, decimals)} ${told.per_fte}`;
  if (unit === "rank") return `${told.rank} ${text}`;
  const [one, many] = held.units[unit];
  const name = text.replace(MINUS, "") === "1" ? one : many;
  return name ? `${text}${SPACE}${name}` : text;
};
const isKeptBack = (status, source) =>
  held.kept_back.includes(status) || (status === held.sample && source.startsWith(held.behind_gate));
const shownValue = (at) => {
  const value = valueOf(at);
  if (value === null) return isKeptBack(cell("status", at), cell("source", at)) ? "\u00d7" : "";
  const [before, unit, decimals] = [told[`wording.${cell("wording", at)}`], cell("unit", at), rows.decimals[at]];
  if (!before || value >= 0) return before + quantity(value, unit, decimals);
  return told.falling.replace("{size}", before + quantity(-value, unit, decimals));
};
const utc = (day) => new Date(`${day}T00:00:00Z`);
// English days are written as the report writes them: the day before its month.
const dated = (style) => new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone: "UTC", ...style });
const [inDays, inMonths] = [
  dated({ day: "numeric", month: "long", year: "numeric" }),
  dated({ month: "long", year: "numeric" }),
];
const dayText = (day) => inDays.format(utc(day));
const releaseText = (release) => {
  if (!release) return word("undated");
  if (release.length === 4) return release;
  return release.length === 7 ? inMonths.format(utc(`${release}-01`)) : dayText(release);
};
// Each period stands in words beside its days.
const periodTexts = new Map(held.rows.period.of.map((period, place) => [period, held.rows.period.told[place]]));
const periodText = (period) => periodTexts.get(period);
const collator = new Intl.Collator(language, { numeric: true });
const byWord = (one, other) => collator.compare(one, other);
const regionLabel = (name) => held.regions[name]?.label ?? name;
const byLabel = (one, other) => byWord(regionLabel(one), regionLabel(other));
const sectorLabel = (name) => held.sectors[name] ?? name;
const measureLabel = (name) => held.measures[name]?.label ?? name;
const publisherOf = (source) => source.split(" | ")[0];
const addressOf = (source) => {
  const address = source.split(" | ")[1] ?? "";
  return /^https?:\/\/\S+$/.test(address) ? address : "";
};
const sourceText = (source) =>
  source.startsWith("keianalysis.") ? word("computed_from", { names: source.split(" | ")[1] ?? "" }) : publisherOf(source);
