//! What a segment holds, whichever way it is packed.

use super::measured::Measured;
use super::{mp4, packed, ts};

/// Why a segment says nothing of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MeasureError {
    /// It begins like none of the formats of HLS.
    #[error("neither MPEG-TS, nor MP4, nor packed audio")]
    Unknown,
    /// MPEG-TS without a whole program map.
    #[error("MPEG-TS without tables that say what is in it")]
    NoTables,
    /// MP4 fragments whose `moov` box is elsewhere: see [`measure_with_init`].
    #[error("MP4 fragments without their initialization segment")]
    NoInit,
    /// MP4 without fragments: an initialization segment, or a file of the other kind.
    #[error("MP4 without fragments")]
    NoFragments,
    /// There are tables, but no frame of audio or video that says when it is shown.
    #[error("no audio or video in it")]
    Nothing,
}

/// Reads a segment once from end to end: MPEG-TS, fragmented MP4 with its `moov` box in front, or packed audio.
///
/// Damaged, cut off and hostile bytes never panic: what is left is read, and [`Measured::faults`] tells of the
/// rest. It takes time that grows with the number of bytes, and far less memory than they do. Nothing is decoded.
pub fn measure(bytes: &[u8]) -> Result<Measured, MeasureError> {
    measure_with_init(&[], bytes)
}

/// The same for MP4 fragments whose `moov` box is in an initialization section (RFC 8216 §3.3), and for MPEG-TS
/// whose tables are in one (§3.2). What needs none ignores it.
pub fn measure_with_init(init: &[u8], bytes: &[u8]) -> Result<Measured, MeasureError> {
    let measured = if mp4::is_mp4(bytes) {
        mp4::read(init, bytes)?
    } else if let Some(measured) = packed::read(bytes) {
        measured
    } else {
        let mut found = ts::read(bytes);
        if found.has_packets && !found.has_tables && !init.is_empty() {
            found = ts::read_behind(init, bytes);
        }
        if !found.has_packets {
            return Err(MeasureError::Unknown);
        }
        if !found.has_tables {
            return Err(MeasureError::NoTables);
        }
        found.measured
    };
    let has_times = measured.tracks.iter().any(|track| track.extent.is_some());
    if has_times { Ok(measured) } else { Err(MeasureError::Nothing) }
}
