//! What a sitting is worth: right answers, the scaled score they are estimated to make, and the domains.
//!
//! AWS publishes no table from right answers to scaled scores, so this is an estimate and must be shown as one. What is
//! known: 100 to 1000, 720 passes, only the total counts, and later forms are equated to the first, so that the number of
//! right answers that passes moves a little from form to form.

use serde::{Deserialize, Serialize};

use super::sitting::Sitting;

/// The share of right answers taken to pass, in thousandths.
pub const CUT_PERMILLE: u32 = 700;

/// How far that share moves between forms, in thousandths either way.
///
/// Forms are taken to differ by 0.03 (one standard deviation), so four of five lie within 1.28 × 0.03 ≈ 0.04 of the usual
/// cut: two questions of fifty.
pub const CUT_SPREAD_PERMILLE: u32 = 40;

const LOWEST: u64 = 100;
const HIGHEST: u64 = 1000;

/// Maps right answers to a scaled score: 100 at none, `pass` at the cut, 1000 at all, straight lines between.
///
/// `cut` is in thousandths, above 0 and below 1000. With a cut of 700 and 720 to pass: 35 of 50 make 720, 38 of 50 make
/// 720 + 280 × (0.76 − 0.70) ÷ 0.30 = 776. A share below the cut never reaches `pass` by rounding. Of no questions, 100.
pub fn anchored(right: u16, of: u16, cut: u32, pass: u16) -> u16 {
    if of == 0 {
        return LOWEST as u16;
    }
    let (right, of, cut, pass) = (u64::from(right.min(of)), u64::from(of), u64::from(cut), u64::from(pass));
    let (part, whole) = (1000 * right, cut * of);
    let scaled = if part < whole {
        (LOWEST + rounded((pass - LOWEST) * part, whole)).min(pass - 1)
    } else {
        pass + rounded((HIGHEST - pass) * (part - whole), (1000 - cut) * of)
    };
    scaled as u16
}

/// Maps right answers to a scaled score by one straight line, 100 + 900 × right ÷ of: the other map in use. 35 of 50 make
/// 730, 34 make 712.
pub fn linear(right: u16, of: u16) -> u16 {
    if of == 0 {
        return LOWEST as u16;
    }
    (LOWEST + rounded((HIGHEST - LOWEST) * u64::from(right.min(of)), of.into())) as u16
}

/// The quotient, rounded to the nearest whole number.
fn rounded(dividend: u64, divisor: u64) -> u64 {
    (2 * dividend + divisor) / (2 * divisor)
}

/// A scored sitting: what is kept beside it for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The estimated scaled score, 100 to 1000.
    pub scaled: u16,
    /// What a harder form could have given: the low end of the range.
    pub low: u16,
    /// What an easier form could have given: the high end.
    pub high: u16,
    /// The scaled score that passes.
    pub pass: u16,
    /// Right answers among those that count.
    pub right: u16,
    /// Questions that count.
    pub of: u16,
    /// Right answers among those that do not.
    pub unscored_right: u16,
    /// Questions that do not count.
    pub unscored_of: u16,
    /// Milliseconds used.
    pub used_ms: u64,
    /// Milliseconds allowed; `None` in a quiz.
    pub allowed_ms: Option<u64>,
    /// The domains, in the blueprint's order.
    pub domains: Vec<DomainScore>,
}

/// A domain's part of a score. Only questions that count are in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DomainScore {
    /// Its id.
    pub id: String,
    /// Its official name.
    pub title: String,
    /// Right answers.
    pub right: u16,
    /// Questions.
    pub of: u16,
}

impl DomainScore {
    /// Whether it "meets competencies", in the words of the exam's report; otherwise it "needs improvement". The share taken
    /// for it is the one that passes.
    pub fn meets_competencies(&self) -> bool {
        self.of > 0 && 1000 * u32::from(self.right) >= CUT_PERMILLE * u32::from(self.of)
    }

    /// Returns the percentage of right answers, rounded; `None` without questions.
    pub fn percent(&self) -> Option<u16> {
        (self.of > 0).then(|| rounded(100 * u64::from(self.right), self.of.into()) as u16)
    }
}

impl Score {
    /// Scores a sitting as it stands. A question is right when the options chosen are exactly its keys: there is no half
    /// point, a blank is wrong, and a wrong answer costs nothing more.
    pub fn of(sitting: &Sitting) -> Self {
        let paper = sitting.paper();
        let count = |is_meant: &dyn Fn(usize) -> bool| {
            let meant = (0..paper.questions.len()).filter(|&n| is_meant(n));
            let right = meant.clone().filter(|&n| sitting.is_right(n)).count() as u16;
            (right, meant.count() as u16)
        };
        let scored = |n: usize| paper.questions[n].scored;
        let (right, of) = count(&scored);
        let (unscored_right, unscored_of) = count(&|n| !scored(n));
        let domains = paper.domains.iter().map(|domain| {
            let (right, of) = count(&|n| scored(n) && paper.questions[n].domain.as_ref() == Some(&domain.id));
            DomainScore { id: domain.id.clone(), title: domain.title.clone(), right, of }
        });
        // A quiz has no pass mark: it is held against the usual one.
        let pass = if paper.pass == 0 { 720 } else { paper.pass };
        Self {
            scaled: anchored(right, of, CUT_PERMILLE, pass),
            low: anchored(right, of, CUT_PERMILLE + CUT_SPREAD_PERMILLE, pass),
            high: anchored(right, of, CUT_PERMILLE - CUT_SPREAD_PERMILLE, pass),
            pass,
            right,
            of,
            unscored_right,
            unscored_of,
            used_ms: sitting.used_ms(),
            allowed_ms: paper.allowed_ms(),
            domains: domains.collect(),
        }
    }

    /// Whether the estimate passes.
    pub fn passed(&self) -> bool {
        self.scaled >= self.pass
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fixtures;
    use super::super::sitting::{Event, Mode, Record};
    use super::*;

    #[test]
    fn the_anchored_map_gives_720_exactly_at_the_cut() {
        for (right, of, scaled) in [
            (0, 50, 100),
            (1, 50, 118),  // 100 + 620 × 0.02 ÷ 0.70 = 117.7
            (34, 50, 702), // 100 + 620 × 0.68 ÷ 0.70 = 702.3
            (35, 50, 720),
            (36, 50, 739), // 720 + 280 × 0.02 ÷ 0.30 = 738.7
            (38, 50, 776),
            (50, 50, 1000),
            (45, 65, 713), // 100 + 620 × 45 ÷ 45.5 = 713.2
            (46, 65, 727), // 720 + 280 × (46 − 45.5) ÷ 19.5 = 727.2
            (14, 20, 720),
        ] {
            assert_eq!(anchored(right, of, CUT_PERMILLE, 720), scaled, "{right} of {of}");
        }
    }

    #[test]
    fn another_form_gives_what_a_cut_two_questions_away_gives() {
        // 720 + 280 × 0.02 ÷ 0.26 = 741.5 and 720 + 280 × 0.10 ÷ 0.34 = 802.4
        assert_eq!((anchored(38, 50, 740, 720), anchored(38, 50, 660, 720)), (742, 802));
    }

    #[test]
    fn the_linear_map_fails_34_of_50_and_passes_35() {
        for (right, of, scaled) in [(34, 50, 712), (35, 50, 730), (44, 65, 709), (45, 65, 723), (0, 0, 100)] {
            assert_eq!(linear(right, of), scaled, "{right} of {of}");
        }
    }

    /// A question with the options chosen.
    type Answer = (u16, &'static [u8]);

    /// A sitting in which the listed questions are answered, each with the listed options.
    fn answered(answers: &[Answer]) -> Sitting {
        let mut sitting = Sitting::new(fixtures::five_questions(), Mode::Practice, 0);
        for &(question, options) in answers {
            for &option in options {
                let what = Event::Choose { question, option, chosen: true };
                sitting.apply(&Record { what, at_ms: 0, ran_ms: 0 }).unwrap();
            }
        }
        sitting
    }

    #[test]
    fn scoring_agrees_with_the_table_worked_by_hand() {
        // Keys: 0 → b; 1 → a and c; 2 → a; 3 → d; 4 → a, which does not count. Domains: 0, 1 and 4 in "1", 2 and 3 in "2".
        let table: &[(&[Answer], u16, u16, [u16; 2])] = &[
            (&[], 0, 0, [0, 0]),
            (&[(0, &[1])], 1, 0, [1, 0]),
            (&[(0, &[0])], 0, 0, [0, 0]),
            (&[(1, &[0, 2])], 1, 0, [1, 0]),
            (&[(1, &[2, 0])], 1, 0, [1, 0]),
            (&[(1, &[0])], 0, 0, [0, 0]),
            (&[(1, &[0, 1])], 0, 0, [0, 0]),
            (&[(4, &[0])], 0, 1, [0, 0]),
            (&[(0, &[1]), (1, &[0, 2]), (2, &[0]), (3, &[3]), (4, &[1])], 4, 0, [2, 2]),
        ];
        for (answers, right, unscored, domains) in table {
            let score = Score::of(&answered(answers));
            assert_eq!((score.right, score.of), (*right, 4), "{answers:?}");
            assert_eq!((score.unscored_right, score.unscored_of), (*unscored, 1), "{answers:?}");
            assert_eq!(score.domains.iter().map(|domain| domain.right).collect::<Vec<_>>(), domains);
            assert_eq!(score.domains.iter().map(|domain| domain.of).collect::<Vec<_>>(), [2, 2]);
            assert_eq!(score.passed(), *right >= 3, "3 of 4 are three quarters");
        }
    }

    #[test]
    fn a_domain_meets_competencies_from_seven_tenths_on() {
        let domain = |right, of| DomainScore { id: "1".into(), title: String::new(), right, of };
        for (right, of, meets, percent) in [
            (7, 10, true, Some(70)),
            (13, 16, true, Some(81)),
            (8, 13, false, Some(62)),
            (9, 13, false, Some(69)),
            (0, 0, false, None),
        ] {
            let domain = domain(right, of);
            assert_eq!((domain.meets_competencies(), domain.percent()), (meets, percent), "{right} of {of}");
        }
    }

    proptest! {
        #[test]
        fn one_more_right_answer_never_lowers_the_score_and_a_harder_form_never_raises_it(
            of in 1_u16..400, right in 0_u16..400, cut in 1_u32..999,
        ) {
            prop_assume!(right < of);
            prop_assert!(anchored(right, of, cut, 720) <= anchored(right + 1, of, cut, 720));
            prop_assert!(anchored(right, of, cut + 1, 720) <= anchored(right, of, cut, 720));
            prop_assert_eq!(anchored(of, of, cut, 720), 1000);
            let passes = u32::from(right) * 1000 >= cut * u32::from(of);
            prop_assert_eq!(anchored(right, of, cut, 720) >= 720, passes);
        }
    }
}
