//! `dva notes`: the course to read, and which of it was read.

use std::collections::HashSet;
use std::io::{self, Write};

use clap::Args;

use crate::content::Body;
use crate::content::markup::headline;
use crate::content::model::Topic;
use crate::phrase;
use crate::study::{Part, Study};

use super::paper::{Paper, cut, pad, widest};
use super::{Common, Outcome, reading};

/// Read the course
///
/// Without a section it lists the sections with how much of each was read.
#[derive(Debug, Args)]
#[command(after_help = "Example: dva notes lambda.concurrency")]
pub(super) struct Options {
    /// A section, by its id or its number, or a topic
    section: Option<String>,
    /// Only the topics with their titles; without a section, those of the whole course
    #[arg(long)]
    list: bool,
    /// Mark a topic as read; of a section, all topics
    #[arg(long, value_name = "TOPIC", conflicts_with_all = ["section", "list"])]
    read: Option<String>,
    /// Mark a topic as not read: it comes before its next new item
    #[arg(long, value_name = "TOPIC", conflicts_with_all = ["section", "list", "read"])]
    unread: Option<String>,
}

/// The width that a list keeps within.
const WIDTH: usize = 80;

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    let mut study = common.open()?;
    let mut out = io::stdout().lock();
    if let Some(name) = &options.read {
        return mark(&mut study, &mut out, name, true);
    }
    if let Some(name) = &options.unread {
        return mark(&mut study, &mut out, name, false);
    }
    let part = options.section.as_ref().map(|name| study.part_named(name)).transpose()?;
    match (part, options.list) {
        (None, false) => list_sections(&study, &mut out),
        (None, true) => {
            let all: Vec<usize> = (0..study.library().content().topics.len()).collect();
            Ok(list_topics(&study, &mut out, &all)?)
        }
        (Some(part), true) => Ok(list_topics(&study, &mut out, &study.topics_in(part))?),
        (Some(part), false) => print_part(&study, &mut out, part),
    }
}

fn mark(study: &mut Study, out: &mut impl Write, name: &str, read: bool) -> Outcome {
    let topics = study.topics_in(study.part_named(name)?);
    for &topic in &topics {
        study.set_read(topic, read)?;
    }
    let said = match topics.as_slice() {
        [_] => phrase::topic_read(read).to_owned(),
        all => phrase::topics_read(all.len(), read),
    };
    Ok(writeln!(out, "{said}")?)
}

/// One line a section: number, id, title, how many of its topics were read.
fn list_sections(study: &Study, out: &mut impl Write) -> Outcome {
    let library = study.library();
    let sections = &library.content().sections;
    let read = study.read_topics()?;
    let wide = widest(sections.iter().map(|section| section.id.as_str()));
    let room = WIDTH.saturating_sub("28  ".len() + wide + "    12 of 12 read".len());
    for (n, section) in sections.iter().enumerate() {
        let (mut topics, mut done) = (0, 0);
        for (topic, _) in library.topics_of(&section.id) {
            topics += 1;
            done += usize::from(read.contains(&topic));
        }
        let (id, title) = (pad(&section.id, wide), pad(&cut(&section.title, room), room));
        writeln!(out, "{:>2}  {id}  {title}  {done:>2} of {topics:>2} read", n + 1)?;
    }
    Ok(())
}

/// One line a topic: id and title.
fn list_topics(study: &Study, out: &mut impl Write, topics: &[usize]) -> io::Result<()> {
    let all = &study.library().content().topics;
    let topics: Vec<&Topic> = topics.iter().filter_map(|&topic| all.get(topic)).collect();
    let wide = widest(topics.iter().map(|topic| topic.id.as_str()));
    for topic in topics {
        writeln!(out, "{}  {}", pad(&topic.id, wide), topic.title)?;
    }
    Ok(())
}

/// The text of a section or of one topic.
fn print_part(study: &Study, out: &mut impl Write, part: Part) -> Outcome {
    let paper = Paper::of_stdout();
    if let Part::Section(section) = part
        && let Some(section) = study.library().content().sections.get(section)
    {
        writeln!(out, "{}", paper.strong(&section.title))?;
        for line in reading::page(&section.about, paper) {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    let (topics, read) = (study.topics_in(part), study.read_topics()?);
    for (n, &topic) in topics.iter().enumerate() {
        if n > 0 {
            writeln!(out, "\n")?;
        }
        print_topic(study, out, topic, &read, paper)?;
    }
    Ok(())
}

/// A topic: its text, its numbers, the pages it rests on.
fn print_topic(
    study: &Study,
    out: &mut impl Write,
    index: usize,
    read: &HashSet<usize>,
    paper: Paper,
) -> io::Result<()> {
    let library = study.library();
    let Some(topic) = library.content().topics.get(index) else { return Ok(()) };
    writeln!(out, "{}", paper.strong(&topic.title))?;
    let state = if read.contains(&index) { "read" } else { "not read yet" };
    writeln!(out, "{}\n", paper.muted(&format!("{} · {state}", topic.id)))?;
    let mut lines = reading::page(&topic.body, paper);
    let numbers = numbers(study, index);
    if !numbers.is_empty() {
        lines.extend([String::new(), paper.strong("Numbers")]);
        lines.extend(reading::pairs(&numbers, paper));
    }
    lines.extend([String::new(), format!("{}, checked on {}", paper.strong("Sources"), topic.verified)]);
    lines.extend(topic.sources.iter().map(ToString::to_string));
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The names and values of a topic's facts.
fn numbers(study: &Study, topic: usize) -> Vec<(String, String)> {
    let library = study.library();
    let of_topic = library.items().filter(|(_, item)| item.topic == topic);
    let number = |(index, item): (_, &crate::content::Item)| {
        let Body::Fact(n) = item.body else { return None };
        let fact = library.content().facts.get(n)?;
        Some((fact.name.to_string(), headline(&library.face(index, study.reader()).back)))
    };
    of_topic.filter_map(number).collect()
}
