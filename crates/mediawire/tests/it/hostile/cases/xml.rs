//! What the servers of XML send.

use crate::hostile::cases::enc::feed;
use crate::hostile::cases::{Case, Step, answer};
use std::fmt::Write as _;

fn xml(body: &str) -> Vec<Step> {
    answer("200 OK", "Content-Type: application/rss+xml\r\n", body.as_bytes())
}

fn typed(kind: &str, body: &str) -> Vec<Step> {
    answer("200 OK", &format!("Content-Type: {kind}\r\n"), body.as_bytes())
}

/// A feed whose one item has this inside.
fn of(inside: &str) -> Vec<Step> {
    xml(&format!(
        "<rss version='2.0'><channel><title>T</title><item>{inside}</item></channel></rss>"
    ))
}

fn items(n: usize) -> String {
    (0..n).fold(String::new(), |mut all, n| {
        write!(all, "<item><title>Title {n}</title><guid>{n}</guid></item>").unwrap();
        all
    })
}

fn json(items: &str) -> Vec<Step> {
    let body = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":{items}}}"
    );
    typed("application/feed+json", &body)
}

const ENTITIES: &str = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>\
    <!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>\
    <!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>]>";

pub(crate) const CASES: &[Case] = &[
    Case { id: "XML-01", script: || xml(&format!("{ENTITIES}{}", feed("Rain &e;"))), ends: "kept" },
    Case {
        id: "XML-02",
        script: || {
            let entity = format!("<!DOCTYPE rss [<!ENTITY a '{}'>]>", "a".repeat(1 << 20));
            xml(&format!("{entity}{}", feed(&format!("Rain {}", "&a;".repeat(10_000)))))
        },
        ends: "kept",
    },
    Case {
        id: "XML-03",
        script: || {
            let entity = "<!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/passwd'>\
                          <!ENTITY % p SYSTEM 'http://127.0.0.1/p'>%p;]>";
            xml(&format!("{entity}{}", feed("Rain &f;")))
        },
        ends: "kept",
    },
    Case {
        id: "XML-03/links",
        script: || {
            let links = [
                "http://127.0.0.1:PORT/",
                "http://[::1]:PORT/",
                "http://u:p@a.example/",
                "http://localhost:PORT/",
                "http://a.example:6379/",
                "file:///etc/passwd",
                "http+unix://%2Frun/",
            ];
            let items: String = links
                .iter()
                .map(|url| format!("<item><title>T</title><link>{url}</link></item>"))
                .collect();
            xml(&format!(
                "<rss version='2.0'><channel>{}</channel></rss>",
                items.replace("PORT", "8099")
            ))
        },
        ends: "kept",
    },
    Case {
        id: "XML-04",
        script: || {
            let before = "<?xml-stylesheet href='http://127.0.0.1/x.xsl'?>\
                          <!DOCTYPE rss PUBLIC '-//N//DTD RSS//EN' 'http://127.0.0.1/x.dtd'>";
            let inside = "Rain<xi:include href='file:///etc/passwd' xmlns:xi='http://www.w3.org/2001/XInclude'/>";
            xml(&format!("{before}{}", feed(inside)))
        },
        ends: "kept",
    },
    Case {
        id: "XML-05",
        script: || xml(&format!("<!DOCTYPE rss [ <!ENTITY nbsp '&#160;'> ]>{}", feed("Rain"))),
        ends: "kept",
    },
    Case {
        id: "XML-06",
        script: || {
            let mut tag = String::from("<item");
            for n in 0..400_000 {
                write!(tag, " a{n}=''").unwrap();
            }
            xml(&format!("<rss><channel>{tag}><title>Rain</title></item></channel></rss>"))
        },
        ends: "too-large",
    },
    Case {
        id: "XML-06/within",
        script: || {
            let tag = format!("<item{}", " a=''".repeat(600_000));
            xml(&format!("<rss><channel>{tag}><title>Rain</title></item></channel></rss>"))
        },
        ends: "kept",
    },
    Case {
        id: "XML-07",
        script: || {
            let mut tag = String::from("<item");
            for n in 0..180_000 {
                write!(tag, " xmlns:a{n}='b'").unwrap();
            }
            xml(&format!("<rss><channel>{tag}><title>Rain</title></item></channel></rss>"))
        },
        ends: "kept",
    },
    Case {
        id: "XML-08",
        script: || of(&format!("<title>Rain</title>{}", "<a>".repeat(100_000))),
        ends: "kept",
    },
    Case {
        id: "XML-09/cdata",
        script: || of(&format!("<title>Rain</title><description><![CDATA[{}", "x".repeat(3 << 20))),
        ends: "kept",
    },
    Case {
        id: "XML-09/comment",
        script: || of(&format!("<title>Rain</title><!--{}", "-".repeat(3 << 20))),
        ends: "kept",
    },
    Case {
        id: "XML-10",
        script: || {
            xml("<RSS VERSION='2.0' xmlns:dc='http://wrong.example/'><CHANNEL><ITEM>\
                 <TITLE>Rain</TITLE><x:y>z</x:y><dc:creator>Ida</dc:creator></ITEM></CHANNEL></RSS>")
        },
        ends: "kept",
    },
    Case {
        id: "XML-11",
        script: || of("<title>Rain & wind < sun&nbsp;&eacute;</title>"),
        ends: "kept",
    },
    Case {
        id: "XML-12",
        script: || {
            let before =
                "<br />\n<b>Warning</b>: mysql_connect() in <b>/www/x.php</b><br />\n<!-- a -->";
            xml(&format!("{before}<?xml version='1.0'?>{}<p>behind</p>", feed("Rain")))
        },
        ends: "kept",
    },
    Case {
        id: "XML-13",
        script: || {
            let whole = format!("<rss version='2.0'><channel>{}", items(3));
            xml(&whole[..whole.len() - 20])
        },
        ends: "kept",
    },
    Case {
        id: "XML-14",
        script: || xml(&format!("<rss version='2.0'><channel>{}</channel></rss>", items(60_000))),
        ends: "kept",
    },
    Case {
        id: "XML-14/too-many",
        script: || xml(&format!("<rss version='2.0'><channel>{}</channel></rss>", items(100_000))),
        ends: "too-large",
    },
    Case {
        id: "XML-15",
        script: || {
            xml("<rdf:RDF xmlns:rdf='r'><rss><channel><feed xmlns='http://www.w3.org/2005/Atom'>\
                 <entry><title>Rain</title></entry></feed></channel></rss></rdf:RDF>")
        },
        ends: "kept",
    },
    Case {
        id: "XML-15/unknown",
        script: || xml("<gpx version='1.1'><wpt/></gpx>"),
        ends: "format",
    },
    Case { id: "XML-16/null", script: || typed("application/json", "null"), ends: "not-a-feed" },
    Case { id: "XML-16/array", script: || typed("application/json", "[]"), ends: "format" },
    Case { id: "XML-16/no-array", script: || json("{\"a\":1}"), ends: "kept" },
    Case {
        id: "XML-16/odd",
        script: || {
            json(
                "[null,1,[],{\"id\":7,\"id\":8,\"title\":\"Rain\"},{\"id\":1e999,\"title\":\"Wind\"},\
                  {\"id\":123456789012345678901234567890,\"title\":\"Snow\"}]",
            )
        },
        ends: "kept",
    },
    Case { id: "XML-16/deep", script: || json(&"[".repeat(100_000)), ends: "kept" },
    Case { id: "XML-18", script: || xml("<rss version='2.0'><channel/></rss>"), ends: "kept" },
    Case {
        id: "XML-19/error",
        script: || typed("text/html", "<!doctype html><title>500</title><body>oops</body>"),
        ends: "not-a-feed",
    },
    Case {
        id: "XML-19/captcha",
        script: || {
            typed(
                "text/html",
                "<html><head><title>Just a moment...</title></head><body>Checking</body></html>",
            )
        },
        ends: "not-a-feed",
    },
    Case {
        id: "XML-19/login",
        script: || {
            typed("text/html", "<html><body><form><input type=password></form></body></html>")
        },
        ends: "not-a-feed",
    },
    Case {
        id: "XML-19/words",
        script: || typed("text/plain", "This domain is for sale."),
        ends: "not-a-feed",
    },
    Case { id: "XML-20/html", script: || typed("text/html", &feed("Rain")), ends: "kept" },
    Case { id: "XML-20/plain", script: || typed("text/plain", &feed("Rain")), ends: "kept" },
    Case {
        id: "XML-20/octets",
        script: || typed("application/octet-stream", &feed("Rain")),
        ends: "kept",
    },
    Case {
        id: "XML-21",
        script: || {
            xml("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='javascript:alert(1)//'>\
                 <entry xml:base='data:text/html,'><title>Rain</title><link href='a'/></entry>\
                 <entry xml:base='//127.0.0.1/'><title>Wind</title><link href='java&#9;script:alert(1)'/></entry>\
                 <entry><title>Snow</title><link href='../x y'/></entry></feed>")
        },
        ends: "kept",
    },
    Case {
        id: "XML-22",
        script: || {
            let long = "x-".repeat(5 << 10);
            xml(&format!(
                "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='{long}'>\
                 <entry xml:lang='\" onload=1'><title>Rain</title></entry><entry xml:lang='de-AT'><title>Wind</title>\
                 </entry></feed>"
            ))
        },
        ends: "kept",
    },
    Case {
        id: "XML-24/changed",
        script: || {
            typed(
                "text/html",
                "<html><body class=tgme_page><div class=post data-id=a/1>News</div></body></html>",
            )
        },
        ends: "no-channel",
    },
    Case {
        id: "XML-24/empty",
        script: || {
            typed(
                "text/html",
                "<html><body><section class=tgme_channel_history></section></body></html>",
            )
        },
        ends: "kept",
    },
];
