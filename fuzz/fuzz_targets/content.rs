//! Reads arbitrary bytes as a learner's content file: nothing panics, every problem has a place, and nothing that is
//! shown, message or card, can write to a terminal.

#![no_main]

use std::sync::LazyLock;

use dva::content::{Content, Face, Library, Owner, Reader, SourceFile, own, read, shipped, text};
use libfuzzer_sys::fuzz_target;

static SHIPPED: LazyLock<Content> = LazyLock::new(shipped::content);

fuzz_target!(|bytes: &[u8]| {
    // As `env::read_content` does it.
    let text = String::from_utf8_lossy(bytes).replace('\u{FFFD}', "\u{1A}");
    let lines = text.lines().count();
    let file = SourceFile { path: "my.toml".to_owned(), text };
    let problems = read(std::slice::from_ref(&file), Owner::Learner, &SHIPPED).problems;
    for problem in &problems {
        assert!((1..=lines + 1).contains(&problem.line) && problem.column >= 1, "no such place: {problem:?}");
        let shown = problem.to_string();
        assert!(!shown.contains('\n') && text::forbidden(&shown).is_none(), "unsafe to show: {shown:?}");
    }
    if problems.is_empty() {
        let (content, problems) = own::with_own(SHIPPED.clone(), vec![file]);
        assert!(problems.is_empty(), "a sound file was left out: {problems:?}");
        check_faces(&Library::new(content));
    }
});

/// What a sound file shows is as safe as its messages.
fn check_faces(library: &Library) {
    let today = "2026-11-22".parse().expect("a date");
    for facts_as_of in [None, "2021-07-01".parse().ok()] {
        let own = library.items().filter(|(_, item)| item.id.starts_with("my."));
        for (index, item) in own {
            let Face { front, back } = library.face(index, Reader { today, facts_as_of });
            for shown in [front, back, library.topic_of(index).body.clone()] {
                assert!(text::forbidden(&shown).is_none(), "{} shows {shown:?}", item.id);
            }
        }
    }
}
