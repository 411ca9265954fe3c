//! Parse, run, report, exit code.

use std::process::ExitCode;

use clap::Parser;
use dva::cli::{Cli, run};

fn main() -> ExitCode {
    run(Cli::parse())
}
