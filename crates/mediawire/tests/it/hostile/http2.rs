//! NET-18 to NET-20: servers of HTTP/2 that flood, bomb, stall and reset. Over TLS, as every server of HTTP/2 is.

use crate::hostile::cases::Step;
use crate::hostile::secure::{Authority, Secure, Talk, frame};
use crate::hostile::trial::STUCK;
use mediawire::retrieve::{Client, What};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Kinds of frames and flags (RFC 9113 §6).
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PUSH_PROMISE: u8 = 5;
const PING: u8 = 6;
const GOAWAY: u8 = 7;
const WINDOW_UPDATE: u8 = 8;
const CONTINUATION: u8 = 9;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

/// `:status: 200` (RFC 7541, appendix A).
const OK: &[u8] = &[0x88];

/// A server of HTTP/2.
struct Case {
    id: &'static str,
    talk: Talk,
    script: fn() -> Vec<Step>,
    /// How asking it ends: a code of an error, or `kept`.
    ends: &'static str,
}

fn say(frames: &[Vec<u8>]) -> Step {
    Step::Say(frames.concat())
}

fn flood(frame: &[u8]) -> Step {
    Step::Flood(frame.repeat(100))
}

fn head() -> Vec<u8> {
    frame(HEADERS, END_HEADERS, 1, OK)
}

/// A field that is not to be remembered (RFC 7541 §6.2.2).
fn field(name: &str, n_bytes: usize) -> Vec<u8> {
    let length = u8::try_from(n_bytes).unwrap();
    [&[0, u8::try_from(name.len()).unwrap()], name.as_bytes(), &[length], &vec![b'x'; n_bytes]]
        .concat()
}

/// A field that is remembered, and named again and again by a byte (RFC 7541 §6.1).
fn bomb() -> Vec<u8> {
    // 3000 bytes, as an integer with a prefix of seven bits.
    let kept = [&[0x40, 1, b'x', 0x7f, 0xb9, 0x16][..], &[b'x'; 3000]].concat();
    [OK, &kept, &[0xbe; 12_000]].concat()
}

const CASES: &[Case] = &[
    Case {
        id: "kept",
        talk: Talk::Http2,
        script: || vec![say(&[head(), frame(DATA, END_STREAM, 1, b"news")])],
        ends: "kept",
    },
    Case {
        id: "NET-18",
        talk: Talk::Http2,
        script: || {
            vec![
                say(&[head()]),
                Step::Repeat(frame(DATA, 0, 1, b"").repeat(1_000), 1_000),
                Step::Hold,
            ]
        },
        ends: "flood",
    },
    Case {
        id: "NET-18/data",
        talk: Talk::Http2,
        script: || vec![say(&[head()]), flood(&frame(DATA, 0, 1, &[b'x'; 4096]))],
        ends: "framing",
    },
    Case {
        id: "NET-19/continuation",
        talk: Talk::Http2,
        script: || {
            let more = frame(CONTINUATION, 0, 1, &field("x-a", 100));
            vec![say(&[frame(HEADERS, 0, 1, OK)]), flood(&more)]
        },
        ends: "flood",
    },
    Case {
        id: "NET-19/empty-continuation",
        talk: Talk::Http2,
        script: || vec![say(&[frame(HEADERS, 0, 1, OK)]), flood(&frame(CONTINUATION, 0, 1, b""))],
        ends: "flood",
    },
    Case {
        id: "NET-19/bomb",
        talk: Talk::Http2,
        script: || vec![say(&[frame(HEADERS, END_HEADERS, 1, &bomb())]), Step::Hold],
        ends: "flood",
    },
    Case {
        id: "NET-19/settings",
        talk: Talk::Http2,
        script: || vec![flood(&frame(SETTINGS, 0, 0, &[0, 3, 0, 0, 0, 100]))],
        ends: "timeout-header",
    },
    Case {
        id: "NET-19/ping",
        talk: Talk::Http2,
        script: || vec![flood(&frame(PING, 0, 0, &[0; 8]))],
        ends: "timeout-header",
    },
    Case {
        id: "NET-19/unknown",
        talk: Talk::Http2,
        script: || vec![flood(&frame(0xf0, 0, 0, &[0; 512]))],
        ends: "timeout-header",
    },
    Case {
        id: "NET-19/push",
        talk: Talk::Http2,
        script: || {
            let promised = [&2_u32.to_be_bytes()[..], &[0x82, 0x87, 0x84]].concat();
            vec![flood(&frame(PUSH_PROMISE, END_HEADERS, 1, &promised))]
        },
        ends: "framing",
    },
    Case {
        id: "NET-19/reset",
        talk: Talk::Http2,
        script: || vec![flood(&frame(RST_STREAM, 0, 1, &8_u32.to_be_bytes()))],
        ends: "reset",
    },
    Case {
        id: "NET-19/window",
        talk: Talk::Http2,
        script: || {
            vec![flood(&frame(WINDOW_UPDATE, 0, 0, &0x7fff_ffff_u32.to_be_bytes())), Step::Hold]
        },
        ends: "framing",
    },
    Case {
        id: "NET-19/window-of-nothing",
        talk: Talk::Http2,
        script: || vec![say(&[frame(WINDOW_UPDATE, 0, 0, &[0; 4])]), Step::Hold],
        ends: "framing",
    },
    Case {
        id: "NET-19/frame-of-16-MiB",
        talk: Talk::Http2,
        script: || vec![Step::Say(vec![0xff, 0xff, 0xff, HEADERS, 0, 0, 0, 0, 1]), Step::Hold],
        ends: "framing",
    },
    Case {
        id: "NET-20/goaway",
        talk: Talk::Http2AtOnce,
        script: || vec![say(&[frame(GOAWAY, 0, 0, &[0; 8])]), Step::Hold],
        ends: "connection",
    },
    Case {
        id: "NET-20/refused",
        talk: Talk::Http2,
        script: || vec![say(&[frame(RST_STREAM, 0, 1, &7_u32.to_be_bytes())]), Step::Hold],
        ends: "reset",
    },
];

#[tokio::test]
async fn floods_and_tricks_end_and_their_connections_are_closed() {
    let authority = Authority::new("A house");
    for case in CASES {
        let script = case.script;
        let identity = authority.sign(|_| {});
        let versions = &[&rustls::version::TLS13];
        let server =
            Secure::start(identity, versions, case.talk, Arc::new(move |_| script())).await;
        let client = Client::new(server.settings(&authority.pem)).unwrap();
        let url = server.url("/");
        let answer = tokio::time::timeout(STUCK, client.fetch(&url, What::Page)).await;
        let answer = answer.unwrap_or_else(|_| panic!("{} hangs", case.id));
        let code = answer.as_ref().map_or_else(|error| error.code, |_| "kept");
        assert_eq!(code, case.ends, "{}: {answer:?}", case.id);
        // One that fails is not asked again at once.
        let (n_connections, n_requests) =
            (server.seen.n_connections.load(Ordering::SeqCst), server.seen.heads().len());
        assert!(n_connections == 1 && n_requests <= 1, "{}: {n_connections}", case.id);
        // The client lives on, and hears no more of it.
        let closed = async {
            while server.seen.n_open.load(Ordering::SeqCst) > 0 {
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
        };
        let closed = tokio::time::timeout(STUCK, closed).await;
        assert!(closed.is_ok(), "{}: the connection stays open", case.id);
        drop(client);
    }
}
