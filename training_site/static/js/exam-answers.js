// What stands in the fields of a question: read as a form would send it, and put back.
const fieldOf = (control, position) => control.name.slice(`q${position}`.length + 1);
const isChoice = (control) => control.type === "radio" || control.type === "checkbox";

function controlsOf(form, position) {
  const name = `q${position}`;
  return [...form.elements].filter(
    (control) =>
      (control.name === name || control.name?.startsWith(`${name}-`)) &&
      control.type !== "file" &&
      control.type !== "submit",
  );
}

/** The number of the question that a control belongs to; 0: none. */
export function positionOf(control) {
  const found = /^(?:q|certainty)([1-9]\d{0,3})(?:-|$)/.exec(control.name ?? "");
  return found ? Number(found[1]) : 0;
}

export function isLocked(form, position) {
  const controls = controlsOf(form, position);
  return controls.length > 0 && controls.every((control) => control.matches(":disabled"));
}

export function isShown(form, position) {
  return form.elements[`base${position}`] !== undefined;
}

const now = {
  isChosen: (control) => control.checked,
  valueOf: (control) => control.value,
};
const asItCame = {
  isChosen: (control) => control.defaultChecked,
  valueOf: (control) =>
    control.options
      ? ([...control.options].find((option) => option.defaultSelected) ?? control.options[0]).value
      : control.defaultValue,
};

function read(form, position, { isChosen, valueOf }) {
  const fields = new Map();
  for (const control of controlsOf(form, position)) {
    const field = fieldOf(control, position);
    if (!fields.has(field)) fields.set(field, []);
    if (!isChoice(control) || isChosen(control)) fields.get(field).push(valueOf(control));
  }
  if (fields.has("")) return fields.get("");
  return Object.fromEntries([...fields].filter(([, values]) => values.length > 0));
}

export const responseOf = (form, position) => read(form, position, now);

/** As the server sent it: what was typed before the scripts were there is a change. */
export const sentResponseOf = (form, position) => read(form, position, asItCame);

export function sentCertaintyOf(form, position) {
  const choices = form.querySelectorAll(`[name=certainty${position}]`);
  const value = [...choices].find((choice) => choice.defaultChecked)?.value;
  return value ? Number(value) : null;
}

export function certaintyOf(form, position) {
  const value = form.elements[`certainty${position}`]?.value;
  return value ? Number(value) : null;
}

export function isAnswered(response) {
  const values = Array.isArray(response) ? response : Object.values(response ?? {}).flat();
  return values.some((value) => value.trim() !== "");
}

let filling = false;

/** Whether a change of a field was made here and not by the learner. */
export const isFilling = () => filling;

/** Put an answer into the fields, and let the scripts of the question draw it. */
export function fill(form, position, response) {
  const values = Array.isArray(response) ? { "": response } : response ?? {};
  const taken = new Map();
  filling = true;
  for (const control of controlsOf(form, position)) {
    const field = fieldOf(control, position);
    const said = values[field] ?? [];
    if (isChoice(control)) control.checked = said.includes(control.value);
    else if (control.type !== "hidden") {
      const place = taken.get(field) ?? 0;
      control.value = said[place] ?? "";
      taken.set(field, place + 1);
    }
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  putInOrder(form, position);
  filling = false;
}

/** Items that are ordered stand in the order of their numbers. */
function putInOrder(form, position) {
  const list = form.querySelector(`[data-question="${position}"] [data-order]`);
  if (!list) return;
  const rank = (item) => Number(item.querySelector("select").value);
  const items = [...list.children];
  if (items.every(rank)) list.append(...items.sort((one, other) => rank(one) - rank(other)));
}

export function fillCertainty(form, position, certainty) {
  const choices = form.elements[`certainty${position}`];
  if (choices && certainty) choices.value = String(certainty);
}

/** Every flagged question: those on this page, and those of other pages in hidden fields. */
export function flagsOf(form) {
  const flags = [...form.querySelectorAll("[name=flag]")];
  return flags
    .filter((flag) => flag.type === "hidden" || flag.checked)
    .map((flag) => Number(flag.value));
}
