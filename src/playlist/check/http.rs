//! How a playlist is served: its type, its age, who may read it (RFC 8216 §4, and the authoring specification of
//! Apple).

use super::place::{Got, Place};
use crate::hls::check::{Findings, rule};
use crate::hls::read::{Class, Playlist};

pub(super) fn check(got: &Got, playlist: &Playlist, found: &mut Findings) {
    let path = match &got.place {
        Place::File(path) => path.as_os_str().as_encoded_bytes().to_ascii_lowercase(),
        Place::Url(url) => url.path().as_bytes().to_ascii_lowercase(),
    };
    let has_ending = path.ends_with(b".m3u8") || path.ends_with(b".m3u");
    let Some((headers, was_redirected)) = &got.web else {
        if !has_ending {
            found.add(rule::IDENTITY, 0, "the name ends with neither .m3u8 nor .m3u");
        }
        return;
    };
    let kind = headers.content_type.as_deref();
    // The last is what RFC 8216 §10 calls out of use, and all players take.
    let known =
        ["application/vnd.apple.mpegurl", "audio/mpegurl", "application/x-mpegurl", "audio/x-mpegurl"];
    match kind {
        Some(kind) if known.contains(&kind) => {}
        _ => {
            let what = kind.map_or("missing".to_owned(), |kind| format!("'{}'", kind.escape_debug()));
            let more = if has_ending { "" } else { ", and the path does not say what it is either" };
            let message = format!("Content-Type is {what}, not application/vnd.apple.mpegurl{more}");
            found.add(rule::IDENTITY, 0, message);
        }
    }
    if let Some(encoding) = &headers.encoding {
        let message = format!("Content-Encoding is '{}', which was not asked for", encoding.escape_debug());
        found.add(rule::IDENTITY, 0, message);
    }
    if !headers.has_cors {
        found.add(rule::CORS, 0, "no Access-Control-Allow-Origin: pages of other sites can't play it");
    }
    if *was_redirected && playlist.class == Class::Media {
        found.add(rule::REDIRECTED, 0, "the playlist is a redirect away, on every reload");
    }
    let media = &playlist.media;
    if playlist.class != Class::Media || media.is_ended() {
        return;
    }
    let Some(date) = headers.date else {
        found.add(rule::NO_DATE, 0, "the server does not say its Date");
        return;
    };
    let target = media.target_duration.and_then(|(_, seconds)| i64::try_from(seconds).ok()).unwrap_or(0);
    if let Some(modified) = headers.last_modified
        && target > 0
        && date.saturating_sub(modified) > target.saturating_mul(3)
    {
        let message = "Last-Modified is more than three target durations ago, in a playlist that should grow";
        found.add(rule::STALE, 0, message);
    }
}
