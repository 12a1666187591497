// One request to the server: JSON there and back; status 0 where nothing answered.
const PATIENCE = 15_000;

/** The token changes when the learner signs in again, in whatever tab. */
export function token() {
  const found = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  return found?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** `asked` and `answered`: when, by the clock of the page that nobody sets. */
export async function post(url, body, { keepalive = false } = {}) {
  const asked = performance.now();
  try {
    const answer = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      redirect: "error",
      keepalive,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const data = answer.ok ? await answer.json() : null;
    return { status: answer.status, data, at: (asked + performance.now()) / 2 };
  } catch {
    return { status: 0, data: null, at: performance.now() };
  }
}
