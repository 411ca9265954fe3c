//! A text field of one line.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::text::{Line, Span};
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler;
use unicode_width::UnicodeWidthChar;

use super::theme::Theme;

/// The text being written, and where the cursor stands in it.
#[derive(Debug, Clone)]
pub(super) struct Field {
    input: Input,
    /// The longest text, in characters.
    longest: usize,
}

impl Field {
    pub(super) fn new(text: impl Into<String>, longest: usize) -> Self {
        Self { input: Input::new(text.into()), longest }
    }

    /// What was written.
    pub(super) fn text(&self) -> &str {
        self.input.value()
    }

    /// Takes a key: a plain character, or one that edits; whether it did.
    pub(super) fn write(&mut self, key: KeyEvent) -> bool {
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
        // As in a shell: to the beginning, to the end, the word or everything before the cursor away.
        let is_shell = key.modifiers == KeyModifiers::CONTROL
            && matches!(key.code, KeyCode::Char('a' | 'e' | 'w' | 'u' | 'k'));
        if is_character && self.text().chars().count() >= self.longest {
            return true;
        }
        let takes = is_character || is_editing || is_shell;
        if takes {
            self.input.handle_event(&Event::Key(key));
        }
        takes
    }

    /// The text in `width` columns, with the cursor when the field has the focus. A text that is too long scrolls.
    pub(super) fn line(&self, width: u16, has_focus: bool, theme: &Theme) -> Line<'static> {
        if !has_focus {
            return Line::raw(super::frame::shorten(self.text(), usize::from(width)));
        }
        let room = usize::from(width).saturating_sub(1);
        let skip = self.input.visual_scroll(room);
        let mut columns = 0;
        let shown = self.text().chars().skip_while(|c| {
            let skips = columns < skip;
            columns += if skips { c.width().unwrap_or(0) } else { 0 };
            skips
        });
        let mut taken = 0;
        let shown: String = shown
            .take_while(|c| {
                taken += c.width().unwrap_or(0);
                taken <= room
            })
            .collect();
        let at = self.input.visual_cursor().saturating_sub(columns);
        let mut before = String::new();
        let mut rest = String::new();
        for c in shown.chars() {
            let width = unicode_width::UnicodeWidthStr::width(before.as_str());
            if width < at { before.push(c) } else { rest.push(c) }
        }
        Line::from(vec![Span::raw(before), Span::styled("▏", theme.key), Span::raw(rest)])
    }
}
