// Sends the queue, and sends it again until every answer in it is acknowledged.
import { post } from "./exam-server.js";

const SIGNED_OUT = [401, 403, 404];
const LONGEST = 30_000;
const POLL = 30_000;

export class Saver {
  /** `on`: saving(), answered(data, at), settled(change, acknowledged), failed(status). */
  constructor({ queue, url, client, on }) {
    Object.assign(this, { queue, url, client, on });
    this.failures = 0;
    this.running = Promise.resolve();
    this.timer = null;
    this.poller = setInterval(() => this.poll(), POLL);
    addEventListener("online", () => this.poll());
  }

  /** Send soon; a sooner time that is set already holds. */
  schedule(milliseconds) {
    const due = performance.now() + milliseconds;
    if (this.timer !== null && this.due <= due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.flush(), milliseconds);
  }

  /** Wait until the typing pauses. */
  postpone(milliseconds) {
    if (this.failures > 0) return;
    clearTimeout(this.timer);
    this.timer = null;
    this.schedule(milliseconds);
  }

  /** Send what is in the queue; whether nothing is left in it. */
  flush() {
    return this.#next(() => (this.queue.isEmpty ? true : this.#send()));
  }

  /** Ask for the time even where there is nothing to send. */
  poll() {
    return this.#next(() => this.#send());
  }

  /** While the page is left: nobody waits for the answer. */
  async leave() {
    if (this.queue.isEmpty) return;
    const sent = this.#body(this.queue.changes, this.queue.flags);
    const { status, data, at } = await post(this.url, sent, { keepalive: true });
    if (status === 200) this.#accept(sent, data, at);
  }

  stop() {
    clearTimeout(this.timer);
    clearInterval(this.poller);
    this.isStopped = true;
  }

  #next(send) {
    clearTimeout(this.timer);
    this.timer = null;
    this.running = this.running.then(() => (this.isStopped ? false : send()));
    return this.running;
  }

  #body(changes, flags) {
    const rows = changes.map(({ position, seq, response, certainty, seconds }) => ({
      position,
      seq,
      response,
      certainty,
      seconds,
    }));
    return { changes: rows, client: this.client, ...(flags ? { flags } : {}) };
  }

  async #send() {
    const { changes, flags } = this.queue;
    if (changes.length > 0 || flags) this.on.saving();
    const status = await this.#sendThese(changes, flags);
    if (status === 400 && changes.length > 0) {
      // One answer that can't be read holds up no other.
      for (const change of changes) {
        if ((await this.#sendThese([change], flags)) === 400) this.#give(change);
      }
    }
    return this.queue.isEmpty;
  }

  async #sendThese(changes, flags) {
    const sent = this.#body(changes, flags);
    const { status, data, at } = await post(this.url, sent);
    if (status === 200) this.#accept(sent, data, at);
    else if (status !== 400) this.#fail(status);
    return status;
  }

  #accept(sent, data, at) {
    this.failures = 0;
    for (const change of sent.changes) {
      const met = data.acknowledged.filter((one) => one.position === change.position);
      this.on.settled(change, met.at(-1) ?? { kind: "unknown" });
    }
    if (sent.flags) this.queue.settleFlags(sent.flags);
    this.on.answered(data, at);
    if (!this.queue.isEmpty) this.schedule(500);
  }

  #give(change) {
    this.on.settled(change, { kind: "unknown" });
  }

  /** Again later, each time after about twice as long, not all browsers at the same moment. */
  #fail(status) {
    this.failures += 1;
    this.on.failed(SIGNED_OUT.includes(status) ? "signedOut" : "offline");
    const pause = Math.min(1000 * 2 ** (this.failures - 1), LONGEST);
    this.timer = null;
    this.due = performance.now() + pause * (0.5 + Math.random());
    this.timer = setTimeout(() => this.poll(), this.due - performance.now());
  }
}
