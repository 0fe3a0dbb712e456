//! `streamctl serve` as its operators meet it: logs, ids, reloads, and who starts and watches it.

mod activation;
mod hangup;
mod ids;
mod log;
mod notify;
mod stderr;

use crate::support::archive::{Archive, TWO_SECONDS, time};

/// More than the system keeps for a client that does not read.
const LARGE: usize = 20_000_000;

/// An archive of one old segment, and the way to that.
fn archive(size: usize) -> (Archive, String) {
    let archive = Archive::new();
    let name =
        archive.record("show/source", time("2024-05-01T10:00:00Z"), TWO_SECONDS, "full", &vec![7; size]);
    (archive, format!("/segments/show/source/{name}"))
}
