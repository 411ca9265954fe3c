//! `dva due`: one line for a prompt or a status bar.

use std::io::{self, Write};

use clap::Args;

use super::{Common, Outcome};

/// Print what is due, in one line
#[derive(Debug, Args)]
#[command(after_help = "Example: dva due --format '{due}+{new}'")]
pub(super) struct Options {
    /// The line: {due}, {new}, {done}, {minutes} and {days} (until the exam) are filled in
    #[arg(long, default_value = "{due} due, {new} new, about {minutes} min")]
    format: String,
}

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    let study = common.open()?;
    let overview = study.overview()?;
    let line = options
        .format
        .replace("{due}", &overview.due.to_string())
        .replace("{new}", &overview.new.to_string())
        .replace("{done}", &overview.done.answers.to_string())
        .replace("{minutes}", &overview.minutes.to_string())
        .replace("{days}", &study.days_to_exam().map(|days| days.to_string()).unwrap_or_default());
    writeln!(io::stdout(), "{line}")?;
    Ok(())
}
