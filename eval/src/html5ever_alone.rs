//! html5ever with as little behind it as it can do with: what no tree of its making can be faster than.

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName, TokenizerResult, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How many tags the tokenizer finds.
pub(crate) fn tokens(page: &str) -> usize {
    feed(page, Tags(Cell::new(0))).0.get()
}

/// How many nodes the tree builder makes.
pub(crate) fn tree(page: &str) -> usize {
    let nodes = RefCell::new(vec![Node::Other]);
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    feed(page, TreeBuilder::new(Arena { nodes }, options)).sink.nodes.borrow().len()
}

fn feed<S: TokenSink>(page: &str, sink: S) -> S {
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(page));
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink
}

struct Tags(Cell<usize>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        self.0.set(self.0.get() + usize::from(matches!(token, Token::TagToken(_))));
        TokenSinkResult::Continue
    }
}

/// Keeps what it is given in one vector, and links nothing.
struct Arena {
    nodes: RefCell<Vec<Node>>,
}

#[expect(dead_code, reason = "it is kept, as in any tree, and not read")]
enum Node {
    Element(Vec<Attribute>),
    Text(u32, StrTendril),
    Placed(u32),
    Other,
}

#[derive(Clone)]
struct Handle {
    id: u32,
    name: Rc<QualName>,
}

#[derive(Debug)]
struct Name<'a>(&'a QualName);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }
    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Arena {
    fn push(&self, node: Node, name: QualName) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        Handle { id: u32::try_from(nodes.len() - 1).unwrap_or(u32::MAX), name: Rc::new(name) }
    }

    fn place(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(match child {
            NodeOrText::AppendNode(_) => Node::Placed(parent.id),
            NodeOrText::AppendText(text) => Node::Text(parent.id, text),
        });
    }
}

fn unnamed() -> QualName {
    QualName::new(None, ns!(), local_name!(""))
}

impl TreeSink for Arena {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: 0, name: Rc::new(unnamed()) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Name<'a> {
        Name(&target.name)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        self.push(Node::Element(attrs), name)
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.push(Node::Other, unnamed())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.push(Node::Other, unnamed())
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.place(parent, child);
    }

    fn append_based_on_parent_node(&self, _: &Handle, prev: &Handle, child: NodeOrText<Handle>) {
        self.place(prev, child);
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new: NodeOrText<Handle>) {
        self.place(sibling, new);
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, _: &Handle) {}

    fn reparent_children(&self, _: &Handle, _: &Handle) {}
}
