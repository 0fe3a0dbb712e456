//! Waiting for a job of the cloud.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use crate::cli::cloud::Session;
use crate::cli::when::duration;
use crate::exit::{Exit, Failure};
use crate::pili::{ErrorKind, Job, JobState};
use crate::time::Span;
use crate::ui::visible;

/// Small jobs are done before a second has passed.
const FIRST: Duration = Duration::from_millis(300);
/// The pause after that; each is half as long again as the one before.
const SECOND: Duration = Duration::from_secs(1);
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(5);
/// For how long a job that has just begun may be unknown to the service that knows jobs, which is another one.
const UNKNOWN_AT_FIRST: Duration = Duration::from_secs(10);

/// A job has ended, and made nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("job {id} failed: {reason}")]
pub(super) struct JobFailed {
    id: String,
    reason: String,
}

/// Asks how far a job is until it has ended, but not for longer than that. One that failed is an error.
pub(super) async fn job(session: &Session<'_>, id: &str, at_most: Span) -> anyhow::Result<Job> {
    ended(session, id, at_most, Duration::ZERO).await
}

/// The same of a job that has just begun.
pub(super) async fn new_job(session: &Session<'_>, id: &str, at_most: Span) -> anyhow::Result<Job> {
    ended(session, id, at_most, UNKNOWN_AT_FIRST).await
}

async fn ended(session: &Session<'_>, id: &str, at_most: Span, unknown: Duration) -> anyhow::Result<Job> {
    if let Ok(job) = timeout(duration(at_most), end(session, id, unknown)).await {
        return succeeded(job?);
    }
    let message = format!("job {} has not ended after {at_most}", visible(id));
    let hint = format!("streamctl stream job {} --wait", visible(id));
    Err(Failure::new(Exit::Unknown, message).hint(hint).into())
}

/// A job, unless it failed.
pub(super) fn succeeded(job: Job) -> anyhow::Result<Job> {
    if job.state != JobState::Failed {
        return Ok(job);
    }
    Err(JobFailed { id: visible(&job.id), reason: job.failure() }.into())
}

async fn end(session: &Session<'_>, id: &str, unknown: Duration) -> anyhow::Result<Job> {
    let begun = Instant::now();
    let mut pause = FIRST;
    loop {
        match ask(session, id).await {
            Ok(job) if job.state.has_ended() => return Ok(job),
            Ok(job) => tracing::debug!("job {} is {}", visible(id), job.state.word()),
            Err(error) if is(&error, &[ErrorKind::NotFound]) && begun.elapsed() < unknown => {
                tracing::debug!("{error:#}");
            }
            Err(error) if is(&error, &[ErrorKind::Temporary, ErrorKind::TooMany]) => {
                session.ui().warn(format!("{error:#}"))
            }
            Err(error) => return Err(error),
        }
        sleep(pause).await;
        pause = if pause < SECOND { SECOND } else { (pause * 3 / 2).min(LONGEST) };
    }
}

/// How far a job is.
pub(super) async fn ask(session: &Session<'_>, id: &str) -> anyhow::Result<Job> {
    let asked = session.client.job(id).await;
    asked.map_err(|error| anyhow::Error::new(error).context(format!("cannot ask for job {}", visible(id))))
}

fn is(error: &anyhow::Error, kinds: &[ErrorKind]) -> bool {
    error.downcast_ref::<crate::pili::PiliError>().is_some_and(|cause| kinds.contains(&cause.kind))
}
