//! What a run tells of what it has written.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;
use serde_json::{Value, json};

use crate::cli::Context;
use crate::cli::playlist::write::output::Output;
use crate::exit::Exit;
use crate::file;
use crate::media;
use crate::playlist::compose::Composed;
use crate::playlist::media::Hole;
use crate::time::Span;
use crate::ui::Format;

pub(super) fn print(context: &Context, files: &[Composed]) -> anyhow::Result<Exit> {
    if matches!(context.ui.format(), Format::Json | Format::Jsonl) {
        let items: Vec<Value> = files
            .iter()
            .map(|file| {
                let mut item = describe(file);
                item["playlist"] = json!(file.text);
                item
            })
            .collect();
        context.ui.items(&items, |_| Vec::new())?;
    } else {
        for file in files {
            context.ui.data(&file.text)?;
        }
    }
    Ok(Exit::Done)
}

/// Writes everything, and tells what was written, or what was done with it: the filler first, so that nothing names a
/// file that is not there.
pub(super) fn write(context: &Context, output: &Output, verb: &str) -> anyhow::Result<Exit> {
    put_gap(context, output)?;
    let mut items = Vec::with_capacity(output.playlists.len());
    for (path, file) in &output.playlists {
        if !context.is_dry_run {
            put(path, file)?;
        }
        context.ui.note(told(verb, path, file));
        items.push(describe_at(path, file));
    }
    context.ui.items(&items, columns)?;
    Ok(Exit::Done)
}

/// What is done with the playlists.
pub(super) fn verb(context: &Context) -> &'static str {
    if context.is_dry_run { "would write" } else { "wrote" }
}

/// Writes the filler, if it is needed and not there, and tells that.
pub(super) fn put_gap(context: &Context, output: &Output) -> anyhow::Result<()> {
    let Some(gap) = output.gap.as_ref().filter(|gap| !gap.is_there) else { return Ok(()) };
    let path = &gap.path;
    if !context.is_dry_run {
        let written = file::replace(path, media::filler());
        written.with_context(|| format!("cannot write {}", path.display()))?;
    }
    context.ui.note(format!("{} {}: what gaps lead to", verb(context), path.display()));
    Ok(())
}

/// Writes a playlist.
pub(super) fn put(path: &Path, file: &Composed) -> anyhow::Result<()> {
    file::replace(path, file.text.as_bytes())
        .map_err(without_temporary)
        .with_context(|| format!("cannot write {}", path.display()))
}

/// The error without the path of the file that was to replace another: whoever reads it knows only that.
fn without_temporary(error: std::io::Error) -> std::io::Error {
    match error.get_ref() {
        Some(_) => error.kind().into(),
        None => error,
    }
}

/// What people are told of a playlist that was written.
pub(super) fn told(verb: &str, path: &Path, file: &Composed) -> String {
    let mut told = format!("{verb} {}", path.display());
    if file.variant.is_some() {
        let holes = count(file.holes.len() + file.losses.len(), "hole");
        let _ = write!(told, ": {}, {}, {holes}", count(file.segments, "segment"), file.duration);
    }
    if file.trimmed > 0 {
        let _ = write!(told, "; {} left out, where not all variants are", count(file.trimmed, "segment"));
    }
    told
}

/// What machines are told of a playlist that was written.
pub(super) fn describe_at(path: &Path, file: &Composed) -> Value {
    let mut item = describe(file);
    item["path"] = json!(path.to_string_lossy());
    item
}

/// The columns of what machines are told.
pub(super) fn columns(item: &Value) -> Vec<String> {
    let column = |key: &str| match &item[key] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    ["path", "segments", "duration"].map(column).to_vec()
}

/// So many things, in words: `1 hole`, `2 holes`.
pub(super) fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// What machines are told of a file; durations are in seconds. A master playlist has no variant.
fn describe(file: &Composed) -> Value {
    let Some(variant) = &file.variant else { return json!({ "variant": null }) };
    let hole = |hole: &Hole| json!({ "start": hole.from.to_string(), "end": hole.to.to_string() });
    let seconds = |span: Span| {
        let micros = span.micros();
        format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000).parse::<serde_json::Number>().ok()
    };
    // Where no clock tells when it was.
    let loss = |(name, length): &(String, Span)| json!({ "before": name, "duration": seconds(*length) });
    json!({
        "variant": variant,
        "segments": file.segments,
        "duration": seconds(file.duration),
        "holes": file.holes.iter().map(hole).chain(file.losses.iter().map(loss)).collect::<Vec<_>>(),
        "left_out": file.trimmed,
    })
}

#[cfg(test)]
mod tests {
    use super::without_temporary;

    #[test]
    fn nobody_is_told_of_a_file_that_is_gone_again() {
        let error = tempfile::NamedTempFile::new_in("/proc/none").unwrap_err();
        assert!(error.to_string().contains("/proc/none"));
        assert!(!without_temporary(error).to_string().contains('/'));
    }
}
