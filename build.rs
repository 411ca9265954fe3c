//! Checks `content/` and `decks/` and stores them in the binary. A broken file fails the build with all errors of all
//! files, each at its place.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

/// The crate's own reader, so that the build and `dva check` can never disagree.
#[expect(dead_code, unreachable_pub, reason = "shared with the crate, which uses more of it")]
mod content {
    #[path = "../src/content/cloze.rs"]
    pub mod cloze;
    #[path = "../src/content/date.rs"]
    pub mod date;
    #[path = "../src/content/diagnostic.rs"]
    pub mod diagnostic;
    #[path = "../src/content/ids.rs"]
    pub mod ids;
    #[path = "../src/content/library.rs"]
    pub mod library;
    #[path = "../src/content/markup.rs"]
    pub mod markup;
    #[path = "../src/content/model.rs"]
    pub mod model;
    #[path = "../src/content/read.rs"]
    pub mod read;
    #[path = "../src/content/read_blueprint.rs"]
    mod read_blueprint;
    #[path = "../src/content/read_deck.rs"]
    mod read_deck;
    #[path = "../src/content/read_problem.rs"]
    mod read_problem;
    #[path = "../src/content/read_section.rs"]
    mod read_section;
    #[path = "../src/content/references.rs"]
    mod references;
    #[path = "../src/content/table.rs"]
    mod table;
    #[path = "../src/content/text.rs"]
    pub mod text;
}

/// The calculators, by which problems are checked.
#[expect(dead_code, unreachable_pub, reason = "shared with the crate, which uses more of it")]
#[path = "src/calc"]
mod calc {
    mod attributes;
    mod calculator;
    mod constants;
    mod deployments;
    mod dynamodb;
    mod gateway;
    mod identity;
    mod input;
    mod lambda;
    mod messaging;
    mod network;
    mod observability;
    mod patterns;
    mod quantity;
    mod ratio;
    mod resilience;
    mod storage;
    mod table;
    mod timeline;
    mod unit;

    pub use calculator::Calculator;
    pub use input::Need;
    pub use table::{all, calculator};
}

use content::diagnostic::{Diagnostic, SourceFile};
use content::library::Content;
use content::read::{Owner, Read};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/content");
    println!("cargo::rerun-if-changed=src/calc");
    let mut paths = Vec::new();
    for folder in ["content", "decks/drills", "decks/exams"] {
        println!("cargo::rerun-if-changed={folder}");
        paths.extend(toml_files(Path::new(folder)));
    }
    paths.sort();
    let files: Vec<SourceFile> = paths.iter().map(|path| source(path)).collect();
    let Read { content, mut problems, .. } = content::read::read(&files, Owner::Shipped, &Content::default());
    if problems.is_empty() {
        // An id seems gone while its file is broken, so the list is only held against sound content.
        problems = content::ids::vanished(&source(Path::new("content/ids.txt")), &content);
    }
    if !problems.is_empty() {
        report(&problems);
    }
    let bytes = postcard::to_stdvec(&content).expect("plain data can always be encoded");
    fs::write(out_dir().join("content.postcard"), bytes).expect("cargo's OUT_DIR can be written");
}

fn report(problems: &[Diagnostic]) -> ! {
    for problem in problems {
        println!("cargo::error={problem}");
    }
    process::exit(1);
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a folder that opens can be listed").path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect()
}

fn source(path: &Path) -> SourceFile {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    SourceFile { path: path.display().to_string(), text }
}

#[expect(clippy::disallowed_methods, reason = "cargo talks to build scripts through the environment")]
fn out_dir() -> PathBuf {
    PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts"))
}
