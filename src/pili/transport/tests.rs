pub(in crate::pili) mod server;
mod writes;

use base64::Engine as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

use super::*;
use crate::pili::address::Address;
use crate::pili::client::Client;
use crate::pili::id::StreamId;
use crate::pili::request::{Filter, NewStream, Operation};
use crate::secret::Secret;
use server::{Act, Server, answer, raw};

pub(in crate::pili) const STREAM: &str =
    r#"{"id":"z1.demo.cam","title":"cam","hub":"demo","publishKey":"PUBKEY"}"#;
const SECRET: &str = "SKexample0000000000000000000000000000001";

pub(in crate::pili) fn settings(server: &str, retries: u32, timeout: u64) -> Settings {
    let api = Address::parse(&format!("http://{server}")).unwrap();
    let credentials = Credentials { access_key: "AKexample1".to_owned(), secret_key: Secret::new(SECRET) };
    Settings {
        jobs_api: api.clone(),
        api,
        credentials: Some(credentials),
        timeout: Duration::from_millis(timeout),
        retries,
    }
}

/// A client that retries, and is patient unless a test is about that.
pub(in crate::pili) fn client(server: &Server, retries: u32) -> Client {
    Client::new(settings(&server.address, retries, 5_000)).unwrap()
}

fn impatient(server: &Server, retries: u32) -> Client {
    Client::new(settings(&server.address, retries, 200)).unwrap()
}

fn cam() -> StreamId {
    StreamId::parse("z1.demo.cam").unwrap()
}

fn new_stream() -> NewStream {
    let publish_key = Some(Secret::new("PUB\"KEY"));
    NewStream { hub: "demo".to_owned(), title: Some("cam1".to_owned()), publish_key, publish_security: None }
}

fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    let head = request.split("\r\n\r\n").next().unwrap();
    head.lines().skip(1).find_map(|line| {
        let (found, value) = line.split_once(": ").unwrap();
        found.eq_ignore_ascii_case(name).then_some(value)
    })
}

/// The Authorization that a request should have, by the rules of the cloud's documentation.
fn authorization(request: &str) -> String {
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let line: Vec<&str> = head.lines().next().unwrap().split(' ').collect();
    let mut text = format!("{} {}\nHost: {}", line[0], line[1], header(request, "host").unwrap());
    if let Some(value) = header(request, "content-type") {
        text.extend(["\nContent-Type: ", value]);
    }
    let mut mac = Hmac::<Sha1>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(format!("{text}\n\n{body}").as_bytes());
    let signature = base64::engine::general_purpose::URL_SAFE.encode(mac.finalize().into_bytes());
    format!("Qiniu AKexample1:{signature}")
}

#[tokio::test]
async fn what_is_sent_is_what_is_signed() {
    let page = r#"{"items":null,"end":true}"#;
    let server = Server::start(vec![answer("200 OK", "", STREAM), answer("200 OK", "", page)]);
    let client = client(&server, 0);
    client.create(&new_stream()).await.unwrap();
    let filter = Filter { hub: "demo".to_owned(), prefix: None, is_live: true, ids_only: false };
    let marker = Some("a b+c/=é&".to_owned());
    assert_eq!(client.list(filter, marker).next(7).await.unwrap(), None);
    let address = server.address.clone();
    let requests = server.finish();
    for request in &requests {
        assert_eq!(header(request, "authorization").unwrap(), authorization(request), "{request}");
        assert_eq!(header(request, "host").unwrap(), address, "with its port");
        assert_eq!(header(request, "user-agent").unwrap(), concat!("streamctl/", env!("CARGO_PKG_VERSION")));
        assert_eq!(header(request, "accept-encoding"), None);
    }
    assert_eq!(header(&requests[0], "content-type"), Some("application/json"));
    assert!(requests[0].ends_with(r#""publishKey":"PUB\"KEY"}"#), "{}", requests[0]);
    assert_eq!(header(&requests[1], "content-type"), None);
    assert!(requests[1].contains("marker=a%20b%2Bc%2F%3D%C3%A9%26"), "{}", requests[1]);
}

#[tokio::test]
async fn answers_are_taken_as_servers_and_proxies_send_them() {
    let chunked = format!("Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{STREAM}\r\n0\r\n\r\n", STREAM.len());
    for act in [
        answer("200 OK", "Content-Type: application/json; charset=utf-8\r\n", STREAM),
        answer("201 Whatever", "Content-Type: text/plain\r\n", STREAM),
        raw(&format!("HTTP/1.1 200 OK\r\n{chunked}")),
        raw(&format!("HTTP/1.0 200 OK\r\n\r\n{STREAM}")),
    ] {
        let server = Server::start(vec![act]);
        assert_eq!(client(&server, 0).find(&cam()).await.unwrap().id, cam());
        server.finish();
    }
}

#[tokio::test]
async fn refusals_are_answers() {
    for (status, body, kind, message) in [
        ("612", r#"{"error":"hub not found"}"#, ErrorKind::NotFound, "612 hub not found"),
        ("614 Exists", "", ErrorKind::Conflict, "614 exists already"),
        (
            "619 X",
            r#"{"error":"no data"}"#,
            ErrorKind::NoData,
            "619 no data: nothing is recorded in that range",
        ),
        ("699 X", "", ErrorKind::Refused, "699 refused"),
        ("404 Not Found", "", ErrorKind::NotFound, "404 Not Found"),
        ("401 X", r#"{"error":"unauthorized"}"#, ErrorKind::Credentials, "401 unauthorized"),
        ("400 X", r#"{"message":"duplicated content"}"#, ErrorKind::Conflict, "400 duplicated content"),
        ("400 X", r#"{"error":"it is ?token=abc"}"#, ErrorKind::Refused, "400 it is ?token=[hidden]"),
        ("401 X", "duplicated content", ErrorKind::Credentials, "401 duplicated content"),
        ("403 X", &format!("no {SECRET}!"), ErrorKind::Credentials, "403 no [hidden]!"),
    ] {
        let server = Server::start(vec![answer(status, "X-Reqid: a\tb\u{e9}c \r\n", body)]);
        let error = client(&server, 3).find(&cam()).await.unwrap_err();
        assert_eq!((error.kind, error.message.as_str()), (kind, message));
        assert_eq!(error.status, status[..3].parse().ok());
        assert_eq!(error.reqid.as_deref(), Some("abc"));
        server.finish();
    }
}

#[tokio::test]
async fn of_a_long_refusal_only_the_beginning_is_read() {
    let server = Server::start(vec![answer("400 X", "", &"x".repeat(LARGEST_REFUSAL + 1))]);
    let error = client(&server, 3).find(&cam()).await.unwrap_err();
    assert_eq!(error.message, format!("400 {}…", "x".repeat(200)));
    server.finish();
}

#[tokio::test]
async fn a_redirect_says_where_to() {
    let location = "Location: https://other.example/v1/x?token=a\r\n";
    let server = Server::start(vec![answer("301 Moved", location, "")]);
    let error = client(&server, 3).find(&cam()).await.unwrap_err();
    let told = "redirects to https://other.example/v1/x; set api (for jobs, jobs_api) to what answers itself";
    assert!(error.message.ends_with(told), "{error}");
    assert_eq!(error.status, Some(301));
    server.finish();
}

#[tokio::test]
async fn reads_are_repeated() {
    let cut = format!("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{}", &STREAM[..20]);
    let until_close = format!("HTTP/1.1 200 OK\r\n\r\n{}", &STREAM[..20]);
    for act in [
        answer("500 X", "", "oops"),
        answer("502 X", "", "<html>"),
        answer("503 X", "Retry-After: 0\r\n", ""),
        answer("429 X", "", ""),
        raw(&cut),
        raw(&until_close),
        raw("HTTP/1.1 200 OK\r\nContent-Le"),
        Act::Slam,
        raw(""),
    ] {
        let server = Server::start(vec![act, answer("200 OK", "", STREAM)]);
        client(&server, 1).find(&cam()).await.unwrap();
        server.finish();
    }
}

#[tokio::test]
async fn what_stays_so_is_told_after_the_retries() {
    let again = || answer("503 Busy", "", "");
    let server = Server::start(vec![again(), again(), again()]);
    let error = client(&server, 2).find(&cam()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Temporary);
    assert_eq!(error.message, "503 Service Unavailable (tried 3 times)");
    server.finish();
    let server = Server::start(vec![answer("429 X", "", r#"{"error":"slow down"}"#)]);
    let error = client(&server, 0).find(&cam()).await.unwrap_err();
    assert_eq!((error.kind, error.message.as_str()), (ErrorKind::TooMany, "429 slow down"));
    server.finish();
}

#[tokio::test]
async fn servers_that_ask_for_a_wait_get_it_unless_it_is_long() {
    let server = Server::start(vec![answer("429 X", "Retry-After: 1\r\n", ""), answer("200 OK", "", STREAM)]);
    let start = std::time::Instant::now();
    client(&server, 1).find(&cam()).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    server.finish();
    let server = Server::start(vec![answer("503 X", "Retry-After: 3600\r\n", "")]);
    let error = client(&server, 3).find(&cam()).await.unwrap_err();
    assert!(error.message.ends_with("the server asks to wait 3600 seconds (Retry-After)"), "{error}");
    assert_eq!(error.kind, ErrorKind::Temporary);
    server.finish();
}

#[tokio::test]
async fn silence_is_not_waited_for() {
    let server = Server::start(vec![Act::Hold(Vec::new()), Act::Hold(Vec::new())]);
    let start = std::time::Instant::now();
    let error = impatient(&server, 1).find(&cam()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Temporary);
    assert!(start.elapsed() >= Duration::from_millis(800), "connecting has a time of its own");
    assert!(error.message.ends_with("gave no answer within 200ms (tried 2 times)"), "{error}");
    server.finish();
    let server = Server::start(vec![Act::Hold(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec())]);
    let error = impatient(&server, 0).find(&cam()).await.unwrap_err();
    assert!(error.message.ends_with("was cut off: nothing came for 200ms"), "{error}");
    server.finish();
}

#[tokio::test]
async fn garbled_answers_are_told_and_not_repeated() {
    for (body, told) in [
        ("", "the answer makes no sense: it is empty"),
        ("[1]", "the answer makes no sense: it is no JSON object"),
        ("<title>Log in</title>", "the answer makes no sense: it is no JSON but says 'Log in'"),
        (
            "{\"publishKey\":\"PUBKEY",
            "the answer makes no sense: it is no JSON: EOF while parsing a string at",
        ),
        ("{}", "the answer makes no sense: "),
    ] {
        let server = Server::start(vec![answer("200 OK", "", body)]);
        let error = client(&server, 3).find(&cam()).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Garbled);
        assert!(error.message.starts_with(told) && !error.message.contains("PUBKEY"), "{error}");
        server.finish();
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let client = Client::new(settings(&address, 1, 5_000)).unwrap();
    for error in [client.find(&cam()).await.unwrap_err(), client.create(&new_stream()).await.unwrap_err()] {
        assert_eq!(error.kind, ErrorKind::Temporary);
        let told = format!("cannot connect to http://{address}: connection refused (tried 2 times)");
        assert_eq!(error.message, told);
    }
    let mut settings = settings(&address, 0, 5_000);
    // Longer than a name in the DNS may be, so that nobody is asked for it.
    let host = "a".repeat(64);
    settings.api = Address::parse(&format!("http://{host}")).unwrap();
    let error = Client::new(settings).unwrap().find(&cam()).await.unwrap_err();
    assert!(error.message.contains(&format!("the host {host} is not found: ")), "{error}");
}

#[tokio::test]
async fn tls_with_a_server_that_has_none_is_named() {
    let server = Server::start(vec![Act::Slam]);
    let mut settings = settings(&server.address, 0, 5_000);
    settings.api = Address::parse(&format!("https://{}", server.address)).unwrap();
    let error = Client::new(settings).unwrap().find(&cam()).await.unwrap_err();
    let told = format!("cannot connect to https://{}: ", server.address);
    assert!(error.message.starts_with(&told), "{error}");
    server.finish();
}

#[tokio::test]
async fn trouble_with_tls_is_told_from_other_trouble_whatever_names_say() {
    for (said, is_tls_trouble) in [(&b"HTTP/1.1 400 X\r\n\r\n"[..], true), (b"", false)] {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let mut settings = settings(&listener.local_addr().unwrap().to_string(), 0, 5_000);
        settings.api = Address::parse(&format!("https://{}/tls", listener.local_addr().unwrap())).unwrap();
        let server = std::thread::spawn(move || {
            use std::io::{Read as _, Write as _};
            let mut connection = listener.accept().unwrap().0;
            // What is unread would end the connection before what was said came.
            let _ = connection.read(&mut [0; 4_096]).unwrap();
            connection.write_all(said).unwrap();
        });
        let probe = Client::new(settings).unwrap().probe("demo").await;
        assert_eq!(probe.is_tls_trouble, is_tls_trouble, "{probe:?}");
        assert_eq!(probe.listed.unwrap_err().kind, ErrorKind::Temporary);
        server.join().unwrap();
    }
}

#[tokio::test]
async fn a_first_look_says_what_time_it_is_there() {
    let date = "Date: Fri, 02 Jan 2026 03:04:05 GMT\r\n";
    let page = r#"{"items":[],"end":true}"#;
    let server = Server::start(vec![answer("200 OK", date, page), answer("503 X", date, "")]);
    let client = client(&server, 3);
    let probe = client.probe("demo").await;
    assert_eq!(probe.listed, Ok(()));
    assert_eq!(probe.date.unwrap().to_string(), "2026-01-02T03:04:05.000Z");
    assert!(!probe.is_encrypted);
    let probe = client.probe("demo").await;
    assert_eq!(probe.listed.unwrap_err().kind, ErrorKind::Temporary);
    assert!(probe.date.is_some());
    assert!(server.finish()[0].starts_with("GET /v1/streams?hub=demo&limit=1 HTTP/1.1\r\n"));
}

#[tokio::test]
async fn jobs_are_asked_for_unsigned() {
    let unknown = r#"{"error":"not such id in prefop"}"#;
    let server = Server::start(vec![
        answer("200 OK", "", r#"{"id":"z1.a","code":0,"desc":"done","items":[]}"#),
        answer("200 OK", "", unknown),
        answer("612", "", unknown),
        answer("401", "", ""),
        answer("403", "", ""),
    ]);
    let client = client(&server, 0);
    assert_eq!(client.job("z1.a&b").await.unwrap().id, "z1.a");
    for message in ["not such id in prefop", "612 not such id in prefop"] {
        let error = client.job("z1.b").await.unwrap_err();
        assert_eq!((error.kind, error.message.as_str()), (ErrorKind::NotFound, message));
    }
    for message in ["401 Unauthorized", "403 Forbidden"] {
        let error = client.job("z1.c").await.unwrap_err();
        assert_eq!((error.kind, error.message.as_str()), (ErrorKind::Refused, message));
    }
    for request in server.finish() {
        assert!(request.starts_with("GET /status/get/prefop?id=z1."), "{request}");
        assert_eq!(header(&request, "authorization"), None);
    }
}

/// A log that can be read.
#[derive(Clone, Default)]
pub(in crate::pili) struct Log(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl Log {
    pub(in crate::pili) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn logs_hold_no_secrets() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let echo = format!("{SECRET} PUB\\\"KEY ?token=TOKEN");
    let server = Server::start(vec![
        answer("503 X", "", &echo),
        answer("200 OK", "X-Reqid: REQID\r\n", STREAM),
        answer("401 X", "", &format!(r#"{{"error":"{echo}"}}"#)),
    ]);
    let client = client(&server, 1);
    client.create(&new_stream()).await.unwrap();
    let error = client.create(&new_stream()).await.unwrap_err();
    let requests = server.finish();
    let log = log.text();
    let signature = header(&requests[0], "authorization").unwrap().split(':').next_back().unwrap();
    for text in [log.clone(), error.message, format!("{client:?}")] {
        for secret in [SECRET, signature, "PUBKEY", "PUB\"KEY", "PUB\\\"KEY", "TOKEN"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
    for told in [
        "503 [hidden] [hidden] ?token=[hidden]; retry 1 of 1 in ",
        "request POST http://127.0.0.1:",
        r#"/v1/streams {"Authorization":"Qiniu AKexample1:[hidden]","#,
        r#" {"hub":"demo","publishKey":"[hidden]","title":"cam1"}"#,
        r#"answer 200 (X-Reqid REQID): {"hub":"demo","id":"z1.demo.cam","publishKey":"[hidden]""#,
        "signed was POST /v1/streams\\nHost: 127.0.0.1:",
        r#"\nContent-Type: application/json\n\n{"hub":"demo""#,
    ] {
        assert!(log.contains(told), "{told} not in {log}");
    }
}
