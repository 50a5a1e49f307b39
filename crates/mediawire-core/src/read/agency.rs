//! What the formats of agencies have in common: a piece that is whole in its document, and how it is to be handled.
//!
//! Which kind of message a piece is, is told by what the format says, and else by what newsrooms write in the place of a
//! headline. To teach a word, add it to `GENRES` or `HEADINGS`.

use super::gather::Found;
use super::{Input, NotAList};
use crate::codec::digest::Digest;
use crate::model::handling::{Handling, PieceKind, PubStatus};
use crate::model::lock;
use crate::model::source::Genre;
use crate::text::{date, letters};

/// Names of genres that say which kind of message it is, in lower case: IPTC `NewsCodes` and NITF's `tobject.property`.
const GENRES: [(&str, PieceKind); 10] = [
    ("advisory", PieceKind::Advisory),
    ("advice", PieceKind::Advisory),
    ("cautionary", PieceKind::Advisory),
    ("editors-note", PieceKind::Advisory),
    ("editors note", PieceKind::Advisory),
    ("daybook", PieceKind::Daybook),
    ("diary", PieceKind::Daybook),
    ("fixture", PieceKind::Daybook),
    ("test", PieceKind::Test),
    ("flash", PieceKind::Flash),
];

/// Names of genres that say that it is a view, in lower case.
const VIEWS: [&str; 8] =
    ["opinion", "analysis", "editorial", "interview", "review", "column", "commentary", "comment"];

/// What messages that are no story begin with, in capitals, and whether it says so only where it is written so, and set
/// apart.
const HEADINGS: [(&str, PieceKind, bool); 27] = [
    ("TEST", PieceKind::Test, true),
    ("TEST MESSAGE", PieceKind::Test, false),
    ("TESTMELDUNG", PieceKind::Test, false),
    ("THIS IS A TEST", PieceKind::Test, false),
    ("PLEASE IGNORE", PieceKind::Test, false),
    ("ADVISORY", PieceKind::Advisory, true),
    ("MEDIA ADVISORY", PieceKind::Advisory, false),
    ("PHOTO ADVISORY", PieceKind::Advisory, false),
    ("EDITORS' NOTE", PieceKind::Advisory, false),
    ("EDITORS’ NOTE", PieceKind::Advisory, false),
    ("EDITOR'S NOTE", PieceKind::Advisory, false),
    ("EDITOR’S NOTE", PieceKind::Advisory, false),
    ("NOTE TO EDITORS", PieceKind::Advisory, false),
    ("ATTENTION EDITORS", PieceKind::Advisory, false),
    ("ACHTUNG REDAKTIONEN", PieceKind::Advisory, false),
    ("AVIS AUX ABONNÉS", PieceKind::Advisory, false),
    ("NOTICE TO CLIENTS", PieceKind::Advisory, false),
    ("KILL", PieceKind::Advisory, true),
    ("MANDATORY KILL", PieceKind::Advisory, false),
    ("BULLETIN KILL", PieceKind::Advisory, false),
    ("DAYBOOK", PieceKind::Daybook, true),
    ("DIARY", PieceKind::Daybook, true),
    ("AGENDA", PieceKind::Daybook, true),
    ("NEWS DIARY", PieceKind::Daybook, false),
    ("NEWS SCHEDULE", PieceKind::Daybook, false),
    ("TERMINVORSCHAU", PieceKind::Daybook, false),
    ("TAGESVORSCHAU", PieceKind::Daybook, false),
];

/// A piece as its format told it.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) found: Found,
    pub(super) handling: Handling,
    /// The names of its genres.
    pub(super) genres: Vec<String>,
    /// Whether its text is at `found.url`, and not here.
    pub(super) is_elsewhere: bool,
}

impl Piece {
    /// What is found: its kind told, and its text made the whole of it.
    pub(super) fn finish(mut self, input: &Input<'_>) -> Found {
        let text = match self.found.text {
            Some(place) => lock::tree_of(input.document, Some(place)),
            None => crate::codec::html::Tree::default(),
        };
        let text = if text.is_empty() { String::new() } else { text.text_of(0) };
        if text.trim().is_empty() {
            self.found.text = None;
        }
        let handling = &mut self.handling;
        handling.genre = handling.genre.or_else(|| genre(&self.genres));
        if handling.kind == PieceKind::Story {
            handling.kind = kind(&self.genres, handling, &self.found.title);
        }
        // A text that only says the headline again is none yet.
        let says_more = letters::key(&text) != letters::key(&self.found.title);
        let has_text = self.is_elsewhere || (self.found.text.is_some() && says_more);
        if handling.kind == PieceKind::Story && handling.status != PubStatus::Canceled && !has_text
        {
            handling.kind = PieceKind::Flash;
        }
        if !self.is_elsewhere {
            let whole = Digest::of(text.as_bytes());
            self.found.whole = Some(whole);
            // Without a name of its own it is known by what it says.
            let said = || Digest::of_parts(&[self.found.title.as_bytes(), text.as_bytes()]);
            self.found.guid.get_or_insert_with(|| format!("sha256:{}", said()));
        }
        self.found.handling = Some(Box::new(self.handling));
        self.found
    }
}

/// What the moment `raw` means for a piece that must not be shown before it. One that cannot be read holds it back: it
/// is safer to ask than to be early.
pub(super) fn set_embargo(handling: &mut Handling, raw: &str) {
    let raw = raw.trim();
    if raw.is_empty() {
        return;
    }
    handling.embargo = date::time(raw);
    if handling.embargo.is_none() {
        hold(handling, &format!("embargoed until {raw}, which is no moment that can be read"));
    }
}

/// Makes the piece wait, for a reason that the desk reads in its note.
pub(super) fn hold(handling: &mut Handling, why: &str) {
    if handling.status == PubStatus::Usable {
        handling.status = PubStatus::Withheld;
    }
    let before = handling.note.take().map(|note| note + " · ").unwrap_or_default();
    handling.note = Some(before + why);
}

/// The status that a format states; what it does not know holds the piece back.
pub(super) fn set_status(handling: &mut Handling, code: &str) {
    match code.to_ascii_lowercase().as_str() {
        "" | "usable" => {}
        "withheld" | "embargoed" => handling.status = PubStatus::Withheld,
        "canceled" | "cancelled" | "killed" => handling.status = PubStatus::Canceled,
        other => hold(handling, &format!("the status {other:?} is not known")),
    }
}

/// A refusal of a document of the format `format`.
pub(super) fn refuse(format: &'static str, why: impl Into<String>) -> NotAList {
    NotAList::Unreadable { format, why: why.into() }
}

/// What a code or an address of a controlled vocabulary ends in: `stat:usable` and `…/pubstatusg2/usable` are `usable`.
pub(super) fn code(qcode: &str) -> &str {
    qcode.rsplit([':', '/', '#']).next().unwrap_or(qcode)
}

fn genre(names: &[String]) -> Option<Genre> {
    let is_view = |name: &String| VIEWS.contains(&name.to_lowercase().as_str());
    names.iter().any(is_view).then_some(Genre::View)
}

fn kind(genres: &[String], handling: &Handling, title: &str) -> PieceKind {
    let by_genre = genres.iter().find_map(|name| {
        let name = name.to_lowercase();
        GENRES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    });
    let by_title = heading(title);
    let by_slug = handling.slugline.as_deref().and_then(|slug| {
        let is_it = |(words, ..): &&(&str, PieceKind, bool)| slug.to_uppercase() == **words;
        HEADINGS.iter().find(is_it).map(|(_, kind, _)| *kind).or_else(|| heading(slug))
    });
    by_genre.or(by_title).or(by_slug).unwrap_or_default()
}

/// The kind that the first words of a headline name.
fn heading(title: &str) -> Option<PieceKind> {
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let upper = title.to_uppercase();
    let named = |(words, _, is_strict): &&(&str, PieceKind, bool)| {
        let said = if *is_strict { title } else { upper.as_str() };
        let Some(rest) = said.strip_prefix(words) else { return false };
        let mut rest = rest.chars();
        let next = rest.as_str().trim_start().chars().next();
        match (rest.next(), is_strict) {
            (None, _) => true,
            // `TEST: …`, `DAYBOOK - …`, but no headline in capitals that goes on.
            (Some(_), true) => next.is_some_and(|c| matches!(c, ':' | '-' | '–' | '—' | '/' | '(')),
            (Some(c), false) => !c.is_alphanumeric(),
        }
    };
    HEADINGS.iter().find(named).map(|(_, kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::heading;
    use crate::model::handling::PieceKind;

    #[test]
    fn messages_that_are_no_story_are_told_by_their_headings() {
        for (title, kind) in [
            ("TEST", Some(PieceKind::Test)),
            ("TEST - please ignore", Some(PieceKind::Test)),
            ("This is a test of the wire", Some(PieceKind::Test)),
            ("Test of patience for the mayor", None),
            ("TEST CRICKET RESUMES AT LORD'S", None),
            ("ADVISORY: Weather story to move at 1500", Some(PieceKind::Advisory)),
            ("Advisory body warns of drought", None),
            ("Editors' note on the budget", Some(PieceKind::Advisory)),
            ("MANDATORY KILL: Tolva ferry", Some(PieceKind::Advisory)),
            ("KILL - Tolva ferry", Some(PieceKind::Advisory)),
            ("Kill devil hills: a portrait", None),
            ("DAYBOOK — Tolva", Some(PieceKind::Daybook)),
            ("Diary of a fisherman", None),
            ("Testmeldung 14.00 Uhr", Some(PieceKind::Test)),
            ("Agenda 2030 falls behind", None),
        ] {
            assert_eq!(heading(title), kind, "{title}");
        }
    }
}
