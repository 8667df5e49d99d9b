//! Who and where: names in articles, the entities that they are names of, what is said by whom, and how many.
//!
//! ```text
//! text ─tokens─▶ runs of capitals ─features, model─▶ names ─link─▶ entities ─rules, corrections─▶ Entities
//! ```
//!
//! Names are found by a linear sequence model over hashed features with evidence from the document and the corpus
//! (`model`, `features`, `evidence`), and joined into entities within and across articles by rules (`link`). What the
//! person decided comes last and wins (`corrections`, `apply`); it is put over what was found, so that a decision costs
//! what it touches and not another reading. Quotations and quantities are found beside them, for the comparison of a pair.
//! When things happened is `timeline`'s business.
//!
//! The model was trained on news in English; articles in other languages are skipped and said so.

mod acronyms;
mod across;
mod agreed;
mod apply;
mod beside;
mod build;
mod clubs;
mod corrections;
mod detect;
mod evidence;
mod features;
mod foreign;
mod forms;
mod given;
mod hyphens;
mod labels;
mod lines;
mod link;
mod lists;
mod model;
#[cfg(test)]
mod name_tests;
mod owned;
mod pages;
mod quantities;
mod quantity_words;
mod quotations;
mod quoted;
mod recognize;
mod renumbered;
mod seen;
mod sighting;
#[cfg(test)]
mod speech_tests;
mod suggest;
mod telling_words;
#[cfg(test)]
mod tests;
mod together;
mod token;
mod tokens;
pub mod training;
mod types;
mod words;

pub use apply::RuleError;
pub use corrections::{EntityCorrection, EntityRule, EntitySettings};
pub use model::ModelError;
pub(crate) use renumbered::Renumbered;
pub use together::{Together, companions, cooccurrences};
pub use types::{Entities, Entity, EntityId, EntityKind, Mention, MergeSuggestion, Quantity, QuantityKind, Quotation};

use rayon::prelude::*;

use crate::corpus::Corpus;
use crate::progress::{Cancelled, Progress, Stage};

/// The entities of a corpus with all their mentions, its quotations and quantities, before the person decides.
///
/// Time is linear in the size of the texts, but for the linking of people of one surname.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn find_entities(corpus: &Corpus, progress: &Progress) -> Result<Entities, Cancelled> {
    progress.begin(Stage::Names, corpus.len() as u64);
    let sightings = detect::sight(corpus, progress)?;
    progress.begin(Stage::Linking, corpus.len() as u64);
    let of_document: Vec<Vec<link::Local>> = corpus
        .documents()
        .par_iter()
        .zip(&sightings.of_document)
        .enumerate()
        .map(|(index, (document, list))| {
            progress.checkpoint()?;
            progress.advance(1);
            Ok(link::link_document(index, &document.text, list))
        })
        .collect::<Result<_, Cancelled>>()?;
    let locals: Vec<link::Local> = of_document.into_iter().flatten().collect();
    // What one processor has to do alone is done beside what many can share.
    let (numbers, quantities) =
        rayon::join(|| across::link_corpus(&locals), || quantities::find_quantities(corpus, progress));
    let quantities = quantities?;
    progress.checkpoint()?;
    let mut entity_of: Vec<Vec<usize>> = sightings.of_document.iter().map(|list| vec![0; list.len()]).collect();
    for (local, &number) in locals.iter().zip(&numbers) {
        for &member in &local.members {
            entity_of[local.document][member] = number;
        }
    }
    let mut entities = build::finish(corpus, build::drafts(&sightings.of_document, &entity_of), &[]);
    progress.checkpoint()?;
    let (suggestions, quotations) =
        rayon::join(|| suggest::suggest(&entities), || quotations::find_quotations(corpus, &entities, None, progress));
    (entities.suggestions, entities.quotations, entities.quantities) = (suggestions, quotations?, quantities);
    entities.skipped = sightings.skipped;
    Ok(entities)
}

/// What the person makes of the entities that were found in a corpus: rules first, then corrections, in order.
///
/// No text is read but for names that are added and for quotations in articles whose names are others by now; the rest is
/// linear in the number of mentions.
///
/// # Errors
/// [`Cancelled`] when `progress` was cancelled.
pub fn decided(
    corpus: &Corpus,
    found: &Entities,
    settings: &EntitySettings,
    progress: &Progress,
) -> Result<Entities, Cancelled> {
    progress.begin(Stage::Linking, 0);
    let mut drafts = build::drafts_of(found);
    let mut names: Vec<String> = found.entities.iter().map(|entity| entity.name.clone()).collect();
    let apart = apply::apply(corpus, &mut drafts, &mut names, settings);
    progress.checkpoint()?;
    let mut entities = build::finish(corpus, drafts, &found.entities);
    progress.checkpoint()?;
    let (suggestions, quotations) = rayon::join(
        || suggest::suggest(&entities),
        || quotations::find_quotations(corpus, &entities, Some(found), progress),
    );
    (entities.suggestions, entities.quotations) = (suggestions, quotations?);
    entities.suggestions.retain(|suggestion| {
        let [one, other] = [suggestion.one, suggestion.other].map(|id| {
            let entity = &entities.entities[id.index()];
            (entity.kind, entity.name.clone())
        });
        !apart.iter().any(|pair| *pair == [one.clone(), other.clone()] || *pair == [other.clone(), one.clone()])
    });
    (entities.quantities, entities.skipped) = (found.quantities.clone(), found.skipped.clone());
    Ok(entities)
}
