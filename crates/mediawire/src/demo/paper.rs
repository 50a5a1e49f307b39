//! An agency with its stories placed in time: what its templates are given.

use crate::demo::Agency;
use crate::demo::bulletin;
use crate::demo::calendar;
use crate::demo::diary::Diary;
use crate::demo::moment::Moment;
use crate::demo::stories;
use crate::demo::story::{Change, Due, Layout, Piece, Story};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// How many other stories stand below one.
const N_MORE: usize = 4;
/// How many stories a list page or a feed holds, the latest: more than the stories of any agency, so that only old
/// bulletins drop out.
const N_LISTED_MAX: usize = 60;

/// An agency's stories that are out.
#[derive(Debug)]
pub(super) struct Paper {
    /// Whose they are.
    pub(super) agency: &'static Agency,
    /// Scheme, host and port.
    pub(super) origin: String,
    /// What may be read, latest first.
    pub(super) shown: Vec<Shown>,
    /// What was taken back, latest first.
    pub(super) withdrawn: Vec<Shown>,
    /// What lies in the press room until its hour.
    pub(super) embargoed: Vec<Shown>,
    sections: Vec<&'static str>,
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
    /// When it was last changed by its own word; if it never was, when it was published.
    pub(super) updated: Timestamp,
    /// When its page was last changed.
    pub(super) changed: Timestamp,
    /// The body before it was edited without a word: what its feed goes on saying.
    pub(super) announced: Option<Vec<Piece>>,
    /// `published`, as the agency writes it.
    pub(super) when: String,
    /// `updated`, as the agency writes it.
    pub(super) when_updated: String,
    /// `changed`, as the agency writes it.
    pub(super) when_changed: String,
    /// `published` by RFC 3339, with the agency's offset.
    pub(super) iso: String,
    /// `updated` by RFC 3339, with the agency's offset.
    pub(super) iso_updated: String,
    /// `changed` by RFC 3339, with the agency's offset.
    pub(super) iso_changed: String,
    /// `published` as RSS has it, with the agency's offset.
    pub(super) rfc_2822: String,
}

/// A list of the agency's: its front page and the page of each section, or their feeds.
#[derive(Debug)]
pub(super) struct List<'a> {
    /// The section's name in English; none for the whole.
    pub(super) section: Option<&'static str>,
    /// The stories, latest first.
    pub(super) shown: Vec<&'a Shown>,
    /// When it was last other than it is.
    pub(super) changed: Timestamp,
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

/// A story on its way into the paper: its newest version and when that came.
struct Edition {
    story: Story,
    published: Timestamp,
    updated: Timestamp,
    changed: Timestamp,
    announced: Option<Vec<Piece>>,
    is_withdrawn: bool,
}

impl Paper {
    /// The agency's stories that are out by `diary`.
    pub(super) fn place(agency: &'static Agency, diary: &Diary, habits: &Habits) -> Self {
        let origin = format!("http://{}:{}", agency.host, diary.port);
        let all = stories::of(agency);
        let mut sections: Vec<&'static str> = all.iter().map(|story| story.section).collect();
        sections.extend(bulletin::sections(agency));
        sections.retain(|section| !section.is_empty());
        sections.sort_unstable();
        sections.dedup();
        let mut paper = Self {
            agency,
            origin,
            shown: Vec::new(),
            withdrawn: Vec::new(),
            embargoed: Vec::new(),
            sections,
        };
        for story in all.iter().filter(|story| !matches!(story.due, Due::Revision(_))) {
            match diary.published(agency, story) {
                Some(at) => {
                    let edition = edition(agency, diary, (story, at), &all);
                    let is_withdrawn = edition.is_withdrawn;
                    let shown = shown(edition, &paper.origin, habits);
                    if is_withdrawn {
                        paper.withdrawn.push(shown);
                    } else {
                        paper.shown.push(shown);
                    }
                }
                None if story.is_embargoed => {
                    let edition = Edition {
                        changed: diary.epoch,
                        ..Edition::new(story.clone(), diary.planned(&story.due))
                    };
                    paper.embargoed.push(shown(edition, &paper.origin, habits));
                }
                None => {}
            }
        }
        for (n, at) in diary.bulletins() {
            if bulletin::agency(n) == agency.slug {
                let edition = Edition::new(bulletin::story(n), at);
                paper.shown.push(shown(edition, &paper.origin, habits));
            }
        }
        for list in [&mut paper.shown, &mut paper.withdrawn] {
            list.sort_by_key(|it| (std::cmp::Reverse(it.published), it.story.number));
        }
        paper
    }

    /// The story with that slug, if it may be read.
    pub(super) fn by_slug(&self, slug: &str) -> Option<&Shown> {
        self.shown.iter().find(|it| it.story.slug == slug)
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

    /// The list of everything, and of each section.
    pub(super) fn lists(&self) -> Vec<List<'_>> {
        let sections = self.sections.iter().copied().map(Some).chain([None]);
        sections.map(|section| self.list(section, |_| true)).collect()
    }

    /// The list of those stories of a section, or of all, that `belongs` names.
    pub(super) fn list(
        &self,
        section: Option<&'static str>,
        belongs: impl Fn(&Story) -> bool,
    ) -> List<'_> {
        let is_in = |it: &&Shown| {
            section.is_none_or(|section| it.story.section == section) && belongs(&it.story)
        };
        let shown: Vec<&Shown> = self.shown.iter().filter(is_in).take(N_LISTED_MAX).collect();
        let changed = self.changed(&shown);
        List { section, shown, changed }
    }

    /// The names of its sections in English, in alphabetical order, whether they have stories yet or not.
    pub(super) fn sections(&self) -> &[&'static str] {
        &self.sections
    }

    /// When a page that lists `shown` was last other than it is.
    pub(super) fn changed(&self, shown: &[&Shown]) -> Timestamp {
        let taken_back = self.withdrawn.iter().map(|it| it.changed);
        let opened = Timestamp::UNIX_EPOCH;
        shown.iter().map(|it| it.changed).chain(taken_back).max().unwrap_or(opened)
    }

    /// When the page of `it` was last other than it is, with the stories that stand below it and those it leads to.
    pub(super) fn page_changed(&self, it: &Shown, below: &[&Shown]) -> Timestamp {
        let led_to = it.story.related().filter_map(|slug| self.by_slug(slug));
        let others = below.iter().copied().chain(led_to).map(|other| other.changed);
        let taken_back = self.withdrawn.iter().map(|other| other.changed);
        others.chain(taken_back).fold(it.changed, Timestamp::max)
    }
}

impl Edition {
    fn new(story: Story, at: Timestamp) -> Self {
        Self {
            story,
            published: at,
            updated: at,
            changed: at,
            announced: None,
            is_withdrawn: false,
        }
    }
}

/// The newest version of a story that came out at the moment beside it.
fn edition(
    agency: &Agency,
    diary: &Diary,
    (first, at): (&Story, Timestamp),
    all: &[Story],
) -> Edition {
    let mut edition = Edition::new(first.clone(), at);
    if let Some(minutes) = first.updated_minutes {
        edition.updated = diary.before(minutes);
        edition.changed = edition.updated;
    }
    for (later, revision, at) in diary.revisions(agency, (first, at), all) {
        let before = edition.story.pieces.clone();
        edition.story = edition.story.revised(later);
        edition.changed = at;
        match revision.change {
            Change::Correction => {
                edition.updated = at;
                edition.announced = None;
            }
            Change::Silent => edition.announced = edition.announced.or(Some(before)),
            Change::Withdrawal => edition.is_withdrawn = true,
        }
    }
    edition
}

fn shown(edition: Edition, origin: &str, habits: &Habits) -> Shown {
    let Edition { story, published, updated, changed, announced, .. } = edition;
    let path = (habits.path)(&story);
    let iso = |at: Timestamp| at.display_with_offset(habits.offset).to_string();
    let moment = Moment { at: published, offset: habits.offset, lang: story.lang };
    let announced = announced.map(|pieces| Story { pieces, ..story.clone() }.told(&moment).pieces);
    Shown {
        url: format!("{origin}{path}"),
        path,
        published,
        updated,
        changed,
        announced,
        when: (habits.when)(&story, published, habits.offset),
        when_updated: (habits.when)(&story, updated, habits.offset),
        when_changed: (habits.when)(&story, changed, habits.offset),
        rfc_2822: rfc_2822(published, habits.offset),
        iso: iso(published),
        iso_updated: iso(updated),
        iso_changed: iso(changed),
        story: story.told(&moment),
    }
}

impl Shown {
    /// Whether it was changed after it was published, by its own word.
    pub(super) fn is_updated(&self) -> bool {
        self.updated != self.published
    }

    /// Whether it is a view, not a report.
    pub(super) fn is_opinion(&self) -> bool {
        self.story.section == "Opinion"
    }

    /// Whether its page is laid out so, by the layout's name.
    pub(super) fn is(&self, layout: &str) -> bool {
        let own = match self.story.layout {
            Layout::Plain => "plain",
            Layout::Live => "live",
            Layout::Columns => "columns",
            Layout::Table => "table",
            Layout::Gallery => "gallery",
            Layout::Long => "long",
            Layout::Stub => "stub",
            Layout::Scroll => "scroll",
        };
        own == layout
    }

    /// Its number in the agency's own count, in the digits of its language.
    pub(super) fn code(&self) -> String {
        let code = number(&self.story).to_string();
        if self.story.lang == "fa" { calendar::persian_digits(&code) } else { code }
    }

    /// The path of its first picture.
    pub(super) fn picture(&self) -> Option<String> {
        self.story.pictures().next().map(|name| format!("/media/{name}.png"))
    }

    /// The first paragraph of its body.
    pub(super) fn lead(&self) -> String {
        let html = self.story.html();
        let from = html.find("<p").unwrap_or(0);
        let to = html[from..].find("</p>").map_or(html.len(), |end| from + end + "</p>".len());
        html[from..to].to_owned()
    }

    /// The body's own mark-up as the agency's feed has it.
    pub(super) fn announced_html(&self) -> String {
        match &self.announced {
            Some(pieces) => Story { pieces: pieces.clone(), ..self.story.clone() }.html(),
            None => self.story.html(),
        }
    }

    /// The hour of its publication, with the agency's offset: `14:05`.
    pub(super) fn clock(&self) -> &str {
        self.iso.get(11..16).unwrap_or_default()
    }

    /// Whether it was published within so many hours before `of`.
    pub(super) fn is_within(&self, hours: i64, of: Timestamp) -> bool {
        self.published >= of - SignedDuration::from_hours(hours)
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
