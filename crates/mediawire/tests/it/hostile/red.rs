//! RED: redirects. What a redirect does to the identity of a source is tried where sources are polled.

use crate::hostile::server::{Case, Hostile, answer};
use crate::hostile::trial::{all_end_as_they_say, code, get};
use mediawire::retrieve::What;

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "RED-01",
        script: || answer("301 M", "Location: /h/RED-01\r\n", b""),
        ends: "redirect-loop",
    },
    Case {
        id: "RED-01/a",
        script: || answer("302 F", "Location: /h/RED-01/b\r\n", b""),
        ends: "redirect-loop",
    },
    Case {
        id: "RED-01/b",
        script: || answer("302 F", "Location: /h/RED-01/a\r\n", b""),
        ends: "redirect-loop",
    },
    Case {
        id: "RED-02/6",
        script: || answer("302 F", "Location: /h/RED-02/5\r\n", b""),
        ends: "redirect-limit",
    },
    Case { id: "RED-02/5", script: || answer("302 F", "Location: 4\r\n", b""), ends: "kept" },
    Case { id: "RED-02/4", script: || answer("307 F", "Location: 3\r\n", b""), ends: "kept" },
    Case { id: "RED-02/3", script: || answer("308 F", "Location: 2#x\r\n", b""), ends: "kept" },
    Case { id: "RED-02/2", script: || answer("301 F", "Location: 1\r\n", b""), ends: "kept" },
    Case { id: "RED-02/1", script: || answer("303 F", "Location: 0\r\n", b""), ends: "kept" },
    Case { id: "RED-02/0", script: || answer("200 OK", "", b"here"), ends: "kept" },
    Case {
        id: "RED-05/308",
        script: || answer("308 P", "Location: /h/RED-02/0\r\n", b""),
        ends: "kept",
    },
    Case {
        id: "RED-05/307",
        script: || answer("307 T", "Location: /h/RED-02/0\r\n", b""),
        ends: "kept",
    },
    Case {
        id: "RED-05/302",
        script: || answer("302 F", "Location: /h/RED-02/0\r\n", b""),
        ends: "kept",
    },
    Case {
        id: "RED-06/300",
        script: || answer("300 M", "Location: /h/RED-02/0\r\n", b"<a href=/h/RED-02/0>one</a>"),
        ends: "redirect",
    },
    Case {
        id: "RED-06/305",
        script: || answer("305 U", "Location: http://127.0.0.1/\r\n", b""),
        ends: "redirect",
    },
    Case { id: "RED-06/304", script: || answer("304 N", "", b""), ends: "304-unasked" },
    Case {
        id: "RED-07/empty",
        script: || answer("302 F", "Location: \r\n", b""),
        ends: "redirect",
    },
    Case { id: "RED-07/none", script: || answer("302 F", "", b""), ends: "redirect" },
    Case {
        id: "RED-07/relative",
        script: || answer("302 F", "Location: ../RED-02/0\r\n", b""),
        ends: "kept",
    },
    Case {
        id: "RED-07/host",
        script: || answer("302 F", "Location: //127.0.0.1:1234/\r\n", b""),
        ends: "forbidden-address",
    },
    Case {
        id: "RED-07/javascript",
        script: || answer("302 F", "Location: javascript:alert(1)\r\n", b""),
        ends: "scheme",
    },
    Case {
        id: "RED-07/long",
        script: || answer("302 F", &format!("Location: /{}\r\n", "x".repeat(10 << 10)), b""),
        ends: "url",
    },
    Case {
        id: "RED-07/letters",
        script: || answer("302 F", "Location: /h/\u{e9}\r\n", b""),
        ends: "redirect",
    },
    Case {
        id: "RED-09",
        script: || {
            answer(
                "200 OK",
                "Refresh: 0; url=http://127.0.0.1/\r\nContent-Type: text/html\r\n",
                b"<meta http-equiv=refresh content='0;url=http://127.0.0.1/'><script>location='/'</script>",
            )
        },
        ends: "kept",
    },
];

#[tokio::test]
async fn redirects_end_as_the_catalogue_says() {
    all_end_as_they_say(CASES, What::Page).await;
}

#[tokio::test]
async fn five_redirects_are_followed_and_a_loop_is_left_at_once() {
    let server = Hostile::start().await;
    let fetched = get(server.settings(), &server.url("RED-02/5"), What::Page).await.unwrap();
    assert_eq!((fetched.redirects.len(), fetched.url), (5, server.url("RED-02/0")));
    let n = server.heads().len();
    assert_eq!(code(server.settings(), &server.url("RED-01/a")).await, "redirect-loop");
    assert!(server.heads().len() - n <= 5);
}

#[tokio::test]
async fn answer_that_would_lead_on_by_itself_is_taken_as_it_is() {
    // RED-09: neither the header nor the page moves the client.
    let server = Hostile::start().await;
    let fetched = get(server.settings(), &server.url("RED-09"), What::Page).await.unwrap();
    assert_eq!((fetched.url, server.heads().len()), (server.url("RED-09"), 1));
}

#[tokio::test]
async fn nothing_secret_goes_with_a_request() {
    // RED-08, CACHE-18, CACHE-19: there is nothing to strip, on the way or at its end.
    let server = Hostile::start().await;
    let client = mediawire::retrieve::Client::new(server.settings()).unwrap();
    for id in ["CACHE-18", "RED-02/5", "CACHE-18"] {
        client.fetch(&server.url(id), What::List).await.unwrap();
    }
    let heads = server.heads();
    assert_eq!(heads.len(), 8);
    for head in heads {
        let head = head.to_lowercase();
        for name in
            ["cookie", "authorization", "referer", "from", "cache-control", "pragma", "origin"]
        {
            assert!(!head.contains(&format!("\r\n{name}:")), "{head}");
        }
        assert!(!head.contains('?'), "no query is added: {head}");
    }
}
