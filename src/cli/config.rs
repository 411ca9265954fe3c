//! `dva config`: the study settings.

use std::io::{self, Write};

use clap::Subcommand;

use crate::settings::{DEFINITIONS, Settings};

use super::{Common, Outcome};

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
    /// Change one setting; an empty value takes it back
    #[command(after_help = "Example: dva config set exam-date 2026-11-30")]
    Set {
        /// The setting's name
        key: String,
        /// The new value
        value: String,
    },
}

pub(super) fn run(common: &Common, action: &Action) -> Outcome {
    let mut study = common.open()?;
    let mut out = io::stdout().lock();
    match action {
        Action::List => {
            for definition in DEFINITIONS {
                let value = study.settings().get(definition.key)?;
                writeln!(out, "{:<13} {:<12} {}", definition.key, value, definition.help)?;
            }
        }
        Action::Get { key } => writeln!(out, "{}", get(study.settings(), key)?)?,
        Action::Set { key, value } => {
            study.set(key, value)?;
            writeln!(out, "{key} = {}", get(study.settings(), key)?)?;
        }
    }
    Ok(())
}

fn get(settings: &Settings, key: &str) -> Result<String, crate::study::StudyError> {
    Ok(settings.get(key)?)
}
