//! What of the articles is the same, as far as the parts of an analysis look at it.
//!
//! A corrected title or outlet changes nothing that was found: who shares text depends on the texts and their parts alone,
//! names on the language too, and times on the date. So a correction costs the parts that it touches, and no others.

use std::sync::Arc;

use crate::corpus::{Corpus, Document};

/// What is the same in every article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unchanged {
    /// Paths, texts and their parts.
    pub texts: bool,
    /// The languages that the articles are in.
    pub languages: bool,
    /// The days on which they were published.
    pub dates: bool,
}

impl Unchanged {
    /// What is the same in all three corpora.
    pub(super) fn of(corpora: [&Corpus; 3]) -> Self {
        let [first, others @ ..] = corpora.map(Corpus::documents);
        let is_level = others.iter().all(|other| other.len() == first.len());
        let mut unchanged = Self { texts: is_level, languages: is_level, dates: is_level };
        for other in others {
            for (one, other) in first.iter().zip(other).filter(|(one, other)| !Arc::ptr_eq(one, other)) {
                unchanged.compare(one, other);
            }
        }
        unchanged
    }

    fn compare(&mut self, one: &Document, other: &Document) {
        let language = |document: &Document| document.metadata.language.as_ref().map(|language| language.value.clone());
        self.texts &= one.path == other.path
            && (Arc::ptr_eq(&one.text, &other.text) || one.text == other.text)
            && one.parts == other.parts;
        self.languages &= language(one) == language(other);
        self.dates &= one.metadata.published_date() == other.metadata.published_date();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, Settings, analyze, analyze_in_steps};
    use crate::corpus::{MetadataCorrection, sample};
    use crate::entity::{EntityCorrection, EntitySettings};
    use crate::progress::Progress;

    /// What is made anew after a correction: the matrix, the names, the times.
    fn made_anew(correction: MetadataCorrection, is_shown: bool) -> [bool; 3] {
        let (corpus, progress) = (Arc::new(sample()), Progress::new());
        let mut settings = Settings::default();
        let mut last = analyze(&corpus, &settings, &progress).expect("not cancelled");
        settings.metadata.insert(corpus.documents()[0].path.clone(), correction);
        if is_shown {
            // As the window does until the times are there.
            last.corpus = Arc::new(corpus.with_corrections(&settings.metadata));
        }
        let next = analyze_in_steps(&corpus, &settings, Some(&last), &progress, &mut |_| {}).expect("not cancelled");
        // The law: it is the analysis that is made from the start.
        let whole = analyze(&corpus, &settings, &progress).expect("not cancelled");
        let parts = |analysis: &Analysis| {
            (analysis.matrix.pairs().to_vec(), Arc::clone(&analysis.entities), Arc::clone(&analysis.timeline))
        };
        assert_eq!((next.clusters.clone(), parts(&next)), (whole.clusters.clone(), parts(&whole)));
        assert_eq!(next.corpus.documents(), whole.corpus.documents());
        [
            !Arc::ptr_eq(&next.matrix, &last.matrix),
            !Arc::ptr_eq(&next.entities, &last.entities),
            !Arc::ptr_eq(&next.timeline, &last.timeline),
        ]
    }

    #[test]
    fn a_correction_costs_what_depends_on_it() {
        let title = MetadataCorrection { title: Some("Talks".to_owned()), ..MetadataCorrection::default() };
        let date = MetadataCorrection { published: Some(None), ..MetadataCorrection::default() };
        let language = MetadataCorrection { language: Some("de".to_owned()), ..MetadataCorrection::default() };
        for is_shown in [false, true] {
            assert_eq!(made_anew(title.clone(), is_shown), [false; 3]);
            assert_eq!(made_anew(date.clone(), is_shown), [false, false, true]);
            // The names that articles share stand in the matrix.
            assert_eq!(made_anew(language.clone(), is_shown), [true; 3]);
        }
    }
    #[test]
    fn a_decision_about_a_name_reads_no_text_again() {
        let (corpus, progress) = (Arc::new(sample()), Progress::new());
        let mut settings = Settings::default();
        let first = analyze(&corpus, &settings, &progress).expect("not cancelled");
        let names: Vec<_> =
            first.entities.entities.iter().take(4).map(|entity| (entity.kind, entity.name.clone())).collect();
        let mut last = first.clone();
        for correction in [
            EntityCorrection::Merge { names: names[..2].to_vec() },
            EntityCorrection::Rename { entity: names[2].clone(), name: "Somebody Else".to_owned() },
            EntityCorrection::Ignore { entity: names[3].clone() },
        ] {
            settings.entity.corrections.push(correction);
            let next =
                analyze_in_steps(&corpus, &settings, Some(&last), &progress, &mut |_| {}).expect("not cancelled");
            assert!(Arc::ptr_eq(&next.found, &first.entities));
            assert_ne!(next.entities, last.entities);
            // The law: it is the analysis that is made from the start.
            let whole = analyze(&corpus, &settings, &progress).expect("not cancelled");
            assert_eq!((&next.entities, &next.timeline), (&whole.entities, &whole.timeline));
            assert_eq!(next.matrix.pairs(), whole.matrix.pairs());
            last = next;
        }
        settings.entity = EntitySettings::default();
        let undone = analyze_in_steps(&corpus, &settings, Some(&last), &progress, &mut |_| {}).expect("not cancelled");
        assert!(Arc::ptr_eq(&undone.entities, &first.entities), "what was found is what is left");
        assert_eq!((undone.matrix.pairs(), &undone.timeline), (first.matrix.pairs(), &first.timeline));
    }
}
