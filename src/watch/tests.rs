//! What is told of a directory, and what is not.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;
use tokio::sync::Notify;

use super::Watcher;

async fn is_told(changed: &Notify) -> bool {
    tokio::time::timeout(Duration::from_secs(30), changed.notified()).await.is_ok()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn what_appears_under_its_final_name_is_told_to_all_who_watch() {
    let directory = TempDir::new().unwrap();
    let path = |name: &str| directory.path().join(name);
    let watcher = Watcher::start(|name| !name.starts_with('.') && !name.contains("-temp-"));
    let changed = [Arc::<Notify>::default(), Arc::default()];
    let first = watcher.watch(directory.path(), &changed[0]).unwrap();
    let second = watcher.watch(directory.path(), &changed[1]).unwrap();
    fs::write(path(".hidden"), "").unwrap();
    fs::write(path("58:31.0-2.0-temp-x.ts"), "").unwrap();
    fs::rename(path(".hidden"), path("58:31.0-2.0-full-AAAA.ts")).unwrap();
    assert!(is_told(&changed[0]).await && is_told(&changed[1]).await);
    // One who goes leaves the others their watch.
    drop(first);
    fs::create_dir(path("2026-03-01T10")).unwrap();
    assert!(is_told(&changed[1]).await && second.is_alive());
    fs::remove_dir_all(directory.path()).unwrap();
    assert!(is_told(&changed[1]).await);
    while second.is_alive() {
        tokio::task::yield_now().await;
    }
    assert!(watcher.watch(directory.path(), &changed[1]).is_none(), "there is no such directory");
}

#[tokio::test]
async fn nobody_tells_of_anything() {
    let directory = TempDir::new().unwrap();
    assert!(Watcher::nobody().watch(directory.path(), &Arc::default()).is_none());
}
