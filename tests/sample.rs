//! The built-in sample shows what its README promises, from the file to the facts.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use variorum::analysis::{Analysis, Settings, analyze};
use variorum::corpus::{DocumentId, sample};
use variorum::progress::Progress;
use variorum::similarity::{PairScore, SimilaritySettings};

static ANALYSIS: LazyLock<Analysis> = LazyLock::new(|| {
    // Low enough that the two halves of a merged article are pairs too.
    let similarity = SimilaritySettings { threshold: Some(0.1), ..SimilaritySettings::default() };
    let settings = Settings { similarity, ..Settings::default() };
    analyze(&Arc::new(sample()), &settings, &Progress::default()).expect("nobody cancels")
});

fn id(path: &str) -> DocumentId {
    ANALYSIS.corpus.find(path).unwrap_or_else(|| panic!("the sample has no {path}"))
}

/// The scores of a pair, and whether the first of the two names is its `a`.
fn pair(one: &str, other: &str) -> (PairScore, bool) {
    let (one, other) = (id(one), id(other));
    let pair = ANALYSIS.matrix.pair(one, other).unwrap_or_else(|| panic!("no pair of {one:?} and {other:?}"));
    (*pair, one < other)
}

/// Share of the first article's shingles that the second has too.
fn containment(one: &str, other: &str) -> f64 {
    match pair(one, other) {
        (pair, true) => pair.containment_a_in_b,
        (pair, false) => pair.containment_b_in_a,
    }
}

#[test]
fn every_article_of_the_folder_is_built_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let mut files = BTreeSet::new();
    for outlet in folder.read_dir().expect("the sample").map(|entry| entry.expect("an entry")) {
        if outlet.path().is_dir() {
            for file in outlet.path().read_dir().expect("an outlet").map(|entry| entry.expect("an entry")) {
                let name = format!("{}/{}", outlet.file_name().display(), file.file_name().display());
                files.insert(name);
            }
        }
    }
    let built_in: BTreeSet<String> = sample().documents().iter().map(|document| document.path.clone()).collect();
    assert_eq!(built_in, files);
}

#[test]
fn agency_copy_that_ran_whole_is_contained_in_its_source() {
    for (pickup, source) in [
        ("aldermouth-herald/2019-03-08-ferry-disaster.txt", "meridian-press/2019-03-07-ferry-strikes-reef.txt"),
        ("aldermouth-herald/2019-03-13-orsic-velisk.txt", "meridian-press/2019-03-12-orsic-in-velisk.txt"),
        ("aldermouth-herald/2019-03-20-night-ferryman.txt", "norda/2019-03-19-night-ferryman.txt"),
        ("aldermouth-herald/2019-04-10-kesby-water.txt", "meridian-press/2019-04-09-kesby-water.txt"),
        ("harbour-courier/2019-05-11-library-van.txt", "norda/2019-05-10-ferryman-found.txt"),
        ("northern-ledger/2019-03-26-dunmarrow-new-chapter.txt", "norda/2019-03-26-halvorsen-statement.txt"),
    ] {
        let share = containment(pickup, source);
        assert!(share > 0.8, "{pickup} shares {share:.2} with {source}");
    }
}

#[test]
fn rewrites_share_a_part() {
    for (rewrite, source) in [
        ("metro-noon/2019-03-08-ferry-horror.html", "norda/2019-03-08-saint-orla.txt"),
        ("metro-noon/2019-03-20-row-row-rogues.html", "norda/2019-03-19-night-ferryman.txt"),
        ("brennick-observer/2019-04-30-our-letter.md", "meridian-press/2019-04-29-orsic-resigns.txt"),
        ("kesby-evening-post/2019-03-27-halvorsen.txt", "norda/2019-03-26-halvorsen-statement.txt"),
    ] {
        let share = containment(rewrite, source);
        assert!((0.3..0.7).contains(&share), "{rewrite} shares {share:.2} with {source}");
    }
}

#[test]
fn merged_articles_share_text_with_both_stories() {
    let sailors = "velisk-times/2019-03-16-sailors-honoured.txt";
    assert!(containment(sailors, "norda/2019-03-12-fishing-talks.txt") > 0.1);
    assert!(containment(sailors, "meridian-press/2019-03-07-ferry-strikes-reef.txt") > 0.1);
    let mine_and_main = "northern-ledger/2019-04-12-mine-and-main.txt";
    assert!(containment(mine_and_main, "meridian-press/2019-03-26-dunmarrow-mine.txt") > 0.1);
    assert!(containment(mine_and_main, "meridian-press/2019-04-09-kesby-water.txt") > 0.1);
}

#[test]
fn different_stories_are_no_pairs() {
    let ferry = id("meridian-press/2019-03-07-ferry-strikes-reef.txt");
    for other in ["norda/2019-04-15-marathon.txt", "norda/2019-03-26-halvorsen-statement.txt"] {
        assert!(ANALYSIS.matrix.pair(ferry, id(other)).is_none(), "the ferry and {other}");
    }
}
