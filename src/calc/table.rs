//! All calculators, by service.

use super::calculator::Calculator;
use super::{
    deployments, dynamodb, gateway, identity, lambda, messaging, network, observability, resilience, storage,
};

/// The calculators of each file.
const GROUPS: &[&[&[Calculator]]] = &[
    dynamodb::ALL,
    lambda::ALL,
    messaging::ALL,
    gateway::ALL,
    storage::ALL,
    network::ALL,
    deployments::ALL,
    resilience::ALL,
    observability::ALL,
    identity::ALL,
];

/// Returns all calculators, those of a service together.
pub fn all() -> impl Iterator<Item = &'static Calculator> + Clone {
    GROUPS.iter().flat_map(|group| group.iter()).flat_map(|calculators| calculators.iter())
}

/// Returns the calculator of that name.
pub fn calculator(name: &str) -> Option<&'static Calculator> {
    all().find(|calculator| calculator.name == name)
}

/// Returns the calculator whose name is nearest to `name`, if any is near.
pub fn nearest(name: &str) -> Option<&'static Calculator> {
    let distance = |calculator: &Calculator| strsim::osa_distance(name, calculator.name);
    let near = all().min_by_key(|calculator| distance(calculator))?;
    (distance(near) <= 1.max(near.name.len() / 3)).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_well_formed() {
        let names: Vec<&str> = all().map(|calculator| calculator.name).collect();
        for (at, name) in names.iter().enumerate() {
            assert!(!names[..at].contains(name), "{name}");
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{name}");
        }
    }

    #[test]
    fn the_nearest_name_is_found() {
        assert_eq!(nearest("rcus").map(|calculator| calculator.name), Some("rcu"));
        assert_eq!(
            nearest("dynamodb-partition").map(|calculator| calculator.name),
            Some("dynamodb-partitions")
        );
        assert!(nearest("weather").is_none());
    }
}
