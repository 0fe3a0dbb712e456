//! Fields of answers, read as every generation of servers has sent them: what is null, missing or of another
//! type than it should be is not there, unless an answer is useless without it.

use serde_json::{Map, Value};

use crate::pili::quote::quote;
use crate::time::Time;

/// Why an answer is useless: the field that is missing or odd.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct DecodeError(pub(super) String);

impl DecodeError {
    /// The same of something within something: `items[2]: …`.
    pub(super) fn within(self, what: &str, index: usize) -> Self {
        Self(format!("{what}[{index}]: {}", self.0))
    }
}

/// The fields of an object.
pub(super) fn object(answer: Value) -> Result<Map<String, Value>, DecodeError> {
    match answer {
        Value::Object(fields) => Ok(fields),
        other => Err(DecodeError(format!("an object was expected, not {}", kind(&other)))),
    }
}

/// An array's members but for null ones, each with its index; none if the field is null or missing.
pub(super) fn members(
    fields: &mut Map<String, Value>,
    name: &str,
) -> Result<impl Iterator<Item = (usize, Value)> + use<>, DecodeError> {
    let members = match fields.remove(name) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(members)) => members,
        Some(other) => return Err(DecodeError(format!("'{name}' is no array but {}", kind(&other)))),
    };
    Ok(members.into_iter().enumerate().filter(|(_, member)| !member.is_null()))
}

/// A whole number that must be there.
pub(super) fn required_integer(fields: &Map<String, Value>, name: &str) -> Result<i64, DecodeError> {
    integer(fields, name).ok_or_else(|| odd(fields, name, "a whole number"))
}

/// Complains of a field that must be there and is missing or odd; never with its value, unless that is a text.
pub(super) fn odd(fields: &Map<String, Value>, name: &str, expected: &str) -> DecodeError {
    DecodeError(match fields.get(name) {
        None => format!("'{name}' is missing"),
        Some(Value::String(text)) => format!("'{name}' is '{}', not {expected}", quote(text)),
        Some(value) => format!("'{name}' is {}, not {expected}", kind(value)),
    })
}

/// A text that says something.
pub(super) fn text(fields: &Map<String, Value>, name: &str) -> Option<String> {
    fields.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A whole number.
pub(super) fn integer(fields: &Map<String, Value>, name: &str) -> Option<i64> {
    fields.get(name).and_then(Value::as_i64)
}

/// A number.
pub(super) fn number(fields: &Map<String, Value>, name: &str) -> Option<f64> {
    fields.get(name).and_then(Value::as_f64)
}

/// A moment in RFC 3339 with any number of digits after the second and any offset, and in no other form that
/// people may type. The first second of the year 1 is how a server written in Go says "never".
pub(super) fn time(fields: &Map<String, Value>, name: &str) -> Option<Time> {
    let text = fields.get(name)?.as_str()?;
    let is_zoned = text.ends_with(['Z', 'z'])
        || text.len().checked_sub(6).and_then(|at| text.get(at..=at)).is_some_and(|sign| "+-".contains(sign));
    let is_date_and_time = text.get(4..5) == Some("-") && matches!(text.get(10..11), Some("T" | "t"));
    let never = Time::from_civil(1, 1, 1, 0, 0, 0);
    let is_rfc3339 = is_zoned && is_date_and_time;
    // "now" has no meaning in an answer, and no text of this form refers to it.
    Time::parse(text, Time::MIN).ok().filter(|time| is_rfc3339 && Some(*time) != never)
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(value: &Value) -> Map<String, Value> {
        object(json!({ "field": value })).unwrap()
    }

    #[test]
    fn times_are_rfc_3339_and_nothing_else() {
        for (text, expected) in [
            ("2024-05-01T08:00:00Z", Some("2024-05-01T08:00:00.000Z")),
            ("2024-05-01T08:00:00.5Z", Some("2024-05-01T08:00:00.500Z")),
            ("2024-05-01T08:00:00.12+08:00", Some("2024-05-01T00:00:00.120Z")),
            ("2024-05-01T08:00:00.123-04:00", Some("2024-05-01T12:00:00.123Z")),
            ("2024-05-01T08:00:00.1234567Z", Some("2024-05-01T08:00:00.123456Z")),
            ("2024-05-01T08:00:00.123456789Z", Some("2024-05-01T08:00:00.123456Z")),
            ("2024-05-01T08:00:00", None),
            ("2024-05-01 08:00:00Z", None),
            ("0001-01-01T00:00:00Z", None),
            ("2024-05-01", None),
            ("2024-13-01T08:00:00Z", None),
            ("1714550400", None),
            ("now", None),
            ("-10m", None),
            ("+1h", None),
            ("", None),
            ("早间早间早间早间", None),
            ("2024-05-01T08:00:00早Z", None),
        ] {
            let read = time(&fields(&json!(text)), "field").map(|time| time.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
        assert_eq!(time(&fields(&json!(1_714_550_400)), "field"), None);
        assert_eq!(time(&fields(&Value::Null), "field"), None);
    }

    #[test]
    fn complaints_name_the_field_and_are_one_line() {
        for (value, expected) in [
            (json!(null), "'field' is null, not a whole number"),
            (json!("a\nb"), "'field' is 'a\\nb', not a whole number"),
            (json!(1.5), "'field' is a number, not a whole number"),
            (json!({ "secret": 1 }), "'field' is an object, not a whole number"),
        ] {
            assert_eq!(required_integer(&fields(&value), "field").unwrap_err().to_string(), expected);
        }
        let missing = required_integer(&Map::new(), "field").unwrap_err();
        assert_eq!(missing.within("items", 2).to_string(), "items[2]: 'field' is missing");
    }
}
