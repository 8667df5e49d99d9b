//! What a reader would expect of times in sentences of newspapers.

use jiff::civil::{Date, date};

use super::*;
use crate::corpus::{Part, PartKind};
use crate::text::Span;

fn values(text: &str, day: Option<Date>) -> Vec<(String, String)> {
    times_in_text(text, &[], day).iter().map(|time| (time.span.slice(text).to_owned(), time.value.clone())).collect()
}

fn expect(text: &str, wanted: &[(&str, &str)]) {
    let found = values(text, Some(date(2015, 5, 12)));
    let found: Vec<(&str, &str)> = found.iter().map(|(words, value)| (words.as_str(), value.as_str())).collect();
    assert_eq!(found, wanted, "{text}");
}

// 12 May 2015 was a Tuesday.
#[test]
fn deictic_and_narrative() {
    expect("The port was taken in March of last year.", &[("March of last year", "2014-03")]);
    expect(
        "Rebels took Orlen last month and Vasta a month earlier.",
        &[("last month", "2015-04"), ("a month earlier", "2015-03")],
    );
    expect("A truce was agreed in February.", &[("February", "2015-02")]);
    expect("They met on Tuesday.", &[("Tuesday", "2015-05-12")]);
    expect("They met late on Friday.", &[("late on Friday", "2015-05-08")]);
    expect("The council will vote on Friday.", &[("Friday", "2015-05-15")]);
    expect("A deal is due by June 30.", &[("June 30", "2015-06-30")]);
    expect("It began in the autumn of 2013.", &[("the autumn of 2013", "2013-FA")]);
    expect("Two years ago the mill closed.", &[("Two years ago", "2013")]);
    expect("Three weeks ago it rained.", &[("Three weeks ago", "2015-W17")]);
    expect("Prices rose last week.", &[("last week", "2015-W19")]);
    expect("The talks resume tomorrow morning.", &[("tomorrow morning", "2015-05-13TMO")]);
    expect("Shots were heard last night.", &[("last night", "2015-05-11TNI")]);
    expect("Early next year it opens.", &[("Early next year", "2016")]);
}

#[test]
fn the_verb_tells_which_monday() {
    // 12 May 2015 was a Tuesday.
    expect("Voters planned a march in Vasta on Saturday.", &[("Saturday", "2015-05-16")]);
    expect("The talks are to resume in Vasta on Monday.", &[("Monday", "2015-05-18")]);
    expect("The new rules take effect on Monday.", &[("Monday", "2015-05-18")]);
    expect("The council gave the owners until Friday to pay.", &[("Friday", "2015-05-15")]);
    expect("They could leave for Vasta as soon as Thursday.", &[("Thursday", "2015-05-14")]);
    expect("The men, who will be tried in September, deny it.", &[("September", "2015-09")]);
    expect("Vale will succeed Ostrander in June.", &[("June", "2015-06")]);
    expect("They issued a statement Monday saying they would stay.", &[("Monday", "2015-05-11")]);
    expect("The pier in Vasta collapsed on Saturday.", &[("Saturday", "2015-05-09")]);
}

#[test]
fn a_plain_future_outweighs_the_nearer_past() {
    // February 2015 is three months back and February 2016 nine months ahead.
    expect("The ship will be launched in February.", &[("February", "2016-02")]);
    // A participle behind an article is no verb.
    expect("The sum will be paid on a fixed day in January.", &[("January", "2016-01")]);
    expect("The ship was launched in February.", &[("February", "2015-02")]);
}

#[test]
fn a_year_that_a_month_was_given_stays_in_its_sentence() {
    expect(
        "In February 2013 it was less, though February was cold.",
        &[("February 2013", "2013-02"), ("February", "2013-02")],
    );
    expect(
        "It was less in February 2013. The January and February figures are new.",
        &[("February 2013", "2013-02"), ("The January", "2015-01"), ("February", "2015-02")],
    );
}

#[test]
fn a_length_before_an_event_and_the_day_before() {
    expect("It came a day after the vote.", &[("a day", "P1D")]);
    expect(
        "The pier burned on Monday. It had been sold the day before.",
        &[("Monday", "2015-05-11"), ("the day before", "2015-05-10")],
    );
    expect(
        "In 2012 it lost 5 crowns, up from 2 crowns the year before.",
        &[("2012", "2012"), ("the year before", "2011")],
    );
    expect(
        "On May 4 he left, in a spring like 1998, and came back the next day.",
        &[("May 4", "2015-05-04"), ("1998", "1998"), ("the next day", "2015-05-05")],
    );
    expect("Prices rose in the year to March.", &[("the year", "P1Y"), ("March", "2015-03")]);
    expect("It closed decades ago and not long ago.", &[("decades ago", "PAST_REF"), ("not long ago", "PAST_REF")]);
}

#[test]
fn absolute() {
    expect("Born on 3 May 1946.", &[("3 May 1946", "1946-05-03")]);
    expect("On the 12th of June, 1998, it ended.", &[("the 12th of June, 1998", "1998-06-12")]);
    expect(
        "on Friday, Oct. 23, 1998, at 10:35 a.m.",
        &[("Friday, Oct. 23, 1998", "1998-10-23"), ("10:35 a.m.", "1998-10-23T10:35")],
    );
    expect("In the third quarter of 2014 it grew.", &[("the third quarter of 2014", "2014-Q3")]);
    expect("In the late 1970s and the '80s.", &[("the late 1970s", "197"), ("the '80s", "198")]);
    expect("A temple of the 11th century.", &[("the 11th century", "10")]);
    expect("in nineteen ninety-one", &[("nineteen ninety-one", "1991")]);
    expect("on Christmas Day 2014", &[("Christmas Day 2014", "2014-12-25")]);
    expect("Since Thanksgiving he was gone.", &[("Thanksgiving", "2014-11-27")]);
    expect("at 0930 GMT on Monday morning", &[("0930 GMT on Monday morning", "2015-05-11T09:30")]);
    expect("before its May election", &[("May", "2015-05")]);
    expect("until at least 2019, over 2009 levels", &[("2019", "2019"), ("2009", "2009")]);
    expect("in the 1970s and 80s", &[("the 1970s", "197"), ("80s", "198")]);
    expect(
        "from 20 March to 27 March 2004 and between November and January 2005",
        &[
            ("20 March", "2004-03-20"),
            ("27 March 2004", "2004-03-27"),
            ("November", "2004-11"),
            ("January 2005", "2005-01"),
        ],
    );
    expect("It ran from Monday to Friday.", &[("Monday", "2015-05-04"), ("Friday", "2015-05-08")]);
    expect("from 3 to 7 May", &[("3", "2015-05-03"), ("7 May", "2015-05-07")]);
    expect(
        "on May 3-7, 2013 and on April 24 and 25, though April 6 and 12 people were not",
        &[
            ("May 3", "2013-05-03"),
            ("7, 2013", "2013-05-07"),
            ("April 24", "2015-04-24"),
            ("25", "2015-04-25"),
            ("April 6", "2015-04-06"),
        ],
    );
    expect("the score was 1 - 3 May 2015 was bad", &[("3 May 2015", "2015-05-03")]);
    expect("the 24-25 April talks", &[("24", "2015-04-24"), ("25 April", "2015-04-25")]);
    expect("In March and in June 2013", &[("March", "2015-03"), ("June 2013", "2013-06")]);
    expect("dated 2014-03-18", &[("2014-03-18", "2014-03-18")]);
    expect("on 18.03.2014 and 3/18/2014", &[("18.03.2014", "2014-03-18"), ("3/18/2014", "2014-03-18")]);
}

#[test]
fn lengths_and_sets() {
    expect("They spoke for more than four hours.", &[("more than four hours", "PT4H")]);
    expect("a four-decade rule", &[("four-decade", "P40Y")]);
    expect("his 45-year-old rule", &[("45-year-old", "P45Y")]);
    expect("It took 2 1/2 years.", &[("2 1/2 years", "P2Y6M")]);
    expect("It stood for a hundred and twelve years.", &[("a hundred and twelve years", "P112Y")]);
    expect("It is five hundred and thirty-six years old.", &[]);
    expect("They ruled for two hundred and thirty-six years.", &[("two hundred and thirty-six years", "P236Y")]);
    expect("It took a year and a half.", &[("a year and a half", "P1Y6M")]);
    expect("Nearly half a century ago he left.", &[("Nearly half a century ago", "1965")]);
    expect("A year and a half ago he left.", &[("A year and a half ago", "2013-11")]);
    expect("In the final quarter of 2014 it fell.", &[("the final quarter of 2014", "2014-Q4")]);
    expect("The fair closes on Friday.", &[("Friday", "2015-05-15")]);
    expect("He died ten years ago today.", &[("ten years ago today", "2005-05-12")]);
    expect("He died a year ago this week.", &[("a year ago this week", "2014-W20")]);
    expect("Weeks later he left.", &[("Weeks later", "PXW")]);
    expect("He eats three times a day.", &[("three times a day", "P1D")]);
    expect(
        "In the fourth quarter it grew. In February it was 8, up from 7 a year earlier.",
        &[("the fourth quarter", "2014-Q4"), ("February", "2015-02"), ("a year earlier", "2014")],
    );
    expect("He waited half an hour.", &[("half an hour", "PT30M")]);
    expect("The fighting went on for weeks.", &[("weeks", "PXW")]);
    expect("They meet every Thursday.", &[("every Thursday", "XXXX-WXX-4")]);
    expect("over the past two years", &[("the past two years", "P2Y")]);
}

#[test]
fn adjectives_rates_and_the_day_without_its_year() {
    expect("the current chairman and recent polls", &[("current", "PRESENT_REF"), ("recent", "PAST_REF")]);
    expect("It saves $500 million a year.", &[("a year", "P1Y")]);
    expect(
        "In the third quarter it lost 5 crowns. Sales for the quarter were 3 crowns.",
        &[("the third quarter", "2014-Q3"), ("the quarter", "2014-Q3")],
    );
    expect("since the 9/11 attacks", &[("9/11", "2001-09-11")]);
    expect("within the last hour", &[("the last hour", "PT1H")]);
    expect("expected to last six weeks", &[("six weeks", "P6W")]);
    expect("a profit for the year ended March 31", &[("the year", "P1Y"), ("March 31", "2015-03-31")]);
    expect("over 24 hours ago", &[("over 24 hours ago", "2015-05-11")]);
    expect("in two years' time", &[("two years' time", "2017")]);
    expect("no sooner than 2018", &[("2018", "2018")]);
    let found = times_in_text("They sell 700 seats a week.", &[], None);
    assert_eq!(found[0].kind, TimexType::Set);
}

#[test]
fn a_time_of_day_is_on_the_day_of_its_story() {
    expect(
        "at 10:35 a.m. (0735 GMT) Friday",
        &[("10:35 a.m.", "2015-05-08T10:35"), ("0735 GMT", "2015-05-08T07:35"), ("Friday", "2015-05-08")],
    );
    expect(
        "Polls closed on Sunday. The last vote was cast at 22:30.",
        &[("Sunday", "2015-05-10"), ("22:30", "2015-05-10T22:30")],
    );
    expect(
        "They voted on Sunday until 2:30 the next day.",
        &[("Sunday", "2015-05-10"), ("2:30 the next day", "2015-05-11T02:30")],
    );
    // However far the day was named, and however old it is where it stands near.
    let between = "Nobody was told why, and nobody asked, and it went on so with no end in the old town. ".repeat(6);
    expect(
        &format!("The pier burned on Sunday. {between}It had been lit at 7:10 a.m."),
        &[("Sunday", "2015-05-10"), ("7:10 a.m.", "2015-05-10T07:10")],
    );
    expect(
        "On April 7 the ferry sank. It struck a reef at 7:50 a.m. and lay over.",
        &[("April 7", "2015-04-07"), ("7:50 a.m.", "2015-04-07T07:50")],
    );
    expect("He comes tomorrow night.", &[("tomorrow night", "2015-05-13TNI")]);
    expect("It closes on a Monday, as always.", &[("Monday", "XXXX-WXX-1")]);
}

#[test]
fn what_goes_on_with_the_story() {
    // 12 May 2015 was a Tuesday.
    expect("The next day, he flew home.", &[("The next day", "2015-05-13")]);
    expect(
        "He sang that evening, as he had the year before.",
        &[("that evening", "2015-05-12TEV"), ("the year before", "2014")],
    );
    expect("Earlier in the day police had cleared the pier.", &[("Earlier in the day", "2015-05-12")]);
    expect(
        "They play at home next Saturday and away the following Wednesday.",
        &[("next Saturday", "2015-05-16"), ("the following Wednesday", "2015-05-20")],
    );
    expect("It was passed in 2010 and amended the next year.", &[("2010", "2010"), ("the next year", "2011")]);
    expect(
        "They married in June 1975; that same month he left.",
        &[("June 1975", "1975-06"), ("that same month", "1975-06")],
    );
    expect(
        "On May 4 the army came. Two days before, they had sung.",
        &[("May 4", "2015-05-04"), ("Two days before", "2015-05-02")],
    );
    expect("Two days before the vote they sang.", &[("Two days", "P2D")]);
}

#[test]
fn parts_of_years_and_years_of_business() {
    expect("Sales in the December quarter rose.", &[("the December quarter", "2014-Q4")]);
    expect("The last quarter of the year was bad.", &[("The last quarter of the year", "2015-Q4")]);
    expect("On the first day of this month it rained.", &[("the first day of this month", "2015-05-01")]);
    expect("It fell from the same month last year.", &[("the same month last year", "2014-05")]);
    expect("In the year's first quarter it grew.", &[("the year's first quarter", "2015-Q1")]);
    expect("The budget of the 2014 fiscal year is tight.", &[("the 2014 fiscal year", "2014")]);
    expect(
        "May retail sales fell in March, April and May 2013.",
        &[("May", "2015-05"), ("March", "2013-03"), ("April", "2013-04"), ("May 2013", "2013-05")],
    );
}

#[test]
fn lengths_with_and_without_a_number() {
    expect("over the last year and within the next month", &[("the last year", "P1Y"), ("the next month", "P1M")]);
    expect("in the next decade", &[("the next decade", "P10Y")]);
    expect("In the year's first nine months it grew.", &[("the year's first nine months", "P9M")]);
    expect("It took three-and-a-half years.", &[("three-and-a-half years", "P3Y6M")]);
    expect("a year-long inquiry, a yearlong one", &[("year-long", "P1Y"), ("yearlong", "P1Y")]);
    expect("an hours-long debate and a decades-old feud", &[("hours-long", "PTXH"), ("decades-old", "PXDE")]);
    expect("It rained all day.", &[("all day", "P1D")]);
    expect("In recent weeks it will one day be seen.", &[("recent weeks", "PAST_REF"), ("one day", "FUTURE_REF")]);
    expect("every Monday evening", &[("every Monday evening", "XXXX-WXX-1TEV")]);
}

#[test]
fn small_words_tell_where_a_sentence_looks() {
    expect("The funeral is on Saturday.", &[("Saturday", "2015-05-16")]);
    expect("The storm is likely to turn on Saturday.", &[("Saturday", "2015-05-16")]);
    expect("The storm could reach the coast late Thursday.", &[("late Thursday", "2015-05-14")]);
    expect("The men may have left on Thursday.", &[("Thursday", "2015-05-07")]);
    expect(
        "A hearing was set for Friday, no later than Saturday.",
        &[("Friday", "2015-05-15"), ("Saturday", "2015-05-16")],
    );
    expect("Tickets go on sale Friday.", &[("Friday", "2015-05-15")]);
    expect("It began to go wrong in the autumn.", &[("the autumn", "2014-FA")]);
    expect("They hope to mend the pier in November.", &[("November", "2015-11")]);
    // Since is never ahead, and the month of May is no verb.
    expect("Since Aug. 3 he was gone.", &[("Aug. 3", "2014-08-03")]);
    expect("The Feb. 1 storm, the May 2 flood.", &[("Feb. 1", "2015-02-01"), ("May 2", "2015-05-02")]);
}

#[test]
fn hours_by_their_part_of_the_day() {
    expect("at 3 o'clock in the afternoon", &[("3 o'clock in the afternoon", "2015-05-12T15:00")]);
    expect("at 10.15 p.m. on Saturday night", &[("10.15 p.m. on Saturday night", "2015-05-09T22:15")]);
    expect("It began at dawn, in the dawn of an age.", &[("dawn", "2015-05-12TMO")]);
    expect("in the early morning hours of Sunday", &[("the early morning hours of Sunday", "2015-05-10TMO")]);
    expect("in the small hours of Sunday", &[("the small hours of Sunday", "2015-05-10")]);
}

#[test]
fn months_listed_ahead_go_on_ahead() {
    expect(
        "He goes to Vasta next month, to Orlen in December and home in March.",
        &[("next month", "2015-06"), ("December", "2015-12"), ("March", "2016-03")],
    );
    // A second list begins anew: no month is farther ahead than a year.
    expect(
        "Figures are due in October, January and April, and for Orlen in July and January.",
        &[
            ("October", "2015-10"),
            ("January", "2016-01"),
            ("April", "2016-04"),
            ("July", "2015-07"),
            ("January", "2016-01"),
        ],
    );
    expect("It had been due to end on Friday.", &[("Friday", "2015-05-08")]);
}

#[test]
fn no_times_at_all() {
    for text in [
        "a girl aged four months, and boys about 10 years old at the age of ten years",
        "First Corinthians 9:25",
        "a survey of 1709 schoolchildren",
        "every now and then, in the small hours",
        "taxes for the period from first to last",
        "for the third time in as many weeks",
        "Ann Bell, 52 years old, and a 13-year-old boy",
        "Flight MH17 carried 298 people",
        "Section 2015 of the code, No. 1998",
        "It cost $1,999 or 2,014 francs",
        "They won 3-2 and lost 10-12",
        "Call 555-1998",
        "You may march on, she said",
        "a Boeing 747 and an A320",
        "the share fell by a quarter",
        "about 2000 people fled",
        "<https://news.example/2015/05/12/story-1998>",
        "the second half was better than the first",
        "He is in his fifties",
        "since the fall of the old regime",
        "Temperatures stayed in the 90s",
        "the BBC's Today programme",
        "at the end of the day, in the middle of the night",
    ] {
        expect(text, &[]);
    }
}

#[test]
fn without_a_date_of_the_article() {
    let text = "On Tuesday and in March, last week, on June 30; but on 3 May 2014 and a day later.";
    let found = times_in_text(text, &[], None);
    let values: Vec<&str> = found.iter().map(|time| time.value.as_str()).collect();
    assert_eq!(values, ["XXXX-WXX-2", "XXXX-03", "XXXX-WXX", "XXXX-06-30", "2014-05-03", "2014-05-04"]);
    assert_eq!(found[0].anchor, Anchor::Unresolved);
    assert_eq!(found[4].anchor, Anchor::Absolute);
    assert_eq!(found[5].anchor, Anchor::Narrative(TimexId(4)));
    let found = times_in_text("In the last decade of 2015, as somebody wrote.", &[], None);
    assert_eq!((found[0].value.as_str(), found[0].anchor), ("2015", Anchor::Absolute));
}

#[test]
fn since_and_until_are_open() {
    let found = times_in_text("It has lasted since April 2014 and goes on until June.", &[], Some(date(2015, 5, 12)));
    assert_eq!((found[0].is_open_start, found[0].is_open_end), (false, true));
    assert_eq!((found[1].is_open_start, found[1].is_open_end), (true, false));
}

#[test]
fn early_and_late_narrow_the_interval() {
    let found = times_in_text("in early 2013 and late May", &[], Some(date(2015, 5, 12)));
    assert_eq!(found[0].value, "2013");
    assert_eq!(found[0].interval.unwrap().latest, date(2013, 5, 1));
    assert_eq!(found[1].interval.unwrap().earliest, date(2015, 5, 21));
}

#[test]
fn the_small_hours_of_a_night_are_of_the_next_day() {
    let values = |text: &str| -> Vec<String> {
        let parts = [Part { kind: PartKind::Body, span: Span::new(0, text.len()) }];
        times_in_text(text, &parts, Some(date(2019, 3, 19))).into_iter().map(|time| time.value).collect()
    };
    assert_eq!(
        values("Thieves came last night. A window broke at 3:20 a.m. and they left."),
        ["2019-03-18TNI", "2019-03-19T03:20"]
    );
    assert_eq!(values("Thieves came last night. By noon there was a queue."), ["2019-03-18TNI", "2019-03-19T12:00"]);
    assert_eq!(
        values("Thieves came last night. A window broke at 9:20 p.m. and they left."),
        ["2019-03-18TNI", "2019-03-18T21:20"]
    );
    assert_eq!(
        values("Thieves came on Monday. A window broke at 3:20 a.m. and they left."),
        ["2019-03-18", "2019-03-18T03:20"]
    );
}
