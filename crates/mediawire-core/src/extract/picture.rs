//! The words beside images: captions and credits.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::hint;
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
pub(super) fn is_caption(tree: &Tree, id: NodeId) -> bool {
    const WORDS: [&str; 5] =
        ["caption", "captions", "figcaption", "imagecaption", "bildunterschrift"];
    !matches!(tree.tag_id(id), Tag::Body | Tag::Main | Tag::Article | Tag::Section | Tag::Table)
        && structure::class(tree, id).is_some_and(|class| has_word(class, &WORDS))
        && tree.texts_in(id).len() <= 40
}

fn has_word(name: &str, words: &[&str]) -> bool {
    let mut has = false;
    hint::each_pair(name, |_, word| has = has || words.contains(&word));
    has
}
