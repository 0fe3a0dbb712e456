//! The `Range` header of a request (RFC 9110 §14.2), as pure arithmetic.

/// What part of a file is to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it: no range, or one that may or must be ignored.
    Whole,
    /// So many bytes from an offset on.
    Bytes { offset: u64, length: u64 },
    /// The range lies outside the file.
    Unsatisfiable,
}

/// The part of a file of this size that a `Range` header asks for.
///
/// A unit other than bytes must be ignored; so may be a malformed range, and several at once, which no player
/// asks for.
pub(crate) fn parse(header: &str, size: u64) -> Part {
    let Some((unit, ranges)) = header.split_once('=') else { return Part::Whole };
    let Some((first, last)) = ranges.split_once('-') else { return Part::Whole };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Part::Whole;
    }
    match (Bound::parse(first), Bound::parse(last)) {
        (Bound::Open, Bound::At(0)) => Part::Unsatisfiable,
        // The last bytes; an empty file has none, but it is all there is of it.
        (Bound::Open, Bound::At(suffix)) if size > 0 => {
            let length = suffix.min(size);
            Part::Bytes { offset: size - length, length }
        }
        (Bound::At(first), Bound::At(last)) if last < first => Part::Whole,
        (Bound::At(first), last @ (Bound::At(_) | Bound::Open)) if first < size => {
            let last = if let Bound::At(last) = last { last.min(size - 1) } else { size - 1 };
            Part::Bytes { offset: first, length: last - first + 1 }
        }
        (Bound::At(_), Bound::At(_) | Bound::Open) => Part::Unsatisfiable,
        _ => Part::Whole,
    }
}

/// One side of a range's dash.
enum Bound {
    /// Nothing there.
    Open,
    /// A number; one too large for any file is the largest there is.
    At(u64),
    /// Something else, such as the comma before another range.
    Malformed,
}

impl Bound {
    fn parse(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            Self::Open
        } else if text.bytes().all(|byte| byte.is_ascii_digit()) {
            Self::At(text.parse().unwrap_or(u64::MAX))
        } else {
            Self::Malformed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, parse};

    #[test]
    fn ranges_are_cut_to_the_file_and_nonsense_is_ignored() {
        let bytes = |offset, length| Part::Bytes { offset, length };
        for (header, part) in [
            ("bytes=0-187", bytes(0, 188)),
            ("bytes=188-", bytes(188, 812)),
            ("bytes=-188", bytes(812, 188)),
            ("bytes=-5000", bytes(0, 1000)),
            ("bytes=0-0", bytes(0, 1)),
            ("bytes=999-5000", bytes(999, 1)),
            ("Bytes = 0 - 1", bytes(0, 2)),
            ("bytes=0-99999999999999999999999", bytes(0, 1000)),
            ("bytes=1000-", Part::Unsatisfiable),
            ("bytes=1000-2000", Part::Unsatisfiable),
            ("bytes=99999999999999999999999-", Part::Unsatisfiable),
            ("bytes=-0", Part::Unsatisfiable),
            ("bytes=0-1,5-6", Part::Whole),
            ("bytes=5-4", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("bytes=1", Part::Whole),
            ("lines=0-1", Part::Whole),
            ("", Part::Whole),
        ] {
            assert_eq!(parse(header, 1000), part, "{header}");
        }
        assert_eq!(parse("bytes=-1", 0), Part::Whole);
        assert_eq!(parse("bytes=0-", 0), Part::Unsatisfiable);
    }

    proptest::proptest! {
        #[test]
        fn no_part_reaches_beyond_the_file(header in "bytes=[0-9]{0,20}-[0-9]{0,20}", size: u64) {
            if let Part::Bytes { offset, length } = parse(&header, size) {
                proptest::prop_assert!(length > 0 && offset.checked_add(length).unwrap() <= size);
            }
        }
    }
}
