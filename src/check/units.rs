//! Units as the pages of a service write them: one table says which.
//!
//! A line of the table is `name: unit unit …`. The name is that of a service; or the id of a topic or an item, or how such
//! ids begin, where a page differs from the others of its service; or `*`, for what goes with every service.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::content::model::{CardBody, Question};
use crate::content::{Content, Text, cloze};

use super::prose::{names, sentences};
use super::quantity::{Quantity, quantities};
use super::{Context, Findings};

/// The table: what units go with a service, or with the ids that begin so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Units(BTreeMap<String, BTreeSet<String>>);

/// The line for all services.
const ALL: &str = "*";

impl Units {
    /// Reads the table. Empty lines and those that begin with `#` say nothing.
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let row = |line: &str| {
            let (name, units) = line.split_once(':')?;
            Some((name.trim().to_owned(), units.split_whitespace().map(str::to_owned).collect()))
        };
        Self(lines.filter_map(row).collect())
    }

    fn has(&self, name: &str, unit: &str) -> bool {
        self.0.get(name).is_some_and(|units| units.contains(unit))
    }

    /// Whether `unit` goes with one of `services`, or with `id`.
    fn allows(&self, unit: &str, services: &BTreeSet<&str>, id: &str) -> bool {
        let begins = |name: &String| {
            id.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let of_id = self.0.keys().filter(|name| begins(name)).any(|name| self.has(name, unit));
        of_id || self.has(ALL, unit) || services.iter().any(|service| self.has(service, unit))
    }
}

pub(super) fn check(content: &Content, cx: &Context, findings: &mut Findings<'_>) {
    if cx.units.0.is_empty() {
        return;
    }
    let mut services: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for fact in &content.facts {
        services.entry(&fact.head.topic).or_default().insert(&fact.service);
        let own = BTreeSet::from([fact.service.as_str()]);
        // What a value was is kept as the page wrote it then.
        for text in [Some(&fact.value), fact.ask.as_ref(), fact.note.as_ref()].into_iter().flatten() {
            let units = measured(text).map(|quantity| quantity.unit);
            judge(&fact.head.id, &fact.head.topic, units, &own, cx, findings);
        }
    }
    let sections = by_section(content, &services);
    let of_topic = |topic: &str| {
        let section = || {
            content
                .topics
                .iter()
                .find(|known| known.id == topic)
                .and_then(|t| sections.get(t.section.as_str()))
        };
        services.get(topic).or_else(section).cloned().unwrap_or_default()
    };
    for topic in &content.topics {
        text(&topic.id, &topic.id, &topic.body, &of_topic(&topic.id), cx, findings);
    }
    for card in &content.cards {
        let parts = match &card.body {
            CardBody::Basic { front, back } => format!("{front}\n\n{back}"),
            CardBody::Cloze { text, back, .. } => {
                format!("{}\n\n{}", cloze::shown(text), back.as_deref().unwrap_or_default())
            }
        };
        text(&card.head.id, &card.head.topic, &parts, &of_topic(&card.head.topic), cx, findings);
    }
    for question in &content.questions {
        of_question(question, of_topic(&question.head.topic), cx, findings);
    }
}

/// Judges a question by its sizes. A service that is named anywhere in it brings its units along, and the scenario its own.
fn of_question<'a>(
    question: &'a Question,
    mut services: BTreeSet<&'a str>,
    cx: &'a Context,
    findings: &mut Findings<'_>,
) {
    let options = question.options.iter().flat_map(|option| [&option.text, &option.why]);
    let texts: Vec<&Text> = [&question.stem].into_iter().chain(options).collect();
    let with_digits = texts.iter().filter(|text| text.contains(|c: char| c.is_ascii_digit()));
    let sizes = with_digits.flat_map(|text| sentences(text)).flat_map(|sentence| measured(&sentence.text));
    let mut sizes: Vec<Quantity> = sizes.filter(|quantity| quantity.kind.is_size()).collect();
    let own: Vec<Quantity> = question.data.iter().flat_map(|text| measured(text)).collect();
    sizes.retain(|size| !own.iter().any(|own| own.unit == size.unit && own.is_same(size)));
    if sizes.is_empty() {
        return;
    }
    let named = cx.services.iter().filter(|name| texts.iter().any(|text| names(text, name)));
    services.extend(named.map(String::as_str));
    let units = sizes.into_iter().map(|size| size.unit);
    judge(&question.head.id, &question.head.topic, units, &services, cx, findings);
}

/// The services of a section's facts, for its topics without facts.
fn by_section<'a>(
    content: &'a Content,
    services: &BTreeMap<&str, BTreeSet<&'a str>>,
) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut sections: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for topic in &content.topics {
        let own = services.get(topic.id.as_str()).into_iter().flatten();
        sections.entry(&topic.section).or_default().extend(own);
    }
    sections
}

fn measured(text: &str) -> impl Iterator<Item = Quantity> + use<> {
    quantities(text, &HashSet::new()).into_iter().filter(|quantity| quantity.kind.is_measured())
}

/// Judges running text by its sizes. A sentence may name further services; a calculation may shorten seconds to `s`.
fn text(
    id: &str,
    topic: &str,
    text: &str,
    services: &BTreeSet<&str>,
    cx: &Context,
    findings: &mut Findings<'_>,
) {
    for sentence in sentences(text) {
        let mut services = services.clone();
        let named = cx.services.iter().filter(|name| names(&sentence.text, name));
        services.extend(named.map(String::as_str));
        let sizes = measured(&sentence.text).filter(|quantity| quantity.kind.is_size());
        judge(id, topic, sizes.map(|size| size.unit), &services, cx, findings);
    }
}

fn judge(
    id: &str,
    topic: &str,
    units: impl Iterator<Item = String>,
    services: &BTreeSet<&str>,
    cx: &Context,
    findings: &mut Findings<'_>,
) {
    for unit in units {
        let unit = unit.trim_start_matches(['-', ' ']);
        let bare = if unit == "ms" { unit } else { unit.strip_suffix("ps").unwrap_or(unit) };
        let known = [bare.to_owned(), format!("{bare}s")];
        let is_known =
            known.iter().any(|unit| [id, topic].iter().any(|id| cx.units.allows(unit, services, id)));
        if !is_known && !bare.is_empty() {
            let of = services.iter().copied().collect::<Vec<_>>().join(", ");
            findings.report("W06", id, format!("`{unit}` is no unit of {of} in the table of units"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_for_a_service_or_for_ids_that_begin_so() {
        let units = Units::parse("# comment\n*: bytes\nS3: KB MB\n\ns3.multipart: MiB\n");
        let allows = |unit: &str, service: &str, id: &str| units.allows(unit, &BTreeSet::from([service]), id);
        assert!(allows("bytes", "SQS", "sqs.size"));
        assert!(allows("KB", "S3", "s3.size"));
        assert!(!allows("MiB", "S3", "s3.size"));
        assert!(allows("MiB", "S3", "s3.multipart"));
        assert!(allows("MiB", "S3", "s3.multipart.part.max"));
        assert!(!allows("MiB", "S3", "s3.multipart-why"));
        assert!(!allows("KB", "SQS", "sqs.size"));
    }
}
