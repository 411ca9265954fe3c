//! The calculators that a problem may name, and the inputs each takes. Content is checked against this table.

/// A calculator's name and inputs, as problems write them.
#[derive(Debug, Clone, Copy)]
pub struct Calculator {
    /// The name in `calculator = "…"`.
    pub name: &'static str,
    /// Every input, each given or drawn by a problem.
    pub inputs: &'static [&'static str],
}

/// All calculators, by name.
pub const CALCULATORS: &[Calculator] = &[
    Calculator { name: "lambda-concurrency", inputs: &["rate", "duration"] },
    Calculator { name: "lambda-visibility", inputs: &["timeout", "window"] },
    Calculator { name: "rcu", inputs: &["reads", "item", "consistency"] },
    Calculator { name: "wcu", inputs: &["writes", "item", "mode"] },
];

/// Returns the calculator of that name.
pub fn calculator(name: &str) -> Option<&'static Calculator> {
    CALCULATORS.iter().find(|calculator| calculator.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_calculator_takes_something() {
        for (at, one) in CALCULATORS.iter().enumerate() {
            assert!(!one.inputs.is_empty(), "{}", one.name);
            assert!(CALCULATORS.iter().skip(at + 1).all(|other| other.name != one.name), "{}", one.name);
        }
    }
}
