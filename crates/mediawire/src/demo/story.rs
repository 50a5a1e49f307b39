//! One story's file: lines of `name: value`, a line `---`, then the body's mark-up with the places of inserts.
//!
//! A line `[[advertisement]]`, `[[newsletter]]` or `[[related SLUG]]` is where the agency's template puts what stands
//! between the paragraphs of real pages. What stands in braces is told when the story is placed: see `moment.rs`.
//! A later version of a story is a file of its own: `revises: SLUG`, `after: MINUTES`, `change: KIND`.

use crate::demo::moment::Moment;
use std::borrow::Cow;

/// Text that is part of the program, or made while it runs.
pub(super) type Text = Cow<'static, str>;

/// One story, as its file says.
#[derive(Debug, Clone)]
pub(super) struct Story {
    /// Its place among the stories of its agency, from 1; a later version has that of its first.
    pub(super) number: usize,
    /// The last part of its address.
    pub(super) slug: Text,
    /// The headline.
    pub(super) title: Text,
    /// The line below the headline.
    pub(super) dek: Text,
    /// The byline; empty if the story has none.
    pub(super) author: Text,
    /// Who the author is, in a sentence; empty if the agency does not say.
    pub(super) about: Text,
    /// The section's name, in English.
    pub(super) section: &'static str,
    /// The BCP 47 tag of its language.
    pub(super) lang: &'static str,
    /// When it is published.
    pub(super) due: Due,
    /// How long before the start it was last changed, if it was.
    pub(super) updated_minutes: Option<i64>,
    /// How its page is laid out.
    pub(super) layout: Layout,
    /// Whether it lies in the press room before it is published.
    pub(super) is_embargoed: bool,
    /// The body, in order.
    pub(super) pieces: Vec<Piece>,
}

/// When a story or a version of one appears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Due {
    /// So many minutes before the demonstration's start.
    Before(i64),
    /// So many minutes after it, at speed 1.
    After(i64),
    /// As another version of a story that is out.
    Revision(Revision),
}

/// What a later version is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Revision {
    /// The slug of the story.
    pub(super) of: &'static str,
    /// Minutes after the story's first publication, at speed 1.
    pub(super) after: i64,
    /// What kind of change.
    pub(super) change: Change,
}

/// How an agency changes what it has published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// It says that and when it changed the text.
    Correction,
    /// It says nothing.
    Silent,
    /// It takes the text back, and says why in its place.
    Withdrawal,
}

/// How a page is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// One column of text.
    Plain,
    /// A live blog, its newest entry first.
    Live,
    /// A feature whose text stands in columns.
    Columns,
    /// A table of figures.
    Table,
    /// A row of pictures.
    Gallery,
    /// A long read.
    Long,
    /// The first paragraphs; the rest is for subscribers.
    Stub,
    /// The next story follows below.
    Scroll,
}

/// A part of a page's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// The story's own mark-up.
    Html(String),
    /// An advertisement's label and box.
    Advertisement,
    /// A box that asks for the reader's address.
    Newsletter,
    /// A link to another story of the agency, by its slug.
    Related(&'static str),
}

impl Story {
    /// A story of which nothing is known but its place, its address and its body.
    pub(super) fn blank(number: usize, slug: Text, pieces: Vec<Piece>) -> Self {
        Self {
            number,
            slug,
            title: "".into(),
            dek: "".into(),
            author: "".into(),
            about: "".into(),
            section: "",
            lang: "en",
            due: Due::Before(0),
            updated_minutes: None,
            layout: Layout::Plain,
            is_embargoed: false,
            pieces,
        }
    }

    /// Reads the `number`th file of an agency. The files are part of the program, so a fault in one stops it.
    ///
    /// # Panics
    /// If the file has no line `---`, an unknown name or a number that is none.
    pub(super) fn read(number: usize, slug: &'static str, file: &'static str) -> Self {
        let (head, body) = file.split_once("\n---\n").expect("a story's file has a line ---");
        let mut story = Self::blank(number, slug.into(), pieces(body));
        let (mut revises, mut after, mut change) = (None, 0, Change::Correction);
        for line in head.lines() {
            let (name, value) = line.split_once(':').expect("a story's head is name: value");
            let value = value.trim();
            let minutes = || value.parse().expect("a story's minutes are a number");
            match name {
                "title" => story.title = value.into(),
                "dek" => story.dek = value.into(),
                "author" => story.author = value.into(),
                "about" => story.about = value.into(),
                "section" => story.section = value,
                "lang" => story.lang = value,
                "minutes" => story.due = Due::Before(minutes()),
                "release" => story.due = Due::After(minutes()),
                "updated" => story.updated_minutes = Some(minutes()),
                "layout" => story.layout = layout(value),
                // Its hour is that of its release.
                "embargo" => story.is_embargoed = true,
                "revises" => revises = Some(value),
                "after" => after = minutes(),
                "change" => change = change_of(value),
                _ => panic!("{slug}: a story has no {name}"),
            }
        }
        if let Some(of) = revises {
            story.due = Due::Revision(Revision { of, after, change });
        }
        story
    }

    /// What `later` makes of this story: what that file does not say stays as it was.
    pub(super) fn revised(&self, later: &Self) -> Self {
        let or = |new: &Text, old: &Text| if new.is_empty() { old.clone() } else { new.clone() };
        Self {
            title: or(&later.title, &self.title),
            dek: or(&later.dek, &self.dek),
            author: or(&later.author, &self.author),
            about: or(&later.about, &self.about),
            pieces: later.pieces.clone(),
            ..self.clone()
        }
    }

    /// The same story with its days and hours named.
    pub(super) fn told(mut self, moment: &Moment) -> Self {
        for text in [&mut self.title, &mut self.dek] {
            *text = moment.tell(text).into();
        }
        for piece in &mut self.pieces {
            if let Piece::Html(html) = piece {
                *html = moment.tell(html);
            }
        }
        self
    }

    /// The body's own mark-up without inserts.
    pub(super) fn html(&self) -> String {
        let own = self.pieces.iter().map(|piece| match piece {
            Piece::Html(html) => html.as_str(),
            Piece::Advertisement | Piece::Newsletter | Piece::Related(_) => "",
        });
        own.collect()
    }

    /// The names of its pictures, in order.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &str> {
        self.pieces
            .iter()
            .flat_map(|piece| match piece {
                Piece::Html(html) => html.split("src=\"/media/").skip(1).collect(),
                Piece::Advertisement | Piece::Newsletter | Piece::Related(_) => Vec::new(),
            })
            .filter_map(|rest| rest.split_once(".png").map(|(name, _)| name))
    }

    /// The slugs of the stories that its body leads to.
    pub(super) fn related(&self) -> impl Iterator<Item = &'static str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Related(slug) => Some(*slug),
            Piece::Html(_) | Piece::Advertisement | Piece::Newsletter => None,
        })
    }
}

fn layout(name: &str) -> Layout {
    match name {
        "live" => Layout::Live,
        "columns" => Layout::Columns,
        "table" => Layout::Table,
        "gallery" => Layout::Gallery,
        "long" => Layout::Long,
        "stub" => Layout::Stub,
        "scroll" => Layout::Scroll,
        _ => panic!("there is no layout {name}"),
    }
}

fn change_of(name: &str) -> Change {
    match name {
        "correction" => Change::Correction,
        "silent" => Change::Silent,
        "withdrawal" => Change::Withdrawal,
        _ => panic!("there is no change {name}"),
    }
}

/// Splits a body at its inserts.
fn pieces(body: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = body;
    while let Some((html, after)) = rest.split_once("[[") {
        let (insert, after) = after.split_once("]]\n").expect("an insert ends its line");
        pieces.push(Piece::Html(html.to_owned()));
        pieces.push(match insert.split_once(' ') {
            Some(("related", slug)) => Piece::Related(slug),
            None if insert == "advertisement" => Piece::Advertisement,
            None if insert == "newsletter" => Piece::Newsletter,
            _ => panic!("there is no insert {insert}"),
        });
        rest = after;
    }
    pieces.push(Piece::Html(rest.to_owned()));
    pieces
}
