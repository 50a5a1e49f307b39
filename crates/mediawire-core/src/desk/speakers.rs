//! Who speaks in an article: by the verbs of saying beside names, in scripts that write names with a capital.

use std::collections::BTreeSet;

/// The most words of a name.
const NAME_WORDS_MAX: usize = 5;
/// The most words between a name and its verb: `Jane Hill, who runs the ferries, said`.
const ASIDE_WORDS_MAX: usize = 12;

/// The names of those who speak in `text` (lines of plain text), each whole and by its last word, as a headline may
/// call them.
#[must_use]
pub fn speakers(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        for (i, word) in words.iter().enumerate() {
            let bare = bare(word);
            let name = if is_saying(bare) {
                before(&words, i).or_else(|| inverted(&words, i))
            } else if bare == "to" && i > 0 && bare_lower(words[i - 1]) == "according" {
                behind(&words, i + 1)
            } else {
                None
            };
            name.into_iter().for_each(|name| add(&mut found, name));
        }
    }
    found
}

fn add(found: &mut BTreeSet<String>, name: &[&str]) {
    let name: Vec<&str> = name.iter().map(|word| bare(word)).collect();
    found.extend(name.last().map(|last| (*last).to_owned()));
    found.insert(name.join(" "));
}

/// The name that stands before the verb at `i`, at once or before an aside between commas.
fn before<'a, 'b>(words: &'b [&'a str], i: usize) -> Option<&'b [&'a str]> {
    let at_once = i.checked_sub(1)?;
    let end = if words[at_once].ends_with(',') {
        // The aside ends with a comma before the verb, and begins behind one.
        let from = at_once.saturating_sub(ASIDE_WORDS_MAX);
        let comma = (from..at_once).rev().find(|at| words[*at].ends_with(','))?;
        is_name(words[comma]).then_some(comma + 1)?
    } else {
        i
    };
    // A comma or a full stop behind a word ends what is no part of the name; initials have their point.
    let ends =
        |word: &str| word.ends_with([',', ':', ';', '?', '!', '”', '"', '’']) || is_stop(word);
    let mut start = end;
    while start > 0 && end - start < NAME_WORDS_MAX {
        let word = words[start - 1];
        if !is_name(word) || (start < end && ends(word)) {
            break;
        }
        start -= 1;
    }
    // The first word of a sentence has a capital whatever it is.
    let starts_with_article = matches!(words.get(start), Some(&("The" | "A" | "An")));
    let start = start + usize::from(starts_with_article);
    let is_pronoun = matches!(words.get(start..end), Some([one]) if ["He", "She", "It", "They", "We", "I", "Who"].contains(one));
    (start < end && !is_pronoun).then(|| &words[start..end])
}

/// The name behind the verb at `i`, where what was said stands before it: `…,” said Jane Hill`.
fn inverted<'a, 'b>(words: &'b [&'a str], i: usize) -> Option<&'b [&'a str]> {
    let claim = i.checked_sub(1).map(|before| words[before])?;
    // Who is told does not speak.
    let is_told = matches!(bare(words[i]), "told" | "tells");
    (!is_told && claim.ends_with([',', '”', '"', '’', '?', '!'])).then(|| behind(words, i + 1))?
}

/// The name that stands behind: `said Jane Hill`, `said the mayor, Jane Hill`, `according to minister Jane Hill`.
fn behind<'a, 'b>(words: &'b [&'a str], from: usize) -> Option<&'b [&'a str]> {
    let first = (from..words.len().min(from + 5)).find(|i| is_name(words[*i]))?;
    // What stands between is a title in small letters, and no clause.
    let between = &words[from..first];
    let is_clause = |word: &&str| {
        is_stop(word) || !bare(word).chars().all(char::is_alphabetic) || is_small(bare(word))
    };
    if between.iter().any(is_clause) {
        return None;
    }
    let mut end = first;
    while end < words.len() && end - first < NAME_WORDS_MAX && is_name(words[end]) {
        end += 1;
        if words[end - 1].ends_with([',', '.', ';', ':']) && !is_initial(words[end - 1]) {
            break;
        }
    }
    Some(&words[first..end])
}

/// Whether the word ends a sentence.
fn is_stop(word: &str) -> bool {
    word.ends_with('.') && !is_initial(word)
}

/// `J.`, `U.S.`
fn is_initial(word: &str) -> bool {
    word.split_terminator('.').all(|part| part.chars().count() == 1)
}

fn is_name(word: &str) -> bool {
    bare(word).starts_with(char::is_uppercase) && !word.starts_with(['“', '"', '‘'])
}

/// The word without what stands around it, and without what it has.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word)
}

fn bare_lower(word: &str) -> String {
    bare(word).to_lowercase()
}

/// Words of grammar that no title holds.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "it"
            | "he"
            | "she"
            | "they"
            | "we"
            | "in"
            | "on"
            | "at"
            | "to"
            | "when"
            | "if"
            | "there"
            | "and"
            | "but"
            | "as"
            | "this"
            | "these"
            | "after"
            | "before"
            | "during"
    )
}

/// Verbs after which, or before which, who speaks is named.
fn is_saying(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "told"
            | "tells"
            | "added"
            | "adds"
            | "insisted"
            | "insists"
            | "warned"
            | "warns"
            | "wrote"
            | "writes"
            | "explained"
            | "explains"
            | "argued"
            | "argues"
            | "stated"
            | "states"
            | "noted"
            | "notes"
            | "claimed"
            | "claims"
            | "announced"
            | "announces"
            | "tweeted"
            | "replied"
            | "admitted"
            | "admits"
            | "denied"
            | "denies"
            | "stressed"
            | "sagte"
            | "dit"
            | "dijo"
            | "disse"
    )
}

#[cfg(test)]
mod tests {
    use super::speakers;

    #[test]
    fn who_speaks_is_found_beside_the_verb_and_nobody_else() {
        for (text, wanted) in [
            ("“Boats must wait,” said Jane Hill.", vec!["Hill", "Jane Hill"]),
            ("Boats must wait, Rivera told reporters in Tolva.", vec!["Rivera"]),
            (
                "The boats left. Jane Hill, who runs the ferries, said so.",
                vec!["Hill", "Jane Hill"],
            ),
            ("It is late, said the mayor of the town, J. Tarvo.", vec![]),
            ("It is late, said transport minister J. Tarvo.", vec!["J Tarvo", "Tarvo"]),
            ("According to Okkels, boats wait. Tolva waits.", vec!["Okkels"]),
            ("He said boats wait. She told Hill nothing.", vec![]),
            ("The ferries, Hill said, leave for Tolva, said Okkels.", vec!["Hill", "Okkels"]),
            ("In Tolva, boats wait.", vec![]),
            ("وزیر گفت قایق‌ها منتظرند", vec![]),
        ] {
            let found = speakers(text);
            assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), wanted, "{text}");
        }
    }
}
