//! Webhooks: each dispatch as signed JSON, as the Standard Webhooks specification says (standardwebhooks.com, 2023).

use super::{Receipt, Sending};
use crate::error::{Context as _, Error, Kind, Result};
use crate::retrieve::{Message, Reply};
use crate::store::destinations::{Kept, Secrets};
use crate::{Wire, random};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::destination::Destination;
use mediawire_core::publish::delivery;
use ring::hmac;

/// What a secret begins with, so that one is known where it does not belong.
const PREFIX: &str = "whsec_";

pub(super) fn check(wire: &Wire, it: &Destination) -> Result<()> {
    wire.client.check_destination(&it.url)?;
    if it.settings.is_empty() {
        return Ok(());
    }
    Err(Error::new(Kind::Malformed, "a webhook has no settings").code("settings"))
}

/// 32 random bytes, written as the specification has it.
pub(super) fn new_secret(given: &str) -> Result<String> {
    if !given.is_empty() {
        let why = "the secret of a webhook is made here: take the one that is shown";
        return Err(Error::new(Kind::Malformed, why).code("secret"));
    }
    Ok(format!("{PREFIX}{}", STANDARD.encode(random()?.as_bytes())))
}

pub(super) async fn send(wire: &Wire, sending: &Sending<'_>) -> Result<Receipt> {
    let it = &sending.delivery;
    // With the moment: a wire that was restored from a backup gives its numbers a second time.
    let name = format!("{} {}", it.number, it.at.as_millisecond());
    let body = delivery::write(&wire.site(), it);
    post(wire, sending.to, name.as_bytes(), body).await?.accepted()?;
    Ok(Receipt::default())
}

pub(super) async fn test(wire: &Wire, to: &Kept) -> Result<Reply> {
    let body = delivery::ping(&wire.site(), wire.now());
    post(wire, to, random()?.as_bytes(), body).await
}

/// Sends `body` under the id that stands for `name` at this destination, and for no other there or elsewhere.
async fn post(wire: &Wire, to: &Kept, name: &[u8], body: Vec<u8>) -> Result<Reply> {
    let id = Digest::of_parts(&[to.token.as_bytes(), name]).to_base32(26);
    let id = format!("msg_{id}");
    let at = wire.now();
    let signature = signature(&to.secrets, &id, at, &body)?;
    let headers = vec![
        ("content-type", "application/json".to_owned()),
        ("webhook-id", id),
        ("webhook-timestamp", at.as_second().to_string()),
        ("webhook-signature", signature),
    ];
    let url = to.destination.url.as_str();
    wire.client.send(Message { method: Method::POST, url, headers, body }).await
}

/// The signature by each secret that holds at the moment `at`, the newest first.
fn signature(secrets: &Secrets, id: &str, at: Timestamp, body: &[u8]) -> Result<String> {
    let mut signed = format!("{id}.{}.", at.as_second()).into_bytes();
    signed.extend_from_slice(body);
    let before = Some(&secrets.before)
        .filter(|it| !it.is_empty() && at.as_millisecond() < secrets.before_until_ms);
    let mut all = Vec::new();
    for secret in [Some(&secrets.now), before].into_iter().flatten() {
        let letters = secret.strip_prefix(PREFIX).unwrap_or(secret);
        let tried = || "the secret of a webhook is none";
        let bytes = STANDARD.decode(letters).context(Kind::Bug, tried)?;
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &bytes), &signed);
        all.push(format!("v1,{}", STANDARD.encode(tag.as_ref())));
    }
    Ok(all.join(" "))
}

#[cfg(test)]
mod tests {
    use super::signature;
    use crate::store::destinations::Secrets;
    use jiff::Timestamp;

    #[test]
    fn signature_is_the_specifications() {
        // The sample of the specification's own libraries; the second is by `openssl dgst -sha256 -mac HMAC`.
        let body = br#"{"test": 2432232314}"#;
        let at = Timestamp::from_second(1_614_265_330).unwrap();
        let until_ms = 1_614_265_330_001;
        let secrets = |before: &str, before_until_ms| Secrets {
            now: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned(),
            before: before.to_owned(),
            before_until_ms,
        };
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        let sign = |secrets: &Secrets| signature(secrets, id, at, body).unwrap();
        let new = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        let old = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
        assert_eq!(sign(&secrets("", 0)), new);
        assert_eq!(sign(&secrets(old, until_ms - 1)), new, "the old one holds no more");
        let both = sign(&secrets(old, until_ms));
        let (first, second) = both.split_once(' ').unwrap();
        assert_eq!((first, second), (new, "v1,/485aUtxlie+TIScVpHggMfqOB4so2KWb7+Gf727B44="));
        let error = signature(&secrets("whsec_?", i64::MAX), id, at, body).unwrap_err();
        assert!(!error.to_string().contains('?'), "{error}");
    }
}
