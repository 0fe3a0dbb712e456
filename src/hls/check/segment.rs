//! What applies to segments: byte ranges, keys, initialization sections, bit rates (RFC 8216 §4.3.2).

use super::super::read::{self, Attributes, Document, Playlist, What};
use super::finding::{Findings, shown};
use super::rule;

pub(super) fn check(document: &Document<'_>, playlist: &Playlist, found: &mut Findings) {
    check_ranges(document, playlist, found);
    check_keys(document, found);
    check_maps(document, playlist, found);
    for (line, value) in document.tags("EXT-X-BITRATE") {
        if read::integer(value) == Some(0) {
            found.add(rule::BITRATE, line, "a bit rate of 0 kbit/s");
        }
    }
}

fn check_ranges(document: &Document<'_>, playlist: &Playlist, found: &mut Findings) {
    for (line, value) in document.tags("EXT-X-BYTERANGE").filter(|(_, value)| !value.is_empty()) {
        match read::byte_range(value) {
            None => {
                let message = format!("{} is no byte range: <length>[@<offset>] is", shown(value));
                found.add(rule::BYTE_RANGE, line, message);
            }
            Some((0, _)) => found.add(rule::BYTE_RANGE, line, "a byte range of no bytes"),
            Some((length, Some(offset))) if offset.checked_add(length).is_none() => {
                found.add(rule::BYTE_RANGE, line, "a byte range that ends beyond 64 bits");
            }
            Some(_) => {}
        }
    }
    // Where the tag of each stands is a line or more above its URI.
    let mut tag_line = 0;
    let mut has_told = false;
    let mut lines = playlist.media.segments.iter().peekable();
    for entry in document.entries() {
        match entry.what {
            What::Tag { name: "EXT-X-BYTERANGE", .. } => tag_line = entry.line,
            What::Tag { .. } => {}
            What::Uri(_) => {
                let Some(segment) = lines.next_if(|segment| segment.line == entry.line) else { continue };
                if segment.byte_range.is_some_and(|range| range.offset.is_none()) {
                    let message = "a byte range without an offset follows no byte range of the same resource";
                    found.add(rule::BYTE_RANGE, tag_line, message);
                }
                let is_whole = segment.byte_range.is_none() && !segment.is_gap;
                if playlist.media.is_iframes_only && is_whole && !std::mem::replace(&mut has_told, true) {
                    let message = "an I-frame without a byte range: players fetch the whole resource";
                    found.add(rule::IFRAME_RANGE, segment.line, message);
                }
            }
        }
    }
}

fn check_keys(document: &Document<'_>, found: &mut Findings) {
    for (line, value) in document.tags("EXT-X-KEY") {
        check_key(&Attributes::read(value).0, line, found);
    }
}

/// What holds for `EXT-X-KEY` and `EXT-X-SESSION-KEY` alike (RFC 8216 §4.3.2.4).
pub(super) fn check_key(attributes: &Attributes<'_>, line: usize, found: &mut Findings) {
    let Some(method) = attributes.raw("METHOD") else { return };
    if method == "NONE" {
        if let Some((name, _)) = attributes.iter().find(|(name, _)| *name != "METHOD") {
            found.add(rule::KEY, line, format!("METHOD is NONE, and {} is there all the same", shown(name)));
        }
        return;
    }
    if !attributes.has("URI") {
        found.add(rule::KEY, line, "a key without a URI");
    }
    if let Some(iv) = attributes.raw("IV") {
        if matches!(method, "AES-256-GCM" | "SAMPLE-AES-CTR") {
            found.add_by(
                rule::KEY,
                "RFC 8216bis 4.4.4.4",
                line,
                format!("{method} has no IV in the playlist"),
            );
        } else if read::hexadecimal(iv).is_some_and(|digits| digits.len() != 32) {
            found.add(rule::KEY, line, "an IV that does not have 128 bits, which are 32 digits");
        }
    }
    if let Some(versions) = attributes.quoted("KEYFORMATVERSIONS") {
        let is_version = |part: &str| read::integer(part).is_some_and(|number| number > 0);
        if !versions.is_empty() && !versions.split('/').all(is_version) {
            found.add(rule::KEY, line, "KEYFORMATVERSIONS are positive integers with '/' between");
        }
    }
}

fn check_maps(document: &Document<'_>, playlist: &Playlist, found: &mut Findings) {
    for (line, value) in document.tags("EXT-X-MAP") {
        if let Some(range) = Attributes::read(value).0.quoted("BYTERANGE").filter(|range| !range.is_empty()) {
            match read::byte_range(range) {
                None => {
                    let message = format!("BYTERANGE is {}, not <length>@<offset>", shown(range));
                    found.add(rule::TYPE, line, message);
                }
                Some((_, None)) => found.add(rule::MAP_RANGE, line, "the BYTERANGE of a map has an offset"),
                Some(_) => {}
            }
        }
    }
    let media = &playlist.media;
    // Keys are in the order of their lines.
    let key_at = |line: usize| {
        let before = media.keys.partition_point(|key| key.line < line);
        media.keys[..before].last()
    };
    let is_whole = |method: &str| method == "AES-128";
    for map in &media.maps {
        if let Some(key) = key_at(map.line).filter(|key| is_whole(&key.method))
            && !Attributes::read(&key.text).0.has("IV")
        {
            found.add(rule::MAP_IV, map.line, "an encrypted map needs the IV of its key, which it lacks");
        }
    }
    let mut last = None;
    for segment in &media.segments {
        // Where what comes first is not encrypted, the map isn't meant to be; and SAMPLE-AES leaves all maps alone.
        if last == segment.map {
            continue;
        }
        last = segment.map;
        let map = segment.map.and_then(|index| media.maps.get(index));
        let key = segment.key.and_then(|index| media.keys.get(index)).filter(|key| is_whole(&key.method));
        if let (Some(map), Some(key)) = (map, key)
            && map.line < key.line
            && key_at(map.line).is_none()
        {
            let message = "the map stands before the key, and is read as not encrypted";
            found.add(rule::MAP_BEFORE_KEY, map.line, message);
        }
    }
    let needs_map = |uri: &str| {
        let path = uri.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        [".m4s", ".cmfv", ".cmfa", ".cmft"].iter().any(|ending| path.ends_with(ending))
    };
    if let Some(segment) = media.segments.iter().find(|segment| {
        segment.map.is_none() && !segment.is_gap && media.skip.is_none() && needs_map(&segment.uri)
    }) {
        found.add(rule::NO_MAP, segment.line, "a segment of fragmented MP4 without an #EXT-X-MAP");
    }
}
