// [data-hotspot]: points set by click, touch or arrow keys are written into its fields.
const SVG = "http://www.w3.org/2000/svg";

for (const box of document.querySelectorAll("[data-hotspot]")) {
  const sheet = box.querySelector(".hotspot-sheet");
  const fields = [...box.querySelectorAll("[data-point]")];
  const width = Number(box.dataset.width);
  const height = Number(box.dataset.height);
  const isLocked = () => box.closest("fieldset")?.disabled;
  let active = 0;

  const layer = document.createElementNS(SVG, "svg");
  layer.setAttribute("viewBox", `0 0 ${width} ${height}`);
  layer.setAttribute("class", "hotspot-drawn");
  layer.setAttribute("aria-hidden", "true");
  sheet.append(layer);

  const point = (field) => {
    const [x, y] = field.value.split(",").map(Number);
    return field.value.includes(",") && Number.isFinite(x + y) ? { x, y } : null;
  };

  const element = (name, attributes, text = "") => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };

  const draw = () => {
    layer.replaceChildren();
    fields.forEach((field, index) => {
      const at = point(field);
      if (!at) return;
      const group = element("g", { transform: `translate(${at.x} ${at.y})` });
      group.classList.add("hotspot-point");
      group.classList.toggle("hotspot-active", index === active && fields.length > 1);
      group.append(
        element("circle", { r: width * 0.02 }),
        element(
          "text",
          {
            "font-size": width * 0.026,
            "text-anchor": "middle",
            "dominant-baseline": "central",
          },
          String(index + 1),
        ),
      );
      layer.append(group);
    });
  };

  const set = (index, at) => {
    const within = (value, most) => Math.round(Math.min(Math.max(value, 0), most));
    fields[index].value = at ? `${within(at.x, width)},${within(at.y, height)}` : "";
    fields[index].dispatchEvent(new Event("input", { bubbles: true }));
    fields[index].dispatchEvent(new Event("change", { bubbles: true }));
  };

  const placeOf = (event) => {
    const edges = layer.getBoundingClientRect();
    return {
      x: ((event.clientX - edges.left) / edges.width) * width,
      y: ((event.clientY - edges.top) / edges.height) * height,
    };
  };

  const near = (at) =>
    fields.findIndex((field) => {
      const other = point(field);
      return other && Math.hypot(other.x - at.x, other.y - at.y) < width * 0.03;
    });

  sheet.tabIndex = 0;
  sheet.setAttribute("role", "application");
  sheet.setAttribute("aria-label", box.dataset.label);

  sheet.addEventListener("pointerdown", (event) => {
    if (isLocked()) return;
    const at = placeOf(event);
    const met = near(at);
    const free = fields.findIndex((field) => !point(field));
    if (met >= 0) active = met;
    else if (free >= 0) active = free;
    if (met < 0) set(active, at);
    else draw();
  });

  sheet.addEventListener("pointermove", (event) => {
    if (isLocked() || !event.buttons || event.pointerType === "touch") return;
    set(active, placeOf(event));
  });

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  sheet.addEventListener("keydown", (event) => {
    if (isLocked()) return;
    const at = point(fields[active]) ?? { x: width / 2, y: height / 2 };
    const step = STEPS[event.key];
    if (step) {
      const size = event.shiftKey ? 1 : Math.max(width / 50, 1);
      set(active, { x: at.x + step[0] * size, y: at.y + step[1] * size });
    } else if (event.key === "Enter") {
      active = (active + 1) % fields.length;
      draw();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      set(active, null);
    } else return;
    event.preventDefault();
  });

  fields.forEach((field, index) => {
    field.addEventListener("input", draw);
    field.addEventListener("focus", () => {
      active = index;
      draw();
    });
  });
  draw();
}
