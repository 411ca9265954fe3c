//! How dva says things: counts, durations, grades and days, the same on every screen and in every command.

pub mod exam;
pub mod quiz;

use std::time::Duration;

use crate::content::{ItemIndex, Library, text};
use crate::schedule::{Grade, LeftOut};
use crate::study::{self, Drill, Sign, Standing};

/// `1 item`, `12 items`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// `never`, `once`, `3 times`.
pub fn times(number: usize) -> String {
    match number {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        number => format!("{number} times"),
    }
}

/// Days as people say them: `today`, `1 day`, `3 weeks`, `5 months`, `2.5 years`.
pub fn interval(days: i32) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        2..=59 => format!("{days} days"),
        60..=729 => format!("{} months", (f64::from(days) / 30.44).round()),
        _ => format!("{:.1} years", f64::from(days) / 365.25),
    }
}

/// Milliseconds as people say them: `40 s`, `3 min`.
pub fn duration(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min", (seconds + 30) / 60) }
}

/// The first letter in upper case.
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `Lambda › Concurrency`
pub fn place(library: &Library, item: ItemIndex) -> String {
    let topic = library.topic_of(item);
    let section = library.section_of(topic).map_or("", |section| section.title.as_str());
    format!("{section} › {}", topic.title)
}

/// An answer that was taken back or given again: `Good on Lambda › Concurrency`.
pub fn step(library: &Library, step: &study::Step) -> String {
    match step.item {
        Some(item) => format!("{} on {}", step.grade, place(library, item)),
        None => format!("{} on an item whose content is gone", step.grade),
    }
}

/// What a queue had no room for; `None` when it had room for all.
pub fn left_out(left_out: LeftOut) -> Option<String> {
    match left_out {
        LeftOut { due: 0, new: 0 } => None,
        LeftOut { due, new: 0 } => Some(format!("Left for later: {due} due.")),
        LeftOut { due: 0, new } => Some(format!("Left for later: {new} new.")),
        LeftOut { due, new } => Some(format!("Left for later: {due} due, {new} new.")),
    }
}

/// What a drill came to, in lines.
pub fn summary(drill: &Drill) -> Vec<String> {
    let answers = drill.answers.len();
    if answers == 0 {
        let nothing = drill.session.current().is_none();
        return vec![if nothing { "Nothing is due. Well done." } else { "No answers." }.to_owned()];
    }
    let grades = Grade::ALL.map(|grade| {
        let number = drill.answers.iter().filter(|(_, given)| *given == grade).count();
        (number > 0).then(|| format!("{number} {grade}"))
    });
    let grades: Vec<String> = grades.into_iter().flatten().collect();
    let mut lines =
        vec![format!("{} in {}: {}.", count(answers, "answer"), duration(drill.spent_ms), grades.join(", "))];
    let left = drill.session.left();
    if left > 0 {
        lines.push(format!("{} left in this drill.", count(left, "item")));
    }
    lines.extend(left_out(drill.left_out));
    lines
}

/// What is said at an item that keeps being forgotten.
pub const ASKS_FOR_NOTE: &str = "This one keeps slipping. A note of your own helps: n";

/// What is said when a hint is asked for and the learner wrote no note.
pub const NO_NOTE: &str = "No note of yours here yet: n writes one.";

/// What is said when a note was kept; an empty one was taken away.
pub fn note_kept(note: &str) -> &'static str {
    if note.trim().is_empty() { "No note." } else { "Kept: it is shown with the answer, and as a hint." }
}

/// What is said when a mark was set or taken away.
pub fn flagged(flagged: bool) -> &'static str {
    if flagged { "Marked." } else { "No longer marked." }
}

/// What is said when an item was disputed, or no longer is.
pub fn disputed(disputed: bool) -> &'static str {
    if disputed {
        "Noted that you think this is wrong: it counts neither way. See Items."
    } else {
        "No longer disputed."
    }
}

/// What is said when an item was suspended, or is asked again.
pub fn suspended(suspended: bool) -> &'static str {
    if suspended { "Suspended: this item is not asked again." } else { "Asked again from now on." }
}

/// What is said when an item was buried, or is asked again.
pub fn buried(buried: bool) -> &'static str {
    if buried { "Buried until tomorrow." } else { "No longer buried." }
}

/// What is said when a topic was marked as read, or as unread.
pub fn topic_read(read: bool) -> &'static str {
    if read { "Marked as read." } else { "To be read again: it comes before its next new item." }
}

/// What is said when all topics of a section were marked.
pub fn topics_read(topics: usize, read: bool) -> String {
    let state = if read { "marked as read" } else { "to be read again" };
    format!("{} {state}.", count(topics, "topic"))
}

/// What is said when the answers to an item were taken back.
pub fn reset(answers: usize) -> String {
    match answers {
        0 => "It is new already.".to_owned(),
        answers => format!("New again: {} taken back; the log keeps them.", count(answers, "answer")),
    }
}

/// A sign as a learner reads it.
pub fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Suspended => "suspended",
        Sign::Buried => "buried",
        Sign::Leech => "leech",
        Sign::Flagged => "marked",
        Sign::Disputed => "disputed",
        Sign::Noted => "noted",
    }
}

/// More days than any interval has.
const A_CENTURY: i32 = 36_600;

/// When an item is asked: `new`, `due`, `due in 3 days`.
pub fn due(standing: &Standing) -> String {
    match standing.due_in() {
        None => "new".to_owned(),
        Some(..=0) => "due".to_owned(),
        // A question that was answered unaided on two days has left the schedule.
        Some(days) if days > A_CENTURY => "not asked again".to_owned(),
        Some(days) => format!("due in {}", interval(days)),
    }
}

/// Where an item stands, in a line: `Due in 3 days · 5 answers · forgotten once · marked`.
pub fn standing(standing: &Standing) -> String {
    let mut parts = vec![due(standing)];
    if let Some(memory) = &standing.memory {
        parts.push(count(memory.reps as usize, "answer"));
        parts.push(format!("forgotten {}", times(memory.lapses as usize)));
    }
    parts.extend(standing.signs().into_iter().map(|sign| self::sign(sign).to_owned()));
    sentence(&parts.join(" · "))
}

/// The question before the answers to an item are taken back.
pub const ASKS_TO_RESET: &str =
    "Start this item afresh? Its answers are taken back, and it is new again. The log keeps them.";

/// What is said of a typed answer to a problem that is not the answer.
pub fn mistaken(typed: &str, mistake: Option<&str>) -> String {
    let typed = text::plain(typed.trim());
    match mistake {
        Some(mistake) => format!("{typed} is what it comes to when {mistake}."),
        None => format!("{typed} is not it."),
    }
}

/// The longest time that one answer counts for: a learner who walked away was not thinking.
const LONGEST: Duration = Duration::from_secs(5 * 60);

/// The milliseconds that an answer took, as the log keeps them.
pub fn took_ms(elapsed: Duration) -> i64 {
    elapsed.min(LONGEST).as_millis() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_people_say_them() {
        for (days, said) in [
            (-1, "today"),
            (0, "today"),
            (1, "1 day"),
            (2, "2 days"),
            (59, "59 days"),
            (60, "2 months"),
            (729, "24 months"),
            (730, "2.0 years"),
            (36_500, "99.9 years"),
        ] {
            assert_eq!(interval(days), said);
        }
    }

    #[test]
    fn durations_round_to_whole_minutes() {
        for (ms, said) in
            [(0, "0 s"), (59_999, "59 s"), (60_000, "1 min"), (89_999, "1 min"), (90_000, "2 min")]
        {
            assert_eq!(duration(ms), said);
        }
    }
}
