//! Pages that are made to be slow: long ones, and deep ones.

use crate::run::Dice;
use std::fmt::Write as _;

/// Bytes of the long pages.
const LONG_BYTES: usize = 10_000_000;
/// Tags of the deep pages, one in another.
const N_NESTED: usize = 100_000;
/// Seconds that a page may take: one that is merely large, and one that is made to do harm.
const S_MAX: (f64, f64) = (1.0, 2.0);

/// A page, its name, and how many seconds it may take.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) page: String,
    pub(crate) s_max: f64,
}

/// All of them.
pub(crate) fn all() -> Vec<Shape> {
    let long =
        |name, before, part| (name, wrapped(before, part, |page, _| page.len() < LONG_BYTES));
    let deep = |name, part| (name, wrapped("", part, |_, n| n < N_NESTED));
    let large = [
        ("10 MB, one article", article(LONG_BYTES)),
        long("10 MB, one paragraph", "<p>", "word and word, "),
        deep("100,000 nested div", "<div class=story>x"),
        deep("100,000 nested span", "<span>x "),
        deep("100,000 nested b", "<b>x "),
        deep("100,000 nested tables", "<table><td>x"),
        deep("100,000 nested templates", "<template>x"),
    ];
    let hostile = [
        long("10 MB, links", "<main>", "<a href=/a>link of a list</a> "),
        long("10 MB, paragraphs of a letter", "<article>", "<p>a"),
        long("10 MB, text misplaced in a table", "<table>", "x<tr>y"),
        long("10 MB, attributes of one tag", "<p", " a#"),
        deep("100,000 nested lists", "<ul><li>x"),
        deep("100,000 nested font, each another", "<font color=#>x"),
    ];
    let shape = |s_max| move |(name, page)| Shape { name, page, s_max };
    large.into_iter().map(shape(S_MAX.0)).chain(hostile.into_iter().map(shape(S_MAX.1))).collect()
}

/// A page of about `n_bytes` that is one article, beside what pages have around it.
pub(crate) fn article(n_bytes: usize) -> String {
    let mut dice = Dice(0x5eed);
    let mut page = String::from(
        "<!doctype html><html lang=en><head><title>The harbour is to be dredged</title></head><body>\
         <nav><ul><li><a href=/>Front</a></li><li><a href=/news>News</a></li></ul></nav>\
         <article><h1>The harbour is to be dredged</h1><p class=byline>By Ada Orme</p>",
    );
    while page.len() < n_bytes {
        page.push_str("<div class=\"paragraph text-block\"><p>");
        for _ in 0..40 + dice.below(60) {
            let word =
                ["harbour", "the", "a", "dredged", "council", "of", "said,", "and"][dice.below(8)];
            write!(page, "{word} ").expect("a string takes what is written");
        }
        page.push_str("<a href=\"/topic/harbour\">the <em>harbour</em></a>.</p></div>\n");
    }
    page + "</article><footer>All of it is invented.</footer></body></html>"
}

/// `part` repeated behind `before`, while that and the number of the times say so; a `#` in it is that number.
fn wrapped(before: &str, part: &str, more: impl Fn(&str, usize) -> bool) -> String {
    let mut page = String::from(before);
    let mut n = 0;
    while more(&page, n) {
        match part.split_once('#') {
            Some((start, end)) => {
                write!(page, "{start}{n}{end}").expect("a string takes what is written");
            }
            None => page.push_str(part),
        }
        n += 1;
    }
    page
}
