//! HTML read again by a tokenizer of the standard: its tags, and its text line by line.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// What a page says when it is read again.
#[derive(Debug, Default)]
pub struct Markup {
    /// Every start tag: its name and its attributes.
    pub tags: Vec<(String, Vec<(String, String)>)>,
    /// The text of the elements that are not of the class `ours`, a line a block.
    pub lines: Vec<String>,
    line: String,
    open: Vec<(String, bool)>,
}

impl Markup {
    /// Reads `html`; every element but the void ones must be closed in its order.
    pub fn read(html: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        let tokenizer = Tokenizer::new(Sink(RefCell::default()), TokenizerOpts::default());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let mut markup = tokenizer.sink.0.into_inner();
        assert!(markup.open.is_empty(), "left open: {:?}", markup.open);
        markup.flush();
        markup
    }

    /// The values of `attribute` on every element named `name`.
    pub fn values(&self, name: &str, attribute: &str) -> Vec<&str> {
        let tags = self.tags.iter().filter(|(tag, _)| tag == name);
        tags.flat_map(|(_, attributes)| attributes)
            .filter(|(key, _)| key == attribute)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    fn is_in(&self, name: &str) -> bool {
        self.open.iter().any(|(tag, _)| tag == name)
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = if self.is_in("pre") { line.as_str() } else { line.trim_matches([' ', '\n']) };
        if !line.trim_matches(' ').is_empty() {
            self.lines.push(line.to_owned());
        }
    }

    fn text(&mut self, text: &str) {
        if self.open.iter().any(|(_, is_ours)| *is_ours) {
            return;
        }
        if self.is_in("pre") {
            self.line.push_str(text);
            return;
        }
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\n' | '\t');
            if !is_space {
                self.line.push(c);
            } else if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                self.line.push(' ');
            }
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name = tag.name.to_string();
        let attributes: Vec<(String, String)> = tag
            .attrs
            .iter()
            .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
            .collect();
        if name == "br" {
            let end = self.line.trim_end_matches(' ').len();
            self.line.truncate(end);
            self.line.push('\n');
        } else if is_block(&name) {
            self.flush();
        }
        let is_ours = attributes
            .iter()
            .any(|(key, value)| key == "class" && value.split(' ').any(|class| class == "ours"));
        if !matches!(name.as_str(), "br" | "img" | "meta" | "link") {
            self.open.push((name.clone(), is_ours));
        }
        self.tags.push((name, attributes));
    }

    fn end(&mut self, name: &str) {
        if is_block(name) {
            self.flush();
        }
        let (open, _) = self.open.pop().unwrap_or_else(|| panic!("nothing is open at </{name}>"));
        assert_eq!(open, name, "closed out of order");
    }
}

fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "bdi"
            | "br"
            | "code"
            | "del"
            | "em"
            | "ins"
            | "q"
            | "rt"
            | "ruby"
            | "strong"
            | "sub"
            | "sup"
    )
}

struct Sink(RefCell<Markup>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut markup = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => markup.start(&tag),
            Token::TagToken(tag) => markup.end(&tag.name),
            Token::CharacterTokens(text) => markup.text(&text),
            Token::NullCharacterToken => markup.text("\0"),
            Token::CommentToken(_)
            | Token::DoctypeToken(_)
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}
