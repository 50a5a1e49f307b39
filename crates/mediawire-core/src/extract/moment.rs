//! When a page was published and changed: what it states of that, and what readers see.
//!
//! To teach the extractor a label that stands before a date, add it to `LABELS`.

use crate::codec::html::NodeId;
use crate::extract::marks::{When, shown_texts};
use crate::extract::meta::Page;
use crate::extract::time::{self, Order};
use crate::extract::wording::clean;
use crate::model::article::Origin;
use crate::model::entry::Entry;
use crate::model::time::Time;
use crate::text::date;
use jiff::tz::Offset;
use std::ops::Range;
use std::sync::LazyLock;

/// Texts before the headline, and behind it, among which its date stands.
const NEAR: (u32, u32) = (16, 60);
/// Texts before the headline among which nothing but its own date stands.
const ABOVE: u32 = 6;
/// Bytes of the longest text that may be a moment though no element says so; a longer one is a paragraph.
const BARE_BYTES_MAX: usize = 80;
/// Bytes of the longest place before the day of a dateline, and of that day.
const PLACE_BYTES_MAX: usize = 30;
const DATELINE_BYTES_MAX: usize = 18;
/// Days that one article may show without a label.
const DAYS_MAX: usize = 2;
/// Elements far from the headline that are read for their dates.
const FAR_MAX: usize = 30;
/// Bytes of an element's texts that are read for a date, white space as it stands.
const RAW_BYTES_MAX: usize = 1_000;
/// Bytes of the longest text that is searched for a date.
const TEXT_BYTES_MAX: usize = 160;
/// Bytes of the longest text that is a moment and nothing else.
const WRITTEN_BYTES_MAX: usize = 32;
/// Seconds within which two statements of a moment are of the same one.
const SAME_S: i64 = 90;
/// Seconds that a zone may be away from UTC.
const OFFSET_S_MAX: i64 = 14 * 3600;

/// Names of `meta` elements that say when the article was published, the surest first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "og:pubdate",
    "published_time",
    "published_on",
    "article.published",
    "article:published",
    "article:post_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "ob:date",
    "pubdate",
    "pub_date",
    "publishdate",
    "publish-date",
    "publish_date",
    "publicationdate",
    "publication_date",
    "publish_time",
    "publishtime",
    "rnews:datepublished",
    "displaydate",
    "originalpublicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dcterms.created",
    "dc.created",
    "dc.date.created",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "date",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "date_published",
    "datecreated",
    "created",
    "creation_date",
    "release_date",
    "pdate",
];

/// Names of `meta` elements that say when it was last changed.
const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:updated_time",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "bt:moddate",
    "lastmod",
    "revised",
];

/// Words before a date; whether they say that it is the one of publication.
type Label = (&'static str, bool);

/// What stands before a date that is one of publication (`true`), or of a change, in lower case.
const LABELS: &[Label] = &[
    ("originally published", true),
    ("originally created", true),
    ("published", true),
    ("posted", true),
    ("created", true),
    ("written", true),
    ("veröffentlicht", true),
    ("publiziert", true),
    ("erschienen", true),
    ("erstellt", true),
    ("publié", true),
    ("publicado", true),
    ("pubblicato", true),
    ("gepubliceerd", true),
    ("opublikowan", true),
    ("publicerad", true),
    ("publisert", true),
    ("udgivet", true),
    ("offentliggjort", true),
    ("yayın", true),
    ("diterbitkan", true),
    ("опубликован", true),
    ("last updated", false),
    ("last modified", false),
    ("last reviewed", false),
    ("updated", false),
    ("modified", false),
    ("reviewed", false),
    ("aktualisiert", false),
    ("aktualisierung", false),
    ("zuletzt", false),
    ("mis à jour", false),
    ("mise à jour", false),
    ("modifié", false),
    ("actualizado", false),
    ("actualización", false),
    ("atualizado", false),
    ("aggiornat", false),
    ("bijgewerkt", false),
    ("zaktualizowan", false),
    ("uppdaterad", false),
    ("oppdatert", false),
    ("opdateret", false),
    ("güncelle", false),
    ("обновлен", false),
];

/// A moment, and what said it.
type Said = (Time, Origin);

/// A moment that readers see.
#[derive(Debug, Clone)]
struct Seen {
    time: Time,
    when: When,
    is_near: bool,
    /// Whether it stands at the headline or behind it: what is well above may be of other pieces.
    is_behind: bool,
    /// Whether it is a text that no element says to be a moment.
    is_bare: bool,
}

impl Page<'_> {
    /// The ordinals of the texts around the headline.
    pub(super) fn near(&self) -> Range<u32> {
        let from = self.anchor;
        from.saturating_sub(NEAR.0)..self.tree.n_texts().min(from.saturating_add(NEAR.1))
    }

    /// When the page was published and when it was changed, and what says so.
    pub(super) fn moments(&self, entry: Option<&Entry>) -> (Option<Said>, Option<Said>) {
        let seen = self.seen_moments();
        let near = |wanted: When| {
            seen.iter().find(|it| it.is_near && it.when == wanted).map(|it| &it.time)
        };
        let parse = |raw: &str| time::parse_in(raw, self.order);
        let stated = |field: &Option<String>, names: &[&str]| {
            let said = field.as_deref().and_then(parse).map(|time| (time, Origin::JsonLd));
            let given = || names.iter().find_map(|name| self.metas(name).find_map(parse));
            said.or_else(|| given().map(|time| (time, Origin::Meta)))
        };
        let updated = stated(&self.stated.updated, UPDATED)
            .or_else(|| near(When::Updated).map(|time| (time.clone(), Origin::Page)));
        let shown = near(When::Published).or_else(|| near(When::Some));
        // A text that is no byline may tell of any day: it stands in for a statement, but is not held against one.
        let marked = |wanted: When| {
            let of = |it: &&Seen| it.is_near && it.is_behind && !it.is_bare && it.when == wanted;
            seen.iter().find(of).map(|it| &it.time)
        };
        let marked =
            marked(When::Published).or_else(|| marked(When::Some).filter(|_| !is_list(&seen)));
        let far = || {
            let of =
                |wanted: When| seen.iter().find(|it| it.when == wanted).map(|it| it.time.clone());
            of(When::Published).or_else(|| of(When::Some))
        };
        let of_url = time::of_url(self.url);
        let published = match stated(&self.stated.published, PUBLISHED) {
            Some((time, origin)) => Some(self.reconciled(
                time,
                origin,
                marked,
                &seen,
                updated.as_ref(),
                of_url.as_ref(),
            )),
            None => shown
                .cloned()
                .map(|time| (time, Origin::Page))
                .or_else(|| {
                    entry.and_then(|entry| entry.published.clone()).map(|time| (time, Origin::List))
                })
                .or_else(|| of_url.map(|time| (time, Origin::Url)))
                .or_else(|| self.datelined().map(|time| (time, Origin::Page)))
                .or_else(|| near(When::Updated).cloned().map(|time| (time, Origin::Page)))
                .or_else(|| far().or_else(|| self.written()).map(|time| (time, Origin::Page))),
        };
        (published, updated)
    }

    /// The moment that machines are told, held against what readers see: its zone, or another day altogether.
    fn reconciled(
        &self,
        mut time: Time,
        origin: Origin,
        shown: Option<&Time>,
        seen: &[Seen],
        updated: Option<&Said>,
        of_url: Option<&Time>,
    ) -> Said {
        if time.offset_s.unwrap_or_default() == 0 {
            let is_same = |it: &&Seen| {
                (it.time.at.as_second() - time.at.as_second()).abs() <= SAME_S
                    && it.time.offset_s.is_some_and(|it| it != 0)
            };
            if let Some(same) = seen.iter().find(is_same) {
                time.offset_s = same.time.offset_s;
                return (time, origin);
            }
        }
        let (day, is_utc) = (day(&time), time.offset_s == Some(0));
        // Numbers with slashes that can be read as the stated day are it.
        let shown = shown.filter(|shown| {
            let reversed = || time::parse_in(&shown.raw, self.order.reversed());
            self::day(shown) == day || reversed().is_none_or(|it| self::day(&it) != day)
        });
        if let Some(shown) = shown {
            let shown_day = self::day(shown);
            let is_change = updated.is_some_and(|(updated, _)| self::day(updated) == shown_day);
            match shown_day - day {
                0 if shown.offset_s != Some(0) => return (time, origin),
                -1 | 1 if is_utc => {
                    if let Some(offset_s) = offset_between(&time, shown) {
                        time.offset_s = Some(offset_s);
                    }
                    return (time, origin);
                }
                // What readers see was there before: the machine's is that of another printing.
                ..=-1 if !is_change => return (shown.clone(), Origin::Page),
                _ => {}
            }
        }
        if let Some(of_url) = of_url.filter(|it| is_utc && (self::day(it) - day).abs() == 1)
            && let Some(offset_s) = offset_between(&time, of_url)
        {
            time.offset_s = Some(offset_s);
        }
        (time, origin)
    }

    /// The moments that elements hold which say so, in order; and if none is near the headline, those of bare texts there.
    fn seen_moments(&self) -> Vec<Seen> {
        let tree = self.tree;
        let near = self.near();
        let mut out: Vec<Seen> = Vec::new();
        let (mut end, mut n_far) = (0, 0);
        for &(id, when) in self.marks.moments.iter().filter(|(id, _)| !self.marks.is_beside(*id)) {
            let start = tree.texts_in(id).start;
            let is_near = near.contains(&start);
            n_far += usize::from(!is_near);
            if id < end && tree.tag(id) != "time" || n_far > FAR_MAX && !is_near {
                continue;
            }
            let found = self.moments_in(id, when);
            if !found.is_empty() && tree.tag(id) != "time" {
                end = tree.end(id);
            }
            out.extend(found.into_iter().map(|(when, time)| Seen {
                time,
                when,
                is_near,
                is_behind: start.saturating_add(ABOVE) >= self.anchor,
                is_bare: false,
            }));
        }
        if !out.iter().any(|it| it.is_near) {
            let bare = near
                .filter_map(|ordinal| tree.text_node(ordinal))
                .filter(|&id| !self.marks.is_beside(id));
            for id in bare {
                let text = tree.text(id).trim();
                let may_be = (8..=BARE_BYTES_MAX).contains(&text.len())
                    && text.chars().any(char::is_numeric)
                    && !text.bytes().all(|b| b.is_ascii_digit())
                    && !matches!(
                        tree.parent(id).map(|id| tree.tag(id)),
                        Some("script" | "style" | "option")
                    );
                if may_be && !self.marks.tells_today(tree, id) {
                    let found = labelled(text, When::Some, self.order);
                    out.extend(found.into_iter().map(|(when, time)| Seen {
                        time,
                        when,
                        is_near: true,
                        is_behind: true,
                        is_bare: true,
                    }));
                }
            }
        }
        out
    }

    /// The day with which the first long text begins that begins with one, near the headline.
    fn datelined(&self) -> Option<Time> {
        let tree = self.tree;
        let texts = self.near().filter_map(|ordinal| tree.text_node(ordinal));
        texts
            .filter(|&id| !self.marks.is_beside(id))
            .map(|id| tree.text(id).trim())
            .filter(|text| text.len() > BARE_BYTES_MAX)
            .filter_map(dateline)
            .find_map(|text| time::parse_in(text, self.order))
    }

    /// The first text anywhere that is a moment and nothing else, or says `Published on` or `Updated` and a day.
    fn written(&self) -> Option<Time> {
        let tree = self.tree;
        let is_moment =
            |text: &str| text.len() <= WRITTEN_BYTES_MAX && text.starts_with(char::is_numeric);
        (0..tree.n_texts()).filter_map(|ordinal| tree.text_node(ordinal)).find_map(|id| {
            let text = tree.text(id).trim();
            let text =
                text.strip_prefix("on ").or_else(|| text.strip_prefix("am ")).unwrap_or(text);
            let may_be = (10..=80).contains(&text.len())
                && text.bytes().any(|b| b.is_ascii_digit())
                && (is_moment(text) || label(text).is_some())
                && !self.marks.tells_today(tree, id);
            if may_be { time::parse_in(text, self.order) } else { None }
        })
    }

    fn moments_in(&self, id: NodeId, when: When) -> Vec<(When, Time)> {
        let tree = self.tree;
        let mut text = String::new();
        for part in shown_texts(tree, id).map(|id| tree.text(id)) {
            text.push_str(&part[..part.floor_char_boundary(RAW_BYTES_MAX)]);
            text.push(' ');
            if text.len() > RAW_BYTES_MAX {
                break;
            }
        }
        let text = clean(&text);
        let may_be = text.len() <= TEXT_BYTES_MAX && text.chars().any(char::is_numeric);
        let told = if may_be { labelled(&text, when, self.order) } else { Vec::new() };
        let value = tree.attr(id, "datetime").or_else(|| tree.attr(id, "content"));
        let is_today = |text: NodeId| self.marks.tells_today(tree, text);
        if !told.is_empty() && shown_texts(tree, id).any(is_today) {
            return Vec::new();
        }
        match value.and_then(|value| time::parse_in(value, self.order)) {
            Some(time) => {
                let when = told.first().map_or_else(|| label(&text).unwrap_or(when), |it| it.0);
                vec![(when, time)]
            }
            None => told,
        }
    }
}

/// The day that a paragraph begins with, alone or behind a place: `Tolvar, 3 May 2026. Rain fell`.
fn dateline(text: &str) -> Option<&str> {
    let is_place = |place: &str| {
        place.len() <= PLACE_BYTES_MAX
            && place.split(' ').all(|word| {
                word.starts_with(char::is_uppercase) && !date::is_part(&word.to_lowercase())
            })
    };
    let behind = match text.split_once(", ") {
        Some((place, behind)) if is_place(place) => behind,
        _ => text,
    };
    let end = (0..=DATELINE_BYTES_MAX).rev().find(|&at| behind.is_char_boundary(at))?;
    Some(&behind[..end]).filter(|it| it.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether what is marked behind the headline is of so many days that it is a list of other pieces.
fn is_list(seen: &[Seen]) -> bool {
    let mut days: Vec<i64> = seen
        .iter()
        .filter(|it| it.is_near && it.is_behind && !it.is_bare && it.when == When::Some)
        .map(|it| day(&it.time))
        .collect();
    days.sort_unstable();
    days.dedup();
    days.len() > DAYS_MAX
}

/// Days since the epoch, where the source wrote it.
fn day(time: &Time) -> i64 {
    (time.at.as_second() + i64::from(time.offset_s.unwrap_or_default())).div_euclid(86_400)
}

/// The offset at which `time` is on the day, and if it shows one at the time of day, of `shown`.
fn offset_between(time: &Time, shown: &Time) -> Option<i32> {
    let at = time.at.as_second();
    let local = shown.at.as_second() + i64::from(shown.offset_s.unwrap_or_default());
    let exact = local - at;
    let rounded = (exact + 450).div_euclid(900) * 900;
    if shown.raw.contains(':') && rounded.abs() <= OFFSET_S_MAX && (rounded - exact).abs() <= 60 {
        return i32::try_from(rounded).ok();
    }
    // The whole hours nearest to UTC that lead to that day.
    let start = day(shown) * 86_400;
    let least = if at >= start { start + 86_399 - at } else { start - at };
    let hours = if at >= start { least.div_euclid(3600) } else { (least + 3599).div_euclid(3600) };
    let offset = i32::try_from(hours * 3600).ok()?;
    (i64::from(offset).abs() <= OFFSET_S_MAX && Offset::from_seconds(offset).is_ok())
        .then_some(offset)
}

/// The labels by their first byte.
static BY_FIRST_BYTE: LazyLock<[Vec<Label>; 256]> = LazyLock::new(|| {
    let mut out = [const { Vec::new() }; 256];
    for label in LABELS {
        out[usize::from(label.0.as_bytes()[0])].push(*label);
    }
    out
});

/// Where the labels stand in a text in lower case, in order, and whether each is one of publication.
fn labels(lower: &str) -> impl Iterator<Item = (usize, bool)> {
    let bytes = lower.as_bytes();
    let known = &*BY_FIRST_BYTE;
    bytes.iter().enumerate().filter_map(move |(at, &first)| {
        let mut alike = known[usize::from(first)].iter();
        alike
            .find(|(name, _)| bytes[at..].starts_with(name.as_bytes()))
            .map(|(_, is_first)| (at, *is_first))
    })
}

/// What the text's first label says of the date behind it.
fn label(text: &str) -> Option<When> {
    let lower = text.to_lowercase();
    let first = labels(&lower).next();
    first.map(|(_, is_first)| if is_first { When::Published } else { When::Updated })
}

/// The moments that a text states, each by the label before it, or else `when`.
fn labelled(text: &str, when: When, order: Order) -> Vec<(When, Time)> {
    let lower = text.to_ascii_lowercase();
    let mut cuts: Vec<usize> = vec![0];
    cuts.extend(text.match_indices(['|', '•', '·', ';']).map(|(at, mark)| at + mark.len()));
    cuts.extend(labels(&lower).map(|(at, _)| at));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.push(text.len());
    let mut out: Vec<(When, Time)> = Vec::new();
    for pair in cuts.windows(2) {
        let Some(part) = text.get(pair[0]..pair[1]) else { continue };
        let part = part.trim_matches(|c: char| c.is_whitespace() || "|•·;,:()".contains(c));
        if let Some(time) = time::parse_in(part, order) {
            out.push((label(part).unwrap_or(when), time));
        }
    }
    // `3 May 2026 | Originally published`
    if let ([only], Some(when)) = (&mut out[..], label(text)) {
        only.0 = when;
    }
    out
}
