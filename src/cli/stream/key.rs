//! Publish keys and ways of publishing, in arguments. A key is never an argument itself: those can be read by
//! everybody on the machine.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use crate::cli::usage;
use crate::config::secret_file;
use crate::secret::Secret;

/// The longest key on stdin, in bytes; there to stop at what is no key at all.
const LONGEST: u64 = 64 * 1024;

/// How a stream is published to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Publishing {
    /// Take the publish key from this file; - is stdin
    #[arg(long, value_name = "FILE")]
    publish_key_file: Option<PathBuf>,
    /// How publishers prove that they may: static (the key itself) or dynamic (a token for every time)
    #[arg(long, value_name = "SECURITY", value_parser = ["static", "dynamic"], hide_possible_values = true)]
    publish_security: Option<String>,
}

impl Publishing {
    /// The publish key in the file that was named.
    pub(super) fn key(&self) -> anyhow::Result<Option<Secret>> {
        self.publish_key_file.as_deref().map(publish_key).transpose()
    }

    pub(super) fn security(&self) -> Option<String> {
        self.publish_security.clone()
    }
}

fn publish_key(file: &Path) -> anyhow::Result<Secret> {
    let key = if file == Path::new("-") { of_stdin()? } else { secret_file(file)? };
    check(&key).map_err(|reason| usage(format!("--publish-key-file: {reason}")))?;
    Ok(key)
}

fn of_stdin() -> anyhow::Result<Secret> {
    let mut text = String::new();
    let stdin = std::io::stdin().lock();
    stdin.take(LONGEST + 1).read_to_string(&mut text).context("cannot read the publish key on stdin")?;
    if text.len() as u64 > LONGEST {
        return Err(usage("--publish-key-file: what stdin holds is too long for a key"));
    }
    Ok(Secret::from_file(text))
}

/// A key is sent in URLs: letters, digits and signs.
fn check(key: &Secret) -> Result<(), &'static str> {
    if key.expose().is_empty() {
        return Err("the file is empty");
    }
    if !key.expose().bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("a publish key is one line of printable ASCII without spaces");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_line_of_printable_ascii() {
        for (text, is_key) in
            [("0123abcd\n", true), ("a\r\n", true), ("\n", false), ("a\nb", false), ("é", false)]
        {
            assert_eq!(check(&Secret::from_file(text.to_owned())).is_ok(), is_key, "{text:?}");
        }
    }
}
