//! A table in a terminal that is drawn over and over at the same place.

use std::io;

use console::{Term, measure_text_width};

use crate::ui::Ui;
use crate::ui::format::Format;
use crate::ui::table::Column;

/// What was drawn last.
#[derive(Debug)]
pub struct Screen {
    terminal: Term,
    lines: usize,
}

impl Screen {
    /// A place in stdout's terminal; none if a table is not what is asked for, and if stdout is no terminal, or
    /// one that cannot go back.
    #[must_use]
    pub fn open(ui: Ui) -> Option<Self> {
        if ui.format() != Format::Table || !ui.shows_results() {
            return None;
        }
        let terminal = Term::buffered_stdout();
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        (terminal.is_term() && !is_dumb).then_some(Self { terminal, lines: 0 })
    }

    /// Takes away what was drawn, so that something else can be said; the next drawing comes below that.
    pub fn clear(&mut self) -> io::Result<()> {
        self.terminal.clear_last_lines(std::mem::take(&mut self.lines))?;
        self.terminal.flush()
    }

    /// Draws a heading and a table in the place of what was there; rows that don't fit the screen are left out.
    pub fn draw(&mut self, heading: &str, columns: &[Column], rows: &[Vec<String>]) -> io::Result<()> {
        let table = Ui::table_text(columns, rows);
        let text: Vec<&str> = [heading].into_iter().chain(table.lines()).collect();
        let (height, width) = self.terminal.size();
        let room = usize::from(height).saturating_sub(1).max(1);
        self.terminal.clear_last_lines(self.lines)?;
        self.lines = 0;
        for line in text {
            // The terminal breaks what is longer than its own lines.
            let lines = measure_text_width(line).div_ceil(usize::from(width).max(1)).max(1);
            if self.lines + lines > room {
                break;
            }
            self.terminal.write_line(line)?;
            self.lines += lines;
        }
        self.terminal.flush()
    }
}
