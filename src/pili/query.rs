//! Percent-encoding as RFC 3986 has it, so that what is sent is what was signed, byte for byte.

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// All but RFC 3986's unreserved characters, which no library on the way encodes or decodes.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text as a part of a path or a query.
pub(super) fn encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// A query in the making.
#[derive(Default)]
pub(super) struct Query(String);

impl Query {
    /// The same with a parameter, if there is a value that says something.
    pub(super) fn with(mut self, name: &str, value: Option<impl Display>) -> Self {
        let value = value.map(|value| value.to_string()).unwrap_or_default();
        if !value.is_empty() {
            let separator = if self.0.is_empty() { "" } else { "&" };
            self.0.extend([separator, name, "="]);
            self.0.extend(encoded(&value));
        }
        self
    }

    /// The query; none rather than an empty one, whose `?` only some servers would count as signed.
    pub(super) fn build(self) -> Option<String> {
        Some(self.0).filter(|query| !query.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_without_a_value_are_left_out() {
        assert_eq!(Query::default().build(), None);
        let none = Query::default().with("marker", Some("")).with("limit", None::<u32>);
        assert_eq!(none.build(), None);
        let some = Query::default().with("hub", Some("demo")).with("x", Some("")).with("limit", Some(2));
        assert_eq!(some.build().as_deref(), Some("hub=demo&limit=2"));
    }

    #[test]
    fn values_are_encoded() {
        let query = Query::default().with("marker", Some("a b&c=d+é?#%/~-._")).build();
        assert_eq!(query.as_deref(), Some("marker=a%20b%26c%3Dd%2B%C3%A9%3F%23%25%2F~-._"));
    }
}
