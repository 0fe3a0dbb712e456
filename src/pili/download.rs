//! Files that the cloud has made, fetched unsigned and never left half written.
//!
//! Their addresses come from answers, so they are as foreign as those: http and https only, no passwords, and
//! nothing of their queries, which may hold a token, in a message.

use std::io;
use std::path::Path;
use std::time::Duration;

use reqwest::Url;
use sink::Sink;
use tokio::time::Instant;

use crate::pili::address::without_secrets;
use crate::pili::error::{ErrorKind, PiliError};
use crate::pili::request::Method;
use crate::pili::retry::{Failed, Trouble, judge, repeat, without_keys};
use crate::pili::transport::{Broken, Head, Purpose, Transport, chunk, head, place};

mod sink;
#[cfg(test)]
mod tests;

/// The pause before a file that is not there is asked for again; it doubles from one to the next.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The longest such pause, unless the server asks for more.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Fetches a file to a path; returns its size in bytes.
pub(super) async fn fetch(
    transport: &Transport,
    url: &str,
    path: &Path,
    absent_for: Duration,
    progress: &mut dyn FnMut(u64, Option<u64>),
) -> Result<u64, PiliError> {
    let url = fetchable(url).map_err(|why| PiliError::new(ErrorKind::Other, why))?;
    let local = |error: &io::Error| {
        let line = format!("cannot write {}: {}", path.display(), reason(error));
        PiliError::new(ErrorKind::Local, line)
    };
    let mut file = Sink::begin(path).await.map_err(|error| local(&error))?;
    let mut is_fresh = true;
    let mut patience = Patience::new(absent_for);
    let attempt = async || {
        if !std::mem::replace(&mut is_fresh, false) {
            file.restart().map_err(|error| failed(Trouble::Local, local(&error)))?;
        }
        loop {
            match fetch_once(transport, &url, &mut file, &local, progress).await {
                Err(failed) if failed.trouble == Trouble::Absent => {
                    let Some(pause) = patience.pause(failed.asks_to_wait) else { return Err(failed) };
                    tracing::info!("{}; asked for again in {} ms", failed.error, pause.as_millis());
                    tokio::time::sleep(pause).await;
                }
                ended => return ended,
            }
        }
    };
    let size = repeat(Method::Get, transport.settings.retries, attempt).await?;
    file.finish().await.map_err(|error| local(&error))?;
    Ok(size)
}

/// How long a file that is not there is waited for.
struct Patience {
    at_most: Duration,
    /// When it was first seen that it is not there.
    since: Option<Instant>,
    next: Duration,
}

impl Patience {
    fn new(at_most: Duration) -> Self {
        Self { at_most, since: None, next: FIRST_PAUSE }
    }

    /// How long to wait now, by what the server asks for too; `None` if the time is up. The last look is when it
    /// is.
    fn pause(&mut self, asked: Option<Duration>) -> Option<Duration> {
        let left = self.at_most.saturating_sub(self.since.get_or_insert_with(Instant::now).elapsed());
        let pause = asked.unwrap_or_default().max(self.next).min(left);
        self.next = self.next.saturating_mul(2).min(LONGEST_PAUSE);
        (!left.is_zero()).then_some(pause)
    }
}

async fn fetch_once(
    transport: &Transport,
    url: &Url,
    file: &mut Sink,
    local: &impl Fn(&io::Error) -> PiliError,
    progress: &mut dyn FnMut(u64, Option<u64>),
) -> Result<u64, Failed> {
    let timeout = transport.settings.timeout;
    let shown = shown(url);
    let refused = |trouble: Trouble, line: String| {
        let (_, kind) = judge(Method::Get, trouble);
        failed(trouble, PiliError::new(without_keys(kind), format!("cannot fetch {shown}: {line}")))
    };
    let agent = transport.agents.of(Purpose::Fetch, url.scheme() == "https");
    let agent = agent.map_err(|error| failed(Trouble::Hopeless, error))?;
    tracing::debug!("request GET {shown}");
    let request = reqwest::Request::new(reqwest::Method::GET, url.clone());
    let mut response =
        head(agent, request, url, timeout).await.map_err(|(trouble, line)| refused(trouble, line))?;
    let head = Head::of(&response);
    tracing::debug!("answer {} of {}", head.status, place(response.url()));
    // Part of a file was not asked for, and 204 is none.
    if head.status != 200 {
        let mut failed = match head.status {
            404 => refused(Trouble::Absent, "404: it is not there".to_owned()),
            300..400 => {
                refused(Trouble::Hopeless, format!("{}: to where nothing is fetched", response.status()))
            }
            status => refused(Trouble::Status(status), response.status().to_string()),
        };
        failed.error.status = Some(head.status);
        failed.asks_to_wait = head.asks_to_wait;
        return Err(failed);
    }
    let all = response.content_length();
    let mut size = 0;
    progress(size, all);
    loop {
        match chunk(&mut response, timeout).await {
            Ok(Some(bytes)) => {
                let bytes = bytes.as_ref();
                file.write(bytes).await.map_err(|error| failed(Trouble::Local, local(&error)))?;
                size += bytes.len() as u64;
                progress(size, all);
            }
            Ok(None) => return Ok(size),
            Err(broken) => {
                let line = match broken {
                    Broken::Silent(silence) => format!("nothing came for {silence:?} after {size} bytes"),
                    broken => format!("cut off after {size} bytes: {}", broken.reason()),
                };
                return Err(refused(Trouble::CutOff, line));
            }
        }
    }
}

/// A URL that can be fetched: http or https, and without a password, which no answer has a reason to give.
fn fetchable(text: &str) -> Result<Url, String> {
    let quoted = || without_secrets(text);
    let url =
        Url::parse(text).map_err(|error| format!("cannot fetch '{}': it is no URL ({error})", quoted()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("cannot fetch '{}': it is neither http nor https", quoted()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(format!("cannot fetch {}: its address holds a password", shown(&url)));
    }
    Ok(url)
}

/// A URL without its query.
fn shown(url: &Url) -> String {
    place(url) + url.path()
}

fn failed(trouble: Trouble, error: PiliError) -> Failed {
    Failed { trouble, asks_to_wait: None, error }
}

/// What the system says, without the number of its error.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}
