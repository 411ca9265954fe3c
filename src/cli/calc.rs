//! `dva calc`: the calculators. Each is a command of its own, made from its table, so that help, completions and messages
//! follow it. Nothing is opened or written: the shipped facts are all that is needed.

mod print;

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::calc::{self, Calculator, Constants, Input, Kind, Need};
use crate::content::date::PartialDate;
use crate::content::{Content, shipped};

use super::{Failure, Outcome};

/// What was asked for: a calculator with its inputs, or the list of them.
#[derive(Debug, Default)]
pub(super) struct Options {
    chosen: Option<(&'static Calculator, BTreeMap<String, String>)>,
    json: bool,
    exam: Option<String>,
}

const ABOUT: &str = "Calculate: capacity, limits, costs, timelines";
const AFTER: &str = "Example: dva calc rcu --reads 80/s --item 6KB --consistency strong";

impl Args for Options {
    fn augment_args(command: Command) -> Command {
        // Built when it is asked for: sixty calculators are nothing that other commands should wait for.
        command.about(ABOUT).after_help(AFTER).defer(|command| {
            let common = [
                Arg::new("json")
                    .long("json")
                    .global(true)
                    .action(ArgAction::SetTrue)
                    .help("Print one JSON value"),
                Arg::new("exam")
                    .long("exam")
                    .global(true)
                    .value_name("EXAM")
                    .help("Take the limits that this exam asks, such as dva-c01; today's without it"),
            ];
            command
                .args(common)
                .subcommand_value_name("NAME")
                .subcommand_help_heading("Calculators")
                .subcommands(calc::all().map(subcommand))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Options {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut options = Self::default();
        options.update_from_arg_matches(matches)?;
        Ok(options)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let (name, inner) = matches.subcommand().map_or(("", matches), |(name, inner)| (name, inner));
        self.json = inner.get_flag("json");
        self.exam = inner.get_one("exam").cloned();
        self.chosen = calc::calculator(name).map(|calculator| (calculator, typed(calculator, inner)));
        Ok(())
    }
}

fn typed(calculator: &Calculator, matches: &ArgMatches) -> BTreeMap<String, String> {
    let text = |input: &Input| Some((input.name.to_owned(), matches.get_one::<String>(input.name)?.clone()));
    calculator.inputs.iter().filter_map(text).collect()
}

fn subcommand(calculator: &'static Calculator) -> Command {
    let inputs = calculator.inputs.iter().enumerate().map(|(n, input)| argument(input).display_order(n));
    let example = format!("Example: {}", example(calculator));
    let rule = format!("{}: {}\n\n{}", calculator.title, calculator.about, calculator.source);
    Command::new(calculator.name).about(calculator.title).long_about(rule).after_help(example).args(inputs)
}

fn argument(input: &'static Input) -> Arg {
    let mut help = format!("{}, such as {}", input.help, input.example);
    match input.need {
        Need::Default(default) => help += &format!(" [default: {default}]"),
        Need::Fact(id) => help += &format!(" [default: the fact {id}]"),
        Need::Optional => help += " [may be left out]",
        Need::Required => {}
    }
    let argument = Arg::new(input.name).long(input.name).help(help).required(input.need == Need::Required);
    match input.kind {
        Kind::Choice(words) => {
            argument.value_name("WORD").value_parser(PossibleValuesParser::new(words)).ignore_case(true)
        }
        _ => argument.value_name(value_name(input.kind)),
    }
}

fn value_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Size | Kind::SizeOrNone => "SIZE",
        Kind::Sizes => "SIZES",
        Kind::Rate | Kind::RateOrNone => "RATE",
        Kind::Duration | Kind::DurationOrNone => "TIME",
        Kind::Percent(..) => "PERCENT",
        Kind::Prefix(..) => "PREFIX",
        Kind::Counts(..) => "NUMBERS",
        Kind::Patterns => "PATTERNS",
        Kind::Attributes => "ATTRIBUTES",
        Kind::Choice(_) => "WORD",
        Kind::Count(..) | Kind::Number(..) => "NUMBER",
    }
}

/// A call with the examples of all inputs that must be given.
fn example(calculator: &Calculator) -> String {
    let required = calculator.inputs.iter().filter(|input| input.need == Need::Required);
    let quoted = |text: &str| if text.contains(' ') { format!("'{text}'") } else { text.to_owned() };
    let inputs: String =
        required.map(|input| format!(" --{} {}", input.name, quoted(input.example))).collect();
    format!("dva calc {}{inputs}", calculator.name)
}

pub(super) fn run(options: &Options) -> Outcome {
    let mut out = io::stdout().lock();
    let Some((calculator, typed)) = &options.chosen else {
        if options.json {
            writeln!(out, "{}", print::list_as_json())?;
        } else {
            print::list(&mut out)?;
        }
        return Ok(());
    };
    let constants = constants(&shipped::content(), options.exam.as_deref())?;
    let answer = calculator.compute(typed, &constants).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Failure::Usage(anyhow::anyhow!("{}", lines.join("\n       ")))
    })?;
    if options.json {
        writeln!(out, "{}", print::as_json(&answer))?;
    } else {
        print::print(&mut out, calculator, &answer)?;
    }
    Ok(())
}

/// The facts as numbers, on the day that the exam asks about.
fn constants(content: &Content, exam: Option<&str>) -> Result<Constants, Failure> {
    let blueprint = exam.map(|id| {
        let known = content.blueprints.iter().find(|blueprint| blueprint.id == id);
        known.ok_or_else(|| {
            let ids: Vec<&str> = content.blueprints.iter().map(|blueprint| blueprint.id.as_str()).collect();
            Failure::Usage(anyhow::anyhow!("there is no exam `{id}`: expected one of {}", ids.join(", ")))
        })
    });
    let day = blueprint.transpose()?.and_then(|blueprint| blueprint.facts_as_of).map(PartialDate::first_day);
    Ok(Constants::of(&content.facts, &content.blueprints, day))
}
