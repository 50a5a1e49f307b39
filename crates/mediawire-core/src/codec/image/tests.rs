//! Images made here, byte by byte: each kind with its size and its metadata, and what is refused.

use super::{Image, ImageKind, Metadata, NotImage, read, tidy};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write as _;

const PACKET: &str = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>\
    <x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
    <rdf:Description rdf:about='' xmlns:d='http://purl.org/dc/elements/1.1/' \
     xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' photoshop:Credit='Tolva &amp; Sons'>\
    <d:creator><rdf:Seq><rdf:li>Ida\n Holm</rdf:li><rdf:li>Jon Vik</rdf:li></rdf:Seq></d:creator>\
    <d:rights><rdf:Alt><rdf:li xml:lang='de'>Alle Rechte</rdf:li>\
    <rdf:li xml:lang='x-default'>&#xa9; Tolva &lt;2026&gt;</rdf:li></rdf:Alt></d:rights>\
    <d:description><rdf:Alt><rdf:li xml:lang='x-default'>A quay</rdf:li></rdf:Alt></d:description>\
    </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn of_packet() -> Metadata {
    Metadata {
        creator: some("Ida Holm, Jon Vik"),
        credit: some("Tolva & Sons"),
        copyright: some("\u{a9} Tolva <2026>"),
        caption: some("A quay"),
    }
}

fn be(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap().to_be_bytes()
}

fn le(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap().to_le_bytes()
}

/// A block of EXIF with an orientation.
fn exif(is_big: bool, orientation: u8) -> Vec<u8> {
    match is_big {
        true => {
            [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation, 0, 0]]
                .concat()
        }
        false => {
            [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[orientation, 0, 0, 0]]
                .concat()
        }
    }
}

fn jpeg(width: u16, height: u16, segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut out = vec![0xff, 0xd8];
    let sizes = [&[8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat();
    for (marker, data) in segments.iter().chain([&(0xc0, sizes)]) {
        out.extend([0xff, *marker]);
        out.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        out.extend(data);
    }
    out.extend([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
    out
}

fn png(width: usize, height: usize, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&be(width)[..], &be(height), &[8, 3, 0, 0, 0]].concat();
    let first = (b"IHDR", head);
    for (kind, data) in std::iter::once(&first).chain(chunks).chain([&(b"IEND", Vec::new())]) {
        out.extend(be(data.len()));
        out.extend(*kind);
        out.extend(data);
        out.extend([0; 4]);
    }
    out
}

fn webp(width: usize, height: usize, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let sides = [&[0; 4][..], &le(width - 1)[..3], &le(height - 1)[..3]].concat();
    let mut body = b"WEBP".to_vec();
    for (kind, data) in [(b"VP8X", sides)].iter().chain(chunks) {
        body.extend(*kind);
        body.extend(le(data.len()));
        body.extend(data);
        body.extend(vec![0; data.len() % 2]);
    }
    [b"RIFF", &le(body.len())[..], &body].concat()
}

fn gif(width: u16, height: u16) -> Vec<u8> {
    [b"GIF89a", &width.to_le_bytes()[..], &height.to_le_bytes(), &[0, 0, 0, 0x3b]].concat()
}

fn avif(width: usize, height: usize) -> Vec<u8> {
    let named = |name: &[u8; 4], data: Vec<u8>| [&be(data.len() + 8)[..], name, &data].concat();
    let sides = named(b"ispe", [&[0; 4][..], &be(width), &be(height)].concat());
    let properties = named(b"iprp", named(b"ipco", sides));
    let meta = named(b"meta", [vec![0; 4], properties].concat());
    [named(b"ftyp", b"mif1\0\0\0\0miafavif".to_vec()), meta, named(b"mdat", vec![0; 8])].concat()
}

fn data_set(record: u8, number: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap().to_be_bytes();
    [&[0x1c, record, number][..], &length, data].concat()
}

fn photoshop(data_sets: &[Vec<u8>]) -> Vec<u8> {
    let data = data_sets.concat();
    let other = [b"8BIM\x04\x25\0\0", &be(3)[..], b"md5\0"].concat();
    let gap = vec![0; data.len() % 2];
    let iptc = [b"8BIM\x04\x04\x04name\0", &be(data.len())[..], &data, &gap].concat();
    [b"Photoshop 3.0\0", &other[..], &iptc].concat()
}

fn sides(image: &Image) -> (ImageKind, u32, u32) {
    (image.kind, image.width, image.height)
}

#[test]
fn each_kind_is_known_by_its_bytes_and_its_size_is_read() {
    for (bytes, kind) in [
        (jpeg(640, 360, &[]), ImageKind::Jpeg),
        (png(640, 360, &[]), ImageKind::Png),
        (gif(640, 360), ImageKind::Gif),
        (webp(640, 360, &[]), ImageKind::Webp),
        (avif(640, 360), ImageKind::Avif),
    ] {
        let image = read(&bytes).unwrap();
        assert_eq!((sides(&image), image.metadata), ((kind, 640, 360), Metadata::default()));
        assert_eq!(ImageKind::of_extension(kind.extension()), Some(kind));
    }
}

#[test]
fn what_is_no_image_that_is_shown_has_its_reason() {
    let svg = "<?xml version=\"1.0\"?><!DOCTYPE svg><svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    for (bytes, code) in [
        (svg.as_bytes().to_vec(), "image-svg"),
        (b" <SVG onload=x>".to_vec(), "image-svg"),
        (b"<!DOCTYPE html><html><body><svg/></body></html>".to_vec(), "image-type"),
        (b"BM6\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x10\0\0\0".to_vec(), "image-type"),
        (b"%PDF-1.7".to_vec(), "image-type"),
        (b"\0\0\0\x18ftypheic\0\0\0\0heicmif1".to_vec(), "image-type"),
        (Vec::new(), "image-type"),
        (jpeg(640, 360, &[])[..8].to_vec(), "image-damaged"),
        (png(640, 360, &[])[..20].to_vec(), "image-damaged"),
        (gif(1, 1), "image-size"),
        (gif(0, 50), "image-size"),
        (png(12_001, 5, &[]), "image-size"),
        (png(5, 4_000_000_000, &[]), "image-size"),
        (webp(12_000, 12_000, &[]), "image-size"),
    ] {
        let no = read(&bytes).unwrap_err();
        assert_eq!(no.code(), code, "{no}: {}", String::from_utf8_lossy(&bytes));
    }
    assert!(read(&png(12_000, 6_000, &[])).is_ok());
    assert_eq!(read(&gif(0, 50)), Err(NotImage::Size(0, 50)));
}

#[test]
fn xmp_is_read_in_each_kind_that_has_a_place_for_it() {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(PACKET.as_bytes()).unwrap();
    let packed = zlib.finish().unwrap();
    let text = |flag: u8, packet: &[u8]| {
        [b"XML:com.adobe.xmp\0", &[flag, 0][..], b"\0\0", packet].concat()
    };
    let segment = [b"http://ns.adobe.com/xap/1.0/\0", PACKET.as_bytes()].concat();
    for bytes in [
        jpeg(640, 360, &[(0xe0, b"JFIF\0".to_vec()), (0xe1, segment)]),
        png(640, 360, &[(b"iTXt", text(0, PACKET.as_bytes()))]),
        png(640, 360, &[(b"tEXt", b"Author\0x".to_vec()), (b"iTXt", text(1, &packed))]),
        webp(640, 360, &[(b"VP8 ", vec![0; 7]), (b"XMP ", PACKET.as_bytes().to_vec())]),
    ] {
        assert_eq!(read(&bytes).unwrap().metadata, of_packet());
    }
}

#[test]
fn iim_is_read_in_the_charset_that_it_states_or_has() {
    let all = |creator: &[u8]| {
        [
            data_set(2, 80, creator),
            data_set(2, 80, b"Jon Vik"),
            data_set(2, 110, b"Tolva"),
            data_set(2, 116, b" (c)\t2026 "),
            data_set(2, 120, b"A quay"),
            data_set(2, 25, b"harbour"),
        ]
    };
    let said = data_set(1, 90, b"\x1b%G");
    for (creator, expected, says) in [
        ("Zoë".as_bytes(), "Zoë, Jon Vik", true),
        ("Zoë".as_bytes(), "Zoë, Jon Vik", false),
        (b"Zo\xeb", "Zoë, Jon Vik", false),
        (b"Zo\xeb", "Zo\u{fffd}, Jon Vik", true),
    ] {
        let mut sets = all(creator).to_vec();
        if says {
            sets.insert(0, said.clone());
        }
        let image = read(&jpeg(640, 360, &[(0xed, photoshop(&sets))])).unwrap();
        let metadata = Metadata {
            creator: some(expected),
            credit: some("Tolva"),
            copyright: some("(c) 2026"),
            caption: some("A quay"),
        };
        assert_eq!(image.metadata, metadata);
    }
    // What XMP says goes first, and IIM fills in what it does not say.
    let packet = PACKET.replace("photoshop:Credit='Tolva &amp; Sons'", "");
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat();
    let both = jpeg(640, 360, &[(0xed, photoshop(&all(b"Zoe"))), (0xe1, xmp)]);
    let expected = Metadata { credit: some("Tolva"), ..of_packet() };
    assert_eq!(read(&both).unwrap().metadata, expected);
}

#[test]
fn image_that_lies_on_its_side_has_the_sides_that_are_shown() {
    for (orientation, turned) in [(1, false), (3, false), (6, true), (8, true), (9, false)] {
        for is_big in [true, false] {
            let block = exif(is_big, orientation);
            let segment = [b"Exif\0\0", &block[..]].concat();
            for bytes in [
                jpeg(640, 360, &[(0xe1, segment.clone())]),
                png(640, 360, &[(b"eXIf", block.clone())]),
                webp(640, 360, &[(b"EXIF", block.clone())]),
                webp(640, 360, &[(b"EXIF", segment.clone())]),
            ] {
                let image = read(&bytes).unwrap();
                let expected = if turned { (360, 640) } else { (640, 360) };
                assert_eq!((image.width, image.height), expected, "{orientation}");
            }
        }
    }
}

#[test]
fn credit_line_names_the_maker_once() {
    let line = |creator: &str, credit: &str, copyright: &str| {
        let metadata = Metadata {
            creator: tidy(creator),
            credit: tidy(credit),
            copyright: tidy(copyright),
            caption: None,
        };
        metadata.credit_line()
    };
    for (all, expected) in [
        (("Ida Holm", "Tolva", "(c)"), some("Ida Holm/Tolva")),
        (("Ida Holm", "Ida Holm/Tolva", ""), some("Ida Holm/Tolva")),
        (("Ida Holm", "", "(c)"), some("Ida Holm")),
        (("", "Tolva", "(c)"), some("Tolva")),
        (("", " ", "(c) Tolva"), some("(c) Tolva")),
        (("", "", ""), None),
    ] {
        assert_eq!(line(all.0, all.1, all.2), expected);
    }
}

#[test]
fn damaged_bytes_are_read_as_far_as_they_go() {
    let segment = [b"http://ns.adobe.com/xap/1.0/\0", PACKET.as_bytes()].concat();
    let sets = photoshop(&[data_set(2, 80, b"Ida Holm"), data_set(2, 116, b"Tolva")]);
    let turned = [b"Exif\0\0", &exif(true, 6)[..]].concat();
    let text = [b"XML:com.adobe.xmp\0\0\0\0\0", PACKET.as_bytes()].concat();
    for whole in [
        jpeg(640, 360, &[(0xe1, turned), (0xed, sets), (0xe1, segment)]),
        png(640, 360, &[(b"eXIf", exif(false, 6)), (b"iTXt", text)]),
        webp(640, 360, &[(b"EXIF", exif(true, 8)), (b"XMP ", PACKET.as_bytes().to_vec())]),
        gif(640, 360),
        avif(640, 360),
    ] {
        for at in 0..whole.len() {
            let _ = read(&whole[..at]);
            for byte in [0, 1, 0x7f, 0xff] {
                let mut other = whole.clone();
                other[at] = byte;
                let _ = read(&other);
            }
        }
    }
    // A packet that breaks off says what it said until then.
    let half = PACKET.split("<d:rights>").next().unwrap();
    let half = webp(640, 360, &[(b"XMP ", half.as_bytes().to_vec())]);
    let metadata = read(&half).unwrap().metadata;
    assert_eq!(metadata.creator, some("Ida Holm, Jon Vik"));
    assert_eq!(metadata.copyright, None);
    let long = "x".repeat(5_000);
    assert_eq!(tidy(&long).unwrap().len(), 2_000);
}
