//! The program, run as a stranger would run it: with a home of its own and nothing else in its environment.

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::{Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use tempfile::TempDir;

use super::{terminal, wait};

const BINARY: &str = env!("CARGO_BIN_EXE_streamctl");
/// The user and group that own nothing.
const NOBODY: u32 = 65_534;

/// A run of the program that is still to begin.
pub(crate) struct Program {
    command: Command,
    home: TempDir,
    stdin: String,
    /// Open until it runs.
    _binary: Option<File>,
}

/// What came of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// The exit code; none if a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The program with these arguments.
pub(crate) fn streamctl<I>(args: I) -> Program
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    Program::new(BINARY, args)
}

/// The same with no more than so many files open at once.
pub(crate) fn streamctl_with_handles<I>(count: usize, args: I) -> Program
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    streamctl_after(&format!("ulimit -n {count}"), args)
}

/// The same after a command of the shell, which may set limits.
pub(crate) fn streamctl_after<I>(command: &str, args: I) -> Program
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    let script = format!("{command} && exec \"$0\" \"$@\"");
    Program::new("sh", ["-c", &script, BINARY]).args(args)
}

/// The same as a service manager starts it, which passes this socket.
pub(crate) fn streamctl_with_socket<I>(socket: impl Into<OwnedFd>, args: I) -> Program
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    let pass = "LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=web exec \"$0\" \"$@\" 3<&0 0</dev/null";
    let mut program = Program::new("sh", ["-c", pass, BINARY]).args(args);
    program.command.stdin(Stdio::from(socket.into()));
    program
}

/// The same with its stderr going to this file, pipe or device.
pub(crate) fn streamctl_with_stderr<I>(stderr: &Path, args: I) -> Program
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    let redirect = "exec \"$0\" \"$@\" 2>\"$STDERR\"";
    Program::new("sh", ["-c", redirect, BINARY]).args(args).env("STDERR", stderr)
}

/// The same as a user whom permissions bind. Whoever runs the tests is such a user already, unless it is root.
pub(crate) fn streamctl_as_nobody<I>(args: I) -> Program
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    if !is_root() {
        return streamctl(args);
    }
    // The project may lie in a directory that is closed to others; an open file needs no way to it.
    let binary = File::open(BINARY).unwrap();
    let mut program = Program::new(format!("/proc/self/fd/{}", binary.as_raw_fd()), args);
    give_to_nobody(program.home.path());
    program.command.uid(NOBODY).gid(NOBODY);
    Program { _binary: Some(binary), ..program }
}

/// Gives a file or directory to the user that [`streamctl_as_nobody`] runs as.
pub(crate) fn give_to_nobody(path: &Path) {
    if is_root() {
        std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    }
}

/// Makes a file of root's one of the group of the user that [`streamctl_as_nobody`] runs as, and its directory one that
/// this user gets into; whether the tests are run by root.
pub(crate) fn lend_to_nobody(path: &Path) -> bool {
    if is_root() {
        std::os::unix::fs::chown(path, Some(0), Some(NOBODY)).unwrap();
        give_to_nobody(path.parent().unwrap());
    }
    is_root()
}

/// Sends a signal, such as `TERM`, to a process that this test started.
pub(crate) fn signal(process: u32, name: &str) {
    let sent = Command::new("sh").args(["-c", &format!("kill -{name} {process}")]).status().unwrap();
    assert!(sent.success(), "no signal could be sent to {process}");
}

impl Program {
    fn new<I>(path: impl AsRef<OsStr>, args: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let home = tempfile::tempdir().unwrap();
        let mut command = Command::new(path);
        command
            .args(args)
            .current_dir(home.path())
            .stdin(Stdio::null())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", home.path());
        for (variable, directory) in
            [("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache")]
        {
            command.env(variable, home.path().join(directory));
        }
        Self { command, home, stdin: String::new(), _binary: None }
    }

    /// Adds arguments.
    pub(crate) fn args<I>(mut self, args: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        self.command.args(args);
        self
    }

    /// Runs it in this directory instead of its home.
    pub(crate) fn current_dir(mut self, directory: &Path) -> Self {
        self.command.current_dir(directory);
        self
    }

    pub(crate) fn env(mut self, variable: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(variable, value);
        self
    }

    /// Writes a file below its home first, such as `config/streamctl/config.toml`.
    pub(crate) fn home_file(self, path: &str, text: &str) -> Self {
        let path = self.home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// The same of a file that nobody else can read.
    pub(crate) fn home_secret(self, path: &str, text: &str) -> Self {
        let program = self.home_file(path, text);
        fs::set_permissions(program.home().join(path), Permissions::from_mode(0o600)).unwrap();
        program
    }

    /// Sends it this text on its stdin, which is empty otherwise.
    pub(crate) fn stdin(mut self, text: impl Into<String>) -> Self {
        self.stdin = text.into();
        self.command.stdin(Stdio::piped());
        self
    }

    /// Where its home is.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Lets its stdout go somewhere else than to [`Run::stdout`].
    pub(crate) fn stdout_to(mut self, stdout: impl Into<Stdio>) -> Running {
        self.command.stdout(stdout);
        self.spawn()
    }

    /// Begins the run.
    pub(crate) fn start(mut self) -> Running {
        self.command.stdout(Stdio::piped());
        self.spawn()
    }

    /// Runs it to its end.
    pub(crate) fn run(self) -> Run {
        self.start().finish()
    }

    /// Runs it to its end in a terminal of so many columns, where somebody types: each of these pairs is a prompt,
    /// and the keys that answer it. Stdin is the terminal too, unless there is a text for it. What the terminal saw is [`Run::stdout`].
    pub(crate) fn run_in_terminal(self, columns: u16, typed: &[(&str, &str)]) -> Run {
        let job = terminal::Job { command: &self.command, columns, stdin: &self.stdin, typed }.text();
        let mut python = Command::new("python3");
        python.arg(terminal::script());
        let program = Self { command: python, home: self.home, stdin: String::new(), _binary: None };
        terminal::seen(program.stdin(job).run())
    }

    fn spawn(mut self) -> Running {
        let spawned = self.command.stderr(Stdio::piped()).spawn();
        let mut child = spawned.unwrap_or_else(|error| panic!("{:?}: {error}", self.command));
        if let Some(mut stdin) = child.stdin.take() {
            // It may end without reading.
            std::thread::spawn(move || stdin.write_all(self.stdin.as_bytes()));
        }
        let stderr = Collector::new(child.stderr.take().unwrap());
        Running { child, stderr, _home: self.home }
    }
}

/// A run that has begun. It ends with its value.
pub(crate) struct Running {
    child: Child,
    stderr: Collector,
    _home: TempDir,
}

impl Running {
    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Its stdout, for whoever wants to read it while it runs.
    pub(crate) fn take_stdout(&mut self) -> ChildStdout {
        self.child.stdout.take().expect("stdout is taken once")
    }

    /// What it has said so far.
    pub(crate) fn stderr(&self) -> String {
        self.stderr.text()
    }

    /// Waits for its end.
    pub(crate) fn finish(mut self) -> Run {
        let mut stdout = self.child.stdout.take().map(Collector::new);
        let status = wait::until("the program to end", || self.child.try_wait().unwrap());
        self.stderr.finish();
        if let Some(stdout) = &mut stdout {
            stdout.finish();
        }
        Run {
            code: status.code(),
            stdout: stdout.map(|stdout| stdout.text()).unwrap_or_default(),
            stderr: self.stderr(),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("the program said:\n{}", self.stderr());
        }
    }
}

/// A thread that reads all there is, so that nobody waits for a full pipe to be emptied.
struct Collector {
    read: Arc<Mutex<Vec<u8>>>,
    thread: Option<JoinHandle<()>>,
}

impl Collector {
    fn new(mut pipe: impl Read + Send + 'static) -> Self {
        let read = Arc::<Mutex<Vec<u8>>>::default();
        let shared = Arc::clone(&read);
        let thread = std::thread::spawn(move || {
            let mut chunk = [0; 8_192];
            while let Ok(length @ 1..) = pipe.read(&mut chunk) {
                shared.lock().unwrap().extend_from_slice(&chunk[..length]);
            }
        });
        Self { read, thread: Some(thread) }
    }

    fn finish(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.read.lock().unwrap()).into_owned()
    }
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}
