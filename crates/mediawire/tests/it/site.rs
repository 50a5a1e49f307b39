//! The site on a listener of its own, and a reader who asks it byte for byte.

use mediawire::Wire;
use mediawire::search::Search;
use mediawire::web::listen::{self, Bounds};
use mediawire::web::metrics::Metrics;
use mediawire::web::{Web, events, router};
use mediawire_core::publish::site::Site;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

/// A site that is served until the test ends.
#[derive(Debug, Clone)]
pub(crate) struct Served {
    address: SocketAddr,
    pub(crate) search: Arc<Search>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }
}

impl Served {
    pub(crate) async fn start(wire: &Arc<Wire>) -> Self {
        Self::counting(wire, None).await
    }

    /// The same with counters.
    pub(crate) async fn counting(wire: &Arc<Wire>, metrics: Option<Metrics>) -> Self {
        let site = Site {
            name: "Test Wire".to_owned(),
            base: "https://wire.example".to_owned(),
            byline: "Test Wire".to_owned(),
            disclaimer: Some("The content is not changed.".to_owned()),
            lang: "en".to_owned(),
            sections: wire.sections.clone(),
            ..Site::default()
        };
        let search = Search::open(wire).await.unwrap();
        let contact = Some("desk@wire.example".to_owned());
        let web = Web::open(wire.clone(), search.clone(), site, contact, metrics).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(events::follow(web.clone(), CancellationToken::new()));
        let time = Duration::from_secs(2);
        let bounds = Bounds { head: time, write: time, ..Bounds::default() };
        tokio::spawn(listen::serve(listener, router(web), bounds, CancellationToken::new()));
        Self { address, search }
    }

    /// Listens to a stream of events with further header `lines`, and gives the first `n` lines that begin with `id: `
    /// or `data: `.
    pub(crate) async fn listen(&self, path: &str, lines: &str, n: usize) -> Vec<String> {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: wire.example\r\n{lines}\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut told = String::new();
        let mut bytes = [0; 4096];
        loop {
            let n_bytes = stream.read(&mut bytes).await.unwrap();
            assert!(n_bytes > 0, "the stream ended: {told}");
            told.push_str(std::str::from_utf8(&bytes[..n_bytes]).unwrap());
            let found: Vec<String> = told
                .split_inclusive('\n')
                .filter(|line| line.ends_with('\n'))
                .map(|line| line.trim_end().to_owned())
                .filter(|line| line.starts_with("id: ") || line.starts_with("data: "))
                .collect();
            if found.len() >= n {
                return found;
            }
        }
    }

    /// Says these bytes and no more; all that comes back until the site ends it.
    pub(crate) async fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        // One that was refused may be ended before all of it was said, and reset over what was not heard.
        if stream.write_all(bytes).await.is_ok() {
            stream.shutdown().await.ok();
        }
        let mut back = Vec::new();
        stream.read_to_end(&mut back).await.ok();
        String::from_utf8_lossy(&back).into_owned()
    }

    /// Says these bytes, and leaves the connection open.
    pub(crate) async fn begin(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        stream
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "").await
    }

    /// Asks with further header `lines`, each with its line end.
    pub(crate) async fn ask(&self, method: &str, path: &str, lines: &str) -> Reply {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: wire.example\r\nConnection: close\r\n{lines}\r\n"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        // Of what has no end the head is read.
        let is_stream = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            text.contains("text/event-stream") && text.contains("\r\n\r\n")
        };
        while !is_stream(&bytes) && stream.read_buf(&mut bytes).await.unwrap() > 0 {}
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> = lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let reply = Reply { status, headers, bytes: bytes[end + 4..].to_vec() };
        if reply.header("content-type") != "text/event-stream" {
            assert_eq!(reply.header("transfer-encoding"), "", "bodies have a length");
        }
        reply
    }
}
