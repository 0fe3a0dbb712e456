//! Writes: never sent twice where they may have run.

use super::*;

#[tokio::test]
async fn a_write_that_may_have_run_is_not_sent_again() {
    let cut = format!("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{}", &STREAM[..20]);
    for (act, told) in [
        (answer("500 X", "", ""), "500 Internal Server Error; nobody knows whether it ran"),
        (answer("502 X", "", "<b>x"), "502 x; nobody knows whether it ran"),
        (answer("504 X", "Retry-After: 0\r\n", ""), "504 Gateway Timeout; nobody knows whether it ran"),
        (raw(""), "nobody knows whether it ran"),
        (raw("HTTP/1.1 200"), "nobody knows whether it ran"),
        (Act::Slam, "nobody knows whether it ran"),
        (Act::Hold(Vec::new()), "gave no answer within 200ms; nobody knows whether it ran"),
        (raw(&cut), "the cloud accepted it, but its answer was cut off: "),
        (
            answer("200 OK", "", "<p>Hi"),
            "the cloud accepted it, but its answer makes no sense: it is no JSON",
        ),
        (answer("200 OK", "", "{}"), "the cloud accepted it, but its answer makes no sense: "),
    ] {
        let server = Server::start(vec![act]);
        let error = impatient(&server, 3).create(&new_stream()).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{error}");
        assert!(error.message.contains(told), "{error}");
        server.finish();
    }
}

#[tokio::test]
async fn a_write_that_did_not_run_is_sent_again() {
    for refusal in ["429 X", "503 X"] {
        let server = Server::start(vec![answer(refusal, "", ""), answer("200 OK", "", STREAM)]);
        client(&server, 1).create(&new_stream()).await.unwrap();
        let requests = server.finish();
        assert_eq!(requests[0], requests[1]);
    }
}

#[tokio::test]
async fn a_write_does_not_use_a_connection_that_may_be_closing() {
    // The first connection stays open, and would swallow the write.
    let kept = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{STREAM}", STREAM.len());
    let server = Server::start(vec![Act::Hold(kept.into_bytes()), answer("200 OK", "", STREAM)]);
    let client = client(&server, 0);
    client.find(&cam()).await.unwrap();
    client.create(&new_stream()).await.unwrap();
    server.finish();
}

#[tokio::test]
async fn what_is_deleted_when_a_retry_comes_is_deleted() {
    for (first, second) in [("500 X", "404 X"), ("503 X", "612 X"), ("500 X", "204 X")] {
        let server = Server::start(vec![answer(first, "", ""), answer(second, "", "")]);
        client(&server, 1).delete(&cam()).await.unwrap();
        server.finish();
    }
    for act in
        [raw("HTTP/1.1 204 No Content\r\n\r\n"), answer("200 OK", "", "{}"), answer("200 OK", "", "null")]
    {
        let server = Server::start(vec![act]);
        client(&server, 0).delete(&cam()).await.unwrap();
        server.finish();
    }
    let server = Server::start(vec![answer("404 X", "", "")]);
    assert_eq!(client(&server, 1).delete(&cam()).await.unwrap_err().kind, ErrorKind::NotFound);
    server.finish();
}

#[tokio::test]
async fn a_page_of_whoever_sits_between_is_no_consent() {
    let page = || answer("200 OK", "Content-Type: text/html\r\n", "<title>Log in</title>");
    let told = "makes no sense: it is no JSON but says 'Log in'";
    for cut_off in [false, true] {
        let page = || {
            if cut_off {
                raw("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<title>Log in</title>")
            } else {
                page()
            }
        };
        let server = Server::start(vec![page(), page()]);
        let client = client(&server, 0);
        let deleted = client.delete(&cam()).await.unwrap_err();
        assert_eq!((deleted.kind, deleted.status), (ErrorKind::Garbled, Some(200)));
        let disabled = client.disable(&cam(), None).await.unwrap_err();
        assert_eq!(disabled.kind, ErrorKind::OutcomeUnknown);
        assert!(deleted.message.ends_with(told) && disabled.message.ends_with(told), "{deleted} {disabled}");
        server.finish();
    }
}

#[tokio::test]
async fn what_is_disabled_is_read_again_unless_the_answer_is_the_stream() {
    for nothing in ["", "{}", "null"] {
        let server = Server::start(vec![answer("200 OK", "", nothing), answer("200 OK", "", STREAM)]);
        assert_eq!(client(&server, 0).disable(&cam(), Some(1_700_000_000)).await.unwrap().id, cam());
        assert!(server.finish()[1].starts_with("GET "));
    }
    let server = Server::start(vec![answer("200 OK", "", STREAM)]);
    client(&server, 0).enable(&cam()).await.unwrap();
    server.finish();
    let server = Server::start(vec![answer("200 OK", "", ""), answer("404 X", "", "")]);
    let error = client(&server, 0).enable(&cam()).await.unwrap_err();
    assert_eq!(error.message, "it is done, but what z1.demo.cam is like now is not known: 404 Not Found");
    server.finish();
}

#[test]
fn a_key_that_no_key_can_be_is_trouble_with_the_configuration() {
    for key in ["a b", "é", "a\n"] {
        let mut settings = settings("127.0.0.1:8099", 0, 1);
        settings.credentials =
            Some(Credentials { access_key: key.to_owned(), secret_key: Secret::new(SECRET) });
        assert_eq!(Client::new(settings).unwrap_err().kind, ErrorKind::Config);
    }
}

#[tokio::test]
async fn previews_show_everything_but_secrets() {
    let client = Client::new(settings("127.0.0.1:8099", 0, 1)).unwrap();
    let preview = client.preview(&Operation::Create(new_stream()));
    let expected = serde_json::json!({
        "method": "POST",
        "url": "http://127.0.0.1:8099/v1/streams",
        "headers": {
            "Host": "127.0.0.1:8099",
            "Content-Type": "application/json",
            "Authorization": "Qiniu AKexample1:[hidden]",
        },
        "body": { "hub": "demo", "title": "cam1", "publishKey": "[hidden]" },
    });
    assert_eq!(preview, expected);
    assert_eq!(client.preview(&Operation::Delete(cam()))["body"], Value::Null);
}
