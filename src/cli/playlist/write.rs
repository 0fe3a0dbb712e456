//! `streamctl playlist write`.

mod difference;
mod follow;
mod grow;
mod origin;
mod output;
mod report;
mod ways;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use crate::cli::playlist::target::Target;
use crate::cli::playlist::write::output::Output;
use crate::cli::playlist::write::report::count;
use crate::cli::{Context, cache, usage};
use crate::exit::{Exit, Failure};
use crate::hls::{Kind, Uri};
use crate::playlist::compose::{self, Composed, Part, Request};
use crate::playlist::edition::Window;
use crate::playlist::gaps::Holes;
use crate::playlist::measure::Gauge;
use crate::playlist::range::Asked;
use crate::playlist::source::{Layout, Source, SourceError};
use crate::time::{Span, Time};

/// Write the playlist of a variant, or all playlists of a stream
///
/// SOURCE is a variant's directory in an archive of recordings (ROOT/STREAM/VARIANT, with a directory of
/// segments for every hour), or a stream's (ROOT/STREAM, with its variants), or any directory of .ts, .aac, or
/// .m4s or .mp4 fragments, which are listed in the natural order of their names. For a stream OUT is a directory that
/// gets master.m3u8 and a playlist for every variant; for anything else it is a file, by default stdout.
/// Files are replaced whole: a player never reads half of one.
///
/// A list of --type event or live goes on from what OUT says, which is all that must be kept: run it again, or let it
/// --follow the recording. A segment that was listed stays as it is, under its number, until it leaves a live list's
/// --window or its file is deleted; what arrives late or in a better version is for new lists. Where OUT is not there or
/// is damaged a list begins anew, a live one with numbers from the clock. With --follow, SOURCE need not be there yet, and
/// --holes fail ends it at the first hole.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag that is there or not")]
pub(in crate::cli) struct Write {
    /// A variant's or a stream's directory, or one of segments
    #[arg(value_name = "SOURCE")]
    source: PathBuf,
    /// The playlist to write, - for stdout; or its directory, with / at the end if it is new
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: the first segment]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    start: Option<String>,
    /// Up to this time [default: the last segment]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    end: Option<String>,
    /// vod: complete as it is; event: grows, and is complete once --end has passed; live: grows, and loses what is old. The last two go on from what OUT says: nothing they have listed ever changes
    #[arg(long = "type", value_name = "TYPE", default_value = "vod", hide_possible_values = true)]
    kind: Type,
    /// Begin every segment's URI with this instead of the way from OUT
    #[arg(long, value_name = "URL", conflicts_with = "absolute")]
    base_url: Option<String>,
    /// Write absolute file paths
    #[arg(long)]
    absolute: bool,
    /// Where segments are missing: discontinuity leaves the time out and marks it, gap keeps it in the timeline (with gap.ts beside OUT), fail writes nothing and exits 13
    #[arg(long, value_name = "HOW", default_value = "discontinuity", hide_possible_values = true)]
    holes: Missing,
    /// Open every segment, and list durations, discontinuities and codecs as they really are (always so for directories that are no archive)
    #[arg(long)]
    measure: bool,
    /// With --type live, list only the newest: so much time, such as 2h, or so many segments [default: all there is]
    #[arg(long, value_name = "DURATION|N")]
    window: Option<Window>,
    /// Keep OUT up to date as segments appear, until interrupted, or until an event has its end
    #[arg(long, conflicts_with = "check")]
    follow: bool,
    /// List a segment only when its file has not changed for so long: longer than its writer ever pauses [default: 2s in directories that are no archive, else 0s]
    #[arg(long, value_name = "DURATION", value_parser = span)]
    settle: Option<Span>,
    /// Write nothing; exit 13 and print a diff if OUT is not what would be written
    #[arg(long, requires = "output")]
    check: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Type {
    Vod,
    Event,
    Live,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Missing {
    Discontinuity,
    Gap,
    Fail,
}

impl Write {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        self.check_growth()?;
        if self.kind != Type::Vod {
            // Without doing anything, once is as good as often.
            let follows = self.follow && !context.is_dry_run;
            return if follows { self.follow(context) } else { self.write_growing(context) };
        }
        let request = self.request(context.now)?;
        let source = Source::open(&self.source).map_err(advise)?;
        self.check_source(&source)?;
        let is_flat = matches!(source.layout, Layout::Flat { .. });
        let gauge = (self.measure || is_flat).then(|| Gauge::new(cache::directory()));
        let parts =
            compose::select(&source, &request, gauge.as_ref()).map_err(|error| self.nothing(error))?;
        self.check_holes(context, &source, &parts)?;
        let Some(output) = self.file() else {
            let files = self.compose(context, &source, &parts, &request, Path::new("."))?;
            return report::print(context, &files);
        };
        let target = Target::new(output, &source)?;
        let files = self.compose(context, &source, &parts, &request, &target.directory)?;
        let output = Output::new(&target, files)?;
        if self.check {
            return difference::check(context, &output);
        }
        prepare(context, &target)?;
        report::write(context, &output, report::verb(context))
    }

    /// Where it is written to, unless that is stdout.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|output| *output != Path::new("-"))
    }

    /// What is wrong with the flags for this source.
    fn check_source(&self, source: &Source) -> anyhow::Result<()> {
        if matches!(source.layout, Layout::Stream(_)) && self.file().is_none() {
            return Err(usage(format!(
                "{} is a stream, and its playlists are several files: name a directory with -o DIR/",
                self.source.display()
            )));
        }
        if self.holes == Missing::Gap && self.file().is_none() {
            let message = "--holes gap writes gap.ts beside the playlist, so name the playlist with -o FILE";
            return Err(usage(message));
        }
        if matches!(source.layout, Layout::Flat { .. }) && (self.start.is_some() || self.end.is_some()) {
            let message = "nothing tells when the segments of a flat directory were recorded, so --start and --end \
                           mean nothing there";
            return Err(usage(message));
        }
        Ok(())
    }

    fn request(&self, now: Time) -> anyhow::Result<Request> {
        let time = |flag: &str, text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => {
                Time::parse(text, now).map(Some).map_err(|error| usage(format!("--{flag}: {error}")))
            }
        };
        if let Some(base) = &self.base_url {
            Uri::below(base, &["x"]).map_err(|error| usage(format!("--base-url: {error}")))?;
        }
        let (start, end) = (time("start", &self.start)?, time("end", &self.end)?);
        let asked = Asked { start, end, window: None };
        asked.check(Span::from_micros(u64::MAX)).map_err(|error| usage(error.to_string()))?;
        let holes = if self.holes == Missing::Gap { Holes::Gap } else { Holes::Discontinuity };
        Ok(Request { start, end, kind: Kind::Vod, holes })
    }

    fn check_holes(&self, context: &Context, source: &Source, parts: &[Part<'_>]) -> anyhow::Result<()> {
        let is_there = |name: &str| parts.iter().any(|part| part.name == name);
        let missing: Vec<&str> =
            source.variants().map(|(name, _)| name).filter(|name| !is_there(name)).collect();
        let losses: Vec<(String, Span)> = parts.iter().flat_map(Part::losses).collect();
        let holes = parts.iter().map(|part| part.holes.len()).sum::<usize>() + missing.len() + losses.len();
        if self.holes != Missing::Fail || holes == 0 {
            return Ok(());
        }
        for name in missing {
            context.ui.note(format!("{name}: nothing at all"));
        }
        for part in parts {
            for hole in &part.holes {
                context.ui.note(format!("{}: nothing from {hole}", part.name));
            }
        }
        for (name, lost) in losses {
            context.ui.note(format!("nothing for {lost} before {name}"));
        }
        let message = format!("{} in the range, so nothing was written", count(holes, "hole"));
        Err(Failure::new(Exit::Found, message)
            .hint("--holes discontinuity writes the playlist and marks them in it")
            .into())
    }

    /// The playlists, for players that find them in `directory`.
    fn compose(
        &self,
        context: &Context,
        source: &Source,
        parts: &[Part<'_>],
        request: &Request,
        directory: &Path,
    ) -> anyhow::Result<Vec<Composed>> {
        Ok(compose::compose(source, parts, request, &self.ways(context, source, directory)?)?)
    }

    /// The ways from a directory to the segments.
    fn ways(&self, context: &Context, source: &Source, directory: &Path) -> anyhow::Result<ways::From> {
        let ways = ways::From::new(directory, source, self.base_url.as_deref(), self.absolute)?;
        let variant = source.variants().next().map_or("", |(name, _)| name);
        if ways.are_encoded(variant) {
            context.ui.warn(
                "the way to the segments has characters that URIs cannot hold as they are; browsers decode \
                 them, but ffmpeg will not find the files by such a playlist unless it comes over HTTP",
            );
        }
        Ok(ways)
    }
}

/// Makes the directory that playlists go to, if it is to be made.
fn prepare(context: &Context, target: &Target) -> anyhow::Result<()> {
    if context.is_dry_run && !target.is_new_directory && !target.directory.is_dir() {
        let message = format!("cannot write into {}: there is no such directory", target.directory.display());
        return Err(Failure::new(Exit::Local, message).into());
    }
    if target.is_new_directory && !context.is_dry_run {
        fs::create_dir_all(&target.directory)
            .with_context(|| format!("cannot create {}", target.directory.display()))?;
    }
    Ok(())
}

/// Reads a length of time, which may be nothing.
fn span(text: &str) -> Result<Span, String> {
    // Nothing needs no unit.
    if text == "0" { Ok(Span::ZERO) } else { Span::parse(text).map_err(|error| error.to_string()) }
}

/// Says what to type instead of a directory that is no source.
fn advise(error: SourceError) -> anyhow::Error {
    match &error {
        SourceError::Root { example, .. } => Failure::new(Exit::Local, error.to_string())
            .hint(format!("streamctl playlist write {} -o DIR/", example.display()))
            .into(),
        _ => error.into(),
    }
}
