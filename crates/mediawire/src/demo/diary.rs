//! The diary: what comes out when, and what has come out.
//!
//! A story's file says how many minutes after the start it comes; divided by the speed, that is when it is due. When it
//! came out in fact is written down, so that a restart states the same times. Behind the last story follow bulletins.

use crate::demo::bulletin;
use crate::demo::stories;
use crate::demo::story::{Due, Revision, Story};
use crate::demo::{AGENCIES, Agency};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// How far apart bulletins are at speed 1, in seconds.
const BULLETIN_S: f64 = 300.0;
/// How far apart they are at least.
const BULLETIN_S_MIN: f64 = 20.0;
/// How far apart two versions of a story are at least.
const VERSION_S_MIN: f64 = 1.0;
/// What the key of a bulletin begins with.
const BULLETIN: &str = "bulletin/";

/// Where and when the demonstration began, how fast it goes, and what has come out.
#[derive(Debug, Clone)]
pub(super) struct Diary {
    /// The port that the agencies are served on.
    pub(super) port: u16,
    /// When the demonstration was first started.
    pub(super) epoch: Timestamp,
    /// How many minutes of the stories' files go into one.
    pub(super) speed: f64,
    /// Whether bulletins follow the stories.
    pub(super) has_bulletins: bool,
    /// When each came out, by key.
    pub(super) released: Released,
}

/// When each story, version and bulletin came out, by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Released(BTreeMap<String, Timestamp>);

/// Something that is to come out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// Its key in [`Released`].
    pub key: String,
    /// When it is due.
    pub due: Timestamp,
    /// What readers should have seen before: the version that this one takes the place of.
    pub replaces: Option<Version>,
}

/// A version of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The short name of its agency.
    pub agency: &'static str,
    /// The story's slug.
    pub slug: String,
    /// Its number, from 1.
    pub number: usize,
}

impl Released {
    /// Reads what [`Released::line`] wrote. A last line that a crash cut short counts as not written.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let pairs = whole.lines().filter_map(|line| {
            let (second, key) = line.split_once(' ')?;
            Some((key.to_owned(), Timestamp::from_second(second.parse().ok()?).ok()?))
        });
        Self(pairs.collect())
    }

    /// The line that says that `key` came out at `at`, to the second.
    #[must_use]
    pub fn line(key: &str, at: Timestamp) -> String {
        format!("{} {key}\n", at.as_second())
    }

    /// All lines.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|(key, at)| Self::line(key, *at)).collect()
    }

    /// Notes that `key` came out at `at`; HTTP's dates have no fractions, so neither has this.
    pub(super) fn add(&mut self, key: &str, at: Timestamp) {
        self.0.entry(key.to_owned()).or_insert_with(|| whole_seconds(at));
    }
}

/// The moment without its fraction.
pub(super) fn whole_seconds(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).expect("a moment without its fraction is one")
}

fn key(agency: &Agency, story: &Story) -> String {
    format!("{}/{}", agency.slug, story.slug)
}

impl Diary {
    /// So many minutes before the start, whatever the speed.
    pub(super) fn before(&self, minutes: i64) -> Timestamp {
        self.epoch
            .checked_sub(SignedDuration::from_mins(minutes))
            .expect("the stories' minutes are days at most")
    }

    /// When something is planned to come out.
    pub(super) fn planned(&self, due: &Due) -> Timestamp {
        match due {
            Due::Before(minutes) => self.before(*minutes),
            Due::After(minutes) => later(self.epoch, *minutes as f64 * 60.0 / self.speed),
            Due::Revision(revision) => later(self.epoch, revision.after as f64 * 60.0 / self.speed),
        }
    }

    /// When a story's first version was published; `None` if it is still to come.
    pub(super) fn published(&self, agency: &Agency, story: &Story) -> Option<Timestamp> {
        match story.due {
            Due::Before(minutes) => Some(self.before(minutes)),
            Due::After(_) | Due::Revision(_) => self.released.0.get(&key(agency, story)).copied(),
        }
    }

    /// The later versions of a story that are out, in order, with their moments.
    pub(super) fn revisions<'a>(
        &self,
        agency: &Agency,
        (first, published): (&Story, Timestamp),
        all: &'a [Story],
    ) -> Vec<(&'a Story, &'a Revision, Timestamp)> {
        let out = revisions_of(first, all).into_iter().filter_map(|(later_one, revision)| {
            let at = match in_the_past(first, revision) {
                true => Some(later(published, revision.after as f64 * 60.0)),
                false => self.released.0.get(&key(agency, later_one)).copied(),
            };
            Some((later_one, revision, at?))
        });
        out.collect()
    }

    /// The bulletins that are out, by number, with their moments.
    pub(super) fn bulletins(&self) -> Vec<(usize, Timestamp)> {
        let numbered =
            self.released.0.range(BULLETIN.to_owned()..).map_while(|(key, at)| {
                Some((key.strip_prefix(BULLETIN)?.parse::<usize>().ok()?, *at))
            });
        let mut all: Vec<_> = numbered.collect();
        all.sort_unstable();
        all
    }

    /// What is still to come, in the order in which it is due: the stories, and behind them the next bulletin.
    pub(super) fn coming(&self) -> Vec<Coming> {
        let mut coming: Vec<Coming> = AGENCIES.iter().flat_map(|it| self.coming_of(it)).collect();
        coming.sort_by_key(|it| it.due);
        if coming.is_empty() && self.has_bulletins {
            let bulletins = self.bulletins();
            let number = bulletins.last().map_or(1, |(number, _)| number + 1);
            // From the last story or bulletin on.
            let last = self.released.0.values().copied().max().unwrap_or(self.epoch);
            let gap_s = (BULLETIN_S / self.speed).max(BULLETIN_S_MIN);
            let key = format!("{BULLETIN}{number}");
            coming.push(Coming { key, due: later(last, gap_s), replaces: None });
        }
        coming
    }

    fn coming_of(&self, agency: &'static Agency) -> Vec<Coming> {
        let all = stories::of(agency);
        let mut coming = Vec::new();
        for first in all.iter().filter(|story| !matches!(story.due, Due::Revision(_))) {
            let Some(published) = self.published(agency, first) else {
                let due = self.planned(&first.due);
                coming.push(Coming { key: key(agency, first), due, replaces: None });
                // Its later versions are planned when it is out.
                continue;
            };
            let out = self.revisions(agency, (first, published), &all);
            if let Some((next, revision)) = revisions_of(first, &all).get(out.len()) {
                let replaces = Version {
                    agency: agency.slug,
                    slug: first.slug.to_string(),
                    number: out.len() + 1,
                };
                let before = out.last().map_or(published, |(_, _, at)| *at);
                // Of what came out before the start, the minutes before it count in full.
                let minutes = match first.due {
                    Due::Before(before) => revision.after - before,
                    Due::After(_) | Due::Revision(_) => revision.after,
                };
                let from = published.max(self.epoch);
                let due = later(from, minutes as f64 * 60.0 / self.speed);
                // A feed tells its moments to the second: in the same one, a correction would look like what it corrects.
                let due = due.max(later(before, VERSION_S_MIN));
                coming.push(Coming { key: key(agency, next), due, replaces: Some(replaces) });
            }
        }
        coming
    }
}

/// Whether a version came out before the demonstration's start.
fn in_the_past(first: &Story, revision: &Revision) -> bool {
    matches!(first.due, Due::Before(minutes) if revision.after <= minutes)
}

/// The later versions of a story, in order.
fn revisions_of<'a>(first: &Story, all: &'a [Story]) -> Vec<(&'a Story, &'a Revision)> {
    let mut of: Vec<_> = all
        .iter()
        .filter_map(|story| match &story.due {
            Due::Revision(revision) if first.slug == revision.of => Some((story, revision)),
            Due::Before(_) | Due::After(_) | Due::Revision(_) => None,
        })
        .collect();
    of.sort_by_key(|(_, revision)| revision.after);
    of
}

fn later(at: Timestamp, seconds: f64) -> Timestamp {
    let wait = SignedDuration::try_from_secs_f64(seconds).unwrap_or(SignedDuration::MAX);
    at.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

/// The stories that the agency of a key has, so that only that agency's site is made anew.
pub(super) fn agency_of(key: &str) -> Option<&'static Agency> {
    let slug = match key.strip_prefix(BULLETIN) {
        Some(number) => bulletin::agency(number.parse().ok()?),
        None => key.split_once('/')?.0,
    };
    AGENCIES.iter().find(|agency| agency.slug == slug)
}
