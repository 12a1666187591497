// <ol data-order>: every item has a select with its rank; buttons and dragging keep them in step.
for (const list of document.querySelectorAll("[data-order]")) {
  const box = list.closest("fieldset");
  const status = box?.querySelector("[data-order-status]");
  const items = () => [...list.children];
  const rank = (item) => item.querySelector("select");
  let renumbering = false;
  let dragged = null;

  const renumber = (moved) => {
    renumbering = true;
    items().forEach((item, index) => {
      rank(item).value = String(index + 1);
    });
    rank(moved).dispatchEvent(new Event("change", { bubbles: true }));
    renumbering = false;
    if (status) status.textContent = `${rank(moved).value} / ${items().length}`;
  };

  const place = (item, index) => {
    const others = items().filter((other) => other !== item);
    list.insertBefore(item, others[index] ?? null);
    renumber(item);
  };

  const chosen = items().map((item) => Number(rank(item).value));
  if (chosen.every(Boolean)) {
    list.append(...items().sort((first, second) => rank(first).value - rank(second).value));
  }

  list.addEventListener("change", (event) => {
    if (renumbering || !event.target.matches("select")) return;
    const item = event.target.closest("li");
    if (event.target.value) place(item, Number(event.target.value) - 1);
    else for (const other of items()) rank(other).value = "";
  });

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const item = button.closest("li");
    const index = items().indexOf(item) + Number(button.dataset.move);
    place(item, Math.min(Math.max(index, 0), items().length - 1));
    button.focus();
  });

  for (const item of items()) {
    for (const button of item.querySelectorAll("[data-move]")) button.hidden = false;
    item.draggable = !box?.disabled;
    item.addEventListener("dragstart", (event) => {
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
      item.classList.add("order-dragged");
    });
    item.addEventListener("dragend", () => {
      item.classList.remove("order-dragged");
      dragged = null;
    });
    item.addEventListener("dragover", (event) => {
      if (dragged) event.preventDefault();
    });
    item.addEventListener("drop", (event) => {
      if (!dragged) return;
      event.preventDefault();
      place(dragged, items().indexOf(item));
    });
  }
}
