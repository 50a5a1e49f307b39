//! What changed between two lines, told whole: a headline before and after.

use crate::text::diff::{Edit, Numbers, Piece, WORDS_MAX, edits, ids, words};

/// The words of both lines in order, those that share their fate together; white space between them is part of them.
/// Of words that changed those that are gone stand first.
///
/// ```
/// use mediawire_core::text::diff::Edit;
/// use mediawire_core::text::line::changes;
/// let told = changes("Rain over Tolva", "Heavy rain over Tolva");
/// let told: Vec<(Edit, &str)> = told.iter().map(|it| (it.edit, it.words.as_str())).collect();
/// let expected = [(Edit::Removed, "Rain "), (Edit::Added, "Heavy rain "), (Edit::Kept, "over Tolva")];
/// assert_eq!(told, expected);
/// ```
#[must_use]
pub fn changes(before: &str, after: &str) -> Vec<Piece> {
    let mut numbers = Numbers::default();
    let (old, new) = (words(before, &mut numbers), words(after, &mut numbers));
    let script = edits(&ids(&old), &ids(&new), WORDS_MAX);
    let (mut i, mut j) = (0, 0);
    let mut all: Vec<(Edit, &str, bool)> = Vec::new();
    for edit in script {
        let word = match edit {
            Edit::Kept | Edit::Added => new[j],
            Edit::Removed => old[i],
        };
        i += usize::from(edit != Edit::Added);
        j += usize::from(edit != Edit::Removed);
        // The space behind a word is that before the next one of its own line.
        let line = if edit == Edit::Removed { old.get(i) } else { new.get(j) };
        all.push((edit, word.text, line.is_some_and(|next| next.is_apart)));
    }
    joined(&all)
}

fn joined(all: &[(Edit, &str, bool)]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut rest = all;
    while let Some((first, _, _)) = rest.first() {
        let n = match first {
            Edit::Kept => rest.iter().take_while(|it| it.0 == Edit::Kept).count(),
            Edit::Removed | Edit::Added => rest.iter().take_while(|it| it.0 != Edit::Kept).count(),
        };
        for edit in [Edit::Kept, Edit::Removed, Edit::Added] {
            let mut words = String::new();
            for (_, word, is_apart) in rest[..n].iter().filter(|it| it.0 == edit) {
                words.push_str(word);
                words.push_str(if *is_apart { " " } else { "" });
            }
            if !words.is_empty() {
                out.push(Piece { edit, words });
            }
        }
        rest = &rest[n..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::text::diff::Edit;

    /// `[-gone-]{+new+}`, as it would be read.
    fn told(before: &str, after: &str) -> String {
        let mut out = String::new();
        for piece in changes(before, after) {
            match piece.edit {
                Edit::Kept => out.push_str(&piece.words),
                Edit::Removed => out.push_str(&format!("[-{}-]", piece.words)),
                Edit::Added => out.push_str(&format!("{{+{}+}}", piece.words)),
            }
        }
        out
    }

    #[test]
    fn whole_line_is_told() {
        for (before, after, expected) in [
            ("Rain over Tolva", "Rain over Tolva", "Rain over Tolva"),
            ("Rain over Tolva", "", "[-Rain over Tolva-]"),
            ("", "Rain", "{+Rain+}"),
            (
                "one two three four five six seven eight nine ten, eleven",
                "one two three four five six seven eight nine ten eleven",
                "one two three four five six seven eight nine [-ten, -]{+ten +}eleven",
            ),
            (
                "ايران مذاكره نمي كند",
                "ایران مذاکره نمی\u{200c}کند",
                "[-ايران مذاكره نمي كند-]{+ایران مذاکره نمی\u{200c}کند+}",
            ),
            (
                "ایران: مذاکره ادامه دارد",
                "ایران: گفتگو ادامه دارد",
                "ایران: [-مذاکره -]{+گفتگو +}ادامه دارد",
            ),
            ("東京は雨", "東京は雪", "東京は[-雨-]{+雪+}"),
        ] {
            assert_eq!(told(before, after), expected, "{before} {after}");
        }
    }
}
