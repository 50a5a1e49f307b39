//! NET-21 to NET-24: encryption that cannot be trusted, does not come about, or is given up on the way.

use crate::hostile::cases::{Step, answer};
use crate::hostile::secure::{Authority, Identity, Script, Secure, Talk, named, private};
use crate::hostile::server::Hostile;
use crate::hostile::trial::{code, get};
use mediawire::retrieve::What;
use rcgen::{BasicConstraints, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, date_time_ymd};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::version::{TLS12, TLS13};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Certificates that today's programs cannot make: see its head.
const WEAK: &[u8] = include_bytes!("weak.pem");

fn page() -> Script {
    Arc::new(|_| answer("200 OK", "", b"news"))
}

/// Certificates of the weak file by their place in it, and its key.
fn weak(n: usize) -> Identity {
    let all: Vec<_> = CertificateDer::pem_slice_iter(WEAK).collect::<Result<_, _>>().unwrap();
    (vec![all[n].clone()], PrivateKeyDer::from_pem_slice(WEAK).unwrap())
}

/// A certificate that one without the right to do so has signed.
fn signed_by_no_authority(authority: &Authority) -> Identity {
    let (middle_key, mut middle) = named();
    middle.is_ca = IsCa::ExplicitNoCa;
    middle.distinguished_name.push(DnType::CommonName, "No authority");
    let above = authority.certify(&middle_key, &middle);
    let (key, params) = named();
    let own = params.signed_by(&key, &Issuer::new(middle, middle_key)).unwrap();
    (vec![own.der().clone(), above], private(&key))
}

fn self_signed() -> Identity {
    let (key, params) = named();
    (vec![params.self_signed(&key).unwrap().der().clone()], private(&key))
}

#[tokio::test]
async fn certificate_that_is_not_good_is_refused_with_its_reason() {
    let (authority, other) = (Authority::new("A house"), Authority::new("Another"));
    let trusted = [&authority.pem, WEAK].concat();
    let client_only = vec![ExtendedKeyUsagePurpose::ClientAuth];
    for (what, identity, ends) in [
        ("good", authority.sign(|_| {}), "kept"),
        ("the weak file's control", weak(5), "kept"),
        ("old", authority.sign(|it| it.not_after = date_time_ymd(2020, 1, 1)), "tls-date"),
        ("early", authority.sign(|it| it.not_before = date_time_ymd(2999, 1, 1)), "tls-date"),
        ("another host", authority.sign(|it| it.subject_alt_names = vec![]), "tls-name"),
        ("self-signed", self_signed(), "tls-issuer"),
        ("another authority", other.sign(|_| {}), "tls-issuer"),
        ("no authority", signed_by_no_authority(&authority), "tls-certificate"),
        (
            "an authority's own",
            authority.sign(|it| it.is_ca = IsCa::Ca(BasicConstraints::Unconstrained)),
            "tls-certificate",
        ),
        (
            "for clients",
            authority.sign(|it| it.extended_key_usages = client_only),
            "tls-certificate",
        ),
        ("SHA-1", weak(1), "tls-certificate"),
        ("RSA of 1024 bits", weak(3), "tls-certificate"),
    ] {
        let server = Secure::start(identity, &[&TLS12, &TLS13], Talk::Http1, page()).await;
        assert_eq!(code(server.settings(&trusted), &server.url("/")).await, ends, "{what}");
        let n_heads = server.seen.heads().len();
        assert_eq!(n_heads, usize::from(ends == "kept"), "{what}: nothing is said to it");
        let n_connections = server.seen.n_connections.load(Ordering::SeqCst);
        assert_eq!(n_connections, 1, "{what}: it is not asked without encryption");
    }
    // An authority is trusted where it is named and nowhere else.
    let server = Secure::start(authority.sign(|_| {}), &[&TLS13], Talk::Http1, page()).await;
    assert_eq!(code(server.settings(b""), &server.url("/")).await, "tls-issuer");
}

/// A record of TLS (RFC 8446 §5.1) of a version that its second byte tells.
fn record(kind: u8, version: u8, body: &[u8]) -> Vec<u8> {
    let n_bytes = u16::try_from(body.len()).unwrap().to_be_bytes();
    [&[kind, 3, version][..], &n_bytes, body].concat()
}

/// The first word of a server that speaks this version at most (RFC 5246 §7.4.1.3).
fn hello(version: u8) -> Vec<u8> {
    let body = [&[3, version][..], &[7; 32], &[0], &[0xc0, 0x2f], &[0]].concat();
    let n_bytes = u8::try_from(body.len()).unwrap();
    record(22, version, &[&[2, 0, 0, n_bytes][..], &body].concat())
}

#[tokio::test]
async fn handshake_that_does_not_end_is_left() {
    type Case = (&'static str, fn() -> Vec<Step>, &'static str);
    let bare: [Case; 3] = [
        ("nothing is said", || vec![Step::Hold], "timeout-connect"),
        ("half is said", || vec![Step::Say(hello(3)), Step::Hold], "timeout-connect"),
        (
            "16 MiB of certificates",
            || {
                // The length of the message, and of the first certificate in it.
                let start = [11, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfc, 0xff, 0xff, 0xf9];
                let more = record(22, 3, &[b'x'; 16_000]);
                vec![Step::Say(hello(3)), Step::Say(record(22, 3, &start)), Step::Flood(more)]
            },
            "tls",
        ),
    ];
    for (what, script, ends) in bare {
        let server = Secure::bare(Arc::new(move |_| script())).await;
        let mut settings = server.settings(b"");
        settings.limits.connect_ms = 400;
        assert_eq!(code(settings, &server.url("/")).await, ends, "{what}");
        // What the sockets of both sides hold is taken too.
        assert!(server.seen.n_bytes.load(Ordering::SeqCst) < 16 << 20, "{what}");
    }
}

#[tokio::test]
async fn encryption_older_than_tls_1_2_is_refused() {
    for version in [0, 1, 2] {
        let server =
            Secure::bare(Arc::new(move |_| vec![Step::Say(hello(version)), Step::Hold])).await;
        let ends = code(server.settings(b""), &server.url("/")).await;
        assert_eq!(ends, "tls-version", "3.{version}");
    }
    // One that hangs up because no version is common to both.
    let alert = || vec![Step::Say(record(21, 1, &[2, 70]))];
    let server = Secure::bare(Arc::new(move |_| alert())).await;
    assert_eq!(code(server.settings(b""), &server.url("/")).await, "tls-version");
    // The control: either of the versions since.
    let authority = Authority::new("A house");
    for version in [&TLS12, &TLS13] {
        let server = Secure::start(authority.sign(|_| {}), &[version], Talk::Http1, page()).await;
        assert_eq!(code(server.settings(&authority.pem), &server.url("/")).await, "kept");
    }
}

#[tokio::test]
async fn way_that_leaves_encryption_is_followed_and_noticed() {
    let (plain, authority) = (Hostile::start().await, Authority::new("A house"));
    let to = plain.url("NET-14/no-reason");
    let script: Script = Arc::new(move |path| match path {
        "/down" => answer("302 Found", &format!("Location: {to}\r\nSet-Cookie: a=b\r\n"), b""),
        _ => answer("200 OK", "", b"news"),
    });
    let server = Secure::start(authority.sign(|_| {}), &[&TLS13], Talk::Http1, script).await;
    let mut settings = server.settings(&authority.pem);
    settings.admit.push(plain.admit());
    for (url, codes) in [(server.url("/down"), &["downgrade"][..]), (server.url("/"), &[])] {
        let fetched = get(settings.clone(), &url, What::Page).await.unwrap();
        let noticed: Vec<&str> = fetched.noticed.iter().map(|it| it.code).collect();
        assert_eq!(noticed, codes, "{url}");
    }
    let heads = plain.heads().concat().to_lowercase();
    assert!(!heads.contains("cookie") && !heads.contains("referer"), "{heads}");
}
