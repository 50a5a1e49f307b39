//! Whether a link of a page of headlines leads to an article: by points for its address, its words, and its likes.

use super::Link;
use crate::codec::html::Tree;
use std::collections::HashMap;
use url::Url;

/// Words from which on a text may be a headline.
pub(super) const WORDS_MIN: usize = 4;
/// Points from which on a link is taken to lead to an article.
const POINTS_MIN: i32 = 4;
/// Links alike from which on they count as a pattern.
const ALIKE_MIN: usize = 3;
/// Elements around a link by whose names it is like another.
const LEVELS: usize = 4;
/// Parts of paths that lead to lists, services and standing pages.
const OTHERS: [&str; 44] = [
    "tag",
    "tags",
    "topic",
    "topics",
    "author",
    "authors",
    "category",
    "categories",
    "search",
    "page",
    "pages",
    "login",
    "signin",
    "register",
    "account",
    "user",
    "users",
    "about",
    "about-us",
    "contact",
    "contact-us",
    "privacy",
    "privacy-policy",
    "terms",
    "cookies",
    "subscribe",
    "subscription",
    "newsletters",
    "newsletter",
    "rss",
    "feed",
    "feeds",
    "weather",
    "jobs",
    "advertise",
    "impressum",
    "kontakt",
    "datenschutz",
    "agb",
    "archive",
    "archives",
    "sitemap",
    "help",
    "faq",
];
/// Ends of addresses of what is no page.
const FILES: [&str; 14] = [
    ".pdf", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp3", ".mp4", ".zip", ".xml", ".rss",
    ".doc", ".docx", ".ics",
];

/// Which of the links lead to articles.
pub(super) fn articles(tree: &Tree, links: &[Link], own: &Url) -> Vec<bool> {
    let reads_well = |link: &Link| n_words(&link.title) >= WORDS_MIN;
    let shapes: Vec<String> = links.iter().map(|link| shape(&link.url)).collect();
    let places: Vec<String> = links.iter().map(|link| place(tree, link)).collect();
    let (of_shape, of_place) =
        (alike(links, &shapes, reads_well), alike(links, &places, reads_well));
    let is_article = |(i, link): (usize, &Link)| {
        // A shape of words alone is that of sections as well.
        let has_shape = of_shape[i] && shapes[i].contains(['#', 's', 'd', '?']);
        let points = of_address(&link.url, own)
            + of_words(link)
            + 2 * i32::from(has_shape)
            + i32::from(of_place[i]);
        points >= POINTS_MIN
    };
    links.iter().enumerate().map(is_article).collect()
}

/// Whether enough links have the key that each has, and most of those read like headlines.
fn alike(links: &[Link], keys: &[String], reads_well: impl Fn(&Link) -> bool) -> Vec<bool> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (link, key) in links.iter().zip(keys) {
        let (n, n_well) = counts.entry(key).or_default();
        *n += 1;
        *n_well += usize::from(reads_well(link));
    }
    let is_pattern = |key: &String| {
        let (n, n_well) = counts[key.as_str()];
        n_well >= ALIKE_MIN && n_well * 2 >= n
    };
    keys.iter().map(is_pattern).collect()
}

/// Words of a text; where a script sets no spaces, two letters count as one.
pub(super) fn n_words(text: &str) -> usize {
    let is_unspaced = |c: char| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
    };
    let n_unspaced = text.chars().filter(|&c| is_unspaced(c)).count();
    let is_word = |word: &&str| word.chars().any(|c| c.is_alphanumeric() && !is_unspaced(c));
    text.split_whitespace().filter(is_word).count() + n_unspaced / 2
}

/// Points for the words that a link shows.
fn of_words(link: &Link) -> i32 {
    let points = match n_words(&link.title) {
        0 | 1 => -3,
        2 => -1,
        3 => 1,
        4 | 5 => 2,
        _ => 3,
    };
    points + 2 * i32::from(link.is_heading)
}

/// Points for how an address is written.
fn of_address(url: &Url, own: &Url) -> i32 {
    let path = url.path().to_ascii_lowercase();
    let path = path.trim_end_matches('/');
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let Some(&last) = parts.last().filter(|_| !FILES.iter().any(|end| path.ends_with(end))) else {
        // A front may name its pages by a query alone.
        let is_front = path.is_empty() && url.query().is_some_and(has_number);
        return if is_front { 2 } else { -10 };
    };
    let is_above = own.path().to_ascii_lowercase().starts_with(&format!("{path}/"));
    let is_other = parts.iter().any(|part| OTHERS.contains(part));
    let n_in_slug = parts.iter().map(|part| part.split(['-', '_']).count()).max().unwrap_or(0);
    let n_coded = last.matches('%').count();
    let slug = match n_in_slug {
        _ if n_coded >= 12 => 2,
        0..=2 => 0,
        3 => 2,
        _ => 3,
    };
    let date = if has_date(&parts) { 3 } else { 0 };
    let id = longest_number(last) >= 4 || url.query().is_some_and(has_number);
    let stem = last.split('.').next().unwrap_or(last);
    let is_file =
        [".html", ".htm", ".shtml", ".php", ".asp", ".aspx"].iter().any(|end| last.ends_with(end));
    let is_page = is_file && !matches!(stem, "index" | "default" | "home");
    let is_bare = parts.len() == 1 && slug == 0 && date == 0 && !id && !is_page;
    date + slug + 2 * i32::from(id) + i32::from(is_page)
        - 4 * i32::from(is_other)
        - 6 * i32::from(is_above)
        - 2 * i32::from(is_bare)
}

/// Whether the parts of a path name a day or a month of a year.
fn has_date(parts: &[&str]) -> bool {
    let is_year = |text: &str| {
        text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1990..2100).contains(&year))
    };
    let in_two = parts.windows(2).any(|pair| {
        is_year(pair[0])
            && (1..=3).contains(&pair[1].len())
            && pair[1].bytes().all(|b| b.is_ascii_alphanumeric())
    });
    in_two
        || parts.iter().any(|part| {
            let n_digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let starts = part.get(..4).is_some_and(is_year);
            starts
                && (n_digits == 8
                    || (n_digits == 4
                        && part[4..].starts_with(['-', '_', '.'])
                        && part[5..].bytes().next().is_some_and(|b| b.is_ascii_digit())))
        })
}

/// Whether a query holds a number of a page.
fn has_number(query: &str) -> bool {
    query.split('&').any(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or(("", pair));
        !matches!(name, "page" | "p_page" | "offset" | "start")
            && value.len() >= 2
            && value.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Digits of the longest number in a text.
fn longest_number(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0)
}

/// What the addresses of one kind of page have in common.
fn shape(url: &Url) -> String {
    let mut shape = url.host_str().unwrap_or_default().to_ascii_uppercase();
    for part in url.path().split('/').filter(|part| !part.is_empty()) {
        let kind = match part {
            _ if part.bytes().all(|byte| byte.is_ascii_digit()) => '#',
            _ if part.split(['-', '_']).count() >= 3 || part.contains('%') => 's',
            _ if longest_number(part) >= 2 => 'd',
            _ => 'w',
        };
        shape.push('/');
        shape.push(kind);
    }
    if url.query().is_some_and(has_number) {
        shape.push('?');
    }
    shape
}

/// The names of the elements around a link.
fn place(tree: &Tree, link: &Link) -> String {
    let names = tree.ancestors(link.first).take(LEVELS).map(|id| tree.tag(id));
    names.collect::<Vec<_>>().join("<")
}

#[cfg(test)]
mod tests {
    use super::{n_words, of_address};
    use url::Url;

    #[test]
    fn addresses_of_articles_stand_out() {
        let own = Url::parse("https://a.example/news/world/").unwrap();
        let points = |path: &str| of_address(&own.join(path).unwrap(), &own);
        for path in [
            "/2026/11/26/ferry",
            "/2026/nov/26/x",
            "/news/20261126/1.html",
            "/news/2026-11-26-ferry",
            "/a/123456",
            "/news.php?id=4711",
            "/?p=123",
            "/ferry-is-back",
            "/%d8%b4%d9%87%d8%b1%d8%af%d8%a7%d8%b1/",
        ] {
            assert!(points(path) >= 2, "{path}: {}", points(path));
        }
        for path in [
            "/",
            "/news/",
            "/world",
            "/about-us",
            "/tag/ferry-harbour-tolva",
            "/2026/11/26/a.pdf",
            "/author/ada-marn-tolva",
            "/?page=12",
            "/world/europe/",
        ] {
            assert!(points(path) < 2, "{path}: {}", points(path));
        }
    }

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, n) in
            [("", 0), ("One – two", 2), ("明江市政府宣布", 3), ("شورای شهر تلوا", 3), ("3 明江", 2)]
        {
            assert_eq!(n_words(text), n, "{text}");
        }
    }
}
