//! From the grown nodes to the flat tree in document order.

use crate::codec::html::grow::Link;
use crate::codec::html::{DEPTH_MAX, NONE, Node, Role, Span, Tag, Tree};

/// The tree below the first element of the document, which is node 0.
///
/// Without `links` the nodes stand in document order already.
pub(super) fn flatten(mut tree: Tree, links: Option<Vec<Link>>) -> Tree {
    let is_root = |node: &Node| node.parent == 0 && node.role != Role::Comment;
    let root = match &links {
        None => (0u32..).zip(&tree.nodes).find(|(_, node)| is_root(node)).map(|(id, _)| id),
        Some(links) => {
            std::iter::successors(Some(links[0].first), |&id| Some(links[id as usize].next))
                .take_while(|&id| id != NONE)
                .find(|&id| is_root(&tree.nodes[id as usize]))
        }
    };
    let Some(root) = root else { return Tree::default() };
    let order = links.map(|links| order(&links, &tree.nodes, root));
    if let Some(order) = &order {
        tree.nodes = order.iter().map(|&id| tree.nodes[id as usize]).collect();
    }
    settle(&mut tree, root, order.as_deref());
    close(&mut tree);
    tree
}

/// The nodes from `root` on, in document order.
fn order(links: &[Link], nodes: &[Node], root: u32) -> Vec<u32> {
    let mut order = Vec::with_capacity(nodes.len());
    let mut at = root;
    'nodes: loop {
        order.push(at);
        if links[at as usize].first != NONE {
            at = links[at as usize].first;
            continue;
        }
        while at == root || links[at as usize].next == NONE {
            if at == root {
                break 'nodes;
            }
            at = nodes[at as usize].parent;
        }
        at = links[at as usize].next;
    }
    order
}

/// Leaves out what is in no tree (comments, contents of templates), and gives what stays its number and its parent's.
///
/// The nodes stand in document order; `order` has their former numbers, by which they know their parents.
fn settle(tree: &mut Tree, root: u32, order: Option<&[u32]>) {
    let mut n_kept = 0u32;
    // The elements around the node, by their former and their new number; `NONE` for what is left out.
    let mut open: Vec<(u32, u32)> = Vec::new();
    for at in 0..tree.nodes.len() {
        let former = order.map_or_else(|| offset(at), |order| order[at]);
        let mut node = tree.nodes[at];
        let is_nowhere = node.parent == NONE || (open.is_empty() && former != root);
        if is_nowhere || node.role == Role::Comment {
            continue;
        }
        while open.last().is_some_and(|&(former, _)| former != node.parent) {
            open.pop();
        }
        if open.is_empty() && former != root {
            break;
        }
        let is_left_out =
            node.role == Role::Contents || open.last().is_some_and(|&(_, parent)| parent == NONE);
        if is_left_out {
            open.push((former, NONE));
            continue;
        }
        node.parent = match open.len().min(DEPTH_MAX as usize) {
            0 => NONE,
            n => open[n - 1].1,
        };
        node.end = 0;
        if node.tag == Tag::Text {
            node.number = offset(tree.texts.len());
            tree.texts.push(n_kept);
        } else {
            open.push((former, n_kept));
        }
        tree.nodes[n_kept as usize] = node;
        n_kept += 1;
    }
    tree.nodes.truncate(n_kept as usize);
}

/// A tree of a root and one text. U+0000 becomes U+FFFD, as in the texts of HTML (HTML §13.2.5): no store holds it.
pub(super) fn of_text(text: &str) -> Tree {
    let text = text.replace('\0', "\u{fffd}");
    let span = Span::behind(0, &text);
    let mut tree = Tree { buffer: text, ..Tree::default() };
    tree.nodes.push(Node::of(Tag::Html));
    if !tree.buffer.is_empty() {
        let Span { start, end: stop } = span;
        tree.texts.push(1);
        tree.nodes.push(Node { parent: 0, start, stop, ..Node::of(Tag::Text) });
    }
    close(&mut tree);
    tree
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
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
