//! Bodies read: never silent for longer than allowed, and never larger.

use std::time::Duration;

use reqwest::Response;

use crate::pili::transport::cause;

/// Why a body is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pili) enum Broken {
    /// Nothing came for this long.
    Silent(Duration),
    /// The connection ended, for this reason.
    Ended(String),
    /// There is more than was to be read.
    TooLarge,
}

impl Broken {
    /// In words.
    pub(in crate::pili) fn reason(&self) -> String {
        match self {
            Self::Silent(silence) => format!("nothing came for {silence:?}"),
            Self::Ended(reason) => reason.clone(),
            Self::TooLarge => "it is too large".to_owned(),
        }
    }
}

/// The next bytes of a body; none at its end.
pub(in crate::pili) async fn chunk(
    response: &mut Response,
    silence: Duration,
) -> Result<Option<impl AsRef<[u8]> + use<>>, Broken> {
    match tokio::time::timeout(silence, response.chunk()).await {
        Ok(read) => read.map_err(|error| Broken::Ended(cause::reason(&error))),
        Err(_) => Err(Broken::Silent(silence)),
    }
}

/// A whole body, and why it is not whole if it is not.
pub(super) async fn read(
    response: &mut Response,
    silence: Duration,
    most: usize,
) -> (Vec<u8>, Option<Broken>) {
    let mut body = Vec::new();
    loop {
        match chunk(response, silence).await {
            Ok(None) => return (body, None),
            Ok(Some(bytes)) => {
                let bytes = bytes.as_ref();
                let left = most - body.len();
                body.extend_from_slice(&bytes[..bytes.len().min(left)]);
                if bytes.len() > left {
                    return (body, Some(Broken::TooLarge));
                }
            }
            Err(broken) => return (body, Some(broken)),
        }
    }
}
