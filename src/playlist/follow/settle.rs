//! Whether a file is whole: writers that don't rename leave no other sign than that they have stopped.

use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::time::{Span, Time};

/// Files that may still be written to.
#[derive(Debug)]
pub(super) struct Settling {
    /// How long a file must have been as it is.
    length: Span,
    /// What was seen of those that had not, and since when.
    seen: HashMap<PathBuf, (u64, SystemTime, Instant)>,
    /// The first that had not at this look, and when it may have.
    waiting: Option<(PathBuf, Duration)>,
}

impl Settling {
    pub(super) fn new(length: Span) -> Self {
        Self { length, seen: HashMap::new(), waiting: None }
    }

    /// Begins another look.
    pub(super) fn look(&mut self) {
        self.waiting = None;
    }

    /// The file that was waited for at this look, and how long until it may have settled.
    pub(super) fn waiting(&self) -> Option<(&Path, Duration)> {
        self.waiting.as_ref().map(|(path, wait)| (path.as_path(), *wait))
    }

    /// Whether a file has been as it is for long enough: by its own time of change, or as far as was seen. Clocks may
    /// differ, so one that was seen to change has not settled, whatever it says itself.
    pub(super) fn has_settled(&mut self, path: &Path, metadata: &Metadata, now: Time) -> bool {
        if self.length == Span::ZERO {
            return true;
        }
        let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let age = now.since(Time::from_system(modified));
        let (is_seen, unchanged) = match self.seen.get(path) {
            Some((size, at, since)) if (*size, *at) == (metadata.len(), modified) => (true, since.elapsed()),
            Some(_) => (true, Duration::ZERO),
            None => (false, Duration::ZERO),
        };
        let length = Duration::from_micros(self.length.micros());
        let age = Duration::from_micros(age.micros());
        if unchanged >= length || (age >= length && (!is_seen || unchanged > Duration::ZERO)) {
            self.seen.remove(path);
            return true;
        }
        if unchanged == Duration::ZERO {
            self.seen.insert(path.to_owned(), (metadata.len(), modified, Instant::now()));
        }
        self.waiting.get_or_insert_with(|| (path.to_owned(), length.saturating_sub(unchanged.max(age))));
        false
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{File, metadata};
    use std::time::Duration;

    use super::Settling;
    use crate::time::{Span, Time};

    #[test]
    fn a_file_settles_by_its_own_time_unless_it_is_seen_to_change() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("1.ts");
        let file = File::create(&path).unwrap();
        let now = |file: &File| Time::from_system(file.metadata().unwrap().modified().unwrap());
        let second = Span::from_secs(1);
        let mut settling = Settling::new(Span::from_secs(60));
        let written = now(&file);
        assert!(!settling.has_settled(&path, &metadata(&path).unwrap(), written + second));
        assert_eq!(settling.waiting().unwrap(), (path.as_path(), Duration::from_secs(59)));
        assert!(settling.has_settled(&path, &metadata(&path).unwrap(), written + Span::from_secs(60)));
        // A clock that is far behind.
        assert!(!settling.has_settled(&path, &metadata(&path).unwrap(), written + second));
        file.set_len(1).unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
        assert!(!settling.has_settled(&path, &metadata(&path).unwrap(), written));
        let mut none = Settling::new(Span::ZERO);
        assert!(none.has_settled(&path, &metadata(&path).unwrap(), written) && none.waiting().is_none());
    }
}
