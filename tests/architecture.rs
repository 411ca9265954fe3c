//! The arrows of ARCHITECTURE.md, held by the source text itself.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

fn rust_files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.flat_map(|entry| rust_files(&entry)).collect();
    files.retain(|file| {
        let is_test = file.ends_with("tests.rs") || file.components().any(|part| part.as_os_str() == "tests");
        file.extension().is_some_and(|extension| extension == "rs") && !is_test
    });
    files
}

/// Asserts that no file of `modules` says any of `words` outside its tests and comments.
fn assert_unknown(modules: &[&str], words: &[&str]) {
    let places = modules.iter().flat_map(|module| [format!("src/{module}.rs"), format!("src/{module}")]);
    let existing: Vec<PathBuf> = places.map(PathBuf::from).filter(|path| path.exists()).collect();
    assert!(existing.len() >= modules.len(), "a module is gone: {existing:?}");
    for file in existing.iter().flat_map(|path| rust_files(path)) {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for word in words {
                assert!(!line.contains(word), "{} must not know {word}: {line}", file.display());
            }
        }
    }
}

/// What no part of the core may name.
const OUTSIDE: [&str; 14] = [
    "ratatui",
    "crossterm",
    "rusqlite",
    "clap",
    "std::fs",
    "std::io",
    "std::env",
    "std::time",
    "crate::store",
    "crate::study",
    "crate::tui",
    "crate::cli",
    "crate::env",
    "crate::phrase",
];

#[test]
fn the_core_knows_no_terminal_no_database_no_clock_no_chance_and_no_files() {
    let outside = [&OUTSIDE[..], &["rand::"]].concat();
    assert_unknown(
        &["content", "check", "schedule", "calc", "lookup", "settings", "config", "fuzzy"],
        &outside,
    );
}

/// Papers are made from a seed, so `exam` knows the generator, and nothing that chance could come from.
#[test]
fn the_exam_is_the_core_as_well_and_takes_its_seed_from_outside() {
    let outside = [&OUTSIDE[..], &["rand::rng(", "rand::random", "from_rng", "SysRng"]].concat();
    assert_unknown(&["exam"], &outside);
}

#[test]
fn only_the_store_knows_the_database() {
    assert_unknown(&["study", "cli", "tui", "phrase", "env", "main"], &["rusqlite"]);
}

#[test]
fn the_store_and_the_studies_know_no_screen() {
    assert_unknown(&["store", "study", "phrase"], &["ratatui", "crossterm", "crate::tui", "crate::cli"]);
    assert_unknown(&["store"], &["crate::study", "crate::env"]);
    assert_unknown(&["store", "study"], &["crate::phrase"]);
}

#[test]
fn screens_and_commands_do_not_reach_around_the_studies() {
    assert_unknown(&["tui"], &["crate::cli", "crate::store"]);
    assert_unknown(&["cli"], &["Store::open"]);
}
