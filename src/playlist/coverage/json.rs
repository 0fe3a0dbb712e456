//! Coverage as programs are told it: times as RFC 3339, lengths in seconds with all their microseconds.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Coverage, Doubtful, HourPart, Missing, Overlap};
use crate::archive::name::{Completeness, format_hour};
use crate::time::{Span, Time};

/// The coverage of a variant, with its name.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The stream's name, where it is known.
    pub stream: Option<&'a str>,
    /// The variant's name.
    pub variant: &'a str,
    /// What of it is recorded.
    pub coverage: &'a Coverage,
}

/// A length as decimal seconds with six digits of fraction: `1.500000`.
#[must_use]
pub fn seconds(length: Span) -> String {
    format!("{}.{:06}", length.micros() / 1_000_000, length.micros() % 1_000_000)
}

/// A length as a number of seconds. A double's shortest form has all digits of the longest range there is.
struct Seconds(Span);

/// A moment in RFC 3339.
struct Moment(Time);

/// A part of a whole, rounded down to millionths: 1 means all of it.
struct Share(Span, Span);

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(seconds(self.0).parse().unwrap_or_default())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let millionths = u128::from(self.0.micros()) * 1_000_000 / u128::from(self.1.micros().max(1));
        serializer.serialize_f64(f64::from(u32::try_from(millionths).unwrap_or(u32::MAX)) / 1e6)
    }
}

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let coverage = self.coverage;
        let mut object = serializer.serialize_struct("Coverage", 14)?;
        match self.stream {
            Some(stream) => object.serialize_field("stream", stream)?,
            None => object.skip_field("stream")?,
        }
        object.serialize_field("variant", self.variant)?;
        object.serialize_field("start", &Moment(coverage.start))?;
        object.serialize_field("end", &Moment(coverage.end))?;
        object.serialize_field("length", &Seconds(coverage.length()))?;
        object.serialize_field("covered", &Seconds(coverage.covered))?;
        object.serialize_field("uncovered", &Seconds(coverage.uncovered()))?;
        object.serialize_field("fraction", &Share(coverage.covered, coverage.length()))?;
        object.serialize_field("segments", &coverage.segments)?;
        object.serialize_field("left_out", &coverage.left_out)?;
        object.serialize_field("holes", &coverage.holes)?;
        object.serialize_field("overlaps", &coverage.overlaps)?;
        object.serialize_field("suspects", &coverage.suspects)?;
        object.serialize_field("partials", &coverage.partials)?;
        object.serialize_field("hours", &coverage.hours)?;
        object.end()
    }
}

impl Serialize for Missing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Missing", 4)?;
        object.serialize_field("start", &Moment(self.start))?;
        object.serialize_field("end", &Moment(self.end))?;
        object.serialize_field("length", &Seconds(self.length()))?;
        object.serialize_field("after", &self.after.map(Completeness::name))?;
        object.end()
    }
}

impl Serialize for Overlap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Overlap", 5)?;
        object.serialize_field("start", &Moment(self.start))?;
        object.serialize_field("end", &Moment(self.end))?;
        object.serialize_field("length", &Seconds(self.end.since(self.start)))?;
        object.serialize_field("segment", &self.segment)?;
        object.serialize_field("kept", &self.kept)?;
        object.end()
    }
}

impl Serialize for Doubtful {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Doubtful", 4)?;
        object.serialize_field("start", &Moment(self.start))?;
        object.serialize_field("end", &Moment(self.end))?;
        object.serialize_field("length", &Seconds(self.end.since(self.start)))?;
        object.serialize_field("segment", &self.segment)?;
        object.end()
    }
}

impl Serialize for HourPart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("HourPart", 7)?;
        object.serialize_field("hour", &format_hour(self.start))?;
        object.serialize_field("start", &Moment(self.start))?;
        object.serialize_field("end", &Moment(self.end))?;
        object.serialize_field("length", &Seconds(self.length()))?;
        object.serialize_field("covered", &Seconds(self.covered))?;
        object.serialize_field("fraction", &Share(self.covered, self.length()))?;
        object.serialize_field("segments", &self.segments)?;
        object.end()
    }
}
