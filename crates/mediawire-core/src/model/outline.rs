//! A captured document as its texts, line by line, with what became of each: kept, cut and why, or outside the article.
//!
//! Nothing of its mark-up is left, so that showing it asks for nothing and runs nothing.

use crate::codec::html::{NodeId, Tree};
use crate::model::body::{Body, CutKind};
use crate::model::lock::{fold, keeps_space};
use std::collections::HashMap;

/// The most bytes of text that are told: pages are far shorter.
const BYTES_MAX: usize = 1 << 20;

/// What became of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is in the article.
    Kept,
    /// It lies in the article's container and was left out.
    Cut(CutKind),
    /// It lies outside the container.
    Outside,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub fate: Fate,
    /// Its text, white space folded as a browser shows it.
    pub text: String,
}

/// The texts that a browser shows in one block, in order. Never empty, nor only white space.
pub type Line = Vec<Piece>;

/// The texts of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// What stands before the article's container.
    pub before: Vec<Line>,
    /// What stands in it.
    pub within: Vec<Line>,
    /// What stands behind it.
    pub behind: Vec<Line>,
    /// Whether the document is longer than what is told.
    pub is_short: bool,
}

/// A range of a text node and what became of it.
struct Span {
    from: usize,
    to: usize,
    fate: Fate,
}

/// The texts of `tree`, which the part number `part` of `body` points into; none if the body has no such part.
///
/// Texts that no browser shows, such as scripts, are left out. Cost: one walk over the tree's texts.
#[must_use]
pub fn outline(tree: &Tree, body: &Body, part: u16) -> Outline {
    let mut out = Outline::default();
    let Some(own) = body.parts.get(usize::from(part)) else { return out };
    let spans = spans(tree, body, part);
    let mut n_bytes = 0;
    let mut last_block = None;
    for ordinal in 0..tree.n_texts() {
        let Some(id) = tree.text_node(ordinal) else { break };
        if is_unrendered(tree, id) {
            continue;
        }
        let raw = tree.text(id);
        n_bytes += raw.len();
        if n_bytes > BYTES_MAX {
            out.is_short = true;
            break;
        }
        let lines = match ordinal {
            n if n < own.texts.start => &mut out.before,
            n if n < own.texts.end => &mut out.within,
            _ => &mut out.behind,
        };
        // White space alone is in neither run nor cut; anything else would be a difference to the lock.
        let is_within = own.texts.contains(&ordinal);
        let rest = if is_within { Fate::Cut(CutKind::Other) } else { Fate::Outside };
        let pieces = pieces(raw, spans.get(&ordinal).map_or(&[], Vec::as_slice), rest);
        let block = block_of(tree, id);
        if last_block != Some(block) || lines.is_empty() {
            lines.push(Line::new());
            last_block = Some(block);
        }
        let keep = keeps_space(tree, id);
        if let Some(line) = lines.last_mut() {
            for (fate, text) in pieces {
                push(line, fate, &fold(text, keep));
            }
        }
    }
    for lines in [&mut out.before, &mut out.within, &mut out.behind] {
        lines.retain(|line| line.iter().any(|piece| !piece.text.trim().is_empty()));
    }
    out
}

/// The runs and cuts of a part by text node, in order.
fn spans(tree: &Tree, body: &Body, part: u16) -> HashMap<u32, Vec<Span>> {
    let mut all: HashMap<u32, Vec<Span>> = HashMap::new();
    for (_, line) in body.lines().filter(|(block, _)| body.blocks[*block].part == part) {
        for run in line {
            let span = Span { from: run.start as usize, to: run.end as usize, fate: Fate::Kept };
            all.entry(run.node).or_default().push(span);
        }
    }
    for cut in body.cuts.iter().filter(|cut| cut.part == part) {
        for node in cut.from.node..=cut.to.node.min(tree.n_texts()) {
            let from = if node == cut.from.node { cut.from.at as usize } else { 0 };
            let to = if node == cut.to.node { cut.to.at as usize } else { usize::MAX };
            if to > from {
                all.entry(node).or_default().push(Span { from, to, fate: Fate::Cut(cut.kind) });
            }
        }
    }
    all.values_mut().for_each(|spans| spans.sort_by_key(|span| span.from));
    all
}

/// The text of a node in pieces: those of its spans, and `rest` between them.
fn pieces<'a>(raw: &'a str, spans: &[Span], rest: Fate) -> Vec<(Fate, &'a str)> {
    let mut out = Vec::new();
    let mut at = 0;
    for span in spans {
        let (from, to) = (span.from.max(at).min(raw.len()), span.to.min(raw.len()));
        // Places that are none are told by the lock, not here.
        let (Some(gap), Some(text)) = (raw.get(at..from), raw.get(from..to.max(from))) else {
            continue;
        };
        out.push((rest, gap));
        out.push((span.fate, text));
        at = to.max(from);
    }
    out.push((rest, raw.get(at..).unwrap_or_default()));
    out.retain(|(_, text)| !text.is_empty());
    out
}

fn push(line: &mut Line, fate: Fate, text: &str) {
    match line.last_mut() {
        // White space belongs to what stands before it.
        Some(last) if last.fate == fate || text.trim().is_empty() => last.text.push_str(text),
        Some(_) | None if text.trim().is_empty() => {}
        Some(_) | None => line.push(Piece { fate, text: text.to_owned() }),
    }
}

fn is_unrendered(tree: &Tree, id: NodeId) -> bool {
    tree.ancestors(id).any(|id| {
        matches!(tree.tag(id), "script" | "style" | "template" | "noscript" | "head" | "svg")
    })
}

/// The nearest element around a text that begins a line of its own.
fn block_of(tree: &Tree, id: NodeId) -> NodeId {
    let is_inline = |id: NodeId| {
        matches!(
            tree.tag(id),
            "a" | "abbr"
                | "b"
                | "bdi"
                | "bdo"
                | "cite"
                | "code"
                | "data"
                | "del"
                | "dfn"
                | "em"
                | "font"
                | "i"
                | "ins"
                | "kbd"
                | "label"
                | "mark"
                | "q"
                | "rp"
                | "rt"
                | "ruby"
                | "s"
                | "samp"
                | "small"
                | "span"
                | "strike"
                | "strong"
                | "sub"
                | "sup"
                | "time"
                | "tt"
                | "u"
                | "var"
        )
    };
    tree.ancestors(id).find(|id| !is_inline(*id)).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::{Fate, Outline, outline};
    use crate::codec::digest::Digest;
    use crate::codec::html;
    use crate::model::body::{Block, BlockKind, Body, Cut, CutKind, Part, Place, Run};
    use crate::model::id::CaptureId;

    fn told(lines: &[super::Line]) -> Vec<String> {
        let piece = |piece: &super::Piece| match piece.fate {
            Fate::Kept => format!("+{}", piece.text),
            Fate::Cut(kind) => format!("-{}:{}", kind.name(), piece.text),
            Fate::Outside => format!(" {}", piece.text),
        };
        lines.iter().map(|line| line.iter().map(piece).collect::<String>()).collect()
    }

    #[test]
    fn each_text_is_told_with_what_became_of_it() {
        let tree = html::parse(
            "<nav>Menu</nav><article><p>It <b>rains</b> in Tolva. Read on</p><aside>Buy\n  boats</aside>\
             <script>alert(1)</script></article><footer>Imprint</footer>",
        );
        let ordinal = |text: &str| {
            (0..tree.n_texts()).find(|n| tree.text(tree.text_node(*n).unwrap()) == text).unwrap()
        };
        let (it, rains, town) = (ordinal("It "), ordinal("rains"), ordinal(" in Tolva. Read on"));
        let (boats, script) = (ordinal("Buy\n  boats"), ordinal("alert(1)"));
        let run = |node, start, end| Run { node, start, end, ..Run::default() };
        let place = |node, at| Place { node, at };
        let cut = |kind, from, to| Cut { kind, part: 0, from, to };
        let body = Body {
            parts: vec![Part {
                capture: CaptureId(Digest::of(b"1")),
                fragment: None,
                texts: it..script + 1,
            }],
            blocks: vec![Block {
                part: 0,
                kind: BlockKind::Paragraph(vec![run(it, 0, 3), run(rains, 0, 5), run(town, 0, 10)]),
            }],
            cuts: vec![
                cut(CutKind::Related, place(town, 10), place(town, 18)),
                cut(CutKind::Advertisement, place(boats, 0), place(script, 8)),
            ],
        };
        let told_of = outline(&tree, &body, 0);
        assert_eq!(told(&told_of.before), [" Menu"]);
        assert_eq!(
            told(&told_of.within),
            ["+It rains in Tolva.-related: Read on", "-advertisement:Buy boats"]
        );
        assert_eq!(told(&told_of.behind), [" Imprint"]);
        assert!(!told_of.is_short);
        assert_eq!(outline(&tree, &body, 1), Outline::default());
    }
}
