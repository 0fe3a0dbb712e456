//! Connections: a thread each, kept open between requests.

use std::io::{BufRead, BufReader, Read};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use super::fault::{Act, Fault};
use super::reply::Reply;
use super::request::Request;
use super::sign::{self, Signature};
use super::state::{Seen, State};
use super::{ACCESS_KEY, SECRET_KEY};

/// A socket that takes connections until it is dropped, and ends them then.
pub(super) struct Listener {
    address: SocketAddr,
    connections: Arc<Mutex<Connections>>,
}

#[derive(Default)]
struct Connections {
    is_closed: bool,
    open: Vec<TcpStream>,
}

impl Listener {
    /// Listens on a port that the system picks, for the state that is made for it.
    pub(super) fn start(make: impl FnOnce(String) -> Arc<Mutex<State>>) -> (Self, Arc<Mutex<State>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = make(address.to_string());
        let connections = Arc::<Mutex<Connections>>::default();
        let (shared, open) = (Arc::clone(&state), Arc::clone(&connections));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let mut open = open.lock().unwrap();
                if open.is_closed {
                    return;
                }
                open.open.push(stream.try_clone().unwrap());
                let state = Arc::clone(&shared);
                std::thread::spawn(move || serve(&stream, &state));
            }
        });
        (Self { address, connections }, state)
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut connections = self.connections.lock().unwrap();
        connections.is_closed = true;
        for connection in connections.open.drain(..) {
            // The other side may have closed it already.
            let _ = connection.shutdown(Shutdown::Both);
        }
        drop(connections);
        // Wakes the thread that waits for connections.
        let _ = TcpStream::connect(self.address);
    }
}

/// Serves a connection, and ends it even though others hold its socket.
fn serve(stream: &TcpStream, state: &Mutex<State>) {
    let mut reader = BufReader::new(stream);
    while turn(&mut reader, stream, state).is_some() {}
    let _ = stream.shutdown(Shutdown::Both);
}

/// Reads a request and answers it; none when the connection is to end.
fn turn(reader: &mut BufReader<&TcpStream>, mut stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
    if reader.fill_buf().ok()?.is_empty() || state.lock().unwrap().fault(None).is_some() {
        return None;
    }
    let request = Request::read(reader)?;
    let signature = sign::check(&request, ACCESS_KEY, SECRET_KEY);
    // A statement of its own: nobody is to hold the lock while somebody waits.
    let decision = decide(&request, signature, &mut state.lock().unwrap());
    // What was decided counts as open until it is done; `decide` has begun to count.
    let turned = match decision {
        Decision::Answer(reply) => reply.write_to(&mut stream).ok(),
        Decision::Close => None,
        Decision::Wait => {
            // Until the other side has had enough.
            let _ = reader.read(&mut [0]);
            None
        }
    };
    state.lock().unwrap().open -= 1;
    turned
}

enum Decision {
    Answer(Reply),
    Close,
    Wait,
}

/// What comes of a request, with its faults. All of it happens at once, so that nobody sees half of it.
fn decide(request: &Request, signature: Signature, state: &mut State) -> Decision {
    state.open += 1;
    state.most_open = state.most_open.max(state.open);
    state.seen.push(Seen { request: request.clone(), signature });
    let act = state.fault(Some(request)).map(|Fault { act, .. }| act);
    let mut reply = match &act {
        Some(Act::Answer(reply)) => reply.clone(),
        Some(Act::CloseUnread | Act::Close(false)) => return Decision::Close,
        Some(Act::Silence(false)) => return Decision::Wait,
        _ => state.answer(request, signature),
    };
    match act {
        Some(Act::Close(_)) => return Decision::Close,
        Some(Act::Silence(_)) => return Decision::Wait,
        Some(Act::Change(change)) => change(&mut reply),
        _ => {}
    }
    let skew = Duration::from_secs(state.clock_error.unsigned_abs());
    let now = SystemTime::now();
    let now = if state.clock_error < 0 { now - skew } else { now + skew };
    let reqid = format!("reqid-{}", state.seen.len());
    Decision::Answer(reply.header("Date", httpdate::fmt_http_date(now)).header("X-Reqid", reqid))
}
