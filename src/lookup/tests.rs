//! Laws of looking up, and what each way of saying it finds. How good it is over all is `tests/lookup.rs`'s affair.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::nicknames::{EVERYDAY, SERVICES, WORDS};
use super::*;
use crate::content::model::{Fact, FactKind, Head};
use crate::content::{Body, Content, Text, shipped};
use crate::fixtures;

static LIBRARY: LazyLock<Library> = LazyLock::new(shipped::library);
static FACTS: LazyLock<Shelf> = LazyLock::new(|| Shelf::of_facts(&LIBRARY, reader(None)));
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&LIBRARY, reader(None)));

fn reader(facts_as_of: Option<&str>) -> Reader {
    Reader { today: "2026-11-22".parse().unwrap(), facts_as_of: facts_as_of.map(|day| day.parse().unwrap()) }
}

/// The ids of the facts that a query finds, best first.
fn ids(library: &Library, hits: &[Hit]) -> Vec<String> {
    let id = |hit: &Hit| match hit.found {
        Found::Fact(item) => Some(library.item(item).id.to_string()),
        Found::Topic(_) | Found::Card(_) => None,
    };
    hits.iter().filter_map(id).collect()
}

fn shipped_ids(query: &str) -> Vec<String> {
    ids(&LIBRARY, &INDEX.search(query, 10))
}

/// A library of facts: service, name, value, note.
fn facts(rows: &[(&str, &str, &str, &str)]) -> Library {
    let mut content = Content { sections: Vec::new(), cards: Vec::new(), ..fixtures::content() };
    let topic = content.topics[0].id.clone();
    let fact = |(n, (service, name, value, note)): (usize, &(&str, &str, &str, &str))| Fact {
        head: Head {
            id: format!("f{n}").into(),
            topic: topic.clone(),
            maps: None,
            tier: None,
            revised: None,
            formerly: Vec::new(),
            waive: Vec::new(),
        },
        service: (*service).to_owned().into(),
        kind: FactKind::Limit,
        name: (*name).to_owned().into(),
        ask: None,
        value: (*value).to_owned().into(),
        was: Vec::new(),
        adjustable: None,
        also: Vec::new(),
        note: Some(Text::from((*note).to_owned())).filter(|note| !note.is_empty()),
        source: String::new().into(),
        verified: "2026-11-22".parse().unwrap(),
    };
    content.facts = rows.iter().enumerate().map(fact).collect();
    Library::new(content)
}

/// What a query finds among made-up facts: their numbers in the list, best first.
fn order(rows: &[(&str, &str, &str, &str)], query: &str) -> Vec<String> {
    let library = facts(rows);
    ids(&library, &Index::new(&library, reader(None)).search(query, 10))
}

#[test]
fn the_tables_of_nicknames_are_sound() {
    assert!(WORDS.is_sorted_by(|one, other| one.0 < other.0), "sorted, each once");
    let mut typed: Vec<&str> = SERVICES.iter().map(|(typed, _)| *typed).collect();
    typed.sort_unstable();
    assert!(typed.windows(2).all(|pair| pair[0] != pair[1]), "each once");
    for name in SERVICES.iter().flat_map(|(_, names)| *names).chain(EVERYDAY) {
        assert!(FACTS.services.iter().any(|service| service == name), "facts name no service {name}");
    }
    for (typed, meant) in WORDS {
        for word in meant.split(" | ").flat_map(|phrase| phrase.split(' ')) {
            assert!(
                FACTS.vocabulary.has(word),
                "`{typed}` stands for `{word}`, which nothing is written with"
            );
        }
    }
}

#[test]
fn exact_words_come_before_typos() {
    // The content itself says both: whoever types one of them means it.
    let rows = [("SQS", "Parts, maximum", "1", ""), ("SQS", "Ports, maximum", "1", "")];
    assert_eq!(order(&rows, "ports"), ["f1"]);
    assert_eq!(order(&rows, "parts"), ["f0"]);
    assert_eq!(order(&rows, "portz"), ["f1"]);
}

#[test]
fn the_service_named_comes_before_others() {
    let rows = [
        ("SNS", "Message size of an SQS subscription, maximum", "1 KB", ""),
        ("Lambda", "Message size, maximum", "1 KB", "As SQS has it."),
        ("SQS", "Message size, maximum", "1 KB", ""),
    ];
    assert_eq!(order(&rows, "sqs message size").first().unwrap(), "f2");
    assert_eq!(order(&rows, "sns message size").first().unwrap(), "f0");
    assert_eq!(order(&rows, "message size lambda").first().unwrap(), "f1");
}

#[test]
fn a_name_comes_before_a_note() {
    let rows = [
        ("S3", "Tags, maximum", "10", "A prefix is no tag."),
        ("S3", "Prefix length, maximum", "10", ""),
        ("S3", "Rules, maximum", "10", "Each has a prefix."),
    ];
    assert_eq!(order(&rows, "prefix").first().unwrap(), "f1");
}

#[test]
fn each_way_of_saying_it_finds_the_fact() {
    for (query, first) in [
        ("retries async lambda", "lambda.async.retries"),
        ("lambda layer limits", "lambda.layers.max"),
        ("Lambda: /tmp storage, maximum?", "lambda.tmp.max"),
        ("healthcheck interval route53 default", "route53.health.interval.default"),
        ("lambda 15min", "lambda.timeout.max"),
        ("lambda 0.25 hours", "lambda.timeout.max"),
        ("256 kb sqs", "sqs.message.size.max"),
        ("eventbus rules", "eventbridge.rules.max"),
        ("how long can a lambda run", "lambda.timeout.max"),
        ("maximum ttl cloudfront", "cloudfront.ttl.max"),
        ("kms 4,096 bytes encrypt", "security.encrypt.max"),
    ] {
        assert_eq!(shipped_ids(query).first().map(String::as_str), Some(first), "{query}");
    }
}

#[test]
fn an_amount_is_found_in_what_a_limit_was() {
    let history = shipped_ids("cloudformation 200 resources");
    assert_eq!(history.first().unwrap(), "cfn.resources");
}

#[test]
fn the_value_of_the_readers_exam_counts_most() {
    let score = |facts_as_of: Option<&str>, query: &str| {
        let hits = Index::new(&LIBRARY, reader(facts_as_of)).search(query, 10);
        let tmp = LIBRARY.find("lambda.tmp.max").unwrap();
        hits.iter().find(|hit| hit.found == Found::Fact(tmp)).unwrap().score
    };
    let exam = Some("2021-07-01");
    assert!(score(exam, "lambda tmp storage 512 mb") > score(None, "lambda tmp storage 512 mb"));
    assert!(score(exam, "lambda tmp storage 10240 mb") < score(None, "lambda tmp storage 10240 mb"));
}

#[test]
fn facts_stand_first_and_the_limit_holds_for_both() {
    let hits = INDEX.search("lambda concurrency", 3);
    let kinds: Vec<bool> = hits.iter().map(|hit| hit.found.is_fact()).collect();
    assert_eq!(kinds, [true, true, true, false, false, false]);
    assert!(hits[..3].is_sorted_by(|one, other| one.score >= other.score));
    assert!(INDEX.search("lambda concurrency", 0).is_empty());
    let mut found: Vec<Found> =
        INDEX.search("a delay hides a message", 500).iter().map(|hit| hit.found).collect();
    let all = found.len();
    found.dedup();
    assert_eq!(found.len(), all, "nothing is found twice, cards with several deletions neither");
}

#[test]
fn what_nothing_answers_to_finds_nothing_and_names_the_nearest() {
    for query in ["", " ", "?", "what is it", "xyzzy plugh"] {
        assert_eq!(INDEX.search(query, 10), [], "{query}");
    }
    assert_eq!(INDEX.nearest("", 3), []);
    // Half of it is there, or it looks like something that is.
    for (query, service) in [("frobnicated sqs quux zork", "SQS"), ("dynammmodb", "DynamoDB")] {
        let nearest = ids(&LIBRARY, &INDEX.nearest(query, 3));
        assert_eq!(nearest.len(), 3, "{query}");
        let first = LIBRARY.find(&nearest[0]).unwrap();
        let Body::Fact(n) = LIBRARY.item(first).body else { panic!("{query}: {nearest:?}") };
        assert_eq!(LIBRARY.content().facts[n].service, service, "{query}");
    }
}

#[test]
fn an_empty_library_finds_nothing() {
    let index = Index::new(&Library::default(), reader(None));
    assert_eq!(index.search("lambda 256 kb max", 10), []);
    assert_eq!(index.nearest("lambda", 10), []);
}

fn any_query() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,60}",
        prop::collection::vec(any::<char>(), 0..40).prop_map(|chars| chars.into_iter().collect()),
        prop::collection::vec("lambda|256|kb|max|'|@|\\.|,|how|many|sqs|0\\.5|limit|é", 0..9)
            .prop_map(|w| w.join(" ")),
    ]
}

/// A word with one letter left out, doubled, changed or turned round with the next.
fn mistyped(word: &str, at: usize, way: u8) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % letters.len();
    match way % 4 {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = if letters[at] == 'q' { 'x' } else { 'q' },
        _ => {
            let next = (at + 1) % letters.len();
            letters.swap(at, next);
        }
    }
    letters.into_iter().collect()
}

fn names_a_service(word: &str) -> bool {
    let names = FACTS.services.iter().map(String::as_str).chain(SERVICES.iter().map(|(typed, _)| *typed));
    let names: Vec<String> = names.map(str::to_lowercase).collect();
    let mut any = false;
    words::each(word, |word| {
        let mut parts = names.iter().flat_map(|name| name.split([' ', '-']));
        any |= parts.any(|part| words::stem(part) == words::stem(word));
    });
    any
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_query_is_answered_within_bounds(query in any_query(), limit in 0_usize..30) {
        let hits = INDEX.search(&query, limit);
        prop_assert!(hits.iter().filter(|hit| hit.found.is_fact()).count() <= limit);
        prop_assert!(hits.iter().all(|hit| hit.score <= 1000));
        prop_assert!(INDEX.nearest(&query, limit).len() <= limit);
    }

    #[test]
    fn the_order_of_words_does_not_matter(fact in 0..748_usize, order in prop::collection::vec(any::<u32>(), 30)) {
        let fact = &LIBRARY.content().facts[fact % LIBRARY.content().facts.len()];
        let query = format!("{} {}", fact.service, fact.name).replace([',', '/', '.', ':'], " ");
        let mut words: Vec<(u32, &str)> = order.into_iter().cycle().zip(query.split_whitespace()).collect();
        words.sort_unstable();
        let turned: Vec<&str> = words.into_iter().map(|(_, word)| word).collect();
        prop_assert_eq!(INDEX.search(&turned.join(" "), 20), INDEX.search(&query, 20));
    }

    #[test]
    fn a_typo_never_makes_a_fact_worth_more(fact in 0..748_usize, word in any::<prop::sample::Index>(), at in 0..20_usize, way in 0..4_u8) {
        let facts = &LIBRARY.content().facts;
        let fact = &facts[fact % facts.len()];
        let query = format!("{} {}", fact.service, fact.name);
        let words: Vec<&str> = query.split_whitespace().collect();
        let n = word.index(words.len());
        // A word that names another service (`API or CLI`) asks for that one, so its typo may well fit better.
        prop_assume!(!names_a_service(words[n]));
        let typo = mistyped(words[n], at, way);
        let mut typed = words.clone();
        typed[n] = &typo;
        let found = Found::Fact(LIBRARY.find(&fact.head.id).unwrap());
        let score = |query: &str| {
            let hits = INDEX.search(query, 1000);
            hits.iter().find(|hit| hit.found == found).map_or(0, |hit| hit.score)
        };
        let (right, wrong) = (score(&query), score(&typed.join(" ")));
        prop_assert!(right >= wrong, "`{}` {} > {} `{}`", typed.join(" "), wrong, right, query);
        prop_assert!(right > 0);
    }
}
