//! `dva man`: the manual pages.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::{Cli, Failure, Outcome};

/// Print the manual page, or write one page for each command
#[derive(Debug, Args)]
#[command(after_help = "Example: dva man --out ~/.local/share/man/man1")]
pub(super) struct Options {
    /// Write the pages of all commands to this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(options: &Options) -> Outcome {
    let Some(folder) = &options.out else {
        let mut page = Vec::new();
        // As the pages of a folder are made, where `dva help` has no page either.
        let mut command = Cli::command().disable_help_subcommand(true);
        command.build();
        Man::new(command).render(&mut page)?;
        return Ok(io::stdout().write_all(&page)?);
    };
    let written =
        std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Cli::command(), folder));
    written.map_err(|error| {
        let message = format!("cannot write manual pages to {}", folder.display());
        Failure::Failed(anyhow::Error::new(error).context(message))
    })
}
