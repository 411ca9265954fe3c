//! Time taken many times over, and the table of promises.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Returns the present on a clock that never goes back.
#[expect(
    clippy::disallowed_methods,
    reason = "a bench measures real time; the tutor takes its clock from `Env`"
)]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Measurements of one thing, sorted.
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Sorts measurements.
    pub(crate) fn new(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }

    /// Does something `runs` times and keeps how long each took.
    pub(crate) fn of(runs: usize, mut act: impl FnMut() -> Result<()>) -> Result<Self> {
        let mut times = Vec::with_capacity(runs);
        for _ in 0..runs {
            let began = now();
            act()?;
            times.push(began.elapsed());
        }
        Ok(Self::new(times))
    }

    /// Returns the time in milliseconds that `percent` of the measurements did not exceed.
    pub(crate) fn ms(&self, percent: usize) -> f64 {
        let at = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(at).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
    }
}

/// One line of the table.
struct Row {
    promise: String,
    number: String,
    measured: String,
    /// Measured ÷ promised; above 1 the promise is missed.
    ratio: Option<f64>,
}

/// The table of promises.
#[derive(Default)]
pub(crate) struct Table(Vec<Row>);

impl Table {
    /// Adds a promise of `at_most` with what was measured, both in `unit`.
    pub(crate) fn at_most(&mut self, promise: impl Into<String>, at_most: f64, measured: f64, unit: &str) {
        self.0.push(Row {
            promise: promise.into(),
            number: format!("≤ {} {unit}", short(at_most)),
            measured: format!("{} {unit}", short(measured)),
            ratio: Some(measured / at_most),
        });
    }

    /// Adds a measurement that no number was promised for.
    pub(crate) fn plain(&mut self, promise: impl Into<String>, measured: impl Into<String>) {
        self.0.push(Row {
            promise: promise.into(),
            number: String::new(),
            measured: measured.into(),
            ratio: None,
        });
    }

    /// Adds a time that no number was promised for.
    pub(crate) fn time(&mut self, promise: impl Into<String>, ms: f64) {
        self.plain(promise, format!("{} ms", short(ms)));
    }

    /// Returns how many promises were missed.
    pub(crate) fn missed(&self) -> usize {
        self.0.iter().filter(|row| row.ratio.is_some_and(|ratio| ratio > 1.0)).count()
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "| promise | number | measured | ratio |\n| --- | --- | --- | --- |")?;
        for Row { promise, number, measured, ratio } in &self.0 {
            let ratio =
                ratio.map(|ratio| format!("{ratio:.2}{}", if ratio > 1.0 { " **missed**" } else { "" }));
            writeln!(f, "| {promise} | {number} | {measured} | {} |", ratio.unwrap_or_default())?;
        }
        Ok(())
    }
}

/// Writes a number with the digits that mean something.
pub(crate) fn short(number: f64) -> String {
    match number.abs() {
        0.0 => "0".to_owned(),
        size if size >= 100.0 || number.fract() == 0.0 => format!("{number:.0}"),
        size if size >= 10.0 => format!("{number:.1}"),
        size if size >= 0.1 => format!("{number:.2}"),
        _ => format!("{number:.4}"),
    }
}
