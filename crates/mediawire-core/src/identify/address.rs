//! When two addresses name the same page.

use crate::codec::site::is_same_site;
use url::Url;

/// Query parameters that say where a reader came from and never what the page is: exact names, and prefixes.
const TRACKING: [&str; 22] = [
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "ref_src",
    "ref_url",
    "cmpid",
    "ocid",
    "smid",
    "xtor",
    "sharetype",
    "feedtype",
    "ito",
    "wt_mc",
    "at_medium",
];
const TRACKING_PREFIXES: [&str; 6] = ["utm_", "at_custom", "at_campaign", "pk_", "mtm_", "hsa_"];

/// What an address is compared by: without scheme, `www.`, a trailing slash, the fragment and tracking parameters.
/// Text that is no http or https URL is its own key.
///
/// Never fetched and never shown: only compared.
#[must_use]
pub fn key(address: &str) -> String {
    let Ok(url) = Url::parse(address.trim()) else { return address.trim().to_owned() };
    let (true, Some(host)) = (matches!(url.scheme(), "http" | "https"), url.host_str()) else {
        return address.trim().to_owned();
    };
    let mut out = host.strip_prefix("www.").unwrap_or(host).to_owned();
    if let Some(port) = url.port() {
        out.push_str(&format!(":{port}"));
    }
    out.push_str(url.path().trim_end_matches('/'));
    let mut kept = url.query().unwrap_or_default().split('&').filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        let tracks = TRACKING.contains(&name.as_str())
            || TRACKING_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
        !pair.is_empty() && !tracks
    });
    if let Some(first) = kept.next() {
        out.push('?');
        out.push_str(first);
        for pair in kept {
            out.push('&');
            out.push_str(pair);
        }
    }
    out
}

/// Whether `canonical` can be the address of the page found at `url`: the front page of a site is no article's, and
/// another site's address is not its to name. What was found at no address may name any.
#[must_use]
pub fn names_a_page(canonical: &str, url: &str) -> bool {
    let is_front = |address: &str| {
        Url::parse(address).is_ok_and(|url| matches!(url.path(), "" | "/") && url.query().is_none())
    };
    let is_web = |address: &str| {
        Url::parse(address)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
    };
    let is_own = url.is_empty() || is_same_site(canonical, url);
    is_web(canonical) && is_own && (is_front(url) || !is_front(canonical))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn addresses_of_one_page_have_one_key() {
        for same in [
            "https://www.a.example/x/y/",
            "http://a.example/x/y#top",
            "https://A.example:443/x/y?utm_source=feed&fbclid=1",
        ] {
            assert_eq!(key(same), "a.example/x/y", "{same}");
        }
        assert_eq!(key("https://a.example/?id=2&utm_medium=x&p=3"), "a.example?id=2&p=3");
        assert_ne!(key("https://a.example:8080/x"), key("https://a.example/x"));
        assert_eq!(key(" tag:a,2026:1 "), "tag:a,2026:1");
    }
}
