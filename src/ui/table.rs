//! Rows and columns for people: no lines around them, a header in capitals, as wide as the terminal allows.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table};
use console::{Term, measure_text_width};

use crate::ui::text::visible;

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    title: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Prose,
}

/// The narrowest that prose is made, in characters.
const NARROWEST: usize = 20;
/// What is between two columns.
const GAP: u16 = 2;

impl Column {
    /// A column of ids, URLs and words, aligned to the left. They are there to be copied, and are never broken.
    #[must_use]
    pub const fn text(title: &'static str) -> Self {
        Self { title, kind: Kind::Text }
    }

    /// A column of numbers, aligned to the right.
    #[must_use]
    pub const fn number(title: &'static str) -> Self {
        Self { title, kind: Kind::Number }
    }

    /// A column of sentences, which are broken where a terminal is too narrow for them.
    #[must_use]
    pub const fn prose(title: &'static str) -> Self {
        Self { title, kind: Kind::Prose }
    }
}

/// The table of these rows, each of as many cells as there are columns; its lines end in `\n`. In a terminal of a
/// `width` prose wraps to fit; all else is in one line, however narrow the terminal. Without rows it is empty.
#[must_use]
pub(super) fn render(columns: &[Column], rows: &[Vec<String>], width: Option<u16>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut table = blank(width.and_then(|width| width_of(columns, rows, width)));
    if columns.iter().any(|column| !column.title.is_empty()) {
        table.set_header(columns.iter().map(|column| column.title));
    }
    for row in rows {
        table.add_row(row.iter().map(|cell| visible(cell)));
    }
    for (index, column) in columns.iter().enumerate() {
        if let Some(shape) = table.column_mut(index) {
            shape.set_padding((0, GAP));
            if column.kind == Kind::Number {
                shape.set_cell_alignment(CellAlignment::Right);
            }
            if column.kind != Kind::Prose {
                shape.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
    }
    lines(&table)
}

/// How wide a table is to be; none if nothing of it can be made narrower.
fn width_of(columns: &[Column], rows: &[Vec<String>], width: u16) -> Option<u16> {
    let width_in = |index: usize, column: &Column| {
        let cells = rows.iter().filter_map(|row| row.get(index));
        let widths = cells.map(|cell| measure_text_width(&visible(cell)));
        widths.chain([measure_text_width(column.title)]).max().unwrap_or(0)
    };
    if columns.iter().all(|column| column.kind != Kind::Prose) {
        return None;
    }
    let least = columns.iter().enumerate().map(|(index, column)| match column.kind {
        Kind::Prose => width_in(index, column).min(NARROWEST) + usize::from(GAP),
        Kind::Text | Kind::Number => width_in(index, column) + usize::from(GAP),
    });
    let least = u16::try_from(least.sum::<usize>()).unwrap_or(u16::MAX);
    // The last column's gap may hang over the edge.
    Some(least.max(width.saturating_add(GAP)))
}

fn blank(width: Option<u16>) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING);
    match width {
        Some(width) => {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(width);
        }
        None => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    table
}

fn lines(table: &Table) -> String {
    table.lines().flat_map(|line| [line.trim_end().to_owned(), "\n".to_owned()]).collect()
}

/// The width of stdout's terminal in characters; none if it is no terminal.
pub(super) fn terminal_width() -> Option<u16> {
    let terminal = Term::stdout();
    if !terminal.is_term() {
        return None;
    }
    terminal.size_checked().map(|(_, columns)| columns).filter(|columns| *columns > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [Column::text("ID"), Column::number("KBIT/S"), Column::text("SINCE")];

    fn row(cells: [&str; 3]) -> Vec<String> {
        cells.map(str::to_owned).to_vec()
    }

    #[test]
    fn columns_are_aligned_and_lines_end_where_their_text_does() {
        let rows = [row(["z1.demo.a", "1200", "08:00"]), row(["z1.demo.long", "5", ""])];
        let table = render(&COLUMNS, &rows, None);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(
            lines,
            ["ID            KBIT/S  SINCE", "z1.demo.a       1200  08:00", "z1.demo.long       5"]
        );
    }

    #[test]
    fn no_id_is_broken_however_narrow_the_terminal() {
        let long = "x".repeat(100);
        for width in [Some(1), Some(40), Some(200), None] {
            let table = render(&COLUMNS, &[row([&long, "1\x1b[2J", "now"])], width);
            assert_eq!(table.lines().count(), 2, "{table}");
            assert!(table.contains(&long) && !table.contains('\x1b'), "{table}");
        }
    }

    #[test]
    fn prose_wraps_beside_what_does_not() {
        let columns = [Column::text("ID"), Column::prose("DETAILS"), Column::text("URL")];
        let (id, prose, url) = ("z1.demo.cam-1", "seven words that are easy to break", "https://a.example/x");
        let rows = [row([id, prose, url])];
        for (width, lines) in [(10, 3), (40, 3), (60, 3), (80, 2)] {
            let table = render(&columns, &rows, Some(width));
            assert!(table.contains(id) && table.contains(url), "{width}: {table}");
            assert_eq!(table.lines().count(), lines, "{width}: {table}");
        }
        let table = render(&columns, &rows, None);
        assert!(table.contains(prose), "{table}");
        let columns = [Column::text("ID"), Column::prose("DETAILS")];
        let rows = [[id, prose].map(str::to_owned).to_vec()];
        let table = render(&columns, &rows, Some(40));
        assert!(table.lines().all(|line| line.chars().count() <= 40), "{table}");
    }

    #[test]
    fn nothing_has_no_header() {
        assert_eq!(render(&COLUMNS, &[], None), "");
    }
}
