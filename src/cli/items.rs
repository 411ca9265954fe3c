//! `dva items`: what the learner said of items, to be seen and to be changed.

mod print;

use std::io::{self, BufRead, IsTerminal, Write};

use clap::{Args, Subcommand};

use crate::content::ItemIndex;
use crate::phrase;
use crate::study::{Sign, Study, StudyError};

use super::paper::Paper;
use super::{Common, Failure, Outcome};

pub(super) use print::print_lines;

/// List and change what you said of items: suspended, buried, marked, disputed, noted
///
/// Each line is an item: its id, what there is to say of it, where it stands, its front.
#[derive(Debug, Args)]
#[command(after_help = "Example: dva items --leech --noted")]
pub(super) struct Options {
    #[command(flatten)]
    kinds: Kinds,
    /// Print one JSON array
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    action: Option<Action>,
}

/// Which items are listed: those of any kind named, or of all kinds.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
struct Kinds {
    /// Those not asked until you take it back
    #[arg(long)]
    suspended: bool,
    /// Those not asked before tomorrow
    #[arg(long)]
    buried: bool,
    /// Those forgotten eight times or more
    #[arg(long)]
    leech: bool,
    /// Those you marked
    #[arg(long)]
    flagged: bool,
    /// Those you think are wrong
    #[arg(long)]
    disputed: bool,
    /// Those with a note of yours
    #[arg(long)]
    noted: bool,
}

impl Kinds {
    fn signs(&self) -> Vec<Sign> {
        let Self { suspended, buried, leech, flagged, disputed, noted } = *self;
        [
            (suspended, Sign::Suspended),
            (buried, Sign::Buried),
            (leech, Sign::Leech),
            (flagged, Sign::Flagged),
            (disputed, Sign::Disputed),
            (noted, Sign::Noted),
        ]
        .into_iter()
        .filter_map(|(asked, sign)| asked.then_some(sign))
        .collect()
    }
}

/// An item, by its id.
#[derive(Debug, Args)]
struct One {
    /// The item's id
    id: String,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show an item: both sides, where it stands, your note, its sources
    #[command(after_help = "Example: dva items show lambda.tmp.max")]
    Show(One),
    /// Mark an item, to find it again
    #[command(after_help = "Example: dva items mark lambda.tmp.max")]
    Mark(One),
    /// Take the mark away
    #[command(after_help = "Example: dva items unmark lambda.tmp.max")]
    Unmark(One),
    /// Note that you think an item is wrong, and why
    #[command(after_help = "Example: dva items dispute lambda.tmp.max 'it was raised in May'")]
    Dispute {
        #[command(flatten)]
        one: One,
        /// What is wrong with it; `dva export --disputes` prints it
        #[arg(allow_hyphen_values = true, default_value = "", hide_default_value = true)]
        text: String,
    },
    /// Note that an item is right after all
    #[command(after_help = "Example: dva items undispute lambda.tmp.max")]
    Undispute(One),
    /// Do not ask an item again
    #[command(after_help = "Example: dva items suspend lambda.tmp.max")]
    Suspend(One),
    /// Ask an item again that was suspended, by you or because it was forgotten too often
    #[command(after_help = "Example: dva items unsuspend lambda.tmp.max")]
    Unsuspend(One),
    /// Do not ask an item before tomorrow
    #[command(after_help = "Example: dva items bury lambda.tmp.max")]
    Bury(One),
    /// Ask an item again that was buried
    #[command(after_help = "Example: dva items unbury lambda.tmp.max")]
    Unbury(One),
    /// Keep a note on an item, shown with its answer and as a hint
    #[command(after_help = "Example: dva items note lambda.tmp.max 'ten times a gigabyte'")]
    Note {
        #[command(flatten)]
        one: One,
        /// The note; an empty one takes it away
        #[arg(allow_hyphen_values = true)]
        text: String,
    },
    /// Start an item afresh: its answers are taken back, and it is new again; the log keeps them
    #[command(after_help = "Example: dva items reset lambda.tmp.max --yes")]
    Reset {
        #[command(flatten)]
        one: One,
        /// Do not ask whether it is meant
        #[arg(long)]
        yes: bool,
    },
}

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    let signs = options.kinds.signs();
    let Some(action) = &options.action else { return list(common, &signs, options.json) };
    if options.json || !signs.is_empty() {
        let message = "--json and the kinds of items go with the list alone";
        return Err(Failure::Usage(anyhow::anyhow!(
            "{message}\n\nhint: put only the item after the command"
        )));
    }
    change(&mut common.open()?, action)
}

fn list(common: &Common, signs: &[Sign], json: bool) -> Outcome {
    let study = common.open()?;
    let mut listed = study.listed(None)?;
    if !signs.is_empty() {
        listed.retain(|standing| standing.signs().iter().any(|sign| signs.contains(sign)));
    }
    let mut out = io::stdout().lock();
    if json {
        let all: Vec<_> = listed.iter().map(|standing| print::as_json(&study, standing)).collect();
        return Ok(writeln!(out, "{}", serde_json::Value::from(all))?);
    }
    // A script counts lines; a person is told that there is nothing.
    if listed.is_empty() && io::stdout().is_terminal() {
        return Ok(writeln!(out, "No items of this kind. `dva items mark ID` puts one here.")?);
    }
    Ok(print_lines(&mut out, &study, &listed, Paper::of_stdout())?)
}

fn change(study: &mut Study, action: &Action) -> Outcome {
    let said = match action {
        Action::Show(One { id }) => return show(study, study.item_named(id)?),
        Action::Reset { one: One { id }, yes } => return reset(study, id, *yes),
        Action::Mark(one) => flag(study, one, true)?,
        Action::Unmark(one) => flag(study, one, false)?,
        Action::Dispute { one, text } => dispute(study, one, Some(text))?,
        Action::Undispute(one) => dispute(study, one, None)?,
        Action::Suspend(one) => suspend(study, one, true)?,
        Action::Unsuspend(one) => suspend(study, one, false)?,
        Action::Bury(one) => bury(study, one, true)?,
        Action::Unbury(one) => bury(study, one, false)?,
        Action::Note { one, text } => {
            study.set_note(study.item_named(&one.id)?, text)?;
            phrase::note_kept(text)
        }
    };
    Ok(writeln!(io::stdout(), "{said}")?)
}

fn flag(study: &mut Study, one: &One, flagged: bool) -> Result<&'static str, StudyError> {
    study.flag(study.item_named(&one.id)?, flagged)?;
    Ok(phrase::flagged(flagged))
}

fn dispute(study: &mut Study, one: &One, objection: Option<&str>) -> Result<&'static str, StudyError> {
    study.dispute(study.item_named(&one.id)?, objection)?;
    Ok(phrase::disputed(objection.is_some()))
}

fn suspend(study: &mut Study, one: &One, suspended: bool) -> Result<&'static str, StudyError> {
    study.suspend(study.item_named(&one.id)?, suspended)?;
    Ok(phrase::suspended(suspended))
}

fn bury(study: &mut Study, one: &One, buried: bool) -> Result<&'static str, StudyError> {
    study.bury(study.item_named(&one.id)?, buried)?;
    Ok(phrase::buried(buried))
}

fn show(study: &Study, item: ItemIndex) -> Outcome {
    Ok(print::print_item(&mut io::stdout().lock(), study, &study.standing(item)?, Paper::of_stdout())?)
}

/// Starts an item afresh, once the learner said that they mean it.
fn reset(study: &mut Study, id: &str, yes: bool) -> Outcome {
    let item = study.item_named(id)?;
    if !yes {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            let message = "nobody can be asked here whether the answers are to be taken back";
            return Err(Failure::Usage(anyhow::anyhow!("{message}\n\nhint: add --yes")));
        }
        if !confirmed()? {
            return Ok(writeln!(io::stdout(), "Nothing was changed.")?);
        }
    }
    let answers = study.reset(item)?;
    Ok(writeln!(io::stdout(), "{}", phrase::reset(answers))?)
}

fn confirmed() -> io::Result<bool> {
    let mut out = io::stdout();
    write!(out, "{} [y/N] ", phrase::ASKS_TO_RESET)?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
