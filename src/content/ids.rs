//! `content/ids.txt`: every id ever shipped, one a line. A learner's history hangs on them, so none may vanish.
//!
//! A line is an id, or an id and the word `retired` when what it named is gone for good. Lines that begin with `#` are
//! comments. An id that an item carries in `formerly` counts as present: its history follows.

use std::collections::BTreeSet;

use super::diagnostic::{Diagnostic, SourceFile};
use super::library::{Content, Library};
use super::text::Text;

/// Returns every id of `content`: sections, topics, items and their former ids, decks and blueprints.
fn present(content: &Content) -> BTreeSet<Text> {
    let library = Library::new(content.clone());
    let mut ids: BTreeSet<Text> = library.items().map(|(_, item)| item.id.clone()).collect();
    ids.extend(library.former().iter().map(|(old, _)| old.clone()));
    ids.extend(content.sections.iter().map(|section| section.id.clone()));
    ids.extend(content.topics.iter().flat_map(|topic| topic.formerly.iter().chain([&topic.id])).cloned());
    ids.extend(content.decks.iter().map(|deck| deck.id.clone()));
    ids.extend(content.blueprints.iter().map(|blueprint| blueprint.id.clone()));
    ids
}

/// Returns a problem for every id of the list that is gone, and for every line that is none.
pub fn vanished(list: &SourceFile, content: &Content) -> Vec<Diagnostic> {
    let present = present(content);
    let mut found = Vec::new();
    let mut offset = 0;
    for line in list.text.split_inclusive('\n') {
        let span = offset..offset + line.len();
        offset += line.len();
        let mut words = line.split_whitespace();
        let (id, mark) = (words.next().unwrap_or("#"), words.next());
        if id.starts_with('#') {
            continue;
        }
        match mark {
            None if !present.contains(id) => {
                let hint = "put it in the `formerly` of the item that took its place, or write `retired` after it here";
                found.push(list.diagnostic(&span, format!("the id `{id}` was shipped and is gone"), hint));
            }
            Some("retired") if present.contains(id) => {
                let hint = "ids are never used again: give the new one another";
                found.push(list.diagnostic(&span, format!("the id `{id}` is retired, but in use"), hint));
            }
            None | Some("retired") => {}
            Some(word) => {
                found.push(list.diagnostic(
                    &span,
                    format!("`{word}` after an id"),
                    "expected `retired` or nothing",
                ));
            }
        }
    }
    found
}

/// Returns the ids of `content` that the list does not hold yet, sorted.
pub fn unlisted(list: &str, content: &Content) -> Vec<Text> {
    let listed: BTreeSet<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    present(content).into_iter().filter(|id| !listed.contains(id.as_str())).collect()
}

/// Returns the list with the ids of `content` added, comments first, then sorted.
pub fn updated(list: &str, content: &Content) -> String {
    let comments = list.lines().filter(|line| line.starts_with('#')).map(str::to_owned);
    let ids =
        list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(str::to_owned);
    let ids: BTreeSet<String> = ids.chain(unlisted(list, content).into_iter().map(String::from)).collect();
    comments.chain(ids).fold(String::new(), |text, line| text + &line + "\n")
}
