//! A report as Markdown, to be kept or read elsewhere: every question with what was answered and why.

use std::fmt::{self, Write};

use crate::content::text;
use crate::exam::PaperQuestion;
use crate::phrase;
use crate::study::ExamReport;

/// Returns the whole report.
pub(super) fn report(report: &ExamReport) -> String {
    let mut out = String::new();
    write(&mut out, report).expect("a string takes everything");
    out
}

fn write(out: &mut String, report: &ExamReport) -> fmt::Result {
    let ExamReport { row, sitting, report: of, comparison } = report;
    let score = &of.score;
    let (exam, day) = (phrase::exam::name(&row.blueprint), phrase::exam::day(row.started));
    writeln!(out, "# Mock exam #{}, {exam}, {day}\n", row.number)?;
    writeln!(
        out,
        "**{} {}** {}\n",
        phrase::exam::passed(score),
        score.scaled,
        phrase::exam::estimate(score)
    )?;
    writeln!(out, "{}; {}.", phrase::exam::result(score), phrase::exam::manner(report))?;
    if let Some(comparison) = comparison {
        writeln!(out, "{}.", phrase::exam::compared(comparison))?;
    }
    if let Some(changes) = phrase::exam::changes(of) {
        writeln!(out, "{changes}.")?;
    }
    writeln!(out, "\n| Domain, task | Right | |\n| --- | --- | --- |")?;
    for domain in &score.domains {
        let (title, words) = (cell(&domain.title), phrase::exam::competency(domain));
        let percent = domain.percent().unwrap_or(0);
        writeln!(out, "| **{title}** | **{} of {}** | {percent} %, {words} |", domain.right, domain.of)?;
        for task in of.tasks.iter().filter(|task| task.domain == domain.id) {
            writeln!(out, "| {} {} | {} of {} | |", task.id, cell(&task.title), task.right, task.of)?;
        }
    }
    if !of.needs.is_empty() {
        writeln!(out, "\n## Study next\n")?;
        for need in &of.needs {
            writeln!(out, "- {}: {} of {} missed", need.title, need.missed, need.of)?;
        }
    }
    writeln!(out, "\n## Questions")?;
    for (n, asked) in sitting.paper().questions.iter().enumerate() {
        question(out, report, n, asked)?;
    }
    Ok(())
}

/// A text in a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn question(out: &mut String, report: &ExamReport, n: usize, asked: &PaperQuestion) -> fmt::Result {
    let sheet = &report.sitting.sheets()[n];
    writeln!(out, "\n### {}. {}\n", n + 1, phrase::exam::answer(report, n))?;
    writeln!(out, "{}\n", asked.stem.trim())?;
    for (option, at) in asked.options.iter().zip(0_u8..) {
        let chosen = if sheet.chosen.contains(at) { 'x' } else { ' ' };
        let right = if option.key { " **right**" } else { "" };
        let text = indented(&option.text);
        writeln!(out, "- [{chosen}]{right} {text}\n\n  {}\n", indented(&option.why))?;
    }
    if !sheet.note.is_empty() {
        writeln!(out, "Note: {}\n", text::plain(&sheet.note))?;
    }
    writeln!(out, "Topic: {} (`{}`). Sources: {}", asked.topic_title, asked.id, asked.sources.join(", "))
}

/// A text of several lines under a point of a list.
fn indented(text: &str) -> String {
    text.trim().lines().collect::<Vec<_>>().join("\n  ")
}
