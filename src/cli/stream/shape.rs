//! How a stream is told, in every format. Its publish key is told to nobody who did not ask for it.

use crate::cli::cloud::Told;
use crate::pili::Stream;
use crate::time::Time;
use crate::ui::{Column, Row};

/// The columns of lists of streams.
pub(in crate::cli) const COLUMNS: [Column; 4] =
    [Column::text("ID"), Column::text("STATE"), Column::text("SECURITY"), Column::text("UPDATED")];
/// The same, with publish keys.
const REVEALING: [Column; 5] = [COLUMNS[0], COLUMNS[1], COLUMNS[2], COLUMNS[3], Column::text("PUBLISH KEY")];

/// The columns of a list of streams, with publish keys or without.
pub(in crate::cli) const fn columns(reveals: bool) -> &'static [Column] {
    if reveals { &REVEALING } else { &COLUMNS }
}

/// A moment in unix seconds, as people and programs read it.
pub(in crate::cli) fn moment(seconds: i64) -> String {
    let micros = i128::from(seconds) * 1_000_000;
    let micros = i64::try_from(micros).unwrap_or(if seconds < 0 { i64::MIN } else { i64::MAX });
    // Whole seconds need no fraction.
    Time::from_micros(micros).to_string().replace(".000Z", "Z")
}

fn time(time: Option<Time>) -> String {
    time.map(|time| time.to_string()).unwrap_or_default()
}

/// A moment to the second, which is enough for people; empty if there is none.
pub(in crate::cli) fn seconds(time: Option<Time>) -> String {
    time.map(|time| moment(time.micros().div_euclid(1_000_000))).unwrap_or_default()
}

/// Whether it can be published to, in words.
pub(in crate::cli) fn state(stream: &Stream, now: Time) -> String {
    match stream.disabled_till {
        Some(till @ 1..) if stream.is_disabled || moment_of(till) > now => {
            format!("disabled until {}", moment(till))
        }
        _ if stream.is_disabled => "disabled".to_owned(),
        _ => "enabled".to_owned(),
    }
}

fn moment_of(seconds: i64) -> Time {
    Time::from_micros(seconds.saturating_mul(1_000_000))
}

fn key(stream: &Stream) -> String {
    stream.publish_key.as_ref().map(|key| key.expose().to_owned()).unwrap_or_default()
}

fn cells(stream: &Stream, reveals: bool, now: Time) -> Vec<String> {
    let mut cells = vec![
        stream.id.to_string(),
        state(stream, now),
        stream.publish_security.clone().unwrap_or_default(),
        seconds(stream.updated_at),
    ];
    if reveals {
        cells.push(key(stream));
    }
    cells
}

fn plain(stream: &Stream, reveals: bool) -> Vec<String> {
    let mut plain = vec![
        stream.id.to_string(),
        stream.is_disabled.to_string(),
        stream.publish_security.clone().unwrap_or_default(),
        time(stream.created_at),
        time(stream.updated_at),
    ];
    if reveals {
        plain.push(key(stream));
    }
    plain
}

/// A stream as a row of a list.
pub(in crate::cli) fn row(stream: &Stream, reveals: bool, now: Time) -> Row {
    Row { cells: cells(stream, reveals, now), plain: plain(stream, reveals), json: stream.json(reveals) }
}

/// A stream in full.
pub(in crate::cli) fn told(stream: &Stream, reveals: bool, now: Time) -> Told {
    let mut lines = vec![
        ("id", stream.id.to_string()),
        ("title", stream.id.title().to_owned()),
        ("hub", stream.id.hub().to_owned()),
        ("state", state(stream, now)),
        ("publish security", stream.publish_security.clone().unwrap_or_default()),
    ];
    if reveals {
        lines.push(("publish key", key(stream)));
    }
    lines.extend([
        ("created", time(stream.created_at)),
        ("updated", time(stream.updated_at)),
        ("profiles", stream.profiles.join(", ")),
    ]);
    for (name, host) in [
        ("publish host", &stream.hosts.publish),
        ("RTMP host", &stream.hosts.rtmp),
        ("HLS host", &stream.hosts.hls),
        ("FLV host", &stream.hosts.flv),
        ("playback host", &stream.hosts.playback),
    ] {
        lines.push((name, host.clone().unwrap_or_default()));
    }
    lines.retain(|(_, value)| !value.is_empty());
    Told {
        id: stream.id.to_string(),
        lines,
        cells: cells(stream, reveals, now),
        plain: plain(stream, reveals),
        json: stream.json(reveals),
        ..Told::default()
    }
}

/// A stream after it was changed: people are told in a sentence, programs see it as it is now.
pub(in crate::cli) fn changed(stream: &Stream, note: String, now: Time) -> Told {
    Told { note: Some(note), lines: Vec::new(), cells: Vec::new(), ..told(stream, false, now) }
}
