//! The process, by the names that Prometheus' own libraries give.
//!
//! What Linux tells in `/proc` is read when somebody asks; where there is no `/proc`, it is left out.

use std::fs;
use std::time::SystemTime;

use rustix::process::{Resource, getrlimit};

use crate::server::metrics::{Text, seconds};
use crate::time::Time;

/// This process.
#[derive(Debug)]
pub(super) struct Process {
    /// When the server began; the process is hardly older.
    begun: Time,
}

impl Default for Process {
    fn default() -> Self {
        Self { begun: Time::from_system(SystemTime::now()) }
    }
}

impl Process {
    pub(super) fn write(&self, text: &mut Text) {
        let begun = u64::try_from(self.begun.micros()).unwrap_or_default();
        let resident = resident_bytes().map(|bytes| bytes.to_string());
        // One of them is the directory that is read for it.
        let open = fs::read_dir("/proc/self/fd").map(|files| files.count().saturating_sub(1)).ok();
        let most = getrlimit(Resource::Nofile).current;
        for (name, help, value) in [
            (
                "process_start_time_seconds",
                "When the process began, in seconds since 1970.",
                Some(seconds(begun)),
            ),
            ("process_resident_memory_bytes", "Memory that the process has in RAM.", resident),
            ("process_open_fds", "Files and connections open now.", open.map(|open| open.to_string())),
            (
                "process_max_fds",
                "How many files and connections may be open.",
                Some(most.map_or_else(|| "+Inf".to_owned(), |most| most.to_string())),
            ),
        ] {
            if let Some(value) = value {
                text.begin(name, "gauge", help);
                text.line(name, &[], value);
            }
        }
    }
}

/// What of the process is in memory, in bytes.
fn resident_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()?.checked_mul(1_024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_process_tells_how_it_is() {
        let mut text = Text::default();
        Process::default().write(&mut text);
        let value = |name: &str| -> f64 {
            let line = text.0.lines().find_map(|line| line.strip_prefix(&format!("{name} ")));
            line.unwrap_or_else(|| panic!("no {name} in\n{}", text.0)).parse().unwrap()
        };
        assert!(value("process_start_time_seconds") > 1_700_000_000.0);
        assert!(value("process_max_fds") >= 1.0);
        if cfg!(target_os = "linux") {
            assert!(value("process_open_fds") >= 3.0);
            assert!(value("process_resident_memory_bytes") > 100_000.0);
        }
    }
}
