//! Journals, and everything that can happen to a file.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{Journal, JournalError, Journals};

struct Setup {
    state: TempDir,
    journals: Journals,
}

impl Setup {
    fn new() -> Self {
        let state = TempDir::new().unwrap();
        let journals = Journals::open(state.path(), Path::new("/srv/recordings")).unwrap();
        Self { state, journals }
    }

    /// A journal with these lines.
    fn written(&self, lines: &[&str]) -> Journal {
        let mut journal = self.journals.journal(&["a", "b"]);
        journal.replace(&[]).unwrap();
        for line in lines {
            journal.append(&[(*line).to_owned()]).unwrap();
        }
        journal
    }

    fn read(&self) -> Result<Vec<String>, JournalError> {
        self.journals.journal(&["a", "b"]).read()
    }
}

#[test]
fn what_was_appended_is_read_and_what_was_replaced_is_gone() {
    let setup = Setup::new();
    assert_eq!(setup.read().unwrap(), Vec::<String>::new());
    let mut journal = setup.written(&["one", "", "drei é \u{1F600}"]);
    assert_eq!(setup.read().unwrap(), ["one", "", "drei é \u{1F600}"]);
    assert_eq!(journal.len(), 3);
    journal.replace(&["new".to_owned()]).unwrap();
    journal.append(&["er".to_owned(), "still".to_owned()]).unwrap();
    assert_eq!(setup.read().unwrap(), ["new", "er", "still"]);
    journal.discard().unwrap();
    assert!(!journal.exists() && journal.append(&["x".to_owned()]).is_err());
    journal.discard().unwrap();
}

#[test]
fn names_are_kept_apart_and_are_no_paths() {
    let setup = Setup::new();
    let names: [&[&str]; 6] =
        [&["a", "b"], &["ab"], &["a/b"], &["", "ab"], &["..", "..", "x"], &["a\nb", "c"]];
    for (index, names) in names.iter().enumerate() {
        let mut journal = setup.journals.journal(names);
        assert_eq!(journal.path().parent(), setup.journals.journal(&["x"]).path().parent());
        assert!(journal.read().unwrap().is_empty());
        journal.replace(&[index.to_string()]).unwrap();
    }
    for (index, names) in names.iter().enumerate() {
        assert_eq!(setup.journals.journal(names).read().unwrap(), [index.to_string()]);
    }
}

#[test]
fn two_processes_do_not_share_them_but_archives_do() {
    let setup = Setup::new();
    let open = |root| Journals::open(setup.state.path(), Path::new(root));
    assert!(matches!(open("/srv/recordings"), Err(JournalError::Taken(_))));
    open("/srv/other").unwrap();
    let Setup { state, journals } = setup;
    drop(journals);
    Journals::open(state.path(), Path::new("/srv/recordings")).unwrap();
}

#[test]
fn a_file_that_cannot_be_one_is_damaged() {
    let setup = Setup::new();
    for bytes in [&b""[..], b"\0\0\0\0", b"streamctl journal 1 a/b\n", b"\xFF\xFE\n", b"00000000 x\n"] {
        let journal = setup.written(&["one"]);
        fs::write(journal.path(), bytes).unwrap();
        assert!(matches!(setup.read(), Err(JournalError::Damaged(_))), "{bytes:?}");
    }
    let journal = setup.written(&["one"]);
    let other = setup.journals.journal(&["another"]);
    fs::copy(journal.path(), other.path()).unwrap();
    let read = setup.journals.journal(&["another"]).read();
    assert!(matches!(read, Err(JournalError::Damaged(_))), "it is somebody else's: {read:?}");
    fs::remove_file(journal.path()).unwrap();
    fs::create_dir(journal.path()).unwrap();
    assert!(matches!(setup.read(), Err(JournalError::Io { .. })));
}

#[test]
fn a_journal_that_somebody_changed_is_not_appended_to() {
    let setup = Setup::new();
    let mut journal = setup.written(&["one"]);
    fs::write(journal.path(), "").unwrap();
    journal.append(&["two".to_owned()]).unwrap_err();
    journal.append(&["two".to_owned()]).unwrap_err();
    journal.replace(&["one".to_owned(), "two".to_owned()]).unwrap();
    fs::remove_dir_all(setup.state.path()).unwrap();
    journal.append(&["three".to_owned()]).unwrap_err();
    journal.replace(&["one".to_owned()]).unwrap();
    assert_eq!(setup.read().unwrap(), ["one"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]
    #[test]
    fn a_torn_end_is_cut_off_and_damage_elsewhere_is_noticed(
        lines in proptest::collection::vec("[ -~]{0,12}", 1..6),
        cut in 0..400_usize,
        garbage in proptest::collection::vec(any::<u8>(), 0..20),
    ) {
        let setup = Setup::new();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let journal = setup.written(&lines);
        let whole = fs::read(journal.path()).unwrap();
        let header = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        let cut = header + cut % (whole.len() - header + 1);
        fs::write(journal.path(), [&whole[..cut], &garbage].concat()).unwrap();
        let kept = whole[header..cut].split(|byte| *byte == b'\n').count() - 1;
        let mut journal = setup.journals.journal(&["a", "b"]);
        let read = journal.read().unwrap();
        prop_assert_eq!(&read, &lines[..kept]);
        journal.append(&["more".to_owned()]).unwrap();
        prop_assert_eq!(setup.read().unwrap().len(), kept + 1);

        // One byte that is another, with good lines behind it.
        if cut < whole.len() && whole[cut..].contains(&b'\n') {
            let mut bytes = [&whole[..], b""].concat();
            bytes[cut] ^= 0x20;
            fs::write(journal.path(), &bytes).unwrap();
            // What was changed may be a line end, before or after.
            let behind = bytes.get(cut + 1..bytes.len() - 1).unwrap_or_default();
            let is_last = !behind.contains(&b'\n');
            prop_assert_eq!(setup.read().is_ok(), is_last);
        }
    }
}
