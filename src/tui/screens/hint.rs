//! A line to write: the learner's own hint for the current item of the drill below.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler;

use super::super::app::{Cx, Effect, View};
use super::super::frame::{self, Parts};
use super::super::keymap::{Action, Context};
use super::super::page;

/// The longest hint, in characters: a line or two on the card.
const LONGEST: usize = 200;

/// The hint being written.
#[derive(Debug)]
pub(in super::super) struct HintScreen {
    input: Input,
}

impl HintScreen {
    /// Begins with the hint there is.
    pub(in super::super) fn new(hint: Option<String>) -> Self {
        Self { input: Input::new(hint.unwrap_or_default()) }
    }
}

impl View for HintScreen {
    fn context(&self) -> Context {
        Context::Writing
    }

    fn write(&mut self, key: KeyEvent) -> bool {
        let is_plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let is_character = is_plain && matches!(key.code, KeyCode::Char(_));
        let is_editing = matches!(
            key.code,
            KeyCode::Backspace
                | KeyCode::Delete
                | KeyCode::Left
                | KeyCode::Right
                | KeyCode::Home
                | KeyCode::End
        );
        if is_character && self.input.value().chars().count() >= LONGEST {
            return true;
        }
        if is_character || is_editing {
            self.input.handle_event(&Event::Key(key));
        }
        is_character || is_editing
    }

    fn update(&mut self, action: Action, _: &Cx<'_>) -> Effect {
        match action {
            Action::Keep => Effect::KeepHint(self.input.value().to_owned()),
            Action::Back => Effect::Pop,
            _ => Effect::None,
        }
    }

    fn render(&self, parts: &Parts, buffer: &mut Buffer, cx: &Cx<'_>) {
        frame::title(&["A hint of your own"], "", parts.title, buffer, cx.theme);
        let column = frame::column(parts.body);
        let above =
            page::set("What makes you remember it? It is shown with the question.", column.width, cx.theme);
        for (line, row) in above.iter().zip(column.rows().skip(1)) {
            line.render(row, buffer);
        }
        let row = Rect { y: column.y + above.len() as u16 + 2, height: 1, ..column }.intersection(column);
        let room = usize::from(row.width.saturating_sub(1));
        let scroll = self.input.visual_scroll(room);
        let shown: String = self.input.value().chars().skip(scroll).take(room).collect();
        let cursor = self.input.cursor().saturating_sub(scroll);
        let (before, after): (String, String) =
            (shown.chars().take(cursor).collect(), shown.chars().skip(cursor).collect());
        let line = [Span::raw(before), Span::styled("▏", cx.theme.key), Span::raw(after)];
        Line::from(line.to_vec()).render(row, buffer);
    }
}
