//! Making a report from an analysis and a session.

mod aligned;
mod disguise;
mod lists;
mod provenance;
mod timeline;
pub(super) mod words;

use std::collections::BTreeMap;

use self::disguise::Disguise;
use super::model::{ArticleNumber, Identity, PairRow, Report};
use super::settings::{LocalPaths, ReportSettings};
use crate::analysis::{Analysis, compare};
use crate::corpus::DocumentId;
use crate::progress::{Cancelled, Progress, Stage};
use crate::session::Session;
use crate::similarity::PairScore;
use crate::story::Credits;

/// What every part of the report is made from.
struct Material<'a> {
    analysis: &'a Analysis,
    session: &'a Session,
    settings: &'a ReportSettings,
    disguise: Disguise,
    credits: Credits,
    /// For each document, its number in the report; `None` for one that is left out.
    numbers: Vec<Option<ArticleNumber>>,
    /// The documents in the report, in order of number.
    documents: Vec<DocumentId>,
}

impl Material<'_> {
    fn number(&self, id: DocumentId) -> Option<ArticleNumber> {
        self.numbers.get(id.index()).copied().flatten()
    }

    /// The listed pairs of articles in the report, best first.
    fn pairs(&self) -> Vec<(&PairScore, ArticleNumber, ArticleNumber)> {
        let measure = self.analysis.settings.similarity.measure;
        let mut pairs = Vec::new();
        for pair in self.analysis.matrix.pairs() {
            if let (Some(a), Some(b)) = (self.number(pair.a), self.number(pair.b)) {
                pairs.push((pair, a, b));
            }
        }
        pairs.sort_by(|left, right| right.0.score(measure).total_cmp(&left.0.score(measure)));
        pairs
    }

    /// These pairs, as far as they are listed and their articles are in the report.
    fn chosen(&self, chosen: &[(DocumentId, DocumentId)]) -> Vec<(&PairScore, ArticleNumber, ArticleNumber)> {
        let find = |&(a, b): &(DocumentId, DocumentId)| {
            let pair = self.analysis.matrix.pair(a, b)?;
            Some((pair, self.number(pair.a)?, self.number(pair.b)?))
        };
        chosen.iter().filter_map(find).collect()
    }
}

impl Report {
    /// The report of an analysis, with what the person wrote and corrected in `session`. Compares the pairs that are laid
    /// out in full.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn new(
        analysis: &Analysis,
        session: &Session,
        settings: &ReportSettings,
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let material = gather(analysis, session, settings, progress)?;
        let listed = material.pairs();
        let pairs = match &settings.pairs {
            Some(chosen) => material.chosen(chosen),
            None => listed.clone(),
        };
        let scores: Vec<f64> =
            listed.iter().map(|(pair, ..)| pair.score(analysis.settings.similarity.measure)).collect();
        let rows: Vec<PairRow> = pairs.iter().map(|&pair| lists::pair_row(&material, pair)).collect();
        let in_full: Vec<usize> =
            (0..rows.len()).filter(|&at| at < settings.pairs_in_full || rows[at].note.is_some()).collect();
        let mut comparisons = Vec::with_capacity(in_full.len());
        for at in in_full {
            progress.checkpoint()?;
            let comparison = compare(analysis, pairs[at].0.a, pairs[at].0.b, progress)?;
            comparisons.push(aligned::pair_in_full(&material, at, &rows[at], &comparison));
        }
        progress.begin(Stage::Writing, 0);
        let mut report = Self {
            identity: Identity { pairs_left_out: listed.len().saturating_sub(pairs.len()), ..identity(&material) },
            summary: Vec::new(),
            method: lists::method(&material),
            articles: material.documents.iter().map(|&id| lists::article(&material, id)).collect(),
            skipped: lists::skipped(&material),
            warnings: analysis.corpus.warnings.iter().map(|warning| material.disguise.hide(warning)).collect(),
            distribution: lists::distribution(&material, &scores),
            matrix: lists::matrix(&material, &rows),
            clusters: lists::clusters(&material),
            pairs: rows,
            comparisons,
            timeline: timeline::timeline(&material),
            name_notes: lists::name_notes(&material),
            corrections: words::corrections(&material),
            provenance: provenance::passages(&material, progress)?,
            settings_text: settings_text(&material),
        };
        report.summary = words::summary(&report);
        Ok(report)
    }
}

fn gather<'a>(
    analysis: &'a Analysis,
    session: &'a Session,
    settings: &'a ReportSettings,
    progress: &Progress,
) -> Result<Material<'a>, Cancelled> {
    let corpus = &analysis.corpus;
    let mut is_in = vec![settings.documents.is_none(); corpus.len()];
    match &settings.documents {
        Some(documents) => {
            for id in documents {
                if let Some(slot) = is_in.get_mut(id.index()) {
                    *slot = true;
                }
            }
        }
        None => {
            for id in session.hidden.iter().filter_map(|path| corpus.find(path)) {
                is_in[id.index()] = false;
            }
        }
    }
    let documents: Vec<DocumentId> = corpus.iter().map(|(id, _)| id).filter(|id| is_in[id.index()]).collect();
    let mut numbers = vec![None; corpus.len()];
    for (number, id) in (1..).zip(&documents) {
        numbers[id.index()] = Some(number);
    }
    let disguise = Disguise::new(analysis, settings.names);
    let credits = Credits::new(corpus, progress)?;
    Ok(Material { analysis, session, settings, disguise, credits, numbers, documents })
}

fn identity(material: &Material<'_>) -> Identity {
    let Material { analysis, settings, documents, .. } = material;
    let corpus = &analysis.corpus;
    let dates = documents.iter().filter_map(|&id| corpus.get(id).metadata.published_date());
    let published = dates.clone().min().zip(dates.max());
    let title = || match documents.len() {
        1 => "One news article".to_owned(),
        count => format!("{count} news articles compared"),
    };
    Identity {
        title: settings.title.as_ref().map_or_else(title, |title| material.disguise.hide(title)),
        written: settings.written,
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        words: documents.iter().map(|&id| u64::from(corpus.get(id).word_count)).sum(),
        published,
        folders: match settings.local_paths {
            LocalPaths::Shown => corpus.roots.iter().map(|root| root.to_string_lossy().into_owned()).collect(),
            LocalPaths::LeftOut => Vec::new(),
        },
        left_out: corpus.len() - documents.len(),
        pairs_left_out: 0,
        filter: settings.filter.clone(),
        hides_names: material.disguise.is_on(),
    }
}

/// The options in the words of a session file. What names articles or people goes only where both may be named.
fn settings_text(material: &Material<'_>) -> String {
    let mut settings = material.analysis.settings.clone();
    if material.disguise.is_on() {
        settings.metadata = BTreeMap::new();
        settings.entity = crate::entity::EntitySettings::default();
        settings.timeline.corrections.clear();
        settings.read.encodings.clear();
    }
    // Settings are plain values; a value without words would be a bug that must not cost the whole report.
    ron::ser::to_string_pretty(&settings, ron::ser::PrettyConfig::new().indentor("  ")).unwrap_or_default()
}
