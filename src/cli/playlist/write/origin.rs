//! Whether the lists that are there are of the recording that is to be listed.

use std::path::{Path, PathBuf};

use super::{Type, ways};
use crate::archive::name::parse_hour;
use crate::cli::Context;
use crate::cli::playlist::target::Target;
use crate::exit::{Exit, Failure};
use crate::file;
use crate::hls::Segment;
use crate::playlist::compose::{Ways, file_name};
use crate::playlist::edition::{Edition, Growth};
use crate::playlist::links::Links;
use crate::playlist::source::{Layout, Source};
use crate::time::Time;

/// Fails if what is listed there lies in the directory of another recording: to go on from that would list nothing of
/// this one. Where only the addresses are others, that is told.
pub(super) fn check(
    context: &Context,
    source: &Source,
    target: &Target,
    ways: &ways::From,
    kind: Type,
) -> anyhow::Result<()> {
    let growth = if kind == Type::Live { Growth::Live } else { Growth::Event };
    let flat = match &source.layout {
        Layout::Flat { name, flat } => Some((name.as_str(), flat.directory())),
        Layout::Variant { .. } | Layout::Stream(_) => None,
    };
    let variants = source.variants().map(|(name, variant)| (name, variant.directory()));
    for (name, directory) in flat.into_iter().chain(variants) {
        let path = target.path(&file_name(name));
        let edition = if path.is_file() { std::fs::read(&path).ok() } else { None };
        let edition = edition.and_then(|bytes| Edition::read(&bytes, growth).ok());
        let Some(last) = edition.as_ref().and_then(Edition::last) else { continue };
        let hour = if flat.is_some() { None } else { hour_of(last) };
        if flat.is_none() && hour.is_none() || !leads_there(last, hour, &ways.to(name)) {
            let listed = directory_of(last, hour.is_some(), &path);
            if listed.as_deref().is_some_and(|listed| listed != directory) {
                let listed = listed.unwrap_or_default();
                let message = format!(
                    "{} lists what is in {}, and goes on with nothing else, such as what is in {}",
                    path.display(),
                    listed.display(),
                    directory.display()
                );
                let hint = format!("name another file with -o, or remove {} first", path.display());
                return Err(Failure::new(Exit::Local, message).hint(hint).into());
            }
            context.ui.warn(format!(
                "what {} lists keeps its addresses, such as {}: only what is new has others",
                path.display(),
                last.uri
            ));
        }
    }
    Ok(())
}

/// The hour whose directory a segment is in by its URI, if it is in one.
fn hour_of(segment: &Segment) -> Option<Time> {
    let [hour, _] = segment.uri.names()?;
    parse_hour(&hour)
}

/// Whether a segment that is listed has the address that it would be given now.
fn leads_there(segment: &Segment, hour: Option<Time>, links: &Links) -> bool {
    let Some([name]) = segment.uri.names() else { return false };
    let uri = match hour {
        Some(hour) => links.hour(hour).and_then(|directory| directory.child(&name)),
        None => links.file(&name),
    };
    uri.is_ok_and(|uri| uri == segment.uri)
}

/// The variant's directory that a segment of the list at `path` is in by its URI; none if that is no file's, or the
/// directory is not there.
fn directory_of(segment: &Segment, is_in_hour: bool, path: &Path) -> Option<PathBuf> {
    let text = segment.uri.as_str();
    let text = text.strip_prefix("file://").unwrap_or(text);
    if text.contains("://") || text.starts_with("//") {
        return None;
    }
    let way = percent_encoding::percent_decode_str(text).decode_utf8().ok()?;
    let above = if is_in_hour { 2 } else { 1 };
    let real = file::directory_of(path).canonicalize().ok()?;
    real.join(&*way).ancestors().nth(above)?.canonicalize().ok()
}
