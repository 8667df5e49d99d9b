//! The parts of whole articles.

use super::*;

fn shape(text: &str) -> Vec<(PartKind, &str)> {
    find(text, &[], "").parts.iter().map(|part| (part.kind, part.span.slice(text))).collect()
}

use PartKind::{Body, Boilerplate, Byline, Caption, Date, Dateline, Source, Title};

#[test]
fn a_saved_article_with_markdown_residue() {
    let text = "\n\nHarrow talks fail over fees\n\nBy [The Harbour Post](#)\n\nMay 12, 2015\n\nThe  **Harbour Post**\n\n\
                Mayor Ruth Calder waves as she boards the ferry in Harrow, May 11, 2015.\n\n\
                Mayor Ruth Calder hopes for a deal.\n\nShe flew in on Monday.\n\nOriginal url:\n\n\
                <https://www.harbourpost.example/2015/05/12/talks>";
    assert_eq!(
        shape(text),
        [
            (Title, "Harrow talks fail over fees"),
            (Byline, "By [The Harbour Post](#)"),
            (Date, "May 12, 2015"),
            (Source, "The  **Harbour Post**"),
            (Caption, "Mayor Ruth Calder waves as she boards the ferry in Harrow, May 11, 2015."),
            (Body, "Mayor Ruth Calder hopes for a deal."),
            (Body, "She flew in on Monday."),
            (Source, "Original url:"),
            (Source, "<https://www.harbourpost.example/2015/05/12/talks>"),
        ]
    );
    let found = find(text, &[], "");
    assert_eq!(found.byline.as_deref(), Some("The Harbour Post"));
    assert_eq!(found.outlet.as_deref(), Some("The Harbour Post"));
}

#[test]
fn wire_copy() {
    let text = "Talks fail\n\nThe mayor in Harrow May 12, 2015. Ann Bell/Meridian Wire\n\nHARROW, Norland (Meridian Wire) - Talks \
                failed.\n\nNo date was set.\n\n(Reporting by Ann Bell; Editing by C. Dee)";
    assert_eq!(
        shape(text),
        [
            (Title, "Talks fail"),
            (Caption, "The mayor in Harrow May 12, 2015. Ann Bell/Meridian Wire"),
            (Dateline, "HARROW, Norland (Meridian Wire) -"),
            (Body, "Talks failed."),
            (Body, "No date was set."),
            (Source, "(Reporting by Ann Bell; Editing by C. Dee)"),
        ]
    );
    let found = find(text, &[], "");
    assert_eq!(found.place.as_deref(), Some("HARROW, Norland"));
    assert_eq!(found.dateline_agency.as_deref(), Some("Meridian Wire"));
    assert!(found.caption_date.is_some());
}

#[test]
fn texts_without_a_head_are_all_body() {
    for text in [
        "On the other hand, it's a bad week. The bank did not help.\n\nNow to Jim Laurie.",
        "In the next fiscal year work will be started on twenty-three projects\nthat meet these standards. This will help\nmany.",
        "A reader asked why.\nNobody answered him.\nHe asked again.",
        "one line",
        "QVC Network Inc. said it completed its acquisition.\n\nQVC agreed to pay.",
        "where can I get it , I will like that ?\nI searched all over.\n",
    ] {
        assert!(shape(text).iter().all(|(kind, _)| *kind == Body), "{:?}", shape(text));
    }
}

#[test]
fn headlines_without_an_empty_line() {
    let text = "MONTEVIDEO 1996-09-14\nURUGUAY WOOL EXPORTS RISE 4.1 PCT - SUL.\nMONTEVIDEO, Sept 14 (Reuter) - Exports rose.\nMills took 31 percent.";
    assert_eq!(
        shape(text),
        [
            (Dateline, "MONTEVIDEO 1996-09-14"),
            (Title, "URUGUAY WOOL EXPORTS RISE 4.1 PCT - SUL."),
            (Dateline, "MONTEVIDEO, Sept 14 (Reuter) -"),
            (Body, "Exports rose."),
            (Body, "Mills took 31 percent."),
        ]
    );
}

#[test]
fn a_date_behind_the_headline() {
    let text = "Biologist speaks about ants Tuesday, September 1, 2015\n\nNick Bos studies them.";
    assert_eq!(
        shape(text),
        [
            (Title, "Biologist speaks about ants"),
            (Date, "Tuesday, September 1, 2015"),
            (Body, "Nick Bos studies them.")
        ]
    );
}

#[test]
fn labelled_heads_and_front_matter() {
    let text = "---\ntitle: \"Talks fail\"\ndate: 2015-05-12\nauthor: Ann Bell\nlayout: post\n---\n\nThe talks failed.";
    let found = find(text, &[], "");
    assert_eq!(found.title.as_deref(), Some("Talks fail"));
    assert_eq!(found.byline.as_deref(), Some("Ann Bell"));
    assert!(found.date_line.is_some());
    assert_eq!(shape(text).last(), Some(&(Body, "The talks failed.")));
    let labelled = "Headline: Talks fail\nSource: Harbour Post\nDate: 12 May 2015\n\nThe talks failed.";
    assert_eq!(find(labelled, &[], "").outlet.as_deref(), Some("Harbour Post"));
}

#[test]
fn residue_between_paragraphs() {
    let text = "Talks fail\n\nThe talks failed.\n\nAdvertisement\n\nRead more: Port fees rise\n\nThey will meet again.\n\nShare this article";
    assert_eq!(
        shape(text),
        [
            (Title, "Talks fail"),
            (Body, "The talks failed."),
            (Boilerplate, "Advertisement"),
            (Boilerplate, "Read more: Port fees rise"),
            (Body, "They will meet again."),
            (Boilerplate, "Share this article"),
        ]
    );
}

#[test]
fn a_kicker_is_not_the_headline() {
    let text = "WORLD NEWS\n\nTalks fail in Harrow over fees\n\nThe talks failed.";
    assert_eq!(find(text, &[], "").title.as_deref(), Some("Talks fail in Harrow over fees"));
}

#[test]
fn credits_to_agencies_anywhere() {
    for (text, agency) in [
        ("Talks fail\n\nThe talks failed.\n\nNo date was set. (AP)", "AP"),
        ("Talks fail\n\nThe talks failed.\n\nNo date was set.\n\nReuters contributed to this report.", "Reuters"),
        ("Talks fail\n\nThe talks failed.\n\n(With additional reporting from AFP)", "AFP"),
        ("Talks fail\n\nBy Ann Bell, Associated Press\n\nThe talks failed.", "AP"),
        ("Talks fail\n\nFrom Reuters\n\nMay 12, 2015\n\nThe talks failed.", "Reuters"),
    ] {
        assert_eq!(find(text, &[], "").credited_agency.as_deref(), Some(agency), "{text}");
    }
    // "With agencies" credits without a name; the line is no part of the article all the same.
    let text = "Talks fail\n\nThe talks failed.\n\n(with agencies)";
    assert_eq!(shape(text).last(), Some(&(Source, "(with agencies)")));
    assert_eq!(find(text, &[], "").credited_agency, None);
}

#[test]
fn corrections_stand_apart() {
    let text = "Talks fail\n\nThe talks failed.\n\nNo date was set.\n\nCorrection: An earlier version of this article \
                gave the wrong number of ferries.\n\nThis story has been updated.\n\n© 2015 Harbour Post. All rights reserved.";
    let apart: Vec<&str> =
        shape(text).into_iter().filter(|(kind, _)| *kind == Source).map(|(_, words)| words).collect();
    assert_eq!(apart.len(), 3, "{apart:?}");
    assert!(apart[0].starts_with("Correction:"));
}

#[test]
fn nothing_but_trailers_is_still_text() {
    let text = "https://example.org/a\n\nShare this article";
    assert!(!shape(text).is_empty());
}
