//! Where what was measured is kept.

use std::ffi::OsStr;
use std::path::PathBuf;

/// The program's directory in the user's cache; none for a user without a home.
pub(in crate::cli) fn directory() -> Option<PathBuf> {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| value != OsStr::new(""));
    // Without either, the home in the system's list of users might be found, which nobody has chosen.
    if !is_set("HOME") && !is_set("XDG_CACHE_HOME") {
        return None;
    }
    dirs::cache_dir().map(|cache| cache.join("streamctl"))
}
