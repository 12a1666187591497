// The page that asks whether to hand in: what still waits in this browser goes before.
import { Clock } from "./exam-clock.js";
import { notice } from "./exam-notices.js";
import { Queue } from "./exam-queue.js";
import { Saver } from "./exam-saver.js";
import { token } from "./exam-server.js";
import { tellFailure, tellWarning } from "./exam-telling.js";
import { say } from "./exam-words.js";

const TO_READ = 6000;

export class HandingIn {
  constructor(form) {
    const { handIn, save, isAutomatic } = form.dataset;
    this.form = form;
    this.queue = new Queue(handIn);
    this.saver = new Saver({
      queue: this.queue,
      url: save,
      client: "submit",
      on: {
        saving: () => {},
        answered: (data, at) => this.#answered(data, at),
        settled: (change, acknowledged) => this.#settled(change, acknowledged),
        failed: tellFailure,
      },
    });
    form.addEventListener("submit", (event) => this.#submit(event));
    const hasWaiting = !this.queue.isEmpty;
    this.#watchTime();
    if (isAutomatic !== undefined) form.requestSubmit();
    else if (hasWaiting) this.saver.flush().then((isSaved) => isSaved && location.reload());
  }

  #watchTime() {
    const shown = document.querySelector("[data-clock]");
    if (!shown) return;
    const reload = () => !this.isWanted && location.reload();
    const on = { warned: tellWarning, nearEnd() {}, ended: reload, slept: () => this.saver.poll() };
    this.clock = new Clock(shown, on);
    const [navigation] = performance.getEntriesByType("navigation");
    const { now, deadline } = shown.dataset;
    this.clock.set(now, deadline || null, navigation?.responseStart ?? 0);
  }

  async #submit(event) {
    event.preventDefault();
    if (this.isWanted) return;
    this.isWanted = true;
    if (await this.saver.flush()) this.#send();
  }

  #answered(data, at) {
    this.clock?.set(data.now, data.deadline, at);
    // The connection is back after the learner asked to hand in.
    if (this.isWanted && this.queue.isEmpty) this.#send();
  }

  #settled(change, { kind }) {
    this.queue.drop(change.position);
    if (kind !== "late") return;
    this.isLate = true;
    notice(`late${change.position}`, say("late", { position: change.position }));
  }

  /** All is acknowledged: this browser forgets the answers. */
  #send() {
    if (this.isSent) return;
    this.isSent = true;
    this.saver.stop();
    const go = () => {
      this.queue.wipe();
      for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token();
      this.form.submit();
    };
    setTimeout(go, this.isLate ? TO_READ : 0);
  }
}
