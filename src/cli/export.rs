//! `dva export`: what leaves the program, so far what the learner disputes.

use std::io::{self, IsTerminal, Write};

use clap::Args;

use crate::content::Body;
use crate::content::text;
use crate::study::{Sign, Standing, Study};

use super::{Common, Outcome};

/// Print what you think is wrong, with id, version and text, for a report
#[derive(Debug, Args)]
#[command(after_help = "Example: dva export --disputes > disputes.md")]
pub(super) struct Options {
    /// The items you dispute, in Markdown
    #[arg(long, required = true)]
    disputes: bool,
}

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    let Options { disputes: _ } = options;
    let study = common.open()?;
    let mut out = io::stdout().lock();
    let disputed = study.listed(Some(Sign::Disputed))?;
    // A script counts lines; a person is told that there is nothing.
    if disputed.is_empty() && io::stdout().is_terminal() {
        return Ok(writeln!(out, "You dispute nothing. `!` on a question or a card does.")?);
    }
    for standing in disputed {
        write!(out, "{}", dispute(&study, &standing))?;
    }
    Ok(())
}

/// One disputed item: what it is, of which version, what is held to be wrong, and all of its text.
fn dispute(study: &Study, standing: &Standing) -> String {
    let (library, item) = (study.library(), standing.item);
    let (id, kind) = (&library.item(item).id, library.kind(item));
    let version = env!("CARGO_PKG_VERSION");
    let revised = library.head(item).revised;
    let revised = revised.map_or_else(String::new, |day| format!(", revised on {day}"));
    let said = match standing.marks.objection.as_deref().map(text::printable) {
        Some(said) => format!("Held to be wrong: {said}"),
        None => "Held to be wrong; no reason is given.".to_owned(),
    };
    let sources: String = library.sources(item).iter().map(|source| format!("- {source}\n")).collect();
    format!(
        "# {id}\n\ndva {version}, {kind}, checked on {}{revised}\n\n{said}\n\n{}\n\nSources:\n\n{sources}\n",
        library.verified(item),
        text_of(study, item),
    )
}

/// All that an item says. A question has its options with their ids, as written, and why each is right or fails.
fn text_of(study: &Study, item: crate::content::ItemIndex) -> String {
    let library = study.library();
    if let Body::Question(_) = library.item(item).body
        && let Some(question) = study.question(item)
    {
        let options = question.options.iter().map(|option| {
            let key = if option.key { ", the key" } else { "" };
            format!("{}{key}: {}\n\n{}", option.id, option.text, option.why.trim())
        });
        return format!("{}\n\n{}", question.stem.trim(), options.collect::<Vec<_>>().join("\n\n"));
    }
    let face = library.face(item, study.reader());
    format!("{}\n\n{}", face.front.trim(), face.back.trim()).trim_end().to_owned()
}
