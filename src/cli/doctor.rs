//! `dva doctor`: checks the file, replays every log, compares.

use std::io::{self, Write};

use clap::Args;

use crate::store::{FILE_NAME, Health, Store, StoreError};
use crate::study::StudyError;

use super::{Common, Failure, Outcome};

/// Check the database
#[derive(Debug, Args)]
#[command(after_help = "Example: dva doctor --rebuild")]
pub(super) struct Options {
    /// Make memory and day totals again from the log of reviews
    #[arg(long)]
    rebuild: bool,
}

/// Ids named one by one; the rest is counted.
const NAMED: usize = 5;

pub(super) fn run(common: &Common, options: &Options) -> Outcome {
    let mut out = io::stdout().lock();
    let mut study = match common.open() {
        Err(Failure::Failed(error)) if is_damage(&error) => return too_damaged(common, &mut out, error),
        study => study?,
    };
    let mut health = study.check()?;
    print(&mut out, &health)?;
    if options.rebuild && health.damage.is_empty() {
        study.rebuild()?;
        writeln!(out, "rebuilt memory and day totals from the log")?;
        health = study.check()?;
        print(&mut out, &health)?;
    }
    if health.is_sound() {
        return Ok(());
    }
    let is_derived = !(health.stale_memory.is_empty() && health.stale_days.is_empty());
    if health.damage.is_empty() && !is_derived {
        writeln!(out, "\nhint: reviews and memory are sound; only the sittings named cannot be shown")?;
    } else if health.damage.is_empty() {
        writeln!(out, "\nhint: `dva doctor --rebuild` makes them again from the log; no review is touched")?;
    } else {
        writeln!(
            out,
            "\nhint: copy the file away before anything writes to it; then restore a backup of yours"
        )?;
    }
    Err(Failure::Reported)
}

fn is_damage(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(StudyError::Store(StoreError::Damaged(_))))
}

/// Says what is damaged in a file that cannot be opened any more.
fn too_damaged(common: &Common, out: &mut impl Write, error: anyhow::Error) -> Outcome {
    let path = common.places()?.data_dir.join(FILE_NAME);
    let damage = Store::damage(&path).unwrap_or_default();
    for line in damage {
        writeln!(out, "damaged: {line}")?;
    }
    Err(Failure::Failed(error))
}

fn print(out: &mut impl Write, health: &Health) -> io::Result<()> {
    for line in &health.damage {
        writeln!(out, "damaged: {line}")?;
    }
    if !health.damage.is_empty() {
        return Ok(());
    }
    writeln!(out, "file: sound")?;
    writeln!(out, "log: {} reviews of {} items, replayed", health.reviews, health.items)?;
    list(out, "memory", &health.stale_memory)?;
    let days: Vec<String> = health.stale_days.iter().map(|day| day.date().to_string()).collect();
    list(out, "day totals", &days)?;
    if health.sittings > 0 {
        writeln!(out, "mock exams and quizzes: {}, replayed", health.sittings)?;
    }
    for broken in &health.broken_sittings {
        writeln!(out, "broken: {broken}")?;
    }
    Ok(())
}

fn list(out: &mut impl Write, what: &str, stale: &[String]) -> io::Result<()> {
    if stale.is_empty() {
        return writeln!(out, "{what}: equal to the log");
    }
    let named = stale.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if stale.len() > NAMED { ", …" } else { "" };
    writeln!(out, "{what}: {} not equal to the log ({named}{more})", stale.len())
}
