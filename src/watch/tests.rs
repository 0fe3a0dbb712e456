//! What is told of a directory, and what is not.

use std::fs;
#[cfg(target_os = "linux")]
use std::os::unix::fs::MetadataExt;
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

#[cfg(target_os = "linux")]
#[tokio::test]
async fn what_was_renamed_is_not_watched_any_more() {
    let directory = TempDir::new().unwrap();
    let (before, after) = (directory.path().join("before"), directory.path().join("after"));
    fs::create_dir(&before).unwrap();
    let watcher = Watcher::start(|_| true);
    let changed = Arc::default();
    let watch = watcher.watch(&before, &changed).unwrap();
    fs::rename(&before, &after).unwrap();
    assert!(is_told(&changed).await);
    while watch.is_alive() {
        tokio::task::yield_now().await;
    }
    // The kernel lists what it watches by inode.
    let inode = format!("inotify wd:1 ino:{:x} ", fs::metadata(&after).unwrap().ino());
    let is_watched = || {
        fs::read_dir("/proc/self/fdinfo").unwrap().any(|descriptor| {
            fs::read_to_string(descriptor.unwrap().path()).is_ok_and(|info| info.contains(&inode))
        })
    };
    tokio::time::timeout(Duration::from_secs(30), async {
        while is_watched() {
            tokio::task::yield_now().await;
        }
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn nobody_tells_of_anything() {
    let directory = TempDir::new().unwrap();
    assert!(Watcher::nobody().watch(directory.path(), &Arc::default()).is_none());
}
