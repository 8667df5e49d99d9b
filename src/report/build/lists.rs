//! The lists and tables of a report.

use super::Material;
use crate::corpus::{DocumentId, Sourced};
use crate::entity::EntityKind;
use crate::report::model::{Article, ArticleNumber, Distribution, Group, Matrix, MethodLine, NameNote, PairRow};
use crate::report::settings::LocalPaths;
use crate::similarity::{Measure, OrderBy, PairScore, order};

/// Rows of the matrix picture; more cannot be told apart on paper.
const MATRIX_ROWS: usize = 300;

pub(super) fn article(material: &Material<'_>, id: DocumentId) -> Article {
    let document = material.analysis.corpus.get(id);
    let known = &document.metadata;
    let is_open = !material.disguise.is_on();
    let say = |value: &Option<Sourced<String>>| value.as_ref().map(|value| material.disguise.hide(&value.value));
    let number = material.number(id).unwrap_or_default();
    let tags = material.session.tags.get(&document.path).into_iter().flatten();
    let title =
        if is_open || known.title.is_some() { document.title().to_owned() } else { format!("Article {number}") };
    Article {
        number,
        title: material.disguise.hide(&title),
        byline: say(&known.byline),
        outlet: say(&known.outlet),
        agency: say(&known.agency),
        place: say(&known.place),
        published: known.published.as_ref().map(|published| (published.value.date, published.origin.label())),
        url: known.url.as_ref().filter(|_| is_open).map(|url| url.value.clone()),
        words: document.word_count,
        path: is_open.then(|| document.path.clone()),
        sha256: document.hash.to_string(),
        warnings: document.warnings.iter().map(|warning| material.disguise.hide(&warning.to_string())).collect(),
        tags: tags.map(|tag| material.disguise.hide(tag)).collect(),
        note: material.session.notes.get(&document.path).map(|note| material.disguise.hide(note)),
    }
}

/// What the person wrote about names. Where people are numbered, only names that were found are: a note on another one
/// would tell the name.
pub(super) fn name_notes(material: &Material<'_>) -> Vec<NameNote> {
    let is_found = |kind: EntityKind, name: &str| material.analysis.entities.named(kind, name).is_some();
    let notes = material.session.entity_notes.iter();
    notes
        .filter(|((kind, name), _)| !material.disguise.is_on() || is_found(*kind, name))
        .map(|((kind, name), note)| NameNote {
            name: material.disguise.hide(name),
            kind: kind.label(),
            note: material.disguise.hide(note),
        })
        .collect()
}

pub(super) fn skipped(material: &Material<'_>) -> Vec<(String, String)> {
    let show = |path: &str| {
        let is_local = std::path::Path::new(path).is_absolute() && material.settings.local_paths == LocalPaths::LeftOut;
        let name = if is_local { path.rsplit(['/', '\\']).next().unwrap_or(path) } else { path };
        material.disguise.hide(name)
    };
    let skipped = material.analysis.corpus.skipped.iter();
    skipped.map(|skipped| (show(&skipped.path), material.disguise.hide(&skipped.reason))).collect()
}

pub(super) fn pair_row(material: &Material<'_>, (pair, a, b): (&PairScore, ArticleNumber, ArticleNumber)) -> PairRow {
    let corpus = &material.analysis.corpus;
    let measure = material.analysis.settings.similarity.measure;
    let (left, right) = (corpus.get(pair.a), corpus.get(pair.b));
    let key = if left.path <= right.path { (&left.path, &right.path) } else { (&right.path, &left.path) };
    let written = material.session.pairs.get(&(key.0.clone(), key.1.clone()));
    PairRow {
        a,
        b,
        score: pair.score(measure),
        shares: shares(pair, measure),
        jaccard: pair.jaccard,
        cosine: pair.cosine,
        longest_run: pair.longest_run.words,
        class: pair.copy_class().label(),
        credit: credited(material, pair),
        is_reviewed: written.is_some_and(|written| written.is_reviewed),
        note: written.filter(|written| !written.note.is_empty()).map(|written| material.disguise.hide(&written.note)),
    }
}

/// Both directions by the measure in force, or by plain containment where the measure has none.
fn shares(pair: &PairScore, measure: Measure) -> (f64, f64) {
    match measure {
        Measure::WeightedContainment => (pair.weighted_a_in_b, pair.weighted_b_in_a),
        Measure::Coverage => (pair.coverage_a, pair.coverage_b),
        Measure::Containment | Measure::Jaccard | Measure::Cosine | Measure::Names | Measure::Quotations => {
            (pair.containment_a_in_b, pair.containment_b_in_a)
        }
    }
}

/// Which of the two credits whom.
fn credited(material: &Material<'_>, pair: &PairScore) -> String {
    let said = |from, to, which: &str| {
        let credits = material.credits.between(from, to);
        let named = credits.iter().find(|credit| !credit.source.is_empty()).or(credits.first())?;
        let source = if named.source.is_empty() { "agencies" } else { &named.source };
        Some(format!("the {which} credits {}", material.disguise.hide(source)))
    };
    let both = [said(pair.b, pair.a, "first"), said(pair.a, pair.b, "second")];
    both.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The distribution of the scores of every listed pair of the articles in the report.
pub(super) fn distribution(material: &Material<'_>, scores: &[f64]) -> Distribution {
    let count = material.documents.len() as u64;
    let all_pairs = count * count.saturating_sub(1) / 2;
    let mut steps = [0; 20];
    for score in scores {
        // The cast keeps the whole part, which is what a step is; scores are in [0, 1].
        steps[((score * 20.0) as usize).min(19)] += 1;
    }
    Distribution {
        measure: material.analysis.settings.similarity.measure.label(),
        least_listed: material.analysis.matrix.least_listed(),
        all_pairs,
        not_listed: all_pairs.saturating_sub(scores.len() as u64),
        steps,
    }
}

pub(super) fn matrix(material: &Material<'_>, rows: &[PairRow]) -> Matrix {
    let analysis = material.analysis;
    let by = material.settings.order;
    let mut is_paired = vec![false; material.documents.len() + 1];
    for row in rows {
        is_paired[row.a] = true;
        is_paired[row.b] = true;
    }
    let ordered = order(&analysis.corpus, &analysis.matrix, &analysis.clusters, by);
    let all = ordered.into_iter().filter_map(|id| material.number(id));
    let shown: Vec<ArticleNumber> = if material.documents.len() <= MATRIX_ROWS {
        all.collect()
    } else {
        all.filter(|&number| is_paired[number]).take(MATRIX_ROWS).collect()
    };
    let mut position = vec![None; material.documents.len() + 1];
    for (at, &number) in shown.iter().enumerate() {
        position[number] = Some(at);
    }
    let cell = |(index, row): (usize, &PairRow)| {
        let (one, other) = (position[row.a]?, position[row.b]?);
        Some((one.min(other), one.max(other), row.score, index))
    };
    let mut cells: Vec<_> = rows.iter().enumerate().filter_map(cell).collect();
    cells.sort_by_key(|&(row, column, ..)| (row, column));
    Matrix { order: order_label(by), left_out: material.documents.len() - shown.len(), rows: shown, cells }
}

fn order_label(by: OrderBy) -> &'static str {
    match by {
        OrderBy::Cluster => "group, like next to like",
        OrderBy::Date => "date of publication",
        OrderBy::Outlet => "outlet",
        OrderBy::Name => "title",
        OrderBy::SimilarityTo(_) => "likeness to one article",
    }
}

pub(super) fn clusters(material: &Material<'_>) -> Vec<Group> {
    let corpus = &material.analysis.corpus;
    let numbers = |ids: &[DocumentId]| -> Vec<ArticleNumber> {
        let mut dated: Vec<_> = ids
            .iter()
            .filter_map(|&id| material.number(id).map(|number| (corpus.get(id).metadata.published_date(), number)))
            .collect();
        dated.sort_by_key(|&(date, number)| (date.is_none(), date, number));
        dated.into_iter().map(|(_, number)| number).collect()
    };
    let group = |cluster: &crate::similarity::Cluster| {
        let articles = numbers(&cluster.documents);
        if articles.len() < 2 {
            return None;
        }
        let first = cluster.documents.first().map(|&id| corpus.get(id));
        let given = first.and_then(|first| material.session.cluster_names.get(&first.path));
        let name = match (given, cluster.name.is_empty()) {
            (Some(given), _) => given.clone(),
            (None, false) => cluster.name.clone(),
            (None, true) => first.map_or_else(String::new, |first| first.title().to_owned()),
        };
        let duplicates = cluster.duplicates.iter().map(|ids| numbers(ids)).filter(|group| group.len() > 1).collect();
        Some(Group { name: material.disguise.hide(&name), articles, duplicates })
    };
    material.analysis.clusters.clusters.iter().filter_map(group).collect()
}

pub(super) fn method(material: &Material<'_>) -> Vec<MethodLine> {
    let analysis = material.analysis;
    let (similarity, alignment) = (&analysis.settings.similarity, &analysis.settings.alignment);
    let line = |option: &str, value: String, effect: &str| MethodLine {
        option: option.to_owned(),
        value,
        effect: effect.to_owned(),
    };
    let not_searched = &analysis.matrix.left_out;
    let left_out = |is_left_out| if is_left_out { "left out" } else { "compared" }.to_owned();
    let threshold = match similarity.threshold {
        Some(_) => "chosen by hand",
        None if similarity.listing_measure() == Measure::WeightedContainment => {
            "the measure's own proposal: rewrites somewhat below it are listed too, and likeness that may be chance is not"
        }
        None => "the measure's own proposal",
    };
    let measure = match similarity.listing_measure() {
        Measure::WeightedContainment => {
            "share of one text's words and phrases, rare ones counting more, that the other has"
        }
        Measure::Jaccard => "shared phrases over all phrases of both",
        Measure::Containment => "share of one text's phrases that the other has",
        Measure::Cosine => "likeness of vocabulary, rare words counting more",
        Measure::Coverage => "share of one text's words that stand in long runs shared with the other",
        Measure::Names => "names that both mention over all that either does",
        Measure::Quotations => "share of what one text quotes that the other quotes too",
    };
    let boilerplate = format!(
        "{}; {} phrases that stand in more than {} articles were not used to find pairs",
        left_out(similarity.ignores_boilerplate),
        not_searched.shingles,
        not_searched.document_limit
    );
    let copies = (not_searched.copies > 0).then(|| {
        line(
            "Copies",
            format!("{} articles", not_searched.copies),
            "each repeats another word for word, as dozens do, and is listed with the first of them alone",
        )
    });
    let raised = not_searched
        .asked_threshold
        .map(|asked| line("Threshold asked for", format!("{asked:.2}"), "raised, as millions of pairs reach it"));
    let lines = vec![
        line("Measure", similarity.measure.label().to_lowercase(), measure),
        line("Threshold", format!("{:.2}", analysis.matrix.threshold), threshold),
        line(
            "Phrase length",
            format!("{} words", similarity.shingle_len_words),
            "shorter phrases find looser likeness, longer ones only copying",
        ),
        line("Captions", left_out(similarity.ignores_captions), "when articles are compared with each other"),
        line("Quotations", left_out(similarity.ignores_quotations), "when articles are compared with each other"),
        line("Recurring lines of an outlet", boilerplate, "they would join articles that share nothing else"),
        line(
            "Equal in the aligned texts",
            equal_label(alignment),
            "differences of this kind are not marked as changes",
        ),
    ];
    lines.into_iter().chain(copies).chain(raised).collect()
}

fn equal_label(alignment: &crate::alignment::AlignmentSettings) -> String {
    let kinds = [
        (alignment.ignores_case, "case"),
        (alignment.ignores_punctuation, "punctuation"),
        (alignment.ignores_quotation_style, "style of quotation marks and dashes"),
        (alignment.ignores_spelling, "British and American spelling"),
    ];
    let ignored: Vec<&str> = kinds.iter().filter(|(is_ignored, _)| *is_ignored).map(|&(_, kind)| kind).collect();
    if ignored.is_empty() { "every difference counts".to_owned() } else { format!("{} ignored", ignored.join(", ")) }
}
