//! streamctl: live streams from a shell. HLS playlists from a directory of recorded segments, as files and
//! over HTTP.
//!
//! A room imports only from floors below its own:
//!
//! ```text
//! roof    cli  exit                 what a person typed, and how the run ends
//! upper   server  demo  playlist    HTTP; a recording of our own; recordings made into playlists
//! middle  archive  config  ui       the disk; the settings; the terminal
//! ground  hls  media  time          no I/O, no clock, no environment
//! ```
//!
//! On the upper floor `server` builds on `playlist`. `ui` knows the exit codes, because it prints them.

pub mod archive;
pub mod cli;
pub mod config;
pub mod demo;
pub mod exit;
pub mod hls;
pub mod media;
pub mod playlist;
pub mod server;
pub mod time;
pub mod ui;

pub use cli::run;
