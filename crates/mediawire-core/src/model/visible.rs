//! What may be shown of an item: the one function that every output asks.

use crate::model::article::Meta;
use crate::model::body::Body;
use crate::model::decision::Ground;
use crate::model::dek::Dek;
use crate::model::dispatch::{Changed, Correction, Dispatch, Note, Notice};
use crate::model::id::{PublicId, Slug};
use crate::model::item::Item;
use crate::model::picture::{Picture, Pictures};
use crate::model::section::SectionCode;
use crate::model::source::{Access, Display, Genre, Indexing, Source};
use crate::model::time::Time;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// By how much a clock may be ahead.
const AHEAD_MAX: SignedDuration = SignedDuration::from_mins(10);
/// Words of a teaser.
const TEASER_WORDS: usize = 15;
/// Characters of a dek where the text may not be shown in full: some pages state the whole article as theirs.
const DEK_CHARS_MAX: usize = 300;

/// What is on record of an item that was dispatched.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its source, as it is now.
    pub source: &'a Source,
    /// Its last dispatch.
    pub dispatch: &'a Dispatch,
    /// When its first dispatch went out.
    pub first_at: Timestamp,
    /// What is known of the dispatched article.
    pub meta: &'a Meta,
    /// The first words of the dispatched body.
    pub teaser: &'a str,
    /// The dispatched body, where the output shows bodies.
    pub body: Option<&'a Body>,
    /// The dispatched article's pictures, as far as they were kept.
    pub pictures: &'a Pictures,
}

/// What may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Visible {
    /// This.
    Shown(Box<Shown>),
    /// Only that it was withheld, and why.
    Withheld {
        /// Why, in words for readers.
        why: String,
    },
    /// Only that it was killed, why and when. It does not come back.
    Killed {
        /// Why, in words for readers.
        why: String,
        /// When.
        at: Timestamp,
        /// On what ground.
        ground: Ground,
    },
}

/// What may be shown of an item. Outputs are made of this and of nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The public id.
    pub public: PublicId,
    /// The number of the dispatch that says so.
    pub number: i64,
    /// The section.
    pub section: SectionCode,
    /// Report or view.
    pub genre: Genre,
    /// The headline.
    pub headline: String,
    /// The source's headline, where the one above is not it.
    pub source_headline: Option<String>,
    /// The house's line above the headline.
    pub kicker: Option<String>,
    /// The line below the headline; of the source's no more than 300 characters and `…` below [`Display::Full`].
    pub dek: Option<String>,
    /// Whose line that is.
    pub dek_by: DekBy,
    /// What the house says of the item, for readers: no part of its text.
    pub note: Option<Note>,
    /// What the house put right of what it said of the item, the first first: no part of its text.
    pub corrections: Vec<Correction>,
    /// What its source has changed in its text since it first stood here. The kinds are told of what is shown in full.
    pub changed: Option<Changed>,
    /// Since when its page is not there any more at its source.
    pub gone: Option<Timestamp>,
    /// The first 15 words of the body and `…`; the whole if it is no longer. Empty if none may be shown.
    pub teaser: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The language (BCP 47).
    pub lang: Option<String>,
    /// When the source says it was published.
    pub source_published: Option<Time>,
    /// When the source says it was changed.
    pub source_updated: Option<Time>,
    /// When the wire first published it.
    pub published: Timestamp,
    /// When the wire last changed how it shows it.
    pub dispatched: Timestamp,
    /// The source's slug.
    pub source: Slug,
    /// The source's name. Never empty.
    pub source_name: String,
    /// The address at the source. Never empty.
    pub source_url: String,
    /// How much is shown.
    pub display: Display,
    /// The text, if all of it may be shown and the output asked for it.
    pub body: Option<Body>,
    /// How search engines may treat its page here.
    pub index: Indexing,
    /// Whether its source reserves text and data mining: its page here says so too.
    pub is_reserved: bool,
    /// Whether anyone may have the captured page as it came: only of what is shown in full, and under terms that say so.
    pub is_capture_open: bool,
    /// The pictures that may be shown of it: none without the right to, and the lead picture alone where not all of
    /// the text may be shown.
    pub pictures: Pictures,
    /// The picture that stands for it in lists and where its address is shared.
    pub lead_picture: Option<Picture>,
}

/// Whose a line below a headline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DekBy {
    /// The source's, as its standfirst.
    #[default]
    Source,
    /// The source's: the first words of its text once more.
    Teaser,
    /// The house's own.
    House,
}

impl Shown {
    /// The line below the headline, if it is the source's own standfirst.
    #[must_use]
    pub fn source_dek(&self) -> Option<&str> {
        self.dek.as_deref().filter(|_| self.dek_by == DekBy::Source)
    }

    /// The line below the headline, if the house has written it.
    #[must_use]
    pub fn house_dek(&self) -> Option<&str> {
        self.dek.as_deref().filter(|_| self.dek_by == DekBy::House)
    }

    /// The source's text that is shown, a line each: its dek, then the body if the output asked for it, else the teaser.
    #[must_use]
    pub fn text(&self) -> String {
        let body = self.body.as_ref().filter(|_| self.display == Display::Full);
        let rest = body.map_or_else(|| self.teaser.clone(), |body| body.text(true));
        match self.source_dek() {
            // Some pages give the beginning of the text as its dek.
            Some(dek) if !dek.is_empty() && !rest.starts_with(dek) => {
                format!("{dek}\n{rest}")
            }
            _ => rest,
        }
    }
}

/// What may be shown of the item on record: its decisions, folded into its last dispatch, within its source's rights.
///
/// A source's rights may have shrunk since the dispatch: the lesser of the two holds.
#[must_use]
pub fn visible(record: &Record<'_>) -> Visible {
    let Record { item, source, dispatch, meta, .. } = record;
    match &dispatch.notice {
        Notice::None => {}
        Notice::Withheld(why) => return Visible::Withheld { why: why.clone() },
        Notice::Killed(why, ground) => {
            return Visible::Killed { why: why.clone(), at: dispatch.at, ground: *ground };
        }
    }
    let display = dispatch.display.min(source.rights.display);
    let differs = dispatch.headline != meta.headline;
    let pictures = pictures(record, display);
    let (dek, dek_by) = dek(record, display);
    let limits = meta.signals.limits_under(&source.rights);
    Visible::Shown(Box::new(Shown {
        public: item.public.clone(),
        number: dispatch.number,
        section: dispatch.section.clone(),
        genre: dispatch.genre,
        headline: dispatch.headline.clone(),
        source_headline: differs.then(|| meta.headline.clone()),
        kicker: dispatch.kicker.clone(),
        dek,
        dek_by,
        note: dispatch.note.clone(),
        corrections: dispatch.corrections.clone(),
        changed: changed(dispatch.changed.as_ref(), display),
        gone: dispatch.gone,
        teaser: if display >= Display::Teaser { record.teaser.to_owned() } else { String::new() },
        authors: meta.authors.clone(),
        lang: meta.lang.clone(),
        source_published: stated(meta.published.as_ref(), dispatch.at),
        source_updated: stated(meta.updated.as_ref(), dispatch.at),
        published: record.first_at,
        dispatched: dispatch.at,
        source: source.slug.clone(),
        source_name: source.name.clone(),
        source_url: item.url.clone(),
        display,
        body: record.body.filter(|_| display == Display::Full).cloned(),
        index: if limits.may_be_found { source.rights.index } else { Indexing::None },
        is_reserved: limits.is_reserved,
        is_capture_open: display == Display::Full && source.rights.archive == Access::Public,
        lead_picture: pictures.lead().cloned(),
        pictures,
    }))
}

/// What the source changed: which kinds of change there are is told by whom all of the text may be compared.
fn changed(changed: Option<&Changed>, display: Display) -> Option<Changed> {
    let Changed { at, classes } = changed?;
    let classes = if display == Display::Full { classes.clone() } else { BTreeSet::new() };
    Some(Changed { at: *at, classes })
}

/// A time that the source states, unless it lay ahead when this was dispatched, by more than clocks differ: then it says
/// nothing, and the wire's own times stand alone.
fn stated(time: Option<&Time>, at: Timestamp) -> Option<Time> {
    time.filter(|time| time.at.duration_since(at) <= AHEAD_MAX).cloned()
}

fn pictures(record: &Record<'_>, display: Display) -> Pictures {
    if !record.source.rights.images {
        return Pictures::NONE;
    }
    match display {
        Display::Headline => Pictures::NONE,
        Display::Teaser => Pictures(record.pictures.lead().cloned().into_iter().collect()),
        Display::Full => record.pictures.clone(),
    }
}

/// The line below the headline, and whose it is: nothing below a headline that stands alone.
fn dek(record: &Record<'_>, display: Display) -> (Option<String>, DekBy) {
    let own = record.meta.dek.as_deref();
    match (&record.dispatch.dek, display) {
        (Dek::Source | Dek::Teaser | Dek::House(_), Display::Headline) => (None, DekBy::Source),
        (Dek::Source, Display::Teaser) => (own.map(short_dek), DekBy::Source),
        (Dek::Source, Display::Full) => (own.map(str::to_owned), DekBy::Source),
        // Where the first words are all that is shown, they stand there already.
        (Dek::Teaser, Display::Teaser) => (None, DekBy::Teaser),
        (Dek::Teaser, Display::Full) => {
            let teaser = Some(record.teaser).filter(|teaser| !teaser.is_empty());
            (teaser.map(str::to_owned), DekBy::Teaser)
        }
        (Dek::House(words), Display::Teaser | Display::Full) => (Some(words.clone()), DekBy::House),
    }
}

/// The first words of a dek, 300 characters at most, and `…`; all of it if it is no longer.
///
/// Where no white space stands among these characters, all 300 are kept.
#[must_use]
pub fn short_dek(dek: &str) -> String {
    let Some((cut, next)) = dek.char_indices().nth(DEK_CHARS_MAX) else { return dek.to_owned() };
    let head = &dek[..cut];
    let end = match head.rfind(char::is_whitespace) {
        Some(end) if !next.is_whitespace() && !head[..end].trim().is_empty() => end,
        _ => cut,
    };
    format!("{}…", head[..end].trim_end_matches([',', ';', ':', '،', '؛', '–', '—', '-', ' ']))
}

/// The first 15 words of `text` and `…`; all of it if it is no longer.
///
/// In scripts without spaces between words, 60 characters stand for 15 words.
#[must_use]
pub fn teaser(text: &str) -> String {
    const WORD_CHARS_MAX: usize = 60;
    let mut out = String::new();
    let mut words = text.split_whitespace();
    for word in words.by_ref().take(TEASER_WORDS) {
        if !out.is_empty() {
            out.push(' ');
        }
        match word.char_indices().nth(WORD_CHARS_MAX) {
            Some((cut, _)) => {
                out.push_str(&word[..cut]);
                return out + "…";
            }
            None => out.push_str(word),
        }
    }
    if words.next().is_some() {
        let end = out.trim_end_matches([',', ';', ':', '،', '؛', '–', '—', '-', ' ']).len();
        out.truncate(end);
        if out.ends_with(['.', '!', '?', '؟', '。']) {
            out.push(' ');
        }
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{short_dek, stated, teaser};
    use crate::model::time::Time;
    use jiff::Timestamp;

    #[test]
    fn time_that_lay_ahead_is_not_shown() {
        // ITEM-11: five minutes may be a clock's, and five years are nobody's.
        let at = Timestamp::from_second(1_000_000_000).unwrap();
        for (ahead_s, is_shown) in
            [(-86_400, true), (0, true), (300, true), (601, false), (157_680_000, false)]
        {
            let time = Time {
                at: at + jiff::SignedDuration::from_secs(ahead_s),
                offset_s: None,
                raw: String::new(),
            };
            assert_eq!(stated(Some(&time), at).is_some(), is_shown, "{ahead_s} s ahead");
        }
        assert_eq!(stated(None, at), None);
    }

    #[test]
    fn teaser_is_fifteen_words_and_an_ellipsis() {
        let sixteen = "one two three four five six seven eight nine ten eleven twelve 13 14 15, 16";
        assert_eq!(teaser(sixteen), sixteen.replace(", 16", "…"));
        assert_eq!(teaser("  short   text. "), "short text.");
        let sentence =
            "one two three four five six seven eight nine ten eleven twelve 13 14 15. Next";
        assert_eq!(teaser(sentence), sentence.replace("Next", "…"));
        assert_eq!(teaser(&"字".repeat(200)), format!("{}…", "字".repeat(60)));
    }

    #[test]
    fn a_short_dek_ends_at_a_word_within_300_characters() {
        let whole = format!("{} end", "é".repeat(296));
        assert_eq!(short_dek(&whole), whole);
        assert_eq!(short_dek(&format!("{whole} of it")), format!("{whole}…"));
        assert_eq!(short_dek(&format!("{whole}ing")), format!("{}…", "é".repeat(296)));
        assert_eq!(short_dek(&format!("One, {}", "x".repeat(5_000))), "One…");
        assert_eq!(short_dek(&"字".repeat(5_000)), format!("{}…", "字".repeat(300)));
    }
}
