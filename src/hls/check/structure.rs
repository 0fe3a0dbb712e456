//! Which tags stand where, and how often: those of segments and of variants apart, each URI with its tag, each tag
//! with its URI (RFC 8216 §4.1 and §4.3).

use std::collections::HashMap;

use super::super::read::{Class, Document, What};
use super::finding::{Findings, shown};
use super::known::{self, Form, Tag};
use super::rule;

pub(super) fn check(document: &Document<'_>, class: Class, found: &mut Findings) {
    let mut lines = Lines { class, ..Lines::default() };
    for entry in document.entries() {
        match entry.what {
            What::Tag { name, value } => {
                if let Some(tag) = known::tag(name) {
                    lines.tag(entry.line, tag, value, found);
                } else {
                    lines.unknown(entry.line, name, found);
                }
            }
            What::Uri(uri) => lines.uri(entry.line, uri, found),
        }
    }
    lines.finish(found);
}

/// The tags that a segment has one of at most; each applies to the next URI alone.
const OF_ONE: [&str; 5] =
    ["EXTINF", "EXT-X-PROGRAM-DATE-TIME", "EXT-X-BYTERANGE", "EXT-X-DISCONTINUITY", "EXT-X-GAP"];

#[allow(clippy::struct_excessive_bools, reason = "each is something that was seen or was not")]
struct Lines {
    class: Class,
    /// Where each tag was first that a playlist has only once.
    single: HashMap<&'static str, usize>,
    /// Where the tags stand that wait for their segment's URI.
    waiting: [Option<usize>; OF_ONE.len()],
    /// Where the `EXT-X-STREAM-INF` stands that waits for its URI.
    variant: Option<usize>,
    has_segment: bool,
    has_break: bool,
    has_parts: bool,
    has_mixed: bool,
    /// Whether any tag or URI is there.
    has_any: bool,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            class: Class::Unknown,
            single: HashMap::new(),
            waiting: [None; OF_ONE.len()],
            variant: None,
            has_segment: false,
            has_break: false,
            has_parts: false,
            has_mixed: false,
            has_any: false,
        }
    }
}

impl Lines {
    fn tag(&mut self, line: usize, tag: &'static Tag, value: Option<&str>, found: &mut Findings) {
        self.has_any |= tag.name != "EXTM3U";
        self.no_uri_yet(tag.name, found);
        if tag.is_single {
            if let Some(first) = self.single.get(tag.name) {
                let rule = if tag.name == "EXTM3U" { rule::HEADER } else { rule::TWICE };
                let message = format!("#{} stands here again, after line {first}", tag.name);
                found.add_by(rule, tag.section, line, message);
                return;
            }
            self.single.insert(tag.name, line);
        }
        if tag.class.is_some_and(|class| self.class != Class::Unknown && class != self.class) {
            self.mixed(line, tag, found);
        }
        match (tag.form, value) {
            (Form::Nothing, Some(_)) => {
                found.add_by(rule::TAG_VALUE, tag.section, line, format!("#{} has no value", tag.name));
            }
            (Form::Nothing, None) => {}
            (_, None | Some("")) => {
                found.add_by(rule::TAG_VALUE, tag.section, line, format!("#{} lacks its value", tag.name));
            }
            (Form::Integer, Some(value)) if super::super::read::integer(value).is_none() => {
                let message = format!("#{} is {}, not a decimal integer", tag.name, shown(value));
                found.add(rule::TYPE, line, message);
            }
            _ => {}
        }
        self.place(line, tag, found);
    }

    fn unknown(&mut self, line: usize, name: &str, found: &mut Findings) {
        self.has_any = true;
        self.no_uri_yet(name, found);
        if name == "EXT-X-ALLOW-CACHE" {
            found.add(rule::REMOVED, line, "#EXT-X-ALLOW-CACHE was removed in version 7");
        }
    }

    /// A variant's URI is the next line, and any tag is in its way.
    fn no_uri_yet(&mut self, name: &str, found: &mut Findings) {
        if let Some(variant) = self.variant.take() {
            let message =
                format!("#EXT-X-STREAM-INF is followed by #{name}, not by a URI", name = shown(name));
            found.add(rule::NO_VARIANT_URI, variant, message.replace('\'', ""));
        }
    }

    fn mixed(&mut self, line: usize, tag: &Tag, found: &mut Findings) {
        if !std::mem::replace(&mut self.has_mixed, true) {
            let kind = if self.class == Class::Master { "playlists" } else { "segments" };
            let message = format!("#{} has no place in a playlist of {kind}", tag.name);
            found.add(rule::MIXED, line, message);
        }
    }

    /// What the order of tags demands.
    fn place(&mut self, line: usize, tag: &'static Tag, found: &mut Findings) {
        if let Some(index) = OF_ONE.iter().position(|name| *name == tag.name)
            && let Some(earlier) = self.waiting[index].replace(line)
        {
            {
                let (rule, line, message) = match tag.name {
                    "EXTINF" => {
                        (rule::NO_SEGMENT, earlier, format!("no URI follows this #EXTINF before line {line}"))
                    }
                    "EXT-X-DISCONTINUITY" | "EXT-X-GAP" => {
                        (rule::REPEATED_BREAK, line, format!("#{} stands twice before one segment", tag.name))
                    }
                    name => (rule::REPEATED, line, format!("#{name} stands twice before one segment")),
                };
                found.add_by(rule, tag.section, line, message);
            }
        }
        match tag.name {
            "EXT-X-DISCONTINUITY" => self.has_break = true,
            "EXT-X-PART" => {
                self.has_parts = true;
                // What stands before a part is the part's as well.
                self.waiting = [self.waiting[0], None, None, None, None];
            }
            "EXT-X-STREAM-INF" => self.variant = Some(line),
            "EXT-X-MEDIA-SEQUENCE" if self.has_segment => {
                found.add(rule::SEQUENCE_LATE, line, "#EXT-X-MEDIA-SEQUENCE stands after a segment");
            }
            "EXT-X-DISCONTINUITY-SEQUENCE" if self.has_segment => {
                let message = "#EXT-X-DISCONTINUITY-SEQUENCE stands after a segment";
                found.add(rule::DISCONTINUITY_SEQUENCE_LATE, line, message);
            }
            "EXT-X-DISCONTINUITY-SEQUENCE" if self.has_break => {
                let message = "#EXT-X-DISCONTINUITY-SEQUENCE stands after an #EXT-X-DISCONTINUITY";
                found.add(rule::DISCONTINUITY_SEQUENCE_LATE, line, message);
            }
            _ => {}
        }
    }

    fn uri(&mut self, line: usize, uri: &str, found: &mut Findings) {
        self.has_any = true;
        if self.variant.take().is_some() {
            return;
        }
        let [duration, ..] = std::mem::take(&mut self.waiting);
        if duration.is_some() || self.class != Class::Master {
            self.has_segment = true;
        }
        if duration.is_some() {
            return;
        }
        if self.class == Class::Master {
            let message = format!("no #EXT-X-STREAM-INF stands before the URI {}", shown(uri));
            found.add(rule::NO_VARIANT, line, message);
        } else {
            found.add(rule::NO_DURATION, line, format!("no #EXTINF stands before the URI {}", shown(uri)));
        }
    }

    fn finish(self, found: &mut Findings) {
        if let Some(line) = self.variant {
            found.add(rule::NO_VARIANT_URI, line, "no URI follows this #EXT-X-STREAM-INF");
        }
        for (name, line) in OF_ONE.iter().zip(self.waiting) {
            let Some(line) = line else { continue };
            if *name == "EXTINF" {
                found.add(rule::NO_SEGMENT, line, "no URI follows this #EXTINF");
            } else if !self.has_parts {
                found.add(rule::LOOSE_TAG, line, format!("no segment follows this #{name}"));
            }
        }
        if self.class == Class::Unknown && !self.has_segment {
            let what = if self.has_any {
                "no tag says whether this lists segments or playlists"
            } else {
                "there is nothing in it"
            };
            found.add(rule::NO_KIND, 0, what);
        }
    }
}
