//! The list of mistakes, to be read or as JSON.

use std::io::{self, IsTerminal, Write};

use serde_json::{Value, json};

use crate::phrase;
use crate::study::{MistakeRow, Study};

use super::super::paper::Paper;
use super::super::{Outcome, reading};

pub(super) fn print(study: &Study, json: bool) -> Outcome {
    let mistakes = study.mistakes()?;
    let mut out = io::stdout().lock();
    if json {
        let all: Vec<Value> = mistakes.iter().map(|row| as_json(study, row)).collect();
        return Ok(writeln!(out, "{}", Value::from(all))?);
    }
    // A script counts lines; a person is told that there is nothing.
    if mistakes.is_empty() && io::stdout().is_terminal() {
        return Ok(writeln!(out, "No mistakes are open.")?);
    }
    let paper = Paper::of_stdout();
    for row in &mistakes {
        let id = &study.library().item(row.item).id;
        let place = phrase::place(study.library(), row.item);
        writeln!(out, "{}", paper.strong(&format!("{place} · {id}")))?;
        writeln!(out, "{}", paper.muted(&phrase::sentence(&phrase::quiz::mistake(row))))?;
        for line in reading::page(&study.mistake_text(row), paper) {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// One mistake as the README documents it.
fn as_json(study: &Study, row: &MistakeRow) -> Value {
    let library = study.library();
    let topic = library.topic_of(row.item);
    let question = study.question(row.item);
    let options = question.map_or(&[][..], |question| question.options.as_slice());
    let chosen = &row.mistake.missed.chosen;
    let options: Vec<Value> = options
        .iter()
        .map(|option| {
            let is_chosen = chosen.iter().any(|id| **id == *option.id);
            json!({ "text": *option.text, "right": option.key, "chosen": is_chosen, "why": *option.why })
        })
        .collect();
    json!({
        "id": library.item(row.item).id,
        "section": topic.section,
        "topic": topic.id,
        "question": question.map_or("", |question| question.stem.as_str()),
        "options": options,
        "missed": row.mistake.missed.answer.day.date().to_string(),
        "guessed": row.was_guessed(),
        "reason": row.reason.map(|reason| reason.to_string()),
        "right_days": row.mistake.right_days,
        "due": row.mistake.due.date().to_string(),
    })
}
