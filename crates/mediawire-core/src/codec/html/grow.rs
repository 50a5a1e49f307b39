//! The tree while the parser builds it.
//!
//! Most pages come in document order: then a node is only pushed, and `parent` is all that is known of its place.
//! The first node that goes elsewhere (HTML's foster parenting, adoption agency, what stands behind `</head>`)
//! gives every node links to its neighbours, which are kept from there on.

use crate::codec::html::names::{Name, Names};
use crate::codec::html::{Attr, NONE, Node, Role, Span, Tag, Tree, flat};
use html5ever::{Attribute, LocalName};

/// Attributes that a repeated `html` or `body` tag may add to.
const ATTRS_ADDED_MAX: u32 = 256;

/// Nodes that may still move, and what they are made of. Node 0 is the document.
#[derive(Debug)]
pub(super) struct Growth {
    /// Of a node, `end` is not known yet, nor a text's ordinal; a template's `end` is what holds its contents.
    pub(super) tree: Tree,
    names: Names,
    /// The neighbours of each node; none as long as the nodes stand in document order.
    links: Option<Vec<Link>>,
    /// In document order: the last node and those around it, by depth.
    path: Vec<u32>,
    /// In document order: the text that goes on if its parent gets more text.
    open_text: u32,
    /// Pieces of texts that do not stand behind the rest of their text.
    pieces: Vec<(u32, Span)>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) first: u32,
    last: u32,
    prev: u32,
    pub(super) next: u32,
}

const UNLINKED: Link = Link { first: NONE, last: NONE, prev: NONE, next: NONE };

const CONTENTS: Node = Node { role: Role::Contents, ..Node::of(Tag::Other) };

impl Growth {
    /// The document alone; `n_bytes` is the length of what will be parsed.
    pub(super) fn new(n_bytes: usize) -> Self {
        let mut growth = Self {
            tree: Tree::default(),
            names: Names::new(),
            links: None,
            path: vec![0],
            open_text: NONE,
            pieces: Vec::new(),
        };
        // News pages have a node in 145 bytes, and are half text (measured on 271 of them).
        growth.tree.nodes.reserve(n_bytes / 128);
        growth.tree.buffer.reserve(n_bytes);
        growth.push(CONTENTS);
        growth
    }

    /// The finished tree.
    pub(super) fn finish(mut self) -> Tree {
        self.join_pieces();
        flat::flatten(self.tree, self.links)
    }

    /// How many nodes there are, comments and all.
    pub(super) fn n_nodes(&self) -> usize {
        self.tree.nodes.len()
    }

    /// How many bytes of text, attributes and names there are.
    pub(super) fn n_bytes(&self) -> usize {
        self.tree.buffer.len()
    }

    pub(super) fn is_comment(&self, id: u32) -> bool {
        self.tree.nodes[id as usize].role == Role::Comment
    }

    pub(super) fn depth(&self, id: u32) -> u16 {
        self.tree.nodes[id as usize].depth
    }

    pub(super) fn parent(&self, id: u32) -> Option<u32> {
        Some(self.tree.nodes[id as usize].parent).filter(|&parent| parent != NONE)
    }

    /// A node that stands nowhere yet.
    fn push(&mut self, node: Node) -> u32 {
        let id = self.tree.len();
        self.tree.nodes.push(node);
        if let Some(links) = &mut self.links {
            links.push(UNLINKED);
        }
        id
    }

    /// An element that stands nowhere yet.
    pub(super) fn push_element(&mut self, name: &LocalName, attrs: &[Attribute]) -> u32 {
        let start = length(self.tree.attrs.len());
        for attr in attrs {
            let attr = self.attr(attr);
            self.tree.attrs.push(attr);
        }
        let stop = length(self.tree.attrs.len());
        let Name { number, tag } = self.name(name);
        self.push(Node { start, stop, number, ..Node::of(tag) })
    }

    /// A comment that stands nowhere yet.
    pub(super) fn push_comment(&mut self) -> u32 {
        self.push(Node { role: Role::Comment, ..Node::of(Tag::Other) })
    }

    fn name(&mut self, name: &LocalName) -> Name {
        self.names.number(name, &mut self.tree.names, &mut self.tree.buffer)
    }

    fn attr(&mut self, attr: &Attribute) -> Attr {
        let name = match &attr.name.prefix {
            Some(prefix) => self.name(&LocalName::from(format!("{prefix}:{}", attr.name.local))),
            None => self.name(&attr.name.local),
        };
        let start = self.tree.buffer.len();
        self.tree.buffer.push_str(&attr.value);
        Attr { name: name.number, value: Span::behind(start, &self.tree.buffer) }
    }

    /// Gives the element those of `attrs` that it lacks (HTML §13.2.6.4.7, a second `html` or `body` tag).
    pub(super) fn add_attrs(&mut self, id: u32, attrs: &[Attribute]) {
        let Node { start, stop, .. } = self.tree.nodes[id as usize];
        if stop - start > ATTRS_ADDED_MAX {
            return;
        }
        let first = length(self.tree.attrs.len());
        self.tree.attrs.extend_from_within(start as usize..stop as usize);
        for attr in attrs {
            let added = self.attr(attr);
            if self.tree.attrs[first as usize..].iter().all(|attr| attr.name != added.name) {
                self.tree.attrs.push(added);
            }
        }
        let last = length(self.tree.attrs.len());
        let node = &mut self.tree.nodes[id as usize];
        (node.start, node.stop) = (first, last);
    }

    /// The node that holds what stands in the template.
    pub(super) fn contents(&mut self, template: u32) -> u32 {
        let known = self.tree.nodes[template as usize].end;
        if known != 0 {
            return known;
        }
        let depth = self.depth(template).saturating_add(1);
        let id = self.push(Node { parent: template, depth, ..CONTENTS });
        self.tree.nodes[template as usize].end = id;
        if self.links.is_none() && !self.step(template, id) {
            self.link();
        }
        id
    }

    /// Makes `id`, which is the newest node, the last of the path, if that is where it stands below `parent`.
    fn step(&mut self, parent: u32, id: u32) -> bool {
        let depth = usize::from(self.depth(parent));
        let is_next =
            id + 1 == self.tree.len() && self.is_on_path(parent) && depth < usize::from(u16::MAX);
        if is_next {
            self.path.truncate(depth + 1);
            self.path.push(id);
            self.open_text = NONE;
        }
        is_next
    }

    fn is_on_path(&self, id: u32) -> bool {
        self.path.get(usize::from(self.depth(id))) == Some(&id)
    }

    /// Puts an element or comment behind the children of `parent`.
    pub(super) fn append(&mut self, parent: u32, id: u32) {
        if self.links.is_none() {
            let node = self.tree.nodes[id as usize];
            let is_placed = if node.parent != NONE {
                false
            } else if node.role == Role::Comment {
                // It parts texts, and is in nobody's way.
                if self.open_text != NONE && self.parent(self.open_text) == Some(parent) {
                    self.open_text = NONE;
                }
                id + 1 == self.tree.len()
            } else {
                self.step(parent, id)
            };
            if is_placed {
                let depth = self.depth(parent).saturating_add(1);
                let node = &mut self.tree.nodes[id as usize];
                (node.parent, node.depth) = (parent, depth);
                return;
            }
        }
        self.insert(parent, id, NONE);
    }

    /// Puts an element or comment into `parent`, before its child `next`, or last where that is `NONE`.
    pub(super) fn insert(&mut self, parent: u32, id: u32, next: u32) {
        self.link();
        self.attach(parent, id, next);
    }

    /// Puts text behind the children of `parent`.
    pub(super) fn append_text(&mut self, parent: u32, text: &str) {
        if self.links.is_some() || !self.is_on_path(parent) {
            self.insert_text(parent, text, NONE);
        } else if self.open_text != NONE && self.parent(self.open_text) == Some(parent) {
            self.extend(self.open_text, text);
        } else {
            let depth = self.depth(parent);
            self.path.truncate(usize::from(depth) + 1);
            let start = self.tree.buffer.len();
            self.tree.buffer.push_str(text);
            let Span { start, end: stop } = Span::behind(start, &self.tree.buffer);
            self.open_text = self.push(Node { parent, start, stop, ..Node::of(Tag::Text) });
        }
    }

    /// Puts text into `parent`, before its child `next`, or last where that is `NONE`.
    /// Adds to the text that stands there, or makes a text of it (HTML §13.2.6.1).
    pub(super) fn insert_text(&mut self, parent: u32, text: &str, next: u32) {
        self.link();
        let prev = self.before(parent, next);
        if prev != NONE && self.tree.nodes[prev as usize].tag == Tag::Text {
            self.extend(prev, text);
            return;
        }
        let id = self.push(Node::of(Tag::Text));
        let start = length(self.tree.buffer.len());
        let node = &mut self.tree.nodes[id as usize];
        (node.start, node.stop) = (start, start);
        self.extend(id, text);
        self.attach(parent, id, next);
    }

    fn extend(&mut self, id: u32, text: &str) {
        let start = self.tree.buffer.len();
        self.tree.buffer.push_str(text);
        let span = Span::behind(start, &self.tree.buffer);
        let node = &mut self.tree.nodes[id as usize];
        match self.pieces.last_mut() {
            Some((last, piece)) if *last == id && piece.end == span.start => piece.end = span.end,
            // Bytes behind it that are not its own, or pieces, are between.
            _ if node.stop != span.start => self.pieces.push((id, span)),
            _ => node.stop = span.end,
        }
    }

    /// Writes the texts that are in pieces anew, each in one stretch.
    fn join_pieces(&mut self) {
        let mut pieces = std::mem::take(&mut self.pieces);
        pieces.sort_by_key(|&(id, _)| id);
        let Tree { nodes, buffer, .. } = &mut self.tree;
        for pieces in pieces.chunk_by(|one, other| one.0 == other.0) {
            let node = &mut nodes[pieces[0].0 as usize];
            let start = buffer.len();
            buffer.extend_from_within(node.start as usize..node.stop as usize);
            for (_, piece) in pieces {
                buffer.extend_from_within(piece.start as usize..piece.end as usize);
            }
            let span = Span::behind(start, buffer);
            (node.start, node.stop) = (span.start, span.end);
        }
    }

    /// Gives the nodes links, if they have none. Until then each was put behind the other children of its parent.
    fn link(&mut self) {
        if self.links.is_some() {
            return;
        }
        let nodes = &self.tree.nodes;
        let mut links = vec![UNLINKED; nodes.len()];
        for (id, node) in (0u32..).zip(nodes) {
            if node.parent == NONE || node.role == Role::Contents {
                continue;
            }
            let prev = std::mem::replace(&mut links[node.parent as usize].last, id);
            links[id as usize].prev = prev;
            match prev {
                NONE => links[node.parent as usize].first = id,
                _ => links[prev as usize].next = id,
            }
        }
        self.links = Some(links);
    }

    fn links(&mut self) -> &mut Vec<Link> {
        self.links.get_or_insert_default()
    }

    fn before(&mut self, parent: u32, next: u32) -> u32 {
        let links = self.links();
        if next == NONE { links[parent as usize].last } else { links[next as usize].prev }
    }

    /// Takes the node out of its parent.
    pub(super) fn detach(&mut self, id: u32) {
        self.link();
        let parent = std::mem::replace(&mut self.tree.nodes[id as usize].parent, NONE);
        if parent == NONE {
            return;
        }
        let links = self.links();
        let Link { prev, next, .. } = links[id as usize];
        match prev {
            NONE => links[parent as usize].first = next,
            _ => links[prev as usize].next = next,
        }
        match next {
            NONE => links[parent as usize].last = prev,
            _ => links[next as usize].prev = prev,
        }
        (links[id as usize].prev, links[id as usize].next) = (NONE, NONE);
    }

    fn attach(&mut self, parent: u32, id: u32, next: u32) {
        self.detach(id);
        let prev = self.before(parent, next);
        let depth = self.depth(parent).saturating_add(1);
        let node = &mut self.tree.nodes[id as usize];
        (node.parent, node.depth) = (parent, depth);
        let links = self.links();
        (links[id as usize].prev, links[id as usize].next) = (prev, next);
        match prev {
            NONE => links[parent as usize].first = id,
            _ => links[prev as usize].next = id,
        }
        match next {
            NONE => links[parent as usize].last = id,
            _ => links[next as usize].prev = id,
        }
    }

    /// Moves all children of `from` behind those of `to`.
    pub(super) fn move_children(&mut self, from: u32, to: u32) {
        self.link();
        loop {
            let child = self.links()[from as usize].first;
            if child == NONE {
                break;
            }
            self.attach(to, child, NONE);
        }
    }
}

fn length(n: usize) -> u32 {
    u32::try_from(n).expect("BYTES_MAX bounds what is kept")
}
