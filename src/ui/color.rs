//! Whether there are colours.

use std::io::{self, IsTerminal};

/// Whether messages are coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal that has colours, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColorChoice {
    /// Whether stderr is to be coloured, by the conventions of `NO_COLOR`, `CLICOLOR_FORCE` and `TERM=dumb`.
    #[must_use]
    pub fn for_stderr(self) -> bool {
        self.applies(io::stderr().is_terminal())
    }

    /// Whether something is to be coloured that is a terminal or is none.
    pub(super) fn applies(self, is_terminal: bool) -> bool {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
            Self::Auto if is_set("CLICOLOR_FORCE") => true,
            Self::Auto => is_terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
        }
    }
}
