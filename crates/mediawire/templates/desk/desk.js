// Keys for those who work here all day. Every page does all that it does without them.

const sheet = document.getElementById("keys");
const isTyping = (target) => target.matches("input:not([type=checkbox]), textarea, select");

function step(by) {
  const lines = [...document.querySelectorAll(".queue .line")];
  if (lines.length === 0) return;
  const at = lines.indexOf(document.activeElement.closest("li")?.querySelector(".line"));
  lines[Math.min(lines.length - 1, Math.max(0, at + by))].focus();
}

function unfold(details) {
  details.open = true;
  details.querySelector("textarea, select, input:not([type=hidden])")?.focus();
}

const marks = () => [...document.querySelectorAll(".bulk [name=item]")];

function mark() {
  const box = document.activeElement.closest?.("li")?.querySelector("[name=item]");
  if (box) box.checked = !box.checked;
}

function markAll() {
  const all = marks();
  const isOff = all.some((box) => !box.checked);
  for (const box of all) box.checked = isOff;
}

// The letter of a key where it stands, if the layout writes another script there: keys are named by Latin ones.
function keyOf({ key, code, shiftKey }) {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (!letter || /^[\u0000-\u007f]/.test(key)) return key;
  return shiftKey ? letter : letter.toLowerCase();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (isTyping(event.target) || sheet?.open) return;
  const key = keyOf(event);
  if (key === "?" || key === "؟") sheet?.showModal();
  else if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "v") mark();
  else if (key === "V") markAll();
  else {
    const named = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!named) return;
    // What goes for marked lines does nothing where none is.
    if (named.matches("[data-marked]") && !marks().some((box) => box.checked)) return;
    if (named.matches("textarea")) named.focus();
    else if (named.matches("summary")) unfold(named.parentElement);
    else named.click();
  }
  event.preventDefault();
});

// What others do meanwhile is told, and nothing moves: lines that changed are marked where they stand.
const live = document.getElementById("live");

function tell(words) {
  live.firstElementChild.textContent = words;
  live.hidden = false;
}

function told(line, change) {
  if (change.changed <= Number(line.dataset.changed)) return;
  line.dataset.changed = change.changed;
  if (line === live) {
    tell(live.dataset.news);
    return;
  }
  let now = line.querySelector(".now");
  if (!now) {
    now = document.createElement("span");
    now.className = "now";
    line.append(now);
  }
  now.textContent = change.words;
}

// The words are the page's, in its language and digits.
function more(n) {
  if (n === 1) return live.dataset.one;
  return live.dataset.more.replace("#", n.toLocaleString(document.documentElement.lang));
}

if (live) {
  const fresh = new Set();
  const events = new EventSource(live.dataset.live);
  events.addEventListener("change", (event) => {
    const change = JSON.parse(event.data);
    const line = document.querySelector(`[data-item="${CSS.escape(change.item)}"]`);
    if (line) told(line, change);
    else if (live.dataset.item) return;
    else if (change.isIn) fresh.add(change.item);
    else fresh.delete(change.item);
    if (live.dataset.item) return;
    if (fresh.size > 0) tell(more(fresh.size));
    else live.hidden = true;
  });
  events.addEventListener("lost", () => tell(live.dataset.lost));
  events.addEventListener("ended", () => {
    events.close();
    tell(live.dataset.ended);
  });
}
