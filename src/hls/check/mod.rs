//! Whether a playlist keeps to RFC 8216, to its successor draft (RFC 8216bis) where that says more, and to what
//! players are known to need (the authoring specification of Apple, marked so): every breach with its rule, line
//! and severity.
//!
//! One file a group of rules; each looks at the lines for itself. What a rule forbids is an error; what it only
//! advises against, and what is legal but known to go wrong, is a warning. Unknown tags and attributes are nobody's
//! business (RFC 8216 §6.3.1). Bytes come from anywhere: there is no panic, the time is that of a few looks at each
//! line, and of findings no more than a bounded number is kept.

mod across;
mod attributes;
mod compare;
mod control;
mod daterange;
mod define;
mod duration;
mod finding;
mod kind;
mod known;
mod master;
mod rendition;
pub(crate) mod rule;
mod segment;
mod structure;
mod text;
mod time;
mod uri;
mod version;

#[cfg(test)]
mod tests;

pub use across::{Member, across};
pub use compare::{compare, has_grown, merge};
pub use finding::{Finding, Findings, Report, Severity};
pub use rule::Rule;

use super::read::{Class, Document, Playlist};

/// What was found in a playlist, and what it says as far as that can be made out.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The breaches.
    pub report: Report,
    /// The playlist.
    pub playlist: Playlist,
}

/// Checks a playlist by itself.
#[must_use]
pub fn check(bytes: &[u8]) -> Checked {
    let document = Document::new(bytes);
    let playlist = Playlist::read(&document);
    let mut found = Findings::default();
    let is_text = text::check(&document, &mut found);
    if !is_text {
        return Checked { report: found.finish(), playlist };
    }
    structure::check(&document, playlist.class, &mut found);
    attributes::check(&document, &mut found);
    version::check(&document, &playlist, &mut found);
    uri::check(&document, playlist.class, &mut found);
    define::check(&document, &playlist, &mut found);
    if playlist.class == Class::Master {
        master::check(&document, &mut found);
        rendition::check(&document, &mut found);
    } else if playlist.class == Class::Media {
        duration::check(&document, &playlist, &mut found);
        kind::check(&document, &playlist, &mut found);
        segment::check(&document, &playlist, &mut found);
        time::check(&document, &playlist, &mut found);
        daterange::check(&document, &mut found);
        control::check(&document, &playlist.media, &mut found);
    }
    Checked { report: found.finish(), playlist }
}
