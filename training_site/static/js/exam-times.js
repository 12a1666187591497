// How long the learner is at each question: only while the page is seen.
const LONGEST = 15_000;

export class Times {
  constructor(form, queue) {
    Object.assign(this, { queue, since: performance.now() });
    this.current = Number(form.querySelector("[data-question]")?.dataset.question ?? 0);
    form.addEventListener("focusin", (event) => this.#go(event.target));
    form.addEventListener("pointerdown", (event) => this.#go(event.target));
    setInterval(() => this.#add(), 5000);
    document.addEventListener("visibilitychange", () => this.#add());
  }

  of(position) {
    this.#add();
    return Math.round(this.queue.times[position] ?? 0);
  }

  #go(target) {
    const position = Number(target.closest("[data-question]")?.dataset.question ?? 0);
    if (position === this.current) return;
    this.#add();
    this.current = position;
  }

  #add() {
    const now = performance.now();
    const passed = document.hidden ? 0 : Math.min(now - this.since, LONGEST);
    this.since = now;
    if (!this.current || passed <= 0) return;
    const { times } = this.queue;
    times[this.current] = (times[this.current] ?? 0) + passed / 1000;
    this.queue.times = times;
  }
}
