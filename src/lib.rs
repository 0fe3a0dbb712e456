//! streamctl: live streams, recorded and replayed.

pub mod archive;
pub mod demo;
pub mod hls;
pub mod media;
pub mod time;

/// Runs the program with these arguments.
pub fn run<I: IntoIterator<Item = std::ffi::OsString>>(_args: I) -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
