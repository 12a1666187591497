// The marking form: the sum of the points, remarks on words that are selected, Ctrl+Enter to save
// and go on, and the hold on the answer, extended while somebody works on it.
const form = document.getElementById("marking-form");

function showSum() {
  const sum = form.querySelector("[data-sum]");
  if (!sum) return;
  const all = [...form.querySelectorAll("[data-points]")];
  const points = (inputs) => inputs.map((input) => Number(input.dataset.points));
  const most = [...new Set(all.map((input) => input.name))].reduce(
    (total, name) => total + Math.max(...points(all.filter((input) => input.name === name))), 0,
  );
  const earned = points(all.filter((input) => input.checked)).reduce((a, b) => a + b, 0);
  sum.textContent = `${sum.dataset.sum}: ${+earned.toFixed(4)} / ${+most.toFixed(4)}`;
}

function startOf(range, text) {
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return before.toString().length;
}

function emptyRow(rows) {
  const free = [...rows.querySelectorAll(".marking-annotation")].find(
    (row) => ![...row.querySelectorAll("textarea")].some((field) => field.value.trim()),
  );
  if (free) return free;
  const made = rows.querySelector(".marking-annotation").cloneNode(true);
  for (const field of made.querySelectorAll("textarea, input")) field.value = "";
  return rows.appendChild(made);
}

function remarkOnSelection() {
  const text = document.getElementById("answer-text");
  const chosen = document.getSelection();
  if (!text || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
  const quote = chosen.toString();
  const row = emptyRow(form.querySelector("[data-annotations]"));
  row.querySelector("[name=quote]").value = quote.trim();
  const lead = quote.length - quote.trimStart().length;
  row.querySelector("[name=start]").value = startOf(chosen.getRangeAt(0), text) + lead;
  row.querySelector("[name=remark]").focus();
  showRemarks();
}

function showRemarks() {
  const text = document.getElementById("answer-text")?.firstChild;
  if (!text || !CSS.highlights) return;
  const ranges = [];
  for (const row of form.querySelectorAll(".marking-annotation")) {
    const quote = row.querySelector("[name=quote]").value.trim();
    const hint = Number(row.querySelector("[name=start]").value) || 0;
    const found = quote ? text.data.indexOf(quote, hint) : -1;
    const at = found < 0 && quote ? text.data.indexOf(quote) : found;
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + quote.length);
    ranges.push(range);
  }
  CSS.highlights.set("remarks", new Highlight(...ranges));
}

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=radio])");
}

document.addEventListener("keydown", (event) => {
  if (!form) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const save = form.querySelector("button[value=next][name=then]");
    if (save) form.requestSubmit(save);
  } else if (event.key.toLowerCase() === "r" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
    const chosen = document.getSelection();
    if (!chosen.isCollapsed) {
      event.preventDefault();
      remarkOnSelection();
    }
  }
});

function holdOn() {
  const lease = form.querySelector("[data-lease]");
  if (!form.dataset.renew || !lease) return;
  let isActive = false;
  for (const kind of ["input", "scroll", "keydown", "pointerdown"]) {
    document.addEventListener(kind, () => { isActive = true; }, { passive: true, capture: true });
  }
  const timer = setInterval(async () => {
    if (!isActive) return;
    isActive = false;
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    try {
      const answer = await fetch(form.dataset.renew, { method: "POST", body });
      if (answer.status !== 409) return;
      lease.textContent = lease.dataset.lost;
      clearInterval(timer);
    } catch {
      // Without a network the next round tries again; the lease is long enough for several.
    }
  }, 60_000);
}

if (form) {
  for (const hint of form.querySelectorAll("[data-needs-script]")) hint.hidden = false;
  form.addEventListener("change", showSum);
  form.addEventListener("input", showRemarks);
  showSum();
  showRemarks();
  holdOn();
}
