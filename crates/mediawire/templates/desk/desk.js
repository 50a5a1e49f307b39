// Keys for those who work here all day. Every page does all that it does without them.

const sheet = document.getElementById("keys");
const isTyping = (target) => target.matches("input:not([type=checkbox]), textarea, select");

function step(by) {
  const lines = [...document.querySelectorAll(".queue .line")];
  if (lines.length === 0) return;
  const at = lines.indexOf(document.activeElement);
  lines[Math.min(lines.length - 1, Math.max(0, at + by))].focus();
}

function unfold(details) {
  details.open = true;
  details.querySelector("textarea, select, input:not([type=hidden])")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (isTyping(event.target) || sheet?.open) return;
  if (event.key === "?") sheet?.showModal();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else {
    const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!named) return;
    if (named.matches("textarea")) named.focus();
    else if (named.matches("summary")) unfold(named.parentElement);
    else named.click();
  }
  event.preventDefault();
});
