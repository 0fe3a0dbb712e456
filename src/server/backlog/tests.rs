//! Requests that wait for segments to be measured, without connections around them.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Request, StatusCode};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::{Backlog, FEW, ROUNDS};
use crate::archive::Archive;
use crate::archive::name::format_hour;
use crate::playlist::measure::Gauge;
use crate::playlist::range::{Asked, DEFAULT_MAX_RANGE};
use crate::playlist::sound;
use crate::server::client::Client;
use crate::server::state::State;
use crate::server::{Settings, respond};
use crate::time::{Span, Time};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);
/// How many threads may block.
const THREADS: usize = 2;

/// A variant of more segments than are measured at once.
fn record(root: &Path, variant: &str) {
    record_from(root, variant, State::now() - Span::from_secs(600));
}

fn record_from(root: &Path, variant: &str, begin: Time) {
    for index in 0..2 * FEW as u64 {
        let start = begin + Span::from_secs(2 * index);
        let hour = root.join(variant).join(format_hour(start));
        fs::create_dir_all(&hour).unwrap();
        let (.., minute, second, micros) = start.civil();
        let name = format!("{minute:02}:{second:02}.{micros:06}-2.0-full-AAAA.ts");
        fs::write(hour.join(name), sound::segment(0, 2_000)).unwrap();
    }
}

async fn ask(state: Arc<State>, target: String) -> StatusCode {
    let request = Request::get(&target).header("host", "t").body(()).unwrap();
    respond(state, request.into_parts().0).await.status()
}

#[test]
fn who_waits_for_a_slow_variant_holds_up_nobody_else() {
    let root = TempDir::new().unwrap();
    for variant in ["show/slow", "show/quick", "other/source"] {
        record(root.path(), variant);
    }
    let state = measuring(root.path());
    let slow = state.archive.variant(&["show", "slow"]).unwrap().unwrap();
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.max_blocking_threads(THREADS).enable_all().build().unwrap();
    runtime.block_on(async {
        // As somebody does who reads from a disk that takes its time.
        let turn = state.turn(slow.directory()).lock_owned().await;
        let mut waiting = Vec::new();
        for target in ["show/slow.m3u8", "show.m3u8", "show/slow.m3u8?window=30s"] {
            for _ in 0..10 * THREADS {
                let target = format!("/playlist/{target}");
                waiting.push(tokio::spawn(ask(Arc::clone(&state), target)));
            }
        }
        for target in ["/healthz", "/files/show", "/playlist/other/source.m3u8", "/playlist/other.m3u8"] {
            let answered = timeout(PATIENCE, ask(Arc::clone(&state), target.to_owned())).await;
            assert_eq!(answered.expect(target), StatusCode::OK, "{target}");
        }
        assert!(waiting.iter().all(|waiting| !waiting.is_finished()));
        // Nor do those who go away leave their work undone for the others.
        waiting.drain(..THREADS).for_each(|waiting| waiting.abort());
        drop(turn);
        for waiting in waiting {
            assert_eq!(timeout(PATIENCE, waiting).await.unwrap().unwrap(), StatusCode::OK);
        }
    });
}

/// A state of an archive that is measured.
fn measuring(root: &Path) -> Arc<State> {
    let archive = Archive::open(root).unwrap();
    let gauge = Some(Gauge::lasting(None));
    Arc::new(State::new(Settings { gauge, ..Settings::new(archive) }))
}

/// First what tells how long a segment is, then what the list reads besides; and then what is new, if it is much.
#[test]
fn a_live_list_has_nothing_left_to_measure() {
    let root = TempDir::new().unwrap();
    let now = State::now();
    record(root.path(), "show/source");
    // Before the twelve hours of the list, and in the hour before those, which is read with them.
    record_from(root.path(), "show/source", now - Span::from_secs(600 + 12 * 3_600 + 1_200));
    let state = measuring(root.path());
    let found = state.archive.variant(&["show", "source"]).unwrap().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let backlog = |measured| {
        let asked = Asked::default();
        let range = asked.resolve(&state.archive, &found, now, DEFAULT_MAX_RANGE).unwrap();
        Backlog::of_media(&state, ["show", "source"], &found, &asked, range, now, measured).unwrap()
    };
    let parts = Request::new(()).into_parts().0;
    let work_off =
        |backlog: Option<Backlog>| runtime.block_on(backlog.unwrap().work_off(&state, &parts)).unwrap();
    work_off(backlog(0));
    work_off(backlog(0));
    assert!(backlog(0).is_none());
    assert_eq!(
        runtime.block_on(ask(Arc::clone(&state), "/playlist/show/source.m3u8".into())),
        StatusCode::OK
    );
    assert!(backlog(0).is_none());
    record_from(root.path(), "show/source", now - Span::from_secs(400));
    assert!(backlog(0).is_some() && backlog(ROUNDS).is_none());
}

#[test]
fn nothing_more_is_measured_for_a_client_that_has_gone() {
    let root = TempDir::new().unwrap();
    record(root.path(), "show/source");
    let state = measuring(root.path());
    let variant = state.archive.variant(&["show", "source"]).unwrap().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let _turn = state.turn(variant.directory()).lock_owned().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let request = Request::get("/playlist/show/source.m3u8").header("host", "t");
        let (stream, address) = listener.accept().await.unwrap();
        let request = request.extension(Client::plain(stream, address).1).body(()).unwrap();
        let waiting = tokio::spawn(respond(Arc::clone(&state), request.into_parts().0));
        drop(client);
        let answer = timeout(PATIENCE, waiting).await.unwrap().unwrap();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    });
}

#[test]
fn a_server_that_ends_does_not_measure_on() {
    let root = TempDir::new().unwrap();
    record(root.path(), "show/source");
    let state = measuring(root.path());
    let variant = state.archive.variant(&["show", "source"]).unwrap().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let _turn = state.turn(variant.directory()).lock_owned().await;
        let waiting = tokio::spawn(ask(Arc::clone(&state), "/playlist/show/source.m3u8".to_owned()));
        state.stop();
        assert_eq!(timeout(PATIENCE, waiting).await.unwrap().unwrap(), StatusCode::SERVICE_UNAVAILABLE);
    });
}
