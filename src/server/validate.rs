//! Conditional requests: whether what a client has is still what there is (RFC 9110 §13).

use std::time::{Duration, SystemTime};

use axum::http::HeaderMap;
use axum::http::header::{
    GetAll, HeaderValue, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE,
};

/// What a file's validators make of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Answer it; ranges only if this is true.
    Answer { ranges: bool },
    /// The client has it: 304.
    NotModified,
    /// The client has built on something else: 412.
    Failed,
}

/// Weighs a request's conditions, in the order of RFC 9110 §13.2.2, against a file's strong tag and time.
pub(crate) fn weigh(request: &HeaderMap, tag: &str, modified: SystemTime) -> Verdict {
    let date =
        |name| request.get(name).and_then(|value| httpdate::parse_http_date(value.to_str().ok()?).ok());
    // Dates are whole seconds.
    let is_later = |date| modified.duration_since(date).is_ok_and(|after| after >= Duration::from_secs(1));
    if request.contains_key(IF_MATCH) {
        if !matches(&request.get_all(IF_MATCH), |known| known == tag) {
            return Verdict::Failed;
        }
    } else if date(IF_UNMODIFIED_SINCE).is_some_and(is_later) {
        return Verdict::Failed;
    }
    if request.contains_key(IF_NONE_MATCH) {
        if matches_weakly(&request.get_all(IF_NONE_MATCH), tag) {
            return Verdict::NotModified;
        }
    } else if date(IF_MODIFIED_SINCE).is_some_and(|date| !is_later(date)) {
        return Verdict::NotModified;
    }
    let ranges = request.get(IF_RANGE).is_none_or(|value| {
        let Ok(value) = value.to_str() else { return false };
        // A date must be exactly the file's: it is compared as a validator, not as a time.
        value == tag || value == httpdate::fmt_http_date(modified)
    });
    Verdict::Answer { ranges }
}

/// Whether one of a header's tags is this one, strong or weak.
pub(crate) fn matches_weakly(values: &GetAll<'_, HeaderValue>, tag: &str) -> bool {
    let opaque = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    matches(values, |known| opaque(known) == opaque(tag))
}

fn matches(values: &GetAll<'_, HeaderValue>, is_tag: impl Fn(&str) -> bool) -> bool {
    values.iter().filter_map(|value| value.to_str().ok()).any(|value| {
        // No tag of ours has a comma in it.
        value.trim() == "*" || value.split(',').any(|known| is_tag(known.trim()))
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    #[test]
    fn conditions_are_weighed_in_their_order() {
        const THEN: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
        const LATER: &str = "Sun, 06 Nov 1994 08:49:38 GMT";
        const BEFORE: &str = "Sun, 06 Nov 1994 08:49:36 GMT";
        let modified = httpdate::parse_http_date(THEN).unwrap() + Duration::from_millis(900);
        let whole = Verdict::Answer { ranges: false };
        let any = Verdict::Answer { ranges: true };
        for (headers, verdict) in [
            (vec![], any),
            (vec![("if-none-match", "\"a\"")], Verdict::NotModified),
            (vec![("if-none-match", "W/\"a\"")], Verdict::NotModified),
            (vec![("if-none-match", "\"x\", \"a\"")], Verdict::NotModified),
            (vec![("if-none-match", "*")], Verdict::NotModified),
            (vec![("if-none-match", "\"x\""), ("if-modified-since", LATER)], any),
            (vec![("if-modified-since", THEN)], Verdict::NotModified),
            (vec![("if-modified-since", LATER)], Verdict::NotModified),
            (vec![("if-modified-since", BEFORE)], any),
            (vec![("if-modified-since", "yesterday")], any),
            (vec![("if-match", "\"x\"")], Verdict::Failed),
            (vec![("if-match", "W/\"a\"")], Verdict::Failed),
            (vec![("if-match", "\"a\"")], any),
            (vec![("if-match", "*"), ("if-unmodified-since", BEFORE)], any),
            (vec![("if-unmodified-since", BEFORE)], Verdict::Failed),
            (vec![("if-unmodified-since", THEN)], any),
            (vec![("if-range", "\"a\"")], any),
            (vec![("if-range", "\"x\"")], whole),
            (vec![("if-range", "W/\"a\"")], whole),
            (vec![("if-range", THEN)], any),
            (vec![("if-range", LATER)], whole),
        ] {
            let mut request = HeaderMap::new();
            for (name, value) in &headers {
                request.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            assert_eq!(weigh(&request, "\"a\"", modified), verdict, "{headers:?}");
        }
    }
}
