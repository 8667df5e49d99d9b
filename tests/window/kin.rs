//! Copies, articles of one story, and articles made of two.

use variorum::app::filter::Filter;
use variorum::app::pair_query::PairQuery;

use super::driver::*;

/// A folder with one report, twice, and another of the same matter, none of which says who published it or when.
fn nameless() -> (tempfile::TempDir, Driven) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let story = "The council of Lenn voted on Tuesday to close the old bridge over the river for two years of repair.";
    for (name, text) in [
        ("first.txt", format!("Bridge to close\n\n{story} It opens again in spring.\n")),
        ("copy.txt", format!("Bridge to close\n\n{story} It opens again in spring.\n")),
        ("other.txt", format!("Traders angry\n\n{story} Traders are not amused at all.\n")),
    ] {
        std::fs::write(folder.path().join(name), text).expect("a file can be written");
    }
    let harness = window(Launch { paths: vec![folder.path().into()], opens_sample: false });
    (folder, harness)
}

#[test]
fn a_duplicate_without_an_outlet_is_named_by_its_file_and_leads_there() {
    let (_folder, mut harness) = nameless();
    let find = |harness: &Driven, path: &str| state(harness).analysis.corpus.find(path).expect("it was read");
    let (first, copy) = (find(&harness, "first.txt"), find(&harness, "copy.txt"));
    perform(&mut harness, Command::Select(Select::Article(first)));
    harness.get_by_label_contains("Exact duplicate");
    harness.get_by_role_and_label(Role::Link, "copy.txt").click();
    settle(&mut harness);
    assert_eq!(state(&harness).selection.article, Some(copy));
}

#[test]
fn copies_are_told_from_other_pairs_in_the_list_and_beside_it() {
    let (_folder, mut harness) = nameless();
    show(&mut harness, Pane::Pairs);
    assert_eq!(state(&harness).shown().pairs.len(), 3);
    assert_eq!(harness.get_all_by_label("exact copy").count(), 1, "one pair of three has the very same words");
    harness.get_by_label_contains("Bridge to close with Bridge to close, 100 %, exact copy");
    let pairs = |harness: &Driven| state(harness).shown().pairs.len();
    for (typed, left) in [("class:copy", 1), ("-class:copy", 2), ("class:verbatim", 1), ("class:edited", 2)] {
        let filter = Filter { pairs: PairQuery::parse(typed).expect("well formed"), ..Filter::default() };
        perform(&mut harness, Command::Filter(FilterCommand::Set(filter)));
        assert_eq!(pairs(&harness), left, "{typed}");
    }
    perform(&mut harness, Command::Filter(FilterCommand::Clear));
    let find = |harness: &Driven, path: &str| state(harness).analysis.corpus.find(path).expect("it was read");
    let (first, copy, other) = (find(&harness, "first.txt"), find(&harness, "copy.txt"), find(&harness, "other.txt"));
    let says_so = "Exact copy: the two have the very same words";
    perform(&mut harness, Command::Select(Select::Pair(first, copy)));
    harness.get_by_label(says_so);
    perform(&mut harness, Command::Select(Select::Pair(first, other)));
    assert!(harness.query_by_label(says_so).is_none());
}

#[test]
fn articles_made_of_two_stories_are_shown_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bridge = "The council of Lenn voted on Tuesday to close the old bridge over the river for two years of repair. \
                  Traders said the detour through Garrow would cost them every second customer.";
    let goats = "A herd of forty goats broke into the library of Ostermead and ate the card index from K to M. \
                 The librarian said that nobody had asked for those volumes since the flood.";
    let texts = [
        ("bridge.txt", bridge.to_owned()),
        ("bridge-2.txt", format!("{bridge} It opens again in spring.")),
        ("goats.txt", goats.to_owned()),
        ("goats-2.txt", format!("{goats} The goats are well.")),
        ("both.txt", format!("{bridge}\n\n{goats}")),
    ];
    for (name, text) in texts {
        std::fs::write(folder.path().join(name), text).expect("a file can be written");
    }
    let mut harness = window(Launch { paths: vec![folder.path().into()], opens_sample: false });
    click(&mut harness, "Filter");
    harness.get_by_label("Only those made of two stories").click();
    settle(&mut harness);
    let both = state(&harness).analysis.corpus.find("both.txt").expect("it was read");
    assert_eq!(state(&harness).shown().order, [both]);
    harness.get_by_label("Filter (1)");
    harness.get_by_label("Show everything").click();
    settle(&mut harness);
    assert_eq!(state(&harness).shown().order.len(), 5);
    // Where there are none, there is nothing to choose.
    let (_folder, mut harness) = nameless();
    click(&mut harness, "Filter");
    assert!(harness.get_by_label("Only those made of two stories").accesskit_node().is_disabled());
}

#[test]
fn a_story_of_which_nothing_else_is_known_shows_its_titles() {
    let (_folder, mut harness) = nameless();
    show(&mut harness, Pane::Clusters);
    wait(&mut harness, "the titles", |harness| harness.query_by_label("“Traders angry”").is_some());
    assert!(harness.query_by_label_contains("not known").is_none());
    let story = state(&harness).shown().stories[0].id;
    perform(&mut harness, Command::Select(Select::Cluster(story)));
    harness.get_by_label("Its articles");
    assert!(harness.query_by_label_contains("Unknown outlet").is_none());
}
