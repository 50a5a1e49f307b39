//! An e-mail (RFC 5322, RFC 2045) → what it says of itself, and its parts with their transfer coding taken off.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders as _, PartType,
};
use memchr::memchr_iter;

/// How deep parts may lie in parts.
const DEPTH_MAX: usize = 8;
/// Parts that a message may have, those in parts too.
const PARTS_MAX: usize = 200;

/// An e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// Its identity (`Message-ID`), without brackets.
    pub id: Option<String>,
    /// Its subject, decoded; empty if it has none.
    pub subject: String,
    /// The name of who says to have sent it; empty if none is said.
    pub sender_name: String,
    /// The address of who says to have sent it (`From`): nothing proves it. Empty if none is said.
    pub sender: String,
    /// When, as it says; empty if it does not.
    pub date: String,
    /// Whether it is a report or an answer that a machine made (RFC 6522, RFC 3834).
    pub is_report: bool,
    /// The parts that have no parts, in order.
    pub parts: Vec<Part>,
}

/// A part of an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its number, as IMAP has it (RFC 3501 §6.4.5): `1`, `2.1`.
    pub section: String,
    /// Its media type in lower case, without parameters.
    pub kind: String,
    /// The charset that it says it is in, unless that cannot be.
    pub charset: Option<String>,
    /// The language that it says it is in.
    pub language: Option<String>,
    /// Whether it is to be kept apart from the text.
    pub is_attachment: bool,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Part {
    /// Its media type with its charset, as a `Content-Type`.
    #[must_use]
    pub fn content_type(&self) -> String {
        match &self.charset {
            Some(charset) => format!("{}; charset={charset}", self.kind),
            None => self.kind.clone(),
        }
    }
}

/// Why bytes are no e-mail that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMail {
    /// They have no head.
    NoHead,
    /// Parts lie too deep in parts.
    TooDeep,
    /// There are too many parts.
    TooMany,
}

impl std::fmt::Display for NotMail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoHead => f.write_str("it has no head"),
            Self::TooDeep => write!(f, "its parts lie more than {DEPTH_MAX} deep in each other"),
            Self::TooMany => write!(f, "it has more than {PARTS_MAX} parts"),
        }
    }
}

/// The e-mail that `bytes` are. What another e-mail holds that is attached to it is not read.
///
/// # Errors
/// If they are none, or beyond the limits.
pub fn letter(bytes: &[u8]) -> Result<Letter, NotMail> {
    // Before it is taken apart: the parser looks for the end of each part, and goes into messages without end.
    if n_kinds(bytes) > PARTS_MAX {
        return Err(NotMail::TooMany);
    }
    let message = MessageParser::default().parse(bytes).ok_or(NotMail::NoHead)?;
    if message.parts.first().is_none_or(|root| root.headers.is_empty()) {
        return Err(NotMail::NoHead);
    }
    let from = message.from().and_then(|from| from.first());
    let text = |text: Option<&str>| text.map(str::trim).unwrap_or_default().to_owned();
    let raw = |name: &'static str| text(message.header_raw(HeaderName::from(name)));
    let kind = message.parts[0].content_type();
    let is_report = kind
        .is_some_and(|kind| kind.subtype().is_some_and(|it| it.eq_ignore_ascii_case("report")))
        || raw("Auto-Submitted").to_ascii_lowercase().starts_with("auto-replied");
    let mut letter = Letter {
        id: message.message_id().map(str::to_owned),
        subject: text(message.subject()),
        sender_name: text(from.and_then(|it| it.name.as_deref())),
        sender: text(from.and_then(|it| it.address.as_deref())),
        date: raw("Date"),
        is_report,
        parts: Vec::new(),
    };
    // From the root on: the number of a part, and how deep it lies.
    let mut left = vec![(0usize, String::new(), 0usize)];
    let mut n_parts = 0;
    while let Some((at, section, depth)) = left.pop() {
        let Some(part) = message.parts.get(at) else { continue };
        n_parts += 1;
        if n_parts > PARTS_MAX {
            return Err(NotMail::TooMany);
        }
        if depth > DEPTH_MAX {
            return Err(NotMail::TooDeep);
        }
        if let PartType::Multipart(within) = &part.body {
            let dot = if section.is_empty() { "" } else { "." };
            let within = within.iter().enumerate().rev();
            left.extend(within.map(|(n, at)| {
                (
                    usize::try_from(*at).unwrap_or(usize::MAX),
                    format!("{section}{dot}{}", n + 1),
                    depth + 1,
                )
            }));
            continue;
        }
        let section = if section.is_empty() { "1".to_owned() } else { section };
        letter.parts.push(read(&message, part, section));
    }
    Ok(letter)
}

fn read(message: &Message<'_>, part: &MessagePart<'_>, section: String) -> Part {
    let lower = |text: &str| text.trim().to_ascii_lowercase();
    let stated = part.content_type();
    // Without a statement it is plain text (RFC 2045 §5.2).
    let kind = stated.map_or_else(
        || "text/plain".to_owned(),
        |it| format!("{}/{}", lower(it.ctype()), lower(it.subtype().unwrap_or_default())),
    );
    let (start, end) = (part.raw_body_offset(), part.raw_end_offset());
    let bounds = usize::try_from(start).ok().zip(usize::try_from(end).ok());
    let raw =
        bounds.and_then(|(start, end)| message.raw_message.get(start..end)).unwrap_or_default();
    // What is not coded as it says is taken as it stands.
    let bytes = match part.encoding {
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::None => None,
    };
    let bytes = bytes.unwrap_or_else(|| raw.to_vec());
    let charset = stated.and_then(|it| it.attribute("charset")).map(lower);
    // Programs say us-ascii where they do not know; of what is ASCII nothing need be said.
    let charset = charset.filter(|it| it != "us-ascii" && it.bytes().all(|b| b.is_ascii_graphic()));
    let language = part.content_language().as_text().map(str::to_owned);
    let is_attachment = part.content_disposition().is_some_and(|it| it.is_attachment());
    Part { section, kind, charset, language, is_attachment, bytes }
}

/// How many lines say what kind a part is of, wherever they stand: no part lies in another without one.
fn n_kinds(bytes: &[u8]) -> usize {
    const NAME: &[u8] = b"content-type";
    let starts = std::iter::once(0).chain(memchr_iter(b'\n', bytes).map(|at| at + 1));
    let is_kind = |at: &usize| {
        bytes.get(*at..at + NAME.len()).is_some_and(|line| line.eq_ignore_ascii_case(NAME))
    };
    starts.filter(is_kind).count()
}

#[cfg(test)]
mod tests {
    use super::{NotMail, letter};

    #[test]
    fn head_and_parts_are_decoded_and_numbered() {
        let message = "From: =?utf-8?q?Tolv=C3=A1_News?= <desk@t.example>\r\n\
            Subject: =?iso-8859-1?q?Caf=E9?= =?utf-8?b?cw==?=\r\nMessage-ID: <1@t.example>\r\n\
            Date: Thu, 26 Nov 2026 10:00:00 +0100 (CET)\r\n\
            Content-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n\
            --b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n\
            --c\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 =\r\nau lait\r\n\
            --c\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--c--\r\n\
            --b\r\nContent-Type: Application/JSON; name=a.json\r\n\
            Content-Disposition: attachment; filename=a.json\r\n\
            Content-Transfer-Encoding: base64\r\n\r\neyJ1cmki\r\nOiAxfQ==\r\n--b--\r\n";
        let letter = letter(message.as_bytes()).unwrap();
        assert_eq!((letter.subject.as_str(), letter.id.as_deref()), ("Cafés", Some("1@t.example")));
        assert_eq!(
            (letter.sender_name.as_str(), letter.sender.as_str()),
            ("Tolvá News", "desk@t.example")
        );
        assert!(letter.date.starts_with("Thu, 26 Nov 2026 10:00:00 +0100"));
        let told: Vec<_> = letter
            .parts
            .iter()
            .map(|part| (part.section.as_str(), part.content_type(), part.is_attachment))
            .collect();
        let expected = [
            ("1.1", "text/plain; charset=iso-8859-1".to_owned(), false),
            ("1.2", "text/html".to_owned(), false),
            ("2", "application/json".to_owned(), true),
        ];
        assert_eq!(told, expected);
        assert_eq!(letter.parts[0].bytes, b"Caf\xe9 au lait");
        assert_eq!(letter.parts[2].bytes, b"{\"uri\": 1}");
    }

    #[test]
    fn what_is_no_mail_or_too_deep_is_told() {
        assert_eq!(letter(b"").unwrap_err(), NotMail::NoHead);
        assert_eq!(letter(b"\r\nno head\r\n").unwrap_err(), NotMail::NoHead);
        let deep: String = (0..40)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
            .collect();
        assert_eq!(letter(deep.as_bytes()).unwrap_err(), NotMail::TooDeep);
        let wide = format!(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n{}--b--\r\n",
            "--b\r\n\r\nx\r\n".repeat(300)
        );
        assert_eq!(letter(wide.as_bytes()).unwrap_err(), NotMail::TooMany);
        // A parser that went into each would never come back.
        for kind in ["message/rfc822", "multipart/mixed; boundary=b"] {
            let hostile = format!("Content-Type: {kind}\r\n\r\n").repeat(100_000);
            assert_eq!(letter(hostile.as_bytes()).unwrap_err(), NotMail::TooMany);
        }
        // A part whose coding is broken is taken as it stands.
        let broken = b"Subject: s\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n";
        assert_eq!(letter(broken).unwrap().parts.len(), 1);
    }
}
