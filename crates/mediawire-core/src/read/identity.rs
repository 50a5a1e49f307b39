//! Whether a list is still its source's: by what it says of itself, and by how much it brings at once.

use crate::codec::site;
use crate::read::List;
use std::collections::HashMap;
use url::Url;

/// Entries that a list has at least, before what it says of itself counts.
const ENTRIES_MIN: usize = 3;
/// Longest title that is held, in bytes.
const TITLE_BYTES_MAX: usize = 200;
/// Fewer new entries at once are never too many.
pub const FLOOD_MIN: usize = 50;
/// So many times what a source brings on a usual day are too many.
const FLOOD_TIMES: i64 = 10;
/// Days on which a source brought something, before it is known what is usual.
const DAYS_MIN: usize = 5;

/// What a list says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// Its title; empty if it states none.
    pub title: String,
    /// The site that most of its entries are of: a registrable domain; empty if they have no addresses.
    pub site: String,
    /// Its language, the first part of its tag; empty if it states none.
    pub lang: String,
}

impl Identity {
    /// What `list` says of itself; nothing where it has too few entries to tell.
    #[must_use]
    pub fn of(list: &List) -> Option<Self> {
        if list.entries.len() < ENTRIES_MIN {
            return None;
        }
        let mut n_of: HashMap<String, usize> = HashMap::new();
        let urls = list.entries.iter().filter_map(|entry| entry.url.as_deref());
        for site in urls.filter_map(|url| site::of(&Url::parse(url).ok()?)) {
            *n_of.entry(site).or_default() += 1;
        }
        let most = n_of.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        let title = list.title[..list.title.floor_char_boundary(TITLE_BYTES_MAX)].to_owned();
        let lang = list.lang.as_deref().and_then(|tag| tag.split(['-', '_']).next());
        let lang = lang.unwrap_or_default().to_ascii_lowercase();
        Some(Self { title, site: most.map(|(site, _)| site).unwrap_or_default(), lang })
    }

    /// What is another's in a list that says this of itself, where it said `before` when it was read last: two of its
    /// title, the site of its entries and its language. In words; nothing if it seems to be the same.
    #[must_use]
    pub fn is_another_than(&self, before: &Self) -> Option<String> {
        let pairs = [
            ("its title", &before.title, &self.title),
            ("the site of its pieces", &before.site, &self.site),
            ("its language", &before.lang, &self.lang),
        ];
        let is_other = |(_, was, is): &(&str, &String, &String)| {
            !was.is_empty() && !is.is_empty() && was != is
        };
        let other: Vec<_> = pairs.into_iter().filter(is_other).collect();
        let said = other.iter().map(|(what, was, is)| format!("{what} was {was:?} and is {is:?}"));
        (other.len() >= 2).then(|| said.collect::<Vec<_>>().join(", "))
    }
}

/// Whether `n` new entries at once are more than a source brings: more than ten times what it does on a usual day (the
/// median of `per_day`, the days on which it brought something), for each of the `days` since it was read last.
#[must_use]
pub fn is_flood(n: usize, mut per_day: Vec<i64>, days: i64) -> bool {
    if n < FLOOD_MIN || per_day.len() < DAYS_MIN {
        return false;
    }
    per_day.sort_unstable();
    let usual = per_day[per_day.len() / 2].max(1);
    i64::try_from(n).is_ok_and(|n| n > FLOOD_TIMES * usual.saturating_mul(days.max(1)))
}

#[cfg(test)]
mod tests {
    use super::{Identity, is_flood};

    fn identity(title: &str, site: &str, lang: &str) -> Identity {
        Identity { title: title.into(), site: site.into(), lang: lang.into() }
    }

    #[test]
    fn another_site_is_known_by_two_things_that_changed() {
        let before = identity("Tolva Wire", "tolva.example", "en");
        for (now, expected) in [
            (identity("Tolva Wire", "tolva.example", "en"), false),
            (identity("Tolva News", "tolva.example", "en"), false),
            (identity("Tolva Wire", "tolva-news.example", "en"), false),
            (identity("", "", ""), false),
            (identity("", "tolva-news.example", ""), false),
            (identity("Lucky Spins", "spins.example", "en"), true),
            (identity("Lucky Spins", "tolva.example", "id"), true),
            (identity("Lucky Spins", "spins.example", ""), true),
        ] {
            assert_eq!(now.is_another_than(&before).is_some(), expected, "{now:?}");
        }
        let words = identity("Lucky Spins", "spins.example", "").is_another_than(&before);
        assert_eq!(
            words.as_deref(),
            Some(
                "its title was \"Tolva Wire\" and is \"Lucky Spins\", \
                 the site of its pieces was \"tolva.example\" and is \"spins.example\""
            )
        );
    }

    #[test]
    fn flood_is_ten_times_the_usual_day_for_each_day_that_passed() {
        let week = vec![4, 7, 5, 6, 0, 5];
        for (n, per_day, days, expected) in [
            (500, week.clone(), 0, true),
            (51, week.clone(), 1, true),
            (50, week.clone(), 1, false),
            (101, week.clone(), 2, true),
            (100, week.clone(), 2, false),
            (49, vec![1; 9], 1, false),
            (500, vec![5; 4], 1, false),
            (500, Vec::new(), 1, false),
        ] {
            assert_eq!(is_flood(n, per_day.clone(), days), expected, "{n} {per_day:?} {days}");
        }
    }
}
