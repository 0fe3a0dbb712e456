//! Calls sent and their answers read: signed, bounded in time and size, repeated where that is safe. Knows no
//! operation and no dialect.

mod agent;
mod answer;
mod body;
mod cause;
mod hidden;
mod signed;
#[cfg(test)]
pub(super) mod tests;

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::{Response, Url};
use serde_json::Value;

pub(super) use agent::{Agents, Purpose};
pub(super) use body::{Broken, chunk};
pub(super) use cause::{of as cause, place};
pub(super) use hidden::Hidden;
use signed::Signed;

use crate::pili::client::Settings;
use crate::pili::error::{ErrorKind, PiliError};
use crate::pili::request::{Call, Method};
use crate::pili::retry::{Failed, Trouble, asked_wait, judge, repeat, without_keys};
use crate::secret::Credentials;
use crate::time::Time;

/// How much longer an answer is waited for than a connection, so that a connection that never came is told as
/// one, and its request is known not to have run.
const MOMENT: Duration = Duration::from_millis(250);
/// The largest answer that is read, in bytes.
const LARGEST_ANSWER: usize = 64 << 20;
/// How much of a refusal is read, in bytes.
const LARGEST_REFUSAL: usize = 64 << 10;
/// The most characters of a request id that are kept.
const LONGEST_REQID: usize = 200;

/// What an answer has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A JSON object.
    Object,
    /// Anything that the cloud may say when it agrees: nothing, `null` or JSON. A page of whoever sits between is
    /// none of these.
    Consent,
}

/// An answer that agrees.
pub(super) struct Answer {
    /// Its JSON; null where it was not wanted and is none.
    pub(super) value: Value,
    /// What must not be shown of it and of its request.
    pub(super) hidden: Hidden,
    /// The request's method.
    method: Method,
    status: u16,
    reqid: Option<String>,
}

impl Answer {
    /// The error that this answer is, as it makes no sense.
    pub(super) fn nonsense(&self, why: &str) -> PiliError {
        let (_, kind) = judge(self.method, Trouble::Garbled);
        let message = self.hidden.text(&senseless(self.method, why));
        PiliError { kind, message, status: Some(self.status), reqid: self.reqid.clone() }
    }

    /// The error that this answer is, as it says that there is no such thing.
    pub(super) fn absent(&self, said: &str) -> PiliError {
        let message = self.hidden.text(&answer::one_line(said));
        let (status, reqid) = (Some(self.status), self.reqid.clone());
        PiliError { kind: ErrorKind::NotFound, message, status, reqid }
    }
}

/// What sends calls.
#[derive(Debug)]
pub(super) struct Transport {
    pub(super) settings: Settings,
    pub(super) agents: Agents,
}

impl Transport {
    pub(super) fn new(settings: Settings) -> Self {
        Self { agents: Agents::new(settings.timeout), settings }
    }

    /// A call to the API as it would be sent, with its secrets hidden.
    pub(super) fn preview(&self, call: &Call) -> Value {
        Signed::new(call, &self.settings.api, self.settings.credentials.as_ref()).preview()
    }

    /// Sends a call to the API, signed; again where that is safe.
    pub(super) async fn send(&self, call: &Call, wanted: Wanted) -> Result<Answer, PiliError> {
        let signed = Signed::new(call, &self.settings.api, Some(self.credentials()?));
        self.repeat(&signed, wanted, self.settings.retries).await
    }

    /// Sends a call to the service that knows jobs, unsigned.
    pub(super) async fn send_unsigned(&self, call: &Call, wanted: Wanted) -> Result<Answer, PiliError> {
        let mut signed = Signed::new(call, &self.settings.jobs_api, None);
        // Whatever an answer says, the keys of this run are not told.
        if let Some(keys) = &self.settings.credentials {
            signed.hidden.add(&keys.secret_key);
        }
        self.repeat(&signed, wanted, self.settings.retries).await
    }

    /// Sends a call to the API just once; besides, what the answer says the time is.
    pub(super) async fn send_once(
        &self,
        call: &Call,
        wanted: Wanted,
    ) -> (Option<Time>, Result<Answer, Failed>) {
        let credentials = match self.credentials() {
            Ok(credentials) => credentials,
            Err(error) => {
                return (None, Err(Failed { trouble: Trouble::Hopeless, asks_to_wait: None, error }));
            }
        };
        let signed = Signed::new(call, &self.settings.api, Some(credentials));
        let mut date = None;
        let answered = self.attempt(&signed, wanted, &mut date).await;
        (date.map(Time::from_system), answered)
    }

    fn credentials(&self) -> Result<&Credentials, PiliError> {
        let missing = || PiliError::new(ErrorKind::Credentials, "there are no keys to sign with");
        self.settings.credentials.as_ref().ok_or_else(missing)
    }

    async fn repeat(&self, signed: &Signed, wanted: Wanted, retries: u32) -> Result<Answer, PiliError> {
        let mut attempts = 0;
        let attempt = async || {
            attempts += 1;
            self.attempt(signed, wanted, &mut None).await
        };
        match repeat(signed.method, retries, attempt).await {
            // The attempt before did it, though its answer got lost.
            Err(PiliError { kind: ErrorKind::NotFound, status: Some(status), reqid, .. })
                if signed.method == Method::Delete && attempts > 1 =>
            {
                let hidden = signed.hidden.clone();
                Ok(Answer { value: Value::Null, hidden, method: signed.method, status, reqid })
            }
            answered => answered,
        }
    }

    async fn attempt(
        &self,
        signed: &Signed,
        wanted: Wanted,
        date: &mut Option<SystemTime>,
    ) -> Result<Answer, Failed> {
        let purpose = if signed.method == Method::Post { Purpose::Write } else { Purpose::Read };
        let hopeless = |error| Failed { trouble: Trouble::Hopeless, asks_to_wait: None, error };
        let agent = self.agents.of(purpose, signed.url.scheme() == "https").map_err(hopeless)?;
        let request = signed.request().map_err(hopeless)?;
        tracing::debug!("request {}", signed.line());
        let mut response = head(agent, request, &signed.url, self.settings.timeout)
            .await
            .map_err(|(trouble, line)| failed(signed, trouble, &line, None))?;
        let head = Head::of(&response);
        *date = head.date;
        let is_success = (200..300).contains(&head.status);
        let most = if is_success { LARGEST_ANSWER } else { LARGEST_REFUSAL };
        let (body, broken) = body::read(&mut response, self.settings.timeout, most).await;
        let reqid = head.reqid.as_deref().unwrap_or("none");
        tracing::debug!("answer {} (X-Reqid {reqid}): {}", head.status, signed.hidden.body(&body));
        if !is_success {
            return Err(refused(signed, &response, &head, &body));
        }
        let answer = |value| Answer {
            value,
            hidden: signed.hidden.clone(),
            method: signed.method,
            status: head.status,
            reqid: head.reqid.clone(),
        };
        let garbled = |why: &str| {
            let line = senseless(signed.method, why);
            failed(signed, Trouble::Garbled, &line, Some(&head))
        };
        match (wanted, broken, serde_json::from_slice(&body)) {
            (_, None, Ok(value @ Value::Object(_))) => Ok(answer(value)),
            (Wanted::Consent, broken, _) if answer::is_consent(head.status, &body, broken.is_none()) => {
                Ok(answer(Value::Null))
            }
            (_, Some(Broken::TooLarge), _) => {
                Err(garbled(&format!("it is larger than {} MiB", LARGEST_ANSWER >> 20)))
            }
            // It agreed, and then was no answer of the cloud: to ask again would only bring the same.
            (Wanted::Consent, _, _) => Err(garbled(&answer::nonsense(&body))),
            (Wanted::Object, Some(broken), _) => Err(cut_off(signed, &head, &broken.reason())),
            // A body without a length ends with its connection, so half of it looks whole.
            (Wanted::Object, None, Err(error)) if error.is_eof() && !body.is_empty() && !head.has_length => {
                Err(cut_off(signed, &head, "the connection was closed"))
            }
            (Wanted::Object, None, _) => Err(garbled(&answer::nonsense(&body))),
        }
    }
}

/// What is read of an answer's head.
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) asks_to_wait: Option<Duration>,
    reqid: Option<String>,
    date: Option<SystemTime>,
    /// Whether the end of its body is marked by something else than the end of the connection.
    has_length: bool,
}

impl Head {
    pub(super) fn of(response: &Response) -> Self {
        let headers = response.headers();
        let text = |name| headers.get(name)?.to_str().ok();
        let date = text(DATE).and_then(|date| httpdate::parse_http_date(date).ok());
        // By the server's own clock, as the date it asks to wait until is by that.
        let now = date.unwrap_or_else(SystemTime::now);
        Self {
            status: response.status().as_u16(),
            asks_to_wait: text(RETRY_AFTER).and_then(|value| asked_wait(value, now)),
            reqid: reqid(headers),
            date,
            has_length: headers.contains_key("content-length") || headers.contains_key("transfer-encoding"),
        }
    }
}

/// How long a connection and the answer on it may take: each its own time, as the second begins where nobody can
/// see it.
fn longest(timeout: Duration) -> Duration {
    timeout.saturating_mul(2).saturating_add(MOMENT)
}

/// Sends a request and waits for the answer's head.
pub(super) async fn head(
    agent: &reqwest::Client,
    request: reqwest::Request,
    url: &Url,
    timeout: Duration,
) -> Result<Response, (Trouble, String)> {
    match tokio::time::timeout(longest(timeout), agent.execute(request)).await {
        Ok(answered) => answered.map_err(|error| cause(&error, url, timeout)),
        Err(_) => Err((Trouble::Unanswered, format!("{} gave no answer within {timeout:?}", place(url)))),
    }
}

fn refused(signed: &Signed, response: &Response, head: &Head, body: &[u8]) -> Failed {
    let trouble = Trouble::Status(head.status);
    let mut line = answer::refusal(head.status, body);
    if (300..400).contains(&head.status) {
        let to = response.headers().get(LOCATION).and_then(|to| signed.url.join(to.to_str().ok()?).ok());
        let to = to.map_or_else(|| "nowhere".to_owned(), |to| place(&to) + to.path());
        let from = place(&signed.url);
        line =
            format!("{line}: {from} redirects to {to}; set api (for jobs, jobs_api) to what answers itself");
    }
    if head.status == 401 {
        tracing::debug!("signed was {}", signed.signed_text());
    }
    let mut failed = failed(signed, trouble, &line, Some(head));
    if failed.error.kind == ErrorKind::Refused && answer::says_taken(body) {
        failed.error.kind = ErrorKind::Conflict;
    }
    failed
}

fn cut_off(signed: &Signed, head: &Head, why: &str) -> Failed {
    let line = if signed.method == Method::Post {
        format!("the cloud accepted it, but its answer was cut off: {why}")
    } else {
        format!("the answer of {} was cut off: {why}", place(&signed.url))
    };
    failed(signed, Trouble::CutOff, &line, Some(head))
}

fn senseless(method: Method, why: &str) -> String {
    if method == Method::Post {
        format!("the cloud accepted it, but its answer makes no sense: {why}")
    } else {
        format!("the answer makes no sense: {why}")
    }
}

fn failed(signed: &Signed, trouble: Trouble, line: &str, head: Option<&Head>) -> Failed {
    let (_, kind) = judge(signed.method, trouble);
    let kind = if signed.has_keys() { kind } else { without_keys(kind) };
    let mut message = signed.hidden.text(line);
    if kind == ErrorKind::OutcomeUnknown && matches!(trouble, Trouble::Unanswered | Trouble::Status(_)) {
        message.push_str("; nobody knows whether it ran");
    }
    let error = PiliError {
        kind,
        message,
        status: head.map(|head| head.status),
        reqid: head.and_then(|head| head.reqid.clone()).map(|reqid| signed.hidden.text(&reqid)),
    };
    Failed { trouble, asks_to_wait: head.and_then(|head| head.asks_to_wait), error }
}

/// The answer's request id; only what can be printed of it.
fn reqid(headers: &HeaderMap) -> Option<String> {
    let bytes = headers.get("x-reqid")?.as_bytes();
    let printed = bytes.iter().copied().filter(|byte| byte.is_ascii_graphic() || *byte == b' ');
    let reqid: String = printed.take(LONGEST_REQID).map(char::from).collect();
    let reqid = reqid.trim();
    (!reqid.is_empty()).then(|| reqid.to_owned())
}
