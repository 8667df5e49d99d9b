//! Rows in a row that belong together: what the brackets along the edges name.

use std::ops::Range;

use super::rows::Rows;
use crate::analysis::Analysis;
use crate::app::about::{cluster_name, outlet_or_unknown};
use crate::app::dates;
use crate::app::shown::Shown;
use crate::corpus::DocumentId;
use crate::progress::{Cancelled, Progress};
use crate::session::Session;
use crate::similarity::{ClusterId, OrderBy};

/// Groups of a stretch that are put in order of size in a frame; where more are in sight, only the largest of all are
/// looked at, because the others are smaller than a point.
const MOST_SORTED: usize = 2_048;

/// Rows in a row that belong together under the order in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The rows.
    pub rows: Range<u32>,
    /// What they have in common.
    pub name: String,
    /// The story that they tell, where the order is by story.
    pub cluster: Option<ClusterId>,
    /// Articles in it.
    pub count: u32,
}

/// The groups of the rows, in order; rows that belong to none are in none.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    groups: Vec<Group>,
    /// Positions in `groups`, the group of most articles first.
    by_size: Vec<u32>,
}

impl Groups {
    /// The groups of the shown rows: stories, months, outlets or first letters, as the order is. Linear in the rows.
    ///
    /// # Errors
    /// [`Cancelled`] when `progress` was cancelled.
    pub fn of_rows(
        analysis: &Analysis,
        session: &Session,
        shown: &Shown,
        order: OrderBy,
        progress: &Progress,
    ) -> Result<Self, Cancelled> {
        let mut groups: Vec<Group> = Vec::new();
        // The name of a story is looked up once a story, not once an article.
        let mut last: Option<Common> = None;
        for (row, &id) in (0u32..).zip(&shown.order) {
            progress.checkpoint()?;
            let common = common(analysis, id, order);
            let is_next = groups.last().is_some_and(|group| group.rows.end == row);
            match (groups.last_mut(), &common) {
                (Some(group), Some(_)) if is_next && common == last => {
                    group.rows.end = row + 1;
                    group.count += 1;
                }
                (_, Some(common)) => {
                    let cluster = if let Common::Story(id) = common { Some(*id) } else { None };
                    groups.push(Group { rows: row..row + 1, name: common.name(analysis, session), cluster, count: 1 });
                }
                (_, None) => {}
            }
            last = common;
        }
        Ok(Self::new(groups))
    }

    fn new(groups: Vec<Group>) -> Self {
        let mut by_size: Vec<u32> = (0u32..).zip(&groups).map(|(at, _)| at).collect();
        by_size.sort_by_key(|&at| std::cmp::Reverse(groups[at as usize].count));
        Self { groups, by_size }
    }

    /// The same groups when each is one of `rows`.
    pub fn folded(&self, rows: &Rows) -> Self {
        let fold = |group: &Group| {
            let row = rows.row_at(group.rows.start);
            Group { rows: row..row + 1, ..group.clone() }
        };
        Self { groups: self.groups.iter().map(fold).collect(), by_size: self.by_size.clone() }
    }

    /// The rows of every group, in order.
    pub fn stretches(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        self.groups.iter().map(|group| group.rows.clone())
    }

    /// The groups that reach into `rows`, the largest first, at most `most` of them.
    pub fn in_sight(&self, rows: &Range<u32>, most: usize) -> Vec<&Group> {
        let first = self.groups.partition_point(|group| group.rows.end <= rows.start);
        let end = first + self.groups[first..].partition_point(|group| group.rows.start < rows.end);
        let slice = &self.groups[first..end];
        if slice.len() <= MOST_SORTED {
            let mut found: Vec<&Group> = slice.iter().collect();
            found.sort_by_key(|group| std::cmp::Reverse(group.count));
            found.truncate(most);
            return found;
        }
        let is_in_sight = |at: &&u32| (first..end).contains(&(**at as usize));
        let largest = self.by_size.iter().take(2 * MOST_SORTED).filter(is_in_sight);
        largest.take(most).map(|&at| &self.groups[at as usize]).collect()
    }

    /// The group of a row.
    pub fn of_row(&self, row: u32) -> Option<&Group> {
        let at = self.groups.partition_point(|group| group.rows.end <= row);
        self.groups.get(at).filter(|group| group.rows.contains(&row))
    }

    /// The rows of a story.
    pub fn rows_of(&self, cluster: ClusterId) -> Option<Range<u32>> {
        self.groups.iter().find(|group| group.cluster == Some(cluster)).map(|group| group.rows.clone())
    }
}

/// What neighbours may have in common.
#[derive(PartialEq, Eq)]
enum Common {
    Story(ClusterId),
    Month(i16, i8),
    Undated,
    Outlet(String),
    Letter(String),
}

fn common(analysis: &Analysis, id: DocumentId, order: OrderBy) -> Option<Common> {
    let document = analysis.corpus.get(id);
    match order {
        OrderBy::Cluster => {
            let stories = analysis.clusters.of_document.get(id.index())?;
            stories.first().map(|&cluster| Common::Story(cluster))
        }
        OrderBy::Date => Some(
            document.metadata.published_date().map_or(Common::Undated, |date| Common::Month(date.year(), date.month())),
        ),
        OrderBy::Outlet => Some(Common::Outlet(outlet_or_unknown(document).to_owned())),
        OrderBy::Name => {
            let first = document.title().chars().find(|letter| letter.is_alphanumeric());
            first.map(|letter| Common::Letter(letter.to_uppercase().collect()))
        }
        OrderBy::SimilarityTo(_) => None,
    }
}

impl Common {
    fn name(&self, analysis: &Analysis, session: &Session) -> String {
        match self {
            Common::Story(id) => cluster_name(analysis, session, *id),
            Common::Month(year, month) => dates::month_of_year(*year, *month),
            Common::Undated => "Undated".to_owned(),
            Common::Outlet(name) | Common::Letter(name) => name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups of so many rows, one after the other.
    fn groups(sizes: &[u32]) -> Groups {
        let mut start = 0;
        let groups = sizes.iter().map(|&count| {
            let rows = start..start + count;
            start += count;
            Group { name: rows.start.to_string(), rows, cluster: None, count }
        });
        Groups::new(groups.collect())
    }

    #[test]
    fn the_largest_in_sight_come_first() {
        let few = groups(&[3, 9, 1, 5, 20]);
        let names = |found: Vec<&Group>| found.iter().map(|group| group.rows.len()).collect::<Vec<_>>();
        assert_eq!(names(few.in_sight(&(0..38), 9)), [20, 9, 5, 3, 1]);
        assert_eq!(names(few.in_sight(&(4..14), 9)), [9, 5, 1], "the first lies before, the last behind");
        assert_eq!(names(few.in_sight(&(4..14), 2)), [9, 5]);
        let mut sizes = vec![1; 5_000];
        sizes[4_000] = 70;
        sizes[10] = 80;
        let many = groups(&sizes);
        assert_eq!(names(many.in_sight(&(100..9_000), 2))[0], 70);
        assert_eq!(names(many.in_sight(&(0..9_000), 2)), [80, 70]);
    }

    #[test]
    fn a_row_finds_its_group() {
        let few = groups(&[3, 9, 1]);
        assert_eq!(few.of_row(2).map(|group| group.rows.clone()), Some(0..3));
        assert_eq!(few.of_row(12).map(|group| group.rows.clone()), Some(12..13));
        assert_eq!(few.of_row(13), None);
    }
}
