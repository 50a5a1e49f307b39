//! What the servers of ITEM send.

use crate::hostile::cases::{Case, Step, answer};

pub(crate) fn of(items: &str) -> Vec<Step> {
    let body = format!("<rss version='2.0'><channel><title>T</title>{items}</channel></rss>");
    answer("200 OK", "Content-Type: text/xml\r\n", body.as_bytes())
}

/// A right-to-left override, an isolate without end, joiners, tags of a language, and letters under a heap of marks.
pub(crate) fn odd_letters() -> String {
    format!("Rain \u{202e}over\u{2067} To\u{200d}lva \u{e0041} a{}", "\u{301}".repeat(5_000))
}

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "ITEM-01",
        script: || {
            of("<item><title>Rain</title><guid>1</guid><link>http://h.test/a</link></item>\
                <item><title>Rain</title><guid>1</guid><link>http://h.test/a</link></item>\
                <item><title>Wind</title><guid>1</guid><link>http://h.test/b</link></item>\
                <item><title>Snow</title><guid>2</guid><link>http://h.test/b</link></item>")
        },
        ends: "kept",
    },
    Case {
        id: "ITEM-05",
        script: || {
            of("<item><description>Only words</description></item><item></item><item> </item>")
        },
        ends: "kept",
    },
    Case {
        id: "ITEM-06",
        script: || {
            let long = "g".repeat(1 << 20);
            of(&format!(
                "<item><title>Long</title><guid>{long}</guid></item>\
                 <item><title>Script</title><guid>javascript:alert(1)</guid></item>\
                 <item><title>White</title><guid> \t </guid></item>\
                 <item><title>Upper</title><guid>A</guid></item><item><title>Lower</title><guid>a</guid></item>"
            ))
        },
        ends: "kept",
    },
    Case {
        id: "ITEM-15",
        script: || {
            let title = "t".repeat(1 << 20);
            let many: String = (0..10_000)
                .map(|n| format!("<author>a{n}</author><category>c{n}</category><enclosure url='http://h.test/{n}'/>"))
                .collect();
            of(&format!("<item><title>{title}</title><guid>1</guid>{many}</item>"))
        },
        ends: "kept",
    },
    Case {
        id: "ITEM-16",
        script: || {
            of(
                "<item><title>&lt;b&gt;Rain&lt;/b&gt; &lt;script&gt;x&lt;/script&gt; &amp;lt;i&amp;gt; \u{1b}[31m =cmd() *a*</title>\
                <guid>1</guid></item>",
            )
        },
        ends: "kept",
    },
    Case {
        id: "ITEM-17",
        script: || of(&format!("<item><title>{}</title><guid>1</guid></item>", odd_letters())),
        ends: "kept",
    },
    Case {
        id: "ITEM-19",
        script: || {
            let links = [
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "java\tscript:alert(1)",
                " javascript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "blob:http://h.test/x",
                "intent://x#Intent;end",
                "tel:1",
                "view-source:http://h.test/",
                "\u{1}javascript:alert(1)",
                "feed:javascript:alert(1)",
            ];
            let items: String = links
                .iter()
                .enumerate()
                .map(|(n, link)| {
                    format!("<item><title>T{n}</title><guid>{n}</guid><link>{link}</link></item>")
                })
                .collect();
            of(&items)
        },
        ends: "kept",
    },
    Case {
        id: "ITEM-21",
        script: || {
            of(
                "<item><title>Rain</title><guid>1</guid><enclosure url='x.exe' length='-1' type='image/png'/>\
                <enclosure url='javascript:x' length='9223372036854775808'/></item>",
            )
        },
        ends: "kept",
    },
];
