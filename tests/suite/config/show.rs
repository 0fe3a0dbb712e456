//! `config path` and `config show`.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use super::{done, failed};
use crate::support::program::{Program, give_to_nobody, streamctl, streamctl_as_nobody};

const PATH: &str = "config/streamctl/config.toml";
const TEXT: &str = "[profiles.prod]\nhub = \"live\"\naccess_key = \"AK-of-prod\"\nsecret_key_command = \
                    [\"touch\", \"ran\"]\n[profiles.test]\nsecret_key_file = \"none\"\n[serve]\nroot = \"rec\"\n";

fn show(args: &[&str]) -> Program {
    streamctl(["config", "show"]).args(args).home_file(PATH, TEXT)
}

#[test]
fn the_file_in_use_is_told_and_where_it_would_be() {
    let program = streamctl(["config", "path"]);
    let path = program.home().join(PATH).display().to_string();
    let none = "there is no such file yet: streamctl config init makes one\n";
    assert_eq!(done(&program.run()), (format!("{path}\n").as_str(), none));
    let program = streamctl(["config", "path", "--json"]).home_file(PATH, "wrong");
    let path = program.home().join(PATH).display().to_string();
    let (run, told) = (program.run(), json!({ "file": path, "exists": true }));
    assert_eq!((serde_json::from_str::<Value>(done(&run).0).unwrap(), done(&run).1), (told, ""));
    for program in [
        streamctl(["config", "path", "--config", "other.toml"]),
        streamctl(["config", "path"]).env("STREAMCTL_CONFIG", "other.toml"),
    ] {
        assert_eq!(done(&program.run()), ("other.toml\n", none));
    }
}

#[test]
fn without_a_home_there_is_still_a_configuration() {
    let homeless = |command| streamctl(["config", command]).env("HOME", "").env("XDG_CONFIG_HOME", "");
    // The system's list of users may still name a home.
    assert!(done(&homeless("path").run()).0.ends_with("/streamctl/config.toml\n"));
    let named = homeless("show").home_file("named.toml", "").env("STREAMCTL_CONFIG", "named.toml");
    let keys = named.env("STREAMCTL_ACCESS_KEY", "AKAK").env("STREAMCTL_SECRET_KEY", "s3cret").run();
    assert!(done(&keys).0.contains("STREAMCTL_ACCESS_KEY"));
}

#[test]
fn every_setting_is_shown_with_its_origin_and_no_secret() {
    let program = show(&["--profile", "prod", "--format", "plain", "--hub", "mine"]);
    let file = program.home().join(PATH).display().to_string();
    let root = program.home().join("config/streamctl/rec").display().to_string();
    let run = program.env("STREAMCTL_API", "http://127.0.0.1:1").run();
    let expected = format!(
        "profile\tprod\t--profile\nhub\tmine\t--hub\naccess_key\tAK-o…\t{file}:3\n\
         secret_key\tcommand touch …\t{file}:4\napi\thttp://127.0.0.1:1\tSTREAMCTL_API\n\
         jobs_api\thttps://api.qiniu.com\tdefault\nprotected\tfalse\tdefault\n\
         serve.root\t{root}\t{file}:8\nserve.listen\t127.0.0.1:8000\tdefault\n\
         serve.link_secret_file\t\tnot set\n"
    );
    assert_eq!(done(&run), (expected.as_str(), ""));
    for format in ["plain", "json", "table"] {
        for command in [&["config", "show"][..], &["hub", "list"]] {
            let api = "https://user:hunter2@h.example";
            let text = format!("[profiles.p]\nhub = \"live\"\napi = \"{api}\"\njobs_api = \"{api}\"\n");
            let run =
                streamctl(command.iter().copied()).args(["--format", format]).home_file(PATH, &text).run();
            assert!(done(&run).0.contains("https://[hidden]@h.example"), "{run:?}");
            assert!(!format!("{run:?}").contains("hunter2"), "{run:?}");
        }
    }

    let run = show(&["--profile=prod", "--json"])
        .env("STREAMCTL_ACCESS_KEY", "AK-of-mine")
        .env("STREAMCTL_SECRET_KEY", "s3cret")
        .run();
    let document: Value = serde_json::from_str(done(&run).0).unwrap();
    let secret = json!({ "key": "secret_key", "value": "[hidden]", "origin": "STREAMCTL_SECRET_KEY" });
    assert_eq!(document["items"][3], secret);
    assert!(!format!("{run:?}").contains("s3cret"));
    let lines = show(&["--profile=prod", "--format=jsonl"]).run();
    assert_eq!(done(&lines).0.lines().count(), 10);
    assert!(done(&show(&["--profile=prod"]).run()).0.starts_with("KEY "));
}

#[test]
fn a_secret_that_cannot_be_had_is_no_reason_not_to_show() {
    let run = show(&["--profile", "test", "--format", "plain"]).run();
    let (stdout, stderr) = done(&run);
    assert!(stdout.contains("\nsecret_key\t\tnot set\n"), "{stdout}");
    assert_eq!(stderr, "warning: no access key is given (profile 'test')\n");
    let text = "[profiles.p]\naccess_key = \"AK\"\nsecret_key_file = \"none\"\n";
    let run = streamctl(["config", "show", "--format=plain"]).home_file(PATH, text).run();
    let (stdout, stderr) = done(&run);
    assert!(stdout.contains("\nsecret_key\tfile /") && stdout.contains("/none\t"), "{stdout}");
    assert_eq!(stderr, "");
}

#[test]
fn an_unknown_profile_and_an_unchosen_one_are_told() {
    assert_eq!(
        failed(&show(&["--profile", "prd"]).run(), 3),
        "error: --profile: no profile is named 'prd'\nhint: profiles there are: prod, test\n"
    );
    let run = show(&["--json"]).run();
    let error: Value = serde_json::from_str(failed(&run, 3)).unwrap();
    assert_eq!(error["error"]["message"], "there are several profiles, and none is chosen: prod, test");
    assert_eq!(error["error"]["hints"].as_array().unwrap().len(), 2);
}

#[test]
fn a_configuration_that_cannot_be_written_is_read() {
    let program = streamctl_as_nobody(["config", "show", "--profile=prod"]).home_file(PATH, TEXT);
    let directory = program.home().join("config/streamctl");
    give_to_nobody(&directory.join("config.toml"));
    fs::set_permissions(directory.join("config.toml"), Permissions::from_mode(0o400)).unwrap();
    fs::set_permissions(&directory, Permissions::from_mode(0o555)).unwrap();
    assert!(done(&program.run()).0.contains("AK-o…"));
}
