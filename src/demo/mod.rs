//! A live stream out of nothing: a built-in clip of a minute is played over and over into a temporary archive,
//! as if a camera were being recorded.
//!
//! The clip (`assets/demo`) shows a clock's seconds, and each of its pieces is recorded at the seconds it
//! shows. In what is recorded nothing tells that it repeats: times and counters run on as a real encoder's
//! would (`clip`). No clock is read here and no thread started: the caller says what time it is.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::archive::name::format_hour;
use crate::time::{Span, Time};
use clip::Clip;

mod clip;
mod name;

#[cfg(test)]
mod tests;

/// The stream's name.
const STREAM: &str = "demo";

/// Microseconds of a segment.
const SEGMENT: i64 = 2_000_000;

/// Microseconds of a minute, on which the clip begins.
const MINUTE: i64 = 60_000_000;

/// How far back the recording goes, and the longest time it is not advanced for without beginning anew.
const KEPT: i64 = 60 * MINUTE;

/// How long ago the recorder lost the stream when the recording begins.
const HOLE_AGO: i64 = 20 * MINUTE;

/// For how long it was lost.
const HOLE: i64 = 10 * SEGMENT;

/// A recording of the demo's stream that goes on. Its files are removed when it is dropped.
#[derive(Debug)]
pub struct Demo {
    root: TempDir,
    variants: [Variant; 2],
    /// When the encoder began with the clip's first piece, in microseconds since 1970.
    origin: i64,
    /// When the next segment begins.
    next: i64,
    /// The hours that have a directory, by their start.
    hours: BTreeSet<Time>,
}

#[derive(Debug)]
struct Variant {
    name: &'static str,
    clip: Clip,
}

impl Demo {
    /// Records the hour up to now in a new temporary archive: two variants, each with the same hole of
    /// twenty seconds in it.
    ///
    /// Fails if the archive cannot be written.
    pub fn start(now: Time) -> io::Result<Self> {
        let variants = [
            Variant { name: "source", clip: Clip::cut(include_bytes!("../../assets/demo/source.ts")) },
            Variant { name: "low", clip: Clip::cut(include_bytes!("../../assets/demo/low.ts")) },
        ];
        let root = tempfile::Builder::new().prefix("streamctl-demo-").tempdir()?;
        let mut demo = Self { root, variants, origin: 0, next: 0, hours: BTreeSet::new() };
        demo.begin(now)?;
        Ok(demo)
    }

    /// The archive's root: segments are at `demo/<variant>/<hour>/<segment>` below it.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// Records every segment that is complete by now, and removes each hour that ended more than an hour
    /// ago. Returns when the next segment is due.
    ///
    /// A late call catches up. If the clock was set back by more than a minute, or the last call is more
    /// than an hour ago, the recording begins anew, so that it never lies in the future and never fills the
    /// disk. Fails if the archive cannot be written; the next call tries the same segment again.
    pub fn advance(&mut self, now: Time) -> io::Result<Time> {
        let late = now.micros() - self.next;
        if (-MINUTE..=KEPT).contains(&late) {
            self.record(now, None)?;
            self.forget(now - Span::from_secs(2 * 3_600))?;
        } else {
            self.begin(now)?;
        }
        Ok(Time::from_micros(self.next + SEGMENT))
    }

    /// Records the hour up to now, and nothing else.
    fn begin(&mut self, now: Time) -> io::Result<()> {
        let newest = floor(now.micros(), SEGMENT);
        self.forget(Time::MAX)?;
        self.next = newest - KEPT;
        self.origin = floor(self.next, MINUTE);
        self.record(now, Some(newest - HOLE_AGO))
    }

    /// Records every segment from the next one on that is complete by now, but for those in the hole that
    /// begins here. The encoder ran on during the hole.
    fn record(&mut self, now: Time, hole: Option<i64>) -> io::Result<()> {
        while self.next + SEGMENT <= now.micros() {
            if hole.is_none_or(|hole| !(hole..hole + HOLE).contains(&self.next)) {
                self.write()?;
            }
            self.next += SEGMENT;
        }
        Ok(())
    }

    /// Writes the next segment of each variant.
    fn write(&mut self) -> io::Result<()> {
        let start = Time::from_micros(self.next);
        let before = u64::try_from((self.next - self.origin) / SEGMENT).unwrap_or_default();
        let folders = self.folders(start);
        self.hours.insert(start.hour());
        for (variant, folder) in self.variants.iter().zip(folders) {
            // Each time, for something may have cleaned up among the temporary files.
            fs::create_dir_all(&folder)?;
            let bytes = variant.clip.segment(before);
            let name = name::segment(start, &bytes);
            // Hidden until it is whole: readers of an archive skip names with a period in front.
            let hidden = folder.join(format!(".{name}"));
            fs::write(&hidden, &bytes)?;
            fs::rename(hidden, folder.join(name))?;
        }
        Ok(())
    }

    /// Removes each hour that began before this moment.
    fn forget(&mut self, moment: Time) -> io::Result<()> {
        while let Some(&hour) = self.hours.first().filter(|hour| **hour < moment) {
            for folder in self.folders(hour) {
                match fs::remove_dir_all(folder) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
            self.hours.remove(&hour);
        }
        Ok(())
    }

    /// Where the segments of the hour that this moment lies in are, for each variant.
    fn folders(&self, moment: Time) -> [PathBuf; 2] {
        let hour = format_hour(moment);
        let stream = self.root.path().join(STREAM);
        self.variants.each_ref().map(|variant| stream.join(variant.name).join(&hour))
    }
}

/// The last multiple of a period up to this moment.
const fn floor(micros: i64, period: i64) -> i64 {
    micros.div_euclid(period) * period
}
