//! `dva check`: content files, checked without starting anything else.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::content::model::CardBody;
use crate::content::{Content, Diagnostic, Owner, SourceFile, ids, read, shipped};
use crate::env::read_content;
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
    /// Add the ids of new content to `content/ids.txt`
    #[arg(long)]
    update_ids: bool,
}

/// The name of the list of ids, by which a tree of shipped content is known.
const IDS: &str = "ids.txt";

/// Checked content and what is wrong with it.
struct Checked {
    content: Content,
    problems: Vec<Diagnostic>,
}

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    let paths = paths(common, options)?;
    let checked = match paths.iter().find_map(|path| tree_of(path)) {
        Some(root) => shipped_tree(&root, &paths, options.update_ids)?,
        None => own_content(&paths)?,
    };
    let mut out = io::stdout().lock();
    if options.json {
        print_json(&mut out, &checked)?;
    } else {
        for problem in &checked.problems {
            writeln!(out, "{problem}")?;
        }
        print_counts(&mut out, &checked)?;
    }
    if checked.problems.is_empty() { Ok(()) } else { Err(Failure::Reported) }
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

/// The folder that holds `content/ids.txt`, when `path` is inside such a tree.
fn tree_of(path: &Path) -> Option<PathBuf> {
    let absolute = path.canonicalize().ok()?;
    absolute.ancestors().find(|folder| folder.join("content").join(IDS).is_file()).map(Path::to_owned)
}

/// Checks a whole tree of shipped content, since its files refer to each other, and reports on `paths`.
fn shipped_tree(root: &Path, paths: &[PathBuf], update_ids: bool) -> Result<Checked, Failure> {
    let here = std::path::absolute(".")?.canonicalize()?;
    let shown = |path: &Path| path.strip_prefix(&here).unwrap_or(path).to_owned();
    let mut files = Vec::new();
    for folder in ["content", "decks"] {
        let folder = root.join(folder);
        if folder.is_dir() {
            files.extend(sources(&shown(&folder))?);
        }
    }
    let (content, mut problems) = read(&files, Owner::Shipped, &Content::default());
    if problems.is_empty() {
        let list = root.join("content").join(IDS);
        let text = std::fs::read_to_string(&list)?;
        if update_ids {
            std::fs::write(&list, ids::updated(&text, &content))?;
        }
        let list =
            SourceFile { path: shown(&list).display().to_string(), text: std::fs::read_to_string(&list)? };
        problems = ids::vanished(&list, &content);
        let missing = ids::unlisted(&list.text, &content);
        let hint = "`dva check --update-ids` adds it";
        let end = list.text.len();
        problems.extend(
            missing.iter().map(|id| list.diagnostic(&(end..end), format!("`{id}` is not listed"), hint)),
        );
    }
    let wanted: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
    problems.retain(|problem| {
        let place = here.join(&problem.path);
        wanted.iter().any(|path| place.starts_with(path))
    });
    Ok(Checked { content, problems })
}

/// Checks a learner's own content against the shipped one.
fn own_content(paths: &[PathBuf]) -> Result<Checked, Failure> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(sources(path)?);
    }
    let (content, problems) = read(&files, Owner::Learner, &shipped::content());
    Ok(Checked { content, problems })
}

fn sources(path: &Path) -> Result<Vec<SourceFile>, StudyError> {
    read_content(path).map_err(|source| StudyError::Content { path: path.to_owned(), source })
}

/// How much there is of each kind.
fn counts(content: &Content) -> [(&'static str, usize); 9] {
    let cloze = content.cards.iter().filter(|card| matches!(card.body, CardBody::Cloze { .. })).count();
    [
        ("sections", content.sections.len()),
        ("topics", content.topics.len()),
        ("facts", content.facts.len()),
        ("cards", content.cards.len()),
        ("cloze", cloze),
        ("questions", content.questions.len()),
        ("problems", content.problems.len()),
        ("decks", content.decks.len()),
        ("blueprints", content.blueprints.len()),
    ]
}

fn print_counts(out: &mut impl Write, checked: &Checked) -> io::Result<()> {
    let counts: Vec<String> = counts(&checked.content)
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(
            |(what, count)| {
                if *what == "cloze" { format!("{count} of them cloze") } else { format!("{count} {what}") }
            },
        )
        .collect();
    let verdict = match checked.problems.len() {
        0 => "no problems".to_owned(),
        1 => "1 problem".to_owned(),
        n => format!("{n} problems"),
    };
    writeln!(out, "{verdict}: {}", counts.join(", "))
}

fn print_json(out: &mut impl Write, checked: &Checked) -> Result<(), Failure> {
    let problem = |problem: &Diagnostic| {
        let Diagnostic { path, line, column, message, hint } = problem;
        json!({ "path": path, "line": line, "column": column, "message": message, "hint": hint })
    };
    let problems: Vec<_> = checked.problems.iter().map(problem).collect();
    let counts: serde_json::Map<_, _> =
        counts(&checked.content).into_iter().map(|(what, count)| (what.to_owned(), count.into())).collect();
    writeln!(out, "{}", json!({ "problems": problems, "counts": counts }))?;
    Ok(())
}
