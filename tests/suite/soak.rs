//! A soak: an event that is recorded while two hundred watch it, live and back in time, some of them rude. Every answer
//! is compared with what was recorded, and in the end the server is as it was in the beginning.
//!
//! It takes half a minute. `STREAMCTL_SOAK=10m cargo test --test suite soak -- --nocapture` takes ten, and prints what
//! was seen; `STREAMCTL_SOAK_VIEWERS` is how many watch.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use streamctl::time::{Span, Time};

use self::chance::Chance;
use self::ledger::Ledger;
use self::note::Note;
use self::recorder::{Done, Recorder, VARIANTS};
use self::rude::Manner;
use self::world::World;
use crate::support::archive::Archive;
use crate::support::process::Figures;
use crate::support::program::streamctl;
use crate::support::server::Server;
use crate::support::wait;

mod chance;
mod fetch;
mod ledger;
mod note;
mod player;
mod recorder;
mod rude;
mod visitor;
mod wire;
mod world;

/// How long it takes, and how many watch, unless the environment says otherwise.
const LENGTH: Span = Span::from_secs(30);
const VIEWERS: u64 = 200;
/// How often the server's figures are read.
const POINTS: u32 = 10;
/// From which of them on it is warm.
const WARM: usize = 4;
/// How much more memory than when it was warm the server may have, in kB: what it knows grows with what is recorded.
const GROWTH: u64 = 48 << 10;
/// How many handles more than in the beginning, once nobody is there.
const MORE_HANDLES: u64 = 4;
/// How many threads there may be: those that read the disk, which come with a crowd, and some for each processor.
const MOST_THREADS: u64 = 512 + 256;

/// Everybody who watches, until told to stop.
async fn watch(world: Arc<World>, viewers: u64, stop: tokio::sync::oneshot::Receiver<()>) {
    let mut all = tokio::task::JoinSet::new();
    for seed in 0..viewers {
        let (world, chance) = (Arc::clone(&world), Chance::new(seed));
        match seed % 20 {
            0..9 => all.spawn(player::play(world, chance)),
            9..13 => all.spawn(visitor::watch_the_past(world, chance)),
            13 | 14 => all.spawn(visitor::look_around(world, chance)),
            15 => all.spawn(rude::misbehave(world, chance, Manner::Drop)),
            16 => all.spawn(rude::misbehave(world, chance, Manner::Slow(1_000))),
            17 => all.spawn(rude::misbehave(world, chance, Manner::Slow(100_000))),
            18 => all.spawn(rude::misbehave(world, chance, Manner::Garbage)),
            _ => {
                let manner =
                    [Manner::Half, Manner::Silent, Manner::Leave][usize::try_from(seed / 20 % 3).unwrap()];
                all.spawn(rude::misbehave(world, chance, manner))
            }
        };
    }
    tokio::select! {
        // None of them ever ends, but by a panic.
        Some(ended) = all.join_next() => world.note.fault(format!("a viewer has ended: {ended:?}")),
        _ = stop => {}
    }
}

/// Has somebody wait for a segment, so that all is there that is begun when it is needed.
fn warm_up(server: &Server, end: Time) -> Figures {
    for variant in VARIANTS {
        let target = format!("/playlist/{variant}.m3u8?end={end}");
        let text = server.text(&target);
        let number = text.split_once("#EXT-X-MEDIA-SEQUENCE:").unwrap().1.lines().next().unwrap();
        let next = number.parse::<u64>().unwrap() + text.matches("#EXTINF").count() as u64;
        server.text(&format!("{target}&_HLS_msn={next}"));
    }
    Figures::of(server)
}

fn setting<T>(name: &str, default: T, parse: impl Fn(&str) -> Option<T>) -> T {
    let Ok(text) = std::env::var(name) else { return default };
    parse(&text).unwrap_or_else(|| panic!("{name}: '{text}' is none"))
}

#[test]
fn nothing_grows_and_no_answer_is_wrong() {
    let length = setting("STREAMCTL_SOAK", LENGTH, |text| Span::parse(text).ok());
    let length = Duration::from_micros(length.micros());
    let viewers = setting("STREAMCTL_SOAK_VIEWERS", VIEWERS, |text| text.parse().ok());

    let (archive, state) = (Arc::new(Archive::new()), tempfile::tempdir().unwrap());
    let ledger = Arc::new(Ledger::default());
    let now = Time::from_system(SystemTime::now());
    // It comes up to now when the soak is over.
    let recorder = Recorder::start(Arc::clone(&archive), Arc::clone(&ledger), now, length);
    let (began, end) = (recorder.began(), now + Span::from_secs(86_400));
    let program = streamctl(["serve", "--cache-size", "8M"]).args([archive.root()]);
    let server = Server::run(program.args(["--state-dir".as_ref(), state.path().as_os_str()]));
    let is_over = Arc::new(AtomicBool::new(false));
    let over = Arc::clone(&is_over);
    let recording = thread::spawn(move || recorder.run(&over));
    let idle = warm_up(&server, end);

    let world = World::new(server.address(), ledger, began, end);
    let world = Arc::new(world);
    let points = observe(&server, &world, viewers, length);
    let left = Instant::now();
    is_over.store(true, Ordering::Relaxed);
    let done = recording.join().unwrap();
    let is_calm = |now: &Figures| {
        now.connections <= 1 && now.waiting == 0 && now.handles <= idle.handles + MORE_HANDLES
    };
    let mut last = Figures::of(&server);
    while !is_calm(&last) && left.elapsed() < wait::PATIENCE {
        thread::sleep(Duration::from_millis(200));
        last = Figures::of(&server);
    }

    let note = &world.note;
    let Done { segments, hours, deleted } = done;
    eprintln!(
        "{viewers} viewers; {segments} segments in {hours} hours were recorded, {deleted} hours of a variant deleted"
    );
    eprintln!("idle   {idle}");
    for (passed, point) in &points {
        eprintln!("{:>4} s {point}", passed.as_secs());
    }
    eprintln!("left   {last}\n{note}");
    assert!(note.faults().is_empty(), "{}", note.faults().join("\n"));
    assert!(is_calm(&last), "it is not as it was in the beginning");
    let warm = points[..WARM].iter().map(|(_, point)| point.resident).max().unwrap();
    assert!(last.threads <= MOST_THREADS, "{} threads", last.threads);
    assert!(last.resident <= warm + GROWTH, "it has grown from {warm} kB to {} kB", last.resident);
    for kind in ["live", "live skip", "live wait", "live both", "past", "segment", "master"] {
        assert!(note.count(kind, 200) > 0, "nobody asked for {kind}");
    }
    assert!(deleted > 0, "no hour was deleted");
    server.signal("TERM");
    let run = server.finish();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let is_bad = |line: &&str| line.contains("panicked") || line.contains("ERROR");
    assert_eq!(run.stderr.lines().find(is_bad), None, "{}", run.stderr);
}

/// The server's figures while they watch.
fn observe(server: &Server, world: &Arc<World>, viewers: u64, length: Duration) -> Vec<(Duration, Figures)> {
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let (tell, told) = mpsc::channel::<()>();
    let watching = Arc::clone(world);
    let viewers = thread::spawn(move || {
        let _tell = tell;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(watch(watching, viewers, stopped));
    });
    let begun = Instant::now();
    let mut points = Vec::new();
    for point in 1..=POINTS {
        let due = begun + length * point / POINTS;
        let wait = told.recv_timeout(due.saturating_duration_since(Instant::now()));
        if wait != Err(RecvTimeoutError::Timeout) {
            break;
        }
        points.push((begun.elapsed(), Figures::of(server)));
    }
    // They may have ended by themselves.
    let _ = stop.send(());
    viewers.join().unwrap();
    points
}

impl World {
    fn new(address: SocketAddr, ledger: Arc<Ledger>, began: Time, end: Time) -> Self {
        Self { address, ledger, note: Note::default(), began, end, said: std::sync::Mutex::default() }
    }
}
