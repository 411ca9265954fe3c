//! Deployments: traffic that shifts, instances in batches, tasks on instances.

mod batches;
mod tasks;
mod traffic;

use super::calculator::Calculator;

/// All calculators of deployments.
pub(crate) const ALL: &[&[Calculator]] = &[traffic::ALL, batches::ALL, tasks::ALL];
