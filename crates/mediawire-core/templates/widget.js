// Recent posts: <script src="…/widget.js" data-n="6" data-lang="fa" data-height="480" async></script>
(() => {
  const own = document.currentScript;
  const { n, lang, height } = own.dataset;
  // The site's first language stands under no tag.
  const prefix = lang && lang !== {{first}} ? `/${lang}` : '';
  const address = new URL({{base}} + prefix + {{widget}});
  if (n) address.searchParams.set('n', n);
  const frame = document.createElement('iframe');
  frame.src = address;
  frame.title = {{title}};
  frame.loading = 'lazy';
  frame.referrerPolicy = 'no-referrer';
  frame.style = `border:0;inline-size:100%;block-size:${Number(height) || 480}px;color-scheme:auto`;
  own.after(frame);
})();
