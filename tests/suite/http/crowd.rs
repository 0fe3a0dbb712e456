//! As many connections as there may be, from a process of their own: few processes may have twice as many files open.

use std::io::{BufRead, BufReader, Lines, Write};
use std::net::SocketAddr;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use rustix::process::{Resource, getrlimit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::fixture::{at, bytes, segment};
use crate::support::archive::{Archive, TWO_SECONDS};
use crate::support::process::Figures;
use crate::support::program::streamctl;
use crate::support::server::Server;
use crate::support::wait::{self, PATIENCE};

/// How many connections a server has unless it is told otherwise.
const MOST: usize = 10_000;
/// How many of them are idle while others ask.
const IDLE: usize = 9_900;
/// What a process needs besides, in open files.
const BESIDES: u64 = 200;
/// How many are opened at a time.
const AT_ONCE: usize = 100;
/// How much memory each of them may take, in kB, where nothing is optimized.
const EACH: u64 = 48;
/// How many handles more there may be afterwards than before.
const MORE_HANDLES: u64 = 2;
/// Where the crowd finds the server; only a crowd has this in its environment.
const ADDRESS: &str = "STREAMCTL_CROWD";

/// The clients, which do as they are told on stdin, and tell on stdout when that is done.
struct Crowd {
    child: Child,
    told: Lines<BufReader<ChildStdout>>,
    tell: Option<ChildStdin>,
}

impl Crowd {
    fn start(address: SocketAddr) -> Self {
        let limit = format!("ulimit -n {} && exec \"$0\" \"$@\"", MOST as u64 + BESIDES);
        let mut command = Command::new("sh");
        command.args(["-c", &limit]).arg(std::env::current_exe().unwrap());
        command.args(["http::crowd::ten_thousand_are_served", "--exact", "--nocapture", "--test-threads=1"]);
        command.env(ADDRESS, address.to_string()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let told = BufReader::new(child.stdout.take().unwrap()).lines();
        let tell = child.stdin.take();
        Self { child, told, tell }
    }

    /// Tells it something, and waits until that is done; tells how many connections are open.
    fn order(&mut self, what: &str) -> usize {
        writeln!(self.tell.as_ref().unwrap(), "{what}").unwrap();
        loop {
            let line = self.told.next().expect("the crowd is there").unwrap();
            if let Some(count) = line.strip_prefix("open ") {
                return count.parse().unwrap();
            }
        }
    }

    /// Sends them all home.
    fn end(mut self) {
        drop(self.tell.take());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn ten_thousand_are_served() {
    if let Ok(address) = std::env::var(ADDRESS) {
        return be_a_crowd(address.parse().unwrap());
    }
    let needed = MOST as u64 + BESIDES;
    if let Some(most) = getrlimit(Resource::Nofile).maximum.filter(|most| *most < needed) {
        eprintln!("skipped: {needed} open files are needed, and the limit is {most}");
        return;
    }
    let archive = Archive::new();
    let recorded = archive.record("show/source", at(0), TWO_SECONDS, "full", &bytes());
    let server = Server::run(streamctl(["serve"]).args([archive.root()]));
    let ask = || {
        assert_eq!(server.get("/healthz").status, 200);
        assert!(server.get(&segment(&recorded)).body == bytes());
        server.text("/playlist/show/source.m3u8");
    };
    ask();
    let before = Figures::of(&server);
    let mut crowd = Crowd::start(server.address());
    let begun = Instant::now();
    assert_eq!(crowd.order(&format!("fill {IDLE}")), IDLE);
    let took = begun.elapsed();
    ask();
    let full = Figures::of(&server);
    let each = full.resident.saturating_sub(before.resident) * 1_024 / IDLE as u64;
    eprintln!("{IDLE} connections within {took:?}, {each} bytes each\nbefore {before}\nfull   {full}");
    assert!(each <= EACH << 10, "{each} bytes a connection");

    // Those that have said nothing for too long are closed, so that on a slow machine not all may be there.
    wait::until("all places to be taken", || {
        assert_eq!(crowd.order(&format!("fill {MOST}")), MOST);
        let mut further = server.connect();
        further.send(b"GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
        let has_waited = further.is_silent();
        let is_full = crowd.order("count") == MOST;
        assert!(has_waited || !is_full, "there was no place");
        crowd.order("leave");
        assert_eq!(further.answer("GET").status, 200);
        has_waited.then_some(())
    });
    crowd.end();
    let calm = |server: &Server| {
        wait::until("all handles to be back", || {
            let now = Figures::of(server);
            (now.connections <= 1 && now.handles <= before.handles + MORE_HANDLES).then_some(now)
        })
    };
    let left = calm(&server);
    // What the first had is there for the second.
    let mut crowd = Crowd::start(server.address());
    assert_eq!(crowd.order(&format!("fill {IDLE}")), IDLE);
    let again = Figures::of(&server);
    eprintln!("left   {left}\nagain  {again}");
    assert!(again.resident <= full.resident + full.resident / 2, "it takes more than the first time");
    crowd.end();
    calm(&server);
    ask();
    assert_eq!(server.stderr(), "");
}

/// Does what it is told on stdin.
fn be_a_crowd(address: SocketAddr) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut open: Vec<TcpStream> = Vec::new();
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        if let Some(count) = line.strip_prefix("fill ") {
            let count = count.parse().unwrap();
            let known = open.drain(..).map(Some);
            let clients = known.chain(std::iter::repeat_with(|| None)).take(count);
            let asked = stream::iter(clients.map(|client| ask(client, address)));
            open = runtime.block_on(asked.buffer_unordered(AT_ONCE).collect());
        } else if line == "leave" {
            open.pop();
        }
        let _in = runtime.enter();
        let is_open = |client: &&TcpStream| matches!(client.try_read(&mut [0]), Err(error) if error.kind() == std::io::ErrorKind::WouldBlock);
        // What runs a test writes on stdout too.
        let open = format!("\nopen {}\n", open.iter().filter(is_open).count());
        std::io::stdout().write_all(open.as_bytes()).unwrap();
    }
}

/// Sends a request, on another connection if this one was closed, and reads the answer.
async fn ask(client: Option<TcpStream>, address: SocketAddr) -> TcpStream {
    const LIMIT: Duration = PATIENCE.saturating_mul(2);
    if let Some(mut client) = client
        && timeout(LIMIT, exchange(&mut client)).await.unwrap().is_ok()
    {
        return client;
    }
    let mut client = timeout(LIMIT, TcpStream::connect(address)).await.unwrap().unwrap();
    timeout(LIMIT, exchange(&mut client)).await.unwrap().unwrap();
    client
}

async fn exchange(client: &mut TcpStream) -> std::io::Result<()> {
    client.write_all(b"GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n").await?;
    let (mut read, mut answer) = ([0; 1_024], Vec::new());
    while !answer.ends_with(b"}\n") {
        match client.read(&mut read).await? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            count => answer.extend_from_slice(&read[..count]),
        }
    }
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&answer));
    Ok(())
}
