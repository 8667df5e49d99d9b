//! What holds for every alignment, whatever the texts.

use proptest::prelude::*;

use super::*;

fn aligned(a: &str, b: &str, settings: &AlignmentSettings) -> Alignment {
    align(Side::new(a), Side::new(b), settings, &Progress::new()).expect("nobody cancels")
}

/// Text without what no edit has to cover.
fn unblank(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// The text of one side as its spans give it, in order of that side.
fn rebuilt(text: &str, spans: impl Iterator<Item = Span>) -> String {
    let mut spans: Vec<Span> = spans.filter(|span| !span.is_empty()).collect();
    spans.sort_unstable();
    assert!(spans.windows(2).all(|pair| !pair[0].overlaps(pair[1])), "no byte is covered twice: {spans:?}");
    spans.into_iter().map(|span| unblank(span.slice(text))).collect()
}

/// Every law that one alignment can keep or break.
fn check(a: &str, b: &str, settings: &AlignmentSettings) -> Result<Alignment, TestCaseError> {
    let found = aligned(a, b, settings);
    prop_assert_eq!(rebuilt(a, found.edits.iter().map(|edit| edit.a)), unblank(a));
    prop_assert_eq!(rebuilt(b, found.edits.iter().map(|edit| edit.b)), unblank(b));
    prop_assert!(found.edits.is_sorted_by_key(|edit| (edit.a.start(), edit.a.end())), "{:?}", found.edits);
    for edit in &found.edits {
        let (left, right) = (edit.a.slice(a), edit.b.slice(b));
        match edit.kind {
            EditKind::Equal | EditKind::Move => {
                let again = aligned(left, right, settings);
                prop_assert!(again.edits.iter().all(|edit| edit.kind == EditKind::Equal), "{left:?} {right:?}");
            }
            EditKind::Replace => prop_assert!(!edit.a.is_empty() && !edit.b.is_empty()),
            EditKind::Insert => prop_assert!(edit.a.is_empty() && !edit.b.is_empty()),
            EditKind::Delete => prop_assert!(!edit.a.is_empty() && edit.b.is_empty()),
        }
        prop_assert!(edit.kind != EditKind::Move || edit.moved.is_some());
        prop_assert!(edit.kind != EditKind::Equal || edit.moved.is_none());
    }
    let in_order: Vec<&Edit> = found.edits.iter().filter(|edit| edit.kind == EditKind::Equal).collect();
    prop_assert!(in_order.windows(2).all(|pair| pair[0].b.end() <= pair[1].b.start()), "equal text keeps its order");
    for link in &found.links {
        prop_assert!((0.0..=1.0).contains(&link.similarity));
        prop_assert!(link.a.1 as usize <= found.sentences_a.len() && link.b.1 as usize <= found.sentences_b.len());
    }
    let mirror = aligned(b, a, settings);
    prop_assert_eq!(&mirror.mirrored(), &found);
    Ok(found)
}

/// Few words, many sentences: the hardest texts to align, because everything resembles everything.
fn newsprint() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the",
        "of",
        "talks",
        "Kerry",
        "Putin",
        "Sochi",
        "and",
        "rebels",
        "6,100",
        "killed",
        "“peace”",
        "—",
        "U.S.",
        "it's",
        "🙂",
        "会",
        "\n\n",
        ". The",
        ".",
        ",",
        "- -",
        "''quoted''",
        "...",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

/// A text and what an editor made of it: sentences moved, left out, doubled, words changed.
fn versions() -> impl Strategy<Value = (String, String)> {
    let sentence =
        prop::collection::vec(prop::sample::select((0..200).collect::<Vec<u32>>()), 3..14).prop_map(|words| {
            let words: Vec<String> = words.iter().map(|word| format!("w{}", word * word % 191)).collect();
            format!("{}.", words.join(" "))
        });
    let sentences = prop::collection::vec(sentence, 1..14);
    (sentences, prop::collection::vec((any::<prop::sample::Index>(), 0..4u8), 0..8)).prop_map(|(sentences, changes)| {
        let mut edited = sentences.clone();
        for (index, change) in changes {
            if edited.is_empty() {
                break;
            }
            let at = index.index(edited.len());
            match change {
                0 => drop(edited.remove(at)),
                1 => edited.insert(0, edited[at].clone()),
                2 => {
                    let moved = edited.remove(at);
                    edited.push(moved);
                }
                _ => edited[at] = edited[at].replacen("w1", "Changed", 1),
            }
        }
        let mut text = sentences.join(" ");
        text.insert(0, 'A');
        (text, edited.join(" A"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_texts(a in newsprint(), b in newsprint()) {
        check(&a, &b, &AlignmentSettings::default())?;
    }

    #[test]
    fn any_two_versions((a, b) in versions(), ignores_punctuation: bool) {
        check(&a, &b, &AlignmentSettings { ignores_punctuation, ..AlignmentSettings::default() })?;
    }

    #[test]
    fn any_characters_at_all(a in "\\PC{0,40}", b in "\\PC{0,40}", ignores_punctuation: bool) {
        check(&a, &b, &AlignmentSettings { ignores_punctuation, ..AlignmentSettings::default() })?;
    }

    #[test]
    fn a_text_against_itself_is_all_equal(text in newsprint()) {
        let found = check(&text, &text, &AlignmentSettings::default())?;
        prop_assert!(found.edits.len() <= 1);
        prop_assert!(found.edits.iter().all(|edit| edit.kind == EditKind::Equal));
        prop_assert!(!found.is_unrelated);
    }

    #[test]
    fn what_is_left_out_is_never_paired(text in newsprint(), ends in any::<(prop::sample::Index, prop::sample::Index)>()) {
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        places.sort_unstable();
        let (one, other) = (ends.0.get(&places), ends.1.get(&places));
        let ignored = [Span::new(*one.min(other), *one.max(other))];
        let side = Side { text: &text, ignored: &ignored };
        let found = align(side, Side::new(&text), &AlignmentSettings::default(), &Progress::new()).expect("nobody cancels");
        prop_assert_eq!(rebuilt(&text, found.edits.iter().map(|edit| edit.a)), unblank(&text));
        for edit in found.edits.iter().filter(|edit| matches!(edit.kind, EditKind::Equal | EditKind::Move)) {
            prop_assert!(edit.a.intersection(ignored[0]).is_none_or(|both| both.slice(&text).trim().is_empty()));
        }
    }

    #[test]
    fn a_small_budget_gives_a_coarser_answer_and_says_so((a, b) in versions()) {
        let settings = AlignmentSettings { effort_millis: 0, ..AlignmentSettings::default() };
        let found = check(&a, &b, &settings)?;
        let full = aligned(&a, &b, &AlignmentSettings::default());
        prop_assert!(found.completeness == Completeness::Coarse || found == full);
    }
}

#[test]
fn empty_and_wordless_texts() {
    let settings = AlignmentSettings::default();
    let kinds =
        |a: &str, b: &str| -> Vec<EditKind> { aligned(a, b, &settings).edits.iter().map(|edit| edit.kind).collect() };
    assert!(kinds("", "").is_empty());
    assert!(kinds(" \n", "\t").is_empty());
    assert_eq!(kinds("", "One."), [EditKind::Insert]);
    assert_eq!(kinds("One.", ""), [EditKind::Delete]);
    assert_eq!(kinds("🙂 🙂 —", "🙂 🙂 —"), [EditKind::Equal]);
    assert_eq!(kinds("12 34", "12 34"), [EditKind::Equal]);
    let chinese = aligned("克里周二在索契会见了普京。", "克里周二在索契与普京会谈。", &settings);
    assert!(!chinese.is_unrelated && chinese.summary.words_equal >= 7, "{chinese:?}");
}

#[test]
fn one_sentence_of_a_megabyte() {
    // Without a point, an empty line or a rare word: nothing to hold on to.
    let dull = "again and ".repeat(100_000);
    let found = aligned(&dull, &dull[..dull.len() / 2], &AlignmentSettings::default());
    assert!(found.summary.words_equal > 0);
    // Every word once, and one word changed in the middle.
    let long: String = (0..120_000).map(|number| format!("n{number} ")).collect();
    let changed = long.replace("n60000 ", "other ");
    let found = aligned(&long, &changed, &AlignmentSettings::default());
    let kinds: Vec<EditKind> = found.edits.iter().map(|edit| edit.kind).collect();
    assert_eq!(kinds, [EditKind::Equal, EditKind::Replace, EditKind::Equal]);
}

#[test]
fn one_phrase_over_and_over_is_compared_coarsely() {
    let phrase = "克里周二在索契会见了普京讨论乌克兰和叙利亚问题";
    let a = phrase.repeat(60);
    let b = format!("{}他们没有透露{}", phrase.repeat(30), phrase.repeat(28));
    let found = check(&a, &b, &AlignmentSettings::default()).expect("the laws hold");
    let words = phrase.chars().count();
    assert!(found.summary.words_equal > 40 * words, "{:?}", found.summary);
    assert_eq!(found.completeness, Completeness::Coarse);
}

#[test]
fn a_moved_sentence_with_a_change_inside() {
    let a = "The minister flew to Sochi on Tuesday morning. Rebels hold the eastern towns of the region. \
             Prices of wheat rose by a third in spring. Nobody expects a quick agreement between the two capitals.";
    let b = "Prices of maize rose by a third in spring. The minister flew to Sochi on Tuesday morning. \
             Rebels hold the eastern towns of the region. Nobody expects a quick agreement between the two capitals.";
    let found = aligned(a, b, &AlignmentSettings::default());
    let told: Vec<(EditKind, &str, &str, Option<u32>)> = found
        .edits
        .iter()
        .map(|edit| (edit.kind, edit.a.slice(a), edit.b.slice(b), edit.moved.map(|moved| moved.0)))
        .filter(|(kind, ..)| *kind != EditKind::Equal)
        .collect();
    assert_eq!(
        told,
        [
            (EditKind::Move, "Prices of", "Prices of", Some(0)),
            (EditKind::Replace, "wheat", "maize", Some(0)),
            (EditKind::Move, "rose by a third in spring.", "rose by a third in spring.", Some(0)),
        ]
    );
    let linked: Vec<_> = found.links.iter().map(|link| (link.a.0, link.b.0, link.moved.is_some())).collect();
    assert_eq!(linked, [(0, 1, false), (1, 2, false), (2, 0, true), (3, 3, false)]);
}

#[test]
fn a_weak_island_is_part_of_the_change() {
    // "the" stands in both changes, but not at the same place of the sentence: one change, not three.
    let a = "The envoy said that the captain sailed away near the port.";
    let b = "The envoy said that boats leave the harbour near the port.";
    let found = aligned(a, b, &AlignmentSettings::default());
    let kinds: Vec<EditKind> = found.edits.iter().map(|edit| edit.kind).collect();
    assert_eq!(kinds, [EditKind::Equal, EditKind::Replace, EditKind::Equal]);
}

#[test]
fn a_compound_changes_as_a_whole() {
    let a = "The rebels want to end his family's four-decade rule of the country.";
    let b = "The rebels want to end his family's 45-year-old rule of the country.";
    let found = aligned(a, b, &AlignmentSettings::default());
    let changes: Vec<(&str, &str)> = found
        .edits
        .iter()
        .filter(|edit| edit.kind != EditKind::Equal)
        .map(|edit| (edit.a.slice(a), edit.b.slice(b)))
        .collect();
    assert_eq!(changes, [("four-decade", "45-year-old")]);
}

#[test]
fn merged_sentences_share_a_link() {
    let a =
        "The talks lasted four hours. They ended without a result, officials said. Markets fell sharply afterwards.";
    let b =
        "The talks lasted four hours and they ended without a result, officials said. Markets fell sharply afterwards.";
    let found = aligned(a, b, &AlignmentSettings::default());
    let linked: Vec<_> = found.links.iter().map(|link| (link.a, link.b)).collect();
    assert_eq!(linked, [((0, 2), (0, 1)), ((2, 3), (1, 2))]);
    assert_eq!((found.summary.words_equal, found.summary.words_replaced), (16, 1));
}

#[test]
fn unrelated_texts_are_said_to_be() {
    let a =
        "The harvest in the southern valleys was poor this year, farmers said, and the price of bread will rise again.";
    let b =
        "A court in the capital on Monday ordered the release of two editors who had been held for more than a month.";
    let found = aligned(a, b, &AlignmentSettings::default());
    let kinds: Vec<EditKind> = found.edits.iter().map(|edit| edit.kind).collect();
    assert!(found.is_unrelated);
    assert_eq!(kinds, [EditKind::Delete, EditKind::Insert]);
}
