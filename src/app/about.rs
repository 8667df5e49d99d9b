//! What every list says of an article or a story: what it is called, and when it was published.

use crate::analysis::Analysis;
use crate::corpus::{Document, Published};
use crate::session::Session;
use crate::similarity::ClusterId;

/// The outlet's name, or what is written where there is none.
pub fn outlet_or_unknown(document: &Document) -> &str {
    document.metadata.outlet_name().unwrap_or("Unknown outlet")
}

/// The name of a cluster: the person's, or its telling words.
pub fn cluster_name(analysis: &Analysis, session: &Session, id: ClusterId) -> String {
    let Some(cluster) = analysis.clusters.clusters.get(id.0 as usize) else { return String::new() };
    let given =
        cluster.documents.first().and_then(|&first| session.cluster_names.get(&analysis.corpus.get(first).path));
    match given {
        Some(name) => name.clone(),
        None if cluster.name.is_empty() => format!("Story {}", id.0 + 1),
        None => cluster.name.clone(),
    }
}

/// The time from one article to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apart {
    /// In minutes; negative where the second came first.
    pub minutes: i64,
    /// Whether both give an hour; otherwise it is known to the day only.
    pub is_exact: bool,
}

/// The time from `a` to `b`, where both give a day. Clock times are those of the articles, whatever their time zones:
/// most do not name theirs.
pub fn minutes_apart(a: &Document, b: &Document) -> Option<Apart> {
    let (a, b) = (a.metadata.published.as_ref()?.value, b.metadata.published.as_ref()?.value);
    let is_exact = a.time.is_some() && b.time.is_some();
    let at =
        |published: Published| if is_exact { minute(published) } else { crate::timeline::minute_of(published.date) };
    Some(Apart { minutes: at(b) - at(a), is_exact })
}

/// When an article was published, in minutes from a fixed day; midnight where it gives no hour.
pub fn minute(published: Published) -> i64 {
    let clock = published.time.map_or(0, |time| i64::from(time.hour()) * 60 + i64::from(time.minute()));
    crate::timeline::minute_of(published.date) + clock
}
