//! The target duration that a list begins with, and keeps.

use crate::hls;
use crate::time::Span;

/// How many whole segments tell how long a recording's segments are: the first is often short.
const LEAST_EVIDENCE: usize = 5;
/// The least target duration, in seconds, of a recording that has fewer.
const YOUNG: u64 = 6;
/// That of one which has none at all: most recorders cut no longer than this.
const UNKNOWN: u64 = 10;

/// The target duration, in seconds, of lists whose first segments take so long, `whole` of which are known to be
/// whole. It can never change (RFC 8216 §6.2.1), so where few tell, there is room for longer ones.
#[must_use]
pub fn promised(durations: impl Iterator<Item = Span>, whole: usize) -> u64 {
    let longest = hls::target_duration(durations);
    match whole {
        LEAST_EVIDENCE.. => longest,
        1.. => longest.saturating_mul(2).max(YOUNG),
        0 => longest.max(UNKNOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::promised;
    use crate::time::Span;

    #[test]
    fn young_recordings_get_room() {
        for (seconds, whole, target) in [
            (&[2, 2, 2, 2, 2][..], 5, 2),
            (&[2, 2], 2, 6),
            (&[4], 1, 8),
            (&[2, 2, 2, 2, 2, 2], 0, 10),
            (&[], 0, 10),
        ] {
            let durations = seconds.iter().map(|seconds| Span::from_secs(*seconds));
            assert_eq!(promised(durations, whole), target, "{seconds:?}");
        }
    }
}
