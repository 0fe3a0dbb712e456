//! Rows and columns for people: no lines around them, a header in capitals, as wide as the terminal allows.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use console::Term;

use crate::ui::text::visible;

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    title: &'static str,
    is_number: bool,
}

impl Column {
    /// A column of words, aligned to the left.
    #[must_use]
    pub const fn text(title: &'static str) -> Self {
        Self { title, is_number: false }
    }

    /// A column of numbers, aligned to the right.
    #[must_use]
    pub const fn number(title: &'static str) -> Self {
        Self { title, is_number: true }
    }
}

/// The table of these rows, each of as many cells as there are columns; its lines end in `\n`. In a terminal of a
/// `width` cells wrap to fit; without one every row is a line. Without rows it is empty.
#[must_use]
pub(super) fn render(columns: &[Column], rows: &[Vec<String>], width: Option<u16>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut table = blank(width);
    if columns.iter().any(|column| !column.title.is_empty()) {
        table.set_header(columns.iter().map(|column| column.title));
    }
    for row in rows {
        table.add_row(row.iter().map(|cell| visible(cell)));
    }
    for (index, column) in columns.iter().enumerate() {
        if let Some(shape) = table.column_mut(index) {
            shape.set_padding((0, 2));
            if column.is_number {
                shape.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    lines(&table)
}

fn blank(width: Option<u16>) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING);
    match width {
        Some(width) => {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            // The last column's gap may hang over the edge.
            table.set_width(width.saturating_add(2));
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
    fn a_narrow_terminal_wraps_and_no_cell_speaks_to_it() {
        let long = "x".repeat(100);
        let table = render(&COLUMNS, &[row([&long, "1\x1b[2J", "now"])], Some(40));
        assert!(table.lines().all(|line| line.chars().count() <= 40), "{table}");
        assert!(!table.contains('\x1b') && table.lines().count() > 2, "{table}");
        let wide = render(&COLUMNS, &[row([&long, "1", "now"])], None);
        assert_eq!(wide.lines().count(), 2);
    }

    #[test]
    fn nothing_has_no_header() {
        assert_eq!(render(&COLUMNS, &[], None), "");
    }
}
