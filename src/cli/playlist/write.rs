//! `streamctl playlist write`.

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::cli::playlist::target::{Target, not_utf8, way};
use crate::cli::{Context, usage};
use crate::exit::{Exit, Failure};
use crate::file;
use crate::hls::{Kind, Uri};
use crate::playlist::compose::{self, ComposeError, Composed, Part, Request};
use crate::playlist::links::Links;
use crate::playlist::media::Hole;
use crate::playlist::range::Asked;
use crate::playlist::source::{Layout, Source, SourceError};
use crate::time::{Span, Time};
use crate::ui::Format;

/// Write the playlist of a variant, or all playlists of a stream
///
/// SOURCE is a variant's directory in an archive of recordings (ROOT/STREAM/VARIANT, with a directory of
/// segments for every hour), or a stream's (ROOT/STREAM, with its variants). For a variant OUT is a file, by
/// default stdout; for a stream it is a directory that gets master.m3u8 and a playlist for every variant.
/// Files are replaced whole: a player never reads half of one.
#[derive(Debug, Args)]
pub(in crate::cli) struct Write {
    /// A variant's or a stream's directory
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
    /// vod: complete as it is; event: may grow, and is complete once --end has passed (for recordings that only grow at their end)
    #[arg(long = "type", value_name = "TYPE", default_value = "vod", hide_possible_values = true)]
    kind: Type,
    /// Begin every segment's URI with this instead of the way from OUT
    #[arg(long, value_name = "URL", conflicts_with = "absolute")]
    base_url: Option<String>,
    /// Write absolute file paths
    #[arg(long)]
    absolute: bool,
    /// Where segments are missing: discontinuity marks it in the playlist, fail writes nothing and exits 13
    #[arg(long, value_name = "HOW", default_value = "discontinuity", hide_possible_values = true)]
    holes: Holes,
    /// Write nothing; exit 13 and print a diff if OUT is not what would be written
    #[arg(long, requires = "output")]
    check: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Type {
    Vod,
    Event,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Holes {
    Discontinuity,
    Fail,
}

impl Write {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let request = self.request(context.now)?;
        let source = Source::open(&self.source).map_err(advise)?;
        let output = self.output.as_deref().filter(|output| *output != Path::new("-"));
        if matches!(source.layout, Layout::Stream(_)) && output.is_none() {
            return Err(usage(format!(
                "{} is a stream, and its playlists are several files: name a directory with -o DIR/",
                self.source.display()
            )));
        }
        let parts = compose::select(&source, &request).map_err(|error| match error {
            ComposeError::Nothing => anyhow!(error).context(self.source.display().to_string()),
            error => error.into(),
        })?;
        self.check_holes(context, &source, &parts)?;
        let Some(output) = output else {
            let files = self.compose(context, &source, &parts, &request, Path::new("."))?;
            return print(context, &files, &parts);
        };
        let target = Target::new(output, &source)?;
        let files = self.compose(context, &source, &parts, &request, &target.directory)?;
        let files: Vec<(PathBuf, Composed)> =
            files.into_iter().map(|file| (target.path(&file.name), file)).collect();
        if self.check {
            return check(context, &files);
        }
        if context.is_dry_run && !target.is_new_directory && !target.directory.is_dir() {
            let message =
                format!("cannot write into {}: there is no such directory", target.directory.display());
            return Err(Failure::new(Exit::Local, message).into());
        }
        if target.is_new_directory && !context.is_dry_run {
            fs::create_dir_all(&target.directory)
                .with_context(|| format!("cannot create {}", target.directory.display()))?;
        }
        write(context, &files, &parts)
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
        let kind = match self.kind {
            Type::Vod => Kind::Vod,
            Type::Event => Kind::Event { ended: end.is_some_and(|end| end <= now) },
        };
        Ok(Request { start, end, kind })
    }

    fn check_holes(&self, context: &Context, source: &Source, parts: &[Part]) -> anyhow::Result<()> {
        let is_there = |name: &str| parts.iter().any(|part| part.name == name);
        let missing: Vec<&str> =
            source.variants().map(|(name, _)| name).filter(|name| !is_there(name)).collect();
        let holes = parts.iter().map(|part| part.holes.len()).sum::<usize>() + missing.len();
        if self.holes != Holes::Fail || holes == 0 {
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
        parts: &[Part],
        request: &Request,
        directory: &Path,
    ) -> anyhow::Result<Vec<Composed>> {
        let way = match (&self.base_url, self.absolute) {
            (None, false) => Some(way(directory, source.archive.root())?),
            _ => None,
        };
        let root = match source.archive.root().to_str() {
            Some(root) => root.trim_end_matches('/'),
            None if self.absolute => return Err(not_utf8(source.archive.root())),
            None => "",
        };
        let links = |variant: &str| {
            let below = match &source.layout {
                Layout::Variant { .. } => Vec::new(),
                Layout::Stream(_) => vec![variant.to_owned()],
            };
            match (&self.base_url, &way) {
                (Some(base), _) => Links::Below { base: base.clone(), names: below },
                (None, None) => {
                    let names = [root].into_iter().chain(below.iter().map(String::as_str));
                    Links::Absolute { directory: names.collect::<Vec<_>>().join("/") }
                }
                (None, Some((up, names))) => {
                    Links::Relative { up: *up, names: names.iter().cloned().chain(below).collect() }
                }
            }
        };
        if self.base_url.is_none() && is_encoded(&links(&parts[0].name)) {
            context.ui.warn(
                "the way to the segments has characters that URIs cannot hold as they are; browsers decode \
                 them, but ffmpeg will not find the files by such a playlist unless it comes over HTTP",
            );
        }
        Ok(compose::compose(source, parts, request, links)?)
    }
}

fn print(context: &Context, files: &[Composed], parts: &[Part]) -> anyhow::Result<Exit> {
    if matches!(context.ui.format(), Format::Json | Format::Jsonl) {
        let items: Vec<Value> = files
            .iter()
            .map(|file| {
                let mut item = describe(file, parts);
                item["playlist"] = json!(file.text);
                item
            })
            .collect();
        context.ui.items(&items, |_| Vec::new())?;
    } else {
        for file in files {
            context.ui.data(&file.text)?;
        }
    }
    Ok(Exit::Done)
}

fn write(context: &Context, files: &[(PathBuf, Composed)], parts: &[Part]) -> anyhow::Result<Exit> {
    let mut items = Vec::with_capacity(files.len());
    for (path, file) in files {
        if !context.is_dry_run {
            file::replace(path, &file.text).with_context(|| format!("cannot write {}", path.display()))?;
        }
        let mut item = describe(file, parts);
        let mut told =
            format!("{} {}", if context.is_dry_run { "would write" } else { "wrote" }, path.display());
        if file.variant.is_some() {
            let holes = item["holes"].as_array().map_or(0, Vec::len);
            let (segments, holes) = (count(file.segments, "segment"), count(holes, "hole"));
            let _ = write!(told, ": {segments}, {}, {holes}", file.duration);
        }
        context.ui.note(told);
        item["path"] = json!(path.to_string_lossy());
        items.push(item);
    }
    context.ui.items(&items, |item| {
        let column = |key: &str| match &item[key] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        ["path", "segments", "duration"].map(column).to_vec()
    })?;
    Ok(Exit::Done)
}

/// So many things, in words: `1 hole`, `2 holes`.
fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// What machines are told of a file; durations are in seconds. A master playlist has no variant.
fn describe(file: &Composed, parts: &[Part]) -> Value {
    let Some(part) = parts.iter().find(|part| file.variant.as_ref() == Some(&part.name)) else {
        return json!({ "variant": null });
    };
    let hole = |hole: &Hole| json!({ "start": hole.from.to_string(), "end": hole.to.to_string() });
    let micros = file.duration.micros();
    let seconds = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000).parse::<serde_json::Number>();
    json!({
        "variant": part.name,
        "segments": file.segments,
        "duration": seconds.ok(),
        "holes": part.holes.iter().map(hole).collect::<Vec<_>>(),
    })
}

/// Compares what is there with what would be written.
fn check(context: &Context, files: &[(PathBuf, Composed)]) -> anyhow::Result<Exit> {
    let mut differing = 0;
    for (path, file) in files {
        let there = match fs::read(path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                context.ui.note(format!("{} does not exist", path.display()));
                differing += 1;
                continue;
            }
            Err(error) => return Err(anyhow!(error).context(format!("cannot read {}", path.display()))),
        };
        if there != file.text {
            differing += 1;
            // A program that reads JSON is told that there is a difference, not shown it.
            if matches!(context.ui.format(), Format::Json | Format::Jsonl) {
                continue;
            }
            let (old, new) = (path.display().to_string(), "as it would be written");
            let diff = similar::TextDiff::configure()
                .timeout(std::time::Duration::from_secs(5))
                .diff_lines(&there, &file.text)
                .unified_diff()
                .header(&old, new)
                .to_string();
            context.ui.data(&diff)?;
        }
    }
    if differing == 0 {
        return Ok(Exit::Done);
    }
    let verb = if differing == 1 { "is" } else { "are" };
    let message = format!("{} {verb} not what would be written", count(differing, "playlist"));
    Err(Failure::new(Exit::Found, message).hint("the same command without --check writes them").into())
}

/// Whether the URIs of these links need percent-encoding. The names of hours and segments never do.
fn is_encoded(links: &Links) -> bool {
    links.hour(Time::MIN).is_ok_and(|uri| uri.is_percent_encoded())
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
