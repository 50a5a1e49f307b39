//! What the servers of RED send.

use crate::hostile::cases::{Case, answer};

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
