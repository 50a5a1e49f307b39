//! Images as bytes: which kind they are, how large they show, and what they say of themselves.
//!
//! Nothing here changes an image or decodes a pixel. To add a kind: a variant of [`ImageKind`] with its signature, and,
//! where it carries metadata, a file that finds them.

mod exif;
mod iim;
mod jpeg;
mod png;
mod webp;
mod xmp;

#[cfg(test)]
mod tests;

/// The least side: a picture of one pixel counts readers, and shows nothing.
const SIDE_MIN: usize = 2;
/// The greatest side, in pixels.
const SIDE_MAX: usize = 12_000;
/// The most pixels: a browser needs four bytes for each, however few the file has.
const PIXELS_MAX: usize = 80_000_000;
/// The most characters that are taken of a text in an image.
const TEXT_CHARS_MAX: usize = 2_000;
/// The most parts (segments, chunks) of a file that are looked at.
const PARTS_MAX: usize = 10_000;

/// The kinds of image that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImageKind {
    /// JPEG (ITU-T T.81).
    Jpeg,
    /// PNG.
    Png,
    /// GIF 87a and 89a.
    Gif,
    /// WebP (RFC 9649).
    Webp,
    /// AVIF, still or animated.
    Avif,
}

impl ImageKind {
    /// Every kind with the end of its file names, which is its name in the store, and its media type.
    const NAMES: [(Self, &'static str, &'static str); 5] = [
        (Self::Jpeg, "jpg", "image/jpeg"),
        (Self::Png, "png", "image/png"),
        (Self::Gif, "gif", "image/gif"),
        (Self::Webp, "webp", "image/webp"),
        (Self::Avif, "avif", "image/avif"),
    ];

    fn names(self) -> (&'static str, &'static str) {
        let found = Self::NAMES.iter().find(|(kind, _, _)| *kind == self);
        found.map(|(_, extension, media_type)| (*extension, *media_type)).expect("all are there")
    }

    /// The end of a file's name, without a point: `jpg`.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.names().0
    }

    /// The media type: `image/jpeg`.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.names().1
    }

    /// The kind whose files' names end so.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known, _)| *known == extension).map(|(kind, _, _)| *kind)
    }

    /// The kind that the first bytes say (MIME Sniffing Standard §6.1); what a server says of them is not asked.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
            Some(Self::Gif)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else {
            is_avif(bytes).then_some(Self::Avif)
        }
    }
}

/// Whether the file's first box names AVIF among its brands (ISO/IEC 14496-12 §4.3).
fn is_avif(bytes: &[u8]) -> bool {
    let Some([a, b, c, d, b'f', b't', b'y', b'p']) = bytes.first_chunk::<8>() else { return false };
    let n_bytes = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).unwrap_or(0);
    let Some(brands) = bytes.get(8..n_bytes) else { return false };
    // The second word is the version of the first brand.
    let brands = brands.chunks_exact(4).enumerate().filter(|(i, _)| *i != 1);
    brands.into_iter().any(|(_, brand)| matches!(brand, b"avif" | b"avis"))
}

/// What is known of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its kind.
    pub kind: ImageKind,
    /// Its width as a browser shows it, turned as its metadata say, in pixels.
    pub width: u32,
    /// Its height, likewise.
    pub height: u32,
    /// What it says of itself.
    pub metadata: Metadata,
}

/// What an image says of itself, by the names of the IPTC Photo Metadata Standard. None is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// Who made it.
    pub creator: Option<String>,
    /// The line that is to stand beside it.
    pub credit: Option<String>,
    /// The copyright notice.
    pub copyright: Option<String>,
    /// What is on it.
    pub caption: Option<String>,
}

impl Metadata {
    /// Whom to credit: maker and credit line, or the copyright notice where there is neither.
    #[must_use]
    pub fn credit_line(&self) -> Option<String> {
        match (&self.creator, &self.credit) {
            (Some(creator), Some(credit)) if !credit.contains(creator.as_str()) => {
                Some(format!("{creator}/{credit}"))
            }
            (_, Some(one)) | (Some(one), None) => Some(one.clone()),
            (None, None) => self.copyright.clone(),
        }
    }

    /// This, and from `other` what is not in it.
    fn or(self, other: Self) -> Self {
        Self {
            creator: self.creator.or(other.creator),
            credit: self.credit.or(other.credit),
            copyright: self.copyright.or(other.copyright),
            caption: self.caption.or(other.caption),
        }
    }
}

/// Why bytes are no image that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotImage {
    /// An SVG: a document that may carry scripts and ask for more.
    Svg,
    /// None of the kinds.
    Other,
    /// Of a kind, and its size cannot be read.
    Damaged(ImageKind),
    /// A side is too long or too short, or there are too many pixels: width and height.
    Size(usize, usize),
}

impl NotImage {
    /// A short name for the log.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Svg => "image-svg",
            Self::Other => "image-type",
            Self::Damaged(_) => "image-damaged",
            Self::Size(..) => "image-size",
        }
    }
}

impl std::fmt::Display for NotImage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Svg => f.write_str("it is an SVG, which is not shown"),
            Self::Other => f.write_str("its bytes are none of JPEG, PNG, GIF, WebP and AVIF"),
            Self::Damaged(kind) => {
                write!(f, "the size of the {} cannot be read", kind.media_type())
            }
            Self::Size(width, height) => write!(
                f,
                "it has {width} by {height} pixels: sides are {SIDE_MIN} to {SIDE_MAX}, and {PIXELS_MAX} together"
            ),
        }
    }
}

impl std::error::Error for NotImage {}

/// What the image says that `bytes` are.
///
/// # Errors
/// Why they are none that is shown. Linear; no pixel is decoded.
pub fn read(bytes: &[u8]) -> Result<Image, NotImage> {
    let Some(kind) = ImageKind::of(bytes) else {
        return Err(if is_svg(bytes) { NotImage::Svg } else { NotImage::Other });
    };
    let size = imagesize::blob_size(bytes).map_err(|_| NotImage::Damaged(kind))?;
    let sides = SIDE_MIN..=SIDE_MAX;
    let (width, height) = (size.width, size.height);
    let fits = sides.contains(&width) && sides.contains(&height) && width * height <= PIXELS_MAX;
    let side =
        |side| u32::try_from(side).ok().filter(|_| fits).ok_or(NotImage::Size(width, height));
    let (width, height) = (side(width)?, side(height)?);
    let found = match kind {
        ImageKind::Jpeg => jpeg::find(bytes),
        ImageKind::Png => png::find(bytes),
        ImageKind::Webp => webp::find(bytes),
        ImageKind::Gif | ImageKind::Avif => Found::default(),
    };
    let (width, height) = if found.is_on_its_side { (height, width) } else { (width, height) };
    Ok(Image { kind, width, height, metadata: found.xmp.or(found.iim) })
}

/// Whether the bytes begin as an SVG does: its element, behind what XML allows to stand before it.
fn is_svg(bytes: &[u8]) -> bool {
    const HEAD_BYTES: usize = 4096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with('<') && head.contains("<svg") && !head.contains("<html")
}

/// What a file of some kind carries beside its pixels.
#[derive(Debug, Default)]
struct Found {
    xmp: Metadata,
    iim: Metadata,
    /// Whether it is shown turned by a quarter (CSS Images 3 §6.1: `image-orientation` is `from-image`).
    is_on_its_side: bool,
}

/// A text of metadata as it is kept: white space run together, not endless; `None` if nothing is left.
fn tidy(text: &str) -> Option<String> {
    let mut out = String::new();
    let is_gap = |c: char| c.is_whitespace() || c.is_control();
    for word in text.split(is_gap).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let end = out.char_indices().nth(TEXT_CHARS_MAX).map_or(out.len(), |(end, _)| end);
    out.truncate(end);
    Some(out).filter(|text| !text.is_empty())
}

/// Several names as one text.
fn joined(names: &[String]) -> Option<String> {
    let names: Vec<String> = names.iter().filter_map(|name| tidy(name)).collect();
    tidy(&names.join(", "))
}
