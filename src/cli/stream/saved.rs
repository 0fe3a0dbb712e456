//! Files that the cloud makes when it is asked to: waited for, fetched, and told.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::cloud::{Session, Told};
use crate::cli::stream::wait;
use crate::exit::{Exit, Failure};
use crate::pili::{Job, Saved, StreamId};
use crate::time::Span;
use crate::ui::{Unit, visible};

/// What is to become of a file once it was asked for.
pub(super) struct Order<'a> {
    pub(super) id: &'a StreamId,
    /// Its name in the cloud.
    pub(super) name: &'a str,
    /// How long to wait for its job; `None` not to wait.
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
        let job = match (&saved.job, self.wait) {
            (Some(id), Some(at_most)) => Some(wait::new_job(session, id, at_most).await?),
            _ => None,
        };
        let Some(path) = &self.path else { return Ok((job, None)) };
        let Some(url) = url(saved) else {
            let message = "the cloud's answer does not say where the file is";
            return Err(Failure::new(Exit::Other, message).into());
        };
        Ok((job, Some(fetch(session, url, path).await?)))
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
        if let Some(url) = url(saved) {
            failure.hints.push(format!("the file is to be at {url}"));
        }
        failure.into()
    }

    fn done(&self) -> String {
        format!("{} was asked for as {}", self.id, self.name)
    }

    fn told(&self, saved: Saved, job: Option<&Job>, bytes: Option<u64>) -> Told {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let url = url(&saved).unwrap_or_default().to_owned();
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

/// Where the file is: what it was converted to, else the playlist.
fn url(saved: &Saved) -> Option<&str> {
    saved.target_url.as_deref().or(saved.url.as_deref())
}

async fn fetch(session: &Session<'_>, url: &str, path: &Path) -> anyhow::Result<u64> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let mut progress = session.ui().progress(&name, Unit::Bytes);
    let fetched = session.client.download(url, path, &mut |done, total| progress.set(done, total)).await;
    drop(progress);
    fetched.map_err(|error| anyhow::Error::new(error).context(format!("cannot fetch {}", path.display())))
}
