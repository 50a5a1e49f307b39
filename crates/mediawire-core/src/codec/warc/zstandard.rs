//! Zstandard frames (RFC 8878), and the dictionary that a `.warc.zst` file begins with (IIPC, Zstandard Compression for
//! WARC Files 1.0).

use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};

/// What a frame begins with.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// What the skippable frame begins with that holds the file's dictionary.
const DICTIONARY_MAGIC: [u8; 4] = [0x5d, 0x2a, 0x4d, 0x18];
/// Length of a skippable frame's head: its magic number and the number of bytes that follow.
pub(super) const SKIPPABLE_HEAD_BYTES: usize = 8;
/// The longest dictionary that is believed, packed or not: four times what every reader has to take.
pub(super) const DICTIONARY_BYTES_MAX: usize = 32 << 20;
/// The largest window that a frame may ask for: what the format's own tool takes.
const WINDOW_BYTES_MAX: u64 = 128 << 20;
/// The longest block (RFC 8878 §3.1.1.2.4).
const BLOCK_BYTES_MAX: usize = 128 << 10;
/// Length of a block's head, and of the checksum that may follow the last one.
const BLOCK_HEAD_BYTES: usize = 3;
const CHECKSUM_BYTES: usize = 4;
/// The bit of a frame's descriptor that says that it has one.
const CHECKSUM_FLAG: u8 = 4;

/// What begins at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// A frame of data.
    Data,
    /// A skippable frame, and how many bytes follow its head.
    Skippable(u64),
    /// The skippable frame with the dictionary, and how many bytes it has.
    Dictionary(u64),
}

/// The frame that begins with `bytes`.
pub(super) fn frame(bytes: &[u8]) -> Option<Frame> {
    if bytes.starts_with(&MAGIC) {
        return Some(Frame::Data);
    }
    let (head, _) = bytes.split_first_chunk::<SKIPPABLE_HEAD_BYTES>()?;
    let [first, magic @ .., a, b, c, d] = *head;
    if first & 0xf0 != 0x50 || magic != DICTIONARY_MAGIC[1..] {
        return None;
    }
    let n = u64::from(u32::from_le_bytes([a, b, c, d]));
    Some(if first == DICTIONARY_MAGIC[0] { Frame::Dictionary(n) } else { Frame::Skippable(n) })
}

/// How far a step came.
pub(super) struct Step {
    /// Bytes of the input that were read; 0 if it takes more to go on.
    pub(super) n_read: usize,
    /// Whether the frame has ended and its checksum, if it has one, is right.
    pub(super) has_ended: bool,
}

/// What unpacks one frame after another.
pub(super) struct Zstandard {
    decoder: FrameDecoder,
    /// Whether the frame's head was read, and whether it says that a checksum ends the frame.
    begun: Option<bool>,
}

impl std::fmt::Debug for Zstandard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Zstandard").finish_non_exhaustive()
    }
}

impl Zstandard {
    /// For a file without a dictionary.
    pub(super) fn new() -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW_BYTES_MAX);
        Self { decoder, begun: None }
    }

    /// For a file with this dictionary, which may itself be a frame. What is wrong, in words.
    pub(super) fn with_dictionary(dictionary: &[u8]) -> Result<Self, String> {
        let mut unpacked = Vec::new();
        if dictionary.starts_with(&MAGIC) {
            let mut plain = Self::new();
            let mut rest = dictionary;
            loop {
                let step = plain.step(rest, &mut unpacked)?;
                rest = &rest[step.n_read..];
                if step.has_ended {
                    break;
                }
                if step.n_read == 0 || unpacked.len() > DICTIONARY_BYTES_MAX {
                    return Err("the dictionary is cut short, or too long".to_owned());
                }
            }
        }
        let plain = if unpacked.is_empty() { dictionary } else { &unpacked };
        let damaged = |why: &dyn std::fmt::Display| format!("the dictionary is damaged: {why}");
        let dictionary = Dictionary::decode_dict(plain).map_err(|why| damaged(&why))?;
        let mut new = Self::new();
        new.decoder.add_dict(dictionary).map_err(|why| damaged(&why))?;
        Ok(new)
    }

    /// Begins a frame.
    pub(super) fn begin(&mut self) {
        self.begun = None;
    }

    /// Appends some of the text that `bytes`, the next of the frame, stand for: a block of it at most.
    pub(super) fn step(&mut self, bytes: &[u8], text: &mut Vec<u8>) -> Result<Step, String> {
        const MORE: Result<Step, String> = Ok(Step { n_read: 0, has_ended: false });
        let wrong = |why: &dyn std::fmt::Display| format!("zstd data: {why}");
        let mut rest = bytes;
        let Some(has_checksum) = self.begun else {
            let Some(n_head) = head_bytes(bytes).filter(|n| *n <= bytes.len()) else { return MORE };
            self.decoder.reset(&mut rest).map_err(|why| wrong(&why))?;
            self.begun = Some(bytes[MAGIC.len()] & CHECKSUM_FLAG != 0);
            return Ok(Step { n_read: n_head, has_ended: false });
        };
        let Some((n_block, is_last)) = block_bytes(bytes) else { return MORE };
        if n_block > BLOCK_BYTES_MAX {
            return Err(wrong(&"a block is too long"));
        }
        let n_checksum = if is_last && has_checksum { CHECKSUM_BYTES } else { 0 };
        if bytes.len() < BLOCK_HEAD_BYTES + n_block + n_checksum {
            return MORE;
        }
        let one = BlockDecodingStrategy::UptoBlocks(1);
        let has_ended = self.decoder.decode_blocks(&mut rest, one).map_err(|why| wrong(&why))?;
        self.decoder.collect_to_writer(text).map_err(|why| wrong(&why))?;
        let stated = self.decoder.get_checksum_from_data();
        if has_checksum && has_ended && stated != self.decoder.get_calculated_checksum() {
            return Err(wrong(&"the checksum is wrong"));
        }
        Ok(Step { n_read: bytes.len() - rest.len(), has_ended })
    }
}

/// Length of the head of the frame that begins with `bytes` (RFC 8878 §3.1.1.1); `None` if too few are there to tell.
fn head_bytes(bytes: &[u8]) -> Option<usize> {
    let descriptor = bytes.get(MAGIC.len())?;
    let is_one_segment = descriptor & 0x20 != 0;
    let n_window = usize::from(!is_one_segment);
    let n_dictionary = [0, 1, 2, 4][usize::from(descriptor & 3)];
    let n_size = [usize::from(is_one_segment), 2, 4, 8][usize::from(descriptor >> 6)];
    Some(MAGIC.len() + 1 + n_window + n_dictionary + n_size)
}

/// How many bytes follow the head of the block that begins with `bytes`, and whether it is the frame's last
/// (RFC 8878 §3.1.1.2); `None` if too few are there to tell.
fn block_bytes(bytes: &[u8]) -> Option<(usize, bool)> {
    let [a, b, c] = *bytes.first_chunk::<BLOCK_HEAD_BYTES>()?;
    let head = u32::from_le_bytes([a, b, c, 0]);
    let is_one_byte_repeated = (head >> 1) & 3 == 1;
    let n = usize::try_from(head >> 3).expect("21 bits");
    Some((if is_one_byte_repeated { 1 } else { n }, head & 1 != 0))
}
