//! The line to a mail server: commands out, responses in, each within its bounds (RFC 3501 §2.2, §4.3, §7).

use crate::error::{Error, Kind, Result};
use bytes::{Bytes, BytesMut};
use imap_proto::Response;
use std::io;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// How deep brackets may lie in a response: what is asked for has two.
const DEPTH_MAX: usize = 32;
/// Characters that are told of what a server says.
const WORDS_MAX: usize = 200;

/// The line, of which what was read and not used yet is kept.
#[derive(Debug)]
pub(super) struct Line<S> {
    stream: S,
    buffer: BytesMut,
    n_commands: u32,
}

/// How a server ends its answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It did what it was asked.
    Done,
    /// It did not, in its words.
    Refused(String),
}

impl<S: AsyncRead + AsyncWrite + Unpin> Line<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, buffer: BytesMut::new(), n_commands: 0 }
    }

    /// Hears the server's greeting.
    pub(super) async fn greeting(&mut self, bytes_max: usize) -> Result<Answer> {
        let said = self.hear(&mut { bytes_max }).await?;
        Ok(answer(said.strip_prefix(b"* ").unwrap_or(&said)))
    }

    /// Puts a command, at whose end `secret` stands, and gives `each` the responses up to its end; one that cannot be
    /// read is `None`. In all they may have so many bytes.
    pub(super) async fn ask(
        &mut self,
        command: &str,
        secret: Option<&str>,
        bytes_max: usize,
        mut each: impl FnMut(Option<Response<'_>>),
    ) -> Result<Answer> {
        self.n_commands += 1;
        let tag = format!("a{} ", self.n_commands);
        let literal = secret.map(|it| format!(" {{{}}}", it.len())).unwrap_or_default();
        self.send(&format!("{tag}{command}{literal}\r\n")).await?;
        let (mut secret, mut left) = (secret, bytes_max);
        loop {
            let said = self.hear(&mut left).await?;
            if let Some(end) = said.strip_prefix(tag.as_bytes()) {
                return Ok(answer(end));
            }
            if said.starts_with(b"+")
                && let Some(secret) = secret.take()
            {
                self.send(&format!("{secret}\r\n")).await?;
                continue;
            }
            // The parser goes into brackets without end.
            let said = Some(&said).filter(|said| depth(said) <= DEPTH_MAX);
            each(said.and_then(|said| Response::parse(said).ok()).map(|(_, response)| response));
        }
    }

    async fn send(&mut self, text: &str) -> Result<()> {
        let sent = async {
            self.stream.write_all(text.as_bytes()).await?;
            self.stream.flush().await
        };
        sent.await.map_err(|cause| broken(&cause))
    }

    /// One response: a line, and the literals that it announces with the lines behind them.
    async fn hear(&mut self, left: &mut usize) -> Result<Bytes> {
        // Up to `start` it is known what stands there, up to `looked` that no line ends there.
        let (mut start, mut looked) = (0, 0);
        loop {
            if let Some(end) = self.buffer[looked..].iter().position(|byte| *byte == b'\n') {
                let end = looked + end + 1;
                let Some(n_bytes) = literal(&self.buffer[start..end]) else {
                    *left = left.checked_sub(end).ok_or_else(too_large)?;
                    return Ok(self.buffer.split_to(end).freeze());
                };
                start = end.checked_add(n_bytes).filter(|end| end <= left).ok_or_else(too_large)?;
                looked = start;
            } else {
                looked = looked.max(self.buffer.len());
            }
            while self.buffer.len() < looked.max(start) + 1 {
                if self.buffer.len() > *left {
                    return Err(too_large());
                }
                let n_bytes = self.stream.read_buf(&mut self.buffer).await;
                if n_bytes.map_err(|cause| broken(&cause))? == 0 {
                    return Err(broken(&io::ErrorKind::UnexpectedEof.into()));
                }
            }
        }
    }
}

/// How deep brackets lie in a response, those of its literals apart.
fn depth(said: &[u8]) -> usize {
    let (mut deepest, mut open, mut rest) = (0usize, 0usize, said);
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let line = &rest[..=end];
        for byte in line {
            match byte {
                b'(' => open += 1,
                b')' => open = open.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(open);
        }
        rest = rest.get(line.len() + literal(line).unwrap_or(0)..).unwrap_or_default();
    }
    deepest
}

/// The length of the literal that a line announces at its end: `{123}`, or `{123+}`.
fn literal(line: &[u8]) -> Option<usize> {
    let line = line.trim_ascii_end().strip_suffix(b"}")?;
    let start = line.iter().rposition(|byte| *byte == b'{')? + 1;
    let digits = line[start..].strip_suffix(b"+").unwrap_or(&line[start..]);
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn answer(end: &[u8]) -> Answer {
    let said = String::from_utf8_lossy(end);
    let (status, words) = said.trim().split_once(' ').unwrap_or((said.trim(), ""));
    match status.to_ascii_uppercase().as_str() {
        "OK" | "PREAUTH" => Answer::Done,
        _ => Answer::Refused(words.chars().filter(|c| !c.is_control()).take(WORDS_MAX).collect()),
    }
}

fn too_large() -> Error {
    Error::new(Kind::Malformed, "the server sends more than it may").code("too-large")
}

fn broken(cause: &io::Error) -> Error {
    let why = match cause.kind() {
        io::ErrorKind::UnexpectedEof => "the server hung up".to_owned(),
        _ => format!("the connection broke: {cause:.200}"),
    };
    Error::new(Kind::Transient, why).code("connection")
}

#[cfg(test)]
mod tests {
    use super::{Answer, Line};
    use imap_proto::{AttributeValue, Response};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream};

    /// A line to a server that says all of `text`, whatever it is asked.
    async fn line(text: &str) -> (Line<DuplexStream>, DuplexStream) {
        let (near, mut far) = tokio::io::duplex(1 << 16);
        far.write_all(text.as_bytes()).await.unwrap();
        (Line::new(near), far)
    }

    #[tokio::test]
    async fn literals_are_part_of_their_response_whatever_stands_in_them() {
        let text = "* OK ready\r\n+ go on\r\n* 1 FETCH (UID 7 BODY[] {11}\r\na2 OK {9}\r\n)\r\n\
                    * nonsense {\r\na1 OK done\r\na2 NO [X] not\u{1} so\r\n";
        let (mut line, mut far) = line(text).await;
        assert_eq!(line.greeting(100).await.unwrap(), Answer::Done);
        let (mut body, mut n_unread) = (Vec::new(), 0);
        let each = |response: Option<Response<'_>>| match response {
            Some(Response::Fetch(_, values)) => {
                for value in values {
                    if let AttributeValue::BodySection { data: Some(data), .. } = value {
                        body = data.to_vec();
                    }
                }
            }
            Some(_) => {}
            None => n_unread += 1,
        };
        let said = line.ask("LOGIN \"a\"", Some("p w"), 1000, each).await.unwrap();
        assert_eq!((said, n_unread), (Answer::Done, 1));
        assert_eq!(body, b"a2 OK {9}\r\n");
        let said = line.ask("NOOP", None, 1000, |_| {}).await.unwrap();
        assert_eq!(said, Answer::Refused("[X] not so".to_owned()));
        drop(line);
        let mut asked = String::new();
        far.read_to_string(&mut asked).await.unwrap();
        assert_eq!(asked, "a1 LOGIN \"a\" {3}\r\np w\r\na2 NOOP\r\n");
    }

    #[tokio::test]
    async fn server_that_sends_more_than_it_may_is_not_heard_out() {
        for text in [
            "* 1 FETCH (BODY[] {99999999999}\r\n".to_owned(),
            "* 1 FETCH (BODY[] {2000}\r\n".to_owned(),
            format!("* {}", "x".repeat(2000)),
            "* 1 EXISTS\r\n".repeat(200),
        ] {
            let (mut line, _far) = line(&text).await;
            let error = line.ask("NOOP", None, 1000, |_| {}).await.unwrap_err();
            assert_eq!(error.code, "too-large", "{text:.40}");
        }
        let (mut line, far) = line("* 1 EXI").await;
        drop(far);
        assert_eq!(line.ask("NOOP", None, 1000, |_| {}).await.unwrap_err().code, "connection");
    }
}
