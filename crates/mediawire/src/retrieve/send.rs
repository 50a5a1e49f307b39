//! A message to a destination: what the house itself has set up, behind the guard like every other question.
//!
//! It goes over https, and to addresses inside the network only where the operator has named them. It waits in no host's
//! queue and asks for no robots.txt: whose it is has asked for it, and how much is sent at once is the sender's to bound.

use crate::error::{Error, Kind, Result};
use crate::retrieve::{Client, body, failure, guard, shown};
use bytes::{Bytes, BytesMut};
use http::Method;
use reqwest::Response;
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// What is read of the body of an answer; the rest is left.
const ANSWER_BYTES_MAX: usize = 1 << 20;

/// What is sent.
#[derive(Debug)]
pub struct Message<'a> {
    /// The method.
    pub method: Method,
    /// To which address.
    pub url: &'a str,
    /// Header fields: names in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

/// What came back, whatever its status is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The response head, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body's first MiB.
    pub body: Bytes,
}

impl Reply {
    /// The same if its status is a success.
    ///
    /// # Errors
    /// With the code of its status and, where it may be better later, the time that it asks for: `Transient` for what may
    /// be, `Refused` and `NotFound` for what will not.
    pub fn accepted(self) -> Result<Self> {
        if (200..300).contains(&self.status) {
            return Ok(self);
        }
        let asked = self.headers.iter().find(|(name, _)| name == "retry-after");
        Err(failure::of_code(self.status, asked.map(|(_, value)| value.as_str())))
    }
}

impl Client {
    /// The address that `url` is, if messages may be sent there as far as its words tell.
    ///
    /// # Errors
    /// As the guard gives; `Refused` with code `scheme` for http to anywhere but what the operator has named.
    pub fn check_destination(&self, url: &str) -> Result<Url> {
        self.destination(url).map(|target| target.url)
    }

    fn destination(&self, url: &str) -> Result<guard::Target> {
        let target = guard::check(url, &self.settings.destinations)?;
        if target.admitted.is_none() && target.url.scheme() != "https" {
            let why = "a destination is spoken to over https, or named in destinations.inside";
            return Err(Error::new(Kind::Refused, why).code("scheme"));
        }
        Ok(target)
    }

    /// Sends a message. Redirects are not followed, and an answer of any status is one.
    ///
    /// # Errors
    /// As [`Client::get`], where there is no answer.
    pub async fn send(&self, message: Message<'_>) -> Result<Reply> {
        let tried = format!("cannot send to {}", shown(message.url));
        Box::pin(self.send_now(message)).await.map_err(|error| error.context(tried))
    }

    async fn send_now(&self, message: Message<'_>) -> Result<Reply> {
        let target = self.destination(message.url)?;
        self.judge(&target).await?;
        let mut request = self.ask(message.method, &target)?;
        for (name, value) in message.headers {
            request = request.header(name, value);
        }
        if !message.body.is_empty() {
            request = request.body(message.body);
        }
        let limits = &self.settings.limits;
        let time = Duration::from_millis(limits.header_ms);
        let late =
            |code| move |_| Error::new(Kind::Transient, "it did not answer in time").code(code);
        let response = timeout(time, request.send()).await.map_err(late("timeout-header"))?;
        let response = response.map_err(|error| failure::of_request(&error))?;
        let (status, headers) = (response.status().as_u16(), response.headers());
        let headers = body::head(headers, limits)?;
        let body = timeout(time, beginning(response)).await.map_err(late("timeout-total"))??;
        Ok(Reply { status, headers, body })
    }
}

/// The body as far as it is read.
async fn beginning(mut response: Response) -> Result<Bytes> {
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure::of_request(&error))? {
        let room = ANSWER_BYTES_MAX - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if body.len() == ANSWER_BYTES_MAX {
            break;
        }
    }
    Ok(body.freeze())
}
