//! Families of words by which newsrooms speak of a piece, in `families.txt`: by what each is for, not by language.
//!
//! To teach a family a word, add it there, folded.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The most words that a gap in a pattern covers.
const GAP_WORDS: usize = 7;

/// What words are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Who is addressed.
    Addressed,
    /// Words that ask.
    Asks,
    /// What a piece is called.
    Piece,
    /// That it is taken back.
    TakenBack,
    /// Publishing.
    Published,
    /// Use, which is made of other things as well.
    Used,
    /// Words that bar.
    Barred,
    /// That it is to be held.
    Held,
    /// That it is let out.
    Released,
    /// A bar until a moment, by its name.
    Embargo,
    /// That a bar is over.
    Lifted,
    /// What stands before the end of a bar.
    Until,
    /// What stands before the moment from which it is let out.
    From,
    /// Days and hours that are no numbers.
    Calendar,
    /// What else stands in marks.
    InMarks,
    /// That someone said it.
    Said,
    /// That it is put right.
    Corrects,
    /// That it is sent once more.
    Resent,
    /// That it is sent anew, with more.
    Renewed,
    /// What of a piece is put right: a name, a date.
    Detail,
    /// That it was said so.
    Stated,
    /// Where in a piece.
    Locus,
    /// That it was wrong.
    Wrong,
    /// How it should be.
    Should,
    /// Who writes.
    We,
    /// That it was so before.
    AtFirst,
    /// What stands before a note.
    NoteLabel,
    /// That it is so for a while only.
    ForNow,
    /// That whoever writes is sorry.
    Sorry,
    /// What only notes say.
    NotePhrase,
    /// That something of a text was put right.
    WasMended,
    /// Whose a text is: its terms, and no order.
    Owned,
    /// That whoever writes said something.
    Wrote,
    /// The text as it was before, by its name.
    EarlierPiece,
    /// What a version does, in a line of its own.
    MarkVerb,
    /// What a mark goes on with.
    With,
    /// That something was gone over, a text or a forecast.
    Revised,
    /// That readers are spoken to, and no newsrooms.
    ToReaders,
    /// What only agencies speak of.
    Wire,
}

/// Every family, by its name in the list.
const FAMILIES: [(&str, Family); 39] = [
    ("addressed", Family::Addressed),
    ("asks", Family::Asks),
    ("piece", Family::Piece),
    ("taken-back", Family::TakenBack),
    ("published", Family::Published),
    ("used", Family::Used),
    ("barred", Family::Barred),
    ("held", Family::Held),
    ("released", Family::Released),
    ("embargo", Family::Embargo),
    ("lifted", Family::Lifted),
    ("until", Family::Until),
    ("from", Family::From),
    ("calendar", Family::Calendar),
    ("in-marks", Family::InMarks),
    ("said", Family::Said),
    ("corrects", Family::Corrects),
    ("resent", Family::Resent),
    ("renewed", Family::Renewed),
    ("detail", Family::Detail),
    ("stated", Family::Stated),
    ("locus", Family::Locus),
    ("wrong", Family::Wrong),
    ("should", Family::Should),
    ("we", Family::We),
    ("at-first", Family::AtFirst),
    ("note-label", Family::NoteLabel),
    ("for-now", Family::ForNow),
    ("sorry", Family::Sorry),
    ("note-phrase", Family::NotePhrase),
    ("was-mended", Family::WasMended),
    ("owned", Family::Owned),
    ("wrote", Family::Wrote),
    ("earlier-piece", Family::EarlierPiece),
    ("mark-verb", Family::MarkVerb),
    ("with", Family::With),
    ("revised", Family::Revised),
    ("to-readers", Family::ToReaders),
    ("wire", Family::Wire),
];

/// A pattern: its words.
type Pattern = Vec<&'static str>;

/// The patterns of each family, in the order of the families, by their first letter.
static PATTERNS: LazyLock<Vec<HashMap<char, Vec<Pattern>>>> = LazyLock::new(|| {
    let mut all = vec![HashMap::<char, Vec<Pattern>>::new(); FAMILIES.len()];
    let lines = include_str!("families.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, patterns) =
            line.split_once(": ").expect("the list is ours: a name, a colon, words");
        let named = FAMILIES.iter().position(|(known, _)| *known == name);
        let at = named.expect("the list is ours, and names no other family");
        for pattern in patterns.split(", ") {
            let first = pattern.chars().next().expect("the list is ours, and no pattern is empty");
            all[at].entry(first).or_default().push(pattern.split(' ').collect());
        }
    }
    all
});

impl Family {
    /// Where the first of it stands in `words`, as a range of words.
    pub(super) fn find(self, words: &[&str]) -> Option<(usize, usize)> {
        (0..words.len()).find_map(|at| Some((at, at + self.begins(&words[at..])?)))
    }

    /// Whether it stands in `words`.
    pub(super) fn is_in(self, words: &[&str]) -> bool {
        self.find(words).is_some()
    }

    /// With how many words of it `words` begin, if they do: the longest of its patterns.
    pub(super) fn begins(self, words: &[&str]) -> Option<usize> {
        let first = words.first()?.chars().next()?;
        let known = &PATTERNS[self as usize];
        let patterns = [first, '*'].into_iter().filter_map(|first| known.get(&first)).flatten();
        patterns.filter_map(|pattern| matched(words, pattern)).max()
    }
}

/// So many words at the beginning are what the pattern says.
fn matched(words: &[&str], pattern: &[&str]) -> Option<usize> {
    let Some((part, rest)) = pattern.split_first() else { return Some(0) };
    if *part == "_" {
        let most = words.len().min(GAP_WORDS + 1);
        return (0..most).find_map(|n| Some(n + matched(&words[n..], rest)?));
    }
    let first = words.first()?;
    let is_it = match (part.strip_suffix('*'), part.strip_prefix('*')) {
        (Some(stem), _) => first.starts_with(stem),
        (None, Some(end)) => first.ends_with(end),
        (None, None) => first == part,
    };
    if is_it { Some(1 + matched(&words[1..], rest)?) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{FAMILIES, Family, PATTERNS};
    use crate::desk::change::notes::words;
    use crate::desk::change::orders::split;

    #[test]
    fn every_pattern_is_folded_as_texts_are() {
        for ((name, family), patterns) in FAMILIES.iter().zip(PATTERNS.iter()) {
            assert_eq!(FAMILIES[*family as usize].0, *name);
            assert!(!patterns.is_empty(), "{name}");
            for part in patterns.values().flatten().flatten().filter(|part| **part != "_") {
                let bare = part.trim_matches('*');
                assert_eq!(split(&words(bare)), [bare], "{name}: {part}");
            }
        }
    }

    #[test]
    fn gaps_are_bridged_and_stems_stand_for_their_words() {
        let stands = |family: Family, text: &str| family.is_in(&split(&words(text)));
        assert!(stands(Family::TakenBack, "Wir nehmen unsere Meldung von gestern zurück."));
        assert!(!stands(Family::TakenBack, "Wir nehmen unsere Sachen mit."));
        assert!(stands(Family::TakenBack, "сообщение аннулировано"));
    }
}
