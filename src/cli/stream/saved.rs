//! Files that the cloud makes when it is asked to: waited for, fetched, and told.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::cloud::{Session, Told};
use crate::cli::stream::{target, wait};
use crate::cli::when::duration;
use crate::exit::{Exit, Failure};
use crate::pili::{ErrorKind, Job, Saved, StreamId};
use crate::time::Span;
use crate::ui::{Unit, visible};

/// For how long a file may be missing whose job is done.
const LAG: Span = Span::from_secs(30);

/// What is to become of a file once it was asked for.
pub(super) struct Order<'a> {
    pub(super) id: &'a StreamId,
    /// Its name in the cloud.
    pub(super) name: &'a str,
    /// Whether it is to be converted. Then the playlist that the cloud writes beside it is not what was asked for.
    pub(super) is_converted: bool,
    /// How long to wait for its job, or for itself where there is none; `None` not to wait.
    pub(super) wait: Option<Span>,
    /// Where it goes on this machine.
    pub(super) path: Option<PathBuf>,
}

impl Order<'_> {
    /// Waits for the job if there is one, and fetches the file, as far as that is wanted.
    pub(super) async fn fill(&self, session: &Session<'_>, saved: Saved) -> anyhow::Result<Told> {
        let result = self.finish(session, &saved).await;
        let (job, bytes) = result.map_err(|error| self.explain(&error, &saved))?;
        Ok(self.told(saved, job.as_ref(), bytes))
    }

    async fn finish(
        &self,
        session: &Session<'_>,
        saved: &Saved,
    ) -> anyhow::Result<(Option<Job>, Option<u64>)> {
        let url = self.url(saved);
        if self.path.is_some() && url.is_none() {
            let message = "the cloud's answer does not say where the file is";
            return Err(Failure::new(Exit::Other, message).into());
        }
        let job = match (&saved.job, self.wait) {
            (Some(id), Some(at_most)) => Some(wait::new_job(session, id, at_most).await?),
            (None, Some(_)) if self.path.is_none() => {
                session.ui().note("the cloud's answer names no job: there is nothing to wait for");
                None
            }
            _ => None,
        };
        let (Some(path), Some(url)) = (&self.path, url) else { return Ok((job, None)) };
        let bytes = self.fetch(session, url, path, job.is_some()).await?;
        Ok((job, Some(bytes)))
    }

    /// Fetches the file. Without a job that says when it is there, it is waited for itself.
    async fn fetch(
        &self,
        session: &Session<'_>,
        url: &str,
        path: &Path,
        is_done: bool,
    ) -> anyhow::Result<u64> {
        let at_most = self.wait.unwrap_or(LAG);
        let absent_for = if is_done { at_most.min(LAG) } else { at_most };
        target::make_directory(path)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let mut progress = session.ui().progress(&name, Unit::Bytes);
        let mut tell = |done, total| progress.set(done, total);
        let fetched = session.client.download(url, path, duration(absent_for), &mut tell).await;
        drop(progress);
        fetched.map_err(|error| {
            if error.kind != ErrorKind::NotFound || is_done {
                return error.into();
            }
            let failure = Failure::of(&error.into());
            let message = format!("the file is not there after {absent_for}: {}", failure.message);
            Failure { exit: Exit::Unknown, message, ..failure }.into()
        })
    }

    /// What failed after the cloud was asked; with what is needed to go on by hand.
    fn explain(&self, error: &anyhow::Error, saved: &Saved) -> anyhow::Error {
        let mut failure = Failure::of(error);
        failure.message = format!("{}: {}", self.done(), failure.message);
        if error.is::<wait::JobFailed>() {
            // There is nothing to wait for, and will be no file.
            return failure.into();
        }
        if let Some(job) = &saved.job {
            let again = format!("streamctl stream job {} --wait", visible(job));
            if !failure.hints.contains(&again) {
                failure.hints.push(again);
            }
        }
        if let Some(url) = self.url(saved).and_then(shown) {
            failure.hints.push(format!("the file is to be at {url}"));
        }
        failure.into()
    }

    /// Where the file is.
    fn url<'s>(&self, saved: &'s Saved) -> Option<&'s str> {
        let playlist = saved.url.as_deref().filter(|_| !self.is_converted);
        saved.target_url.as_deref().or(playlist)
    }

    fn done(&self) -> String {
        format!("{} was asked for as {}", self.id, self.name)
    }

    fn told(&self, saved: Saved, job: Option<&Job>, bytes: Option<u64>) -> Told {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let url = self.url(&saved).unwrap_or_default().to_owned();
        let state = job.map(|job| job.state.word());
        let path = self.path.as_ref().map(|path| path.to_string_lossy().into_owned());
        let mut lines = vec![
            ("id", self.id.to_string()),
            ("name", self.name.to_owned()),
            ("url", url.clone()),
            ("job", text(&saved.job)),
            ("state", state.unwrap_or_default().to_owned()),
            ("file", text(&path)),
            ("bytes", bytes.map(|bytes| bytes.to_string()).unwrap_or_default()),
        ];
        lines.retain(|(_, value)| !value.is_empty());
        let plain = vec![self.id.to_string(), self.name.to_owned(), text(&saved.job), url, text(&path)];
        let mut json = Value::Object(saved.fields);
        json["id"] = json!(self.id.as_str());
        json["name"] = json!(self.name);
        for (key, value) in [("state", json!(state)), ("path", json!(path)), ("bytes", json!(bytes))] {
            if !value.is_null() {
                json[key] = value;
            }
        }
        let done = Some(self.done());
        Told { id: self.id.to_string(), done, lines, plain, json, ..Told::default() }
    }
}

/// What can be shown of a URL on the way: its query may hold a token, as its beginning a password.
fn shown(url: &str) -> Option<&str> {
    let place = url.split(['?', '#']).next()?;
    (!place.contains('@')).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_hold_a_secret_is_not_shown() {
        for (url, seen) in [
            ("http://a/b.mp4?e=1&token=t", Some("http://a/b.mp4")),
            ("http://a/b.mp4#t", Some("http://a/b.mp4")),
            ("http://user:password@a/b.mp4", None),
        ] {
            assert_eq!(shown(url), seen);
        }
    }
}
