//! How much a model finds in texts that it never saw.

use variorum::entity::EntityKind;
use variorum::entity::training::{Marked, Reader, Sheet, Votes};

use super::alone;
use super::data::Text;

/// Prints how much of the marked names of texts is found, in their lines and each by itself, and some errors.
pub fn test(name: &str, texts: &[Text], reader: &Reader, errors: usize, is_quick: bool) {
    println!("{name}");
    let (once, twice) = read(texts, reader);
    tell("first", texts, &once);
    if !is_quick {
        tell("second", texts, &twice);
    }
    let entries = alone::entries(texts);
    let (first, second) = read(&entries, reader);
    tell("alone", &entries, if is_quick { &first } else { &second });
    let mut left = errors;
    let last = if is_quick { &once } else { &twice };
    for (text, found) in texts.iter().zip(last) {
        for (what, these, those) in [("missed", &text.names, found), ("false", found, &text.names)] {
            for &(span, kind) in these.iter().filter(|name| name.1 != EntityKind::Other && !those.contains(name)) {
                if left == 0 {
                    return;
                }
                left -= 1;
                let around = text.around(span);
                println!("    {what} {} [{}] … {around}", kind.label(), span.slice(&text.text));
            }
        }
    }
}

/// What the two readings find in texts that are one corpus.
fn read(texts: &[Text], reader: &Reader) -> (Vec<Vec<Marked>>, Vec<Vec<Marked>>) {
    let mut sheets: Vec<Sheet> = texts.iter().map(|text| Sheet::new(&text.text, &[])).collect();
    sheets.iter_mut().for_each(|sheet| sheet.read_first(reader));
    let once = sheets.iter().map(Sheet::found).collect();
    let mut votes = Votes::default();
    sheets.iter().for_each(|sheet| votes.add(sheet));
    sheets.iter_mut().for_each(|sheet| sheet.read_second(reader, &votes));
    (once, sheets.iter().map(Sheet::found).collect())
}

/// Prints the scores of what was found, by kind and for all kinds but the last.
fn tell(name: &str, texts: &[Text], found: &[Vec<Marked>]) {
    let mut line = format!("  {name:<7}");
    let (mut hits, mut said, mut true_count) = (0, 0, 0);
    for kind in [EntityKind::Person, EntityKind::Place, EntityKind::Organisation] {
        let (mut hit, mut predicted, mut gold) = (0, 0, 0);
        for (text, found) in texts.iter().zip(found) {
            let is_kind = |marked: &&Marked| marked.1 == kind;
            hit += found.iter().filter(is_kind).filter(|name| text.names.contains(name)).count();
            predicted += found.iter().filter(is_kind).count();
            gold += text.names.iter().filter(is_kind).count();
        }
        line += &format!(" {} {}", kind.label(), score(hit, predicted, gold));
        hits += hit;
        said += predicted;
        true_count += gold;
    }
    println!("{line} all {}", score(hits, said, true_count));
}

fn score(hit: usize, said: usize, gold: usize) -> String {
    let (precision, recall) = (hit as f64 / said.max(1) as f64, hit as f64 / gold.max(1) as f64);
    let both = 2.0 * hit as f64 / (said + gold).max(1) as f64;
    format!("P {:.1} R {:.1} F {:.1}", 100.0 * precision, 100.0 * recall, 100.0 * both)
}
