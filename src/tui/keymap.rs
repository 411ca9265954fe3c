//! One table of keys, from which dispatch, footer, help and the README's key table come.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use strum::IntoEnumIterator;

/// Which rows of the table apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter, strum::Display)]
pub(super) enum Context {
    /// Everywhere.
    #[strum(to_string = "Everywhere")]
    Global,
    /// Home.
    Home,
    /// A drill that shows the topic before its first item.
    #[strum(to_string = "Drill: a new topic")]
    DrillTopic,
    /// A drill that shows the front.
    #[strum(to_string = "Drill: the question")]
    DrillFront,
    /// A drill that shows the back too.
    #[strum(to_string = "Drill: the answer")]
    DrillBack,
    /// The end of a drill.
    Summary,
    /// A text to read: a topic, sources, help.
    Reading,
    /// A line to write: a hint.
    Writing,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter)]
pub(super) enum Action {
    Quit,
    SuspendProcess,
    Help,
    Back,
    StartDrill,
    GoOn,
    Reveal,
    Again,
    Hard,
    Good,
    Easy,
    Known,
    Topic,
    Sources,
    Undo,
    Redo,
    SuspendItem,
    BuryItem,
    Hint,
    Keep,
    Up,
    Down,
    PageUp,
    PageDown,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Chord {
    code: KeyCode,
    ctrl: bool,
}

impl Chord {
    const fn key(code: KeyCode) -> Self {
        Self { code, ctrl: false }
    }

    const fn char(c: char) -> Self {
        Self::key(KeyCode::Char(c))
    }

    const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: true }
    }
}

impl From<KeyEvent> for Chord {
    fn from(key: KeyEvent) -> Self {
        // Shift is part of the character that was typed.
        Self { code: key.code, ctrl: key.modifiers.contains(KeyModifiers::CONTROL) }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            KeyCode::Char(' ') => write!(f, "Space"),
            KeyCode::Char(c) if self.ctrl => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::PageUp => write!(f, "PgUp"),
            KeyCode::PageDown => write!(f, "PgDn"),
            KeyCode::Up => write!(f, "↑"),
            KeyCode::Down => write!(f, "↓"),
            other => write!(f, "{other}"),
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Binding {
    /// Where it applies.
    pub(super) context: Context,
    /// The keys; the first is shown in the footer.
    pub(super) chords: &'static [Chord],
    /// What they do.
    pub(super) action: Action,
    /// What that is, in a few words.
    pub(super) help: &'static str,
    /// The word in the footer; none when it is left to the help.
    pub(super) hint: Option<&'static str>,
}

const fn row(
    context: Context,
    chords: &'static [Chord],
    action: Action,
    help: &'static str,
    hint: Option<&'static str>,
) -> Binding {
    Binding { context, chords, action, help, hint }
}

const ENTER: Chord = Chord::key(KeyCode::Enter);
const SPACE: Chord = Chord::char(' ');
const UP: &[Chord] = &[Chord::key(KeyCode::Up), Chord::char('k')];
const DOWN: &[Chord] = &[Chord::key(KeyCode::Down), Chord::char('j')];
const PAGE_UP: &[Chord] = &[Chord::key(KeyCode::PageUp)];
const PAGE_DOWN: &[Chord] = &[Chord::key(KeyCode::PageDown)];
const T: &[Chord] = &[Chord::char('t')];
const S: &[Chord] = &[Chord::char('s')];
const U: &[Chord] = &[Chord::char('u')];
const REDO: &[Chord] = &[Chord::char('U')];
const KNOWN: &[Chord] = &[Chord::char('i')];
const SUSPEND: &[Chord] = &[Chord::char('@')];
const BURY: &[Chord] = &[Chord::char('-')];
const HINT: &[Chord] = &[Chord::char('n')];

use Action as A;
use Context as C;

/// All keys. In each context the footer shows the rows with a hint, in this order.
#[rustfmt::skip]
pub(super) const BINDINGS: &[Binding] = &[
    row(C::Home, &[ENTER, Chord::char('d')], A::StartDrill, "drill what is due and what is new", Some("drill")),
    row(C::Home, U, A::Undo, "take back the last answer, whenever it was given", Some("undo")),
    row(C::Home, REDO, A::Redo, "give an answer again that was taken back", None),

    row(C::DrillTopic, &[SPACE, ENTER], A::GoOn, "read on; at the end, go on to the question", Some("go on")),
    row(C::DrillTopic, S, A::Sources, "show the pages it rests on", Some("sources")),
    row(C::DrillTopic, U, A::Undo, "take back the last answer, whenever it was given", Some("undo")),
    row(C::DrillTopic, REDO, A::Redo, "give an answer again that was taken back", None),
    row(C::DrillTopic, UP, A::Up, "scroll up", None),
    row(C::DrillTopic, DOWN, A::Down, "scroll down", None),
    row(C::DrillTopic, PAGE_UP, A::PageUp, "a page up", None),
    row(C::DrillTopic, PAGE_DOWN, A::PageDown, "a page down", None),

    row(C::DrillFront, &[SPACE, ENTER], A::Reveal, "show the answer", Some("answer")),
    row(C::DrillFront, T, A::Topic, "read the topic", Some("topic")),
    row(C::DrillFront, U, A::Undo, "take back the last answer, whenever it was given", Some("undo")),
    row(C::DrillFront, REDO, A::Redo, "give an answer again that was taken back", None),
    row(C::DrillFront, KNOWN, A::Known, "I know this new item: ask once more in a week, then far out", Some("I know this")),
    row(C::DrillFront, S, A::Sources, "show the pages it rests on", None),
    row(C::DrillFront, SUSPEND, A::SuspendItem, "suspend this item: do not ask it again", None),
    row(C::DrillFront, BURY, A::BuryItem, "bury this item until tomorrow", None),
    row(C::DrillFront, HINT, A::Hint, "write a hint of your own, shown with the question", None),
    row(C::DrillFront, UP, A::Up, "scroll up", None),
    row(C::DrillFront, DOWN, A::Down, "scroll down", None),
    row(C::DrillFront, PAGE_UP, A::PageUp, "a page up", None),
    row(C::DrillFront, PAGE_DOWN, A::PageDown, "a page down", None),

    row(C::DrillBack, &[Chord::char('1')], A::Again, "Again: not recalled; it comes back in this session", None),
    row(C::DrillBack, &[Chord::char('2')], A::Hard, "Hard: recalled with effort, which is still a pass", None),
    row(C::DrillBack, &[Chord::char('3'), SPACE, ENTER], A::Good, "Good: recalled", None),
    row(C::DrillBack, &[Chord::char('4')], A::Easy, "Easy: recalled at once", None),
    row(C::DrillBack, T, A::Topic, "read the topic", Some("topic")),
    row(C::DrillBack, S, A::Sources, "show the pages it rests on", Some("sources")),
    row(C::DrillBack, U, A::Undo, "take back the last answer, whenever it was given", Some("undo")),
    row(C::DrillBack, REDO, A::Redo, "give an answer again that was taken back", None),
    row(C::DrillBack, SUSPEND, A::SuspendItem, "suspend this item: do not ask it again", None),
    row(C::DrillBack, BURY, A::BuryItem, "bury this item until tomorrow", None),
    row(C::DrillBack, HINT, A::Hint, "write a hint of your own, shown with the question", None),
    row(C::DrillBack, UP, A::Up, "scroll up", None),
    row(C::DrillBack, DOWN, A::Down, "scroll down", None),
    row(C::DrillBack, PAGE_UP, A::PageUp, "a page up", None),
    row(C::DrillBack, PAGE_DOWN, A::PageDown, "a page down", None),

    row(C::Summary, &[ENTER, SPACE], A::Back, "back to Home", Some("home")),
    row(C::Summary, U, A::Undo, "take back the last answer and ask it again", Some("undo")),
    row(C::Summary, REDO, A::Redo, "give an answer again that was taken back", None),
    row(C::Summary, UP, A::Up, "scroll up", None),
    row(C::Summary, DOWN, A::Down, "scroll down", None),
    row(C::Summary, PAGE_UP, A::PageUp, "a page up", None),
    row(C::Summary, PAGE_DOWN, A::PageDown, "a page down", None),

    row(C::Reading, UP, A::Up, "scroll up", None),
    row(C::Reading, DOWN, A::Down, "scroll down", None),
    row(C::Reading, PAGE_UP, A::PageUp, "a page up", None),
    row(C::Reading, &[Chord::key(KeyCode::PageDown), SPACE], A::PageDown, "a page down", None),
    row(C::Reading, &[ENTER], A::Back, "back", None),

    row(C::Writing, &[ENTER], A::Keep, "keep what was written; nothing takes it away", Some("keep")),

    row(C::Global, &[Chord::key(KeyCode::Esc)], A::Back, "back; at Home, quit", Some("back")),
    row(C::Global, &[Chord::char('?')], A::Help, "the keys of this screen", Some("keys")),
    row(C::Global, &[Chord::ctrl('c')], A::Quit, "quit at once; nothing graded is lost", Some("quit")),
    row(C::Global, &[Chord::ctrl('z')], A::SuspendProcess, "stop and go back to the shell; fg comes back", None),
];

/// Returns what a key does in a context, the context's own rows first.
pub(super) fn action(context: Context, chord: Chord) -> Option<Action> {
    let of = |context| BINDINGS.iter().find(|row| row.context == context && row.chords.contains(&chord));
    of(context).or_else(|| of(Context::Global)).map(|row| row.action)
}

/// Returns the rows that apply in a context, its own first.
pub(super) fn rows(context: Context) -> impl Iterator<Item = &'static Binding> {
    let of = move |wanted| BINDINGS.iter().filter(move |row| row.context == wanted);
    of(context).chain(of(Context::Global).filter(move |_| context != Context::Global))
}

/// Returns the keys of a row as people write them: `Space, Enter`.
pub(super) fn keys(row: &Binding) -> String {
    row.chords.iter().map(Chord::to_string).collect::<Vec<_>>().join(", ")
}

/// Returns the whole table in Markdown, for the README.
pub fn key_table() -> String {
    let mut table = String::from("| where | key | does |\n| --- | --- | --- |\n");
    for context in Context::iter() {
        for row in BINDINGS.iter().filter(|row| row.context == context) {
            table += &format!("| {context} | {} | {} |\n", keys(row), row.help);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_means_two_things_in_a_context_and_none_hides_a_global_one() {
        for context in Context::iter() {
            let mut seen = HashSet::new();
            for chord in rows(context).flat_map(|row| row.chords) {
                assert!(seen.insert(chord), "{context}: {chord} is bound twice");
            }
        }
    }

    #[test]
    fn every_action_is_bound_and_every_context_has_keys_of_its_own() {
        for action in Action::iter() {
            assert!(BINDINGS.iter().any(|row| row.action == action), "{action:?} has no key");
        }
        for context in Context::iter() {
            assert!(BINDINGS.iter().any(|row| row.context == context), "{context} has no keys");
        }
    }

    #[test]
    fn one_letter_means_one_thing_everywhere() {
        for row in BINDINGS {
            for chord in
                row.chords.iter().filter(|chord| matches!(chord.code, KeyCode::Char(c) if c.is_alphabetic()))
            {
                let others = BINDINGS.iter().filter(|other| other.chords.contains(chord));
                let different = others.filter(|other| other.action != row.action).count();
                assert_eq!(different, 0, "{chord} means several things");
            }
        }
    }

    #[test]
    fn help_is_short_and_without_a_full_stop() {
        for row in BINDINGS {
            assert!(
                !row.help.is_empty() && !row.help.ends_with('.') && row.help.chars().count() <= 62,
                "{}",
                row.help
            );
            assert!(row.hint.is_none_or(|hint| hint.chars().count() <= 12), "{:?}", row.hint);
        }
    }

    #[test]
    fn the_readme_holds_this_table() {
        let readme = include_str!("../../README.md");
        assert!(readme.contains(&key_table()), "README.md must hold the key table:\n{}", key_table());
    }
}
