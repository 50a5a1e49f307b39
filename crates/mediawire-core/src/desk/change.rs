//! What a source changed between two versions of an item: which kinds of change there are, each with its places.
//!
//! Equal paragraphs are told by comparison and read no further. Of the others the meaning guard's reader makes terms
//! (`reading`), whose sentences are set beside one another (`pairing`) and compared two by two (`compare`). What an
//! agency says of a version (`marks`) and a newsroom below its text (`notes`) is no part of the text. To teach it how
//! newsrooms speak, add words to `families.txt`, which hold in any sentence, or a set phrase to `mark_words` or
//! `note_words`; a numeral, to `numeral`; how names are told, to `name`; a word that is no name, to `common`.

mod amount;
mod common;
mod compare;
mod counted;
mod evidence;
mod families;
mod german;
mod grammar;
mod hunk;
mod mark_words;
mod marks;
mod name;
mod name_words;
mod note_words;
mod notes;
mod notice_words;
mod numeral;
mod orders;
mod ordinal;
mod pairing;
mod places;
mod plain;
mod policy;
mod reading;
mod runs;
mod russian;
mod said;
mod slip;
#[cfg(test)]
mod tests;
mod tongue;

pub use policy::{Follow, Policy};

use crate::desk::change::compare::{Found, Scope};
use crate::desk::change::evidence::Evidence;
use crate::desk::change::marks::Marks;
use crate::desk::change::pairing::Fate;
use crate::desk::change::reading::{Part, Reading};
use crate::desk::change::tongue::Tongue;
use crate::model::change::Class;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a source published at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version<'a> {
    /// The headline.
    pub headline: &'a str,
    /// The paragraphs of the text, in order; may be empty.
    pub paragraphs: &'a [&'a str],
    /// The language tag; empty if unknown.
    pub language: &'a str,
}

/// Where a passage stands in its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The paragraph, from 0; `None` for the headline.
    pub paragraph: Option<usize>,
    /// Its bytes there, at the ends of characters; may be empty.
    pub range: Range<usize>,
}

impl Passage {
    /// Its words in the version that it is of; empty if that is another one.
    #[must_use]
    pub fn text<'a>(&self, version: &Version<'a>) -> &'a str {
        let text = match self.paragraph {
            None => Some(version.headline),
            Some(n) => version.paragraphs.get(n).copied(),
        };
        text.and_then(|text| text.get(self.range.clone())).unwrap_or("")
    }
}

/// One change with its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What kind of change it is.
    pub class: Class,
    /// What stood there in the old version; `None` where nothing did.
    pub old: Option<Passage>,
    /// What stands there in the new one; `None` where nothing does.
    pub new: Option<Passage>,
}

/// All that changed between two versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Each change, first the headline's; at most [`PLACES_MAX`] of a class.
    pub places: Vec<Place>,
}

/// Places of one class that are told: the first ones.
pub const PLACES_MAX: usize = 100;

impl Changes {
    /// The classes, each once, in their order.
    #[must_use]
    pub fn classes(&self) -> BTreeSet<Class> {
        self.places.iter().map(|place| place.class).collect()
    }

    /// Whether there is a change of that class.
    #[must_use]
    pub fn has(&self, class: Class) -> bool {
        self.places.iter().any(|place| place.class == class)
    }

    fn push(&mut self, place: Place) {
        let n = self.places.iter().filter(|known| known.class == place.class).count();
        if n < PLACES_MAX && !self.places.contains(&place) {
            self.places.push(place);
        }
    }
}

/// What changed from the one version to the other.
///
/// Empty where readers would see the same: white space, forms of quotation marks and dashes, letters that look alike,
/// and where a paragraph ends say nothing. Cost: linear in what is equal; what changed is compared sentence by sentence.
#[must_use]
pub fn changes(old: &Version<'_>, new: &Version<'_>) -> Changes {
    let mut out = Changes::default();
    if old.headline == new.headline && old.paragraphs == new.paragraphs {
        return out;
    }
    let tongue = Tongue::of(new);
    let (of_old, of_new) = (Marks::of(old, new.headline), Marks::of(new, old.headline));
    let fate = pairing::fate(old, new, &of_old, &of_new, tongue);
    let places = marks::changed(&of_old, &of_new);
    let is_withdrawn = notes::withdrawal(new, &fate, &of_new, &places);
    let evidence = Evidence::new(old, new, tongue);
    headline(old, new, (&of_old, &of_new), (&evidence, is_withdrawn.is_some()), &mut out);
    for place in places {
        out.push(place);
    }
    if let Some(place) = is_withdrawn {
        out.push(place);
        return out;
    }
    body(&fate, &evidence, &mut out);
    out
}

/// Tells what changed in the headline.
fn headline(
    old: &Version<'_>,
    new: &Version<'_>,
    (of_old, of_new): (&Marks, &Marks),
    (evidence, is_withdrawn): (&Evidence<'_>, bool),
    out: &mut Changes,
) {
    if plain::plain(old.headline) == plain::plain(new.headline) {
        return;
    }
    let whole = |text: &str| Some(Passage { paragraph: None, range: 0..text.len() });
    let (from, to) = (whole(old.headline), whole(new.headline));
    out.push(Place { class: Class::Headline, old: from, new: to });
    let (a, b) = (&old.headline[of_old.headline.clone()], &new.headline[of_new.headline.clone()]);
    if is_withdrawn || plain::plain(a) == plain::plain(b) {
        return;
    }
    let tongue = evidence.tongue;
    let (a, b) = (
        Reading::of(old.headline, of_old.headline.clone(), old.language, tongue),
        Reading::of(new.headline, of_new.headline.clone(), new.language, tongue),
    );
    let found = compare::compare(&a.whole(), &b.whole(), evidence, Scope::Headline);
    let place = |range: Range<usize>| Some(Passage { paragraph: None, range });
    for Found { class, old, new } in found {
        out.push(Place { class, old: place(old), new: place(new) });
    }
}

/// Tells what changed in the text.
fn body(fate: &Fate<'_>, evidence: &Evidence<'_>, out: &mut Changes) {
    let whole = |part: &Part<'_>| {
        Some(Passage { paragraph: Some(part.paragraph), range: part.range.clone() })
    };
    for (old, new) in &fate.notes {
        let (old, new) = (old.as_ref().and_then(whole), new.as_ref().and_then(whole));
        out.push(Place { class: Class::CorrectionNote, old, new });
    }
    let pairs: Vec<_> = fate
        .pairs
        .iter()
        .map(|(a, b)| (a, b, compare::compare(a, b, evidence, Scope::Sentence)))
        .collect();
    let moved = moved(&pairs);
    for (a, b, found) in pairs {
        for found in found {
            let (from, to) = (&a.text[found.old.clone()], &b.text[found.new.clone()]);
            let is_moved = (to.is_empty() && moved.contains(&(found.class, from)))
                || (from.is_empty() && moved.contains(&(found.class, to)));
            if is_moved {
                continue;
            }
            let place = |part: &Part<'_>, range: Range<usize>| {
                Some(Passage { paragraph: Some(part.paragraph), range })
            };
            let (old, new) = (place(a, found.old), place(b, found.new));
            out.push(Place { class: found.class, old, new });
        }
    }
    for (a, b) in &fate.moved {
        out.push(Place { class: Class::Wording, old: whole(a), new: whole(b) });
    }
    for part in &fate.removed {
        out.push(Place { class: Class::Removal, old: whole(part), new: None });
    }
    for part in &fate.added {
        out.push(Place { class: Class::Addition, old: None, new: whole(part) });
    }
    out.places.sort_by_key(|place| {
        let at = |passage: &Option<Passage>| {
            passage.as_ref().map(|it| (it.paragraph, it.range.start)).unwrap_or_default()
        };
        (at(&place.new).max(at(&place.old)), place.class)
    });
}

/// Numbers and names that went from one sentence and came to another: the same is still said.
fn moved<'a>(pairs: &[(&Part<'a>, &Part<'a>, Vec<Found>)]) -> BTreeSet<(Class, &'a str)> {
    let (mut gone, mut came) = (BTreeSet::new(), BTreeSet::new());
    for (a, b, found) in pairs {
        for found in found.iter().filter(|it| matches!(it.class, Class::Number | Class::Name)) {
            let (from, to) = (&a.text[found.old.clone()], &b.text[found.new.clone()]);
            match (from.is_empty(), to.is_empty()) {
                (false, true) => gone.insert((found.class, from)),
                (true, false) => came.insert((found.class, to)),
                _ => false,
            };
        }
    }
    gone.intersection(&came).copied().collect()
}
