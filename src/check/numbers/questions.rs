//! The numbers of questions: each is the scenario's own, or a fact's (F01), the one of the question's exam (F02), and no fact
//! that differs between its exams decides it (F03).

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::check::anatomy::Anatomy;
use crate::check::prose::{Sentence, sentences};
use crate::check::quantity::Quantity;
use crate::check::thresholds::EXAM_LAG;
use crate::check::vocabulary::AUXILIARIES;
use crate::check::{Context, Findings};
use crate::content::date::PartialDate;
use crate::content::model::{Choice, Earlier, Fact};
use crate::content::{Content, Text};

use super::facts::Facts;
use super::looks_back;

/// Facts that are proposed for a number without one, at most.
const PROPOSED: usize = 2;

/// What a number stands in.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    Stem,
    Option(&'a Choice),
    Why(&'a Choice),
}

impl Place<'_> {
    fn name(self) -> String {
        match self {
            Self::Stem => "the stem".to_owned(),
            Self::Option(choice) => format!("option {}", choice.id),
            Self::Why(choice) => format!("the why of option {}", choice.id),
        }
    }

    /// Whether a number here decides what is right.
    fn decides(self) -> bool {
        !matches!(self, Self::Why(choice) if !choice.key)
    }
}

/// A number and where it stands.
struct Stated<'a> {
    place: Place<'a>,
    sentence: Sentence,
    quantity: Quantity,
}

/// A fact that a question rests on.
struct Resting<'a> {
    fact: &'a Fact,
    now: Vec<Quantity>,
    /// Its value on the days of the question's exams.
    asked: BTreeSet<&'a str>,
    /// All values it has or had.
    any: Vec<Quantity>,
}

pub(super) fn check(
    content: &Content,
    questions: &[Anatomy<'_>],
    facts: &Facts<'_>,
    cx: &Context,
    findings: &mut Findings<'_>,
) {
    let by_id: HashMap<&str, &Fact> =
        content.facts.iter().map(|fact| (fact.head.id.as_str(), fact)).collect();
    let day_of = |exam: &Text| {
        let blueprint = content.blueprints.iter().find(|blueprint| blueprint.id == *exam);
        blueprint.and_then(|blueprint| blueprint.facts_as_of).map_or(cx.today, PartialDate::first_day)
    };
    for question in questions {
        let days: BTreeSet<NaiveDate> = question.maps.keys().map(day_of).collect();
        let stated = stated(question, facts);
        let data: Vec<Quantity> =
            question.question.data.iter().flat_map(|text| facts.quantities(text)).collect();
        let named = question.question.facts.iter().filter_map(|id| by_id.get(id.as_str()));
        let resting: Vec<Resting<'_>> = named.map(|fact| Resting::of(fact, &days, facts)).collect();
        declared(question, &stated, &data, &resting, facts, findings);
        for fact in &resting {
            in_force(question, &stated, &data, fact, findings);
            steady(question, &stated, fact, &days, cx.today, findings);
        }
    }
}

impl<'a> Resting<'a> {
    fn of(fact: &'a Fact, days: &BTreeSet<NaiveDate>, facts: &Facts<'_>) -> Self {
        let asked: BTreeSet<&str> = days.iter().map(|&day| fact.value_on(day)).collect();
        let values = fact.was.iter().map(|earlier| &earlier.value).chain([&fact.value]);
        let now = asked.iter().flat_map(|value| facts.quantities(value)).collect();
        Self { fact, now, asked, any: values.flat_map(|value| facts.quantities(value)).collect() }
    }
}

/// The numbers with units of a question's texts. What is reckoned in an explanation follows from the others.
fn stated<'a>(question: &Anatomy<'a>, facts: &Facts<'_>) -> Vec<Stated<'a>> {
    let whole = question.question;
    let options = whole.options.iter().flat_map(|choice| {
        [(Place::Option(choice), choice.text.as_str()), (Place::Why(choice), choice.why.as_str())]
    });
    let mut all = Vec::new();
    for (place, text) in [(Place::Stem, whole.stem.as_str())].into_iter().chain(options) {
        for sentence in sentences(text) {
            let is_reckoned = matches!(place, Place::Why(_)) && sentence.text.contains(['=', '×']);
            let counts =
                |quantity: &Quantity| !is_reckoned && (quantity.kind.is_measured() || is_count(quantity));
            let found = facts.quantities(&sentence.text).into_iter().filter(counts);
            all.extend(found.map(|quantity| Stated { place, sentence: sentence.clone(), quantity }));
        }
    }
    all
}

/// Whether a number before a noun counts it: none in words, none such as that of `OAuth 2.0`, and none with a verb between.
fn is_count(quantity: &Quantity) -> bool {
    let mut words = quantity.text.split(' ');
    let is_version = words.next().unwrap_or_default().contains('.');
    let is_apart = words.any(|word| AUXILIARIES.contains(&word) || matches!(word, "be" | "each"));
    !(quantity.is_spelled || is_version || is_apart)
}

fn declared(
    question: &Anatomy<'_>,
    stated: &[Stated<'_>],
    data: &[Quantity],
    resting: &[Resting<'_>],
    facts: &Facts<'_>,
    findings: &mut Findings<'_>,
) {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for Stated { place, quantity, .. } in stated {
        let mut known = data.iter().chain(resting.iter().flat_map(|fact| &fact.any));
        let is_known = known.any(|known| known.is_about(quantity)) || is_counted(question, quantity);
        if is_known || !told.insert(&quantity.text) {
            continue;
        }
        let near = facts.with_value(quantity, &question.question.head.topic, question.section);
        let near: Vec<&str> = near.take(PROPOSED).collect();
        let proposed =
            if near.is_empty() { String::new() } else { format!(" (perhaps {})", near.join(" or ")) };
        let message =
            format!("{} in {} is neither in `data` nor of `facts`{proposed}", quantity.text, place.name());
        findings.report("F01", question.id(), message);
    }
}

/// Whether `data` has the number of a count: what is counted may be called otherwise there.
fn is_counted(question: &Anatomy<'_>, quantity: &Quantity) -> bool {
    let numbers = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            .map(str::to_owned)
            .collect()
    };
    let own = numbers(&quantity.text);
    let is_count = !quantity.kind.is_measured() && !own.is_empty();
    is_count
        && question.question.data.iter().any(|text| numbers(text).iter().any(|number| own.contains(number)))
}

/// Reports a number that a fact had, or has, where the question's exam asks for another.
fn in_force(
    question: &Anatomy<'_>,
    stated: &[Stated<'_>],
    data: &[Quantity],
    resting: &Resting<'_>,
    findings: &mut Findings<'_>,
) {
    let is = |known: &[Quantity], quantity: &Quantity| known.iter().any(|known| known.is_about(quantity));
    for Stated { place, sentence, quantity } in stated {
        let may_look_back = matches!(place, Place::Why(_)) && looks_back(&sentence.text);
        let is_other = is(&resting.any, quantity) && !is(&resting.now, quantity);
        if is_other && !may_look_back && !is(data, quantity) {
            let values = resting.asked.iter().copied().collect::<Vec<_>>().join(" or ");
            let (text, place) = (&quantity.text, place.name());
            let message = format!("{text} in {place}: {} is {values} in its exams", resting.fact.head.id);
            findings.report("F02", question.id(), message);
        }
    }
}

/// Reports a fact that decides a question although its exams, or the exam of today and its content, may disagree on it.
fn steady(
    question: &Anatomy<'_>,
    stated: &[Stated<'_>],
    resting: &Resting<'_>,
    days: &BTreeSet<NaiveDate>,
    today: NaiveDate,
    findings: &mut Findings<'_>,
) {
    let fact = resting.fact;
    let of_fact = |stated: &&Stated<'_>| resting.any.iter().any(|value| value.is_about(&stated.quantity));
    let mut places = stated.iter().filter(of_fact).map(|stated| stated.place).peekable();
    // A fact whose number stands nowhere is one that the learner has to know.
    if places.peek().is_some() && !places.any(Place::decides) {
        return;
    }
    let id = &fact.head.id;
    if resting.asked.len() > 1 {
        let values = resting.asked.iter().copied().collect::<Vec<_>>().join(" or ");
        let message = format!("{id} is {values} by the exam; map the question to one side");
        findings.report("F03", question.id(), message);
        return;
    }
    let is_late = |earlier: &&Earlier| days.contains(&today) && earlier.until.last_day() + EXAM_LAG > today;
    if let Some(last) = fact.was.last().filter(is_late) {
        let message = format!("{id} changed in {}, and the exam may lag", last.until);
        findings.report("F03", question.id(), message);
    }
}
