//! A piece that a list announces.

use crate::codec::digest::Digest;
use crate::model::handling::Handling;
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
    /// How the agency wants it handled, where it is a piece of an agency's format.
    pub handling: Option<Box<Handling>>,
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
            handling: None,
        }
    }
}

impl Entry {
    /// The pieces of the document that was had at this entry's address. One piece alone is this entry's: it takes its
    /// address where it names none, and where an agency announced it, its identity and how it is to be handled too.
    #[must_use]
    pub fn pieces_of(&self, mut pieces: Vec<Self>) -> Vec<Self> {
        if let Some(around) = &self.handling {
            let all = pieces.iter_mut().filter_map(|piece| piece.handling.as_mut());
            all.for_each(|handling| handling.obey(around));
        }
        if let [piece] = pieces.as_mut_slice() {
            match &self.handling {
                Some(handling) => {
                    let mut own = piece.handling.take().unwrap_or_default();
                    own.version = handling.version.or(own.version);
                    own.terms = own.terms.or_else(|| handling.terms.clone());
                    own.note = own.note.or_else(|| handling.note.clone());
                    (piece.id, piece.handling) = (self.id, Some(own));
                    piece.guid.clone_from(&self.guid);
                    if !self.title.is_empty() {
                        piece.title.clone_from(&self.title);
                    }
                }
                None => piece.url = piece.url.take().or_else(|| self.url.clone()),
            }
        }
        pieces
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
    /// XML elements of XHTML or NITF under any prefix (NewsML-G2 `inlineXML`, NITF `body.content`): see [`markup`].
    ///
    /// [`markup`]: crate::codec::markup
    Markup,
    /// XML character data that is plain text in lines (NewsML-G2 `inlineData`): see [`paragraphs`].
    ///
    /// [`paragraphs`]: crate::codec::paragraphs
    XmlLines,
    /// The inside of a JSON string whose value is plain text in lines (ninjs `body_text`).
    JsonLines,
    /// Plain text in lines as it stands (IPTC 7901).
    Lines,
}
