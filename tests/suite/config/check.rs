//! `config check`, and how a wrong file is told elsewhere.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use super::{done, failed};
use crate::support::program::{Program, streamctl};

const PATH: &str = "config/streamctl/config.toml";
const WRONG: &str = "defaul_profile = \"p\"\n[profiles.p]\naccess_key = \"AK\"\nsecret_key = \"s3cret\"\n\
                     secret_key_file = \"p.secret\"\n[profiles.q]\naccess_key = \"AK\"\nsecret_key_file = \"none\"\n\
                     api = \"ftp://x\"\n[profiles.r]\nsecret_key_command = [\"touch\", \"ran\"]\n";

fn check(text: &str, args: &[&str]) -> Program {
    let program = streamctl(["config", "check"]).args(args).home_file(PATH, text);
    mode(&program, PATH, 0o600);
    program
}

fn with_keys(program: Program) -> Program {
    program.env("STREAMCTL_ACCESS_KEY", "AK").env("STREAMCTL_SECRET_KEY", "s")
}

fn mode(program: &Program, path: &str, mode: u32) {
    fs::set_permissions(program.home().join(path), Permissions::from_mode(mode)).unwrap();
}

#[test]
fn all_findings_are_told_at_once() {
    let program = check(WRONG, &["--format", "plain"]).home_file("config/streamctl/p.secret", "s3cret");
    mode(&program, PATH, 0o644);
    mode(&program, "config/streamctl/p.secret", 0o640);
    let (home, file) = (program.home().to_owned(), program.home().join(PATH).display().to_string());
    let run = program.run();
    assert_eq!((run.code, run.stderr.as_str()), (Some(3), ""));
    let places: Vec<String> = run
        .stdout
        .lines()
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!((fields.len(), fields[0]), (4, file.as_str()), "{line}");
            format!("{}:{}", fields[1], fields[2])
        })
        .collect();
    assert_eq!(places, ["1:1", "4:14", "5:1", "5:19", "8:19", "9:7", "11:1"], "{}", run.stdout);
    for told in [
        "did you mean `default_profile`?",
        "(mode 0644): chmod 600 ",
        "secret_key_file beside secret_key",
        "p.secret holds a secret, and group or others can read or change it (mode 0640): chmod 600 ",
        "none: No such file or directory",
        "ftp://x",
        "a secret key without an access_key is of no use",
    ] {
        assert!(run.stdout.contains(told), "{told}: {}", run.stdout);
    }
    assert!(!run.stdout.contains("s3cret"), "{}", run.stdout);
    assert!(!home.join("ran").exists());
}

#[test]
fn findings_are_told_in_every_format() {
    let text = "[profiles.p]\nhubb = 1\n";
    let program = check(text, &[]);
    let file = program.home().join(PATH).display().to_string();
    let run = program.run();
    assert!(run.stdout.starts_with(&format!("{file}:2:1: unknown field `hubb`")), "{run:?}");
    let run = check(text, &["--json"]).run();
    assert_eq!(run.code, Some(3));
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let item = &document["items"][0];
    assert_eq!((&item["line"], &item["column"], item["file"].is_string()), (&json!(2), &json!(1), true));
    assert!(item["message"].as_str().unwrap().ends_with("did you mean `hub`?"));
    assert_eq!(check(text, &["--format=jsonl"]).run().stdout.lines().count(), 1);
}

#[test]
fn a_right_file_is_ok_and_a_missing_one_is_not() {
    let right = "[profiles.p]\nhub = \"live\"\napi = \"http://pili.example\"\n";
    let run = with_keys(check(right, &[])).run();
    let (stdout, stderr) = done(&run);
    assert_eq!(stdout, "");
    assert!(
        stderr.starts_with("ok: /") && stderr.contains("http://pili.example can be read on the way"),
        "{stderr}"
    );
    assert_eq!(done(&check("[serve]\nroot = \"/\"\n", &["-q"]).run()), ("", ""));
    assert_eq!(done(&with_keys(check(right, &["--json"])).run()).0, "{\"items\":[]}\n");

    let run = check("# nothing yet\n", &[]).run();
    assert!(run.code == Some(3) && run.stdout.contains(":1:1: there is no profile in it"), "{run:?}");
    let run = streamctl(["config", "check"]).run();
    let stderr = failed(&run, 3);
    assert!(stderr.starts_with("error: there is no configuration: no /"), "{stderr}");
    assert!(stderr.ends_with("hint: streamctl config init makes one\n"), "{stderr}");
    assert_eq!(done(&with_keys(streamctl(["config", "check"])).run()).0, "");
    let stderr = "error: cannot read the configuration none.toml: No such file or directory (os error 2)\n";
    assert_eq!(failed(&streamctl(["config", "check", "--config", "none.toml"]).run(), 3), stderr);
    // A file that was named is looked at even if it is wrong.
    let named = streamctl(["config", "check", "--config", "w.toml"]).home_file("w.toml", "[x]\n[y]\n").run();
    assert_eq!((named.code, named.stdout.lines().count()), (Some(3), 2));
}

#[test]
fn a_profile_without_an_accounts_keys_is_not_ok() {
    for (profile, told) in [
        ("access_key = \"AK\"", "no secret key is given (profile 'p'): "),
        ("hub = \"live\"", "no access key is given (profile 'p'): "),
    ] {
        let text = format!("[profiles.p]\n{profile}\n");
        let run = check(&text, &[]).run();
        assert_eq!((run.code, run.stdout.lines().count()), (Some(3), 1), "{run:?}");
        assert!(run.stdout.contains(&format!("config.toml:1:11: {told}")), "{}", run.stdout);
        done(&with_keys(check(&text, &[])).run());
        // Nothing else minds: it may be another profile that is used.
        done(&streamctl(["config", "path"]).home_file(PATH, &text).run());
    }
}

#[test]
fn a_server_that_could_not_start_is_not_ok() {
    for (line, told) in [
        ("listen = \"foo\"", "'foo' is nothing to listen on: HOST:PORT"),
        ("listen = \"127.0.0.1:99999\"", "with a port of 0 to 65535"),
        ("root = \"none\"", "/none: No such file or directory"),
        ("root = \"config.toml\"", "/config.toml is no directory"),
    ] {
        let text = format!("[serve]\n{line}\n");
        let run = check(&text, &[]).run();
        assert_eq!((run.code, run.stdout.lines().count()), (Some(3), 1), "{run:?}");
        assert!(run.stdout.contains("config.toml:2:") && run.stdout.contains(told), "{}", run.stdout);
    }
    done(&check("[serve]\nlisten = \"localhost:0\"\nroot = \".\"\n", &[]).run());
}

#[test]
fn elsewhere_the_first_finding_is_told_and_how_to_see_the_others() {
    let run = streamctl(["serve"]).home_file(PATH, WRONG).run();
    let stderr = failed(&run, 3);
    assert!(
        stderr.contains(":1:1: unknown field `defaul_profile`") && stderr.contains(" (and 1 more)\n"),
        "{stderr}"
    );
    assert!(stderr.ends_with("hint: streamctl config check shows them all\n"), "{stderr}");
}
