use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;

/// A vector published with one of the SDKs or in the manual.
#[derive(Deserialize)]
struct Vector {
    kind: String,
    source: String,
    #[serde(default)]
    sk: String,
    signature: String,
    to_sign: String,
    data: Option<String>,
    method: Option<String>,
    path: Option<String>,
    host: Option<String>,
    content_type: Option<String>,
    #[serde(default)]
    x_qiniu: Vec<(String, String)>,
    body: Option<String>,
}

impl Vector {
    /// The message of the request that a vector of the kind `qiniu` describes.
    fn message(&self) -> Vec<u8> {
        let headers: Vec<(&str, &str)> =
            self.x_qiniu.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let path = self.path.as_deref().unwrap();
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let message = Signable {
            method: self.method.as_deref().unwrap(),
            path,
            query,
            host: self.host.as_deref().unwrap(),
            content_type: self.content_type.as_deref(),
            qiniu_headers: &headers,
            body: self.body.as_deref().unwrap().as_bytes(),
        };
        message.message()
    }
}

#[test]
fn published_vectors() {
    let vectors: Vec<Vector> =
        serde_json::from_str(include_str!("../../../tests/data/pili-vectors.json")).unwrap();
    let mut checked: BTreeMap<&str, usize> = BTreeMap::new();
    for vector in &vectors {
        let about = format!("{} from {}: {:?}", vector.kind, vector.source, vector.to_sign);
        match vector.kind.as_str() {
            "raw" | "qbox" | "publish" => {}
            "with_data" => {
                assert_eq!(URL_SAFE.encode(vector.data.as_deref().unwrap()), vector.to_sign, "{about}");
            }
            "qiniu" => assert_eq!(String::from_utf8(vector.message()).unwrap(), vector.to_sign, "{about}"),
            // Nothing here signs URLs to play: that is an MD5 by a rule each domain has.
            "play_md5" => continue,
            _ => panic!("what is {about}"),
        }
        let key = Secret::new(vector.sk.as_str());
        assert_eq!(signature(&key, vector.to_sign.as_bytes()), vector.signature, "{about}");
        *checked.entry(&vector.kind).or_default() += 1;
    }
    let expected = [("publish", 6), ("qbox", 8), ("qiniu", 24), ("raw", 6), ("with_data", 5)];
    assert_eq!(checked.into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(vectors.len(), 52);
}

const SK: &str = "SKexample0000000000000000000000000000001";
const JSON: Option<&str> = Some("application/json");

fn plain<'a>(method: &'a str, path: &'a str, host: &'a str) -> Signable<'a> {
    Signable { method, path, query: None, host, content_type: None, qiniu_headers: &[], body: b"" }
}

#[test]
fn requests_with_invented_keys() {
    const STREAM: &str = "/v1/streams/z1.demo.morning-show";
    const SAVE_AS: &str = "/v1/streams/z1.demo.morning-show/saveas";
    let cloud = "pili.qiniuapi.com";
    let local = "127.0.0.1:8099";
    let list = |host| Signable { query: Some("hub=demo&limit=2"), ..plain("GET", "/v1/streams", host) };
    let post = |path, body: &'static str, host| Signable {
        content_type: JSON,
        body: body.as_bytes(),
        ..plain("POST", path, host)
    };
    for (request, expected) in [
        (plain("GET", STREAM, cloud), "qtwovt03qwQXdU9xBZ1392ALyuM="),
        (plain("DELETE", STREAM, cloud), "uqOHwdTjXIGC6L2wWbDo7VtCU8w="),
        (
            post("/v1/streams", r#"{"hub":"demo","title":"morning-show","publishSecurity":"static"}"#, cloud),
            "BzLsjtzt4tP4-Tiw8_XAAV_QSTU=",
        ),
        (list(local), "onZmqC7e5At69OCZZ7exhMQbdK0="),
        // What SDKs sign that forget the port: another message.
        (list("127.0.0.1"), "Jl5Drl0eBqgBhDEGw8ulausGyAk="),
        (post(STREAM, r#"{"disabled":true}"#, local), "Z35PcAI0pumbtxtiUYqoA8gnGLk="),
        (
            post(
                "/v1/streams/z1.demo.morning-show/available",
                r#"{"available":"disabled","disabledTill":1700003600}"#,
                local,
            ),
            "IvTa_EvCcCTwvamcwM--F2wSLkI=",
        ),
        (
            post(SAVE_AS, r#"{"name":"1700000000","start":1699999000,"end":1699999600}"#, local),
            "tLlts9IqaXe9CBFt0gJQrZ9nE-Y=",
        ),
        (
            post(SAVE_AS, r#"{"name":"早间","start":1699999000,"end":1699999600}"#, local),
            "ObRvy3Z2ABbPDJIFswKZ5turat0=",
        ),
        (plain("GET", "/v2/hubs", cloud), "tLKsgg0-czR2lldZXPPKfM9WwFU="),
        (
            Signable {
                content_type: Some("application/x-www-form-urlencoded"),
                qiniu_headers: &[("X-Qiniu-Date", "20240102T030405Z")],
                ..plain("GET", "/v2/hubs", cloud)
            },
            "BFfNmx8-JHvmuyE2DPwqLLop7Bs=",
        ),
    ] {
        assert_eq!(signature(&Secret::new(SK), &request.message()), expected, "{}", text(&request));
    }
}

#[test]
fn publish_tokens_with_invented_keys() {
    for (key, text, expected) in [
        ("0123456789abcdef", "/demo/morning-show?nonce=1700000000", "rHlXDs3zxBVtmBAsSTBvEE9wO28="),
        ("0123456789abcdef", "/demo/morning-show?expire=1700000600", "M_EkRvEXGcgtfZJEapTO-6YenWQ="),
        (SK, "/demo/morning-show?e=1700000600", "h8L0hW41KGfDO6u6sGRVaCjptig="),
    ] {
        assert_eq!(signature(&Secret::new(key), text.as_bytes()), expected, "{text}");
    }
}

fn text(request: &Signable) -> String {
    String::from_utf8(request.message()).unwrap()
}

#[test]
fn headers_are_sorted_in_canonical_case_and_the_last_value_counts() {
    let request = Signable {
        qiniu_headers: &[
            ("x-qiniu-bbb", "late"),
            ("X-QINIU-AAA", "first"),
            ("X-Qiniu-", "no name"),
            ("X-Other", "not ours"),
            ("X-Qiniu-Aaa", "last"),
            ("X-Qiniu", "no prefix"),
        ],
        ..plain("GET", "/", "host")
    };
    assert_eq!(text(&request), "GET /\nHost: host\nX-Qiniu-Aaa: last\nX-Qiniu-Bbb: late\n\n");
}

#[test]
fn a_body_counts_only_with_a_type_that_is_not_octets() {
    let with = |content_type| Signable { content_type, body: b"body", ..plain("POST", "/", "host") };
    assert_eq!(text(&with(None)), "POST /\nHost: host\n\n");
    assert_eq!(text(&with(Some(OCTETS))), format!("POST /\nHost: host\nContent-Type: {OCTETS}\n\n"));
    let charset = "application/json; charset=utf-8";
    assert_eq!(text(&with(Some(charset))), format!("POST /\nHost: host\nContent-Type: {charset}\n\nbody"));
}

#[test]
fn an_empty_query_is_none() {
    let request = Signable { query: Some(""), ..plain("GET", "/", "host") };
    assert_eq!(text(&request), "GET /\nHost: host\n\n");
}
