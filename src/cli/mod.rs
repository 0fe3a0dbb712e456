//! What a person typed becomes one call into the rooms below, and what they answer becomes what is read.
//!
//! One file a command: its arguments above, its run below. `anyhow` lives here and nowhere else.

mod cache;
mod cloud;
mod completions;
mod config;
mod global;
mod hub;
mod link;
mod man;
mod playlist;
mod serve;
mod shell;
mod size;
mod stream;
#[cfg(test)]
mod tests;
mod when;

use std::cell::OnceCell;
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use clap::error::ErrorKind as ClapErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use crate::cli::global::Global;
use crate::config::{Config, ConfigError, Flags};
use crate::exit::{Exit, Failure};
use crate::time::Time;
use crate::ui::{ColorChoice, Format, Ui};

/// Live streams from a shell
///
/// Operates streams in the Pili cloud; writes HLS playlists from a local archive of recorded segments, and serves
/// such an archive over HTTP.
#[derive(Debug, Parser)]
#[command(name = "streamctl", version, max_term_width = 100, after_long_help = EXIT_CODES)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0    done, or already in the wanted state
  1    anything else: a request the server calls bad, a cloud job that failed
  2    usage: flags, arguments, times
  3    configuration missing, invalid or unsafe
  4    credentials rejected
  5    not found
  6    conflict: it is there already
  7    state: offline, no data in that range, a publish mode that cannot be signed
  8    temporary, after the retries: safe to run again
  9    the outcome is unknown, or --wait-timeout passed
  10   some of several failed
  11   confirmation needed, and there is no terminal
  12   local input or output: unreadable directory, port in use, disk full
  13   a check found something (playlist check, --check, --holes fail, --fail-on-holes)
  130  interrupted
  143  terminated";

#[derive(Debug, Subcommand)]
enum Command {
    /// Hubs of the Pili cloud, and who is on air
    #[command(subcommand)]
    Hub(hub::Command),
    /// Streams in the Pili cloud
    #[command(subcommand)]
    Stream(stream::Command),
    /// HLS playlists from recorded segments on disk
    #[command(subcommand)]
    Playlist(playlist::Command),
    Serve(serve::Serve),
    Link(link::Link),
    /// The configuration: make one, see what counts and why, and what is wrong
    #[command(subcommand)]
    Config(config::Command),
    Completions(completions::Completions),
    Man(man::Man),
}

/// What every command is handed.
struct Context {
    ui: Ui,
    /// `--profile`.
    profile: Option<String>,
    /// `--hub`.
    hub: Option<String>,
    /// `--api`.
    api: Option<String>,
    config: Option<PathBuf>,
    /// `--state-dir`.
    state_dir: Option<PathBuf>,
    /// What the configuration says, read once: a file that was named may be a pipe.
    loaded: OnceCell<Config>,
    is_dry_run: bool,
    /// Whether every question is answered with yes.
    is_yes: bool,
    /// The longest time to connect, to wait for an answer, and of silence within one.
    timeout: Duration,
    /// How often to try again.
    retries: u32,
    /// The moment the run began: what `now` means in its arguments.
    now: Time,
}

impl Context {
    /// What the configuration says.
    fn config(&self) -> Result<&Config, ConfigError> {
        if let Some(loaded) = self.loaded.get() {
            return Ok(loaded);
        }
        let config = Config::load(self.config.as_deref())?;
        Ok(self.loaded.get_or_init(|| config))
    }

    /// What the command line says of the cloud.
    fn flags(&self) -> Flags<'_> {
        Flags { profile: self.profile.as_deref(), hub: self.hub.as_deref(), api: self.api.as_deref() }
    }

    /// The directory for what must survive a restart, whether or not it is there; none if nobody named one
    /// and there is no home.
    fn state_dir(&self) -> Option<PathBuf> {
        let platform = || dirs::state_dir().or_else(dirs::data_local_dir);
        self.state_dir.clone().or_else(|| Some(platform()?.join("streamctl")))
    }
}

/// The definition of the whole command line, from which completions and man pages are made.
fn definition() -> clap::Command {
    Cli::command()
}

/// Runs the program with these arguments, the first being its name; tells how it ended.
pub fn run<I>(args: I) -> ExitCode
where
    I: IntoIterator<Item = OsString>,
{
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error, &args).into(),
    };
    let global = cli.global;
    let ui = Ui::new(global.asked_format(), global.quiet, global.color);
    let is_server = matches!(cli.command, Command::Serve(_));
    start_logging(global.quiet, global.verbose, global.color, is_server);
    let context = Context {
        ui,
        is_dry_run: global.dry_run,
        is_yes: global.yes,
        timeout: global.timeout(),
        retries: global.retries,
        profile: global.profile,
        hub: global.hub,
        api: global.api,
        config: global.config,
        state_dir: global.state_dir,
        loaded: OnceCell::new(),
        now: Time::from_system(SystemTime::now()),
    };
    // A file that was named must be right, whether or not the command has a use for it; but for those whose work
    // it is to say what is wrong, or to make one.
    let must_be_right = context.config.is_some() && !matches!(cli.command, Command::Config(_));
    let named = if must_be_right { context.config().map(drop) } else { Ok(()) };
    let ended = named.map_err(Into::into).and_then(|()| match cli.command {
        Command::Hub(command) => command.run(&context),
        Command::Stream(command) => command.run(&context),
        Command::Playlist(command) => command.run(&context),
        Command::Serve(command) => command.run(&context),
        Command::Link(command) => command.run(&context),
        Command::Config(command) => command.run(&context),
        Command::Completions(command) => command.run(&context),
        Command::Man(command) => command.run(&context),
    });
    match ended {
        Ok(exit) => exit.into(),
        Err(error) if is_closed_pipe(&error) => Exit::Done.into(),
        Err(error) => {
            let failure = Failure::of(&error);
            ui.error(&failure);
            failure.exit.into()
        }
    }
}

/// Tells what is wrong with the arguments; or prints the help or version they asked for.
fn refuse(error: &clap::Error, args: &[OsString]) -> Exit {
    let asks = matches!(error.kind(), ClapErrorKind::DisplayHelp | ClapErrorKind::DisplayVersion);
    let is_json = args.iter().zip(args.iter().skip(1).map(Some).chain([None])).any(|(arg, next)| {
        let is_json = |value: &OsString| value == "json" || value == "jsonl";
        arg == "--json"
            || arg == "--format=json"
            || arg == "--format=jsonl"
            || (arg == "--format" && next.is_some_and(is_json))
    });
    if !asks && is_json {
        let text = error.render().to_string();
        // The message, and what it is about; after an empty line follow hints for people.
        let lines = text.lines().map(str::trim).take_while(|line| !line.is_empty());
        let mut message = lines.collect::<Vec<_>>().join(" ");
        if error.kind() == ClapErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
            // It is the help, and says what the command is for.
            "a command requires a subcommand".clone_into(&mut message);
        }
        let ui = Ui::new(Some(Format::Json), false, ColorChoice::Never);
        let failure = Failure::new(Exit::Usage, message.trim_start_matches("error: "));
        ui.error(&failure.hint("see streamctl --help"));
        return Exit::Usage;
    }
    // A closed pipe is the only way this fails.
    let _ = error.print();
    if asks { Exit::Done } else { Exit::Usage }
}

/// Logs go to stderr: warnings, with -v what is done, with -vv everything. A server's lines carry the time.
fn start_logging(quiet: bool, verbose: u8, color: ColorChoice, is_server: bool) {
    use tracing::level_filters::LevelFilter;
    use tracing_subscriber::filter::Targets;
    use tracing_subscriber::layer::SubscriberExt as _;
    use tracing_subscriber::util::SubscriberInitExt as _;
    let level = match (quiet, verbose) {
        (true, _) => LevelFilter::ERROR,
        (false, 0) => LevelFilter::WARN,
        (false, 1) => LevelFilter::INFO,
        (false, 2) => LevelFilter::DEBUG,
        (false, _) => LevelFilter::TRACE,
    };
    let logs = tracing_subscriber::fmt()
        .with_writer(serve::log::writer)
        // It would be told on stderr, which is what has failed, and panic.
        .log_internal_errors(false)
        .with_ansi(color.for_stderr())
        .with_target(false)
        .with_max_level(level);
    // It tells of every frame, of what is in them, and at any client's will.
    let targets = Targets::new().with_default(level).with_target("h2", LevelFilter::OFF);
    // An error means that logging has begun already, in a process that runs this twice.
    let _ = if is_server {
        logs.finish().with(targets).try_init()
    } else {
        logs.without_time().finish().with(targets).try_init()
    };
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}

/// A wrong argument.
fn usage(message: impl Into<String>) -> anyhow::Error {
    Failure::new(Exit::Usage, message).into()
}
