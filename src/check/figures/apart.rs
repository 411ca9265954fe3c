//! Questions of which one gives the other's key away (K03).

use crate::check::anatomy::Anatomy;
use crate::exam::{Alike, PaperOption, PaperQuestion};

/// The pairs as the assembly of papers sees them, which keeps them apart.
pub(super) fn apart(questions: &[Anatomy<'_>]) -> Vec<(String, String)> {
    let papers: Vec<PaperQuestion> = questions.iter().map(as_shown).collect();
    let id = |n: usize| papers[n].id.clone();
    Alike::of(&papers).give_aways().iter().map(|&(one, other)| (id(one), id(other))).collect()
}

fn as_shown(question: &Anatomy<'_>) -> PaperQuestion {
    let whole = question.question;
    let options = whole.options.iter().map(|choice| PaperOption {
        id: choice.id.to_string(),
        text: choice.text.to_string(),
        key: choice.key,
        why: choice.why.to_string(),
    });
    PaperQuestion {
        id: whole.head.id.to_string(),
        topic: whole.head.topic.to_string(),
        topic_title: String::new(),
        section: question.section.to_owned(),
        domain: None,
        task: None,
        level: whole.level,
        scored: false,
        stem: whole.stem.to_string(),
        options: options.collect(),
        sources: Vec::new(),
        verified: whole.verified,
        drawn: None,
    }
}
