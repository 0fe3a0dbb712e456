//! What a recorded segment holds: the codecs, picture size and frame rate that a master playlist names.
//!
//! Segments are MPEG-TS (ISO/IEC 13818-1). The way down is one file a layer: `packet` cuts bytes into
//! transport packets, `psi` puts the tables together that say which stream is where, `stream` what each of
//! them is, `pes` takes the frames' times off; `h264`, `adts` and `layer` read the first bytes of the frames
//! themselves, and `rate` tells frames a second from times. No frame is decoded. Bytes come from anywhere, so
//! nothing here fails or panics: what cannot be known is left out. Nothing here does I/O.

mod adts;
mod h264;
mod head;
mod layer;
pub(crate) mod packet;
pub(crate) mod pes;
pub(crate) mod psi;
mod rate;
mod stream;

#[cfg(test)]
mod tests;

pub use head::{Info, read_head};
