//! Corpora that are made up, the same at every run: how they are large is what a benchmark is about, not what they say.

use variorum::analysis::{Analysis, Settings};
use variorum::corpus::{Confidence, Corpus, Document, DocumentId, Origin, Published, Sourced};
use variorum::progress::Progress;
use variorum::similarity::{LeftOut, PairScore, SharedRun, SimilarityMatrix, cluster};
use variorum::text::Span;

/// Numbers that look drawn by lot and are the same at every run (Steele, Lea and Flood, *SplitMix*, 2014).
pub struct Lot(pub u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A number in [0, 1).
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// A corpus of stories of 2 to 60 articles, with most pairs inside stories and some across.
pub fn made_up(articles: usize, pairs: usize) -> Analysis {
    let mut lot = Lot(7);
    let documents = (0..articles).map(|number| document(number, &mut lot));
    let corpus = std::sync::Arc::new(Corpus::from_documents(documents));
    let mut found = std::collections::BTreeMap::new();
    let mut stories = Vec::new();
    let mut start = 0;
    while start < articles {
        let end = (start + 2 + lot.below(59)).min(articles);
        stories.push(start..end);
        start = end;
    }
    while found.len() < pairs {
        let story = &stories[lot.below(stories.len())];
        let is_across = lot.below(20) == 0;
        let a = story.start + lot.below(story.len());
        let b = if is_across { lot.below(articles) } else { story.start + lot.below(story.len()) };
        if a != b {
            let least = if is_across { 0.34 } else { 0.4 };
            let score = least + (1.0 - least) * lot.share().powi(2);
            found.entry((a.min(b), a.max(b))).or_insert(score);
        }
    }
    let pairs = found.into_iter().map(|((a, b), score)| pair(a as u32, b as u32, score)).collect();
    let settings = Settings::default();
    let mut matrix = SimilarityMatrix::new(articles, pairs, LeftOut::default());
    matrix.threshold = settings.similarity.threshold_in_force();
    let progress = Progress::new();
    let clusters = cluster(&corpus, &matrix, &settings.similarity, &progress).expect("not cancelled");
    Analysis { settings, corpus, matrix: matrix.into(), clusters: clusters.into(), ..Analysis::default() }
}

fn document(number: usize, lot: &mut Lot) -> Document {
    const WORDS: [&str; 12] = [
        "harbour", "council", "votes", "after", "storm", "ferry", "minister", "talks", "closed", "bridge", "night",
        "water",
    ];
    let mut words = |count: usize| (0..count).map(|_| WORDS[lot.below(WORDS.len())]).collect::<Vec<_>>().join(" ");
    let (title, text) = (words(7), words(30));
    let mut document = Document::from_text(&format!("{number:06}.txt"), &format!("{title}\n\n{text}"));
    let likely = |value: String| Some(Sourced::likely(value, Origin::Text));
    document.metadata.title = likely(title);
    document.metadata.outlet = likely(format!("Outlet {}", lot.below(15) * lot.below(15) / 15));
    let day = jiff::civil::date(2014, 1, 1).saturating_add(jiff::Span::new().days(lot.below(700) as i64));
    document.metadata.published = Some(Sourced {
        value: Published { date: day, time: None },
        origin: Origin::Text,
        confidence: Confidence::Likely,
    });
    document
}

/// The score of a pair by every measure, given one of them.
pub fn pair(a: u32, b: u32, score: f64) -> PairScore {
    let run = SharedRun { words: 9, a: Span::new(0, 20), b: Span::new(0, 20) };
    PairScore {
        a: DocumentId(a),
        b: DocumentId(b),
        jaccard: score * 0.5,
        containment_a_in_b: score,
        containment_b_in_a: score * 0.8,
        weighted_a_in_b: score,
        weighted_b_in_a: score * 0.8,
        cosine: score,
        coverage_a: score * 0.7,
        coverage_b: score * 0.6,
        longest_run: run,
        name_overlap: 0.0,
        quotation_overlap: 0.0,
    }
}
