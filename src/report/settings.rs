//! What goes into a report.

use jiff::civil::Date;

use crate::corpus::DocumentId;
use crate::similarity::OrderBy;

/// What goes into a report. The same analysis, session and settings give the same bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportSettings {
    /// Its title; `None` takes one made from the number of articles.
    pub title: Option<String>,
    /// The day that it is written on; the report itself has no clock.
    pub written: Option<Date>,
    /// The articles in it; `None` takes all that the session does not hide.
    pub documents: Option<Vec<DocumentId>>,
    /// The pairs in it, in this order; `None` takes every listed pair of those articles, best first. The distribution
    /// counts every listed pair all the same.
    pub pairs: Option<Vec<(DocumentId, DocumentId)>>,
    /// How the filter that left out the others reads, to be named in the report.
    pub filter: Option<String>,
    /// How many pairs are laid out in full. Pairs with a note always are.
    pub pairs_in_full: usize,
    /// The order of the matrix.
    pub order: OrderBy,
    /// Whether folders of this computer are named.
    pub local_paths: LocalPaths,
    /// Whether people are named.
    pub names: Names,
}

/// Whether a report names folders of this computer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LocalPaths {
    /// Only paths inside the opened folder are given.
    #[default]
    LeftOut,
    /// The opened folders are named.
    Shown,
}

/// Whether a report names people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// As the articles do.
    #[default]
    Shown,
    /// People and authors are numbered instead, everywhere; file names and addresses, which often hold names, are left
    /// out. Names that were not found as such stay, which the report says.
    Hidden,
}

impl Default for ReportSettings {
    fn default() -> Self {
        Self {
            title: None,
            written: None,
            documents: None,
            pairs: None,
            filter: None,
            pairs_in_full: 12,
            order: OrderBy::default(),
            local_paths: LocalPaths::default(),
            names: Names::default(),
        }
    }
}
