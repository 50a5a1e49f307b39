//! What the servers of CACHE send.

use crate::hostile::cases::{Case, answer};

const FEED: &[u8] = b"<rss version='2.0'><channel><title>T</title></channel></rss>";

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "CACHE-01",
        script: || answer("200 OK", "ETag: W/\"a b\"\r\nLast-Modified: yesterday\r\n", FEED),
        ends: "kept",
    },
    Case {
        id: "CACHE-05",
        script: || answer("200 OK", "Last-Modified: Thu, 01 Jan 1970 25:00:00 MSK\r\n", FEED),
        ends: "kept",
    },
    Case { id: "CACHE-06", script: || answer("304 N", "", b""), ends: "304-unasked" },
    Case { id: "CACHE-08", script: || answer("200 OK", "ETag: \"a\"\r\n", b""), ends: "empty" },
    Case { id: "CACHE-08/204", script: || answer("204 N", "", b""), ends: "empty" },
    Case {
        id: "CACHE-14/401",
        script: || answer("401 U", "", b"words-of-an-internal-page"),
        ends: "auth",
    },
    Case { id: "CACHE-14/402", script: || answer("402 P", "", b"x"), ends: "payment" },
    Case { id: "CACHE-14/403", script: || answer("403 F", "", b"x"), ends: "forbidden" },
    Case { id: "CACHE-14/451", script: || answer("451 U", "", b"x"), ends: "legal" },
    Case {
        id: "CACHE-18",
        script: || {
            answer("200 OK", "Set-Cookie: a=secret; Domain=test\r\nSet-Cookie: b=c\r\n", FEED)
        },
        ends: "kept",
    },
    Case {
        id: "CACHE-22",
        script: || answer("206 P", "Content-Range: bytes 0-59/900\r\n", FEED),
        ends: "partial",
    },
];
