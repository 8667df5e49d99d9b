//! What a report says in sentences.

use super::Material;
use crate::corpus::MetadataCorrection;
use crate::entity::{EntityCorrection, EntityKind};
use crate::report::glossary::grouped;
use crate::report::model::{Article, Report};

/// The findings in at most five plain sentences.
pub(super) fn summary(report: &Report) -> Vec<String> {
    let mut out = vec![articles(report), pairs(report)];
    out.extend(closest(report));
    out.extend(facts(report));
    out.extend(entities(report));
    out
}

fn articles(report: &Report) -> String {
    let outlets: std::collections::BTreeSet<_> =
        report.articles.iter().filter_map(|article| article.outlet.as_ref()).collect();
    let from = if outlets.is_empty() { String::new() } else { format!(" from {}", plural(outlets.len(), "outlet")) };
    let when = match report.identity.published {
        Some((first, last)) if first == last => format!(", published on {first}"),
        Some((first, last)) => format!(", published from {first} to {last}"),
        None => String::new(),
    };
    let undated = report.articles.iter().filter(|article| article.published.is_none()).count();
    let undated = match undated {
        0 => String::new(),
        1 => "; one has no date".to_owned(),
        count => format!("; {count} have no date"),
    };
    format!("{}{from}{when}{undated}.", plural(report.articles.len(), "article"))
}

fn pairs(report: &Report) -> String {
    let spread = &report.distribution;
    if report.pairs.is_empty() {
        return format!(
            "No two of them share enough text to be listed: every pair is below {:.2} by {}.",
            spread.least_listed,
            spread.measure.to_lowercase()
        );
    }
    let mut is_grouped = vec![false; report.articles.len() + 1];
    for &number in report.clusters.iter().flat_map(|group| &group.articles) {
        is_grouped[number] = true;
    }
    let alone = is_grouped.iter().skip(1).filter(|is_grouped| !**is_grouped).count();
    format!(
        "{} of {} share enough text to be listed ({:.2} and more by {}); {}, {} in none.",
        grouped(report.pairs.len() as u64),
        plural(usize::try_from(spread.all_pairs).unwrap_or(usize::MAX), "pair"),
        spread.least_listed,
        spread.measure.to_lowercase(),
        match report.clusters.len() {
            1 => "they form one group".to_owned(),
            count => format!("they form {count} groups"),
        },
        match alone {
            1 => "one article is".to_owned(),
            count => format!("{count} articles are"),
        },
    )
}

fn closest(report: &Report) -> Option<String> {
    let pair = report.pairs.first()?;
    let name = |number: usize| report.articles.get(number - 1).map(describe).unwrap_or_default();
    Some(format!(
        "The closest two are {} and {}: {:.0} % of the first is also in the second, {:.0} % the other way, with {} in \
         one run.",
        name(pair.a),
        name(pair.b),
        pair.shares.0 * 100.0,
        pair.shares.1 * 100.0,
        plural(pair.longest_run as usize, "word"),
    ))
}

fn facts(report: &Report) -> Option<String> {
    let differing: Vec<usize> = report
        .comparisons
        .iter()
        .map(|pair| pair.facts.iter().filter(|fact| fact.differs).count())
        .filter(|&count| count > 0)
        .collect();
    if report.comparisons.is_empty() {
        return None;
    }
    let pairs = plural(report.comparisons.len(), "pair");
    Some(match differing.iter().sum() {
        0 => format!("In the {pairs} laid out below, no fact was found on which two articles disagree."),
        count => format!(
            "In the {pairs} laid out below, {} between two articles, in {}.",
            if count == 1 { "one fact differs".to_owned() } else { format!("{count} facts differ") },
            plural(differing.len(), "pair")
        ),
    })
}

fn entities(report: &Report) -> Option<String> {
    let named: Vec<String> =
        report.timeline.entities.iter().take(3).map(|row| format!("{} ({})", row.name, row.articles)).collect();
    let when = report.timeline.range.map(|(first, last)| format!("; they speak of {first} to {last}"));
    (!named.is_empty()).then(|| format!("Named in most articles: {}{}.", named.join(", "), when.unwrap_or_default()))
}

fn describe(article: &Article) -> String {
    match &article.outlet {
        Some(outlet) => format!("“{}” ({outlet})", article.title),
        None => format!("“{}”", article.title),
    }
}

fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("one {what}") } else { format!("{} {what}s", grouped(count as u64)) }
}

/// What the person corrected by hand, in words.
pub(super) fn corrections(material: &Material<'_>) -> Vec<String> {
    let settings = &material.analysis.settings;
    let mut out = Vec::new();
    for (path, correction) in &settings.metadata {
        out.push(format!("{path}: {} corrected", corrected_fields(correction)));
    }
    for correction in &settings.entity.corrections {
        out.push(entity_correction(correction));
    }
    for rule in &settings.entity.rules {
        let what = if rule.is_regex { "what matches" } else { "the words" };
        out.push(format!("{what} “{}” taken as a name ({})", rule.pattern, rule.kind.label()));
    }
    for correction in &settings.timeline.corrections {
        out.push(match &correction.value {
            Some((value, _)) => format!("{}: “{}” set to {value}", correction.path, correction.phrase),
            None => format!("{}: “{}” is no time", correction.path, correction.phrase),
        });
    }
    if material.disguise.is_on() {
        // Corrections speak of files and of names that were never found as such.
        let count = out.len();
        return if count == 0 {
            Vec::new()
        } else {
            vec![format!("{}, not listed because names are hidden", plural(count, "correction"))]
        };
    }
    out
}

fn corrected_fields(correction: &MetadataCorrection) -> String {
    let fields = [
        (correction.title.is_some(), "title"),
        (correction.byline.is_some(), "byline"),
        (correction.outlet.is_some(), "outlet"),
        (correction.agency.is_some(), "agency"),
        (correction.place.is_some(), "place"),
        (correction.published.is_some(), "date"),
        (correction.url.is_some(), "address"),
        (correction.language.is_some(), "language"),
    ];
    let named: Vec<&str> = fields.iter().filter(|(is_set, _)| *is_set).map(|&(_, name)| name).collect();
    named.join(", ")
}

pub(in crate::report) fn entity_correction(correction: &EntityCorrection) -> String {
    let name = |(kind, name): &(EntityKind, String)| format!("“{name}” ({})", kind.label());
    match correction {
        EntityCorrection::Merge { names } => {
            format!("{} are one", names.iter().map(name).collect::<Vec<_>>().join(" and "))
        }
        EntityCorrection::Split { from, alias } => format!("“{alias}” is another than {}", name(from)),
        EntityCorrection::Rename { entity, name: new } => format!("{} is called “{new}”", name(entity)),
        EntityCorrection::Retype { entity, kind } => format!("{} is of another kind: {}", name(entity), kind.label()),
        EntityCorrection::Ignore { entity } => format!("{} is left out", name(entity)),
        EntityCorrection::Add { name, kind } => format!("“{name}” added ({})", kind.label()),
        EntityCorrection::KeepApart { one, other } => format!("{} and {} are two", name(one), name(other)),
    }
}
