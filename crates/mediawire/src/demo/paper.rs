//! An agency with its stories placed in time: what its templates are given.

use crate::demo::Agency;
use crate::demo::calendar;
use crate::demo::stories;
use crate::demo::story::Story;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// How many other stories stand below one.
const N_MORE: usize = 4;

/// An agency's stories, latest first.
#[derive(Debug)]
pub(super) struct Paper {
    /// Whose they are.
    pub(super) agency: &'static Agency,
    /// Scheme, host and port.
    pub(super) origin: String,
    /// Latest first.
    pub(super) shown: Vec<Shown>,
}

/// A story at its address, at its time.
#[derive(Debug)]
pub(super) struct Shown {
    /// What it tells.
    pub(super) story: Story,
    /// Its address on the agency's host.
    pub(super) path: String,
    /// Its whole address.
    pub(super) url: String,
    /// When it was published.
    pub(super) published: Timestamp,
    /// When it was last changed; if it never was, when it was published.
    pub(super) updated: Timestamp,
    /// `published`, as the agency writes it.
    pub(super) when: String,
    /// `updated`, as the agency writes it.
    pub(super) when_updated: String,
    /// `published` by RFC 3339, with the agency's offset.
    pub(super) iso: String,
    /// `updated` by RFC 3339, with the agency's offset.
    pub(super) iso_updated: String,
    /// `published` as RSS has it, with the agency's offset.
    pub(super) rfc_2822: String,
}

/// What differs between agencies in placing a story.
pub(super) struct Habits {
    /// The agency's distance from UTC.
    pub(super) offset: Offset,
    /// A story's path.
    pub(super) path: fn(&Story) -> String,
    /// A moment in words.
    pub(super) when: fn(&Story, Timestamp, Offset) -> String,
}

impl Paper {
    /// The agency's stories, placed before `epoch`.
    pub(super) fn place(
        agency: &'static Agency,
        port: u16,
        epoch: Timestamp,
        habits: &Habits,
    ) -> Self {
        let origin = format!("http://{}:{port}", agency.host);
        let mut shown: Vec<Shown> = stories::of(agency)
            .map(|story| {
                let before = |minutes| epoch.saturating_sub(SignedDuration::from_mins(minutes));
                let path = (habits.path)(&story);
                let published = before(story.minutes).expect("hours fit before every epoch");
                let updated = before(story.updated_minutes.unwrap_or(story.minutes))
                    .expect("hours fit before every epoch");
                let iso = |at: Timestamp| at.display_with_offset(habits.offset).to_string();
                let day = |at: Timestamp| {
                    calendar::weekday(habits.offset.to_datetime(at).weekday(), story.lang)
                };
                let yesterday = day(published - SignedDuration::from_hours(24));
                let when = (habits.when)(&story, published, habits.offset);
                let when_updated = (habits.when)(&story, updated, habits.offset);
                Shown {
                    url: format!("{origin}{path}"),
                    path,
                    published,
                    updated,
                    when,
                    when_updated,
                    rfc_2822: rfc_2822(published, habits.offset),
                    iso: iso(published),
                    iso_updated: iso(updated),
                    story: story.told(day(published), yesterday),
                }
            })
            .collect();
        shown.sort_by_key(|it| (std::cmp::Reverse(it.published), it.story.number));
        Self { agency, origin, shown }
    }

    /// The story with that slug. The slugs are part of the program, so one that is missing stops it.
    pub(super) fn by_slug(&self, slug: &str) -> &Shown {
        self.shown.iter().find(|it| it.story.slug == slug).expect("related stories exist")
    }

    /// Other stories in the language of `it`, those of its section first.
    pub(super) fn more(&self, it: &Shown) -> Vec<&Shown> {
        let others = |it: &&Shown, other: &&Shown| {
            it.path != other.path && it.story.lang == other.story.lang
        };
        let mut more: Vec<&Shown> = self.shown.iter().filter(|other| others(&it, other)).collect();
        more.sort_by_key(|other| other.story.section != it.story.section);
        more.truncate(N_MORE);
        more
    }

    /// The stories of a section, or all.
    pub(super) fn of_section(&self, section: Option<&str>) -> Vec<&Shown> {
        let is_in = |it: &&Shown| section.is_none_or(|section| it.story.section == section);
        self.shown.iter().filter(is_in).collect()
    }

    /// The sections that have stories, in alphabetical order.
    pub(super) fn sections(&self) -> Vec<&'static str> {
        let mut sections: Vec<_> = self.shown.iter().map(|it| it.story.section).collect();
        sections.sort_unstable();
        sections.dedup();
        sections
    }

    /// When anything of `shown` last changed.
    pub(super) fn changed(shown: &[&Shown]) -> Timestamp {
        shown.iter().map(|it| it.updated).max().unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl Shown {
    /// Whether it was changed after it was published.
    pub(super) fn is_updated(&self) -> bool {
        self.updated != self.published
    }

    /// Whether it is a view, not a report.
    pub(super) fn is_opinion(&self) -> bool {
        self.story.section == "Opinion"
    }

    /// Its number in the agency's own count, in the digits of its language.
    pub(super) fn code(&self) -> String {
        let code = number(&self.story).to_string();
        if self.story.is_rtl() { calendar::persian_digits(&code) } else { code }
    }

    /// The path of its first picture.
    pub(super) fn picture(&self) -> Option<String> {
        self.story.pictures().next().map(|name| format!("/media/{name}.png"))
    }
}

/// A story's number in its agency's own count.
pub(super) fn number(story: &Story) -> usize {
    4_100 + story.number
}

/// The address of a section's page or feed: the section's name in small letters.
pub(super) fn section_word(section: &str) -> String {
    section.to_ascii_lowercase()
}

fn rfc_2822(at: Timestamp, offset: Offset) -> String {
    let at = at.to_zoned_datetime(offset.to_time_zone());
    at.strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}
