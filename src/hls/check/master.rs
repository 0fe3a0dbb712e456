//! Variants, and what else a master playlist says of a presentation (RFC 8216 §4.3.4, RFC 8216bis §4.4.6).

use std::collections::HashSet;

use super::super::read::{Attributes, Document, What};
use super::finding::{Findings, shown};
use super::rule;
use super::segment::check_key;

pub(super) fn check(document: &Document<'_>, found: &mut Findings) {
    let mut variants = Vec::new();
    for entry in document.entries() {
        if let What::Tag { name, value } = entry.what {
            let is_iframes = name == "EXT-X-I-FRAME-STREAM-INF";
            if is_iframes || name == "EXT-X-STREAM-INF" {
                let (attributes, _) = Attributes::read(value.unwrap_or_default());
                check_variant(&attributes, is_iframes, entry.line, found);
                if !is_iframes {
                    variants.push((entry.line, attributes));
                }
            }
        }
    }
    check_captions(&variants, found);
    if let Some((line, _)) = variants.iter().find(|(_, variant)| !variant.has("SCORE"))
        && variants.iter().any(|(_, variant)| variant.has("SCORE"))
    {
        found.add(rule::SCORE, *line, "a variant without a SCORE among others that have one");
    }
    check_session_data(document, found);
    check_session_keys(document, found);
    check_steering(document, &variants, found);
}

fn check_variant(variant: &Attributes<'_>, is_iframes: bool, line: usize, found: &mut Findings) {
    let (peak, average) = (variant.integer("BANDWIDTH"), variant.integer("AVERAGE-BANDWIDTH"));
    if peak == Some(0) {
        found.add(rule::BANDWIDTH, line, "a BANDWIDTH of 0");
    } else if let (Some(peak), Some(average)) = (peak, average)
        && average > peak
    {
        found.add(rule::BANDWIDTH, line, "AVERAGE-BANDWIDTH is above BANDWIDTH, which is the peak");
    }
    match variant.quoted("CODECS") {
        Some(codecs) => {
            check_codecs(codecs, line, found);
            let has_picture = codecs.split(',').any(is_picture);
            if has_picture && !variant.has("RESOLUTION") {
                found.add(rule::NO_PICTURE, line, "a variant with video should say its RESOLUTION");
            } else if has_picture && !is_iframes && !variant.has("FRAME-RATE") {
                found.add(rule::NO_PICTURE, line, "a variant with video should say its FRAME-RATE");
            }
        }
        None if !variant.has("CODECS") => {
            found.add(rule::NO_CODECS, line, "a variant should say its CODECS");
        }
        None => {}
    }
    if let Some(more) = variant.quoted("SUPPLEMENTAL-CODECS")
        && !variant.has("CODECS")
    {
        let message = format!("SUPPLEMENTAL-CODECS {} without CODECS", shown(more));
        found.add_by(rule::CODECS, "RFC 8216bis 4.4.6.2", line, message);
    }
    if variant.decimal("SCORE") == Some(0) {
        found.add(rule::SCORE, line, "a SCORE of 0; it is positive");
    }
    if let Some(rate) =
        variant.raw("FRAME-RATE").filter(|rate| rate.split_once('.').is_some_and(|(_, d)| d.len() > 3))
    {
        let message = format!("FRAME-RATE is {}, not rounded to three decimals", shown(rate));
        found.add(rule::NO_PICTURE, line, message);
    }
    check_id(variant, "STABLE-VARIANT-ID", line, found);
    for (name, why) in [("PROGRAM-ID", "was removed in version 6"), ("NAME", "is in no edition of the RFC")] {
        if variant.has(name) {
            found.add(rule::STRANGE_ATTRIBUTE, line, format!("{name} {why}"));
        }
    }
    let misplaced = ["FRAME-RATE", "AUDIO", "SUBTITLES", "CLOSED-CAPTIONS"];
    for name in misplaced.iter().filter(|name| is_iframes && variant.has(name)) {
        found.add(rule::MISPLACED_ATTRIBUTE, line, format!("{name} is not for I-frame playlists"));
    }
}

/// The letters of an identifier that stays (RFC 8216bis §4.4.6.1, §4.4.6.2).
pub(super) fn check_id(attributes: &Attributes<'_>, name: &str, line: usize, found: &mut Findings) {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=.-_".contains(&byte);
    if let Some(id) = attributes.quoted(name).filter(|id| !id.contains("{$") && !id.bytes().all(is_letter)) {
        let message = format!("{name} is {}: letters, digits and +/=.-_ make one", shown(id));
        found.add_by(rule::TYPE, "RFC 8216bis 4.4.6", line, message);
    }
}

fn is_picture(codec: &str) -> bool {
    let kinds = ["avc", "hvc", "hev", "av01", "vp0", "dvh", "dva", "mp4v"];
    kinds.iter().any(|kind| codec.starts_with(kind))
}

fn check_codecs(codecs: &str, line: usize, found: &mut Findings) {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte);
    if codecs.is_empty() || codecs.contains("{$") {
        return;
    }
    for codec in codecs.split(',') {
        if codec.is_empty() || !codec.bytes().all(is_part) {
            found.add(
                rule::CODECS,
                line,
                format!("CODECS has {} in it, which names no format", shown(codec)),
            );
        } else if codec.starts_with("avc1.") && codec.len() != 11 {
            let message =
                format!("{} is not as RFC 6381 names H.264: avc1 and six hexadecimal digits", shown(codec));
            found.add(rule::STRANGE_ATTRIBUTE, line, message);
        }
    }
}

fn check_captions(variants: &[(usize, Attributes<'_>)], found: &mut Findings) {
    let is_none = |variant: &Attributes<'_>| variant.raw("CLOSED-CAPTIONS") == Some("NONE");
    if variants.iter().any(|(_, variant)| is_none(variant)) {
        for (line, _) in variants.iter().filter(|(_, variant)| !is_none(variant)) {
            let message = "CLOSED-CAPTIONS is NONE for another variant, so it must be for all";
            found.add(rule::CAPTIONS, *line, message);
        }
    }
}

fn check_session_data(document: &Document<'_>, found: &mut Findings) {
    let mut seen = HashSet::new();
    for (line, value) in document.tags("EXT-X-SESSION-DATA") {
        let (data, _) = Attributes::read(value);
        if data.has("VALUE") == data.has("URI") {
            found.add(rule::SESSION_DATA, line, "session data has either a VALUE or a URI");
        }
        let key = (data.quoted("DATA-ID"), data.quoted("LANGUAGE"));
        if key.0.is_some() && !seen.insert(key) {
            let message = "session data of this DATA-ID and LANGUAGE stands above";
            found.add(rule::SESSION_DATA, line, message);
        }
    }
}

fn check_session_keys(document: &Document<'_>, found: &mut Findings) {
    let mut seen = HashSet::new();
    for (line, value) in document.tags("EXT-X-SESSION-KEY") {
        let (key, _) = Attributes::read(value);
        if key.raw("METHOD") == Some("NONE") {
            found.add(rule::SESSION_KEY, line, "the METHOD of a session key is NONE");
            continue;
        }
        check_key(&key, line, found);
        let same = ["METHOD", "URI", "IV", "KEYFORMAT", "KEYFORMATVERSIONS"].map(|name| key.raw(name));
        if !seen.insert(same) {
            found.add(rule::SESSION_KEY, line, "the same session key stands above");
        }
    }
}

fn check_steering(document: &Document<'_>, variants: &[(usize, Attributes<'_>)], found: &mut Findings) {
    for (line, value) in document.tags("EXT-X-CONTENT-STEERING") {
        let (steering, _) = Attributes::read(value);
        if let Some(pathway) = steering.quoted("PATHWAY-ID")
            && !variants.iter().any(|(_, variant)| variant.quoted("PATHWAY-ID").unwrap_or(".") == pathway)
        {
            found.add(rule::STEERING, line, format!("no variant has the PATHWAY-ID {}", shown(pathway)));
        }
    }
}
