//! Secrets that a program prints, such as a password manager. No shell is involved, its stdin is empty, and it has a
//! time limit, after which it is killed, and what it started too.
//!
//! It runs in the group of this process, so that what a person types to end the one (Ctrl-C) ends the other, and
//! so that it may ask at the terminal, which stops who asks from behind.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::config::descendants::kill_with_descendants;
use crate::config::{ConfigError, file, keys};
use crate::secret::{HIDDEN, Secret};

/// How long a program may take. A person may have to touch a key for it.
const LIMIT: Duration = Duration::from_secs(30);
/// How long its output is waited for after its end: something it left running may hold on to it for ever.
const LINGER: Duration = Duration::from_secs(1);
/// How much of its stderr is kept, in bytes, from the end.
const TAIL: usize = 4096;
/// What a service manager says to this process alone: sockets that it passes, and where it wants to be told.
const SERVICE: [&str; 6] =
    ["LISTEN_FDNAMES", "LISTEN_FDS", "LISTEN_PID", "NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC"];

/// What the program printed.
pub(super) fn secret(program: &Path, words: &[String]) -> Result<Secret, ConfigError> {
    secret_within(program, words, LIMIT)
}

fn secret_within(program: &Path, words: &[String], limit: Duration) -> Result<Secret, ConfigError> {
    let name = words.first().map_or_else(|| program.display().to_string(), Clone::clone);
    let failed = |reason: String| ConfigError::Secret {
        what: keys::KEY,
        from: format!("the command {name}"),
        reason,
        hints: vec!["it is the secret_key_command of the profile: try it in a shell".to_owned()],
    };
    let output = Output::of(program, words.get(1..).unwrap_or_default(), limit).map_err(failed)?;
    if !output.status.success() {
        let ended = output.status;
        let told = output.last_words().map(|line| format!(": {line}")).unwrap_or_default();
        return Err(failed(format!("it ended with {ended}{told}")));
    }
    file::parse(output.stdout).map_err(|reason| failed(format!("what it printed: {reason}")))
}

/// What came of a program that ended by itself.
struct Output {
    status: ExitStatus,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
}

/// What happens while a program runs.
enum Event {
    Stdout(Vec<u8>),
    Stderr(Vec<u8>),
    Ended(io::Result<ExitStatus>),
    /// One of its outputs is closed.
    Closed,
}

impl Output {
    fn of(program: &Path, arguments: &[String], limit: Duration) -> Result<Self, String> {
        let mut command = Command::new(program);
        for variable in SERVICE {
            command.env_remove(variable);
        }
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().map_err(|error| error.to_string())?;
        let id = child.id();
        let ended = Self::collect(&watch(child), limit);
        if ended.is_err() {
            kill_with_descendants(id);
        }
        ended
    }

    fn collect(events: &Receiver<Event>, limit: Duration) -> Result<Self, String> {
        let mut deadline = Instant::now() + limit;
        let (mut stdout, mut stderr, mut status, mut closed) = (Vec::new(), Vec::new(), None, 0);
        loop {
            match events.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(Event::Stdout(bytes)) => stdout.extend(bytes),
                Ok(Event::Stderr(bytes)) => {
                    stderr.extend(bytes);
                    stderr.drain(..stderr.len().saturating_sub(TAIL));
                }
                Ok(Event::Closed) => closed += 1,
                Ok(Event::Ended(ended)) => {
                    status = Some(ended.map_err(|error| error.to_string())?);
                    deadline = deadline.min(Instant::now() + LINGER);
                }
                Err(RecvTimeoutError::Disconnected) => closed = 2,
                Err(RecvTimeoutError::Timeout) if status.is_some() => closed = 2,
                Err(RecvTimeoutError::Timeout) => {
                    return Err(format!("it did not end within {} s, and was killed", limit.as_secs()));
                }
            }
            if stdout.len() as u64 > file::LONGEST {
                return Err("it printed over 64 KiB, which is no secret key".to_owned());
            }
            match status {
                Some(status) if closed == 2 => return Ok(Self { status, stdout, stderr }),
                _ => {}
            }
        }
    }

    /// The last line it said on stderr, without anything that it printed on stdout: that may be the secret.
    fn last_words(&self) -> Option<String> {
        let stderr = String::from_utf8_lossy(&self.stderr);
        let line = stderr.lines().map(str::trim).rfind(|line| !line.is_empty())?;
        let stdout = String::from_utf8_lossy(&self.stdout);
        let printed = stdout.split_whitespace().filter(|word| line.contains(word));
        Some(printed.fold(line.to_owned(), |line, word| line.replace(word, HIDDEN)))
    }
}

/// Tells what a program does, from threads of its own.
fn watch(mut child: Child) -> Receiver<Event> {
    let (sender, events) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        read(stdout, sender.clone(), Event::Stdout);
    }
    if let Some(stderr) = child.stderr.take() {
        read(stderr, sender.clone(), Event::Stderr);
    }
    // Nobody listens any more if the time was up; and nothing is to be done about it.
    thread::spawn(move || drop(sender.send(Event::Ended(child.wait()))));
    events
}

fn read(mut pipe: impl Read + Send + 'static, sender: Sender<Event>, event: fn(Vec<u8>) -> Event) {
    thread::spawn(move || {
        let mut chunk = [0; 4096];
        loop {
            let event = match pipe.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Ok(length @ 1..) => event(chunk[..length].to_vec()),
                Ok(0) | Err(_) => Event::Closed,
            };
            let is_last = matches!(event, Event::Closed);
            if sender.send(event).is_err() || is_last {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(script: &str, limit: Duration) -> Result<Secret, String> {
        let words = ["sh", "-c", script].map(str::to_owned);
        secret_within(Path::new("sh"), &words, limit).map_err(|error| error.to_string())
    }

    #[test]
    fn what_it_prints_is_the_secret_without_its_line_end() {
        for script in ["echo s3cret", "printf s3cret", "printf 's3cret\\r\\n'", "echo noise >&2; echo s3cret"]
        {
            assert_eq!(run(script, LIMIT).unwrap().expose(), "s3cret", "{script}");
        }
    }

    #[test]
    fn a_program_that_fails_is_told_without_what_it_printed() {
        for (script, told) in [
            ("echo s3cret; exit 3", "it ended with exit status: 3"),
            ("echo s3cret; echo first >&2; echo no s3cret here >&2; exit 1", "1: no [hidden] here"),
            ("true", "what it printed: it is empty"),
            ("echo a; echo b", "what it printed: it has more than one line"),
            ("printf 'a\\000b'", "what it printed: there is a NUL byte in it"),
            ("printf '\\377'", "what it printed: it is not UTF-8"),
            ("kill -9 $$", "it ended with signal: 9"),
            ("yes", "it printed over 64 KiB"),
        ] {
            let error = run(script, LIMIT).unwrap_err();
            assert!(error.starts_with("cannot take the secret key from the command sh: "), "{error}");
            assert!(error.contains(told) && !error.contains("s3cret"), "{script}: {error}");
        }
        let none = secret(Path::new("no-such-program"), &["no-such-program".to_owned()]).unwrap_err();
        assert!(none.to_string().contains("the command no-such-program: No such file"), "{none}");
    }

    #[test]
    fn a_program_that_hangs_is_killed_with_all_it_started() {
        let directory = tempfile::tempdir().unwrap();
        let started = directory.path().join("started");
        let script = format!("sleep 600 & echo $! > {}; wait", started.display());
        let error = run(&script, Duration::from_secs(1)).unwrap_err();
        assert!(error.ends_with("it did not end within 1 s, and was killed"), "{error}");
        let id = std::fs::read_to_string(started).unwrap();
        let deadline = Instant::now() + Duration::from_secs(20);
        // What was killed is gone, or waits for whoever inherited it to look.
        let is_alive = || {
            let stat = std::fs::read_to_string(format!("/proc/{}/stat", id.trim())).unwrap_or_default();
            stat.rsplit(')').next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with(" Z"))
        };
        while is_alive() {
            assert!(Instant::now() < deadline, "process {id} lives on");
            thread::yield_now();
        }
    }

    #[test]
    fn a_program_is_ended_by_what_ends_this_one() {
        if !Path::new("/proc/self/stat").exists() {
            return;
        }
        let group =
            run("read -r id name state parent group rest < /proc/$$/stat; echo $group", LIMIT).unwrap();
        let ours = rustix::process::getpgrp().as_raw_nonzero().to_string();
        assert_eq!(group.expose(), ours);
    }

    #[test]
    fn what_it_leaves_running_is_not_waited_for() {
        let began = Instant::now();
        let secret = run("sleep 20 & echo s3cret", LIMIT).unwrap();
        assert_eq!(secret.expose(), "s3cret");
        assert!(began.elapsed() < Duration::from_secs(15));
    }
}
