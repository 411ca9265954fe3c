//! Tokens and temporary credentials.

use super::calculator::{Calculator, Work};
use super::input::{Input, Kind};
use super::quantity::written_time;
use super::ratio::{Ratio, whole};
use super::unit::{Unit, Value};

/// All calculators of identity.
pub(crate) const ALL: &[&[Calculator]] = &[&[
    Calculator {
        name: "cognito-refreshes",
        service: "Cognito",
        title: "Refreshes of a session",
        about: "time ÷ life of an access token, rounded up, less the one from signing in",
        inputs: &[
            Input::new("session", "Session", Kind::Duration, "8 h", "How long the user works"),
            Input::new("life", "Access token", Kind::Duration, "1 h", "How long an access token holds")
                .or_fact("cognito.access.default"),
        ],
        source: "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html",
        is_asked: true,
        compute: refreshes,
    },
    Calculator {
        name: "role-session",
        service: "IAM",
        title: "Duration of role credentials",
        about: "no more than the role's maximum session duration, and no more than one hour for a role assumed by a role",
        inputs: &[
            Input::new("asked", "Asked", Kind::Duration, "4 h", "DurationSeconds of the call"),
            Input::new(
                "maximum",
                "Role's maximum",
                Kind::Duration,
                "8 h",
                "The role's maximum session duration",
            )
            .or_fact("identity.role.session.default"),
            Input::new(
                "chained",
                "Chained",
                Kind::Choice(&["no", "yes"]),
                "yes",
                "Whether a role assumes it",
            )
            .or("no"),
        ],
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html",
        is_asked: true,
        compute: role_session,
    },
]];

fn refreshes(work: &mut Work<'_>) -> Value {
    let unit = Unit::of("refresh", "refreshes");
    let (session, life) = (work.number("session"), work.number("life"));
    let (least, most) = (work.fact("cognito.access.min"), work.fact("cognito.access.max"));
    let refresh = work.fact("cognito.refresh.default");
    work.warn_if(life < least || life > most, || {
        format!("an access token holds {} to {}", written_time(least), written_time(most))
    });
    work.warn_if(session > refresh, || {
        format!("the refresh token itself holds {} by default", written_time(refresh))
    });
    let tokens = work.ceil(session / life);
    work.step(|| {
        (
            format!("{} ÷ {}, rounded up", written_time(session), written_time(life)),
            format!("{} tokens", tokens.written(0)),
        )
    });
    let needed = tokens - Ratio::ONE;
    work.step(|| ("the first comes from signing in".to_owned(), unit.value(needed).to_string()));
    work.mistake("the token from signing in counted too", unit.value(tokens));
    work.mistake("two too many", unit.value(tokens + Ratio::ONE));
    work.mistake("none, since the refresh token holds for days", unit.value(Ratio::ZERO));
    work.mistake("rounded down, then one less", unit.value((session / life).floor() - Ratio::ONE));
    work.mistake("half as many", unit.value((needed / whole(2)).ceil()));
    unit.value(needed)
}

fn role_session(work: &mut Work<'_>) -> Value {
    let unit = Unit::HOURS;
    let (asked, maximum) = (work.number("asked"), work.number("maximum"));
    let is_chained = work.word("chained") == "yes";
    let (least, longest) = (work.fact("identity.role.session.min"), work.fact("identity.role.session.max"));
    let chaining = work.fact("identity.chaining.max");
    let default = work.fact("identity.role.session.default");
    work.warn_if(maximum > longest || maximum < default, || {
        format!("a role's maximum is set from {} to {}", written_time(default), written_time(longest))
    });
    let bound = if is_chained { maximum.at_most(chaining) } else { maximum };
    let is_granted = asked <= bound && asked >= least;
    let refused = Value::Word("refused");
    work.step(|| ("the role's maximum".to_owned(), written_time(maximum)));
    if is_chained {
        work.step(|| ("at most, since a role assumes it".to_owned(), written_time(chaining)));
    }
    let value = if is_granted { unit.of_base(asked) } else { refused };
    work.step(|| {
        let text = if asked < least {
            format!("{} asked, the least is {}", written_time(asked), written_time(least))
        } else {
            format!("{} asked, {} allowed", written_time(asked), written_time(bound))
        };
        (text, value.to_string())
    });
    work.mistake("what was asked, whatever is allowed", unit.of_base(asked));
    work.mistake("cut to what is allowed", unit.of_base(bound));
    work.mistake("the role's maximum", unit.of_base(maximum));
    work.mistake("the default duration", unit.of_base(default));
    work.mistake("the longest maximum of a role", unit.of_base(longest));
    work.mistake("refused, although it is allowed", refused);
    value
}
