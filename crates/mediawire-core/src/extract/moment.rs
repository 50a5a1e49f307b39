//! When a page was published and changed: what it states of that, held against what readers see (`seen.rs`), and
//! where they differ or say nothing, against what scripts say (`script.rs`).
//!
//! To read another statement, add its name to `PUBLISHED` or `UPDATED`; to know another label, see `label.rs`.

mod label;
mod rest;
mod script;
mod seen;

use crate::extract::marks::When;
use crate::extract::meta::Page;
use crate::extract::moment::seen::{How, Seen};
use crate::extract::time;
use crate::model::article::Origin;
use crate::model::entry::Entry;
use crate::model::time::Time;
use jiff::tz::Offset;

/// Seconds within which two statements of a moment are of the same one.
const SAME_S: i64 = 90;
/// Seconds that a zone may be ahead of UTC.
const OFFSETS_S: std::ops::RangeInclusive<i64> = -12 * 3600..=14 * 3600;

/// Days by which the day in an address is earlier than the stated one if the statement is of another printing.
const EARLIER_DAYS: i64 = 2;
/// Days that one article may show without a label.
const DAYS_MAX: usize = 2;

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

/// A moment, and what said it.
type Said = (Time, Origin);

impl Page<'_> {
    /// When the page was published and when it was changed, and what says so.
    pub(super) fn moments(&self, entry: Option<&Entry>) -> (Option<Said>, Option<Said>) {
        let seen = self.seen_moments();
        let said = self.stated.updated.as_deref().and_then(|raw| self.time(raw));
        let updated = said
            .map(|time| (time, Origin::JsonLd))
            .or_else(|| self.times(UPDATED).next().map(|time| (time, Origin::Meta)))
            .or_else(|| Some((near(&seen, When::Updated)?.clone(), Origin::Page)));
        let of_url = time::of_url(self.url);
        let published = match self.stated_published(&seen) {
            Some(said) => {
                let said = self.reconciled(said, &seen, updated.as_ref(), of_url.as_ref());
                let shown = self.confirmed(&said.0, &seen).or_else(|| self.as_of(&said.0));
                Some(shown.map_or(said, |shown| (shown, Origin::Page)))
            }
            None => self.unstated_published(&seen, entry, of_url),
        };
        (published, updated)
    }

    fn time(&self, raw: &str) -> Option<Time> {
        time::parse_in(raw, self.order)
    }

    /// The moments that the `meta` elements of those names state, in the order of the names.
    fn times(&self, names: &'static [&'static str]) -> impl Iterator<Item = Time> {
        let contents = names.iter().flat_map(|name| self.metas(name));
        contents.filter_map(|raw| self.time(raw))
    }

    /// What machines are told: by JSON-LD, but by a `meta` if readers see its day, and not that of JSON-LD.
    fn stated_published(&self, seen: &[Seen]) -> Option<Said> {
        let mut given = self.times(PUBLISHED);
        let Some(stated) = self.stated.published.as_deref().and_then(|raw| self.time(raw)) else {
            return given.next().map(|time| (time, Origin::Meta));
        };
        let shown = if is_seen(seen, &stated, 1) {
            None
        } else {
            given.find(|time| is_seen(seen, time, 0))
        };
        Some(shown.map_or((stated, Origin::JsonLd), |time| (time, Origin::Meta)))
    }

    /// The moment where machines are told none: what readers see near the headline, and then whatever else may be it.
    fn unstated_published(
        &self,
        seen: &[Seen],
        entry: Option<&Entry>,
        of_url: Option<Time>,
    ) -> Option<Said> {
        let far = |wanted: When| {
            let found = seen.iter().find(|it| it.when == wanted && it.how != How::Told);
            found.map(|it| it.time.clone())
        };
        let on_page = |time: Time| (time, Origin::Page);
        shown(seen)
            .cloned()
            .map(on_page)
            .or_else(|| Some((entry?.published.clone()?, Origin::List)))
            .or_else(|| of_url.map(|time| (time, Origin::Url)))
            .or_else(|| {
                self.datelined(self.near())
                    .or_else(|| self.datelined(0..self.tree.n_texts()))
                    .or_else(|| far(When::Published))
                    .or_else(|| near(seen, When::Updated).cloned())
                    .or_else(|| far(When::Some))
                    .or_else(|| self.written())
                    .or_else(|| seen.iter().find(|it| it.is_near).map(|it| it.time.clone()))
                    .or_else(|| self.beside())
                    .or_else(|| self.agreed())
                    .or_else(|| self.attributed())
                    .or_else(|| self.captioned())
                    .map(on_page)
            })
    }

    /// The shown moment that a script calls the publication, where readers do not see the stated day.
    fn confirmed(&self, stated: &Time, seen: &[Seen]) -> Option<Time> {
        let stated_day = day(stated);
        let is_own =
            |it: &&Seen| matches!(it.how, How::Marked | How::Bare) && it.when != When::Updated;
        let is_stated = |it: &Seen| day(&it.time) == stated_day;
        let mut bare = Vec::new();
        if seen.iter().filter(is_own).any(is_stated) {
            return None;
        }
        if seen.iter().any(|it| it.is_near && it.how == How::Marked) {
            self.see_bare(&mut bare);
        }
        let own: Vec<&Seen> = seen.iter().chain(&bare).filter(is_own).collect();
        if own.is_empty() || own.iter().any(|it| is_stated(it)) {
            return None;
        }
        // A day away, it is the same moment in another zone.
        let is_utc = stated.offset_s == Some(0);
        let mut other = own.into_iter().map(|it| &it.time);
        let days: Vec<i64> = self.scripted().iter().map(day).collect();
        let is_other_zone = |it: &Time| is_utc && (day(it) - stated_day).abs() <= 1;
        other.find(|it| days.contains(&day(it)) && !is_other_zone(it)).cloned()
    }

    /// The moment that a text near the headline gives as the state of the article, where it had been published by
    /// then: `Stand: 3. Mai 2026`.
    fn as_of(&self, stated: &Time) -> Option<Time> {
        let shown = self.stand().filter(|shown| day(shown) < day(stated))?;
        let reversed = time::parse_in(&shown.raw, self.order.reversed());
        // Numbers that can be read as the stated day are it.
        reversed.is_none_or(|it| day(&it) != day(stated)).then_some(shown)
    }

    /// The moment that machines are told, held against what readers see: its zone, or another day altogether.
    fn reconciled(
        &self,
        (mut time, origin): Said,
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
        let reversed = |time: &Time| time::parse_in(&time.raw, self.order.reversed());
        // Numbers with slashes that can be read as the day that readers see are it.
        if let Some(other) = reversed(&time)
            && is_seen(seen, &other, 0)
            && !is_seen(seen, &time, 0)
        {
            return (other, origin);
        }
        let (day, is_utc) = (day(&time), time.offset_s == Some(0));
        // And so are those that readers see, if they can be read as the stated day.
        let shown = marked(seen).filter(|shown| {
            self::day(shown) == day || reversed(shown).is_none_or(|it| self::day(&it) != day)
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
        let Some(of_url) = of_url else { return (time, origin) };
        match day - self::day(of_url) {
            -1 | 1 if is_utc => {
                if let Some(offset_s) = offset_between(&time, of_url) {
                    time.offset_s = Some(offset_s);
                }
            }
            // A folder named after a day was made on that day.
            EARLIER_DAYS.. if is_folder(self.url, of_url) && !is_seen(seen, &time, 0) => {
                return (of_url.clone(), Origin::Url);
            }
            _ => {}
        }
        (time, origin)
    }
}

/// The first moment near the headline that is said to be that.
fn near(seen: &[Seen], wanted: When) -> Option<&Time> {
    let found = seen.iter().find(|it| it.is_near && it.when == wanted && it.how != How::Told);
    found.map(|it| &it.time)
}

/// The moment of publication that readers see: what links to other pieces say of a day is theirs.
fn shown(seen: &[Seen]) -> Option<&Time> {
    let own = |wanted: When| {
        let mut near = seen.iter().filter(|it| it.is_near && it.when == wanted);
        near.find(|it| !matches!(it.how, How::Linked | How::Told)).map(|it| &it.time)
    };
    own(When::Published)
        .or_else(|| own(When::Some))
        .or_else(|| near(seen, When::Published))
        .or_else(|| near(seen, When::Some))
}

/// The moment of publication that an element at the headline or behind it holds. A text that no element says to be one
/// may tell of any day: it stands in for a statement, but is not held against one.
fn marked(seen: &[Seen]) -> Option<&Time> {
    let of = |wanted: When| {
        let mut near = seen.iter().filter(|it| it.is_near && it.is_behind && it.when == wanted);
        near.find(|it| matches!(it.how, How::Marked | How::Linked)).map(|it| &it.time)
    };
    of(When::Published).or_else(|| of(When::Some).filter(|_| !is_list(seen)))
}

/// Whether readers see, near the headline, a day of publication that is at most so many days from that of `time`.
fn is_seen(seen: &[Seen], time: &Time, days: i64) -> bool {
    let mut near = seen.iter().filter(|it| it.is_near && it.how != How::Told);
    near.any(|it| it.when != When::Updated && (day(&it.time) - day(time)).abs() <= days)
}

/// Whether the address has the day as folders: `/2017/7/12/`.
fn is_folder(url: &str, of_url: &Time) -> bool {
    url.contains(&format!("/{}/", of_url.raw.replace('-', "/")))
}

/// Whether what is marked behind the headline is of so many days that it is a list of other pieces.
fn is_list(seen: &[Seen]) -> bool {
    let mut days: Vec<i64> = seen
        .iter()
        .filter(|it| it.is_near && it.is_behind && it.when == When::Some)
        .filter(|it| matches!(it.how, How::Marked | How::Linked))
        .map(|it| day(&it.time))
        .collect();
    days.sort_unstable();
    days.dedup();
    days.len() > DAYS_MAX
}

/// Days since the epoch, where the source wrote it.
pub(super) fn day(time: &Time) -> i64 {
    (time.at.as_second() + i64::from(time.offset_s.unwrap_or_default())).div_euclid(86_400)
}

/// The offset at which `time` is on the day, and if it shows one at the time of day, of `shown`.
fn offset_between(time: &Time, shown: &Time) -> Option<i32> {
    let at = time.at.as_second();
    let local = shown.at.as_second() + i64::from(shown.offset_s.unwrap_or_default());
    let exact = local - at;
    let rounded = (exact + 450).div_euclid(900) * 900;
    if shown.raw.contains(':') && OFFSETS_S.contains(&rounded) && (rounded - exact).abs() <= 60 {
        return i32::try_from(rounded).ok();
    }
    // The whole hours nearest to UTC that lead to that day.
    let start = day(shown) * 86_400;
    let least = if at >= start { start + 86_399 - at } else { start - at };
    let hours = if at >= start { least.div_euclid(3600) } else { (least + 3599).div_euclid(3600) };
    let offset = i32::try_from(hours * 3600).ok()?;
    (OFFSETS_S.contains(&i64::from(offset)) && Offset::from_seconds(offset).is_ok())
        .then_some(offset)
}
