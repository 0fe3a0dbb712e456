use super::*;

#[test]
fn passwords_are_checked_as_other_programs_check_them() {
    let long = "x".repeat(80);
    for (password, hash) in [
        // The first vector of crypt_blowfish, and what libxcrypt prints.
        ("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
        ("hunter2", "$2y$05$abcdefghijklmnopqrstuuoXuKqgZXLiJqzfmMXDDhSFPIvxV7t8."),
        ("pässwörd", "$2b$05$abcdefghijklmnopqrstuuZVEMa1pjhlynBQ1qXmSvGBJpN9h1w8G"),
        ("", "$2y$05$abcdefghijklmnopqrstuu0oImNDIy4flhldV9YqunRgBAePKmw7m"),
        (&long, "$2y$05$abcdefghijklmnopqrstuujf8SX2ahXLwp9w/B.Y5XdysS6yR576q"),
        // Of the reference implementation's own tests.
        (
            "password",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        ),
    ] {
        let slow = Slow::parse(hash).unwrap();
        assert!(slow.matches(password.as_bytes()), "{hash}");
        assert!(!slow.matches(format!("y{password}").as_bytes()), "{hash}");
    }
}

#[test]
fn what_is_not_slow_or_much_too_slow_is_refused_and_not_shown() {
    let rest = "abcdefghijklmnopqrstuuoXuKqgZXLiJqzfmMXDDhSFPIvxV7t8.";
    let tail = "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    for (hash, why) in [
        ("hunter2".to_owned(), "no bcrypt hash"),
        (String::new(), "no bcrypt hash"),
        ("$apr1$ab$c".to_owned(), "no bcrypt hash"),
        ("{SHA}fEqNCco3Yq9h5ZUglD3CZJT4lBs=".to_owned(), "no bcrypt hash"),
        ("f52fbd32b2b3b86ff88ef6c490628285f482af15ddcb29541f94bcf526a3f6c7".to_owned(), "no bcrypt hash"),
        (format!("anna:$2y$05${rest}"), "the whole line of htpasswd"),
        (format!("$2x$05${rest}"), "had a flaw"),
        (format!("$2y$04${rest}"), "a bcrypt cost of 4 is not taken"),
        (format!("$2y$16${rest}"), "a bcrypt cost of 16 is not taken"),
        (format!("$2y$5${rest}"), "cut or garbled"),
        (format!("$2y$05${}", &rest[1..]), "cut or garbled"),
        (format!("$2y$05$é{}", &rest[2..]), "cut or garbled"),
        (format!("$2y$05${rest}$"), "cut or garbled"),
        (format!("$argon2i$v=19$m=65536,t=2,p=1{tail}"), "only argon2id"),
        (format!("$argon2id$v=16$m=65536,t=2,p=1{tail}"), "cut or garbled"),
        (format!("$argon2id$v=19$m=65536,t=2{tail}"), "cut or garbled"),
        (format!("$argon2id$v=19$m=1024,t=2,p=1{tail}"), "is not taken"),
        (format!("$argon2id$v=19$m=4194304,t=2,p=1{tail}"), "is not taken"),
        (format!("$argon2id$v=19$m=65536,t=4294967295,p=1{tail}"), "is not taken"),
        (format!("$argon2id$v=19$m=65536,t=0,p=1{tail}"), "cut or garbled"),
        (format!("$argon2id$v=19$m=65536,t=2,p=1{}", &tail[..20]), "cut or garbled"),
    ] {
        let Err(error) = Slow::parse(&hash) else { panic!("{hash} is taken") };
        assert!(error.contains(why), "{hash}: {error}");
        assert!(hash.len() < 7 || !error.contains(&hash), "{error}");
    }
    let slow = |cost| Slow::parse(&format!("$2y${cost}${rest}")).unwrap();
    assert!(slow("05").weakness().unwrap().contains("cost of 5 is low"));
    assert_eq!(slow("12").weakness(), None);
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*", rest in "[$a-z0-9=,./]{0,70}") {
        let _ = Slow::parse(&text);
        let _ = Slow::parse(&format!("$2y$05${rest}"));
        let _ = Slow::parse(&format!("$argon2id$v=19${rest}"));
    }
}
