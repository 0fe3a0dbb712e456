//! Clients who read nothing of what they asked for: what they hold is bounded, and others are served.

use std::fs::{self, File};

use super::fixture::{Fixture, at};
use crate::support::archive::{TWO_SECONDS, segment_name};
use crate::support::client::Connection;
use crate::support::server::Server;
use crate::support::wait;

/// How many clients there are, each with a segment of its own.
const CLIENTS: usize = 500;
/// How large those are: together far more than the budget.
const SEGMENT: usize = 4 << 20;
/// How much memory the server may have: the budget of 128 MiB, the cache of 64 MiB, and itself.
const MOST: u64 = 300 << 20;

/// How much memory a server has at the moment, in bytes.
fn memory(server: &Server) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1_024
}

/// A number of the server's metrics.
fn metric(server: &Server, name: &str) -> u64 {
    let metrics = server.text("/metrics");
    let value = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    value.unwrap_or_else(|| panic!("no {name} in\n{metrics}")).parse().unwrap()
}

#[test]
fn segments_that_nobody_reads_take_no_more_than_the_budget() {
    let fixture = Fixture::new();
    let hour = fixture.archive.path("show/source/2024-05-01T10");
    let names: Vec<String> = (0..CLIENTS)
        .map(|index| {
            let second = i64::try_from(index).unwrap() * 2 + 60;
            let name = segment_name(at(second), TWO_SECONDS, "full", &index.to_le_bytes());
            let (_, file) = name.split_once('/').unwrap();
            // It takes no disk.
            File::create(hour.join(file)).unwrap().set_len(SEGMENT as u64).unwrap();
            name
        })
        .collect();
    let mut most = 0;
    let mut clients: Vec<Connection> = Vec::new();
    for name in &names {
        let target = format!("/segments/show/source/{name}");
        // The second time it comes into the cache, which throws out another that is still being read.
        let head = format!("GET {target} HTTP/1.1\r\nHost: t\r\nRange: bytes=0-0\r\n\r\n");
        let whole = format!("GET {target} HTTP/1.1\r\nHost: t\r\n\r\n");
        let mut connection = fixture.server.connect();
        connection.send(head.as_bytes());
        assert_eq!(connection.answer("GET").status, 206);
        connection.send(whole.as_bytes());
        assert_eq!(connection.head().status, 200, "a segment is given in any case");
        clients.push(connection);
        if clients.len().is_multiple_of(50) {
            most = most.max(memory(&fixture.server));
        }
    }
    assert!(most < MOST, "{} MiB", most >> 20);
    let held = metric(&fixture.server, "streamctl_answer_bytes");
    assert!(held > 100 << 20, "{held} bytes are held");
    // Others are served, and whoever goes on reading gets all.
    assert!(fixture.server.text("/playlist/show/source.m3u8").contains("#EXTINF"));
    for connection in clients.iter_mut().step_by(100) {
        assert!(connection.bytes(SEGMENT).iter().all(|byte| *byte == 0));
    }
    drop(clients);
    wait::until("the budget to be free again", || {
        (metric(&fixture.server, "streamctl_answer_bytes") < 100 << 20).then_some(())
    });
}
