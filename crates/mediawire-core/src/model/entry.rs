//! A piece that a list announces.

use crate::codec::digest::Digest;
use crate::model::id::{CaptureId, EntryId, Slug};
use crate::model::time::Time;

/// A piece that a list (a feed, a sitemap, an imported file) announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Digest of the source and the guid, or the URL where there is no guid.
    pub id: EntryId,
    /// The capture of the list that announced it.
    pub capture: CaptureId,
    /// The address of its page, absolute, http or https.
    pub url: Option<String>,
    /// The source's own identity for it.
    pub guid: Option<String>,
    /// Its headline, as text. Empty if the list gives none.
    pub title: String,
    /// Its summary, as text without mark-up.
    pub summary: Option<String>,
    /// Who wrote it, as the list states it.
    pub authors: Vec<String>,
    /// When the source says that it was published.
    pub published: Option<Time>,
    /// When the source says that it was changed.
    pub updated: Option<Time>,
    /// The source's own categories, as text, in its order.
    pub categories: Vec<String>,
    /// The language it is said to be in (BCP 47).
    pub lang: Option<String>,
    /// Where its text lies in the list's capture, if the list carries it.
    pub text: Option<Fragment>,
    /// Digest of what its text says, where that is all of the piece, as with a post of a channel: there is no page of
    /// it to ask for, and another digest is another version.
    pub whole: Option<Digest>,
    /// The address of the picture that the list gives it, absolute, http or https.
    pub image: Option<String>,
}

impl Entry {
    /// The entry of a page that no list announces: nothing is said of it but where it was and how it was captured.
    #[must_use]
    pub fn of_page(source: &Slug, url: &str, capture: CaptureId) -> Self {
        Self {
            id: EntryId::new(source, url),
            capture,
            url: Some(url.to_owned()),
            guid: None,
            title: String::new(),
            summary: None,
            authors: Vec::new(),
            published: None,
            updated: None,
            categories: Vec::new(),
            lang: None,
            text: None,
            whole: None,
            image: None,
        }
    }
}

/// A piece of HTML inside another document: where it lies, and how it is written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fragment {
    /// First byte in the decoded (UTF-8) document.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// How the HTML is written into the document.
    pub form: Form,
}

/// How HTML is written into a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// XML character data: entities and CDATA sections stand for the HTML (RSS `content:encoded`, Atom `type="html"`).
    Escaped,
    /// XML elements that are the HTML (Atom `type="xhtml"`).
    Inline,
    /// XML character data that is plain text (Atom `type="text"`).
    Plain,
    /// The inside of a JSON string whose value is HTML (JSON Feed `content_html`).
    JsonHtml,
    /// The inside of a JSON string whose value is plain text (JSON Feed `content_text`).
    JsonPlain,
}
