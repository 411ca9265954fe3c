//! dva as a shell runs it: arguments and lines in, words and an exit code out.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A data folder, and a clock that stands still.
pub(crate) struct Shell {
    /// The data folder.
    pub(crate) folder: TempDir,
    /// The time on the clock.
    pub(crate) now: &'static str,
}

impl Shell {
    /// An empty folder, on a morning.
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), now: "2026-11-23T09:00:00+01:00" }
    }

    /// Runs dva with lines of input.
    pub(crate) fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dva"))
            .args(arguments)
            .env("DVA_DATA_DIR", self.folder.path())
            .env("DVA_NOW", self.now)
            .env("DVA_SEED", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may end before it has read everything.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Runs dva, which must succeed, and returns what it printed.
    pub(crate) fn prints(&self, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), complaint.as_ref()), (Some(0), ""));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs dva, which must fail with `code`, and returns what it complained.
    pub(crate) fn complains(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments, "");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(output.stdout.is_empty(), "nothing but the error is printed");
        String::from_utf8(output.stderr).unwrap()
    }
}
