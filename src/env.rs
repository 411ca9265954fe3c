//! The outside world: the only reader of the clock, of chance, of environment variables and of the home directory.
//!
//! Hidden variables fix it for tests: `DVA_NOW` (RFC 3339, with offset), `DVA_SEED`, `DVA_DATA_DIR`, `DVA_PANIC`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};
use std::{env, fs, io};

use chrono::{DateTime, FixedOffset, Local, Offset, TimeZone};
use etcetera::BaseStrategy;
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use crate::calc::problem::Dice;
use crate::config;
use crate::content::SourceFile;
use crate::schedule::Moment;

/// Hands out now, chance and places.
#[derive(Debug)]
pub struct Env {
    fixed_now: Option<Moment>,
    /// What went by in a world that stands still, because a test said so.
    passed: Duration,
    started: Instant,
    rng: ChaCha8Rng,
    /// Whether pages may be opened in a browser.
    opens_pages: bool,
}

#[expect(clippy::disallowed_methods, reason = "the one place where the outside world is read")]
impl Env {
    /// Reads the hidden variables, once.
    pub fn from_process() -> Self {
        let variable = |name| env::var(name).ok();
        let fixed_now =
            variable("DVA_NOW").and_then(|text| DateTime::parse_from_rfc3339(&text).ok()).map(moment);
        let seed = variable("DVA_SEED").and_then(|text| text.parse().ok());
        let rng = seed.map_or_else(|| ChaCha8Rng::from_rng(&mut rand::rng()), ChaCha8Rng::seed_from_u64);
        // Where time stands still nobody is there to read.
        let (started, opens_pages) = (Instant::now(), fixed_now.is_none());
        Self { fixed_now, passed: Duration::ZERO, started, rng, opens_pages }
    }

    /// Returns a world that stands still at `now`, for tests.
    pub fn fixed(now: DateTime<FixedOffset>, seed: u64) -> Self {
        let rng = ChaCha8Rng::seed_from_u64(seed);
        let (fixed_now, passed, started) = (Some(moment(now)), Duration::ZERO, Instant::now());
        Self { fixed_now, passed, started, rng, opens_pages: false }
    }

    /// Moves a world that stands still, for tests: the clock that never goes back by `passed`, the wall clock by
    /// `wall_ms`, which may be anything.
    pub fn let_pass(&mut self, passed: Duration, wall_ms: i64) {
        self.passed += passed;
        if let Some(now) = &mut self.fixed_now {
            now.utc_ms += wall_ms;
        }
    }

    /// Returns the present, with the offset that local time has now.
    pub fn now(&self) -> Moment {
        self.fixed_now.unwrap_or_else(|| {
            let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
            let utc_ms = i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX);
            let utc = DateTime::from_timestamp_millis(utc_ms).unwrap_or_default();
            let offset = Local.offset_from_utc_datetime(&utc.naive_utc()).fix();
            Moment { utc_ms, offset_minutes: offset.local_minus_utc() / 60 }
        })
    }

    /// Returns the time since the program began, on a clock that never goes back; zero when time stands still.
    pub fn elapsed(&self) -> Duration {
        if self.fixed_now.is_some() { self.passed } else { self.started.elapsed() }
    }

    /// Returns random bytes.
    pub fn random_bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    /// Opens a page in the learner's browser; whether there was one to ask. Without a desktop there is none: a text browser
    /// would write over the screen.
    pub fn open_page(&self, address: &str) -> bool {
        let has_desktop = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some());
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        if !self.opens_pages || !(cfg!(target_os = "macos") || has_desktop) {
            return false;
        }
        let mut command = Command::new(opener);
        command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let Ok(mut child) = command.spawn() else { return false };
        // The system wants somebody to ask how it ended.
        std::thread::spawn(move || child.wait());
        true
    }

    /// Returns the directory that holds a learner's data, unless one was given.
    pub fn data_dir() -> io::Result<PathBuf> {
        if let Some(dir) = env::var_os("DVA_DATA_DIR") {
            return Ok(dir.into());
        }
        let strategy = etcetera::choose_base_strategy().map_err(io::Error::other)?;
        Ok(strategy.data_dir().join("dva"))
    }

    /// Returns the learner's `config.toml`: in the folder for configuration, or beside the data when their folder was
    /// given.
    pub fn config_file(data_dir: Option<&Path>) -> io::Result<ConfigFile> {
        let given = data_dir.map(Path::to_owned).or_else(|| env::var_os("DVA_DATA_DIR").map(PathBuf::from));
        let folder = match given {
            Some(folder) => folder,
            None => etcetera::choose_base_strategy().map_err(io::Error::other)?.config_dir().join("dva"),
        };
        Ok(ConfigFile { path: Some(folder.join(config::FILE_NAME)) })
    }

    /// What the terminal says of its colours: whether it knows 24 bits of them.
    pub fn has_full_colour() -> bool {
        env::var_os("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit")
    }

    /// Whether the terminal can be asked for its background: a Linux console would print the question.
    pub fn answers_questions() -> bool {
        !Self::is_dumb_terminal() && env::var_os("TERM").is_some_and(|term| term != "linux")
    }

    /// Whether colours are unwanted: <https://no-color.org>.
    pub fn no_color() -> bool {
        env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
    }

    /// Whether the terminal understands no cursor movement.
    pub fn is_dumb_terminal() -> bool {
        env::var_os("TERM").is_some_and(|term| term == "dumb")
    }

    /// Whether the program is to panic at the next key, to test that the terminal comes back.
    pub fn panics_on_key() -> bool {
        env::var_os("DVA_PANIC").is_some()
    }
}

/// Chance from a seed that is kept, so that a problem can be drawn again with the same numbers.
#[derive(Debug)]
pub struct SeededDice(ChaCha8Rng);

impl SeededDice {
    /// Returns the dice of `seed`: the same stream on every machine and in every release.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }
}

impl Dice for SeededDice {
    fn below(&mut self, bound: usize) -> usize {
        // The upper half of a product spreads 64 random bits evenly over the bound.
        ((u128::from(self.0.next_u64()) * bound as u128) >> 64) as usize
    }
}

fn moment(time: DateTime<FixedOffset>) -> Moment {
    Moment { utc_ms: time.timestamp_millis(), offset_minutes: time.offset().local_minus_utc() / 60 }
}

/// The learner's `config.toml`, which need not exist.
#[derive(Debug, Clone, Default)]
pub struct ConfigFile {
    path: Option<PathBuf>,
}

impl ConfigFile {
    /// No file at all: the defaults, and nothing is kept.
    pub fn none() -> Self {
        Self::default()
    }

    /// The file at `path`.
    pub fn at(path: PathBuf) -> Self {
        Self { path: Some(path) }
    }

    /// Returns where the file is, or would be.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Returns the file's text with its name; empty when there is no file. One that cannot be read is told of by the
    /// reader, as a file with a character that no configuration holds.
    pub fn source(&self) -> SourceFile {
        let Some(path) = &self.path else {
            return SourceFile { path: config::FILE_NAME.to_owned(), text: String::new() };
        };
        let text = match fs::read(path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => format!("cannot be read: {error}"),
        };
        SourceFile { path: path.display().to_string(), text }
    }

    /// Changes one setting in the file; the rest of it stays as it is.
    pub fn set(&self, key: &str, value: &str) -> io::Result<()> {
        let text = config::set(&self.source().text, key, value).map_err(io::Error::other)?;
        let Some(path) = &self.path else { return Ok(()) };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        // Written beside and moved over: whatever happens, the old file or the new one is there.
        let beside = path.with_extension("toml.new");
        fs::write(&beside, text)?;
        fs::rename(&beside, path)
    }
}

/// Reads a content file, or all content files of a folder, in the order of their names.
///
/// A file that is not UTF-8 is read with replacement characters, which the content reader then reports.
pub fn read_content(path: &Path) -> io::Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    if path.is_dir() {
        let mut entries =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        entries.sort();
        for entry in entries {
            if entry.is_dir() || entry.extension().is_some_and(|extension| extension == "toml") {
                files.extend(read_content(&entry)?);
            }
        }
    } else {
        let bytes = fs::read(path)?;
        let text = String::from_utf8_lossy(&bytes).replace('\u{FFFD}', "\u{1A}");
        files.push(SourceFile { path: path.display().to_string(), text });
    }
    Ok(files)
}
