//! The table of services: what each is called, and what it was called before.
//!
//! A line of the table is a name, or `name = former name, former name`.

use crate::content::model::{CardBody, Maps};
use crate::content::{Content, cloze};

use super::prose::{LOOKS_BACK, names, sentences, shown};
use super::vocabulary::{AMAZON, AWS};
use super::{Context, Findings};

/// The exam that was sat when the former names were in force.
const FIRST_EXAM: &str = "dva-c01";

/// Words by which a sentence tells a former name from today's, besides those that look back.
const TELLS: &[&str] = &["ended", "first", "former", "now", "successor", "today"];

/// The names that services go by, and the former ones with those of today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Today's.
    pub today: Vec<String>,
    /// A former name and today's.
    pub former: Vec<(String, String)>,
}

/// Reads the table. Empty lines and those that begin with `#` say nothing.
pub fn parse(text: &str) -> Names {
    let mut table = Names::default();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let (today, former) = line.split_once('=').unwrap_or((line, ""));
        let today = today.trim().to_owned();
        let former = former.split(',').map(str::trim).filter(|name| !name.is_empty());
        table.former.extend(former.map(|name| (name.to_owned(), today.clone())));
        table.today.push(today);
    }
    table
}

/// Reports former names in texts that speak of today.
pub(super) fn check(content: &Content, cx: &Context, findings: &mut Findings<'_>) {
    let of_topic = |id: &str| content.topics.iter().find(|topic| topic.id == id).map(|topic| &topic.maps);
    for topic in &content.topics {
        judge(&topic.id, Some(&topic.maps), &topic.body, cx, findings);
    }
    for fact in &content.facts {
        let maps = fact.head.maps.as_ref().or_else(|| of_topic(&fact.head.topic));
        let parts = [Some(&fact.name), fact.ask.as_ref(), fact.note.as_ref()];
        for text in parts.into_iter().flatten() {
            judge(&fact.head.id, maps, text, cx, findings);
        }
    }
    for card in &content.cards {
        let maps = card.head.maps.as_ref().or_else(|| of_topic(&card.head.topic));
        let text = match &card.body {
            CardBody::Basic { front, back } => format!("{front} {back}"),
            CardBody::Cloze { text, back, .. } => {
                format!("{} {}", cloze::shown(text), back.as_deref().unwrap_or_default())
            }
        };
        // A card is one idea: the name may stand on its front and the word that tells on its back.
        judge(&card.head.id, maps, &text.replace(['.', '?', '!', ';'], ","), cx, findings);
    }
    for question in &content.questions {
        let maps = question.head.maps.as_ref().or_else(|| of_topic(&question.head.topic));
        let options = question.options.iter().flat_map(|option| [&option.text, &option.why]);
        for text in [&question.stem].into_iter().chain(options) {
            judge(&question.head.id, maps, text, cx, findings);
            family(&question.head.id, text, findings);
        }
    }
}

/// Reports services that are called Amazon where it is AWS, and the other way round.
fn family(id: &str, text: &str, findings: &mut Findings<'_>) {
    let text = shown(text);
    for (wrong, right, services) in [("AWS ", "Amazon ", AMAZON), ("Amazon ", "AWS ", AWS)] {
        for (_, after) in text.match_indices(wrong).map(|(at, _)| text.split_at(at + wrong.len())) {
            for service in services.iter().filter(|service| begins(after, service)) {
                findings.report(
                    "S10",
                    id,
                    format!("{wrong}{service} is called {right}{service}, or {service}"),
                );
            }
        }
    }
}

/// Whether a text begins with a name as whole words.
fn begins(text: &str, name: &str) -> bool {
    text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn judge(id: &str, maps: Option<&Maps>, text: &str, cx: &Context, findings: &mut Findings<'_>) {
    if maps.is_some_and(|maps| maps.keys().all(|exam| exam == FIRST_EXAM)) {
        return;
    }
    // Most texts hold no word that such a name begins with, and need not be taken apart.
    let may_hold = |name: &str| text.contains(name.split(' ').next().unwrap_or(name));
    let former: Vec<&(String, String)> = cx.former.iter().filter(|(former, _)| may_hold(former)).collect();
    if former.is_empty() {
        return;
    }
    for sentence in sentences(text) {
        let lower = sentence.text.to_lowercase();
        let tells = |word: &str| LOOKS_BACK.contains(&word) || TELLS.contains(&word);
        if lower.split(|c: char| !c.is_alphanumeric()).any(tells) {
            continue;
        }
        for (former, today) in former.iter().filter(|(former, _)| names(&sentence.text, former)) {
            findings.report("S10", id, format!("{former} is called {today} now; say so, or use that name"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_tell_former_names() {
        let names = parse("# comment\nSQS\n\nOpenSearch = Elasticsearch, Amazon ES\n");
        assert_eq!(names.today, ["SQS", "OpenSearch"]);
        let pair = |former: &str| (former.to_owned(), "OpenSearch".to_owned());
        assert_eq!(names.former, [pair("Elasticsearch"), pair("Amazon ES")]);
    }
}
