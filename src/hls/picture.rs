//! What a master playlist says of a variant's picture: its size and how often it changes.

use std::num::{NonZeroU32, NonZeroU64};

use super::decimal::{push_integer, push_triple};

/// The size of a picture in pixels, as shown: after cropping (RFC 8216 §4.2, `decimal-resolution`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Resolution {
    width: NonZeroU32,
    height: NonZeroU32,
}

impl Resolution {
    /// A picture of so many pixels; `None` if it has none.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Option<Self> {
        Some(Self { width: NonZeroU32::new(width)?, height: NonZeroU32::new(height)? })
    }

    /// How many pixels wide.
    #[must_use]
    pub const fn width(self) -> u32 {
        self.width.get()
    }

    /// How many pixels high.
    #[must_use]
    pub const fn height(self) -> u32 {
        self.height.get()
    }

    /// Appends `1280x720`.
    pub(super) fn push(self, out: &mut String) {
        push_integer(out, self.width().into());
        out.push('x');
        push_integer(out, self.height().into());
    }
}

/// Pictures a second, in thousandths: `FRAME-RATE` is a decimal rounded to three places (RFC 8216 §4.3.4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrameRate(NonZeroU64);

impl FrameRate {
    /// So many thousandths of a picture a second; `None` for 0.
    #[must_use]
    pub fn from_thousandths(thousandths: u64) -> Option<Self> {
        NonZeroU64::new(thousandths).map(Self)
    }

    /// `numerator / denominator` pictures a second, to the nearest thousandth (30000/1001 is 29.970); `None`
    /// if that is nothing, or not a number.
    #[must_use]
    pub fn from_ratio(numerator: u32, denominator: u32) -> Option<Self> {
        let (numerator, denominator) = (u64::from(numerator), u64::from(denominator));
        Self::from_thousandths((numerator * 2_000 + denominator).checked_div(denominator * 2)?)
    }

    /// Thousandths of a picture a second.
    #[must_use]
    pub const fn thousandths(self) -> u64 {
        self.0.get()
    }

    /// Appends `29.970`.
    pub(super) fn push(self, out: &mut String) {
        push_integer(out, self.thousandths() / 1_000);
        out.push('.');
        push_triple(out, self.thousandths());
    }
}

/// How bright a picture may be, least first (draft-pantos-hls-rfc8216bis §4.4.6.2, `VIDEO-RANGE`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VideoRange {
    /// No more than ordinary screens show.
    Sdr,
    /// Hybrid log-gamma, with or without SDR beside it.
    Hlg,
    /// Perceptual quantizer, with or without the others beside it.
    Pq,
}

impl VideoRange {
    /// The range of this name, in capitals; none if no range is called so.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Sdr, Self::Hlg, Self::Pq].into_iter().find(|range| range.as_str() == name)
    }

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Sdr => "SDR",
            Self::Hlg => "HLG",
            Self::Pq => "PQ",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FrameRate, Resolution};

    #[test]
    fn frame_rates_are_rounded_to_thousandths() {
        let table = [
            (30_000, 1_001, Some("29.970")),
            (24_000, 1_001, Some("23.976")),
            (60_000, 1_001, Some("59.940")),
            (25, 1, Some("25.000")),
            (1, 2_000, Some("0.001")),
            (1, 2_001, None),
            (u32::MAX, 1, Some("4294967295.000")),
            (0, 1, None),
            (1, 0, None),
            (0, 0, None),
        ];
        for (numerator, denominator, text) in table {
            let written = FrameRate::from_ratio(numerator, denominator).map(|rate| {
                let mut out = String::new();
                rate.push(&mut out);
                out
            });
            assert_eq!(written.as_deref(), text, "{numerator}/{denominator}");
        }
    }

    #[test]
    fn a_picture_has_both_sides() {
        assert_eq!(Resolution::new(0, 720), None);
        assert_eq!(Resolution::new(1280, 0), None);
        let mut out = String::new();
        Resolution::new(1280, 720).expect("has pixels").push(&mut out);
        assert_eq!(out, "1280x720");
    }
}
