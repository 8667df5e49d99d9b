//! Files of many articles as news databases export them: Nexis and LexisNexis, Factiva, ProQuest and NewsBank.
//!
//! All are plain text made for people, with a line that ends or begins each article and labelled lines around its text.
//! A file is split only when such a line is found, so an ordinary article pays for one search.

mod fields;
mod labels;
mod layouts;
mod pieces;

use fields::Fields;
use pieces::{Service, pieces};

use crate::corpus::article::Draft;
use crate::corpus::parts::byline_of;
use crate::corpus::{Origin, PartKind, Sourced};

/// The articles of an export, or nothing when the text is not one.
pub(in crate::corpus) fn split(text: &str) -> Option<Vec<Draft>> {
    let pieces = pieces(text)?;
    let drafts: Vec<Draft> = pieces.into_iter().filter_map(|piece| article(piece.text, piece.service)).collect();
    (!drafts.is_empty()).then_some(drafts)
}

/// The article in one piece of an export.
fn article(piece: &str, service: Service) -> Option<Draft> {
    let mut found = Fields::default();
    match service {
        Service::Factiva => layouts::factiva(piece, &mut found),
        Service::Nexis | Service::Labelled => layouts::labelled(piece, &mut found),
    }
    if found.body.iter().all(String::is_empty) || found.title.is_none() && found.outlet.is_none() {
        return None;
    }
    let mut draft = Draft::default();
    if let Some(title) = &found.title {
        draft.push(PartKind::Title, title);
    }
    if let Some(byline) = &found.byline {
        draft.push(PartKind::Byline, byline);
    }
    if let Some(date) = &found.date {
        draft.push(PartKind::Date, date);
        draft.state_date(date);
    }
    for paragraph in &found.body {
        draft.push(PartKind::Body, paragraph);
    }
    let state = |value: Option<String>| {
        value.filter(|value| !value.is_empty()).map(|value| Sourced::certain(value, Origin::Metadata))
    };
    draft.metadata.title = state(found.title);
    let byline = found.byline.map(|byline| byline_of(&byline).map_or(byline.clone(), |found| found.authors));
    draft.metadata.byline = state(byline);
    draft.metadata.outlet = state(found.outlet);
    draft.metadata.url = state(found.url.filter(|url| url.starts_with("http")));
    draft.metadata.place = state(found.place);
    if found.language.as_deref().is_some_and(|language| language.to_ascii_lowercase().starts_with("english")) {
        draft.metadata.language = state(Some("en".to_owned()));
    }
    Some(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, String, String, String)> {
        let value = |slot: &Option<Sourced<String>>| slot.as_ref().map(|found| found.value.clone()).unwrap_or_default();
        split(text)
            .unwrap_or_default()
            .iter()
            .map(|draft| {
                let date = draft.stated_date.as_ref().map(|found| format!("{:?}", found.reading)).unwrap_or_default();
                (value(&draft.metadata.title), value(&draft.metadata.outlet), date, value(&draft.metadata.byline))
            })
            .collect()
    }

    const EXPECTED: [(&str, &str, &str, &str); 2] = [
        ("Talks fail in Harrow", "Harbour Post", "Day(2015-05-12)", "Ann Bell"),
        ("Fees rise again", "Northern Ledger", "Day(2015-05-13)", "C. Dee"),
    ];

    fn assert_shown(text: &str) {
        let expected: Vec<_> = EXPECTED
            .iter()
            .map(|(a, b, c, d)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned(), (*d).to_owned()))
            .collect();
        assert_eq!(shown(text), expected);
        for draft in split(text).unwrap_or_default() {
            assert!(
                draft.text.contains("The talks") && !draft.text.contains("LENGTH") && !draft.text.contains("Load-Date"),
                "{}",
                draft.text
            );
        }
    }

    #[test]
    fn older_nexis() {
        assert_shown(
            "1 of 2 DOCUMENTS\n\nHarbour Post\n\nMay 12, 2015 Tuesday\n\nTalks fail in Harrow\n\nBYLINE: Ann Bell\n\nSECTION: News\n\nLENGTH: 12 words\n\nBODY:\nThe talks failed.\n\nNobody won.\n\nLOAD-DATE: May 13, 2015\n\n\
             2 of 2 DOCUMENTS\n\nNorthern Ledger\n\nMay 13, 2015 Wednesday\n\nFees rise again\n\nBYLINE: C. Dee\n\nLENGTH: 9 words\n\nBODY:\nThe talks made fees rise.\n",
        );
    }

    #[test]
    fn newer_nexis() {
        assert_shown(
            "Talks fail in Harrow\nHarbour Post\nMay 12, 2015 Tuesday\nCopyright 2015 Harbour Post All Rights Reserved\nSection: News\nLength: 12 words\nByline: Ann Bell\nBody\n\nThe talks failed.\n\nLoad-Date: May 13, 2015\n\nEnd of Document\n\n\
             Fees rise again\nNorthern Ledger\nMay 13, 2015 Wednesday\nByline: C. Dee\nBody\nThe talks made fees rise.\nLoad-Date: May 14, 2015\nEnd of Document\n",
        );
    }

    #[test]
    fn factiva_text() {
        assert_shown(
            "News\nTalks fail in Harrow\nBy Ann Bell\n312 words\n12 May 2015\n09:30\nHarbour Post\nHARPOS\nEnglish\nCopyright 2015 Harbour Post\n\nThe talks failed.\n\nDocument HARPOS0020150512eb5c00001\n\n\
             Fees rise again\nBy C. Dee\n1,200 words\n13 May 2015\nNorthern Ledger\nNORLED\nEnglish\n(c) 2015 Northern Ledger\n\nThe talks made fees rise.\n\nDocument NORLED0020150513eb5d00002\n",
        );
    }

    #[test]
    fn proquest_text() {
        let rule = "_".repeat(60);
        assert_shown(&format!(
            "{rule}\n\nTitle: Talks fail in Harrow\n\nAuthor: Ann Bell\n\nPublication title: Harbour Post\n\nPublication date: May 12, 2015\n\nFull text: The talks failed.\n\nNobody won.\n\nSubject: Ports\n\nProQuest document ID: 123\n{rule}\n\
             Title: Fees rise again\nAuthor: C. Dee\nPublication title: Northern Ledger\nPublication date: May 13, 2015\nFull text: The talks made fees rise.\n{rule}\n"
        ));
    }

    #[test]
    fn labelled_records() {
        assert_shown(
            "Headline: Talks fail in Harrow\nAuthor: Ann Bell\nPublication: Harbour Post\nDate: May 12, 2015\nText: The talks failed.\nRecord Number: 1\n\
             Headline: Fees rise again\nAuthor: C. Dee\nPublication: Northern Ledger\nDate: May 13, 2015\nText: The talks made fees rise.\nRecord Number: 2\n",
        );
    }

    #[test]
    fn articles_are_not_exports() {
        for text in [
            "Talks fail\n\nThe talks failed. 25 DOCUMENTS were signed.",
            "Document 5 was signed.\nDocument 6 was not.",
            "Text: yes\n\nNo.",
        ] {
            assert!(split(text).is_none(), "{text}");
        }
    }
}
