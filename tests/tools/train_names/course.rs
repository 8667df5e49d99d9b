//! The course of the training: first the names in running text, then, apart, those that are lines by themselves; under the
//! first reading and under the second, which learns from what the first says of texts that it has not seen.

use variorum::entity::training::{Group, Reader, Sheet, Votes};

use super::crf::{Options, train, train_further};
use super::learnt::Learnt;
use super::runs::Sequence;

/// The first reading of each part of the training texts is made by a model trained on the other parts, so that the
/// second reading learns from mistakes as they will be.
pub const PARTS: usize = 4;

/// A text to learn from, and which of its runs, if not all.
pub struct Lesson {
    pub sheet: Sheet,
    pub uses: Option<Vec<bool>>,
}

/// All that is learnt from.
pub struct Course {
    pub lessons: Vec<Lesson>,
    /// How many of the first lessons are texts as they were written.
    pub plain: usize,
    /// Names that are texts by themselves.
    pub alone: Vec<Sheet>,
    pub options: Options,
}

impl Course {
    /// The first reading, learnt from all parts but one.
    pub fn first_reading(&self, left_out: Option<usize>) -> Learnt {
        let is_in = |&(index, _): &(usize, &Lesson)| left_out != Some(index % PARTS);
        let lessons = || self.lessons.iter().enumerate().filter(is_in).map(|(_, lesson)| lesson);
        let mut runs = Vec::new();
        lessons().for_each(|lesson| lesson.running(None, &mut runs));
        let base = train(&mut runs, self.options);
        let mut runs = Vec::new();
        lessons().for_each(|lesson| lesson.alone(None, &base, &mut runs));
        for (_, sheet) in self.alone.iter().enumerate().filter(|(index, _)| left_out != Some(index % PARTS)) {
            alone(sheet, None, &base, &mut runs, |_| true);
        }
        train_further(&mut runs, self.options, base)
    }

    /// Labels a part of the texts by the first reading.
    pub fn read_first(&mut self, part: usize, reader: &Reader) {
        let lessons = self.lessons.iter_mut().map(|lesson| &mut lesson.sheet).enumerate();
        let alone = self.alone.iter_mut().enumerate();
        for (_, sheet) in lessons.chain(alone).filter(|(index, _)| index % PARTS == part) {
            sheet.read_first(reader);
        }
    }

    /// The second reading; the texts must have had their first.
    pub fn second_reading(&self) -> Learnt {
        let (mut votes, nobody) = (Votes::default(), Votes::default());
        self.lessons[..self.plain].iter().for_each(|lesson| votes.add(&lesson.sheet));
        let mut runs = Vec::new();
        self.lessons.iter().for_each(|lesson| lesson.running(Some(&votes), &mut runs));
        let base = train(&mut runs, self.options);
        let mut runs = Vec::new();
        self.lessons.iter().for_each(|lesson| lesson.alone(Some(&votes), &base, &mut runs));
        // A name may be known from other texts of a corpus, or from none.
        for (index, sheet) in self.alone.iter().enumerate() {
            alone(sheet, Some(if index % 2 == 0 { &votes } else { &nobody }), &base, &mut runs, |_| true);
        }
        train_further(&mut runs, self.options, base)
    }
}

impl Lesson {
    fn is_used(&self, run: usize) -> bool {
        self.uses.as_ref().is_none_or(|uses| uses[run])
    }

    /// The runs that are learnt from, as if none were a line by itself.
    fn running(&self, votes: Option<&Votes>, runs: &mut Vec<Sequence>) {
        self.sheet.runs(votes, |number, features: &[Vec<(u32, Group)>], labels| {
            if self.is_used(number) {
                runs.push(Sequence::among_others(features, labels));
            }
        });
    }

    /// The runs that are learnt from and are lines by themselves.
    fn alone(&self, votes: Option<&Votes>, base: &Learnt, runs: &mut Vec<Sequence>) {
        alone(&self.sheet, votes, base, runs, |number| self.is_used(number));
    }
}

/// The runs of a text that are lines by themselves.
fn alone(
    sheet: &Sheet,
    votes: Option<&Votes>,
    base: &Learnt,
    runs: &mut Vec<Sequence>,
    is_used: impl Fn(usize) -> bool,
) {
    sheet.runs(votes, |number, features, labels| {
        if sheet.is_alone(number) && is_used(number) {
            runs.push(Sequence::alone(features, labels, base));
        }
    });
}
