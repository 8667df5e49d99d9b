//! What is not compared, or not searched by: said in the box of the options, with the lines that recur.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{self, CollapsingHeader, RichText, ScrollArea};

use crate::app::job::Background;
use crate::app::state::State;
use crate::app::theme;
use crate::app::views::Scene;
use crate::app::words;
use crate::corpus::{Corpus, PartKind};
use crate::progress::{Cancelled, Progress};

/// Lines that are shown: outlets have a handful each.
const MOST: usize = 40;
/// Letters of a line that are shown.
const LETTERS: usize = 160;

/// The lines that outlets put under their articles.
#[derive(Debug, PartialEq)]
pub(super) struct Recurring {
    /// Each line once, with the number of articles that it stands in; those in most first.
    lines: Vec<(String, usize)>,
    /// Articles that have such a line.
    articles: usize,
}

impl Recurring {
    /// Linear in the parts of all articles.
    fn of(corpus: &Corpus, progress: &Progress) -> Result<Self, Cancelled> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut articles = 0;
        for document in corpus.documents() {
            progress.checkpoint()?;
            let is_recurring = |part: &&crate::corpus::Part| part.kind == PartKind::Boilerplate;
            let found = document.parts.iter().filter(is_recurring).filter_map(|part| part.span.get(&document.text));
            let mut any = false;
            // A rule across the page recurs too, and says nothing.
            for line in found.filter(|line| line.contains(char::is_alphanumeric)) {
                *counts.entry(line).or_default() += 1;
                any = true;
            }
            articles += usize::from(any);
        }
        let mut lines: Vec<(String, usize)> =
            counts.into_iter().map(|(line, count)| (words::shortened(line, LETTERS), count)).collect();
        lines.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(Self { lines, articles })
    }
}

/// The lines that recur, behind a click.
pub(super) fn recurring_ui(ui: &mut egui::Ui, scene: &Scene<'_>, recurring: &mut Background<u64, Recurring>) {
    let state = scene.state;
    recurring.request(&state.analysis_number, &state.waker, || {
        let corpus = Arc::clone(&state.analysis.corpus);
        move |progress: &Progress| Recurring::of(&corpus, progress)
    });
    let Some(found) = recurring.latest() else { return };
    if found.lines.is_empty() {
        return small_ui(ui, scene, "No outlet puts the same line under its articles here.");
    }
    let head = format!(
        "{} under {}",
        words::count(found.lines.len(), "recurring line", "recurring lines"),
        words::count(found.articles, "article", "articles")
    );
    CollapsingHeader::new(RichText::new(head).small()).id_salt("recurring").show(ui, |ui| {
        ScrollArea::vertical().max_height(110.0).auto_shrink([false, true]).show(ui, |ui| {
            for (line, count) in found.lines.iter().take(MOST) {
                let line = RichText::new(format!("{}: “{line}”", words::count(*count, "article", "articles"))).small();
                ui.add(egui::Label::new(line).wrap());
            }
            if found.lines.len() > MOST {
                small_ui(ui, scene, &format!("and {} more", words::number(found.lines.len() - MOST)));
            }
        });
    });
}

/// What the search left out, a sentence for each kind.
pub(super) fn in_words(state: &State) -> String {
    let report = &state.analysis.matrix.left_out;
    let shingles = if report.shingles == 0 {
        "No shingle stood in so many articles that it was left out of the search.".to_owned()
    } else {
        format!(
            "{} in more than {} were left out of the search; scores of listed pairs are exact all the same.",
            words::count(report.shingles, "shingle", "shingles"),
            words::count(report.document_limit, "article", "articles"),
        )
    };
    let copies = (report.copies > 0).then(|| {
        let copies = words::count(report.copies, "article repeats", "articles repeat");
        format!("{copies} another word for word, as dozens do; each is listed with the first of them alone.")
    });
    let raised = report.asked_threshold.map(|asked| {
        format!(
            "Millions of pairs reach {}, so that the threshold was raised to {}.",
            words::percent(asked),
            words::percent(state.analysis.matrix.threshold)
        )
    });
    [Some(shingles), copies, raised].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A remark below an option.
pub(super) fn small_ui(ui: &mut egui::Ui, scene: &Scene<'_>, words: &str) {
    ui.label(RichText::new(words).font(theme::font(theme::size::SMALL)).color(scene.theme.ink_quiet));
}
