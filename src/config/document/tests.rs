use super::*;

fn findings(text: &str) -> Vec<String> {
    let document = Document::parse(text, Path::new("c"), 0o600);
    document.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn all_that_is_wrong_is_found_in_the_order_of_the_file() {
    let text = "default_profile = \"prd\"\nprofils = 1\n[profiles.prod]\nhubb = \"x\"\nhub = \"a.b\"\n\
                secret_key = \"x\"\nsecret_key_file = \"y\"\napi = 7\nprotected = \"yes\"\n[profiles.test]\n\
                secret_key_command = []\naccess_key = \"\"\n[serve]\nrot = \"/\"\n";
    let expected = [
        "c:1:19: no profile is named 'prd': did you mean 'prod'?",
        "c:2:1: unknown field `profils`, expected one of `default_profile`, `profiles`, `serve`: did you mean \
         `profiles`?",
        "c:4:1: unknown field `hubb`, expected one of `hub`, `access_key`, `secret_key`, `secret_key_file`, \
         `secret_key_command`, `api`, `jobs_api`, `protected`: did you mean `hub`?",
        "c:5:7: 'a.b' is no name of a hub: letters, digits, - and _",
        "c:7:1: secret_key_file beside secret_key: a profile has exactly one of them",
        "c:8:7: invalid type: integer `7`, expected a string",
        "c:9:13: invalid type: string, expected true or false",
        "c:11:22: there is no program in it: secret_key_command is an array of strings: [\"PROGRAM\", \"ARGUMENT\"]",
        "c:12:14: an empty text is no access_key: leave it out",
        "c:14:1: unknown field `rot`, expected one of `root`, `listen`, `link_secret_file`: did you mean `root`?",
    ];
    assert_eq!(findings(text), expected);
}

#[test]
fn each_thing_that_can_be_wrong_is_found() {
    for (line, told) in [
        ("hub = \"\"", "an empty text is no hub"),
        ("secret_key = \"\"", "an empty text is no secret_key"),
        ("secret_key = \"a\\nb\"", "this is no secret key: it has more than one line"),
        ("secret_key = 1234", "invalid type: integer, expected a string"),
        ("secret_key_command = \"pass show s3cret\"", "invalid type: string, expected an array of strings"),
        ("secret_key_command = [\"\"]", "there is no program in it"),
        ("secret_key_command = [\"a\", 1]", "invalid type: integer, expected a string"),
        ("secret_key_command = [\"a\", \"\\u0000\"]", "no argument can have a NUL byte in it"),
        ("access_key = \"a b\"", "an access key has no spaces"),
        ("hub = \"a\"\nhub = \"b\"", "duplicate key"),
    ] {
        let found = findings(&format!("[profiles.p]\n{line}\n"));
        assert!(found.len() == 1 && found[0].contains(told), "{line}: {found:?}");
        assert!(!found[0].contains("s3cret") && !found[0].contains("1234"), "{found:?}");
    }
    assert_eq!(findings("profiles = 1"), ["c:1:12: invalid type: integer `1`, expected a table"]);
    assert_eq!(findings("[profiles]\np = 1"), ["c:2:5: invalid type: integer `1`, expected a table"]);
    assert_eq!(
        findings("default_profile = \"p\""),
        ["c:1:19: no profile is named 'p': there are no profiles"]
    );
    assert_eq!(findings("[profiles.\"\"]").len(), 1);
    assert!(findings("a = \nb = = 2\n[c\n").len() >= 3);
}

proptest::proptest! {
    #[test]
    fn whatever_is_in_a_file_is_read_or_told(text in "(\\[(profiles\\.p|serve|profiles)\\]\n|(hub|root|secret_key_command|api) = ([\"\\[\\]0-9a-é.,= ]{0,6})\n|\\PC{0,8}){0,6}") {
        let document = Document::parse(&text, Path::new("c"), 0);
        for finding in document.findings {
            proptest::prop_assert!(finding.line >= 1 && finding.column >= 1 && !finding.message.contains('\n'));
        }
    }
}
