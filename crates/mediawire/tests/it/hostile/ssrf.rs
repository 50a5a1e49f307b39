//! SSRF: where the fetcher may be led. Most addresses need no server: the guard judges them before anything is asked.

use crate::engine::Base;
use crate::hostile::cases::ssrf::CASES;
use crate::hostile::server::Hostile;
use crate::hostile::trial::{Canaries, all_end_as_they_say, code, get, list};
use crate::samples::source;
use mediawire::pipeline::opml::{self, Outcome};
use mediawire::retrieve::{Admit, Settings, What, is_public};
use mediawire::{Use, Wire};
use mediawire_core::read::opml::Outline;
use std::net::IpAddr;

#[tokio::test]
async fn no_redirect_leads_where_no_address_may() {
    all_end_as_they_say(CASES, What::Page).await;
}

/// Addresses that stand for this machine or its network, `PORT` being a canary's, and the code that refuses them.
const INSIDE: &[(&str, &[&str], &str)] = &[
    (
        "SSRF-01",
        &[
            "127.0.0.1",
            "localhost",
            "localhost.",
            "LOCALHOST",
            "a.localhost",
            "localhost.localdomain",
        ],
        "forbidden-address",
    ),
    ("SSRF-02", &["0.0.0.0", "0", "[::]", "127.1", "127.0.1"], "forbidden-address"),
    (
        "SSRF-03",
        &["2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "0177.0x0.1"],
        "forbidden-address",
    ),
    ("SSRF-03", &["425.510.425.510", "4294967296", "0x1ffffffff"], "url"),
    (
        "SSRF-04",
        &[
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[2002:7f00:1::]",
            "[64:ff9b::7f00:1]",
            "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
            "[0:0:0:0:0:0:0:1]",
        ],
        "forbidden-address",
    ),
    (
        "SSRF-05",
        &["169.254.169.254", "[fd00:ec2::254]", "100.100.100.200", "metadata.google.internal"],
        "forbidden-address",
    ),
    (
        "SSRF-06",
        &[
            "10.9.8.7",
            "172.16.0.1",
            "192.168.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "[fe80::1]",
            "[ff02::1]",
        ],
        "forbidden-address",
    ),
    (
        "SSRF-15",
        &[
            "①②⑦.⓪.⓪.①",
            "１２７.０.０.１",
            "127。0。0。1",
            "127．0．0．1",
            "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
            "loc%61lhost",
            "%31%32%37.0.0.1",
            "[::ffff:①②⑦.0.0.1]",
        ],
        "",
    ),
];

#[tokio::test]
async fn no_way_of_writing_an_address_leads_inside() {
    let server = Hostile::start().await;
    let canaries = Canaries::start().await;
    for (row, hosts, expected) in INSIDE {
        for host in *hosts {
            let ends = code(server.settings(), &format!("http://{host}:{}/", canaries.port)).await;
            let is_refused = match *expected {
                "" => ["forbidden-address", "url"].contains(&ends),
                expected => ends == expected,
            };
            assert!(is_refused, "{row} {host}: {ends}");
        }
    }
    assert_eq!(canaries.n_hits(), 0);

    // The control: with the guard told to let one through, its canary is reached.
    let mut settings = server.settings();
    let address = ([127, 0, 0, 1], canaries.port).into();
    settings.admit.push(Admit { host: "127.0.0.1".to_owned(), port: canaries.port, address });
    code(settings, &format!("http://2130706433:{}/", canaries.port)).await;
    assert_eq!(canaries.n_hits(), 1);
}

#[test]
fn every_address_behind_a_name_is_judged() {
    // SSRF-06's table of every block stands in `retrieve/address.rs`; here, what the rows name.
    for address in [
        "10.0.0.0",
        "172.31.255.255",
        "192.168.255.255",
        "100.127.255.255",
        "198.19.255.255",
        "192.0.0.8",
        "239.255.255.255",
        "255.255.255.255",
        "fdff::1",
        "febf::1",
        "ff0e::1",
        "192.0.2.1",
        "2001:db8::1",
    ] {
        assert!(!is_public(address.parse().unwrap()), "{address}");
    }
}

fn named(name: &str, addresses: &[&str]) -> Vec<(String, IpAddr)> {
    addresses.iter().map(|it| (name.to_owned(), it.parse().unwrap())).collect()
}

#[tokio::test]
async fn name_is_asked_at_the_addresses_that_were_judged() {
    let canaries = Canaries::start().await;
    let url = format!("http://a.example:{}/", canaries.port);
    // SSRF-07, and SSRF-08 with none that is public.
    for addresses in [&["127.0.0.1"][..], &["127.0.0.2", "::1", "::ffff:127.0.0.1"]] {
        let hosts = named("a.example", addresses);
        let settings = Settings { hosts, robots: false, ..Settings::default() };
        assert_eq!(code(settings, &url).await, "forbidden-address", "{addresses:?}");
    }
    assert_eq!(canaries.n_hits(), 0);
}

#[tokio::test]
async fn one_parser_judges_and_connects() {
    let server = Hostile::start().await;
    let canaries = Canaries::start().await;
    let (port, own) = (canaries.port, server.port);
    // SSRF-13: each goes where the WHATWG parser says, and it is that place that is judged.
    for (url, expected) in [
        (format!("http://h.test:{own}#@127.0.0.1:{port}/"), "not-found"),
        (format!("http://h.test:{own}\\@127.0.0.1:{port}/"), "not-found"),
        (format!("http://h.test:{own}/@127.0.0.1:{port}/"), "not-found"),
        (format!("http://127.0.0.1:{port}+&@h.test:{own}/"), "userinfo"),
        (format!("http://127.0\t.0\n.1:{port}/"), "forbidden-address"),
        (format!("http:\\\\127.0.0.1:{port}\\"), "forbidden-address"),
        (format!("http:127.0.0.1:{port}"), "forbidden-address"),
        (format!("http:////127.0.0.1:{port}/"), "forbidden-address"),
        (format!("http://h.test:{own} @127.0.0.1:{port}/"), "url"),
    ] {
        let ends = code(server.settings(), &url).await;
        let is_ok = ends == expected || (expected == "url" && ends == "userinfo");
        assert!(is_ok, "{url:?}: {ends}");
    }
    assert_eq!(canaries.n_hits(), 0);
}

#[tokio::test]
async fn ports_of_other_services_are_not_asked() {
    // NET-28.
    let server = Hostile::start().await;
    for port in [1, 7, 22, 25, 53, 110, 143, 389, 445, 587, 6379, 5432, 4222, 11211, 9200, 27017] {
        let url = format!("http://a.example:{port}/");
        assert_eq!(code(server.settings(), &url).await, "port", "{url}");
    }
}

#[tokio::test]
async fn what_a_list_names_is_no_way_around_the_guard() {
    // SSRF-14, SSRF-16: what a list names is asked by the same client, so that only the web's addresses are taken up.
    let server = Hostile::start().await;
    let canaries = Canaries::start().await;
    let list = list(&server, "XML-03/links").await.unwrap();
    assert!(list.entries.len() >= 4, "{list:?}");
    for url in list.entries.iter().filter_map(|entry| entry.url.as_ref()) {
        let ends = code(server.settings(), &url.replace("8099", &canaries.port.to_string())).await;
        let is_refused = ["forbidden-address", "userinfo", "port", "url"].contains(&ends);
        assert!(is_refused, "{url}: {ends}");
    }
    assert_eq!(canaries.n_hits(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn proxy_of_the_environment_is_not_used() {
    // SSRF-19: the test's own environment is not to be changed, so a process of its own is asked. The address is of a
    // block that is nobody's (RFC 3701): without the proxy there is no way to it.
    let canaries = Canaries::start().await;
    let proxy = format!("http://127.0.0.1:{}", canaries.port);
    let run = |names: &[&str]| {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_mediawire"))
            .args(["extract", "http://[3ffe::1]/x"])
            .envs(names.iter().map(|name| (name, &proxy)))
            .output()
            .unwrap();
        assert!(!run.status.success());
    };
    run(&["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"]);
    assert_eq!(canaries.n_hits(), 0);
    // The control: one that is configured is used.
    run(&["MEDIAWIRE_RETRIEVE__PROXY"]);
    assert!(canaries.n_hits() > 0);
}

#[tokio::test]
async fn an_inside_page_is_told_by_its_code_alone() {
    // SSRF-22: `trial` looks for the words of the page in each error.
    let server = Hostile::start().await;
    let error = get(server.settings(), &server.url("SSRF-22"), What::List).await.unwrap_err();
    assert!(error.to_string().ends_with("the server answered 500"), "{error}");
}

#[tokio::test]
async fn no_list_of_feeds_opens_a_way_inside_or_tells_what_listens_there() {
    // SSRF-21: five thousand addresses inside, of which one listens.
    let canaries = Canaries::start().await;
    let base = Base::sqlite();
    let wire = Wire::open(base.dir(), &base.config(), Vec::new(), Use::Write).await.unwrap();
    let outline =
        |url: String| Outline { url, title: String::new(), home: None, folders: Vec::new() };
    let mut all: Vec<Outline> =
        (0..5_000).map(|n| outline(format!("http://10.0.{}.{}/feed", n / 250, n % 250))).collect();
    all.push(outline(format!("http://127.0.0.1:{}/", canaries.port)));
    all.push(outline("http://127.0.0.1:9/".to_owned()));
    all.extend((0..100).map(|n| outline(format!("https://paper-{n}.example/feed"))));
    let report = opml::import(&wire, &all, &source("feed"), ("ada", "test"), false).await.unwrap();
    let (inside, outside) = report.rows.split_at(5_002);
    let mut words = std::collections::BTreeSet::new();
    for (outline, outcome) in inside {
        let Outcome::Refused(why) = outcome else { panic!("{outline:?}: {outcome:?}") };
        let host = outline.url.split('/').nth(2).unwrap();
        words.insert(why.replace(host, "").replace(host.split(':').next().unwrap(), ""));
    }
    assert!(words.len() <= 2, "they differ in nothing that listens: {words:?}");
    assert_eq!(canaries.n_hits(), 0);
    // Those outside are asked one after the other.
    assert!(outside.iter().all(|(_, outcome)| matches!(outcome, Outcome::Added(_))));
    let mut tx = wire.db.read().await.unwrap();
    let sql = "SELECT COUNT(DISTINCT run_at / 1000), MAX(run_at) - MIN(run_at) FROM job WHERE kind = 'poll'";
    let mut row = tx.row(sql, &[]).await.unwrap();
    let (n_seconds, span_ms) = (row.int(), row.int());
    assert!(n_seconds > 60 && span_ms > 60_000, "{n_seconds} {span_ms}");
}
