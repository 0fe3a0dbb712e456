//! `playlist check`: what is broken is found, what is good is passed, and how it is told.

mod broken;
mod command;
mod good;
mod packagers;
mod segments;
mod site;
mod watch;
mod web;

use std::path::Path;

use serde_json::Value;

use crate::support::program::{Run, streamctl};

/// Runs `playlist check ARGS…` in a directory.
fn check(directory: &Path, args: &[&str]) -> Run {
    streamctl(["playlist", "check"]).args(args).current_dir(directory).run()
}

/// The rule, file and line (0: none) of each finding that a run in JSON told.
fn items(run: &Run) -> Vec<(String, String, u64)> {
    let document: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    let text = |item: &Value, name: &str| item[name].as_str().unwrap().to_owned();
    let item = |item: &Value| (text(item, "rule"), text(item, "file"), item["line"].as_u64().unwrap_or(0));
    document["items"].as_array().unwrap().iter().map(item).collect()
}

/// A finished playlist of segments of two seconds.
fn vod(segments: &[&str]) -> String {
    let segments: Vec<String> = segments.iter().map(|name| format!("#EXTINF:2.000,\n{name}\n")).collect();
    let segments = segments.concat();
    format!(
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:0\n\
         #EXT-X-PLAYLIST-TYPE:VOD\n{segments}#EXT-X-ENDLIST\n"
    )
}
