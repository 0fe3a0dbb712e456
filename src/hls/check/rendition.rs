//! Renditions and their groups (RFC 8216 §4.3.4.1, RFC 8216bis §4.4.6.1).

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::read::{self, Attributes, Document, What};
use super::finding::{Findings, shown};
use super::master::check_id;
use super::rule;

/// The renditions of one type and `GROUP-ID`, each with its line.
type Group<'a> = Vec<(usize, Attributes<'a>)>;

pub(super) fn check(document: &Document<'_>, found: &mut Findings) {
    let mut groups: BTreeMap<(&str, &str), Group<'_>> = BTreeMap::new();
    for (line, value) in document.tags("EXT-X-MEDIA") {
        let (rendition, _) = Attributes::read(value);
        check_rendition(&rendition, line, found);
        if let (Some(kind), Some(id)) = (rendition.raw("TYPE"), rendition.quoted("GROUP-ID")) {
            groups.entry((kind, id)).or_default().push((line, rendition));
        }
    }
    for group in groups.values() {
        check_group(group, found);
    }
    check_alike(&groups, found);
    check_references(document, &groups, found);
}

fn check_rendition(rendition: &Attributes<'_>, line: usize, found: &mut Findings) {
    let kind = rendition.raw("TYPE").unwrap_or_default();
    let is_captions = kind == "CLOSED-CAPTIONS";
    if is_captions && rendition.has("URI") {
        found.add(rule::RENDITION, line, "closed captions are in the video and have no URI");
    }
    if kind == "SUBTITLES" && !rendition.has("URI") {
        found.add(rule::NO_URI, line, "subtitles without a URI");
    }
    match rendition.quoted("INSTREAM-ID") {
        None if is_captions && !rendition.has("INSTREAM-ID") => {
            found.add(rule::RENDITION, line, "closed captions without an INSTREAM-ID");
        }
        Some(id) if is_captions && !id.is_empty() && !is_channel(id) => {
            let message = format!("INSTREAM-ID is {}, not CC1 to CC4 or SERVICE1 to SERVICE63", shown(id));
            found.add(rule::RENDITION, line, message);
        }
        _ => {}
    }
    if rendition.is_yes("DEFAULT") && rendition.raw("AUTOSELECT") == Some("NO") {
        found.add(rule::RENDITION, line, "DEFAULT is YES, so AUTOSELECT can't be NO");
    }
    if rendition.has("FORCED") && !matches!(kind, "SUBTITLES" | "") {
        found.add(rule::RENDITION, line, "FORCED is for subtitles alone");
    }
    for name in ["CHANNELS", "BIT-DEPTH", "SAMPLE-RATE"] {
        if rendition.has(name) && !matches!(kind, "AUDIO" | "") {
            found.add_by(rule::RENDITION, "RFC 8216bis 4.4.6.1", line, format!("{name} is for audio alone"));
        }
    }
    if let Some(channels) = rendition.quoted("CHANNELS").filter(|channels| !channels.is_empty()) {
        let count = channels.split('/').next().unwrap_or_default();
        if read::integer(count).is_none() && !channels.contains("{$") {
            let message = format!("CHANNELS is {}, which begins with no number", shown(channels));
            found.add(rule::RENDITION, line, message);
        }
    }
    check_id(rendition, "STABLE-RENDITION-ID", line, found);
}

fn is_channel(id: &str) -> bool {
    let service = id.strip_prefix("SERVICE").and_then(read::integer);
    matches!(id, "CC1" | "CC2" | "CC3" | "CC4") || service.is_some_and(|number| (1..=63).contains(&number))
}

fn check_group(group: &Group<'_>, found: &mut Findings) {
    let mut names = HashMap::new();
    let mut default = None;
    let mut selected = HashSet::new();
    for (line, rendition) in group {
        if let Some(name) = rendition.quoted("NAME")
            && let Some(earlier) = names.insert(name, *line)
        {
            let message = format!("the NAME {} is that of line {earlier} in the same group", shown(name));
            found.add(rule::GROUP, *line, message);
        }
        if rendition.is_yes("DEFAULT")
            && let Some(earlier) = default.replace(*line)
        {
            found.add(rule::GROUP, *line, format!("line {earlier} of the same group is DEFAULT already"));
        }
        let choice =
            ["LANGUAGE", "ASSOC-LANGUAGE", "FORCED", "CHARACTERISTICS"].map(|name| rendition.raw(name));
        if rendition.is_yes("AUTOSELECT") && !selected.insert(choice) {
            let message =
                "nothing tells a player by what to select this rendition rather than another of its group";
            found.add(rule::ALIKE, *line, message);
        }
    }
}

/// Groups of one type have the same members (RFC 8216 §4.3.4.1.1).
fn check_alike(groups: &BTreeMap<(&str, &str), Group<'_>>, found: &mut Findings) {
    const MAY_DIFFER: [&str; 7] =
        ["GROUP-ID", "URI", "CHANNELS", "BIT-DEPTH", "STABLE-RENDITION-ID", "INSTREAM-ID", "SAMPLE-RATE"];
    let members = |group: &Group<'_>| {
        let member = |(_, rendition): &(usize, Attributes<'_>)| {
            let mut same: Vec<(String, String)> = rendition
                .iter()
                .filter(|(name, _)| !MAY_DIFFER.contains(name))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            same.sort_unstable();
            same
        };
        let mut members: Vec<_> = group.iter().map(member).collect();
        members.sort_unstable();
        members
    };
    let mut first = HashMap::new();
    for ((kind, id), group) in groups {
        let members = members(group);
        let (first_id, first_members) = first.entry(*kind).or_insert_with(|| (*id, members.clone()));
        if *first_members != members {
            let line = group.first().map_or(0, |(line, _)| *line);
            let message =
                format!("the group {} has other members than the group {}", shown(id), shown(first_id));
            found.add(rule::GROUPS_DIFFER, line, message);
        }
    }
}

fn check_references(
    document: &Document<'_>,
    groups: &BTreeMap<(&str, &str), Group<'_>>,
    found: &mut Findings,
) {
    for entry in document.entries() {
        let What::Tag { name: "EXT-X-STREAM-INF" | "EXT-X-I-FRAME-STREAM-INF", value } = entry.what else {
            continue;
        };
        let (variant, _) = Attributes::read(value.unwrap_or_default());
        for kind in ["AUDIO", "VIDEO", "SUBTITLES", "CLOSED-CAPTIONS"] {
            if let Some(id) = variant.quoted(kind).filter(|id| !id.is_empty() && !id.contains("{$"))
                && !groups.contains_key(&(kind, id))
            {
                let message =
                    format!("there is no #EXT-X-MEDIA of TYPE={kind} with the GROUP-ID {}", shown(id));
                found.add(rule::NO_GROUP, entry.line, message);
            }
        }
    }
}
