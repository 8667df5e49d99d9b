//! Tables as CSV, for a spreadsheet: the pairs, and the times.

use std::io::{self, Write};

use super::model::{Article, Report};
use crate::analysis::Analysis;
use crate::corpus::DocumentId;
use crate::entity::EntityKind;
use crate::text::one_line;
use crate::timeline::{Event, Extent, Precision};

/// Writes every listed pair as a row, best first, with a byte order mark for spreadsheets that need one to read UTF-8.
///
/// # Errors
/// Whatever `out` gives.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "a",
        "b",
        "a_title",
        "b_title",
        "a_outlet",
        "b_outlet",
        "a_published",
        "b_published",
        "a_path",
        "b_path",
        "score",
        "a_in_b",
        "b_in_a",
        "jaccard",
        "cosine",
        "longest_run_words",
        "credit",
        "reviewed",
        "note",
        "copy_class",
    ])?;
    let nobody = Article::default();
    for pair in &report.pairs {
        let article = |number: usize| report.articles.get(number.wrapping_sub(1)).unwrap_or(&nobody);
        let (a, b) = (article(pair.a), article(pair.b));
        let date = |article: &Article| article.published.map(|(date, _)| date.to_string()).unwrap_or_default();
        let say = |value: &Option<String>| defused(value.as_deref().unwrap_or_default());
        table.write_record([
            pair.a.to_string(),
            pair.b.to_string(),
            defused(&a.title),
            defused(&b.title),
            say(&a.outlet),
            say(&b.outlet),
            date(a),
            date(b),
            say(&a.path),
            say(&b.path),
            format!("{:.4}", pair.score),
            format!("{:.4}", pair.shares.0),
            format!("{:.4}", pair.shares.1),
            format!("{:.4}", pair.jaccard),
            format!("{:.4}", pair.cosine),
            pair.longest_run.to_string(),
            defused(&pair.credit),
            if pair.is_reviewed { "yes" } else { "no" }.to_owned(),
            say(&pair.note),
            pair.class.to_owned(),
        ])?;
    }
    table.flush()
}

/// Which times are written.
#[derive(Clone, Debug)]
pub struct Times {
    /// Those of these documents.
    pub documents: Vec<DocumentId>,
    /// Those of names of these kinds.
    pub kinds: Vec<EntityKind>,
    /// Only those of sentences that name this one too, with what else they name.
    pub with: Option<(EntityKind, String)>,
}

impl Times {
    /// The events whose times are written, in order.
    fn events<'a>(&self, analysis: &'a Analysis) -> impl Iterator<Item = &'a Event> {
        let mut is_wanted = vec![false; analysis.corpus.len()];
        self.documents.iter().for_each(|id| is_wanted[id.index()] = true);
        let with = self.with.as_ref().map(|(kind, name)| {
            let entity = analysis.entities.named(*kind, name);
            entity.map(|entity| analysis.timeline.places_of(entity.id)).unwrap_or_default()
        });
        let kinds = self.kinds.clone();
        let events = analysis.timeline.events.iter().filter(move |event| is_wanted[event.document.index()]);
        events
            .filter(move |event| kinds.contains(&analysis.entities.get(event.entity).kind))
            .filter(move |event| with.as_ref().is_none_or(|with| with.contains(&event.place())))
    }
}

/// Writes these times, each with a name that its sentence has, as rows in order of document, with a byte order mark. Days
/// are ISO dates; what has no day has empty cells.
///
/// # Errors
/// Whatever `out` gives.
pub fn write_times(analysis: &Analysis, times: &Times, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "earliest",
        "latest",
        "precision",
        "value",
        "kind",
        "name",
        "sentence",
        "in_the_text",
        "title",
        "outlet",
        "published",
        "path",
    ])?;
    for event in times.events(analysis) {
        let document = analysis.corpus.get(event.document);
        let timex = &analysis.timeline.timexes[event.timex.index()];
        let entity = analysis.entities.get(event.entity);
        let words = |span: crate::text::Span| defused(&one_line(span.get(&document.text).unwrap_or_default()));
        let (earliest, latest) = match timex.interval {
            Some(days) => (days.earliest.to_string(), days.latest.to_string()),
            None => Default::default(),
        };
        table.write_record([
            earliest,
            latest,
            Extent::of(timex).map_or("", |extent| Precision::of(extent).label()).to_owned(),
            defused(&timex.value),
            entity.kind.label().to_owned(),
            defused(&entity.name),
            words(event.sentence),
            words(timex.span),
            defused(document.title()),
            defused(document.metadata.outlet_name().unwrap_or_default()),
            document.metadata.published_date().map(|date| date.to_string()).unwrap_or_default(),
            defused(&document.path),
        ])?;
    }
    table.flush()
}

/// A cell that no spreadsheet takes for a formula: an apostrophe stands before the signs that would make it one, also
/// where blank space or a wide form of the sign hides them.
#[must_use]
pub fn defused(text: &str) -> String {
    let text: String = text.chars().filter(|&character| character == '\n' || !character.is_control()).collect();
    let first = text.trim_start().chars().next();
    if matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−' | '|' | '%')) {
        return format!("'{text}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::PairRow;

    #[test]
    fn no_cell_is_a_formula() {
        for hostile in ["=1+1", " =1", "\t=1", "+1", "-1", "@SUM(A1)", "\r\n=cmd|' /C calc'!A0", "＝1"] {
            assert!(defused(hostile).starts_with('\''), "{hostile:?}");
        }
        assert_eq!(defused("Talks fail - again"), "Talks fail - again");
    }

    #[test]
    fn a_hostile_title_stays_in_its_cell() {
        let title = "=HYPERLINK(\"http://x\"),\n\"b";
        let report = Report {
            articles: vec![Article { title: title.to_owned(), ..Article::default() }, Article::default()],
            pairs: vec![PairRow { a: 1, b: 2, ..PairRow::default() }],
            ..Report::default()
        };
        let mut bytes = Vec::new();
        write(&report, &mut bytes).expect("memory takes everything");
        let mut table = csv::Reader::from_reader(&bytes[3..]);
        let rows: Vec<_> = table.records().collect::<Result<_, _>>().expect("well formed");
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].get(2), Some(format!("'{title}").as_str()));
    }

    #[test]
    fn times_are_rows_with_their_days() {
        use crate::progress::Progress;
        let text = "=Talks end\n\nJohn Vale met Anna Orlen in Paris on 3 May 2014.";
        let document = crate::corpus::Document::from_text("a.txt", text);
        let corpus = std::sync::Arc::new(crate::corpus::Corpus::from_documents([document]));
        let settings = crate::analysis::Settings::default();
        let analysis = crate::analysis::analyze(&corpus, &settings, &Progress::new()).expect("nobody cancels");
        assert!(!analysis.timeline.events.is_empty(), "the sentence names somebody and a day");
        let rows_of = |kinds: &[EntityKind], with: Option<(EntityKind, String)>| {
            let times = Times { documents: vec![DocumentId(0)], kinds: kinds.to_vec(), with };
            let mut bytes = Vec::new();
            write_times(&analysis, &times, &mut bytes).expect("memory takes everything");
            let mut table = csv::Reader::from_reader(&bytes[3..]);
            table.records().collect::<Result<Vec<_>, _>>().expect("well formed")
        };
        let rows = rows_of(&EntityKind::ALL, None);
        assert_eq!(rows.len(), analysis.timeline.events.len());
        assert_eq!(rows_of(&EntityKind::ALL, Some((EntityKind::Person, "John Vale".to_owned()))).len(), rows.len());
        assert_eq!(rows_of(&EntityKind::ALL, Some((EntityKind::Person, "Nobody".to_owned()))).len(), 0);
        let people = rows.iter().filter(|row| &row[4] == EntityKind::Person.label()).count();
        assert_eq!(rows_of(&[EntityKind::Person], None).len(), people);
        for row in &rows {
            assert_eq!((&row[0], &row[1], &row[2]), ("2014-05-03", "2014-05-03", "day"));
            assert!(row[6].starts_with("John Vale met"));
        }
    }
}
