//! How a page is fed to the parser, so that no tag costs the square of its attributes.
//!
//! html5ever 0.40 compares each attribute with all before it: a million in one tag take many minutes.
//! So most pages are fed in large pieces, and one that turns out to have such a tag is fed again, tag by tag,
//! without the attributes that are too many.

use std::borrow::Cow;

/// Attributes of one tag that are kept; what stands behind them in the tag is passed over.
pub(super) const ATTRS_MAX: usize = 1_024;
/// Bytes of a large piece. The parser copies what it is fed: small copies stay in the processor's cache.
const PIECE_BYTES_MAX: usize = 64 << 10;
/// Separators in a large piece, all of it inside one tag, above which the tag may have too many attributes.
const SEPARATORS_MAX: usize = 4 * ATTRS_MAX;

/// `html` in large pieces, cut between characters.
pub(super) fn pieces(mut html: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        if html.is_empty() {
            return None;
        }
        let (piece, rest) = html.split_at(html.floor_char_boundary(PIECE_BYTES_MAX));
        html = rest;
        Some(piece)
    })
}

/// Whether a piece that is all inside one tag may hold too many attributes.
pub(super) fn is_suspect(piece: &str) -> bool {
    let separates =
        |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' | b'"' | b'\'');
    piece.as_bytes().iter().filter(separates).count() > SEPARATORS_MAX
}

/// `html` cut before each `<`.
pub(super) fn by_tag(mut html: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let first = html.chars().next()?;
        let rest = &html[first.len_utf8()..];
        let n_bytes = first.len_utf8() + rest.find('<').unwrap_or(rest.len());
        let (piece, rest) = html.split_at(n_bytes.min(html.floor_char_boundary(PIECE_BYTES_MAX)));
        html = rest;
        Some(piece)
    })
}

/// Follows the tokenizer through tags (HTML §13.2.5.8 to §13.2.5.40), and counts their attributes.
#[derive(Debug, Default)]
pub(super) struct Tags {
    state: State,
    n_attrs: usize,
    /// Whether a comment, or what is read as one, has begun and not ended.
    is_comment: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Outside,
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

impl Tags {
    /// What is fed of the next piece of [`by_tag`].
    ///
    /// `is_raw` says that the parser is in a text where only an end tag is one, `is_foreign` that it is in SVG or
    /// `MathML`, where `<![CDATA[` is no comment.
    pub(super) fn keep<'a>(
        &mut self,
        piece: &'a str,
        is_raw: bool,
        is_foreign: bool,
    ) -> Cow<'a, str> {
        let mut n_before = 0;
        if self.state == State::Outside && !self.is_comment {
            match piece.as_bytes() {
                [b'<', b'/', c, ..] if c.is_ascii_alphabetic() => n_before = 2,
                [b'<', c, ..] if c.is_ascii_alphabetic() && !is_raw => n_before = 1,
                [b'<', b'!' | b'?' | b'/', ..] => {
                    let is_text = is_raw || (is_foreign && piece.starts_with("<![CDATA["));
                    self.is_comment = !is_text;
                }
                _ => {}
            }
            if n_before > 0 {
                (self.state, self.n_attrs) = (State::TagName, 0);
            }
        }
        if self.state == State::Outside {
            return Cow::Borrowed(piece);
        }
        // From where on the tag is passed over, up to its end.
        let mut cut = (self.n_attrs > ATTRS_MAX).then_some(0);
        for (at, &byte) in piece.as_bytes().iter().enumerate().skip(n_before) {
            let before = self.state;
            self.state = before.after(byte);
            if self.state == State::Outside {
                return cut.map_or(Cow::Borrowed(piece), |cut| {
                    Cow::Owned(format!("{}{}", &piece[..cut], &piece[at..]))
                });
            }
            if self.state == State::Name && before != State::Name {
                self.n_attrs += 1;
                if self.n_attrs > ATTRS_MAX {
                    cut = cut.or(Some(at));
                }
            }
        }
        Cow::Borrowed(&piece[..cut.unwrap_or(piece.len())])
    }

    /// The parser has had a comment.
    pub(super) fn end_comment(&mut self) {
        self.is_comment = false;
    }
}

impl State {
    fn after(self, byte: u8) -> Self {
        let is_space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c);
        match (self, byte) {
            (Self::Quoted(quote), _) if byte == quote => Self::BeforeName,
            (Self::Quoted(_), _) => self,
            (Self::BeforeValue, b'"' | b'\'') => Self::Quoted(byte),
            (Self::BeforeValue, _) if is_space => self,
            (Self::Outside, _) | (_, b'>') => Self::Outside,
            (Self::BeforeValue, _) => Self::Unquoted,
            (Self::Unquoted, _) if !is_space => self,
            (Self::TagName | Self::Unquoted | Self::BeforeName, _) if is_space => Self::BeforeName,
            (Self::Name | Self::AfterName, _) if is_space => Self::AfterName,
            (_, b'/') => Self::BeforeName,
            (Self::TagName, _) => self,
            (Self::Name | Self::AfterName, b'=') => Self::BeforeValue,
            (Self::Name | Self::BeforeName | Self::AfterName | Self::Unquoted, _) => Self::Name,
        }
    }
}
