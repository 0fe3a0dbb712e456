//! The access log: what tools read, what was really sent, and that nobody can write into it.

use serde_json::Value;

use super::{LARGE, archive};
use crate::support::program::streamctl;
use crate::support::server::Server;
use crate::support::wait;

fn server(root: &std::path::Path, format: &str) -> Server {
    Server::run(streamctl(["serve", "--access-log", format]).args([root]))
}

/// What is in a line of the common log format, read as strictly as tools do: host, user, time, request, status
/// and bytes.
fn fields(line: &str) -> Option<[String; 6]> {
    let (host, rest) = line.split_once(" - ")?;
    let (user, rest) = rest.split_once(" [")?;
    let (time, rest) = rest.split_once("] \"")?;
    // Up to the first quote that is not escaped.
    let mut is_escaped = false;
    let end = rest.find(|letter| {
        let ends = letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        ends
    })?;
    let (request, rest) = rest.split_at(end);
    let (status, bytes) = rest.strip_prefix("\" ")?.split_once(' ')?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = time.len() == "01/May/2024:10:00:00 +0000".len() && time.ends_with(" +0000");
    let is_one_word = |text: &str| !text.is_empty() && !text.contains(' ');
    let is_good = is_time && status.len() == 3 && is_number(status) && !bytes.is_empty() && is_number(bytes);
    let is_good = is_good && is_one_word(host) && is_one_word(user) && request.split(' ').count() == 3;
    is_good.then(|| [host, user, time, request, status, bytes].map(str::to_owned))
}

/// The lines of a server that has ended well.
fn lines(server: Server) -> Vec<String> {
    server.signal("TERM");
    let run = server.finish();
    assert_eq!(run.code, Some(0));
    run.stderr.lines().map(str::to_owned).collect()
}

#[test]
fn common_lines_are_what_tools_read() {
    let (archive, segment) = archive(1_000);
    let server = server(archive.root(), "common");
    let mut connection = server.connect();
    for (method, target, header) in [
        ("GET", "/healthz?x=1", ""),
        ("HEAD", segment.as_str(), ""),
        ("GET", &segment, "Range: bytes=10-19\r\n"),
        ("GET", "/nothing", ""),
        ("OPTIONS", "*", ""),
        ("DELETE", "/files", ""),
    ] {
        connection.send(format!("{method} {target} HTTP/1.1\r\nHost: t\r\n{header}\r\n").as_bytes());
        connection.answer(method);
    }
    drop(connection);
    let lines = lines(server);
    let seen: Vec<_> = lines
        .iter()
        .map(|line| {
            let [host, user, _, request, status, bytes] = fields(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((host.as_str(), user.as_str()), ("127.0.0.1", "-"));
            format!("{request} {status} {bytes}")
        })
        .collect();
    let unknown = "{\"error\":\"there is nothing at /nothing\"}\n".len();
    let refused = "{\"error\":\"DELETE is not possible here: use GET or HEAD\"}\n".len();
    let expected = [
        "GET /healthz?x=1 HTTP/1.1 200 16".to_owned(),
        format!("HEAD {segment} HTTP/1.1 200 0"),
        format!("GET {segment} HTTP/1.1 206 10"),
        format!("GET /nothing HTTP/1.1 404 {unknown}"),
        "OPTIONS * HTTP/1.1 204 0".to_owned(),
        format!("DELETE /files HTTP/1.1 405 {refused}"),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn what_was_really_sent_is_told() {
    let (archive, segment) = archive(LARGE);
    let server = server(archive.root(), "json");
    assert_eq!(server.get(&segment).body.len(), LARGE);
    let mut leaving = server.connect();
    leaving.send(format!("GET {segment}?leaves HTTP/1.1\r\nHost: t\r\nUser-Agent: me\r\n\r\n").as_bytes());
    leaving.head();
    leaving.bytes(3);
    drop(leaving);
    wait::until("the line of the client that left", || server.stderr().contains("leaves").then_some(()));
    let mut staying = server.connect();
    staying.send(format!("GET {segment}?stays HTTP/1.1\r\nHost: t\r\n\r\n").as_bytes());
    staying.head();
    server.signal("TERM");
    // The second one gives up on it, and that has its line, too.
    wait::until("an end of new connections", || std::net::TcpStream::connect(server.address()).err());
    let lines = lines(server);
    let of = |query: &str| -> Value {
        let found = |line: &&String| line.starts_with('{') && line.contains(query);
        let line = lines.iter().find(found).unwrap_or_else(|| panic!("no {query} in {lines:?}"));
        serde_json::from_str(line).unwrap()
    };
    let whole = of("\"query\":null");
    assert_eq!((&whole["bytes"], &whole["complete"]), (&Value::from(LARGE), &Value::from(true)));
    assert!(whole["seconds"].as_f64().unwrap() > 0.0 && whole["user"].is_null());
    assert_eq!((whole["path"].as_str(), whole["protocol"].as_str()), (Some(&*segment), Some("HTTP/1.1")));
    for query in ["leaves", "stays"] {
        let cut = of(query);
        assert_eq!(cut["complete"], false, "{cut}");
        assert!((3..LARGE as u64).contains(&cut["bytes"].as_u64().unwrap()), "{cut}");
    }
    assert_eq!(of("leaves")["user_agent"], "me");
}

#[test]
fn every_line_is_there_at_the_end() {
    const MANY: usize = 1_000;
    let (archive, _) = archive(1);
    let server = server(archive.root(), "common");
    let mut connection = server.connect();
    let sender = std::thread::spawn({
        let mut sending = server.connect();
        move || {
            sending.send("GET /healthz?a HTTP/1.1\r\nHost: t\r\n\r\n".repeat(MANY).as_bytes());
            (0..MANY).for_each(|_| drop(sending.answer("GET")));
        }
    });
    connection.send("GET /healthz?b HTTP/1.1\r\nHost: t\r\n\r\n".repeat(MANY).as_bytes());
    (0..MANY).for_each(|_| drop(connection.answer("GET")));
    sender.join().unwrap();
    let lines = lines(server);
    assert_eq!(lines.len(), 2 * MANY);
    assert!(lines.iter().all(|line| fields(line).is_some()));
}

#[test]
fn nobody_writes_into_it_and_no_secret_is_in_it() {
    let (archive, _) = archive(1);
    let hostile: [&[u8]; 7] = [
        b"GET /link/SECRET/playlist/a.m3u8 HTTP/1.1\r\nHost: t\r\nReferer: http://u:SECRET@t/link/SECRET/\r\n",
        b"GET /below/link/SECRET/x?y=/link/SECRET/ HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer SECRET\r\n",
        b"GET http://u:SECRET@t/healthz HTTP/1.1\r\nHost: t\r\n",
        b"GET /a\"b HTTP/1.1\r\nHost: t\r\nUser-Agent: \"}\x1b[31m\xC2\x9B\xFF\r\n",
        b"GET /%0A127.0.0.1%20-%20-%22%5C HTTP/1.1\r\nHost: t\r\nReferer: \xE2\x80\xA8\"\r\n",
        b"GET /\xC3\xA9\xE2\x80\xAE HTTP/1.1\r\nHost: t\r\nX-Request-Id: a\"b\r\n",
        b"A'B!~| /\\ HTTP/1.1\r\nHost: t\r\n",
    ];
    for format in ["common", "json"] {
        let server = Server::run(streamctl(["serve", "-v", "--access-log", format]).args([archive.root()]));
        for request in hostile {
            let mut connection = server.connect();
            connection.send(&[request, b"Connection: close\r\n\r\n"].concat());
            connection.head();
        }
        let lines = lines(server);
        assert!(!lines.iter().any(|line| line.contains("SECRET")), "{lines:#?}");
        assert!(
            lines.iter().any(|line| line.contains(" INFO 404 GET /link/…/playlist/a.m3u8")),
            "{lines:#?}"
        );
        let logged: Vec<&String> = lines.iter().filter(|line| !line.contains(" INFO ")).collect();
        // What is no HTTP is answered before it is a request.
        assert!((5..=hostile.len()).contains(&logged.len()), "{lines:#?}");
        for line in logged {
            if format == "common" {
                let [host, ..] = fields(line).unwrap_or_else(|| panic!("{line}"));
                assert_eq!(host, "127.0.0.1");
                assert!(line.replace('…', "").bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{line}");
            } else {
                let value: Value =
                    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
                assert_eq!(value["address"], "127.0.0.1");
                assert!(line.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{line}");
            }
        }
    }
}

/// Clients must not notice the log.
#[test]
fn answers_are_the_same_with_it() {
    let (archive, segment) = archive(LARGE / 10);
    let (plain, logging) = (Server::start(archive.root()), server(archive.root(), "json"));
    for (method, target, header) in [
        ("GET", segment.as_str(), ""),
        ("HEAD", &segment, ""),
        ("GET", &segment, "Range: bytes=5-900000\r\n"),
        ("GET", "/page/app.js", "Accept-Encoding: gzip\r\n"),
        ("GET", "/playlist/show/source.m3u8?start=2024-05-01T00:00:00Z&end=2024-05-02T00:00:00Z", ""),
        ("GET", "/", ""),
        ("OPTIONS", "/", ""),
        ("GET", "/nothing", ""),
    ] {
        let answer = |server: &Server| {
            let mut connection = server.connect();
            connection.send(format!("{method} {target} HTTP/1.1\r\nHost: t\r\n{header}\r\n").as_bytes());
            let mut answer = connection.answer(method);
            answer.headers.retain(|(name, _)| name != "date" && name != "x-request-id");
            answer
        };
        let (one, other) = (answer(&plain), answer(&logging));
        assert!(one == other, "{method} {target}: {:?}\n{:?}", one.headers, other.headers);
    }
}
