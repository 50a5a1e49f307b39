//! Forms that carry files (`multipart/form-data`, RFC 7578): their parts by name.

/// Parts that are read.
const PARTS_MAX: usize = 40;

/// The parts of a form, each with its name and its bytes; empty if `media_type` names no boundary.
///
/// ```
/// use mediawire_core::codec::form::parts;
/// let body = b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n";
/// assert_eq!(parts("multipart/form-data; boundary=x", body), [("a".to_owned(), &b"1"[..])]);
/// ```
#[must_use]
pub fn parts<'a>(media_type: &str, body: &'a [u8]) -> Vec<(String, &'a [u8])> {
    let Some(boundary) = parameter(media_type, "boundary").filter(|it| !it.is_empty()) else {
        return Vec::new();
    };
    let mark = format!("\r\n--{boundary}");
    // The first mark may have no line before it.
    let first = &mark.as_bytes()[2..];
    let Some(at) = (body.starts_with(first).then_some(first.len()))
        .or_else(|| memchr::memmem::find(body, mark.as_bytes()).map(|at| at + mark.len()))
    else {
        return Vec::new();
    };
    let (mut rest, mut found) = (&body[at..], Vec::new());
    while found.len() < PARTS_MAX && !rest.starts_with(b"--") {
        let Some(end) = memchr::memmem::find(rest, mark.as_bytes()) else { break };
        found.extend(part(&rest[..end]));
        rest = &rest[end + mark.len()..];
    }
    found
}

/// Name and bytes of what stands between two marks.
fn part(bytes: &[u8]) -> Option<(String, &[u8])> {
    let end = memchr::memmem::find(bytes, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let line = head.lines().find(|line| {
        line.split_once(':').is_some_and(|(key, _)| key.eq_ignore_ascii_case("content-disposition"))
    })?;
    Some((parameter(line, "name")?, &bytes[end + 4..]))
}

/// A parameter of a head's value, without quotation marks.
fn parameter(value: &str, name: &str) -> Option<String> {
    let mut rest = value;
    while let Some(at) = rest.find(';') {
        rest = rest[at + 1..].trim_start();
        let (key, text) = rest.split_once('=')?;
        let (text, behind) = match text.strip_prefix('"') {
            Some(text) => text.split_once('"')?,
            None => text.split_at(text.find(';').unwrap_or(text.len())),
        };
        if key.trim().eq_ignore_ascii_case(name) {
            return Some(text.trim().to_owned());
        }
        rest = behind;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn parts_are_had_by_name_and_what_is_broken_gives_none() {
        let body = b"preamble\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a;name=b.opml\"\r\n\
                     Content-Type: text/xml\r\n\r\n<opml>\r\n--c\r\n</opml>\r\n--b\r\n\
                     content-disposition: form-data; name=section\r\n\r\nworld\r\n--b\r\nX: y\r\n\r\nz\r\n--b--\r\n";
        for media_type in ["multipart/form-data; boundary=b", "multipart/form-data; boundary=\"b\""]
        {
            let found = parts(media_type, body);
            let told: Vec<(&str, &[u8])> =
                found.iter().map(|(name, it)| (name.as_str(), *it)).collect();
            let expected: [(&str, &[u8]); 2] =
                [("file", b"<opml>\r\n--c\r\n</opml>"), ("section", b"world")];
            assert_eq!(told, expected);
        }
        for (media_type, body) in [
            ("multipart/form-data", &body[..]),
            ("multipart/form-data; boundary=", body),
            ("multipart/form-data; boundary=q", body),
            ("multipart/form-data; boundary=b", b""),
            (
                "multipart/form-data; boundary=b",
                b"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
            ),
            ("multipart/form-data; boundary=b", b"--b--"),
        ] {
            assert!(parts(media_type, body).is_empty(), "{media_type}");
        }
    }
}
