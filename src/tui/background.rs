//! The terminal's background colour: asked for after the first frame, and its answer told apart from keys.
//!
//! The answer comes in the same stream as keys, and the reader of keys does not know it: it arrives as Alt-] and the
//! characters of the colour. So keys that could belong to an answer are held until it is one, or is none.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The question: "what is your background?", as xterm and nearly all others understand it.
pub(super) const QUESTION: &str = "\x1b]11;?\x1b\\";

/// The longest answer, in characters: `11;rgba:ffff/ffff/ffff/ffff`.
const LONGEST: usize = 28;

/// What an answer begins with.
const LEAD: &str = "11;";

/// Listens for the answer among the keys.
#[derive(Debug, Default)]
pub(super) struct Listener {
    /// Whether an answer may still come.
    waiting: bool,
    /// Events that may be the beginning of one.
    held: Vec<Event>,
    text: String,
}

/// What the listener made of an event.
#[derive(Debug, PartialEq)]
pub(super) enum Heard {
    /// These are keys of the learner's.
    Events(Vec<Event>),
    /// Not known yet.
    Held,
    /// The background is light, or dark.
    Light(bool),
}

impl Listener {
    /// Begins to wait for an answer.
    pub(super) fn asked(&mut self) {
        self.waiting = true;
    }

    /// Takes an event.
    pub(super) fn hear(&mut self, event: Event) -> Heard {
        if !self.waiting {
            return Heard::Events(vec![event]);
        }
        let Event::Key(KeyEvent { code, modifiers, .. }) = event else { return self.give_up(event) };
        let is_alt = modifiers.contains(KeyModifiers::ALT);
        let is_ctrl = modifiers.contains(KeyModifiers::CONTROL);
        match code {
            KeyCode::Char(']') if is_alt && self.held.is_empty() => self.hold(event, None),
            _ if self.held.is_empty() => Heard::Events(vec![event]),
            // It ends with BEL, which arrives as Ctrl-G, or with ESC \, which arrives as Alt-\.
            KeyCode::Char('\\') if is_alt => self.finish(event),
            KeyCode::Char('g') if is_ctrl => self.finish(event),
            KeyCode::Char(c) if !is_alt && !is_ctrl && self.goes_on(c) => self.hold(event, Some(c)),
            _ => self.give_up(event),
        }
    }

    fn goes_on(&self, c: char) -> bool {
        let at = self.text.len();
        match LEAD.chars().nth(at) {
            Some(expected) => c == expected,
            None => at < LONGEST && (c.is_ascii_hexdigit() || "rgba:/#".contains(c)),
        }
    }

    fn hold(&mut self, event: Event, c: Option<char>) -> Heard {
        self.held.push(event);
        self.text.extend(c);
        Heard::Held
    }

    fn finish(&mut self, event: Event) -> Heard {
        match is_light(&self.text) {
            Some(is_light) => {
                *self = Self::default();
                Heard::Light(is_light)
            }
            None => self.give_up(event),
        }
    }

    /// What was held were keys after all.
    fn give_up(&mut self, event: Event) -> Heard {
        self.text.clear();
        let mut events = std::mem::take(&mut self.held);
        events.push(event);
        Heard::Events(events)
    }
}

/// Whether the colour of an answer is light: `11;rgb:ffff/ffff/ffff`.
fn is_light(answer: &str) -> Option<bool> {
    let colour = answer.strip_prefix(LEAD)?;
    let parts = colour.strip_prefix("rgb:").or_else(|| colour.strip_prefix("rgba:"))?;
    let share = |part: &str| {
        let most = 16_f64.powi(i32::try_from(part.len()).ok()?) - 1.0;
        Some(f64::from(u32::from_str_radix(part, 16).ok()?) / most)
    };
    let parts: Vec<f64> = parts.split('/').take(3).map(share).collect::<Option<_>>()?;
    let [r, g, b] = parts.as_slice() else { return None };
    // The weights of brightness as the eye sees it: ITU-R BT.709.
    Some(0.2126 * r + 0.7152 * g + 0.0722 * b > 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(c: char, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    fn plain(text: &str) -> Vec<Event> {
        text.chars().map(|c| key(c, KeyModifiers::NONE)).collect()
    }

    /// The events of an answer, as the reader of keys tells them.
    fn answer(text: &str) -> Vec<Event> {
        let mut events = vec![key(']', KeyModifiers::ALT)];
        events.extend(plain(text));
        events.push(key('\\', KeyModifiers::ALT));
        events
    }

    fn hear_all(events: Vec<Event>) -> (Vec<Event>, Vec<bool>) {
        let mut listener = Listener::default();
        listener.asked();
        let (mut keys, mut answers) = (Vec::new(), Vec::new());
        for event in events {
            match listener.hear(event) {
                Heard::Events(events) => keys.extend(events),
                Heard::Light(light) => answers.push(light),
                Heard::Held => {}
            }
        }
        (keys, answers)
    }

    #[test]
    fn an_answer_is_told_apart_from_the_keys_around_it() {
        let events = [plain("j1"), answer("11;rgb:ffff/fafa/e3e3"), plain("1 ")].concat();
        assert_eq!(hear_all(events), ([plain("j1"), plain("1 ")].concat(), vec![true]));
        assert_eq!(hear_all(answer("11;rgb:28/2c/34")), (Vec::new(), vec![false]));
        assert_eq!(hear_all(answer("11;rgba:0000/0000/0000/ffff")), (Vec::new(), vec![false]));
    }

    #[test]
    fn the_bell_ends_an_answer_too() {
        let mut events = answer("11;rgb:ffff/ffff/ffff");
        *events.last_mut().unwrap() = key('g', KeyModifiers::CONTROL);
        assert_eq!(hear_all(events), (Vec::new(), vec![true]));
    }

    #[test]
    fn what_only_looks_like_an_answer_loses_no_key() {
        for text in [
            "12;rgb:0/0/0",
            "11;what",
            "11;rgb:0/0",
            "11;rgb:/0/0",
            "",
            "11;rgb:ffff/ffff/ffff/ffff/ffff/ffff",
        ] {
            let events = answer(text);
            assert_eq!(hear_all(events.clone()), (events, Vec::new()), "{text}");
        }
        let resized = [vec![key(']', KeyModifiers::ALT)], vec![Event::Resize(1, 2)], plain("x")].concat();
        assert_eq!(hear_all(resized.clone()), (resized, Vec::new()));
    }
}
