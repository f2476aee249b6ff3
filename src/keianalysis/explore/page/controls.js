// What a reader chooses with. A search with a list is one stop of the Tab key.
const by = (id) => document.getElementById(id);
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const MOST_FOUND = 30;
// Options are [value, label, words to search in, group]; picking one calls back and empties the box.
const searchBox = (id, options, pick) => {
  const input = by(id);
  const list = by(`${id}-list`);
  let found = [];
  let active = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const mark = (place) => {
    active = place;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    if (place < 0) return;
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    const rank = ([, label]) => (plain(label).startsWith(wanted[0] ?? "") ? 0 : 1);
    found = options()
      .filter(([, , searched]) => wanted.every((part) => searched.includes(part)))
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, wanted.length ? MOST_FOUND : undefined);
    list.replaceChildren(
      ...found.map(([, label, , group], at) => {
        const item = element("li", label, null, { id: `${id}-${at}`, className: "option" });
        item.setAttribute("role", "option");
        if (group) element("small", group, item);
        return item;
      }),
    );
    if (!found.length) {
      const none = element("li", word("nothing_found"), list, { className: "none" });
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(wanted.length && found.length ? 0 : -1);
  };
  const take = (place) => {
    if (!found[place]) return;
    input.value = "";
    close();
    pick(found[place][0]);
  };
  input.addEventListener("input", open);
  input.addEventListener("click", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const last = found.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return open();
      const down = event.key === "ArrowDown";
      mark(down ? (active >= last ? 0 : active + 1) : active <= 0 ? last : active - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden) take(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  // The box keeps the focus while an option is pressed: else it would close before the option is taken.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest(".option");
    if (item) take([...list.children].indexOf(item));
  });
};
const themeText = (name) => word(`theme.${name || "elsewhere"}`);
const measureOptions = [...placesOf.keys()]
  .map((name) => {
    const { label, definition, theme } = held.measures[name];
    return [name, label, plain(`${label} ${name} ${definition} ${themeText(theme)}`), themeText(theme)];
  })
  .sort((a, b) => byWord(a[1], b[1]));
const KINDS = ["country", "part_of_country", "province", "corop", "corop_group", "municipality", "network", "elsewhere"];
const knownRegions = () => {
  const names = listed(ofMeasure(), "region").filter((name) => !state.r.includes(name));
  const rank = (name) => KINDS.indexOf(KINDS.includes(kindOf(name)) ? kindOf(name) : "elsewhere");
  return names.sort((a, b) => rank(a) - rank(b) || byLabel(a, b));
};
const regionOptions = () =>
  knownRegions().map((name) => {
    const kind = KINDS.includes(kindOf(name)) ? kindOf(name) : "elsewhere";
    return [name, regionLabel(name), plain(`${regionLabel(name)} ${name} ${held.regions[name].code ?? ""} ${word(`kind.${kind}`)}`), word(`kind.${kind}`)];
  });
const options = (id, pairs, value, hide = pairs.length < 2) => {
  const select = by(id);
  select.replaceChildren(...pairs.map(([key, text]) => element("option", text, null, { value: key, selected: key === value })));
  select.closest("label").hidden = hide;
};
const fillChoices = (dates, date, base, bases) => {
  const all = placesOf.get(state.m);
  options("unit", listed(all, "unit").map((unit) => [unit, held.units[unit][2]]), state.u);
  const ofUnit = splitBy(all, "unit").get(state.u);
  const sectors = listed(ofUnit, "sector").map((name) => [name, sectorLabel(name)]);
  options("sector", sectors.sort((a, b) => (b[0] === "total") - (a[0] === "total") || byWord(a[1], b[1])), state.s);
  const years = [...new Set(listed(ofMeasure(), "period").map((period) => lastOf(period).slice(0, 4)))].sort();
  const over = ["line", "index", "releases", "table"].includes(state.v);
  options("from", [["", word("first")], ...years.map((year) => [year, year])], state.f, !over || years.length < 2);
  options("to", [["", word("last")], ...years.map((year) => [year, year])], state.t, !over || years.length < 2);
  options("date", dates.map((one) => [one, periodText(one)]), date, !dates.length);
  options("base", bases.map((one) => [one, periodText(one)]), base, state.v !== "index");
  const kinds = [...new Set(listed(ofMeasure(), "region").map(kindOf))].filter((kind) => KINDS.includes(kind));
  options("kind", [["", word("kind.chosen")], ...kinds.map((kind) => [kind, word(`kind.${kind}`)])], state.k, !AMONG.includes(state.v));
  by("as-of").value = state.d;
  for (const radio of document.querySelectorAll('input[name="view"]')) radio.checked = radio.value === state.v;
  const chips = state.r.map((name) => {
    const chip = element("button", regionLabel(name), null, { type: "button", className: "chip" });
    chip.dataset.region = name;
    chip.setAttribute("aria-label", word("remove", { name: regionLabel(name) }));
    return chip;
  });
  by("regions").replaceChildren(...chips);
};
const fillMeasures = () => {
  const groups = new Map();
  for (const option of measureOptions) {
    if (!groups.has(option[3])) groups.set(option[3], []);
    groups.get(option[3]).push(option);
  }
  const made = [...groups].sort((a, b) => byWord(a[0], b[0])).map(([theme, measures]) => {
    const details = element("details", "", null);
    element("summary", `${theme} (${number(measures.length, 0)})`, details);
    const list = element("ul", "", details);
    for (const [name, label] of measures) {
      element("a", label, element("li", "", list), { href: `#${written({ m: name })}` });
    }
    return details;
  });
  by("measures").replaceChildren(...made);
};
