//! Sentences of agencies, broadcasters and courts of the 2010s, each with its times marked: `[words|TIMEX3 value]`.
//!
//! Each table holds to one idea; what is marked was written down before it was tried, and the news is invented.

use jiff::civil::date;

use super::newswire::check;

/// Told on Monday 9 July 2018.
#[test]
fn what_is_told_in_the_present_is_to_come() {
    check(
        r#"The two sides play on [Saturday|2018-07-14].
Norland play Estova in Vasta on [Wednesday|2018-07-11] for a place in the final.
The Rooks lead the series 2-0 and play in Orlen on [Thursday|2018-07-12].
Voters go to the polls on [Sunday|2018-07-15] in a run-off.
The assembly returns from its recess on [Tuesday|2018-07-10].
Her next match is against the Dane on [Thursday|2018-07-12].
Estova votes from [Thursday|2018-07-12] to [Sunday|2018-07-15].
Reeve Mills reports [second-quarter|2018-Q2] results on [Friday|2018-07-13].
By [Friday|2018-07-13] the river should crest at nine metres.
On [Friday|2018-07-13] the court may hear her appeal.
He said they do not plan to leave on [Friday|2018-07-13] even if the river rose.
He said they did not plan to leave on [Friday|2018-07-13] even if the river rose.
The pier sank on [Saturday|2018-07-07].
Neither of the two men could be found [Saturday|2018-07-07] in their home town.
Shares stand well above [Friday|2018-07-06]'s price.
On [Friday|2018-07-06], the mill planned to pay its first 30 men.
Tests on samples taken on [Saturday|2018-07-07] are due on [Wednesday|2018-07-11].
Officials say the men fled on [Saturday|2018-07-07]."#,
        date(2018, 7, 9),
    );
}

/// Told on Wednesday 7 September 2016.
#[test]
fn weekends_seasons_and_months_by_their_verb() {
    check(
        r#"The fair took place at the docks [this weekend|2016-W35-WE] and drew thousands.
The fair will take place at the docks [this weekend|2016-W36-WE].
Trains will be fewer [this spring|2016-SP].
The fleet sails home [this autumn|2016-FA].
The firm was hit by the loss of a contract in [December|2015-12].
The sale, which had been expected, is part of a plan to pay back the loan by [February|2017-02].
In [January|2016-01], a bomb killed two people in Vasta."#,
        date(2016, 9, 7),
    );
    // In a March, the summer of that year is ahead.
    check("There may be marches [this summer|1998-SU].", date(1998, 3, 22));
}

/// Told on Saturday 2 September 2017.
#[test]
fn words_that_count_and_words_that_do_not() {
    check(
        r#"The storm came ashore [late on Aug. 25|2017-08-25].
The alarm was raised at [nine thirty this morning|2017-09-02T09:30].
He counted nine thirty-foot boats.
The [month-old|P1M] strike has closed schools across the island.
A month-old boy was found unhurt.
It was dipped in the dye for [a couple of seconds|PT2S].
He left [a couple of years ago|2015].
The lamp is lit [every night|XXXX-XX-XXTNI].
The traps were emptied [three times per day|P1D].
It rained for [a while|PXX].
It lost half its worth in [a single day|P1D].
The bridge will be ready by [year's end|2017].
They spoke of the hours of the day and the days of the week.
He told "This Week" that he was well.
She won at World Cup [2014|2014] day five.
[A day|P1D] after the flood, the mill reopened.
For [the quarter a year ago|2016-Q2], the mill lost money."#,
        date(2017, 9, 2),
    );
}
