//! What the servers of NET send.

use crate::hostile::cases::{Case, Step, answer, say};

const OK: &[u8] = b"HTTP/1.1 200 OK\r\n\r\n";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

fn chunked(rest: &str) -> Vec<Step> {
    say(format!("{CHUNKED}{rest}").as_bytes())
}

pub(crate) const CASES: &[Case] = &[
    Case { id: "NET-01", script: || vec![Step::Hold], ends: "timeout-header" },
    Case {
        id: "NET-02",
        script: || vec![Step::Say(OK.to_vec()), Step::Drip(b"<".to_vec(), 40)],
        ends: "too-slow",
    },
    Case {
        id: "NET-03",
        script: || {
            vec![Step::Say(b"HTTP/1.1 200 OK\r\n".to_vec()), Step::Drip(b"X: y\r\n".to_vec(), 100)]
        },
        ends: "timeout-header",
    },
    Case {
        id: "NET-04",
        script: || {
            let chunk = [b"1000\r\n", &[b'x'; 4096][..], b"\r\n"].concat();
            vec![Step::Say(CHUNKED.into()), Step::Flood(chunk)]
        },
        ends: "too-large",
    },
    Case {
        id: "NET-04/until-it-closes",
        script: || vec![Step::Say(OK.to_vec()), Step::Flood(vec![b'x'; 4096])],
        ends: "too-large",
    },
    Case {
        id: "NET-05",
        script: || {
            vec![Step::Say(b"HTTP/1.1 200 OK\r\n".to_vec()), Step::Flood(b"X-A: y\r\n".repeat(512))]
        },
        ends: "header-too-large",
    },
    Case {
        id: "NET-06",
        script: || {
            let value = vec![b'x'; 1 << 20];
            vec![Step::Say(b"HTTP/1.1 200 OK\r\nX: ".to_vec()), Step::Say(value), Step::Hold]
        },
        ends: "header-too-large",
    },
    Case {
        id: "NET-07",
        script: || say(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf"),
        ends: "truncated",
    },
    Case {
        id: "NET-08",
        script: || say(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnewsHTTP/1.1 200 OK\r\n\r\nx"),
        ends: "kept",
    },
    Case {
        id: "NET-09",
        script: || say(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nnews!"),
        ends: "framing",
    },
    Case {
        id: "NET-10",
        script: || {
            say(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n\
                  4\r\nnews\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx")
        },
        ends: "kept",
    },
    Case { id: "NET-11/long", script: || chunked("FFFFFFFFFFFFFFFFF\r\nx"), ends: "framing" },
    Case { id: "NET-11/negative", script: || chunked("-4\r\nnews\r\n"), ends: "framing" },
    Case { id: "NET-11/garbage", script: || chunked("four\r\nnews\r\n"), ends: "framing" },
    Case {
        id: "NET-11/no-end-of-chunk",
        script: || chunked("4\r\nnewsX0\r\n\r\n"),
        ends: "framing",
    },
    Case {
        id: "NET-12/extension",
        script: || {
            let start = format!("{CHUNKED}4;");
            vec![Step::Say(start.into()), Step::Say(vec![b'x'; 1 << 20]), Step::Hold]
        },
        ends: "framing",
    },
    Case {
        id: "NET-12/small-chunks",
        script: || {
            let many = b"1\r\nx\r\n".repeat(1_000);
            let end = Step::Say(b"0\r\n\r\n".to_vec());
            vec![Step::Say(CHUNKED.into()), Step::Repeat(many, 90), end]
        },
        ends: "kept",
    },
    Case {
        id: "NET-12/too-many-small-chunks",
        script: || {
            vec![Step::Say(CHUNKED.into()), Step::Repeat(b"1\r\nx\r\n".repeat(1_000), 1_000)]
        },
        ends: "too-large",
    },
    Case {
        id: "NET-13",
        script: || {
            let start = b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf";
            vec![Step::Say(start.to_vec()), Step::Reset]
        },
        ends: "reset",
    },
    Case { id: "NET-14/status-line", script: || say(b"HTTP/1.1 200 OK\r\n"), ends: "truncated" },
    Case { id: "NET-14/nothing", script: || say(b""), ends: "truncated" },
    Case {
        id: "NET-14/0.9",
        script: || say(b"<html><p>words-of-an-internal-page</p></html>\r\n\r\n"),
        ends: "not-http",
    },
    Case {
        id: "NET-14/no-reason",
        script: || say(b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"),
        ends: "kept",
    },
    Case { id: "NET-15/999", script: || answer("999 X", "", b"x"), ends: "bad-status" },
    Case { id: "NET-15/000", script: || answer("000 X", "", b"x"), ends: "bad-status" },
    Case { id: "NET-15/20O", script: || answer("20O OK", "", b"x"), ends: "bad-status" },
    Case {
        id: "NET-16/hundred",
        script: || {
            let hint = b"HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n".to_vec();
            [vec![Step::Repeat(hint, 100)], answer("200 OK", "", b"x")].concat()
        },
        ends: "kept",
    },
    Case {
        id: "NET-16/endless",
        script: || vec![Step::Drip(b"HTTP/1.1 103 Early Hints\r\n\r\n".to_vec(), 1)],
        ends: "timeout-header",
    },
    Case {
        id: "NET-17/nul",
        script: || answer("302 Found", "Location: /a\0b\r\n", b""),
        ends: "framing",
    },
    Case {
        id: "NET-17/line-end",
        script: || answer("302 Found", "Location: /a\rX-Injected: b\r\n", b""),
        ends: "framing",
    },
    Case {
        id: "NET-17/high",
        script: || answer("404 caf\u{e9}", "ETag: \"\u{e9}\"\r\n", b"words-of-an-internal-page"),
        ends: "not-found",
    },
    Case { id: "NET-27/ssh", script: || say(b"SSH-2.0-OpenSSH_9.2\r\n"), ends: "not-http" },
    Case { id: "NET-27/ftp", script: || say(b"220 ProFTPD Server ready.\r\n"), ends: "not-http" },
    Case { id: "NET-27/smtp", script: || say(b"220 mail ESMTP Postfix\r\n"), ends: "not-http" },
];
