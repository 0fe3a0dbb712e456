//! The text, as its format demands it.

use super::*;
use crate::archive::name::format_hour;

const NOW: Time = Time::from_micros(1_714_557_600_000_000);

fn caches() -> Caches {
    let (load, in_memory, lines_dropped, password_checks) = ([5, 6, 7], 8, 9, 10);
    Caches { segments: 1, playlists: 2, hits: 3, waiting: 4, load, in_memory, lines_dropped, password_checks }
}

#[test]
fn every_answer_is_counted_once_in_each_family() {
    let metrics = Metrics::default();
    let root = tempfile::tempdir().unwrap();
    let archive = Archive::open(root.path()).unwrap();
    let media = kind(&Route::parse("/playlist/a/b.m3u8"));
    metrics.count(media, StatusCode::OK, Duration::from_micros(900), 100);
    metrics.count(media, StatusCode::OK, Duration::from_millis(30), 50);
    metrics.count(media, StatusCode::NOT_FOUND, Duration::from_secs(100), 7);
    metrics.count(kind(&Route::parse("/x")), StatusCode::IM_A_TEAPOT, Duration::ZERO, 0);
    let (_one, two) = (metrics.open(), metrics.open());
    drop(two);
    let text = metrics.text(&archive, caches(), NOW).unwrap();
    for line in [
        "streamctl_requests_total{route=\"media\",status=\"200\"} 2",
        "streamctl_requests_total{route=\"media\",status=\"404\"} 1",
        "streamctl_requests_total{route=\"other\",status=\"other\"} 1",
        "streamctl_response_bytes_total{route=\"media\"} 157",
        "streamctl_request_duration_seconds_bucket{route=\"media\",le=\"0.001\"} 1",
        "streamctl_request_duration_seconds_bucket{route=\"media\",le=\"0.025\"} 1",
        "streamctl_request_duration_seconds_bucket{route=\"media\",le=\"0.1\"} 2",
        "streamctl_request_duration_seconds_bucket{route=\"media\",le=\"60\"} 2",
        "streamctl_request_duration_seconds_bucket{route=\"media\",le=\"+Inf\"} 3",
        "streamctl_request_duration_seconds_sum{route=\"media\"} 100.0309",
        "streamctl_request_duration_seconds_count{route=\"media\"} 3",
        "streamctl_connections_total 2",
        "streamctl_connections_open 1",
        "streamctl_waiting_requests 4",
        "streamctl_working_requests 5",
        "streamctl_queued_requests 6",
        "streamctl_refused_requests_total 7",
        "streamctl_answer_bytes 8",
        "streamctl_segments_from_memory_total 3",
        "streamctl_log_lines_dropped_total 9",
        "streamctl_variants_untold 0",
    ] {
        assert!(text.lines().any(|known| known == line), "{line}\n{text}");
    }
}

#[test]
fn each_variant_tells_how_it_is_whatever_its_name() {
    let root = tempfile::tempdir().unwrap();
    let start = NOW - Span::from_secs(20);
    let hour = root.path().join("a\"b\\c\nd/source").join(format_hour(start.hour()));
    std::fs::create_dir_all(&hour).unwrap();
    for second in [40, 42, 50] {
        std::fs::write(hour.join(format!("59:{second}-2.0-full-AAAA.ts")), "").unwrap();
    }
    std::fs::create_dir_all(root.path().join("empty/source")).unwrap();
    let archive = Archive::open(root.path()).unwrap();
    let text = Metrics::default().text(&archive, caches(), NOW).unwrap();
    let labels = "{stream=\"a\\\"b\\\\c\\nd\",variant=\"source\"}";
    for (name, value) in
        [("newest_segment_age_seconds", "8"), ("last_hour_segments", "3"), ("last_hour_holes", "1")]
    {
        let line = format!("streamctl_{name}{labels} {value}");
        assert!(text.lines().any(|known| known == line), "{line}\n{text}");
    }
    assert!(!text.contains("empty"));
}

#[test]
fn there_are_no_more_labels_than_so_many() {
    let root = tempfile::tempdir().unwrap();
    for stream in 0..MAX_VARIANTS + 5 {
        let hour = root.path().join(format!("{stream}/source/2024-05-01T09"));
        std::fs::create_dir_all(&hour).unwrap();
        std::fs::write(hour.join("59:40-2.0-full-AAAA.ts"), "").unwrap();
    }
    let archive = Archive::open(root.path()).unwrap();
    let text = Metrics::default().text(&archive, caches(), NOW).unwrap();
    assert_eq!(text.matches("streamctl_last_hour_segments{").count(), MAX_VARIANTS);
    assert!(text.contains("\nstreamctl_variants_untold 5\n"));
}
