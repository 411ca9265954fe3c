//! How dva speaks of quizzes and mistakes.

use crate::exam::{DomainScore, Reason, Recap, Selection};
use crate::study::{MistakeRow, Pool, Quiz, QuizRequest, StoredQuiz, Study};

use super::{count, interval};

/// What a quiz came to, as paragraphs of small Markdown.
pub fn recap(quiz: &Quiz, study: &Study) -> Vec<String> {
    let Recap { right, guessed, of, left, domains, missed } = quiz.recap();
    let guessed = match guessed {
        0 => String::new(),
        1 => ", 1 of them guessed".to_owned(),
        more => format!(", {more} of them guessed"),
    };
    let open = if left > 0 { format!(" {} not answered.", count(left, "question")) } else { String::new() };
    if of == 0 {
        return vec![format!("Nothing answered:{open}")];
    }
    let mut lines = vec![format!("**{right} of {of} right**{guessed}.{open}")];
    if !domains.is_empty() {
        let line = |domain: &DomainScore| format!("- {}: {} of {}\n", domain.title, domain.right, domain.of);
        lines.push(domains.iter().map(line).collect());
    }
    let known: Vec<&str> = study
        .settings()
        .known_sections
        .iter()
        .filter_map(|id| Some(study.library().section(id)?.title.as_str()))
        .collect();
    if quiz.is_placement() && !known.is_empty() {
        let known = known.join(", ");
        lines.push(format!("Known well: {known}. What is less likely to be asked of it comes last."));
    }
    if !missed.is_empty() {
        let missed = count(missed.len(), "question");
        lines.push(format!(
            "{missed} to look at again. What they rest on is drilled first; they come back in a week:"
        ));
    }
    lines
}

/// `8 questions and 2 problems of 31 and 4 that fit`, before a quiz begins.
pub fn pool(pool: &Pool, wanted: usize) -> String {
    let (questions, problems) = pool.shares(wanted);
    let (all, all_problems) = (pool.questions.len(), pool.problems.len());
    match (questions + problems, all_problems) {
        (0, _) => "No question fits.".to_owned(),
        (asked, 0) if asked == all => format!("{}: all that fit.", count(asked, "question")),
        (asked, 0) => format!("{} of the {all} that fit.", count(asked, "question")),
        _ => {
            let asked = format!("{} and {}", count(questions, "question"), count(problems, "problem"));
            format!("{asked}, of {all} and {all_problems} that fit.")
        }
    }
}

/// `question 4 of 10 · Lambda`: a quiz that was left.
pub fn left(quiz: &StoredQuiz) -> String {
    let StoredQuiz { title, answered, of } = quiz;
    format!("question {} of {of} · {title}", (answered + 1).min(*of))
}

/// `at 4 of 10`: the same in few words.
pub fn left_briefly(quiz: &StoredQuiz) -> String {
    format!("at {} of {}", (quiz.answered + 1).min(quiz.of), quiz.of)
}

/// `weakest: Security`, `10 questions`: what a quiz would ask, in few words.
pub fn offer_briefly(asked: usize, title: &str) -> String {
    if title.starts_with("weakest: ") { title.to_owned() } else { count(asked, "question") }
}

/// What a quiz would ask, in a line: `10 questions on your weakest: Security`.
pub fn offer(request: &QuizRequest, asked: usize, title: &str) -> String {
    let asked = count(asked, "question");
    match title.strip_prefix("weakest: ") {
        Some(place) => format!("{asked} on your weakest: {place}"),
        None if request.selection == Selection::default() => format!("{asked} on everything"),
        None => format!("{asked}: {title}"),
    }
}

/// Why a question was missed, as people say it.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Unknown => "did not know",
        Reason::Misread => "misread",
        Reason::BetweenTwo => "between two",
    }
}

/// Where a mistake stands: `guessed · misread · back in 5 days`.
pub fn mistake(row: &MistakeRow) -> String {
    let mut parts = Vec::new();
    if row.was_guessed() {
        parts.push("guessed".to_owned());
    }
    parts.extend(row.reason.map(|why| reason(why).to_owned()));
    if row.mistake.right_days > 0 {
        parts.push("right once".to_owned());
    }
    parts.push(match row.due_in() {
        ..=0 => "back today".to_owned(),
        days => format!("back in {}", interval(days)),
    });
    parts.join(" · ")
}
