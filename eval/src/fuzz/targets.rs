//! The readers of strangers' bytes, each with what it is mutated from and what must hold of what it reads.
//!
//! To add one, add a line to [`TARGETS`], a function that reads a case, and one in `seeds.rs`.

use crate::fuzz::watch::Watch;
use crate::fuzz::{headline, pieces, seeds};
use mediawire_core::codec::charset::{self, Context};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::{coding, entities, html, image, mail, warc};
use mediawire_core::extract::{self, Page};
use mediawire_core::model::base::{self, Origin};
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::model::lock::{self, Parsed};
use mediawire_core::read::robots::Robots;
use mediawire_core::read::standard::{self, Edition};
use mediawire_core::read::tdmrep::Tdmrep;
use mediawire_core::read::{self, Input, discover, opml, section};
use mediawire_core::text::date;
use std::path::Path;

/// The address of every case.
const URL: &str = "https://news.example/world/2026/03/02/page";
/// Entries of a list whose text is held against the lock.
const LOCKED_MAX: usize = 40;
/// Longest record of a file of captures, and longest body that is unpacked.
const UNPACKED_BYTES_MAX: usize = 4 << 20;

/// A reader of strangers' bytes.
pub(super) struct Target {
    /// Its name on the command line.
    pub(super) name: &'static str,
    /// What stands between in mutated text.
    pub(super) pieces: &'static [&'static str],
    /// Bytes that stand between.
    pub(super) raw: &'static [&'static [u8]],
    /// What mutation starts from, given the folder of golden samples.
    pub(super) seeds: fn(&Path) -> Result<Vec<Vec<u8>>, String>,
    /// Longest case.
    pub(super) bytes_max: usize,
    /// CPU seconds that reading any case may take, and those for each of its bytes, in a release build.
    pub(super) seconds: (f64, f64),
    /// Bytes of memory that it may take for each of its bytes, beside 64 MiB.
    pub(super) memory: usize,
    /// Reads a case: what is wrong with what was read.
    pub(super) read: fn(&[u8], &mut Watch) -> Result<(), Wrong>,
}

/// What is wrong: the same words for cases of one cause, and what is particular to this one.
pub(super) type Wrong = (&'static str, String);

const fn of_lists(
    name: &'static str,
    pieces: &'static [&'static str],
    seeds: fn(&Path) -> Result<Vec<Vec<u8>>, String>,
) -> Target {
    let (raw, bytes_max) = (pieces::RAW_TEXT, 2 << 20);
    Target { name, pieces, raw, seeds, bytes_max, seconds: (0.02, 4e-7), memory: 8, read: list }
}

/// All of them.
pub(super) const TARGETS: &[Target] = &[
    Target {
        name: "page",
        pieces: pieces::HTML,
        raw: pieces::RAW_TEXT,
        seeds: seeds::pages,
        bytes_max: 2 << 20,
        seconds: (0.1, 1e-6),
        memory: 128,
        read: page,
    },
    of_lists("feed", pieces::XML, seeds::feeds),
    of_lists("json", pieces::JSON, seeds::json),
    of_lists("sitemap", pieces::XML, seeds::sitemaps),
    of_lists("channel", pieces::CHANNEL, seeds::channels),
    Target { read: dispatches, ..of_lists("agency", pieces::AGENCY, seeds::agencies) },
    Target { read: fronts, ..of_lists("section", pieces::HTML, seeds::homes) },
    Target { read: readers, ..of_lists("opml", pieces::XML, seeds::opml) },
    Target { read: reserved, ..of_lists("tdmrep", pieces::JSON, seeds::tdmrep) },
    Target {
        name: "discover",
        pieces: pieces::HTML,
        raw: pieces::RAW_TEXT,
        seeds: seeds::homes,
        bytes_max: 2 << 20,
        seconds: (0.05, 1.5e-6),
        memory: 32,
        read: home,
    },
    Target {
        name: "robots",
        pieces: pieces::ROBOTS,
        raw: pieces::RAW_TEXT,
        seeds: seeds::robots,
        bytes_max: 600 << 10,
        seconds: (0.005, 4e-8),
        memory: 8,
        read: robots,
    },
    Target {
        name: "date",
        pieces: pieces::DATES,
        raw: pieces::RAW_TEXT,
        seeds: seeds::dates,
        bytes_max: 1 << 16,
        seconds: (0.001, 1e-8),
        memory: 0,
        read: time,
    },
    Target {
        name: "mail",
        pieces: pieces::MAIL,
        raw: pieces::RAW_TEXT,
        seeds: seeds::mail,
        bytes_max: 1 << 20,
        seconds: (0.02, 1e-7),
        memory: 8,
        read: letter,
    },
    Target {
        name: "headline",
        pieces: pieces::HEADLINE,
        raw: pieces::RAW_TEXT,
        seeds: seeds::headlines,
        bytes_max: 1 << 12,
        seconds: (0.05, 2e-5),
        memory: 64,
        read: headline::restyled,
    },
    Target {
        name: "charset",
        pieces: pieces::HTML,
        raw: pieces::RAW_TEXT,
        seeds: seeds::charsets,
        bytes_max: 1 << 20,
        seconds: (0.03, 4e-7),
        memory: 8,
        read: text,
    },
    Target {
        name: "coding",
        pieces: pieces::NONE,
        raw: pieces::RAW_BINARY,
        seeds: seeds::codings,
        bytes_max: 1 << 20,
        seconds: (0.08, 6e-8),
        memory: 8,
        read: packed,
    },
    Target {
        name: "warc",
        pieces: pieces::WARC,
        raw: pieces::RAW_BINARY,
        seeds: seeds::warcs,
        bytes_max: 1 << 20,
        seconds: (0.05, 4e-7),
        memory: 8,
        read: records,
    },
    Target {
        name: "image",
        pieces: pieces::NONE,
        raw: pieces::RAW_BINARY,
        seeds: seeds::images,
        bytes_max: 1 << 20,
        seconds: (0.005, 1e-7),
        memory: 8,
        read: picture,
    },
];

/// Reads twice; the second time only to see whether the same comes out.
pub(super) fn twice<T: PartialEq>(watch: &mut Watch, read: impl Fn() -> T) -> Result<T, Wrong> {
    let first = watch.on(&read);
    if first == read() { Ok(first) } else { Err(("two readings differ", String::new())) }
}

pub(super) fn claim(
    holds: bool,
    what: &'static str,
    detail: impl FnOnce() -> String,
) -> Result<(), Wrong> {
    if holds { Ok(()) } else { Err((what, detail())) }
}

fn is_web(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// A page: its article, whatever it is, and the verdict.
fn page(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let decoded = charset::decode(case, None, Context::Html);
    let capture = CaptureId::new(URL, 0, Digest::of(case));
    let page = Page { capture, url: URL, document: &decoded.text, entry: None, list: None };
    watch.on(|| drop(extract::page(&page)));
    let Ok(article) = extract::text(&page) else { return Ok(()) };
    let again = extract::text(&page);
    claim(again.as_ref() == Ok(&article), "two readings differ", String::new)?;
    let tree = lock::tree_of(&decoded.text, None);
    let base = lock::base_of(&tree, URL);
    let parts = [Parsed { tree: &tree, base: base.as_ref() }];
    match lock::check(&article.body, &parts).first() {
        Some(difference) => Err(("the body fails the lock", difference.to_string())),
        None => Ok(()),
    }
}

/// A list: its entries, each text of which is held against the lock.
fn list(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let looks_json = case.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    let context = if looks_json { Context::Json } else { Context::Xml };
    let decoded = charset::decode(case, None, context);
    let capture = CaptureId::new(URL, 0, Digest::of(case));
    let read = || {
        let text = entities::expanded(&decoded.text);
        let list = read::list(&text, URL, &Slug::of("eval"), capture);
        (text.into_owned(), list)
    };
    let (text, Ok(list)) = twice(watch, read)? else { return Ok(()) };
    claim(text.len() <= decoded.text.len() + (1 << 20), "entities grow", || {
        text.len().to_string()
    })?;
    claim(list.entries.len() <= 5000, "too many entries", || list.entries.len().to_string())?;
    claim(list.doubts.len() <= 100, "too many doubts", || list.doubts.len().to_string())?;
    let addresses = list.entries.iter().filter_map(|it| it.url.as_ref()).chain(&list.home);
    for url in addresses.chain(&list.older).chain(list.lists.iter().map(|it| &it.url)) {
        claim(is_web(url), "an address is not one of the web", || url.clone())?;
    }
    let origin = Origin { url: URL, location: None };
    for entry in list.entries.iter().filter(|it| it.text.is_some()).take(LOCKED_MAX) {
        let Ok(article) = extract::fragment(&text, &origin, entry) else { continue };
        let tree = lock::tree_of(&text, entry.text);
        let base = base::of_part(&text, entry.text, &tree, &origin);
        let parts = [Parsed { tree: &tree, base: base.as_ref() }];
        if let Some(difference) = lock::check(&article.body, &parts).first() {
            return Err(("an entry's text fails the lock", difference.to_string()));
        }
    }
    Ok(())
}

/// A document of an agency: as a wire reads it, and held to its standard.
fn dispatches(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    list(case, watch)?;
    let decoded = charset::decode(case, None, Context::Xml);
    let editions =
        [None, Some(Edition { major: 2, minor: 9 }), Some(Edition { major: 1, minor: 0 })];
    let source = Slug::of("eval");
    let input = input_of(case, &decoded.text, &source);
    for edition in editions {
        if let Ok(strict) = twice(watch, || standard::list(&input, edition))? {
            let as_read = read::list_of(&input);
            claim(
                as_read == Ok(strict),
                "what the standard lets pass is not what is read",
                String::new,
            )?;
        }
    }
    Ok(())
}

fn input_of<'a>(case: &[u8], document: &'a str, source: &'a Slug) -> Input<'a> {
    let capture = CaptureId::new(URL, 0, Digest::of(case));
    let (location, language, home) = (None, None, None);
    Input { document, url: URL, location, language, home, source, capture }
}

/// A page of headlines: the articles that it leads to.
fn fronts(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let decoded = charset::decode(case, None, Context::Html);
    let source = Slug::of("eval");
    let input = input_of(case, &decoded.text, &source);
    let Ok(list) = twice(watch, || section::read(&input, None))? else { return Ok(()) };
    for url in list.entries.iter().filter_map(|it| it.url.as_ref()) {
        claim(is_web(url), "an address is not one of the web", || url.clone())?;
    }
    Ok(())
}

/// The feeds of somebody's reader.
fn readers(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let decoded = charset::decode(case, None, Context::Xml);
    let Ok((found, doubts)) = twice(watch, || opml::outlines(&decoded.text))? else {
        return Ok(());
    };
    claim(doubts.len() <= 101, "too many doubts", || doubts.len().to_string())?;
    for home in found.iter().filter_map(|feed| feed.home.as_ref()) {
        claim(is_web(home), "an address is not one of the web", || home.clone())?;
    }
    Ok(())
}

/// A host's file of what is reserved, and what it says of some paths.
fn reserved(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let deep = format!("/{}", "a/".repeat(1000));
    twice(watch, || {
        let file = Tdmrep::parse(case);
        let said = |path: &str| file.of(path).map(|(is, why)| (is, why.map(str::to_owned)));
        ["/", "/desk/a.html?q=1", "", deep.as_str()].map(said)
    })?;
    Ok(())
}

/// A home page: the feeds that it leads to.
fn home(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let decoded = charset::decode(case, None, Context::Html);
    let found = twice(watch, || discover::feeds(&html::parse(&decoded.text), URL))?;
    claim(found.len() <= 50, "too many feeds", || found.len().to_string())?;
    for feed in found {
        claim(is_web(&feed.url), "an address is not one of the web", || feed.url.clone())?;
    }
    Ok(())
}

/// A file of robots, and what it says of some paths.
fn robots(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let deep = format!("/{}", "a/".repeat(1000));
    twice(watch, || {
        let robots = Robots::parse(case);
        let paths = ["/", "/desk/a.html?q=1", "/a%2Fb", "/é", "", deep.as_str()];
        paths.map(|path| (robots.allows("mediawire", path), robots.crawl_delay_ms("mediawire")))
    })?;
    Ok(())
}

/// A stated date.
fn time(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let raw = String::from_utf8_lossy(case);
    if let Some(time) = twice(watch, || date::time(&raw))? {
        let offset_s = time.offset_s.unwrap_or(0);
        let is_near = offset_s.abs() <= 26 * 3600;
        claim(is_near, "an offset is none", || format!("{offset_s} s of {raw}"))?;
    }
    Ok(())
}

/// Bytes of whatever charset, as each kind of document.
fn text(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    for context in [Context::Html, Context::Xml, Context::Json] {
        let decoded = twice(watch, || charset::decode(case, None, context))?;
        let is_said = decoded.is_lossy
            || !decoded.text.contains('\u{fffd}')
            || has_mark(case, decoded.charset);
        claim(is_said, "letters were lost in silence", || decoded.charset.to_owned())?;
        let is_barred = matches!(decoded.charset, "UTF-7" | "HZ-GB-2312" | "replacement");
        claim(!is_barred, "a barred charset", || decoded.charset.to_owned())?;
    }
    Ok(())
}

/// Whether the bytes themselves may spell U+FFFD in a charset that can.
fn has_mark(case: &[u8], charset: &str) -> bool {
    charset.starts_with("UTF-16")
        || charset == "gb18030"
        || case.windows(3).any(|it| it == "\u{fffd}".as_bytes())
}

/// A packed body, whatever it is said to be.
fn packed(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    for coding in ["gzip", "deflate", "br"] {
        let plain = twice(watch, || coding::decode(case, Some(coding), UNPACKED_BYTES_MAX))?;
        let n = plain.map_or(0, |plain| plain.len());
        claim(n <= UNPACKED_BYTES_MAX, "more was unpacked than may be", || n.to_string())?;
    }
    Ok(())
}

/// A file of captures.
fn records(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let read = || warc::Reader::new(case, UNPACKED_BYTES_MAX).collect::<Vec<_>>();
    let mut last = 0;
    for record in twice(watch, read)? {
        let offset = record.as_ref().map_or_else(|bad| bad.offset, |record| record.offset);
        let is_inside = (last..=case.len() as u64).contains(&offset);
        claim(is_inside, "a record lies nowhere", || format!("{offset} after {last}"))?;
        last = offset;
        let n = record.map_or(0, |record| record.block().len());
        claim(n <= UNPACKED_BYTES_MAX, "a record is longer than may be", || n.to_string())?;
    }
    Ok(())
}

/// An image, as far as it says what it is.
fn picture(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let Ok(image) = twice(watch, || image::read(case))? else { return Ok(()) };
    let pixels = u64::from(image.width) * u64::from(image.height);
    claim(pixels <= 80_000_000, "too many pixels", || pixels.to_string())?;
    let it = image.metadata;
    for text in [it.creator, it.credit, it.copyright, it.caption].into_iter().flatten() {
        let is_line = !text.contains(char::is_control) && text.chars().count() <= 2_000;
        claim(is_line, "a caption is no line", || text.clone())?;
    }
    Ok(())
}

/// An e-mail: its parts, and what it brings.
fn letter(case: &[u8], watch: &mut Watch) -> Result<(), Wrong> {
    let Ok(letter) = twice(watch, || mail::letter(case))? else { return Ok(()) };
    let n_bytes: usize = letter.parts.iter().map(|part| part.bytes.len()).sum();
    // In quoted-printable text the end of a line may become two bytes, and a byte that is no letter three.
    claim(n_bytes <= 3 * case.len(), "parts are more than the whole", || n_bytes.to_string())?;
    watch.on(|| drop(read::mail::brings(&letter)));
    Ok(())
}
