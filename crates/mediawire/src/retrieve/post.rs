//! A form sent to another site, behind the same guard as every question: a subscription at a hub.

use crate::error::{Error, Kind, Result};
use crate::retrieve::{Client, failure, guard, shown};
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use std::time::Duration;
use tokio::time::{Instant, timeout};
use url::form_urlencoded::Serializer;

impl Client {
    /// Posts the form `fields` to `url`. Redirects are not followed, and of the answer only its status counts.
    ///
    /// # Errors
    /// As [`Client::get`]; whatever is not a success is an error.
    pub async fn post_form(&self, url: &str, fields: &[(&str, &str)]) -> Result<()> {
        let tried = || format!("cannot post to {}", shown(url));
        self.post_form_now(url, fields).await.map_err(|error| error.context(tried()))
    }

    async fn post_form_now(&self, url: &str, fields: &[(&str, &str)]) -> Result<()> {
        let target = guard::check(url, &self.settings.admit)?;
        let host = target.queue();
        self.pauses.check(&host, Instant::now())?;
        let mut turn = self.queues.turn(&host).await;
        turn.start(Duration::ZERO).await;
        self.judge(&target).await?;
        let form = Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self
            .ask(Method::POST, &target)?
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form);
        let time = Duration::from_millis(self.settings.limits.header_ms);
        let answer = timeout(time, request.send()).await.map_err(|cause| {
            Error::caused(Kind::Transient, "it did not answer in time", cause)
                .code("timeout-header")
        })?;
        let response = answer.map_err(|error| failure::of_request(&error))?;
        if response.status().is_success() {
            return Ok(());
        }
        let error = failure::of_status(&response);
        self.pauses.note(&host, &error, Instant::now());
        Err(error)
    }
}
