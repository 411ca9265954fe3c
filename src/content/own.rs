//! A learner's own files beside the shipped content: sound ones are added, broken ones are left out and reported.

use super::diagnostic::{Diagnostic, SourceFile};
use super::library::Content;
use super::read::{Owner, Read, read};

/// Adds a learner's files to `base`. A file with a problem is left out as a whole; so is one that refers to it.
pub fn with_own(base: Content, mut files: Vec<SourceFile>) -> (Content, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    loop {
        let Read { content: own, problems: found, .. } = read(&files, Owner::Learner, &base);
        if found.is_empty() {
            return (joined(base, own), problems);
        }
        // Each round leaves out one file at least, so this ends.
        files.retain(|file| found.iter().all(|problem| problem.path != file.path));
        problems.extend(found);
    }
}

fn joined(mut base: Content, own: Content) -> Content {
    base.sections.extend(own.sections);
    base.topics.extend(own.topics);
    base.facts.extend(own.facts);
    base.cards.extend(own.cards);
    base.questions.extend(own.questions);
    base.problems.extend(own.problems);
    base.decks.extend(own.decks);
    base.blueprints.extend(own.blueprints);
    base
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.into(), text: text.into() }
    }

    const TOPIC: &str = "[section]\nid = \"my.s\"\ntitle = \"S\"\nabout = \"A.\"\n[[topic]]\nid = \"my.t\"\ntitle = \"T\"\n\
        tier = 1\nmaps = { dva-c01 = \"3.1\" }\nbody = \"B.\"\nsources = [\"https://example.org/x\"]\nverified = 2026-11-22\n";

    #[test]
    fn a_broken_file_takes_only_those_that_need_it_with_it() {
        let base = crate::content::shipped::content();
        let topics = base.topics.len();
        let files = vec![
            file("good.toml", TOPIC),
            file("broken.toml", "[section]\nid = \"my.b\"\ntitle = \"B\"\n[[topic]]\nid = \"my.lost\"\n"),
            file(
                "needs.toml",
                "[deck]\nid = \"my.d\"\ntitle = \"D\"\nabout = \"A.\"\ntopics = [\"my.lost\"]\n",
            ),
            file("fine.toml", "[deck]\nid = \"my.f\"\ntitle = \"D\"\nabout = \"A.\"\ntopics = [\"my.t\"]\n"),
        ];
        let (content, problems) = with_own(base, files);
        assert_eq!(content.topics.len(), topics + 1);
        assert_eq!(content.decks.last().map(|deck| deck.id.as_str()), Some("my.f"));
        let paths: std::collections::BTreeSet<&str> =
            problems.iter().map(|problem| problem.path.as_str()).collect();
        assert_eq!(paths.into_iter().collect::<Vec<_>>(), ["broken.toml", "needs.toml"]);
    }
}
