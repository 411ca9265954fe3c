//! Names that a learner types: of items, of topics, of sections. What is not found is answered with what comes near it.

use crate::content::ItemIndex;
use crate::fuzzy;

use super::{Study, StudyError};

/// A part of the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A section, as an index into the content's.
    Section(usize),
    /// A topic, as an index into the content's.
    Topic(usize),
}

/// How many names are suggested.
const SUGGESTED: usize = 3;

impl Study {
    /// Finds an item by its id; the error names those nearest.
    pub fn item_named(&self, id: &str) -> Result<ItemIndex, StudyError> {
        let ids = self.library.items().map(|(_, item)| item.id.as_str());
        let missing = || missing("item", id, ids, "`dva decks daily` lists the items");
        self.library.find(id).ok_or_else(missing)
    }

    /// Finds a section by its id or by its number in the course, from 1, or a topic by its id; the error names those nearest.
    pub fn part_named(&self, name: &str) -> Result<Part, StudyError> {
        let content = self.library.content();
        let number = name.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let section = number
            .filter(|&n| n < content.sections.len())
            .or_else(|| content.sections.iter().position(|section| section.id == name));
        if let Some(section) = section {
            return Ok(Part::Section(section));
        }
        let sections = content.sections.iter().map(|section| section.id.as_str());
        let ids = sections.chain(content.topics.iter().map(|topic| topic.id.as_str()));
        let missing = || missing("section or topic", name, ids, "`dva notes` lists the sections");
        self.library.find_topic(name).map(Part::Topic).ok_or_else(missing)
    }

    /// Returns the topics of a part of the course, in course order, as indexes.
    pub fn topics_in(&self, part: Part) -> Vec<usize> {
        match part {
            Part::Topic(topic) => vec![topic],
            Part::Section(section) => {
                let section = self.library.content().sections.get(section);
                let topics = section.into_iter().flat_map(|section| self.library.topics_of(&section.id));
                topics.map(|(topic, _)| topic).collect()
            }
        }
    }
}

fn missing<'a>(
    what: &'static str,
    name: &str,
    known: impl Iterator<Item = &'a str>,
    otherwise: &str,
) -> StudyError {
    let near: Vec<String> = nearest(name, known).iter().map(|id| format!("`{id}`")).collect();
    let hint = match near.as_slice() {
        [] => otherwise.to_owned(),
        [one] => format!("did you mean {one}?"),
        [others @ .., last] => format!("did you mean {} or {last}?", others.join(", ")),
    };
    StudyError::Missing { what, name: name.to_owned(), hint }
}

/// Returns the names nearest to `name`, best first: those that are a slip of the finger away, or else those that hold its
/// letters in their order.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    // Of a short name, two letters are most of it.
    let slips = (name.chars().count() / 4).clamp(1, 2);
    let (mut slipped, mut found) = (Vec::new(), Vec::new());
    for id in known {
        let distance = strsim::osa_distance(name, id);
        if distance <= slips {
            slipped.push((distance as i64, id));
        } else if let Some(score) = fuzzy::score(id, name) {
            found.push((-score, id));
        }
    }
    let mut near = if slipped.is_empty() { found } else { slipped };
    near.sort_unstable();
    near.into_iter().map(|(_, id)| id).take(SUGGESTED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 5] = ["lambda", "lambda.tmp", "lambda.tmp.max", "sqs.visibility", "vpc"];

    #[test]
    fn a_slip_of_the_finger_goes_before_letters_in_their_order() {
        for (name, near) in [
            ("lamdba", vec!["lambda"]),
            ("lambda.tmp.mx", vec!["lambda.tmp.max"]),
            ("visib", vec!["sqs.visibility"]),
            ("tmp", vec!["lambda.tmp", "lambda.tmp.max"]),
            ("l.tmp", vec!["lambda.tmp", "lambda.tmp.max"]),
            ("zzzzzz", vec![]),
        ] {
            assert_eq!(nearest(name, KNOWN.into_iter()), near, "{name}");
        }
    }

    #[test]
    fn what_is_missing_is_answered_with_what_was_meant_or_with_where_to_look() {
        for (name, hint) in [
            ("lamdba", "did you mean `lambda`?"),
            ("l.tmp", "did you mean `lambda.tmp` or `lambda.tmp.max`?"),
            ("zzzzzz", "look there"),
        ] {
            assert_eq!(missing("thing", name, KNOWN.into_iter(), "look there").hint(), hint);
        }
    }
}
