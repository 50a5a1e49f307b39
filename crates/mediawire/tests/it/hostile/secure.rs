//! Hostile servers behind TLS, and the authority that signs their certificates. It is known to clients as `h.test`.

use crate::hostile::cases::{Seen, Step, listen, play};
use crate::hostile::server::Hostile;
use mediawire::retrieve::{Admit, Settings};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, SupportedProtocolVersion};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// Certificates from the server's own upwards, and the key of the first.
pub(crate) type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// An authority of a test.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its certificate, for those who trust it.
    pub(crate) pem: Vec<u8>,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        let pem = params.self_signed(&key).unwrap().pem().into_bytes();
        Self { issuer: Issuer::new(params, key), pem }
    }

    /// A certificate for `h.test`, changed as it is wanted, and its key.
    pub(crate) fn sign(&self, change: impl FnOnce(&mut CertificateParams)) -> Identity {
        let (key, mut params) = named();
        change(&mut params);
        (vec![self.certify(&key, &params)], private(&key))
    }

    /// A certificate that says just this.
    pub(crate) fn certify(
        &self,
        key: &KeyPair,
        params: &CertificateParams,
    ) -> CertificateDer<'static> {
        params.signed_by(key, &self.issuer).unwrap().der().clone()
    }
}

/// A key, and what a certificate of `h.test` says.
pub(crate) fn named() -> (KeyPair, CertificateParams) {
    let params = CertificateParams::new(vec!["h.test".to_owned()]).unwrap();
    (KeyPair::generate().unwrap(), params)
}

pub(crate) fn private(key: &KeyPair) -> PrivateKeyDer<'static> {
    PrivateKeyDer::try_from(key.serialize_der()).unwrap()
}

/// What a server speaks once it is connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Talk {
    /// Nothing of its own: not even TLS.
    Bare,
    /// HTTP/1.1.
    Http1,
    /// HTTP/2: it hears a request before it does what its script says.
    Http2,
    /// HTTP/2: it does what its script says at once.
    Http2AtOnce,
}

/// What it does, by the path that is asked for; over HTTP/2 and bare it does not know the path.
pub(crate) type Script = Arc<dyn Fn(&str) -> Vec<Step> + Send + Sync>;

/// A server on a port of its own.
#[derive(Debug)]
pub(crate) struct Secure {
    pub(crate) port: u16,
    pub(crate) seen: Arc<Seen>,
}

impl Secure {
    /// A server that speaks `versions` of TLS and shows `identity`.
    pub(crate) async fn start(
        (chain, key): Identity,
        versions: &[&'static SupportedProtocolVersion],
        talk: Talk,
        script: Script,
    ) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .unwrap()
            .with_no_client_auth();
        let mut config = config.with_single_cert(chain, key).unwrap();
        let protocol = if talk == Talk::Http1 { "http/1.1" } else { "h2" };
        config.alpn_protocols = vec![protocol.into()];
        Self::listening(Some(TlsAcceptor::from(Arc::new(config))), talk, script).await
    }

    /// A server that only plays a script, from the first bytes that it hears.
    pub(crate) async fn bare(script: Script) -> Self {
        Self::listening(None, Talk::Bare, script).await
    }

    async fn listening(tls: Option<TlsAcceptor>, talk: Talk, script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Seen::default());
        let by = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (seen, tls, script) = (Arc::clone(&by), tls.clone(), Arc::clone(&script));
                seen.n_connections.fetch_add(1, Ordering::SeqCst);
                seen.n_open.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    // A client that has heard enough hangs up: that is its right.
                    let _ = converse(stream, tls, talk, &script, &seen).await;
                    seen.n_open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { port, seen }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("https://h.test:{}{path}", self.port)
    }

    pub(crate) fn admit(&self) -> Admit {
        let address = ([127, 0, 0, 1], self.port).into();
        Admit { host: "h.test".to_owned(), port: self.port, address }
    }

    /// Settings that admit this server and trust `authorities`, with small limits.
    pub(crate) fn settings(&self, authorities: &[u8]) -> Settings {
        let plain = Hostile { port: self.port, seen: Arc::clone(&self.seen) };
        let mut settings = plain.settings();
        settings.authorities = authorities.to_vec();
        settings.limits.idle_ms = 50;
        settings
    }
}

async fn converse(
    mut stream: TcpStream,
    tls: Option<TlsAcceptor>,
    talk: Talk,
    script: &Script,
    seen: &Arc<Seen>,
) -> std::io::Result<()> {
    let Some(tls) = tls else {
        stream.read_exact(&mut [0; 5]).await?;
        let (mut from, mut to) = stream.split();
        let mut sink = tokio::io::sink();
        let heard = tokio::io::copy(&mut from, &mut sink);
        let said = play(script(""), &mut to, seen);
        return tokio::try_join!(heard, said).map(drop);
    };
    let mut stream = tls.accept(stream).await?;
    match talk {
        Talk::Bare | Talk::Http1 => {
            let path = listen(&mut stream, seen).await?;
            play(script(&path), &mut stream, seen).await?;
            stream.shutdown().await
        }
        Talk::Http2 | Talk::Http2AtOnce => http2(stream, talk, script(""), seen).await,
    }
}

/// Length of what a client of HTTP/2 begins with (RFC 9113 §3.4).
const PREFACE_BYTES: usize = 24;
/// The kinds of frames that are told apart (RFC 9113 §6).
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;

/// A frame of HTTP/2 (RFC 9113 §4.1).
pub(crate) fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let n_bytes = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = n_bytes[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}

async fn http2(
    mut stream: TlsStream<TcpStream>,
    talk: Talk,
    steps: Vec<Step>,
    seen: &Arc<Seen>,
) -> std::io::Result<()> {
    stream.read_exact(&mut [0; PREFACE_BYTES]).await?;
    stream.write_all(&frame(SETTINGS, 0, 0, b"")).await?;
    stream.flush().await?;
    let (mut from, mut to) = tokio::io::split(stream);
    let asked = Arc::new(tokio::sync::Notify::new());
    let (by, heard) = (Arc::clone(seen), Arc::clone(&asked));
    // It goes on listening while it speaks: else both would wait for each other.
    let listening = async move {
        // It ends when the client does.
        Err::<(), std::io::Error>(loop {
            let mut head = [0; 9];
            if let Err(ended) = from.read_exact(&mut head).await {
                break ended;
            }
            let n_bytes = u32::from_be_bytes([0, head[0], head[1], head[2]]);
            let mut payload = vec![0; n_bytes as usize];
            from.read_exact(&mut payload).await?;
            if head[3] == HEADERS {
                by.request("a request over HTTP/2".to_owned());
                heard.notify_one();
            }
        })
    };
    let speaking = async {
        if talk == Talk::Http2 {
            asked.notified().await;
        }
        play(steps, &mut to, seen).await
    };
    tokio::try_join!(listening, speaking).map(|((), _)| ())
}
