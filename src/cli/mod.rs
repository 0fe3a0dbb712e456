//! What a person typed becomes one call into the rooms below, and what they answer becomes what is read.
//!
//! One file a command: its arguments above, its run below. `anyhow` lives here and nowhere else.

mod completions;
mod man;
mod playlist;
mod serve;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::error::ErrorKind as ClapErrorKind;
use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand};

use crate::config::Config;
use crate::exit::{self, Exit, Failure};
use crate::time::Time;
use crate::ui::{ColorChoice, Format, Ui};

/// Live streams from a shell
///
/// Writes HLS playlists from a local archive of recorded segments, and serves such an archive over HTTP.
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
  1    anything else
  2    usage: flags, arguments, times
  3    configuration missing or invalid
  7    no data in that range
  12   local input or output: unreadable directory, port in use, disk full
  13   a check found something (--check, --holes fail, --fail-on-holes)
  130  interrupted";

/// The flags of every command, accepted before and after its name.
#[derive(Debug, Args)]
struct Global {
    /// Read this configuration file
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    config: Option<PathBuf>,
    /// How data is printed
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        default_value = "table",
        hide_default_value = true,
        hide_possible_values = true,
        help = "How data is printed: table, plain, json or jsonl",
        help_heading = "Global options"
    )]
    format: Format,
    /// Short for --format json
    #[arg(long, global = true, conflicts_with = "format", help_heading = "Global options")]
    json: bool,
    /// Say nothing on success
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Global options")]
    quiet: bool,
    /// Say more, with every repetition
    #[arg(short, long, global = true, action = ArgAction::Count, help_heading = "Global options")]
    verbose: u8,
    /// Colour messages: auto, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "Global options"
    )]
    color: ColorChoice,
    /// Check everything and say what would be done, but change nothing
    #[arg(short = 'n', long, global = true, help_heading = "Global options")]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// HLS playlists from recorded segments on disk
    #[command(subcommand)]
    Playlist(playlist::Command),
    Serve(serve::Serve),
    Completions(completions::Completions),
    Man(man::Man),
}

/// What every command is handed.
struct Context {
    ui: Ui,
    config: Option<PathBuf>,
    is_dry_run: bool,
    /// The moment the run began: what `now` means in its arguments.
    now: Time,
}

impl Context {
    fn config(&self) -> anyhow::Result<Config> {
        Ok(Config::load(self.config.as_deref())?)
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
    let Global { config, format, json, quiet, verbose, color, dry_run } = cli.global;
    let format = if json { Format::Json } else { format };
    let ui = Ui::new(format, quiet, color);
    start_logging(quiet, verbose, color, matches!(cli.command, Command::Serve(_)));
    let context = Context { ui, config, is_dry_run: dry_run, now: Time::from_system(SystemTime::now()) };
    // A file that was named must be right, whether or not the command has a use for it.
    let named = context.config.as_deref().map_or(Ok(()), |file| Config::load(Some(file)).map(drop));
    let ended = named.map_err(Into::into).and_then(|()| match cli.command {
        Command::Playlist(command) => command.run(&context),
        Command::Serve(command) => command.run(&context),
        Command::Completions(command) => command.run(&context),
        Command::Man(command) => command.run(&context),
    });
    match ended {
        Ok(exit) => exit.into(),
        Err(error) if is_closed_pipe(&error) => Exit::Done.into(),
        Err(error) => {
            let hints = error.downcast_ref::<Failure>().map_or(&[][..], |failure| &failure.hints);
            let exit = exit::of(&error);
            ui.error(&format!("{error:#}"), exit, hints);
            exit.into()
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
        let ui = Ui::new(Format::Json, false, ColorChoice::Never);
        ui.error(message.trim_start_matches("error: "), Exit::Usage, &["see streamctl --help".to_owned()]);
        return Exit::Usage;
    }
    // A closed pipe is the only way this fails.
    let _ = error.print();
    if asks { Exit::Done } else { Exit::Usage }
}

/// Logs go to stderr: warnings, with -v what is done, with -vv everything. A server's lines carry the time.
fn start_logging(quiet: bool, verbose: u8, color: ColorChoice, is_server: bool) {
    use tracing::level_filters::LevelFilter;
    let level = match (quiet, verbose) {
        (true, _) => LevelFilter::ERROR,
        (false, 0) => LevelFilter::WARN,
        (false, 1) => LevelFilter::INFO,
        (false, 2) => LevelFilter::DEBUG,
        (false, _) => LevelFilter::TRACE,
    };
    let logs = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(color.for_stderr())
        .with_target(false)
        .with_max_level(level);
    // An error means that logging has begun already, in a process that runs this twice.
    let _ = if is_server { logs.try_init() } else { logs.without_time().try_init() };
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
