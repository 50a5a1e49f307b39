//! What stands in the container and is not the article: boxes of links, and what stands before its first
//! and behind its last paragraph.

use crate::codec::html::{NodeId, Tree};
use crate::extract::lines::{Line, Piece};
use crate::extract::picture;
use crate::extract::survey::Survey;
use crate::model::body::CutKind;

/// A box with more of its text in links than this is a box of links.
const LINKS_DENSITY: f32 = 0.5;
/// The share of the container's text outside links that a box may hold.
const BOX_SHARE_MAX: f32 = 0.3;
/// The weight up to which a box that asks for an e-mail address is nothing else.
const SIGN_UP_WEIGHT: u32 = 300;
/// The weight up to which a line may be a label.
const LABEL_WEIGHT: u32 = 90;

/// What is known of the article when its container is cleaned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// The headlines that the page gives, and the entry's.
    pub(super) titles: &'a [String],
    /// The line below it.
    pub(super) dek: Option<&'a str>,
    /// Who wrote it.
    pub(super) authors: &'a [String],
}

/// Marks the boxes in the container that are no part of an article.
pub(super) fn boxes(tree: &Tree, survey: &mut Survey, container: NodeId) {
    let plain = |survey: &Survey, id| {
        survey.weight(tree, id) as f32 * (1.0 - survey.link_density(tree, id))
    };
    let plain_max = plain(survey, container) * BOX_SHARE_MAX;
    let mut id = container + 1;
    while id < tree.end(container) {
        // What holds much of the text besides many links is no box: what is in it is judged instead.
        let kind = match survey.cuts[id as usize] {
            Some(_) => None,
            None if plain(survey, id) > plain_max => None,
            None => of_box(tree, survey, id),
        };
        if kind.is_some() {
            survey.cuts[id as usize] = kind;
        }
        id = if survey.cuts[id as usize].is_some() { tree.end(id) } else { id + 1 };
    }
    survey.inherit(tree);
}

fn of_box(tree: &Tree, survey: &Survey, id: NodeId) -> Option<CutKind> {
    let tag = tree.tag(id);
    let weight = survey.weight(tree, id);
    let density = survey.link_density(tree, id);
    match tag {
        "aside" if density > 0.15 => Some(CutKind::Related),
        "aside" => Some(CutKind::Other),
        "ul" | "ol" | "dl" | "table" | "section" | "div" | "article" | "header"
            if weight > 0 && density > LINKS_DENSITY =>
        {
            Some(CutKind::Related)
        }
        "section" | "div" | "p" if weight < SIGN_UP_WEIGHT && asks_for_address(tree, id) => {
            Some(CutKind::Newsletter)
        }
        // Teasers: a box of its own whose heading leads elsewhere.
        "article" if has_linked_heading(tree, survey, id) => Some(CutKind::Related),
        "p" if weight > 0 && density > 0.85 && weight < 250 => Some(CutKind::Related),
        "h2" | "h3" | "h4" | "h5" | "h6" if density > 0.9 => Some(CutKind::Related),
        "h1" => Some(CutKind::Head),
        "label" | "input" => Some(CutKind::Navigation),
        _ => None,
    }
}

/// Whether it holds a field for an e-mail address. A box of very many elements is not searched.
fn asks_for_address(tree: &Tree, id: NodeId) -> bool {
    const ELEMENTS_MAX: u32 = 100;
    let is_field = |id| tree.tag(id) == "input" && tree.attr(id, "type") == Some("email");
    tree.end(id) - id <= ELEMENTS_MAX && tree.subtree(id).any(is_field)
}

fn has_linked_heading(tree: &Tree, survey: &Survey, id: NodeId) -> bool {
    tree.subtree(id).any(|id| {
        matches!(tree.tag(id), "h2" | "h3" | "h4")
            && survey.weight(tree, id) > 0
            && survey.link_density(tree, id) > 0.9
    })
}

/// The kinds of those pieces (by index) that stand around the text and are not of it.
pub(super) fn ends(
    tree: &Tree,
    survey: &Survey,
    pieces: &[Piece],
    known: Known<'_>,
) -> Vec<(usize, CutKind)> {
    let lines: Vec<(usize, Measured<'_>)> = pieces
        .iter()
        .enumerate()
        .filter_map(|(i, piece)| match piece {
            Piece::Line(line) => Some((i, Measured::of(tree, survey, line))),
            Piece::Media(_) => None,
        })
        .collect();
    let mut out = Vec::new();
    let first = lines.iter().position(|(_, line)| line.is_prose());
    let last = lines.iter().rposition(|(_, line)| line.is_prose());
    let (Some(first), Some(last)) = (first, last) else { return out };
    for (n, (i, line)) in lines.iter().enumerate() {
        let kind = if n <= first && line.is_title(known) {
            Some(CutKind::Head)
        } else if n < first {
            line.kind_before(tree, known)
        } else if n > last {
            line.kind_behind(tree)
        } else if n + 1 < lines.len() {
            line.kind_between(tree)
        } else {
            None
        };
        if let Some(kind) = kind {
            out.push((*i, kind));
        }
    }
    out
}

/// A line with what is asked of it.
struct Measured<'a> {
    line: &'a Line,
    text: String,
    weight: u32,
    link_weight: u32,
    is_caption: bool,
}

impl<'a> Measured<'a> {
    fn of(tree: &Tree, survey: &Survey, line: &'a Line) -> Self {
        let (weight, link_weight) = line.weights(tree, survey);
        let is_caption = tree.tag(line.block) == "figcaption"
            || std::iter::once(line.block)
                .chain(tree.ancestors(line.block).take(6))
                .any(|id| tree.tag(id) == "figure" || picture::is_caption(tree, id));
        Self { line, text: line.text(tree), weight, link_weight, is_caption }
    }

    fn ends_as_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '”', '»', '’', ')', ' ', '“']);
        text.ends_with(['.', '!', '?', '…', '。', '؟', '।', ':', '！', '？'])
    }

    fn is_prose(&self) -> bool {
        !self.is_caption
            && self.link_weight * 2 < self.weight
            && (self.weight >= LABEL_WEIGHT || self.weight >= 35 && self.ends_as_sentence())
    }

    fn is_title(&self, known: Known<'_>) -> bool {
        let own = key(&self.text);
        !own.is_empty() && known.titles.iter().any(|title| key(title) == own)
    }

    fn kind_before(&self, tree: &Tree, known: Known<'_>) -> Option<CutKind> {
        if self.is_caption {
            return None;
        }
        let is_dek = known.dek.is_some_and(|dek| key(dek) == key(&self.text));
        let is_heading = matches!(tree.tag(self.line.block), "h2" | "h3" | "h4");
        if is_dek || is_heading && self.weight >= 40 {
            return None;
        }
        let names = known.authors.iter().any(|author| self.text.contains(author.as_str()));
        let is_label = self.weight < LABEL_WEIGHT && !self.ends_as_sentence();
        (names && self.weight < LABEL_WEIGHT || is_label && !is_heading).then_some(CutKind::Head)
    }

    fn kind_behind(&self, tree: &Tree) -> Option<CutKind> {
        let is_item = tree.ancestors(self.line.block).any(|id| matches!(tree.tag(id), "table"))
            || tree.tag(self.line.block) == "li";
        match tree.tag(self.line.block) {
            _ if self.is_caption => None,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(CutKind::Related),
            _ if self.link_weight * 2 > self.weight => Some(CutKind::Related),
            _ if self.weight < 60 && !self.ends_as_sentence() && !is_item => Some(CutKind::Other),
            _ => None,
        }
    }

    /// Labels of boxes that stand among the paragraphs: a few words, all of them in capitals or a link's lead.
    fn kind_between(&self, _tree: &Tree) -> Option<CutKind> {
        let text = self.text.to_lowercase();
        let text = text.trim_end_matches([':', ' ', '…', '.']);
        let is_ad = matches!(
            text,
            "advertisement"
                | "advertising"
                | "anzeige"
                | "werbung"
                | "publicidad"
                | "publicité"
                | "реклама"
                | "reklama"
                | "story continues below advertisement"
                | "article continues below"
                | "continue reading below"
                | "تبلیغات"
                | "إعلان"
                | "ad"
        );
        let is_related = self.link_weight > 0
            && self.weight < 160
            && [
                "read more",
                "read also",
                "also read",
                "read:",
                "see also",
                "related",
                "more:",
                "watch:",
                "lesen sie auch",
                "mehr zum thema",
                "lire aussi",
                "à lire",
                "lea también",
                "leia também",
                "leggi anche",
                "читайте также",
                "читайте",
                "بیشتر بخوانید",
                "اقرأ أيضا",
                "zobacz",
                "czytaj także",
                "lees ook",
                "läs också",
                "siehe auch",
                "ver también",
            ]
            .iter()
            .any(|lead| text.starts_with(lead));
        match (is_ad, is_related) {
            (true, _) => Some(CutKind::Advertisement),
            (false, true) => Some(CutKind::Related),
            (false, false) => None,
        }
    }
}

/// The letters and digits of a text, in lower case: what two spellings of a headline have in common.
pub(super) fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
