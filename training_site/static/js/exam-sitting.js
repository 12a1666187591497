// The page with the questions: keeps answers as they are given, and the time.
import {
  certaintyOf,
  fill,
  fillCertainty,
  flagsOf,
  isAnswered,
  isFilling,
  isLocked,
  isShown,
  positionOf,
  responseOf,
  sentCertaintyOf,
  sentResponseOf,
} from "./exam-answers.js";
import { Clock } from "./exam-clock.js";
import { markAnswered, markFlagged, showCurrent } from "./exam-map.js";
import { button, hide, notice } from "./exam-notices.js";
import { Queue } from "./exam-queue.js";
import { Saver } from "./exam-saver.js";
import { token } from "./exam-server.js";
import { showSaved, showSaving, tellFailure, tellWarning } from "./exam-telling.js";
import { Tabs } from "./exam-tabs.js";
import { Times } from "./exam-times.js";
import { say } from "./exam-words.js";

const WHILE_TYPING = 1000;
const AT_ONCE = 60;
const TO_READ = 6000;

export class Sitting {
  constructor(form) {
    this.form = form;
    this.queue = new Queue(form.dataset.exam);
    this.times = new Times(form, this.queue);
    this.tabs = new Tabs(form.dataset.exam, (message) => this.#hear(message));
    this.saver = new Saver({
      queue: this.queue,
      url: form.action,
      client: crypto.randomUUID?.() ?? String(Math.random()),
      on: {
        saving: showSaving,
        answered: (data, at) => this.#answered(data, at),
        settled: (change, acknowledged) => this.#settled(change, acknowledged),
        failed: tellFailure,
      },
    });
    this.known = new Map();
    this.last = new Map();
    for (const box of form.querySelectorAll("[data-question]")) {
      this.#learn(Number(box.dataset.question));
    }
    this.#putBack();
    this.#catchUp();
    this.#listen();
    this.clock = new Clock(document.querySelector("[data-clock]"), {
      warned: tellWarning,
      nearEnd: () => this.saver.flush(),
      ended: () => this.#end(),
      slept: () => this.saver.poll(),
    });
    this.#setClock(document.querySelector("[data-clock]").dataset);
    showCurrent();
    if (this.queue.isEmpty) return;
    showSaving();
    this.saver.schedule(AT_ONCE);
  }

  #setClock({ now, deadline }) {
    const [navigation] = performance.getEntriesByType("navigation");
    this.clock.set(now, deadline || null, navigation?.responseStart ?? 0);
  }

  #listen() {
    const { form } = this;
    form.addEventListener("input", (event) => this.#changed(event.target, WHILE_TYPING));
    form.addEventListener("change", (event) => this.#changed(event.target, AT_ONCE));
    form.addEventListener("submit", (event) => this.#submit(event));
    addEventListener("pagehide", () => this.saver.leave());
    addEventListener("pageshow", (event) => event.persisted && this.saver.poll());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.saver.leave();
      else this.saver.poll();
    });
  }

  // --- What is in the fields, and under which number -------------------------------------------

  #said(position) {
    return JSON.stringify([responseOf(this.form, position), certaintyOf(this.form, position)]);
  }

  #learn(position) {
    this.known.set(position, Number(this.form.elements[`base${position}`]?.value ?? 0));
    const sent = [sentResponseOf(this.form, position), sentCertaintyOf(this.form, position)];
    this.last.set(position, JSON.stringify(sent));
  }

  /** What was answered before this script was there. */
  #catchUp() {
    for (const position of this.known.keys()) {
      const isNew = this.#said(position) !== this.last.get(position);
      if (isNew && !isLocked(this.form, position)) {
        this.#keep(position, responseOf(this.form, position));
      }
    }
    const flags = [...this.form.querySelectorAll("[type=checkbox][name=flag]")];
    if (flags.some((flag) => flag.checked !== flag.defaultChecked)) this.#flag();
  }

  #number(position, seq) {
    if (seq <= (this.known.get(position) ?? 0)) return;
    this.known.set(position, seq);
    if (isShown(this.form, position)) this.form.elements[`base${position}`].value = seq;
  }

  #show(position, response, certainty) {
    if (isShown(this.form, position)) {
      fill(this.form, position, response ?? []);
      fillCertainty(this.form, position, certainty);
      this.last.set(position, this.#said(position));
    }
    markAnswered(position, isAnswered(response));
  }

  /** What was typed before a crash, or while there was no connection. */
  #putBack() {
    for (const change of this.queue.changes) {
      const { position, seq, response, certainty } = change;
      const isHere = isShown(this.form, position);
      if (!isHere) markAnswered(position, isAnswered(response));
      else if (isLocked(this.form, position)) this.queue.drop(position);
      else if (seq > this.known.get(position)) {
        this.#show(position, response, certainty);
        this.#number(position, seq);
      } else {
        this.queue.drop(position);
        this.#tellElsewhere(change, responseOf(this.form, position));
      }
    }
    if (this.queue.flags) markFlagged(this.queue.flags);
  }

  // --- What the learner does -------------------------------------------------------------------

  #changed(control, pause) {
    if (isFilling()) return;
    if (control.name === "flag") this.#flag();
    const position = positionOf(control);
    if (!position || this.#said(position) === this.last.get(position)) {
      // Leaving a field sends at once what its typing left waiting.
      if (position && pause === AT_ONCE && !this.queue.isEmpty) this.saver.schedule(AT_ONCE);
      return;
    }
    this.#keep(position, responseOf(this.form, position));
    if (pause === AT_ONCE || control.matches("[type=radio], [type=checkbox], select")) {
      this.saver.schedule(AT_ONCE);
    } else {
      this.saver.postpone(this.clock.left < 5 ? AT_ONCE : WHILE_TYPING);
    }
  }

  #keep(position, response) {
    const seq = (this.known.get(position) ?? 0) + 1;
    const certainty = certaintyOf(this.form, position);
    this.#number(position, seq);
    this.last.set(position, this.#said(position));
    const change = { position, seq, response, certainty, seconds: this.times.of(position) };
    this.queue.put(change);
    this.tabs.tell({ kind: "typed", ...change });
    markAnswered(position, isAnswered(response));
    hide(`elsewhere${position}`);
    showSaving();
  }

  #flag() {
    const flags = flagsOf(this.form);
    this.queue.flags = flags;
    markFlagged(flags);
    this.saver.schedule(AT_ONCE);
  }

  async #submit(event) {
    if (this.isGoing) return;
    event.preventDefault();
    const pressed = event.submitter;
    const isSaved = (await this.saver.flush()) || (await this.saver.flush());
    if (isSaved && !this.isOver) this.#go(pressed);
  }

  #go(pressed) {
    if (pressed?.name !== "go") {
      // A check or a file: the form goes to the server as it does without a script.
      this.isGoing = true;
      for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token();
      this.form.requestSubmit(pressed);
    } else if (pressed.value === "submit") this.#leave();
    else if (pressed.value) location.assign(`?page=${pressed.value}`);
  }

  #leave() {
    this.saver.stop();
    location.assign(this.form.dataset.submit);
  }

  // --- What the server and other tabs say ------------------------------------------------------

  #answered(data, at) {
    hide("offline");
    hide("signedOut");
    this.clock.set(data.now, data.deadline, at);
    if (data.is_open) {
      this.form.inert = false;
      this.isOver = false;
      hide("timeUp");
    } else this.#over();
    if (data.saved_at) showSaved(data);
    this.tabs.tell({ kind: "saved", data });
  }

  #settled(change, acknowledged) {
    const { position } = change;
    const { kind, seq, response } = acknowledged;
    if (kind === "stale") return this.#giveWay(change, seq, response);
    this.queue.settle(position, change.seq);
    if (kind === "late") {
      this.isLate = true;
      notice(`late${position}`, say("late", { position }));
    } else if (seq) this.#number(position, seq);
    return undefined;
  }

  /** Newer words from elsewhere hold; those that were typed here are offered back. */
  #giveWay(change, seq, response) {
    const { position } = change;
    const mine = this.queue.get(position) ?? change;
    this.queue.drop(position);
    this.#number(position, seq);
    this.#show(position, response);
    this.#tellElsewhere(mine, response);
  }

  #tellElsewhere(mine, response) {
    const { position } = mine;
    if (JSON.stringify(mine.response) === JSON.stringify(response)) return;
    const again = button(say("useMine"), () => {
      hide(`elsewhere${position}`);
      this.#show(position, mine.response, mine.certainty);
      this.#keep(position, mine.response);
      this.saver.schedule(AT_ONCE);
    });
    notice(`elsewhere${position}`, say("elsewhere", { position }), again);
  }

  #hear(message) {
    if (message.kind === "saved") {
      this.clock.set(message.data.now, message.data.deadline, performance.now());
      if (message.data.saved_at) showSaved(message.data);
      if (!message.data.is_open) this.#over();
      return;
    }
    const { position, seq, response, certainty } = message;
    if (seq <= (this.known.get(position) ?? 0)) return;
    this.#number(position, seq);
    this.#show(position, response, certainty);
  }

  // --- The end ---------------------------------------------------------------------------------

  /** The server has the last word: an outage may have been given back. */
  #end() {
    this.form.inert = true;
    notice("timeUp", say("timeUp"));
    this.saver.poll();
  }

  #over() {
    if (this.isOver) return;
    this.isOver = true;
    this.form.inert = true;
    notice("timeUp", say(this.clock.left > 0 ? "closed" : "timeUp"));
    // What came too late is to be read before the page goes on.
    setTimeout(() => this.isOver && this.#leave(), this.isLate ? TO_READ : AT_ONCE);
  }
}
