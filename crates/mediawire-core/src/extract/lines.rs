//! The container's text nodes as lines, in the order of the document.

use crate::codec::html::{NodeId, Tag, Tree};
use crate::extract::hint;
use crate::extract::survey::Survey;
use crate::model::structure;

/// Text nodes that a browser shows on one line or as one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The nodes, each with the number of line breaks before it. Never empty.
    pub(super) nodes: Vec<(NodeId, u8)>,
    /// The block element that the line stands in.
    pub(super) block: NodeId,
    /// What it is for.
    pub(super) role: Role,
}

/// What a line is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text, or what the mark-up around it says.
    #[default]
    Text,
    /// It says when an update of a live blog was written.
    Time,
    /// It is the caption of the picture in that element, though nothing says so.
    Caption(NodeId),
}

/// What stands in the container, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text.
    Line(Line),
    /// An image or a frame.
    Media(NodeId),
}

/// The pieces of the container that are not left out.
pub(super) fn pieces(tree: &Tree, survey: &Survey, container: NodeId) -> Vec<Piece> {
    let mut walk = Walk { out: Vec::new(), line: None, media: Vec::new(), n_breaks: 0 };
    let mut id = container;
    while id < tree.end(container) {
        let tag = tree.tag_id(id);
        let is_cut = survey.cuts[id as usize].is_some();
        if tag == Tag::Text {
            if !is_cut {
                walk.text(tree, survey, id);
            }
        } else if (!is_cut || hint::is_never_shown(tag)) && structure::medium(tree, id).is_some() {
            let hidden_by = tree.parent(id).and_then(|parent| survey.cuts[parent as usize]);
            if hidden_by.is_none() {
                walk.media(tree, id);
            }
        } else if is_cut {
            // What is left out is a line of its own only where it is a block.
            if hint::is_block(tag) {
                walk.close(tree);
            }
            id = tree.end(id).max(id + 1);
            continue;
        } else if tag == Tag::Br {
            walk.n_breaks = walk.n_breaks.saturating_add(1);
        } else if hint::is_block(tag) {
            walk.close(tree);
            if tag == Tag::Figure {
                walk.media(tree, id);
            }
        }
        id += 1;
    }
    walk.close(tree);
    walk.out
}

struct Walk {
    out: Vec<Piece>,
    line: Option<Line>,
    /// What waits for the end of the line in which it stands.
    media: Vec<NodeId>,
    n_breaks: u8,
}

impl Walk {
    fn text(&mut self, tree: &Tree, survey: &Survey, id: NodeId) {
        let block = survey.blocks[id as usize];
        let is_blank = tree.text(id).chars().all(char::is_whitespace);
        if self.line.as_ref().is_some_and(|line| line.block != block) {
            self.close(tree);
        }
        let splits = self.n_breaks >= 2 && !is_held_together(tree, id);
        match &mut self.line {
            Some(_) if is_blank && self.n_breaks > 0 => {}
            Some(line) if !splits => {
                line.nodes.push((id, self.n_breaks));
                self.n_breaks = 0;
            }
            None if is_blank => {}
            _ => {
                self.close(tree);
                self.line = Some(Line { nodes: vec![(id, 0)], block, role: Role::Text });
            }
        }
    }

    fn media(&mut self, tree: &Tree, id: NodeId) {
        self.media.push(id);
        if self.line.is_none() {
            self.close(tree);
        }
    }

    /// Ends the line; blank texts at its end belong to no line.
    fn close(&mut self, tree: &Tree) {
        self.n_breaks = 0;
        if let Some(mut line) = self.line.take() {
            let is_blank = |id| tree.text(id).chars().all(char::is_whitespace);
            while line.nodes.last().is_some_and(|&(id, _)| is_blank(id)) {
                line.nodes.pop();
            }
            if !line.nodes.is_empty() {
                self.out.push(Piece::Line(line));
            }
        }
        self.out.extend(self.media.drain(..).map(Piece::Media));
    }
}

/// Whether two line breaks do not make a paragraph here.
fn is_held_together(tree: &Tree, id: NodeId) -> bool {
    tree.ancestors(id).take_while(|&id| !matches!(tree.tag(id), "body" | "article")).any(|id| {
        matches!(tree.tag(id), "li" | "th" | "figcaption" | "pre" | "caption" | "h1" | "h2" | "h3")
    })
}

impl Line {
    /// Its text, white space as it stands.
    pub(super) fn text(&self, tree: &Tree) -> String {
        let mut out = String::new();
        for &(id, n_breaks) in &self.nodes {
            if n_breaks > 0 {
                out.push(' ');
            }
            out.push_str(tree.text(id));
        }
        out.trim().to_owned()
    }
}
