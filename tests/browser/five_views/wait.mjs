// Waiting for what is to come: asked again and again, until a deadline.

const WAIT_MS = 60_000;
const PAUSE_MS = 100;

// What `look` finds as soon as it finds something; `what` says in an error what did not come.
export async function until(what, look, wait_ms = WAIT_MS) {
  const deadline = Date.now() + wait_ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${wait_ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
