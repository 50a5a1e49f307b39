//! What mutation starts from: the golden samples of core's tests, and what is made here where they are no text.

use crate::extract_shapes;
use crate::fuzz::pieces;
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The samples in these folders of `golden`, in the order of their names.
fn golden(golden: &Path, folders: &[&str]) -> Result<Vec<Vec<u8>>, String> {
    let told = |path: &Path, why: std::io::Error| format!("cannot read {}: {why}", path.display());
    let list = |path: &Path| -> Result<Vec<PathBuf>, String> {
        let entries = fs::read_dir(path).map_err(|why| told(path, why))?;
        let mut paths = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|why| told(path, why))?;
        paths.sort();
        Ok(paths)
    };
    let mut samples = Vec::new();
    for folder in folders {
        for case in list(&golden.join(folder))? {
            let files = list(&case)?;
            let input = files.iter().find(|it| it.file_stem().is_some_and(|stem| stem == "input"));
            if let Some(path) = input {
                samples.push(fs::read(path).map_err(|why| told(path, why))?);
            }
        }
    }
    Ok(samples)
}

/// Pages.
pub(super) fn pages(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    let mut pages = golden(folder, &["extract"])?;
    pages.push(extract_shapes::article(3_000).into_bytes());
    pages.push(pieces::HTML.concat().into_bytes());
    Ok(pages)
}

/// Feeds in XML.
pub(super) fn feeds(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    golden(folder, &["read/rss", "read/rdf", "read/atom", "read/posts", "read/none"])
}

/// Headlines, each a case, with the text that its case has.
pub(super) fn headlines(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    let mut seeds = Vec::new();
    for name in ["1-house", "2-reference", "3-english", "4-persian", "5-arabic"] {
        let path = folder.join("style").join(name).with_extension("txt");
        let text = fs::read_to_string(&path)
            .map_err(|why| format!("cannot read {}: {why}", path.display()))?;
        for case in text.split("\n\n") {
            let word = |name: &str| case.lines().find_map(|line| line.strip_prefix(name));
            let Some(headline) = word("from: ") else { continue };
            seeds.push(format!("{headline}\n{}", word("body: ").unwrap_or_default()).into_bytes());
        }
    }
    Ok(seeds)
}

/// JSON Feeds.
pub(super) fn json(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    golden(folder, &["read/json"])
}

/// Sitemaps and their indexes.
pub(super) fn sitemaps(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    golden(folder, &["read/sitemap"])
}

/// Pages of channels.
pub(super) fn channels(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    golden(folder, &["read/telegram"])
}

/// Documents of agencies.
pub(super) fn agencies(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    golden(folder, &["read/newsml-g2", "read/nitf", "read/ninjs", "read/iptc7901"])
}

/// The feeds of somebody's reader.
pub(super) fn opml(_: &Path) -> Result<Vec<Vec<u8>>, String> {
    let one = "<?xml version='1.0'?><opml version='2.0'><head><title>Tolva</title></head><body>\
               <outline text='World'><outline type='rss' text='Tolva &amp; Halvik' xmlUrl='https://tolva.example/feed' \
               htmlUrl='https://tolva.example/' category='/World/North,Sea'/><outline text='Sea'>\
               <outline type='atom' title='Darya' xmlUrl='https://darya.example/atom'/></outline></outline>\
               <outline text='Page' url='https://tolva.example/page' type='link'/></body></opml>";
    let deep = format!("<opml><body>{}</body></opml>", "<outline text='a'>".repeat(300));
    Ok(vec![one.as_bytes().to_vec(), deep.into_bytes()])
}

/// Files of what a host reserves.
pub(super) fn tdmrep(_: &Path) -> Result<Vec<Vec<u8>>, String> {
    let one = br#"[{"location":"/a/*.html$","tdm-reservation":1,"tdm-policy":"https://tolva.example/tdm"},
                   {"location":"/*/*/*/b","tdm-reservation":"0"},{"location":"/","tdm-reservation":0}]"#;
    let stars = format!("[{{\"location\":\"/{}\",\"tdm-reservation\":1}}]", "*a".repeat(500));
    Ok(vec![one.to_vec(), stars.into_bytes()])
}

/// Home pages.
pub(super) fn homes(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    let mut pages = golden(folder, &["read/none", "extract"])?;
    pages.push(
        b"<!doctype html><base href='/x/'><title>Tolva</title>\
          <link rel='alternate' type='application/rss+xml' title='News' href='feed'>\
          <link rel='ALTERNATE feed' type='application/atom+xml; charset=utf-8' href='//a.example/b'>\
          <a href='/rss/comments.xml'>RSS</a> <a href='feed:https://a.example/f'>Feed</a>"
            .to_vec(),
    );
    Ok(pages)
}

/// Files of robots.
pub(super) fn robots(_: &Path) -> Result<Vec<Vec<u8>>, String> {
    Ok(vec![
        b"User-agent: *\nDisallow: /desk/\nAllow: /desk/*.html$\nCrawl-delay: 5\n\n\
          User-agent: mediawire\nUser-agent: other\nDisallow: /*?q=\nAllow: /a%2fb\n\
          Sitemap: https://tolva.example/sitemap.xml\nContent-Usage: train-ai=n\n"
            .to_vec(),
        pieces::ROBOTS.concat().into_bytes(),
        b"<!doctype html><title>Not found</title><p>User-agent: *".to_vec(),
    ])
}

/// Stated dates.
pub(super) fn dates(_: &Path) -> Result<Vec<Vec<u8>>, String> {
    let dates = [
        "Tue, 23 Nov 2026 9:05 +03:00",
        "2026-11-26T12:34:56.789Z",
        "2026-W48-4",
        "26.11.2026, 14:05 Uhr",
        "Пн, 03 фев 2025 10:00 MSK",
        "پنجشنبه ۵ آذر ۱۴۰۵ ساعت ۱۴:۰۵",
        "26 نوفمبر 2026",
        "2026年11月26日 14時05分",
        "November 26th, 2026 at 2:05 p.m. EST",
        "1764115200000",
        "20261126T140500+0100",
        "Thu Nov 26 14:05:00 UTC 2026",
    ];
    Ok(dates.iter().map(|date| date.as_bytes().to_vec()).collect())
}

/// E-mails.
pub(super) fn mail(_: &Path) -> Result<Vec<Vec<u8>>, String> {
    let head = "From: =?utf-8?q?Tolva?= <desk@tolva.example>\r\nSubject: =?koi8-r?b?5czLwQ==?=\r\n\
                Message-ID: <1@tolva.example>\r\nDate: Thu, 26 Nov 2026 10:00:00 +0100 (CET)\r\n";
    let parts = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; \
                 boundary=\"c\"\r\n\r\n--c\r\n\r\nText.\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>Text.\r\n--c--\r\n\
                 --b\r\nContent-Type: application/json; name*=utf-8''a%20b.json\r\nContent-Disposition: attachment\r\n\
                 Content-Transfer-Encoding: base64\r\n\r\neyJ1cmkiOiAxfQ==\r\n--b\r\n\
                 Content-Type: message/rfc822\r\n\r\nSubject: within\r\n\r\nText.\r\n--b--\r\n";
    let quoted = "Content-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 =\r\nau lait=\r\n";
    Ok(vec![format!("{head}{parts}").into_bytes(), format!("{head}{quoted}").into_bytes()])
}

/// Documents in many charsets.
pub(super) fn charsets(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    let mut samples = golden(folder, &["read/rss", "extract"])?;
    let text = "<?xml version='1.0' encoding='X'?><a>Ёлка, 日本語, é, ۱۴۰۵</a><meta charset=X>";
    for label in ["windows-1251", "shift_jis", "gb18030", "euc-kr", "utf-16", "cp037", "iso-8859-8"]
    {
        samples.push(text.replace('X', label).into_bytes());
    }
    let utf16 = |bytes_of: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes_of).collect();
    samples.push(utf16(u16::to_le_bytes));
    samples.push(utf16(u16::to_be_bytes));
    samples.push(b"+ADw-script+AD4- ~{<:Ky2;~} \x1b$B$3$s\x1b(B".to_vec());
    Ok(samples)
}

/// Packed bodies.
pub(super) fn codings(_: &Path) -> Result<Vec<Vec<u8>>, String> {
    let text = "The harbour of Tolva opened again on Monday. ".repeat(200);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::none());
    let told = |why: std::io::Error| format!("cannot pack a sample: {why}");
    gzip.write_all(text.as_bytes()).map_err(told)?;
    zlib.write_all(text.as_bytes()).map_err(told)?;
    deflate.write_all(text.as_bytes()).map_err(told)?;
    // A stream of brotli (RFC 7932) of ten bytes, stored.
    let brotli = b"\x8b\x04\x80the harbour\x03".to_vec();
    let packed = [gzip.finish(), zlib.finish(), deflate.finish()];
    let mut samples = packed.into_iter().collect::<Result<Vec<_>, _>>().map_err(told)?;
    samples.push(brotli);
    Ok(samples)
}

/// Files of captures: as the program writes them, plain, and with chunks.
pub(super) fn warcs(_: &Path) -> Result<Vec<Vec<u8>>, String> {
    let at = jiff::Timestamp::UNIX_EPOCH;
    let headers = [("Content-Type".to_owned(), "text/html".to_owned())];
    let response = |payload: &[u8]| {
        warc::response(&warc::Response {
            id: Digest::of(payload),
            url: "https://tolva.example/a",
            at,
            status: 200,
            headers: &headers,
            payload,
        })
    };
    let packed = [
        warc::warcinfo("a.warc.gz", at, "mediawire"),
        response(b"<p>one</p>"),
        response(&[b'x'; 5000]),
    ]
    .concat();
    let http = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnews\r\n0\r\n\r\n";
    let record = |kind: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://tolva.example/a>\r\n\
             WARC-Date: 2026-11-26T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n\
             WARC-Block-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ\r\n\
             Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let plain =
        [record("response", http), record("revisit", ""), record("metadata", "a: b")].concat();
    Ok(vec![packed, plain.into_bytes(), pieces::WARC.concat().into_bytes()])
}

/// Images of each kind, with metadata.
pub(super) fn images(_: &Path) -> Result<Vec<Vec<u8>>, String> {
    const XMP: &[u8] = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description \
        photoshop:Credit='Tolva'><dc:creator><rdf:Seq><rdf:li>Ida</rdf:li></rdf:Seq></dc:creator>\
        </rdf:Description></rdf:RDF></x:xmpmeta>";
    let segment = |marker: u8, data: &[u8]| -> Vec<u8> {
        let n = u16::try_from(data.len() + 2).unwrap_or(u16::MAX);
        [&[0xff, marker][..], &n.to_be_bytes(), data].concat()
    };
    let chunk = |kind: &[u8], data: &[u8]| -> Vec<u8> {
        let n = u32::try_from(data.len()).unwrap_or(u32::MAX);
        [&n.to_be_bytes()[..], kind, data, &[0; 4]].concat()
    };
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let iim =
        b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0e\x1c\x02\x50\0\x03Ida\x1c\x02\x6e\0\x01T";
    let jpeg = [
        vec![0xff, 0xd8],
        segment(0xe1, exif),
        segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", XMP].concat()),
        segment(0xed, iim),
        segment(0xc0, &[8, 1, 0, 1, 0, 1, 1, 0x11, 0]),
        vec![0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9],
    ]
    .concat();
    let text = [b"XML:com.adobe.xmp\0\0\0\0\0", XMP].concat();
    let png = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", b"\0\0\x01\0\0\0\x01\0\x08\x03\0\0\0"),
        chunk(b"iTXt", &text),
        chunk(b"IEND", b""),
    ]
    .concat();
    let webp =
        b"RIFF\x2e\0\0\0WEBPVP8X\x0a\0\0\0\x0c\0\0\0\xff\0\0\xff\0\0XMP \x10\0\0\0<x:xmpmeta a='b'"
            .to_vec();
    let gif = b"GIF89a\x00\x01\x00\x01\0\0\0\x3b".to_vec();
    let avif =
        b"\0\0\0\x18ftypmif1\0\0\0\0miafavif\0\0\0\x38meta\0\0\0\0\0\0\0\x2ciprp\0\0\0\x24ipco\
                 \0\0\0\x14ispe\0\0\0\0\0\0\x01\0\0\0\x01\0"
            .to_vec();
    Ok(vec![jpeg, png, webp, gif, avif, b"<?xml version='1.0'?><svg onload='x'/>".to_vec()])
}
