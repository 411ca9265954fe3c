//! A calculator: what it asks for, how it computes, and the answer with steps, named mistakes and warnings.

use std::collections::BTreeMap;

use super::attributes::Attribute;
use super::constants::Constants;
use super::input::{Given, Input, InputError, Inputs, Need};
use super::patterns::Pattern;
use super::quantity::Amount;
use super::ratio::Ratio;
use super::timeline::Timeline;
use super::unit::Value;

/// One kind of calculation.
#[derive(Debug, Clone, Copy)]
pub struct Calculator {
    /// As commands and problems name it: `rcu`.
    pub name: &'static str,
    /// The service it belongs to.
    pub service: &'static str,
    /// Its title: `Read capacity units`.
    pub title: &'static str,
    /// The rule behind it, in a sentence.
    pub about: &'static str,
    /// What it asks for, in order.
    pub inputs: &'static [Input],
    /// The page that states the rule.
    pub source: &'static str,
    /// Whether problems may ask it; a check sheet, or a rule whose details are open, is only shown.
    pub is_asked: bool,
    pub(crate) compute: fn(&mut Work<'_>) -> Value,
}

/// One step of a calculation, in words and numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is done: `6 KB in blocks of 4 KB, rounded up`.
    pub text: String,
    /// What it comes to: `2`.
    pub result: String,
}

/// A mistake that people make, and what it comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mistake {
    /// What was done wrong: `not rounded up`.
    pub name: &'static str,
    /// The answer it gives.
    pub value: Value,
}

/// A calculation that was carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The result.
    pub value: Value,
    /// How it came about.
    pub steps: Vec<Step>,
    /// Wrong results, each different from the right one and from the others.
    pub mistakes: Vec<Mistake>,
    /// Limits that the inputs cross, and what else to mind.
    pub warnings: Vec<String>,
    /// The facts it rests on, by id.
    pub facts: Vec<&'static str>,
    /// The page that states the rule.
    pub source: &'static str,
    /// What happens over time, for calculations about that.
    pub timeline: Option<Timeline>,
    /// Whether every rounding met a number that was whole already; none when nothing was rounded.
    pub on_boundary: Option<bool>,
}

impl Calculator {
    /// Returns the input of that name.
    pub fn input(&self, name: &str) -> Option<&'static Input> {
        self.inputs.iter().find(|input| input.name == name)
    }

    /// Reads what was typed, filling in what may be left out. Empty texts count as left out.
    pub fn read(
        &self,
        typed: &BTreeMap<String, String>,
        constants: &Constants,
    ) -> Result<Inputs, Vec<InputError>> {
        let mut inputs = Inputs::new();
        let mut errors = Vec::new();
        for input in self.inputs {
            let text = typed.get(input.name).filter(|text| !text.trim().is_empty());
            let given = match (text, input.need) {
                (Some(text), _) => input.read(text).map(Some),
                (None, Need::Optional) => Ok(None),
                (None, Need::Default(default)) => input.read(default).map(Some),
                (None, Need::Fact(id)) => of_fact(input, id, constants).map(Some),
                (None, Need::Required) => input.read("").map(Some),
            };
            match given {
                Ok(given) => inputs.extend(given.map(|given| (input.name, given))),
                Err(error) => errors.push(error),
            }
        }
        for name in typed.keys().filter(|name| self.input(name).is_none()) {
            let names: Vec<&str> = self.inputs.iter().map(|input| input.name).collect();
            let message = format!("{} has no such input: expected {}", self.name, names.join(", "));
            errors.push(InputError { input: name.clone(), message });
        }
        if errors.is_empty() { Ok(inputs) } else { Err(errors) }
    }

    /// Computes the answer from inputs that [`Calculator::read`] returned, with steps and warnings.
    pub fn solve(&self, inputs: &Inputs, constants: &Constants) -> Result<Answer, InputError> {
        self.carry_out(inputs, constants, true)
    }

    /// Computes value and mistakes alone: the same answer without steps, warnings and timeline, in half the time.
    pub fn weigh(&self, inputs: &Inputs, constants: &Constants) -> Result<Answer, InputError> {
        self.carry_out(inputs, constants, false)
    }

    /// Reads what was typed and computes the answer.
    pub fn compute(
        &self,
        typed: &BTreeMap<String, String>,
        constants: &Constants,
    ) -> Result<Answer, Vec<InputError>> {
        let inputs = self.read(typed, constants)?;
        self.solve(&inputs, constants).map_err(|error| vec![error])
    }

    fn carry_out(
        &self,
        inputs: &Inputs,
        constants: &Constants,
        explains: bool,
    ) -> Result<Answer, InputError> {
        let mut work = Work { explains, ..Work::new(inputs, constants) };
        let value = (self.compute)(&mut work);
        let refuse = |input: &str, message: String| Err(InputError { input: input.to_owned(), message });
        if let Some(id) = work.missing {
            return refuse("facts", format!("there is no number for the fact `{id}`"));
        }
        if let Some(refusal) = work.refusal {
            return Err(refusal);
        }
        if value.is_too_large() {
            return refuse(self.name, "the numbers are too large to reckon with".to_owned());
        }
        Ok(work.finish(value, self.source))
    }
}

fn of_fact(input: &Input, id: &str, constants: &Constants) -> Result<Given, InputError> {
    let amount = constants.get(id).and_then(|constant| constant.chosen.clone());
    let lacking = || InputError {
        input: input.name.to_owned(),
        message: format!("there is no number for the fact `{id}`"),
    };
    amount.map(Given::One).ok_or_else(lacking)
}

/// A calculation under way: it hands out inputs and constants and notes what is done with them.
#[derive(Debug)]
pub(crate) struct Work<'a> {
    inputs: &'a Inputs,
    constants: &'a Constants,
    explains: bool,
    steps: Vec<Step>,
    mistakes: Vec<Mistake>,
    warnings: Vec<String>,
    facts: Vec<&'static str>,
    missing: Option<&'static str>,
    refusal: Option<InputError>,
    timeline: Option<Timeline>,
    roundings: usize,
    exact_roundings: usize,
}

impl<'a> Work<'a> {
    fn new(inputs: &'a Inputs, constants: &'a Constants) -> Self {
        Self {
            inputs,
            constants,
            explains: false,
            steps: Vec::new(),
            mistakes: Vec::new(),
            warnings: Vec::new(),
            facts: Vec::new(),
            missing: None,
            refusal: None,
            timeline: None,
            roundings: 0,
            exact_roundings: 0,
        }
    }

    fn amount(&self, name: &str) -> Option<&'a Amount> {
        match self.inputs.get(name) {
            Some(Given::One(amount)) => Some(amount),
            _ => None,
        }
    }

    /// Returns a number in base units: bytes, seconds, a second, percent.
    pub(crate) fn number(&self, name: &str) -> Ratio {
        self.given(name).expect("read() leaves no input out that is not optional")
    }

    /// Returns an optional number.
    pub(crate) fn given(&self, name: &str) -> Option<Ratio> {
        self.amount(name).map(|amount| amount.number)
    }

    /// Returns a number as it was given: `6 KB`.
    pub(crate) fn said(&self, name: &str) -> &'a str {
        self.amount(name).map_or("", |amount| amount.said.as_str())
    }

    /// Returns the word of a choice.
    pub(crate) fn word(&self, name: &str) -> &'static str {
        match self.inputs.get(name) {
            Some(Given::Word(word)) => word,
            _ => "",
        }
    }

    /// Returns a list.
    pub(crate) fn several(&self, name: &str) -> &'a [Amount] {
        match self.inputs.get(name) {
            Some(Given::Several(amounts)) => amounts,
            _ => &[],
        }
    }

    /// Returns access patterns.
    pub(crate) fn patterns(&self, name: &str) -> &'a [Pattern] {
        match self.inputs.get(name) {
            Some(Given::Patterns(patterns)) => patterns,
            _ => &[],
        }
    }

    /// Returns the attributes of an item.
    pub(crate) fn attributes(&self, name: &str) -> &'a [Attribute] {
        match self.inputs.get(name) {
            Some(Given::Attributes(attributes)) => attributes,
            _ => &[],
        }
    }

    fn note_fact(&mut self, id: &'static str, number: Option<Ratio>) -> Ratio {
        if !self.facts.contains(&id) {
            self.facts.push(id);
        }
        if number.is_none() {
            self.missing = Some(id);
        }
        number.unwrap_or(Ratio::TOO_LARGE)
    }

    /// Returns a constant on the chosen day, in base units.
    pub(crate) fn fact(&mut self, id: &'static str) -> Ratio {
        let number = self.constants.get(id).and_then(|constant| Some(constant.chosen.as_ref()?.number));
        self.note_fact(id, number)
    }

    /// Returns a constant as it is today, where an earlier value belongs to another rule.
    pub(crate) fn fact_today(&mut self, id: &'static str) -> Ratio {
        let number = self.constants.get(id).and_then(|constant| Some(constant.now.as_ref()?.number));
        self.note_fact(id, number)
    }

    /// Returns a constant as the oldest exam asks it and as it is today.
    pub(crate) fn then_and_now(&mut self, id: &'static str) -> (Option<&'a Amount>, Option<&'a Amount>) {
        let constant = self.constants.get(id);
        let now = constant.and_then(|constant| constant.now.as_ref());
        self.note_fact(id, now.map(|amount| amount.number));
        (constant.and_then(|constant| constant.then.as_ref()), now)
    }

    /// Rounds up, noting whether there was anything to round.
    pub(crate) fn ceil(&mut self, number: Ratio) -> Ratio {
        self.note_rounding(number);
        number.ceil()
    }

    /// Rounds down, noting whether there was anything to round.
    pub(crate) fn floor(&mut self, number: Ratio) -> Ratio {
        self.note_rounding(number);
        number.floor()
    }

    fn note_rounding(&mut self, number: Ratio) {
        self.roundings += 1;
        self.exact_roundings += usize::from(number.is_whole());
    }

    /// Tells a step and its result.
    pub(crate) fn step(&mut self, step: impl FnOnce() -> (String, String)) {
        if self.explains {
            let (text, result) = step();
            self.steps.push(Step { text, result });
        }
    }

    /// Tells a mistake and what it comes to.
    pub(crate) fn mistake(&mut self, name: &'static str, value: Value) {
        self.mistakes.push(Mistake { name, value });
    }

    /// Tells what to mind when `holds`.
    pub(crate) fn warn_if(&mut self, holds: bool, warning: impl FnOnce() -> String) {
        if holds && self.explains {
            self.warnings.push(warning());
        }
    }

    /// Says that an input does not fit the others; the value returned stands for no answer.
    pub(crate) fn refuse(&mut self, input: &str, message: impl Into<String>) -> Value {
        self.refusal = Some(InputError { input: input.to_owned(), message: message.into() });
        Value::Word("")
    }

    /// Tells what happens over time.
    pub(crate) fn draw(&mut self, timeline: impl FnOnce() -> Timeline) {
        if self.explains {
            self.timeline = Some(timeline());
        }
    }

    fn finish(self, value: Value, source: &'static str) -> Answer {
        // Values that look alike once they are rounded for showing are the same to whoever reads them.
        let mut shown = vec![value.rounded()];
        let mut mistakes = Vec::new();
        for mistake in self.mistakes {
            let rounded = mistake.value.rounded();
            let is_possible =
                rounded.number().is_none_or(|number| number >= Ratio::ZERO && !number.is_too_large());
            if is_possible && !shown.contains(&rounded) {
                shown.push(rounded);
                mistakes.push(mistake);
            }
        }
        let on_boundary = (self.roundings > 0).then_some(self.roundings == self.exact_roundings);
        Answer {
            value,
            steps: self.steps,
            mistakes,
            warnings: self.warnings,
            facts: self.facts,
            source,
            timeline: self.timeline,
            on_boundary,
        }
    }
}
