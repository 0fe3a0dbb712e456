//! What is found, and how much of it is kept.

use std::collections::HashMap;

use super::rule::Rule;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A rule is broken.
    Error,
    /// Good advice is not followed, or something is known to go wrong.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule: a name that stays the same.
    pub rule: &'static str,
    /// Where it is written, such as `RFC 8216 4.3.3.1`.
    pub section: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The line it is about, counted from 1; 0 for the playlist as a whole.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// What is found while looking.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    kept: Vec<Finding>,
    counts: HashMap<&'static str, usize>,
    errors: usize,
    warnings: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings, by line. Of each rule only the first hundred.
    pub findings: Vec<Finding>,
    /// How many errors there are, also those left out.
    pub errors: usize,
    /// How many warnings there are, also those left out.
    pub warnings: usize,
}

impl Findings {
    /// Adds a breach of a rule.
    pub fn add(&mut self, rule: Rule, line: usize, message: impl Into<String>) {
        self.add_by(rule, rule.section, line, message);
    }

    /// Adds a breach of a rule that is written in this section for this tag.
    pub fn add_by(&mut self, rule: Rule, section: &'static str, line: usize, message: impl Into<String>) {
        /// As many as anybody reads of one rule.
        const MOST: usize = 100;
        match rule.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        let count = self.counts.entry(rule.id).or_default();
        *count += 1;
        if *count <= MOST {
            let (rule, severity) = (rule.id, rule.severity);
            self.kept.push(Finding { rule, section, severity, line, message: message.into() });
        }
    }

    /// All of it, by line.
    #[must_use]
    pub fn finish(mut self) -> Report {
        self.kept.sort_by_key(|finding| finding.line);
        Report { findings: self.kept, errors: self.errors, warnings: self.warnings }
    }
}

/// Somebody's text, fit for a message: short, and without anything that does something to a terminal.
pub(crate) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text.chars().take(MOST).flat_map(escaped).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    format!("'{short}'")
}

/// A character, or how Rust writes it if it is a control character.
fn escaped(letter: char) -> impl Iterator<Item = char> {
    let is_plain = !letter.is_control()
        && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let escape = (!is_plain).then(|| letter.escape_default());
    escape.into_iter().flatten().chain(is_plain.then_some(letter))
}

/// Microseconds as seconds, for a message: `2.002 s`.
pub(crate) fn seconds(micros: u64) -> String {
    let (whole, fraction) = (micros / 1_000_000, micros % 1_000_000);
    if fraction == 0 {
        return format!("{whole} s");
    }
    let digits = format!("{fraction:06}");
    format!("{whole}.{} s", digits.trim_end_matches('0'))
}
