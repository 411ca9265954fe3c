//! How dva speaks of mock exams: clocks, modes, verdicts, trends.

use chrono::{DateTime, FixedOffset};

use crate::exam::{
    Certainty, Change, Comparison, DomainScore, Filter, Finish, Mode, Past, Report, Score, Shortage, Sitting,
    Tool,
};
use crate::schedule::Moment;
use crate::study::{ExamReport, OpenExam, PastExam};

use super::{count, sentence, times};

/// A clock: `1:12:08`, `0:00:59`.
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// What is left on a clock. A second that has begun is still there, so that `0:00:00` is the end.
pub fn left(ms: u64) -> String {
    clock(ms.next_multiple_of(1000))
}

/// The time that a question took: `0:07`, `2:10`.
pub fn minutes(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// How far the answers are ahead of the clock: `2 min ahead`, `on time`.
pub fn pace(ahead_ms: i64) -> String {
    let minutes = (ahead_ms.unsigned_abs() + 30_000) / 60_000;
    match (minutes, ahead_ms > 0) {
        (0, _) => "on time".to_owned(),
        (minutes, true) => format!("{minutes} min ahead"),
        (minutes, false) => format!("{minutes} min behind"),
    }
}

/// A mode as a learner reads it.
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Practice => "practice",
        Mode::Strict => "strict",
        Mode::Quiz => "quiz",
    }
}

/// What a mode means.
pub fn mode_help(mode: Mode) -> &'static str {
    match mode {
        Mode::Practice => "Practice: you may pause, look things up and calculate; what you used is noted.",
        Mode::Strict => "Strict, as in the test centre: no pause, no look-up; time away counts.",
        Mode::Quiz => "A quiz: no clock, and the verdict at once.",
    }
}

/// A tool as a learner reads it.
pub fn tool(tool: Tool) -> &'static str {
    match tool {
        Tool::LookUp => "look-up",
        Tool::Calculator => "calculators",
        Tool::Notes => "notes",
    }
}

/// The name of an exam: `DVA-C02`.
pub fn name(exam: &str) -> String {
    exam.to_uppercase()
}

/// The day of a moment, as its clock had it: `22 Nov 2026`.
pub fn day(at: Moment) -> String {
    at.local_date().format("%-d %b %Y").to_string()
}

/// An instant of the database, with the offset that the sitting began with.
pub fn instant(ms: i64, like: Moment) -> String {
    let offset =
        FixedOffset::east_opt(like.offset_minutes * 60).unwrap_or(FixedOffset::east_opt(0).expect("UTC"));
    DateTime::from_timestamp_millis(ms).unwrap_or_default().with_timezone(&offset).to_rfc3339()
}

/// Whether a score passes, in a word.
pub fn passed(score: &Score) -> &'static str {
    if score.passed() { "PASS" } else { "FAIL" }
}

/// What is said at half-time.
pub fn half_time(sitting: &Sitting) -> String {
    let (answered, all) = (sitting.tally().answered, sitting.sheets().len());
    format!("Half of the time is used: {answered} of {all} answered, {} to go.", all - answered)
}

/// What is said when the clock ran out.
pub const TIME_UP: &str = "Time is up: submitted as it stood.";

/// What is said where strict mode allows nothing.
pub const NOT_STRICT: &str = "Not in strict mode: only the questions, as in the test centre.";

/// What is said of a mock on the last day.
pub const EVE: &str = "Your exam is within a day: rest and a light drill help more now than another mock.";

/// How far a sitting is: `#3 paused at question 41 of 65, 1:12:08 left`.
pub fn open(open: &OpenExam) -> String {
    let OpenExam { number, mode, question, of, left_ms, .. } = *open;
    let state = if mode == Mode::Strict { "goes on" } else { "paused" };
    match left_ms {
        0 => format!("#{number}: its time is up, see its report"),
        ms => format!("#{number} {state} at question {question} of {of}, {} left", left(ms)),
    }
}

/// How far a sitting is, in few words: `41/65 · 1:12:08 left`.
pub fn open_briefly(open: &OpenExam) -> String {
    let OpenExam { number, question, of, left_ms, .. } = *open;
    match left_ms {
        0 => format!("#{number}: time is up"),
        ms => format!("{question}/{of} · {} left", left(ms)),
    }
}

/// A mark of an exam that is past: `last sat on 27 February 2023; DVA-C02 follows it`.
pub fn past(exam: &str, past: &Past) -> String {
    let successor = past.successor.as_ref().map(|id| format!("; {} follows it", name(id)));
    format!("{} was last sat on {}{}", name(exam), past.last_day, successor.unwrap_or_default())
}

/// Which tasks lack questions, as small Markdown.
pub fn shortage(exam: &str, shortage: &Shortage) -> String {
    let Shortage { need, have, tasks, offer } = shortage;
    let mut text =
        format!("{} needs {need} questions in its proportions; {have} of them are there.", name(exam));
    if !tasks.is_empty() {
        text += " These tasks lack some:\n\n";
        for task in tasks {
            text += &format!("- {} {}: {} of {}\n", task.task, task.title, task.have, task.need);
        }
    }
    text += &match offer {
        Some(offer) => format!(
            "\nA shorter mock in the same proportions can be sat: {} questions in {} minutes.",
            offer.questions, offer.minutes
        ),
        None => "\nNot even a mock of 20 questions can be made yet: choose another exam.".to_owned(),
    };
    text
}

/// How a mock exam is scored, as small Markdown.
pub const SCORING: &str = "\
A question is right when exactly its keys are chosen: **all or nothing**, also where two or three answers are asked for. \
There is no half point.

A question left **blank is wrong**, and a wrong answer costs nothing more: **guessing is free**, so leave nothing blank.

Of 65 questions **50 count**. The other 15 are tried out on you: they look like all the others, and the report alone says \
which they were. The setting `unscored` turns them off.

The score runs from 100 to 1000, and **720 passes**. Only the total counts: a weak domain fails nobody. AWS publishes no \
table from right answers to scores, so dva's is an **estimate**: 70 % right is taken for 720, with a straight line on either \
side. Forms differ a little; the report gives the range that this alone makes.

In **practice** mode you may pause, look up and calculate; the report says what you used. In **strict** mode there is no \
pause and no tool, and the clock goes on while you are away.

Every answer is on the disk before you see it. Whatever happens to the terminal, `dva exam resume` goes on at the same \
question.";

/// Why the score is no more than an estimate.
pub fn estimate(score: &Score) -> String {
    let Score { low, high, pass, .. } = score;
    format!(
        "of 1000, estimated: AWS publishes no table. Another form could give {low}–{high}; {pass} passes."
    )
}

/// What was right, and how long it took.
pub fn result(score: &Score) -> String {
    let Score { right, of, unscored_right, unscored_of, used_ms, allowed_ms, .. } = score;
    let mut parts = vec![format!("{right} of {of} scored right")];
    if *unscored_of > 0 {
        parts.push(format!("{unscored_right} of {unscored_of} unscored"));
    }
    let allowed = allowed_ms.map(|ms| format!(" of {}", clock(ms)));
    parts.push(format!("{}{}", clock(*used_ms), allowed.unwrap_or_default()));
    parts.join(" · ")
}

/// A domain in the words of the exam's report.
pub fn competency(domain: &DomainScore) -> &'static str {
    match domain.of {
        0 => "not asked",
        _ if domain.meets_competencies() => "meets competencies",
        _ => "needs improvement",
    }
}

/// How the sitting went: `strict, submitted`, with the tools that were used.
pub fn manner(report: &ExamReport) -> String {
    let finish = match report.report.finish {
        Some(Finish::TimeUp) => "its time ran out",
        _ => "submitted",
    };
    let used = report.report.tools.iter();
    let used: Vec<String> =
        used.map(|(used, number)| format!("{} {}", tool(*used), times(usize::from(*number)))).collect();
    let used = if used.is_empty() { String::new() } else { format!("; used: {}", used.join(", ")) };
    format!("{} mode, {finish}{used}", mode(report.row.mode))
}

/// A score beside the one before: `+34, within what forms differ by`.
pub fn compared(comparison: &Comparison) -> String {
    let Comparison { scaled, within_range, .. } = comparison;
    let said = if *within_range { "no more than forms differ by" } else { "more than forms differ by" };
    match scaled {
        0 => "the same as the one before".to_owned(),
        scaled => format!("{scaled:+} since the one before, {said}"),
    }
}

/// Each domain then and now: `Security 61 % → 78 %`.
pub fn domains_compared(comparison: &Comparison, score: &Score) -> Vec<String> {
    let title =
        |id: &str| score.domains.iter().find(|domain| domain.id == id).map_or("", |d| d.title.as_str());
    let of = comparison.domains.iter();
    of.map(|(id, then, now)| format!("{} {then} % → {now} %", title(id))).collect()
}

/// How a change of an answer reads.
pub fn changes(report: &Report) -> Option<String> {
    let kinds = [Change::WrongToRight, Change::RightToWrong, Change::WrongToWrong, Change::BackAgain];
    let said = kinds.map(|change| (report.changed(change), change));
    let said: Vec<String> =
        said.iter().filter(|(n, _)| *n > 0).map(|(n, change)| format!("{n} {change}")).collect();
    let all = report.filtered(Filter::Changed).count();
    (all > 0).then(|| format!("{} changed: {}", count(all, "answer"), said.join(", ")))
}

/// How sure the learner said they were.
pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Guess => "guessed",
        Certainty::Sure => "sure",
    }
}

/// How one question of a report went: `Wrong · 2:10, slow · marked · changed: right to wrong`.
pub fn answer(report: &ExamReport, n: usize) -> String {
    let Some(question) = report.report.questions.get(n) else { return String::new() };
    let slow = if question.is_slow { ", slow" } else { "" };
    let mut parts = vec![question.verdict.to_string(), format!("{}{slow}", minutes(question.took_ms))];
    if let (Some(change), Some(first)) = (question.change, report.sitting.sheets()[n].first) {
        let letters: Vec<String> = first.iter().map(|option| char::from(b'a' + option).to_string()).collect();
        parts.push(format!("first {}: {change}", letters.join(" and ")));
    }
    parts.extend(question.certainty.map(|said| certainty(said).to_owned()));
    parts.extend(question.is_marked.then(|| "marked".to_owned()));
    parts.extend(question.was_aided.then(|| "a tool was used".to_owned()));
    parts.extend((!question.is_scored).then(|| "unscored".to_owned()));
    sentence(&parts.join(" · "))
}

/// The scores of one exam over time: `640 → 702 → 776`.
pub fn trend(exams: &[PastExam], exam: &str) -> Option<String> {
    let of = exams.iter().filter(|past| past.row.blueprint == exam).filter_map(PastExam::score);
    let scores: Vec<String> = of.map(|score| score.scaled.to_string()).collect();
    (scores.len() > 1).then(|| format!("{}: {}", name(exam), scores.join(" → ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_show_hours_minutes_and_seconds_and_end_at_zero_only() {
        for (ms, shown) in [(0, "0:00:00"), (1, "0:00:01"), (1000, "0:00:01"), (59_001, "0:01:00")] {
            assert_eq!(left(ms), shown, "{ms}");
        }
        for (ms, shown) in [(4_328_000, "1:12:08"), (7_800_999, "2:10:00"), (999, "0:00:00")] {
            assert_eq!(clock(ms), shown, "{ms}");
        }
        assert_eq!((minutes(7_999), minutes(130_000)), ("0:07".to_owned(), "2:10".to_owned()));
    }

    #[test]
    fn a_pace_reads_in_whole_minutes() {
        for (ms, said) in [
            (0, "on time"),
            (29_999, "on time"),
            (30_000, "1 min ahead"),
            (-29_999, "on time"),
            (-90_000, "2 min behind"),
            (125_000, "2 min ahead"),
        ] {
            assert_eq!(pace(ms), said, "{ms}");
        }
    }
}
