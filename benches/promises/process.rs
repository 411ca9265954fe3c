//! The real binary: run to its end, in a pseudo-terminal, and under `strace`.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::table::now;

/// The binary that this bench was built with.
pub(crate) const DVA: &str = env!("CARGO_BIN_EXE_dva");

/// How long anything may take before the bench gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A word of the footer, which is drawn last: on every screen it names the key of the help.
const LAST_WORD: &[u8] = b"keys";

/// Runs a command of dva to its end.
pub(crate) fn run(data: &Path, arguments: &[&str]) -> Result<()> {
    let status =
        Command::new(DVA).args(arguments).env("DVA_DATA_DIR", data).stdout(Stdio::null()).status()?;
    ensure!(status.success(), "dva {arguments:?} failed: {status}");
    Ok(())
}

/// The tutor in a pseudo-terminal, its first frame drawn.
pub(crate) struct Tutor {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    output: Receiver<Vec<u8>>,
    /// Process start until the whole first frame had arrived.
    pub(crate) started_in: Duration,
}

impl Tutor {
    /// Starts the tutor at 80×24 and waits for its first frame.
    pub(crate) fn start(data: &Path) -> Result<Self> {
        let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() })?;
        let mut command = CommandBuilder::new(DVA);
        command.env("DVA_DATA_DIR", data);
        command.env("TERM", "xterm-256color");
        let output = chunks(pair.master.try_clone_reader()?);
        let began = now();
        let child = pair.slave.spawn_command(command)?;
        let mut tutor = Self { child, master: pair.master, output, started_in: Duration::ZERO };
        let mut seen = Vec::new();
        while !seen.windows(LAST_WORD.len()).any(|window| window == LAST_WORD) {
            seen.extend(tutor.output.recv_timeout(PATIENCE).context("no first frame")?);
        }
        tutor.started_in = began.elapsed();
        Ok(tutor)
    }

    /// Returns the most memory the process ever held, in MiB; nothing where the system does not tell.
    pub(crate) fn peak_mib(&self) -> Option<f64> {
        let status = self.proc_file("status")?;
        let kib: f64 = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))?
            .trim()
            .strip_suffix(" kB")?
            .parse()
            .ok()?;
        Some(kib / 1024.0)
    }

    /// Returns how often the process, which nobody touches, woke up within `time`; nothing where the system does not tell.
    pub(crate) fn wake_ups(&self, time: Duration) -> Result<Option<u64>> {
        // What the first frame did not wait for is drawn a moment later.
        while self.output.recv_timeout(Duration::from_millis(500)).is_ok() {}
        let Some(before) = self.switches() else { return Ok(None) };
        if let Ok(bytes) = self.output.recv_timeout(time) {
            bail!("{} bytes were drawn while nothing happened", bytes.len());
        }
        Ok(self.switches().map(|after| after - before))
    }

    /// How often the threads of the process were taken off the processor, which each wake-up ends with.
    fn switches(&self) -> Option<u64> {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.child.process_id()?)).ok()?;
        let of_thread = |path: &Path| -> Option<u64> {
            let status = std::fs::read_to_string(path.join("status")).ok()?;
            let counts = status.lines().filter_map(|line| line.split_once("ctxt_switches:"));
            Some(counts.filter_map(|(_, count)| count.trim().parse::<u64>().ok()).sum())
        };
        threads.flatten().map(|thread| of_thread(&thread.path())).sum()
    }

    fn proc_file(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(format!("/proc/{}/{name}", self.child.process_id()?)).ok()
    }

    /// Leaves the tutor.
    pub(crate) fn quit(mut self) -> Result<()> {
        self.master.take_writer()?.write_all(b"\x03")?;
        let status = self.child.wait()?;
        ensure!(status.success(), "the tutor ended with {status:?}");
        Ok(())
    }
}

/// Hands out what is read as it arrives, until the other end closes.
fn chunks(mut reader: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(read @ 1..) = reader.read(&mut buffer) {
            if sender.send(buffer[..read].to_vec()).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Drills line by line under `strace`, each item answered Good, and returns the data syncs that were made; nothing where
/// there is no `strace` or it may not trace.
pub(crate) fn syncs_of_drill(data: &Path, grades: usize) -> Result<Option<u64>> {
    let counts = data.join("syncs.txt");
    let limit = grades.max(1).to_string();
    let spawned = Command::new("strace")
        .args(["-c", "-f", "-e", "trace=fdatasync,fsync", "-o"])
        .arg(&counts)
        .args([DVA, "drill", "--plain", "--limit", &limit])
        .env("DVA_DATA_DIR", data)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = spawned else { return Ok(None) };
    let answers = "\n3\n".repeat(grades) + "q\n";
    // A tracer that may not trace ends before it reads.
    let told = child.stdin.take().context("a pipe was asked for")?.write_all(answers.as_bytes());
    if !child.wait()?.success() || told.is_err() {
        return Ok(None);
    }
    // Columns of strace: share, seconds, µs a call, calls, errors, name.
    let calls = |line: &str| -> Option<u64> {
        let words: Vec<&str> = line.split_whitespace().collect();
        matches!(*words.last()?, "fdatasync" | "fsync").then(|| words.get(3)?.parse().ok())?
    };
    Ok(Some(std::fs::read_to_string(&counts)?.lines().filter_map(calls).sum()))
}

/// Returns the memory that this process holds, in MiB; nothing where the system does not tell.
pub(crate) fn resident_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024.0)
}
