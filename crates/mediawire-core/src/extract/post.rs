//! A post of a Telegram channel: what of its bubble is the post's own, by the class names that the page gives.
//!
//! A post has no lines to choose among: its text is one element. What is not named in [`OWN`] is cut, so that counts of
//! views, reactions and buttons never are the post's words. To keep another part of posts, add its name there.

use crate::codec::html::{NodeId, Tree};
use crate::extract::hint;
use crate::model::body::CutKind;
use crate::model::structure::class;

/// What all names of a post's parts begin with.
const PREFIX: &str = "tgme_widget_message_";

/// Parts whose words are the post's.
const OWN: [&str; 8] = [
    "tgme_widget_message_text",
    "tgme_widget_message_poll_question",
    "tgme_widget_message_poll_option_text",
    "tgme_widget_message_document_title",
    "tgme_widget_message_document_extra",
    "tgme_widget_message_contact_name",
    "tgme_widget_message_contact_phone",
    "tgme_widget_message_link_preview",
];

/// Parts that are not the post's whatever stands in them, and what they are.
const NOT_OWN: [(&str, CutKind); 12] = [
    // What a reply answers is quoted in the same bubble, in elements of the same names.
    ("tgme_widget_message_reply", CutKind::Related),
    ("js-message_reply_text", CutKind::Related),
    ("tgme_widget_message_author", CutKind::Head),
    ("tgme_widget_message_owner_name", CutKind::Head),
    ("tgme_widget_message_forwarded_from", CutKind::Head),
    ("tgme_widget_message_via_bot", CutKind::Head),
    ("tgme_widget_message_info", CutKind::Head),
    ("tgme_widget_message_footer", CutKind::Head),
    ("tgme_widget_message_date", CutKind::Head),
    ("tgme_widget_message_reactions", CutKind::Comments),
    ("tgme_widget_message_inline_keyboard", CutKind::Navigation),
    ("message_media_not_supported_wrap", CutKind::Navigation),
];

/// Whether the tree is a post's.
pub(super) fn is_post(tree: &Tree) -> bool {
    let is_part = |id| class(tree, id).is_some_and(|class| class.starts_with(PREFIX));
    (0..tree.len()).any(is_part)
}

/// Why each node is left out, by id.
pub(super) fn cuts(tree: &Tree) -> Vec<Option<CutKind>> {
    let mut cuts = vec![None; tree.len() as usize];
    let mut is_own = vec![false; tree.len() as usize];
    for id in 0..tree.len() {
        let at = id as usize;
        if let Some(parent) = tree.parent(id) {
            (cuts[at], is_own[at]) = (cuts[parent as usize], is_own[parent as usize]);
        }
        if cuts[at].is_some() {
            continue;
        }
        if tree.is_text(id) {
            cuts[at] = Some(CutKind::Other).filter(|_| !is_own[at]);
        } else if hint::is_never_shown(tree.tag_id(id)) {
            cuts[at] = Some(CutKind::Unrendered);
        } else {
            cuts[at] = not_own(tree, id);
            is_own[at] = is_own[at] || has_name(tree, id, |name| OWN.contains(&name));
        }
    }
    cuts
}

fn not_own(tree: &Tree, id: NodeId) -> Option<CutKind> {
    let mut names = class(tree, id)?.split_ascii_whitespace();
    names.find_map(|name| NOT_OWN.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind))
}

fn has_name(tree: &Tree, id: NodeId, is_so: impl Fn(&str) -> bool) -> bool {
    class(tree, id).is_some_and(|class| class.split_ascii_whitespace().any(is_so))
}
