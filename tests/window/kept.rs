//! What a person left as they like it is so in the next run, and a reset makes it as at first.

use super::driver::*;

/// Wide enough for every column.
const SIZE: [f32; 2] = [2200.0, 900.0];

fn sample_with(preferences: Preferences) -> Driven {
    window_with(SIZE, Launch { opens_sample: true, ..Launch::default() }, preferences)
}

/// The next run: nothing but the settings is handed over.
fn next_run(harness: &Driven) -> Driven {
    sample_with(state(harness).preferences.clone())
}

/// The head of a column, as wide as it is.
fn head(harness: &Driven, label: &str) -> egui::Rect {
    let name = format!("Sort by {label}");
    let is_it = |node: &String| *node == name || node.starts_with(&format!("{name},"));
    let mut heads = harness.get_all_by_label_contains(&name);
    heads.find(|node| node.accesskit_node().label().as_ref().is_some_and(is_it)).expect("a head").rect()
}

/// Drags the right edge of a column.
fn widen(harness: &mut Driven, label: &str, by: f32) {
    let rect = head(harness, label);
    let edge = egui::pos2(rect.right() + 4.0, rect.center().y);
    drag(harness, edge, edge + egui::vec2(by, 0.0));
}

#[test]
fn a_column_stays_as_wide_as_it_was_dragged() {
    let mut harness = sample_with(Preferences::default());
    for (pane, label, other) in
        [(Pane::Pairs, "Score", "Run"), (Pane::Articles, "Outlet", "Title"), (Pane::Entities, "Name", "Mentions")]
    {
        show(&mut harness, pane);
        let (first, unmoved) = (head(&harness, label).width(), head(&harness, other).width());
        widen(&mut harness, label, 33.0);
        let now = head(&harness, label).width();
        assert!((now - first - 33.0).abs() < 2.0, "{label}: {first} became {now}");
        let mut next = next_run(&harness);
        show(&mut next, pane);
        assert!((head(&next, label).width() - now).abs() <= 1.0, "{label} in the next run");
        assert!((head(&next, other).width() - unmoved).abs() <= 1.0, "{other} in the next run");
        perform(&mut next, Command::View(ViewCommand::Reset));
        show(&mut next, pane);
        assert!((head(&next, label).width() - first).abs() <= 1.0, "{label} after a reset");
    }
}

#[test]
fn columns_that_nobody_dragged_are_not_kept() {
    let mut harness = sample_with(Preferences::default());
    for pane in [Pane::Pairs, Pane::Articles, Pane::Entities, Pane::Problems] {
        show(&mut harness, pane);
    }
    perform(&mut harness, Command::View(ViewCommand::ToggleInspector));
    assert_eq!(state(&harness).preferences.widths, Preferences::default().widths);
}

#[test]
fn the_order_of_the_articles_and_the_look_of_the_stories_come_back() {
    let mut harness = sample_with(Preferences::default());
    show(&mut harness, Pane::Articles);
    click(&mut harness, "Sort by Words");
    show(&mut harness, Pane::Clusters);
    click(&mut harness, "Table");
    click(&mut harness, "Sort by Spread");
    let mut next = next_run(&harness);
    show(&mut next, Pane::Articles);
    next.get_by_label("Sort by Words, largest first now");
    click(&mut next, "Sort by Words, largest first now");
    click(&mut next, "Sort by Words, smallest first now");
    next.get_by_label("Sort by Words");
    show(&mut next, Pane::Clusters);
    next.get_by_label("Sort by Spread, largest first now");
}
