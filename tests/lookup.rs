//! How good looking up is: the queries of `lookup_queries.toml`, each with the fact that must come first.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};

use dva::content::{Library, Reader, shipped};
use dva::lookup::{Found, Index};

/// A query and the fact that must come first.
struct Wanted {
    typed: String,
    first: String,
}

fn queries() -> BTreeMap<String, Vec<Wanted>> {
    let text = std::fs::read_to_string("tests/lookup_queries.toml").unwrap();
    let table: toml::Table = text.parse().unwrap();
    let wanted = |row: &toml::Value| Wanted {
        typed: row["type"].as_str().unwrap().to_owned(),
        first: row["first"].as_str().unwrap().to_owned(),
    };
    let group = |rows: &toml::Value| rows.as_array().unwrap().iter().map(wanted).collect();
    table.iter().map(|(name, rows)| (name.clone(), group(rows))).collect()
}

fn reader() -> Reader {
    Reader { today: "2026-11-22".parse().unwrap(), facts_as_of: None }
}

/// The ids of the facts that a query finds, best first.
fn found(library: &Library, index: &Index, typed: &str) -> Vec<String> {
    let hits = index.search(typed, 10).into_iter();
    let ids = hits.filter_map(|hit| match hit.found {
        Found::Fact(item) => Some(library.item(item).id.to_string()),
        Found::Topic(_) | Found::Card(_) => None,
    });
    ids.collect()
}

#[test]
fn the_queries_are_many_and_of_all_kinds_sections_and_tiers() {
    let (queries, library) = (queries(), shipped::library());
    let all = queries.values().map(Vec::len).sum::<usize>();
    assert!(all >= 250, "{all} queries");
    for group in ["typos", "abbreviated"] {
        assert!(queries[group].len() * 3 >= all, "{group}: {} of {all}", queries[group].len());
    }
    let (mut sections, mut tiers, mut typed) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for wanted in queries.values().flatten() {
        let item = library.find(&wanted.first).unwrap_or_else(|| panic!("no fact `{}`", wanted.first));
        sections.insert(&library.topic_of(item).section);
        tiers.insert(library.tier(item));
        assert!(typed.insert(&wanted.typed), "`{}` is there twice", wanted.typed);
    }
    assert_eq!(sections.len(), library.content().sections.len(), "every section is looked up");
    assert_eq!(tiers.len(), 3);
}

#[test]
fn what_is_looked_for_comes_first() {
    let library = shipped::library();
    let index = Index::new(&library, reader());
    let (mut all, mut misses) = (0, Vec::new());
    let mut beyond_three = 0;
    for (group, wanted) in queries().iter().flat_map(|(group, rows)| rows.iter().map(move |row| (group, row)))
    {
        all += 1;
        let found = found(&library, &index, &wanted.typed);
        let place = found.iter().position(|id| *id == wanted.first);
        if place == Some(0) {
            continue;
        }
        beyond_three += usize::from(place.is_none_or(|place| place > 2));
        let place = place.map_or("not found".to_owned(), |place| format!("place {}", place + 1));
        let first = found.first().map_or("nothing", String::as_str);
        misses.push(format!("{group}: `{}`: {} is at {place}, {first} at 1", wanted.typed, wanted.first));
    }
    println!("{} of {all} queries are answered first", all - misses.len());
    println!("{}", misses.join("\n"));
    assert!(misses.len() * 100 <= all * 3, "fewer than 97 % come first:\n{}", misses.join("\n"));
    assert_eq!(beyond_three, 0, "all come among the first three:\n{}", misses.join("\n"));
}
