//! What failed attempts mean, whether to try again, and after how long.
//!
//! A write is sent again only when it surely did not run: then it never reached the server, or the server said
//! that it is too busy (429, 503). The cloud's statuses from 600 on are answers and not server trouble.

use std::hash::{BuildHasher as _, RandomState};
use std::time::{Duration, SystemTime};

use crate::pili::error::{ErrorKind, PiliError};
use crate::pili::request::Method;

#[cfg(test)]
mod tests;

/// The longest wait before the first retry; it doubles from one to the next.
const FIRST_WAIT: Duration = Duration::from_millis(200);
/// The longest wait between two attempts, unless the server asks for more.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// A server that asks for more than this is not waited for.
const LONGEST_ASKED: Duration = Duration::from_secs(5 * 60);

/// Longer waits are told to everybody, for a run that says nothing looks like one that hangs.
const UNTOLD_WAIT: Duration = Duration::from_secs(2);

/// What came of an attempt, if not an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The server was never reached.
    Unconnected,
    /// It was, and nobody knows what it did: no answer in time, or the connection was closed.
    Unanswered,
    /// It agreed, but what it said was cut off.
    CutOff,
    /// It agreed, but what it said makes no sense.
    Garbled,
    /// It answered with this status.
    Status(u16),
    /// A file is not there.
    Absent,
    /// The server was reached, but not by TLS: it speaks none, or none that this machine speaks.
    Tls,
    /// Its certificate is not trusted.
    Untrusted,
    /// Nothing that trying again would heal.
    Hopeless,
    /// A file on this machine cannot be written.
    Local,
}

/// A failed attempt.
#[derive(Debug)]
pub(super) struct Failed {
    /// What came of it.
    pub(super) trouble: Trouble,
    /// How long the server asks to wait.
    pub(super) asks_to_wait: Option<Duration>,
    /// The error it is if this was the last one.
    pub(super) error: PiliError,
}

/// What to do after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Try again after this.
    Wait(Duration),
    /// The server asks for a wait that is too long.
    TooLong(Duration),
    /// Leave it.
    GiveUp,
}

/// Whether an attempt may be repeated, and the kind of error it is if it is not.
pub(super) fn judge(method: Method, trouble: Trouble) -> (bool, ErrorKind) {
    let is_write = method == Method::Post;
    match trouble {
        Trouble::Unconnected | Trouble::Tls | Trouble::Status(503) => (true, ErrorKind::Temporary),
        Trouble::Status(429) => (true, ErrorKind::TooMany),
        Trouble::Unanswered | Trouble::CutOff | Trouble::Garbled | Trouble::Status(500..=599) if is_write => {
            (false, ErrorKind::OutcomeUnknown)
        }
        Trouble::Unanswered | Trouble::CutOff | Trouble::Status(500..=599) => (true, ErrorKind::Temporary),
        Trouble::Garbled => (false, ErrorKind::Garbled),
        Trouble::Absent => (false, ErrorKind::NotFound),
        Trouble::Hopeless | Trouble::Untrusted => (false, ErrorKind::Other),
        Trouble::Local => (false, ErrorKind::Local),
        Trouble::Status(401 | 403) => (false, ErrorKind::Credentials),
        Trouble::Status(404 | 612) => (false, ErrorKind::NotFound),
        Trouble::Status(409 | 614) => (false, ErrorKind::Conflict),
        Trouble::Status(619) => (false, ErrorKind::NoData),
        Trouble::Status(_) => (false, ErrorKind::Refused),
    }
}

/// The kind of error that trouble is of a request without keys: whoever refuses that does not refuse them.
pub(super) const fn without_keys(kind: ErrorKind) -> ErrorKind {
    match kind {
        ErrorKind::Credentials => ErrorKind::Refused,
        kind => kind,
    }
}

/// What to do after an attempt failed, so many retries having been made of so many. The wait is a random part
/// (`random` of `u64`'s range) of a bound that doubles, on top of what the server asks for.
pub(super) fn next(may_repeat: bool, asked: Option<Duration>, (made, most): (u32, u32), random: u64) -> Next {
    if !may_repeat || made >= most {
        return Next::GiveUp;
    }
    match asked {
        Some(asked) if asked > LONGEST_ASKED => return Next::TooLong(asked),
        _ => {}
    }
    let bound = FIRST_WAIT.saturating_mul(1_u32.checked_shl(made).unwrap_or(u32::MAX)).min(LONGEST_WAIT);
    let part = (bound.as_micros() * u128::from(random)) >> 64;
    let jitter = Duration::from_micros(u64::try_from(part).unwrap_or(u64::MAX));
    Next::Wait(asked.unwrap_or_default() + jitter)
}

/// The wait that a `Retry-After` asks for, in seconds or up to a date (RFC 9110 §10.2.3); none if it is neither.
pub(super) fn asked_wait(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a very long time.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// Attempts it until it succeeds or there is no sense in going on; tells each retry in a line.
pub(super) async fn repeat<T>(
    method: Method,
    most: u32,
    mut attempt: impl AsyncFnMut() -> Result<T, Failed>,
) -> Result<T, PiliError> {
    let mut made = 0;
    loop {
        let Failed { trouble, asks_to_wait, mut error } = match attempt().await {
            Ok(done) => return Ok(done),
            Err(failed) => failed,
        };
        let (may_repeat, _) = judge(method, trouble);
        // A new state has new keys, and the hash of anything under them is random.
        let random = RandomState::new().hash_one(made);
        match next(may_repeat, asks_to_wait, (made, most), random) {
            Next::Wait(wait) => {
                made += 1;
                let line = format!("{error}; retry {made} of {most} in {} ms", wait.as_millis());
                if wait > UNTOLD_WAIT {
                    tracing::warn!("{line}");
                } else {
                    tracing::info!("{line}");
                }
                tokio::time::sleep(wait).await;
            }
            Next::TooLong(wait) => {
                let seconds = wait.as_secs();
                error.message = format!("{error}; the server asks to wait {seconds} seconds (Retry-After)");
                return Err(error);
            }
            Next::GiveUp => {
                if made > 0 {
                    error.message = format!("{error} (tried {} times)", made + 1);
                }
                return Err(error);
            }
        }
    }
}
