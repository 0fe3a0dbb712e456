//! Whether a file is whole: writers that don't rename leave no other sign than that they have stopped.

use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::time::{Span, Time};

/// Nobody waits for longer: a hundred years.
const LONGEST: Duration = Duration::from_secs(3_155_760_000);

/// Files that may still be written to.
#[derive(Debug)]
pub(super) struct Settling {
    /// How long a file must have been as it is.
    length: Duration,
    /// Those that were asked for at this look and the one before.
    seen: HashMap<PathBuf, Sight>,
    /// How many looks there were.
    looks: u64,
    /// The first that had not at this look, and when it may have.
    waiting: Option<(PathBuf, Duration)>,
}

/// What was seen of a file.
#[derive(Debug)]
struct Sight {
    size: u64,
    modified: SystemTime,
    /// When it has settled, if it stays like that.
    due: Instant,
    /// The look at which it was asked for last.
    look: u64,
}

impl Settling {
    pub(super) fn new(length: Span) -> Self {
        let length = Duration::from_micros(length.micros()).min(LONGEST);
        Self { length, seen: HashMap::new(), looks: 0, waiting: None }
    }

    /// Begins another look.
    pub(super) fn look(&mut self) {
        self.waiting = None;
        let last = self.looks;
        self.seen.retain(|_, sight| sight.look == last);
        self.looks += 1;
    }

    /// The file that was waited for at this look, and how long until it may have settled.
    pub(super) fn waiting(&self) -> Option<(&Path, Duration)> {
        self.waiting.as_ref().map(|(path, wait)| (path.as_path(), *wait))
    }

    /// Whether a file has been as it is for long enough. Its own time of change tells that of what is there at the
    /// first look, and later only if it is no further back than that: a file that comes or changes while somebody
    /// looks, and says that it is old, has been moved there, or its disk has another clock.
    pub(super) fn has_settled(&mut self, path: &Path, metadata: &Metadata, now: Time) -> bool {
        if self.length == Duration::ZERO {
            return true;
        }
        let (size, modified) = (metadata.len(), metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH));
        let moment = Instant::now();
        let known = self.seen.get(path);
        let unchanged = known.filter(|sight| (sight.size, sight.modified) == (size, modified));
        let wait = || {
            let age = Duration::from_micros(now.since(Time::from_system(modified)).micros());
            let is_first = known.is_none() && self.looks <= 1;
            let wait = self.length.checked_sub(age).filter(|wait| !wait.is_zero());
            wait.unwrap_or(if is_first { Duration::ZERO } else { self.length })
        };
        let due = unchanged.map_or_else(|| moment + wait(), |sight| sight.due);
        self.seen.insert(path.to_owned(), Sight { size, modified, due, look: self.looks });
        let wait = due.saturating_duration_since(moment);
        if wait.is_zero() {
            return true;
        }
        self.waiting.get_or_insert_with(|| (path.to_owned(), wait));
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
        let (second, minute) = (Span::from_secs(1), Span::from_secs(60));
        let written = now(&file);
        let mut early = Settling::new(minute);
        let has_settled =
            |settling: &mut Settling, now| settling.has_settled(&path, &metadata(&path).unwrap(), now);
        early.look();
        assert!(!has_settled(&mut early, written + second));
        assert_eq!(early.waiting().unwrap(), (path.as_path(), Duration::from_secs(59)));
        assert!(!has_settled(&mut early, written + minute), "only the clock was set");
        let mut settling = Settling::new(minute);
        settling.look();
        assert!(has_settled(&mut settling, written + minute));
        // The clock of a disk that is far behind.
        file.set_len(1).unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
        for _ in 0..3 {
            settling.look();
            assert!(!has_settled(&mut settling, written));
            assert!(settling.waiting().unwrap().1 > Duration::from_secs(30), "no look after look");
        }
        settling.look();
        settling.look();
        assert!(settling.seen.is_empty(), "nobody asks any more");
        assert!(!has_settled(&mut settling, written), "it has come just now");
        let mut none = Settling::new(Span::ZERO);
        assert!(has_settled(&mut none, written) && none.waiting().is_none());
    }
}
