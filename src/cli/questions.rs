//! Questions line by line: how they are asked, what a typed line answers, and how the verdict reads. Quizzes use it, and
//! drills where a missed question comes back.

use crate::exam::{Certainty, PaperQuestion, Sitting};

use super::reading;

/// The letters of the options.
const LETTERS: std::ops::RangeInclusive<char> = 'a'..='z';

/// A typed answer: options by place, and how sure the learner is.
pub(super) type Answer = (Vec<u8>, Option<Certainty>);

/// Reads letters from a to f, with `?` behind them for a guess and `!` for a sure answer; `-` is the answer of who does not
/// know. `None` when it is none of this.
pub(super) fn read(line: &str) -> Option<Answer> {
    if line == "-" {
        return Some((Vec::new(), None));
    }
    let (letters, certainty) = match (line.strip_suffix('?'), line.strip_suffix('!')) {
        (Some(letters), _) => (letters, Some(Certainty::Guess)),
        (None, Some(letters)) => (letters, Some(Certainty::Sure)),
        (None, None) => (line, None),
    };
    let mut options = Vec::new();
    for letter in letters.chars().filter(|c| !matches!(c, ' ' | ',')) {
        match u32::from(letter.to_ascii_lowercase()).checked_sub(u32::from('a')) {
            Some(option @ 0..6) if !options.contains(&(option as u8)) => options.push(option as u8),
            _ => return None,
        }
    }
    (!options.is_empty()).then_some((options, certainty))
}

/// Says why options are no answer to a question; `None` when they are one.
pub(super) fn fault(question: &PaperQuestion, options: &[u8]) -> Option<String> {
    let asked = question.asked();
    if options.iter().any(|&option| usize::from(option) >= question.options.len()) {
        return Some("There is no such option.".to_owned());
    }
    if options.is_empty() || options.len() == asked {
        return None;
    }
    let asks =
        if asked == 1 { "One is asked for".to_owned() } else { format!("Exactly {asked} are asked for") };
    Some(format!("{asks}, as in: {}", example(asked)))
}

/// A question with its options.
pub(super) fn ask(question: &PaperQuestion) -> Vec<String> {
    let mut lines = reading::lines(&question.stem);
    let asked = question.asked();
    if asked > 1 {
        lines.push(format!("Choose exactly {asked}."));
    }
    for (option, letter) in question.options.iter().zip(LETTERS) {
        let mut text = reading::lines(&option.text).into_iter();
        lines.push(format!("{letter}  {}", text.next().unwrap_or_default()));
        lines.extend(text.map(|line| format!("   {line}")));
    }
    lines.push(format!("[your answer, as in: {}]", example(asked)));
    lines
}

/// The verdict on question `n` of a sitting, with why each option is right or fails.
pub(super) fn verdict(sitting: &Sitting, n: usize) -> Vec<String> {
    let (question, sheet) = (&sitting.paper().questions[n], &sitting.sheets()[n]);
    let said = match (sitting.is_right(n), sheet.certainty) {
        (true, Some(Certainty::Guess)) => "Right, but guessed: it comes back.",
        (true, _) => "Right.",
        (false, _) if sheet.is_blank() => "Not answered.",
        (false, _) => "Wrong.",
    };
    let mut lines = vec![said.to_owned()];
    for ((option, n), letter) in question.options.iter().zip(0_u8..).zip(LETTERS) {
        let verdict = match (option.key, sheet.chosen.contains(n)) {
            (true, true) => "right, and chosen",
            (true, false) => "right, and not chosen",
            (false, true) => "wrong, and chosen",
            (false, false) => "wrong",
        };
        lines.extend([String::new(), format!("{letter}: {verdict}")]);
        lines.extend(reading::lines(&option.why));
    }
    lines
}

/// An answer of as many letters as are asked for.
fn example(asked: usize) -> String {
    let letters = LETTERS.step_by(if asked > 1 { 2 } else { 1 }).take(asked);
    letters.map(String::from).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_answer_with_how_sure_one_is_or_none() {
        use Certainty::{Guess, Sure};
        for (line, answer) in [
            ("b", Some((vec![1], None))),
            ("B", Some((vec![1], None))),
            ("a c", Some((vec![0, 2], None))),
            ("ac?", Some((vec![0, 2], Some(Guess)))),
            ("a, c !", Some((vec![0, 2], Some(Sure)))),
            ("-", Some((vec![], None))),
            ("f", Some((vec![5], None))),
            ("g", None),
            ("aa", None),
            ("maybe", None),
            ("?", None),
            ("!", None),
            ("", None),
        ] {
            assert_eq!(read(line), answer, "{line}");
        }
    }

    #[test]
    fn an_example_has_as_many_letters_as_are_asked_for() {
        assert_eq!([example(1), example(2), example(3)], ["a", "a c", "a c e"]);
    }
}
