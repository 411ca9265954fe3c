//! `dva`, `dva drill`: the tutor on a terminal, or a drill line by line.

use std::io::{self, IsTerminal};

use clap::Args;

use crate::env::Env;
use crate::study::Request;
use crate::tui;

use super::{Common, Failure, Outcome, plain};

/// Drill facts and cards
#[derive(Debug, Args)]
#[command(after_help = "Example: dva drill lambda-limits --minutes 5")]
pub(super) struct Options {
    /// A deck; without one, what is due today and what is new
    deck: Option<String>,
    /// Only this section of the course, by its id
    #[arg(long, conflicts_with = "deck")]
    section: Option<String>,
    /// Stop after this many minutes
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=600))]
    minutes: Option<u32>,
    /// Ask this many items at most
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    limit: Option<u32>,
    /// Line by line, without cursor movement: for screen readers and pipes
    #[arg(long)]
    plain: bool,
}

/// Opens the tutor at Home.
pub(super) fn open_tutor(common: &Common) -> Outcome {
    require_terminal("dva drill --plain")?;
    let study = common.open()?;
    Ok(tui::run(study, common.config_file()?, None)?)
}

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    let Options { deck, section, minutes, limit, plain } = options;
    if !plain {
        require_terminal("--plain")?;
    }
    let study = common.open()?;
    let minutes = minutes.or((limit.is_none()).then_some(study.settings().minutes));
    let limit = limit.map(|limit| limit as usize);
    let request = Request { deck: deck.clone(), section: section.clone(), minutes, limit };
    if *plain {
        return plain::run(study, &request);
    }
    // An unknown deck is said before the screen opens.
    study.begin(&request)?;
    Ok(tui::run(study, common.config_file()?, Some(tui::Opening::Drill(request)))?)
}

/// The tutor draws: it needs a terminal that can move its cursor.
pub(super) fn require_terminal(instead: &str) -> Outcome {
    if io::stdout().is_terminal() && io::stdin().is_terminal() && !Env::is_dumb_terminal() {
        return Ok(());
    }
    let message = format!(
        "this is no terminal that dva can draw on\n\nhint: use `{instead}`, which works line by line"
    );
    Err(Failure::Usage(anyhow::anyhow!(message)))
}
