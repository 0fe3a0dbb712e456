//! Whole numbers as digits, appended to a text without going through `fmt`: a day of segments has hundreds of
//! thousands of them.

/// `00` to `99`, one after the other.
const PAIRS: &str = "00010203040506070809\
                     10111213141516171819\
                     20212223242526272829\
                     30313233343536373839\
                     40414243444546474849\
                     50515253545556575859\
                     60616263646566676869\
                     70717273747576777879\
                     80818283848586878889\
                     90919293949596979899";

/// Appends the last two decimal digits of `value`, both of them also when the first is a zero.
pub(super) fn push_pair(out: &mut String, value: u64) {
    let pair = usize::from(u8::try_from(value % 100).unwrap_or(0)) * 2;
    out.push_str(&PAIRS[pair..pair + 2]);
}

/// Appends the last three decimal digits of `value`.
pub(super) fn push_triple(out: &mut String, value: u64) {
    let first = u8::try_from(value / 100 % 10).unwrap_or(0);
    out.push(char::from(b'0' + first));
    push_pair(out, value);
}

/// Appends `value` in as many digits as it has (a `decimal-integer` of RFC 8216 §4.2).
pub(super) fn push_integer(out: &mut String, value: u64) {
    if value >= 100 {
        push_integer(out, value / 100);
        push_pair(out, value);
    } else if value >= 10 {
        push_pair(out, value);
    } else {
        out.push(char::from(b'0' + u8::try_from(value).unwrap_or(0)));
    }
}

/// Appends a number of microseconds as seconds (a `decimal-floating-point` of RFC 8216 §4.2), with three
/// decimals, or as many more, up to six, as it takes to lose nothing.
pub(super) fn push_seconds(out: &mut String, micros: u64) {
    push_integer(out, micros / 1_000_000);
    let fraction = micros % 1_000_000;
    out.push('.');
    push_triple(out, fraction / 1_000);
    let rest = fraction % 1_000;
    if rest != 0 {
        push_triple(out, rest);
        let trimmed = out.trim_end_matches('0').len();
        out.truncate(trimmed);
    }
}

#[cfg(test)]
mod tests {
    use super::{push_integer, push_seconds};
    use proptest::prelude::*;

    fn seconds(micros: u64) -> String {
        let mut out = String::new();
        push_seconds(&mut out, micros);
        out
    }

    #[test]
    fn seconds_have_three_decimals_and_more_only_where_needed() {
        let table = [
            (0, "0.000"),
            (1, "0.000001"),
            (10, "0.00001"),
            (100, "0.0001"),
            (999, "0.000999"),
            (1_000, "0.001"),
            (2_000_000, "2.000"),
            (2_002_000, "2.002"),
            (2_002_100, "2.0021"),
            (2_500_010, "2.50001"),
            (59_999_999, "59.999999"),
            (3_600_000_000, "3600.000"),
            (u64::MAX, "18446744073709.551615"),
        ];
        for (micros, text) in table {
            assert_eq!(seconds(micros), text);
        }
    }

    proptest! {
        #[test]
        fn integers_are_what_the_standard_library_writes(value: u64, shift in 0_u32..64) {
            let value = value >> shift;
            let mut out = String::from("x");
            push_integer(&mut out, value);
            prop_assert_eq!(out, format!("x{value}"));
        }

        #[test]
        fn seconds_read_back_to_the_same_microseconds(value: u64, shift in 0_u32..64) {
            let text = seconds(value >> shift);
            let (whole, fraction) = text.split_once('.').expect("has a point");
            prop_assert!((3..=6).contains(&fraction.len()), "{}", text);
            prop_assert!(fraction.len() == 3 || !fraction.ends_with('0'), "{}", text);
            let micros: u64 = format!("{whole}{fraction:0<6}").parse().expect("is a number");
            prop_assert_eq!(micros, value >> shift);
        }
    }
}
