//! How dva says things: counts, durations, grades and days, the same on every screen and in every command.

use std::time::Duration;

use crate::content::{ItemIndex, Library};
use crate::schedule::{Grade, LeftOut};
use crate::study::{Drill, Step};

/// `1 item`, `12 items`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
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
pub fn step(library: &Library, step: &Step) -> String {
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
pub const ASKS_FOR_HINT: &str = "This one keeps slipping. A hint of your own helps: n";

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
