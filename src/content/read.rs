//! Reads content files into validated content: all problems of all files in one pass, each with its place.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::{Diagnostic, SourceFile};
use super::library::Content;
use super::table::{At, FORBIDDEN_HINT, Problems, Table, nearest};
use super::text::Text;
use super::{read_blueprint, read_deck, read_section, references, text};

/// Whose files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Content that comes with dva.
    Shipped,
    /// A learner's own: every id begins with `my.`.
    Learner,
}

/// The prefix of a learner's own ids.
pub const OWN_PREFIX: &str = "my.";

/// What a reference must lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Section,
    Topic,
    Fact,
    Item,
    Blueprint,
    /// The finest id of the blueprint named.
    Mapped(Text),
}

/// A mention of something that may stand in another file.
pub(crate) struct Reference {
    pub(crate) file: usize,
    pub(crate) target: Target,
    pub(crate) id: At<Text>,
}

/// The place where an id is defined.
pub(crate) struct Definition {
    pub(crate) file: usize,
    pub(crate) span: Range<usize>,
}

/// What has been read so far, over all files.
pub(crate) struct Reading {
    pub(crate) owner: Owner,
    pub(crate) file: usize,
    pub(crate) content: Content,
    pub(crate) defined: HashMap<Text, Definition>,
    pub(crate) doubles: Vec<(Text, Definition)>,
    pub(crate) references: Vec<Reference>,
}

impl Reading {
    /// Notes that `id` is defined here.
    pub(crate) fn define(&mut self, id: &At<Text>, problems: &mut Problems<'_>) {
        let well_formed = |segment: &str| {
            let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
            edge(segment.chars().next())
                && edge(segment.chars().last())
                && segment.chars().all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        let name = &id.value;
        if !name.split('.').all(well_formed) {
            let hint = "ids are kebab-case with dots: lambda.tmp.max";
            problems.report(&id.span, format!("`{name}` is no id"), hint);
        }
        match (self.owner, name.starts_with(OWN_PREFIX)) {
            (Owner::Learner, false) => {
                let message = format!("the id `{name}` belongs to dva's own content");
                problems.report(
                    &id.span,
                    message,
                    format!("begin your own ids with {OWN_PREFIX}: {OWN_PREFIX}{name}"),
                );
            }
            (Owner::Shipped, true) => {
                let message = format!("the id `{name}` begins with {OWN_PREFIX}");
                problems.report(&id.span, message, "that prefix is kept for learners");
            }
            _ => {}
        }
        let here = Definition { file: self.file, span: id.span.clone() };
        if self.defined.contains_key(name) {
            self.doubles.push((name.clone(), here));
        } else {
            self.defined.insert(name.clone(), here);
        }
    }

    /// Notes that `id` must lead to a `target`.
    pub(crate) fn refer(&mut self, target: Target, id: &At<Text>) {
        self.references.push(Reference { file: self.file, target, id: id.clone() });
    }
}

/// What was read, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Read {
    /// Everything that could be built. It is sound as a whole only when there are no problems.
    pub content: Content,
    /// All problems of all files, in the order of files and places.
    pub problems: Vec<Diagnostic>,
    /// Where each id is defined, as a diagnostic without a message.
    places: HashMap<Text, Diagnostic>,
}

impl Read {
    /// Builds a diagnostic at the place where `id` is defined; `None` when it is not.
    pub fn diagnostic(&self, id: &str, message: String, hint: String) -> Option<Diagnostic> {
        let place = self.places.get(id)?.clone();
        Some(Diagnostic { message, hint, ..place })
    }
}

/// Reads `files`, which may refer to each other and to `base`.
pub fn read(files: &[SourceFile], owner: Owner, base: &Content) -> Read {
    let mut reading = Reading {
        owner,
        file: 0,
        content: Content::default(),
        defined: HashMap::new(),
        doubles: Vec::new(),
        references: Vec::new(),
    };
    let mut found = Vec::new();
    for (number, file) in files.iter().enumerate() {
        reading.file = number;
        let mut problems = Problems { file, found: Vec::new() };
        read_file(&mut reading, &mut problems);
        found.append(&mut problems.found);
    }
    references::check(&reading, files, base, &mut found);
    found.sort();
    found.dedup();
    let place = |at: Definition| files[at.file].diagnostic(&at.span, "", "");
    let places = reading.defined.into_iter().map(|(id, at)| (id, place(at))).collect();
    Read { content: reading.content, problems: found, places }
}

fn read_file(reading: &mut Reading, problems: &mut Problems<'_>) {
    let file = problems.file;
    if let Some((at, c)) = text::forbidden(&file.text.replace('\r', " ")) {
        problems.report(
            &(at..at),
            format!("the file holds the character {}", c.escape_default()),
            FORBIDDEN_HINT,
        );
    }
    let (document, errors) = DeTable::parse_recoverable(&file.text);
    for error in &errors {
        let message = error.message().replace('\n', ", ");
        problems.report(&error.span().unwrap_or(0..0), format!("not TOML: {message}"), "");
    }
    if !errors.is_empty() {
        // What follows a syntax error is guesswork: its problems would be about tables that nobody wrote.
        return;
    }
    let mut top = Table::new(document.get_ref(), 0..0, "a content file", problems);
    let heads = ["section", "deck", "blueprint"].map(|key| top.tables(key));
    let given: Vec<&Spanned<DeValue<'_>>> = heads.iter().flatten().copied().collect();
    if given.len() != 1 {
        let message = match given.len() {
            0 => "the file has no [section], [deck] or [blueprint]".to_owned(),
            n => format!("the file has {n} of [section], [deck] and [blueprint]"),
        };
        let span = given.get(1).map_or(0..0, |second| second.span());
        top.problems.report(&span, message, "begin it with exactly one of them");
    }
    match &heads {
        [sections, ..] if !sections.is_empty() => read_section::read(reading, &mut top, sections[0]),
        [_, decks, _] if !decks.is_empty() => read_deck::read(reading, &mut top, decks[0]),
        [_, _, blueprints] if !blueprints.is_empty() => {
            read_blueprint::read(reading, &mut top, blueprints[0]);
        }
        _ => return,
    }
    top.finish(&[]);
}

/// Reports two entries of a list that are the same.
pub(crate) fn report_repeats(list: &[At<Text>], key: &str, problems: &mut Problems<'_>) {
    for (n, one) in list.iter().enumerate() {
        if list[..n].iter().any(|earlier| earlier.value == one.value) {
            problems.report(&one.span, format!("`{}` stands twice in `{key}`", one.value), "leave one out");
        }
    }
}

/// Reads a list of `https` addresses.
pub(crate) fn sources(table: &mut Table<'_, '_, '_>, key: &'static str) -> Vec<Text> {
    let list = table.texts(key);
    report_repeats(&list, key, table.problems);
    list.into_iter().filter_map(|source| address(source, table.problems)).collect()
}

/// Checks one `https` address.
pub(crate) fn address(source: At<Text>, problems: &mut Problems<'_>) -> Option<Text> {
    let host = source.value.strip_prefix("https://").and_then(|rest| rest.split('/').next());
    let sound = host.is_some_and(|host| host.contains('.')) && !source.value.contains(char::is_whitespace);
    if sound {
        return Some(source.value);
    }
    let hint = "expected an address such as https://docs.aws.amazon.com/lambda/latest/dg/welcome.html";
    problems.report(&source.span, format!("`{}` is no address of a page", source.value), hint);
    None
}

/// The values of a list, without their places.
pub(crate) fn values<T>(list: Vec<At<T>>) -> Vec<T> {
    list.into_iter().map(|at| at.value).collect()
}

/// The hint for an id that leads nowhere.
pub(crate) fn nearest_id<'a>(id: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let hint = nearest(id, known);
    if hint.starts_with("expected one of") && hint.len() > 200 { String::new() } else { hint }
}
