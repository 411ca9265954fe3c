//! A quiz line by line: no cursor movement, no colour, one question at a time. For screen readers and pipes.

use std::io::{self, BufRead, Read, Write};
use std::time::Duration;

use crate::content::ItemIndex;
use crate::exam::{Certainty, Event, PaperQuestion, Tool};
use crate::phrase;
use crate::study::{Quiz, Study, StudyError};

use super::super::{Outcome, questions, reading};

const HELP: &str = "\
Type the letter of your answer, or several where several are asked for: b, or a c. The verdict follows at once.
b?  b, and you guess          b!  b, and you are sure          -  you do not know
t   topic (before the verdict, the answer counts as helped)     s  sources, after the verdict
n   a note of your own, shown with the answer: n TEXT; n alone takes it away
m   mark          !  I think this is wrong (again: takes it back); ! TEXT says why
>   the next question, without an answer     Enter goes on after the verdict
q   leave; what was answered is kept, and dva quiz --resume goes on";

/// More than this of one line is read as the next.
const LONGEST_LINE: u64 = 4096;

/// What a line of input asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wish {
    /// These options, by place, and how sure the learner is.
    Answer(Vec<u8>, Option<Certainty>),
    GoOn,
    Skip,
    Topic,
    Sources,
    Note(String),
    Mark,
    Dispute(Option<String>),
    Help,
    Quit,
    Unknown,
}

impl Wish {
    fn of(line: &str) -> Self {
        let line = line.trim();
        match line {
            "" => Self::GoOn,
            ">" => Self::Skip,
            "t" => Self::Topic,
            "s" => Self::Sources,
            "n" => Self::Note(String::new()),
            "m" => Self::Mark,
            "!" => Self::Dispute(None),
            "?" => Self::Help,
            "q" => Self::Quit,
            line => {
                let rest = |start: &str| line.strip_prefix(start).map(|text| text.trim().to_owned());
                let said =
                    rest("n ").map(Self::Note).or_else(|| rest("! ").map(|text| Self::Dispute(Some(text))));
                let answer =
                    || questions::read(line).map(|(options, certainty)| Self::Answer(options, certainty));
                said.or_else(answer).unwrap_or(Self::Unknown)
            }
        }
    }
}

pub(super) fn run(study: Study, quiz: Quiz) -> Outcome {
    let shown_at = study.env().elapsed();
    let mut plain = Plain { study, quiz, out: io::stdout().lock(), shown_at };
    plain.run(io::stdin().lock())
}

struct Plain<W> {
    study: Study,
    quiz: Quiz,
    out: W,
    shown_at: Duration,
}

impl<W: Write> Plain<W> {
    fn run(&mut self, mut input: impl BufRead) -> Outcome {
        let all = self.quiz.sitting().sheets().len();
        let open = self.quiz.recap().left;
        let said = if open == all { String::new() } else { format!(", {open} still open") };
        writeln!(
            self.out,
            "{}: {}{said}. ? for help, q to leave.",
            self.quiz.title(),
            phrase::count(all, "question")
        )?;
        if self.is_judged() {
            self.go_on()?;
        } else {
            self.ask()?;
        }
        while !self.quiz.is_over() {
            let mut line = Vec::new();
            // Input without line ends (a file piped in by mistake) must not fill the memory.
            if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            let wish = Wish::of(&String::from_utf8_lossy(&line));
            if wish == Wish::Quit {
                break;
            }
            self.follow(wish)?;
        }
        self.sum_up()
    }

    fn n(&self) -> usize {
        self.quiz.sitting().current()
    }

    fn question(&self) -> &PaperQuestion {
        &self.quiz.sitting().paper().questions[self.n()]
    }

    fn is_judged(&self) -> bool {
        self.quiz.sitting().sheets()[self.n()].is_checked
    }

    fn item(&self) -> Option<ItemIndex> {
        self.study.library().find(&self.question().id)
    }

    fn follow(&mut self, wish: Wish) -> Outcome {
        match (wish, self.is_judged()) {
            (Wish::GoOn | Wish::Skip, true) => self.go_on(),
            (Wish::GoOn, false) => self.say("Type the letter of your answer; - when you do not know."),
            (Wish::Skip, false) => self.skip(),
            (Wish::Answer(..), true) => self.say("This question is answered: Enter goes on."),
            (Wish::Answer(options, certainty), false) => self.answer(&options, certainty),
            (Wish::Topic, is_judged) => {
                if !is_judged && let Err(error) = self.study.sit(&mut self.quiz, Event::Use(Tool::Notes)) {
                    return self.refuse(&error);
                }
                self.topic()
            }
            (Wish::Sources, true) => self.sources(),
            (Wish::Sources, false) => self.say("The sources come with the verdict."),
            (Wish::Note(text), _) => self.keep(|study, item| {
                study.set_note(item, &text)?;
                Ok(phrase::note_kept(&text))
            }),
            (Wish::Mark, _) => self.keep(|study, item| {
                let flagged = !study.standing(item)?.marks.flagged;
                study.flag(item, flagged)?;
                Ok(phrase::flagged(flagged))
            }),
            (Wish::Dispute(text), _) => self.keep(|study, item| {
                let is_disputed = study.standing(item)?.marks.disputed;
                let objection = text.as_deref().or((!is_disputed).then_some(""));
                study.dispute(item, objection)?;
                Ok(phrase::disputed(objection.is_some()))
            }),
            (Wish::Help, _) => self.say(HELP),
            (Wish::Quit | Wish::Unknown, _) => self.say("That is no answer here. ? for help."),
        }
    }

    /// Changes what the learner says of the item on the screen.
    fn keep(
        &mut self,
        act: impl FnOnce(&mut Study, ItemIndex) -> Result<&'static str, StudyError>,
    ) -> Outcome {
        let Some(item) = self.item() else {
            return self.say("This question is no longer a part of the content.");
        };
        match act(&mut self.study, item) {
            Ok(said) => self.say(said),
            Err(error) => self.refuse(&error),
        }
    }

    fn answer(&mut self, options: &[u8], certainty: Option<Certainty>) -> Outcome {
        if let Some(fault) = questions::fault(self.question(), options) {
            return self.say(&fault);
        }
        match self.write(options, certainty) {
            Ok(()) => self.verdict(),
            Err(error) => self.refuse(&error),
        }
    }

    /// Writes an answer and asks for its verdict. What an earlier try chose is taken back.
    fn write(&mut self, options: &[u8], certainty: Option<Certainty>) -> Result<(), StudyError> {
        let question = self.n() as u16;
        let took_ms = phrase::took_ms(self.study.env().elapsed().saturating_sub(self.shown_at));
        let choose = |option: u8, chosen| Event::Choose { question, option, chosen };
        let before = self.quiz.sitting().sheets()[self.n()].chosen;
        for option in before.iter().filter(|option| !options.contains(option)) {
            self.study.sit(&mut self.quiz, choose(option, false))?;
        }
        for &option in options.iter().filter(|&&option| !before.contains(option)) {
            self.study.sit(&mut self.quiz, choose(option, true))?;
        }
        if certainty.is_some() {
            self.study.sit(&mut self.quiz, Event::Certainty { question, certainty })?;
        }
        self.study.check_answer(&mut self.quiz, took_ms)
    }

    fn verdict(&mut self) -> Outcome {
        for line in questions::verdict(self.quiz.sitting(), self.n()) {
            writeln!(self.out, "{line}")?;
        }
        if let Some(note) = self.item().map(|item| self.study.note(item)).transpose()?.flatten() {
            writeln!(self.out, "\nYour note: {note}")?;
        }
        self.say("[Enter goes on]")
    }

    /// Goes on after a verdict: to the next question without one, or to the end.
    fn go_on(&mut self) -> Outcome {
        let moved = match self.quiz.next_open() {
            Some(to) => self.study.sit(&mut self.quiz, Event::Move { to }),
            None => self.study.end_quiz(&mut self.quiz),
        };
        match moved {
            Err(error) => self.refuse(&error),
            Ok(()) if self.quiz.is_over() => Ok(()),
            Ok(()) => self.ask(),
        }
    }

    /// Goes on without an answer: to the next open question after this one, around.
    fn skip(&mut self) -> Outcome {
        let sheets = self.quiz.sitting().sheets();
        let around = (self.n() + 1..sheets.len()).chain(0..self.n());
        let mut open = around.filter(|&n| !sheets[n].is_checked);
        let Some(to) = open.next() else { return self.say("This is the last open question.") };
        match self.study.sit(&mut self.quiz, Event::Move { to: to as u16 }) {
            Ok(()) => self.ask(),
            Err(error) => self.refuse(&error),
        }
    }

    fn ask(&mut self) -> Outcome {
        self.shown_at = self.study.env().elapsed();
        let all = self.quiz.sitting().sheets().len();
        writeln!(self.out, "\nQuestion {} of {all}", self.n() + 1)?;
        for line in questions::ask(self.question()) {
            writeln!(self.out, "{line}")?;
        }
        Ok(self.out.flush()?)
    }

    fn topic(&mut self) -> Outcome {
        let Some(item) = self.item() else {
            return self.say("Its topic is no longer a part of the content.");
        };
        let topic = self.study.library().topic_of(item);
        let (title, body) = (topic.title.clone(), topic.body.clone());
        writeln!(self.out, "\nTopic: {title}")?;
        self.text(&body)
    }

    fn sources(&mut self) -> Outcome {
        let PaperQuestion { sources, verified, .. } = self.question().clone();
        for source in sources {
            writeln!(self.out, "{source}")?;
        }
        self.say(&format!("checked on {verified}"))
    }

    fn refuse(&mut self, error: &StudyError) -> Outcome {
        writeln!(self.out, "Not saved: {error}.")?;
        self.say(&format!("{}. The question stays.", phrase::sentence(error.hint())))
    }

    fn sum_up(&mut self) -> Outcome {
        writeln!(self.out)?;
        for paragraph in phrase::quiz::recap(&self.quiz, &self.study) {
            self.text(&paragraph)?;
        }
        let questions = &self.quiz.sitting().paper().questions;
        let missed: Vec<String> =
            self.quiz.recap().missed.into_iter().map(|n| questions[n].stem.clone()).collect();
        for stem in missed {
            let lines = reading::lines(&stem);
            writeln!(self.out, "  missed: {}", lines.first().map_or("", String::as_str))?;
        }
        if !self.quiz.is_over() {
            writeln!(self.out, "Left: dva quiz --resume goes on with it.")?;
        }
        self.study.rest();
        Ok(())
    }

    fn text(&mut self, text: &str) -> Outcome {
        reading::print(text, &mut self.out)
    }

    fn say(&mut self, line: &str) -> Outcome {
        reading::say(line, &mut self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_answer_or_a_wish() {
        for (line, wish) in [
            ("b\n", Wish::Answer(vec![1], None)),
            ("-", Wish::Answer(vec![], None)),
            ("a b?", Wish::Answer(vec![0, 1], Some(Certainty::Guess))),
            ("maybe", Wish::Unknown),
            ("?", Wish::Help),
            ("!", Wish::Dispute(None)),
            ("! two are right", Wish::Dispute(Some("two are right".to_owned()))),
            ("n a rhyme", Wish::Note("a rhyme".to_owned())),
            ("n", Wish::Note(String::new())),
            (" ", Wish::GoOn),
        ] {
            assert_eq!(Wish::of(line), wish, "{line}");
        }
    }
}
