// A figure can be taken along, and a heading leads to itself.
const drawingOf = (figure) => {
  const drawing = figure.querySelector(".drawing svg").cloneNode(true);
  drawing.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(drawing);
};
const SHARP = 2;
const savePicture = (figure, name) => {
  const { width, height } = figure.querySelector(".drawing svg").viewBox.baseVal;
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [SHARP * width, SHARP * height];
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, `${name}.png`, "image/png"));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawingOf(figure))}`;
};
const figureTools = (figure) => {
  const name = figure.id.replace("figure-", "");
  const place = document.createElement("div");
  place.className = "tools";
  place.setAttribute("role", "toolbar");
  place.setAttribute("aria-label", tools.figure);
  const copied = document.createElement("output");
  copied.className = "copied";
  const made = [
    button("SVG", place, () => save(drawingOf(figure), `${name}.svg`, "image/svg+xml")),
    button("PNG", place, () => savePicture(figure, name)),
    button("CSV", place, () => figure.querySelector("a[download]").click()),
    button(tools.link, place, () => copy(`${page}#${figure.id}`, copied)),
  ];
  // One stop of the Tab key; arrows go from one button to another.
  made.forEach((one, at) => (one.tabIndex = at ? -1 : 0));
  place.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = made[(made.indexOf(event.target) + step + made.length) % made.length];
    made.forEach((one) => (one.tabIndex = one === next ? 0 : -1));
    next.focus();
  });
  place.append(copied);
  figure.querySelector(".drawing").after(place);
};
document.querySelectorAll("main figure[id]").forEach(figureTools);
// The contents have the same links for the keyboard: a heading is no stop of its own.
for (const heading of document.querySelectorAll("main h2, main h3[id]")) {
  const target = heading.tagName === "H2" ? heading.closest("section").id : heading.id;
  const self = document.createElement("a");
  Object.assign(self, { href: `#${target}`, className: "self", tabIndex: -1 });
  self.append(...heading.childNodes);
  heading.append(self);
}
follow();
