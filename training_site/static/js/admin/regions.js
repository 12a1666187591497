// A region of a hotspot: a button beside its coordinates opens the image to draw it on.
const SVG = "http://www.w3.org/2000/svg";

const numbers = (text) => (text.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

const SHAPES = {
  rect: ([left, top, right, bottom]) => [
    "rect",
    { x: left, y: top, width: Math.max(right - left, 0), height: Math.max(bottom - top, 0) },
  ],
  circle: ([cx, cy, r]) => ["circle", { cx, cy, r }],
  ellipse: ([cx, cy, rx, ry]) => ["ellipse", { cx, cy, rx, ry }],
  polygon: (coords) => ["polygon", { points: coords.join(" ") }],
};

// What a drag from one point to another means.
const DRAGS = {
  rect: (from, to) => [
    Math.min(from.x, to.x),
    Math.min(from.y, to.y),
    Math.max(from.x, to.x),
    Math.max(from.y, to.y),
  ],
  circle: (from, to) => [from.x, from.y, Math.hypot(to.x - from.x, to.y - from.y)],
  ellipse: (from, to) => [from.x, from.y, Math.abs(to.x - from.x), Math.abs(to.y - from.y)],
};

const field = (region, name) =>
  region.querySelector(`[data-contentpath="${name}"] :is(input, select)`);

const imageOf = (region) => {
  const block = region.closest('[data-contentpath="regions"]')?.parentElement;
  return block?.querySelector('[data-contentpath="image"] input[type="hidden"]')?.value;
};

const drawing = (region) => {
  const box = document.createElement("div");
  const image = document.createElement("img");
  const sheet = document.createElementNS(SVG, "svg");
  const coords = field(region, "coords");
  const shape = field(region, "shape");
  let start = null;
  box.className = "region-drawing";
  image.alt = "";
  image.src = `${region.dataset.images}${imageOf(region)}/preview/original/`;
  box.append(image, sheet);

  const show = () => {
    sheet.setAttribute("viewBox", `0 0 ${image.naturalWidth} ${image.naturalHeight}`);
    sheet.replaceChildren();
    const found = numbers(coords.value);
    if (found.length < 2) return;
    const [name, attributes] = SHAPES[shape.value](found);
    const drawn = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) drawn.setAttribute(key, value || 0);
    sheet.append(drawn);
  };

  const write = (values) => {
    coords.value = values.map(Math.round).join(", ");
    coords.dispatchEvent(new Event("input", { bubbles: true }));
    coords.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const at = (event) => {
    const edges = image.getBoundingClientRect();
    const scale = image.naturalWidth / edges.width;
    return { x: (event.clientX - edges.left) * scale, y: (event.clientY - edges.top) * scale };
  };

  box.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    box.setPointerCapture(event.pointerId);
    start = at(event);
    if (shape.value === "polygon") write([...numbers(coords.value), start.x, start.y]);
  });
  box.addEventListener("pointermove", (event) => {
    if (start && DRAGS[shape.value]) write(DRAGS[shape.value](start, at(event)));
  });
  box.addEventListener("pointerup", () => {
    start = null;
  });
  image.addEventListener("load", show);
  coords.addEventListener("input", show);
  shape.addEventListener("change", show);
  return box;
};

const offer = (region) => {
  if (region.dataset.offered) return;
  region.dataset.offered = "yes";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small button-secondary";
  button.textContent = region.dataset.draw;
  button.addEventListener("click", () => {
    const open = region.querySelector(".region-drawing");
    if (open) open.remove();
    else if (imageOf(region)) button.after(document.createElement("br"), drawing(region));
  });
  region.querySelector('[data-contentpath="coords"]').append(button);
};

const look = () => {
  for (const region of document.querySelectorAll("[data-draw]")) {
    if (field(region, "coords")) offer(region);
  }
};

new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
look();
