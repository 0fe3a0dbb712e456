use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::pili::v1::read_stream;

const NONCE: u64 = 1_700_000_000;
const EXPIRES: i64 = 1_700_000_600;

fn stream(id: &str, security: &Value, key: &Value) -> Stream {
    let hosts = json!({ "publish": { "rtmp": "pub.example" } });
    read_stream(json!({ "id": id, "publishSecurity": security, "publishKey": key, "hosts": hosts })).unwrap()
}

fn show(security: &Value) -> Stream {
    stream("z1.demo.morning-show", security, &json!("0123456789abcdef"))
}

fn pair(access_key: &str, secret_key: &str) -> Credentials {
    Credentials { access_key: access_key.into(), secret_key: Secret::new(secret_key) }
}

fn invented() -> Credentials {
    pair("AKexample1", "SKexample0000000000000000000000000000001")
}

#[test]
fn every_way_to_publish() {
    const BASE: &str = "rtmp://pub.example/demo/morning-show";
    for (security, query, name, nonce, expires) in [
        ("static", "?key=0123456789abcdef", "static", None, None),
        ("dynamic", "?nonce=1700000000&token=rHlXDs3zxBVtmBAsSTBvEE9wO28=", "dynamic", Some(NONCE), None),
        ("expiry", "?expire=1700000600&token=M_EkRvEXGcgtfZJEapTO-6YenWQ=", "expiry", None, Some(EXPIRES)),
        (
            "expiry_sk",
            "?e=1700000600&token=AKexample1:h8L0hW41KGfDO6u6sGRVaCjptig=",
            "expiry_sk",
            None,
            Some(EXPIRES),
        ),
        ("none", "", "none", None, None),
        ("", "", "none", None, None),
    ] {
        let url = publish_url(&show(&json!(security)), Some(&invented()), NONCE, EXPIRES).unwrap();
        assert_eq!(url.url.expose(), format!("{BASE}{query}"), "{security}");
        assert_eq!((url.security, url.nonce, url.expires), (name, nonce, expires), "{security}");
        assert!(query.is_empty() || !format!("{url:?}").contains(query), "{url:?}");
    }
}

#[test]
fn keys_stay_as_they_are_as_far_as_urls_can_have_them() {
    for (key, shown) in [
        ("aZ09-._~!$'()*+,;=:@/[]", "aZ09-._~!$'()*+,;=:@/[]"),
        ("%&#? \"<>\\^{|}`", "%25%26%23%3F%20%22%3C%3E%5C%5E%7B%7C%7D%60"),
        ("é\n\u{7f}", "%C3%A9%0A%7F"),
    ] {
        let stream = stream("z1.demo.show", &json!("static"), &json!(key));
        let url = publish_url(&stream, None, NONCE, EXPIRES).unwrap();
        assert_eq!(url.url.expose(), format!("rtmp://pub.example/demo/show?key={shown}"));
    }
}

#[test]
fn urls_that_were_published_with_sdks() {
    for (security, id, key, account, nonce, expires, query) in [
        (
            "expiry_sk",
            "z1.thub.tkey",
            "",
            pair("123", "abc"),
            0,
            1_234_571_490,
            "e=1234571490&token=123:qXis9DxDwd1ZUej6Fh6f47goib4=",
        ),
        (
            "dynamic",
            "z1.hub.streamTitle",
            "test123",
            pair("", ""),
            123,
            0,
            "nonce=123&token=NFFIx_Hi5MdyJGj3Aubsf6jbma8=",
        ),
        (
            "expiry",
            "z1.testhub.teststreamtitle",
            "12345678",
            pair("", ""),
            0,
            1_584_522_520,
            "expire=1584522520&token=zYvN7rHgJiw2QUSo_xRoBZIf1kM=",
        ),
    ] {
        let stream = stream(id, &json!(security), &json!(key));
        let url = publish_url(&stream, Some(&account), nonce, expires).unwrap();
        let path = format!("{}/{}", stream.id.hub(), stream.id.title());
        assert_eq!(url.url.expose(), format!("rtmp://pub.example/{path}?{query}"));
    }
}

#[test]
fn an_empty_url_is_never_the_answer() {
    let fails = |stream: &Stream, credentials: Option<&Credentials>| {
        publish_url(stream, credentials, NONCE, EXPIRES).unwrap_err().to_string()
    };
    let some = invented();
    assert_eq!(
        fails(&show(&json!("quantum\n")), Some(&some)),
        "z1.demo.morning-show is published to with 'quantum\\n', which streamctl cannot sign"
    );
    for unsaid in [json!(null), json!(5)] {
        assert!(fails(&show(&unsaid), Some(&some)).contains("publishSecurity is missing"));
    }
    for security in ["static", "dynamic", "expiry"] {
        for key in [json!(null), json!("")] {
            let keyless = stream("z1.demo.show", &json!(security), &key);
            let expected = format!(
                "z1.demo.show is published to with '{security}', but the server gives no publish key"
            );
            assert_eq!(fails(&keyless, Some(&some)), expected);
        }
    }
    assert_eq!(
        fails(&show(&json!("expiry_sk")), None),
        "z1.demo.morning-show is published to with 'expiry_sk', which takes the account's keys"
    );
    let mut homeless = show(&json!("static"));
    homeless.hosts.publish = None;
    assert_eq!(
        fails(&homeless, None),
        "the server gives z1.demo.morning-show no host for publishing: hosts.publish.rtmp"
    );
    homeless.hosts.publish = Some("pub.example/elsewhere".into());
    assert!(fails(&homeless, None).contains("is no host name: 'pub.example/elsewhere'"));
}

proptest! {
    #[test]
    fn no_key_and_no_host_leads_elsewhere(
        security in proptest::sample::select(vec!["static", "dynamic", "expiry", "expiry_sk", "none", ""]),
        key in ".{1,16}",
        account in ".{0,16}",
        host in "[a-z0-9.:@/?# -]{0,12}|.{0,8}",
        nonce: u64,
        expires: i64,
    ) {
        let mut stream = stream("z1.demo.show", &json!(security), &json!(key));
        stream.hosts.publish = Some(host.clone());
        if let Ok(url) = publish_url(&stream, Some(&pair(&account, &key)), nonce, expires) {
            let shown = format!("{url:?}");
            let (text, base) = (url.url.expose(), format!("rtmp://{host}/demo/show"));
            let rest = text.strip_prefix(&base).unwrap_or("elsewhere");
            prop_assert!(rest.is_empty() || rest.starts_with('?'), "{}", text);
            prop_assert!(rest.matches('?').count() <= 1 && rest.matches('&').count() <= 1, "{}", text);
            let odd = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '#';
            prop_assert!(!text.contains(odd), "{}", text);
            prop_assert!(!shown.contains(text));
        }
    }
}
