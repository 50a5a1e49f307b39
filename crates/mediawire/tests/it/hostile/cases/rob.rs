//! What the servers of ROB send.

use crate::hostile::cases::enc::gzip;
use crate::hostile::cases::{Case, Step, answer};

fn sitemap(rows: impl Iterator<Item = String>) -> Vec<Step> {
    let rows: String = rows.collect();
    let body =
        format!("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</urlset>");
    answer("200 OK", "Content-Type: application/xml\r\n", body.as_bytes())
}

pub(crate) fn row(url: &str, modified: &str) -> String {
    format!("<url><loc>{url}</loc><lastmod>{modified}</lastmod></url>")
}

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "ROB-10",
        script: || {
            let body = b"<sitemapindex><sitemap><loc>ROB-10</loc></sitemap></sitemapindex>";
            answer("200 OK", "", body)
        },
        ends: "kept",
    },
    Case {
        id: "ROB-11",
        script: || sitemap((0..50_001).map(|n| row(&format!("http://h.test/{n}"), "2026-11-26"))),
        ends: "kept",
    },
    Case {
        id: "ROB-11/bomb",
        script: || {
            let white = gzip(&vec![b' '; 2 << 20]);
            let packed = [gzip(b"<urlset>"), white.repeat(10)].concat();
            answer("200 OK", "Content-Type: application/gzip\r\n", &packed)
        },
        ends: "decompress-ratio",
    },
    Case {
        id: "ROB-12",
        script: || {
            sitemap(
                ["http://h.test/a", "http://other.example/b", "http://127.0.0.1/c"]
                    .into_iter()
                    .map(|url| row(url, "2026-11-26")),
            )
        },
        ends: "kept",
    },
    Case {
        id: "ROB-13",
        script: || {
            sitemap((0..4).map(|n| row(&format!("http://h.test/{n}"), "2999-01-01T00:00:00Z")))
        },
        ends: "kept",
    },
];
