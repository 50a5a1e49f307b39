//! What the servers of SSRF send.

use crate::hostile::cases::{Case, answer};

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "SSRF-10",
        script: || {
            answer("302 Found", "Location: http://169.254.169.254/latest/meta-data/\r\n", b"")
        },
        ends: "forbidden-address",
    },
    Case {
        id: "SSRF-11/303",
        script: || answer("303 See Other", "Location: /h/SSRF-11/inside\r\n", b""),
        ends: "forbidden-address",
    },
    Case {
        id: "SSRF-11/inside",
        script: || answer("307 T", "Location: http://10.0.0.1/\r\n", b"words-of-an-internal-page"),
        ends: "forbidden-address",
    },
    Case {
        id: "SSRF-12/file",
        script: || answer("302 Found", "Location: file:///etc/passwd\r\n", b""),
        ends: "scheme",
    },
    Case {
        id: "SSRF-12/gopher",
        script: || answer("302 Found", "Location: gopher://a.example:70/_x\r\n", b""),
        ends: "scheme",
    },
    Case {
        id: "SSRF-12/dict",
        script: || answer("302 Found", "Location: dict://a.example:11211/stats\r\n", b""),
        ends: "scheme",
    },
    Case {
        id: "SSRF-12/ftp",
        script: || answer("302 Found", "Location: ftp://a.example/x\r\n", b""),
        ends: "scheme",
    },
    Case {
        id: "SSRF-12/jar",
        script: || answer("302 Found", "Location: jar:http://a.example/x!/\r\n", b""),
        ends: "scheme",
    },
    Case {
        id: "SSRF-12/data",
        script: || answer("302 Found", "Location: data:text/html,x\r\n", b""),
        ends: "scheme",
    },
    Case {
        id: "SSRF-14",
        script: || answer("302 Found", "Location: http://user:pw@a.example/\r\n", b""),
        ends: "userinfo",
    },
    Case {
        id: "SSRF-20",
        script: || {
            answer("302 Found", "Location: http+unix://%2Fvar%2Frun%2Fdocker.sock/\r\n", b"")
        },
        ends: "scheme",
    },
    Case {
        id: "SSRF-22",
        script: || {
            answer("500 No", "X: words-of-an-internal-page\r\n", b"words-of-an-internal-page")
        },
        ends: "server-error",
    },
];
