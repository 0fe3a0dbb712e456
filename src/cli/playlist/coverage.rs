//! `streamctl playlist coverage`.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;
use serde::Serialize;

use crate::cli::playlist::coverage::strip::Strip;
use crate::cli::{Context, usage};
use crate::exit::{Exit, Failure};
use crate::playlist::compose::ComposeError;
use crate::playlist::coverage::{self, Kinds, Named, seconds};
use crate::playlist::range::Asked;
use crate::playlist::source::{Layout, Source, SourceError};
use crate::time::{Span, Time};
use crate::ui::{Format, visible};

mod strip;

/// Tell what of a recording is there: holes, overlaps, partial and suspect segments
///
/// SOURCE is a variant's directory in an archive of recordings, or a stream's: then of all its variants. For
/// people every hour is a strip of its minutes. The holes are those that `playlist write` marks in the playlist
/// of the same range.
#[derive(Debug, Args)]
pub(in crate::cli) struct Coverage {
    /// A variant's or a stream's directory
    #[arg(value_name = "SOURCE")]
    source: PathBuf,
    /// From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: the first segment]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    start: Option<String>,
    /// Up to this time [default: the last segment]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    end: Option<String>,
    /// Exit 13 if there is a hole
    #[arg(long)]
    fail_on_holes: bool,
}

/// What programs are told of all variants.
#[derive(Serialize)]
struct Items<'a> {
    items: Vec<Named<'a>>,
}

impl Coverage {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let (start, end) = self.range(context.now)?;
        let source = Source::open_unread(&self.source).map_err(advise)?;
        if matches!(source.layout, Layout::Flat { .. }) {
            let message = format!(
                "{} is no archive: nothing tells when its segments were recorded, so it covers no time",
                self.source.display()
            );
            return Err(Failure::new(Exit::Local, message).into());
        }
        let found = coverage::survey(&source, start, end).map_err(|error| match error {
            ComposeError::Nothing => anyhow!(error).context(self.source.display().to_string()),
            error => error.into(),
        })?;
        let variants: Vec<Named<'_>> =
            found.iter().map(|(variant, coverage)| Named { stream: None, variant, coverage }).collect();
        let holes = variants.iter().map(|named| named.coverage.holes.len()).sum();
        let format = context.ui.format();
        let text = match format {
            Format::Table => table(&variants, Strip::new(context.ui.look())),
            Format::Plain => plain(&variants),
            Format::Json => serde_json::to_string(&Items { items: variants })? + "\n",
            Format::Jsonl => {
                let lines: Result<Vec<String>, _> = variants.iter().map(serde_json::to_string).collect();
                lines?.into_iter().map(|line| line + "\n").collect()
            }
        };
        context.ui.result(&text)?;
        if !self.fail_on_holes || holes == 0 {
            return Ok(Exit::Done);
        }
        // Programs that read JSON have the answer they asked for: nothing has failed that it does not tell.
        if matches!(format, Format::Json | Format::Jsonl) {
            return Ok(Exit::Found);
        }
        Err(Failure::new(Exit::Found, format!("{} in the range", count(holes, "hole"))).into())
    }

    fn range(&self, now: Time) -> anyhow::Result<(Option<Time>, Option<Time>)> {
        let time = |flag: &str, text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => {
                Time::parse(text, now).map(Some).map_err(|error| usage(format!("--{flag}: {error}")))
            }
        };
        let (start, end) = (time("start", &self.start)?, time("end", &self.end)?);
        let asked = Asked { start, end, window: None };
        asked.check(Span::from_micros(u64::MAX)).map_err(|error| usage(error.to_string()))?;
        Ok((start, end))
    }
}

/// For people: the strips, then the totals and the holes of every variant.
fn table(variants: &[Named<'_>], strip: Strip) -> String {
    let mut text = String::new();
    for Named { variant, coverage, .. } in variants {
        let _ = writeln!(text, "{}, {} to {}", visible(variant), coverage.start, coverage.end);
        strip.draw(coverage, &mut text);
        let (covered, length) = (coverage.covered, coverage.length());
        let share = strip::percent(covered, length);
        let (holes, missing) = (count(coverage.holes.len(), "hole"), coverage.uncovered());
        let _ = writeln!(text, "{covered} of {length} covered ({share}), {holes} ({missing})");
        let _ = writeln!(text, "{}", segments(coverage));
        for hole in &coverage.holes {
            let _ = match hole.after.filter(|_| hole.length() == Span::ZERO) {
                Some(kind) => writeln!(text, "hole at {}, after a {} segment", hole.start, kind.name()),
                None => writeln!(text, "hole {} to {} ({})", hole.start, hole.end, hole.length()),
            };
        }
        for (what, doubtful) in [("suspect", &coverage.suspects), ("partial", &coverage.partials)] {
            for segment in doubtful {
                let _ = writeln!(text, "{what} {} to {}", segment.start, segment.end);
            }
        }
        for overlap in &coverage.overlaps {
            let _ = writeln!(text, "overlap {} to {}", overlap.start, overlap.end);
        }
        text.push('\n');
    }
    text + strip.legend() + "\n"
}

/// How many segments there are of what kind, and what is no part of the playlist.
fn segments(coverage: &coverage::Coverage) -> String {
    let Kinds { full, suspect, partial } = coverage.segments;
    let mut told = count(coverage.segments.count(), "segment");
    if suspect + partial > 0 {
        let _ = write!(told, " ({full} full, {suspect} suspect, {partial} partial)");
    }
    let out = coverage.left_out;
    for (number, what) in [
        (out.overlapping, "overlapping"),
        (out.rivals, "worse versions"),
        (out.empty, "empty"),
        (out.tombstoned, "tombstoned"),
        (out.temp, "being written"),
        (out.skipped, "no segments"),
    ] {
        if number > 0 {
            let sign = if told.contains("left out") { "," } else { "; left out:" };
            let _ = write!(told, "{sign} {number} {what}");
        }
    }
    told
}

/// For `cut` and `awk`: what a line is, the variant, from when to when, and in seconds how much of it. Of the
/// whole and of hours that is what is covered, and the share and the numbers of segments follow.
fn plain(variants: &[Named<'_>]) -> String {
    let mut text = String::new();
    for Named { variant, coverage, .. } in variants {
        let variant = visible(variant);
        let mut part = |what: &str, start: Time, end: Time, covered: Span, kinds: &Kinds| {
            let share = strip::percent(covered, end.since(start));
            let covered = seconds(covered);
            let Kinds { full, suspect, partial } = kinds;
            let _ = writeln!(
                text,
                "{what}\t{variant}\t{start}\t{end}\t{covered}\t{share}\t{full}\t{suspect}\t{partial}"
            );
        };
        part("total", coverage.start, coverage.end, coverage.covered, &coverage.segments);
        for hour in &coverage.hours {
            part("hour", hour.start, hour.end, hour.covered, &hour.segments);
        }
        let holes = coverage.holes.iter().map(|hole| ("hole", hole.start, hole.end));
        let overlaps = coverage.overlaps.iter().map(|overlap| ("overlap", overlap.start, overlap.end));
        let suspects = coverage.suspects.iter().map(|segment| ("suspect", segment.start, segment.end));
        let partials = coverage.partials.iter().map(|segment| ("partial", segment.start, segment.end));
        for (what, start, end) in holes.chain(overlaps).chain(suspects).chain(partials) {
            let _ = writeln!(text, "{what}\t{variant}\t{start}\t{end}\t{}", seconds(end.since(start)));
        }
    }
    text
}

/// So many things, in words: `1 hole`, `2 holes`.
fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// Says what to type instead of a directory that is no source.
fn advise(error: SourceError) -> anyhow::Error {
    match &error {
        SourceError::Root { example, .. } => Failure::new(Exit::Local, error.to_string())
            .hint(format!("streamctl playlist coverage {}", example.display()))
            .into(),
        _ => error.into(),
    }
}
