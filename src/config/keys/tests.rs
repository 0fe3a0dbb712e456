use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};

use tempfile::TempDir;

use super::*;
use crate::config::{Config, Flags};
use crate::secret::Credentials;

const PROFILE: &str = "[profiles.p]\naccess_key = \"AK\"\n";

/// A home with a configuration that is `PROFILE` and a line more, and a file `s` with a secret.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.put("s", b"s3cret\n", 0o600);
        home
    }

    fn put(&self, name: &str, bytes: &[u8], mode: u32) -> String {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The credentials, or the error with its hints.
    fn credentials(&self, line: &str, variables: &[(&str, &str)]) -> Result<Credentials, String> {
        let file = self.0.path().join("config.toml");
        if !file.exists() {
            self.put("config.toml", b"", 0o600);
        }
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        let config = Config::parse(&format!("{PROFILE}{line}"), &file, mode).unwrap();
        let environment = Environment::of(variables.iter().copied());
        let found = config.cloud(&Flags::default(), &environment).unwrap().credentials();
        found.map_err(|error| format!("{error}\n{}", error.hints().join("\n")))
    }
}

fn keys(access_key: &str, secret: &str) -> Credentials {
    Credentials { access_key: access_key.to_owned(), secret_key: Secret::new(secret) }
}

#[test]
fn a_secret_comes_from_the_file_its_neighbour_or_a_program() {
    let home = Home::new();
    symlink("/bin", home.0.path().join("programs")).unwrap();
    for line in [
        "secret_key = \"s3cret\"",
        "secret_key_file = \"s\"",
        "secret_key_command = [\"echo\", \"s3cret\"]",
        "secret_key_command = [\"programs/echo\", \"s3cret\"]",
    ] {
        assert_eq!(home.credentials(line, &[]).unwrap(), keys("AK", "s3cret"), "{line}");
    }
}

#[test]
fn keys_are_one_set_from_one_source() {
    let home = Home::new();
    let file = home.0.path().join("s").to_str().unwrap().to_owned();
    let line = "secret_key = \"of the file\"";
    let own = [(ACCESS_KEY, "EK"), (SECRET_KEY, "of the environment")];
    assert_eq!(home.credentials(line, &own).unwrap(), keys("EK", "of the environment"));
    assert_eq!(
        home.credentials(line, &[(ACCESS_KEY, "EK"), (SECRET_KEY_FILE, &file)]).unwrap(),
        keys("EK", "s3cret")
    );
    assert_eq!(
        home.credentials(line, &[(ACCESS_KEY, ""), (SECRET_KEY, "")]).unwrap(),
        keys("AK", "of the file")
    );
    for (variables, told) in [
        (&[(ACCESS_KEY, "EK")][..], "profile 'p' has a secret key, but keys of two sources are never mixed"),
        (&[(SECRET_KEY, "x")], "STREAMCTL_SECRET_KEY has a secret key, and keys are taken as one set"),
        (
            &[(ACCESS_KEY, "EK"), (SECRET_KEY, "x"), (SECRET_KEY_FILE, &file)],
            "both STREAMCTL_SECRET_KEY and STREAMCTL_SECRET_KEY_FILE are set",
        ),
        (&[(ACCESS_KEY, "E K"), (SECRET_KEY, "x")], "STREAMCTL_ACCESS_KEY: an access key has no spaces"),
        (&[(ACCESS_KEY, "EK"), (SECRET_KEY, "x\ny")], "STREAMCTL_SECRET_KEY: it has more than one line"),
    ] {
        let error = home.credentials(line, variables).unwrap_err();
        assert!(error.contains(told), "{error}");
    }
    let error = home.credentials("", &[]).unwrap_err();
    assert!(
        error.starts_with("no secret key is given (profile 'p')\n") && error.contains("secret_key_command"),
        "{error}"
    );
}

#[test]
fn what_systemd_hands_over_is_the_secret_of_an_access_key_without_one() {
    let home = Home::new();
    // Whoever runs the service looks after who can read it.
    let path = home.put("streamctl.secret", b"handed over\n", 0o444);
    let directory = ("CREDENTIALS_DIRECTORY", home.0.path().to_str().unwrap());
    assert_eq!(home.credentials("", &[directory]).unwrap(), keys("AK", "handed over"));
    assert_eq!(home.credentials("", &[directory, (ACCESS_KEY, "EK")]).unwrap(), keys("EK", "handed over"));
    for (line, variables) in [
        ("secret_key_file = \"s\"", &[directory][..]),
        ("", &[directory, (ACCESS_KEY, "EK"), (SECRET_KEY, "x")]),
    ] {
        let error = home.credentials(line, variables).unwrap_err();
        assert!(error.starts_with("the secret key is given twice: by ") && error.contains(&path), "{error}");
    }
    fs::remove_file(path).unwrap();
    assert!(home.credentials("", &[directory]).unwrap_err().starts_with("no secret key is given"));
}

#[test]
fn a_secret_that_others_can_read_is_refused() {
    for mode in [0o640, 0o604, 0o644, 0o620] {
        let home = Home::new();
        let file = home.put("open", b"s3cret", mode);
        let told = format!("(mode {mode:04o})\nchmod 600 {file}");
        let error = home.credentials("secret_key_file = \"open\"", &[]).unwrap_err();
        assert!(error.ends_with(&told), "{error}");
        let error = home.credentials("", &[(ACCESS_KEY, "EK"), (SECRET_KEY_FILE, &file)]).unwrap_err();
        assert!(error.ends_with(&told), "{error}");
        let config = home.put("config.toml", b"", mode);
        let error = home.credentials("secret_key = \"s3cret\"", &[]).unwrap_err();
        assert!(error.ends_with(&format!("chmod 600 {config}")) && !error.contains("s3cret"), "{error}");
        assert!(home.credentials("secret_key_file = \"s\"", &[]).is_ok(), "there is no secret in it");
    }
}

#[test]
fn what_is_no_secret_is_told_without_what_it_is() {
    let home = Home::new();
    fs::create_dir(home.0.path().join("directory")).unwrap();
    for (bytes, told) in [
        (&b""[..], "it is empty"),
        (b"\n", "it is empty"),
        (b"s3cret\ns3cret\n", "it has more than one line"),
        (b"s3cret\n\n", "it has more than one line"),
        (b"s3cret\0", "there is a NUL byte in it"),
        (b"s3cret\xff", "it is not UTF-8"),
        ("x".repeat(65_537).as_bytes(), "it is over 64 KiB long"),
    ] {
        home.put("bad", bytes, 0o600);
        let error = home.credentials("secret_key_file = \"bad\"", &[]).unwrap_err();
        assert!(error.contains(told) && !error.contains("s3cret"), "{error}");
    }
    for (path, told) in [
        ("directory", "it is a directory"),
        ("/dev/null", "it is not a regular file"),
        ("none", "No such file or directory"),
        ("~/none", "~ is not expanded: write the whole path"),
    ] {
        let error = home.credentials(&format!("secret_key_file = \"{path}\""), &[]).unwrap_err();
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn no_way_of_printing_shows_a_secret() {
    let home = Home::new();
    let file = home.0.path().join("config.toml");
    let config = Config::parse(&format!("{PROFILE}secret_key = \"s3cret\""), &file, 0o600).unwrap();
    let environment = Environment::of([(ACCESS_KEY, "EK"), (SECRET_KEY, "s3cret")]);
    let cloud = config.cloud(&Flags::default(), &environment).unwrap();
    let printed = format!(
        "{config:?}{environment:?}{cloud:?}{:?}{:?}{:?}",
        cloud.keys(),
        cloud.credentials(),
        config.shown(&cloud)
    );
    assert!(!printed.contains("s3cret"), "{printed}");
}
