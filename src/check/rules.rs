//! The table of rules: their ids, how bad it is to break them, and what they ask for.

/// How bad it is to break a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum Severity {
    /// The content cannot be shipped.
    Error,
    /// It can, but somebody should look; an item that is meant so says why in `waive`.
    Warning,
    /// It is reckoned over all questions together.
    Figure,
}

/// A rule of the guide.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `T01`
    pub id: &'static str,
    /// How bad it is to break it; where it depends on how far, the worst.
    pub severity: Severity,
    /// Whether an item may waive it with a reason: every warning, and errors that judge by words or by nearness.
    pub may_be_waived: bool,
    /// What it asks for.
    pub asks: &'static str,
}

impl Rule {
    /// Says how bad it is to break it, with a star where an error may be waived.
    pub fn grade(&self) -> String {
        let star = if self.may_be_waived && self.severity == Severity::Error { "*" } else { "" };
        format!("{}{star}", self.severity)
    }
}

const fn error(id: &'static str, asks: &'static str) -> Rule {
    Rule { id, severity: Severity::Error, may_be_waived: false, asks }
}

const fn excusable(id: &'static str, asks: &'static str) -> Rule {
    Rule { id, severity: Severity::Error, may_be_waived: true, asks }
}

const fn warning(id: &'static str, asks: &'static str) -> Rule {
    Rule { id, severity: Severity::Warning, may_be_waived: true, asks }
}

const fn figure(id: &'static str, asks: &'static str) -> Rule {
    Rule { id, severity: Severity::Figure, may_be_waived: false, asks }
}

/// All rules that are checked here, those of questions under the ids of the item-writing guide.
pub const RULES: &[Rule] = &[
    excusable("T01", "a topic has 60 to 220 words of prose"),
    excusable("T02", "code is at most 72 columns wide, a table 76"),
    excusable("C01", "a card has no question that yes or no answers"),
    excusable("C02", "an answer lists at most three things"),
    warning("C03", "an answer is short: at most 60 words"),
    warning("C04", "a deletion hides one to six words"),
    excusable("C05", "the front does not give the answer away"),
    error("S01", "4 options and 1 key, or 5 to 6 options and 2 to 3 keys, no more keys than distractors"),
    excusable("S02", "options differ in more than marks and capitals, and none stands inside another"),
    error("S03", "a stem ends with (Select TWO.) or (Select THREE.) as it has keys, with one key without"),
    error("S04", "the last sentence of a stem is a question"),
    excusable("S05", "a stem has 20 to 110 words (warning), 12 to 160 (error)"),
    warning("S06", "an option has 1 to 30 words"),
    error("S07", "every option has an explanation of its own, of 40 to 600 characters"),
    error("S08", "sources are pages of an allowed host"),
    excusable("S10", "a service is called by its name in the table of services"),
    excusable(
        "Q01",
        "the longest option is at most 2 times (warning), 3 times (error) as long as the shortest",
    ),
    excusable("Q02", "a key is 0.67 to 1.5 times as long as the distractors"),
    figure("Q03", "the key is the longest option no more often than chance makes it"),
    figure("Q04", "the key is the shortest option no more often than chance makes it"),
    figure("Q05", "keys of multiple-response questions are neither long nor short"),
    figure("Q06", "keys are spread evenly over the positions"),
    excusable("Q07", "absolute words do not mark the distractors"),
    warning("Q08", "hedges such as can, may, usually do not mark the key"),
    excusable("Q09", "no option speaks of other options"),
    warning("Q10", "no rare word stands in the stem and the key alone (figure: 10 % of the questions)"),
    figure("Q11", "the key does not have the most words in common with the other options"),
    warning("Q12", "options are of one grammar: all begin with a verb or none, same capitals, same end"),
    error("Q13", "a stem does not end in a or an"),
    excusable(
        "Q14",
        "options that are numbers are sorted, of one unit and apart (figure: the key has every rank)",
    ),
    figure("Q15", "two options that negate each other, one of them the key, are rare"),
    excusable("W01", "a negative question says NOT or EXCEPT in capitals (figure: 3 % of the questions)"),
    warning("W02", "what decides the answer is in capitals: MOST, LEAST, FIRST, BEST"),
    warning("W03", "at most 2 sentences of a stem have over 35 words; no \"you\", no other brand"),
    excusable("W04", "explanations name no option by its letter or place"),
    warning("W05", "a distractor's why says why it fails here, or when it would be right"),
    warning("W06", "units are written as the service's own pages write them"),
    error("F01", "a number with a unit is in `data`, or the value of a fact in `facts`"),
    error("F02", "a number that a fact had or has is the one of the question's exam"),
    error("F03", "a fact that differs between a question's exams, or changed lately, decides no question"),
    warning("F04", "what is shipped was verified within the last 12 months"),
    error("F06", "no two facts have the same service and name"),
    excusable("F07", "a number in a text is that of the fact it speaks of"),
    error("P01", "200 drawings of a problem leave four different answers each"),
    excusable(
        "K01",
        "no two items ask the same thing (stems: half of their words in a row; warning from 0.3 on)",
    ),
    warning("K02", "no two items ask for the same answer in nearly the same words"),
    figure("K03", "questions that give each other's key away never meet in one mock"),
    error("K04", "no eight words in a row are somebody else's"),
    figure("K05", "a task of DVA-C02 has its share of the questions, by weight and skills, within 25 %"),
    figure(
        "K06",
        "every skill of DVA-C03 has 3 questions, every task of DVA-C01 and -C02 20, every section 10",
    ),
    figure("K07", "at most 25 % of the questions are recall, at least 60 % application and analysis"),
    figure("K08", "15 to 25 % of the questions are multiple response"),
    error("V01", "a waiver is of a rule that may be waived and that the item breaks"),
];

/// Rules of the guide that something else keeps, and what.
pub const KEPT: &[(&str, &str)] = &[
    ("S09", "the build: `maps` names what is in the blueprint's file, or the file is refused"),
    ("F05", "P01 and the calculators: key and distractors of a problem are what they return"),
    ("K09", "the assembly of papers and its tests"),
];
