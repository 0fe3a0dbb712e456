//! What a run's settings are, and where each came from, for people to read. No secret is read for it.

use crate::config::{Cloud, Config, DEFAULT_LISTEN, DEFAULT_ROOT, Origin};
use crate::secret::HIDDEN;

/// A setting as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its name, as in the file.
    pub key: &'static str,
    /// Its value; of a secret where it is, or that it is hidden. `None` if nobody gave one.
    pub value: Option<String>,
    /// Where it came from.
    pub origin: String,
}

impl Config {
    /// All settings that count for this run.
    #[must_use]
    pub fn shown(&self, cloud: &Cloud) -> Vec<Shown> {
        let text = |key, setting: Option<(String, &Origin)>| match setting {
            Some((value, origin)) => Shown { key, value: Some(value), origin: origin.to_string() },
            None => Shown { key, value: None, origin: "not set".to_owned() },
        };
        let keys = cloud.keys().ok();
        let secret = keys.as_ref().map(|keys| (keys.secret.value.to_string(), &keys.secret.origin));
        let access_key = cloud.access_key();
        let access_key = access_key.as_ref().map(|key| (begun(&key.value), &key.origin));
        let hub = cloud.hub.as_ref().map(|hub| (hub.value.clone(), &hub.origin));
        let serve = |key, default: &str| {
            let setting = self.serve.iter().find(|(name, _)| *name == key).map(|(_, setting)| setting);
            let given = setting.map(|setting| (setting.value.clone(), &setting.origin));
            Some(given.unwrap_or((default.to_owned(), &Origin::Default)))
        };
        let link_secret_file = self.serve.iter().find(|(name, _)| *name == "link_secret_file");
        let link_secret_file = link_secret_file.map(|(_, file)| (file.value.clone(), &file.origin));
        vec![
            text("profile", cloud.profile.clone().map(|name| (name, &cloud.profile_origin))),
            text("hub", hub),
            text("access_key", access_key),
            text("secret_key", secret),
            text("api", Some((shown_address(&cloud.api.value), &cloud.api.origin))),
            text("jobs_api", Some((shown_address(&cloud.jobs_api.value), &cloud.jobs_api.origin))),
            text("protected", Some((cloud.is_protected.to_string(), &cloud.protected_origin))),
            text("serve.root", serve("root", DEFAULT_ROOT)),
            text("serve.listen", serve("listen", DEFAULT_LISTEN)),
            text("serve.link_secret_file", link_secret_file),
        ]
    }
}

/// The address of a service as it was given, but without a user, a password, a query or a fragment, which it should
/// not have, and which may be secret.
#[must_use]
pub fn shown_address(text: &str) -> String {
    let (scheme, rest) = match text.find("://") {
        Some(at) => text.split_at(at + 3),
        None => ("", text),
    };
    // A password may hold any character, so nothing before the last `@` is told.
    let (user, rest) = match rest.rsplit_once('@') {
        Some((_, rest)) => (format!("{HIDDEN}@"), rest),
        None => (String::new(), rest),
    };
    let scheme = if scheme.contains('@') { "" } else { scheme };
    match rest.find(['?', '#']) {
        Some(at) => format!("{scheme}{user}{}{HIDDEN}", &rest[..=at]),
        None => format!("{scheme}{user}{rest}"),
    }
}

/// The beginning of an access key: enough to tell one from another.
fn begun(key: &str) -> String {
    key.chars().take(4).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_shown_without_what_may_be_secret() {
        for (text, shown) in [
            ("https://h.example:8/a", "https://h.example:8/a"),
            ("h.example", "h.example"),
            ("https://user:hunter2@h.example", "https://[hidden]@h.example"),
            ("https://user:hun@ter/2@h.example/a", "https://[hidden]@h.example/a"),
            ("user:hunter2@h.example", "[hidden]@h.example"),
            ("user:a@b://c@h", "[hidden]@h"),
            ("https://h/?token=x", "https://h/?[hidden]"),
            ("https://h/#x@y", "https://[hidden]@y"),
        ] {
            assert_eq!(shown_address(text), shown);
        }
    }
}
