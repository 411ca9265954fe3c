//! How findings, counts and coverage are printed.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Map, Value as Json, json};

use crate::check::counts::SectionCount;
use crate::check::coverage::{Coverage, covered};
use crate::check::figures::{Figure, SectionFigures, Value, Verdict};
use crate::check::shares::{Level, Share};
use crate::check::{KEPT, RULES, Rule, Severity};
use crate::content::model::CardBody;
use crate::content::{Content, Diagnostic, Library, text};
use crate::phrase;

use super::super::{Failure, Outcome};
use super::{COVERAGE, Checked, EXAMPLE, Problem};

/// Columns of the id of an item, and of what a figure is of.
const ID: usize = 40;
const WHAT: usize = 44;

/// Returns the table of rules, for the help.
pub(super) fn rules() -> String {
    let rows = RULES.iter().map(|rule| format!("  {:<5}{:<9}{}", rule.id, rule.grade(), rule.asks));
    let kept = KEPT.iter().map(|(id, by)| format!("  {id:<5}{:<9}{by}", "kept by"));
    let table: Vec<String> = rows.chain(kept).collect();
    let waive = "Warnings, and errors with a star, may be waived: waive = [{ rule = \"Q12\", why = \"…\" }]";
    format!("{EXAMPLE}\n\nRules:\n{}\n\n{waive}", table.join("\n"))
}

pub(super) fn print(out: &mut impl Write, checked: &Checked, is_whole: bool) -> io::Result<()> {
    print_problems(out, &checked.problems)?;
    if !checked.left_out.is_empty() {
        writeln!(
            out,
            "not held against the rules, since they or what they refer to cannot be read: {}\n",
            checked.left_out.join(", ")
        )?;
    }
    if is_whole && !checked.sections.is_empty() {
        print_sections(out, &checked.sections)?;
        writeln!(out)?;
    }
    if is_whole && !checked.content.questions.is_empty() {
        print_section_figures(out, &checked.figures.sections)?;
        writeln!(out)?;
        print_figures(out, &checked.figures.figures)?;
    }
    let (errors, warnings) = (checked.count(Severity::Error), checked.count(Severity::Warning));
    let mut verdict: Vec<String> = Vec::new();
    let missed = if is_whole { checked.missed() } else { 0 };
    verdict.extend((errors > 0).then(|| phrase::count(errors, "problem")));
    verdict.extend((missed > 0).then(|| format!("{} missed", phrase::count(missed, "figure"))));
    verdict.extend((warnings > 0).then(|| phrase::count(warnings, "warning")));
    let verdict = if verdict.is_empty() { "no problems".to_owned() } else { verdict.join(", ") };
    writeln!(out, "{verdict}: {}", counts(&checked.content))?;
    // Of a single file its own questions are told, after the verdict.
    if !is_whole && checked.figures.sections.iter().any(|figures| figures.questions > 0) {
        writeln!(out)?;
        print_section_figures(out, &checked.figures.sections)?;
    }
    Ok(())
}

/// What there is of each kind.
fn counts(content: &Content) -> String {
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
    parts.join(", ")
}

/// Problems by item, each under the place of the item; what the rules ask for comes once, at the end; then how many each file
/// has.
fn print_problems(out: &mut impl Write, problems: &[Problem]) -> io::Result<()> {
    let mut item = None;
    for problem in problems {
        let Some((rule, id)) = &problem.broken else {
            writeln!(out, "{}", problem.place)?;
            continue;
        };
        let Diagnostic { path, line, column, message, .. } = &problem.place;
        if item != Some(id) {
            writeln!(out, "{path}:{line}:{column}: {id}")?;
            item = Some(id);
        }
        let message = text::printable(message);
        writeln!(out, "  {:<8} {:<4} {message}", problem.severity.to_string(), rule.id)?;
    }
    let broken: Vec<&Rule> = problems.iter().filter_map(|problem| Some(problem.broken.as_ref()?.0)).collect();
    if broken.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nwhat the rules ask for:")?;
    for rule in RULES.iter().filter(|rule| broken.iter().any(|other| other.id == rule.id)) {
        let times = broken.iter().filter(|other| other.id == rule.id).count();
        writeln!(out, "  {:<4} {times:>4} ×  {}", rule.id, rule.asks)?;
    }
    writeln!(out)?;
    let files: BTreeSet<&str> = problems.iter().map(|problem| problem.place.path.as_str()).collect();
    for file in files {
        let of =
            |severity| problems.iter().filter(|p| p.place.path == file && p.severity == severity).count();
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        writeln!(
            out,
            "{file:<ID$}  {:<14}{}",
            phrase::count(errors, "error"),
            phrase::count(warnings, "warning")
        )?;
    }
    writeln!(out)
}

/// One line a section with questions: what could give keys away.
fn print_section_figures(out: &mut impl Write, sections: &[SectionFigures]) -> io::Result<()> {
    let head = ["questions", "multiple r.", "recall+appl.+anal.", "key longest", "shortest", "key positions"];
    write!(out, "{:<16}", "")?;
    for name in head {
        write!(out, "{name:>20}")?;
    }
    writeln!(out)?;
    for figures in sections.iter().filter(|figures| figures.questions > 0) {
        let SectionFigures { section, questions, response, levels, longest, shortest, positions } = figures;
        let joined = |counts: &[usize]| counts.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
        let choice: usize = positions.iter().sum();
        let of = |hits: &usize| format!("{hits} of {choice}");
        let row = [
            questions.to_string(),
            response.to_string(),
            joined(levels),
            of(longest),
            of(shortest),
            joined(positions),
        ];
        write!(out, "{section:<16}")?;
        for cell in row {
            write!(out, "{cell:>20}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn shown(value: Value) -> String {
    match value {
        Value::Share(share) => format!("{:.1} %", 100.0 * share),
        Value::Number(number) => format!("{number:.2}"),
        Value::Count(count) => count.to_string(),
    }
}

/// One line a figure: what came out, what should, and whether it does.
fn print_figures(out: &mut impl Write, figures: &[Figure]) -> io::Result<()> {
    writeln!(out, "{:<5}{:<WHAT$}{:>7}{:>10}   asked", "rule", "figure", "of", "value")?;
    for figure in figures {
        let Figure { rule, what, of, value, asked, verdict, parts } = figure;
        let verdict = match verdict {
            Verdict::Held => "held".to_owned(),
            Verdict::Missed if figure.is_error() => "MISSED".to_owned(),
            Verdict::Missed => "missing".to_owned(),
            Verdict::Needs(many) => format!("judged from {many} on"),
            Verdict::Shown => String::new(),
        };
        let parts: Vec<String> =
            parts.iter().map(|(name, share)| format!("{name} {:.0} %", 100.0 * share)).collect();
        let line = format!(
            "{rule:<5}{what:<WHAT$}{of:>7}{:>10}   {asked:<28} {verdict:<20} {}",
            shown(*value),
            parts.join(", ")
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out)
}

/// One line a place: its questions, its share by weight, the fewest, and what is missing.
pub(super) fn print_shares(out: &mut impl Write, shares: &[Share]) -> io::Result<()> {
    let mut exam = None;
    for share in shares {
        if exam != Some(&share.exam) {
            exam = Some(&share.exam);
            let name = if share.exam.is_empty() { "sections" } else { &share.exam };
            writeln!(out, "\n{name:<76}{:>9}{:>8}{:>7}", "questions", "share", "least")?;
        }
        let depth = match share.level {
            Level::Domain | Level::Section => 0,
            Level::Task => 2,
            Level::Skill => 4,
        };
        let name = format!("{:depth$}{:<8} {}", "", share.place, share.title);
        let part = share.share.map(|part| format!("{part:.1}")).unwrap_or_default();
        let least = share.least.map(|least| least.to_string()).unwrap_or_default();
        let missing =
            if share.missing() > 0 { format!("{} missing", share.missing()) } else { String::new() };
        let off = if share.is_off() { "off its share" } else { "" };
        let line = format!("{name:<76.76}{:>9}{part:>8}{least:>7}  {missing:<11} {off}", share.have);
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
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

fn number(value: Value) -> Json {
    match value {
        Value::Share(number) | Value::Number(number) => json!(number),
        Value::Count(count) => json!(count),
    }
}

fn figure_json(figure: &Figure) -> Json {
    let Figure { rule, what, of, value, asked, verdict, parts } = figure;
    let (verdict, needs) = match verdict {
        Verdict::Held => ("held", None),
        Verdict::Missed => ("missed", None),
        Verdict::Needs(many) => ("open", Some(many)),
        Verdict::Shown => ("shown", None),
    };
    let parts: Map<String, Json> = parts.iter().map(|(name, share)| (name.clone(), json!(share))).collect();
    json!({
        "rule": rule, "figure": what, "of": of, "value": number(*value), "asked": asked, "verdict": verdict,
        "needs": needs, "is_error": figure.is_error(), "parts": parts,
    })
}

fn section_json(figures: &SectionFigures) -> Json {
    let SectionFigures { section, questions, response, levels, longest, shortest, positions } = figures;
    json!({
        "section": section, "questions": questions, "multiple_response": response,
        "recall": levels[0], "application": levels[1], "analysis": levels[2],
        "key_longest": longest, "key_shortest": shortest, "key_positions": positions,
    })
}

fn share_json(share: &Share) -> Json {
    json!({
        "exam": share.exam, "place": share.place, "title": share.title, "level": share.level.to_string(),
        "questions": share.have, "share": share.share, "least": share.least, "missing": share.missing(),
        "off": share.is_off(),
    })
}

pub(super) fn as_json(checked: &Checked) -> Json {
    let problem = |problem: &Problem| {
        let Diagnostic { path, line, column, message, hint } = &problem.place;
        let (rule, id) = problem.broken.as_ref().map(|(rule, id)| (rule.id, id)).unzip();
        json!({
            "path": path, "line": line, "column": column, "message": message, "hint": hint,
            "rule": rule, "id": id, "severity": problem.severity.to_string(),
        })
    };
    let section = |count: &SectionCount| {
        let SectionCount { section, topics, facts, cards, cloze, questions, drilled } = count;
        json!({
            "section": section, "topics": topics, "facts": facts, "cards": cards, "cloze": cloze,
            "questions": questions, "drilled": drilled,
        })
    };
    let list = |values: Vec<Json>| Json::Array(values);
    json!({
        "problems": list(checked.problems.iter().map(problem).collect()),
        "left_out": checked.left_out,
        "sections": list(checked.sections.iter().map(section).collect()),
        "figures": list(checked.figures.figures.iter().map(figure_json).collect()),
        "question_sections": list(checked.figures.sections.iter().map(section_json).collect()),
        "apart": checked.figures.apart,
        "coverage": list(checked.shares.iter().map(share_json).collect()),
    })
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
