//! The text of a configuration file, read by hand so that all that is wrong with it is found at once.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::finding::{Finding, place};
use crate::config::name::{check_access_key, check_hub, nearest, nearest_first};
use crate::config::{Config, Origin, Profile, SecretSource, Setting, keys};
use crate::secret::Secret;

/// A key with its value, as the parser gives them.
type Entry<'a, 'i> = (&'a Spanned<std::borrow::Cow<'i, str>>, &'a Spanned<DeValue<'i>>);

const KEYS: [&str; 3] = ["default_profile", "profiles", "serve"];
const SERVE_KEYS: [&str; 3] = ["root", "listen", "link_secret_file"];
const PROFILE_KEYS: [&str; 8] = [
    "hub",
    "access_key",
    "secret_key",
    "secret_key_file",
    "secret_key_command",
    "api",
    "jobs_api",
    "protected",
];

/// What a file says.
#[derive(Debug)]
pub(super) struct Document {
    /// The settings; not to be used if anything was found wrong.
    pub(super) config: Config,
    /// What is wrong, in the order of the file.
    pub(super) findings: Vec<Finding>,
    /// What has to be looked at elsewhere, each with the byte that says so.
    pub(super) claims: Vec<(usize, Claim)>,
}

/// Something that a file says and that it cannot know by itself to be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// This is the address of a service.
    Address(String),
    /// There is a private file with a secret here.
    SecretFile(PathBuf),
    /// There is a private file here.
    PrivateFile(PathBuf),
    /// Nobody but the owner can read this file, which has a secret in it.
    Private,
    /// There is an access key for this secret; there is not.
    HasAccessKey,
    /// The profile of this name has an account's keys, or the environment has.
    HasKeys(String),
    /// A server can listen there.
    Listen(String),
    /// There is a directory here.
    Directory(PathBuf),
}

impl Document {
    /// Reads a text, that of a file with these permissions.
    pub(super) fn parse(text: &str, file: &Path, mode: u32) -> Self {
        let config = Config { file: Some(file.to_owned()), ..Config::default() };
        let mut document = Self { config, findings: Vec::new(), claims: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader { text, file, mode, document: &mut document };
        for error in &errors {
            let byte = error.span().map_or(0, |span| span.start);
            reader.find(byte, error.message().replace('\n', " "));
        }
        // What the parser made of a broken text is not what was meant.
        if errors.is_empty() {
            reader.file(table.get_ref());
        }
        document.findings.sort_unstable();
        document.findings.dedup();
        document
    }
}

struct Reader<'a> {
    text: &'a str,
    file: &'a Path,
    mode: u32,
    document: &'a mut Document,
}

impl Reader<'_> {
    fn find(&mut self, byte: usize, message: impl Into<String>) {
        self.document.findings.push(Finding::at(self.file, self.text, byte, message));
    }

    /// Its directory: what paths in it are relative to.
    fn directory(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }

    fn here<T>(&self, value: T, byte: usize) -> Setting<T> {
        let line = place(self.text, byte).0;
        Setting::new(value, Origin::File { path: self.file.to_owned(), line })
    }

    fn file(&mut self, table: &DeTable<'_>) {
        let mut default = None;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "default_profile" => default = self.text(key.get_ref(), value),
                "profiles" => self.profiles(value),
                "serve" => self.serve(value),
                _ => self.unknown(key, &KEYS),
            }
        }
        if let Some((default, byte)) = default {
            let known = self.document.config.profiles.iter().map(|profile| profile.name.as_str());
            let known: Vec<&str> = known.collect();
            if !known.contains(&default.value.as_str()) {
                let message = no_profile(&default.value, &known);
                self.find(byte, message);
            }
            self.document.config.default_profile = Some(default);
        }
    }

    fn serve(&mut self, value: &Spanned<DeValue<'_>>) {
        for (key, value) in self.table(value).into_iter().flatten() {
            let name = key.get_ref().as_ref();
            match name {
                "root" if is_empty(value) => self.find(
                    value.span().start,
                    "an empty path names no directory: leave it out, or write \".\"",
                ),
                "root" => {
                    let Some((root, byte)) = self.text(name, value) else { continue };
                    let path = self.directory().join(&root.value);
                    self.document.claims.push((byte, Claim::Directory(path.clone())));
                    let shown = path.display().to_string();
                    self.document.config.serve.push(("root", Setting::new(shown, root.origin)));
                    self.document.config.root = Some(path);
                }
                "listen" => {
                    let Some((listen, byte)) = self.text(name, value) else { continue };
                    self.document.claims.push((byte, Claim::Listen(listen.value.clone())));
                    self.document.config.listen = Some(listen.value.clone());
                    self.document.config.serve.push(("listen", listen));
                }
                "link_secret_file" => {
                    let Some((file, byte)) = self.text(name, value) else { continue };
                    let path = self.directory().join(&file.value);
                    self.document.claims.push((byte, Claim::PrivateFile(path.clone())));
                    let shown = path.display().to_string();
                    self.document.config.serve.push(("link_secret_file", Setting::new(shown, file.origin)));
                    self.document.config.link_secret_file = Some(path);
                }
                _ => self.unknown(key, &SERVE_KEYS),
            }
        }
    }

    fn profiles(&mut self, value: &Spanned<DeValue<'_>>) {
        for (key, value) in self.table(value).into_iter().flatten() {
            let name = key.get_ref().as_ref();
            if name.is_empty() || name.chars().any(char::is_control) {
                self.find(key.span().start, "a profile needs a name that can be typed");
            }
            if let Some(table) = self.table(value) {
                let found = self.document.findings.len();
                let profile = self.profile(name, table);
                // A secret without an access key is told where it stands; and a mistyped key may be the missing one.
                let is_right = self.document.findings.len() == found;
                if is_right && (profile.secret.is_none() || profile.access_key.is_some()) {
                    let claim = Claim::HasKeys(name.to_owned());
                    self.document.claims.push((key.span().start, claim));
                }
                self.document.config.profiles.push(profile);
            }
        }
    }

    fn profile(&mut self, name: &str, table: &DeTable<'_>) -> Profile {
        let mut profile = Profile { name: name.to_owned(), ..Profile::default() };
        let mut entries: Vec<Entry<'_, '_>> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut secret_key: Option<Entry<'_, '_>> = None;
        for (key, value) in entries {
            let name = key.get_ref().as_ref();
            match name {
                "hub" => profile.hub = self.checked(name, value, check_hub),
                "access_key" => profile.access_key = self.checked(name, value, check_access_key),
                "api" => profile.api = self.address(name, value),
                "jobs_api" => profile.jobs_api = self.address(name, value),
                "protected" => match value.get_ref() {
                    DeValue::Boolean(is) => profile.protected = Some(self.here(*is, value.span().start)),
                    _ => self.wrong_type(name, value, "true or false"),
                },
                "secret_key" | "secret_key_file" | "secret_key_command" => {
                    if let Some((first, _)) = secret_key {
                        let first = first.get_ref();
                        self.find(
                            key.span().start,
                            format!("{name} beside {first}: a profile has exactly one of them"),
                        );
                    } else {
                        secret_key = Some((key, value));
                    }
                    profile.secret = self.secret(name, value);
                }
                _ => self.unknown(key, &PROFILE_KEYS),
            }
        }
        if let (Some((key, _)), false) = (secret_key, table.contains_key("access_key")) {
            self.document.claims.push((key.span().start, Claim::HasAccessKey));
        }
        profile
    }

    fn secret(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<Setting<SecretSource>> {
        let byte = value.span().start;
        if name == "secret_key_command" {
            return self.command(name, value);
        }
        let (text, _) = self.text(name, value)?;
        if name == "secret_key_file" {
            let path = self.directory().join(&text.value);
            self.document.claims.push((byte, Claim::SecretFile(path.clone())));
            return Some(Setting::new(SecretSource::File(path), text.origin));
        }
        if let Some(fault) = keys::fault(&text.value) {
            self.find(byte, format!("this is no secret key: {fault}"));
        }
        self.document.claims.push((byte, Claim::Private));
        let (secret, file, mode) = (Secret::new(text.value), self.file.to_owned(), self.mode);
        Some(Setting::new(SecretSource::Inline { secret, file, mode }, text.origin))
    }

    fn command(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<Setting<SecretSource>> {
        const EXPECTED: &str = "an array of strings: [\"PROGRAM\", \"ARGUMENT\"]";
        let byte = value.span().start;
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong_type(name, value, EXPECTED);
            return None;
        };
        let mut words = Vec::new();
        for word in array {
            match word.get_ref() {
                DeValue::String(text) if text.contains('\0') => {
                    self.find(word.span().start, "no argument can have a NUL byte in it");
                }
                DeValue::String(text) => words.push(text.to_string()),
                _ => self.wrong_type(name, word, "a string"),
            }
        }
        let Some(program) = words.first().filter(|program| !program.is_empty()) else {
            self.find(byte, format!("there is no program in it: {name} is {EXPECTED}"));
            return None;
        };
        // With a slash it is a path, which lies where the file's other paths do; else it is looked for in PATH.
        let program = if program.contains('/') { self.directory().join(program) } else { program.into() };
        Some(self.here(SecretSource::Command { program, words }, byte))
    }

    fn address(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<Setting<String>> {
        let (address, byte) = self.text(name, value)?;
        self.document.claims.push((byte, Claim::Address(address.value.clone())));
        Some(address)
    }

    fn checked(
        &mut self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        check: fn(&str) -> Result<(), String>,
    ) -> Option<Setting<String>> {
        let (text, byte) = self.text(name, value)?;
        if let Err(reason) = check(&text.value) {
            self.find(byte, reason);
        }
        Some(text)
    }

    /// A text that says something, and the byte it begins at.
    fn text(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<(Setting<String>, usize)> {
        let byte = value.span().start;
        match value.get_ref() {
            DeValue::String(text) if text.is_empty() => {
                self.find(byte, format!("an empty text is no {name}: leave it out"));
                None
            }
            DeValue::String(text) => Some((self.here(text.to_string(), byte), byte)),
            _ => {
                self.wrong_type(name, value, "a string");
                None
            }
        }
    }

    fn table<'v, 'i>(&mut self, value: &'v Spanned<DeValue<'i>>) -> Option<&'v DeTable<'i>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        self.wrong_type("", value, "a table");
        None
    }

    fn wrong_type(&mut self, name: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        // What stands where a key belongs may be one.
        let shown = if name.contains("key") { None } else { literal(value.get_ref()) };
        let shown = shown.map(|literal| format!(" `{literal}`")).unwrap_or_default();
        let found = value.get_ref().type_str();
        self.find(value.span().start, format!("invalid type: {found}{shown}, expected {expected}"));
    }

    fn unknown(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let expected: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
        let expected = match expected.as_slice() {
            [one, other] => format!("{one} or {other}"),
            several => format!("one of {}", several.join(", ")),
        };
        let meant = nearest(name, known).map(|meant| format!(": did you mean `{meant}`?"));
        let meant = meant.unwrap_or_default();
        self.find(key.span().start, format!("unknown field `{name}`, expected {expected}{meant}"));
    }
}

fn is_empty(value: &Spanned<DeValue<'_>>) -> bool {
    value.get_ref().as_str() == Some("")
}

/// A value that is short and of one piece, as it was written.
fn literal(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(is) => Some(is.to_string()),
        _ => None,
    }
}

fn no_profile(name: &str, known: &[&str]) -> String {
    match (nearest(name, known), nearest_first(name, known.iter().copied())) {
        (Some(meant), _) => format!("no profile is named '{name}': did you mean '{meant}'?"),
        (None, known) if known.is_empty() => format!("no profile is named '{name}': there are no profiles"),
        (None, known) => format!("no profile is named '{name}': there are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests;
