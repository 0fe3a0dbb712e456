//! Why the cloud did not do what was asked, as finely as somebody branches on.

/// The kinds of trouble; each ends a run in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// 401, 403: the credentials are refused.
    Credentials,
    /// 404, 612.
    NotFound,
    /// 409, 614, and what an old server calls `duplicated content`.
    Conflict,
    /// 619: nothing there in that range, or nobody live.
    NoData,
    /// 429, after the retries.
    TooMany,
    /// For now it does not work, and trying again is safe: the network, 5xx or a timeout on a read or a DELETE, a
    /// write that surely did not run.
    Temporary,
    /// A write was sent and nobody knows whether it ran, or it ran and nobody knows what it answered.
    OutcomeUnknown,
    /// 400 and every other answer that refuses.
    Refused,
    /// An answer that makes no sense: no JSON, or a field missing.
    Garbled,
    /// A file on this machine cannot be written.
    Local,
    /// What this run was given to work with cannot be used.
    Config,
    /// Other trouble, such as a certificate nobody trusts, or a URL in an answer that cannot be fetched.
    Other,
}

/// A failed request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PiliError {
    /// The kind.
    pub kind: ErrorKind,
    /// One line: what the server said or what went wrong; without secrets.
    pub message: String,
    /// The answer's status.
    pub status: Option<u16>,
    /// The answer's `X-Reqid`, which the cloud's support asks for.
    pub reqid: Option<String>,
}

impl PiliError {
    /// Trouble that no answer came with.
    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), status: None, reqid: None }
    }

    /// Whether it may pass by itself, and trying again later is safe.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self.kind, ErrorKind::Temporary | ErrorKind::TooMany)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_what_is_safe_to_try_again() {
        for (kind, is_passing) in [
            (ErrorKind::Temporary, true),
            (ErrorKind::TooMany, true),
            (ErrorKind::OutcomeUnknown, false),
            (ErrorKind::Refused, false),
        ] {
            assert_eq!(PiliError::new(kind, "").is_passing(), is_passing, "{kind:?}");
        }
    }
}
