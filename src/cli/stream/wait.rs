//! Waiting for a job of the cloud.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use crate::cli::cloud::{Session, is_passing};
use crate::cli::when::duration;
use crate::exit::{Exit, Failure};
use crate::pili::{ErrorKind, Job, JobState, PiliError};
use crate::time::Span;
use crate::ui::{Wait, visible};

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
/// `is_shown` says whether the terminal is free to show how it goes.
pub(super) async fn job(
    session: &Session<'_>,
    id: &str,
    at_most: Span,
    is_shown: bool,
) -> anyhow::Result<Job> {
    ended(session, id, at_most, Duration::ZERO, is_shown).await
}

/// The same of a job that has just begun.
pub(super) async fn new_job(session: &Session<'_>, id: &str, at_most: Span) -> anyhow::Result<Job> {
    ended(session, id, at_most, UNKNOWN_AT_FIRST, true).await
}

async fn ended(
    session: &Session<'_>,
    id: &str,
    at_most: Span,
    unknown: Duration,
    is_shown: bool,
) -> anyhow::Result<Job> {
    let mut wait = session.ui().wait(&format!("job {id}"), is_shown);
    if let Ok(job) = timeout(duration(at_most), end(session, id, unknown, &mut wait)).await {
        return succeeded(job?);
    }
    drop(wait);
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

async fn end(session: &Session<'_>, id: &str, unknown: Duration, wait: &mut Wait) -> anyhow::Result<Job> {
    let begun = Instant::now();
    let mut trouble = None;
    let mut pause = FIRST;
    loop {
        match ask(session, id).await {
            Ok(job) if job.state.has_ended() => return Ok(job),
            Ok(job) => {
                tracing::debug!("job {} is {}", visible(id), job.state.word());
                trouble = None;
                wait.set(job.state.word());
            }
            Err(error) if is_unknown(&error) && begun.elapsed() < unknown => {
                tracing::debug!("{error:#}");
                wait.set("not known yet");
            }
            Err(error) if is_passing(&error) => {
                // Once is enough for the same trouble.
                let told = format!("{error:#}");
                if trouble.as_ref() != Some(&told) {
                    wait.suspend(|| session.ui().warn(&told));
                }
                trouble = Some(told);
                wait.set("it cannot be asked for now");
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

fn is_unknown(error: &anyhow::Error) -> bool {
    error.downcast_ref::<PiliError>().is_some_and(|cause| cause.kind == ErrorKind::NotFound)
}
