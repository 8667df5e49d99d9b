//! Everything that the person can ask for, as values.
//!
//! Views return these; [`apply`](super::apply::apply) is the only place that carries them out. What can be decided,
//! and undone, is a [`Decision`] with a name.

use std::path::PathBuf;

use jiff::civil::Date;

use super::article_columns::{ArticleColumn, ArticleSort};
use super::asked::Asked;
use super::columns::{Columns, Widths};
use super::dates::DateStyle;
use super::filing::Content;
use super::filter::{Filter, FilterPart};
use super::inventory::Finding;
use super::layout::{Pane, Preset};
use super::options::{Halves, Width};
use super::pair_columns::{PairColumn, PairSort};
use super::preferences::Sizes;
use super::problem::Problem;
use super::shown::Grouping;
use super::story_order::StoriesLook;
use super::theme::ThemeChoice;
use super::timeline::{TimelineCommand, TimelineOptions};
use crate::analysis::Settings;
use crate::corpus::{DocumentId, MetadataCorrection};
use crate::entity::{EntityCorrection, EntityId, EntityKind};
use crate::report::notes::{Corrected, EntryKind, Subject};
use crate::session::{Orphan, Outside};
use crate::similarity::{ClusterId, Exclusions, Measure, OrderBy};
use crate::text::Span;
use crate::timeline::TimeCorrection;

/// One thing that the person asked for.
#[derive(Clone, Debug)]
pub enum Command {
    /// Opening, saving, exporting.
    File(FileCommand),
    /// Choosing what all views show.
    Select(Select),
    /// Changing what is left out.
    Filter(FilterCommand),
    /// Something that the person decides and can undo.
    Decide(Decision),
    /// Takes back the last decision.
    Undo,
    /// Makes it again.
    Redo,
    /// The cursor has left a note: what is typed from now on is undone on its own.
    EndTyping,
    /// How things are looked at.
    View(ViewCommand),
    /// For the matrix.
    Matrix(MatrixCommand),
    /// For the timeline.
    Timeline(TimelineCommand),
    /// Goes to the next or the last thing of its kind.
    Go(Go),
    /// Puts text on the clipboard.
    Copy(String),
    /// Stops what is under way.
    Cancel,
    /// Tells the person of a problem, and keeps it.
    Report(Problem),
    /// Puts away a note at the edge.
    DismissToast(u64),
    /// Empties the list of problems.
    ClearProblems,
    /// Opens one of the boxes over the window, or closes it.
    Show(Option<Modal>),
}

/// Opening, saving, exporting.
#[derive(Clone, Debug)]
pub enum FileCommand {
    /// Asks for something and then does it.
    Pick(Purpose),
    /// Opens these folders, files, or one session, in place of what is open.
    Open(Vec<PathBuf>),
    /// Opens these beside what is open.
    Add(Vec<PathBuf>),
    /// Opens the built-in sample.
    OpenSample,
    /// An empty window.
    New,
    /// Reads the folders again.
    Rescan,
    /// Saves the session where it was, or asks where.
    Save,
    /// Saves the session here.
    SaveAs(PathBuf),
    /// Saves the session over what somebody else saved there meanwhile, which stays beside it.
    SaveAnyway,
    /// Asks for another place and saves the session there; then this follows, or what was to follow anyway.
    SaveElsewhere(Option<Box<FileCommand>>),
    /// The person was asked where to save, and did not say.
    SaveCancelled,
    /// Saves the session, and then does this.
    SaveThen(Box<FileCommand>),
    /// Goes on in a copy of the session under a name of its own; what was saved so far stays as it is.
    Duplicate,
    /// Takes back everything since the session was saved.
    Revert,
    /// Writes the report here.
    Export(PathBuf),
    /// Asks where to write this, and then does it.
    Offer(Purpose, Content),
    /// Writes what was offered here.
    Write(PathBuf),
    /// Writes what the person wrote and marked here.
    ExportNotes(PathBuf),
    /// Opens what a window that died left behind.
    Recover(Box<Orphan>),
    /// Removes what a window that died left behind.
    Discard(Box<Orphan>),
    /// Goes on with the opening of a session that waits for an answer.
    Opening(OpeningAnswer),
    /// Forgets a recent folder or session.
    ForgetRecent(String),
    /// Looks which recent folders and sessions are there.
    CheckRecents,
    /// Closes the window.
    Quit,
    /// Does something that loses changes, now that the person agreed.
    GoAhead(Box<FileCommand>),
}

/// What the person says to a session that asks before it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpeningAnswer {
    /// The folders outside the session's own may be read.
    Allow,
    /// They are left out this time.
    LeaveOut,
    /// The folder that is missing is here.
    FolderIs(PathBuf),
    /// It is opened without the missing folders.
    WithoutMissing,
    /// It is not opened.
    Cancel,
}

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A folder of articles to open.
    Folder,
    /// Single articles to open.
    Files,
    /// A folder to add.
    AddFolder,
    /// A session to open.
    Session,
    /// Where to save the session.
    SaveSession,
    /// Where to write the report.
    Report,
    /// Where to write a drawing.
    Svg,
    /// Where to write an image.
    Png,
    /// Where to write a table.
    Csv,
    /// Where to write what the person wrote and marked.
    Notes,
    /// Where a folder of the session is now.
    MissingFolder,
}

/// Choosing what all views show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Select {
    /// An article.
    Article(DocumentId),
    /// A pair; the first is on the left.
    Pair(DocumentId, DocumentId),
    /// An entity.
    Entity(EntityId),
    /// A cluster.
    Cluster(ClusterId),
    /// A day.
    Date(Date),
    /// A stretch of an article, to be scrolled to and marked.
    Place(DocumentId, Span),
    /// Nothing.
    Nothing,
}

/// Changing what is left out.
#[derive(Clone, Debug, PartialEq)]
pub enum FilterCommand {
    /// Puts this filter in place.
    Set(Filter),
    /// Takes away one part.
    Remove(FilterPart),
    /// Takes away everything.
    Clear,
}

/// What the person decides. Every one can be undone by its name.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// A pair was looked at and done with, or not.
    Reviewed(DocumentId, DocumentId, bool),
    /// A note on a pair.
    PairNote(DocumentId, DocumentId, String),
    /// A note on an article.
    ArticleNote(DocumentId, String),
    /// A note on a person, place or organisation.
    EntityNote(EntityKind, String, String),
    /// A pair is marked, to come back to, or not.
    MarkPair(DocumentId, DocumentId, bool),
    /// An article is marked, to come back to, or not.
    MarkArticle(DocumentId, bool),
    /// Tags of an article.
    Tags(DocumentId, Vec<String>),
    /// Leaves articles out of every view, or takes them in again.
    Hide(Vec<DocumentId>, bool),
    /// The name of a cluster, by the path of its first document; an empty name gives it its own again.
    ClusterName(String, String),
    /// Removes something that was written or marked, also about what is not there any more.
    Forget(EntryKind, Subject),
    /// Takes back a correction, whatever was decided since.
    TakeBack(Corrected),
    /// About entities: what was decided of them at once.
    Entities(Vec<EntityCorrection>),
    /// About a time.
    Time(TimeCorrection),
    /// About what is known of articles: the whole of what is corrected in each.
    Metadata(Vec<(DocumentId, MetadataCorrection)>),
    /// The options that shape a result, with what was changed, for undo: "change of shingle length".
    Settings(Box<Settings>, &'static str),
}

/// How things are looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewCommand {
    /// Brings a pane to the front.
    Pane(Pane),
    /// Brings the files of which this is so to the front.
    FindFiles(Finding),
    /// Brings the pane of this pair to the front, with the pair.
    OpenPair(DocumentId, DocumentId),
    /// Puts the cursor into the note on this pair.
    WriteNote(DocumentId, DocumentId),
    /// Brings the reader to the front, with the article.
    OpenArticle(DocumentId),
    /// Opens a story as a reading list: the reader steps through it in order of time.
    ReadStory(ClusterId),
    /// Reads on in the list of articles instead of in one story.
    LeaveStory,
    /// Puts the cursor into the note of what is selected.
    EditNote,
    /// Larger or smaller letters in the reader, in steps of ten in a hundred; 0 for the usual size.
    TextSize(i8),
    /// Arranges the panes.
    Arrange(Preset),
    /// The panes were dragged by hand.
    Rearranged,
    /// Shows or hides the list of articles.
    ToggleArticles,
    /// Shows or hides what is known of the selection.
    ToggleInspector,
    /// The window has become narrower or wider.
    Width(Width),
    /// How large things were left, for the next window.
    Sizes(Sizes),
    /// How wide the person made the columns of tables.
    Widths(Widths),
    /// Sorts the table of articles within its groups; nothing gives it the order of the list.
    SortArticles(Option<ArticleSort>),
    /// How the stories are looked at.
    Stories(StoriesLook),
    /// Order of rows.
    Order(OrderBy),
    /// Whether each group of the order is one row of the matrix.
    Fold(bool),
    /// The measure that scores pairs.
    Measure(Measure),
    /// What the halves of the matrix show.
    Halves(Halves),
    /// Least score of a shown pair.
    Threshold(f64),
    /// How the table of pairs is sorted.
    SortPairs(PairSort),
    /// What is left out when a pair is explained.
    Exclusions(Exclusions),
    /// Looks for a text from elsewhere among the articles, or stops.
    Trace(Option<Asked>),
    /// Which columns the table of pairs has.
    PairColumns(Columns<PairColumn>),
    /// Which columns the table of articles has.
    ArticleColumns(Columns<ArticleColumn>),
    /// How articles are grouped.
    Grouping(Grouping),
    /// How the timeline is looked at.
    Timeline(Box<TimelineOptions>),
    /// Colours.
    Theme(ThemeChoice),
    /// How days are written.
    Dates(DateStyle),
    /// Whether things move.
    ReducedMotion(bool),
    /// Colours, dates, motion, size and panes as they were at first. Recent work stays.
    Reset,
    /// Larger or smaller, in steps of ten in a hundred; 0 for the system's own.
    Zoom(i8),
    /// Puts the cursor into the search of the corpus.
    FocusSearch,
    /// Puts the cursor into the find box of the pane in front.
    FindInPane,
    /// The next hit of that find box, or the one before.
    FindNext(Direction),
}

/// For the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixCommand {
    /// Shows the whole of it.
    Fit,
    /// Shows the selected pair closely.
    ZoomToSelection,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As an image on the clipboard.
    CopyImage,
    /// The next drag draws a rectangle, whose articles alone are shown then.
    PickRectangle,
}

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the one after.
    Next,
    /// To the one before.
    Previous,
}

/// Goes to the next or the last thing of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// The pair after or before the selected one, best first.
    Pair(Direction),
    /// The next pair that was not looked at.
    NextUnreviewed,
    /// The article after or before the selected one: in the story that is read, or in the list of articles.
    Article(Direction),
    /// A change in the comparison.
    Change(Direction),
    /// A moved passage in the comparison.
    Move(Direction),
    /// A fact on which the two sides of the comparison disagree.
    Dispute(Direction),
    /// Another version of the story at the right; the base stays at the left.
    Version(Direction),
}

/// A box over the window.
#[derive(Clone, Debug)]
pub enum Modal {
    /// Every command, to be found by typing.
    Palette,
    /// Keys and the glossary.
    Help,
    /// About the program.
    About,
    /// A step of the tour, from 0.
    Tour(usize),
    /// The options that shape who shares text with whom.
    Similarity,
    /// A path typed by hand, where the system has no dialog.
    PathBox(Purpose),
    /// Changes would be lost by this.
    Unsaved(Box<FileCommand>),
    /// Windows that died left unsaved work.
    Recover,
    /// The session was not saved, why, and what was to follow.
    SaveFailed(String, Option<Box<FileCommand>>),
    /// Somebody else saved the session meanwhile.
    SavedElsewhere,
    /// The session that is being opened leads outside its own folder.
    Outside(Vec<Outside>),
    /// A folder of the session that is being opened is missing.
    MissingFolder(PathBuf),
    /// What became of the articles since the session was saved.
    Changes,
    /// What a decision about names needs.
    Name(NameEdit),
    /// Another date for the time at this place of an article.
    SetDate(DocumentId, Span),
    /// A note on an article, which quotes this sentence.
    NoteOn(DocumentId, Span),
}

impl Modal {
    /// Whether it asks for something that would be lost if another box came in its place.
    pub fn asks(&self) -> bool {
        match self {
            Self::PathBox(_)
            | Self::Unsaved(_)
            | Self::Recover
            | Self::SaveFailed(..)
            | Self::SavedElsewhere
            | Self::Outside(_)
            | Self::MissingFolder(_)
            | Self::Name(_)
            | Self::SetDate(..)
            | Self::NoteOn(..) => true,
            Self::Palette | Self::Help | Self::About | Self::Tour(_) | Self::Similarity | Self::Changes => false,
        }
    }
}

/// A decision about names that asks for something first. Names are known by kind and spelling, as corrections know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameEdit {
    /// Another name for it.
    Rename((EntityKind, String)),
    /// Which of these names survives.
    Merge(Vec<(EntityKind, String)>),
    /// Which of these written forms is somebody else.
    Split((EntityKind, String), Vec<String>),
    /// A name that was not found, with the words that it begins with.
    Add(String),
}

impl NameEdit {
    /// Opens the box that asks.
    #[must_use]
    pub fn asked(self) -> Command {
        Command::Show(Some(Modal::Name(self)))
    }
}
