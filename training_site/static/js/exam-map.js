// The numbers of the questions: which are answered, which are to be looked at again.
import { say } from "./exam-words.js";

const links = new Map(
  [...document.querySelectorAll("[data-goto]")].map((link) => [Number(link.dataset.goto), link]),
);
const count = document.querySelector(".attempt-count");

function update(link) {
  const { isAnswered, isFlagged } = link.dataset;
  const state = say(isAnswered === undefined ? "unanswered" : "answered");
  const words = isFlagged === undefined ? [state] : [state, say("flagged")];
  link.querySelector("[data-state-words]").textContent = words.join(", ");
  const done = [...links.values()].filter((each) => "isAnswered" in each.dataset).length;
  if (count) count.textContent = say("count", { done, total: links.size });
}

function mark(position, name, isSo) {
  const link = links.get(position);
  if (!link) return;
  if (isSo) link.dataset[name] = "";
  else delete link.dataset[name];
  update(link);
}

export const markAnswered = (position, isSo) => mark(position, "isAnswered", isSo);

export function markFlagged(flags) {
  for (const position of links.keys()) mark(position, "isFlagged", flags.includes(position));
}

/** On a phone the numbers stand in one line: the current one is brought into it. */
export function showCurrent() {
  const current = document.querySelector("[data-goto][aria-current]");
  const line = current?.closest("ol");
  if (line) line.scrollLeft = current.offsetLeft - line.clientWidth / 2;
}
