//! The names of the demo's segments, as the archive's layout has them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::time::Time;

/// The name of a whole segment of two seconds that begins at this moment and has these bytes:
/// `05:02.000000-2.0-full-<hash>.ts`.
pub(super) fn segment(start: Time, bytes: &[u8]) -> String {
    let (.., minute, second, micros) = start.civil();
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
    format!("{minute:02}:{second:02}.{micros:06}-2.0-full-{hash}.ts")
}
