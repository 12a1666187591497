// After the end: what never reached the server is sent all the same, recorded, and forgotten here.
import { Queue } from "./exam-queue.js";
import { Saver } from "./exam-saver.js";

export function sendLeftovers(form) {
  const queue = new Queue(form.dataset.leftovers);
  if (queue.isEmpty) {
    queue.wipe();
    return;
  }
  const nothing = () => {};
  const on = { saving: nothing, answered: nothing, failed: nothing };
  on.settled = (change) => queue.drop(change.position);
  const saver = new Saver({ queue, url: form.action, client: "leftovers", on });
  saver.flush().then((isSent) => {
    if (!isSent) return;
    queue.wipe();
    location.reload();
  });
}
