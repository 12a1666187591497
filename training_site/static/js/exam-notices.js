// What the learner has to know now: one line each, said aloud once, gone when it is over.
const region = document.querySelector("[data-exam-notices]");
const shown = new Map();

export function notice(key, text, ...actions) {
  if (!region || shown.get(key)?.text === text) return;
  hide(key);
  const made = region.querySelector("template").content.firstElementChild.cloneNode(true);
  const line = made.querySelector("p");
  line.textContent = text;
  for (const action of actions) line.append(" ", action);
  region.append(made);
  shown.set(key, { text, made });
}

export function hide(key) {
  shown.get(key)?.made.remove();
  shown.delete(key);
}

export function button(label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-quiet";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}

export function link(label, address) {
  const made = document.createElement("a");
  made.href = address;
  made.target = "_blank";
  made.rel = "noopener";
  made.textContent = label;
  return made;
}
