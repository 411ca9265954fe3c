//! FSRS-6 behind plain types: the `fsrs` crate does the mathematics.

use std::ops::RangeInclusive;

use fsrs::{DEFAULT_PARAMETERS, FSRS, MemoryState};
use thiserror::Error;

/// FSRS-6's default parameters, as the `fsrs` crate ships them.
pub const PARAMETERS: [f32; 21] = DEFAULT_PARAMETERS;

/// Desired retention that the model can work with: at 1.0 its intervals are zero, at 0.0 infinite.
pub const RETENTION_RANGE: RangeInclusive<f32> = 0.70..=0.97;

/// What the model knows of one item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strength {
    /// Days until retrievability falls to 90 %.
    pub stability: f32,
    /// 1 (easy) to 10 (hard).
    pub difficulty: f32,
}

/// The model's answer to one grade.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The item after the grade.
    pub strength: Strength,
    /// Days until retrievability falls to the desired retention, not rounded.
    pub interval: f32,
}

/// Parameters that the model refuses.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("the memory model refuses these parameters: {0}")]
pub struct ModelError(String);

/// FSRS with its parameters and the desired retention.
#[derive(Debug, Clone)]
pub struct Model {
    fsrs: FSRS,
    decay: f32,
    retention: f32,
}

impl Model {
    /// Builds a model; `retention` is brought into [`RETENTION_RANGE`].
    pub fn new(parameters: &[f32; 21], retention: f32) -> Result<Self, ModelError> {
        let fsrs = FSRS::new(parameters).map_err(|error| ModelError(error.to_string()))?;
        let retention = retention.clamp(*RETENTION_RANGE.start(), *RETENTION_RANGE.end());
        Ok(Self { fsrs, decay: parameters[20], retention })
    }

    /// Returns what each grade (Again, Hard, Good, Easy) makes of an item last seen `elapsed` days ago.
    ///
    /// Errors when the strength is none that the model can produce, which only a damaged database holds.
    pub fn steps(&self, before: Option<Strength>, elapsed: u32) -> Result<[Step; 4], ModelError> {
        let before = before.map(|s| MemoryState { stability: s.stability, difficulty: s.difficulty });
        let next =
            self.fsrs.next_states(before, self.retention, elapsed).map_err(|e| ModelError(e.to_string()))?;
        Ok([next.again, next.hard, next.good, next.easy].map(|state| Step {
            strength: Strength { stability: state.memory.stability, difficulty: state.memory.difficulty },
            interval: state.interval,
        }))
    }

    /// Returns the chance, 0 to 1, to recall an item `elapsed` days after it was last seen.
    pub fn retrievability(&self, strength: Strength, elapsed: u32) -> f32 {
        let state = MemoryState { stability: strength.stability, difficulty: strength.difficulty };
        fsrs::current_retrievability(state, elapsed as f32, self.decay)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Golden {
        parameters: std::collections::HashMap<String, [f32; 21]>,
        sequences: Vec<Sequence>,
    }

    #[derive(Deserialize)]
    struct Sequence {
        name: String,
        desired_retention: f32,
        params: String,
        reviews: Vec<Expected>,
    }

    #[derive(Deserialize)]
    struct Expected {
        rating: usize,
        delta_days: u32,
        retrievability_before: Option<f64>,
        stability: f64,
        difficulty: f64,
        interval_raw: f64,
        interval_days: i32,
    }

    /// 43 sequences computed with py-fsrs in double precision; see the head of the file.
    #[test]
    fn agrees_with_the_reference_implementation() {
        let golden: Golden =
            serde_json::from_str(include_str!("../../tests/fixtures/golden_fsrs.json")).unwrap();
        let close = |have: f32, want: f64| (f64::from(have) - want).abs() <= 2e-5 * want.abs().max(1e-9);
        let mut reviews = 0;
        for sequence in &golden.sequences {
            let model = Model::new(&golden.parameters[&sequence.params], sequence.desired_retention).unwrap();
            let mut strength = None;
            for (n, expected) in sequence.reviews.iter().enumerate() {
                let place = format!("{} review {n}", sequence.name);
                if let (Some(before), Some(want)) = (strength, expected.retrievability_before) {
                    assert!(close(model.retrievability(before, expected.delta_days), want), "{place}");
                }
                let step = model.steps(strength, expected.delta_days).unwrap()[expected.rating - 1];
                assert!(close(step.strength.stability, expected.stability), "{place}: {step:?}");
                assert!(close(step.strength.difficulty, expected.difficulty), "{place}: {step:?}");
                assert!(close(step.interval, expected.interval_raw), "{place}: {step:?}");
                assert_eq!(
                    super::super::memory::whole_days(step.interval),
                    expected.interval_days,
                    "{place}"
                );
                strength = Some(step.strength);
                reviews += 1;
            }
        }
        assert_eq!((golden.sequences.len(), reviews), (43, 246));
    }

    #[test]
    fn retention_out_of_range_is_brought_into_it() {
        for (asked, used) in [(1.0, 0.97), (0.0, 0.70), (0.9, 0.9)] {
            let (asked, used) =
                (Model::new(&PARAMETERS, asked).unwrap(), Model::new(&PARAMETERS, used).unwrap());
            assert_eq!(asked.steps(None, 0).unwrap(), used.steps(None, 0).unwrap());
        }
    }
}
