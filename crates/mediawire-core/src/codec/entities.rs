//! The entities that an XML document declares itself (XML 1.0 §4.2), put in the place of their references.
//!
//! Only those whose value is text are: no mark-up, no other entity, nothing that lies elsewhere. So nothing is ever
//! loaded, and no entity makes a document more than 1 MiB longer.

use memchr::memchr;
use std::borrow::Cow;
use std::collections::HashMap;

/// Entities of one document that are learned.
const ENTITIES_MAX: usize = 1_000;
/// Longest value of one, in bytes.
const VALUE_BYTES_MAX: usize = 1_000;
/// Longest name of one, in bytes.
const NAME_BYTES_MAX: usize = 100;
/// What may stand before and in a DOCTYPE, in bytes.
const PROLOGUE_BYTES_MAX: usize = 256 << 10;
/// How much longer a document may become, in bytes; references behind that stay.
const GROWTH_BYTES_MAX: usize = 1 << 20;

/// The document with the references to its own entities replaced by what these say, outside of CDATA sections and
/// comments; as it is where it declares none. What is read of a list lies in this text.
///
/// ```
/// use mediawire_core::codec::entities::expanded;
///
/// let document = "<!DOCTYPE rss [<!ENTITY town \"Tolva\">]><rss>&town; &amp; more</rss>";
/// assert!(expanded(document).ends_with("<rss>Tolva &amp; more</rss>"));
/// ```
#[must_use]
pub fn expanded(document: &str) -> Cow<'_, str> {
    let Some((entities, end)) = declared(document).filter(|(entities, _)| !entities.is_empty())
    else {
        return Cow::Borrowed(document);
    };
    let mut out = String::with_capacity(document.len());
    let mut growth = 0;
    let (head, mut rest) = document.split_at(end);
    out.push_str(head);
    while let Some(at) = rest.find(['&', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let n_verbatim = verbatim(rest);
        let named = rest[1..].split_at_checked(name_length(&rest[1..]));
        let value = named
            .filter(|(_, behind)| rest.starts_with('&') && behind.starts_with(';'))
            .and_then(|(name, behind)| Some((*entities.get(name)?, &behind[1..])));
        match value.filter(|(value, _)| growth + value.len() <= GROWTH_BYTES_MAX) {
            Some((value, behind)) => {
                out.push_str(value);
                growth += value.len();
                rest = behind;
            }
            None => {
                out.push_str(&rest[..n_verbatim]);
                rest = &rest[n_verbatim..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The length of the section at the head of `text` in which no reference is one; 1 if there is no such section.
fn verbatim(text: &str) -> usize {
    let section = |start: &str, end: &str| {
        let inside = text.strip_prefix(start)?;
        Some(inside.find(end).map_or(text.len(), |at| start.len() + at + end.len()))
    };
    section("<![CDATA[", "]]>").or_else(|| section("<!--", "-->")).unwrap_or(1)
}

/// What the document type declaration of `document` declares as text, and where it ends; `None` if there is none.
fn declared(document: &str) -> Option<(HashMap<&str, &str>, usize)> {
    let head = &document[..document.floor_char_boundary(PROLOGUE_BYTES_MAX)];
    let mut at = 0;
    // Only a declaration, comments and instructions stand before a DOCTYPE.
    loop {
        at += head[at..].len() - head[at..].trim_start_matches(is_space_or_mark).len();
        let rest = &head[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            at += 4 + comment.find("-->")? + 3;
        } else if rest.starts_with("<?") {
            at += rest.find('>')? + 1;
        } else if rest.get(..9).is_some_and(|it| it.eq_ignore_ascii_case("<!DOCTYPE")) {
            break;
        } else {
            return None;
        }
    }
    let subset = at + memchr(b'[', head[at..].split('>').next()?.as_bytes())? + 1;
    let mut entities = HashMap::new();
    let mut at = subset;
    loop {
        at += head[at..].find(['<', ']'])?;
        let rest = &head[at..];
        if rest.starts_with(']') {
            return Some((entities, at + 1));
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            at += 4 + comment.find("-->")? + 3;
            continue;
        }
        let (entity, n_bytes) = declaration(rest)?;
        if let Some((name, value)) = entity
            && entities.len() < ENTITIES_MAX
        {
            // The first declaration of a name counts (XML 1.0 §4.2).
            entities.entry(name).or_insert(value);
        }
        at += n_bytes;
    }
}

/// The name and value that the declaration at the head of `text` gives, if it declares text, and its length.
fn declaration(text: &str) -> Option<(Option<(&str, &str)>, usize)> {
    let mut quoted: Option<(usize, usize)> = None;
    let mut at = 1;
    loop {
        at += text[at..].find(['"', '\'', '>'])?;
        let quote = text[at..].chars().next()?;
        if quote == '>' {
            break;
        }
        let length = text[at + 1..].find(quote)?;
        quoted = quoted.or(Some((at + 1, at + 1 + length)));
        at += length + 2;
    }
    let entity = || {
        let (start, end) = quoted?;
        let inside = text.strip_prefix("<!ENTITY")?.trim_start();
        let name = &inside[..name_length(inside)];
        // Behind a name only its value: `SYSTEM` and `PUBLIC` name what lies elsewhere.
        let between = text[..start - 1].trim_end();
        let value = &text[start..end];
        let is_text = !name.is_empty()
            && between.ends_with(name)
            && value.len() <= VALUE_BYTES_MAX
            && !value.contains(['<', '%'])
            && value.match_indices('&').all(|(at, _)| is_character(&value[at + 1..]));
        is_text.then_some((name, value))
    };
    Some((entity(), at + 1))
}

/// Whether what stands behind an `&` is a reference to a character, or to one of the five entities of XML.
fn is_character(text: &str) -> bool {
    let name = text.split(';').next().unwrap_or_default();
    name.starts_with('#') || ["amp", "lt", "gt", "quot", "apos"].contains(&name)
}

fn name_length(text: &str) -> usize {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    let mut chars = text.char_indices().take(NAME_BYTES_MAX);
    chars.find(|&(_, c)| !is_name(c)).map_or(0, |(at, _)| at)
}

fn is_space_or_mark(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::expanded;

    const TYPE: &str = "<?xml version=\"1.0\"?><!-- a -->\n<!DOCTYPE rss PUBLIC '-//x' \"http://a.example/>\" [\n\
        <!-- <!ENTITY no 'no'> --><!ELEMENT rss ANY><!ENTITY town \"Tolva &#38; sons\">\n\
        <!ENTITY town 'second'><!ENTITY two '&town;'><!ENTITY far SYSTEM 'file:///etc/passwd'>\
        <!ENTITY % par 'x'><!ENTITY tag '<b>'>]>";

    #[test]
    fn only_text_of_its_own_is_put_into_a_document() {
        let type_ = TYPE.replace("http://a.example/>", "http://a.example/");
        for (text, expected) in [
            ("&town;, &town;", "Tolva &#38; sons, Tolva &#38; sons"),
            (
                "&no; &two; &far; &par; &tag; &eacute; & &;",
                "&no; &two; &far; &par; &tag; &eacute; & &;",
            ),
            (
                "<![CDATA[&town;]]> <!-- &town; --> <a b='&town;'>",
                "<![CDATA[&town;]]> <!-- &town; --> <a b='Tolva &#38; sons'>",
            ),
            ("&town", "&town"),
        ] {
            assert_eq!(expanded(&format!("{type_}{text}")), format!("{type_}{expected}"));
        }
    }

    #[test]
    fn documents_without_entities_stay_as_they_are() {
        for document in [
            "",
            "<rss>&town;</rss>",
            "<!DOCTYPE html><p>&town;</p>",
            "<!DOCTYPE a [",
            "<!DOCTYPE a [<!ENTITY b 'c",
            "<rss/><!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
            "{\"a\":\"&b;\"}",
        ] {
            assert!(matches!(expanded(document), std::borrow::Cow::Borrowed(_)), "{document}");
        }
    }

    #[test]
    fn no_entity_is_a_bomb() {
        let value = "x".repeat(1_000);
        let head = format!("<!DOCTYPE a [<!ENTITY b '{value}'>]>");
        let document = format!("{head}{}", "&b;".repeat(1_000_000));
        assert!(expanded(&document).len() <= document.len() + (1 << 20));
        let nested = "<!DOCTYPE a [<!ENTITY b 'xx'><!ENTITY c '&b;&b;'>]>&c;";
        assert!(expanded(nested).ends_with("&c;"));
    }
}
