//! Subsequence matching, behind one function.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Returns how well the letters of `query` are found in `text`, in their order; `None` when they are not. Every word of the
/// query counts by itself, so that their order does not matter. An empty query fits everything equally.
pub fn score(text: &str, query: &str) -> Option<i64> {
    thread_local! {
        static MATCHER: SkimMatcherV2 = SkimMatcherV2::default().ignore_case();
    }
    MATCHER.with(|matcher| query.split_whitespace().map(|word| matcher.fuzzy_match(text, word)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_order_fit_and_the_order_of_words_does_not_matter() {
        assert_eq!(score("Lambda concurrency", "cnc lmb"), score("Lambda concurrency", "lmb cnc"));
        assert!(score("Lambda concurrency", "conc").is_some());
        assert_eq!(score("Lambda", "lambdx"), None);
        assert_eq!(score("Lambda", "dm"), None);
        assert_eq!(score("anything", ""), Some(0));
    }

    #[test]
    fn letters_together_fit_better_than_letters_apart() {
        assert!(score("Reserved concurrency", "conc") > score("Cards of nightly checks", "conc"));
    }
}
