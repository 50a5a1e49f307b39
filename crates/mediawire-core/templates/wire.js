// What pages gain where scripts run: ages that stay right, word of newer items, light or dark by choice.
const root = document.documentElement;
const all = (selector) => document.querySelectorAll(selector);

// Ages, in the page's own language. Past a day the page's words stay: they are right for long enough.
const relative = new Intl.RelativeTimeFormat(root.lang, { numeric: 'always' });
const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60]];
const DAYS_MAX = 30;

function tick() {
  for (const time of all('time.age')) {
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    const unit = UNITS.find(([, length]) => seconds >= length);
    if (!unit || seconds > DAYS_MAX * 86400) continue;
    const words = relative.format(-Math.floor(seconds / unit[1]), unit[0]);
    if (time.textContent !== words) time.textContent = words;
  }
}

// The exact time on demand: also where nothing hovers.
function tell(event) {
  const time = event.target.closest('time.age');
  if (!time || event.target.closest('a')) return;
  const shown = time.nextElementSibling;
  if (shown?.matches('.exact')) return shown.remove();
  const exact = document.createElement('span');
  exact.className = 'exact';
  exact.textContent = ` (${time.title || time.dateTime})`;
  time.after(exact);
}

// What is new: said in a corner that moves nothing, taken in by the reader's own click.
function listen() {
  const news = document.getElementById('news');
  if (!news || !window.EventSource) return;
  const events = new EventSource(news.dataset.events);
  events.addEventListener('item', (event) => {
    news.textContent = JSON.parse(event.data).words;
    news.hidden = false;
  });
  addEventListener('pagehide', () => events.close());
}

// Light, dark, or as the system: kept in this browser.
function choose() {
  const button = document.getElementById('theme');
  if (!button) return;
  const kinds = ['auto', 'light', 'dark'];
  const show = () => {
    const kind = root.dataset.theme ?? 'auto';
    button.querySelector('span').textContent = button.dataset[kind];
    button.setAttribute('aria-label', `${button.dataset.name}: ${button.dataset[kind]}`);
  };
  button.addEventListener('click', () => {
    const next = kinds[(kinds.indexOf(root.dataset.theme ?? 'auto') + 1) % kinds.length];
    try {
      if (next === 'auto') localStorage.removeItem('theme');
      else localStorage.setItem('theme', next);
    } catch {
      // A browser that keeps nothing still shows the choice on this page.
    }
    if (next === 'auto') delete root.dataset.theme;
    else root.dataset.theme = next;
    show();
  });
  show();
  button.hidden = false;
}

tick();
setInterval(tick, 15000);
addEventListener('visibilitychange', tick);
addEventListener('click', tell);
listen();
choose();
