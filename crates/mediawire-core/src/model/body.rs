//! The text of an article as blocks of runs that point into its captures.
//!
//! A body is never written by anybody: each of its runs *is* a range of a text node of a capture,
//! so that whoever has the capture can compare. A block cannot express script or style.

use crate::model::entry::Fragment;
use crate::model::id::CaptureId;
use jiff::Timestamp;
use std::ops::Range;

/// The text of an article, in order, and a list of what stood between and was left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// What the blocks point into: usually one page; several for a paginated article.
    pub parts: Vec<Part>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Every text inside the parts' containers that is in no run.
    pub cuts: Vec<Cut>,
}

/// The article's container: a range of text nodes of one parsed capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The capture.
    pub capture: CaptureId,
    /// The piece of the capture that is parsed: `None` for the whole page, else a feed's text.
    pub fragment: Option<Fragment>,
    /// The container's text nodes by ordinal. Every one of them is in a run or in a cut, or is white space.
    pub texts: Range<u32>,
}

/// One block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Which of the body's parts its runs point into.
    pub part: u16,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Line),
    /// A sub-heading, level 2 to 6.
    Heading(u8, Line),
    /// A quotation set apart: its paragraphs.
    Quotation(Vec<Line>),
    /// A pull quote: words of the article that the page shows a second time, set apart to be seen: its paragraphs.
    PullQuote(Vec<Line>),
    /// A list.
    List(Vec<ListItem>),
    /// Preformatted text: white space is kept.
    Code(Line),
    /// A picture with its words.
    Figure(Figure),
    /// A table.
    Table(Table),
    /// Something that another site shows here (a post, a video): its address and its text.
    Embed(Embed),
    /// When an update of a live blog was written.
    UpdateTime(UpdateTime),
}

/// A line of text: runs in order.
pub type Line = Vec<Run>;

/// A range of one text node with white space folded as a browser shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// Ordinal of the text node in the part's tree.
    pub node: u32,
    /// First byte of the range in the node's text (UTF-8).
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The range's text, white space folded.
    pub text: String,
    /// What the mark-up around it means.
    pub marks: Marks,
    /// Where it leads: an absolute http, https or mailto URL.
    pub link: Option<String>,
    /// How many line breaks stand before it inside its line.
    pub breaks: u8,
}

/// What the mark-up around a run means: a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Marks(u16);

impl Marks {
    /// No mark.
    pub const NONE: Self = Self(0);
    /// `em`, `i`, `cite`, `var`, `dfn`.
    pub const EMPHASIS: Self = Self(1);
    /// `strong`, `b`.
    pub const STRONG: Self = Self(1 << 1);
    /// `sup`.
    pub const SUPERSCRIPT: Self = Self(1 << 2);
    /// `sub`.
    pub const SUBSCRIPT: Self = Self(1 << 3);
    /// `del`, `s`, `strike`.
    pub const STRUCK: Self = Self(1 << 4);
    /// `ins`.
    pub const INSERTED: Self = Self(1 << 5);
    /// `code`, `kbd`, `samp`, `tt`.
    pub const CODE: Self = Self(1 << 6);
    /// `q`: a browser sets quotation marks around it.
    pub const QUOTED: Self = Self(1 << 7);
    /// `rt`: ruby text, set beside its base.
    pub const RUBY: Self = Self(1 << 8);

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether every bit of `other` is set.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The bits, for storing.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// The set with these bits.
    #[must_use]
    pub const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// How deep the list is nested: 1 is the outermost.
    pub level: u8,
    /// Its number in a numbered list, `None` in a bulleted one.
    pub number: Option<i32>,
    /// Its text.
    pub line: Line,
}

/// A picture and the words that belong to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figure {
    /// The picture's absolute http or https URL, if the page gives one.
    pub image: Option<String>,
    /// The text alternative that the page gives.
    pub alt: String,
    /// The caption.
    pub caption: Line,
    /// The credit, where the page marks it apart from the caption.
    pub credit: Line,
}

/// A table: rows of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The caption.
    pub caption: Line,
    /// The rows, top to bottom.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Whether it heads its row or column (`th`).
    pub is_header: bool,
    /// How many columns it spans, 1 to 1000.
    pub columns: u16,
    /// How many rows it spans, 1 to 1000.
    pub rows: u16,
    /// Its text.
    pub line: Line,
}

/// Something that another site shows inside the article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Embed {
    /// Its absolute http or https URL.
    pub url: Option<String>,
    /// Its text, as far as it is in the page: its paragraphs.
    pub lines: Vec<Line>,
}

/// When an update of a live blog was written, where the page shows it: at the update's head or foot.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UpdateTime {
    /// The moment, if the page's mark-up states it beside the words.
    pub at: Option<Timestamp>,
    /// The page's words for it, those of the update's author among them.
    pub line: Line,
}

/// A stretch of text inside the container that is not part of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Why it was left out.
    pub kind: CutKind,
    /// Which of the body's parts it lies in.
    pub part: u16,
    /// Its first byte.
    pub from: Place,
    /// One past its last byte.
    pub to: Place,
}

/// A place in a part's text nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Ordinal of the text node.
    pub node: u32,
    /// Byte in the node's text (UTF-8).
    pub at: u32,
}

/// Why a stretch of text was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CutKind {
    /// An advertisement.
    Advertisement,
    /// An invitation to a newsletter, an app, a subscription.
    Newsletter,
    /// Links to other articles.
    Related,
    /// Buttons and labels for sharing.
    Share,
    /// The article's own headline, dek, byline, dates or section label: kept as metadata.
    Head,
    /// A box about the author.
    Author,
    /// Readers' comments.
    Comments,
    /// A note that the rest is for subscribers.
    Paywall,
    /// Menus, breadcrumbs, tags, page numbers, forms, buttons.
    Navigation,
    /// Words that repeat a caption or a text alternative.
    Duplicate,
    /// Words that other articles of the site have too.
    Repeated,
    /// What a browser never shows: scripts, styles, templates, hidden elements.
    Unrendered,
    /// None of the above: the extractor's judgement that it is not the article.
    Other,
}

impl CutKind {
    /// Every kind with its name, in words that stand in the store and on the verify page.
    pub const NAMES: [(Self, &'static str); 13] = [
        (Self::Advertisement, "advertisement"),
        (Self::Newsletter, "newsletter"),
        (Self::Related, "related"),
        (Self::Share, "share"),
        (Self::Head, "head"),
        (Self::Author, "author"),
        (Self::Comments, "comments"),
        (Self::Paywall, "paywall"),
        (Self::Navigation, "navigation"),
        (Self::Duplicate, "duplicate"),
        (Self::Repeated, "repeated"),
        (Self::Unrendered, "unrendered"),
        (Self::Other, "other"),
    ];

    /// The kind's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).expect("every kind is in NAMES").1
    }

    /// The kind of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }
}

impl BlockKind {
    /// Whether it stands beside the running text.
    #[must_use]
    pub fn is_beside(&self) -> bool {
        matches!(self, Self::Figure(_) | Self::PullQuote(_) | Self::UpdateTime(_))
    }

    /// The block's lines, in the order of the text.
    #[must_use]
    pub fn lines(&self) -> Vec<&Line> {
        match self {
            Self::Paragraph(line) | Self::Heading(_, line) | Self::Code(line) => vec![line],
            Self::Quotation(lines) | Self::PullQuote(lines) => lines.iter().collect(),
            Self::UpdateTime(time) => vec![&time.line],
            Self::List(items) => items.iter().map(|item| &item.line).collect(),
            Self::Figure(figure) => vec![&figure.caption, &figure.credit],
            Self::Table(table) => std::iter::once(&table.caption)
                .chain(table.rows.iter().flatten().map(|cell| &cell.line))
                .collect(),
            Self::Embed(embed) => embed.lines.iter().collect(),
        }
    }
}

/// The text of a line as a reader sees it: spaces run together, ends trimmed, `\n` for a line break.
#[must_use]
pub fn line_text(line: &[Run]) -> String {
    text_of(line.iter())
}

fn text_of<'a>(line: impl Iterator<Item = &'a Run>) -> String {
    let mut out = String::new();
    for run in line {
        if run.breaks > 0 {
            out.truncate(out.trim_end_matches(' ').len());
            if !out.is_empty() {
                out.push('\n');
            }
        }
        let at_gap = out.is_empty() || out.ends_with([' ', '\n']);
        out.push_str(if at_gap { run.text.trim_start_matches(' ') } else { &run.text });
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

impl Body {
    /// Every line of the text with its block's index, in order.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.blocks.iter().enumerate().flat_map(|(i, block)| {
            block
                .kind
                .lines()
                .into_iter()
                .filter(|line| !line.is_empty())
                .map(move |line| (i, line))
        })
    }

    /// The text, a line of the body a line of the result: the whole of it, or without what stands beside the running
    /// text, which are figures' words, pull quotes, the times of updates, and readings (`rt`).
    #[must_use]
    pub fn text(&self, is_whole: bool) -> String {
        let mut out = String::new();
        for (i, line) in self.lines() {
            if !is_whole && self.blocks[i].kind.is_beside() {
                continue;
            }
            let text = text_of(line.iter().filter(|run| is_whole || !run.marks.has(Marks::RUBY)));
            if !text.is_empty() {
                if !out.is_empty() {
                    out.push('\n');
                }
                out.push_str(&text);
            }
        }
        out
    }
}
