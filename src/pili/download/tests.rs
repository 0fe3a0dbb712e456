use std::fs;

use super::*;
use crate::pili::transport::tests::client;
use crate::pili::transport::tests::server::{Act, Server, answer, raw};

/// Fetches `/a` of a server of this script over a file with `old` in it: what is there then, and the outcome.
async fn fetched(script: Vec<Act>, retries: u32) -> (String, Result<u64, PiliError>, Vec<String>) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.jpg");
    fs::write(&path, "old").unwrap();
    let server = Server::start(script);
    let client = client(&server, retries);
    let mut told = Vec::new();
    let url = server.url("/a?token=TOKEN");
    let outcome = client.download(&url, &path, Duration::ZERO, &mut |size, all| told.push((size, all))).await;
    if let Ok(size) = outcome {
        assert_eq!(told.last().unwrap().0, size);
    }
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "something was left beside it");
    (fs::read_to_string(path).unwrap(), outcome, server.finish())
}

#[tokio::test]
async fn a_file_is_fetched_unsigned() {
    let (text, outcome, requests) = fetched(vec![answer("200 OK", "", "new!")], 0).await;
    assert_eq!((text.as_str(), outcome), ("new!", Ok(4)));
    assert!(requests[0].starts_with("GET /a?token=TOKEN HTTP/1.1\r\n"), "{}", requests[0]);
    assert!(!requests[0].to_ascii_lowercase().contains("authorization"), "{}", requests[0]);
}

#[tokio::test]
async fn a_fetch_begins_again_until_the_file_is_whole() {
    for first in [
        raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nlonger"),
        raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nlong\r\n"),
        answer("503 X", "", ""),
        answer("429 X", "Retry-After: 0\r\n", ""),
        Act::Slam,
    ] {
        let (text, outcome, _) = fetched(vec![first, answer("200 OK", "", "new")], 1).await;
        assert_eq!((text.as_str(), outcome), ("new", Ok(3)));
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_yet_is_waited_for_apart_from_the_retries() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.jpg");
    let absent = || answer("404 X", "", "not yet");
    let server = Server::start(vec![absent(), absent(), answer("200 OK", "", "new")]);
    let patient = Duration::from_secs(60);
    let size = client(&server, 0).download(&server.url("/a"), &path, patient, &mut |_, _| ()).await;
    assert_eq!((size, fs::read_to_string(&path).unwrap().as_str()), (Ok(3), "new"));
    server.finish();
    let server = Server::start(vec![absent(), absent()]);
    let short = Duration::from_millis(100);
    let fetched = client(&server, 3).download(&server.url("/b"), &path, short, &mut |_, _| ()).await;
    assert_eq!(fetched.unwrap_err().kind, ErrorKind::NotFound);
    server.finish();
}

#[test]
fn pauses_grow_and_end_with_the_patience() {
    let seconds = Duration::from_secs;
    let mut patience = Patience::new(Duration::MAX);
    let pauses: Vec<_> = (0..5).filter_map(|_| patience.pause(None)).map(|pause| pause.as_millis()).collect();
    assert_eq!(pauses, [500, 1_000, 2_000, 4_000, 5_000]);
    assert_eq!(patience.pause(Some(seconds(9))), Some(seconds(9)));
    assert!(Patience::new(seconds(2)).pause(Some(seconds(9))).unwrap() <= seconds(2));
    assert_eq!(Patience::new(Duration::ZERO).pause(None), None);
}

#[tokio::test]
async fn what_cannot_be_fetched_leaves_the_old_file() {
    for (act, kind, told) in [
        (answer("404 X", "", ""), ErrorKind::NotFound, "404: it is not there"),
        (answer("401 X", "", ""), ErrorKind::Refused, "401 Unauthorized"),
        (answer("403 X", "", ""), ErrorKind::Refused, "403 Forbidden"),
        (answer("206 X", "", "par"), ErrorKind::Refused, "206 Partial Content"),
        (
            raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"),
            ErrorKind::Temporary,
            "cut off after 2 bytes",
        ),
        (
            answer("302 X", "Location: file:///etc/passwd\r\n", ""),
            ErrorKind::Other,
            "302 Found: to where nothing is fetched",
        ),
    ] {
        let (text, outcome, _) = fetched(vec![act], 0).await;
        let error = outcome.unwrap_err();
        assert_eq!((text.as_str(), error.kind), ("old", kind), "{error}");
        assert!(error.message.contains(told) && !error.message.contains("TOKEN"), "{error}");
    }
}

#[tokio::test]
async fn redirects_are_followed_but_not_for_ever() {
    let moved = || answer("302 X", "Location: /b\r\n", "");
    let (text, outcome, requests) = fetched(vec![moved(), answer("200 OK", "", "new")], 0).await;
    assert_eq!((text.as_str(), outcome), ("new", Ok(3)));
    assert!(requests[1].starts_with("GET /b ") && !requests[1].contains("referer"), "{}", requests[1]);
    let (text, outcome, _) = fetched((0..11).map(|_| moved()).collect(), 3).await;
    assert_eq!((text.as_str(), outcome.unwrap_err().kind), ("old", ErrorKind::Other));
}

#[tokio::test]
async fn a_fetch_that_is_dropped_leaves_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab".to_vec();
    let server = Server::start(vec![Act::Hold(head)]);
    let client = client(&server, 0);
    let (url, path) = (server.url("/a"), directory.path().join("a.jpg"));
    let came = tokio::sync::Notify::new();
    let mut progress = |size, _| {
        if size == 2 {
            assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
            came.notify_one();
        }
    };
    tokio::select! {
        ended = client.download(&url, &path, Duration::ZERO, &mut progress) => panic!("{ended:?}"),
        () = came.notified() => {}
    }
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
    drop(client);
    server.finish();
}

#[tokio::test]
async fn what_cannot_be_written_is_not_fetched() {
    let server = Server::start(Vec::new());
    let client = client(&server, 3);
    let error =
        client.download(&server.url("/a"), Path::new("/no/such/a.jpg"), Duration::ZERO, &mut |_, _| ()).await;
    let error = error.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Local);
    assert_eq!(error.message, "cannot write /no/such/a.jpg: No such file or directory");
    server.finish();
}

#[tokio::test]
async fn a_full_disk_is_told_and_not_tried_again() {
    // Only Linux has a device that is always full.
    if !Path::new("/dev/full").exists() {
        return;
    }
    let server = Server::start(vec![answer("200 OK", "", "new")]);
    let fetched = client(&server, 3)
        .download(&server.url("/a"), Path::new("/dev/full"), Duration::ZERO, &mut |_, _| ())
        .await;
    let error = fetched.unwrap_err();
    assert_eq!(
        (error.kind, error.message.as_str()),
        (ErrorKind::Local, "cannot write /dev/full: No space left on device")
    );
    server.finish();
}

#[test]
fn addresses_that_are_not_fetched_are_told_without_secrets() {
    for (url, told) in [
        ("file:///etc/passwd", "cannot fetch 'file:///etc/passwd': it is neither http nor https"),
        ("//h/a?token=x", "cannot fetch '//h/a?[hidden]': it is no URL (relative URL without a base)"),
        ("", "cannot fetch '': it is no URL (relative URL without a base)"),
        (
            "http://u:pa@ss@h:99999/",
            "cannot fetch 'http://[hidden]@h:99999/': it is no URL (invalid port number)",
        ),
        ("ftp://u:pass@h/a", "cannot fetch 'ftp://[hidden]@h/a': it is neither http nor https"),
        ("u:pass@h/a", "cannot fetch '[hidden]@h/a': it is neither http nor https"),
        ("http://u:p@h/a?x", "cannot fetch http://h/a: its address holds a password"),
    ] {
        assert_eq!(fetchable(url).unwrap_err(), told);
    }
}

/// A pipe that nobody reads, in a directory.
fn pipe(directory: &Path) -> std::path::PathBuf {
    let path = directory.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

#[tokio::test]
async fn a_pipe_that_nobody_reads_holds_nobody_up() {
    let directory = tempfile::tempdir().unwrap();
    let path = pipe(directory.path());
    let server = Server::start(Vec::new());
    let (client, url) = (client(&server, 0), server.url("/a"));
    let (turned, mut turn) = (tokio::sync::Notify::new(), 0);
    turned.notify_one();
    let mut progress = |_, _| ();
    tokio::select! {
        ended = client.download(&url, &path, Duration::ZERO, &mut progress) => panic!("{ended:?}"),
        // Others have their turn while it waits.
        () = async {
            while turn < 100 {
                turned.notified().await;
                turned.notify_one();
                turn += 1;
                tokio::task::yield_now().await;
            }
        } => {}
    }
    // So that the thread that waits for a reader ends.
    drop(fs::File::open(&path).unwrap());
    server.finish();
}

#[tokio::test]
async fn a_pipe_that_is_read_no_further_holds_nobody_up() {
    let directory = tempfile::tempdir().unwrap();
    let path = pipe(directory.path());
    // More than a pipe holds.
    let server = Server::start(vec![answer("503 X", "", ""), answer("200 OK", "", &"x".repeat(256 << 10))]);
    let reader = path.clone();
    let reader = std::thread::spawn(move || fs::File::open(reader).unwrap());
    let (client, url) = (client(&server, 1), server.url("/a"));
    let came = tokio::sync::Notify::new();
    let mut progress = |_, _| came.notify_one();
    tokio::select! {
        ended = client.download(&url, &path, Duration::ZERO, &mut progress) => panic!("{ended:?}"),
        () = async {
            // The head of the second answer came.
            came.notified().await;
            // Until nobody takes what is written any more.
            while tokio::time::timeout(Duration::from_millis(300), came.notified()).await.is_ok() {}
        } => {}
    }
    drop(reader.join().unwrap());
}
