//! The command line: what there is to type, and how errors and exit codes reach the shell.

mod calc;
mod check;
mod completions;
mod config;
mod decks;
mod doctor;
mod drill;
mod due;
mod exam;
mod export;
mod items;
mod lookup;
mod man;
mod notes;
mod paper;
mod plain;
mod questions;
mod quiz;
mod reading;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::env::{ConfigFile, Env};
use crate::study::{Places, Study, StudyError};

/// A terminal tutor for the AWS Certified Developer – Associate exam.
///
/// Without a command it opens the tutor.
#[derive(Debug, Parser)]
#[command(version, about, long_about = None, max_term_width = 100, after_help = "Example: dva drill --minutes 10")]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options of all commands are listed below a command's own.
const LAST: usize = 900;

/// Where things are; the same for all commands.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The folder of the database and of your own content
    #[arg(long, global = true, value_name = "DIR", display_order = LAST)]
    data_dir: Option<PathBuf>,
    /// A folder or file of your own content, besides `content/` in the data folder; may be given again
    #[arg(long, global = true, value_name = "DIR", display_order = LAST)]
    content: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Drill facts and cards
    Drill(drill::Options),
    /// Print what is due, in one line
    Due(due::Options),
    Exam(exam::Options),
    Quiz(quiz::Options),
    Notes(notes::Options),
    Items(items::Options),
    Decks(decks::Options),
    /// Calculate: capacity, limits, costs, timelines
    Calc(calc::Options),
    /// Look up limits, defaults and other figures
    Lookup(lookup::Options),
    Export(export::Options),
    /// Check content files without starting anything else
    Check(check::Options),
    /// Check the database; with --rebuild, make what is derived from the log again
    Doctor(doctor::Options),
    /// Show and change the settings: how you study, how the tutor looks and listens
    #[command(subcommand, after_help = "Example: dva config set exam-date 2026-11-30")]
    Config(config::Action),
    Completions(completions::Options),
    Man(man::Options),
}

/// What went wrong, as far as the exit code is concerned.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something failed: 1.
    Failed(anyhow::Error),
    /// The command cannot be used like this: 2.
    Usage(anyhow::Error),
    /// The findings were printed; there is nothing to add: 1.
    Reported,
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// What a command returns.
pub(crate) type Outcome = Result<(), Failure>;

impl Common {
    fn places(&self) -> Result<Places, Failure> {
        let data_dir = match &self.data_dir {
            Some(dir) => dir.clone(),
            None => Env::data_dir()?,
        };
        Ok(Places { data_dir, content: self.content.clone() })
    }

    /// Returns the learner's `config.toml`.
    pub(crate) fn config_file(&self) -> Result<ConfigFile, Failure> {
        Ok(Env::config_file(self.data_dir.as_deref())?)
    }

    /// Opens the learner's studies and says on stderr what is wrong with their own content.
    pub(crate) fn open(&self) -> Result<Study, Failure> {
        let study = Study::open(Env::from_process(), &self.places()?)?;
        for problem in study.content_problems() {
            complain(&format!("{problem}"));
        }
        Ok(study)
    }
}

/// Runs what was asked for and returns the exit code: 0 done, 1 failed, 2 usage.
pub fn run(cli: Cli) -> ExitCode {
    let Cli { common, command } = cli;
    let outcome = match command {
        None => drill::open_tutor(&common),
        Some(Command::Drill(options)) => drill::run(&common, &options),
        Some(Command::Due(options)) => due::run(&common, &options),
        Some(Command::Exam(options)) => exam::run(&common, &options),
        Some(Command::Quiz(options)) => quiz::run(&common, &options),
        Some(Command::Notes(options)) => notes::run(&common, &options),
        Some(Command::Items(options)) => items::run(&common, &options),
        Some(Command::Decks(options)) => decks::run(&common, &options),
        Some(Command::Calc(options)) => calc::run(&options),
        Some(Command::Lookup(options)) => lookup::run(&common, &options),
        Some(Command::Export(options)) => export::run(&common, &options),
        Some(Command::Check(options)) => check::run(&common, &options),
        Some(Command::Doctor(options)) => doctor::run(&common, &options),
        Some(Command::Config(action)) => config::run(&common, &action),
        Some(Command::Completions(options)) => completions::run(&options),
        Some(Command::Man(options)) => man::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Reported) => ExitCode::from(1),
        Err(Failure::Failed(error)) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(Failure::Failed(error)) => {
            report(&error);
            ExitCode::from(1)
        }
        Err(Failure::Usage(error)) => {
            report(&error);
            ExitCode::from(2)
        }
    }
}

/// A reader that has seen enough, such as `head`, is no failure.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(is_pipe)
}

/// Prints an error with its causes and the way out.
fn report(error: &anyhow::Error) {
    complain(&format!("error: {error}"));
    for cause in error.chain().skip(1) {
        complain(&format!("  {cause}"));
    }
    let hint = error.downcast_ref::<StudyError>().map_or("", StudyError::hint);
    if !hint.is_empty() {
        complain(&format!("\nhint: {hint}"));
    }
}

/// Writes a line to stderr. When that is closed there is nobody left to tell.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
