//! streamctl: live streams from a shell. Streams in the Pili cloud, and HLS playlists from a directory of recorded
//! segments, as files and over HTTP.
//!
//! A room imports only from floors below its own:
//!
//! ```text
//! roof    cli  exit                                                what a person typed, and how the run ends
//! upper   server  demo  playlist                                   HTTP; our own recording; recordings made into playlists
//! middle  pili  archive  journal  watch  config  fetch  file  ui   cloud; disk; state; changes; settings; web; files; screen
//! ground  hls  media  time  secret                                 no I/O, no clock, no environment
//! ```
//!
//! Besides, on the roof `cli` builds on `exit`, on the upper floor `server` builds on `playlist`, on the middle
//! floor `pili` builds on `file`, and on the ground `hls` builds on `time`, and so `media` builds on `time`;
//! `ui` builds on `exit`, whose codes it prints. A test holds the rooms to this picture.

pub mod archive;
pub mod cli;
pub mod config;
pub mod demo;
pub mod exit;
pub mod fetch;
pub mod file;
pub mod hls;
pub mod journal;
pub mod media;
pub mod pili;
pub mod playlist;
pub mod secret;
pub mod server;
pub mod time;
pub mod ui;
pub mod watch;

pub use cli::run;
