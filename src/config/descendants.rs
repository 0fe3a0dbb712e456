//! Processes killed with all that they started, as far as the system tells.

use std::collections::HashMap;
use std::fs;

use rustix::process::{Pid, Signal, kill_process};

/// Kills a process and what it started, unless it has ended. Where the system does not tell who started whom (no
/// `/proc`), only the process itself.
pub(super) fn kill_with_descendants(id: u32) {
    let Some(id) = i32::try_from(id).ok() else { return };
    // Looked at before it is killed: whoever is left is nobody's child any more.
    for id in family(id, &children()) {
        // It may have ended just now.
        let _ = Pid::from_raw(id).map(|id| kill_process(id, Signal::KILL));
    }
}

/// A process and its descendants, those who start others before those they start.
fn family(id: i32, children: &HashMap<i32, Vec<i32>>) -> Vec<i32> {
    let mut family = vec![id];
    let mut next = 0;
    while let Some(id) = family.get(next) {
        let more = children.get(id).into_iter().flatten().filter(|id| !family.contains(id));
        let more: Vec<i32> = more.copied().collect();
        family.extend(more);
        next += 1;
    }
    family
}

/// Who started whom, of all processes there are.
fn children() -> HashMap<i32, Vec<i32>> {
    let mut children: HashMap<i32, Vec<i32>> = HashMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(id) = name.to_str().and_then(|name| name.parse().ok()) else { continue };
        let stat = fs::read(entry.path().join("stat")).unwrap_or_default();
        if let Some(parent) = parent(&String::from_utf8_lossy(&stat)) {
            children.entry(parent).or_default().push(id);
        }
    }
    children
}

/// The parent in a line of `/proc/ID/stat` (proc(5)): the second word behind the name, which is in parentheses and
/// may hold anything.
fn parent(stat: &str) -> Option<i32> {
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_all_who_were_started_even_in_a_circle() {
        let children = HashMap::from([(1, vec![2, 3]), (3, vec![4]), (4, vec![1, 5]), (6, vec![7])]);
        assert_eq!(family(1, &children), [1, 2, 3, 4, 5]);
        assert_eq!(family(7, &children), [7]);
    }

    #[test]
    fn names_of_programs_may_hold_anything() {
        assert_eq!(parent("12 (a) R 9 (b c) S 34 5 6"), Some(34));
        assert_eq!(parent(""), None);
    }
}
