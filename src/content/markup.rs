//! The small Markdown of content: paragraphs, lists, tables, fenced code; `code` and **strong** inside them.

/// A piece of text that is set as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Lines that flow together.
    Paragraph(Vec<Run>),
    /// One point of a list.
    Point {
        /// `•` or `1.`
        marker: String,
        /// 0 for the outer list.
        depth: usize,
        /// Its text.
        runs: Vec<Run>,
    },
    /// A table with a row of headings.
    Table {
        /// The headings.
        head: Vec<Vec<Run>>,
        /// The rows, each as long as the headings.
        rows: Vec<Vec<Vec<Run>>>,
    },
    /// Code, kept as it is.
    Code(Vec<String>),
}

/// Text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Whether it is set as strong.
    pub strong: bool,
    /// Whether it is set as code.
    pub code: bool,
}

/// Splits a text into blocks, or says what is wrong with it.
pub fn parse(text: &str) -> Result<Vec<Block>, String> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        if trimmed.starts_with("```") {
            let mut code = Vec::new();
            loop {
                let line = lines.next().ok_or("a code fence is not closed: add ```")?;
                if line.trim() == "```" {
                    break;
                }
                code.push(line.trim_end().to_owned());
            }
            blocks.push(Block::Code(code));
        } else if trimmed.starts_with('|') {
            let mut rows = vec![trimmed];
            while let Some(row) = lines.next_if(|line| line.trim_start().starts_with('|')) {
                rows.push(row.trim());
            }
            blocks.push(table(&rows)?);
        } else if trimmed.starts_with('#') && trimmed.trim_start_matches('#').starts_with(' ') {
            return Err(format!("headings are not used inside a text: {trimmed}"));
        } else {
            let point = point(line);
            let mut flow = point.as_ref().map_or(trimmed, |(_, _, text)| text).to_owned();
            while let Some(more) = lines.next_if(|line| continues(line)) {
                flow.push(' ');
                flow.push_str(more.trim());
            }
            let runs = inline(&flow)?;
            blocks.push(match point {
                Some((marker, depth, _)) => Block::Point { marker, depth, runs },
                None => Block::Paragraph(runs),
            });
        }
    }
    Ok(blocks)
}

/// Whether a line flows on from the one before.
fn continues(line: &str) -> bool {
    let trimmed = line.trim();
    !(trimmed.is_empty() || trimmed.starts_with('|') || trimmed.starts_with("```") || point(line).is_some())
}

/// Returns the first paragraph of a text in one line, without marks: for a row of a list.
pub fn headline(text: &str) -> String {
    // What comes after the first empty line cannot change it.
    let whole = text.trim_start().split("\n\n").next().unwrap_or_default();
    match parse(whole).unwrap_or_default().first() {
        Some(Block::Paragraph(runs) | Block::Point { runs, .. }) => {
            runs.iter().map(|run| run.text.as_str()).collect()
        }
        _ => whole.lines().next().unwrap_or_default().trim().to_owned(),
    }
}

/// The marker, depth and text of a line that begins a point of a list.
fn point(line: &str) -> Option<(String, usize, &str)> {
    let trimmed = line.trim_start();
    let depth = (line.len() - trimmed.len()) / 2;
    if let Some(text) = trimmed.strip_prefix("- ") {
        return Some(("•".to_owned(), depth, text.trim()));
    }
    let (number, text) = trimmed.split_once(". ")?;
    let is_number = !number.is_empty() && number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| (format!("{number}."), depth, text.trim()))
}

fn table(lines: &[&str]) -> Result<Block, String> {
    let cells = |line: &str| -> Result<Vec<Vec<Run>>, String> {
        let inner = line.strip_prefix('|').and_then(|line| line.strip_suffix('|'));
        let inner = inner.ok_or_else(|| format!("a table row must begin and end with |: {line}"))?;
        split_cells(inner).iter().map(|cell| inline(cell.trim())).collect()
    };
    let [head, rule, rows @ ..] = lines else {
        return Err("a table needs a row of headings, then |---|, then rows".to_owned());
    };
    if !rule.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) {
        return Err(format!("the second row of a table must be |---|, found {rule}"));
    }
    let head = cells(head)?;
    let rows = rows.iter().map(|row| cells(row)).collect::<Result<Vec<_>, _>>()?;
    if rows.is_empty() {
        return Err("a table has no rows".to_owned());
    }
    match rows.iter().find(|row| row.len() != head.len()) {
        Some(row) => Err(format!("a table row has {} cells, its headings {}", row.len(), head.len())),
        None => Ok(Block::Table { head, rows }),
    }
}

/// Splits a row at the bars that are not inside `code`.
fn split_cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut in_code = false;
    for c in row.chars() {
        in_code ^= c == '`';
        if c == '|' && !in_code {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(c);
        }
    }
    cells
}

/// Splits flowing text at the marks of `code` and **strong**.
fn inline(text: &str) -> Result<Vec<Run>, String> {
    let mut runs = Vec::new();
    let mut run = Run { text: String::new(), strong: false, code: false };
    let mut chars = text.chars().peekable();
    let mut turn = |run: &mut Run, strong: bool, code: bool| {
        let done = std::mem::replace(run, Run { text: String::new(), strong, code });
        if !done.text.is_empty() {
            runs.push(done);
        }
    };
    while let Some(c) = chars.next() {
        if c == '`' {
            let (strong, code) = (run.strong, !run.code);
            turn(&mut run, strong, code);
        } else if c == '*' && !run.code && chars.next_if_eq(&'*').is_some() {
            let strong = !run.strong;
            turn(&mut run, strong, false);
        } else {
            run.text.push(c);
        }
    }
    if let Some(word) = starred(text) {
        return Err(format!("*{word}* is shown with its asterisks; write **{word}** or leave them out"));
    }
    if run.code {
        return Err(format!("`code` is not closed in: {text}"));
    }
    if run.strong {
        return Err(format!("**strong** is not closed in: {text}"));
    }
    turn(&mut run, false, false);
    Ok(runs)
}

/// Returns what stands between two single asterisks outside `code`: elsewhere a mark, here none.
fn starred(text: &str) -> Option<&str> {
    let plain = text.split('`').step_by(2);
    plain.flat_map(|text| text.split("**")).find_map(|part| {
        let (before, rest) = part.split_once('*')?;
        let (word, after) = rest.split_once('*')?;
        let opens = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let closes = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
        let is_word = !word.is_empty() && !word.starts_with(' ') && !word.ends_with(' ');
        (opens && closes && is_word).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, strong: bool, code: bool) -> Run {
        Run { text: text.into(), strong, code }
    }

    #[test]
    fn inline_styles_nest_code_in_strong() {
        assert_eq!(
            inline("a **b `c`** `d**`").unwrap(),
            [
                run("a ", false, false),
                run("b ", true, false),
                run("c", true, true),
                run(" ", false, false),
                run("d**", false, true)
            ]
        );
        assert!(inline("`s3:*` on *, and `ec2:*`").is_ok(), "asterisks of policies are no marks");
        assert_eq!(inline("5 * 3 * 2").unwrap(), [run("5 * 3 * 2", false, false)]);
    }

    #[test]
    fn blocks_are_told_apart() {
        let text = "One\ntwo\n\n- a\n  more\n  - b\n1. c\n\n| h | `a|b` |\n|---|:-:|\n| 1 | 2 |\n```json\n{ **x** }\n```\nend";
        let blocks = parse(text).unwrap();
        let plain = |text: &str| vec![run(text, false, false)];
        let point = |marker: &str, depth, text: &str| Block::Point {
            marker: marker.into(),
            depth,
            runs: plain(text),
        };
        assert_eq!(
            blocks,
            [
                Block::Paragraph(plain("One two")),
                point("•", 0, "a more"),
                point("•", 1, "b"),
                point("1.", 0, "c"),
                Block::Table {
                    head: vec![plain("h"), vec![run("a|b", false, true)]],
                    rows: vec![vec![plain("1"), plain("2")]]
                },
                Block::Code(vec!["{ **x** }".into()]),
                Block::Paragraph(plain("end")),
            ]
        );
    }

    #[test]
    fn a_headline_is_the_first_paragraph_without_marks() {
        for (text, headline) in [
            ("How **large** can\na `/tmp` be?\n\nMore.", "How large can a /tmp be?"),
            ("- one\n- two", "one"),
            ("\n\nLate", "Late"),
            ("```\ncode", "```"),
            ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |"),
            ("an `open code", "an `open code"),
            ("", ""),
        ] {
            assert_eq!(super::headline(text), headline, "{text}");
        }
    }

    #[test]
    fn faults_are_named() {
        for (text, part) in [
            ("```\nx", "fence"),
            ("| a |\n|---|", "no rows"),
            ("| a |", "needs a row of headings"),
            ("| a |\n| b |\n| c |", "second row"),
            ("| a | b |\n|---|---|\n| c |", "1 cells"),
            ("| a\n|---|\n| c |", "begin and end"),
            ("an `open", "`code` is not closed"),
            ("an **open", "**strong** is not closed"),
            ("# Heading", "headings"),
            ("a *word* stands", "*word* is shown with its asterisks"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
