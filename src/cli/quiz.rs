//! `dva quiz`: questions with the verdict at once, on the screen or line by line; and the list of mistakes.

mod mistakes;
mod plain;

use std::io::{self, Write};

use clap::Args;

use crate::exam::{Selection, Which};
use crate::phrase;
use crate::study::{Quiz, QuizRequest, Study};
use crate::tui;

use super::drill::require_terminal;
use super::{Common, Failure, Outcome};

/// Answer questions, each explained at once
///
/// What you miss or guess comes on the list of mistakes and back in a week. A quiz that was left goes on with --resume.
#[derive(Debug, Args)]
#[command(after_help = "Example: dva quiz --section lambda --n 5")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Options {
    /// Only this section of the course, by its id
    #[arg(long)]
    section: Option<String>,
    /// Only this domain of your exam, by its number
    #[arg(long)]
    domain: Option<String>,
    /// Only this task of your exam, such as 1.2
    #[arg(long, conflicts_with = "domain")]
    task: Option<String>,
    /// Only this service, by its name
    #[arg(long)]
    service: Option<String>,
    /// Only what this deck holds
    #[arg(long)]
    deck: Option<String>,
    /// Ask this many questions at most
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=500))]
    n: u32,
    /// Only questions on the list of mistakes
    #[arg(long)]
    missed: bool,
    /// Only questions you marked
    #[arg(long)]
    marked: bool,
    /// Only questions you never answered
    #[arg(long)]
    unseen: bool,
    /// Only the domain of your exam where you are weakest; without an exam, the section
    #[arg(long)]
    weak: bool,
    /// No calculations among the questions
    #[arg(long)]
    no_problems: bool,
    /// Go on with the quiz that was left
    #[arg(long, conflicts_with_all = SELECTING)]
    resume: bool,
    /// Print the list of mistakes instead
    #[arg(long, conflicts_with_all = SELECTING, conflicts_with_all = ["resume", "plain"])]
    mistakes: bool,
    /// Print the list of mistakes as one JSON array
    #[arg(long, requires = "mistakes")]
    json: bool,
    /// Line by line, without cursor movement: for screen readers and pipes
    #[arg(long)]
    plain: bool,
}

/// Options that choose what a new quiz asks.
const SELECTING: [&str; 10] =
    ["section", "domain", "task", "service", "deck", "missed", "marked", "unseen", "weak", "no_problems"];

impl Options {
    fn request(&self, study: &Study) -> Result<QuizRequest, Failure> {
        let which = [
            (self.missed, Which::Missed),
            (self.marked, Which::Marked),
            (self.unseen, Which::Unseen),
            (self.weak, Which::Weak),
        ];
        let place = match (&self.domain, &self.task) {
            (Some(domain), _) => Some(study.place_named("domain", domain)?),
            (None, Some(task)) => Some(study.place_named("task", task)?),
            (None, None) => None,
        };
        let section = self.section.as_ref().map(|name| study.section(name)).transpose()?;
        let deck = self.deck.as_ref().map(|name| study.deck_named(name)).transpose()?;
        let service = self.service.as_ref().map(|name| study.service_named(name)).transpose()?;
        let selection = Selection {
            sections: section.iter().map(|section| section.id.to_string()).collect(),
            services: service.into_iter().collect(),
            places: place.into_iter().collect(),
            deck: deck.map(|deck| deck.id.to_string()),
            which: which.into_iter().filter_map(|(asked, which)| asked.then_some(which)).collect(),
        };
        Ok(QuizRequest { selection, count: self.n as usize, problems: !self.no_problems })
    }

    fn quiz(&self, study: &mut Study) -> Result<Quiz, Failure> {
        if !self.resume {
            let request = self.request(study)?;
            return Ok(study.start_quiz(&request)?);
        }
        let nothing = || Failure::Failed(anyhow::anyhow!("no quiz was left\n\nhint: `dva quiz` begins one"));
        study.resume_quiz()?.ok_or_else(nothing)
    }
}

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    if options.mistakes {
        return mistakes::print(&common.open()?, options.json);
    }
    if !options.plain {
        require_terminal("--plain")?;
    }
    let mut study = common.open()?;
    let left = if options.resume { None } else { study.stored_quiz()? };
    let quiz = options.quiz(&mut study)?;
    if options.plain {
        if let Some(left) = left {
            writeln!(io::stdout(), "The quiz that was left is ended: {}.", phrase::quiz::left(&left))?;
        }
        return plain::run(study, quiz);
    }
    Ok(tui::run(study, common.config_file()?, Some(tui::Opening::Quiz))?)
}
