// The page: takes files and texts, shows answers, in two languages at once so that either can be shown.
import { localDay } from "./facts.js";
import { UNREADABLE, code, trusting, verify } from "./verifying.js";

const data = JSON.parse(document.querySelector("#data").textContent);
const result = document.querySelector("#result");
const trust = trusting(data);

const element = (name, kind, ...children) => {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...children);
  return made;
};

const spoken = (lang, words) => {
  const made = element("span", "", words);
  made.lang = lang;
  return made;
};

const both = ([chinese, english]) => [spoken("zh-Hans", chinese), spoken("en", english)];

const show = (answer) => {
  const { verdicts, official, beyond, judged, known } = data.words;
  const words = verdicts[`${answer.kind}.${answer.verdict}`] ?? verdicts[answer.verdict];
  const heading = element("h2", `verdict ${answer.verdict}`, ...both(words));
  heading.tabIndex = -1;
  result.replaceChildren(heading);
  result.hidden = false;
  if (answer.checks.length) {
    const filled = (words, value) => element("p", "", ...both(words.map((one) => one.replace("{}", value))));
    if (answer.verdict === "not_valid" && answer.facts.serial) result.append(element("p", "", ...both(official)));
    result.append(factsOf(answer), checksOf(answer), filled(judged, answer.judged_for));
    result.append(filled(known, data.as_of), element("p", "beyond", ...both(beyond)));
  }
  result.dataset.answer = JSON.stringify(answer);
  heading.focus();
};

const factsOf = ({ facts }) => {
  const rows = Object.entries(facts).map(([name, value]) =>
    element("div", "", element("dt", "", ...both(data.words.facts[name])), element("dd", "", value)),
  );
  return element("dl", "facts", ...rows);
};

const checksOf = ({ checks }) => {
  const { subjects, states, reasons } = data.words;
  const rows = checks.map(({ check, state, why, detail }) => {
    const row = element("li", state, element("strong", "", ...both(states[state])), " ");
    row.append(...both(subjects[check]));
    if (why) row.append(element("span", "why", ...both((reasons[why] ?? ["", ""]).map((one) => ` — ${one}`))));
    if (detail) row.append(" ", element("code", "", detail));
    return row;
  });
  return element("ul", "checks", ...rows);
};

const answering = async (asked) => {
  result.hidden = false;
  result.replaceChildren(element("p", "", ...both(data.words.working)));
  try {
    show(await asked(await trust, localDay(new Date())));
  } catch {
    show(UNREADABLE);
  }
};

const isPicture = (file) => file.type === "image/png" || file.type === "image/jpeg";

const scanned = async (file) => {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return (await detector.detect(await createImageBitmap(file))).map(({ rawValue }) => rawValue)[0] ?? "";
};

const take = (file) =>
  answering(async (trusted, today) => {
    if (!isPicture(file)) return verify(new Uint8Array(await file.arrayBuffer()), trusted, today);
    if (!("BarcodeDetector" in window)) return { ...UNREADABLE, verdict: "no_camera" };
    return code(await scanned(file), trusted, today);
  });

const choose = (lang) => {
  document.documentElement.lang = lang;
  for (const button of document.querySelectorAll("button[data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  }
};

const listen = () => {
  const input = document.querySelector("#file");
  input.addEventListener("change", () => input.files.length && take(input.files[0]));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) take(event.dataTransfer.files[0]);
  });
  document.querySelector("#typed").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = document.querySelector("#code").value;
    answering((trusted, today) => code(words, trusted, today));
  });
  for (const button of document.querySelectorAll("button[data-lang]")) {
    button.addEventListener("click", () => choose(button.dataset.lang));
  }
};

listen();
choose(navigator.language.toLowerCase().startsWith("zh") ? "zh-Hans" : "en");
trust.then(({ hasEd25519 }) => {
  document.querySelector("#old-browser").hidden = hasEd25519;
  document.querySelector("#ready").hidden = false;
});
