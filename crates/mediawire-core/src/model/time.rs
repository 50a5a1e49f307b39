//! A moment as its source stated it.

use jiff::Timestamp;

/// A moment, with what its source wrote: the instant alone loses the zone, the text alone cannot be sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// The instant, to the millisecond.
    pub at: Timestamp,
    /// The offset from UTC that the source stated, in seconds; `None` if it stated none and UTC was assumed.
    pub offset_s: Option<i32>,
    /// The source's own text.
    pub raw: String,
}
