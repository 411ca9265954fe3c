//! `dva check`: content files, checked without starting anything else.

mod print;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::calc::problem::Dice;
use crate::check::counts::{SectionCount, by_section};
use crate::check::units::Units;
use crate::check::{self, Context, Severity};
use crate::content::{Content, Diagnostic, Owner, Read, SourceFile, ids, read, shipped};
use crate::env::{Env, SeededDice, read_content};
use crate::study::StudyError;

use super::{Common, Failure, Outcome};

/// Check content files
#[derive(Debug, Args)]
#[command(after_help = "Example: dva check content/18-lambda.toml")]
pub(super) struct Options {
    /// Files or folders; without one, `content` and `decks` here, or else your own content
    paths: Vec<PathBuf>,
    /// Print one JSON object: problems and counts
    #[arg(long)]
    json: bool,
    /// Texts that no sentence may come from: a file or a folder; may be given again
    #[arg(long, value_name = "PATH")]
    against: Vec<PathBuf>,
    /// Print for every point of the course what teaches and what asks it
    #[arg(long, conflicts_with = "json")]
    coverage: bool,
    /// Add the ids of new content to `content/ids.txt`
    #[arg(long)]
    update_ids: bool,
}

/// The name of the list of ids, by which a tree of shipped content is known.
const IDS: &str = "ids.txt";

/// The names that services go by, one a line, in a tree of shipped content.
const SERVICES: &str = "editorial/services.txt";

/// The units that go with each service, in a tree of shipped content.
const UNITS: &str = "editorial/units.txt";

/// The map from the course's points to what covers them, in a tree of shipped content.
const COVERAGE: &str = "editorial/coverage.toml";

/// A problem of the schema, or a rule that is broken.
struct Problem {
    place: Diagnostic,
    /// The rule's id; none for the schema.
    rule: Option<&'static str>,
    severity: Severity,
}

/// Checked content and what is wrong with it.
struct Checked {
    content: Content,
    problems: Vec<Problem>,
    /// What each section holds; only of a whole tree, since a learner's section may be about shipped topics.
    sections: Vec<SectionCount>,
}

impl Checked {
    /// Puts what the reader found together with what the rules find in sound content.
    fn of(read: Read, list: Vec<Diagnostic>, context: &Context) -> Self {
        let of_schema = |place| Problem { place, rule: None, severity: Severity::Error };
        let mut problems: Vec<Problem> = Vec::new();
        let mut sections = Vec::new();
        if read.problems.is_empty() {
            sections = by_section(&read.content);
            for finding in check::check(&read.content, context) {
                let (message, asks) =
                    (finding.message, format!("{}: {}", finding.rule.id, finding.rule.asks));
                let place = read.diagnostic(&finding.id, format!("`{}`: {message}", finding.id), asks);
                let rule = finding.rule;
                problems.extend(place.map(|place| Problem {
                    place,
                    rule: Some(rule.id),
                    severity: rule.severity,
                }));
            }
        }
        problems.extend(read.problems.into_iter().chain(list).map(of_schema));
        problems.sort_by(|one, other| one.place.cmp(&other.place));
        Self { content: read.content, problems, sections }
    }

    fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    let paths = paths(common, options)?;
    let mut references = Vec::new();
    for path in &options.against {
        references.extend(texts(path)?);
    }
    let today = Env::from_process().now().local_date();
    let dice: fn(u64) -> Box<dyn Dice> = |seed| Box::new(SeededDice::new(seed));
    let context = Context { today, references, dice: Some(dice), ..Context::default() };
    let root = paths.iter().find_map(|path| tree_of(path));
    let checked = match &root {
        Some(root) => shipped_tree(root, &paths, options.update_ids, context)?,
        None => own_content(&paths)?,
    };
    let mut out = io::stdout().lock();
    if options.coverage {
        return print::print_coverage(&mut out, root.as_deref(), &checked.content);
    }
    if options.json {
        writeln!(out, "{}", print::as_json(&checked))?;
    } else {
        // Of a single file only its problems are asked for.
        let is_whole = paths.iter().all(|path| path.is_dir());
        print::print(&mut out, &checked, is_whole)?;
    }
    if checked.count(Severity::Error) == 0 { Ok(()) } else { Err(Failure::Reported) }
}

fn paths(common: &Common, options: &Options) -> Result<Vec<PathBuf>, Failure> {
    if !options.paths.is_empty() {
        return Ok(options.paths.clone());
    }
    if Path::new("content").join(IDS).is_file() {
        return Ok(vec!["content".into(), "decks".into()]);
    }
    let own = common.places()?.data_dir.join("content");
    if own.is_dir() {
        return Ok(vec![own]);
    }
    let message = "there is no content to check here";
    Err(Failure::Usage(anyhow::anyhow!(
        "{message}: name a file or a folder, as in `dva check my-cards.toml`"
    )))
}

/// The folder that holds `content/ids.txt`, when `path` is of such a tree. Other files that lie in it, such as fixtures, are
/// somebody's own content.
fn tree_of(path: &Path) -> Option<PathBuf> {
    let absolute = path.canonicalize().ok()?;
    let root = absolute.ancestors().find(|folder| folder.join("content").join(IDS).is_file())?;
    let is_inside = |folder: &str| absolute.starts_with(root.join(folder));
    (absolute == root || is_inside("content") || is_inside("decks")).then(|| root.to_owned())
}

/// Checks a whole tree of shipped content, since its files refer to each other, and reports on `paths`.
fn shipped_tree(
    root: &Path,
    paths: &[PathBuf],
    update_ids: bool,
    mut context: Context,
) -> Result<Checked, Failure> {
    let here = std::path::absolute(".")?.canonicalize()?;
    let shown = |path: &Path| path.strip_prefix(&here).unwrap_or(path).to_owned();
    let mut files = Vec::new();
    for folder in ["content", "decks"] {
        let folder = root.join(folder);
        if folder.is_dir() {
            files.extend(sources(&shown(&folder))?);
        }
    }
    if let Ok(names) = std::fs::read_to_string(root.join(SERVICES)) {
        let names = check::names::parse(&names);
        (context.services, context.former) = (names.today, names.former);
    }
    if let Ok(table) = std::fs::read_to_string(root.join(UNITS)) {
        context.units = Units::parse(&table);
    }
    let read = read(&files, Owner::Shipped, &Content::default());
    let list = if read.problems.is_empty() {
        check_ids(root, &shown, &read.content, update_ids)?
    } else {
        Vec::new()
    };
    let mut checked = Checked::of(read, list, &context);
    let wanted: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
    checked.problems.retain(|problem| {
        let place = here.join(&problem.place.path);
        wanted.iter().any(|path| place.starts_with(path))
    });
    Ok(checked)
}

/// Holds the list of ids against the content, adding what is new when asked to.
fn check_ids(
    root: &Path,
    shown: &impl Fn(&Path) -> PathBuf,
    content: &Content,
    update: bool,
) -> Result<Vec<Diagnostic>, Failure> {
    let path = root.join("content").join(IDS);
    let mut text = std::fs::read_to_string(&path)?;
    if update {
        text = ids::updated(&text, content);
        std::fs::write(&path, &text)?;
    }
    let list = SourceFile { path: shown(&path).display().to_string(), text };
    let mut problems = ids::vanished(&list, content);
    let end = list.text.len();
    let hint = "`dva check --update-ids` adds it";
    let missing = ids::unlisted(&list.text, content);
    problems
        .extend(missing.iter().map(|id| list.diagnostic(&(end..end), format!("`{id}` is not listed"), hint)));
    Ok(problems)
}

/// Checks a learner's own content against the shipped one. How they write is their own affair.
fn own_content(paths: &[PathBuf]) -> Result<Checked, Failure> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(sources(path)?);
    }
    let Read { content, problems, .. } = read(&files, Owner::Learner, &shipped::content());
    let of_schema = |place| Problem { place, rule: None, severity: Severity::Error };
    Ok(Checked { content, problems: problems.into_iter().map(of_schema).collect(), sections: Vec::new() })
}

fn sources(path: &Path) -> Result<Vec<SourceFile>, StudyError> {
    read_content(path).map_err(|source| StudyError::Content { path: path.to_owned(), source })
}

/// The texts of a file, or of all files of a folder.
fn texts(path: &Path) -> io::Result<Vec<String>> {
    if path.is_file() {
        return Ok(vec![String::from_utf8_lossy(&std::fs::read(path)?).into_owned()]);
    }
    let mut all = Vec::new();
    for entry in std::fs::read_dir(path)? {
        all.extend(texts(&entry?.path())?);
    }
    Ok(all)
}
