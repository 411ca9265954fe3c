//! Cloze deletions in Anki's notation: `{{c1::answer}}`, or `{{c1::answer::hint}}`.

/// A run of a cloze sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Run<'a> {
    Text(&'a str),
    Deletion { number: u8, answer: &'a str, hint: Option<&'a str> },
}

/// Returns the numbers of the deletions, ascending and without repeats, or says what is wrong.
pub fn numbers(text: &str) -> Result<Vec<u8>, String> {
    let runs = runs(text)?;
    let mut in_code = false;
    let mut in_strong = false;
    let mut numbers = Vec::new();
    for run in &runs {
        match run {
            Run::Text(text) => {
                in_code ^= text.matches('`').count() % 2 == 1;
                in_strong ^= text.matches("**").count() % 2 == 1;
            }
            Run::Deletion { number, answer, hint } => {
                if let Some(hint) = hint.filter(|_| in_code) {
                    return Err(format!(
                        "c{number} hides {answer} and hints at {hint}: inside `code` the second `::` is taken for a hint"
                    ));
                }
                if in_strong || answer.contains("**") {
                    return Err(format!("c{number} touches **strong**, which marks the answer"));
                }
                if in_code && answer.contains('`') {
                    return Err(format!("c{number} holds a backtick inside `code`"));
                }
                numbers.push(*number);
            }
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() {
        return Err("no deletion: write {{c1::answer}}".to_owned());
    }
    if !numbers.iter().zip(1..).all(|(&have, want)| have == want) {
        return Err("deletions must be numbered c1, c2, … without a gap".to_owned());
    }
    Ok(numbers)
}

/// Returns the sentence with deletion `number` hidden and the others shown.
pub fn front(text: &str, number: u8) -> String {
    render(text, number, |hint| hint.map_or_else(|| "[…]".to_owned(), |hint| format!("[{hint}]")))
}

/// Returns the sentence with the answer of deletion `number` in strong.
pub fn back(text: &str, number: u8) -> String {
    let mut shown = String::new();
    let mut in_code = false;
    for run in runs(text).unwrap_or_default() {
        match run {
            Run::Text(text) => {
                in_code ^= text.matches('`').count() % 2 == 1;
                shown.push_str(text);
            }
            Run::Deletion { number: n, answer, .. } if n == number => {
                // Inside `code` the marks of strong would be shown as they are: close the code around them.
                let marks = if in_code { ["`**`", "`**`"] } else { ["**", "**"] };
                shown.extend([marks[0], answer, marks[1]]);
            }
            Run::Deletion { answer, .. } => shown.push_str(answer),
        }
    }
    shown
}

/// Returns the sentence with nothing hidden; a text without deletions as it is.
pub fn shown(text: &str) -> String {
    if numbers(text).is_ok() { render(text, 0, |_| String::new()) } else { text.to_owned() }
}

/// Returns the answers that deletion `number` hides.
pub fn answers(text: &str, number: u8) -> Vec<&str> {
    let hidden = |run| match run {
        Run::Deletion { number: n, answer, .. } if n == number => Some(answer),
        _ => None,
    };
    runs(text).unwrap_or_default().into_iter().filter_map(hidden).collect()
}

fn render(text: &str, number: u8, blank: impl Fn(Option<&str>) -> String) -> String {
    let shown = |run| match run {
        Run::Deletion { number: n, hint, .. } if n == number => blank(hint),
        Run::Deletion { answer, .. } => answer.to_owned(),
        Run::Text(text) => text.to_owned(),
    };
    runs(text).unwrap_or_default().into_iter().map(shown).collect()
}

fn runs(text: &str) -> Result<Vec<Run<'_>>, String> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once("{{") {
        let (inside, after) = opened.split_once("}}").ok_or("a deletion is not closed: add }}")?;
        let mut parts = inside.splitn(3, "::");
        let number = parts
            .next()
            .and_then(|c| c.strip_prefix('c')?.parse::<u8>().ok())
            .filter(|&n| n > 0)
            .ok_or_else(|| format!("expected {{{{c1::answer}}}}, found {{{{{inside}}}}}"))?;
        let answer = parts
            .next()
            .filter(|a| !a.trim().is_empty())
            .ok_or_else(|| format!("c{number} has no answer: write {{{{c{number}::answer}}}}"))?;
        if before.contains("}}") {
            return Err("}} without {{".to_owned());
        }
        if inside.contains("{{") {
            return Err(format!("c{number} holds another deletion"));
        }
        if !before.is_empty() {
            runs.push(Run::Text(before));
        }
        runs.push(Run::Deletion { number, answer, hint: parts.next() });
        rest = after;
    }
    if rest.contains("}}") {
        return Err("}} without {{".to_owned());
    }
    if !rest.is_empty() {
        runs.push(Run::Text(rest));
    }
    Ok(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RCU: &str = "One RCU is one {{c1::strongly}} consistent read of up to {{c2::4 KB::size}}.";

    #[test]
    fn hides_one_number_and_shows_the_others() {
        assert_eq!(numbers(RCU), Ok(vec![1, 2]));
        assert_eq!(front(RCU, 1), "One RCU is one […] consistent read of up to 4 KB.");
        assert_eq!(front(RCU, 2), "One RCU is one strongly consistent read of up to [size].");
        assert_eq!(back(RCU, 2), "One RCU is one strongly consistent read of up to **4 KB**.");
    }

    #[test]
    fn one_number_may_hide_two_places() {
        assert_eq!(front("{{c1::a}} and {{c1::b}}", 1), "[…] and […]");
    }

    #[test]
    fn code_stays_code_around_an_answer() {
        assert_eq!(back("`aws lambda {{c1::invoke}} x`", 1), "`aws lambda `**`invoke`**` x`");
    }

    #[test]
    fn faults_are_named() {
        for (text, part) in [
            ("no deletion", "no deletion"),
            ("{{c1::open", "not closed"),
            ("{{1::x}}", "expected {{c1::answer}}"),
            ("{{c0::x}}", "expected {{c1::answer}}"),
            ("{{c1::}}", "has no answer"),
            ("{{c2::x}}", "without a gap"),
            ("**a {{c1::x}} b**", "strong"),
            ("a }} {{c1::x}}", "}} without {{"),
            ("{{c1::x}} b}}", "}} without {{"),
            ("{{c1::a {{c2::b}} }}", "another deletion"),
            ("`{{c1::Fn::Join}}`", "taken for a hint"),
        ] {
            let error = numbers(text).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
