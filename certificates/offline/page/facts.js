// What a credential or a code says, as the certificate prints it.

const DAY = 24 * 3600 * 1000;
// The center and its calendar days are in China, which has one time zone and no summer time.
const CHINA = 8 * 3600 * 1000;

export const localDay = (moment) => new Date(moment.getTime() + CHINA).toISOString().slice(0, 10);

// Tenths, rounded down: never flattered.
const percent = (value) => `${Math.floor(Number(value) * 10 + 1e-9) / 10}%`;

export const ofCredential = (document) => {
  const subject = document.credentialSubject;
  const score = subject.result?.[0]?.value;
  return present({
    name: subject.identifier[0].identityHash,
    latin_name: subject.identifier[1]?.identityHash,
    course: document.name,
    hours: subject.creditsEarned,
    score: score === undefined ? null : percent(score),
    completed: subject.activityEndDate.slice(0, 10),
    issued: localDay(new Date(document.validFrom)),
    expires: document.validUntil && localDay(new Date(document.validUntil)),
    serial: subject.licenseNumber,
    issuer: document.issuer.name,
  });
};

export const ofSummary = ([serial, name, course, hours, score, , issued, expires]) =>
  present({
    name,
    course,
    hours: hours / 10,
    score: score === null ? null : percent(score / 10),
    issued: day(issued),
    expires: expires === null ? null : day(expires),
    serial,
  });

const day = (count) => new Date(count * DAY).toISOString().slice(0, 10);

const present = (facts) =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([, value]) => value !== null && value !== undefined && value !== "")
      .map(([name, value]) => [name, String(value)]),
  );
