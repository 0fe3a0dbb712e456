//! `EXT-X-VERSION`: at least what the tags and attributes need, and not more (RFC 8216 §7, RFC 8216bis §8).

use super::super::read::{Attributes, Document, Playlist, What};
use super::finding::Findings;
use super::rule;

/// Something that needs a version: which, and what it is.
type Need = (u64, &'static str);

pub(super) fn check(document: &Document<'_>, playlist: &Playlist, found: &mut Findings) {
    let mut needs: Vec<(usize, Need)> = Vec::new();
    let mut has_gap = false;
    for entry in document.entries() {
        let mut need = |need: Need| {
            if needs.iter().all(|(_, other)| other.1 != need.1) {
                needs.push((entry.line, need));
            }
        };
        match entry.what {
            What::Tag { name, value } => {
                has_gap |= name == "EXT-X-GAP";
                let value = value.unwrap_or_default();
                of_tag(name, value, playlist.media.is_iframes_only, &mut need);
                if value.contains("{$") && name != "EXT-X-DEFINE" && !name.starts_with("EXTINF") {
                    need((8, "a variable"));
                }
            }
            What::Uri(uri) if uri.contains("{$") => need((8, "a variable")),
            What::Uri(_) => {}
        }
    }
    let most = needs.iter().map(|(_, (version, _))| *version).max().unwrap_or(1);
    let Some((line, version)) = playlist.version else {
        let has_line = document.tags("EXT-X-VERSION").next().is_some();
        if let (false, Some((line, (_, what)))) =
            (has_line, needs.iter().max_by_key(|(_, (version, _))| version))
        {
            let message = format!("{what} needs version {most}, but there is no #EXT-X-VERSION");
            found.add(rule::VERSION_MISSING, *line, message);
        }
        return;
    };
    for (line, (needed, what)) in needs.iter().filter(|(_, (needed, _))| *needed > version) {
        let message = format!("{what} needs version {needed}, but #EXT-X-VERSION is {version}");
        let section = if *needed > 7 { "RFC 8216bis 8" } else { rule::VERSION_LOW.section };
        found.add_by(rule::VERSION_LOW, section, *line, message);
    }
    // Readers that go by an older draft want 8 for a gap, so whoever has one may say 8.
    let enough = if has_gap { most.max(8) } else { most };
    // Nobody expects a writer to fall back to what was before decimals.
    if version > enough.max(3) {
        let message = format!("#EXT-X-VERSION is {version}, but nothing here needs more than {most}");
        found.add(rule::VERSION_HIGH, line, message);
    } else if version == 0 {
        found.add(rule::TYPE, line, "there is no version 0");
    }
}

fn of_tag(name: &str, value: &str, is_iframes_only: bool, need: &mut impl FnMut(Need)) {
    match name {
        "EXTINF" if value.split(',').next().is_some_and(|number| number.contains('.')) => {
            need((3, "a duration with decimals"));
        }
        "EXT-X-BYTERANGE" => need((4, "#EXT-X-BYTERANGE")),
        "EXT-X-I-FRAMES-ONLY" => need((4, "#EXT-X-I-FRAMES-ONLY")),
        "EXT-X-MAP" if is_iframes_only => need((5, "#EXT-X-MAP")),
        "EXT-X-MAP" => need((6, "#EXT-X-MAP without #EXT-X-I-FRAMES-ONLY")),
        "EXT-X-KEY" | "EXT-X-SESSION-KEY" => of_key(&Attributes::read(value).0, need),
        "EXT-X-DEFINE" => {
            let has_parameter = Attributes::read(value).0.has("QUERYPARAM");
            need(if has_parameter { (11, "QUERYPARAM") } else { (8, "#EXT-X-DEFINE") });
        }
        "EXT-X-SKIP" => {
            let has_ranges = Attributes::read(value).0.has("RECENTLY-REMOVED-DATERANGES");
            need(if has_ranges { (10, "RECENTLY-REMOVED-DATERANGES") } else { (9, "#EXT-X-SKIP") });
        }
        "EXT-X-MEDIA" => {
            let (attributes, _) = Attributes::read(value);
            let is_captions = attributes.raw("TYPE") == Some("CLOSED-CAPTIONS");
            match attributes.quoted("INSTREAM-ID") {
                Some(id) if is_captions && id.starts_with("SERVICE") => need((7, "captions of a SERVICE")),
                Some(_) if !is_captions => need((13, "an INSTREAM-ID of anything but captions")),
                _ => {}
            }
            of_requirements(&attributes, need);
        }
        "EXT-X-STREAM-INF" | "EXT-X-I-FRAME-STREAM-INF" => {
            of_requirements(&Attributes::read(value).0, need);
        }
        _ => {}
    }
}

fn of_key(attributes: &Attributes<'_>, need: &mut impl FnMut(Need)) {
    if attributes.has("IV") {
        need((2, "the IV of a key"));
    }
    if attributes.has("KEYFORMAT") || attributes.has("KEYFORMATVERSIONS") {
        need((5, "the KEYFORMAT of a key"));
    }
    if attributes.raw("METHOD").is_some_and(|method| method.starts_with("SAMPLE-AES")) {
        need((5, "SAMPLE-AES"));
    }
}

fn of_requirements(attributes: &Attributes<'_>, need: &mut impl FnMut(Need)) {
    if attributes.iter().any(|(name, _)| name.starts_with("REQ-")) {
        need((12, "a REQ- attribute"));
    }
}
