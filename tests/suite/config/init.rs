//! `config init`, with and without somebody to ask.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{done, failed};
use crate::support::program::{Program, give_to_nobody, streamctl, streamctl_as_nobody};

/// Where a configuration is made, and outlives the run that makes it.
struct Place {
    directory: TempDir,
    file: PathBuf,
}

impl Place {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        Self { file: directory.path().join("new/config.toml"), directory }
    }

    fn init(&self, args: &[&str]) -> Program {
        streamctl(["config", "init", "--config"]).args([&self.file]).args(args)
    }

    fn secret(&self, profile: &str) -> PathBuf {
        self.file.with_file_name(format!("{profile}.secret"))
    }

    /// Checks that what is not filled in is all that is wrong with it.
    fn check(&self, lacks: &str) {
        let run = streamctl(["config", "check", "--config"]).args([&self.file]).run();
        if lacks.is_empty() {
            assert_eq!(done(&run).0, "");
        } else {
            assert_eq!((run.code, run.stdout.lines().count()), (Some(3), 1), "{run:?}");
            assert!(run.stdout.contains(lacks), "{run:?}");
        }
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.file).unwrap()
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn with_keys(program: Program) -> Program {
    program.env("STREAMCTL_ACCESS_KEY", "AKAKAK").env("STREAMCTL_SECRET_KEY", "s3cret")
}

#[test]
fn what_is_known_is_written_and_the_secret_beside_it() {
    let place = Place::new();
    let run =
        with_keys(place.init(&["--profile=prod", "--hub=live", "--api=http://127.0.0.1:1", "--json"])).run();
    let told: Value = serde_json::from_str(done(&run).0).unwrap();
    assert_eq!(told, json!({ "file": place.file, "secret_file": place.secret("prod") }));
    assert!(!format!("{run:?}{}", place.text()).contains("s3cret"));
    assert_eq!(fs::read_to_string(place.secret("prod")).unwrap(), "s3cret\n");
    let modes = [place.file.as_path(), &place.secret("prod"), place.file.parent().unwrap()].map(mode);
    assert_eq!(modes, [0o600, 0o600, 0o700]);
    place.check("");
    let run = streamctl(["config", "show", "--format=plain", "--config"]).args([&place.file]).run();
    for shown in ["hub\tlive\t", "access_key\tAKAK…\t", "api\thttp://127.0.0.1:1\t", "prod.secret\t"] {
        assert!(run.stdout.contains(shown), "{shown}: {}", run.stdout);
    }
}

#[test]
fn what_is_not_known_is_left_to_be_filled_in() {
    let place = Place::new();
    let run = place.init(&[]).run();
    let (stdout, stderr) = done(&run);
    assert_eq!(stdout, "");
    assert!(
        stderr.ends_with("fill in what is commented out there: hub, access_key, secret_key_file\n"),
        "{stderr}"
    );
    assert!(place.text().contains("[profiles.default]\n# hub = \"HUB\"\n"), "{}", place.text());
    place.check("no access key is given");
    assert_eq!(fs::read_dir(place.file.parent().unwrap()).unwrap().count(), 1);

    let place = Place::new();
    let key = place.directory.path().join("key");
    fs::write(&key, "s3cret").unwrap();
    let init = || place.init(&[]).env("STREAMCTL_ACCESS_KEY", "AK").env("STREAMCTL_SECRET_KEY_FILE", &key);
    fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    assert!(failed(&init().run(), 3).ends_with(&format!("hint: chmod 600 {}\n", key.display())));
    assert!(!place.file.exists());
    fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    done(&init().run());
    assert_eq!(fs::read_to_string(place.secret("default")).unwrap(), "s3cret\n");
}

#[test]
fn nothing_is_overwritten_and_nothing_half_done_stays() {
    let place = Place::new();
    done(&with_keys(place.init(&[])).run());
    let text = place.text();
    let told = format!("error: {} exists, and is not overwritten\n", place.file.display());
    assert!(failed(&place.init(&["--hub=other"]).run(), 12).starts_with(&told));
    assert_eq!(place.text(), text);
    fs::remove_file(&place.file).unwrap();
    let told = format!("error: {} exists, ", place.secret("default").display());
    assert!(failed(&with_keys(place.init(&[])).run(), 12).starts_with(&told));
    assert!(!place.file.exists());

    let closed = Place::new();
    let directory = closed.directory.path();
    give_to_nobody(directory);
    fs::set_permissions(directory, Permissions::from_mode(0o555)).unwrap();
    let init = streamctl_as_nobody(["config", "init", "--config"]).args([&closed.file]);
    let directory_of_it = closed.file.parent().unwrap().display();
    let told = format!("error: cannot write {directory_of_it}: Permission denied (os error 13)\n");
    assert_eq!(failed(&init.run(), 12), told);
    fs::set_permissions(directory, Permissions::from_mode(0o755)).unwrap();
    assert_eq!(fs::read_dir(directory).unwrap().count(), 0);
}

#[test]
fn a_dry_run_shows_what_would_be_written_and_writes_nothing() {
    let place = Place::new();
    let run = with_keys(place.init(&["-n", "--hub=live"])).run();
    let (stdout, stderr) = done(&run);
    assert!(stdout.contains("hub = \"live\"\naccess_key = \"AKAKAK\"\n"), "{stdout}");
    assert!(
        stderr.starts_with("would write /") && stderr.contains("default.secret (mode 0600)\n"),
        "{stderr}"
    );
    assert!(!format!("{run:?}").contains("s3cret"));
    assert_eq!(fs::read_dir(place.directory.path()).unwrap().count(), 0);
}

#[test]
fn what_cannot_be_is_refused() {
    let place = Place::new();
    for args in [["--profile", "a/b"], ["--hub", "a.b"], ["--api", "ftp://x"], ["--profile", ""]] {
        failed(&place.init(&args).run(), 2);
    }
    let alone = place.init(&[]).env("STREAMCTL_SECRET_KEY", "s3cret").run();
    assert!(failed(&alone, 3).starts_with("error: no access key is given\nhint: set STREAMCTL_ACCESS_KEY"));
    let two = with_keys(place.init(&[])).env("STREAMCTL_SECRET_KEY_FILE", "x").run();
    assert!(failed(&two, 3).contains("both STREAMCTL_SECRET_KEY and STREAMCTL_SECRET_KEY_FILE are set"));
    assert_eq!(fs::read_dir(place.directory.path()).unwrap().count(), 0);
}

#[test]
fn in_a_terminal_it_asks_and_shows_no_secret() {
    let place = Place::new();
    let typed = [
        ("Profile [default]:", "prod\n"),
        ("Hub:", "a.b\n"),
        ("Hub:", "live\n"),
        ("Access key:", "AKAKAK\n"),
        ("Secret key (not shown):", "s3cret\n"),
    ];
    let run = place.init(&[]).run_in_terminal(120, &typed);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    assert!(!run.stdout.contains("s3cret"), "{}", run.stdout);
    assert!(place.text().contains("[profiles.prod]\nhub = \"live\"\naccess_key = \"AKAKAK\"\n"));
    assert_eq!(fs::read_to_string(place.secret("prod")).unwrap(), "s3cret\n");
    place.check("");
    // With --yes it does not ask, and answers that are empty leave it to be filled in.
    let place = Place::new();
    assert_eq!(place.init(&["--yes"]).run_in_terminal(120, &[]).code, Some(0));
    let place = Place::new();
    let typed = [("Profile [default]:", "\n"), ("Hub:", "\n"), ("Access key:", "\n")];
    assert_eq!(place.init(&[]).run_in_terminal(120, &typed).code, Some(0));
    place.check("no access key is given");
}

#[test]
fn the_end_of_input_is_no_answer() {
    let place = Place::new();
    for typed in [
        &[("Profile [default]:", "\u{4}")][..],
        &[("Profile [default]:", "prod\n"), ("Hub:", "\u{4}")],
        &[("Profile [default]:", "\n"), ("Hub:", "live\n"), ("Access key:", "\u{4}")],
    ] {
        let run = place.init(&["--color=never"]).run_in_terminal(120, typed);
        assert_eq!(run.code, Some(1), "{}", run.stdout);
        assert!(run.stdout.ends_with("error: the input ended: nothing was written\n"), "{}", run.stdout);
        assert_eq!(fs::read_dir(place.directory.path()).unwrap().count(), 0);
    }
}

/// The terminal is looked at when it has ended: it shows again what is typed.
#[test]
fn whoever_gives_up_at_the_secret_has_a_terminal_as_before() {
    let place = Place::new();
    let typed = [
        ("Profile [default]:", "\n"),
        ("Hub:", "\n"),
        ("Access key:", "AKAKAK\n"),
        ("Secret key (not shown):", "s3c\u{3}"),
    ];
    let run = place.init(&[]).run_in_terminal(120, &typed);
    assert_eq!(run.code, Some(130), "{run:?}");
    assert!(!place.file.exists());
}
