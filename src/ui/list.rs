//! Lists and single objects, in every format by one way of telling them.

use std::io;

use serde_json::{Map, Value};

use crate::ui::Ui;
use crate::ui::format::Format;
use crate::ui::table::{self, Column};
use crate::ui::text::visible;

/// One thing of a list, told in every way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// For people: a cell for every column.
    pub cells: Vec<String>,
    /// For `cut` and `awk`.
    pub plain: Vec<String>,
    /// For programs.
    pub json: Value,
}

/// A list that is being printed. In `plain` and `jsonl` a row is printed as soon as it comes, and forgotten; a
/// table and a JSON document are printed when all rows are there. Nothing is printed where quiet was asked for
/// and no format.
#[derive(Debug)]
pub struct List {
    ui: Ui,
    columns: &'static [Column],
    rows: Vec<Vec<String>>,
    items: Vec<Value>,
}

/// One thing told in full: for people lines of a name and a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// For people.
    pub lines: Vec<(&'static str, String)>,
    /// For `cut` and `awk`.
    pub plain: Vec<String>,
    /// For programs.
    pub json: Value,
}

impl List {
    /// An empty list.
    #[must_use]
    pub fn new(ui: Ui, columns: &'static [Column]) -> Self {
        Self { ui, columns, rows: Vec::new(), items: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Row) -> io::Result<()> {
        match self.ui.format() {
            Format::Table => self.rows.push(row.cells),
            Format::Plain => return self.ui.result(&plain(&row.plain)),
            Format::Json => self.items.push(row.json),
            Format::Jsonl => return self.ui.result(&format!("{}\n", row.json)),
        }
        Ok(())
    }

    /// Prints what is still to be printed; a JSON document gets `extra` fields beside its `items`.
    pub fn finish(self, extra: Map<String, Value>) -> io::Result<()> {
        match self.ui.format() {
            Format::Table => {
                self.ui.result(&table::render(self.columns, &self.rows, table::terminal_width()))
            }
            Format::Json => {
                let mut document = Map::from_iter([("items".to_owned(), Value::Array(self.items))]);
                document.extend(extra);
                self.ui.result(&format!("{}\n", Value::Object(document)))
            }
            Format::Plain | Format::Jsonl => Ok(()),
        }
    }
}

impl Record {
    /// The record as it is printed in a format.
    fn text(&self, format: Format) -> String {
        match format {
            Format::Table => {
                let rows: Vec<Vec<String>> =
                    self.lines.iter().map(|(name, value)| vec![format!("{name}:"), value.clone()]).collect();
                table::render(&[Column::text(""), Column::text("")], &rows, table::terminal_width())
            }
            Format::Plain => plain(&self.plain),
            Format::Json | Format::Jsonl => format!("{}\n", self.json),
        }
    }
}

impl Ui {
    /// Prints one thing in full.
    pub fn record(self, record: &Record) -> io::Result<()> {
        self.result(&record.text(self.format()))
    }

    /// Prints a value that somebody asked for by its name: bare, so that it can be pasted and piped, and for
    /// programs in an object.
    pub fn value(self, bare: &str, json: &Value) -> io::Result<()> {
        match self.format() {
            Format::Table | Format::Plain => self.result(&format!("{}\n", visible(bare))),
            Format::Json | Format::Jsonl => self.result(&format!("{json}\n")),
        }
    }

    /// Prints rows as a table that replaces the one before, or as lines where nothing can be replaced.
    pub(super) fn table_text(columns: &[Column], rows: &[Vec<String>]) -> String {
        table::render(columns, rows, table::terminal_width())
    }
}

/// The fields of a line, with tabs between, and none within.
fn plain(fields: &[String]) -> String {
    let mut line = fields.iter().map(|field| visible(field)).collect::<Vec<_>>().join("\t");
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_record_is_told_in_every_format() {
        let record = Record {
            lines: vec![("id", "a".to_owned()), ("state", "on\tair".to_owned())],
            plain: vec!["a".to_owned(), "on\tair".to_owned()],
            json: json!({"id": "a"}),
        };
        assert_eq!(record.text(Format::Table), "id:     a\nstate:  on\\tair\n");
        assert_eq!(record.text(Format::Plain), "a\ton\\tair\n");
        assert_eq!(record.text(Format::Jsonl), "{\"id\":\"a\"}\n");
    }
}
