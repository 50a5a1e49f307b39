//! Whether two addresses are of one site.

use url::Url;

/// Whether both are of one site: the same host, or hosts below one domain that somebody can register
/// (publicsuffix.org). Addresses that cannot be read are of no site.
///
/// ```
/// use mediawire_core::codec::site::is_same_site;
/// assert!(is_same_site("https://tolva.example/a", "http://www.tolva.example:8080/"));
/// assert!(!is_same_site("https://tolva.example/", "https://lien.example/"));
/// ```
#[must_use]
pub fn is_same_site(one: &str, other: &str) -> bool {
    let site = |address: &str| Url::parse(address).ok().as_ref().and_then(of);
    site(one).is_some_and(|one| site(other) == Some(one))
}

/// The site of an address: its host's registrable domain; the host where it has none, or is a number.
pub(crate) fn of(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    // Where the host is a number, its last parts are no domain.
    let domain = url.domain().and_then(psl::domain_str);
    Some(domain.unwrap_or(host).to_owned())
}

#[cfg(test)]
mod tests {
    use super::is_same_site;

    #[test]
    fn sites_are_told_by_what_can_be_registered() {
        for (one, other, expected) in [
            ("https://news.tolva.co.uk/", "https://www.tolva.co.uk/a", true),
            ("https://tolva.co.uk/", "https://lien.co.uk/", false),
            ("http://10.0.0.1/", "http://10.0.0.1:8080/a", true),
            ("http://10.0.0.1/", "http://11.0.0.1/", false),
            ("http://[::1]/", "http://[::1]/a", true),
            ("http://localhost/", "http://localhost/a", true),
            ("https://tolva.example/", "tolva", false),
            ("data:a", "data:a", false),
        ] {
            assert_eq!(is_same_site(one, other), expected, "{one} {other}");
        }
    }
}
