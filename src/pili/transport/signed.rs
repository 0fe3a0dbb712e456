//! A request as it goes over the wire: its final URL, its headers, and the signature over just these.

use reqwest::Url;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue};
use serde_json::{Map, Value, json};

use crate::pili::address::Address;
use crate::pili::error::{ErrorKind, PiliError};
use crate::pili::request::{Call, Method};
use crate::pili::sign::{Signable, signature};
use crate::pili::transport::hidden::Hidden;
use crate::secret::{Credentials, HIDDEN, Secret};

/// The one type of body that is sent, without a charset, which would be signed too.
const JSON: &str = "application/json";

/// A request that is ready.
pub(in crate::pili) struct Signed {
    pub(in crate::pili) method: Method,
    pub(in crate::pili) url: Url,
    pub(in crate::pili) hidden: Hidden,
    host: String,
    body: Option<String>,
    shown_body: Option<String>,
    access_key: Option<String>,
    signature: Option<Secret>,
    message: Vec<u8>,
}

impl Signed {
    /// The request that a call is to an address, signed if there are keys.
    pub(in crate::pili) fn new(call: &Call, address: &Address, keys: Option<&Credentials>) -> Self {
        let url = address.url(&call.path, call.query.as_deref());
        let host = match (url.host_str().unwrap_or_default(), url.port()) {
            (host, Some(port)) => format!("{host}:{port}"),
            (host, None) => host.to_owned(),
        };
        let message = Signable {
            method: name(call.method),
            path: url.path(),
            query: url.query(),
            host: &host,
            content_type: call.body.as_ref().map(|_| JSON),
            qiniu_headers: &[],
            body: call.body.as_deref().unwrap_or_default().as_bytes(),
        }
        .message();
        let signature = keys.map(|keys| Secret::new(signature(&keys.secret_key, &message)));
        let mut hidden = Hidden::default();
        for secret in call.secrets.iter().chain(keys.map(|keys| &keys.secret_key)).chain(&signature) {
            hidden.add(secret);
        }
        let access_key = keys.map(|keys| keys.access_key.clone());
        let (body, shown_body) = (call.body.clone(), call.shown_body());
        Self { method: call.method, url, hidden, host, body, shown_body, access_key, signature, message }
    }

    /// Whether keys say who sends it.
    pub(in crate::pili) fn has_keys(&self) -> bool {
        self.access_key.is_some()
    }

    /// The request for the HTTP client.
    pub(in crate::pili) fn request(&self) -> Result<reqwest::Request, PiliError> {
        let method = match self.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut request = reqwest::Request::new(method, self.url.clone());
        let headers = request.headers_mut();
        headers.insert(HOST, header(&self.host)?);
        if let (Some(access_key), Some(signature)) = (&self.access_key, &self.signature) {
            let mut value = header(&format!("Qiniu {access_key}:{}", signature.expose()))?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        if let Some(body) = &self.body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
            *request.body_mut() = Some(body.clone().into());
        }
        Ok(request)
    }

    /// The request with its secrets hidden: `method`, `url`, `headers` and `body` (null if there is none).
    pub(in crate::pili) fn preview(&self) -> Value {
        let mut headers = Map::new();
        headers.insert("Host".to_owned(), self.host.as_str().into());
        if self.body.is_some() {
            headers.insert("Content-Type".to_owned(), JSON.into());
        }
        if let Some(access_key) = &self.access_key {
            headers.insert("Authorization".to_owned(), format!("Qiniu {access_key}:{HIDDEN}").into());
        }
        let shown_body = self.shown_body.as_ref();
        let body = shown_body.map(|body| serde_json::from_str(body).unwrap_or_else(|_| body.as_str().into()));
        json!({
            "method": name(self.method),
            "url": self.hidden.text(self.url.as_str()),
            "headers": headers,
            "body": body.unwrap_or(Value::Null),
        })
    }

    /// The same in one line for a log.
    pub(in crate::pili) fn line(&self) -> String {
        let shown = self.preview();
        let text = |name: &str| shown[name].as_str().unwrap_or_default().to_owned();
        format!("{} {} {} {}", text("method"), text("url"), shown["headers"], shown["body"])
    }

    /// What was signed, in one line, with its secrets hidden.
    pub(in crate::pili) fn signed_text(&self) -> String {
        let text = String::from_utf8_lossy(&self.message);
        let (head, _) = text.split_once("\n\n").unwrap_or((&text, ""));
        let body = self.shown_body.as_deref().unwrap_or_default();
        format!("{}\\n\\n{body}", self.hidden.text(head).replace('\n', "\\n"))
    }
}

/// A method in upper case.
fn name(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Delete => "DELETE",
    }
}

fn header(value: &str) -> Result<HeaderValue, PiliError> {
    HeaderValue::from_str(value)
        .map_err(|_| PiliError::new(ErrorKind::Config, "the access key holds what no header can hold"))
}
