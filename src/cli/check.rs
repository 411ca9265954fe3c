//! `dva check`: content files, checked without starting anything else.

mod print;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::calc::problem::Dice;
use crate::check::counts::{SectionCount, by_section};
use crate::check::figures::Figures;
use crate::check::shares::{Share, shares, summary};
use crate::check::units::Units;
use crate::check::{self, Context, Rule, Severity};
use crate::content::{Content, Diagnostic, Owner, Read, SourceFile, ids, read, shipped};
use crate::env::{Env, SeededDice, read_content};
use crate::study::StudyError;

use super::{Common, Failure, Outcome};

/// Check content files
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE, after_long_help = print::rules())]
pub(super) struct Options {
    /// Files or folders; without one, `content` and `decks` here, or else your own content
    paths: Vec<PathBuf>,
    /// Print one JSON object: problems, counts and figures
    #[arg(long)]
    json: bool,
    /// Texts that no sentence may come from: a file or a folder; may be given again
    #[arg(long, value_name = "PATH")]
    against: Vec<PathBuf>,
    /// Print for every point of the course what teaches and what asks it, and how the questions are spread over exams
    #[arg(long, conflicts_with = "json")]
    coverage: bool,
    /// Add the ids of new content to `content/ids.txt`
    #[arg(long)]
    update_ids: bool,
}

const EXAMPLE: &str = "Example: dva check content/18-lambda.toml";

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
    /// The rule and the item that breaks it; none for the schema.
    broken: Option<(&'static Rule, String)>,
    severity: Severity,
}

impl Problem {
    fn of_schema(place: Diagnostic) -> Self {
        Self { place, broken: None, severity: Severity::Error }
    }
}

/// Checked content and what is wrong with it.
struct Checked {
    content: Content,
    problems: Vec<Problem>,
    /// What each section holds; only of a whole tree, since a learner's section may be about shipped topics.
    sections: Vec<SectionCount>,
    /// The bank's figures, of a whole tree.
    figures: Figures,
    /// The files of the sections of `figures`.
    section_files: Vec<String>,
    /// How the questions are spread, of a whole tree.
    shares: Vec<Share>,
    /// Files that are left out of all rules, since they cannot be read or refer to one that cannot.
    left_out: Vec<String>,
}

impl Checked {
    /// Holds the sound among `files` against the rules, and adds what the reader found in the others.
    fn of(
        files: &[SourceFile],
        list: impl FnOnce(&Content) -> Result<Vec<Diagnostic>, Failure>,
        context: &Context,
    ) -> Result<Self, Failure> {
        let first = read(files, Owner::Shipped, &Content::default());
        let mut problems: Vec<Problem> = first.problems.iter().cloned().map(Problem::of_schema).collect();
        let (read, left_out) = sound(files, first);
        if left_out.is_empty() {
            problems.extend(list(&read.content)?.into_iter().map(Problem::of_schema));
        }
        for finding in check::check(&read.content, context) {
            let check::Finding { rule, severity, id, message } = finding;
            let place = read.diagnostic(&id, message, format!("{}: {}", rule.id, rule.asks));
            problems.extend(place.map(|place| Problem { place, broken: Some((rule, id)), severity }));
        }
        problems.sort_by(|one, other| order(one).cmp(&order(other)));
        let shares = shares(&read.content);
        let mut figures = Figures::of(&read.content);
        let file_of =
            |section: &str| read.diagnostic(section, String::new(), String::new()).map(|place| place.path);
        let files: Vec<Option<String>> =
            figures.sections.iter().map(|figures| file_of(&figures.section)).collect();
        figures.add(summary(&read.content, &shares));
        let section_files = files.into_iter().map(Option::unwrap_or_default).collect();
        let sections = by_section(&read.content);
        Ok(Self { sections, content: read.content, problems, figures, section_files, shares, left_out })
    }

    fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }

    /// Figures that make the bank unfit.
    fn missed(&self) -> usize {
        self.figures.figures.iter().filter(|figure| figure.is_error()).count()
    }
}

/// By file and place, the worst of an item first.
fn order(problem: &Problem) -> (&str, usize, usize, Severity, Option<&str>, &str) {
    let Diagnostic { path, line, column, message, .. } = &problem.place;
    let rule = problem.broken.as_ref().map(|(rule, _)| rule.id);
    (path, *line, *column, problem.severity, rule, message)
}

/// Reads the files without those that have problems, and without those that then refer to nothing; and names what is left out.
fn sound(files: &[SourceFile], first: Read) -> (Read, Vec<String>) {
    let (mut files, mut read, mut left_out) = (files.to_vec(), first, Vec::new());
    while !read.problems.is_empty() && !files.is_empty() {
        let (bad, good): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| read.problems.iter().any(|problem| problem.path == file.path));
        left_out.extend(bad.into_iter().map(|file| file.path));
        files = good;
        read = self::read(&files, Owner::Shipped, &Content::default());
    }
    (read, left_out)
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
        let outcome = print::print_coverage(&mut out, root.as_deref(), &checked.content);
        print::print_shares(&mut out, &checked.shares)?;
        return outcome;
    }
    // Of a single file only its problems are asked for.
    let is_whole = paths.iter().all(|path| path.is_dir());
    if options.json {
        writeln!(out, "{}", print::as_json(&checked))?;
    } else {
        print::print(&mut out, &checked, is_whole)?;
    }
    let is_unfit = is_whole && checked.missed() > 0;
    if checked.count(Severity::Error) == 0 && !is_unfit { Ok(()) } else { Err(Failure::Reported) }
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
    let list = |content: &Content| check_ids(root, &shown, content, update_ids);
    let mut checked = Checked::of(&files, list, &context)?;
    let wanted: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let is_wanted = |path: &str| wanted.iter().any(|wanted| here.join(path).starts_with(wanted));
    checked.problems.retain(|problem| is_wanted(&problem.place.path));
    let mut files = std::mem::take(&mut checked.section_files).into_iter();
    checked.figures.sections.retain(|_| files.next().is_some_and(|file| is_wanted(&file)));
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
    let missing = ids::unlisted(&list.text, content);
    if let Some(first) = missing.first() {
        let (message, hint) = match missing.len() {
            1 => (format!("`{first}` is not listed"), "`dva check --update-ids` adds it"),
            all => {
                (format!("{all} ids are not listed, `{first}` first"), "`dva check --update-ids` adds them")
            }
        };
        problems.push(list.diagnostic(&(end..end), message, hint));
    }
    Ok(problems)
}

/// Checks a learner's own content against the shipped one. How they write is their own affair.
fn own_content(paths: &[PathBuf]) -> Result<Checked, Failure> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(sources(path)?);
    }
    let Read { content, problems, .. } = read(&files, Owner::Learner, &shipped::content());
    Ok(Checked {
        content,
        problems: problems.into_iter().map(Problem::of_schema).collect(),
        sections: Vec::new(),
        figures: Figures::default(),
        section_files: Vec::new(),
        shares: Vec::new(),
        left_out: Vec::new(),
    })
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
