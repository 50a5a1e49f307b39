//! Where retrieval may go: judged by one parser, on every address that is asked for and every redirect.

use crate::error::{Error, Kind, Result};
use crate::retrieve::address::is_public;
use std::net::{IpAddr, SocketAddr};
use url::{Host, Url};

/// Longest address that is asked.
const URL_BYTES_MAX: usize = 8 * 1024;

/// Ports from 1024 on that belong to services which must not be spoken to in HTTP.
const SERVICE_PORTS: [u16; 31] = [
    1433, 1521, 1883, 2049, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 4222, 5222, 5432, 5672, 5900,
    5984, 6000, 6222, 6379, 6443, 6667, 7000, 7001, 9042, 9092, 9200, 9300, 10250, 11211, 27017,
];

/// A host and port that are exempt from the guard, and the address that they stand for. Over https a host has one
/// address, whatever its port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admit {
    /// The host as it stands in the URL, in lower case.
    pub host: String,
    /// The port as it stands in the URL.
    pub port: u16,
    /// Where the connection goes.
    pub address: SocketAddr,
}

/// An address that may be asked.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) url: Url,
    /// Where an admitted host and port are; `None` for the outside world.
    pub(super) admitted: Option<SocketAddr>,
}

impl Target {
    /// The name of its queue: the host, and for an admitted pair the port too.
    pub(super) fn queue(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        match self.admitted {
            Some(_) => format!("{host}:{}", self.url.port_or_known_default().unwrap_or_default()),
            None => host.trim_end_matches('.').to_owned(),
        }
    }
}

/// Puts pairs into the order in which they are found.
pub(super) fn sort(admit: &mut [Admit]) {
    admit.sort_by(|a, b| (&a.host, a.port).cmp(&(&b.host, b.port)));
}

/// Whether `url` may be asked; `admit` is [`sort`]ed.
///
/// # Errors
/// `Malformed` with code `url` if it is none; else `Refused` with code `scheme`, `userinfo`, `port` or
/// `forbidden-address`.
pub(super) fn check(url: &str, admit: &[Admit]) -> Result<Target> {
    if url.len() > URL_BYTES_MAX {
        return Err(Error::new(Kind::Malformed, "address is longer than 8 KiB").code("url"));
    }
    let parsed = Url::parse(url).map_err(|cause| {
        Error::caused(Kind::Malformed, format!("{url:.200?} is no address"), cause).code("url")
    })?;
    check_parsed(parsed, admit)
}

/// The same of an address that is parsed already.
fn check_parsed(mut url: Url, admit: &[Admit]) -> Result<Target> {
    let refused = |code: &'static str, why: &str| {
        let place = format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default());
        Error::new(Kind::Refused, format!("{place:.200} may not be asked: {why}")).code(code)
    };
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refused("scheme", "only http and https are"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused("userinfo", "it has a user name or a password in it"));
    }
    let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
        return Err(refused("url", "it has no host"));
    };
    let place = (url.host_str().unwrap_or_default(), port);
    let admitted = admit
        .binary_search_by(|pair| (pair.host.as_str(), pair.port).cmp(&place))
        .ok()
        .map(|found| admit[found].address);
    if admitted.is_none() {
        let forbidden = match host {
            Host::Domain(name) => is_inside(name),
            Host::Ipv4(address) => !is_public(IpAddr::V4(address)),
            Host::Ipv6(address) => !is_public(IpAddr::V6(address)),
        };
        if forbidden {
            return Err(refused("forbidden-address", "it is not on the public internet"));
        }
        if !may_use(port) {
            return Err(refused("port", "its port belongs to another service"));
        }
    }
    url.set_fragment(None);
    Ok(Target { url, admitted })
}

/// Whether a mail server may be spoken to: at `inside`, where an operator has said so, else at a host of the public
/// internet, at IMAP's own port or one of nobody's.
///
/// # Errors
/// `Refused` with code `port` or `forbidden-address`.
pub(super) fn check_mail(host: &Host<String>, port: u16, inside: Option<IpAddr>) -> Result<()> {
    let forbidden = match host {
        Host::Domain(name) => is_inside(name),
        Host::Ipv4(address) => !is_public(IpAddr::V4(*address)),
        Host::Ipv6(address) => !is_public(IpAddr::V6(*address)),
    };
    if forbidden && inside.is_none() {
        let why = "it is not on the public internet: if it is yours, give its account the address";
        return Err(Error::new(Kind::Refused, why).code("forbidden-address"));
    }
    if port != 993 && (port < 1024 || SERVICE_PORTS.contains(&port)) {
        let why = format!("port {port} belongs to another service");
        return Err(Error::new(Kind::Refused, why).code("port"));
    }
    Ok(())
}

/// Names that never stand for a host of the public internet (RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`).
fn is_inside(name: &str) -> bool {
    const INSIDE: [&str; 7] =
        ["localhost", "local", "internal", "localdomain", "home.arpa", "onion", "invalid"];
    let name = name.trim_end_matches('.');
    INSIDE.iter().any(|inside| {
        name.strip_suffix(inside).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

fn may_use(port: u16) -> bool {
    matches!(port, 80 | 443) || (port >= 1024 && !SERVICE_PORTS.contains(&port))
}

#[cfg(test)]
mod tests {
    use super::{Admit, check};

    fn code(url: &str) -> &'static str {
        let address = "127.0.0.1:7003".parse().unwrap();
        let admit = Admit { host: "tolva-news.localhost".to_owned(), port: 7003, address };
        check(url, &[admit]).map_or_else(
            |error| error.code,
            |target| {
                if target.admitted.is_some() { "admitted" } else { "outside" }
            },
        )
    }

    #[test]
    fn every_form_of_a_forbidden_address_is_refused() {
        for host in [
            "127.0.0.1",
            "localhost",
            "LOCALHOST",
            "localhost.",
            "a.localhost",
            "0.0.0.0",
            "0",
            "[::]",
            "127.1",
            "127.0.1",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "0x7f.1",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[2002:7f00:1::]",
            "[64:ff9b::7f00:1]",
            "[2001::1]",
            "169.254.169.254",
            "[fd00:ec2::254]",
            "100.100.100.200",
            "metadata.google.internal",
            "127.0.0.1.",
            "①②⑦.⓪.⓪.①",
            "127。0。0。1",
            "%31%32%37.0.0.1",
            "10.0.0.1",
            "printer.local",
        ] {
            assert_eq!(code(&format!("http://{host}/")), "forbidden-address", "{host}");
        }
        assert_eq!(code("http://425.510.425.510/"), "url");
    }

    #[test]
    fn address_is_judged_as_the_one_parser_reads_it() {
        for (url, expected) in [
            ("https://a.example/", "outside"),
            ("http://a.example:8080/", "outside"),
            ("http://93.184.215.14/", "outside"),
            ("http://a.example#@127.0.0.1/", "outside"),
            ("http://a.example\\@127.0.0.1/", "outside"),
            ("http://127.0.0.1\t:80/", "forbidden-address"),
            ("http://127.0.0.1:80+&@a.example/", "userinfo"),
            ("http://user@a.example/", "userinfo"),
            ("http://:pw@a.example/", "userinfo"),
            ("file:///etc/passwd", "scheme"),
            ("gopher://a.example/", "scheme"),
            ("data:text/html,x", "scheme"),
            ("ftp://a.example/", "scheme"),
            ("http+unix://%2Fvar%2Frun/", "scheme"),
            ("http://", "url"),
            ("not an address", "url"),
            ("http://a.example:22/", "port"),
            ("http://a.example:25/", "port"),
            ("http://a.example:6379/", "port"),
            ("http://a.example:5432/", "port"),
            ("http://a.example:4222/", "port"),
            ("http://a.example:11211/", "port"),
            ("http://a.example:0/", "port"),
        ] {
            assert_eq!(code(url), expected, "{url}");
        }
        assert_eq!(code(&format!("http://a.example/{}", "x".repeat(9_000))), "url");
    }

    #[test]
    fn only_the_admitted_pair_is_admitted() {
        for (url, expected) in [
            ("http://tolva-news.localhost:7003/rss", "admitted"),
            ("http://TOLVA-news.localhost:7003/rss", "admitted"),
            ("http://tolva-news.localhost:7004/", "forbidden-address"),
            ("http://tolva-news.localhost/", "forbidden-address"),
            ("https://tolva-news.localhost:7003/", "admitted"),
            ("http://x.tolva-news.localhost:7003/", "forbidden-address"),
            ("http://127.0.0.1:7003/", "forbidden-address"),
            ("http://u@tolva-news.localhost:7003/", "userinfo"),
        ] {
            assert_eq!(code(url), expected, "{url}");
        }
    }
}
