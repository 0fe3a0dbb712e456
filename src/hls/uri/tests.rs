use super::{Uri, UriError};

fn relative(up: usize, names: &[&str]) -> String {
    Uri::relative(up, names).expect("is a URI").to_string()
}

#[test]
fn names_are_encoded_only_where_they_must_be() {
    let table = [
        ("57:02.000-2.000-full-abc_-.ts", "./57:02.000-2.000-full-abc_-.ts"),
        ("seg:02.ts", "./seg:02.ts"),
        ("seg02.ts:", "./seg02.ts:"),
        ("a+b.ts", "a+b.ts"),
        ("57:02+1.ts", "./57:02+1.ts"),
        ("a b.ts", "a%20b.ts"),
        ("100%.ts", "100%25.ts"),
        ("57%3A02.ts", "57%253A02.ts"),
        ("%2e%2e", "%252e%252e"),
        ("\"a\".ts", "%22a%22.ts"),
        ("#EXT-X-ENDLIST", "%23EXT-X-ENDLIST"),
        ("a#b?c.ts", "a%23b%3Fc.ts"),
        ("<a>.ts", "%3Ca%3E.ts"),
        ("a\\b^c`d.ts", "a%5Cb%5Ec%60d.ts"),
        ("[1].ts", "%5B1%5D.ts"),
        ("{$name}|.ts", "%7B$name%7D%7C.ts"),
        ("a\nb\r\tc\u{1b}\u{7f}.ts", "a%0Ab%0D%09c%1B%7F.ts"),
        ("größe.ts", "gr%C3%B6%C3%9Fe.ts"),
        ("\u{feff}", "%EF%BB%BF"),
        ("日本", "%E6%97%A5%E6%9C%AC"),
        ("a,b;c='d'(e)!*&@$~_-.ts", "a,b;c='d'(e)!*&@$~_-.ts"),
        ("...", "..."),
        (".hidden", ".hidden"),
        (" ", "%20"),
    ];
    for (name, text) in table {
        assert_eq!(relative(0, &[name]), text, "{name:?}");
    }
}

#[test]
fn only_a_colon_in_the_first_name_needs_a_dot() {
    assert_eq!(relative(0, &["2026-11-20T10", "57:02.ts"]), "2026-11-20T10/57:02.ts");
    assert_eq!(relative(0, &["10:00", "57:02.ts"]), "./10:00/57:02.ts");
    assert_eq!(relative(1, &["57:02.ts"]), "../57:02.ts");
    assert_eq!(relative(3, &["a", "b c", "d"]), "../../../a/b%20c/d");
}

#[test]
fn a_child_lies_in_its_directory() {
    for (directory, text) in [
        (Uri::relative(0, &["2026-11-20T10"]), "2026-11-20T10/57:02%20.ts"),
        (Uri::relative(1, &["10:00"]), "../10:00/57:02%20.ts"),
        (Uri::below("https://cdn.example/", &["h"]), "https://cdn.example/h/57:02%20.ts"),
        (Uri::file("/a/h"), "/a/h/57:02%20.ts"),
        (Uri::file("/a").map(|uri| uri.with_query(&[("b".to_owned(), "c/".to_owned())])), "/a/57:02%20.ts"),
    ] {
        assert_eq!(directory.expect(text).child("57:02 .ts").expect(text).as_str(), text);
    }
    let directory = Uri::relative(0, &["a"]).expect("is a URI");
    for name in ["", ".", "..", "a/b", "a\0b"] {
        assert_eq!(directory.child(name), Err(UriError::Name(name.to_owned())));
    }
}

#[test]
fn what_names_no_file_is_refused() {
    for name in ["", ".", "..", "a/b", "/", "a\0b"] {
        let refused = Err(UriError::Name(name.to_owned()));
        assert_eq!(Uri::relative(0, &[name]), refused);
        assert_eq!(Uri::relative(1, &["a", name]), refused);
        assert_eq!(Uri::below("/x", &[name, "a"]), refused);
    }
    assert_eq!(Uri::relative(2, &[]), Err(UriError::NoName));
    assert_eq!(Uri::below("/x", &[]), Err(UriError::NoName));
}

#[test]
fn a_base_is_kept_with_one_slash_after_it() {
    let table = [
        ("https://cdn.example/a", "https://cdn.example/a/h/57:02.ts"),
        ("https://cdn.example/a/", "https://cdn.example/a/h/57:02.ts"),
        ("https://cdn.example/a//", "https://cdn.example/a/h/57:02.ts"),
        ("https://cdn.example", "https://cdn.example/h/57:02.ts"),
        ("https://cdn.example/", "https://cdn.example/h/57:02.ts"),
        ("http://user@[::1]:8000/a%20b", "http://user@[::1]:8000/a%20b/h/57:02.ts"),
        ("//cdn.example", "//cdn.example/h/57:02.ts"),
        ("file:///", "file:///h/57:02.ts"),
        ("file:///srv", "file:///srv/h/57:02.ts"),
        ("/", "/h/57:02.ts"),
        ("/a//b/", "/a//b/h/57:02.ts"),
        ("a", "a/h/57:02.ts"),
        ("../a", "../a/h/57:02.ts"),
        ("./10:00", "./10:00/h/57:02.ts"),
        (".", "./h/57:02.ts"),
    ];
    for (base, text) in table {
        assert_eq!(Uri::below(base, &["h", "57:02.ts"]).expect(base).as_str(), text);
    }
}

#[test]
fn what_no_uri_starts_with_is_no_base() {
    let character = "it has a character in it that must be percent-encoded";
    let colon = "it has a ':' before its first '/' and is no URL (a path may start with './')";
    let host = "it names no host";
    let query = "it has a query or a fragment";
    let table = [
        ("", "it is empty"),
        ("https://a/ b", character),
        ("https://a/\"", character),
        ("https://a/\n#EXT-X-ENDLIST", query),
        ("https://a/\nb", character),
        ("https://a/\u{7f}", character),
        ("https://a/ü", character),
        ("https://a/{$b}", character),
        ("https://a/\\", character),
        ("https://a/<", character),
        ("https://a/%", character),
        ("https://a/%2", character),
        ("https://a/%zz", character),
        ("https://a/[b]", character),
        ("[b]", character),
        ("https://a/?b=c", query),
        ("#", query),
        ("10:00/a", colon),
        ("seg:00", colon),
        ("https:a", colon),
        ("https:/a", colon),
        ("1https://a", colon),
        ("://a", colon),
        ("https://", host),
        ("https:///a", host),
        ("//", host),
        ("///a", host),
    ];
    for (base, why) in table {
        let refused = Err(UriError::Base { base: base.to_owned(), why });
        assert_eq!(Uri::below(base, &["a"]), refused, "{base:?}");
    }
}

#[test]
fn absolute_paths_are_encoded_name_by_name() {
    let table = [
        ("/srv/rec/57:02.ts", "/srv/rec/57:02.ts"),
        ("/srv/a b/c#d", "/srv/a%20b/c%23d"),
        ("//srv///rec/", "/srv/rec"),
        ("/57:02.ts", "/57:02.ts"),
    ];
    for (path, text) in table {
        assert_eq!(Uri::file(path).expect(path).as_str(), text);
    }
    assert_eq!(Uri::file("srv/rec"), Err(UriError::Relative("srv/rec".to_owned())));
    assert_eq!(Uri::file(""), Err(UriError::Relative(String::new())));
    assert_eq!(Uri::file("/"), Err(UriError::NoName));
    assert_eq!(Uri::file("/srv/../etc"), Err(UriError::Name("..".to_owned())));
    assert_eq!(Uri::file("/srv/a\0b"), Err(UriError::Name("a\0b".to_owned())));
}

#[test]
fn a_query_survives() {
    let table = [
        ("start", "2026-11-20T10:00:00.000Z", "start=2026-11-20T10:00:00.000Z"),
        ("start", "2026-11-20T10:00:00+01:00", "start=2026-11-20T10:00:00%2B01:00"),
        ("a b", "c d", "a%20b=c%20d"),
        ("a&b=c", "d&e=f", "a%26b%3Dc=d%26e%3Df"),
        ("a;b", "#EXT?", "a%3Bb=%23EXT%3F"),
        ("a", "\"{$x}'\n", "a=%22%7B%24x%7D%27%0A"),
        ("a", "100%", "a=100%25"),
        ("a", "", "a="),
        ("", "ü", "=%C3%BC"),
    ];
    for (name, value, text) in table {
        let uri = Uri::relative(0, &["a.m3u8"]).expect("is a URI");
        let pairs = [(name.to_owned(), value.to_owned())];
        assert_eq!(uri.with_query(&pairs).as_str(), format!("a.m3u8?{text}"));
    }
}

#[test]
fn queries_add_up() {
    let pairs = [("a".to_owned(), "1".to_owned()), ("b".to_owned(), "2".to_owned())];
    let uri = Uri::relative(0, &["x"]).expect("is a URI");
    assert_eq!(uri.clone().with_query(&[]).as_str(), "x");
    assert_eq!(uri.with_query(&pairs).with_query(&[]).with_query(&pairs[..1]).as_str(), "x?a=1&b=2&a=1");
}

#[test]
fn ffmpeg_cannot_open_what_is_encoded_before_the_query() {
    let plain = Uri::relative(0, &["57:02+1,.ts"]).expect("is a URI");
    assert!(!plain.is_percent_encoded());
    assert!(!plain.with_query(&[("a".to_owned(), " ".to_owned())]).is_percent_encoded());
    assert!(Uri::relative(0, &["a b"]).expect("is a URI").is_percent_encoded());
    assert!(Uri::below("/a%20b", &["c"]).expect("is a URI").is_percent_encoded());
}

#[test]
fn what_was_written_is_read_again() {
    let uris = [
        Uri::relative(2, &["a b", "2024-05-01T10", "57:02.0-2.0-full-a+b_-.ts"]).unwrap(),
        Uri::relative(0, &["57:02.ts"]).unwrap(),
        Uri::below("https://[::1]:80/x", &["ä,'.ts"]).unwrap(),
        Uri::file("/srv//x/1.ts").unwrap().with_query(&[("a".to_owned(), "b&c".to_owned())]),
    ];
    for uri in &uris {
        assert_eq!(Uri::parse(uri.as_str()).as_ref(), Some(uri));
    }
    for text in ["", "a b", "a%2", "a%zz", "#a", "a\"", "{$a}", "a\n", "ä"] {
        assert_eq!(Uri::parse(text), None, "{text:?}");
    }
    let [hour, name] = uris[0].names().unwrap();
    assert_eq!((hour.as_str(), name.as_str()), ("2024-05-01T10", "57:02.0-2.0-full-a+b_-.ts"));
    assert_eq!(uris[1].names().unwrap(), ["57:02.ts"]);
    assert_eq!(uris[2].names().unwrap(), ["ä,'.ts"]);
    assert_eq!(uris[3].names().unwrap(), ["1.ts"]);
    for text in ["..", "a/", "a%2Fb", "%ff", "a%00"] {
        assert_eq!(Uri::parse(text).unwrap().names::<1>(), None, "{text}");
    }
    assert_eq!(Uri::parse("1.ts").unwrap().names::<2>(), None);
}
