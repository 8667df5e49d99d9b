//! Laws of times in one text: what holds for any text and any day.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::calendar::Point;
use super::*;
use crate::corpus::{Part, PartKind};
use crate::text::Span;

/// Words that rules are made of, and words that break them.
const PIECES: &[&str] = &[
    "March",
    "May",
    "Tuesday",
    "Fridays",
    "last",
    "next",
    "this",
    "the",
    "a",
    "year",
    "years",
    "week",
    "month",
    "ago",
    "earlier",
    "later",
    "12",
    "31",
    "2015",
    "1,200",
    "3rd",
    "1990s",
    "'90s",
    "two",
    "twenty-one",
    "hundred",
    "half",
    "quarter",
    "third",
    "first",
    "of",
    "in",
    "early",
    "late",
    "mid-",
    "autumn",
    "decade",
    "century",
    "today",
    "tomorrow",
    "10:35",
    "a.m.",
    "noon",
    "since",
    "until",
    "by",
    "Christmas",
    "daily",
    "every",
    "now",
    "é",
    "—",
    "\n\n",
    ".",
    ",",
    "-",
    "'s",
    "’s",
    "Oct.",
    "$",
    "fiscal",
    "more than",
    "to",
    "and",
    "Sunday",
    "night",
    "will",
    "said",
    "2015-05-12",
    "9/11",
    "Q3",
    "H5N1",
    "old",
    "99999999999",
    "weekend",
    "from now",
    "thousand",
    "nineteen",
];

fn soup() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..PIECES.len(), 0..60)
        .prop_map(|picked| picked.iter().map(|&at| PIECES[at]).collect::<Vec<_>>().join(" "))
}

fn some_day() -> impl Strategy<Value = Date> {
    (0_i64..40_000).prop_map(|days| date(1950, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap())
}

fn check(text: &str, times: &[Timex]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for (at, time) in times.iter().enumerate() {
        prop_assert!(time.span.get(text).is_some_and(|words| !words.trim().is_empty()), "{text:?} {time:?}");
        prop_assert!(time.span.start() >= end, "{text:?}: {time:?} overlaps the one before");
        end = time.span.end();
        prop_assert!(!time.value.is_empty());
        if let Some(interval) = time.interval {
            prop_assert!(interval.earliest <= interval.latest, "{text:?} {time:?}");
        }
        if let Anchor::Narrative(TimexId(id)) = time.anchor {
            prop_assert!((id as usize) < at, "{text:?}: {time:?} is counted from a later time");
        }
        let is_calendar = matches!(time.kind, TimexType::Date | TimexType::Time);
        if let (true, Some(interval)) = (is_calendar, time.interval) {
            let whole = Point::from_value(&time.value).and_then(Point::interval);
            prop_assert!(whole.is_some(), "{text:?}: {} does not read back", time.value);
            let whole = whole.unwrap();
            prop_assert!(whole.earliest <= interval.earliest && interval.latest <= whole.latest, "{text:?} {time:?}");
        }
        if time.anchor == Anchor::Unresolved {
            prop_assert!(time.value.contains('X') && time.interval.is_none(), "{text:?} {time:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_ordered_spans_and_sound_values(text in soup(), day in proptest::option::of(some_day())) {
        check(&text, &times_in_text(&text, &[], day))?;
    }

    #[test]
    fn any_characters_at_all(text in "\\PC{0,200}", day in proptest::option::of(some_day())) {
        check(&text, &times_in_text(&text, &[], day))?;
    }

    #[test]
    fn a_week_later_everything_is_a_week_later(
        day in some_day(),
        weekday in 0_usize..7,
        phrase in 0_usize..6,
        weeks in -20_i64..20,
    ) {
        let name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday];
        let text = match phrase {
            0 => format!("They met on {name}."),
            1 => format!("They met last {name}."),
            2 => format!("They will meet next {name}."),
            3 => "They met yesterday.".to_owned(),
            4 => "They met three days ago.".to_owned(),
            _ => format!("They met late on {name} of last week."),
        };
        let shift = jiff::Span::new().days(weeks * 7);
        let here = times_in_text(&text, &[], Some(day));
        let there = times_in_text(&text, &[], Some(day.checked_add(shift).unwrap()));
        prop_assert_eq!(here.len(), 1);
        prop_assert_eq!(there.len(), 1);
        let (here, there) = (here[0].interval.unwrap(), there[0].interval.unwrap());
        prop_assert_eq!(here.earliest.checked_add(shift).unwrap(), there.earliest);
        prop_assert_eq!(here.latest.checked_add(shift).unwrap(), there.latest);
    }

    #[test]
    fn without_a_date_only_absolute_times_have_days(text in soup()) {
        for time in times_in_text(&text, &[], None) {
            prop_assert!(!matches!(time.anchor, Anchor::Published(_)), "{text:?} {time:?}");
        }
    }
}

#[test]
fn a_long_text_without_a_full_stop_ends() {
    for words in ["the first of the last ", "two hundred ", "May ", "12 ", "'", "half a ", "-", "a.m.", "late in the "]
    {
        let text = words.repeat(100_000 / words.len());
        let found = times_in_text(&text, &[], Some(date(2015, 5, 12)));
        assert!(found.len() <= text.len());
    }
}

#[test]
fn addresses_and_trailers_are_not_read() {
    let text = "Vale came in 2014.\n\nCopyright 2013";
    let parts = [
        Part { kind: PartKind::Body, span: Span::new(0, 18) },
        Part { kind: PartKind::Source, span: Span::new(20, 34) },
    ];
    assert_eq!(times_in_text(text, &parts, None).len(), 1);
}
