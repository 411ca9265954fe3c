//! A blueprint's file: an exam version with its domains, tasks and skills.

use toml::Spanned;
use toml::de::DeValue;

use super::model::{Blueprint, Domain, ServiceScope, Skill, Task};
use super::read::{Reading, Target, sources};
use super::table::{At, Problems, Table, nearest};
use super::text::Text;

type Value<'t> = &'t Spanned<DeValue<'t>>;

pub(crate) fn read<'t>(reading: &mut Reading, top: &mut Table<'t, '_, '_>, head: Value<'t>) {
    let (domains, tasks, skills, services) =
        (top.tables("domain"), top.tables("task"), top.tables("skill"), top.tables("service"));
    let domains = domains_with_tasks(&domains, &tasks, &skills, top.problems);
    let services = services.iter().filter_map(|value| service(value, top.problems)).collect();
    if let Some(mut blueprint) = blueprint(reading, head, top.problems) {
        let total: u32 = domains.iter().map(|domain| u32::from(domain.weight)).sum();
        if total != 100 {
            let message = format!("the weights of its domains add up to {total}");
            top.problems.report(&head.span(), message, "they are percent and must make 100");
        }
        blueprint.domains = domains;
        blueprint.services = services;
        reading.content.blueprints.push(blueprint);
    }
}

fn blueprint(reading: &mut Reading, value: Value<'_>, problems: &mut Problems<'_>) -> Option<Blueprint> {
    let mut table = Table::open(value, "[blueprint]", problems)?;
    let id = table.text("id");
    let title = table.text("title");
    let first_day = table.partial_date("first_day");
    let last_day = table.partial_date("last_day");
    let facts_as_of = table.partial_date("facts_as_of");
    let successor = table.optional_text("successor");
    let mut count = |key, expected| {
        let given = table.number(key, 1..=10_000).map(|at| at.value as u16);
        if given.is_none() && !table.has(key) {
            table.missing(key, expected);
        }
        given
    };
    let (questions, scored) = (count("questions", "65"), count("scored", "50"));
    let (minutes, pass) = (count("minutes", "130"), count("pass", "720"));
    let sources = sources(&mut table, "sources");
    let verified = table.day("verified");
    for (absent, key, expected) in [
        (first_day.is_none(), "first_day", "\"2023-02-28\""),
        (sources.is_empty(), "sources", "[\"https://…\"]"),
        (verified.is_none(), "verified", "2026-11-22"),
    ] {
        if absent && !table.has(key) {
            table.missing(key, expected);
        }
    }
    table.finish(&[]);
    if let (Some(first), Some(last)) = (&first_day, &last_day)
        && last.value.first_day() < first.value.first_day()
    {
        problems.report(&last.span, "`last_day` is before `first_day`", "");
    }
    if let (Some(questions), Some(scored)) = (questions, scored)
        && scored > questions
    {
        problems.report(&value.span(), format!("{scored} of {questions} questions are scored"), "");
    }
    let id = id?;
    reading.define(&id, problems);
    if let Some(successor) = &successor {
        reading.refer(Target::Blueprint, successor);
    }
    Some(Blueprint {
        id: id.value,
        title: title?.value,
        first_day: first_day?.value,
        last_day: last_day.map(|at| at.value),
        facts_as_of: facts_as_of.map(|at| at.value),
        successor: successor.map(|at| at.value),
        questions: questions?,
        scored: scored?,
        minutes: minutes?,
        pass: pass?,
        sources,
        verified: verified?,
        domains: Vec::new(),
        services: Vec::new(),
    })
}

/// Ids within one blueprint: `1`, `1.2`, `1.2.3`. They are no ids of content, so they are checked here.
fn domains_with_tasks(
    domains: &[Value<'_>],
    tasks: &[Value<'_>],
    skills: &[Value<'_>],
    problems: &mut Problems<'_>,
) -> Vec<Domain> {
    let mut tree: Vec<Domain> = Vec::new();
    let mut ids: Vec<Text> = Vec::new();
    let mut fresh = |id: &At<Text>, problems: &mut Problems<'_>| {
        if ids.contains(&id.value) {
            problems.report(&id.span, format!("`{}` stands twice in this blueprint", id.value), "");
        }
        ids.push(id.value.clone());
    };
    for value in domains {
        let Some(mut table) = Table::open(value, "[[domain]]", problems) else { continue };
        let (id, title) = (table.text("id"), table.text("title"));
        let weight = table.number("weight", 1..=100);
        if weight.is_none() && !table.has("weight") {
            table.missing("weight", "26");
        }
        table.finish(&[]);
        if let (Some(id), Some(title), Some(weight)) = (id, title, weight) {
            fresh(&id, problems);
            tree.push(Domain {
                id: id.value,
                title: title.value,
                weight: weight.value as u8,
                tasks: Vec::new(),
            });
        }
    }
    for value in tasks {
        let Some((id, title, parent)) = leaf(value, "[[task]]", "domain", problems) else { continue };
        fresh(&id, problems);
        match tree.iter_mut().find(|domain| domain.id == parent.value) {
            Some(domain) => domain.tasks.push(Task { id: id.value, title, skills: Vec::new() }),
            None => lost(&parent, "domain", tree.iter().map(|domain| domain.id.as_str()), problems),
        }
    }
    for value in skills {
        let Some((id, title, parent)) = leaf(value, "[[skill]]", "task", problems) else { continue };
        fresh(&id, problems);
        let mut tasks = tree.iter_mut().flat_map(|domain| &mut domain.tasks);
        if let Some(task) = tasks.find(|task| task.id == parent.value) {
            task.skills.push(Skill { id: id.value, title });
        } else {
            let known = tree.iter().flat_map(|domain| &domain.tasks).map(|task| task.id.as_str());
            lost(&parent, "task", known, problems);
        }
    }
    tree
}

/// Reads a task or a skill: its id, title, and the id of what it belongs to.
fn leaf(
    value: Value<'_>,
    name: &'static str,
    parent: &'static str,
    problems: &mut Problems<'_>,
) -> Option<(At<Text>, Text, At<Text>)> {
    let mut table = Table::open(value, name, problems)?;
    let (id, title, parent) = (table.text("id"), table.text("title"), table.text(parent));
    table.finish(&[]);
    Some((id?, title?.value, parent?))
}

fn lost<'a>(
    parent: &At<Text>,
    what: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    problems: &mut Problems<'_>,
) {
    problems.report(
        &parent.span,
        format!("there is no {what} `{}`", parent.value),
        nearest(&parent.value, known),
    );
}

fn service(value: Value<'_>, problems: &mut Problems<'_>) -> Option<ServiceScope> {
    let mut table = Table::open(value, "[[service]]", problems)?;
    let (name, scope) = (table.text("name"), table.word("scope"));
    table.finish(&[]);
    Some(ServiceScope { name: name?.value, scope: scope? })
}
