//! Mock exams for people: the list, and a report without its explanations.

use std::io::{self, Write};

use crate::content::markup::headline;
use crate::phrase;
use crate::study::{ExamReport, PastExam};

use super::super::paper::{Paper, cut, pad, widest};
use super::super::reading;

/// The width that a table of a report keeps within.
const WIDTH: usize = 78;

/// One line a mock exam, newest first, and each exam's scores over time.
pub(super) fn list(out: &mut impl Write, exams: &[PastExam], paper: Paper) -> io::Result<()> {
    let row = |exam: &PastExam| {
        let result = match exam.score() {
            None => ["not over".to_owned(), String::new(), String::new(), String::new()],
            Some(score) => [
                format!("{} {}", score.scaled, phrase::exam::passed(score)),
                format!("{}–{}", score.low, score.high),
                format!("{} of {} right", score.right, score.of),
                exam.comparison
                    .as_ref()
                    .map_or_else(String::new, |comparison| format!("{:+}", comparison.scaled)),
            ],
        };
        let head = [
            format!("#{}", exam.row.number),
            phrase::exam::day(exam.row.started),
            phrase::exam::name(&exam.row.blueprint),
            phrase::exam::mode(exam.row.mode).to_owned(),
        ];
        head.into_iter().chain(result).collect::<Vec<String>>()
    };
    let rows: Vec<Vec<String>> = exams.iter().rev().map(row).collect();
    let wide = |column: usize| widest(rows.iter().filter_map(|row| row.get(column)).map(String::as_str));
    for row in &rows {
        let cells = row.iter().enumerate().map(|(n, cell)| pad(cell, wide(n)));
        let line = cells.collect::<Vec<_>>().join("  ");
        writeln!(out, "{}", paper.cut(line.trim_end()))?;
    }
    let mut named: Vec<&str> = exams.iter().map(|exam| exam.row.blueprint.as_str()).collect();
    named.sort_unstable();
    named.dedup();
    for trend in named.into_iter().filter_map(|exam| phrase::exam::trend(exams, exam)) {
        writeln!(out, "{}", paper.cut(&trend))?;
    }
    Ok(())
}

/// A report: score, domains with their tasks, what to study next, and a line for each question.
pub(super) fn report(out: &mut impl Write, report: &ExamReport, paper: Paper) -> io::Result<()> {
    let ExamReport { row, sitting, report: of, comparison } = report;
    let score = &of.score;
    let (exam, day) = (phrase::exam::name(&row.blueprint), phrase::exam::day(row.started));
    let head =
        format!("Mock exam #{}, {exam}, {day}: {} {}", row.number, phrase::exam::passed(score), score.scaled);
    writeln!(out, "{}", paper.strong(&head))?;
    let mut said = vec![phrase::exam::estimate(score), format!("{}.", phrase::exam::result(score))];
    said.push(format!("{}.", phrase::sentence(&phrase::exam::manner(report))));
    said.extend(comparison.as_ref().map(|comparison| format!("{}.", phrase::exam::compared(comparison))));
    said.extend(phrase::exam::changes(of).map(|changes| format!("{changes}.")));
    for line in said.iter().flat_map(|said| reading::page(said, paper)) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    for domain in &score.domains {
        let right = format!("{:>2} of {:>2}", domain.right, domain.of);
        let percent = domain.percent().unwrap_or(0);
        let words = format!("{right} {percent:>4} %  {}", phrase::exam::competency(domain));
        writeln!(out, "{}  {words}", pad(&cut(&domain.title, 38), 38))?;
        for task in of.tasks.iter().filter(|task| task.domain == domain.id) {
            let title = cut(&format!("  {} {}", task.id, task.title), WIDTH - 10);
            writeln!(out, "{}  {:>2} of {:>2}", pad(&title, WIDTH - 10), task.right, task.of)?;
        }
    }
    if !of.needs.is_empty() {
        writeln!(out, "\n{}", paper.strong("Study next"))?;
        for need in &of.needs {
            writeln!(out, "  {}: {} of {} missed", need.title, need.missed, need.of)?;
        }
    }
    writeln!(out, "\n{}", paper.strong("Questions"))?;
    for (n, asked) in sitting.paper().questions.iter().enumerate() {
        writeln!(out, "{:>3}  {}", n + 1, phrase::exam::answer(report, n))?;
        writeln!(out, "     {}", cut(&headline(&asked.stem), WIDTH - 5))?;
    }
    writeln!(out, "\n`dva exam report {} --md` has every question with its explanations.", row.number)
}
