//! `dva decks`: the decks, and what one holds.

use std::io::{self, Write};

use clap::Args;

use crate::study::{Request, Study};

use super::paper::{Paper, pad, widest};
use super::{Common, Outcome, items};

/// List the decks, or what one of them holds
#[derive(Debug, Args)]
#[command(after_help = "Example: dva decks lambda-limits")]
pub(super) struct Options {
    /// A deck, by its id: one line for each item it holds
    deck: Option<String>,
}

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    let study = common.open()?;
    let mut out = io::stdout().lock();
    let Some(deck) = &options.deck else { return list(&study, &mut out) };
    let request = Request { deck: Some(deck.clone()), ..Request::default() };
    let held = study.standings(&study.items_of(&request)?)?;
    Ok(items::print_lines(&mut out, &study, &held, Paper::of_stdout())?)
}

/// One line a deck: id, how many items it holds, how many are due and new, title.
fn list(study: &Study, out: &mut impl Write) -> Outcome {
    let paper = Paper::of_stdout();
    let decks = &study.library().content().decks;
    let wide = widest(decks.iter().map(|deck| deck.id.as_str()));
    let heading = format!("{}  items    due    new  title", pad("deck", wide));
    writeln!(out, "{}", paper.muted(&heading))?;
    for (deck, state) in decks.iter().zip(study.deck_states()?) {
        let id = pad(&deck.id, wide);
        writeln!(out, "{id}  {:>5}  {:>5}  {:>5}  {}", state.items, state.due, state.new, deck.title)?;
    }
    Ok(())
}
