//! Pages that stand in an article's place, made up: fifteen languages, each with a consent wall, a captcha, a page
//! that is not there and a front, in three layouts. Their words are not those of the extractor's lists.

mod words;

use crate::articles::invented::words::{LANGUAGES, Words};
use std::fmt::Write as _;

/// An invented page.
pub(super) struct Invented {
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) url: String,
    pub(super) document: String,
}

/// All sixty.
pub(super) fn pages() -> Vec<Invented> {
    let mut out = Vec::new();
    for (n, words) in LANGUAGES.iter().enumerate() {
        let host = format!("https://{}-courier.example", words.lang);
        for (kind, text) in
            [("consent", &words.consent), ("captcha", &words.captcha), ("missing", &words.missing)]
        {
            out.push(Invented {
                kind,
                id: format!("{kind}-{}", words.lang),
                url: format!("{host}/2026/02/{}-harbour-opens-again", n + 11),
                document: wall(kind, n, words, text),
            });
        }
        let path = ["/", "/politics", "/news/", "/section/culture", "/en/world"][n % 5];
        out.push(Invented {
            kind: "front",
            id: format!("front-{}", words.lang),
            url: format!("{host}{path}"),
            document: front(n, words),
        });
    }
    out
}

fn wall(kind: &str, n: usize, words: &Words, [title, first, second, button]: &[&str; 4]) -> String {
    let menu: String = words.sections.iter().map(|it| format!("<li><a href=/x>{it}</a>")).collect();
    let head = format!(
        "<!doctype html><html lang={}><head><meta charset=utf-8><title>{title} | Courier</title></head>",
        words.lang
    );
    // A wall stands alone, in a dialog before an empty page, or with the site's menu around it.
    match (n % 3, kind) {
        (0, _) => format!(
            "{head}<body><main><h1>{title}</h1><p>{first}</p><p>{second}</p><button>{button}</button></main>"
        ),
        (1, "captcha") => format!(
            "{head}<body><div class=box><h2>{title}</h2><div>{first}</div><div>{second}</div>\
             <input type=checkbox> {button}<p>Ray ID: 7f1c-{n}</p></div>"
        ),
        (1, _) => format!(
            "{head}<body><div id=app></div><div role=dialog class=layer><h2>{title}</h2>\
             <p>{first} {second}</p><button>{button}</button></div>"
        ),
        _ => format!(
            "{head}<body><nav><ul>{menu}</ul></nav><section><h1>{title}</h1><p>{first}<br>{second}</p>\
             <a class=button href=/>{button}</a></section><footer><ul>{menu}</ul>© Courier 2026</footer>"
        ),
    }
}

fn front(n: usize, words: &Words) -> String {
    let mut out = format!(
        "<!doctype html><html lang={}><head><title>Courier – {}</title>\
         <meta property=og:type content=website></head><body><header><nav>",
        words.lang,
        words.sections.join(", ")
    );
    for section in words.sections {
        let _ = write!(out, "<a href=/s>{section}</a> ");
    }
    out.push_str("</nav></header><main>");
    for (s, section) in words.sections.iter().enumerate() {
        let _ = write!(out, "<section><h2>{section}</h2>");
        for i in 0..4 + n % 4 {
            let headline = words.headlines[(s + i) % 4];
            let blurb = words.headlines[(s + i + 1) % 4];
            let id = 48_000 + 100 * n + 10 * s + i;
            let _ = match n % 3 {
                0 => write!(
                    out,
                    "<article class=card><a href=/a/{id}><img src=/i/{id}.jpg alt=''><h3>{headline}</h3></a>\
                     <p>{blurb}. {headline}.</p><time>0{i}:15</time></article>"
                ),
                1 => write!(
                    out,
                    "<div class=teaser><h3><a href=/a/{id}>{headline}</a></h3><p>{blurb}</p></div>"
                ),
                _ => write!(out, "<li><a href=/a/{id}>{headline}: {blurb}</a> <span>{i} h</span>"),
            };
        }
        out.push_str("</section>");
    }
    out + "</main><footer>© Courier 2026</footer></body></html>"
}
