//! What is fuzzed, and what must hold whatever the bytes are. The rooms are built by themselves: with the rest of
//! the program it would take minutes.

#![allow(dead_code, reason = "other rooms use it")]

#[path = "../../src"]
mod rooms {
    pub mod media;
    pub mod time;
}

#[path = "../../src/server"]
mod server {
    #[path = "front/forwarded.rs"]
    pub mod forwarded;
    pub mod query;
    pub mod range;
    pub mod route;
}

/// What the server has from rooms that are not built here.
mod archive {
    pub mod name {
        pub const CHAT: &str = "chat";
    }
}

/// What the server has from rooms that are not built here.
mod playlist {
    pub const PLAYLIST_ENDING: &str = ".m3u8";

    pub mod gaps {
        pub const GAP: &str = "gap.ts";
    }

    pub mod range {
        use crate::time::{Span, Time};

        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Asked {
            pub start: Option<Time>,
            pub end: Option<Time>,
            pub window: Option<Span>,
        }
    }
}

pub mod request;

pub use rooms::{media, time};

use media::{MeasureError, Measured};

/// Checks what must hold of anything measured in so many bytes: it is asked everything, and what it keeps is
/// bounded.
///
/// # Panics
///
/// If it does not hold.
pub fn check(measured: Result<Measured, MeasureError>, bytes: usize) {
    let Ok(measured) = measured else { return };
    assert!(measured.tracks.len() <= 64);
    for track in &measured.tracks {
        assert!(track.timescale > 0 && track.parameters.len() <= 64);
        assert!(track.keyframes.len() <= 1 << 16 && track.keyframes.len() as u64 <= track.frames);
        assert!(measured.format == media::Format::Mp4 || track.frames <= bytes as u64);
        for keyframe in &track.keyframes {
            let _ = track.offset(keyframe);
        }
    }
    let _ = (measured.duration(), measured.codecs(), measured.resolution(), measured.frame_rate());
    let _ = (
        measured.is_independent(),
        measured.changes_inside(),
        measured.follows(&measured).map_err(|broken| broken.to_string()),
    );
}
