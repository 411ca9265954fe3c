//! Mock exams and their reports as JSON, as the README documents it.

use serde_json::{Value, json};

use crate::content::text;
use crate::exam::{Comparison, PaperQuestion, QuestionReport, Score};
use crate::phrase;
use crate::store::SittingRow;
use crate::study::{ExamReport, PastExam};

/// A mock exam in the list.
pub(super) fn row(exam: &PastExam) -> Value {
    let mut value = sitting(&exam.row);
    let comparison = exam.comparison.as_ref().map(compared);
    merge(&mut value, json!({ "score": exam.score().map(score), "compared": comparison }));
    value
}

fn merge(value: &mut Value, more: Value) {
    if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
        value.extend(more);
    }
}

fn sitting(row: &SittingRow) -> Value {
    let time = |ms| phrase::exam::instant(ms, row.started);
    json!({
        "number": row.number,
        "exam": row.blueprint,
        "mode": row.mode.to_string(),
        "started": time(row.started.utc_ms),
        "finished": row.finished.as_ref().map(|(at, _)| time(*at)),
    })
}

fn score(score: &Score) -> Value {
    let domains = score.domains.iter().map(|domain| {
        json!({
            "id": domain.id,
            "title": domain.title,
            "right": domain.right,
            "of": domain.of,
            "meets_competencies": domain.meets_competencies(),
        })
    });
    json!({
        "scaled": score.scaled,
        "low": score.low,
        "high": score.high,
        "pass": score.pass,
        "passed": score.passed(),
        "right": score.right,
        "of": score.of,
        "unscored_right": score.unscored_right,
        "unscored_of": score.unscored_of,
        "used_ms": score.used_ms,
        "allowed_ms": score.allowed_ms,
        "domains": domains.collect::<Vec<_>>(),
    })
}

fn compared(comparison: &Comparison) -> Value {
    let domains = comparison.domains.iter();
    let domains = domains.map(|(id, then, now)| json!({ "id": id, "then": then, "now": now }));
    json!({
        "scaled": comparison.scaled,
        "within_range": comparison.within_range,
        "domains": domains.collect::<Vec<_>>(),
    })
}

/// A report with every question.
pub(super) fn report(report: &ExamReport) -> Value {
    let ExamReport { row, sitting: sat, report: of, comparison } = report;
    let mut value = sitting(row);
    let tasks = of.tasks.iter().map(|task| {
        json!({ "domain": task.domain, "id": task.id, "title": task.title, "right": task.right, "of": task.of })
    });
    let needs = of.needs.iter().map(
        |need| json!({ "topic": need.topic, "title": need.title, "missed": need.missed, "of": need.of }),
    );
    let tools = of.tools.iter().map(|(tool, times)| json!({ "tool": tool.to_string(), "times": times }));
    let questions = of.questions.iter().map(|one| question(report, one, &sat.paper().questions[one.n]));
    let more = json!({
        "seed": sat.paper().seed,
        "ended": of.finish,
        "score": score(&of.score),
        "compared": comparison.as_ref().map(compared),
        "tasks": tasks.collect::<Vec<_>>(),
        "slow_ms": of.slow_ms,
        "tools": tools.collect::<Vec<_>>(),
        "study_next": needs.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
    });
    merge(&mut value, more);
    value
}

fn question(report: &ExamReport, one: &QuestionReport, asked: &PaperQuestion) -> Value {
    let sheet = &report.sitting.sheets()[one.n];
    let options = asked.options.iter().zip(0_u8..).map(|(option, n)| {
        json!({
            "text": option.text,
            "key": option.key,
            "chosen": sheet.chosen.contains(n),
            "struck": sheet.struck.contains(n),
            "first": sheet.first.map(|first| first.contains(n)),
            "why": option.why,
        })
    });
    json!({
        "number": one.n + 1,
        "id": asked.id,
        "topic": asked.topic,
        "domain": asked.domain,
        "task": asked.task,
        "scored": one.is_scored,
        "verdict": one.verdict.to_string(),
        "change": one.change.map(|change| change.to_string()),
        "changes": one.changes,
        "took_ms": one.took_ms,
        "slow": one.is_slow,
        "marked": one.is_marked,
        "certainty": one.certainty,
        "aided": one.was_aided,
        "note": text::printable(&sheet.note),
        "stem": asked.stem,
        "options": options.collect::<Vec<_>>(),
        "sources": asked.sources,
    })
}
