//! `streamctl serve`.

mod access;
mod activation;
mod front;
pub(super) mod log;
mod recorder;
pub(super) mod signals;
mod systemd;
mod tls;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use clap::Args;
use serde_json::json;
use tokio::net::TcpListener;

use crate::archive::Archive;
use crate::cli::serve::access::AccessFlags;
use crate::cli::serve::front::FrontArgs;
use crate::cli::serve::log::Log;
use crate::cli::serve::recorder::Recorder;
use crate::cli::serve::signals::Signals;
use crate::cli::serve::systemd::Manager;
use crate::cli::serve::tls::TlsFiles;
use crate::cli::{Context, cache, size, usage, when};
use crate::config::{Config, DEFAULT_LISTEN, DEFAULT_ROOT};
use crate::exit::{Exit, Failure};
use crate::playlist::measure::Gauge;
use crate::playlist::range::DEFAULT_MAX_RANGE;
use crate::playlist::source::{Layout, Source};
use crate::server::{self, Reloader, Settings};
use crate::time::Span;
use crate::ui::Format;

/// How long answers that are given up at the end may take to tell of it.
const LAST_LINES: Duration = Duration::from_millis(500);

/// Serve recordings over HTTP: playlists, segments and a page that plays them
///
/// ROOT is an archive of recordings: ROOT/STREAM/VARIANT/YYYY-MM-DDTHH/SEGMENT.ts. When the server listens it
/// prints its URL on stdout. On SIGHUP it reads again what it has read from files; on SIGTERM it lets the answers under
/// way finish, and ends.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The archive [default: the configuration's, else the current directory]
    #[arg(value_name = "ROOT")]
    root: Option<PathBuf>,
    /// Serve a built-in clip, recorded as a live stream into a temporary archive, with an hour of it to go back
    #[arg(long, conflicts_with = "root")]
    demo: bool,
    /// The address to listen on; port 0 picks one that is free [default: the configuration's, else 127.0.0.1:8000]
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// The longest range that a playlist may be asked for
    #[arg(long, value_name = "DURATION", default_value_t = DEFAULT_MAX_RANGE, value_parser = when::positive_span)]
    max_range: Span,
    /// Open every segment before it is first listed, and list durations, discontinuities and codecs as they really are
    #[arg(long)]
    measure: bool,
    /// How many connections may be open at once; further ones wait
    #[arg(long, value_name = "N", default_value = "10000", value_parser = clap::value_parser!(u32).range(1..))]
    max_connections: u32,
    /// How much of the segments that many ask for is kept in memory, in bytes or as 64M; 0 for none
    #[arg(long, value_name = "BYTES", default_value = "64M", value_parser = size::bytes)]
    cache_size: u64,
    #[command(flatten)]
    access: AccessFlags,
    #[command(flatten)]
    front: FrontArgs,
    #[command(flatten)]
    tls: TlsFiles,
    #[command(flatten)]
    log: log::Flags,
}

impl Serve {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        // Both before there are other threads.
        let passed = activation::take(self.listen.as_deref())?;
        let log = log::Log::start()?;
        let runtime = tokio::runtime::Runtime::new().context("cannot start the server's threads")?;
        let exit = runtime.block_on(self.serve(context, config, passed, &log));
        // Answers that are given up have their lines too; readers of a slow disk must not hold up the end.
        runtime.shutdown_timeout(LAST_LINES);
        drop(log);
        exit
    }

    async fn serve(
        &self,
        context: &Context,
        config: &Config,
        passed: Option<std::net::TcpListener>,
        log: &Log,
    ) -> anyhow::Result<Exit> {
        // Before anything is there that a signal could leave behind.
        let signals = Signals::handle(self.demo)?;
        let front = self.front.front()?;
        let tls = self.tls.open()?;
        let access = self.access.open(context, config)?;
        let listener = match passed {
            Some(listener) => TcpListener::from_std(listener)?,
            None => self.listen(config).await?,
        };
        self.access.warn_of_plain_text(context, listener.local_addr()?, tls.is_some());
        let scheme = if tls.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://{}{}", listener.local_addr()?, front.prefix);
        if context.is_dry_run && self.demo {
            context.ui.note(format!("would record a demo and serve it at {url}"));
            return Ok(Exit::Done);
        }
        let recorder =
            if self.demo { Some(tokio::task::spawn_blocking(Recorder::start).await??) } else { None };
        if signals.has_come() {
            return Ok(signals.exit());
        }
        let archive = match &recorder {
            Some(recorder) => Archive::open(recorder.root())?,
            None => self.archive(context, config)?,
        };
        let root = archive.root().to_owned();
        if context.is_dry_run {
            context.ui.note(format!("would serve {} at {url}", root.display()));
            return Ok(Exit::Done);
        }
        match context.ui.format() {
            Format::Json | Format::Jsonl => context.ui.data(&format!("{}\n", json!({ "url": url })))?,
            Format::Table | Format::Plain => context.ui.data(&format!("{url}\n"))?,
        }
        tracing::info!("serving {}", root.display());
        // The demo's archive is another one each time.
        let state = if self.demo { None } else { context.state_dir() };
        if state.is_none() && !self.demo {
            tracing::warn!(
                "there is no HOME for a state directory, so the next start numbers live playlists anew: name one \
                 with --state-dir"
            );
        }
        let (reloader, reloads) = Reloader::new();
        let settings = Settings {
            operation: log.operation(self.log, reloads),
            max_range: self.max_range,
            state,
            max_connections: self.max_connections as usize,
            gauge: self.gauge(),
            cache_size: self.cache_size,
            tls,
            front,
            access,
            ..Settings::new(archive)
        };
        let manager = Manager::from_env(&format!("serving {} at {url}", root.display()));
        manager.tell_ready().await;
        let stop = async {
            signals.wait_for(1).await;
            manager.tell_stopping().await;
        };
        tokio::select! {
            never = manager.attend(&signals, &reloader) => match never {},
            () = server::serve(listener, settings, stop) => {}
            () = signals.wait_for(2) => tracing::warn!("ended before all answers were finished"),
        }
        Ok(signals.exit())
    }

    /// What measures segments, if that is wanted. The demo's are others each time.
    fn gauge(&self) -> Option<Gauge> {
        let cache = if self.demo { None } else { cache::directory() };
        if self.measure && cache.is_none() && !self.demo {
            tracing::warn!(
                "there is no HOME for a cache, so the next start measures every segment anew: name one with \
                 XDG_CACHE_HOME"
            );
        }
        self.measure.then(|| Gauge::lasting(cache))
    }

    async fn listen(&self, config: &Config) -> anyhow::Result<TcpListener> {
        let listen = self.listen.as_deref().or(config.listen.as_deref()).unwrap_or(DEFAULT_LISTEN);
        TcpListener::bind(listen).await.map_err(|error| {
            let message = format!("cannot listen on {listen}: {error}");
            match (&self.listen, &config.file) {
                (None, Some(file)) if error.kind() == ErrorKind::InvalidInput => {
                    let message = format!("{}: serve.listen: {message}", file.display());
                    Failure::new(Exit::Config, message).hint(format!("write \"{DEFAULT_LISTEN}\"")).into()
                }
                _ => cannot_listen(message, &error),
            }
        })
    }

    fn archive(&self, context: &Context, config: &Config) -> anyhow::Result<Archive> {
        let root = self.root.as_deref().or(config.root.as_deref()).unwrap_or(Path::new(DEFAULT_ROOT));
        let archive = Archive::open(root);
        let archive = match (&self.root, &config.file) {
            (None, Some(file)) if config.root.is_some() => {
                archive.with_context(|| format!("{}: serve.root", file.display()))?
            }
            _ => archive?,
        };
        // A common slip, after which everything seems to work and nothing is there.
        if let Ok(source) = Source::open(root) {
            let what = match source.layout {
                Layout::Variant { .. } => "one variant",
                Layout::Stream(_) => "one stream",
                Layout::Flat { .. } => "segments without their hours",
            };
            context.ui.warn(format!(
                "{} looks like {what}: ROOT is the directory that the streams are in",
                root.display()
            ));
        }
        Ok(archive)
    }
}

fn cannot_listen(message: String, error: &std::io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::InvalidInput => usage(format!("{message}: write HOST:PORT, such as {DEFAULT_LISTEN}")),
        ErrorKind::AddrInUse => Failure::new(Exit::Local, message)
            .hint("another program has that port: --listen 127.0.0.1:0 picks one that is free")
            .into(),
        ErrorKind::PermissionDenied => Failure::new(Exit::Local, message)
            .hint("ports below 1024 are the system's: take a higher one, and a proxy in front of it")
            .into(),
        _ => anyhow!(Failure::new(Exit::Local, message)),
    }
}
