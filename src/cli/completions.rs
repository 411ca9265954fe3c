//! `dva completions`: what a shell completes.

use std::io::{self, Write};

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Outcome};

/// Print what a shell needs to complete commands and options
#[derive(Debug, Args)]
#[command(after_help = "Example: dva completions bash > ~/.local/share/bash-completion/completions/dva")]
pub(super) struct Options {
    /// The shell
    shell: Shell,
}

pub(super) fn run(options: &Options) -> Outcome {
    // Written to memory first: the generator itself panics when its reader is gone.
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Cli::command(), "dva", &mut script);
    Ok(io::stdout().write_all(&script)?)
}
