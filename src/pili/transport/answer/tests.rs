use super::*;

#[test]
fn refusals_of_every_generation_are_one_line() {
    let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>x</h1></body></html>";
    for (status, body, told) in [
        (404, r#"{"error":"not found"}"#, "404 not found"),
        (612, r#"{"error":"hub not found"}"#, "612 hub not found"),
        (619, r#"{"error":"no data"}"#, "619 no data: nothing is recorded in that range"),
        (619, r#"{"error":"no live"}"#, "619 no live: nobody is publishing"),
        (619, "", "619 no data: nothing is recorded in that range"),
        (
            401,
            r#"{"error":401001,"message":"live service is not enabled"}"#,
            "401 live service is not enabled (401001): this account is not enabled for live streaming",
        ),
        (
            400,
            r#"{"error":400001,"message":"bad","details":{"title":{"error":1,"message":"duplicated content"}}}"#,
            "400 bad; title: duplicated content (400001)",
        ),
        (400, r#"{"error":"bad","details":{"a":"x","b":7}}"#, "400 bad; a: x"),
        (400, r#"{"errno":400,"error":"a\nb\u0007c"}"#, "400 a b c"),
        (400, r#""plain""#, "400 plain"),
        (400, "[1]", "400 Bad Request"),
        (400, "{}", "400 Bad Request"),
        (401, "", "401 Unauthorized"),
        (502, page, "502 Bad Gateway"),
        (502, "<html><body>502 Bad Gateway</body></html>", "502 Bad Gateway"),
        (502, "<style>p{}</style><p>Too <b>bad</b></p><script>alert('<p>')</script>", "502 Too bad"),
        (503, "503", "503 Service Unavailable"),
        (614, "\u{feff}{\"error\":\"stream already exists\"}", "614 stream already exists"),
        (614, "", "614 exists already"),
        (699, " \r\n", "699 refused"),
    ] {
        assert_eq!(refusal(status, body.as_bytes()), told);
    }
    let long = refusal(500, "é".repeat(5_000).as_bytes());
    assert_eq!(long.chars().count(), "500 ".len() + LONGEST + 1);
    assert_eq!(refusal(500, b"\xff\xfe"), "500 \u{fffd}\u{fffd}");
}

#[test]
fn a_taken_title_is_told_by_its_words() {
    for (body, is_taken) in
        [(r#"{"message":"duplicated content"}"#, true), ("a duplicated content b", true), ("", false)]
    {
        assert_eq!(says_taken(body.as_bytes()), is_taken);
    }
}

#[test]
fn only_what_the_cloud_may_say_is_consent() {
    for (status, body, is_whole, is_consent) in [
        (200, "", true, true),
        (200, " \r\n", true, true),
        (200, "null", true, true),
        (200, "{}", true, true),
        (202, "[]", true, true),
        (204, "<p>", true, true),
        (200, "<html>Log in</html>", true, false),
        (200, "OK", true, false),
        (200, "\"deleted\"", true, false),
        (200, "1", true, false),
        (200, "{", true, false),
        (200, "", false, true),
        (200, "{\"id\":", false, true),
        (200, "<html>Lo", false, false),
    ] {
        assert_eq!(super::is_consent(status, body.as_bytes(), is_whole), is_consent, "{status} {body}");
    }
}

#[test]
fn nonsense_is_told_without_what_may_be_a_key() {
    for (body, told) in [
        ("", "it is empty"),
        ("null", "it is no JSON object"),
        ("<html><title>Log in</title>", "it is no JSON but says 'Log in'"),
        ("{\"publishKey\":\"abc", "it is no JSON: EOF while parsing a string at line 1 column 18"),
    ] {
        assert_eq!(nonsense(body.as_bytes()), told);
    }
}
