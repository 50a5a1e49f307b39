//! WordPress's REST API, as far as it is asked: each answer with what it says of itself.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::pipeline::deliver::wordpress::Settings;
use crate::retrieve::{Message, Reply};
use crate::store::destinations::Kept;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use serde_json::Value;
use url::form_urlencoded;

/// Characters of an answer's own words that are kept.
const WORDS_MAX: usize = 200;

/// Who asks which WordPress.
pub(super) struct Api<'a> {
    wire: &'a Wire,
    root: String,
    authorization: String,
}

/// What WordPress answered, whatever its status is.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Null if it is no JSON.
    pub(super) json: Value,
    reply: Reply,
}

/// A query as it stands in an address.
pub(super) fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

impl<'a> Api<'a> {
    pub(super) fn new(wire: &'a Wire, to: &Kept, settings: &Settings) -> Self {
        let proof = format!("{}:{}", settings.user, to.secrets.now);
        Self {
            wire,
            root: format!("{}/wp-json", to.destination.url.trim_end_matches('/')),
            authorization: format!("Basic {}", STANDARD.encode(proof)),
        }
    }

    /// Asks for `path` below the API's root, `/wp/v2/posts?…`.
    pub(super) async fn get(&self, path: &str) -> Result<Answer> {
        self.send(Method::GET, path, Vec::new(), Vec::new()).await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Answer> {
        let headers = vec![("content-type", "application/json".to_owned())];
        self.send(Method::POST, path, headers, body.to_string().into_bytes()).await
    }

    /// Removes what is at `path`, past the trash.
    pub(super) async fn delete(&self, path: &str) -> Result<()> {
        self.remove(&format!("{path}?force=true")).await
    }

    /// Puts what is at `path` into the trash, where a person finds it.
    pub(super) async fn trash(&self, path: &str) -> Result<()> {
        self.remove(path).await
    }

    async fn remove(&self, path: &str) -> Result<()> {
        let answer = self.send(Method::DELETE, path, Vec::new(), Vec::new()).await?;
        // What is not there any more was removed by an earlier try.
        if matches!(answer.status, 404 | 410) { Ok(()) } else { answer.taken().map(|_| ()) }
    }

    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        mut headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
    ) -> Result<Answer> {
        let url = format!("{}{path}", self.root);
        headers.push(("authorization", self.authorization.clone()));
        headers.push(("accept", "application/json".to_owned()));
        let reply = self.wire.client.send(Message { method, url: &url, headers, body }).await?;
        let json = serde_json::from_slice(&reply.body).unwrap_or(Value::Null);
        Ok(Answer { status: reply.status, json, reply })
    }
}

impl Answer {
    /// WordPress's own code of an error; empty if there is none.
    pub(super) fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or_default()
    }

    /// The answer as it came.
    pub(super) fn into_reply(self) -> Reply {
        self.reply
    }

    /// What was asked for, if it was given.
    ///
    /// # Errors
    /// As [`Reply::accepted`], with WordPress's own words; `Malformed` if it is no JSON.
    pub(super) fn taken(self) -> Result<Value> {
        let told = format!("{} {}", self.code(), self.json["message"].as_str().unwrap_or_default());
        let told: String =
            told.trim().chars().filter(|c| !c.is_control()).take(WORDS_MAX).collect();
        match self.reply.accepted() {
            Ok(_) if self.json.is_null() => {
                let why = "what answers is not the REST API of WordPress";
                Err(Error::new(Kind::Malformed, why).code("wordpress"))
            }
            Ok(_) => Ok(self.json),
            Err(error) if told.is_empty() => Err(error),
            Err(error) => Err(error.context(format!("WordPress says {told:?}"))),
        }
    }
}
