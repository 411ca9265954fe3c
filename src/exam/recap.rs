//! What a quiz came to, so far or at its end: only questions whose verdict was shown are in it.

use super::score::DomainScore;
use super::sitting::{Certainty, Sitting};

/// A quiz summed up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recap {
    /// Right answers, those guessed among them.
    pub right: usize,
    /// Right answers that were guessed.
    pub guessed: usize,
    /// Questions answered.
    pub of: usize,
    /// Questions without a verdict yet.
    pub left: usize,
    /// The domains that were asked, in the blueprint's order; none without an exam.
    pub domains: Vec<DomainScore>,
    /// What was wrong, blank or guessed, by its place in the paper.
    pub missed: Vec<usize>,
}

/// How a question of a quiz went: whether it is right, and whether it was guessed.
fn verdict(sitting: &Sitting, n: usize) -> (bool, bool) {
    (sitting.is_right(n), sitting.sheets()[n].certainty == Some(Certainty::Guess))
}

impl Recap {
    /// Sums a quiz up.
    pub fn of(sitting: &Sitting) -> Self {
        let mut recap = Self::default();
        let paper = sitting.paper();
        let named = paper.domains.iter();
        recap.domains = named
            .map(|domain| DomainScore { id: domain.id.clone(), title: domain.title.clone(), right: 0, of: 0 })
            .collect();
        for (n, question) in paper.questions.iter().enumerate() {
            if !sitting.sheets()[n].is_checked {
                recap.left += 1;
                continue;
            }
            let (is_right, is_guessed) = verdict(sitting, n);
            recap.of += 1;
            recap.right += usize::from(is_right);
            recap.guessed += usize::from(is_right && is_guessed);
            if !is_right || is_guessed {
                recap.missed.push(n);
            }
            if let Some(domain) = recap.domains.iter_mut().find(|of| Some(&of.id) == question.domain.as_ref())
            {
                domain.right += u16::from(is_right);
                domain.of += 1;
            }
        }
        recap.domains.retain(|domain| domain.of > 0);
        recap
    }
}

/// Returns the sections of a quiz in which every question was answered, right and not guessed, each once.
pub fn known_sections(sitting: &Sitting) -> Vec<String> {
    let questions = &sitting.paper().questions;
    let is_known = |section: &str| {
        let of = |n: &usize| questions[*n].section == section;
        (0..questions.len())
            .filter(of)
            .all(|n| sitting.sheets()[n].is_checked && verdict(sitting, n) == (true, false))
    };
    let mut sections: Vec<String> = Vec::new();
    for question in questions {
        if !sections.contains(&question.section) && is_known(&question.section) {
            sections.push(question.section.clone());
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::super::sitting::{Event, Mode, Record};
    use super::*;

    /// Keys: 0 → b; 1 → a and c; 2 → a; 3 → d; 4 → a. Sections: s, s, u, v, s.
    fn answered(answers: &[(u16, &[u8], Option<Certainty>)]) -> Sitting {
        let mut paper = fixtures::five_questions();
        for (question, section) in paper.questions.iter_mut().zip(["s", "s", "u", "v", "s"]) {
            section.clone_into(&mut question.section);
        }
        let mut sitting = Sitting::new(paper, Mode::Quiz, 0);
        let mut apply = |what| sitting.apply(&Record { what, at_ms: 0, ran_ms: 0 }).unwrap();
        for &(question, options, certainty) in answers {
            for &option in options {
                apply(Event::Choose { question, option, chosen: true });
            }
            apply(Event::Certainty { question, certainty });
            apply(Event::Check { question });
        }
        sitting
    }

    #[test]
    fn what_was_not_asked_for_its_verdict_is_not_counted() {
        let sitting = answered(&[
            (0, &[1], None),
            (1, &[0, 1], None),
            (2, &[0], Some(Certainty::Guess)),
            (3, &[], None),
        ]);
        let recap = Recap::of(&sitting);
        assert_eq!((recap.right, recap.guessed, recap.of, recap.left), (2, 1, 4, 1));
        assert_eq!(recap.missed, [1, 2, 3], "wrong, guessed, blank");
        let domains: Vec<_> =
            recap.domains.iter().map(|domain| (&*domain.id, domain.right, domain.of)).collect();
        assert_eq!(domains, [("1", 1, 2), ("2", 1, 2)]);
        assert_eq!(Recap::of(&answered(&[])), Recap { left: 5, ..Recap::default() });
    }

    #[test]
    fn a_section_is_known_when_all_its_questions_were_right_and_none_guessed() {
        let sure = Some(Certainty::Sure);
        let all = answered(&[
            (0, &[1], None),
            (1, &[0, 2], sure),
            (2, &[0], Some(Certainty::Guess)),
            (3, &[3], None),
            (4, &[0], sure),
        ]);
        assert_eq!(known_sections(&all), ["s", "v"]);
        let some = answered(&[(0, &[1], None), (1, &[0, 2], None), (2, &[1], None)]);
        assert_eq!(known_sections(&some), [""; 0], "one question of s is open, that of u wrong");
    }
}
