//! What the end-to-end tests share: a folder of a learner's own, the real binary, a drill line by line, a terminal.

pub(crate) mod terminal;

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use dva::store::{FILE_NAME, Store};
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// How long anything may take before a test gives up: far more than it ever needs, so that a busy machine fails nothing.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The program under test.
pub(crate) const DVA: &str = env!("CARGO_BIN_EXE_dva");

/// A day on which drills begin, for tests that need a clock standing still.
pub(crate) const A_MORNING: &str = "2026-03-02T09:00:00+00:00";

/// The present, for deadlines.
#[expect(clippy::disallowed_methods, reason = "a deadline needs the real clock")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// A variable of the environment that the test itself was started with.
#[expect(clippy::disallowed_methods, reason = "tests read their own variables here alone")]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// A learner's data folder, which does not exist until dva makes it.
pub(crate) struct World {
    folder: TempDir,
}

impl World {
    /// A folder in which nothing was done yet.
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// The folder that the data folder is in.
    pub(crate) fn outside(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The database.
    pub(crate) fn database(&self) -> PathBuf {
        self.data().join(FILE_NAME)
    }

    /// dva on this folder, with nothing of the outer environment that changes what it does.
    pub(crate) fn dva(&self, arguments: &[&str]) -> Command {
        self.within(Command::new(DVA), arguments)
    }

    /// Any other command that ends in dva, on this folder.
    pub(crate) fn within(&self, mut command: Command, arguments: &[&str]) -> Command {
        for (name, value) in self.variables() {
            command.env(name, value);
        }
        for name in UNWANTED {
            command.env_remove(name);
        }
        command.args(arguments).stdin(Stdio::null());
        command
    }

    /// The variables that dva is started with.
    pub(crate) fn variables(&self) -> Vec<(&'static str, String)> {
        let data = self.data().display().to_string();
        vec![("DVA_DATA_DIR", data), ("TERM", "xterm-256color".to_owned()), ("TZ", "UTC".to_owned())]
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.dva(arguments).output().unwrap()
    }

    /// Runs a command that must succeed, and returns what it printed.
    pub(crate) fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "dva {arguments:?}: {}", words(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// How many reviews the log holds, those taken back too; none when there is no database yet.
    pub(crate) fn reviews(&self) -> usize {
        if !self.database().exists() {
            return 0;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(self.database(), flags).unwrap();
        connection.query_row("select count(*) from review", [], |row| row.get(0)).unwrap()
    }

    /// Opens the database as dva does.
    pub(crate) fn store(&self) -> Store {
        Store::open(&self.database()).unwrap()
    }
}

/// Variables of whoever runs the tests that would change what dva does.
pub(crate) const UNWANTED: [&str; 5] = ["NO_COLOR", "COLORTERM", "DVA_NOW", "DVA_SEED", "DVA_PANIC"];

/// Everything a command said, for messages.
pub(crate) fn words(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{}\n{out}\n{err}", output.status)
}

/// Sends a signal by name: `TERM`.
pub(crate) fn signal(name: &str, pid: u32) {
    let status = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", name, &pid.to_string()]).status();
    assert!(status.unwrap().success(), "signal {name} to {pid}");
}

/// A shell that waits to send SIGKILL, so that starting it does not delay the kill.
pub(crate) struct Killer {
    shell: Child,
}

impl Killer {
    /// Aims at a process.
    pub(crate) fn of(pid: u32) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", "read go; kill -s KILL \"$0\"", &pid.to_string()]).stdin(Stdio::piped());
        Self { shell: shell.spawn().unwrap() }
    }

    /// Kills it now.
    pub(crate) fn kill(mut self) {
        drop(self.shell.stdin.take());
        assert!(self.shell.wait().unwrap().success());
    }
}

/// What a drill line by line shows that its driver must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A topic, which Enter leaves.
    Topic,
    /// The front of a card.
    Front,
    /// The back of a card, with its grades.
    Back,
    /// An answer was refused and its card stays.
    Refused,
    /// The end.
    Summary,
}

impl Shown {
    /// What a line of output means.
    pub(crate) fn of(line: &str) -> Option<Self> {
        match line {
            "[Enter goes on]" => Some(Self::Topic),
            "[Enter shows the answer]" => Some(Self::Front),
            _ if line.starts_with("[1 Again (") => Some(Self::Back),
            _ if line.ends_with(" The card stays.") => Some(Self::Refused),
            _ if line.starts_with("Tomorrow: ") => Some(Self::Summary),
            _ => None,
        }
    }
}

/// A `dva drill --plain` under way.
pub(crate) struct Plain {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
    errors: Option<thread::JoinHandle<String>>,
    /// Everything it printed that was read so far.
    pub(crate) said: Vec<String>,
}

impl Plain {
    /// Starts a command that ends in a drill line by line.
    pub(crate) fn start(mut command: Command) -> Self {
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut stderr = child.stderr.take().unwrap();
        let (sender, lines) = channel();
        thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let errors = thread::spawn(move || {
            let mut text = String::new();
            stderr.read_to_string(&mut text).map(|_| text).unwrap()
        });
        Self { child, input, lines, errors: Some(errors), said: Vec::new() }
    }

    /// The process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Types something. A program that is gone already hears nothing, which what it said shows.
    pub(crate) fn type_in(&mut self, text: &str) {
        let _ = self.input.write_all(text.as_bytes());
    }

    /// The next line, or nothing when the deadline or the end came first.
    pub(crate) fn line(&mut self, deadline: Instant) -> Result<String, RecvTimeoutError> {
        let line = self.lines.recv_timeout(deadline.saturating_duration_since(now()))?;
        self.said.push(line.clone());
        Ok(line)
    }

    /// Reads on until the drill shows something that its driver must know.
    pub(crate) fn shown(&mut self) -> Shown {
        let deadline = now() + PATIENCE;
        loop {
            match self.line(deadline) {
                Ok(line) => {
                    if let Some(shown) = Shown::of(&line) {
                        return shown;
                    }
                }
                Err(error) => panic!("{error}: {:#?}", self.said),
            }
        }
    }

    /// Reads on to a card, past its topic.
    pub(crate) fn card(&mut self) -> Shown {
        match self.shown() {
            Shown::Topic => {
                self.type_in("\n");
                self.shown()
            }
            shown => shown,
        }
    }

    /// Answers the card that is shown and returns what comes next: a card, the summary, or a refusal.
    pub(crate) fn answer(&mut self, grade: u8) -> Shown {
        self.type_in("\n");
        assert_eq!(self.shown(), Shown::Back);
        self.grade(grade)
    }

    /// Gives the grade to a card whose back is shown.
    pub(crate) fn grade(&mut self, grade: u8) -> Shown {
        self.type_in(&format!("{grade}\n"));
        self.card()
    }

    /// Ends the input, and waits for the program to end: how, and what it said on stderr.
    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        let Self { ref mut child, ref lines, ref mut errors, .. } = self;
        let deadline = now() + PATIENCE;
        while lines.recv_timeout(deadline.saturating_duration_since(now())).is_ok() {}
        let text = errors.take().map(|errors| errors.join().unwrap()).unwrap_or_default();
        (child.wait().unwrap(), text)
    }

    /// Kills the program as nothing can catch, and reads what it had printed by then.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let deadline = now() + PATIENCE;
        while self.line(deadline).is_ok() {}
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        // A test that failed leaves nothing running; a program that has ended is left alone by both.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A file of a learner's own content: a topic for each name, with cards of its own.
pub(crate) fn own_cards(names: &[&str], cards: usize) -> String {
    let mut parts =
        vec!["[section]\nid = \"my.section\"\ntitle = \"Mine\"\nabout = \"Numbers.\"\n".to_owned()];
    for name in names {
        parts.push(format!(
            "[[topic]]\nid = \"my.{name}\"\ntitle = \"Numbers of {name}\"\nmaps = {{ dva-c01 = \"3.1\" }}\ntier = 1\n\
             body = \"To be counted.\"\nsources = [\"https://example.org/\"]\nverified = 2026-01-05\n"
        ));
        parts.extend((0..cards).map(|n| {
            let head = format!("[[card]]\nid = \"my.{name}.{n}\"\ntopic = \"my.{name}\"\n");
            format!("{head}front = \"{name}, card {n}?\"\nback = \"{n}\"\n")
        }));
    }
    parts.join("\n")
}

/// A deck with everything of one topic.
pub(crate) fn own_deck(name: &str) -> String {
    format!(
        "[deck]\nid = \"my.deck-{name}\"\ntitle = \"{name}\"\nabout = \"Numbers.\"\ntopics = [\"my.{name}\"]\n"
    )
}

/// All files below a folder with their bytes.
pub(crate) fn snapshot(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.clone(), std::fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// Whether a program is there to be used.
pub(crate) fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    found.is_ok_and(|status| status.success())
}

/// A text for a command line.
pub(crate) fn text(path: impl AsRef<OsStr>) -> String {
    path.as_ref().to_str().unwrap().to_owned()
}
