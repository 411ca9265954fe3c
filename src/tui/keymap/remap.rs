//! A learner's own keys, from `config.toml`, in place of those of the table.

use std::ops::Range;

use strum::IntoEnumIterator;

use crate::config::KeyRow;
use crate::content::{Diagnostic, SourceFile, nearest};

use super::{Action, Chord, Context, Keymap};

impl Keymap {
    /// Returns the table with `keys` in place of its own, and what is wrong with them. When anything is, the table stays as
    /// it is: half a keymap would be a riddle.
    pub(in super::super) fn with(keys: &[KeyRow], file: &SourceFile) -> (Self, Vec<Diagnostic>) {
        let mut remap = Remap { keymap: Self::default(), file, found: Vec::new(), given: Vec::new() };
        // Keys for everywhere come first, so that those of one screen go before them wherever they stand in the file.
        for row in keys.iter().filter(|row| row.context.is_none()) {
            remap.apply(row);
        }
        for row in keys.iter().filter(|row| row.context.is_some()) {
            remap.apply(row);
        }
        remap.find_conflicts();
        let Remap { keymap, mut found, .. } = remap;
        found.sort();
        found.dedup();
        if found.is_empty() { (keymap, found) } else { (Self::default(), found) }
    }
}

struct Remap<'a> {
    keymap: Keymap,
    file: &'a SourceFile,
    found: Vec<Diagnostic>,
    /// Keys that the file gives, with their places.
    given: Vec<(Context, Action, Chord, Range<usize>)>,
}

impl Remap<'_> {
    fn report(&mut self, place: &Range<usize>, message: String, hint: String) {
        self.found.push(self.file.diagnostic(place, message, hint));
    }

    fn apply(&mut self, row: &KeyRow) {
        let context = match &row.context {
            None => None,
            Some((name, place)) => {
                let Some(context) = Context::iter().find(|context| context.to_string() == *name) else {
                    let names: Vec<&str> = Context::iter().map(Into::into).collect();
                    let hint = nearest(name, names.into_iter());
                    return self.report(place, format!("there is no screen `{name}`"), hint);
                };
                Some(context)
            }
        };
        let (name, place) = &row.action;
        let Ok(action) = name.parse::<Action>() else {
            let hint = nearest(name, self.actions_in(context).into_iter());
            return self.report(place, format!("there is no action `{name}`"), hint);
        };
        let chords = self.chords(row);
        let of = |row: &&mut super::Row| {
            row.action == action && context.is_none_or(|context| row.context == context)
        };
        let mut contexts = Vec::new();
        for row in self.keymap.rows.iter_mut().filter(of) {
            row.chords = chords.iter().map(|(chord, _)| *chord).collect();
            contexts.push(row.context);
        }
        if contexts.is_empty() {
            let where_ = context.map_or_else(String::new, |context| format!(" in `{context}`"));
            let hint = nearest("", self.actions_in(context).into_iter());
            self.report(place, format!("there is no action `{name}`{where_}"), hint);
        }
        for context in contexts {
            for (chord, place) in &chords {
                if context.is_text() && chord.is_typed() {
                    let message = format!("`{chord}` is text in `{context}`");
                    self.report(
                        place,
                        message,
                        "give it a key that is no character, such as Ctrl-R".to_owned(),
                    );
                }
                self.given.push((context, action, *chord, place.clone()));
            }
        }
    }

    fn chords(&mut self, row: &KeyRow) -> Vec<(Chord, Range<usize>)> {
        let mut chords = Vec::new();
        for (text, place) in &row.chords {
            match text.parse() {
                Ok(chord) => chords.push((chord, place.clone())),
                Err(()) => self.report(
                    place,
                    format!("`{text}` is no key"),
                    "expected a character, a name such as Space, Enter, Tab, PgDn, Up or F5, or Ctrl- before one".to_owned(),
                ),
            }
        }
        chords
    }

    /// The names of the actions of a context, or of all.
    fn actions_in(&self, context: Option<Context>) -> Vec<&'static str> {
        let bound = |action: &Action| {
            context.is_none_or(|context| {
                self.keymap.rows.iter().any(|row| row.context == context && row.action == *action)
            })
        };
        Action::iter().filter(bound).map(Into::into).collect()
    }

    /// Reports every given key that does something else already.
    fn find_conflicts(&mut self) {
        let given = std::mem::take(&mut self.given);
        for (context, action, chord, place) in &given {
            let contexts: Vec<Context> = match context {
                Context::Everywhere => Context::iter().collect(),
                context => vec![*context],
            };
            let other = contexts.iter().find_map(|&context| {
                let mut rows = self.keymap.rows(context);
                let clash = rows.find(|row| row.action != *action && row.chords.contains(chord));
                clash.map(|row| (context, row.action))
            });
            if let Some((context, other)) = other {
                let message = format!("`{chord}` means `{other}` in `{context}` already");
                let hint = format!("give `{other}` another key too, or choose another for `{action}`");
                self.report(place, message, hint);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent};

    use super::*;

    fn keymap(text: &str) -> (Keymap, Vec<String>) {
        let file = SourceFile { path: "config.toml".to_owned(), text: text.to_owned() };
        let (config, problems) = crate::config::read(&file);
        assert_eq!(problems, []);
        let (keymap, problems) = Keymap::with(&config.keys, &file);
        (keymap, problems.iter().map(Diagnostic::to_string).collect())
    }

    fn pressed(keymap: &Keymap, context: Context, c: char) -> Option<Action> {
        keymap.action(context, KeyEvent::from(KeyCode::Char(c)))
    }

    #[test]
    fn an_action_takes_the_keys_given_everywhere_it_is_bound() {
        let (keymap, problems) = keymap("[keys]\nundo = [\"z\", \"Backspace\"]\n");
        assert_eq!(problems, [""; 0]);
        for context in [Context::Home, Context::DrillBack, Context::Summary] {
            assert_eq!(pressed(&keymap, context, 'z'), Some(Action::Undo));
            assert_eq!(pressed(&keymap, context, 'u'), None);
        }
    }

    #[test]
    fn keys_of_one_screen_go_before_those_for_everywhere() {
        let (keymap, problems) =
            keymap("[keys.drill-back]\ngood = \"x\"\nagain = \"y\"\n[keys]\ngood = \"w\"\n");
        assert_eq!(problems, [""; 0]);
        assert_eq!(pressed(&keymap, Context::DrillBack, 'x'), Some(Action::Good));
        assert_eq!(pressed(&keymap, Context::DrillBack, 'w'), None);
        assert_eq!(pressed(&keymap, Context::DrillBack, '1'), None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_the_nearest_name() {
        let text = "[keys]\nundoo = \"z\"\nredo = \"Ctrl-\"\nkeep = \"k\"\ntopic = \"u\"\n[keys.hom]\ndrill = \"x\"\n[keys.home]\nreveal = \"x\"\n";
        let (keymap, problems) = keymap(text);
        assert_eq!(keymap, Keymap::default(), "nothing of a broken table is used");
        for (place, part) in [
            ("config.toml:2:1: ", "did you mean `undo`?"),
            ("config.toml:3:8: ", "`Ctrl-` is no key"),
            ("config.toml:4:8: ", "`k` is text in `writing`"),
            ("config.toml:5:9: ", "`u` means `undo` in `drill-front` already"),
            ("config.toml:6:7: ", "did you mean `home`?"),
            ("config.toml:9:1: ", "there is no action `reveal` in `home`"),
        ] {
            let told = problems.iter().any(|line| line.starts_with(place) && line.contains(part));
            assert!(told, "{place}{part}: {problems:#?}");
        }
    }

    #[test]
    fn two_actions_may_change_keys() {
        let (keymap, problems) = keymap("[keys.drill-back]\nagain = \"4\"\neasy = \"1\"\n");
        assert_eq!(problems, [""; 0]);
        assert_eq!(pressed(&keymap, Context::DrillBack, '4'), Some(Action::Again));
        assert_eq!(pressed(&keymap, Context::DrillBack, '1'), Some(Action::Easy));
    }
}
