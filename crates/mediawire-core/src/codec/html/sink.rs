//! The parser: html5ever, and what it tells the tree that grows.

use crate::codec::html::feed::{self, Tags};
use crate::codec::html::grow::Growth;
use crate::codec::html::{DEPTH_MAX, Tree};
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

/// Nodes that are kept: mis-nested formatting can make a page's tree grow with the square of its length.
const NODES_MAX: usize = 2_000_000;
/// Bytes of text and attributes that are kept: offsets are `u32`.
const BYTES_MAX: usize = 1 << 30;

/// The parser's sink. Node 0 is the document.
struct Sink {
    growth: RefCell<Growth>,
    /// Depth of the element that was attached last.
    depth: Cell<u16>,
}

/// A node as the parser knows it.
#[derive(Debug, Clone)]
struct Handle {
    id: u32,
    space: Namespace,
    name: LocalName,
    /// An `annotation-xml` of `MathML` that says it holds HTML.
    holds_html: bool,
}

impl Handle {
    /// What has no name.
    fn unnamed(id: u32) -> Self {
        Self { id, space: ns!(), name: local_name!(""), holds_html: false }
    }
}

impl html5ever::interface::ElemName for &Handle {
    #[inline]
    fn ns(&self) -> &Namespace {
        &self.space
    }
    #[inline]
    fn local_name(&self) -> &LocalName {
        &self.name
    }
}

/// Keeps the parser's own stack bounded, since it searches that stack at most tags:
/// at the deepest level, a tag that would open another is passed over with its end tag.
struct Bounded {
    builder: TreeBuilder<Handle, Sink>,
    n_passed_over: Cell<u32>,
    heard: Cell<Heard>,
}

/// What the tokenizer has said since it was fed last.
#[derive(Debug, Default, Clone, Copy)]
struct Heard {
    is_anything: bool,
    is_comment: bool,
    /// A tag with more attributes than are kept.
    is_too_much: bool,
    /// Whether it is in a text where only an end tag is one; this lasts.
    is_raw: bool,
}

impl Heard {
    fn hear(&mut self, token: &Token) {
        match token {
            Token::TagToken(tag) => {
                self.is_anything = true;
                self.is_too_much |= tag.attrs.len() > feed::ATTRS_MAX;
                self.is_raw &= tag.kind != TagKind::EndTag;
            }
            Token::CommentToken(_) | Token::DoctypeToken(_) => {
                (self.is_anything, self.is_comment) = (true, true);
            }
            Token::CharacterTokens(_) | Token::NullCharacterToken | Token::EOFToken => {
                self.is_anything = true;
            }
            Token::ParseError(_) => {}
        }
    }
}

impl TokenSink for Bounded {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        let mut heard = self.heard.get();
        heard.hear(&token);
        self.heard.set(heard);
        let sink = &self.builder.sink;
        if let Token::TagToken(tag) = &token {
            let n = self.n_passed_over.get();
            match tag.kind {
                TagKind::EndTag if n > 0 && opens(tag) => {
                    self.n_passed_over.set(n - 1);
                    return TokenSinkResult::Continue;
                }
                TagKind::StartTag
                    if (n > 0 || u32::from(sink.depth.get()) >= DEPTH_MAX) && opens(tag) =>
                {
                    self.n_passed_over.set(n + 1);
                    return TokenSinkResult::Continue;
                }
                TagKind::StartTag | TagKind::EndTag => {}
            }
        }
        let is_full = {
            let growth = sink.growth.borrow();
            growth.n_nodes() >= NODES_MAX || growth.n_bytes() >= BYTES_MAX
        };
        if is_full && !matches!(token, Token::EOFToken) {
            return TokenSinkResult::Continue;
        }
        let result = self.builder.process_token(token, line);
        if matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext) {
            self.heard.set(Heard { is_raw: true, ..heard });
        }
        result
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
    parse_quickly(html, is_fragment).unwrap_or_else(|| parse_carefully(html, is_fragment))
}

/// `None` if there is a tag that has, or may have, too many attributes.
fn parse_quickly(html: &str, is_fragment: bool) -> Option<Tree> {
    let parser = Parser::new(html.len(), is_fragment);
    for piece in feed::pieces(html) {
        let heard = parser.feed(piece);
        if heard.is_too_much || (!heard.is_anything && feed::is_suspect(piece)) {
            return None;
        }
    }
    Some(parser.finish())
}

/// The same tree, without attributes that are too many.
pub(super) fn parse_carefully(html: &str, is_fragment: bool) -> Tree {
    let parser = Parser::new(html.len(), is_fragment);
    let mut tags = Tags::default();
    let mut heard = Heard::default();
    for piece in feed::by_tag(html) {
        let sink = &parser.0.sink;
        let is_foreign = sink.adjusted_current_node_present_but_not_in_html_namespace();
        heard = parser.feed(&tags.keep(piece, heard.is_raw, is_foreign));
        if heard.is_comment {
            tags.end_comment();
        }
    }
    parser.finish()
}

struct Parser(Tokenizer<Bounded>);

impl Parser {
    fn new(n_bytes: usize, is_fragment: bool) -> Self {
        let sink = Sink { growth: RefCell::new(Growth::new(n_bytes)), depth: Cell::new(0) };
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let builder = if is_fragment {
            let name = QualName::new(None, ns!(html), local_name!("body"));
            let context = create_element(&sink, name, Vec::new());
            TreeBuilder::new_for_fragment(sink, context, None, options)
        } else {
            TreeBuilder::new(sink, options)
        };
        let bounded = Bounded { builder, n_passed_over: Cell::new(0), heard: Cell::default() };
        Self(Tokenizer::new(bounded, TokenizerOpts::default()))
    }

    fn feed(&self, piece: &str) -> Heard {
        let heard = &self.0.sink.heard;
        heard.set(Heard { is_raw: heard.get().is_raw, ..Heard::default() });
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(piece));
        while !matches!(self.0.feed(&queue), TokenizerResult::Done) {}
        heard.get()
    }

    fn finish(self) -> Tree {
        self.0.end();
        self.0.sink.builder.sink.growth.into_inner().finish()
    }
}

impl Sink {
    fn attached(&self, growth: &Growth, id: u32) {
        if !growth.is_comment(id) {
            self.depth.set(growth.depth(id));
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = &'a Handle;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::unnamed(0)
    }

    #[inline]
    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a Handle {
        target
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let id = self.growth.borrow_mut().push_element(&name.local, &attrs);
        let holds_html = flags.mathml_annotation_xml_integration_point;
        Handle { id, space: name.ns, name: name.local, holds_html }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle::unnamed(self.growth.borrow_mut().push_comment())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.create_comment(StrTendril::new())
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let mut growth = self.growth.borrow_mut();
        match child {
            NodeOrText::AppendText(text) => growth.append_text(parent.id, &text),
            NodeOrText::AppendNode(node) => {
                growth.append(parent.id, node.id);
                self.attached(&growth, node.id);
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        prev: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if self.growth.borrow().parent(element.id).is_none() {
            self.append(prev, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Handle::unnamed(self.growth.borrow_mut().contents(target.id))
    }

    #[inline]
    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new: NodeOrText<Handle>) {
        let mut growth = self.growth.borrow_mut();
        let Some(parent) = growth.parent(sibling.id) else { return };
        match new {
            NodeOrText::AppendText(text) => growth.insert_text(parent, &text, sibling.id),
            NodeOrText::AppendNode(node) => {
                growth.insert(parent, node.id, sibling.id);
                self.attached(&growth, node.id);
            }
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        self.growth.borrow_mut().add_attrs(target.id, &attrs);
    }

    fn pop(&self, node: &Handle) {
        self.depth.set(self.growth.borrow().depth(node.id).saturating_sub(1));
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        target.holds_html
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.growth.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.growth.borrow_mut().move_children(node.id, new_parent.id);
    }
}
