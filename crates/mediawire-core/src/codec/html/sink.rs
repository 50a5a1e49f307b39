//! What html5ever builds: linked nodes while the parser still moves them about.

use crate::codec::html::{DEPTH_MAX, NONE, Span, Tree, flat};
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{Attribute, LocalName, Namespace, QualName, TokenizerResult, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Nodes that are kept: mis-nested formatting can make a page's tree grow with the square of its length.
const NODES_MAX: usize = 2_000_000;
/// Bytes of text and attributes that are kept: offsets are `u32`.
const BYTES_MAX: usize = 1 << 30;
/// Attributes that a repeated `html` or `body` tag may add to.
const ATTRS_ADDED_MAX: u32 = 256;

/// A node while the tree is built.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) parent: u32,
    pub(super) first: u32,
    last: u32,
    prev: u32,
    pub(super) next: u32,
    depth: u32,
    pub(super) is_text: bool,
    pub(super) is_comment: bool,
    pub(super) name: Span,
    pub(super) attrs: Span,
    /// A text's first and last chunk.
    pub(super) chunks: (u32, u32),
    /// A template's contents.
    contents: u32,
}

const UNLINKED: Link = Link {
    parent: NONE,
    first: NONE,
    last: NONE,
    prev: NONE,
    next: NONE,
    depth: 0,
    is_text: false,
    is_comment: false,
    name: Span { start: 0, end: 0 },
    attrs: Span { start: 0, end: 0 },
    chunks: (NONE, NONE),
    contents: NONE,
};

/// All nodes and what they are made of.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub(super) links: Vec<Link>,
    names: Vec<QualName>,
    pub(super) attrs: Vec<(Span, Span)>,
    /// Pieces of `text`, each with the number of the next piece of its node.
    pub(super) chunks: Vec<(Span, u32)>,
    pub(super) text: String,
    /// Names and attribute values.
    pub(super) values: String,
    interned: HashMap<String, Span>,
}

/// The parser's sink. Handle 0 is the document.
struct Sink {
    linked: RefCell<Linked>,
    /// Depth of the element that was attached last.
    depth: Cell<u32>,
}

/// An element's name, as the parser asks for it.
#[derive(Debug)]
struct Name(QualName);

impl html5ever::interface::ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }
    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

/// Keeps the parser's own stack bounded, since it searches that stack at most tags:
/// at the deepest level, a tag that would open another is passed over with its end tag.
struct Bounded {
    builder: TreeBuilder<u32, Sink>,
    n_passed_over: Cell<u32>,
}

impl TokenSink for Bounded {
    type Handle = u32;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<u32> {
        let sink = &self.builder.sink;
        if let Token::TagToken(tag) = &token {
            let n = self.n_passed_over.get();
            match tag.kind {
                TagKind::EndTag if n > 0 && opens(tag) => {
                    self.n_passed_over.set(n - 1);
                    return TokenSinkResult::Continue;
                }
                TagKind::StartTag if (n > 0 || sink.depth.get() >= DEPTH_MAX) && opens(tag) => {
                    self.n_passed_over.set(n + 1);
                    return TokenSinkResult::Continue;
                }
                TagKind::StartTag | TagKind::EndTag => {}
            }
        }
        let is_full = {
            let linked = sink.linked.borrow();
            linked.links.len() >= NODES_MAX || linked.text.len() + linked.values.len() >= BYTES_MAX
        };
        if is_full && !matches!(token, Token::EOFToken) {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether the tag opens or closes a level of nesting: it is not void, closed by itself,
/// closed by its like, or one whose content is text of its own kind (script and the like).
fn opens(tag: &Tag) -> bool {
    !tag.self_closing
        && !matches!(
            &*tag.name,
            "area"
                | "base"
                | "br"
                | "col"
                | "embed"
                | "frame"
                | "hr"
                | "img"
                | "input"
                | "link"
                | "meta"
                | "param"
                | "source"
                | "track"
                | "wbr"
                | "script"
                | "style"
                | "title"
                | "textarea"
                | "xmp"
                | "iframe"
                | "noembed"
                | "noframes"
                | "plaintext"
                | "p"
                | "li"
                | "html"
                | "head"
                | "body"
        )
}

/// The tree of `html`, as a page or as a piece of a body.
pub(super) fn parse(html: &str, is_fragment: bool) -> Tree {
    let sink = Sink { linked: RefCell::new(Linked::default()), depth: Cell::new(0) };
    sink.linked.borrow_mut().push(UNLINKED);
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = if is_fragment {
        let name = QualName::new(None, ns!(html), local_name!("body"));
        let context = create_element(&sink, name, Vec::new());
        TreeBuilder::new_for_fragment(sink, context, None, options)
    } else {
        TreeBuilder::new(sink, options)
    };
    let bounded = Bounded { builder, n_passed_over: Cell::new(0) };
    let tokenizer = Tokenizer::new(bounded, TokenizerOpts::default());
    let queue = BufferQueue::default();
    // Pieces, so that the parser's buffer counts its bytes in `u32` whatever the length.
    for piece in pieces(html) {
        queue.push_back(StrTendril::from_slice(piece));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    }
    tokenizer.end();
    let linked = tokenizer.sink.builder.sink.linked.into_inner();
    let mut root = linked.links[0].first;
    while root != NONE && (linked.links[root as usize].is_comment) {
        root = linked.links[root as usize].next;
    }
    if root == NONE { Tree::default() } else { flat::flatten(&linked, root) }
}

/// `html` in pieces of at most 16 MiB, cut between characters.
fn pieces(mut html: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        if html.is_empty() {
            return None;
        }
        let (piece, rest) = html.split_at(html.floor_char_boundary(16 << 20));
        html = rest;
        Some(piece)
    })
}

impl Linked {
    fn push(&mut self, link: Link) -> u32 {
        let id = u32::try_from(self.links.len()).expect("NODES_MAX bounds the nodes");
        self.links.push(link);
        self.names.push(QualName::new(None, ns!(), local_name!("")));
        id
    }

    fn at(&mut self, id: u32) -> &mut Link {
        &mut self.links[id as usize]
    }

    fn value(&mut self, text: &str) -> Span {
        let start = length(&self.values);
        self.values.push_str(text);
        Span { start, end: length(&self.values) }
    }

    fn intern(&mut self, name: &str) -> Span {
        if let Some(&span) = self.interned.get(name) {
            return span;
        }
        let span = self.value(&name.to_ascii_lowercase());
        self.interned.insert(name.to_owned(), span);
        span
    }

    fn attr(&mut self, attr: &Attribute) -> (Span, Span) {
        let name = match &attr.name.prefix {
            Some(prefix) => self.intern(&format!("{prefix}:{}", attr.name.local)),
            None => self.intern(&attr.name.local),
        };
        (name, self.value(&attr.value))
    }

    fn detach(&mut self, id: u32) {
        let Link { parent, prev, next, .. } = *self.at(id);
        if parent == NONE {
            return;
        }
        if prev == NONE {
            self.at(parent).first = next;
        } else {
            self.at(prev).next = next;
        }
        if next == NONE {
            self.at(parent).last = prev;
        } else {
            self.at(next).prev = prev;
        }
        let link = self.at(id);
        (link.parent, link.prev, link.next) = (NONE, NONE, NONE);
    }

    /// Puts `id` into `parent`, before its child `next`, or last where that is `NONE`.
    fn attach(&mut self, parent: u32, id: u32, next: u32) {
        self.detach(id);
        let prev = if next == NONE { self.at(parent).last } else { self.at(next).prev };
        let depth = self.at(parent).depth + 1;
        let link = self.at(id);
        (link.parent, link.prev, link.next, link.depth) = (parent, prev, next, depth);
        if prev == NONE {
            self.at(parent).first = id;
        } else {
            self.at(prev).next = id;
        }
        if next == NONE {
            self.at(parent).last = id;
        } else {
            self.at(next).prev = id;
        }
    }

    /// Adds text to the text that stands there, or makes a text of it (HTML §13.2.6.1).
    fn attach_text(&mut self, parent: u32, text: &str, next: u32) {
        let prev = if next == NONE { self.at(parent).last } else { self.at(next).prev };
        let start = length(&self.text);
        self.text.push_str(text);
        let span = Span { start, end: length(&self.text) };
        let chunk = u32::try_from(self.chunks.len()).expect("BYTES_MAX bounds the chunks");
        if prev != NONE && self.at(prev).is_text {
            let last = self.at(prev).chunks.1;
            let before = &mut self.chunks[last as usize];
            if before.0.end == span.start {
                before.0.end = span.end;
            } else {
                before.1 = chunk;
                self.at(prev).chunks.1 = chunk;
                self.chunks.push((span, NONE));
            }
            return;
        }
        self.chunks.push((span, NONE));
        let id = self.push(Link { is_text: true, chunks: (chunk, chunk), ..UNLINKED });
        self.attach(parent, id, next);
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(NONE)
}

impl Sink {
    fn insert(&self, parent: u32, child: NodeOrText<u32>, next: u32) {
        let mut linked = self.linked.borrow_mut();
        match child {
            NodeOrText::AppendText(text) => linked.attach_text(parent, &text, next),
            NodeOrText::AppendNode(id) => {
                linked.attach(parent, id, next);
                if !linked.at(id).is_comment {
                    self.depth.set(linked.at(id).depth);
                }
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = u32;
    type Output = Self;
    type ElemName<'a> = Name;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> u32 {
        0
    }

    fn elem_name(&self, target: &u32) -> Name {
        Name(self.linked.borrow().names[*target as usize].clone())
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> u32 {
        let mut linked = self.linked.borrow_mut();
        let spans: Vec<_> = attrs.iter().map(|attr| linked.attr(attr)).collect();
        let start = u32::try_from(linked.attrs.len()).expect("BYTES_MAX bounds the attributes");
        linked.attrs.extend(spans);
        let end = u32::try_from(linked.attrs.len()).expect("BYTES_MAX bounds the attributes");
        let span = linked.intern(&name.local);
        let contents = if flags.template { linked.push(UNLINKED) } else { NONE };
        let link = Link { name: span, attrs: Span { start, end }, contents, ..UNLINKED };
        let id = linked.push(link);
        linked.names[id as usize] = name;
        id
    }

    fn create_comment(&self, _: StrTendril) -> u32 {
        self.linked.borrow_mut().push(Link { is_comment: true, ..UNLINKED })
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> u32 {
        self.create_comment(StrTendril::new())
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        self.insert(*parent, child, NONE);
    }

    fn append_based_on_parent_node(&self, element: &u32, prev: &u32, child: NodeOrText<u32>) {
        if self.linked.borrow_mut().at(*element).parent == NONE {
            self.append(prev, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &u32) -> u32 {
        self.linked.borrow_mut().at(*target).contents
    }

    fn same_node(&self, x: &u32, y: &u32) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &u32, new: NodeOrText<u32>) {
        let parent = self.linked.borrow_mut().at(*sibling).parent;
        if parent != NONE {
            self.insert(parent, new, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &u32, attrs: Vec<Attribute>) {
        let mut linked = self.linked.borrow_mut();
        let Span { start, end } = linked.at(*target).attrs;
        if end - start > ATTRS_ADDED_MAX {
            return;
        }
        let mut all = linked.attrs[start as usize..end as usize].to_vec();
        for attr in &attrs {
            let (name, value) = linked.attr(attr);
            if all.iter().all(|&(known, _)| known != name) {
                all.push((name, value));
            }
        }
        let start = u32::try_from(linked.attrs.len()).expect("BYTES_MAX bounds the attributes");
        linked.attrs.extend(all);
        let end = u32::try_from(linked.attrs.len()).expect("BYTES_MAX bounds the attributes");
        linked.at(*target).attrs = Span { start, end };
    }

    fn pop(&self, node: &u32) {
        let depth = self.linked.borrow_mut().at(*node).depth;
        self.depth.set(depth.saturating_sub(1));
    }

    fn remove_from_parent(&self, target: &u32) {
        self.linked.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &u32, new_parent: &u32) {
        let mut linked = self.linked.borrow_mut();
        while linked.at(*node).first != NONE {
            let child = linked.at(*node).first;
            linked.attach(*new_parent, child, NONE);
        }
    }
}
