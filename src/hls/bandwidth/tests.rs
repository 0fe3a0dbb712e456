use super::{MOST, Rate, measure};
use crate::time::Span;
use proptest::prelude::*;

fn seconds(segments: &[(u64, u64)]) -> Vec<(u64, Span)> {
    segments.iter().map(|&(bytes, secs)| (bytes, Span::from_secs(secs))).collect()
}

#[test]
fn the_peak_is_that_of_the_best_run_in_the_window() {
    // Bytes and seconds of the segments, and the target duration; the peak and the average.
    type Row = (&'static [(u64, u64)], u64, u64, u64);
    let table: [Row; 9] = [
        // One rate all along.
        (&[(250, 2), (250, 2), (250, 2)], 2, 1_000, 1_000),
        // A segment stands out, but a second is less than half of 4 s and counts only with a neighbour.
        (&[(500, 4), (500, 1), (500, 4)], 4, 1_600, 1_333),
        // At half the target duration it counts by itself.
        (&[(500, 4), (500, 2), (500, 4)], 4, 2_000, 1_200),
        // Two neighbours of 3 s are within one and a half of 4 s and the half second more; of 4 s they aren't.
        (&[(0, 4), (300, 3), (300, 3)], 4, 800, 480),
        // Rounded up, and to the nearest.
        (&[(1, 3)], 3, 3, 3),
        (&[(1, 6)], 6, 2, 1),
        // Shorter than the window: the list as a whole.
        (&[(100, 1), (300, 1)], 10, 1_600, 1_600),
        // Longer than the window: each segment.
        (&[(4_000, 8), (2_000, 8)], 2, 4_000, 3_000),
        // Nothing in any segment.
        (&[(0, 2), (0, 2)], 2, 1, 0),
    ];
    for (segments, target, peak, average) in table {
        let rate = measure(&seconds(segments), target);
        assert_eq!(rate, Some(Rate { peak, average }), "{segments:?}");
    }
}

#[test]
fn what_takes_no_time_has_no_rate() {
    assert_eq!(measure(&[], 2), None);
    assert_eq!(measure(&[(1_000, Span::ZERO); 3], 2), None);
}

#[test]
fn numbers_without_measure_are_capped() {
    let most = Some(Rate { peak: MOST, average: MOST });
    let forever = Span::from_micros(u64::MAX);
    assert_eq!(measure(&[(u64::MAX, Span::from_micros(1)); 5], 0), most);
    assert_eq!(measure(&[(u64::MAX, Span::from_secs(2)); 5], 2).map(|rate| rate.peak), Some(MOST));
    assert_eq!(measure(&[(u64::MAX, forever); 5], u64::MAX).map(|rate| rate.average), Some(8_000_000));
    assert_eq!(measure(&[(1, forever); 5], 0), Some(Rate { peak: 1, average: 0 }));
}

#[test]
fn a_day_of_tiny_segments_is_measured_at_once() {
    // With a window of 30,000 segments a look at every run would take minutes.
    let segments: Vec<_> = (0..100_000_u64).map(|n| (n * n % 7_919, Span::from_micros(1_000))).collect();
    let rate = measure(&segments, 20).expect("takes time");
    assert!(rate.peak >= rate.average);
}

/// Every run, and the definition word by word.
fn restated(segments: &[(u64, Span)], target_duration: u64) -> Option<Rate> {
    let run = |segments: &[(u64, Span)]| {
        let bits: u128 = segments.iter().map(|&(bytes, _)| u128::from(bytes) * 8 * 1_000_000).sum();
        let micros: u128 = segments.iter().map(|&(_, span)| u128::from(span.micros())).sum();
        (bits, micros)
    };
    let target = u128::from(target_duration) * 1_000_000;
    let is_in_window = |micros: u128| 2 * micros >= target && 2 * micros <= 3 * target + 1_000_000;
    let (bits, micros) = run(segments);
    if micros == 0 {
        return None;
    }
    let mut runs = vec![(0, 1)];
    if 2 * micros < target {
        runs.push((bits, micros));
    }
    for start in 0..segments.len() {
        for end in start + 1..=segments.len() {
            let (bits, micros) = run(&segments[start..end]);
            let is_longer_alone = end - start == 1 && 2 * micros > 3 * target + 1_000_000;
            if micros > 0 && (is_in_window(micros) || is_longer_alone) {
                runs.push((bits, micros));
            }
        }
    }
    let peak = runs.iter().map(|(bits, micros)| bits.div_ceil(*micros)).max()?.max(1);
    let mut average = bits / micros;
    if 2 * (bits % micros) >= micros {
        average += 1;
    }
    Some(Rate { peak: u64::try_from(peak).ok()?, average: u64::try_from(average).ok()? })
}

proptest! {
    #[test]
    fn every_list_is_measured_as_defined(
        target in 0_u64..8,
        grain in prop::sample::select(vec![1_u64, 1_000, 250_000, 500_000, 1_001_000]),
        counts in prop::collection::vec((0_u64..5_000_000, 0_u64..9), 0..40),
    ) {
        let segments: Vec<_> =
            counts.iter().map(|&(bytes, count)| (bytes, Span::from_micros(count * grain))).collect();
        prop_assert_eq!(measure(&segments, target), restated(&segments, target));
    }

    #[test]
    fn ordinary_lists_are_measured_as_defined(
        target in 1_u64..8,
        shares in prop::collection::vec((0_u64..5_000_000, 1_u64..=1_000), 1..40),
    ) {
        let segments: Vec<_> =
            shares.iter().map(|&(bytes, share)| (bytes, Span::from_micros(target * 1_000 * share))).collect();
        prop_assert_eq!(measure(&segments, target), restated(&segments, target));
    }

    #[test]
    fn no_numbers_panic(
        target: u64,
        segments in prop::collection::vec((any::<u64>(), any::<u64>().prop_map(Span::from_micros)), 0..10),
    ) {
        let rate = measure(&segments, target);
        prop_assert!(rate.is_none_or(|rate| rate.peak >= 1));
    }
}
