//! The two heads of a record: its named fields, and the HTTP message in its block.

use std::borrow::Cow;

/// A stored HTTP response head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpHead {
    /// The status; 0 to 999.
    pub status: u16,
    /// The header fields in their order; folded lines are one.
    pub headers: Vec<(String, String)>,
}

impl HttpHead {
    /// The first header named `name` in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }
}

/// The first of `fields` named `name` in any case.
pub(super) fn find<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// Headers as they are stored: fit to be written, without secrets, true of the stored payload.
///
/// `Transfer-Encoding` is left out and `Content-Length` is `n_payload`, added if there is none.
/// Values of cookies and of credentials become `redacted`; control characters become spaces; a field whose name
/// is not a token (RFC 9110 §5.1) is left out. Cleaning what is clean changes nothing.
#[must_use]
pub fn clean_headers(headers: &[(String, String)], n_payload: usize) -> Vec<(String, String)> {
    const SECRET: [&str; 5] = [
        "set-cookie",
        "set-cookie2",
        "authorization",
        "proxy-authorization",
        "authentication-info",
    ];
    let mut has_length = false;
    let mut clean = Vec::with_capacity(headers.len() + 1);
    for (name, value) in headers {
        if name.eq_ignore_ascii_case("transfer-encoding") || !is_token(name) {
            continue;
        }
        if name.eq_ignore_ascii_case("content-length") {
            if !has_length {
                clean.push((name.clone(), n_payload.to_string()));
            }
            has_length = true;
        } else if SECRET.iter().any(|secret| name.eq_ignore_ascii_case(secret)) {
            clean.push((name.clone(), "redacted".to_owned()));
        } else {
            let value = value.replace(|c: char| c.is_control() && c != '\t', " ");
            clean.push((name.clone(), value.trim_matches([' ', '\t']).to_owned()));
        }
    }
    if !has_length {
        clean.push(("Content-Length".to_owned(), n_payload.to_string()));
    }
    clean
}

/// `uri` with control characters and spaces percent-encoded, so that it cannot end a line.
#[must_use]
pub fn clean_uri(uri: &str) -> String {
    let mut clean = String::with_capacity(uri.len());
    for c in uri.chars() {
        if c.is_control() || c.is_whitespace() {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                clean.push_str(&format!("%{byte:02X}"));
            }
        } else {
            clean.push(c);
        }
    }
    clean
}

fn is_token(name: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !name.is_empty() && name.bytes().all(fits)
}

/// What is known of the end of a record's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadEnd {
    /// It ends behind so many bytes.
    Behind(usize),
    /// Another record begins before it ends.
    NextRecord,
    /// It ends further on, if at all.
    Ahead,
}

/// The same as [`end_of_head`] for a record's head: the search ends where the next record begins, so that a file of
/// nothing but first lines is not searched to its end for each of them.
pub(super) fn end_of_record_head(bytes: &[u8], from: usize) -> HeadEnd {
    // Six bytes back, since what is looked for may straddle `from`.
    let mut at = from.saturating_sub(6);
    while let Some(feed) = memchr::memchr(b'\n', &bytes[at..]).map(|i| at + i) {
        match bytes[feed + 1..] {
            [b'\n', ..] => return HeadEnd::Behind(feed + 2),
            [b'\r', b'\n', ..] => return HeadEnd::Behind(feed + 3),
            [b'W', b'A', b'R', b'C', b'/', ..] => return HeadEnd::NextRecord,
            _ => at = feed + 1,
        }
    }
    HeadEnd::Ahead
}

/// Where the head at the start of `bytes` ends: behind its first empty line. Lines may end in CR LF or LF.
/// The search begins at `from`; what lies before it is known to hold no end.
pub(super) fn end_of_head(bytes: &[u8], from: usize) -> Option<usize> {
    // Three bytes back, since an end may straddle `from`.
    let mut at = from.saturating_sub(3);
    while let Some(feed) = memchr::memchr(b'\n', &bytes[at..]).map(|i| at + i) {
        match bytes[feed + 1..] {
            [b'\n', ..] => return Some(feed + 2),
            [b'\r', b'\n', ..] => return Some(feed + 3),
            _ => at = feed + 1,
        }
    }
    None
}

/// The named fields of `lines`, in order. A line that begins with white space continues the one before;
/// a line without a colon is passed over.
pub(super) fn fields(lines: &[u8]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut rest = lines;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = text(rest[..end].strip_suffix(b"\r").unwrap_or(&rest[..end]));
        rest = rest.get(end + 1..).unwrap_or_default();
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim_matches([' ', '\t']).to_owned()));
        }
    }
    fields
}

/// UTF-8 as it is; anything else as ISO 8859-1, which RFC 9110 §5.5 says old fields are in.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().copied().map(char::from).collect()),
    }
}

/// The HTTP response head at the start of `block`, and its length; `None` if there is none.
///
/// Lines may end in LF, the reason phrase may be missing, and so may the empty line at the end of a block
/// that has no payload.
pub(super) fn http(block: &[u8]) -> Option<(HttpHead, usize)> {
    if !block.starts_with(b"HTTP/") {
        return None;
    }
    let end = end_of_head(block, 0).unwrap_or(block.len());
    let line_end = block[..end].iter().position(|b| *b == b'\n').unwrap_or(end);
    let line = text(&block[..line_end]);
    let status = line.split_ascii_whitespace().nth(1)?;
    if status.len() != 3 || !status.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let status = status.parse().ok()?;
    let headers = fields(&block[(line_end + 1).min(end)..end]);
    Some((HttpHead { status, headers }, end))
}

/// What a payload is whose head says that it is in chunks (RFC 9112 §7.1).
pub(super) enum Chunks {
    /// It is not: archives often keep the head and store the decoded payload.
    None,
    /// It is, and this is what they hold.
    Whole(Vec<u8>),
    /// It begins in chunks, and does not go on so to its end.
    Broken,
}

/// `payload` without its chunked coding. It is in chunks if it begins as one does.
pub(super) fn dechunk(payload: &[u8]) -> Chunks {
    let mut rest = payload;
    let mut out = Vec::new();
    loop {
        let no_chunk = if out.is_empty() { Chunks::None } else { Chunks::Broken };
        let Some((size, data)) = chunk_size(rest) else { return no_chunk };
        // Behind the last chunk trailer fields may follow, which nobody asks for.
        if size == 0 {
            return Chunks::Whole(out);
        }
        let Some((data, behind)) = data.split_at_checked(size) else { return Chunks::Broken };
        let behind = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n"));
        let Some(behind) = behind else { return no_chunk };
        out.extend_from_slice(data);
        rest = behind;
    }
}

/// The size of the chunk at the start of `bytes`, and what is behind its line.
fn chunk_size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let line_end = memchr::memchr(b'\n', &bytes[..bytes.len().min(1024)])?;
    let line = std::str::from_utf8(&bytes[..line_end]).ok()?;
    let digits = line.split(';').next().unwrap_or_default().trim();
    let fits = (1..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let size = usize::from_str_radix(digits, 16).ok().filter(|_| fits)?;
    Some((size, &bytes[line_end + 1..]))
}
