//! A section's file: its topics, and their facts, cards, questions and problems.

use toml::Spanned;
use toml::de::DeValue;

use super::markup;
use super::model::{
    Card, CardBody, Choice, Earlier, Fact, Head, Maps, Question, Section, Tier, Topic, Waiver,
};
use super::read::{Reading, Target, address, sources, values};
use super::table::{At, Problems, Table, kind_of};
use super::text::Text;
use super::{cloze, library, read_problem};

pub(super) type Value<'t> = &'t Spanned<DeValue<'t>>;

pub(crate) fn read<'t>(reading: &mut Reading, top: &mut Table<'t, '_, '_>, head: Value<'t>) {
    let section = read_head(reading, head, top.problems).unwrap_or_default();
    for value in top.tables("topic") {
        if let Some(topic) = topic(reading, &section, value, top.problems) {
            reading.content.topics.push(topic);
        }
    }
    for value in top.tables("fact") {
        if let Some(fact) = fact(reading, value, top.problems) {
            reading.content.facts.push(fact);
        }
    }
    for value in top.tables("card") {
        if let Some(card) = card(reading, value, top.problems) {
            reading.content.cards.push(card);
        }
    }
    for value in top.tables("question") {
        if let Some(question) = question(reading, value, top.problems) {
            reading.content.questions.push(question);
        }
    }
    for value in top.tables("problem") {
        if let Some(problem) = read_problem::read(reading, value, top.problems) {
            reading.content.problems.push(problem);
        }
    }
}

fn read_head(reading: &mut Reading, head: Value<'_>, problems: &mut Problems<'_>) -> Option<Text> {
    let mut table = Table::open(head, "[section]", problems)?;
    let id = table.text("id");
    let title = table.text("title");
    let about = table.text("about");
    table.finish(&[]);
    let id = id?;
    reading.define(&id, problems);
    let section = Section { id: id.value.clone(), title: title?.value, about: about?.value };
    reading.content.sections.push(section);
    Some(id.value)
}

fn topic(
    reading: &mut Reading,
    section: &Text,
    value: Value<'_>,
    problems: &mut Problems<'_>,
) -> Option<Topic> {
    let mut table = Table::open(value, "[[topic]]", problems)?;
    let id = table.text("id");
    let title = table.text("title");
    let maps = maps(reading, &mut table);
    let tier = tier(&mut table);
    let body = marked_up(&mut table, "body", true);
    let sources = sources(&mut table, "sources");
    let verified = table.day("verified");
    let formerly = values(table.texts("formerly"));
    let waive = waivers(&mut table);
    require(&mut table, sources.is_empty(), "sources", "[\"https://…\"]");
    require(&mut table, verified.is_none(), "verified", "2026-11-22");
    require(&mut table, tier.is_none(), "tier", "1, 2 or 3");
    require(&mut table, maps.is_none(), "maps", "{ dva-c02 = \"1.2.2\" }");
    table.finish(&[]);
    let id = id?;
    reading.define(&id, problems);
    Some(Topic {
        id: id.value,
        section: section.clone(),
        title: title?.value,
        maps: maps?,
        tier: tier?,
        body: body?,
        sources,
        verified: verified?,
        formerly,
        waive,
    })
}

fn fact(reading: &mut Reading, value: Value<'_>, problems: &mut Problems<'_>) -> Option<Fact> {
    let mut table = Table::open(value, "[[fact]]", problems)?;
    let head = item_head(reading, &mut table);
    let service = table.text("service");
    let kind = table.word("kind");
    let name = table.text("name");
    let ask = marked_up(&mut table, "ask", false);
    let value = table.text("value");
    let earlier = table.tables("was");
    let adjustable = table.flag("adjustable");
    let also = values(table.texts("also"));
    let note = marked_up(&mut table, "note", false);
    let source = table.text("source").and_then(|source| address(source, table.problems));
    let verified = table.day("verified");
    require(&mut table, verified.is_none(), "verified", "2026-11-22");
    table.finish(&[]);
    let was = history(&earlier, problems);
    Some(Fact {
        head: head?,
        service: service?.value,
        kind: kind?,
        name: name?.value,
        ask,
        value: value?.value,
        was,
        adjustable,
        also,
        note,
        source: source?,
        verified: verified?,
    })
}

/// The earlier values of a fact, which must be written oldest first.
fn history(entries: &[Value<'_>], problems: &mut Problems<'_>) -> Vec<Earlier> {
    let mut was: Vec<Earlier> = Vec::new();
    for entry in entries {
        let Some(mut table) = Table::open(entry, "an entry of `was`", problems) else { continue };
        let value = table.text("value");
        let until = table.partial_date("until");
        require(&mut table, until.is_none(), "until", "\"2022-03-24\"");
        table.finish(&[]);
        let (Some(value), Some(until)) = (value, until) else { continue };
        if was.last().is_some_and(|last| last.until.first_day() >= until.value.first_day()) {
            let message = format!("`was` goes back in time at {}", until.value);
            problems.report(&until.span, message, "write the oldest value first");
        }
        was.push(Earlier { value: value.value, until: until.value });
    }
    was
}

fn card(reading: &mut Reading, value: Value<'_>, problems: &mut Problems<'_>) -> Option<Card> {
    let mut table = Table::open(value, "[[card]]", problems)?;
    let head = item_head(reading, &mut table);
    let front = marked_up(&mut table, "front", false);
    let back = marked_up(&mut table, "back", false);
    let cloze = table.optional_text("cloze");
    let sources = sources(&mut table, "sources");
    let verified = table.day("verified");
    let span = table.span.clone();
    table.finish(&[]);
    let body = match (front, back, cloze) {
        (None, back, Some(text)) => cloze_body(text, back, problems),
        (Some(front), Some(back), None) => Some(CardBody::Basic { front, back }),
        (front, back, cloze) => {
            let has = |given: bool, key| if given { vec![key] } else { vec![] };
            let parts =
                [has(front.is_some(), "front"), has(back.is_some(), "back"), has(cloze.is_some(), "cloze")];
            let message = format!("the card has [{}]", parts.concat().join(", "));
            problems.report(&span, message, "write front and back, or cloze");
            None
        }
    };
    let (head, body) = (head?, body?);
    if let CardBody::Cloze { numbers, .. } = &body {
        // Each deletion is an item of its own, so its id is taken too.
        for &number in numbers {
            let id = library::cloze_item_id(&head.id, number);
            let place = super::read::Definition { file: reading.file, span: span.clone() };
            reading.defined.entry(id.into()).or_insert(place);
        }
    }
    Some(Card { head, body, sources, verified })
}

fn cloze_body(text: At<Text>, back: Option<Text>, problems: &mut Problems<'_>) -> Option<CardBody> {
    match cloze::numbers(&text.value) {
        Ok(numbers) => {
            for &number in &numbers {
                check_markup(
                    &At { value: cloze::back(&text.value, number).into(), span: text.span.clone() },
                    problems,
                );
            }
            Some(CardBody::Cloze { text: text.value, back, numbers })
        }
        Err(fault) => {
            problems.report(&text.span, fault, "");
            None
        }
    }
}

fn question(reading: &mut Reading, value: Value<'_>, problems: &mut Problems<'_>) -> Option<Question> {
    let mut table = Table::open(value, "[[question]]", problems)?;
    let head = item_head(reading, &mut table);
    let level = table.word("level");
    let facts = table.texts("facts");
    let data = values(table.texts("data"));
    let stem = marked_up(&mut table, "stem", true);
    let sources = sources(&mut table, "sources");
    let verified = table.day("verified");
    let options = table.tables("option");
    require(&mut table, sources.is_empty(), "sources", "[\"https://…\"]");
    require(&mut table, verified.is_none(), "verified", "2026-11-22");
    let span = table.span.clone();
    table.finish(&[]);
    let choices: Vec<Choice> = options.iter().filter_map(|value| choice(value, problems)).collect();
    if choices.len() == options.len() {
        let keys = choices.iter().filter(|choice| choice.key).count();
        if choices.len() < 2 || keys == 0 || keys == choices.len() {
            let message = format!("the question has {} options, {keys} of them keys", choices.len());
            problems.report(&span, message, "it needs a key and a distractor at least: [[question.option]]");
        }
        for (n, one) in choices.iter().enumerate() {
            if choices[..n].iter().any(|other| other.id == one.id) {
                let message = format!("two options have the id `{}`", one.id);
                problems.report(&options[n].span(), message, "give each its own");
            }
        }
    }
    for fact in &facts {
        reading.refer(Target::Fact, fact);
    }
    Some(Question {
        head: head?,
        level: level?,
        facts: values(facts),
        data,
        stem: stem?,
        sources,
        verified: verified?,
        options: choices,
    })
}

fn choice(value: Value<'_>, problems: &mut Problems<'_>) -> Option<Choice> {
    const QUESTION_KEYS: &[&str] =
        &["topic", "level", "facts", "data", "stem", "sources", "verified", "maps", "tier"];
    let mut table = Table::open(value, "[[question.option]]", problems)?;
    let id = table.text("id");
    let text = marked_up(&mut table, "text", true);
    let key = table.flag("key").unwrap_or(false);
    let why = marked_up(&mut table, "why", true);
    table.finish(QUESTION_KEYS);
    Some(Choice { id: id?.value, text: text?, key, why: why? })
}

pub(super) fn item_head(reading: &mut Reading, table: &mut Table<'_, '_, '_>) -> Option<Head> {
    let id = table.text("id");
    let topic = table.text("topic");
    let maps = maps(reading, table);
    let tier = tier(table);
    let revised = table.day("revised");
    let formerly = values(table.texts("formerly"));
    let waive = waivers(table);
    let (id, topic) = (id?, topic?);
    reading.define(&id, table.problems);
    reading.refer(Target::Topic, &topic);
    Some(Head { id: id.value, topic: topic.value, maps, tier, revised, formerly, waive })
}

fn maps(reading: &mut Reading, table: &mut Table<'_, '_, '_>) -> Option<Maps> {
    let entries = table.entries("maps");
    let mut maps = Maps::new();
    for (blueprint, value) in entries {
        let DeValue::String(id) = value.get_ref() else {
            let hint = "expected one id in quotes: \"1.2.2\"";
            table.problems.report(
                &value.span(),
                format!("`{}` is {}", blueprint.value, kind_of(value.get_ref())),
                hint,
            );
            continue;
        };
        let id = At { value: id.to_string().into(), span: value.span() };
        reading.refer(Target::Blueprint, &blueprint);
        reading.refer(Target::Mapped(blueprint.value.clone()), &id);
        maps.insert(blueprint.value, id.value);
    }
    (!maps.is_empty()).then_some(maps)
}

fn tier(table: &mut Table<'_, '_, '_>) -> Option<Tier> {
    table.number("tier", 1..=3).map(|at| Tier(at.value as u8))
}

fn waivers(table: &mut Table<'_, '_, '_>) -> Vec<Waiver> {
    let mut waivers = Vec::new();
    for value in table.tables("waive") {
        let Some(mut entry) = Table::open(value, "an entry of `waive`", table.problems) else { continue };
        let rule = entry.text("rule");
        let why = entry.text("why");
        entry.finish(&[]);
        if let (Some(rule), Some(why)) = (rule, why) {
            waivers.push(Waiver { rule: rule.value, why: why.value });
        }
    }
    waivers
}

/// A text in the small Markdown of content.
fn marked_up(table: &mut Table<'_, '_, '_>, key: &'static str, required: bool) -> Option<Text> {
    let text = if required { table.text(key)? } else { table.optional_text(key)? };
    check_markup(&text, table.problems);
    Some(text.value)
}

pub(super) fn check_markup(text: &At<Text>, problems: &mut Problems<'_>) {
    if let Err(fault) = markup::parse(&text.value) {
        problems.report(&text.span, fault, "");
    }
}

fn require(table: &mut Table<'_, '_, '_>, absent: bool, key: &'static str, expected: &str) {
    if absent && !table.has(key) {
        table.missing(key, expected);
    }
}
