//! How items are printed: one a line, one in full, or as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::content::markup::headline;
use crate::content::text;
use crate::phrase;
use crate::schedule::Entry;
use crate::study::{Standing, Study};

use super::super::paper::{Paper, pad, widest};
use super::super::reading;

/// One line an item: id, what the learner said of it, where it stands, front.
pub(in super::super) fn print_lines(
    out: &mut impl Write,
    study: &Study,
    standings: &[Standing],
    paper: Paper,
) -> io::Result<()> {
    let library = study.library();
    let rows: Vec<[String; 4]> = standings
        .iter()
        .map(|standing| {
            let signs: Vec<&str> = standing.signs().into_iter().map(phrase::sign).collect();
            let front = headline(&library.face(standing.item, study.reader()).front);
            [library.item(standing.item).id.to_string(), signs.join(","), phrase::due(standing), front]
        })
        .collect();
    let wide = |column: usize| widest(rows.iter().filter_map(|row| row.get(column)).map(String::as_str));
    let widths = [wide(0), wide(1), wide(2)];
    for [id, signs, stands, front] in &rows {
        let mut line = String::new();
        // Where nothing was said of any item, there is no column for it.
        for (cell, width) in [id, signs, stands].into_iter().zip(widths).filter(|(_, width)| *width > 0) {
            line += &format!("{}  ", pad(cell, width));
        }
        writeln!(out, "{}", paper.cut(&format!("{line}{front}")))?;
    }
    Ok(())
}

/// One item in full.
pub(super) fn print_item(
    out: &mut impl Write,
    study: &Study,
    standing: &Standing,
    paper: Paper,
) -> anyhow::Result<()> {
    let (library, item) = (study.library(), standing.item);
    let face = study.face(&Entry { item, memory: standing.memory, topic_first: false })?;
    let place = format!("{} · {}", library.item(item).id, phrase::place(library, item));
    let mut lines = vec![paper.muted(&place), String::new()];
    lines.extend(reading::page(&face.front, paper));
    lines.push(String::new());
    lines.extend(reading::page(&face.back, paper));
    lines.extend([String::new(), phrase::standing(standing), String::new()]);
    lines.push(format!("{}, checked on {}", paper.strong("Sources"), library.verified(item)));
    lines.extend(library.sources(item).into_iter().map(str::to_owned));
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// One item as the README documents it.
pub(super) fn as_json(study: &Study, standing: &Standing) -> Value {
    let (library, item) = (study.library(), standing.item);
    let face = library.face(item, study.reader());
    let topic = library.topic_of(item);
    let signs: Vec<String> = standing.signs().iter().map(ToString::to_string).collect();
    let memory = standing.memory.as_ref();
    // What was missed is due until it is known again, whatever day the model gives it.
    let due = memory.map(|memory| if memory.relearning { memory.last } else { memory.due });
    json!({
        "id": library.item(item).id,
        "section": topic.section,
        "topic": topic.id,
        "kind": library.kind(item).to_string(),
        "signs": signs,
        "due": due.map(|due| due.date().to_string()),
        "answers": memory.map_or(0, |memory| memory.reps),
        "forgotten": memory.map_or(0, |memory| memory.lapses),
        "note": standing.marks.note.as_deref().map(text::printable),
        "front": face.front,
        "back": face.back,
    })
}
