//! What a segment holds, by its own bytes: how long it is, what it is encoded with, where it can be entered, what
//! is wrong with it, and whether it goes on where the one before ended.
//!
//! MPEG-TS (ISO/IEC 13818-1) is read by one file a layer: `packet` cuts bytes into transport packets, `psi` puts
//! the tables together that say which stream is where, `stream` what each of them is, `pes` takes the frames' times
//! off, `track` gathers what a stream says, and `ts` all of them. `mp4` reads fragmented MP4, `packed` audio without
//! a container. In all of them `picture` looks at the units before a frame's first slice, of `h264` and `h265`,
//! `sound` follows frames of `adts`, `latm`, `layer`, `ac3` and `opus` from header to header, `asc` and `av1` name codecs, `timeline` gathers times and `rate`
//! tells frames a second from them. `measured` is what comes out, `follow` and `advance` compare neighbours.
//! `filler` is the one segment that is made here.
//!
//! No frame is decoded. Bytes come from anywhere: nothing here panics, and no number in them is believed further
//! than there are bytes to back it. Nothing here does I/O.

mod ac3;
mod adts;
mod advance;
mod asc;
mod av1;
mod filler;
mod follow;
mod frame;
mod h264;
mod h265;
mod head;
mod latm;
mod layer;
mod measure;
mod measured;
mod mp4;
mod opus;
mod packed;
pub(crate) mod packet;
pub(crate) mod pes;
mod picture;
pub(crate) mod psi;
mod rate;
mod sound;
mod stream;
mod timeline;
mod track;
mod ts;

#[cfg(test)]
mod tests;

pub use filler::{FILLER_BYTES, filler};
pub use follow::{Break, Reason};
pub use head::{Info, read_head};
pub use measure::{MeasureError, measure, measure_with_init};
pub use measured::{Extent, Faults, Format, Keyframe, Measured, Media, Parameters, Track, VideoRange};
