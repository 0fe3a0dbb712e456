//! Whether what is there is what would be written.

use std::fs;
use std::io::ErrorKind;

use anyhow::anyhow;

use crate::cli::Context;
use crate::cli::playlist::write::output::Output;
use crate::cli::playlist::write::report::count;
use crate::exit::{Exit, Failure};
use crate::ui::Format;

/// Compares what is there with what would be written.
pub(super) fn check(context: &Context, output: &Output) -> anyhow::Result<Exit> {
    let mut differing = 0;
    if let Some(gap) = output.gap.as_ref().filter(|gap| !gap.is_there) {
        context.ui.note(format!("{} does not exist", gap.path.display()));
        differing += 1;
    }
    for (path, file) in &output.playlists {
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
    let thing = if output.gap.is_some() { "file" } else { "playlist" };
    let message = format!("{} {verb} not what would be written", count(differing, thing));
    Err(Failure::new(Exit::Found, message).hint("the same command without --check writes them").into())
}
