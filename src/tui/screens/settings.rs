//! The settings: what to study, kept in the database, and how the tutor looks, kept in `config.toml`.

use chrono::Days;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::text::Line;
use strum::VariantNames;

use crate::config::{self, ThemeChoice};
use crate::schedule::NewOrder;
use crate::settings::{self, Settings};
use crate::study::{Study, StudyError};

use super::super::field::Field;
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::list::{Choice, Panes};
use super::super::view::{Cx, Effect, View};
use super::{Screen, Writing};

/// Rows for what the chosen setting does.
const FOOT: u16 = 2;

/// The longest value, in characters.
const LONGEST: usize = 400;

/// The settings on the screen.
#[derive(Debug, Default)]
pub(in super::super) struct SettingsScreen {
    choice: Choice,
    /// The value that a key asked for.
    wanted: Option<String>,
}

/// One setting, wherever it is kept.
#[derive(Debug, Clone, Copy)]
struct Row {
    key: &'static str,
    help: &'static str,
    is_config: bool,
}

/// All settings, those of `config.toml` last.
fn rows() -> Vec<Row> {
    let study = settings::DEFINITIONS.iter();
    let study = study.map(|definition| Row { key: definition.key, help: definition.help, is_config: false });
    let config = config::DEFINITIONS.iter().map(|&(key, help)| Row { key, help, is_config: true });
    study.chain(config).collect()
}

impl Row {
    fn value(self, cx: &Cx<'_>) -> String {
        if self.is_config {
            return config::get(cx.config, self.key).unwrap_or_default();
        }
        cx.study.settings().get(self.key).unwrap_or_default()
    }

    /// The words that the setting takes; empty when it takes others than these.
    fn words(self, study: &Study) -> Vec<String> {
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        match self.key {
            "exam" => {
                let exams = study.library().content().blueprints.iter().map(|exam| exam.id.to_string());
                exams.chain([String::new()]).collect()
            }
            "new-order" => owned(NewOrder::VARIANTS),
            "unscored" | "extra-time" => owned(&["yes", "no"]),
            "theme" => owned(ThemeChoice::VARIANTS),
            "mouse" => owned(&["true", "false"]),
            _ => Vec::new(),
        }
    }

    /// The value one step up or down; none when there is no such thing.
    fn stepped(self, cx: &Cx<'_>, up: bool) -> Option<String> {
        let value = self.value(cx);
        let words = self.words(cx.study);
        if !words.is_empty() {
            let at = words.iter().position(|word| *word == value).unwrap_or_default();
            let by = if up { 1 } else { words.len() - 1 };
            return words.get((at + by) % words.len()).cloned();
        }
        let number = |step: i64| {
            let value: i64 = value.parse().ok()?;
            Some((if up { value + step } else { value - step }).to_string())
        };
        match self.key {
            "minutes" | "new-per-day" => number(5),
            "rollover" => number(1),
            "retention" => {
                let hundredths = (value.parse::<f32>().ok()? * 100.0).round();
                Some(format!("{:.2}", (hundredths + if up { 1.0 } else { -1.0 }) / 100.0))
            }
            "exam-date" => {
                let today = cx.study.env().now().local_date();
                let date = cx.study.settings().exam_date.unwrap_or(today);
                let one = Days::new(1);
                let date = if up { date.checked_add_days(one) } else { date.checked_sub_days(one) };
                date.map(|date| date.to_string())
            }
            _ => None,
        }
    }
}

impl SettingsScreen {
    fn chosen(&self) -> Option<Row> {
        rows().get(self.choice.at).copied()
    }

    fn step(&mut self, row: Row, cx: &Cx<'_>, up: bool) -> Effect {
        let Some(value) = row.stepped(cx, up) else {
            return Effect::Notify("This one is written: Enter.".to_owned());
        };
        // A number at the end of its range stays there.
        let mut tried: Settings = cx.study.settings().clone();
        if row.is_config {
            return Effect::Configure(row.key, value);
        }
        match tried.set(row.key, &value, cx.study.library()) {
            Ok(()) => {
                self.wanted = Some(value);
                Effect::Act
            }
            Err(error) => Effect::Notify(error.hint().to_owned()),
        }
    }

    fn edit(&mut self, row: Row, cx: &Cx<'_>) -> Effect {
        if !row.words(cx.study).is_empty() {
            return self.step(row, cx, true);
        }
        let field = Field::new(row.value(cx), LONGEST);
        let writing = Writing::new(row.key, row.help, field, move |study, text| {
            study.set(row.key, text)?;
            Ok(Effect::None)
        });
        Effect::open(move |_| Ok(Screen::from(writing)))
    }
}

impl View for SettingsScreen {
    fn context(&self) -> Context {
        Context::Settings
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match (action, self.chosen()) {
            (Action::Back, _) => Effect::Pop,
            (Action::Next, Some(row)) => self.step(row, cx, true),
            (Action::Previous, Some(row)) => self.step(row, cx, false),
            (Action::Edit, Some(row)) => self.edit(row, cx),
            (action, _) => {
                let height = Panes::of(cx.body, 0, FOOT).list.height;
                Effect::changed(self.choice.moved(action, rows().len(), height))
            }
        }
    }

    fn act(&mut self, _: Action, study: &mut Study) -> Result<Effect, StudyError> {
        if let Some((row, value)) = self.chosen().zip(self.wanted.take()) {
            study.set(row.key, &value)?;
        }
        Ok(Effect::Changed)
    }

    fn click(&mut self, position: Position, cx: &Cx<'_>) -> Option<Action> {
        let list = Panes::of(cx.body, 0, FOOT).list;
        self.choice.choose(position, list, rows().len()).then_some(Action::Edit)
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        frame::title(&["Settings"], "", parts.title, buffer, cx.theme);
        let panes = Panes::of(parts.body, 0, FOOT);
        let rows = rows();
        let row = |n: usize| {
            let Some(row) = rows.get(n) else { return Line::default() };
            let value = row.value(cx);
            let value = if value.is_empty() { "–".to_owned() } else { value };
            let width = panes.list.width.saturating_sub(2);
            frame::spread(
                row.key,
                &frame::shorten(&value, usize::from(width).saturating_sub(16)),
                width,
                cx.theme,
            )
        };
        self.choice.render(rows.len(), row, panes.list, buffer, cx.theme);
        let help = self.chosen().map_or("", |row| row.help);
        panes.render_foot(help, buffer, cx.theme);
        panes.render_preview(help, buffer, cx.theme);
    }
}
