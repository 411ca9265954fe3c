//! `dva exam`: mock exams, begun and gone on with on the terminal; their list and reports for people and programs.

mod json;
mod markdown;
mod print;

use std::io::{self, IsTerminal, Write};

use clap::{Args, Subcommand, ValueEnum};

use crate::exam::Mode;
use crate::phrase;
use crate::study::{ExamRequest, StudyError};
use crate::tui::{self, Opening};

use super::drill::require_terminal;
use super::paper::Paper;
use super::{Common, Failure, Outcome, complain};

/// Sit a mock exam, go on with one, read the reports
///
/// Without anything behind it, it opens the screen where you choose exam, mode and length. What you answer is on the disk at
/// once: whatever happens, `dva exam resume` goes on at the same question.
#[derive(Debug, Args)]
#[command(after_help = "Example: dva exam start --exam dva-c02")]
pub(super) struct Options {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Begin a mock exam at once
    #[command(after_help = "Example: dva exam start --exam dva-c02 --mode strict --length 65")]
    Start(Start),
    /// Go on with the mock exam that is not over
    #[command(after_help = "Example: dva exam resume")]
    Resume,
    /// List the mock exams, newest first, with how the scores went
    #[command(after_help = "Example: dva exam list --json")]
    List {
        /// Print one JSON array
        #[arg(long)]
        json: bool,
    },
    /// Print the report of a mock exam
    #[command(after_help = "Example: dva exam report 3 --md > report.md")]
    Report {
        /// Its number; the newest without one
        number: Option<usize>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        /// Print Markdown, with every question and its explanations
        #[arg(long, conflicts_with = "json")]
        md: bool,
    },
}

#[derive(Debug, Args)]
struct Start {
    /// The exam, such as dva-c02; without it the one you aim at, or dva-c01
    #[arg(long, value_name = "ID")]
    exam: Option<String>,
    /// The number a paper is made from: the same number, content and history make the same paper
    #[arg(long)]
    seed: Option<u64>,
    /// How it is sat
    #[arg(long, value_enum, default_value_t = How::Practice)]
    mode: How,
    /// Questions: all, or a shorter mock with time in proportion
    #[arg(long, value_parser = ["65", "40", "20"])]
    length: Option<String>,
}

/// How a mock exam is sat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum How {
    /// With pauses and tools, which are noted
    Practice,
    /// As in the test centre
    Strict,
}

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    match &options.action {
        None => open(common),
        Some(Action::Start(start)) => begin(common, start),
        Some(Action::Resume) => resume(common),
        Some(Action::List { json }) => list(common, *json),
        Some(Action::Report { number, json, md }) => report(common, *number, *json, *md),
    }
}

fn open(common: &Common) -> Outcome {
    require_terminal("dva exam list")?;
    Ok(tui::run(common.open()?, common.config_file()?, Some(Opening::Exam))?)
}

fn begin(common: &Common, start: &Start) -> Outcome {
    require_terminal("dva exam list")?;
    let mut study = common.open()?;
    let request = ExamRequest {
        exam: start.exam.clone(),
        mode: if start.mode == How::Strict { Mode::Strict } else { Mode::Practice },
        length: start.length.as_ref().and_then(|length| length.parse().ok()),
        seed: start.seed,
    };
    study.start_exam(&request)?;
    Ok(tui::run(study, common.config_file()?, Some(Opening::Sitting))?)
}

fn resume(common: &Common) -> Outcome {
    require_terminal("dva exam list")?;
    let mut study = common.open()?;
    let happened = study.resume_exam()?;
    let opening = match happened.finished {
        Some(number) => {
            complain(phrase::exam::TIME_UP);
            Opening::Report(number)
        }
        None => Opening::Sitting,
    };
    Ok(tui::run(study, common.config_file()?, Some(opening))?)
}

fn list(common: &Common, as_json: bool) -> Outcome {
    let study = common.open()?;
    let mut exams = study.exams()?;
    let mut out = io::stdout().lock();
    if as_json {
        exams.reverse();
        let all: Vec<_> = exams.iter().map(json::row).collect();
        return Ok(writeln!(out, "{}", serde_json::Value::from(all))?);
    }
    // A script counts lines; a person is told that there is nothing.
    if exams.is_empty() && io::stdout().is_terminal() {
        return Ok(writeln!(out, "No mock exam yet. `dva exam start` begins one.")?);
    }
    Ok(print::list(&mut out, &exams, Paper::of_stdout())?)
}

fn report(common: &Common, number: Option<usize>, as_json: bool, as_markdown: bool) -> Outcome {
    let study = common.open()?;
    let newest = || -> Result<Option<usize>, StudyError> {
        let over = study.exams()?.into_iter().rev().find(|exam| exam.score().is_some());
        Ok(over.map(|exam| exam.row.number))
    };
    let Some(number) = number.map_or_else(newest, |number| Ok(Some(number)))? else {
        let message = "no mock exam is over yet\n\nhint: `dva exam start` begins one";
        return Err(Failure::Failed(anyhow::anyhow!(message)));
    };
    let report = study.exam_report(number)?;
    let mut out = io::stdout().lock();
    if as_json {
        return Ok(writeln!(out, "{}", json::report(&report))?);
    }
    if as_markdown {
        return Ok(write!(out, "{}", markdown::report(&report))?);
    }
    Ok(print::report(&mut out, &report, Paper::of_stdout())?)
}
