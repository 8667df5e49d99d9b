//! Sentences as newspapers write them, each with its times marked: `[words|TIMEX3 value]`.
//!
//! What is marked was written down before it was tried, by the guidelines of TimeML 1.2.1; the news is invented.

use jiff::civil::{Date, date};

use super::times_in_text;

/// A sentence with what is found in it marked.
fn marked(text: &str, day: Date) -> String {
    let mut marked = String::new();
    let mut last = 0;
    for time in times_in_text(text, &[], Some(day)) {
        marked.push_str(&text[last..time.span.start()]);
        marked.push_str(&format!("[{}|{}]", time.span.slice(text), time.value));
        last = time.span.end();
    }
    marked + &text[last..]
}

/// A marked sentence without its marks.
fn plain(marked: &str) -> String {
    let mut parts = marked.split('[');
    let first = parts.next().unwrap_or_default();
    parts.fold(first.to_owned(), |text, part| {
        let (words, rest) = part.split_once('|').expect("a mark has a value");
        let (_, rest) = rest.split_once(']').expect("a mark ends");
        text + words + rest
    })
}

pub(super) fn check(sentences: &str, day: Date) {
    for sentence in sentences.lines() {
        assert_eq!(marked(&plain(sentence), day), sentence);
    }
}

/// Told on a Thursday.
const SPRING_2013: &str = r#"The rebels seized the airport [Wednesday|2013-03-13] after [two days|P2D] of heavy shelling.
A bomb killed 12 people in the capital [late Tuesday|2013-03-12], police said [Wednesday|2013-03-13].
The court will hear the appeal [next Tuesday|2013-03-19].
He was convicted in [June|2012-06] of taking bribes.
The company was founded in [1911|1911] and went public in [October 1986|1986-10].
Sales rose 4 percent in [the three months|P3M] to [December|2012-12].
The last time the team won here was in [the spring of 1994|1994-SP].
He scored twice in [the last 10 minutes|PT10M].
[The previous day|2013-03-13], troops had fired on the crowd.
[Earlier this week|2013-W11], the two leaders spoke by telephone.
Prices have doubled in [the past decade|P10Y].
Over [the past six months|P6M], the rupee has lost a tenth of its value.
The [three-day|P3D] summit opens [Friday|2013-03-15] in Brussels.
The [two-week|P2W] cease-fire expires at [midnight Saturday|2013-03-16T24].
The island is home to a 12-year-old girl.
The shop is open [Mondays|XXXX-WXX-1] and [Thursdays|XXXX-WXX-4].
[Now|PRESENT_REF] he says he regrets it.
He [recently|PAST_REF] moved to Oslo.
In [the near future|FUTURE_REF] the road will be widened.
[Ten days ago|2013-03-04] he was seen in Madrid.
[Half a century ago|1963] the dam was built.
The statement was issued at [9:30 a.m. Thursday|2013-03-14T09:30].
The plane took off at [6 p.m. local time|2013-03-14T18:00] and landed [two hours later|PT2H].
Fighting went on [overnight|2013-03-14TNI].
He died [Tuesday night|2013-03-12TNI] at his home. He was 84.
He said [Sunday|2013-03-10] that he would leave on [Saturday|2013-03-16].
The pope is due to arrive [Sunday|2013-03-17].
Net income for [the first quarter|2013-Q1] is seen at 5 cents a share.
In [the fourth quarter|2012-Q4], profit fell to $2 million from $3 million [a year earlier|2011-Q4].
For [the full year|2012], sales were $10 million, up from $9 million in [2011|2011].
Exports rose 5 percent from [a year earlier|2012].
The index fell 2 percent on [the week|2013-W11].
Oil for [April|2013-04] delivery rose 40 cents to $92.
The yield on the [10-year|P10Y] note was 2.03 percent.
Inflation was 3 percent in [the year|P1Y] to [January|2013-01].
The club, founded in [the summer of 1902|1902-SU], has never won the cup.
[Last weekend|2013-W10-WE] they lost at home to Leeds.
The race will be held [next weekend|2013-W12-WE].
Prosecutors say that on [the night of Jan. 7|2013-01-07TNI] he drove to the lake.
The former mayor had left [years earlier|PXY].
[Years ago|PAST_REF] the street was full of shops.
[A few days later|PXD] he called again.
In [recent weeks|PAST_REF] the prices have fallen.
He will serve as chairman for [the next two years|P2Y].
The bridge will reopen in [two weeks|P2W].
[Two weeks from now|2013-W13] it will be spring.
The museum closes on [Christmas Day|2013-12-25].
The store did well over [Christmas|2012-12-25].
On [New Year's Eve|2012-12-31] the square was full.
In [mid-March|2013-03] the snow is still deep.
[Early last year|2012] the mine was flooded.
At [the beginning of the year|2013] there were 40 of them.
It has rained since [early morning|2013-03-14TMO].
Voters go to the polls on [May 14|2013-05-14].
The treaty took effect on [Jan. 1|2013-01-01].
The treaty takes effect on [Jan. 1|2014-01-01].
The party conference in [October|2012-10] had rejected the plan.
The city was hit by an earthquake on [Feb. 22, 2011|2011-02-22], killing 185 people. [The same day|2011-02-22] a state of emergency was declared.
In [2005|2005] the firm had 30 workers; [that year|2005] it made its first profit.
They agreed in [July 2010|2010-07] to merge. [The following month|2010-08] the plan was dropped.
It began on [Monday|2013-03-11]. [A day earlier|2013-03-10] the president had fled.
It snowed in [the last two weeks of December|P2W].
In [the first six months of the year|P6M] exports fell.
In [the first half of 2012|2012-H1] exports fell.
On [the first Monday of May|2013-05-06] the market is held.
The [Nov. 6|2012-11-06] election gave him a narrow win.
The [January|2013-01] figures were better than those of [December|2012-12].
The [1996|1996] Olympics were held in Atlanta.
It was the first such visit in [more than a decade|P10Y].
The council meets [twice a month|P1M].
[These days|PRESENT_REF] nobody buys maps.
In [those days|PAST_REF] there was no road.
Until [now|PRESENT_REF] nobody had asked.
A cease-fire was reached at [noon|2013-03-14T12:00] and broken [an hour later|PT1H].
The crash happened shortly after at [3 a.m.|2013-03-14T03:00].
Schools were closed [Thursday|2013-03-14] and [Friday|2013-03-15] because of the storm.
Schools will be closed [Monday|2013-03-18].
The accord was signed [Feb. 15|2013-02-15], [less than a week|P1W] after talks began.
It was sold for $2 million in [2003|2003], [10 years|P10Y] after it was built.
The firm, bought [last year|2012] by a rival, was founded [30 years ago|1983].
On [Tuesday|2013-03-12], a judge ruled that the [2010|2010] law was void.
[This past weekend|2013-W10-WE] the lake froze.
The Times reported [Sunday|2013-03-10] that he would step down [this summer|2013-SU].
The film opens nationwide on [Friday, March 22|2013-03-22].
[Last summer|2012-SU] they rented a house in Maine.
[Last fall|2012-FA] the crop was poor; [this spring|2013-SP] it looks better.
He is due back in court [April 3|2013-04-03].
In [the 12 months|P12M] through [February|2013-02], prices rose 2 percent.
The program, begun in [fiscal 2010|2010], cost $3 million.
[Twenty years ago this month|1993-03] the siege began.
The office will be closed for [the rest of the week|2013-W11].
He had not been seen since [the middle of last week|2013-W10].
Demand is highest in [December|2012-12] and [January|2013-01].
Traffic was heavy over the [Labor Day|2012-09-03] weekend.
The cease-fire took hold at [6 a.m. on Jan. 3|2013-01-03T06:00].
The quake struck at [2:46 p.m. on March 11, 2011|2011-03-11T14:46].
He left home at about [8 o'clock Tuesday morning|2013-03-12T08:00].
He was shot shortly before [midnight on Sunday|2013-03-10T24].
A spokesman declined to comment [Wednesday evening|2013-03-13TEV].
The fire broke out around [dawn Wednesday|2013-03-13TMO].
On the fifth day of the siege, the water ran out.
It is the third time in [two weeks|P2W] that the talks have failed.
For [nearly a quarter of a century|P25Y] he ran the paper.
He ran the paper for [a quarter century|P25Y].
The treaty is a [half-century|P50Y] old.
In [the mid-'90s|199] it was a slum.
In [the early years of the 20th century|19] it was a port.
He took over in [2008|2008] and resigned within [months|PXM].
The suspects were arrested within [hours|PTXH].
They have until [the end of next week|2013-W12] to reply.
Payment is due no later than [March 31|2013-03-31].
The show runs from [now|PRESENT_REF] until [June|2013-06].
It will be published [this fall|2013-FA].
The bill passed the House [earlier this month|2013-03].
It has fallen [every year|P1Y] since [2008|2008].
The Spanish daily El Pais reported the deal.
In an interview with the German weekly Der Spiegel he denied it.
The deal was struck in [the early hours of Thursday|2013-03-14].
The body was found on [the morning of March 2|2013-03-02TMO].
The suspect was arrested [that evening|2013-03-14TEV].
He had come home on [Sunday|2013-03-10]. [The next morning|2013-03-11TMO] he was dead.
[Just a month ago|2013-02] the fund was worth twice as much.
He met the president [less than two weeks ago|2013-W09].
It all began [more than a century ago|1913].
He won here [last year|2012] and [the year before|2011].
Profit rose to $5 million in [the October-December quarter|2012-Q4].
In [the first two months of the year|P2M] orders dried up.
Housing starts rose in [January|2013-01] after falling [the previous month|2012-12].
The euro rose to $1.30 from $1.29 [late Wednesday|2013-03-13].
Brent crude for [May|2013-05] delivery rose to $109.
The two had met [years|PXY] before.
Police said [Sept. 11|2012-09-11] was chosen on purpose.
He was in New York during the [Sept. 11|2001-09-11] attacks.
After the [September 11, 2001|2001-09-11], attacks security was tightened.
He was to have testified [Monday|2013-03-11] but fell ill.
He pleaded guilty in [December|2012-12] and will be sentenced [May 3|2013-05-03].
The parties, which met [Tuesday|2013-03-12], will meet again [Monday|2013-03-18].
The funeral will take place [Saturday|2013-03-16] in the village where he was born in [1927|1927].
Voters in Kenya, where elections were held on [March 4|2013-03-04], are waiting.
Since [the beginning of the year|2013] 40 people have died.
He retired at the age of 65.
It will take [one to two weeks|P1W] to count the votes.
Ramadan begins in [July this year|2013-07].
Weekdays are quiet, [weekends|PXWE] are not.
It opens weekdays from [9 a.m.|2013-03-14T09:00] to [5 p.m.|2013-03-14T17:00]
Saturday Night Live made fun of him.
The Sunday Times called him on [Sunday night|2013-03-10TNI].
The trial starts [the week of March 18|2013-W12].
The war ended [10 years ago next week|2003-W12].
It is a tradition that goes back to [the 1700s|17].
On [Friday|2013-03-15], he will deny it.
On [Friday|2013-03-08], he had denied it.
On [Tuesday|2013-03-19], the council plans to vote.
The trial has been adjourned until [Wednesday|2013-03-20].
The panel will attend [Tuesday|2013-03-19]'s hearing.
The report was made by a panel which will hold a hearing [Tuesday|2013-03-19].
Snow is expected [late tonight|2013-03-14TNI] and [Friday morning|2013-03-15TMO].
He was away from [Nov. 30|2012-11-30] to [Dec. 2|2012-12-02].
Black Friday is the busiest day.
Prices could fall by a quarter.
About 1,500 people and 2,000 soldiers marched.
The fall of the government surprised him.
Sun Microsystems and Mars Inc. rose."#;

/// Told on a Thursday; some of it as it is spoken.
const SPRING_1998: &str = r#"It's [February seventeenth|1998-02-17], and the bells are ringing.
In [nineteen ninety-six|1996] he was shot.
In [the nineteen eighties|198] it was a farm.
[A half hour ago|1998-03-05] the bell rang.
By [two thousand and five|2005] the oil will be gone.
[Four years ago today|1994-03-05] the ship sank.
[Last Sunday|1998-03-01] they voted.
They voted [a week ago Sunday|1998-02-22].
[A week or two ago|1998-W09] it was different.
It happened on [the 14th of February|1998-02-14].
[The late 1980s|198] and [early 1990s|199] were hard.
In [late February|1998-02] it thawed.
[Early this morning|1998-03-05TMO] it thawed.
Traders said [yesterday|1998-03-04] that orders for [April|1998-04] were slow.
In late New York trading [yesterday|1998-03-04], the dollar was at 1.8 marks.
He succeeds Mr. Bell, who retired at [year end|1997-12-31].
It plans to cut 300 jobs by [year-end|1998-12-31].
It plans to cut 300 jobs over [the next 18 months|P18M].
The plan, announced in [October|1997-10], calls for [five years|P5Y] of cuts.
Terms call for payment [over five years|P5Y].
A decision is expected [early next week|1998-W11].
A decision could come as early as [today|1998-03-05].
A decision could come [as early as next month|1998-04].
The company, with annual sales of $40 million, was sold.
[Fourth-quarter|1997-Q4] net rose 4 percent to $9 million from $8 million [a year earlier|1996-Q4].
For [1997|1997], net was $30 million, compared with $28 million [a year earlier|1996].
Net for [the year|1997] was $30 million.
It sees [1998 first-quarter|1998-Q1] net of 40 cents.
Sales rose 3 percent in [January|1998-01] from [December|1997-12] and 5 percent from [January 1997|1997-01].
At [8:30 a.m. EST|1998-03-05T08:30] the report is due.
The bill was signed into law [Oct. 3|1997-10-03].
The trial is set for [Oct. 3|1998-10-03].
The ministers, meeting here [this week|1998-W10], failed to agree.
It was not clear [Thursday night|1998-03-05TNI] who had won.
[Last Dec. 5|1997-12-05] he fled.
It was built [three centuries ago|1698].
In the [1996|1996] campaign he ran third.
[The fall of 1996|1996-FA] was cold.
In [the winter of 1996|1996-WI]-97 it was cold.
They had met [the night before|1998-03-04TNI].
Clinton said on [Feb. 17|1998-02-17] that force might be needed. [Six days later|1998-02-23] a deal was signed. [The next day|1998-02-24] oil fell.
In [January|1998-01] talks broke down. [Two months earlier|1997-11], they had seemed close.
The ship left on [March 1|1998-03-01]. It is expected to dock on [March 12|1998-03-12].
In [January 1979|1979-01] the shah fell, and by [the end of the year|1979] he was ill.
In [November 1979|1979-11] students seized the embassy. [The following April|1980-04] a rescue failed.
[Five months|P5M] after the seizure, a rescue failed."#;

/// Told on a Thursday: results of companies, as their quarters, halves and years are compared.
const AUTUMN_1989: &str = r#"Bell Corp. said [third-quarter|1989-Q3] profit rose 4% to $9 million from $8 million [a year before|1988-Q3].
Bell Corp. said net in [its fiscal second quarter|1989-Q2] rose 4%. In [the year-earlier quarter|1988-Q2], it earned $3 million.
Bell's net for [the first half|1989-H1] rose 4% to $9 million from $8 million in [the 1988 first half|1988-H1].
Bell's pretax profit for [the first half|1989-H1] rose 4% to $9 million from $8 million [a year earlier|1988-H1].
In [the first half of 1989|1989-H1], net was $3 million, up from $2 million in [the year-earlier period|1988-H1].
For [the nine months|P9M], net was $30 million, up from $20 million [a year earlier|1988].
For the [nine-month|P9M] period, net was $30 million, up from $20 million in [the year-ago period|1988].
In [the first nine months of this year|P9M], net was $30 million.
Sales in [the latest nine months|P9M] were $40 million.
Net in [the most recent quarter|1989-Q3] was flat.
Net in [the current quarter|1989-Q4] will be flat.
Net in [the current fiscal year|1989] will be flat.
Results in [the 1988 third quarter|1988-Q3] were restated.
Results in [last year's third quarter|1988-Q3] were restated.
Results in [the third quarter last year|1988-Q3] were restated.
Results in [the same quarter last year|1988-Q3] were restated.
Results in [the same period a year ago|1988] were restated.
Results in [the same period last year|1988] were restated.
Earnings for [the second quarter|1989-Q2] were hurt by the strike; [third-quarter|1989-Q3] results won't be.
It expects [fourth-quarter|1989-Q4] net to fall from the $8 million posted [a year earlier|1988-Q4].
It expects [full-year|1989] net of $3 a share.
It expects [full-year 1989|1989] net of $3 a share.
For all of [1988|1988], net was $3 a share.
In [1988's third quarter|1988-Q3], it lost money.
Sales in [the first 10 days of October|P10D] fell 20%.
The dividend is payable [Nov. 15|1989-11-15] to holders of record [Oct. 31|1989-10-31].
The offer, which was to expire [yesterday|1989-10-25], was extended to [Nov. 10|1989-11-10].
The offer expires at [midnight EST Nov. 10|1989-11-10T24].
Rates on [90-day|P90D] bills rose to 8%, from 7.9% at [last week|1989-W42]'s auction.
In [late afternoon|1989-10-26TAF] trading it was at 2700.
Construction will begin [early next year|1990] and take [18 months|P18M].
Construction will begin [next spring|1990-SP] and end by [mid-1991|1991]."#;

#[test]
fn sentences_of_2013() {
    check(SPRING_2013, date(2013, 3, 14));
}

#[test]
fn sentences_of_1998() {
    check(SPRING_1998, date(1998, 3, 5));
}

#[test]
fn sentences_of_business() {
    check(AUTUMN_1989, date(1989, 10, 26));
}
