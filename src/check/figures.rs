//! The bank's figures: what all questions together give away, and how they are spread.
//!
//! A figure is judged from a number of questions on; before that it is only shown. Figures that count what the bank still lacks
//! (K05–K09) fail nothing.

mod apart;
mod blind;
mod opposite;

use crate::content::Content;
use crate::content::model::Level;

use super::anatomy::Anatomy;
use super::rank::Ranked;
use super::statistics::{at_least, chi_square};
use super::thresholds::{
    ABSOLUTES, APPLIED, BINOMIAL, BLIND, CHI_SQUARE, CHOICE_OPTIONS, CONVERGENCE, ECHOES, MANY, NEGATIVES,
    OF_FOUR, OPPOSITES, POSITION_SHARE, RANK_OFF, RECALL, RESPONSE_SHARE, SOME, WAIVED,
};
use super::{cues, heads, wording};

use self::apart::apart;
use self::blind::Strategy;

/// What is reckoned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// From 0 to 1.
    Share(f64),
    /// Any number.
    Number(f64),
    /// So many.
    Count(usize),
}

/// Whether a figure is as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Held,
    /// It is not.
    Missed,
    /// There are too few questions to tell: it takes so many.
    Needs(usize),
    /// It is only shown.
    Shown,
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The rule's id; empty for a figure that no rule asks for.
    pub rule: &'static str,
    /// What is reckoned.
    pub what: String,
    /// Over how many.
    pub of: usize,
    /// What came out.
    pub value: Value,
    /// What it should be.
    pub asked: String,
    /// Whether it is.
    pub verdict: Verdict,
    /// What it is made up of, with shares.
    pub parts: Vec<(String, f64)>,
}

/// Figures of one section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionFigures {
    /// Its id.
    pub section: String,
    /// Its questions.
    pub questions: usize,
    /// Those with several keys.
    pub response: usize,
    /// Those of each level: recall, application, analysis.
    pub levels: [usize; 3],
    /// Multiple-choice questions whose key is strictly the longest option.
    pub longest: usize,
    /// Strictly the shortest.
    pub shortest: usize,
    /// Keys of multiple-choice questions by their position in the file.
    pub positions: [usize; 4],
}

/// All figures of a bank.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// Over all questions, and over each section that is large enough.
    pub figures: Vec<Figure>,
    /// Section by section.
    pub sections: Vec<SectionFigures>,
    /// Questions of which one gives the other's key away (K03).
    pub apart: Vec<(String, String)>,
}

impl Figure {
    /// A figure that must be within a bound.
    fn bounded(
        rule: &'static str,
        what: &str,
        of: usize,
        value: Value,
        asked: String,
        is_held: bool,
        needs: usize,
    ) -> Self {
        let verdict = match is_held {
            _ if of < needs => Verdict::Needs(needs),
            true => Verdict::Held,
            false => Verdict::Missed,
        };
        Self { rule, what: what.to_owned(), of, value, asked, verdict, parts: Vec::new() }
    }

    fn at_most(rule: &'static str, what: &str, of: usize, hits: f64, most: f64, needs: usize) -> Self {
        let share = share(hits, of);
        Self::bounded(
            rule,
            what,
            of,
            Value::Share(share),
            format!("at most {}", percent(most)),
            share <= most,
            needs,
        )
    }

    /// Whether it is missed and says that questions are flawed, not that there are too few.
    pub fn is_error(&self) -> bool {
        self.verdict == Verdict::Missed && !matches!(self.rule, "K05" | "K06" | "K07" | "K08" | "K09")
    }
}

fn share(hits: f64, of: usize) -> f64 {
    hits / of.max(1) as f64
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

impl Figures {
    /// Reckons all figures of the questions.
    pub fn of(content: &Content) -> Self {
        let questions = Anatomy::of(content);
        let sections: Vec<SectionFigures> =
            content.sections.iter().map(|section| of_section(&section.id, &questions)).collect();
        let apart = apart(&questions);
        let mut figures = Vec::new();
        lengths("", &questions.iter().collect::<Vec<_>>(), &mut figures);
        for section in &content.sections {
            let own: Vec<&Anatomy<'_>> =
                questions.iter().filter(|question| question.section == section.id).collect();
            if own.iter().filter(|question| is_choice(question)).count() >= SOME {
                lengths(&section.id, &own, &mut figures);
            }
        }
        ranks(&questions, &mut figures);
        positions(&questions, &mut figures);
        wordings(&questions, &mut figures);
        strategies(&questions, &mut figures);
        composition(&questions, &mut figures);
        let pairs = Value::Count(apart.len());
        figures.push(Figure {
            rule: "K03",
            what: "pairs that give a key away, kept apart".to_owned(),
            of: questions.len(),
            value: pairs,
            asked: String::new(),
            verdict: Verdict::Shown,
            parts: Vec::new(),
        });
        let all = heads(content).count();
        let waived = heads(content).filter(|head| !head.waive.is_empty()).count();
        figures.push(Figure::at_most("", "items with a waiver", all, waived as f64, WAIVED, 1));
        let mut all = Self { figures: Vec::new(), sections, apart };
        all.add(figures);
        all
    }

    /// Adds figures: all stand in the order of the rules, those without one at the end.
    pub fn add(&mut self, more: Vec<Figure>) {
        self.figures.extend(more);
        let place = |figure: &Figure| super::RULES.iter().position(|rule| rule.id == figure.rule);
        self.figures.sort_by_key(|figure| place(figure).unwrap_or(usize::MAX));
    }
}

/// Whether a question is one of four options with one key, as most figures need it.
fn is_choice(question: &Anatomy<'_>) -> bool {
    question.options.len() == CHOICE_OPTIONS && question.keys().count() == 1
}

fn is_response(question: &Anatomy<'_>) -> bool {
    question.keys().count() > 1
}

/// Whether the one key is the only option with the extreme length that `better` finds.
fn is_strictly(question: &Anatomy<'_>, better: fn(usize, usize) -> bool) -> bool {
    question.keys().all(|key| question.distractors().all(|other| better(key.length(), other.length())))
}

fn is_longest(question: &Anatomy<'_>) -> bool {
    is_strictly(question, |key, other| key > other)
}

fn is_shortest(question: &Anatomy<'_>) -> bool {
    is_strictly(question, |key, other| key < other)
}

/// The position of the key, from 0.
fn position(question: &Anatomy<'_>) -> Option<usize> {
    question.options.iter().position(|part| part.choice.key).filter(|_| is_choice(question))
}

fn of_section(section: &str, questions: &[Anatomy<'_>]) -> SectionFigures {
    let mut figures = SectionFigures { section: section.to_owned(), ..SectionFigures::default() };
    for question in questions.iter().filter(|question| question.section == section) {
        figures.questions += 1;
        figures.response += usize::from(is_response(question));
        figures.levels[question.question.level as usize] += 1;
        if let Some(position) = position(question) {
            figures.longest += usize::from(is_longest(question));
            figures.shortest += usize::from(is_shortest(question));
            figures.positions[position] += 1;
        }
    }
    figures
}

/// Q03, Q04: over the bank, or over a section.
fn lengths(section: &str, questions: &[&Anatomy<'_>], figures: &mut Vec<Figure>) {
    let choice: Vec<&&Anatomy<'_>> = questions.iter().filter(|question| is_choice(question)).collect();
    let of = choice.len();
    for (rule, what, is) in [
        ("Q03", "key strictly the longest", is_longest as fn(&Anatomy<'_>) -> bool),
        ("Q04", "key strictly the shortest", is_shortest),
    ] {
        let hits = choice.iter().filter(|question| is(question)).count();
        let chance = at_least(hits, of, OF_FOUR);
        let what = if section.is_empty() { what.to_owned() } else { format!("{what}, {section}") };
        let asked = format!("p at least {BINOMIAL}; it is {chance:.3}");
        let value = Value::Share(share(hits as f64, of));
        figures.push(Figure::bounded(rule, &what, of, value, asked, chance >= BINOMIAL, SOME));
    }
}

/// Q05: the mean place of keys among the lengths of their options, from 0 to 1.
fn ranks(questions: &[Anatomy<'_>], figures: &mut Vec<Figure>) {
    let response: Vec<&Anatomy<'_>> = questions.iter().filter(|question| is_response(question)).collect();
    let mut ranks = Vec::new();
    for question in &response {
        for key in question.keys() {
            let others = || question.options.iter().map(super::anatomy::Part::length);
            let shorter = others().filter(|&length| length < key.length()).count() as f64;
            let equal = others().filter(|&length| length == key.length()).count() as f64 - 1.0;
            ranks.push((shorter + equal / 2.0) / (question.options.len() as f64 - 1.0));
        }
    }
    let mean = if ranks.is_empty() { 0.5 } else { ranks.iter().sum::<f64>() / ranks.len() as f64 };
    let asked = format!("{:.2} to {:.2}", 0.5 - RANK_OFF, 0.5 + RANK_OFF);
    let is_held = (mean - 0.5).abs() <= RANK_OFF;
    let what = "rank of keys by length, multiple response";
    figures.push(Figure::bounded("Q05", what, response.len(), Value::Number(mean), asked, is_held, SOME));
}

/// Q06 and Q14: where keys stand.
fn positions(questions: &[Anatomy<'_>], figures: &mut Vec<Figure>) {
    let mut counts = [0; CHOICE_OPTIONS];
    let mut by_rank = [0; CHOICE_OPTIONS];
    for question in questions.iter().filter(|question| is_choice(question)) {
        if let Some(position) = position(question) {
            counts[position] += 1;
        }
        if let Some(rank) = Ranked::of(question).and_then(|ranked| ranked.key_rank()) {
            by_rank[rank] += 1;
        }
    }
    for (rule, what, counts, name) in [
        ("Q06", "chi-square of key positions", counts, "position"),
        ("Q14", "chi-square of key ranks among numbers", by_rank, "rank"),
    ] {
        let of = counts.iter().sum();
        let squares = chi_square(&counts);
        let asked = format!("under {CHI_SQUARE}");
        let figure =
            Figure::bounded(rule, what, of, Value::Number(squares), asked, squares < CHI_SQUARE, SOME);
        let parts = counts.iter().enumerate();
        let parts = parts.map(|(n, &count)| (format!("{name} {}", n + 1), share(count as f64, of))).collect();
        figures.push(Figure { parts, ..figure });
    }
    let (of, most) = (counts.iter().sum(), counts.into_iter().max().unwrap_or_default());
    figures.push(Figure::at_most(
        "Q06",
        "keys at the fullest position",
        of,
        most as f64,
        POSITION_SHARE,
        MANY,
    ));
}

/// Q07, Q10, Q15, W01: words.
fn wordings(questions: &[Anatomy<'_>], figures: &mut Vec<Figure>) {
    let of = questions.len();
    let (mut keys, mut distractors) = ([0.0; 2], [0.0; 2]);
    for part in questions.iter().flat_map(|question| &question.options) {
        let side = if part.choice.key { &mut keys } else { &mut distractors };
        side[0] += f64::from(u8::from(cues::is_absolute(part)));
        side[1] += 1.0;
    }
    let rate = |side: [f64; 2]| side[0] / f64::max(side[1], 1.0);
    // Without any in keys, one is taken as the least that could be told.
    let ratio = rate(distractors) / rate([f64::max(keys[0], 1.0), keys[1]]);
    let asked = format!("at most {ABSOLUTES}");
    let absolute = Figure::bounded(
        "Q07",
        "absolute words, distractors by keys",
        of,
        Value::Number(ratio),
        asked,
        ratio <= ABSOLUTES,
        SOME,
    );
    let parts = vec![("keys".to_owned(), rate(keys)), ("distractors".to_owned(), rate(distractors))];
    figures.push(Figure { parts, ..absolute });
    let count =
        |is: &dyn Fn(&Anatomy<'_>) -> bool| questions.iter().filter(|question| is(question)).count() as f64;
    let echoes = cues::echoes(questions).iter().filter(|words| !words.is_empty()).count() as f64;
    let opposites = count(&|question| opposite::holds_pair(question));
    figures.push(Figure::at_most("Q10", "rare words in stem and key alone", of, echoes, ECHOES, SOME));
    figures.push(Figure::at_most("Q15", "opposite pairs around the key", of, opposites, OPPOSITES, SOME));
    let negatives = count(&|question| wording::is_marked_negative(question));
    figures.push(Figure::at_most("W01", "negative questions", of, negatives, NEGATIVES, SOME));
}

/// Q11, and what those score who know nothing.
fn strategies(questions: &[Anatomy<'_>], figures: &mut Vec<Figure>) {
    let choice: Vec<&Anatomy<'_>> = questions.iter().filter(|question| is_choice(question)).collect();
    let of = choice.len();
    let score = |strategy: Strategy| choice.iter().map(|question| strategy.score(question)).sum::<f64>();
    let overlap = score(Strategy::Overlap);
    figures.push(Figure::at_most("Q11", "key has the most overlap", of, overlap, CONVERGENCE, SOME));
    for (what, strategy) in [
        ("blind: always the longest", Strategy::Longest),
        ("blind: always the shortest", Strategy::Shortest),
        ("blind: most overlap", Strategy::Overlap),
        ("blind: at random", Strategy::Random),
    ] {
        let share = share(score(strategy), of);
        let asked = format!("under {}", percent(BLIND));
        figures.push(Figure::bounded("", what, of, Value::Share(share), asked, share < BLIND, MANY));
    }
}

/// K07, K08: levels and kinds.
fn composition(questions: &[Anatomy<'_>], figures: &mut Vec<Figure>) {
    let of = questions.len();
    let level =
        |level: Level| questions.iter().filter(|question| question.question.level == level).count() as f64;
    let recall = level(Level::Recall);
    let applied = share(level(Level::Application) + level(Level::Analysis), of);
    figures.push(Figure::at_most("K07", "recall", of, recall, RECALL, SOME));
    let asked = format!("at least {}", percent(APPLIED));
    let figure = Figure::bounded(
        "K07",
        "application and analysis",
        of,
        Value::Share(applied),
        asked,
        applied >= APPLIED,
        SOME,
    );
    let levels = [("application", Level::Application), ("analysis", Level::Analysis)];
    let parts = levels.map(|(name, of_level)| (name.to_owned(), share(level(of_level), of)));
    figures.push(Figure { parts: parts.to_vec(), ..figure });
    let response = share(questions.iter().filter(|question| is_response(question)).count() as f64, of);
    let asked = format!("{} to {}", percent(*RESPONSE_SHARE.start()), percent(*RESPONSE_SHARE.end()));
    let is_held = RESPONSE_SHARE.contains(&response);
    figures.push(Figure::bounded(
        "K08",
        "multiple response",
        of,
        Value::Share(response),
        asked,
        is_held,
        SOME,
    ));
}
