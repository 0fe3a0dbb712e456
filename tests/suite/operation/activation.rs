//! Sockets that a service manager passes.

use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixListener;

use super::archive;
use crate::support::client::Connection;
use crate::support::program::{streamctl, streamctl_with_socket};
use crate::support::server::Server;

const ASK: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n";

#[test]
fn nobody_is_refused_while_the_server_is_started_again() {
    let (archive, _) = archive(1);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    // The configuration's address is one that a socket takes the place of.
    let config = "[serve]\nlisten = \"127.0.0.1:1\"\n";
    let start = || {
        let program = streamctl_with_socket(listener.try_clone().unwrap(), ["serve"]).args([archive.root()]);
        Server::run_with_socket(program.home_file("config/streamctl/config.toml", config))
    };
    let mut early = Connection::open(address);
    early.send(ASK);
    for _ in 0..2 {
        let server = start();
        assert_eq!(server.address(), address);
        assert_eq!(early.answer("GET").status, 200, "it came before the server did");
        assert_eq!(server.get("/healthz").status, 200);
        server.signal("TERM");
        let run = server.finish();
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        early = Connection::open(address);
        early.send(ASK);
    }
    let server = start();
    assert_eq!(early.answer("GET").status, 200);
    drop(server);
}

#[test]
fn what_is_no_listening_tcp_socket_is_refused() {
    let (archive, _) = archive(1);
    let directory = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let sockets: [OwnedFd; 3] = [
        UnixListener::bind(directory.path().join("socket")).unwrap().into(),
        UdpSocket::bind("127.0.0.1:0").unwrap().into(),
        TcpStream::connect(listener.local_addr().unwrap()).unwrap().into(),
    ];
    for socket in sockets {
        let run = streamctl_with_socket(socket, ["serve"]).args([archive.root()]).run();
        assert_eq!((run.code, run.stdout.as_str()), (Some(12), ""));
        let what =
            "error: the service manager has passed a socket 'web' that is no listening TCP socket\nhint: ";
        assert!(run.stderr.starts_with(what), "{}", run.stderr);
    }
    let address = listener.local_addr().unwrap();
    let run =
        streamctl_with_socket(listener, ["serve", "--listen", "127.0.0.1:0"]).args([archive.root()]).run();
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    let why = format!("--listen 127.0.0.1:0 contradicts the service manager, which has passed {address}");
    assert!(run.stderr.contains(&why), "{}", run.stderr);
}

#[test]
fn what_is_meant_for_another_process_is_not_taken() {
    let (archive, _) = archive(1);
    for (process, count) in [("1", "1"), ("x", "1"), ("", "4000000000")] {
        let program = streamctl(["serve"]).args([archive.root()]);
        let server = Server::run(program.env("LISTEN_PID", process).env("LISTEN_FDS", count));
        assert_eq!(server.get("/healthz").status, 200);
    }
}
