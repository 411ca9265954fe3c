//! `dva config`: the study settings, which live in the database, and the learner's `config.toml`.

use std::io::{self, Write};
use std::path::Path;

use anyhow::anyhow;
use clap::Subcommand;

use crate::config::{self, Config};
use crate::env::ConfigFile;
use crate::settings::{self, SettingError, Settings};
use crate::study::StudyError;
use crate::tui;

use super::{Common, Failure, Outcome, complain};

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// List all settings with their values
    #[command(after_help = "Example: dva config list")]
    List,
    /// Print one setting
    #[command(after_help = "Example: dva config get exam-date")]
    Get {
        /// The setting's name
        key: String,
    },
    /// Change one setting; an empty value takes it back where there need not be one
    #[command(after_help = "Example: dva config set exam-date 2026-11-30")]
    Set {
        /// The setting's name
        key: String,
        /// The new value
        value: String,
    },
    /// Print where config.toml is, or would be
    #[command(after_help = "Example: dva config path")]
    Path,
    /// Check config.toml
    #[command(after_help = "Example: dva config check")]
    Check,
    /// Print all keys as a table, with the names that config.toml gives actions and screens
    #[command(after_help = "Example: dva config keys")]
    Keys,
}

pub(super) fn run(common: &Common, action: &Action) -> Outcome {
    let mut out = io::stdout().lock();
    match action {
        Action::List => list(common, &mut out),
        Action::Get { key } => Ok(writeln!(out, "{}", get(common, key)?)?),
        Action::Set { key, value } => {
            if is_in_file(key) {
                set_in_file(&common.config_file()?, key, value)?;
            } else {
                known(key)?;
                common.open()?.set(key, value)?;
            }
            Ok(writeln!(out, "{key} = {}", get(common, key)?)?)
        }
        Action::Path => Ok(writeln!(out, "{}", shown(&common.config_file()?))?),
        Action::Check => check(&common.config_file()?, &mut out),
        Action::Keys => Ok(write!(out, "{}", tui::key_table())?),
    }
}

fn list(common: &Common, out: &mut impl Write) -> Outcome {
    let study = common.open()?;
    for definition in settings::DEFINITIONS {
        let value = study.settings().get(definition.key)?;
        row(out, definition.key, &value, definition.help)?;
    }
    let config = read(&common.config_file()?);
    for (key, help) in config::DEFINITIONS {
        row(out, key, &config::get(&config, key).unwrap_or_default(), help)?;
    }
    Ok(())
}

fn row(out: &mut impl Write, key: &str, value: &str, help: &str) -> io::Result<()> {
    writeln!(out, "{key:<13} {value:<12} {help}")
}

fn get(common: &Common, key: &str) -> Result<String, Failure> {
    if is_in_file(key) {
        return Ok(config::get(&read(&common.config_file()?), key).unwrap_or_default());
    }
    known(key)?;
    Ok(common.open()?.settings().get(key).map_err(StudyError::from)?)
}

/// Whether a setting lives in `config.toml`.
fn is_in_file(key: &str) -> bool {
    config::DEFINITIONS.iter().any(|(name, _)| *name == key)
}

/// Refuses a setting that is neither in the database nor in `config.toml`; the error names the one that was meant.
fn known(key: &str) -> Result<(), StudyError> {
    let Err(error) = Settings::definition(key) else { return Ok(()) };
    let near = config::DEFINITIONS.iter().find(|(name, _)| strsim::osa_distance(name, key) <= 2);
    Err(match near {
        Some((name, _)) => {
            SettingError::Unknown { key: key.to_owned(), hint: format!("did you mean `{name}`?") }
        }
        None => error,
    }
    .into())
}

/// Reads `config.toml`. What is wrong in it is said on stderr, and has its default.
fn read(file: &ConfigFile) -> Config {
    let (config, problems) = config::read(&file.source());
    for problem in problems {
        complain(&problem.to_string());
    }
    config
}

fn set_in_file(file: &ConfigFile, key: &str, value: &str) -> Outcome {
    let value = value.trim();
    let definition = config::DEFINITIONS.iter().find(|(name, _)| *name == key);
    if let (Some(&(key, _)), Err(hint)) = (definition, config::set("", key, value)) {
        return Err(StudyError::from(SettingError::Value { key, value: value.to_owned(), hint }).into());
    }
    file.set(key, value).map_err(|error| {
        let hint = match error.kind() {
            io::ErrorKind::Other => "`dva config check` says what is wrong in it",
            _ => "dva writes a new file beside it and moves that over it; see what forbids this",
        };
        Failure::Failed(anyhow!("cannot change {}\n  {error}\n\nhint: {hint}", shown(file)))
    })
}

/// One line a problem, as `file:line:column: what`; any fails the command.
fn check(file: &ConfigFile, out: &mut impl Write) -> Outcome {
    let problems = tui::check_config(file);
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    if !problems.is_empty() {
        return Err(Failure::Reported);
    }
    let is_there = file.path().is_some_and(Path::exists);
    let verdict = if is_there { "no problems" } else { "no such file: the defaults hold" };
    Ok(writeln!(out, "{}: {verdict}", shown(file))?)
}

fn shown(file: &ConfigFile) -> String {
    file.path().map(|path| path.display().to_string()).unwrap_or_default()
}
