//! A feed without a server around it.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{Edited, Feed, MAX_LENGTH, Moment};
use crate::archive::Archive;
use crate::archive::name::format_hour;
use crate::playlist::live::{Anchor, Kept};
use crate::playlist::range::{Asked, DEFAULT_MAX_RANGE};
use crate::server::Settings;
use crate::server::answer::{Content, PLAYLIST, Text};
use crate::server::state::{State, lock};
use crate::time::{Span, Time};
use crate::watch::Watcher;

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);

fn put(root: &Path, start: Time) {
    let hour = root.join("show/source").join(format_hour(start));
    fs::create_dir_all(&hour).unwrap();
    let (.., minute, second, micros) = start.civil();
    let name = format!("{minute:02}:{second:02}.{micros:06}-2.0-full-AAAA.ts");
    fs::write(hour.join(".new"), "").unwrap();
    fs::rename(hour.join(".new"), hour.join(name)).unwrap();
}

/// Waits for three segments, one after the other; how long each was on its way at most.
async fn follow(watcher: Option<Watcher>) -> Vec<Duration> {
    let root = TempDir::new().unwrap();
    let start = State::now() - Span::from_secs(60);
    (0..5).for_each(|index| put(root.path(), start + Span::from_secs(2 * index)));
    let archive = Archive::open(root.path()).unwrap();
    let state = Arc::new(State::new(Settings::new(archive)));
    if let Some(watcher) = watcher {
        state.watcher.set(watcher).unwrap();
    }
    let variant = state.archive.variant(&["show", "source"]).unwrap().unwrap();
    let kept = state.stream("show").unwrap().log("source");
    let now = State::now();
    let range = Asked::default().resolve(&state.archive, &variant, now, DEFAULT_MAX_RANGE).unwrap();
    lock(&kept).log().read(&state.archive, &variant, range, now).unwrap();
    let (feed, mut next) = state.feed(["show", "source"], &variant, &kept);
    let known = *next.wait_for(|next| *next > 0).await.unwrap();
    let mut took = Vec::new();
    for index in 0..3 {
        put(root.path(), start + Span::from_secs(10 + 2 * index));
        let appeared = Instant::now();
        let found = tokio::time::timeout(PATIENCE, next.wait_for(|next| *next == known + index + 1)).await;
        found.expect("the segment is found in time").unwrap();
        took.push(appeared.elapsed());
    }
    assert!(feed.is_awaited());
    drop(next);
    assert!(!feed.is_awaited());
    took
}

#[tokio::test]
async fn new_segments_are_found_where_the_kernel_tells_of_them() {
    follow(None).await;
}

#[tokio::test]
async fn new_segments_are_found_where_nobody_tells_of_them() {
    follow(Some(Watcher::nobody())).await;
}

#[test]
fn texts_of_one_moment_are_shared_as_long_as_they_are_not_too_much() {
    let root = TempDir::new().unwrap();
    let archive = Archive::open(root.path()).unwrap();
    let variant = archive.variant(&[]).unwrap().unwrap();
    let anchor = Anchor::new(State::now(), &[], true, None);
    let kept = Kept::new(anchor, DEFAULT_MAX_RANGE, None);
    let feed = Feed::new(variant, Arc::new(Mutex::new(kept)));
    let is_made = |window, length| {
        let asked = Asked { window: Some(Span::from_secs(window)), ..Asked::default() };
        let mut is_made = false;
        let text = feed.text((asked, false, 0), |_, _, _| {
            is_made = true;
            let body = Content::new("x".repeat(length));
            let text = Text { content_type: PLAYLIST, cache_control: "".into(), body };
            Ok::<_, ()>(Some(Edited { text, end: 1 }))
        });
        assert_eq!(text.unwrap().unwrap().body.len(), length);
        is_made
    };
    let asked = [(1, MAX_LENGTH + 1), (2, 1), (1, MAX_LENGTH + 1), (2, 1)];
    assert_eq!(asked.map(|(window, length)| is_made(window, length)), [true, true, false, true]);
    *lock(&feed.now) = Moment::default();
    let asked = [(1, MAX_LENGTH - 1), (2, 1), (3, 1), (1, MAX_LENGTH - 1), (2, 1), (3, 1)];
    let made = [true, true, true, false, false, true];
    assert_eq!(asked.map(|(window, length)| is_made(window, length)), made);
}

#[test]
fn a_text_is_good_for_who_waits_for_what_is_in_it_and_is_found_while_another_is_made() {
    let root = TempDir::new().unwrap();
    let archive = Archive::open(root.path()).unwrap();
    let variant = archive.variant(&[]).unwrap().unwrap();
    let anchor = Anchor::new(State::now(), &[], true, None);
    let feed = Feed::new(variant, Arc::new(Mutex::new(Kept::new(anchor, DEFAULT_MAX_RANGE, None))));
    let asked = Asked::default();
    let edited = || {
        let body = Content::new("x");
        Some(Edited { text: Text { content_type: PLAYLIST, cache_control: "".into(), body }, end: 7 })
    };
    assert!(feed.known(asked, false, 6).is_none());
    feed.text((asked, false, 6), |_, _, _| Ok::<_, ()>(edited())).unwrap().unwrap();
    assert!(feed.known(asked, false, 6).is_some());
    assert!(feed.known(asked, false, 7).is_none(), "it has not got that one");
    assert!(feed.text((asked, false, 7), |_, _, _| Ok::<_, ()>(None)).unwrap().is_none());
    feed.text((asked, true, 6), |_, _, _| {
        assert!(feed.known(asked, false, 6).is_some());
        // What was read meanwhile is another moment.
        *lock(&feed.now) = Moment { next: 8, ..Moment::default() };
        Ok::<_, ()>(edited())
    })
    .unwrap()
    .unwrap();
    assert!(feed.known(asked, true, 6).is_none());
}
