//! Requests that wait for segments to be measured, without connections around them.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Request, StatusCode};
use tempfile::TempDir;
use tokio::time::timeout;

use super::FEW;
use crate::archive::Archive;
use crate::archive::name::format_hour;
use crate::playlist::measure::Gauge;
use crate::playlist::range::DEFAULT_MAX_RANGE;
use crate::server::state::State;
use crate::server::{Settings, respond};
use crate::time::Span;

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);
/// How many threads may block.
const THREADS: usize = 2;

/// A variant of more segments than are measured at once.
fn record(root: &Path, variant: &str) {
    let begin = State::now() - Span::from_secs(600);
    for index in 0..2 * FEW as u64 {
        let start = begin + Span::from_secs(2 * index);
        let hour = root.join(variant).join(format_hour(start));
        fs::create_dir_all(&hour).unwrap();
        let (.., minute, second, micros) = start.civil();
        let name = format!("{minute:02}:{second:02}.{micros:06}-2.0-full-AAAA.ts");
        fs::write(hour.join(name), crate::media::filler()).unwrap();
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
    let archive = Archive::open(root.path()).unwrap();
    let gauge = Some(Gauge::lasting(None));
    let settings = Settings { archive, max_range: DEFAULT_MAX_RANGE, state: None, gauge };
    let state = Arc::new(State::new(settings));
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

#[test]
fn a_server_that_ends_does_not_measure_on() {
    let root = TempDir::new().unwrap();
    record(root.path(), "show/source");
    let archive = Archive::open(root.path()).unwrap();
    let gauge = Some(Gauge::lasting(None));
    let state = State::new(Settings { archive, max_range: DEFAULT_MAX_RANGE, state: None, gauge });
    let state = Arc::new(state);
    let variant = state.archive.variant(&["show", "source"]).unwrap().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let _turn = state.turn(variant.directory()).lock_owned().await;
        let waiting = tokio::spawn(ask(Arc::clone(&state), "/playlist/show/source.m3u8".to_owned()));
        state.stop();
        assert_eq!(timeout(PATIENCE, waiting).await.unwrap().unwrap(), StatusCode::SERVICE_UNAVAILABLE);
    });
}
