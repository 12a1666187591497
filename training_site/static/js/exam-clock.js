// The time that is left: the server's, counted by a clock that nobody can set.
const WARNINGS = [30, 10, 5, 1];
const MINUTE = 60;
const NEARLY = 3;
// A device that slept stops the counting clock: its other clock then tells that it did.
const SLEPT = 3000;

export function asTime(seconds) {
  const [hours, rest] = [Math.floor(seconds / 3600), seconds % 3600];
  const two = (number) => String(number).padStart(2, "0");
  return `${hours}:${two(Math.floor(rest / MINUTE))}:${two(rest % MINUTE)}`;
}

export class Clock {
  /** `on`: warned(minutes), nearEnd(), ended(), slept(). */
  constructor(shown, on) {
    Object.assign(this, { shown, on, end: null, last: null });
    this.lead = performance.now() - Date.now();
    this.ticking = setInterval(() => this.tick(), 250);
  }

  /** `at`: when it was `now` at the server, by the page's own counting clock. */
  set(now, deadline, at) {
    const end = deadline === null ? null : at + Date.parse(deadline) - Date.parse(now);
    if (end !== null && this.end !== null && end > this.end + 1000) this.last = null;
    this.end = end;
    this.shown.hidden = end === null;
    this.tick();
  }

  get left() {
    return this.end === null ? Infinity : Math.max(0, (this.end - performance.now()) / 1000);
  }

  tick() {
    this.#notice();
    if (this.end === null) return;
    const { left, last } = this;
    this.shown.querySelector("[data-time]").textContent = asTime(Math.ceil(left));
    this.shown.dataset.near = WARNINGS.filter((minutes) => left <= minutes * MINUTE).at(-1) ?? "";
    this.last = left;
    if (last === null && left > 0) return;
    const passed = WARNINGS.filter((minutes) => left <= minutes * MINUTE && last > minutes * MINUTE);
    // An end that was moved may be nearer than the sentence says: then nothing is said.
    if (passed.length > 0 && passed.at(-1) * MINUTE - left < 30) this.on.warned(passed.at(-1));
    if (left <= NEARLY && last > NEARLY) this.on.nearEnd();
    if (left === 0 && last !== 0) this.on.ended();
  }

  #notice() {
    const lead = performance.now() - Date.now();
    if (Math.abs(lead - this.lead) < SLEPT) return;
    this.lead = lead;
    this.on.slept();
  }
}
