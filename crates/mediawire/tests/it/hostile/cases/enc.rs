//! What the servers of ENC send.

use crate::hostile::cases::{Case, Step, answer};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use std::io::Write as _;

/// A feed of one item, whose title this is, in UTF-8.
pub(crate) fn feed(title: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>T</title><item><title>{title}</title>\
         <link>https://t.example/a</link></item></channel></rss>"
    )
}

pub(crate) fn gzip(text: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(text).unwrap();
    gzip.finish().unwrap()
}

pub(crate) fn coded(coding: &str, body: &[u8]) -> Vec<Step> {
    answer("200 OK", &format!("Content-Encoding: {coding}\r\n"), body)
}

fn typed(kind: &str, body: &[u8]) -> Vec<Step> {
    answer("200 OK", &format!("Content-Type: {kind}\r\n"), body)
}

/// A gzip file of zeros, a thousand times as long when it is unpacked, member after member.
fn bomb() -> Vec<u8> {
    gzip(&vec![0; 2 << 20]).repeat(10)
}

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

fn declared(label: &str, title: &[u8]) -> Vec<u8> {
    let text = format!("<?xml version=\"1.0\" encoding=\"{label}\"?>{}", feed("SPLIT"));
    let (start, end) = text.split_once("SPLIT").unwrap();
    [start.as_bytes(), title, end.as_bytes()].concat()
}

pub(crate) const CASES: &[Case] = &[
    Case { id: "ENC-01", script: || coded("gzip", &bomb()), ends: "decompress-ratio" },
    Case {
        id: "ENC-01/file",
        script: || typed("application/gzip", &bomb()),
        ends: "decompress-ratio",
    },
    Case {
        id: "ENC-02/br",
        script: || {
            let mut packed = Vec::new();
            brotli::CompressorWriter::new(&mut packed, 1 << 16, 5, 22)
                .write_all(&vec![0; 4 << 20])
                .unwrap();
            coded("br", &packed)
        },
        ends: "decompress-ratio",
    },
    Case {
        id: "ENC-02/zstd",
        // A frame of RFC 8878 §3.1.1 that declares a window of 2 GiB.
        script: || coded("zstd", b"\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00"),
        ends: "coding",
    },
    Case {
        id: "ENC-03",
        script: || coded("gzip, gzip, gzip", &gzip(&gzip(&bomb()))),
        ends: "coding",
    },
    Case { id: "ENC-04/plain", script: || coded("gzip", feed("Rain").as_bytes()), ends: "kept" },
    Case {
        id: "ENC-04/packed",
        script: || typed("text/xml", &gzip(feed("Rain").as_bytes())),
        ends: "kept",
    },
    Case {
        id: "ENC-05/trailing",
        script: || coded("gzip", &[gzip(feed("Rain").as_bytes()), b"junk".to_vec()].concat()),
        ends: "kept",
    },
    Case {
        id: "ENC-05/members",
        script: || {
            let text = feed("Rain");
            let (one, two) = text.as_bytes().split_at(40);
            coded("gzip", &[gzip(one), gzip(two)].concat())
        },
        ends: "kept",
    },
    Case {
        id: "ENC-05/no-trailer",
        script: || {
            let packed = gzip(feed("Rain").as_bytes());
            coded("gzip", &packed[..packed.len() - 8])
        },
        ends: "corrupt",
    },
    Case {
        id: "ENC-05/sum",
        script: || {
            let mut packed = gzip(feed("Rain").as_bytes());
            let at = packed.len() - 6;
            packed[at] ^= 1;
            coded("gzip", &packed)
        },
        ends: "corrupt",
    },
    Case {
        id: "ENC-06/raw",
        script: || {
            let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
            raw.write_all(feed("Rain").as_bytes()).unwrap();
            coded("deflate", &raw.finish().unwrap())
        },
        ends: "kept",
    },
    Case {
        id: "ENC-06/zlib",
        script: || {
            let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
            zlib.write_all(feed("Rain").as_bytes()).unwrap();
            coded("deflate", &zlib.finish().unwrap())
        },
        ends: "kept",
    },
    Case { id: "ENC-07", script: || coded("x-foo", feed("Rain").as_bytes()), ends: "coding" },
    Case {
        id: "ENC-08",
        script: || {
            typed("text/xml; charset=windows-1251", &declared("utf-8", b"\xc4\xee\xe6\xe4\xfc"))
        },
        ends: "kept",
    },
    Case {
        id: "ENC-09",
        script: || typed("text/xml; charset=utf-8", &declared("utf-8", b"Rain\xff over Tolva")),
        ends: "kept",
    },
    Case {
        id: "ENC-10/le",
        script: || typed("text/xml", &utf16(&feed("Regen über Tölva"), u16::to_le_bytes)),
        ends: "kept",
    },
    Case {
        id: "ENC-10/be",
        script: || typed("text/xml", &utf16(&feed("Regen über Tölva"), u16::to_be_bytes)),
        ends: "kept",
    },
    Case {
        id: "ENC-10/mojibake",
        // Another charset than is said: what cannot be read is not half published.
        script: || {
            let words = "\u{1}".repeat(60).replace('\u{1}', "Дождь над Толвой ");
            let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&words);
            typed("text/xml; charset=utf-8", &declared("utf-8", &bytes))
        },
        ends: "charset",
    },
    Case {
        id: "ENC-11/utf-7",
        script: || typed("text/xml; charset=utf-7", feed("+ADw-script+AD4-").as_bytes()),
        ends: "kept",
    },
    Case {
        id: "ENC-11/hz",
        script: || typed("text/xml; charset=hz-gb-2312", feed("~{&lt;:~}").as_bytes()),
        ends: "kept",
    },
    Case {
        id: "ENC-11/iso-2022-jp",
        script: || typed("text/xml", feed("\u{1b}$B&lt;script>\u{1b}(B").as_bytes()),
        ends: "kept",
    },
    Case {
        id: "ENC-12/xml",
        script: || typed("text/xml", feed("Ra\0in").as_bytes()),
        ends: "kept",
    },
    Case {
        id: "ENC-12/json",
        script: || {
            let json = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":\
                        [{\"id\":\"a\\u0000b\",\"title\":\"Ra\\u0000in\",\"content_text\":\"x\\u0000\"}]}";
            typed("application/feed+json", json.as_bytes())
        },
        ends: "kept",
    },
    Case {
        id: "ENC-13",
        script: || {
            let json = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":\
                        [{\"id\":\"1\",\"title\":\"Rain \\uD800 over\",\"content_text\":\"\\uDC00\"}]}";
            typed("application/feed+json", json.as_bytes())
        },
        ends: "kept",
    },
    Case {
        id: "ENC-14",
        script: || typed("text/xml", feed("Ra\u{1}in\u{b} \u{85}\u{fffe}\u{ffff} over").as_bytes()),
        ends: "kept",
    },
    Case {
        id: "ENC-15/two-marks",
        script: || {
            typed("text/xml", format!("\u{feff}\u{feff}{}", feed("Ra\u{feff}in")).as_bytes())
        },
        ends: "kept",
    },
    Case {
        id: "ENC-15/white-space",
        script: || {
            typed("text/xml", format!("{}{}", " \n".repeat(32 << 10), feed("Rain")).as_bytes())
        },
        ends: "kept",
    },
    Case {
        id: "ENC-16",
        script: || typed("text/xml; charset=iso-8859-1", &declared("iso-8859-1", b"\x93Rain\x94")),
        ends: "kept",
    },
    Case {
        id: "ENC-17",
        script: || typed("text/xml", feed("CafÃ© in Tolva").as_bytes()),
        ends: "kept",
    },
    Case {
        id: "ENC-18",
        script: || typed("text/xml", feed("&amp;lt;b&amp;gt;Rain").as_bytes()),
        ends: "kept",
    },
];
