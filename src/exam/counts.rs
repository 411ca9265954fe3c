//! Dividing questions over domains, tasks and kinds: largest remainder.

use std::cmp::Reverse;

/// Divides `total` in proportion to `weights` by largest remainder.
///
/// Each share gets the whole part of its quota; what is left goes to the largest remainders, of equal ones to the heavier
/// share, then to the earlier. DVA-C01 (22, 26, 30, 10, 12) of 65: quotas 14.3, 16.9, 19.5, 6.5, 7.8; whole parts 62; the
/// three left go to .9, .8 and, of the two .5, to the heavier: 14, 17, 20, 6, 8. Without any weight nothing is divided.
pub fn apportion(weights: &[u32], total: u16) -> Vec<u16> {
    let sum: u32 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let product = |weight: u32| weight * u32::from(total);
    let mut shares: Vec<u16> = weights.iter().map(|&weight| (product(weight) / sum) as u16).collect();
    let left = total - shares.iter().sum::<u16>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&n| Reverse((product(weights[n]) % sum, weights[n])));
    for &n in order.iter().take(usize::from(left)) {
        shares[n] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_three_blueprints_divide_as_worked_by_hand() {
        let c01 = [22, 26, 30, 10, 12];
        let c02 = [32, 26, 24, 18];
        let c03 = [30, 26, 22, 22];
        for (weights, total, shares) in [
            (&c01[..], 50, &[11, 13, 15, 5, 6][..]),
            (&c01, 65, &[14, 17, 20, 6, 8]),
            (&c01, 20, &[5, 5, 6, 2, 2]),
            (&c02, 50, &[16, 13, 12, 9]),
            (&c02, 65, &[21, 17, 15, 12]),
            (&c02, 20, &[6, 5, 5, 4]),
            (&c03, 50, &[15, 13, 11, 11]),
            (&c03, 65, &[20, 17, 14, 14]),
            (&c03, 40, &[12, 10, 9, 9]),
        ] {
            assert_eq!(apportion(weights, total), shares, "{weights:?} of {total}");
        }
    }

    #[test]
    fn without_weights_there_is_nothing_to_divide() {
        assert!(apportion(&[], 5).is_empty());
        assert_eq!(apportion(&[0, 0], 5), [0, 0]);
    }

    proptest! {
        #[test]
        fn shares_sum_up_and_stay_within_one_of_the_quota(
            weights in prop::collection::vec(0u32..200, 1..12), total in 0u16..300,
        ) {
            let sum: u32 = weights.iter().sum();
            prop_assume!(sum > 0);
            let shares = apportion(&weights, total);
            prop_assert_eq!(shares.iter().sum::<u16>(), total);
            for (&weight, &share) in weights.iter().zip(&shares) {
                let quota = f64::from(weight) * f64::from(total) / f64::from(sum);
                prop_assert!((f64::from(share) - quota).abs() < 1.0, "{share} for {quota}");
            }
        }
    }
}
