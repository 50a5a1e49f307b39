//! Content codings taken off (RFC 9110 §8.4): gzip, deflate, br; one layer, and never more than a limit.

use std::borrow::Cow;
use std::io::Read;

/// Bytes that are read at a time: the most by which a limit can be passed in memory.
const CHUNK_BYTES: usize = 64 * 1024;
/// What is packed may become so long, however small it is, and beyond that so many times as long as it is: pages and
/// feeds are packed to a tenth, what is packed to less than a two-hundredth was made to fill memory.
const ANYWAY_BYTES_MAX: usize = 1 << 20;
const RATIO_MAX: usize = 200;

/// Why a payload could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodingError {
    /// The coding is none of ours, or there are several.
    Unknown(String),
    /// The decoded bytes are more than the limit, which is named.
    TooLong(usize),
    /// The decoded bytes are more than so many times the packed ones: a bomb.
    Ratio(usize),
    /// The bytes are not what the coding says: which coding, and what is wrong.
    Broken(&'static str, String),
}

impl CodingError {
    /// A short name for logs and tables.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "coding",
            Self::TooLong(_) => "too-large",
            Self::Ratio(_) => "decompress-ratio",
            Self::Broken(..) => "corrupt",
        }
    }
}

impl std::fmt::Display for CodingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(coding) => write!(f, "cannot take off content coding {coding:?}"),
            Self::TooLong(limit) => write!(f, "cannot decode payload: more than {limit} bytes"),
            Self::Ratio(max) => {
                write!(f, "cannot decode payload: it would be more than {max} times as long")
            }
            Self::Broken(coding, why) => write!(f, "cannot decode {coding} payload: {why}"),
        }
    }
}

impl std::error::Error for CodingError {}

/// The payload without its content coding, at most `bytes_max` bytes, and beyond 1 MiB at most 200 times as many as came.
///
/// What is called gzip and does not begin like gzip is taken as plain: servers say so of stored pages.
/// Bytes behind the last gzip member are passed over, as browsers do.
///
/// # Errors
/// When the coding is unknown or not single, the bytes are damaged or cut short, or the result is too long.
pub fn decode<'a>(
    payload: &'a [u8],
    content_encoding: Option<&str>,
    bytes_max: usize,
) -> Result<Cow<'a, [u8]>, CodingError> {
    let coding = content_encoding.unwrap_or_default().trim().to_ascii_lowercase();
    let plain = || match payload.len() > bytes_max {
        true => Err(CodingError::TooLong(bytes_max)),
        false => Ok(Cow::Borrowed(payload)),
    };
    let allowed = ANYWAY_BYTES_MAX.max(payload.len().saturating_mul(RATIO_MAX));
    let unpacked_max = bytes_max.min(allowed);
    let decoded = match coding.as_str() {
        "" | "identity" | "none" => return plain(),
        _ if payload.is_empty() => return plain(),
        "gzip" | "x-gzip" if !payload.starts_with(&[0x1f, 0x8b]) => return plain(),
        "gzip" | "x-gzip" => gunzip(payload, unpacked_max),
        "deflate" if is_zlib(payload) => {
            let mut out = Vec::new();
            read("deflate", flate2::bufread::ZlibDecoder::new(payload), unpacked_max, &mut out)
                .map(|()| out)
        }
        "deflate" => {
            let mut out = Vec::new();
            read("deflate", flate2::bufread::DeflateDecoder::new(payload), unpacked_max, &mut out)
                .map(|()| out)
        }
        "br" => {
            let mut out = Vec::new();
            read("br", brotli::Decompressor::new(payload, 4096), unpacked_max, &mut out)
                .map(|()| out)
        }
        _ => return Err(CodingError::Unknown(coding)),
    };
    match decoded {
        Ok(decoded) => Ok(Cow::Owned(decoded)),
        Err(CodingError::TooLong(_)) if unpacked_max < bytes_max => {
            Err(CodingError::Ratio(RATIO_MAX))
        }
        Err(error) => Err(error),
    }
}

/// RFC 1950 §2.2: method 8, and the first two bytes are a multiple of 31.
fn is_zlib(payload: &[u8]) -> bool {
    matches!(payload, [cmf, flg, ..]
        if cmf & 15 == 8 && (u16::from(*cmf) << 8 | u16::from(*flg)) % 31 == 0)
}

fn gunzip(mut payload: &[u8], bytes_max: usize) -> Result<Vec<u8>, CodingError> {
    let mut out = Vec::new();
    while payload.starts_with(&[0x1f, 0x8b]) {
        let mut member = flate2::bufread::GzDecoder::new(payload);
        read("gzip", &mut member, bytes_max, &mut out)?;
        payload = member.into_inner();
    }
    Ok(out)
}

fn read(
    coding: &'static str,
    mut from: impl Read,
    bytes_max: usize,
    out: &mut Vec<u8>,
) -> Result<(), CodingError> {
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let n = from
            .read(&mut chunk)
            .map_err(|error| CodingError::Broken(coding, error.to_string()))?;
        if n == 0 {
            return Ok(());
        }
        if out.len() + n > bytes_max {
            return Err(CodingError::TooLong(bytes_max));
        }
        out.extend_from_slice(&chunk[..n]);
    }
}

#[cfg(test)]
mod tests {
    use super::{CodingError, decode};
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    const MAX: usize = 1 << 20;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn each_coding_comes_off() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(b"news").unwrap();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(b"news").unwrap();
        let mut brotli = Vec::new();
        brotli::CompressorWriter::new(&mut brotli, 4096, 5, 20).write_all(b"news").unwrap();
        for (payload, coding) in [
            (b"news".to_vec(), None),
            (b"news".to_vec(), Some("identity")),
            (b"news".to_vec(), Some("gzip")),
            (gzip(b"news"), Some("GZIP")),
            ([gzip(b"ne"), gzip(b"ws")].concat(), Some("x-gzip")),
            ([gzip(b"news"), b"tail".to_vec()].concat(), Some("gzip")),
            (zlib.finish().unwrap(), Some("deflate")),
            (raw.finish().unwrap(), Some("deflate")),
            (brotli, Some("br")),
        ] {
            assert_eq!(&*decode(&payload, coding, MAX).unwrap(), b"news", "{coding:?}");
        }
    }

    #[test]
    fn damage_excess_and_strange_codings_are_errors() {
        let mut bad_sum = gzip(b"news");
        let at = bad_sum.len() - 6;
        bad_sum[at] ^= 1;
        let cut = gzip(b"news");
        assert!(matches!(decode(&bad_sum, Some("gzip"), MAX), Err(CodingError::Broken("gzip", _))));
        assert!(matches!(
            decode(&cut[..cut.len() - 9], Some("gzip"), MAX),
            Err(CodingError::Broken(..))
        ));
        let bomb = gzip(&vec![0; 10 << 20]);
        assert_eq!(decode(&bomb, Some("gzip"), MAX), Err(CodingError::TooLong(MAX)));
        let mut best = GzEncoder::new(Vec::new(), Compression::best());
        best.write_all(&vec![0; 10 << 20]).unwrap();
        let best = best.finish().unwrap();
        let error = decode(&best, Some("gzip"), 64 << 20).unwrap_err();
        assert_eq!(error, CodingError::Ratio(200));
        let small = gzip(&vec![0; 1 << 20]);
        assert_eq!(decode(&small, Some("gzip"), 64 << 20).unwrap().len(), 1 << 20);
        assert_eq!(decode(b"news", None, 3), Err(CodingError::TooLong(3)));
        for coding in ["zstd", "gzip, br", "rot13"] {
            let error = decode(b"news", Some(coding), MAX).unwrap_err();
            assert_eq!(error.to_string(), format!("cannot take off content coding {coding:?}"));
        }
    }
}
