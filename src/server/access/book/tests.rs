use super::*;

const HASH: &str = "$2y$12$abcdefghijklmnopqrstuuCEzSpXJ42scy/MOdv14p0ieHzvDXISW";
const WEAK: &str = "$2y$05$abcdefghijklmnopqrstuuoXuKqgZXLiJqzfmMXDDhSFPIvxV7t8.";
/// Of `secret`.
const DIGEST: &str = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

fn parse(text: &str) -> Result<(Book, Vec<String>), String> {
    let parsed = Book::parse(text, Path::new("/etc/auth.toml"));
    let (book, warnings) = parsed.map_err(|finding| finding.to_string())?;
    Ok((book, warnings.iter().map(ToString::to_string).collect()))
}

fn view(streams: &[&str]) -> View {
    View::Streams(Arc::new(streams.iter().map(ToString::to_string).collect()))
}

#[test]
fn tokens_and_users_are_read() {
    let text = format!(
        "[[token]]\nname = \"ci\"\nsha256 = \"{DIGEST}\"\nstreams = [\"cam1\"]\n\
         [[user]]\nname = \"anna\"\npassword = \"{HASH}\"\n\
         [[user]]\nname = \"bob\"\npassword = \"{WEAK}\"\nstreams = [\"a\", \"b\"]\n"
    );
    let (book, warnings) = parse(&text).unwrap();
    assert_eq!(book.kinds(), (true, true));
    assert_eq!(book.of_token(b"secret"), Some((&view(&["cam1"]), "ci")));
    assert_eq!(book.of_token(b"secre"), None);
    assert_eq!(book.of_token(DIGEST.as_bytes()), None);
    let seen =
        |name: &str, other| book.user(name.as_bytes(), other).map(|(user, is)| (user.view.clone(), is));
    assert_eq!(seen("anna", 1), Some((View::All, true)));
    assert_eq!(seen("bob", 0), Some((view(&["a", "b"]), true)));
    assert_eq!(seen("eve", 4), Some((View::All, false)), "somebody else's hash is checked all the same");
    assert_eq!(seen("eve", 5), Some((view(&["a", "b"]), false)));
    let [warning] = &warnings[..] else { panic!("{warnings:?}") };
    assert!(warning.starts_with("/etc/auth.toml:10:12: the password of 'bob' is weakly kept"), "{warning}");
    assert_eq!(format!("{book:?}"), "Book(1 tokens, 2 users)");

    let tokens =
        parse(&format!("token = [{{ name = \"x\", sha256 = \"{}\" }}]", DIGEST.to_uppercase())).unwrap().0;
    assert_eq!(tokens.of_token(b"secret"), Some((&View::All, "x")));
    assert!(tokens.user(b"anna", 7).is_none());
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_without_a_secret() {
    let token = |rest: &str| format!("[[token]]\nname = \"ci\"\nsha256 = \"{DIGEST}\"\n{rest}");
    let user = |rest: &str| format!("[[user]]\nname = \"anna\"\npassword = \"{HASH}\"\n{rest}");
    for (text, told) in [
        (String::new(), ":1:1: this lets nobody in: "),
        ("token = []\nuser = []\n".to_owned(), ":1:1: this lets nobody in: "),
        ("[[tokens]]\n".to_owned(), ":1:3: unknown field `tokens`, expected `token` or `user`"),
        (
            token("stream = [\"a\"]\n"),
            ":4:1: unknown field `stream`, expected one of `name`, `sha256`, `streams`",
        ),
        ("[[user]]\nname = \"anna\"\n".to_owned(), ":1:1: missing field `password`"),
        (
            "[[user]]\nname = \"anna\"\npassword = 8675309\n".to_owned(),
            ":3:12: invalid type: integer, expected a string",
        ),
        (
            "[[user]]\nname = \"anna\"\npassword = [\"hunter2\"]\n".to_owned(),
            ":3:12: invalid type: sequence, expected a string",
        ),
        ("[[user]]\nname = \"anna\"\npassword = \"hunter2\"\n".to_owned(), ":3:12: this is no bcrypt hash"),
        ("[[user]]\nname = \"anna\"\npassword = \"hunter2\n".to_owned(), ":3:"),
        ("[[user]]\npassword = hunter2\n".to_owned(), ":2:"),
        ("user = \"hunter2\"\n".to_owned(), ":1:8: invalid type: string, expected a sequence"),
        (
            user(
                "[[user]]\nname = \"anna\"\npassword = \"$2y$12$abcdefghijklmnopqrstuuCEzSpXJ42scy/MOdv14p0ieHzvDXISW\"\n",
            ),
            ":5:8: there are two users of the name 'anna'",
        ),
        (token(&token("")), ":5:8: there are two tokens of the name 'ci'"),
        (token(&token("").replace("ci", "other")), ":6:10: another [[token]] has the same sha256"),
        (token("streams = []\n"), ":4:11: an empty list allows nothing"),
        (user("streams = []\n"), ":4:11: an empty list allows nothing"),
        (token("streams = [\"a\", \"../b\"]\n"), ":4:17: no stream can have this name"),
        (token("streams = [\"\"]\n"), ":4:12: no stream can have this name"),
        (user("").replace("anna", "a:b"), ":2:8: a user's name is not empty"),
        (user("").replace("anna", ""), ":2:8: a user's name is not empty"),
        (token("").replace("\"ci\"", "\"\""), ":2:8: a token needs a name"),
        (token("").replace("2bb80d", "2bb80"), ":3:10: a sha256 is 64 hexadecimal digits"),
        (token("").replace("2bb80d", "2bb80x"), ":3:10: a sha256 is 64 hexadecimal digits"),
        (token("").replace(DIGEST, "hunter2"), ":3:10: a sha256 is 64 hexadecimal digits"),
        (
            token("").replace(DIGEST, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ":3:10: this is the sha256 of an empty token",
        ),
    ] {
        let error = parse(&text).unwrap_err();
        assert!(error.starts_with(&format!("/etc/auth.toml{told}")), "{text}\n{error}\nnot {told}");
        for secret in ["hunter2", "8675309", HASH, DIGEST] {
            assert!(!error.contains(secret), "{error}");
        }
        assert!(!error.contains('\n'), "{error}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*", name in "\\PC{0,9}") {
        let _ = parse(&text);
        let _ = parse(&format!("[[user]]\nname = {name:?}\npassword = {text:?}\n"));
        let _ = parse(&format!("[[token]]\nname = {name:?}\nsha256 = {text:?}\n"));
    }
}
