//! What stdout can show: colours, letters beyond ASCII, and how many of them side by side.

use std::io::{self, IsTerminal};

use console::Term;

use crate::ui::ColorChoice;

/// How wide a page is taken to be that is no terminal's, in columns.
const PAGE: usize = 80;

/// What stdout can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether it is to be coloured.
    pub has_color: bool,
    /// Whether it takes UTF-8.
    pub is_utf8: bool,
    /// How many columns it has.
    pub width: usize,
}

impl Look {
    /// The look of stdout, coloured by the conventions that messages go by.
    pub(super) fn of_stdout(color: ColorChoice) -> Self {
        let width = Term::stdout().size_checked().map_or(PAGE, |(_, columns)| columns.into());
        Self { has_color: color.applies(io::stdout().is_terminal()), is_utf8: is_utf8(), width }
    }
}

/// Whether the locale's letters are UTF-8: the first variable that says anything counts (POSIX.1-2017 §8.2).
fn is_utf8() -> bool {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default();
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}
