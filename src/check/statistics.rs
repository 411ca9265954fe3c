//! Two tests by which figures are told from chance.

/// Returns the chance of `hits` or more of `n` when each has the chance `p`: the upper tail of the binomial distribution.
///
/// 66 of 200 at one in four: 0.0069.
pub(super) fn at_least(hits: usize, n: usize, p: f64) -> f64 {
    let mut log_term = n as f64 * (1.0 - p).ln();
    let mut below = 0.0;
    for k in 0..hits.min(n + 1) {
        below += log_term.exp();
        log_term += ((n - k) as f64 / (k + 1) as f64).ln() + (p / (1.0 - p)).ln();
    }
    (1.0 - below).max(0.0)
}

/// Returns chi-square of `counts` against equal shares.
pub(super) fn chi_square(counts: &[usize]) -> f64 {
    let expected = counts.iter().sum::<usize>() as f64 / counts.len().max(1) as f64;
    if expected == 0.0 {
        return 0.0;
    }
    counts.iter().map(|&count| (count as f64 - expected).powi(2) / expected).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guides_shares_of_longest_keys_are_where_the_test_begins_to_fail() {
        for (n, percent) in [(40, 45), (100, 36), (200, 33), (400, 30), (800, 29)] {
            let bound = (1..=n).find(|&hits| at_least(hits, n, 0.25) < 0.01).unwrap();
            let share = 100.0 * bound as f64 / n as f64;
            assert!((share - f64::from(percent)).abs() <= 1.0, "{share} % of {n}, not {percent} %");
        }
    }

    #[test]
    fn tails_of_small_numbers_are_as_worked_by_hand() {
        for (hits, n, chance) in
            [(0, 4, 1.0), (1, 1, 0.25), (4, 4, 1.0 / 256.0), (3, 4, 13.0 / 256.0), (5, 4, 0.0)]
        {
            assert!((at_least(hits, n, 0.25) - chance).abs() < 1e-12, "{hits} of {n}");
        }
    }

    #[test]
    fn even_counts_have_no_chi_square() {
        for even in [[10, 10, 10, 10], [0, 0, 0, 0]] {
            assert!(chi_square(&even).abs() < 1e-12);
        }
        // 40 with 10 expected: 100/10 + 25/10 + 25/10.
        assert!((chi_square(&[20, 5, 5, 10]) - 15.0).abs() < 1e-12);
    }
}
