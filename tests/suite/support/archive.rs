//! Archives put together by hand, file by file.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use streamctl::time::{Span, Time};
use tempfile::TempDir;

/// An archive in a temporary directory that every user can read.
pub(crate) struct Archive(TempDir);

impl Archive {
    pub(crate) fn new() -> Self {
        let permissions = Permissions::from_mode(0o755);
        Self(tempfile::Builder::new().permissions(permissions).tempdir().unwrap())
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    /// The path of something in it.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.root().join(name)
    }

    /// Writes a file and the directories it needs. It appears whole, by a rename, as recorders do it.
    pub(crate) fn put(&self, name: impl AsRef<Path>, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        let directory = path.parent().unwrap();
        fs::create_dir_all(directory).unwrap();
        let unfinished = directory.join(".unfinished");
        fs::write(&unfinished, bytes).unwrap();
        fs::rename(unfinished, &path).unwrap();
        path
    }

    /// Records a segment of a variant, which is named like `stream/variant`; tells its name below the variant,
    /// like `2024-05-01T09/59:58.500000-2.0-full-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU.ts`.
    pub(crate) fn record(
        &self,
        variant: &str,
        start: Time,
        duration: Span,
        kind: &str,
        bytes: &[u8],
    ) -> String {
        let name = segment_name(start, duration, kind, bytes);
        self.put(Path::new(variant).join(&name), bytes);
        name
    }
}

/// The name of a segment below its variant's directory.
pub(crate) fn segment_name(start: Time, duration: Span, kind: &str, bytes: &[u8]) -> String {
    let (year, month, day, hour, minute, second, micros) = start.civil();
    let (seconds, fraction) = (duration.micros() / 1_000_000, duration.micros() % 1_000_000);
    let fraction = format!("{fraction:06}");
    let fraction = match fraction.trim_end_matches('0') {
        "" => "0",
        fraction => fraction,
    };
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
    format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}/\
         {minute:02}:{second:02}.{micros:06}-{seconds}.{fraction}-{kind}-{hash}.ts"
    )
}

/// The moment that a test's author wrote, such as `2024-05-01T09:59:48Z`.
pub(crate) fn time(text: &str) -> Time {
    Time::parse(text, Time::MIN).unwrap()
}

/// Two seconds, as long as most segments are.
pub(crate) const TWO_SECONDS: Span = Span::from_secs(2);
