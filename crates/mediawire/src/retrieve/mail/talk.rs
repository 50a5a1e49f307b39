//! What is said to a mail server: log in, open the mailbox to read, which messages are new, each message.

use super::connection::Connection;
use super::line::{Answer, Line};
use super::{Mailbox, Post, Received, Seen};
use crate::config::Account;
use crate::error::{Error, Kind, Result};
use crate::retrieve::Limits;
use bytes::Bytes;
use imap_proto::{AttributeValue, MailboxDatum, Outcome, Response, ResponseCode};
use std::collections::HashMap;
use std::fmt::Display;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// Bytes of an answer beside a message: the numbers of a mailbox's messages are the longest.
const ANSWER_BYTES_MAX: usize = 16 << 20;

/// By which a server says that it may do later what it does not do now (RFC 5530 §3).
const PASSING: [&str; 3] = ["[UNAVAILABLE]", "[INUSE]", "[LIMIT]"];

/// An exchange with a server that has let us in.
pub(super) struct Talk<'a> {
    line: Line<Connection>,
    limits: &'a Limits,
}

impl<'a> Talk<'a> {
    /// Logs in.
    ///
    /// # Errors
    /// `Refused` with code `account` if the password cannot be read, and `auth` if the server does not take it.
    pub(super) async fn log_in(
        connection: Connection,
        limits: &'a Limits,
        mailbox: &Mailbox,
        account: &Account,
    ) -> Result<Self> {
        let path = &account.password_file;
        let password = tokio::fs::read_to_string(path).await.map_err(|cause| {
            let told = format!("cannot read the password in {}", path.display());
            Error::caused(Kind::Refused, told, cause).code("account")
        })?;
        let password = password.trim_end_matches(['\r', '\n']);
        if password.is_empty() || password.contains(char::is_control) {
            let why = format!("{} holds no password, or more than that", path.display());
            return Err(Error::new(Kind::Refused, why).code("account"));
        }
        let mut talk = Self { line: Line::new(connection), limits };
        let time = Duration::from_millis(limits.header_ms);
        let greeted = within(time, "waiting for the server's greeting", async {
            talk.line.greeting(ANSWER_BYTES_MAX).await
        });
        if let Answer::Refused(words) = greeted.await? {
            let why = format!("the server takes nobody now: {words}");
            return Err(Error::new(Kind::Transient, why).code("unavailable"));
        }
        match talk
            .ask("logging in", &format!("LOGIN {}", quoted(&mailbox.user)), Some(password), |_| {})
            .await?
        {
            Answer::Done => Ok(talk),
            Answer::Refused(words) => {
                let told = format!(
                    "the server does not let {} in ({words}): look at the user in the address and at the password in {}",
                    mailbox.user,
                    path.display()
                );
                Err(Error::new(Kind::Refused, told).code("auth"))
            }
        }
    }

    /// Opens the mailbox to read: how long its numbers of messages hold, and how many there are.
    pub(super) async fn open(&mut self, mailbox: &Mailbox) -> Result<(u32, u32)> {
        let (mut validity, mut n_messages) = (None, 0);
        let command = format!("EXAMINE {}", quoted(&mailbox.name));
        let opened = self.ask("opening it", &command, None, |response| match response {
            Response::Data {
                outcome: Outcome { code: Some(ResponseCode::UidValidity(n)), .. },
                ..
            } => {
                validity = Some(n);
            }
            Response::MailboxData(MailboxDatum::Exists(n)) => n_messages = n,
            _ => {}
        });
        if let Answer::Refused(words) = opened.await? {
            let told = format!(
                "the server does not open it ({words}): look at the mailbox in the address"
            );
            return Err(Error::new(Kind::NotFound, told).code("mailbox"));
        }
        let validity = validity.ok_or_else(|| {
            let why = "the server does not say how long its numbers of messages hold (UIDVALIDITY)";
            Error::new(Kind::Malformed, why).code("mailbox")
        })?;
        Ok((validity, n_messages))
    }

    /// Reads what is new since `seen`.
    pub(super) async fn read(&mut self, mailbox: &Mailbox, seen: Option<Seen>) -> Result<Post> {
        let end = Instant::now() + Duration::from_millis(self.limits.mail_total_ms);
        let (validity, n_messages) = self.open(mailbox).await?;
        let from = seen.filter(|seen| seen.validity == validity).map_or(0, |seen| seen.uid);
        let mut post = Post { seen: Seen { validity, uid: from }, new: Vec::new(), broke: None };
        if n_messages > 0 {
            let found = self.new_ones(from).await?;
            if let Err(error) = self.take(&found, &mut post, end).await {
                // What was had before it broke off is worth keeping.
                post.broke = Some(error);
            }
        }
        Ok(post)
    }

    /// The numbers of the first messages behind `from`, with their sizes.
    async fn new_ones(&mut self, from: u32) -> Result<Vec<(u32, usize)>> {
        let tried = "asking which messages are new";
        let command = format!("UID SEARCH UID {}:*", u64::from(from) + 1);
        let mut uids = Vec::new();
        let found = self.ask(tried, &command, None, |response| {
            if let Response::MailboxData(MailboxDatum::Search(found)) = response {
                uids.extend(found);
            }
        });
        done(tried, found.await?)?;
        // `n:*` names the last message even where that is before n (RFC 3501 §6.4.8).
        uids.retain(|uid| *uid > from);
        uids.sort_unstable();
        uids.truncate(self.limits.mail_messages_max);
        let (Some(first), Some(last)) = (uids.first(), uids.last()) else { return Ok(Vec::new()) };
        let tried = "asking how large messages are";
        let command = format!("UID FETCH {first}:{last} (UID RFC822.SIZE)");
        let mut sizes = HashMap::new();
        let found = self.ask(tried, &command, None, |response| {
            let Response::Fetch(_, values) = response else { return };
            let size = values.iter().find_map(|it| match it {
                AttributeValue::Rfc822Size(size) => usize::try_from(*size).ok(),
                _ => None,
            });
            if let (Some(uid), Some(size)) = (uid_of(&values), size) {
                sizes.insert(uid, size);
            }
        });
        done(tried, found.await?)?;
        // One without a size was deleted in between.
        Ok(uids.iter().filter_map(|uid| Some((*uid, *sizes.get(uid)?))).collect())
    }

    /// Takes messages, one after the other, into `post`.
    async fn take(&mut self, all: &[(u32, usize)], post: &mut Post, end: Instant) -> Result<()> {
        let max = self.limits.list_bytes_max;
        let mut n_bytes = 0usize;
        for &(uid, size) in all {
            n_bytes = n_bytes.saturating_add(size.min(max));
            let is_enough = n_bytes > self.limits.mail_bytes_max && !post.new.is_empty();
            if is_enough || Instant::now() >= end {
                return Ok(());
            }
            let too_large = |n_bytes: &dyn Display| {
                Err(format!("it has {n_bytes} bytes, more than {max} (retrieve.list_bytes_max)"))
            };
            let had =
                if size > max { Ok(Some(too_large(&size))) } else { self.message(uid, max).await };
            let (bytes, is_over) = match had {
                Ok(bytes) => (bytes, false),
                // The server said that it is smaller; what follows on the line is the rest of it.
                Err(error) if error.code == "too-large" => (Some(too_large(&"more")), true),
                Err(error) => return Err(error),
            };
            post.new.extend(bytes.map(|bytes| Received { uid, bytes }));
            post.seen.uid = uid;
            if is_over {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The bytes of a message, or why they cannot be read; `None` if it is not there any more.
    async fn message(&mut self, uid: u32, max: usize) -> Result<Option<Result<Bytes, String>>> {
        let time = Duration::from_millis(self.limits.list_total_ms);
        let tried = format!("asking for message {uid}");
        let command = format!("UID FETCH {uid} (UID BODY.PEEK[])");
        let (mut bytes, mut n_unread) = (None, 0);
        // What a server says beside it, such as that others have come, is short.
        let had = self.line.ask(&command, None, max + (64 << 10), |response| match response {
            Some(Response::Fetch(_, values)) if uid_of(&values) == Some(uid) => {
                bytes = values.into_iter().find_map(|it| match it {
                    AttributeValue::BodySection { section: None, data: Some(data), .. } => {
                        Some(Bytes::from(data.into_owned()))
                    }
                    _ => None,
                });
            }
            Some(_) => {}
            None => n_unread += 1,
        });
        let had = within(time, &tried, had).await?;
        if let Answer::Refused(words) = &had
            && !PASSING.iter().any(|code| words.contains(code))
        {
            // One that the server cannot give keeps no other from being read.
            return Ok(Some(Err(format!("the server says {words}"))));
        }
        done(&tried, had)?;
        Ok(match bytes {
            Some(bytes) => Some(Ok(bytes)),
            None if n_unread > 0 => Some(Err("what the server answers is no IMAP".to_owned())),
            None => None,
        })
    }

    /// Takes leave. Whether the server hears it is all one.
    pub(super) async fn log_out(mut self) {
        self.ask("logging out", "LOGOUT", None, |_| {}).await.ok();
    }

    async fn ask(
        &mut self,
        tried: &str,
        command: &str,
        secret: Option<&str>,
        mut each: impl FnMut(Response<'_>),
    ) -> Result<Answer> {
        let time = Duration::from_millis(self.limits.header_ms);
        let each = |response: Option<Response<'_>>| response.into_iter().for_each(&mut each);
        within(time, tried, self.line.ask(command, secret, ANSWER_BYTES_MAX, each)).await
    }
}

fn uid_of(values: &[AttributeValue<'_>]) -> Option<u32> {
    values.iter().find_map(|it| match it {
        AttributeValue::Uid(uid) => Some(*uid),
        _ => None,
    })
}

/// A text as a command has it (RFC 3501 §4.3).
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn done(tried: &str, answer: Answer) -> Result<()> {
    match answer {
        Answer::Done => Ok(()),
        Answer::Refused(words) => {
            let why = format!("{tried}: the server says {words}");
            Err(Error::new(Kind::Transient, why).code("server-error"))
        }
    }
}

async fn within<T>(
    time: Duration,
    tried: &str,
    said: impl Future<Output = Result<T>>,
) -> Result<T> {
    match timeout(time, said).await {
        Ok(said) => said.map_err(|error| error.context(tried)),
        Err(_) => {
            let why = format!("{tried} took longer than {} s", time.as_secs());
            Err(Error::new(Kind::Transient, why).code("timeout-header"))
        }
    }
}
