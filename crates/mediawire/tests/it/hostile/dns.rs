//! NET-26: servers of names that harm who asks them. One answers on port 53 of a network that only the test sees.

use crate::hostile::namespace::inside_of;
use crate::hostile::trial::code;
use mediawire::retrieve::Settings;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, UdpSocket};

/// Longer than the budget of five seconds, on a machine that is busy.
const LIMIT: Duration = Duration::from_secs(9);

/// The first label of the name that a query asks for, and where its question ends (RFC 1035 §4.1.2).
fn question(query: &[u8]) -> (String, usize) {
    let first = usize::from(query[12]);
    let label = String::from_utf8_lossy(&query[13..13 + first]).into_owned();
    let mut at = 12;
    while query[at] != 0 {
        at += 1 + usize::from(query[at]);
    }
    (label, at + 5)
}

/// An answer with these flags and records (RFC 1035 §4.1.1).
fn answer(query: &[u8], flags: [u8; 2], records: &[Vec<u8>]) -> Vec<u8> {
    let (_, end) = question(query);
    let n = u16::try_from(records.len()).unwrap().to_be_bytes();
    let head = [&query[..2], &flags, &[0, 1], &n, &[0, 0, 0, 0], &query[12..end]];
    [head.concat(), records.concat()].concat()
}

/// A record of the asked name: its type, and its data.
fn record(kind: u8, data: &[u8]) -> Vec<u8> {
    let n = u16::try_from(data.len()).unwrap().to_be_bytes();
    [&[0xc0, 12, 0, kind, 0, 1, 0, 0, 0, 60], &n[..], data].concat()
}

/// What is answered over UDP or TCP; `None` for silence.
fn reply(query: &[u8], is_tcp: bool) -> Option<Vec<u8>> {
    const GOOD: [u8; 2] = [0x81, 0x80];
    const TRUNCATED: [u8; 2] = [0x83, 0x80];
    let is_a = {
        let (_, end) = question(query);
        query[end - 4..end - 2] == [0, 1]
    };
    match question(query).0.as_str() {
        "nobody" => Some(answer(query, [0x81, 0x83], &[])),
        "broken" => Some(answer(query, [0x81, 0x82], &[])),
        "silent" => None,
        // A name that stands for itself.
        "loop" => Some(answer(query, GOOD, &[record(5, &[0xc0, 12])])),
        // A pointer to itself in place of a name.
        "bomb" => {
            let at = u16::try_from(question(query).1).unwrap() | 0xc000;
            let [high, low] = at.to_be_bytes();
            let bomb = [&[high, low, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1][..]].concat();
            Some(answer(query, GOOD, &vec![bomb; 30]))
        }
        // Four thousand addresses, of which one is public: the system puts it first, by its rules (RFC 6724 §6).
        "many" if !is_tcp => Some(answer(query, TRUNCATED, &[])),
        "many" if is_a => {
            let mut all: Vec<_> = (0..3_999u16)
                .map(|n| record(1, &[10, 0, n.to_be_bytes()[0], n.to_be_bytes()[1]]))
                .collect();
            all.push(record(1, &[93, 184, 215, 14]));
            Some(answer(query, GOOD, &all))
        }
        "good" if is_a => Some(answer(query, GOOD, &[record(1, &[93, 184, 215, 14])])),
        _ => Some(answer(query, GOOD, &[])),
    }
}

async fn serve() {
    let udp = UdpSocket::bind("127.0.0.1:53").await.unwrap();
    let tcp = TcpListener::bind("127.0.0.1:53").await.unwrap();
    tokio::spawn(async move {
        let mut query = [0; 1500];
        while let Ok((n, from)) = udp.recv_from(&mut query).await {
            if let Some(reply) = reply(&query[..n], false) {
                udp.send_to(&reply, from).await.ok();
            }
        }
    });
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = tcp.accept().await {
            tokio::spawn(async move {
                while let Ok(n) = stream.read_u16().await {
                    let mut query = vec![0; usize::from(n)];
                    stream.read_exact(&mut query).await.unwrap();
                    let Some(reply) = reply(&query, true) else { return };
                    let n = u16::try_from(reply.len()).unwrap();
                    stream.write_all(&[&n.to_be_bytes()[..], &reply].concat()).await.ok();
                }
            });
        }
    });
}

#[test]
fn servers_of_names_cost_no_more_than_their_time() {
    let set_up = "echo nameserver 127.0.0.1 > \"$DIR/resolv\" && \
         mount --bind \"$DIR/resolv\" /etc/resolv.conf && ip addr add 93.184.215.14/32 dev lo";
    inside_of("hostile::dns::servers_of_names_cost_no_more_than_their_time", set_up, async {
        serve().await;
        let listener = TcpListener::bind("93.184.215.14:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = [0; 4096];
                let _ = stream.read(&mut head).await;
                let page = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnews";
                stream.write_all(page).await.ok();
            }
        });
        let settings = Settings { robots: false, host_delay_ms: 0, ..Settings::default() };
        for (name, ends) in [
            ("good", "kept"),
            ("nobody", "dns"),
            ("broken", "dns"),
            ("silent", "dns"),
            ("loop", "dns"),
            ("bomb", "dns"),
            ("many", "kept"),
        ] {
            let began = Instant::now();
            let url = format!("http://{name}.example.com:{port}/");
            assert_eq!(code(settings.clone(), &url).await, ends, "{name}");
            assert!(began.elapsed() < LIMIT, "{name}: {:?}", began.elapsed());
        }
    });
}
