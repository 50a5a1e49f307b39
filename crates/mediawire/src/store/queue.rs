//! The lists of the desk, a page at a time: what waits, what goes out at its moment, what was set aside, what stands on
//! the wire, what was taken off.
//!
//! A page costs what it shows. One filter has an index of its own; of several, the first picks a stretch of its index
//! that is looked through, and what lies behind it is said to.

mod changes;
mod statements;
mod values;

pub use self::changes::{Change, changed};
pub use self::values::{Values, values};

use self::statements::{
    BY_ASSIGNED, BY_GENRE, BY_LANG, BY_SECTION, BY_SOURCE, BY_STORY, EVERYTHING, Statements,
};
use crate::error::{Error, Kind, Result};
use crate::store::db::{Arg, Row, Tx};
use mediawire_core::model::id::{ItemId, PublicId};

/// Lines that are looked through for a page, where more than one filter is set.
pub const STRETCH: i64 = 5_000;
/// Lines that are counted, or looked through for a count; more are *more*.
pub const COUNT_MAX: i64 = 1_000;
/// So many sources, sections and languages are offered as filters.
pub const VALUES_MAX: i64 = 200;

/// A list of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// What waits for a decision and nobody has held, the oldest first.
    New,
    /// What a person, a rule or an agency has held, the oldest first.
    Held,
    /// Both of them.
    Waiting,
    /// What goes out at its moment, the next first.
    Scheduled,
    /// What was set aside, the last first.
    Spiked,
    /// What stands on the wire, what came last first.
    Wire,
    /// What was taken off, the last first.
    Off,
}

impl List {
    /// Every list.
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::Held,
        Self::Waiting,
        Self::Scheduled,
        Self::Spiked,
        Self::Wire,
        Self::Off,
    ];

    /// Its name in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Held => "held",
            Self::Waiting => "waiting",
            Self::Scheduled => "scheduled",
            Self::Spiked => "spiked",
            Self::Wire => "wire",
            Self::Off => "off",
        }
    }

    /// The lists of the store that it is made of; an empty name for none.
    fn names(self) -> [&'static str; 2] {
        match self {
            Self::Waiting => [Self::New.name(), Self::Held.name()],
            Self::New | Self::Held | Self::Scheduled | Self::Spiked | Self::Wire | Self::Off => {
                [self.name(), ""]
            }
        }
    }

    /// Whether what has waited longest stands first.
    fn is_rising(self) -> bool {
        matches!(self, Self::New | Self::Held | Self::Waiting | Self::Scheduled)
    }
}

/// Which lines of a list are meant; an empty text means any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The source's slug.
    pub source: String,
    /// The section's code.
    pub section: String,
    /// The language: two or three letters.
    pub lang: String,
    /// The genre's name.
    pub genre: String,
    /// The account to whom it is assigned.
    pub assigned: String,
    /// The name of its story.
    pub story: String,
}

impl Filter {
    fn values(&self) -> [&str; 6] {
        [&self.source, &self.section, &self.lang, &self.genre, &self.assigned, &self.story]
    }

    /// The index that it is read by, and whether anything else is asked.
    fn by(&self) -> (By, bool) {
        let set: Vec<By> = [By::Story, By::Assigned, By::Source, By::Section, By::Lang, By::Genre]
            .into_iter()
            .filter(|by| !self.values()[*by as usize].is_empty())
            .collect();
        (set.first().copied().unwrap_or(By::Everything), set.len() > 1)
    }
}

/// What a list is read by: the place of its value among [`Filter::values`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Source = 0,
    Section = 1,
    Lang = 2,
    Genre = 3,
    Assigned = 4,
    Story = 5,
    Everything = 6,
}

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Unix milliseconds: see `standing.at_ms`.
    pub at_ms: i64,
    /// The public id, which tells apart what has the same moment.
    pub public: String,
}

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begin {
    /// With the first line of the list.
    Top,
    /// Behind a place.
    Behind(Place),
    /// Before a place: the nearest lines.
    Before(Place),
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The item.
    pub item: ItemId,
    /// What readers know it as.
    pub public: PublicId,
    /// Its place.
    pub at_ms: i64,
    /// Which list of the store it is in.
    pub list: String,
    /// The source's name.
    pub source: String,
    /// The section's code; empty if it is not known yet.
    pub section: String,
    /// The language: two or three letters, or empty.
    pub lang: String,
    /// The genre's name.
    pub genre: String,
    /// When it was received, Unix milliseconds.
    pub received_ms: i64,
    /// When it changed last, Unix milliseconds.
    pub changed_ms: i64,
    /// To whom it is assigned; empty for nobody.
    pub assigned: String,
    /// The name of its story; empty if nothing else has its words.
    pub story: String,
    /// The headline: the one on the wire, else the newest version's.
    pub headline: String,
    /// Why it is off, if it is: for now, for ever.
    pub withheld: [String; 2],
    /// What was decided last: kind, words, by whom, why. All empty if nothing was.
    pub decided: [String; 4],
    /// What stood in the way when it was to go out: code and words. Both empty if nothing did.
    pub stopped: [String; 2],
}

impl Line {
    /// Its place in its list.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { at_ms: self.at_ms, public: self.public.to_string() }
    }
}

fn read(mut row: Row) -> Result<Line> {
    let item = ItemId(super::digest(&row.bytes(), "standing.item")?);
    let public = row.text();
    let bug = || Error::new(Kind::Bug, format!("the public id {public:?} is none"));
    Ok(Line {
        item,
        public: PublicId::parse(&public).ok_or_else(bug)?,
        at_ms: row.int(),
        list: row.text(),
        source: row.text(),
        section: row.text(),
        lang: row.text(),
        genre: row.text(),
        received_ms: row.int(),
        changed_ms: row.int(),
        assigned: row.text(),
        story: row.text(),
        headline: row.text(),
        withheld: [row.text(), row.text()],
        decided: [row.text(), row.text(), row.text(), row.text()],
        stopped: [row.text(), row.text()],
    })
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The lines, in the order of the list.
    pub lines: Vec<Line>,
    /// Where more lies before these lines.
    pub before: Option<Place>,
    /// Where more lies behind them.
    pub behind: Option<Place>,
    /// Whether the end of what was looked through was reached before the page was full, and more lies there.
    pub is_cut: bool,
}

impl By {
    fn statements(self) -> &'static Statements {
        match self {
            Self::Source => &BY_SOURCE,
            Self::Section => &BY_SECTION,
            Self::Lang => &BY_LANG,
            Self::Genre => &BY_GENRE,
            Self::Assigned => &BY_ASSIGNED,
            Self::Story => &BY_STORY,
            Self::Everything => &EVERYTHING,
        }
    }
}

/// A page of at most `n` lines of `list`.
///
/// # Errors
/// As the statements give.
pub async fn page(tx: &mut Tx, list: List, filter: &Filter, begin: &Begin, n: i64) -> Result<Page> {
    let (by, is_mixed) = filter.by();
    // Which way the index is read: down the list, or up it from a place.
    let is_down = !matches!(begin, Begin::Before(_));
    let is_over = list.is_rising() == is_down;
    let (at_ms, public) = match begin {
        Begin::Top if is_over => (i64::MIN, ""),
        Begin::Top => (i64::MAX, ""),
        Begin::Behind(place) | Begin::Before(place) => (place.at_ms, place.public.as_str()),
    };
    let statements = by.statements();
    let (sql, end_sql) = match is_over {
        true => (statements.over, statements.end_over),
        false => (statements.under, statements.end_under),
    };
    let stretch = if is_mixed { STRETCH.max(n + 1) } else { n + 1 };
    let [source, section, lang, genre, assigned, story] = filter.values().map(Arg::from);
    let [name, second] = list.names();
    let args = |stretch: i64| {
        [
            name.into(),
            second.into(),
            source,
            section,
            lang,
            genre,
            assigned,
            story,
            at_ms.into(),
            public.into(),
            stretch.into(),
        ]
    };
    let mut all = args(stretch).to_vec();
    all.push((n + 1).into());
    let mut lines: Vec<Line> =
        tx.rows(sql, &all).await?.into_iter().map(read).collect::<Result<_>>()?;
    let n_lines = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let has_more = n_lines > n;
    lines.truncate(usize::try_from(n).unwrap_or(usize::MAX));
    let mut further = lines.last().map(Line::place).filter(|_| has_more);
    let mut is_cut = false;
    if is_mixed && !has_more {
        // The last line of the stretch, and one behind it.
        let rows = tx.rows(end_sql, &args(stretch - 1)).await?;
        if rows.len() > 1 {
            let mut last = rows.into_iter().next().expect("there are two");
            further = Some(Place { at_ms: last.int(), public: last.text() });
            is_cut = true;
        }
    }
    if is_down {
        let before = match begin {
            Begin::Top => None,
            Begin::Behind(place) | Begin::Before(place) => {
                Some(lines.first().map_or_else(|| place.clone(), Line::place))
            }
        };
        return Ok(Page { lines, before, behind: further, is_cut });
    }
    lines.reverse();
    let behind = match begin {
        Begin::Top => None,
        Begin::Behind(place) | Begin::Before(place) => {
            Some(lines.last().map_or_else(|| place.clone(), Line::place))
        }
    };
    Ok(Page { lines, before: further, behind, is_cut })
}

/// How many lines of `list` there are among the first [`COUNT_MAX`] (of several filters: that the first lets through),
/// and whether that is all.
///
/// # Errors
/// As the statements give.
pub async fn count(tx: &mut Tx, list: List, filter: &Filter) -> Result<(i64, bool)> {
    let (by, is_mixed) = filter.by();
    let statements = by.statements();
    let [name, second] = list.names().map(Arg::from);
    let [source, section, lang, genre, assigned, story] = filter.values().map(Arg::from);
    let most = (COUNT_MAX + 1).into();
    let args = [name, second, source, section, lang, genre, assigned, story, most];
    let sql = if is_mixed { statements.count_of } else { statements.count };
    let mut row = tx.row(sql, &args).await?;
    let n_read = row.int();
    let n = if is_mixed { row.int() } else { n_read };
    Ok((n.min(COUNT_MAX), n_read <= COUNT_MAX))
}
