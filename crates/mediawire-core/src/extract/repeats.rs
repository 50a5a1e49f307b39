//! What a site says in many of its articles: its own words, which are left out where the votes are not sure of them.

use crate::model::body::{Body, line_text};
use crate::text::letters;
use std::collections::{HashMap, HashSet};

/// The articles that a line stands in before it is the site's.
const ARTICLES_MIN: u32 = 2;
/// Letters of the shortest line that is learned: a name or a label comes again by itself.
const LETTERS_MIN: usize = 12;

/// The lines that several articles of one site have in common, by their letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repeats(HashSet<String>);

impl Repeats {
    /// The lines that at least two of `bodies` have, each the body of another article of the site.
    #[must_use]
    pub fn of<'a>(bodies: impl IntoIterator<Item = &'a Body>) -> Self {
        let mut n_articles: HashMap<String, u32> = HashMap::new();
        for body in bodies {
            let keys = body.lines().map(|(_, line)| letters::key(&line_text(line)));
            let keys: HashSet<String> =
                keys.filter(|key| key.chars().count() >= LETTERS_MIN).collect();
            keys.into_iter().for_each(|key| *n_articles.entry(key).or_default() += 1);
        }
        let of_several = n_articles.into_iter().filter(|(_, n)| *n >= ARTICLES_MIN);
        Self(of_several.map(|(key, _)| key).collect())
    }

    /// Whether the text is one of them.
    pub(super) fn has(&self, text: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&letters::key(text))
    }
}
