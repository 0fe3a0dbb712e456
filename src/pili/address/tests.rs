use proptest::prelude::*;

use super::*;

#[test]
fn addresses_in_their_normal_form() {
    for (text, normal) in [
        ("https://pili.qiniuapi.com", "https://pili.qiniuapi.com"),
        ("https://pili.qiniuapi.com/", "https://pili.qiniuapi.com"),
        ("HTTPS://Pili.QiniuAPI.com:443//", "https://pili.qiniuapi.com"),
        ("http://pili.qiniuapi.com:80", "http://pili.qiniuapi.com"),
        ("http://127.0.0.1:8099", "http://127.0.0.1:8099"),
        ("http://[::1]:8099/", "http://[::1]:8099"),
        ("pili.qiniuapi.com", "https://pili.qiniuapi.com"),
        ("localhost:8443", "https://localhost:8443"),
        ("[::1]:8443", "https://[::1]:8443"),
        ("https://proxy.example/cloud/pili/", "https://proxy.example/cloud/pili"),
        ("https://proxy.example/a/../b%20c", "https://proxy.example/b%20c"),
    ] {
        let address = Address::parse(text).unwrap();
        assert_eq!(address.to_string(), normal, "{text}");
        assert_eq!(Address::parse(normal), Ok(address), "{text}");
    }
}

#[test]
fn what_is_no_address_is_refused_without_its_secrets() {
    for (text, shown) in [
        ("", ""),
        ("https://", "https://"),
        ("https:///host", "https:///host"),
        ("https://:80", "https://:80"),
        ("https:/host", "https:/host"),
        ("ftp://host", "ftp://host"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("host:port", "host:port"),
        ("host:99999", "host:99999"),
        ("host/path", "host/path"),
        ("::1", "::1"),
        (" https://host", " https://host"),
        ("https://ho st", "https://ho st"),
        ("https://host\n", "https://host\\n"),
        ("https:\\\\host", "https:\\\\host"),
        ("https://user:s3cret@host/", "https://[hidden]@host/"),
        ("https://s3cret@host", "https://[hidden]@host"),
        ("user:s3cret@host:80", "[hidden]@host:80"),
        ("https://user:s3cret@s3cret/?#@host", "https://[hidden]@host"),
        ("https://user:80/s3cret@host", "https://[hidden]@host"),
        ("ftp://user:s3cret@host", "ftp://[hidden]@host"),
        ("user:s3cret://x@host", "[hidden]@host"),
        ("https://host/?token=s3cret", "https://host/?[hidden]"),
        ("https://host/#s3cret", "https://host/#[hidden]"),
        ("https://host?", "https://host?[hidden]"),
    ] {
        let error = Address::parse(text).unwrap_err();
        assert_eq!(error.text, shown, "{text}");
        assert!(!error.to_string().contains("s3cret"), "{error}");
    }
}

#[test]
fn only_http_to_another_machine_is_exposed() {
    for (text, is_exposed, is_encrypted) in [
        ("https://pili.qiniuapi.com", false, true),
        ("http://pili.qiniuapi.com", true, false),
        ("http://127.0.0.1:8099", false, false),
        ("http://127.9.9.9", false, false),
        ("http://2130706433", false, false),
        ("http://[::1]:80", false, false),
        ("http://[::ffff:127.0.0.1]", false, false),
        ("http://LOCALHOST:80/x", false, false),
        ("https://localhost", false, true),
        ("http://localhost.example.com", true, false),
        ("http://127.0.0.1.example.com", true, false),
        ("http://10.0.0.1", true, false),
        ("http://[::2]", true, false),
        ("http://0.0.0.0", true, false),
    ] {
        let address = Address::parse(text).unwrap();
        assert_eq!((address.is_exposed(), address.is_encrypted()), (is_exposed, is_encrypted), "{text}");
    }
}

#[test]
fn urls_of_the_service() {
    let url = |address: &str, path, query| Address::parse(address).unwrap().url(path, query).to_string();
    let streams = "/v1/streams";
    assert_eq!(url("http://127.0.0.1:8099", streams, None), "http://127.0.0.1:8099/v1/streams");
    assert_eq!(url("https://a.example/", streams, Some("")), "https://a.example/v1/streams");
    assert_eq!(
        url("https://a.example/base/", streams, Some("hub=demo&marker=a%2Fb%20c")),
        "https://a.example/base/v1/streams?hub=demo&marker=a%2Fb%20c"
    );
}

proptest! {
    #[test]
    fn any_text_is_an_address_or_an_error(text in "(https?://)?[a-z@:/?#.\\[\\]%\\\\ 0-9]{0,24}|.{0,40}") {
        match Address::parse(&text) {
            Ok(address) => {
                let shown = address.to_string();
                prop_assert!(shown.starts_with("https://") || shown.starts_with("http://"), "{}", shown);
                prop_assert!(!shown.contains(['?', '#', '@']) && !shown.ends_with('/'), "{}", shown);
                prop_assert_eq!(Address::parse(&shown), Ok(address.clone()));
                let url = address.url("/v1/streams", Some("hub=demo"));
                prop_assert!(url.path().ends_with("/v1/streams"));
                prop_assert_eq!(url.host_str(), address.0.host_str());
            }
            Err(error) => prop_assert!(!error.to_string().contains(char::is_control)),
        }
    }
}
