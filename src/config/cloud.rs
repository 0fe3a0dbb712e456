//! One answer from the flags, the environment and the file: which account, which hub, and where the cloud is.

use crate::config::environment::{self as variable, Environment};
use crate::config::keys::{self, Keys};
use crate::config::name::{check_hub, nearest_first};
use crate::config::{Config, ConfigError, Origin, Profile, Setting};
use crate::secret::Credentials;

/// Where the API is unless someone says otherwise.
pub const DEFAULT_API: &str = "https://pili.qiniuapi.com";
/// Where jobs are asked for unless someone says otherwise.
pub const DEFAULT_JOBS_API: &str = "https://api.qiniu.com";

/// What the command line says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flags<'a> {
    /// `--profile`.
    pub profile: Option<&'a str>,
    /// `--hub`.
    pub hub: Option<&'a str>,
    /// `--api`.
    pub api: Option<&'a str>,
}

/// The cloud as this run sees it.
#[derive(Clone, Debug)]
pub struct Cloud {
    /// The profile's name; none if the environment alone has everything.
    pub profile: Option<String>,
    /// The hub; [`Cloud::required_hub`] is for those who cannot do without.
    pub hub: Option<Setting<String>>,
    /// The address of the API, as it was given.
    pub api: Setting<String>,
    /// The address of the service that tells how jobs fare, as it was given.
    pub jobs_api: Setting<String>,
    /// Whether what changes or deletes asks first.
    pub is_protected: bool,
    pub(super) profile_origin: Origin,
    pub(super) protected_origin: Origin,
    profile_keys: Option<Profile>,
    environment: Environment,
}

impl Config {
    /// What counts for this run. Credentials are neither read nor checked before [`Cloud::credentials`].
    pub fn cloud(&self, flags: &Flags<'_>, environment: &Environment) -> Result<Cloud, ConfigError> {
        let flag =
            |name, value: Option<&str>| value.map(|value| Setting::new(value.to_owned(), Origin::Flag(name)));
        let pick =
            |name, value, variable| Ok::<_, ConfigError>(flag(name, value).or(environment.text(variable)?));
        let given_hub = pick("--hub", flags.hub, variable::HUB)?;
        if let Some(hub) = &given_hub {
            check_hub(&hub.value).map_err(|reason| setting(hub, reason))?;
        }
        let name = pick("--profile", flags.profile, variable::PROFILE)?;
        let default = self.default_profile.as_ref();
        let profile_origin = name.as_ref().or(default).map_or(Origin::Default, |name| name.origin.clone());
        let profile = self.choose(name, given_hub.is_some() && keys::are_in(environment))?;
        let profile = profile.cloned();
        let of =
            |pick: fn(&Profile) -> &Option<Setting<String>>| profile.as_ref().and_then(|p| pick(p).clone());
        let default = |text: &str| Setting::new(text.to_owned(), Origin::Default);
        let api = pick("--api", flags.api, variable::API)?.or_else(|| of(|profile| &profile.api));
        let jobs_api = environment.text(variable::JOBS_API)?.or_else(|| of(|profile| &profile.jobs_api));
        let protected = profile.as_ref().and_then(|profile| profile.protected.clone());
        let protected = protected.unwrap_or(Setting::new(false, Origin::Default));
        Ok(Cloud {
            hub: given_hub.or_else(|| of(|profile| &profile.hub)),
            api: api.unwrap_or_else(|| default(DEFAULT_API)),
            jobs_api: jobs_api.unwrap_or_else(|| default(DEFAULT_JOBS_API)),
            is_protected: protected.value,
            protected_origin: protected.origin,
            profile_origin,
            profile: profile.as_ref().map(|profile| profile.name.clone()),
            profile_keys: profile,
            environment: environment.clone(),
        })
    }

    /// The profiles there are, in the order of their names.
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// The profile that is meant: the one that was named, else the default one, else the only one. Of several
    /// none is guessed, but none is needed either where the environment has everything.
    fn choose(
        &self,
        named: Option<Setting<String>>,
        is_complete: bool,
    ) -> Result<Option<&Profile>, ConfigError> {
        let find = |name: &str| self.profiles.iter().find(|profile| profile.name == name);
        if let Some(Setting { value: name, origin }) = named {
            let unknown = || {
                let known = nearest_first(&name, self.profiles.iter().map(|profile| profile.name.as_str()));
                ConfigError::UnknownProfile { name: name.clone(), origin: origin.to_string(), known }
            };
            return find(&name).ok_or_else(unknown).map(Some);
        }
        if let Some(default) = &self.default_profile {
            // That it names a profile was checked when the file was read.
            return Ok(find(&default.value));
        }
        match self.profiles.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(only)),
            _ if is_complete => Ok(None),
            several => {
                Err(ConfigError::Unchosen(several.iter().map(|profile| profile.name.clone()).collect()))
            }
        }
    }
}

impl Cloud {
    /// The hub, or what to do about there being none.
    pub fn required_hub(&self) -> Result<&Setting<String>, ConfigError> {
        self.hub.as_ref().ok_or_else(|| ConfigError::Missing {
            what: "hub",
            profile: self.profile.clone(),
            hints: vec![
                "give it with --hub HUB or STREAMCTL_HUB=HUB".to_owned(),
                match &self.profile {
                    Some(name) => {
                        format!("or write in the configuration, below [profiles.{name}]: hub = \"HUB\"")
                    }
                    None => "or make a configuration: streamctl config init".to_owned(),
                },
            ],
        })
    }

    /// The account's keys. The secret's file is read, or its command run, now.
    pub fn credentials(&self) -> Result<Credentials, ConfigError> {
        let Keys { access_key, secret } = self.keys()?;
        Ok(Credentials { access_key: access_key.value, secret_key: keys::secret(&secret)? })
    }

    /// The access key that counts, whether or not there is a secret for it.
    pub(super) fn access_key(&self) -> Option<Setting<String>> {
        let of_profile = || self.profile_keys.as_ref()?.access_key.clone();
        self.environment.text(variable::ACCESS_KEY).ok()?.or_else(of_profile)
    }

    /// Where the account's keys come from; nothing is read or run for it.
    pub fn keys(&self) -> Result<Keys, ConfigError> {
        keys::find(&self.environment, self.profile_keys.as_ref())
    }
}

fn setting<T>(setting: &Setting<T>, reason: String) -> ConfigError {
    ConfigError::Setting { origin: setting.origin.to_string(), reason }
}

#[cfg(test)]
mod tests;
