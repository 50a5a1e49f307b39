//! Accounts of people and houses on Mastodon and Bluesky, by their feeds: each item is a post, whole in the feed, and
//! has no title. To add a service, add it to `Service`.

use super::entries;
use super::gather::Gather;
use super::headline::{self, Lines};
use super::record::Record;
use super::{Format, Input, List, NotAList, xml};
use crate::codec::digest::Digest;
use crate::model::entry::Form;
use crate::model::lock;
use url::Url;

/// The feed of an account.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    detect: |document| {
        let is_rss = xml::root(document).is_some_and(|root| root.is_one_of(&["rss"]));
        is_rss && Service::of(document).is_some()
    },
    read,
};

/// The name of the format.
pub const NAME: &str = "posts";

/// What stands in a feed before its first item, in bytes.
const HEAD_BYTES_MAX: usize = 4 << 10;
/// Longest name of an account or a host, in bytes.
const NAME_BYTES_MAX: usize = 253;

/// Where an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Service {
    /// Its descriptions are HTML.
    Mastodon,
    /// Its descriptions are plain text.
    Bluesky,
}

impl Service {
    /// The service whose feed the document is, as far as its head tells.
    fn of(document: &str) -> Option<Self> {
        let head = &document[..document.floor_char_boundary(HEAD_BYTES_MAX)];
        let head = head.split("<item").next().unwrap_or_default();
        if head.contains("<generator>Mastodon") {
            Some(Self::Mastodon)
        } else if head.contains("<link>https://bsky.app/profile/") {
            Some(Self::Bluesky)
        } else {
            None
        }
    }
}

/// The address of the feed of the account that `typed` names: `@user@host` on Mastodon, or an account's page on Bluesky
/// (`https://bsky.app/profile/NAME`); `None` if it names none. Pages of Mastodon declare their feeds themselves.
///
/// ```
/// use mediawire_core::read::posts::list_address;
///
/// let list = Some("https://social.example/@tolva.rss".to_owned());
/// assert_eq!(list_address("@tolva@social.example"), list);
/// let list = Some("https://bsky.app/profile/tolva.example/rss".to_owned());
/// assert_eq!(list_address("bsky.app/profile/tolva.example"), list);
/// assert_eq!(list_address("https://tolva.example/news"), None);
/// ```
#[must_use]
pub fn list_address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let is_name = |name: &str, also: &[u8]| {
        (1..=NAME_BYTES_MAX).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || also.contains(&byte))
    };
    if let Some((user, host)) = typed.strip_prefix('@').and_then(|it| it.split_once('@')) {
        let fits = is_name(user, b"_.-") && is_name(host, b".-") && host.contains('.');
        return fits.then(|| format!("https://{host}/@{user}.rss"));
    }
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let url = Url::parse(&whole).ok()?;
    let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    let is_bluesky = matches!(url.host_str()?, "bsky.app" | "www.bsky.app");
    match parts.as_slice() {
        ["profile", name] | ["profile", name, "rss"] if is_bluesky && is_name(name, b".-:") => {
            Some(format!("https://bsky.app/profile/{name}/rss"))
        }
        _ => None,
    }
}

fn read(input: &Input<'_>) -> Result<List, NotAList> {
    let form = match Service::of(input.document) {
        Some(Service::Bluesky) => Form::XmlLines,
        Some(Service::Mastodon) | None => Form::Escaped,
    };
    entries::read_each(input, FORMAT.name, |gather, record, at| {
        add(gather, input.document, form, record, at);
    })
}

/// Takes a post, or says why it is not taken.
fn add<'a>(gather: &mut Gather<'a>, document: &str, form: Form, item: &Record<'a>, at: usize) {
    let mut found = entries::found(item);
    found.text = item.described(form);
    let tree = lock::tree_of(document, found.text);
    let lines = if found.text.is_none() { Vec::new() } else { Lines::of(&tree) };
    if lines.is_empty() {
        let name = found.url.as_deref().unwrap_or_default();
        let doubt = format!("the post {name} at byte {at} has no text: not announced");
        return gather.pass(found.guid.as_deref().unwrap_or(name), doubt);
    }
    if found.title.is_empty() {
        found.title = headline::of(&lines);
    }
    let said: Vec<&[u8]> = lines.iter().map(|line| line.text.as_bytes()).collect();
    found.whole = Some(Digest::of_parts(&said));
    found.summary = None;
    gather.add(found, at);
}

#[cfg(test)]
mod tests {
    use super::list_address;

    #[test]
    fn only_accounts_are_named() {
        for typed in [
            "@tolva",
            "@@host.example",
            "@a@b",
            "a@b.example",
            "@a@b@c.example",
            "@a b@c.example",
            "",
            "https://bsky.app/profile/a/post/b",
            "https://bsky.app/",
            "mailto:a@b.example",
            "https://t.me/tolva",
            "https://tolva.example/profile/a",
        ] {
            assert_eq!(list_address(typed), None, "{typed}");
        }
        let of_identifier = list_address("https://bsky.app/profile/did:plc:abc/rss");
        assert_eq!(of_identifier.as_deref(), Some("https://bsky.app/profile/did:plc:abc/rss"));
    }
}
