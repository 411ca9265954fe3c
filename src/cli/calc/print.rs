//! Answers and the list of calculators, as text and as JSON.

use std::io::{self, Write};

use serde_json::{Value as Json, json};

use crate::calc::{self, Answer, Calculator, Need, Timeline, Value};

/// The columns that text fits into.
const WIDTH: usize = 100;

/// Prints the calculators by service.
pub(super) fn list(out: &mut impl Write) -> io::Result<()> {
    let widest = calc::all().map(|calculator| calculator.name.len()).max().unwrap_or_default();
    let mut service = "";
    for calculator in in_order() {
        if calculator.service != service {
            let gap = if service.is_empty() { "" } else { "\n" };
            writeln!(out, "{gap}{}", calculator.service)?;
            service = calculator.service;
        }
        writeln!(out, "  {:<widest$}  {}", calculator.name, calculator.title)?;
    }
    writeln!(out, "\ndva calc NAME --help shows what one takes.")
}

/// All calculators, those of a service together although two files hold them.
fn in_order() -> Vec<&'static Calculator> {
    let mut services: Vec<&str> = Vec::new();
    for calculator in calc::all() {
        if !services.contains(&calculator.service) {
            services.push(calculator.service);
        }
    }
    let of = |service: &'static str| calc::all().filter(move |calculator| calculator.service == service);
    services.into_iter().flat_map(of).collect()
}

/// The calculators and their inputs as a JSON array.
pub(super) fn list_as_json() -> Json {
    let all = in_order().into_iter().map(|calculator| {
        let inputs: Vec<Json> = calculator
            .inputs
            .iter()
            .map(|input| {
                json!({
                    "name": input.name,
                    "label": input.label,
                    "help": input.help,
                    "example": input.example,
                    "expected": input.expected(),
                    "required": input.need == Need::Required,
                })
            })
            .collect();
        json!({
            "name": calculator.name,
            "service": calculator.service,
            "title": calculator.title,
            "about": calculator.about,
            "inputs": inputs,
            "source": calculator.source,
        })
    });
    Json::Array(all.collect())
}

/// Prints an answer with its steps.
pub(super) fn print(out: &mut impl Write, calculator: &Calculator, answer: &Answer) -> io::Result<()> {
    writeln!(out, "{} › {}\n", calculator.service, calculator.title)?;
    let widest = answer.steps.iter().map(|step| step.text.chars().count()).max().unwrap_or_default().min(70);
    for (n, step) in answer.steps.iter().enumerate() {
        writeln!(out, "{:>3}  {:<widest$}  {}", n + 1, step.text, step.result)?;
    }
    writeln!(out, "\n     {}", answer.value)?;
    if let Some(timeline) = &answer.timeline {
        writeln!(out)?;
        for line in timeline.lines(WIDTH - 5) {
            writeln!(out, "     {line}")?;
        }
    }
    if !answer.mistakes.is_empty() {
        writeln!(out, "\nOften wrong:")?;
        let values: Vec<String> = answer.mistakes.iter().map(|mistake| mistake.value.to_string()).collect();
        let widest = values.iter().map(|value| value.chars().count()).max().unwrap_or_default();
        for (mistake, value) in answer.mistakes.iter().zip(&values) {
            writeln!(out, "  {value:>widest$}  {}", mistake.name)?;
        }
    }
    for warning in &answer.warnings {
        writeln!(out, "\nMind: {warning}")?;
    }
    let facts = answer.facts.join(", ");
    if !facts.is_empty() {
        writeln!(out, "\nFacts: {facts}")?;
    }
    writeln!(out, "Source: {}", answer.source)
}

/// An answer as one JSON object.
pub(super) fn as_json(answer: &Answer) -> Json {
    let steps: Vec<Json> =
        answer.steps.iter().map(|step| json!({ "text": step.text, "result": step.result })).collect();
    let mistakes: Vec<Json> = answer
        .mistakes
        .iter()
        .map(|mistake| json!({ "name": mistake.name, "value": number(mistake.value) }))
        .collect();
    let mut object = json!({
        "answer": { "value": number(answer.value), "unit": answer.value.unit_name() },
        "steps": steps,
        "mistakes": mistakes,
        "warnings": answer.warnings,
        "facts": answer.facts,
        "source": answer.source,
    });
    if let Some(timeline) = &answer.timeline {
        object["timeline"] = timeline_as_json(timeline);
    }
    object
}

fn timeline_as_json(timeline: &Timeline) -> Json {
    let points: Vec<Json> = timeline
        .points
        .iter()
        .map(|point| {
            let (at, value) = (timeline.across.value(point.at), timeline.up.value(point.value));
            json!({ "at": number(at), "value": number(value), "note": point.note })
        })
        .collect();
    json!({ "title": timeline.title, "unit": timeline.across.many, "of": timeline.up.many, "points": points })
}

/// A number as JSON has them, with the decimals that are shown; a word as a text.
fn number(value: Value) -> Json {
    let Value::Number(number, unit) = value else { return json!(value.figure()) };
    let shown = number.round_to(unit.places);
    match shown.parts() {
        Some((whole, 1)) => i64::try_from(whole).map_or_else(|_| json!(shown.to_f64()), |whole| json!(whole)),
        _ => json!(shown.to_f64()),
    }
}
