//! Pictures for the stories: a landscape drawn from the picture's name, as a PNG, so that no file need be shipped.

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use std::io::Write;

/// In pixels.
pub(super) const WIDTH: u32 = 640;
/// In pixels.
pub(super) const HEIGHT: u32 = 360;

/// Whom to credit, as XMP in a text chunk without compression (XMP Specification, Part 3, §1.1.5).
const CREDIT: &str = "XML:com.adobe.xmp\0\0\0\0\0\
    <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' \
    xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' photoshop:Credit='Drawn by a program'/></rdf:RDF>";
const SKY_SHADES: u32 = 90;
const RIDGES: u32 = 4;

/// The picture of that name; the same name gives the same bytes.
pub(super) fn png(name: &str) -> Vec<u8> {
    let seed = name.bytes().fold(2_166_136_261_u32, |hash, byte| mix(hash, u32::from(byte)));
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    // Eight bits a pixel, by palette; the standard's only compression and filter; not interlaced (PNG §11.2.1).
    head.extend([8, 3, 0, 0, 0]);
    chunk(&mut out, b"IHDR", &head);
    chunk(&mut out, b"iTXt", CREDIT.as_bytes());
    chunk(&mut out, b"PLTE", &palette(seed));
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(&pixels(seed)).expect("a vector takes every byte");
    chunk(&mut out, b"IDAT", &zlib.finish().expect("a vector takes every byte"));
    chunk(&mut out, b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    out.extend(u32::try_from(data.len()).expect("a small picture").to_be_bytes());
    out.extend(kind);
    out.extend(data);
    out.extend(crc.sum().to_be_bytes());
}

/// Sky from top to horizon, the sun, then the ridges from far to near.
fn palette(seed: u32) -> Vec<u8> {
    const SKIES: [[[u32; 3]; 3]; 4] = [
        [[52, 96, 148], [222, 214, 196], [38, 58, 66]],
        [[84, 74, 120], [240, 180, 132], [48, 40, 58]],
        [[110, 148, 168], [232, 236, 230], [44, 70, 52]],
        [[36, 64, 96], [176, 202, 208], [24, 44, 60]],
    ];
    let [top, horizon, near] = SKIES[(seed % 4) as usize];
    let blend = |from: [u32; 3], to: [u32; 3], at: u32, of: u32| {
        let channel = |i: usize| (from[i] * (of - at) + to[i] * at) / of;
        [0, 1, 2].map(|i| u8::try_from(channel(i)).unwrap_or(u8::MAX))
    };
    let sky = (0..SKY_SHADES).map(|shade| blend(top, horizon, shade, SKY_SHADES));
    let ridges = (1..=RIDGES).map(|ridge| blend(horizon, near, ridge, RIDGES));
    sky.chain([[250, 242, 214]]).chain(ridges).flatten().collect()
}

/// A row is a filter byte, then a byte a pixel.
fn pixels(seed: u32) -> Vec<u8> {
    let (sun_x, sun_y) = (120 + seed % 400, 70 + seed / 7 % 60);
    let mut out = Vec::with_capacity(((WIDTH + 1) * HEIGHT) as usize);
    let tops: Vec<Vec<u32>> = (0..RIDGES)
        .map(|ridge| {
            (0..WIDTH).map(|x| 130 + ridge * 52 + rough(seed ^ (ridge * 977), x)).collect()
        })
        .collect();
    for y in 0..HEIGHT {
        out.push(0);
        for x in 0..WIDTH {
            let ridge = (0..RIDGES).rev().find(|&ridge| y >= tops[ridge as usize][x as usize]);
            let in_sun = x.abs_diff(sun_x).pow(2) + y.abs_diff(sun_y).pow(2) < 26 * 26;
            let colour = match ridge {
                Some(ridge) => SKY_SHADES + 1 + ridge,
                None if in_sun => SKY_SHADES,
                None => (y * SKY_SHADES / 260).min(SKY_SHADES - 1),
            };
            out.push(u8::try_from(colour).expect("the palette is small"));
        }
    }
    out
}

/// The height of a ridge at `x`: three layers of straight lines between points that the seed gives.
fn rough(seed: u32, x: u32) -> u32 {
    [(160, 60), (48, 22), (14, 8)].iter().fold(0, |sum, &(step, high)| {
        let point = |i: u32| mix(mix(seed, step), i) % high;
        let (i, part) = (x / step, x % step);
        sum + (point(i) * (step - part) + point(i + 1) * part) / step
    })
}

fn mix(hash: u32, value: u32) -> u32 {
    let mixed = (hash ^ value).wrapping_mul(16_777_619);
    mixed ^ (mixed >> 13)
}
