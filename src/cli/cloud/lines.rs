//! Names in a file, one a line, read as they come: a file may be anything, and stdin may never end.

use std::io::{BufRead, Read};

use anyhow::Context as _;

use crate::cli::usage;

/// How many names a file may have.
pub(super) const MOST: usize = 1_000_000;
/// The longest line in bytes; no id comes near it.
const LONGEST: u64 = 4_096;

/// The names in a file, without spaces around them, empty lines and those that begin with `#`. More than `most`
/// of them, lines that are too long and what is not UTF-8 are wrong arguments; `file` is its name.
pub(super) fn names_in(mut input: impl BufRead, file: &str, most: usize) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        // Room for the line's end, and for the letter that makes it too long.
        let read = input.by_ref().take(LONGEST + 2).read_until(b'\n', &mut line);
        if read.with_context(|| format!("cannot read {file}"))? == 0 {
            break;
        }
        let end = line.iter().rev().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if (line.len() - end) as u64 > LONGEST {
            return Err(usage(format!(
                "line {number} of {file} is over {LONGEST} bytes long, which is no name"
            )));
        }
        let Ok(text) = std::str::from_utf8(&line) else {
            return Err(usage(format!("{file} is not UTF-8 (line {number})")));
        };
        let text = if number == 1 { text.trim_start_matches('\u{feff}') } else { text };
        let name = text.trim();
        if name.is_empty() || name.starts_with('#') {
            continue;
        }
        if names.len() == most {
            return Err(usage(format!("{file} has over {most} names: split it")));
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Result<Vec<String>, String> {
        names_in(text.as_bytes(), "stdin", 5).map_err(|error| error.to_string())
    }

    #[test]
    fn lines_are_names_but_for_comments_and_blanks() {
        assert_eq!(names("\u{feff}a\r\n\n  b \n# c\n\t#d\nz1.h.e").unwrap(), ["a", "b", "z1.h.e"]);
        assert!(names("\n#\n").unwrap().is_empty());
        assert_eq!(names_in(&b"a\n\xff\n"[..], "f", 5).unwrap_err().to_string(), "f is not UTF-8 (line 2)");
    }

    #[test]
    fn lines_and_names_have_their_bounds() {
        let longest = "x".repeat(4_096);
        for end in ["", "\n", "\r\n"] {
            assert_eq!(names(&format!("{longest}{end}")).unwrap(), [longest.as_str()]);
            let error = names(&format!("a\n{longest}x{end}")).unwrap_err();
            assert_eq!(error, "line 2 of stdin is over 4096 bytes long, which is no name");
        }
        assert_eq!(names("a\nb\nc\nd\ne\n#\n").unwrap().len(), 5);
        assert_eq!(names("a\nb\nc\nd\ne\nf\n").unwrap_err(), "stdin has over 5 names: split it");
    }
}
