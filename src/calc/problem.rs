//! Problems: a calculation with numbers drawn anew each time, four options to choose from, and typed answers judged.
//!
//! Numbers come from what the problem lists. One time in four they lie on the boundary of a rounding, where people slip.
//! Every wrong option is a named mistake; a draw that leaves fewer than three of them is drawn again.

use std::collections::{BTreeMap, HashMap};

use crate::content::model::{Draw, Problem};
use crate::content::text::Text;

use super::calculator::{Answer, Calculator, Mistake, Step};
use super::constants::Constants;
use super::input::{Given, Input, InputError, Inputs};
use super::ratio::Ratio;
use super::table;
use super::unit::Value;

/// Chance, which comes in from outside: a seeded stream, so that a drawing can be repeated.
pub trait Dice {
    /// Returns a number below `bound`, each as likely as the others; zero when the bound is.
    fn below(&mut self, bound: usize) -> usize;
}

/// Options of a problem.
pub const OPTIONS: usize = 4;

/// One drawing in so many lies on a boundary.
const BOUNDARY_EACH: usize = 4;

/// Drawings made before a problem is given up: with one usable in ten, one problem in ten thousand million fails.
const ATTEMPTS: usize = 240;

/// Attempts that insist on the wanted side of the boundary; a problem may have no numbers on one side.
const INSISTENT: usize = 60;

/// Why a problem cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// Its calculator does not exist.
    #[error("there is no calculator `{0}`")]
    NoCalculator(String),
    /// An input that is given or drawn cannot be used.
    #[error(transparent)]
    Input(#[from] InputError),
    /// No drawing leaves four different options.
    #[error("no drawing leaves four different options")]
    NoOptions,
}

/// One of the answers to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnOption {
    /// As it is shown: `160 RCU`.
    pub text: String,
    /// What was done wrong to arrive at it; none for the right one.
    pub mistake: Option<&'static str>,
}

/// A problem with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The question.
    pub prompt: String,
    /// The numbers drawn, as the prompt shows them, by input.
    pub numbers: BTreeMap<String, String>,
    /// Four different answers in one unit, ascending.
    pub options: Vec<DrawnOption>,
    /// Which of them is right.
    pub key: usize,
    /// The answer with its steps, which are the explanation, and all mistakes.
    pub answer: Answer,
}

/// What a typed answer is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// It is the answer.
    Right,
    /// It is not; with the name of the mistake, when it is one that has a name.
    Wrong(Option<&'static str>),
    /// It is no answer: a sentence that says what is expected.
    Unreadable(String),
}

impl Drawn {
    /// Returns how it is solved, as small Markdown: the answer, the steps, what is often wrong.
    pub fn solution(&self) -> String {
        // A multiplication is no mark.
        let plain = |text: &str| text.replace(['`', '*', '|'], "'");
        let step = |(n, step): (usize, &Step)| {
            format!("{}. {}: {}\n", n + 1, plain(&step.text), plain(&step.result))
        };
        let steps: String = self.answer.steps.iter().enumerate().map(step).collect();
        let wrong = |option: &DrawnOption| Some(format!("{} ({})", option.text, option.mistake?));
        let wrong: Vec<String> = self.options.iter().filter_map(wrong).collect();
        format!("**{}**\n\n{steps}\nOften wrong: {}.", self.answer.value, wrong.join(" · "))
    }

    /// Judges a typed answer such as `200` or `200 RCU`.
    pub fn judge(&self, typed: &str) -> Judgement {
        match self.answer.value.is_meant_by(typed) {
            Ok(true) => Judgement::Right,
            Ok(false) => {
                let meant = |mistake: &&Mistake| mistake.value.is_meant_by(typed) == Ok(true);
                Judgement::Wrong(self.answer.mistakes.iter().find(meant).map(|mistake| mistake.name))
            }
            Err(sentence) => Judgement::Unreadable(sentence),
        }
    }
}

/// A problem whose texts were read, ready to be drawn any number of times.
#[derive(Debug)]
pub struct Prepared<'a> {
    problem: &'a Problem,
    calculator: &'static Calculator,
    constants: &'a Constants,
    fixed: Inputs,
    drawn: Vec<Varying<'a>>,
    /// What was solved before, by the places drawn; none where the inputs do not fit each other.
    solved: HashMap<Vec<usize>, Option<Solved>>,
}

/// An answer with what there is to choose from.
#[derive(Debug)]
struct Solved {
    answer: Answer,
    /// The right one and all mistakes, ascending.
    choices: Vec<DrawnOption>,
}

/// An input that is drawn.
#[derive(Debug)]
struct Varying<'a> {
    name: &'a str,
    input: &'static Input,
    source: Source,
}

/// What an input is drawn from.
#[derive(Debug)]
enum Source {
    /// `from + n * step` for `n` below the number.
    Range {
        /// The first value.
        from: i64,
        /// The distance.
        step: i64,
        /// How many values there are.
        number: usize,
    },
    /// Texts that were read, each with how the prompt shows it.
    OneOf(Vec<(String, Given)>),
}

/// Draws a problem once. The dice decide, so the same dice draw the same numbers.
pub fn draw(problem: &Problem, constants: &Constants, dice: &mut dyn Dice) -> Result<Drawn, DrawError> {
    Prepared::new(problem, constants)?.draw(dice)
}

impl<'a> Prepared<'a> {
    /// Reads everything the problem gives and draws from.
    pub fn new(problem: &'a Problem, constants: &'a Constants) -> Result<Self, DrawError> {
        let calculator = table::calculator(&problem.calculator)
            .ok_or_else(|| DrawError::NoCalculator(problem.calculator.to_string()))?;
        // What is drawn stands in with its first value, so that defaults and missing inputs are seen once, here.
        let given = problem.given.iter().map(|(name, text)| (name.to_string(), text.to_string()));
        let varied = problem.vary.iter().map(|(name, draw)| (name.to_string(), first(draw)));
        let typed = given.chain(varied).collect();
        let fixed = calculator.read(&typed, constants).map_err(first_error)?;
        let mut drawn = Vec::new();
        for (name, draw) in &problem.vary {
            let Some(input) = calculator.input(name) else { continue };
            let source = match draw {
                Draw::Range { from, to, step } => {
                    let number = usize::try_from((to - from) / step + 1).unwrap_or(1);
                    input.read(&to.to_string())?;
                    Source::Range { from: *from, step: *step, number }
                }
                Draw::OneOf(texts) => {
                    let read = texts.iter().map(|text| Ok((text.to_string(), input.read(text)?)));
                    Source::OneOf(read.collect::<Result<_, InputError>>()?)
                }
            };
            drawn.push(Varying { name, input, source });
        }
        Ok(Self { problem, calculator, constants, fixed, drawn, solved: HashMap::new() })
    }

    /// Draws once.
    pub fn draw(&mut self, dice: &mut dyn Dice) -> Result<Drawn, DrawError> {
        let wants_boundary = dice.below(BOUNDARY_EACH) == 0;
        for attempt in 0..ATTEMPTS {
            let places: Vec<usize> =
                self.drawn.iter().map(|varying| dice.below(varying.source.number())).collect();
            let Some(Solved { answer, choices }) = self.solved(&places)? else { continue };
            let fits = answer.on_boundary.is_none_or(|on_boundary| on_boundary == wants_boundary);
            if !fits && attempt < INSISTENT {
                continue;
            }
            if let Some((options, key)) = options(choices, dice) {
                let answer = answer.clone();
                let numbers = self.numbers(&places);
                let prompt = filled(&self.problem.prompt, &numbers);
                return Ok(Drawn { prompt, numbers, options, key, answer });
            }
        }
        Err(DrawError::NoOptions)
    }

    /// Solves the problem with what lies at `places`.
    fn solved(&mut self, places: &[usize]) -> Result<Option<&Solved>, DrawError> {
        if !self.solved.contains_key(places) {
            let mut inputs = self.fixed.clone();
            for (varying, place) in self.drawn.iter().zip(places) {
                inputs.insert(varying.input.name, varying.given(*place)?);
            }
            let answer = self.calculator.solve(&inputs, self.constants).ok();
            let solved = answer.map(|answer| Solved { choices: choices(&answer), answer });
            self.solved.insert(places.to_vec(), solved);
        }
        Ok(self.solved.get(places).and_then(Option::as_ref))
    }

    /// The numbers at `places` as the prompt shows them.
    fn numbers(&self, places: &[usize]) -> BTreeMap<String, String> {
        let shown = self.drawn.iter().zip(places);
        shown.map(|(varying, place)| (varying.name.to_owned(), varying.source.text(*place))).collect()
    }
}

impl Varying<'_> {
    fn given(&self, place: usize) -> Result<Given, InputError> {
        match &self.source {
            Source::Range { .. } => self.input.read(&self.source.text(place)),
            Source::OneOf(texts) => Ok(texts[place].1.clone()),
        }
    }
}

impl Source {
    /// How many values there are to draw from.
    fn number(&self) -> usize {
        match self {
            Self::Range { number, .. } => *number,
            Self::OneOf(texts) => texts.len(),
        }
    }

    /// The value at `place` as the prompt shows it.
    fn text(&self, place: usize) -> String {
        match self {
            Self::Range { from, step, .. } => Ratio::from(from + step * place as i64).written(0),
            Self::OneOf(texts) => texts[place].0.clone(),
        }
    }
}

fn first(draw: &Draw) -> String {
    match draw {
        Draw::Range { from, .. } => from.to_string(),
        Draw::OneOf(texts) => texts.first().map(Text::to_string).unwrap_or_default(),
    }
}

fn first_error(errors: Vec<InputError>) -> DrawError {
    let unknown = || InputError { input: String::new(), message: "it cannot be read".to_owned() };
    DrawError::Input(errors.into_iter().next().unwrap_or_else(unknown))
}

fn filled(prompt: &str, numbers: &BTreeMap<String, String>) -> String {
    numbers
        .iter()
        .fold(prompt.to_owned(), |prompt, (name, text)| prompt.replace(&format!("{{{name}}}"), text))
}

/// The right answer and all mistakes, ascending.
fn choices(answer: &Answer) -> Vec<DrawnOption> {
    let wrong = answer.mistakes.iter().map(|mistake| (mistake.value, Some(mistake.name)));
    let mut all: Vec<(Value, Option<&'static str>)> = wrong.chain([(answer.value, None)]).collect();
    all.sort_by(|(one, _), (other, _)| order(*one, *other));
    all.into_iter().map(|(value, mistake)| DrawnOption { text: value.to_string(), mistake }).collect()
}

/// The right answer and three mistakes, with the place of the right one; `None` when there are fewer mistakes.
fn options(choices: &[DrawnOption], dice: &mut dyn Dice) -> Option<(Vec<DrawnOption>, usize)> {
    let mut wrong: Vec<usize> =
        (0..choices.len()).filter(|place| choices[*place].mistake.is_some()).collect();
    if wrong.len() < OPTIONS - 1 {
        return None;
    }
    while wrong.len() > OPTIONS - 1 {
        wrong.remove(dice.below(wrong.len()));
    }
    let is_chosen = |place: usize| choices[place].mistake.is_none() || wrong.contains(&place);
    let options: Vec<DrawnOption> =
        (0..choices.len()).filter(|place| is_chosen(*place)).map(|place| choices[place].clone()).collect();
    let key = options.iter().position(|option| option.mistake.is_none())?;
    Some((options, key))
}

/// Numbers ascending, then words by the alphabet.
fn order(one: Value, other: Value) -> std::cmp::Ordering {
    match (one, other) {
        (Value::Number(one, _), Value::Number(other, _)) => one.cmp(&other),
        (Value::Word(one), Value::Word(other)) => one.cmp(other),
        (Value::Number(..), Value::Word(_)) => std::cmp::Ordering::Less,
        (Value::Word(_), Value::Number(..)) => std::cmp::Ordering::Greater,
    }
}
