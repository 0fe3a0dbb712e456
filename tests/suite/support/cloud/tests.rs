//! The stand-in itself: it tells right signatures from wrong ones, and its faults from each other.

use std::net::SocketAddr;

use serde_json::{Value, json};

use super::sign::{signature, signed_text};
use super::{ACCESS_KEY, Cloud, Delivery, Fault, Generation, Request, SECRET_KEY, Signature};
use crate::support::client::{Answer, Connection};

/// A client that signs as the cloud wants it.
struct Client {
    connection: Connection,
    host: String,
}

impl Client {
    fn new(cloud: &Cloud) -> Self {
        let host = cloud.url().replace("http://", "");
        let address: SocketAddr = host.parse().unwrap();
        Self { connection: Connection::open(address), host }
    }

    fn request(&self, method: &str, target: &str, body: &str) -> Request {
        let mut headers = vec![("host".to_owned(), self.host.clone())];
        if !body.is_empty() {
            headers.push(("content-type".to_owned(), "application/json".to_owned()));
        }
        let (method, target) = (method.to_owned(), target.to_owned());
        let mut request = Request { method, target, headers, body: body.into() };
        let signature = signature(SECRET_KEY, &signed_text(&request));
        request.headers.push(("authorization".to_owned(), format!("Qiniu {ACCESS_KEY}:{signature}")));
        request
    }

    fn send(&mut self, request: &Request) {
        let mut text = format!("{} HTTP/1.1\r\ncontent-length: {}\r\n", request.line(), request.body.len());
        for (name, value) in &request.headers {
            text.extend([name, ": ", value, "\r\n"]);
        }
        text.push_str("\r\n");
        self.connection.send(&[text.as_bytes(), &request.body].concat());
    }

    fn answer(&mut self, request: &Request) -> Answer {
        self.send(request);
        self.connection.answer(&request.method)
    }

    fn ask(&mut self, method: &str, target: &str, body: &str) -> (u16, Value) {
        let answer = self.answer(&self.request(method, target, body));
        assert!(answer.header("x-reqid").is_some() && answer.header("date").is_some(), "{answer:?}");
        (answer.status, serde_json::from_slice(&answer.body).unwrap_or_default())
    }
}

const CAM1: &str = "/v1/streams/z1.demo.cam1";

#[test]
fn a_request_that_was_tampered_with_is_refused() {
    let cloud = Cloud::start();
    cloud.stream("cam1");
    let mut client = Client::new(&cloud);
    assert_eq!(client.ask("GET", CAM1, "").0, 200);
    assert_eq!(client.ask("POST", CAM1, r#"{"disabled":true}"#).1["disabledTill"], json!(-1));
    let right = client.request("POST", CAM1, r#"{"disabled":false}"#);
    let tampered: [&dyn Fn(&mut Request); 8] = [
        &|request| request.target.push_str("?x"),
        &|request| request.body = br#"{"disabled":null }"#.into(),
        &|request| request.method = "PUT".into(),
        &|request| request.headers[0].1 = "127.0.0.1".into(),
        &|request| request.headers[1].1 = "application/json; charset=utf-8".into(),
        &|request| request.headers[2].1 = request.headers[2].1.replace("Qiniu ", "QBox "),
        &|request| request.headers.push(("x-qiniu-date".into(), "20240501T000000Z".into())),
        &|request| drop(request.headers.pop()),
    ];
    for (index, tamper) in tampered.iter().enumerate() {
        let mut request = right.clone();
        tamper(&mut request);
        let answer = client.answer(&request);
        assert_eq!((answer.status, answer.text().as_str()), (401, r#"{"error":"unauthorized"}"#), "{index}");
        let expected = if index == 7 { Signature::Absent } else { Signature::Wrong };
        assert_eq!(cloud.requests().last().unwrap().signature, expected);
    }
    // Signed without the port, as the SDKs for Ruby and Node did it.
    let mut request = client.request("GET", CAM1, "");
    request.headers = vec![("host".into(), "127.0.0.1".into())];
    let signature = signature(SECRET_KEY, &signed_text(&request));
    request.headers.push(("authorization".into(), format!("Qiniu {ACCESS_KEY}:{signature}")));
    assert_eq!(client.answer(&request).status, 401);
}

#[test]
fn streams_are_made_listed_and_deleted() {
    let cloud = Cloud::start();
    let mut client = Client::new(&cloud);
    for title in ["aaaa-1", "aaaa-2", "bbbb-1"] {
        let (status, made) =
            client.ask("POST", "/v1/streams", &json!({ "hub": "demo", "title": title }).to_string());
        assert_eq!((status, &made["title"]), (200, &json!(title)));
    }
    for (body, status) in [
        (r#"{"hub":"demo","title":"aaaa-1"}"#, 614),
        (r#"{"hub":"demo","title":"abc"}"#, 400),
        (r#"{"hub":"demo","publishSecurity":"open"}"#, 400),
        (r#"{"hub":"none"}"#, 612),
        ("[]", 400),
    ] {
        assert_eq!(client.ask("POST", "/v1/streams", body).0, status, "{body}");
    }
    for (query, count, marker, end) in [
        ("", 3, "3", true),
        ("&limit=2", 2, "2", false),
        ("&limit=2&marker=2", 1, "3", true),
        ("&title=aaaa&limit=2", 2, "2", false),
        ("&title=aaaa&limit=2&marker=2", 0, "", true),
        ("&status=connected", 0, "", true),
        ("&idonly", 3, "3", true),
    ] {
        let (_, page) = client.ask("GET", &format!("/v1/streams?hub=demo{query}"), "");
        assert_eq!(page["items"].as_array().map_or(0, Vec::len), count, "{query}");
        assert_eq!((&page["marker"], &page["end"]), (&json!(marker), &json!(end)), "{query}");
    }
    assert_eq!(client.ask("DELETE", "/v1/streams/z1.demo.aaaa-1", ""), (204, Value::Null));
    assert_eq!(client.ask("DELETE", "/v1/streams/z1.demo.aaaa-1", "").0, 404);
}

#[test]
fn a_cloud_of_2015_says_less_and_in_other_words() {
    let cloud = Cloud::of(Generation::Year2015);
    cloud.stream("cam1").live();
    let mut client = Client::new(&cloud);
    let (_, page) = client.ask("GET", "/v1/streams?hub=demo", "");
    assert_eq!((page.get("end"), &page["marker"]), (None, &json!("1")));
    assert_eq!(client.ask("GET", &format!("{CAM1}/status"), "").1.get("startFrom"), None);
    assert_eq!(client.ask("GET", "/v1/streams/none", "").1["error"], json!(404_000));
    let (status, taken) = client.ask("POST", "/v1/streams", r#"{"hub":"demo","title":"cam1"}"#);
    assert_eq!((status, &taken["message"]), (400, &json!("duplicated content")));
}

#[test]
fn a_picture_is_there_when_its_job_is_done() {
    let cloud = Cloud::start();
    cloud.stream("cam1").live();
    cloud.jobs_answer(&[1, 2, 0]);
    let mut client = Client::new(&cloud);
    let (_, made) = client.ask("POST", &format!("{CAM1}/snapshot"), r#"{"name":"a.jpg","format":"jpg"}"#);
    let path = made["targetUrl"].as_str().unwrap().replace(&cloud.url(), "");
    let job = format!("/status/get/prefop?id={}", made["persistentId"].as_str().unwrap());
    for code in [1, 2, 0] {
        assert_eq!(client.ask("GET", &path, "").0, 404);
        assert_eq!(client.ask("GET", &job, "").1["code"], json!(code));
    }
    assert_eq!(client.ask("GET", &path, "").0, 200);
}

#[test]
fn faults_come_in_their_turn() {
    let cloud = Cloud::start();
    let cam1 = cloud.stream("cam1");
    let mut client = Client::new(&cloud);
    cloud.fault(Fault::status(500).on("GET", "/status").times(2));
    cloud.fault(Fault::too_many(7).on("GET", "cam1"));
    let status = format!("{CAM1}/status");
    let answers = [CAM1, &status, CAM1, &status, &status].map(|path| client.ask("GET", path, "").0);
    assert_eq!(answers, [429, 500, 200, 500, 200]);
    cloud.fault(Fault::chunked());
    assert_eq!(client.ask("GET", CAM1, "").1, cam1.json());
    cloud.fault(Fault::change(|reply| reply.delivery = Delivery::CutAfter(5)));
    client.send(&client.request("GET", CAM1, ""));
    let length: usize = client.connection.head().header("content-length").unwrap().parse().unwrap();
    assert!(length > 5 && client.connection.bytes(5) == br#"{"cre"# && client.connection.is_at_end());
    for (fault, is_there) in
        [(Fault::close_unread(), true), (Fault::close(false), true), (Fault::close(true), false)]
    {
        let mut client = Client::new(&cloud);
        cloud.fault(fault);
        client.send(&client.request("DELETE", CAM1, ""));
        assert!(client.connection.is_at_end());
        assert_eq!(cam1.look().is_some(), is_there);
    }
}

#[test]
fn publishers_are_let_in_by_their_tokens() {
    let cloud = Cloud::start();
    let key = cloud.stream("cam1").publish_key();
    let url = |signed: &str, key: &str| {
        let token = signature(key, format!("/demo/cam1?{signed}").as_bytes());
        format!("rtmp://pub.demo.example/demo/cam1?{signed}&token={token}")
    };
    for (url, told) in [
        (url("nonce=5", &key), ""),
        (url("nonce=5", &key), "the nonce must be greater than 5"),
        (url("nonce=6", "other"), "wrong token"),
        (url("nonce=6", &key).replace("nonce=6", "nonce=7"), "wrong token"),
        (url("nonce=6", &key), ""),
    ] {
        assert_eq!(cloud.publish(&url).err().unwrap_or_default(), told, "{url}");
    }
}
