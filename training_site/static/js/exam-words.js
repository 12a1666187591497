// What the scripts say, in the reader's language: the page brings the sentences with it.
const words = document.querySelector("[data-exam-words]")?.dataset ?? {};

export function say(name, values = {}) {
  return (words[name] ?? "").replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}

/** A moment as the center's clocks show it. */
export function clockTime(moment) {
  const how = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat("en-GB", { ...how, timeZone: words.timeZone }).format(
    new Date(moment),
  );
}
