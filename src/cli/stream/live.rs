//! How it is told whether somebody is publishing, and what arrives.

use serde_json::{Value, json};

use crate::cli::cloud::Told;
use crate::cli::stream::shape::seconds;
use crate::pili::{Status, StreamId};
use crate::ui::Column;

/// The columns of a table of several.
pub(in crate::cli) const COLUMNS: [Column; 6] = [
    Column::text("ID"),
    Column::text("STATE"),
    Column::number("KBIT/S"),
    Column::number("VIDEO FPS"),
    Column::number("AUDIO FPS"),
    Column::text("SINCE"),
];

/// `connected` or `disconnected`.
pub(in crate::cli) const fn word(status: &Status) -> &'static str {
    if status.is_connected { "connected" } else { "disconnected" }
}

/// A bit rate in thousands of bits a second, of bytes a second.
pub(in crate::cli) fn kilobits(bytes_per_second: f64) -> String {
    format!("{:.0}", bytes_per_second * 8.0 / 1_000.0)
}

fn rate(rate: Option<f64>) -> String {
    rate.map(|rate| format!("{rate:.1}")).unwrap_or_default()
}

/// The row of a table.
pub(in crate::cli) fn cells(id: &StreamId, status: &Status) -> Vec<String> {
    let mut cells = vec![id.to_string(), word(status).to_owned()];
    if status.is_connected {
        cells.extend([
            status.bytes_per_second.map(kilobits).unwrap_or_default(),
            rate(status.frames.video),
            rate(status.frames.audio),
            seconds(status.since),
        ]);
    }
    cells.resize(COLUMNS.len(), String::new());
    cells
}

/// The line of `plain`: id, state, bytes a second, video and audio frames a second, since when, publisher.
pub(in crate::cli) fn plain(id: &StreamId, status: &Status) -> Vec<String> {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    vec![
        id.to_string(),
        word(status).to_owned(),
        number(status.bytes_per_second),
        number(status.frames.video),
        number(status.frames.audio),
        status.since.map(|since| since.to_string()).unwrap_or_default(),
        status.address.clone().unwrap_or_default(),
    ]
}

/// The status as the API gives it, with the stream's id.
pub(in crate::cli) fn json(id: &StreamId, status: &Status) -> Value {
    let mut json = json!({ "id": id.as_str() });
    if let Value::Object(object) = &mut json {
        for (key, value) in &status.fields {
            if key != "id" {
                object.insert(key.clone(), value.clone());
            }
        }
    }
    json
}

/// A status in full.
pub(in crate::cli) fn told(id: &StreamId, status: &Status) -> Told {
    let mut lines = vec![("id", id.to_string()), ("status", word(status).to_owned())];
    if let Some(address) = &status.address {
        let name = if status.is_connected { "publisher" } else { "last publisher" };
        lines.push((name, address.clone()));
    }
    if status.is_connected {
        lines.extend([
            ("since", status.since.map(|since| since.to_string()).unwrap_or_default()),
            (
                "bit rate",
                status.bytes_per_second.map(|rate| format!("{} kbit/s", kilobits(rate))).unwrap_or_default(),
            ),
            ("video fps", rate(status.frames.video)),
            ("audio fps", rate(status.frames.audio)),
        ]);
    }
    lines.retain(|(_, value)| !value.is_empty());
    Told {
        id: id.to_string(),
        lines,
        cells: cells(id, status),
        plain: plain(id, status),
        json: json(id, status),
        ..Told::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_a_second_are_told_in_thousands_of_bits() {
        for (bytes, told) in [(0.0, "0"), (94_012.5, "752"), (125_000.0, "1000"), (1e300, "8")] {
            assert!(kilobits(bytes).starts_with(told), "{bytes}");
        }
    }
}
