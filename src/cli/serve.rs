//! `streamctl serve`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, anyhow};
use clap::Args;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::archive::Archive;
use crate::cli::{Context, usage};
use crate::demo::Demo;
use crate::exit::{Exit, Failure};
use crate::playlist::range::DEFAULT_MAX_RANGE;
use crate::server::{self, Settings};
use crate::time::{Span, Time};
use crate::ui::Format;

/// Where the server listens unless told otherwise.
const DEFAULT_LISTEN: &str = "127.0.0.1:8000";
/// How long the demo waits after a failure to write.
const RETRY: Span = Span::from_secs(2);

/// Serve recordings over HTTP: playlists, segments and a page that plays them
///
/// ROOT is an archive of recordings: ROOT/STREAM/VARIANT/YYYY-MM-DDTHH/SEGMENT.ts. When the server listens it
/// prints its URL on stdout. On SIGTERM it lets the answers under way finish, and ends.
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
    #[arg(long, value_name = "DURATION", default_value_t = DEFAULT_MAX_RANGE, value_parser = parse_span)]
    max_range: Span,
}

fn parse_span(text: &str) -> Result<Span, String> {
    match Span::parse(text) {
        Ok(Span::ZERO) => Err("it must be more than nothing".to_owned()),
        Ok(span) => Ok(span),
        Err(error) => Err(error.to_string()),
    }
}

impl Serve {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let recorder = if self.demo && !context.is_dry_run { Some(Recorder::start()?) } else { None };
        let root = match &recorder {
            Some(recorder) => &recorder.root,
            None => self.root.as_deref().or(config.root.as_deref()).unwrap_or(Path::new(".")),
        };
        let archive = Archive::open(root)?;
        let listen = self.listen.clone().or(config.listen).unwrap_or_else(|| DEFAULT_LISTEN.to_owned());
        let settings = Settings { archive, max_range: self.max_range };
        let runtime = tokio::runtime::Runtime::new().context("cannot start the server's threads")?;
        let exit = runtime.block_on(serve(context, &listen, settings));
        // Readers of a slow disk must not hold up the end.
        runtime.shutdown_background();
        exit
    }
}

async fn serve(context: &Context, listen: &str, settings: Settings) -> anyhow::Result<Exit> {
    let listener = TcpListener::bind(listen).await.map_err(|error| cannot_listen(listen, &error))?;
    let url = format!("http://{}/", listener.local_addr()?);
    if context.is_dry_run {
        context.ui.note(format!("would serve {} at {url}", settings.archive.root().display()));
        return Ok(Exit::Done);
    }
    // Handled from before the URL is told: whoever reads it may end the server at once.
    let signals = Signals::handle()?;
    match context.ui.format() {
        Format::Json | Format::Jsonl => context.ui.data(&format!("{}\n", json!({ "url": url })))?,
        Format::Table | Format::Plain => context.ui.data(&format!("{url}\n"))?,
    }
    tracing::info!("serving {}", settings.archive.root().display());
    tokio::select! {
        () = server::serve(listener, settings, signals.wait_for(1)) => {}
        () = signals.wait_for(2) => tracing::warn!("ended before all answers were finished"),
    }
    Ok(signals.exit())
}

/// The signals that end a server: the first lets it finish its answers, the second does not.
struct Signals(watch::Receiver<(usize, Exit)>);

impl Signals {
    fn handle() -> std::io::Result<Self> {
        let (tell, told) = watch::channel((0, Exit::Done));
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let mut hang_up = signal(SignalKind::hangup())?;
        tokio::spawn(async move {
            loop {
                let exit = tokio::select! {
                    _ = interrupt.recv() => Exit::Interrupted,
                    _ = terminate.recv() => Exit::Done,
                    _ = hang_up.recv() => Exit::Done,
                };
                tell.send_modify(|(count, last)| {
                    *count += 1;
                    *last = exit;
                });
            }
        });
        Ok(Self(told))
    }

    /// Ready when so many signals have come.
    async fn wait_for(&self, signals: usize) {
        let mut told = self.0.clone();
        if told.wait_for(|(count, _)| *count >= signals).await.is_err() {
            // Nobody will ever signal: the runtime is ending anyway.
            std::future::pending::<()>().await;
        }
    }

    /// How the run ends, by the last signal.
    fn exit(&self) -> Exit {
        self.0.borrow().1
    }
}

/// A thread that records the demo for as long as this lives.
struct Recorder {
    root: PathBuf,
    /// Dropped to end the thread.
    going_on: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Recorder {
    fn start() -> anyhow::Result<Self> {
        let now = || Time::from_system(SystemTime::now());
        let mut demo = Demo::start(now()).context("cannot record the demo")?;
        let root = demo.root().to_owned();
        let (going_on, ended) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            loop {
                let due = demo.advance(now()).unwrap_or_else(|error| {
                    tracing::error!("the demo's recording has a hole: {error}");
                    now() + RETRY
                });
                let wait = Duration::from_micros(due.since(now()).micros());
                if ended.recv_timeout(wait) == Err(RecvTimeoutError::Disconnected) {
                    // Its files go with it.
                    break drop(demo);
                }
            }
        });
        Ok(Self { root, going_on: Some(going_on), thread: Some(thread) })
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        drop(self.going_on.take());
        if let Some(Err(_)) = self.thread.take().map(JoinHandle::join) {
            tracing::error!("the demo's recorder failed; {} may be left over", self.root.display());
        }
    }
}

fn cannot_listen(listen: &str, error: &std::io::Error) -> anyhow::Error {
    let message = format!("cannot listen on {listen}: {error}");
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
