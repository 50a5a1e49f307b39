//! WebSub (W3C, 2018): a list that names a hub is subscribed to there, so that what is new is known at once.
//!
//! What a hub sends is taken as the word that there is something new: the list itself is asked then, so that all that
//! is archived came from the source. The list is polled as well, more seldom: hubs fall silent without a word.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::job::Job;
use crate::pipeline::manners::Head;
use crate::store::lists;
use crate::store::subscriptions::{self, Subscription};
use jiff::Timestamp;
use mediawire_core::model::source::Source;
use mediawire_core::read;
use ring::hmac;
use std::sync::Arc;
use url::Url;

const DAY_MS: i64 = 86_400_000;
/// How long a subscription is asked for, in seconds.
const LEASE_S: &str = "864000";
/// The lease that a hub may give, in seconds.
const LEASES_S: std::ops::RangeInclusive<i64> = 3600..=30 * 86_400;
/// A subscription is asked for again after so long.
const AGAIN_MS: i64 = DAY_MS;
/// The same where leases are short.
const AGAIN_MS_MIN: i64 = 600_000;
/// How often a list is polled at most that is pushed too.
pub(super) const PUSHED_MS: i64 = 3_600_000;
/// The least time between two polls that pushes bring about.
const POLLS_MS: i64 = 20_000;

/// Sees to it that the list at `url` is subscribed to, if it names a hub; whether what is new of it is pushed.
///
/// # Errors
/// As the store gives; what goes wrong at the hub is noted in the subscription.
pub(super) async fn renew(
    wire: &Arc<Wire>,
    (source, url): (&Source, &str),
    head: &Head,
    list: Option<&read::List>,
) -> Result<bool> {
    let Some(site) = wire.public.as_deref() else { return Ok(false) };
    let known = subscriptions::of(&mut wire.db.read().await?, &source.slug).await?;
    let now = wire.now();
    let wanted = match list {
        Some(list) => hub(head, list, url),
        None => known.as_ref().map(|it| (it.hub.clone(), it.topic.clone())),
    };
    let Some((hub, topic)) = wanted else { return Ok(false) };
    let known = known.filter(|it| (&it.hub, &it.topic) == (&hub, &topic));
    let is_pushed = known.as_ref().is_some_and(|it| it.until_ms > now.as_millisecond());
    if known.as_ref().is_some_and(|it| !is_due(it, now)) {
        return Ok(is_pushed);
    }
    let mut next = match known {
        Some(known) => Subscription { asked_ms: now.as_millisecond(), ..known },
        None => Subscription {
            source: source.slug.clone(),
            token: crate::random()?.to_hex(),
            hub,
            topic,
            secret: crate::random()?.to_hex(),
            asked_ms: now.as_millisecond(),
            until_ms: 0,
            trouble: String::new(),
        },
    };
    // Known before it is asked for: a hub may ask back before it answers.
    save(wire, &next).await?;
    let callback = format!("{}/websub/{}", site.trim_end_matches('/'), next.token);
    let form = [
        ("hub.mode", "subscribe"),
        ("hub.topic", &next.topic),
        ("hub.callback", &callback),
        ("hub.secret", &next.secret),
        ("hub.lease_seconds", LEASE_S),
    ];
    if let Err(error) = wire.client.post_form(&next.hub, &form).await {
        tracing::warn!(source = %source.slug, "the list of {} is polled only: {error}", source.slug);
        next.trouble = error.to_string();
        save(wire, &next).await?;
    }
    Ok(is_pushed)
}

/// Whether a subscription is to be asked for: once a day, or in the middle of a shorter lease.
fn is_due(it: &Subscription, now: Timestamp) -> bool {
    let wait_ms = match it.until_ms {
        0 => AGAIN_MS,
        until_ms => ((until_ms - it.asked_ms) / 2).clamp(AGAIN_MS_MIN, AGAIN_MS),
    };
    now.as_millisecond() - it.asked_ms >= wait_ms
}

async fn save(wire: &Arc<Wire>, it: &Subscription) -> Result<()> {
    let mut tx = wire.db.write().await?;
    subscriptions::save(&mut tx, it).await?;
    tx.commit().await
}

/// The hub of a list and the address by which it knows the list: as the head of the answer says (`Link`, WebSub §4), or
/// as the list does.
fn hub(head: &Head, list: &read::List, url: &str) -> Option<(String, String)> {
    let linked = |rel: &str| links(head).find(|(_, it)| it == rel).map(|(href, _)| href);
    let base = Url::parse(url).ok()?;
    let absolute = |href: String| base.join(&href).ok().map(String::from);
    let hub = linked("hub").and_then(absolute).or_else(|| list.hubs.first().cloned())?;
    let own = linked("self").and_then(absolute).or_else(|| list.own.clone());
    Some((hub, own.unwrap_or_else(|| url.to_owned())))
}

/// Each address of the `Link` fields (RFC 8288), with each of its relations.
fn links(head: &Head) -> impl Iterator<Item = (String, String)> {
    let fields = head.headers.iter().filter(|(name, _)| name == "link");
    fields.flat_map(|(_, value)| value.split('<').skip(1)).flat_map(|link| {
        let (href, rest) = link.split_once('>').unwrap_or((link, ""));
        let rel = rest.split(';').find_map(|it| it.trim().strip_prefix("rel="));
        let rel = rel.unwrap_or_default().trim_end_matches([',', ' ']).trim_matches('"');
        let rels: Vec<_> = rel.split(' ').map(|rel| (href.to_owned(), rel.to_owned())).collect();
        rels
    })
}

/// What a hub asks back (WebSub §5.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// `subscribe`, `unsubscribe` or `denied`.
    pub mode: String,
    /// The list that it is about.
    pub topic: String,
    /// What is to be given back.
    pub challenge: String,
    /// How long the subscription holds, in seconds.
    pub lease_s: Option<i64>,
    /// Why it was denied.
    pub reason: String,
}

/// Answers a hub that asks whether the subscription `token` is wanted: what it is to be told.
///
/// # Errors
/// `NotFound` where nothing like it was asked for.
pub async fn verify(wire: &Arc<Wire>, token: &str, asked: &Verification) -> Result<String> {
    let unknown = || Error::new(Kind::NotFound, "no such subscription was asked for");
    let known = subscriptions::named(&mut wire.db.read().await?, token).await?;
    let mut known = known.filter(|it| it.topic == asked.topic).ok_or_else(unknown)?;
    match asked.mode.as_str() {
        "subscribe" if !asked.challenge.is_empty() => {
            let lease_s = asked.lease_s.unwrap_or(*LEASES_S.end());
            let lease_s = lease_s.clamp(*LEASES_S.start(), *LEASES_S.end());
            known.until_ms = wire.now().as_millisecond() + 1000 * lease_s;
            known.trouble.clear();
        }
        "denied" => {
            known.until_ms = 0;
            known.trouble = format!("the hub denied it: {:.300}", asked.reason);
        }
        _ => return Err(unknown()),
    }
    save(wire, &known).await?;
    Ok(asked.challenge.clone())
}

/// Takes what a hub sent under `token`: if it is signed with the subscription's secret (WebSub §7), the list is asked.
/// Says whether it was.
///
/// # Errors
/// `NotFound` where there is no such subscription.
pub async fn pushed(wire: &Arc<Wire>, token: &str, signature: &str, body: &[u8]) -> Result<bool> {
    let mut tx = wire.db.write().await?;
    let known = subscriptions::named(&mut tx, token).await?;
    let unknown = || Error::new(Kind::NotFound, "no such subscription was asked for");
    let known = known.ok_or_else(unknown)?;
    if !is_signed(&known.secret, signature, body) {
        tracing::warn!(source = %known.source, "a push was not signed by its hub, and is ignored");
        return Ok(false);
    }
    let polled_ms = lists::state(&mut tx, &known.source).await?.polled_ms;
    let at_ms = wire.now().as_millisecond().max(polled_ms.saturating_add(POLLS_MS));
    let at = Timestamp::from_millisecond(at_ms).unwrap_or_else(|_| wire.now());
    Job::Poll(known.source).add(&mut tx, at).await?;
    tx.commit().await?;
    wire.wake();
    Ok(true)
}

fn is_signed(secret: &str, signature: &str, body: &[u8]) -> bool {
    let Some((method, hex)) = signature.split_once('=') else { return false };
    let algorithm = match method {
        "sha256" => hmac::HMAC_SHA256,
        "sha384" => hmac::HMAC_SHA384,
        "sha512" => hmac::HMAC_SHA512,
        _ => return false,
    };
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let tag: Option<Vec<u8>> = hex.as_bytes().chunks(2).map(pair).collect();
    let key = hmac::Key::new(algorithm, secret.as_bytes());
    tag.is_some_and(|tag| hmac::verify(&key, body, &tag).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{Head, is_signed, links};

    #[test]
    fn links_of_a_head_are_read() {
        let value = "<https://hub.example/>; rel=\"hub\", </feed?a=1,2>; type=x; rel=self, <x>";
        let headers = vec![("link".to_owned(), value.to_owned())];
        let found: Vec<_> = links(&Head { headers, ..Head::default() }).collect();
        let expected = [("https://hub.example/", "hub"), ("/feed?a=1,2", "self"), ("x", "")];
        assert_eq!(found, expected.map(|(href, rel)| (href.to_owned(), rel.to_owned())));
    }

    #[test]
    fn only_what_is_signed_with_the_secret_counts() {
        // RFC 4231, test case 2.
        let (secret, body) = ("Jefe", b"what do ya want for nothing?");
        let tag = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert!(is_signed(secret, &format!("sha256={tag}"), body));
        for wrong in ["", tag, "sha256=", "sha1=00", "sha256=zz"] {
            assert!(!is_signed(secret, wrong, body), "{wrong}");
        }
        assert!(!is_signed("other", &format!("sha256={tag}"), body));
        assert!(!is_signed(secret, &format!("sha512={tag}"), body));
    }
}
