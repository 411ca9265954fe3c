//! The learner's `config.toml`: theme, mouse and keys. What to study is a setting in the database; this is how the tutor
//! looks and listens.

use std::ops::Range;

use strum::{Display, EnumString, VariantNames};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::content::{At, Diagnostic, Problems, SourceFile, Table, Text};

/// The file's name.
pub const FILE_NAME: &str = "config.toml";

/// Which colours the tutor uses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Display, EnumString, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ThemeChoice {
    /// What suits the terminal: it is asked for its background once the first screen is drawn.
    #[default]
    Auto,
    /// For a dark background, in full colour.
    Dark,
    /// For a light background, in full colour.
    Light,
    /// Black, white and few strong colours.
    Contrast,
    /// The terminal's own sixteen colours.
    Ansi,
}

/// What the file says. Anything it leaves out has its default.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Which colours.
    pub theme: ThemeChoice,
    /// Whether clicks and the wheel are listened to.
    pub mouse: bool,
    /// Keys given to actions, in the order of the file.
    pub keys: Vec<KeyRow>,
}

impl Default for Config {
    fn default() -> Self {
        Self { theme: ThemeChoice::default(), mouse: true, keys: Vec::new() }
    }
}

/// Keys for one action, everywhere or on one screen.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyRow {
    /// The screen, by name, with its place in the file; everywhere when absent.
    pub context: Option<(String, Range<usize>)>,
    /// The action, by name, with its place.
    pub action: (String, Range<usize>),
    /// The keys, as people write them, with their places.
    pub chords: Vec<(String, Range<usize>)>,
}

/// The settings of the file that `dva config` and the Settings screen know, beside the keys.
pub const DEFINITIONS: &[(&str, &str)] = &[
    ("theme", "auto, dark, light, contrast or ansi; NO_COLOR goes before it"),
    ("mouse", "true or false: whether clicks and the wheel are listened to"),
];

/// Reads the file. Everything wrong in it is reported at once; what is wrong has its default.
pub fn read(file: &SourceFile) -> (Config, Vec<Diagnostic>) {
    let mut problems = Problems { file, found: Vec::new() };
    let config = match DeTable::parse(&file.text) {
        Ok(table) => read_table(table.get_ref(), &mut problems),
        Err(error) => {
            problems.report(&error.span().unwrap_or_default(), error.message(), "");
            Config::default()
        }
    };
    (config, problems.found)
}

fn read_table(entries: &DeTable<'_>, problems: &mut Problems<'_>) -> Config {
    let mut table = Table::new(entries, 0..0, FILE_NAME, problems);
    let theme = table.optional_word("theme").unwrap_or_default();
    let mouse = table.flag("mouse");
    let keys = table.entries("keys");
    table.finish(&[]);
    let mut keys: Vec<KeyRow> =
        keys.into_iter().flat_map(|(name, value)| read_keys(name, value, problems)).collect();
    keys.sort_by_key(|row| row.action.1.start);
    Config { theme, mouse: mouse.unwrap_or(true), keys }
}

/// The keys of one action everywhere, or of the actions of one screen.
fn read_keys(name: At<Text>, value: &Spanned<DeValue<'_>>, problems: &mut Problems<'_>) -> Vec<KeyRow> {
    let name = (String::from(name.value), name.span);
    let DeValue::Table(actions) = value.get_ref() else {
        return vec![KeyRow { context: None, action: name, chords: read_chords(value, problems) }];
    };
    let row = |(action, value): (&Spanned<DeString<'_>>, _)| KeyRow {
        context: Some(name.clone()),
        action: (action.get_ref().to_string(), action.span()),
        chords: read_chords(value, problems),
    };
    actions.iter().map(row).collect()
}

/// One key, or a list of them.
fn read_chords(value: &Spanned<DeValue<'_>>, problems: &mut Problems<'_>) -> Vec<(String, Range<usize>)> {
    const EXPECTED: &str = "expected a key such as \"z\" or \"Ctrl-R\", or a list of them";
    let text = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::String(text) => Some((text.to_string(), value.span())),
        _ => None,
    };
    match value.get_ref() {
        DeValue::Array(list) if !list.is_empty() => {
            let chords = list.iter().filter_map(|value| {
                let chord = text(value);
                if chord.is_none() {
                    problems.report(&value.span(), "this is no key", EXPECTED);
                }
                chord
            });
            chords.collect()
        }
        _ => text(value).map_or_else(
            || {
                problems.report(&value.span(), "this is no key", EXPECTED);
                Vec::new()
            },
            |chord| vec![chord],
        ),
    }
}

/// Returns one of [`DEFINITIONS`] as text.
pub fn get(config: &Config, key: &str) -> Option<String> {
    match key {
        "theme" => Some(config.theme.to_string()),
        "mouse" => Some(config.mouse.to_string()),
        _ => None,
    }
}

/// Returns the file's text with one of [`DEFINITIONS`] set, everything else in it kept as it is; an error says what the key
/// takes.
pub fn set(text: &str, key: &str, value: &str) -> Result<String, String> {
    let definition = DEFINITIONS.iter().find(|(name, _)| *name == key);
    let (_, help) = definition.ok_or_else(|| format!("config.toml has no `{key}`"))?;
    let refused = || format!("expected {help}");
    let mut document: toml_edit::DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let mut value = match key {
        "mouse" => toml_edit::Value::from(value.parse::<bool>().map_err(|_| refused())?),
        _ => toml_edit::Value::from(value.parse::<ThemeChoice>().map_err(|_| refused())?.to_string()),
    };
    match document.get_mut(key).and_then(toml_edit::Item::as_value_mut) {
        Some(old) => {
            // A comment behind the value stays.
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => _ = document.insert(key, toml_edit::Item::Value(value)),
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile { path: FILE_NAME.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn an_empty_file_means_the_defaults() {
        assert_eq!(read(&file("")), (Config::default(), Vec::new()));
    }

    #[test]
    fn everything_that_can_be_said_is_read() {
        let text = "theme = \"light\"\nmouse = false\n[keys]\nundo = \"z\"\n[keys.home]\ndrill = [\"x\", \"Enter\"]\n";
        let (config, problems) = read(&file(text));
        assert_eq!(problems, []);
        assert_eq!((config.theme, config.mouse), (ThemeChoice::Light, false));
        let rows: Vec<_> = config
            .keys
            .iter()
            .map(|row| {
                let context = row.context.as_ref().map(|(name, _)| name.as_str());
                let chords: Vec<&str> = row.chords.iter().map(|(chord, _)| chord.as_str()).collect();
                (context, row.action.0.as_str(), chords)
            })
            .collect();
        assert_eq!(rows, [(None, "undo", vec!["z"]), (Some("home"), "drill", vec!["x", "Enter"])]);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_with_its_place() {
        let text = "theme = \"drak\"\nmous = true\nmouse = 1\n[keys]\nundo = 3\nredo = [\"x\", 4]\n";
        let (config, problems) = read(&file(text));
        let told: Vec<String> = problems.iter().map(Diagnostic::to_string).collect();
        for part in [
            "config.toml:1:9: ",
            "config.toml:2:1: ",
            "config.toml:3:9: `mouse` is",
            "config.toml:5:8: this is no key",
            "config.toml:6:14: this is no key",
        ] {
            assert!(told.iter().any(|line| line.starts_with(part)), "{part}: {told:#?}");
        }
        assert_eq!(told.len(), 5, "{told:#?}");
        assert!(told.iter().any(|line| line.contains("dark")), "the themes are named: {told:#?}");
        assert_eq!(config.theme, ThemeChoice::Auto);
    }

    #[test]
    fn a_file_that_is_no_toml_says_where() {
        let (config, problems) = read(&file("theme = \n"));
        assert_eq!(config, Config::default());
        assert!(problems[0].to_string().starts_with("config.toml:1:9: "), "{}", problems[0]);
    }

    #[test]
    fn setting_a_value_keeps_the_rest_of_the_file() {
        let text = "# mine\ntheme = \"dark\" # at night\n\n[keys]\nundo = \"z\"\n";
        let changed = set(text, "theme", "light").unwrap();
        assert!(changed.starts_with("# mine\ntheme = \"light\" # at night\n"), "{changed}");
        assert!(changed.ends_with("[keys]\nundo = \"z\"\n"), "{changed}");
        assert_eq!(read(&file(&set(text, "mouse", "false").unwrap())).0.keys.len(), 1);
        assert_eq!(
            set("", "mouse", "no").unwrap_err(),
            "expected true or false: whether clicks and the wheel are listened to"
        );
        assert!(set("x =", "mouse", "true").is_err());
    }
}
