// What the bar says of saving and of the time.
import { hide, link, notice } from "./exam-notices.js";
import { clockTime, say } from "./exam-words.js";

const saved = document.querySelector(".attempt-saved");
const spoken = document.querySelector("[data-clock-says]");
const FOR_A_WHILE = 20_000;

function show(text, state) {
  if (!saved) return;
  saved.textContent = text;
  saved.dataset.saved = state;
}

export const showSaving = () => show(say("saving"), "saving");

export function showSaved({ saved_at: at, number }) {
  show(say("saved", { time: clockTime(at), number }), "saved");
}

export function tellFailure(why) {
  show(say("unsaved"), "unsaved");
  hide(why === "offline" ? "signedOut" : "offline");
  const way = why === "signedOut" ? [link(say("signIn"), say("signInAddress"))] : [];
  notice(why, say(why), ...way);
}

/** Seen and said aloud once; the line is empty again before the next is due. */
export function tellWarning(minutes) {
  spoken.textContent = minutes === 1 ? say("oneMinute") : say("minutes", { minutes });
  setTimeout(() => {
    spoken.textContent = "";
  }, FOR_A_WHILE);
}
