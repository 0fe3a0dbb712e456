//! Coverage as a picture in letters: a row for each hour, a cell for each minute or for several.

use std::fmt::Write as _;

use crate::archive::name::{Completeness, format_hour};
use crate::playlist::coverage::{Coverage, Degree};
use crate::time::{Span, Time};
use crate::ui::Look;

const HOUR: Span = Span::from_secs(3_600);

/// What a row has besides its cells: the hour before them, the share behind, and a blank each.
const MARGIN: usize = 20;
/// How many cells an hour may have, all of them equally long; the first that fit are taken.
const CELLS: [u64; 7] = [60, 30, 20, 15, 12, 10, 6];

/// The letters of a picture.
struct Letters {
    /// Nothing at all.
    none: char,
    /// More and more, but not all.
    some: &'static [char],
    full: char,
    suspect: char,
    partial: char,
    legend: &'static str,
}

const BLOCKS: Letters = Letters {
    none: '·',
    some: &['▁', '▂', '▃', '▄', '▅', '▆', '▇'],
    full: '█',
    suspect: '▓',
    partial: '▒',
    legend: "· nothing  ▁▄▇ in part  ▒ with a partial segment  ▓ with a suspect one  █ full",
};

const ASCII: Letters = Letters {
    none: '.',
    some: &['-', '='],
    full: '#',
    suspect: 's',
    partial: 'p',
    legend: ". nothing  -= in part  p with a partial segment  s with a suspect one  # full",
};

/// Draws coverage for one terminal.
#[derive(Clone, Copy)]
pub(super) struct Strip {
    letters: &'static Letters,
    cells: u64,
    has_color: bool,
}

impl Strip {
    pub(super) fn new(look: Look) -> Self {
        let fits = |cells: &&u64| usize::try_from(**cells).is_ok_and(|cells| cells + MARGIN <= look.width);
        let cells = CELLS.iter().find(fits).or(CELLS.last()).copied().unwrap_or(1);
        Self { letters: if look.is_utf8 { &BLOCKS } else { &ASCII }, cells, has_color: look.has_color }
    }

    /// What the letters mean.
    pub(super) const fn legend(self) -> &'static str {
        self.letters.legend
    }

    /// Draws every hour of the range. Where several have nothing at all, a line says how many.
    pub(super) fn draw(self, coverage: &Coverage, text: &mut String) {
        let mut next = coverage.start.hour();
        for part in &coverage.hours {
            self.draw_empty(coverage, next, part.hour(), text);
            self.row(coverage, part.hour(), text);
            next = part.hour() + HOUR;
        }
        self.draw_empty(coverage, next, coverage.end, text);
    }

    /// Draws the hours from `from` on that begin before `to`: none of them has anything.
    fn draw_empty(self, coverage: &Coverage, from: Time, to: Time, text: &mut String) {
        match to.since(from).micros().div_ceil(HOUR.micros()) {
            0 => {}
            1 => self.row(coverage, from, text),
            hours => {
                let _ = writeln!(text, "{:14}{hours} hours with nothing", "");
            }
        }
    }

    fn row(self, coverage: &Coverage, hour: Time, text: &mut String) {
        let _ = write!(text, "{} ", format_hour(hour));
        let cell = Span::from_micros(HOUR.micros() / self.cells);
        let mut at = hour;
        let mut color = "";
        for _ in 0..self.cells {
            let (letter, its_color) = self.cell(coverage.degree(at, at + cell));
            if self.has_color && its_color != color {
                let _ = write!(text, "\x1b[{its_color}m");
                color = its_color;
            }
            text.push(letter);
            at = at + cell;
        }
        if !color.is_empty() {
            text.push_str("\x1b[0m");
        }
        let whole = coverage.degree(hour, hour + HOUR);
        let _ = writeln!(text, " {:>5}", percent(whole.covered, whole.length));
    }

    /// A cell's letter and colour: red where something is missing, else by the worst that is there.
    fn cell(self, degree: Degree) -> (char, &'static str) {
        let letters = self.letters;
        let (covered, length) = (degree.covered.micros(), degree.length.micros());
        if length == 0 {
            return (' ', "0");
        }
        if covered == 0 {
            return (letters.none, "31");
        }
        if covered < length {
            let steps = letters.some.len();
            let step = u128::from(covered) * (steps as u128 + 1) / u128::from(length);
            let step = usize::try_from(step).unwrap_or(steps).clamp(1, steps);
            return (letters.some[step - 1], "31");
        }
        match degree.worst {
            Completeness::Full => (letters.full, "32"),
            Completeness::Suspect => (letters.suspect, "33"),
            Completeness::Partial | Completeness::Temp => (letters.partial, "35"),
        }
    }
}

/// A share to a tenth of a percent, rounded down so that only the whole is `100%`.
pub(super) fn percent(part: Span, whole: Span) -> String {
    let thousandths = u128::from(part.micros()) * 1_000 / u128::from(whole.micros().max(1));
    match (thousandths / 10, thousandths % 10) {
        (100, 0) => "100%".to_owned(),
        (whole, tenth) => format!("{whole}.{tenth}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playlist::coverage::cover;

    fn strip(width: usize, has_color: bool) -> Strip {
        Strip::new(Look { has_color, is_utf8: true, width })
    }

    #[test]
    fn a_strip_is_as_wide_as_fits() {
        for (width, cells) in [(200, 60), (80, 60), (79, 30), (50, 30), (49, 20), (35, 15), (26, 6), (1, 6)] {
            assert_eq!(strip(width, false).cells, cells, "{width}");
        }
    }

    #[test]
    fn a_cell_tells_how_much_and_a_colour_what() {
        let strip = strip(80, true);
        let second = Span::from_secs;
        for (covered, length, worst, cell) in [
            (0, 0, Completeness::Full, (' ', "0")),
            (0, 60, Completeness::Full, ('·', "31")),
            (1, 60, Completeness::Full, ('▁', "31")),
            (30, 60, Completeness::Partial, ('▄', "31")),
            (59, 60, Completeness::Full, ('▇', "31")),
            (60, 60, Completeness::Full, ('█', "32")),
            (1, 1, Completeness::Suspect, ('▓', "33")),
            (60, 60, Completeness::Partial, ('▒', "35")),
        ] {
            let degree = Degree { covered: second(covered), length: second(length), worst };
            assert_eq!(strip.cell(degree), cell, "{degree:?}");
        }
    }

    #[test]
    fn hours_with_nothing_take_one_line() {
        let selection = crate::archive::select(Vec::new(), Time::MIN, Time::MAX);
        let time = |text| Time::parse(text, Time::MIN).unwrap();
        let draw = |start, end| {
            let mut text = String::new();
            let coverage = cover(&selection, Some(time(start)), Some(time(end))).unwrap();
            strip(26, true).draw(&coverage, &mut text);
            text
        };
        let many = draw("2024-01-01T10:30:00Z", "2026-01-01T10:30:00Z");
        assert_eq!(many, "              17545 hours with nothing\n");
        let one = draw("2024-01-01T10:30:00Z", "2024-01-01T11:00:00Z");
        assert_eq!(one, "2024-01-01T10 \x1b[0m   \x1b[31m···\x1b[0m  0.0%\n");
    }

    #[test]
    fn only_all_of_it_is_a_hundred_percent() {
        let micros = Span::from_micros;
        for (part, whole, told) in
            [(0, 7, "0.0%"), (999_999, 1_000_000, "99.9%"), (7, 7, "100%"), (1, 2, "50.0%"), (0, 0, "0.0%")]
        {
            assert_eq!(percent(micros(part), micros(whole)), told);
        }
    }
}
