//! How findings, counts and coverage are printed.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use crate::check::Severity;
use crate::check::counts::SectionCount;
use crate::check::coverage::{Coverage, covered};
use crate::content::model::CardBody;
use crate::content::{Content, Diagnostic, Library};
use crate::phrase;

use super::super::{Failure, Outcome};
use super::{COVERAGE, Checked, Problem};

pub(super) fn print(out: &mut impl Write, checked: &Checked, by_sections: bool) -> io::Result<()> {
    for Problem { place, severity, .. } in &checked.problems {
        let mark = if *severity == Severity::Warning { "warning: " } else { "" };
        writeln!(out, "{mark}{place}")?;
    }
    if by_sections && !checked.sections.is_empty() {
        print_sections(out, &checked.sections)?;
    }
    let content = &checked.content;
    let cloze = content.cards.iter().filter(|card| matches!(card.body, CardBody::Cloze { .. })).count();
    let counts = [
        (content.sections.len(), "section"),
        (content.topics.len(), "topic"),
        (content.facts.len(), "fact"),
        (content.cards.len(), "card"),
        (content.questions.len(), "question"),
        (content.problems.len(), "problem"),
        (content.decks.len(), "deck"),
        (content.blueprints.len(), "blueprint"),
    ];
    let mut parts: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| phrase::count(*n, noun)).collect();
    if cloze > 0 {
        parts.push(format!("{cloze} of the cards cloze"));
    }
    let (errors, warnings) = (checked.count(Severity::Error), checked.count(Severity::Warning));
    let verdict = match (errors, warnings) {
        (0, 0) => "no problems".to_owned(),
        (0, warnings) => phrase::count(warnings, "warning"),
        (errors, 0) => phrase::count(errors, "problem"),
        (errors, warnings) => {
            format!("{}, {}", phrase::count(errors, "problem"), phrase::count(warnings, "warning"))
        }
    };
    writeln!(out, "{verdict}: {}", parts.join(", "))
}

/// One line a section: what it holds, and what of it is drilled for each exam, likely items first.
fn print_sections(out: &mut impl Write, sections: &[SectionCount]) -> io::Result<()> {
    let exams: BTreeSet<&String> = sections.iter().flat_map(|count| count.drilled.keys()).collect();
    write!(out, "{:<16}{:>7}{:>7}{:>7}{:>7}{:>11}", "", "topics", "facts", "cards", "cloze", "questions")?;
    for exam in &exams {
        write!(out, "   {exam:<13}")?;
    }
    writeln!(out)?;
    let mut totals = vec![[0; 3]; exams.len()];
    for count in sections {
        let SectionCount { section, topics, facts, cards, cloze, questions, drilled } = count;
        write!(out, "{section:<16}{topics:>7}{facts:>7}{cards:>7}{cloze:>7}{questions:>11}")?;
        for (exam, total) in exams.iter().zip(&mut totals) {
            let tiers = drilled.get(*exam).copied().unwrap_or_default();
            (0..3).for_each(|tier| total[tier] += tiers[tier]);
            write!(out, "   {:<13}", tiers.map(|n| n.to_string()).join("+"))?;
        }
        writeln!(out)?;
    }
    write!(out, "{:<55}", "drilled, by tier")?;
    for total in totals {
        write!(out, "   {:<13}", total.map(|n| n.to_string()).join("+"))?;
    }
    writeln!(out)
}

pub(super) fn as_json(checked: &Checked) -> Value {
    let problem = |problem: &Problem| {
        let Diagnostic { path, line, column, message, hint } = &problem.place;
        json!({
            "path": path, "line": line, "column": column, "message": message, "hint": hint,
            "rule": problem.rule, "severity": problem.severity.to_string(),
        })
    };
    let section = |count: &SectionCount| {
        let SectionCount { section, topics, facts, cards, cloze, questions, drilled } = count;
        json!({
            "section": section, "topics": topics, "facts": facts, "cards": cards, "cloze": cloze,
            "questions": questions, "drilled": drilled,
        })
    };
    let problems: Vec<Value> = checked.problems.iter().map(problem).collect();
    let sections: Vec<Value> = checked.sections.iter().map(section).collect();
    json!({ "problems": problems, "sections": sections })
}

/// One line a point: what teaches it, what asks it. Points that nothing covers come last, and fail the command.
pub(super) fn print_coverage(out: &mut impl Write, root: Option<&Path>, content: &Content) -> Outcome {
    let path = root.map(|root| root.join(COVERAGE)).filter(|path| path.is_file());
    let Some(path) = path else {
        return Err(Failure::Usage(anyhow::anyhow!("there is no {COVERAGE} beside this content")));
    };
    let map: Coverage = toml::from_str(&std::fs::read_to_string(&path)?)?;
    let library = Library::new(content.clone());
    let mut open = Vec::new();
    let mut heading = "";
    for point in &map.point {
        if point.heading != heading {
            heading = &point.heading;
            writeln!(out, "\n{} · {heading}", point.note)?;
        }
        let covered = covered(point, content, &library);
        let (topics, items) = (covered.topics.len(), covered.items.len());
        writeln!(
            out,
            "  {:<60} {}, {}",
            point.point,
            phrase::count(topics, "topic"),
            phrase::count(items, "item")
        )?;
        if !covered.is_complete() {
            open.push(format!(
                "{} · {heading}: {} (unknown: {})",
                point.note,
                point.point,
                covered.unknown.join(", ")
            ));
        }
    }
    writeln!(out, "\n{}, {} of them not covered", phrase::count(map.point.len(), "point"), open.len())?;
    for point in &open {
        writeln!(out, "not covered: {point}")?;
    }
    if open.is_empty() { Ok(()) } else { Err(Failure::Reported) }
}
