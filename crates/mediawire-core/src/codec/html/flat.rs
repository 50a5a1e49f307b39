//! From the linked nodes of the sink to the flat tree in document order.

use crate::codec::html::sink::{Link, Linked};
use crate::codec::html::{Attr, DEPTH_MAX, NONE, Node, NodeId, Span, Tree};

/// The flat tree of what is linked below `root`.
pub(super) fn flatten(linked: &Linked, root: u32) -> Tree {
    let mut tree = Tree { buffer: linked.values.clone(), ..Tree::default() };
    tree.attrs = linked.attrs.iter().map(|&(name, value)| Attr { name, value }).collect();
    let mut at = root;
    // The ids of the open ancestors that stand in the flat tree, and how deep the walk is beyond them.
    let mut open: Vec<NodeId> = Vec::new();
    let mut n_beyond = 0u32;
    loop {
        let link = &linked.links[at as usize];
        let id = push(&mut tree, linked, link, open.last().copied());
        if link.first != NONE {
            if open.len() < DEPTH_MAX as usize {
                open.push(id.unwrap_or_default());
            } else {
                n_beyond += 1;
            }
            at = link.first;
            continue;
        }
        while at != root && linked.links[at as usize].next == NONE {
            at = linked.links[at as usize].parent;
            if n_beyond > 0 {
                n_beyond -= 1;
            } else {
                open.pop();
            }
        }
        if at == root {
            break;
        }
        at = linked.links[at as usize].next;
    }
    close(&mut tree);
    tree
}

/// A tree of a root and one text.
pub(super) fn of_text(text: &str) -> Tree {
    let mut tree = Tree { buffer: format!("html{text}"), ..Tree::default() };
    tree.nodes.push(element(None, Span { start: 0, end: 4 }, Span::default()));
    if !text.is_empty() {
        let value = Span { start: 4, end: offset(tree.buffer.len()) };
        push_text(&mut tree, Some(0), value);
    }
    close(&mut tree);
    tree
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

fn element(parent: Option<NodeId>, value: Span, attrs: Span) -> Node {
    Node { parent: parent.unwrap_or(NONE), end: 0, ordinal: NONE, value, attrs }
}

/// Puts the node behind the others; `None` for a comment, which is in no tree.
fn push(tree: &mut Tree, linked: &Linked, link: &Link, parent: Option<NodeId>) -> Option<NodeId> {
    if link.is_comment {
        return None;
    }
    let id = tree.len();
    if link.is_text {
        let start = offset(tree.buffer.len());
        let mut chunk = link.chunks.0;
        while chunk != NONE {
            let (span, next) = linked.chunks[chunk as usize];
            tree.buffer.push_str(&linked.text[span.start as usize..span.end as usize]);
            chunk = next;
        }
        push_text(tree, parent, Span { start, end: offset(tree.buffer.len()) });
    } else {
        tree.nodes.push(element(parent, link.name, link.attrs));
    }
    Some(id)
}

fn push_text(tree: &mut Tree, parent: Option<NodeId>, value: Span) {
    let ordinal = tree.n_texts();
    tree.texts.push(tree.len());
    tree.nodes.push(Node { ordinal, ..element(parent, value, Span::default()) });
}

/// Sets where each subtree ends. A parent stands before its children, so one pass from the back will do.
fn close(tree: &mut Tree) {
    for i in (0..tree.nodes.len()).rev() {
        let end = tree.nodes[i].end.max(offset(i + 1));
        tree.nodes[i].end = end;
        let parent = tree.nodes[i].parent;
        if let Some(parent) = tree.nodes.get_mut(parent as usize) {
            parent.end = parent.end.max(end);
        }
    }
}
