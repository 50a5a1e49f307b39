//! The words beside images: captions and credits.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::class_names;
use crate::extract::survey::Survey;
use crate::extract::witness::Seen;
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

/// The words below which a line may be a caption, and below which one that names who made a picture is one.
const WORDS_MAX: u32 = 80;
const CREDIT_WORDS_MAX: u32 = 60;
/// How many elements around a line are looked at for a picture, how much more than the line they may weigh, and how
/// much more if nothing is called by a picture's name.
const LEVELS_MAX: usize = 6;
/// How many pictures of an element are looked at for one that is no icon.
const MEDIA_MAX: usize = 8;
const BOX_WEIGHT_MAX: f32 = 1.6;
const FREE_BOX_WEIGHT_MAX: f32 = 1.15;

/// The element of whose picture the line, the `n`-th of the text if it is of it, is the caption though no mark-up says
/// so: one that holds a picture and next to no other text, or, of the text alone, the line's own, if it says who made a
/// picture or how long it plays.
pub(super) fn caption_of(
    tree: &Tree,
    survey: &Survey,
    media: &[NodeId],
    it: &Seen<'_>,
    n: Option<usize>,
) -> Option<NodeId> {
    let (read, block) = (&it.read, it.line.block);
    if read.n_words >= WORDS_MAX || structure::heading_level(tree.tag(block)).is_some() {
        return None;
    }
    let holds_any = |id: NodeId| {
        let at = media.partition_point(|&medium| medium <= id);
        let of_box =
            media[at..].iter().take(MEDIA_MAX).take_while(|&&medium| medium < tree.end(id));
        of_box.into_iter().any(|&medium| !structure::is_small(tree, medium))
    };
    let weighs =
        |id: NodeId, most: f32| survey.weight(tree, id) as f32 <= read.weight as f32 * most;
    let found = std::iter::once(block)
        .chain(tree.ancestors(block))
        .take(LEVELS_MAX)
        .take_while(|&id| !matches!(tree.tag_id(id), Tag::Body | Tag::Main | Tag::Article))
        .take_while(|&id| weighs(id, BOX_WEIGHT_MAX))
        .find(|&id| holds_any(id));
    let is_named = |id| is_of_picture(tree, id) || is_of_picture(tree, block);
    let Some(n) = n else { return found.filter(|&id| read.link_weight == 0 && is_named(id)) };
    let is_free =
        |id| n > 0 && read.ends != 2 && read.link_weight == 0 && weighs(id, FREE_BOX_WEIGHT_MAX);
    if let Some(id) = found.filter(|&id| is_named(id) || is_free(id)) {
        return Some(id);
    }
    let text = it.line.text(tree);
    let is_credited = read.n_words < CREDIT_WORDS_MAX && has_credit(&text, read.ends == 2);
    (is_credited || read.ends != 2 && ends_in_duration(&text)).then_some(block)
}

/// Whether the element's class says that it holds a picture.
fn is_of_picture(tree: &Tree, id: NodeId) -> bool {
    const NAMES: [&str; 24] = [
        "photo",
        "photos",
        "image",
        "images",
        "img",
        "imgs",
        "pic",
        "pics",
        "picbox",
        "picture",
        "pictures",
        "figure",
        "caption",
        "imagecaption",
        "newscaption",
        "storyimage",
        "gallery",
        "foto",
        "fotos",
        "bild",
        "bilder",
        "video",
        "videos",
        "legend",
    ];
    has_class_word(tree, id, &NAMES)
}

/// Whether one of `words` is a word of the element's class.
pub(super) fn has_class_word(tree: &Tree, id: NodeId, words: &[&str]) -> bool {
    structure::class(tree, id).is_some_and(|class| has_word(class, words))
}

/// Whether the text ends in who made a picture, or begins so; a sentence may name an agency at its end.
fn has_credit(text: &str, is_sentence: bool) -> bool {
    const AGENCIES: [&str; 11] = [
        "Getty Images",
        "via AP",
        "AP Photo",
        "AP/",
        "/AFP",
        "AFP/",
        "EPA/",
        "REUTERS/",
        "NASA/",
        "picture alliance",
        "picture-alliance",
    ];
    const LABELS: [&str; 7] = ["Image", "Photo", "Photos", "Foto", "Picture", "Credit", "Bild"];
    /// Characters at the end of a text among which a credit stands.
    const TAIL_CHARS: usize = 30;
    let is_label = |text: &str| {
        let rest = LABELS.iter().filter_map(|label| text.strip_prefix(label));
        rest.into_iter().any(|rest| rest.starts_with(": "))
    };
    let of_agency = |text: &str| AGENCIES.iter().any(|name| text.contains(name));
    let inside = text.strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '[']));
    let tail = text.char_indices().rev().nth(TAIL_CHARS).map_or(0, |(at, _)| at);
    text.starts_with('©')
        || is_label(text)
        || inside.is_some_and(|(_, inside)| is_label(inside) || of_agency(inside))
        || !is_sentence && of_agency(&text[tail..])
        || text[tail..].contains('©')
}

/// Whether the text ends in how long something plays: `3:18 min`.
fn ends_in_duration(text: &str) -> bool {
    let text = text.strip_suffix("min").map(str::trim_end);
    let Some((minutes, seconds)) = text.and_then(|text| text.rsplit_once(':')) else {
        return false;
    };
    minutes.ends_with(|c: char| c.is_ascii_digit())
        && seconds.len() == 2
        && seconds.bytes().all(|byte| byte.is_ascii_digit())
}
