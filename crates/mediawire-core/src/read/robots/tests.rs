//! What a robots.txt allows and tells.

use super::{Robots, Usage, UsageLine};

#[test]
fn rules_are_those_of_the_standard() {
    for (file, agent, path, allowed) in [
        ("", "a", "/", true),
        ("user-agent: a\ndisallow: /", "a", "/x", false),
        ("user-agent: a\ndisallow: /", "b", "/x", true),
        ("user-agent: a\ndisallow: /", "A/2.0 (+https://a.example)", "/x", false),
        ("User-Agent a\nDisallow /x", "a", "/x", false),
        ("\u{feff}user-agent: *\rdisallow: /x\r\rallow: /x/y", "a", "/x/y", true),
        ("user-agent: *\ndisallow: /\nuser-agent: a\nallow: /", "a", "/x", true),
        (
            "user-agent: a\ndisallow: /x\nuser-agent: b\nuser-agent: a\ndisallow: /y",
            "a",
            "/y",
            false,
        ),
        ("user-agent: *\ndisallow: /x\nallow: /x", "a", "/x", true),
        ("user-agent: *\ndisallow: /*.pdf$", "a", "/x/y.pdf", false),
        ("user-agent: *\ndisallow: /*.pdf$", "a", "/x/y.pdf?z", true),
        ("user-agent: *\ndisallow: /a*b*c", "a", "/a-c-b-c-", false),
        ("user-agent: *\ndisallow: /é", "a", "/%c3%A9", false),
        ("user-agent: *\ndisallow: /%7ea", "a", "/~a", false),
        ("user-agent: *\ndisallow:", "a", "/", true),
        ("user-agent: b\ncrawl-delay: 1\nuser-agent: a\ndisallow: /", "b", "/", false),
        ("disallow: /", "a", "/", true),
        ("user-agent: *\ndisallow: /", "a", "/robots.txt", true),
        // What is no rule ends no group.
        ("user-agent: a\nsitemap: https://a.example/\nuser-agent: b\ndisallow: /", "a", "/", false),
        ("user-agent: a\nnoindex: /\nuser-agent: b\ndisallow: /", "a", "/", false),
        ("user-agent: a\ncontent-usage: train-ai=n\nuser-agent: b\ndisallow: /", "a", "/", false),
        ("user-agent: *\ndisallow: /\nallow: /x/index.html", "a", "/x/", true),
        ("user-agent: *\ndisallow: /\nallow: /x/index.html", "a", "/x/y", false),
        ("user-agent: *\ndisallow: /%c3%a9%zz%2", "a", "/%C3%A9%zz%2", false),
        ("user-agent: *\ndisallow: /**a*$", "a", "/xab", false),
        ("user-agent: *\ndisallow: /a$b", "a", "/a$bc", false),
        ("<html><body>Not found</body></html>", "a", "/", true),
    ] {
        assert_eq!(Robots::parse(file.as_bytes()).allows(agent, path), allowed, "{file:?} {path}");
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_a_path_too() {
    let robots = Robots::parse(b"user-agent: *\ndisallow: /caf\xe9");
    assert!(!robots.allows("a", "/caf%E9/1") && robots.allows("a", "/caf%C3%A9/1"));
}

#[test]
fn delays_sitemaps_and_licences_are_told() {
    let robots = Robots::parse(
        b"Sitemap: https://a.example/1.xml\nUser-agent: a\nCrawl-delay: 2.5\nSitemap: /2.xml\n\
          License: https://a.example/rsl.xml\nUser-agent: *\nCrawl-delay: -1\nUser-agent: b\n\
          Crawl-delay: 1e300\nDisallow: /\nsite-map : HTTP://a.example/3.xml # the third",
    );
    assert_eq!(robots.crawl_delay_ms("a"), Some(2500));
    assert_eq!(robots.crawl_delay_ms("b"), Some(86_400_000));
    assert_eq!(robots.crawl_delay_ms("c"), None);
    assert_eq!(robots.sitemaps(), ["https://a.example/1.xml", "HTTP://a.example/3.xml"]);
    assert_eq!(robots.licences(), ["https://a.example/rsl.xml"]);
    assert!(robots.n_bytes() > 100 && robots.n_bytes() < 2000, "{}", robots.n_bytes());
}

#[test]
fn what_a_page_may_be_used_for_is_told_by_the_longest_path() {
    let robots = Robots::parse(
        b"User-agent: *\nContent-Usage: train-ai=n\nContent-Usage: /open/ train-ai=y, search=y\n\
          Content-Signal: search=yes, ai-train=no\nDisallow:\nUser-agent: a\nContent-Usage: search=n",
    );
    let told = |agent, path| -> Vec<(UsageLine, &str)> {
        let usages = robots.usages(agent, path).into_iter();
        usages.map(|Usage { line, preferences }| (line, preferences)).collect()
    };
    let signal = (UsageLine::ContentSignal, "search=yes, ai-train=no");
    assert_eq!(told("b", "/x"), [(UsageLine::ContentUsage, "train-ai=n"), signal]);
    assert_eq!(told("b", "/open/x"), [(UsageLine::ContentUsage, "train-ai=y, search=y"), signal]);
    assert_eq!(told("A", "/open/x"), [(UsageLine::ContentUsage, "search=n")]);
    assert_eq!(Robots::parse(b"User-agent: *\nDisallow: /").usages("a", "/"), []);
}

#[test]
fn only_the_first_500_kib_count() {
    let mut file = b"user-agent: *\ndisallow: /x\n".to_vec();
    file.resize(600 * 1024, b'\n');
    file.extend(b"disallow: /y\n");
    let robots = Robots::parse(&file);
    assert!(!robots.allows("a", "/x") && robots.allows("a", "/y"));
}

#[test]
fn stars_do_not_blow_up() {
    let file = format!("user-agent: *\ndisallow: {}$", "/*".repeat(10_000));
    assert!(Robots::parse(file.as_bytes()).allows("a", &"/a".repeat(4000)));
}

#[test]
fn a_file_that_asks_for_too_much_effort_allows_nothing_that_its_stars_may_mean() {
    let rules: String = (0..2000).map(|i| format!("allow: /*a{i}b\n")).collect();
    let robots = Robots::parse(format!("user-agent: *\n{rules}disallow: /desk/").as_bytes());
    assert!(robots.allows("a", &format!("/{}", "a".repeat(200))));
    assert!(!robots.allows("a", &format!("/{}", "a".repeat(2000))));
}
