//! The words beside images: captions and credits.

use crate::codec::html::{NodeId, Tree};
use crate::extract::hint;
use crate::model::structure;

/// Whether the block, inside the figure, is who made the picture.
pub(super) fn is_credit(tree: &Tree, block: NodeId, figure: NodeId) -> bool {
    std::iter::once(block).chain(tree.ancestors(block)).take_while(|&id| id > figure).any(|id| {
        [structure::class(tree, id), tree.attr(id, "itemprop")].into_iter().flatten().any(|value| {
            hint::words(value).iter().any(|word| {
                matches!(
                    word.as_str(),
                    "credit"
                        | "credits"
                        | "copyright"
                        | "source"
                        | "photographer"
                        | "copyrightholder"
                )
            })
        })
    })
}

/// Whether the element, which is no figure, says that it holds a picture's caption.
pub(super) fn is_caption(tree: &Tree, id: NodeId) -> bool {
    !matches!(tree.tag(id), "body" | "main" | "article" | "section" | "table")
        && structure::class(tree, id).is_some_and(|class| {
            hint::words(class).iter().any(|word| {
                matches!(
                    word.as_str(),
                    "caption" | "captions" | "figcaption" | "imagecaption" | "bildunterschrift"
                )
            })
        })
        && tree.texts_in(id).len() <= 40
}
