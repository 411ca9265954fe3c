//! Exact numbers: fractions of whole numbers. Nothing here rounds unless it is asked to, and a number that no longer fits
//! is known as too large instead of wrapping round.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Sub};

/// A fraction in lowest terms, or a number that was too large to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    numerator: i128,
    /// More than zero; zero marks a number that is too large.
    denominator: i128,
}

/// The most digits before the point that a number may be written with.
const WHOLE_DIGITS: usize = 15;

/// The most digits after the point that a number may be written with.
const PLACES: usize = 6;

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotANumber {
    /// It holds something else than digits, a point and commas between thousands.
    #[error("it is no number")]
    Malformed,
    /// It has more digits than anything that is reckoned with here.
    #[error("it has too many digits")]
    TooLong,
}

/// Returns a whole number as a ratio.
pub(crate) const fn whole(number: i128) -> Ratio {
    Ratio::whole(number)
}

impl Ratio {
    /// 0
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// 1
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };
    /// What arithmetic gives when a number does not fit, or when it divides by zero.
    pub const TOO_LARGE: Self = Self { numerator: 1, denominator: 0 };

    /// Returns a whole number.
    pub const fn whole(number: i128) -> Self {
        Self { numerator: number, denominator: 1 }
    }

    /// Returns `numerator / denominator`; too large when that divides by zero.
    pub fn new(numerator: i128, denominator: i128) -> Self {
        if denominator == 0 {
            return Self::TOO_LARGE;
        }
        if denominator == 1 {
            return Self::whole(numerator);
        }
        let (Some(above), Some(below)) = (numerator.checked_abs(), denominator.checked_abs()) else {
            return Self::TOO_LARGE;
        };
        let divisor = greatest_common_divisor(above, below);
        let sign = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
        Self { numerator: sign * (above / divisor), denominator: below / divisor }
    }

    /// Reads digits with an optional fraction: `80`, `1.5`, `10,000`.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let groups: Vec<&str> = whole.split(',').collect();
        let is_grouped = groups.len() == 1
            || groups.iter().skip(1).all(|group| group.len() == 3) && (1..=3).contains(&groups[0].len());
        let whole: String = groups.concat();
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let ends_in_point = text.contains('.') && fraction.is_empty();
        if !is_grouped || whole.is_empty() || ends_in_point || !all_digits(&whole) || !all_digits(fraction) {
            return Err(NotANumber::Malformed);
        }
        if whole.trim_start_matches('0').len() > WHOLE_DIGITS || fraction.len() > PLACES {
            return Err(NotANumber::TooLong);
        }
        let digits = whole + fraction;
        let places = 10_i128.pow(fraction.len() as u32);
        digits.parse().map(|digits: i128| Self::new(digits, places)).map_err(|_| NotANumber::TooLong)
    }

    /// Whether the number did not fit.
    pub fn is_too_large(self) -> bool {
        self.denominator == 0
    }

    /// Whether it is a whole number.
    pub fn is_whole(self) -> bool {
        self.denominator == 1
    }

    /// Whether it is more than zero.
    pub fn is_positive(self) -> bool {
        self.numerator > 0
    }

    /// Returns the whole number below or at it.
    #[must_use]
    pub fn floor(self) -> Self {
        if self.denominator <= 1 { self } else { Self::whole(self.numerator.div_euclid(self.denominator)) }
    }

    /// Returns the whole number above or at it.
    #[must_use]
    pub fn ceil(self) -> Self {
        if self.denominator <= 1 { self } else { self.floor() + Self::ONE }
    }

    /// Returns the nearest number with so many decimal places, halves rounded up.
    #[must_use]
    pub fn round_to(self, places: u8) -> Self {
        let unit = Self::whole(10_i128.pow(places.into()));
        (self * unit + Self::new(1, 2)).floor() / unit
    }

    /// Returns the smaller of two numbers.
    #[must_use]
    pub fn at_most(self, bound: Self) -> Self {
        self.min(bound)
    }

    /// Returns the greater of two numbers.
    #[must_use]
    pub fn at_least(self, bound: Self) -> Self {
        self.max(bound)
    }

    /// Returns numerator and denominator; `None` when the number is too large.
    pub fn parts(self) -> Option<(i128, i128)> {
        (!self.is_too_large()).then_some((self.numerator, self.denominator))
    }

    /// Returns the whole number when it is one and small enough to count with.
    pub fn to_usize(self) -> Option<usize> {
        self.is_whole().then(|| usize::try_from(self.numerator).ok()).flatten()
    }

    /// Returns the nearest floating-point number, for drawing and for JSON.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Writes it with commas between thousands and at most `places` decimals, the last one rounded: `1,310,720`, `5.5`.
    pub fn written(self, places: u8) -> String {
        let text = self.written_with(places);
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    }

    /// Writes it with exactly `places` decimals: `36.00`.
    pub fn written_with(self, places: u8) -> String {
        if self.is_too_large() {
            return "too large".to_owned();
        }
        let unit = 10_i128.pow(places.into());
        let Some((scaled, _)) = (self.round_to(places) * Self::whole(unit)).parts() else {
            return "too large".to_owned();
        };
        let sign = if scaled < 0 { "-" } else { "" };
        let (whole, fraction) = (scaled.abs() / unit, scaled.abs() % unit);
        let whole = grouped(&whole.to_string());
        if places == 0 {
            return format!("{sign}{whole}");
        }
        format!("{sign}{whole}.{fraction:0width$}", width = places.into())
    }
}

/// Puts a comma between thousands.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn greatest_common_divisor(one: i128, other: i128) -> i128 {
    if let (Ok(mut one), Ok(mut other)) = (u64::try_from(one), u64::try_from(other)) {
        // Almost all numbers are small, and small ones are several times quicker.
        while other != 0 {
            (one, other) = (other, one % other);
        }
        return i128::from(one.max(1));
    }
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}

impl Default for Ratio {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<i64> for Ratio {
    fn from(number: i64) -> Self {
        Self::whole(number.into())
    }
}

impl Add for Ratio {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        if self.is_too_large() || other.is_too_large() {
            return Self::TOO_LARGE;
        }
        let divisor = if self.denominator == 1 || other.denominator == 1 {
            1
        } else {
            greatest_common_divisor(self.denominator, other.denominator)
        };
        let sum = || {
            let one = self.numerator.checked_mul(other.denominator / divisor)?;
            let two = other.numerator.checked_mul(self.denominator / divisor)?;
            let below = (self.denominator / divisor).checked_mul(other.denominator)?;
            Some(Self::new(one.checked_add(two)?, below))
        };
        sum().unwrap_or(Self::TOO_LARGE)
    }
}

impl Sub for Ratio {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        // The numerators stay far from the least number: products are checked, so negating cannot overflow here.
        other.numerator.checked_neg().map_or(Self::TOO_LARGE, |numerator| self + Self { numerator, ..other })
    }
}

impl Mul for Ratio {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        if self.is_too_large() || other.is_too_large() {
            return Self::TOO_LARGE;
        }
        // Crosswise reduction keeps the products small.
        let (one, two) =
            (Self::new(self.numerator, other.denominator), Self::new(other.numerator, self.denominator));
        let product = || {
            let above = one.numerator.checked_mul(two.numerator)?;
            Some(Self { numerator: above, denominator: one.denominator.checked_mul(two.denominator)? })
        };
        product().unwrap_or(Self::TOO_LARGE)
    }
}

impl Div for Ratio {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        if other.is_too_large() || other.numerator == 0 {
            return Self::TOO_LARGE;
        }
        self * Self::new(other.denominator, other.numerator)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    /// What is too large is more than everything else.
    fn cmp(&self, other: &Self) -> Ordering {
        if self.is_too_large() || other.is_too_large() {
            return self.is_too_large().cmp(&other.is_too_large());
        }
        let crosswise = || {
            let one = self.numerator.checked_mul(other.denominator)?;
            Some(one.cmp(&other.numerator.checked_mul(self.denominator)?))
        };
        crosswise().unwrap_or_else(|| {
            // Whole parts first; equal ones leave two fractions below one, whose reciprocals compare the other way round.
            let (mine, theirs) = (self.floor(), other.floor());
            mine.numerator.cmp(&theirs.numerator).then_with(|| {
                let (rest, other_rest) = (*self - mine, *other - theirs);
                match (rest.numerator, other_rest.numerator) {
                    (0, _) | (_, 0) => rest.numerator.cmp(&other_rest.numerator),
                    _ => (Self::ONE / other_rest).cmp(&(Self::ONE / rest)),
                }
            })
        })
    }
}

impl std::iter::Sum for Ratio {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ratio(text: &str) -> Ratio {
        Ratio::parse(text).unwrap()
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, above, below) in
            [("80", 80, 1), ("1.5", 3, 2), ("10,000", 10_000, 1), ("0.000001", 1, 1_000_000), ("007", 7, 1)]
        {
            assert_eq!(ratio(text), Ratio::new(above, below), "{text}");
        }
        for text in ["", ".", "5.", ".5", "1,00", "1,0000", "-1", "+1", "1e3", "1.5.2", "٣", "12 "] {
            assert_eq!(Ratio::parse(text), Err(NotANumber::Malformed), "{text}");
        }
        for text in ["12345678901234567890", "1.1234567"] {
            assert_eq!(Ratio::parse(text), Err(NotANumber::TooLong), "{text}");
        }
    }

    #[test]
    fn numbers_are_written_with_commas_and_rounded_where_asked() {
        let third = Ratio::new(1, 3);
        assert_eq!(Ratio::whole(1_310_720).written(2), "1,310,720");
        assert_eq!(ratio("5.50").written(2), "5.5");
        assert_eq!(third.written(2), "0.33");
        assert_eq!((third + third).written(2), "0.67");
        assert_eq!(Ratio::whole(36).written_with(2), "36.00");
        assert_eq!((Ratio::ZERO - ratio("1.5")).written(0), "-1");
        assert_eq!(ratio("999.999").written(2), "1,000");
        assert_eq!(Ratio::TOO_LARGE.written(2), "too large");
    }

    #[test]
    fn what_does_not_fit_stays_too_large_and_never_wraps() {
        let huge = Ratio::whole(i128::MAX);
        for result in [
            huge + Ratio::ONE,
            huge * Ratio::whole(2),
            Ratio::ZERO - huge - Ratio::whole(2),
            Ratio::ONE / Ratio::ZERO,
            Ratio::TOO_LARGE * Ratio::ZERO,
            Ratio::TOO_LARGE - Ratio::TOO_LARGE,
            Ratio::ONE / Ratio::TOO_LARGE,
            Ratio::new(1, i128::MIN),
        ] {
            assert!(result.is_too_large(), "{result:?}");
        }
        assert!(Ratio::TOO_LARGE > huge);
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_whole_numbers(a in -1_000_i128..1_000, b in 1_i128..1_000, c in -1_000_i128..1_000, d in 1_i128..1_000) {
            let (one, two) = (Ratio::new(a, b), Ratio::new(c, d));
            prop_assert_eq!(one + two, Ratio::new(a * d + c * b, b * d));
            prop_assert_eq!(one - two, Ratio::new(a * d - c * b, b * d));
            prop_assert_eq!(one * two, Ratio::new(a * c, b * d));
            if c != 0 {
                prop_assert_eq!(one / two, Ratio::new(a * d, b * c));
            }
            prop_assert_eq!(one.cmp(&two), (a * d).cmp(&(c * b)));
            prop_assert_eq!(one.floor(), Ratio::whole(a.div_euclid(b)));
            prop_assert_eq!(one.ceil(), Ratio::whole(-((-a).div_euclid(b))));
        }

        #[test]
        fn large_fractions_keep_their_order(a in 1_i128..i128::MAX / 4, b in 1_i128..i128::MAX / 4) {
            // a/b and (a+1)/b differ by too little for floating point, and crosswise products do not fit.
            let (less, more) = (Ratio::new(a, b), Ratio::new(a + 1, b));
            prop_assert!(less < more);
            prop_assert!(more > less);
        }

        #[test]
        fn what_is_written_reads_back(digits in 0_i128..1_000_000_000_000, places in 0_u32..=6) {
            let number = Ratio::new(digits, 10_i128.pow(places));
            prop_assert_eq!(Ratio::parse(&number.written(6)), Ok(number));
        }
    }
}
