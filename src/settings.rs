//! The learner's study settings: names, meaning, allowed values and defaults, in one table.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use strum::VariantNames;
use thiserror::Error;

use crate::content::Library;
use crate::schedule::{Moment, NewOrder, RETENTION_RANGE, Rollover};

/// How a learner studies. Kept in the database, as texts by key.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The blueprint aimed at; all content and today's facts when absent.
    pub exam: Option<String>,
    /// The day of the exam.
    pub exam_date: Option<NaiveDate>,
    /// Minutes of a session.
    pub minutes: u32,
    /// New items a study day.
    pub new_per_day: u32,
    /// In what order new items come.
    pub new_order: NewOrder,
    /// New items only from these sections; from all when empty.
    pub new_sections: Vec<String>,
    /// New items only up to this section of the course.
    pub new_through: Option<String>,
    /// Sections whose less likely items come after everything else that is new.
    pub known_sections: Vec<String>,
    /// The recall that intervals aim at.
    pub retention: f32,
    /// The hour at which a study day begins.
    pub rollover: Rollover,
    /// Whether some questions of a mock exam do not count, hidden among the others.
    pub unscored: bool,
    /// Whether a mock exam has the extra time that non-native speakers are granted.
    pub extra_time: bool,
}

impl Settings {
    /// Returns the minutes that a full mock exam has beyond its blueprint's.
    ///
    /// 30, granted on request to those who take the exam in English and speak another language:
    /// <https://aws.amazon.com/certification/policies/before-testing/>.
    pub fn extra_minutes(&self) -> u16 {
        if self.extra_time { 30 } else { 0 }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            exam: None,
            exam_date: None,
            minutes: 20,
            new_per_day: 20,
            new_order: NewOrder::Weight,
            new_sections: Vec::new(),
            new_through: None,
            known_sections: Vec::new(),
            retention: 0.90,
            rollover: Rollover(4),
            unscored: true,
            extra_time: false,
        }
    }
}

/// A setting's name and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The key: `new-per-day`.
    pub key: &'static str,
    /// What it does, with the values it takes.
    pub help: &'static str,
}

/// All settings, in the order they are listed.
pub const DEFINITIONS: &[Definition] = &[
    Definition {
        key: "exam",
        help: "the exam you aim at: dva-c01, dva-c02 or dva-c03; empty for all content",
    },
    Definition {
        key: "exam-date",
        help: "the day of your exam, as 2026-11-30; empty when it is not set yet",
    },
    Definition { key: "minutes", help: "minutes of a session, 1 to 600" },
    Definition { key: "new-per-day", help: "new items a study day, 0 to 1000" },
    Definition { key: "new-order", help: "weight (what counts most in the exam first) or course" },
    Definition {
        key: "new-sections",
        help: "new items only from these sections, by id and comma; empty for all",
    },
    Definition { key: "new-through", help: "new items only up to this section of the course; empty for all" },
    Definition {
        key: "known-sections",
        help: "sections you know: their less likely items come last; by id and comma",
    },
    Definition { key: "retention", help: "the recall that intervals aim at, 0.70 to 0.97" },
    Definition { key: "rollover", help: "the hour at which a study day begins, 0 to 23" },
    Definition {
        key: "unscored",
        help: "yes: 15 of the 65 questions of a mock exam do not count, as in the exam; or no",
    },
    Definition {
        key: "extra-time",
        help: "yes: a mock exam has the 30 minutes more that non-native speakers are granted; or no",
    },
];

/// A value that a setting does not take, or a setting that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SettingError {
    /// No setting has this name.
    #[error("there is no setting `{key}`")]
    Unknown {
        /// The name asked for.
        key: String,
        /// The settings there are, or the one meant.
        hint: String,
    },
    /// The setting takes other values.
    #[error("`{key}` cannot be `{value}`")]
    Value {
        /// The setting.
        key: &'static str,
        /// The value refused.
        value: String,
        /// What it takes.
        hint: String,
    },
}

impl SettingError {
    /// Returns the way out.
    pub fn hint(&self) -> &str {
        match self {
            Self::Unknown { hint, .. } | Self::Value { hint, .. } => hint,
        }
    }
}

impl Settings {
    /// Returns the definition of a setting.
    pub fn definition(key: &str) -> Result<&'static Definition, SettingError> {
        DEFINITIONS.iter().find(|definition| definition.key == key).ok_or_else(|| {
            let near = |definition: &&Definition| strsim::osa_distance(definition.key, key) <= 2;
            let hint = match DEFINITIONS.iter().find(near) {
                Some(definition) => format!("did you mean `{}`?", definition.key),
                None => "`dva config list` shows all settings".to_owned(),
            };
            SettingError::Unknown { key: key.to_owned(), hint }
        })
    }

    /// Returns a setting's value as text; empty when it is not set.
    pub fn get(&self, key: &str) -> Result<String, SettingError> {
        Ok(match Self::definition(key)?.key {
            "exam" => self.exam.clone().unwrap_or_default(),
            "exam-date" => self.exam_date.map(|date| date.to_string()).unwrap_or_default(),
            "minutes" => self.minutes.to_string(),
            "new-per-day" => self.new_per_day.to_string(),
            "new-order" => self.new_order.to_string(),
            "new-sections" => self.new_sections.join(","),
            "new-through" => self.new_through.clone().unwrap_or_default(),
            "known-sections" => self.known_sections.join(","),
            "retention" => format!("{:.2}", self.retention),
            "unscored" => yes_or_no(self.unscored),
            "extra-time" => yes_or_no(self.extra_time),
            _ => self.rollover.0.to_string(),
        })
    }

    /// Sets a setting from text, or says what it takes and leaves it as it was.
    pub fn set(&mut self, key: &str, value: &str, library: &Library) -> Result<(), SettingError> {
        let definition = Self::definition(key)?;
        let value = value.trim();
        let refuse =
            |hint: String| SettingError::Value { key: definition.key, value: value.to_owned(), hint };
        let content = library.content();
        let known = |all: Vec<&str>, id: &str| {
            if all.contains(&id) {
                Ok(id.to_owned())
            } else {
                Err(refuse(format!("expected one of: {}", all.join(", "))))
            }
        };
        let sections = || content.sections.iter().map(|section| section.id.as_str()).collect();
        match definition.key {
            "exam" => {
                let exams = content.blueprints.iter().map(|blueprint| blueprint.id.as_str()).collect();
                self.exam = optional(value, |id| known(exams, id))?;
            }
            "exam-date" => {
                let hint = || refuse("expected a date such as 2026-11-30, or nothing".to_owned());
                self.exam_date = optional(value, |date| date.parse().map_err(|_| hint()))?;
            }
            "minutes" => self.minutes = number(value, 1..=600).map_err(refuse)?,
            "new-per-day" => self.new_per_day = number(value, 0..=1000).map_err(refuse)?,
            "new-order" => {
                let hint = || refuse(format!("expected one of: {}", NewOrder::VARIANTS.join(", ")));
                self.new_order = value.parse().map_err(|_| hint())?;
            }
            "new-sections" | "known-sections" => {
                let ids = value.split(',').map(str::trim).filter(|id| !id.is_empty());
                let ids = ids.map(|id| known(sections(), id)).collect::<Result<_, _>>()?;
                match definition.key {
                    "new-sections" => self.new_sections = ids,
                    _ => self.known_sections = ids,
                }
            }
            "new-through" => self.new_through = optional(value, |id| known(sections(), id))?,
            "retention" => {
                let retention = value.parse().ok().filter(|retention| RETENTION_RANGE.contains(retention));
                self.retention =
                    retention.ok_or_else(|| refuse("expected a share from 0.70 to 0.97".to_owned()))?;
            }
            "unscored" => self.unscored = is_yes(value).map_err(refuse)?,
            "extra-time" => self.extra_time = is_yes(value).map_err(refuse)?,
            _ => self.rollover = Rollover(number(value, 0..=23).map_err(refuse)? as u8),
        }
        Ok(())
    }

    /// Builds settings from stored texts. What no longer fits (a section that is gone, say) keeps its default.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>, library: &Library) -> Self {
        let mut settings = Self::default();
        for (key, value) in pairs {
            // A value that was sound when it was set and is not today is no reason to refuse to start.
            let _ = settings.set(&key, &value, library);
        }
        settings
    }

    /// Whether the exam is still ahead on the day of `now`.
    pub fn is_exam_ahead(&self, now: Moment) -> bool {
        self.exam_date.is_some_and(|date| date >= now.local_date())
    }
}

fn optional<T>(
    value: &str,
    read: impl FnOnce(&str) -> Result<T, SettingError>,
) -> Result<Option<T>, SettingError> {
    if value.is_empty() { Ok(None) } else { read(value).map(Some) }
}

fn yes_or_no(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

fn is_yes(value: &str) -> Result<bool, String> {
    match value {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("expected yes or no".to_owned()),
    }
}

fn number(value: &str, range: RangeInclusive<u32>) -> Result<u32, String> {
    let expected = format!("expected a whole number from {} to {}", range.start(), range.end());
    value.parse().ok().filter(|number| range.contains(number)).ok_or(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_reads_back_what_it_was_set_to() {
        let library = crate::content::shipped::library();
        let values = [
            ("exam", "dva-c02"),
            ("exam-date", "2026-11-30"),
            ("minutes", "5"),
            ("new-per-day", "0"),
            ("new-order", "course"),
            ("new-sections", "lambda"),
            ("new-through", "lambda"),
            ("known-sections", "lambda"),
            ("retention", "0.85"),
            ("rollover", "0"),
            ("unscored", "no"),
            ("extra-time", "yes"),
        ];
        assert_eq!(
            values.map(|(key, _)| key).to_vec(),
            DEFINITIONS.iter().map(|d| d.key).collect::<Vec<_>>()
        );
        let mut settings = Settings::default();
        for (key, value) in values {
            settings.set(key, value, &library).unwrap();
            assert_eq!(settings.get(key).unwrap(), value);
        }
        let pairs = values.map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(Settings::from_pairs(pairs, &library), settings);
    }

    #[test]
    fn values_out_of_range_are_refused_with_what_would_be_right() {
        let library = crate::content::shipped::library();
        let mut settings = Settings::default();
        for (key, value, hint) in [
            ("exam", "dva-c04", "dva-c01, dva-c02, dva-c03"),
            ("exam-date", "2026-02-30", "2026-11-30"),
            ("minutes", "0", "1 to 600"),
            ("minutes", "601", "1 to 600"),
            ("retention", "0.69", "0.70 to 0.97"),
            ("retention", "NaN", "0.70 to 0.97"),
            ("rollover", "24", "0 to 23"),
            ("unscored", "maybe", "yes or no"),
            ("new-sections", "lambda,lamda", "lambda"),
            ("minuts", "5", "did you mean `minutes`?"),
        ] {
            let error = settings.set(key, value, &library).unwrap_err();
            assert!(error.hint().contains(hint), "{key}={value}: {}", error.hint());
        }
        assert_eq!(settings, Settings::default());
    }
}
