//! The program in a terminal, with somebody who types. The terminal is made by Python, which can do so without
//! unsafe code here.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::program::Run;

/// What runs there.
pub(super) struct Job<'a> {
    /// The program with its arguments, environment and directory.
    pub(super) command: &'a Command,
    pub(super) columns: u16,
    /// What a pipe brings to its stdin; the terminal does if that is empty.
    pub(super) stdin: &'a str,
    /// Prompts, each with the keys that are typed when it has been seen.
    pub(super) typed: &'a [(&'a str, &'a str)],
}

impl Job<'_> {
    /// How Python is told of it, on its stdin: nothing of it can be seen in a list of processes.
    pub(super) fn text(&self) -> String {
        let text = |text: &std::ffi::OsStr| text.to_str().expect("tests write UTF-8").to_owned();
        let command = self.command;
        let argv = [command.get_program()].into_iter().chain(command.get_args()).map(text);
        let mut env: serde_json::Map<_, _> =
            command.get_envs().filter_map(|(name, value)| Some((text(name), text(value?).into()))).collect();
        env.entry("TERM").or_insert_with(|| "xterm".into());
        let job = json!({
            "argv": argv.collect::<Vec<_>>(),
            "env": env,
            "cwd": command.get_current_dir().expect("a program has a directory"),
            "columns": self.columns,
            "stdin": self.stdin,
            "typed": self.typed,
        });
        job.to_string()
    }
}

/// The Python script that runs a job.
pub(super) fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/terminal/run.py")
}

/// What a run in a terminal came to: all that was seen is its stdout, with lines that end as everywhere else.
pub(super) fn seen(run: Run) -> Run {
    assert_eq!(run.stderr, "", "{}", run.stdout);
    Run { stdout: run.stdout.replace("\r\n", "\n"), ..run }
}

#[cfg(test)]
mod tests {
    use crate::support::program::streamctl;

    #[test]
    fn what_a_terminal_sees_is_told() {
        let run = streamctl(["--version"]).run_in_terminal(80, &[]);
        assert_eq!((run.code, run.stdout), (Some(0), format!("streamctl {}\n", env!("CARGO_PKG_VERSION"))));
        let run = streamctl(["playlist", "write", "none"]).run_in_terminal(80, &[]);
        assert_eq!(run.code, Some(12));
        assert!(run.stdout.starts_with("\u{1b}[1;31merror:\u{1b}[0m cannot read none"), "{}", run.stdout);
    }
}
