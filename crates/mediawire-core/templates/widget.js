// Recent posts: <script src="{base}/widget.js" data-n="6" data-lang="fa" data-height="480" async></script>
(() => {
  const own = document.currentScript;
  const { n, lang, height } = own.dataset;
  const frame = document.createElement('iframe');
  const address = new URL('{frame}');
  if (lang) address.pathname = `/${lang}${address.pathname}`;
  if (n) address.searchParams.set('n', n);
  frame.src = address;
  frame.title = '{title}';
  frame.loading = 'lazy';
  frame.referrerPolicy = 'no-referrer';
  frame.style = `border:0;inline-size:100%;block-size:${Number(height) || 480}px;color-scheme:auto`;
  own.after(frame);
})();
