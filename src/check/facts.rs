//! Rules for facts and for what everything rests on: names, sources, dates.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::content::{Content, Text};

use super::thresholds::FRESH;
use super::{Context, Findings};

/// Hosts whose pages may be named as sources: AWS's own, and those of standards.
const HOSTS: &[&str] = &[
    "docs.aws.amazon.com",
    "aws.amazon.com",
    "d1.awsstatic.com",
    "aws.github.io",
    "repost.aws",
    "kiro.dev",
    "pages.nist.gov",
    "www.rfc-editor.org",
    "opensource.aws",
    "docs.amplify.aws",
    "github.com",
];

pub(super) fn check(content: &Content, cx: &Context, findings: &mut Findings<'_>) {
    let mut names: HashMap<(&str, String), &str> = HashMap::new();
    for fact in &content.facts {
        let id = fact.head.id.as_str();
        if !cx.services.is_empty() && !cx.services.iter().any(|service| fact.service == *service) {
            findings.report("S10", id, format!("`{}` is not in the table of services", fact.service));
        }
        if let Some(other) = names.insert((&fact.service, fact.name.to_lowercase()), id) {
            findings.report("F06", id, format!("{other} has the same service and name"));
        }
        rests_on(id, std::slice::from_ref(&fact.source), Some(fact.verified), cx, findings);
    }
    for topic in &content.topics {
        rests_on(&topic.id, &topic.sources, Some(topic.verified), cx, findings);
    }
    for card in &content.cards {
        rests_on(&card.head.id, &card.sources, card.verified, cx, findings);
    }
    for question in &content.questions {
        rests_on(&question.head.id, &question.sources, Some(question.verified), cx, findings);
    }
}

fn rests_on(
    id: &str,
    sources: &[Text],
    verified: Option<NaiveDate>,
    cx: &Context,
    findings: &mut Findings<'_>,
) {
    for source in sources {
        let host =
            source.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap_or_default();
        if !HOSTS.contains(&host) {
            findings.report("S08", id, format!("{host} is no allowed host: {source}"));
        }
    }
    if let Some(day) = verified.filter(|&day| day + FRESH < cx.today) {
        findings.report("F04", id, format!("it was verified on {day}"));
    }
}
