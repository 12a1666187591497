// Answers of one attempt that the server has not acknowledged, kept in this browser: they outlive
// a network gap, a crash and a closed tab, and are shared by all tabs.
const PREFIX = "exam:";
const WEEK = 7 * 24 * 3600 * 1000;

// A browser that refuses to store keeps the queue as long as the page is open.
const memory = new Map();

function storage(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}

function read(key) {
  const text = memory.get(key) ?? storage((kept) => kept.getItem(key));
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function write(key, value) {
  const text = JSON.stringify({ ...value, at: Date.now() });
  const isStored = storage((kept) => {
    kept.setItem(key, text);
    return true;
  });
  if (isStored) memory.delete(key);
  else memory.set(key, text);
}

function remove(key) {
  memory.delete(key);
  storage((kept) => kept.removeItem(key));
}

function keys(beginning) {
  const stored = storage((kept) => Object.keys(kept)) ?? [];
  return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(beginning));
}

/** Forget what other attempts left behind a week ago. */
export function forgetOld() {
  for (const key of keys(PREFIX)) {
    const kept = read(key);
    if (!kept || Date.now() - kept.at > WEEK) remove(key);
  }
}

export class Queue {
  constructor(attempt) {
    this.beginning = `${PREFIX}${attempt}:`;
    this.flagsKey = `${this.beginning}flags`;
    this.timeKey = `${this.beginning}time`;
  }

  #key(position) {
    return `${this.beginning}q${position}`;
  }

  get changes() {
    const found = keys(`${this.beginning}q`).map(read).filter(Boolean);
    return found.sort((first, second) => first.position - second.position);
  }

  get isEmpty() {
    return this.changes.length === 0 && this.flags === null;
  }

  put(change) {
    write(this.#key(change.position), change);
  }

  get(position) {
    return read(this.#key(position));
  }

  drop(position) {
    remove(this.#key(position));
  }

  /** Forget an answer that was acknowledged, unless a newer one was typed meanwhile. */
  settle(position, seq) {
    const kept = this.get(position);
    if (kept && kept.seq <= seq) this.drop(position);
  }

  get flags() {
    return read(this.flagsKey)?.flags ?? null;
  }

  set flags(flags) {
    write(this.flagsKey, { flags });
  }

  settleFlags(sent) {
    if (JSON.stringify(this.flags) === JSON.stringify(sent)) remove(this.flagsKey);
  }

  /** Seconds spent on each question by this browser. */
  get times() {
    return read(this.timeKey)?.times ?? {};
  }

  set times(times) {
    write(this.timeKey, { times });
  }

  wipe() {
    for (const key of keys(this.beginning)) remove(key);
  }
}
