//! The flags of every command, accepted before and after its name.

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Args};

use crate::cli::when;
use crate::time::Span;
use crate::ui::{ColorChoice, Format};

/// The heading under which the help lists them.
const HEADING: &str = "Global options";

/// The flags themselves.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag that is there or not")]
pub(super) struct Global {
    /// Use this profile of the configuration
    #[arg(long, global = true, value_name = "NAME", help_heading = HEADING)]
    pub(super) profile: Option<String>,
    /// Use this hub instead of the profile's
    #[arg(long, global = true, value_name = "NAME", help_heading = HEADING)]
    pub(super) hub: Option<String>,
    /// Read this configuration file
    #[arg(long, global = true, value_name = "FILE", help_heading = HEADING)]
    pub(super) config: Option<PathBuf>,
    /// Keep in this directory what must survive a restart [default: ~/.local/state/streamctl, or the platform's place]
    #[arg(long, global = true, value_name = "DIR", help_heading = HEADING)]
    pub(super) state_dir: Option<PathBuf>,
    /// Use this address of the cloud's API instead of the profile's
    #[arg(long, global = true, value_name = "URL", help_heading = HEADING)]
    pub(super) api: Option<String>,
    /// How data is printed: table, plain, json or jsonl
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        hide_possible_values = true,
        help = "How data is printed: table, plain, json or jsonl",
        help_heading = HEADING
    )]
    pub(super) format: Option<Format>,
    /// Short for --format json
    #[arg(long, global = true, conflicts_with = "format", help_heading = HEADING)]
    pub(super) json: bool,
    /// Say nothing on success
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = HEADING)]
    pub(super) quiet: bool,
    /// Say more, with every repetition
    #[arg(short, long, global = true, action = ArgAction::Count, help_heading = HEADING)]
    pub(super) verbose: u8,
    /// Colour messages: auto, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = HEADING
    )]
    pub(super) color: ColorChoice,
    /// Check everything and say what would be done, but change nothing
    #[arg(short = 'n', long, global = true, help_heading = HEADING)]
    pub(super) dry_run: bool,
    /// Don't ask before something is changed or deleted
    #[arg(short, long, global = true, help_heading = HEADING)]
    pub(super) yes: bool,
    /// The longest time to connect to the cloud, to wait for its answer, and of silence within one
    #[arg(
        long,
        global = true,
        value_name = "DURATION",
        default_value = "15s",
        value_parser = when::positive_span,
        help_heading = HEADING
    )]
    pub(super) timeout: Span,
    /// How often to try again when the cloud cannot be reached or is busy, where that is safe
    #[arg(long, global = true, value_name = "N", default_value_t = 3, help_heading = HEADING)]
    pub(super) retries: u32,
}

impl Global {
    /// The format that somebody asked for; `None` if nobody did.
    pub(super) fn asked_format(&self) -> Option<Format> {
        if self.json { Some(Format::Json) } else { self.format }
    }

    /// The time limit of the network.
    pub(super) fn timeout(&self) -> Duration {
        when::duration(self.timeout)
    }
}
