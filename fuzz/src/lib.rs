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
    pub mod access {
        pub mod keys;
        pub mod token;
    }
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
pub use server::access::{keys, token};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keys::LinkKeys;
use media::{MeasureError, Measured};
use time::Time;
use token::{Link, TokenError};

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

/// Checks that bytes that nobody signed are no token, and that signed ones are none or one that stays what it is.
///
/// # Panics
///
/// If it does not hold.
pub fn check_token(bytes: &[u8]) {
    let keys = LinkKeys::parse(&b"0123456789abcdef".repeat(4)).expect("they are secrets");
    let open = |token: &str| Link::open(token, &keys, Time::MIN);
    for token in [String::from_utf8_lossy(bytes).into_owned(), URL_SAFE_NO_PAD.encode(bytes)] {
        assert_eq!(open(&token), Err(TokenError::Invalid));
    }
    let signature = keys.sign(&[token::PURPOSE, bytes].concat());
    if let Ok(link) = open(&URL_SAFE_NO_PAD.encode([bytes, &signature].concat())) {
        assert!(link.stream.len() <= 255);
        let token = link.token(&keys).expect("its names are short");
        assert!(token.len() <= token::LONGEST);
        assert_eq!(open(&token), Ok(link));
    }
    let _ = LinkKeys::parse(bytes);
}
