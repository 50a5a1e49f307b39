//! An agency's message by e-mail: which of its parts are documents, or else its text, which is a piece.
//!
//! Where documents of an agency come in a message, they are what it brings, and the words around them are not
//! published. Where none does, its plain text is a piece: the subject is the headline.

use super::agency::{Piece, refuse};
use super::gather::{Gather, fragment, person};
use super::plain::{self, lines};
use super::{Input, List, NotAList, chars};
use crate::codec::mail::{Letter, Part};
use crate::codec::telegraph;
use crate::model::entry::Form;
use crate::text::date;

/// The name of a text that came as a message.
pub const NAME: &str = "mail";

/// Kinds of parts that are no documents of an agency, whatever they begin with.
const NO_DOCUMENTS: [&str; 8] = [
    "image/",
    "audio/",
    "video/",
    "font/",
    "message/",
    "text/html",
    "application/pdf",
    "application/xhtml+xml",
];
/// The line behind which a sender's signature stands (RFC 3676 §4.3).
const SIGNATURE: &str = "-- ";

/// What a message brings.
#[derive(Debug, PartialEq, Eq)]
pub enum Brings<'a> {
    /// These documents.
    Documents(Vec<&'a Part>),
    /// This plain text, which is a piece.
    Text(&'a Part),
}

/// What the message around a text says of it.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// Its identity (`Message-ID`).
    pub id: &'a str,
    /// Its subject, decoded.
    pub subject: &'a str,
    /// Who sent it: a name, an address, or both.
    pub sender: &'a str,
    /// When, as it says.
    pub date: &'a str,
}

/// What `letter` brings.
///
/// # Errors
/// Why there is nothing to read in it, in words.
pub fn brings(letter: &Letter) -> Result<Brings<'_>, &'static str> {
    if letter.is_report {
        return Err("it is a report or an answer of a mail server");
    }
    let documents: Vec<&Part> = letter.parts.iter().filter(|part| is_document(part)).collect();
    if !documents.is_empty() {
        return Ok(Brings::Documents(documents));
    }
    let is_text = |part: &&Part| part.kind == "text/plain" && !part.is_attachment;
    let text =
        letter.parts.iter().find(|part| is_text(part) && !part.bytes.trim_ascii().is_empty());
    text.map(Brings::Text).ok_or(
        "neither a document of an agency nor a plain text stands in it; HTML alone is not read",
    )
}

/// Whether a part may be a document of an agency, as far as its kind and its beginning tell.
fn is_document(part: &Part) -> bool {
    let starts = |with: &[u8]| {
        let bytes = part.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&part.bytes);
        bytes.trim_ascii_start().starts_with(with)
    };
    let says = |end: &str| part.kind.ends_with(end);
    if NO_DOCUMENTS.iter().any(|kind| part.kind.starts_with(kind)) {
        return false;
    }
    // A text may begin with a bracket of its own; one that says what it is need not begin as that does.
    let is_marked = starts(b"<?xml") || starts(b"<!") || (starts(b"<") && part.is_attachment);
    let is_json = starts(b"{") && part.bytes.trim_ascii_end().ends_with(b"}");
    telegraph::is_message(&part.bytes) || is_marked || is_json || says("xml") || says("json")
}

/// The piece that a message's plain text is.
///
/// # Errors
/// Why it is none.
pub fn read(input: &Input<'_>, head: &Head<'_>) -> Result<List, NotAList> {
    let mut piece = Piece::default();
    piece.found.title = chars::fold(head.subject);
    if piece.found.title.is_empty() {
        return Err(refuse(NAME, "it has no subject, which is the headline"));
    }
    piece.found.guid = Some(format!("mid:{}", head.id));
    piece.found.published = date::time(head.date);
    piece.handling.credit = Some(person(head.sender)).filter(|name| !name.is_empty());
    let body = input.document;
    let end = plain::heed(&mut piece, body, 0);
    let signature = lines(body).find(|line| &body[line.clone()] == SIGNATURE);
    let end = signature.map_or(end, |line| line.start.min(end));
    piece.found.text = fragment(body, 0..end, Form::Lines);
    let mut gather = Gather::new(input, NAME);
    gather.add(piece.finish(input), 0);
    Ok(gather.finish(Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::{Brings, Head, brings, read};
    use crate::codec::digest::Digest;
    use crate::codec::mail::letter;
    use crate::model::handling::{PieceKind, PubStatus};
    use crate::model::id::{CaptureId, Slug};
    use crate::read::Input;

    fn part_of(message: &str) -> Result<String, &'static str> {
        let letter = letter(message.replace('\n', "\r\n").as_bytes()).unwrap();
        let told = |part: &crate::codec::mail::Part| part.section.clone();
        Ok(match brings(&letter)? {
            Brings::Documents(all) => {
                let all: Vec<String> = all.into_iter().map(told).collect();
                format!("documents {}", all.join(" "))
            }
            Brings::Text(part) => format!("text {}", told(part)),
        })
    }

    #[test]
    fn documents_go_before_the_words_around_them() {
        let mixed = |parts: &[(&str, &str)]| {
            let parts: Vec<String> = parts
                .iter()
                .map(|(head, body)| format!("--b\nContent-Type: {head}\n\n{body}\n"))
                .collect();
            format!(
                "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n{}--b--\n",
                parts.concat()
            )
        };
        let words = ("text/plain", "See what is attached.");
        let ninjs = ("application/json; name=a.json", "{\"uri\": \"urn:1\"}");
        let nitf = ("text/xml\nContent-Disposition: attachment; filename=a.xml", "<nitf></nitf>");
        let picture = ("image/jpeg", "{\"no\": 1}");
        assert_eq!(part_of(&mixed(&[words, ninjs, picture, nitf])).unwrap(), "documents 2 4");
        assert_eq!(part_of(&mixed(&[picture, words])).unwrap(), "text 2");
        assert_eq!(part_of("Subject: s\n\n\u{1}tna0124 3 i 93\n").unwrap(), "documents 1");
        assert_eq!(part_of("Subject: s\n\n<b> stands in the text\n").unwrap(), "text 1");
        assert!(
            part_of(&mixed(&[("text/html", "<p>Only this.</p>")]))
                .unwrap_err()
                .contains("HTML alone")
        );
        assert!(part_of("Subject: s\n\n \n").is_err());
        let report = "Subject: s\nContent-Type: multipart/report; boundary=b\n\n--b\n\nNot delivered.\n--b--\n";
        assert!(part_of(report).unwrap_err().contains("report"));
    }

    #[test]
    fn text_is_a_piece_up_to_what_is_not_for_readers() {
        let (source, capture) = (Slug::of("a"), CaptureId(Digest::of(b"")));
        let of = |subject: &str, document: &str| {
            let input = Input {
                document,
                url: "imap:/INBOX;UIDVALIDITY=1/;UID=1/;SECTION=1",
                location: None,
                language: None,
                home: None,
                source: &source,
                capture,
            };
            let (sender, date) = ("Tolva News <desk@t.example>", "Thu, 26 Nov 2026 10:00:00 +0100");
            let head = Head { id: "1@t.example", subject, sender, date };
            read(&input, &head).map(|mut list| list.entries.remove(0))
        };
        let text =
            "The ferry sails again.\r\n\r\nIt had not for a year.\r\n-- \r\nTolva News, Pier 1\r\n";
        let entry = of(" Ferry  sails ", text).unwrap();
        assert_eq!(entry.title, "Ferry sails");
        assert_eq!(entry.guid.as_deref(), Some("mid:1@t.example"));
        assert_eq!(entry.published.unwrap().at.to_string(), "2026-11-26T09:00:00Z");
        let place = entry.text.unwrap();
        assert!(text[..place.end as usize].ends_with("for a year.\r\n"));
        let handling = entry.handling.unwrap();
        assert_eq!(handling.credit.as_deref(), Some("Tolva News"));
        assert_eq!((handling.kind, handling.status), (PieceKind::Story, PubStatus::Usable));
        let entry = of("Ferry", "EMBARGO until Friday\r\n\r\nThe ferry sails again.\r\n").unwrap();
        assert_eq!(entry.handling.unwrap().status, PubStatus::Withheld);
        for (subject, status) in [
            ("Council meets, embargo until noon", PubStatus::Withheld),
            ("EMBARGOED: Council meets", PubStatus::Withheld),
            ("Council meets (Sperrfrist 12 Uhr)", PubStatus::Withheld),
            ("Tolva - embargoed: council meets", PubStatus::Withheld),
        ] {
            assert_eq!(of(subject, text).unwrap().handling.unwrap().status, status, "{subject}");
        }
        let entry = of("Ferry", "It sails.\r\nNot for publication: call Ann.\r\n").unwrap();
        assert_eq!(entry.handling.unwrap().note.as_deref(), Some("Not for publication: call Ann."));
        assert_eq!(
            of("MANDATORY KILL: ferry", text).unwrap().handling.unwrap().kind,
            PieceKind::Advisory
        );
        assert!(of("", text).unwrap_err().to_string().contains("no subject"));
    }
}
