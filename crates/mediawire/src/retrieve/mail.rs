//! A mailbox (IMAP, RFC 3501): its messages, each had once, and none touched.
//!
//! It is spoken to over TLS only (RFC 8314 §3): `imaps://USER@HOST/MAILBOX`, and never in the clear or by STARTTLS. The
//! mailbox is opened by `EXAMINE` and read by `BODY.PEEK[]`, so that nothing is marked or deleted there.

mod connection;
mod line;
mod talk;

use crate::error::{Error, Kind, Result};
use crate::retrieve::queue::Turn;
use crate::retrieve::{Client, guard};
use bytes::Bytes;
use percent_encoding::percent_decode_str;
use std::time::Duration;
use talk::Talk;
use tokio::sync::OwnedSemaphorePermit;
use url::{Host, Url};

/// The port of IMAP over TLS (RFC 8314 §3.2).
const PORT: u16 = 993;
/// Senders that one address may name.
const SENDERS_MAX: usize = 100;

/// The mailbox that a source's list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The user's name at the server.
    pub user: String,
    /// The server.
    pub host: Host<String>,
    /// Its port.
    pub port: u16,
    /// The mailbox's name there.
    pub name: String,
    /// Whose messages are read, in lower case: `USER@HOST`, or `@HOST` for all of it. Empty for everybody's.
    pub senders: Vec<String>,
}

/// How far a mailbox was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The number that holds as long as the mailbox's numbers of messages do (`UIDVALIDITY`).
    pub validity: u32,
    /// The number of the last message that was had.
    pub uid: u32,
}

/// What a poll of a mailbox gave.
#[derive(Debug)]
pub struct Post {
    /// How far the mailbox is read now.
    pub seen: Seen,
    /// What is new, in the order in which it came.
    pub new: Vec<Received>,
    /// Why it broke off after those, if it did.
    pub broke: Option<Error>,
}

/// A message that is new.
#[derive(Debug, Clone)]
pub struct Received {
    /// Its number.
    pub uid: u32,
    /// Its bytes as they lie there; why it was not taken.
    pub bytes: std::result::Result<Bytes, String>,
}

impl Mailbox {
    /// The mailbox that a list's address names, where it is one's.
    ///
    /// # Errors
    /// `Malformed`: what to write instead.
    #[must_use]
    pub fn parse(list: &str) -> Option<Result<Self>> {
        let url = Url::parse(list).ok().filter(|it| matches!(it.scheme(), "imap" | "imaps"))?;
        let wrong = |why: &str| {
            let how = "write imaps://USER@HOST/MAILBOX";
            Error::new(Kind::Malformed, format!("cannot use the mailbox's address: {why}; {how}"))
        };
        Some(Self::of_url(&url).map_err(|why| wrong(why).code("url")))
    }

    fn of_url(url: &Url) -> std::result::Result<Self, &'static str> {
        if url.scheme() == "imap" {
            return Err("mail is asked for over TLS only");
        }
        if url.password().is_some() {
            return Err(
                "a password does not stand in it but in a file, which the configuration names",
            );
        }
        let text = |raw: &str| percent_decode_str(raw).decode_utf8().map(String::from);
        let user = text(url.username()).map_err(|_| "its user is no text")?;
        // Of a scheme that it does not know, the parser leaves the host as it stands.
        let host = Host::parse(url.host_str().unwrap_or_default()).map_err(|_| "it has no host")?;
        let name = text(url.path().trim_matches('/')).map_err(|_| "its mailbox is no text")?;
        let name = if name.is_empty() { "INBOX".to_owned() } else { name };
        let is_plain = |text: &str| text.bytes().all(|byte| (b' '..0x7f).contains(&byte));
        if user.is_empty() || !is_plain(&user) {
            return Err("it names no user");
        }
        if !is_plain(&name) {
            return Err(
                "its mailbox has letters that are not ASCII: write them as the server does (RFC 3501 §5.1.3)",
            );
        }
        let senders = url.query_pairs().filter(|(key, _)| key == "from");
        let senders = senders.map(|(_, value)| value.trim().to_lowercase());
        let senders: Vec<String> =
            senders.filter(|it| it.contains('@')).take(SENDERS_MAX).collect();
        if senders.is_empty() && url.query().is_some() {
            return Err("behind the question mark stands from=USER@HOST or from=@HOST");
        }
        let port = url.port().unwrap_or(PORT);
        Ok(Self { user, host, port, name, senders })
    }

    /// The name of its account in the configuration: `USER@HOST`, in lower case.
    #[must_use]
    pub fn account(&self) -> String {
        format!("{}@{}", self.user, self.host).to_lowercase()
    }

    /// Whether a message that says that it is from `sender` is read.
    #[must_use]
    pub fn lets_in(&self, sender: &str) -> bool {
        let sender = sender.to_lowercase();
        let host = sender.find('@').map_or("", |at| &sender[at..]);
        self.senders.is_empty() || self.senders.iter().any(|it| *it == sender || *it == host)
    }

    /// The address of a message, and nothing of server and user in it (after RFC 5092 §4).
    #[must_use]
    pub fn message_url(&self, validity: u32, uid: u32) -> String {
        let mut url = Url::parse("imap:/").expect("it is an address");
        url.set_path(&self.name);
        format!("imap:{};UIDVALIDITY={validity}/;UID={uid}", url.path())
    }
}

impl Client {
    /// What is new in a mailbox since it was read as far as `seen`.
    ///
    /// # Errors
    /// With a `code` that says what was wrong: `auth`, `mailbox`, `tls`, `dns`, `forbidden-address`, `port`, `connect`,
    /// `timeout-…`, `account`, `proxy`.
    pub async fn post(&self, mailbox: &Mailbox, seen: Option<Seen>) -> Result<Post> {
        let read = async {
            let (mut talk, _held) = self.talk(mailbox).await?;
            let post = talk.read(mailbox, seen).await;
            talk.log_out().await;
            post
        };
        Box::pin(read).await.map_err(|error| error.context(tried(mailbox)))
    }

    /// How many messages lie in a mailbox.
    ///
    /// # Errors
    /// As [`Client::post`].
    pub async fn n_messages(&self, mailbox: &Mailbox) -> Result<u32> {
        let open = async {
            let (mut talk, _held) = self.talk(mailbox).await?;
            let opened = talk.open(mailbox).await;
            talk.log_out().await;
            Ok::<_, Error>(opened?.1)
        };
        Box::pin(open).await.map_err(|error| error.context(tried(mailbox)))
    }

    /// An exchange with the server of `mailbox`, and the turn and the lane that are held for it.
    async fn talk(
        &self,
        mailbox: &Mailbox,
    ) -> Result<(Talk<'_>, (Turn, Option<OwnedSemaphorePermit>))> {
        let name = mailbox.account();
        let account = self.settings.accounts.get(&name).ok_or_else(|| {
            let why = format!(
                "the configuration has no account for it: write [imap.{name:?}] with password_file"
            );
            Error::new(Kind::Refused, why).code("account")
        })?;
        guard::check_mail(&mailbox.host, mailbox.port, account.address)?;
        if self.settings.proxy.is_some() && account.address.is_none() {
            let why = "requests go through a proxy, which mail cannot: give its account the address of a server inside your network";
            return Err(Error::new(Kind::Refused, why).code("proxy"));
        }
        let mut turn = self.queues.turn(&mailbox.host.to_string()).await;
        turn.start(Duration::ZERO).await;
        let (connection, lane) = self.connect(mailbox, account).await?;
        let talk = Talk::log_in(connection, &self.settings.limits, mailbox, account).await?;
        Ok((talk, (turn, lane)))
    }
}

fn tried(mailbox: &Mailbox) -> String {
    let Mailbox { user, host, name, .. } = mailbox;
    format!("cannot read the mailbox {name} of {user} at {host}")
}

#[cfg(test)]
mod tests {
    use super::Mailbox;

    #[test]
    fn address_names_user_server_mailbox_and_senders() {
        let read = |list: &str| Mailbox::parse(list).unwrap().unwrap();
        let mailbox = read(
            "imaps://wire%40a.example@mail.a.example/Agency/Tolva%20News?from=Desk@t.example&from=@u.example",
        );
        assert_eq!((mailbox.user.as_str(), mailbox.port), ("wire@a.example", 993));
        assert_eq!(mailbox.name, "Agency/Tolva News");
        assert_eq!(mailbox.account(), "wire@a.example@mail.a.example");
        let url = "imap:/Agency/Tolva%20News;UIDVALIDITY=7/;UID=9";
        assert_eq!(mailbox.message_url(7, 9), url);
        for (sender, is_let_in) in [
            ("desk@T.example", true),
            ("me@t.example", false),
            ("any@u.example", true),
            ("", false),
        ] {
            assert_eq!(mailbox.lets_in(sender), is_let_in, "{sender}");
        }
        let mailbox = read("imaps://wire@mail.a.example:1993");
        assert_eq!((mailbox.name.as_str(), mailbox.port), ("INBOX", 1993));
        assert!(mailbox.lets_in("anybody@x.example"));
    }

    #[test]
    fn what_is_no_address_of_a_mailbox_is_told() {
        for (list, why) in [
            ("imap://wire@mail.a.example/INBOX", "over TLS only"),
            ("imaps://wire:secret@mail.a.example/INBOX", "a password does not stand in it"),
            ("imaps://mail.a.example/INBOX", "it names no user"),
            ("imaps://wire@mail.a.example/Gr%C3%B6%C3%9Fe", "not ASCII"),
            ("imaps://wire@mail.a.example/INBOX%0D%0AX", "not ASCII"),
            ("imaps://wire@mail.a.example/INBOX?form=a@b.example", "from=USER@HOST"),
        ] {
            let told = Mailbox::parse(list).unwrap().unwrap_err().to_string();
            assert!(told.contains(why) && !told.contains("secret"), "{list}: {told}");
        }
        assert!(Mailbox::parse("https://a.example/feed").is_none());
    }
}
