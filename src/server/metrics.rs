//! What the server counts, for Prometheus (its text format, 0.0.4).
//!
//! Labels are bounded whatever is asked for: routes and not paths, known statuses, and so many variants.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::StatusCode;

use crate::archive::{Archive, ArchiveError};
use crate::server::metrics::process::Process;
use crate::server::route::{Refusal, Route};
use crate::time::{Span, Time};

mod process;
#[cfg(test)]
mod tests;

/// The content type of the text.
pub(super) const TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// What requests ask for, in words.
const ROUTES: [&str; 9] =
    ["page", "health", "metrics", "files", "master", "media", "coverage", "segment", "other"];
/// The statuses that are told apart.
const STATUSES: [u16; 15] = [200, 204, 206, 304, 308, 400, 401, 403, 404, 405, 412, 416, 429, 500, 503];
/// The upper bounds of the histogram of times, in microseconds.
const BOUNDS: [u64; 8] = [1_000, 5_000, 25_000, 100_000, 500_000, 2_500_000, 10_000_000, 60_000_000];
/// How many variants are told of.
const MAX_VARIANTS: usize = 200;
/// How far back from its newest segment it is told how a variant is.
const LATELY: Span = Span::from_secs(3_600);

/// What has been counted since the server began.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    routes: [Counts; ROUTES.len()],
    process: Process,
    connections: AtomicU64,
    open: AtomicU64,
}

/// The answers of one route.
#[derive(Debug, Default)]
struct Counts {
    /// By status, and what has another.
    answers: [AtomicU64; STATUSES.len() + 1],
    /// How many took up to each bound, and none of those before; and longer than all.
    times: [AtomicU64; BOUNDS.len() + 1],
    micros: AtomicU64,
    bytes: AtomicU64,
}

/// What the caches hold at the moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caches {
    /// Of segments, in bytes.
    pub(super) segments: u64,
    /// Of playlists, in bytes.
    pub(super) playlists: u64,
    /// How many segments were answered with from memory.
    pub(super) hits: u64,
    /// How many requests wait for a segment.
    pub(super) waiting: u64,
    /// How many lines of the log were lost.
    pub(super) lines_dropped: u64,
    /// How many requests are being worked on, how many wait for that, and how many were refused it.
    pub(super) load: [u64; 3],
    /// Of all that answers are made of, in bytes: in caches, and on its way.
    pub(super) in_memory: u64,
    /// How many passwords were checked.
    pub(super) password_checks: u64,
}

/// A connection that is open for as long as this lives.
pub(super) struct Open<'a>(&'a Metrics);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Which of the routes it is.
pub(super) fn kind(route: &Result<Route, Refusal>) -> usize {
    let name = match route {
        Ok(Route::Page(_)) => "page",
        Ok(Route::Health) => "health",
        Ok(Route::Metrics) => "metrics",
        Ok(Route::Files(_) | Route::NoFiles) => "files",
        Ok(Route::Master { .. }) => "master",
        Ok(Route::Media { .. }) => "media",
        Ok(Route::Coverage { .. }) => "coverage",
        Ok(Route::Gap | Route::Segment(_)) => "segment",
        Err(_) => "other",
    };
    ROUTES.iter().position(|known| *known == name).unwrap_or(ROUTES.len() - 1)
}

impl Metrics {
    /// Counts a connection.
    pub(super) fn open(&self) -> Open<'_> {
        self.connections.fetch_add(1, Ordering::Relaxed);
        self.open.fetch_add(1, Ordering::Relaxed);
        Open(self)
    }

    /// Counts an answer of a [`kind`], which took so long to make and has a body of so many bytes.
    pub(super) fn count(&self, kind: usize, status: StatusCode, took: Duration, bytes: u64) {
        let counts = &self.routes[kind];
        let status = STATUSES.iter().position(|known| *known == status.as_u16()).unwrap_or(STATUSES.len());
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bound = BOUNDS.iter().position(|bound| micros <= *bound).unwrap_or(BOUNDS.len());
        for (counter, by) in [
            (&counts.answers[status], 1),
            (&counts.times[bound], 1),
            (&counts.micros, micros),
            (&counts.bytes, bytes),
        ] {
            counter.fetch_add(by, Ordering::Relaxed);
        }
    }

    /// The text. What cannot be read of the archive is an error.
    pub(super) fn text(&self, archive: &Archive, caches: Caches, now: Time) -> Result<String, ArchiveError> {
        let mut text = Text::default();
        text.begin("streamctl_build_info", "gauge", "The version, as a label.");
        text.line("streamctl_build_info", &[("version", env!("CARGO_PKG_VERSION"))], 1);
        self.write_requests(&mut text);
        let [working, queued, refused] = caches.load;
        for (name, kind, help, value) in [
            ("streamctl_connections_total", "counter", "Connections accepted.", load(&self.connections)),
            ("streamctl_connections_open", "gauge", "Connections open now.", load(&self.open)),
            ("streamctl_waiting_requests", "gauge", "Requests that wait for a segment now.", caches.waiting),
            ("streamctl_working_requests", "gauge", "Requests that are being worked on now.", working),
            ("streamctl_queued_requests", "gauge", "Requests that wait for others to be done now.", queued),
            ("streamctl_refused_requests_total", "counter", "Requests refused for too much to do.", refused),
            (
                "streamctl_answer_bytes",
                "gauge",
                "Bytes of answers in memory, on their way too.",
                caches.in_memory,
            ),
            (
                "streamctl_segments_from_memory_total",
                "counter",
                "Segments answered with from memory.",
                caches.hits,
            ),
            (
                "streamctl_log_lines_dropped_total",
                "counter",
                "Lines that were lost because stderr did not take them in time.",
                caches.lines_dropped,
            ),
            (
                "streamctl_password_checks_total",
                "counter",
                "Passwords checked against a slow hash.",
                caches.password_checks,
            ),
            ("streamctl_segment_cache_bytes", "gauge", "Segments kept in memory.", caches.segments),
            ("streamctl_playlist_cache_bytes", "gauge", "Playlists kept in memory.", caches.playlists),
        ] {
            text.begin(name, kind, help);
            text.line(name, &[], value);
        }
        self.process.write(&mut text);
        write_variants(&mut text, archive, now)?;
        Ok(text.0)
    }

    fn write_requests(&self, text: &mut Text) {
        let name = "streamctl_requests_total";
        text.begin(name, "counter", "Requests answered.");
        for (route, counts) in ROUTES.iter().zip(&self.routes) {
            let statuses = STATUSES.iter().map(u16::to_string).chain(["other".to_owned()]);
            for (status, count) in statuses.zip(&counts.answers) {
                if load(count) > 0 {
                    text.line(name, &[("route", route), ("status", &status)], load(count));
                }
            }
        }
        let name = "streamctl_response_bytes_total";
        text.begin(name, "counter", "Bytes of the bodies answered with, compressed where they were.");
        for (route, counts) in ROUTES.iter().zip(&self.routes) {
            text.line(name, &[("route", route)], load(&counts.bytes));
        }
        let name = "streamctl_request_duration_seconds";
        text.begin(name, "histogram", "Time until an answer was ready, waiting for a segment included.");
        for (route, counts) in ROUTES.iter().zip(&self.routes) {
            let mut sum = 0;
            let bounds = BOUNDS.iter().map(|bound| seconds(*bound)).chain(["+Inf".to_owned()]);
            for (bound, count) in bounds.zip(&counts.times) {
                sum += load(count);
                text.line(&format!("{name}_bucket"), &[("route", route), ("le", &bound)], sum);
            }
            text.line(&format!("{name}_sum"), &[("route", route)], seconds(load(&counts.micros)));
            text.line(&format!("{name}_count"), &[("route", route)], sum);
        }
    }
}

/// How each variant is: what monitoring wakes people for.
fn write_variants(text: &mut Text, archive: &Archive, now: Time) -> Result<(), ArchiveError> {
    let mut names = Vec::new();
    for stream in archive.variants(&[])? {
        for variant in archive.variants(&[&stream])? {
            names.push((stream.clone(), variant));
        }
    }
    let untold = names.len().saturating_sub(MAX_VARIANTS);
    names.truncate(MAX_VARIANTS);
    let mut rows = Vec::with_capacity(names.len());
    for (stream, variant) in names {
        let Some(found) = archive.variant(&[&stream, &variant])? else { continue };
        let Some((_, end)) = archive.newest(&found, now)? else { continue };
        let selection = archive.select(&found, end - LATELY, end)?;
        let holes = selection.iter().skip(1).filter(|pick| pick.after_hole).count();
        rows.push((stream, variant, [now.since(end).micros(), selection.len() as u64, holes as u64]));
    }
    for (index, name, help) in [
        (0, "streamctl_newest_segment_age_seconds", "How long ago the newest segment of a variant ended."),
        (1, "streamctl_last_hour_segments", "Segments in the hour up to the newest."),
        (2, "streamctl_last_hour_holes", "Holes in the hour up to the newest segment."),
    ] {
        text.begin(name, "gauge", help);
        for (stream, variant, values) in &rows {
            let labels = [("stream", stream.as_str()), ("variant", variant.as_str())];
            match index {
                0 => text.line(name, &labels, seconds(values[0])),
                _ => text.line(name, &labels, values[index]),
            }
        }
    }
    let name = "streamctl_variants_untold";
    text.begin(name, "gauge", "Variants that nothing is told of, as there are too many.");
    text.line(name, &[], untold);
    Ok(())
}

#[derive(Debug, Default)]
struct Text(String);

impl Text {
    fn begin(&mut self, name: &str, kind: &str, help: &str) {
        // Writing into a String cannot fail.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn line(&mut self, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        self.0.push_str(name);
        for (index, (label, text)) in labels.iter().enumerate() {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            let _ = write!(self.0, "{}{label}=\"{text}\"", if index == 0 { '{' } else { ',' });
        }
        let _ = writeln!(self.0, "{} {value}", if labels.is_empty() { "" } else { "}" });
    }
}

fn load(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}

/// Microseconds as seconds.
fn seconds(micros: u64) -> String {
    let text = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
