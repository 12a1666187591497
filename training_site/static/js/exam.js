// An exam: its pages work without this; with it, answers are kept as they are typed.
import { HandingIn } from "./exam-handing-in.js";
import { sendLeftovers } from "./exam-leftovers.js";
import { forgetOld } from "./exam-queue.js";
import { Sitting } from "./exam-sitting.js";

const begin = {
  "form[data-exam]": (form) => new Sitting(form),
  "form[data-hand-in]": (form) => new HandingIn(form),
  "form[data-leftovers]": sendLeftovers,
};

forgetOld();
for (const [selector, start] of Object.entries(begin)) {
  const form = document.querySelector(selector);
  if (form) start(form);
}
