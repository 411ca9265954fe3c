//! `dva lookup`: facts, topics and cards by the words people type. Reads, and changes nothing.

mod print;

use std::io::{self, Write};
use std::mem::ManuallyDrop;

use clap::Args;
use serde::Serialize;

use crate::content::model::Fact;
use crate::content::{Body, ItemIndex, Library, Reader, text};
use crate::env::Env;
use crate::lookup::{Found, Hit};
use crate::study::Reference;

use super::{Common, Failure, Outcome, complain};

/// Facts that are named when nothing was found.
const NEAREST: usize = 3;

/// Topics and cards below the facts.
const BELOW: usize = 5;

/// The way out for those who found nothing.
const HOW: &str = "name a service and what it is about, as in `dva lookup sqs delay`";

/// Look up limits, defaults and other figures
#[derive(Debug, Args)]
#[command(after_help = "Example: dva lookup sqs visibility timeout")]
pub(super) struct Options {
    /// Words in any order: a service, what it is about, max, min or default, an amount such as 256 KB
    #[arg(required = true)]
    query: Vec<String>,
    /// Show this many facts at most
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=1000))]
    limit: u16,
    /// Print the facts as one JSON array
    #[arg(long)]
    json: bool,
}

/// A fact in the JSON output. What is there stays: scripts rely on it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    service: &'a str,
    name: &'a str,
    /// In force for the exam aimed at; today's without one.
    value: &'a str,
    /// All other values, oldest first.
    was: Vec<Other<'a>>,
    /// When today's value began to be true.
    changed: Option<String>,
    kind: String,
    adjustable: Option<bool>,
    note: Option<&'a str>,
    source: &'a str,
    verified: String,
    score: u16,
}

/// A value that is not the one asked for.
#[derive(Debug, Serialize)]
struct Other<'a> {
    value: &'a str,
    /// When it stopped being true; nothing for today's.
    until: Option<String>,
}

impl<'a> Row<'a> {
    fn of(fact: &'a Fact, reader: Reader, score: u16) -> Self {
        let value = fact.answer(reader).value;
        let earlier = fact.was.iter().map(|was| Other { value: &was.value, until: Some(was.until.iso()) });
        let today = Other { value: &fact.value, until: None };
        Self {
            id: &fact.head.id,
            service: &fact.service,
            name: &fact.name,
            value,
            was: earlier.chain([today]).filter(|other| other.value != value).collect(),
            changed: fact.was.last().map(|last| last.until.iso()),
            kind: fact.kind.to_string(),
            adjustable: fact.adjustable,
            note: fact.note.as_deref(),
            source: &fact.source,
            verified: fact.verified.to_string(),
            score,
        }
    }
}

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    let query = options.query.join(" ");
    if query.trim().is_empty() {
        return Err(Failure::Usage(anyhow::anyhow!("there is nothing to look up\n\nhint: {HOW}")));
    }
    let reference = Reference::open(&Env::from_process(), &common.places()?)?;
    for problem in reference.content_problems() {
        complain(&format!("{problem}"));
    }
    if let Some(error) = reference.unread_settings() {
        complain(&format!("the settings cannot be read, so these are today's values: {error}"));
    }
    let outcome = answer(&reference, &query, options);
    // The process ends here: giving thousands of lists back one by one would only keep the shell waiting.
    std::mem::forget(reference);
    outcome
}

fn answer(reference: &Reference, query: &str, options: &Options) -> Outcome {
    let (library, reader) = (reference.library(), reference.reader());
    let shelf = ManuallyDrop::new(reference.facts());
    let hits = shelf.search(query, options.limit.into());
    let facts = facts(library, &hits);
    let (text, is_empty) = if options.json {
        let rows: Vec<Row> = facts.iter().map(|(fact, score)| Row::of(fact, reader, *score)).collect();
        (serde_json::to_string_pretty(&rows)? + "\n", rows.is_empty())
    } else {
        let items: Vec<ItemIndex> = hits.iter().filter_map(|hit| hit.found.item()).collect();
        let others = reference.others(&items).search(query, BELOW);
        let others: Vec<Found> = others.into_iter().map(|hit| hit.found).collect();
        let facts: Vec<&Fact> = facts.into_iter().map(|(fact, _)| fact).collect();
        let page = print::Page::of_stdout();
        (print::answer(library, reader, &facts, &others, page), facts.is_empty() && others.is_empty())
    };
    // Written at once: a line at a time would ask the system for each.
    io::stdout().lock().write_all(text.as_bytes())?;
    if is_empty {
        nothing_found(query, library, reader, &shelf.nearest(query, NEAREST));
        return Err(Failure::Reported);
    }
    Ok(())
}

/// The facts among the hits, with their scores.
fn facts<'a>(library: &'a Library, hits: &[Hit]) -> Vec<(&'a Fact, u16)> {
    let fact = |hit: &Hit| match library.item(hit.found.item()?).body {
        Body::Fact(n) => Some((&library.content().facts[n], hit.score)),
        _ => None,
    };
    hits.iter().filter_map(fact).collect()
}

fn nothing_found(query: &str, library: &Library, reader: Reader, nearest: &[Hit]) {
    complain(&format!("error: nothing found for `{}`", text::printable(query)));
    let facts = facts(library, nearest);
    if facts.is_empty() {
        return complain(&format!("\nhint: {HOW}"));
    }
    complain("\nhint: the nearest are");
    for (fact, _) in facts {
        complain(&format!("  {}: {}: {}", fact.service, fact.name, fact.answer(reader).value));
    }
}
