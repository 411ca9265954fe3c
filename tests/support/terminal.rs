//! A terminal for the real binary: a pseudo-terminal, read by a thread of its own into a vt100 screen.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Instant;

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

use super::{PATIENCE, UNWANTED, World, now, signal};

/// What a program that gives the terminal back writes: main screen, cursor shown.
pub(crate) const RESTORED: [&[u8]; 2] = [b"\x1b[?1049l", b"\x1b[?25h"];

/// A page of the current text, and to its end however long it is.
const TO_THE_END: &str = "\x1b[6~\x1b[6~\x1b[6~\x1b[6~\x1b[6~\x1b[6~\x1b[6~\x1b[6~\x1b[6~\x1b[6~";

/// Enough keys to scroll any topic to its end and leave it.
pub(crate) fn past_the_topic() -> String {
    format!("{TO_THE_END} ")
}

/// A program on a terminal.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<Vec<u8>>,
    parser: Parser,
    /// Every byte the program wrote.
    pub(crate) raw: Vec<u8>,
}

/// A size of rows and columns.
fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn some(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap()
}

/// A command on a learner's folder, for a terminal.
pub(crate) fn command(world: &World, program: &str, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    for name in UNWANTED {
        command.env_remove(name);
    }
    for (name, value) in world.variables() {
        command.env(name, value);
    }
    command
}

impl Terminal {
    /// Starts a program on a terminal of its own.
    pub(crate) fn start(command: CommandBuilder, rows: u16, cols: u16) -> Self {
        let pair = native_pty_system().openpty(size(rows, cols)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let (writer, mut reader) =
            (pair.master.take_writer().unwrap(), pair.master.try_clone_reader().unwrap());
        let (sender, chunks) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            // Reading fails once the last process of the terminal is gone.
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let parser = Parser::new(some(rows), some(cols), 0);
        Self { child, master: pair.master, writer, chunks, parser, raw: Vec::new() }
    }

    /// What is on the screen.
    pub(crate) fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// The rows of the screen, without the blanks at their ends: written or not, they look the same.
    pub(crate) fn text(&self) -> Vec<String> {
        let cols = self.screen().size().1.get();
        self.screen().rows(0, cols).map(|row| row.trim_end().to_owned()).collect()
    }

    /// A row of the screen; the last is -1.
    pub(crate) fn row(&self, row: i32) -> String {
        let (rows, cols) = self.screen().size();
        let row = if row < 0 { i32::from(rows.get()) + row } else { row };
        self.screen().rows(0, cols.get()).nth(row as usize).unwrap_or_default()
    }

    /// Whether a text is on the screen.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.screen().contents().contains(text)
    }

    /// Whether the program wrote these bytes at or after a place in [`Self::raw`].
    pub(crate) fn wrote(&self, bytes: &[u8], from: usize) -> bool {
        self.raw.get(from..).unwrap_or_default().windows(bytes.len()).any(|window| window == bytes)
    }

    /// Presses keys. A program that is gone hears nothing, which its screen shows.
    pub(crate) fn press(&mut self, keys: &str) {
        let _ = self.writer.write_all(keys.as_bytes());
        let _ = self.writer.flush();
    }

    /// Waits for more output until a moment.
    pub(crate) fn more(&mut self, deadline: Instant) -> Result<(), RecvTimeoutError> {
        let chunk = self.chunks.recv_timeout(deadline.saturating_duration_since(now()))?;
        self.parser.process(&chunk);
        self.raw.extend(chunk);
        Ok(())
    }

    /// Waits until the screen is as wanted.
    pub(crate) fn wait_until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let deadline = now() + PATIENCE;
        while !is_so(self) {
            if let Err(error) = self.more(deadline) {
                panic!("waiting for {what}: {error}\n{}", self.screen().contents());
            }
        }
    }

    /// Waits for a text.
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |terminal| terminal.shows(text));
    }

    /// Waits for Home, past the questions of the first run.
    pub(crate) fn home(&mut self) {
        self.wait_until("Home", |terminal| terminal.is_home() || terminal.is_welcome());
        if self.is_welcome() {
            self.press("\x1b");
            self.wait_until("Home", Self::is_home);
        }
    }

    /// Whether Home is shown.
    pub(crate) fn is_home(&self) -> bool {
        self.screen().alternate_screen() && self.row(-1).starts_with(" Enter go")
    }

    /// Whether the questions of the first run are shown.
    pub(crate) fn is_welcome(&self) -> bool {
        self.row(-1).starts_with(" Enter begin")
    }

    /// Opens the drill from Home and reads on to the front of the first card.
    pub(crate) fn drill(&mut self) {
        self.home();
        self.press("\r");
        self.front(1);
    }

    /// Waits for the front of the `n`th card, past its topic.
    pub(crate) fn front(&mut self, n: usize) {
        self.wait_until("a card", |terminal| {
            terminal.is_at(n) && (terminal.is_topic() || terminal.is_front())
        });
        if self.is_topic() {
            self.press(&past_the_topic());
            self.wait_until("the front", Self::is_front);
        }
    }

    /// Shows the answer and grades it.
    pub(crate) fn answer(&mut self, grade: u8) {
        self.press(" ");
        self.wait_until("the grades", Self::is_back);
        self.press(&grade.to_string());
    }

    /// Whether the drill is at its `n`th card.
    ///
    /// The number is whole only once all of its digits were written, so half a frame is never taken for the next card.
    pub(crate) fn is_at(&self, n: usize) -> bool {
        self.row(0).contains(&format!(" {n} of "))
    }

    /// Whether a topic is shown. The footer is drawn last, so a screen that has it is whole.
    pub(crate) fn is_topic(&self) -> bool {
        self.row(-1).starts_with(" Space go on") && !self.is_missed()
    }

    /// Whether the answer stays, after it was not recalled.
    pub(crate) fn is_missed(&self) -> bool {
        self.row(-1).starts_with(" Space go on  t topic")
    }

    /// Whether a front is shown.
    pub(crate) fn is_front(&self) -> bool {
        self.row(-1).starts_with(" Space answer")
    }

    /// Whether a back is shown.
    pub(crate) fn is_back(&self) -> bool {
        self.row(-3).trim_start().starts_with("1 Again") && self.row(-1).starts_with(" t topic")
    }

    /// Changes the size of the terminal.
    pub(crate) fn resize(&mut self, rows: u16, cols: u16) {
        self.parser.set_size(some(rows), some(cols));
        self.master.resize(size(rows, cols)).unwrap();
    }

    /// The process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends a signal by name.
    pub(crate) fn signal(&self, name: &str) {
        signal(name, self.pid());
    }

    /// Waits for the program to end.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let deadline = now() + PATIENCE;
        loop {
            match self.more(deadline) {
                Ok(()) => {}
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap(),
                Err(RecvTimeoutError::Timeout) => panic!("it does not end:\n{}", self.screen().contents()),
            }
        }
    }

    /// Asserts that the terminal was given back after a place in [`Self::raw`].
    pub(crate) fn assert_restored(&self, from: usize) {
        for bytes in RESTORED {
            assert!(self.wrote(bytes, from), "{} is missing", String::from_utf8_lossy(bytes).escape_debug());
        }
        assert!(!self.screen().alternate_screen() && !self.screen().hide_cursor());
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed leaves nothing running.
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}
