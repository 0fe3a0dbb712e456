//! The order in which people count: `2.ts` before `10.ts`.

use std::cmp::Ordering;

/// Compares names run by run: digits by the number they write, everything else by its bytes. Names that differ only
/// in leading zeros are in the order of their bytes.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one.as_bytes(), other.as_bytes());
    while let (Some(a), Some(b)) = (left.first(), right.first()) {
        let order = if a.is_ascii_digit() && b.is_ascii_digit() {
            let ((number, rest), (against, rest_against)) = (split(left), split(right));
            (left, right) = (rest, rest_against);
            number.len().cmp(&against.len()).then_with(|| number.cmp(against))
        } else {
            (left, right) = (&left[1..], &right[1..]);
            a.cmp(b)
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| one.cmp(other))
}

/// The digits in front, without zeros before the number, and what follows them.
fn split(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let zeros = digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len());
    (&digits[zeros..], rest)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::compare;

    #[test]
    fn numbers_count_as_numbers() {
        let sorted = [
            "",
            "0.ts",
            "00.ts",
            "1.ts",
            "02.ts",
            "2.ts",
            "10.ts",
            "99999999999999999999999.ts",
            "100000000000000000000000.ts",
            "a",
            "a-1.ts",
            "a1.ts",
            "a1b2.ts",
            "a1b10.ts",
            "a01b11.ts",
            "a2.ts",
            "ä",
        ];
        for (index, one) in sorted.iter().enumerate() {
            for (against, other) in sorted.iter().enumerate() {
                assert_eq!(compare(one, other), index.cmp(&against), "{one} {other}");
            }
        }
        assert_eq!(compare("7", "7"), Ordering::Equal);
    }

    proptest::proptest! {
        #[test]
        fn it_is_an_order(mut names in proptest::collection::vec("[0-2a.-]{0,6}", 0..8)) {
            names.sort_by(|one, other| compare(one, other));
            for (index, one) in names.iter().enumerate() {
                for other in &names[index..] {
                    proptest::prop_assert_ne!(compare(one, other), Ordering::Greater);
                    proptest::prop_assert_eq!(compare(one, other), compare(other, one).reverse());
                }
            }
        }
    }
}
