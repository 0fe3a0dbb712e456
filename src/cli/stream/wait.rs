//! Waiting for a job of the cloud.

use std::time::Duration;

use tokio::time::{sleep, timeout};

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

/// Asks how far a job is until it has ended, but not for longer than that. One that failed is an error.
pub(super) async fn job(session: &Session<'_>, id: &str, at_most: Span) -> anyhow::Result<Job> {
    if let Ok(job) = timeout(duration(at_most), end(session, id)).await {
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
    let message = format!("job {} failed: {}", visible(&job.id), job.failure());
    Err(Failure::new(Exit::Other, message).into())
}

async fn end(session: &Session<'_>, id: &str) -> anyhow::Result<Job> {
    let mut pause = FIRST;
    loop {
        match ask(session, id).await {
            Ok(job) if job.state.has_ended() => return Ok(job),
            Ok(job) => tracing::debug!("job {} is {}", visible(id), job.state.word()),
            Err(error) if is_passing(&error) => session.ui().warn(format!("{error:#}")),
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

/// Whether trouble may pass while somebody waits anyway.
fn is_passing(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<crate::pili::PiliError>();
    cause.is_some_and(|cause| matches!(cause.kind, ErrorKind::Temporary | ErrorKind::TooMany))
}
