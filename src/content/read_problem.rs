//! A problem of a section: its calculator, what is given, what is drawn, and whether the prompt tells it.

use std::collections::BTreeMap;

use toml::de::DeValue;

use crate::calc::{self, Calculator, Need};

use super::model::{Draw, Problem};
use super::read::{Reading, values};
use super::read_section::{Value, check_markup, item_head};
use super::table::{At, Problems, Table, kind_of, nearest};
use super::text::Text;

pub(super) fn read(reading: &mut Reading, value: Value<'_>, problems: &mut Problems<'_>) -> Option<Problem> {
    let mut table = Table::open(value, "[[problem]]", problems)?;
    let head = item_head(reading, &mut table);
    let calculator = table.text("calculator");
    let prompt = table.text("prompt");
    let given = table.entries("given");
    let vary = table.entries("vary");
    table.finish(&[]);
    let given: BTreeMap<_, _> =
        given.into_iter().filter_map(|(name, value)| given_input(name, value, problems)).collect();
    let drawn: Vec<_> =
        vary.into_iter().filter_map(|(name, value)| Some((name, draw(value, problems)?))).collect();
    let (calculator, prompt) = (calculator?, prompt?);
    check_markup(&prompt, problems);
    let written = Written { calculator: &calculator, prompt: &prompt, given: &given, drawn: &drawn };
    written.check(problems);
    Some(Problem {
        head: head?,
        calculator: calculator.value,
        prompt: prompt.value,
        given: given.into_iter().map(|(name, at)| (name, at.value)).collect(),
        vary: drawn.into_iter().map(|(name, draw)| (name.value, draw)).collect(),
    })
}

fn given_input(name: At<Text>, value: Value<'_>, problems: &mut Problems<'_>) -> Option<(Text, At<Text>)> {
    let text = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        other => {
            let message = format!("`{}` is {}", name.value, kind_of(other));
            problems.report(&value.span(), message, "expected a number or a text such as \"6 KB\"");
            return None;
        }
    };
    Some((name.value, At { value: text.into(), span: name.span }))
}

fn draw(value: Value<'_>, problems: &mut Problems<'_>) -> Option<Draw> {
    const PROBLEM_KEYS: &[&str] = &["calculator", "prompt", "given", "topic", "maps", "tier"];
    if !matches!(value.get_ref(), DeValue::Table(_)) {
        let hint = "expected { from, to, step } or { one_of = […] }; other keys of the problem go above [problem.vary]";
        problems.report(&value.span(), format!("what varies is {}", kind_of(value.get_ref())), hint);
        return None;
    }
    let mut table = Table::open(value, "an entry of [problem.vary]", problems)?;
    let one_of = values(table.texts("one_of"));
    let mut bound = |key| table.number(key, 0..=1_000_000_000).map(|at| at.value);
    let range = (bound("from"), bound("to"), bound("step"));
    let span = table.span.clone();
    table.finish(PROBLEM_KEYS);
    match (range, one_of.is_empty()) {
        ((Some(from), Some(to), Some(step)), true) if from < to && step > 0 => {
            Some(Draw::Range { from, to, step })
        }
        ((None, None, None), false) => Some(Draw::OneOf(one_of)),
        _ => {
            let hint = "expected { from = 10, to = 500, step = 10 } or { one_of = [\"4 KB\", \"6 KB\"] }";
            problems.report(&span, "nothing can be drawn from this", hint);
            None
        }
    }
}

/// A problem as it is written, with the place of each part.
struct Written<'a> {
    calculator: &'a At<Text>,
    prompt: &'a At<Text>,
    given: &'a BTreeMap<Text, At<Text>>,
    drawn: &'a [(At<Text>, Draw)],
}

impl Written<'_> {
    /// Every input of the calculator is given or drawn and can be read, and what is drawn is told in the prompt.
    fn check(&self, problems: &mut Problems<'_>) {
        let name = &self.calculator.value;
        let Some(known) = calc::calculator(name) else {
            let hint = nearest(name, calc::all().map(|calculator| calculator.name));
            problems.report(&self.calculator.span, format!("there is no calculator `{name}`"), hint);
            return;
        };
        if !known.is_asked {
            let message = format!("`{name}` is shown, not asked");
            problems.report(&self.calculator.span, message, "choose a calculator that has one answer");
        }
        self.check_values(known, problems);
        self.check_presence(known, problems);
        self.check_prompt(problems);
    }

    /// What is given and what may be drawn can be read.
    fn check_values(&self, known: &Calculator, problems: &mut Problems<'_>) {
        let given = self.given.iter().map(|(name, at)| (name, &at.span, vec![at.value.clone()]));
        let drawn = self.drawn.iter().map(|(at, draw)| (&at.value, &at.span, texts_of(draw)));
        for (name, span, texts) in given.chain(drawn) {
            let Some(input) = known.input(name) else {
                let hint = nearest(name, known.inputs.iter().map(|input| input.name));
                problems.report(span, format!("`{}` has no input `{name}`", known.name), hint);
                continue;
            };
            for error in texts.iter().filter_map(|text| input.read(text).err()) {
                problems.report(span, format!("`{name}` cannot be read"), error.message);
            }
        }
    }

    /// Each input stands once, unless it may be left out.
    fn check_presence(&self, known: &Calculator, problems: &mut Problems<'_>) {
        for input in known.inputs {
            let name = input.name;
            let times = usize::from(self.given.contains_key(name))
                + self.drawn.iter().filter(|(at, _)| at.value == name).count();
            let fault = match times {
                0 if input.need == Need::Required => "is neither given nor drawn",
                0 | 1 => continue,
                _ => "is both given and drawn",
            };
            let message = format!("the input `{name}` {fault}");
            problems.report(&self.calculator.span, message, "name it in given or [problem.vary]");
        }
    }

    /// The prompt tells what is drawn, and nothing else in braces.
    fn check_prompt(&self, problems: &mut Problems<'_>) {
        let Self { prompt, drawn, .. } = self;
        for (name, _) in *drawn {
            if !prompt.value.contains(&format!("{{{}}}", name.value)) {
                let message = format!("the prompt does not tell `{}`", name.value);
                problems.report(
                    &prompt.span,
                    message,
                    format!("write {{{}}} where the number goes", name.value),
                );
            }
        }
        for part in prompt.value.split('{').skip(1) {
            let name = part.split('}').next().unwrap_or_default();
            if !drawn.iter().any(|(at, _)| at.value == name) {
                let message = format!("the prompt names {{{name}}}, which is not drawn");
                problems.report(
                    &prompt.span,
                    message,
                    nearest(name, drawn.iter().map(|(at, _)| at.value.as_str())),
                );
            }
        }
    }
}

/// What may be drawn, as texts: of a range its ends.
fn texts_of(draw: &Draw) -> Vec<Text> {
    match draw {
        Draw::Range { from, to, .. } => vec![from.to_string().into(), to.to_string().into()],
        Draw::OneOf(texts) => texts.clone(),
    }
}
