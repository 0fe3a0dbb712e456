//! What commands of the cloud share: a client made from flags, environment and file; streams found by what was
//! typed; several at once; questions before something is lost.

mod confirm;
mod distinct;
mod known;
mod lines;
mod preview;
mod resolve;
mod several;
mod told;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use anyhow::Context as _;
use tokio::signal::unix::{SignalKind, signal};

use crate::cli::Context;
use crate::cli::serve::signals::hang_up_is_ignored;
use crate::config::{Cloud, Environment, Origin, SecretSource, Setting};
use crate::exit::{Exit, Failure};
use crate::pili::{Address, Client, PiliError, Settings, StreamId};
use crate::secret::Credentials;
use crate::ui::Ui;

pub(super) use confirm::Asks;
pub(super) use known::{NO_HUB, cannot_list};
pub(super) use resolve::PAGE;
pub(super) use several::{Jobs, Names, Streams, each};
pub(super) use told::{Told, untold};

/// Whether a command can do without the account's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// It asks for what anybody may know.
    Nothing,
    /// Its requests are signed.
    Keys,
}

/// The cloud, as one run speaks to it.
pub(super) struct Session<'a> {
    pub(super) context: &'a Context,
    pub(super) client: Client,
    pub(super) cloud: Cloud,
    settings: Settings,
    /// The streams of a hub, looked up once for those who mistyped one.
    known: OnceCell<(String, Vec<StreamId>)>,
    /// What titles meant when somebody was asked about them: they mean the same to the end of the run.
    settled: RefCell<HashMap<String, Result<StreamId, Failure>>>,
}

impl<'a> Session<'a> {
    pub(super) fn open(context: &'a Context, needs: Needs) -> anyhow::Result<Self> {
        let cloud = context.config()?.cloud(&context.flags(), &Environment::of_process())?;
        let api = address(&cloud.api, "api")?;
        if needs == Needs::Keys && api.is_exposed() {
            context.ui.warn(format!(
                "{} is not encrypted: whoever is on the way can read publish keys and repeat requests",
                cloud.api.value
            ));
        }
        let settings = Settings {
            api,
            jobs_api: address(&cloud.jobs_api, "jobs_api")?,
            credentials: match needs {
                Needs::Keys => Some(cloud.credentials()?),
                Needs::Nothing => at_hand(&cloud),
            },
            timeout: context.timeout,
            retries: context.retries,
        };
        let client = Client::new(settings.clone())?;
        Ok(Self { context, client, cloud, settings, known: OnceCell::new(), settled: RefCell::default() })
    }

    pub(super) fn ui(&self) -> Ui {
        self.context.ui
    }

    /// The hub this run works in.
    pub(super) fn hub(&self) -> anyhow::Result<&str> {
        Ok(&self.cloud.required_hub()?.value)
    }

    pub(super) fn credentials(&self) -> Option<&Credentials> {
        self.settings.credentials.as_ref()
    }

    /// Where it works, as a person would name it, for questions.
    fn place(&self) -> String {
        let hub = self.cloud.hub.as_ref().map(|hub| format!("hub {}", hub.value));
        let profile = self.cloud.profile.as_ref().map(|profile| format!("profile {profile}"));
        let parts: Vec<String> = hub.into_iter().chain(profile).collect();
        if parts.is_empty() { self.cloud.api.value.clone() } else { parts.join(", ") }
    }
}

/// Whether trouble passes, so that whoever asks over and over goes on.
pub(super) fn is_passing(error: &anyhow::Error) -> bool {
    error.chain().find_map(|cause| cause.downcast_ref::<PiliError>()).is_some_and(PiliError::is_passing)
}

/// Keys that take no file and no program to have. They sign nothing, but answers that hold them can be told
/// without them.
fn at_hand(cloud: &Cloud) -> Option<Credentials> {
    let keys = cloud.keys().ok()?;
    match keys.secret.value {
        SecretSource::Inline { secret, .. } | SecretSource::Variable(secret) => {
            Some(Credentials { access_key: keys.access_key.value, secret_key: secret })
        }
        SecretSource::File(_) | SecretSource::Credential(_) | SecretSource::Command { .. } => None,
    }
}

/// Reads an address; what is wrong with it is told with where it came from.
pub(super) fn address(setting: &Setting<String>, key: &str) -> anyhow::Result<Address> {
    Address::parse(&setting.value).map_err(|error| {
        let message = match &setting.origin {
            Origin::File { .. } => format!("{}: {key}: {error}", setting.origin),
            origin => format!("{origin}: {error}"),
        };
        let exit = if matches!(setting.origin, Origin::Flag(_)) { Exit::Usage } else { Exit::Config };
        Failure::new(exit, message).into()
    })
}

/// Does a command's work in the cloud, until it is done or a signal ends it. What is under way then is dropped,
/// and unfinished files with it.
pub(super) fn run<'a>(
    context: &'a Context,
    needs: Needs,
    work: impl AsyncFnOnce(&Session<'a>) -> anyhow::Result<Exit>,
) -> anyhow::Result<Exit> {
    let session = Session::open(context, needs)?;
    until_signal(async { work(&session).await })
}

/// Waits for work, or for a signal that ends the run.
pub(super) fn until_signal(work: impl Future<Output = anyhow::Result<Exit>>) -> anyhow::Result<Exit> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot set up the network")?;
    let ended = runtime.block_on(async {
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let mut hang_up = if hang_up_is_ignored() { None } else { Some(signal(SignalKind::hangup())?) };
        tokio::select! {
            biased;
            _ = interrupt.recv() => Ok(Exit::Interrupted),
            _ = terminate.recv() => Ok(Exit::Terminated),
            Some(()) = async { hang_up.as_mut()?.recv().await } => Ok(Exit::Terminated),
            ended = work => ended,
        }
    });
    // Whoever is asked something on a thread of its own need not answer.
    runtime.shutdown_background();
    ended
}
