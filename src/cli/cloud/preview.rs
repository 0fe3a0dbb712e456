//! What `--dry-run` shows: the request that would be sent.

use serde_json::Value;

use crate::cli::cloud::{Session, Told};
use crate::pili::Operation;

impl Session<'_> {
    /// The request of an operation on this stream, shown and not sent.
    pub(in crate::cli) fn preview(&self, id: &str, operation: &Operation) -> Told {
        let json = self.client.preview(operation);
        Told { id: id.to_owned(), text: Some(text(&json)), json, ..Told::default() }
    }
}

/// The request as it would go over the wire: its line, its headers, its body.
fn text(preview: &Value) -> String {
    let word = |key: &str| preview[key].as_str().unwrap_or_default();
    let mut lines = vec![format!("{} {}", word("method"), word("url"))];
    for (name, value) in preview["headers"].as_object().into_iter().flatten() {
        lines.push(format!("{name}: {}", value.as_str().unwrap_or_default()));
    }
    if !preview["body"].is_null() {
        lines.extend([String::new(), preview["body"].to_string()]);
    }
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_request_reads_as_it_would_be_sent() {
        let headers = json!({"Content-Type": "application/json"});
        let preview =
            json!({"method": "POST", "url": "https://a/v1/streams", "headers": headers, "body": {"a": 1}});
        assert_eq!(
            text(&preview),
            "POST https://a/v1/streams\nContent-Type: application/json\n\n{\"a\":1}\n"
        );
        assert_eq!(text(&json!({"method": "DELETE", "url": "https://a/"})), "DELETE https://a/\n");
    }
}
