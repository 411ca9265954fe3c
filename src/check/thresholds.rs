//! Every figure that a rule compares with, in one place, by the rules' ids. Those without a source are the project's choice.

use std::ops::RangeInclusive;

use chrono::Months;

/// T01: words of prose in a topic.
pub(super) const TOPIC_WORDS: RangeInclusive<usize> = 60..=220;
/// T02: columns of a line of code, and of a row of a table.
pub(super) const CODE_COLUMNS: usize = 72;
pub(super) const TABLE_COLUMNS: usize = 76;

/// C02: things listed in an answer.
pub(super) const LISTED: usize = 3;
/// C03: words in an answer.
pub(super) const ANSWER_WORDS: usize = 60;
/// C04: words that a deletion hides.
pub(super) const HIDDEN_WORDS: RangeInclusive<usize> = 1..=6;
/// C05: letters from which on an answer is long enough to be recognised on the front.
pub(super) const RECOGNISED_LETTERS: usize = 4;

/// S01: options and keys of a multiple-choice question, and of a multiple-response one.
pub(super) const CHOICE_OPTIONS: usize = 4;
pub(super) const RESPONSE_OPTIONS: RangeInclusive<usize> = 5..=6;
pub(super) const RESPONSE_KEYS: RangeInclusive<usize> = 2..=3;
/// S05: words of a stem; outside the wider bounds it is an error.
pub(super) const STEM_WORDS: RangeInclusive<usize> = 20..=110;
pub(super) const STEM_WORDS_AT_ALL: RangeInclusive<usize> = 12..=160;
/// S06: words of an option.
pub(super) const OPTION_WORDS: RangeInclusive<usize> = 1..=30;
/// S07: characters of an explanation.
pub(super) const WHY_CHARACTERS: RangeInclusive<usize> = 40..=600;

/// Q01, Q02: options of which none has this many characters are names and numbers, whose length is nobody's choice.
pub(super) const NAME_CHARACTERS: usize = 25;
/// Q01: the longest option by the shortest, as a warning and as an error.
pub(super) const LONGEST_BY_SHORTEST: (f64, f64) = (2.0, 3.0);
/// Q02: the length of the key by that of the distractors.
pub(super) const KEY_BY_DISTRACTORS: RangeInclusive<f64> = 0.67..=1.5;
/// Q03, Q04: the chance below which a one-sided binomial test fails.
pub(super) const BINOMIAL: f64 = 0.01;
/// Q03, Q04, Q11: the share that chance gives one option of four.
pub(super) const OF_FOUR: f64 = 0.25;
/// Q05: how far from the middle the mean rank of a key's length may be.
pub(super) const RANK_OFF: f64 = 0.15;
/// Q06, Q14: chi-square with 3 degrees of freedom at p = 0.01.
pub(super) const CHI_SQUARE: f64 = 11.34;
/// Q06: the share of keys at one position, from [`MANY`] on.
pub(super) const POSITION_SHARE: f64 = 0.32;
/// Q07: how much more often an absolute word may stand in a distractor than in a key.
pub(super) const ABSOLUTES: f64 = 1.5;
/// Q10: a word is rare in less than this share of the questions; echoes are bounded by the other.
pub(super) const RARE: f64 = 0.02;
pub(super) const ECHOES: f64 = 0.1;
/// Q11: the share of keys with the most overlap.
pub(super) const CONVERGENCE: f64 = 0.4;
/// Q15: the share of questions with an opposite pair around the key.
pub(super) const OPPOSITES: f64 = 0.15;
/// What a blind strategy may score, from [`MANY`] on.
pub(super) const BLIND: f64 = 0.33;

/// W01: the share of negative questions.
pub(super) const NEGATIVES: f64 = 0.03;
/// W03: sentences of more words than this, at most so many in a stem.
pub(super) const LONG_SENTENCE: usize = 35;
pub(super) const LONG_SENTENCES: usize = 2;

/// F03: how long after a change an exam may still ask the old value.
pub(super) const EXAM_LAG: Months = Months::new(18);
/// F04: how long a verification holds.
pub(super) const FRESH: Months = Months::new(12);
/// P01: seeds that each problem is drawn from.
pub(super) const SEEDS: u64 = 200;

/// K01: words in a row by which facts and cards are compared, and the share of common runs from which on they ask the same.
pub(super) const CARD_SHINGLE: usize = 3;
pub(super) const CARD_SAME: f64 = 0.75;
/// K01: the same for the stems of questions; and where a warning begins.
pub(super) const STEM_SHINGLE: usize = 5;
pub(super) const STEM_SAME: f64 = 0.5;
pub(super) const STEM_ALIKE: f64 = 0.3;
/// K02: how alike the words of two cards with one answer may be: the cosine of their vectors, a rare word counting for more.
pub(super) const CARD_COSINE: f64 = 0.6;
/// K02: the same for questions, every word counting the same.
pub(super) const STEM_COSINE: f64 = 0.8;
/// K04: words in a row that make a copy.
pub(super) const COPIED: usize = 8;
/// K05: how far a task's questions may be from its share.
pub(super) const SHARE_OFF: f64 = 0.25;
/// K06: questions of a skill, of a task, of a section, at least.
pub(super) const PER_SKILL: usize = 3;
pub(super) const PER_TASK: usize = 20;
pub(super) const PER_SECTION: usize = 10;
/// K06: the exams whose skills and whose tasks are held to that.
pub(super) const SKILLS_OF: &[&str] = &["dva-c03"];
pub(super) const TASKS_OF: &[&str] = &["dva-c01", "dva-c02"];
/// K05: the exam whose tasks are held to their share.
pub(super) const SHARES_OF: &str = "dva-c02";
/// K07: the share of recall, and of application and analysis together.
pub(super) const RECALL: f64 = 0.25;
pub(super) const APPLIED: f64 = 0.6;
/// K08: the share of multiple response.
pub(super) const RESPONSE_SHARE: RangeInclusive<f64> = 0.15..=0.25;

/// Figures of the bank are judged from this many questions on, of the kind they are about.
pub(super) const SOME: usize = 40;
/// Positions and blind strategies: from this many on.
pub(super) const MANY: usize = 200;
/// The share of items with a waiver.
pub(super) const WAIVED: f64 = 0.02;
