use std::path::Path;

use super::*;

const TWO: &str = "[profiles.prod]\nhub = \"live\"\napi = \"https://a\"\nprotected = true\n[profiles.test]\n";

fn config(text: &str) -> Config {
    Config::parse(text, Path::new("/x/config.toml"), 0o600).unwrap()
}

fn cloud(text: &str, flags: Flags<'_>, variables: &[(&str, &str)]) -> Result<Cloud, ConfigError> {
    config(text).cloud(&flags, &Environment::of(variables.iter().copied()))
}

fn prod() -> Flags<'static> {
    Flags { profile: Some("prod"), ..Flags::default() }
}

#[test]
fn a_flag_beats_the_environment_which_beats_the_file_each_setting_for_itself() {
    let shown = |setting: &Setting<String>| format!("{} {}", setting.value, setting.origin);
    let file = cloud(TWO, prod(), &[]).unwrap();
    assert_eq!(shown(file.required_hub().unwrap()), "live /x/config.toml:2");
    assert_eq!(shown(&file.api), "https://a /x/config.toml:3");
    assert_eq!(shown(&file.jobs_api), "https://api.qiniu.com default");
    assert!(file.is_protected);

    let variables = [("STREAMCTL_HUB", "mine"), ("STREAMCTL_JOBS_API", "b"), ("STREAMCTL_API", "")];
    let environment = cloud(TWO, prod(), &variables).unwrap();
    assert_eq!(shown(environment.required_hub().unwrap()), "mine STREAMCTL_HUB");
    assert_eq!(shown(&environment.jobs_api), "b STREAMCTL_JOBS_API");
    assert_eq!(shown(&environment.api), "https://a /x/config.toml:3", "an empty variable is not set");

    let flags = Flags { hub: Some("his"), api: Some("c"), ..prod() };
    let flagged = cloud(TWO, flags, &[("STREAMCTL_HUB", "mine"), ("STREAMCTL_API", "b")]).unwrap();
    assert_eq!(shown(flagged.required_hub().unwrap()), "his --hub");
    assert_eq!(shown(&flagged.api), "c --api");
}

#[test]
fn the_profile_is_named_or_the_default_or_the_only_one() {
    let chosen = |text, variables: &[_]| cloud(text, Flags::default(), variables).map(|cloud| cloud.profile);
    assert_eq!(chosen("", &[]).unwrap(), None);
    assert_eq!(chosen("[profiles.a]\n", &[]).unwrap().as_deref(), Some("a"));
    assert_eq!(chosen(TWO, &[("STREAMCTL_PROFILE", "test")]).unwrap().as_deref(), Some("test"));
    let default = format!("default_profile = \"test\"\n{TWO}");
    assert_eq!(chosen(&default, &[]).unwrap().as_deref(), Some("test"));
    assert_eq!(
        cloud(&default, prod(), &[("STREAMCTL_PROFILE", "test")]).unwrap().profile.as_deref(),
        Some("prod")
    );

    let unchosen = chosen(TWO, &[]).unwrap_err();
    assert_eq!(unchosen.to_string(), "there are several profiles, and none is chosen: prod, test");
    assert!(unchosen.hints()[0].contains("--profile prod"));
    // Everything is there without one; a hub or a key alone is not everything.
    let mut whole =
        vec![("STREAMCTL_HUB", "h"), ("STREAMCTL_ACCESS_KEY", "a"), ("STREAMCTL_SECRET_KEY", "s")];
    assert_eq!(chosen(TWO, &whole).unwrap(), None);
    whole.remove(0);
    assert!(chosen(TWO, &whole).is_err());

    let unknown = chosen(TWO, &[("STREAMCTL_PROFILE", "tests")]).unwrap_err();
    assert_eq!(unknown.to_string(), "STREAMCTL_PROFILE: no profile is named 'tests'");
    assert_eq!(unknown.hints(), ["profiles there are: test, prod"]);
}

#[test]
fn a_hub_is_asked_for_only_by_those_who_need_one() {
    let none = cloud("[profiles.p]\n", Flags::default(), &[]).unwrap();
    let error = none.required_hub().unwrap_err();
    assert_eq!(error.to_string(), "no hub is given (profile 'p')");
    assert!(error.hints().iter().any(|hint| hint.contains("[profiles.p]: hub = \"HUB\"")), "{error:?}");
    let wrong = cloud("", Flags { hub: Some("a/b"), ..Flags::default() }, &[]).unwrap_err();
    assert_eq!(wrong.to_string(), "--hub: 'a/b' is no name of a hub: letters, digits, - and _");
}
