//! The words beside images: captions and credits.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::class_names;
use crate::extract::survey::Survey;
use crate::model::structure;

/// Whether the block, inside the figure, is who made the picture.
pub(super) fn is_credit(tree: &Tree, block: NodeId, figure: NodeId) -> bool {
    const WORDS: [&str; 6] =
        ["credit", "credits", "copyright", "source", "photographer", "copyrightholder"];
    std::iter::once(block).chain(tree.ancestors(block)).take_while(|&id| id > figure).any(|id| {
        let names = [structure::class(tree, id), tree.attr(id, "itemprop")];
        names.into_iter().flatten().any(|value| has_word(value, &WORDS))
    })
}

/// Whether the element, which is no figure, says that it holds a picture's caption.
pub(super) fn is_caption(tree: &Tree, survey: &Survey, id: NodeId) -> bool {
    survey.hints[id as usize].is_caption
        && !matches!(
            tree.tag_id(id),
            Tag::Body | Tag::Main | Tag::Article | Tag::Section | Tag::Table
        )
        && tree.texts_in(id).len() <= 40
}

/// Whether a word of a class, in lower case, is a name for captions.
pub(super) fn names_caption(word: &str) -> bool {
    matches!(word, "caption" | "captions" | "figcaption" | "imagecaption" | "bildunterschrift")
}

fn has_word(name: &str, words: &[&str]) -> bool {
    let mut has = false;
    class_names::each_pair(name, |_, word| has = has || words.contains(&word));
    has
}
