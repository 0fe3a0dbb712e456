//! Signatures as the cloud checks them: rebuilt from the request that came in, whatever client sent it.

use super::request::Request;
use super::sha1::{base64, hmac};

/// What came of the check of a request's `Authorization`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signature {
    /// It is there and right.
    Right,
    /// It is there and wrong.
    Wrong,
    /// There is none.
    Absent,
}

/// The signature of a text.
pub(super) fn signature(key: &str, text: &[u8]) -> String {
    base64(&hmac(key.as_bytes(), text))
}

/// The text of a request that is signed: what was received, byte for byte.
pub(super) fn signed_text(request: &Request) -> Vec<u8> {
    // A `?` with nothing behind it is signed as nothing.
    let target = request.target.strip_suffix('?').unwrap_or(&request.target);
    let host = request.header("host").unwrap_or_default();
    let mut lines = vec![format!("{} {target}", request.method), format!("Host: {host}")];
    let kind = request.header("content-type");
    lines.extend(kind.map(|kind| format!("Content-Type: {kind}")));
    let mut own: Vec<(String, &str)> = request
        .headers
        .iter()
        .filter(|(name, _)| name.len() > "x-qiniu-".len() && name.starts_with("x-qiniu-"))
        .map(|(name, value)| (canonical(name), value.as_str()))
        .collect();
    own.sort_unstable();
    lines.extend(own.iter().map(|(name, value)| format!("{name}: {value}")));
    let mut text = (lines.join("\n") + "\n\n").into_bytes();
    if kind.is_some_and(|kind| kind != "application/octet-stream") {
        text.extend(&request.body);
    }
    text
}

/// Checks the signature of a request. The Host that was signed must have its port: the server listens on one
/// that is not HTTP's own.
pub(super) fn check(request: &Request, access_key: &str, secret_key: &str) -> Signature {
    let Some(given) = request.header("authorization") else { return Signature::Absent };
    let right = format!("Qiniu {access_key}:{}", signature(secret_key, &signed_text(request)));
    let host = request.header("host").unwrap_or_default();
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    if given == right && has_port { Signature::Right } else { Signature::Wrong }
}

/// `X-Qiniu-Date` for `x-qiniu-date`.
fn canonical(name: &str) -> String {
    let part = |part: &str| {
        let (first, rest) = part.split_at(part.len().min(1));
        first.to_ascii_uppercase() + rest
    };
    name.split('-').map(part).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// The vectors that Qiniu's SDKs publish, of every kind that the cloud's own check uses.
    #[test]
    fn the_published_signatures_are_right() {
        let vectors: Vec<Value> =
            serde_json::from_str(include_str!("../../../data/pili-vectors.json")).unwrap();
        let text = |vector: &Value, name: &str| vector[name].as_str().unwrap_or_default().to_owned();
        let mut rebuilt = 0;
        for vector in vectors.iter().filter(|vector| vector["kind"] != "play_md5") {
            let (signed, right) = (text(vector, "to_sign"), text(vector, "signature"));
            assert_eq!(signature(&text(vector, "sk"), signed.as_bytes()), right, "{vector}");
            if vector["kind"] != "qiniu" {
                continue;
            }
            let mut headers = vec![("host".to_owned(), text(vector, "host"))];
            headers.extend(vector["content_type"].as_str().map(|kind| ("content-type".into(), kind.into())));
            for pair in vector["x_qiniu"].as_array().unwrap() {
                headers.push((pair[0].as_str().unwrap().to_lowercase(), pair[1].as_str().unwrap().into()));
            }
            let (method, target) = (text(vector, "method"), text(vector, "path"));
            let request = Request { method, target, headers, body: text(vector, "body").into_bytes() };
            assert_eq!(String::from_utf8(signed_text(&request)).unwrap(), signed, "{vector}");
            rebuilt += 1;
        }
        assert!(rebuilt > 20);
    }
}
