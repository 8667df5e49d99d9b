//! What is known of an article, each value with where it came from.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::dates::{self, Reading};

/// Where a value was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A person corrected it.
    Person,
    /// A metadata file, a column of an export, or structured data of a web page.
    Metadata,
    /// A line of the article that holds nothing else.
    DateLine,
    /// The place and agency before the first sentence.
    Dateline,
    /// A caption.
    Caption,
    /// Another place in the text.
    Text,
    /// The address of the article.
    Url,
    /// The name of the file.
    FileName,
    /// The name of the folder.
    FolderName,
}

impl Origin {
    /// As people and the JSON write it: "date line".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Origin::Person => "correction",
            Origin::Metadata => "metadata",
            Origin::DateLine => "date line",
            Origin::Dateline => "dateline",
            Origin::Caption => "caption",
            Origin::Text => "text",
            Origin::Url => "url",
            Origin::FileName => "file name",
            Origin::FolderName => "folder name",
        }
    }
}

/// How sure a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Stated as such.
    #[default]
    Certain,
    /// Read from the form of the text; seldom wrong.
    Likely,
    /// More than one reading is possible.
    Ambiguous,
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub origin: Origin,
    /// How sure it is.
    pub confidence: Confidence,
}

impl<T> Sourced<T> {
    /// A value that is stated as such at its origin.
    pub fn certain(value: T, origin: Origin) -> Self {
        Self { value, origin, confidence: Confidence::Certain }
    }

    /// A value read from the form of the text.
    pub fn likely(value: T, origin: Origin) -> Self {
        Self { value, origin, confidence: Confidence::Likely }
    }
}

/// When an article was published, as it says: a day, and a local clock time where one is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// The time of day, local to the article.
    pub time: Option<Time>,
}

/// Why a date that a person wrote was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// No day of a month of a year is in it.
    #[error("this is not a date: write it as 2015-05-12 or 12 May 2015")]
    NoDate,
    /// The day or the month may come first.
    #[error("this can be {} or {}: write the month as a word", .0, .1)]
    TwoReadings(Date, Date),
}

impl std::str::FromStr for Published {
    type Err = DateError;

    /// A day as people write it, with a clock time if there is one: "2015-05-12", "12 May 2015", "May 12, 2015 14:30".
    fn from_str(written: &str) -> Result<Self, DateError> {
        let found = dates::field(written.trim()).ok_or(DateError::NoDate)?;
        match found.reading {
            Reading::Day(date) => Ok(Self { date, time: found.time }),
            Reading::Ambiguous { day_first, month_first } => Err(DateError::TwoReadings(day_first, month_first)),
            Reading::NoYear { .. } => Err(DateError::NoDate),
        }
    }
}

/// As [`FromStr`](std::str::FromStr) reads it back: "2015-05-12 14:30".
impl fmt::Display for Published {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.date)?;
        match self.time {
            Some(time) => write!(out, " {:02}:{:02}", time.hour(), time.minute()),
            None => Ok(()),
        }
    }
}

/// What is known of an article. An unknown value is `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// Headline.
    pub title: Option<Sourced<String>>,
    /// Authors, without "By".
    pub byline: Option<Sourced<String>>,
    /// Who published it.
    pub outlet: Option<Sourced<String>>,
    /// News agency that it credits.
    pub agency: Option<Sourced<String>>,
    /// Place of the dateline.
    pub place: Option<Sourced<String>>,
    /// When it was published.
    pub published: Option<Sourced<Published>>,
    /// Its address.
    pub url: Option<Sourced<String>>,
    /// ISO 639-1 code of its language.
    pub language: Option<Sourced<String>>,
    /// Columns of a metadata file that have no place above.
    pub tags: BTreeMap<String, String>,
}

impl Metadata {
    /// The day of publication.
    #[must_use]
    pub fn published_date(&self) -> Option<Date> {
        self.published.as_ref().map(|published| published.value.date)
    }

    /// The outlet's name.
    #[must_use]
    pub fn outlet_name(&self) -> Option<&str> {
        self.outlet.as_ref().map(|outlet| outlet.value.as_str())
    }

    /// The news agency's name.
    #[must_use]
    pub fn agency_name(&self) -> Option<&str> {
        self.agency.as_ref().map(|agency| agency.value.as_str())
    }
}

/// What a person corrected in an article's metadata. `None` leaves the value as it was found, an empty string (or
/// `Some(None)` for the date) clears it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MetadataCorrection {
    /// Headline.
    pub title: Option<String>,
    /// Authors.
    pub byline: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// News agency.
    pub agency: Option<String>,
    /// Place of the dateline.
    pub place: Option<String>,
    /// When it was published.
    pub published: Option<Option<Published>>,
    /// Its address.
    pub url: Option<String>,
    /// Language code.
    pub language: Option<String>,
}

impl MetadataCorrection {
    /// Puts the corrected values over those that were found.
    pub fn apply(&self, metadata: &mut Metadata) {
        let put = |slot: &mut Option<Sourced<String>>, value: &Option<String>| {
            if let Some(value) = value {
                *slot = (!value.is_empty()).then(|| Sourced::certain(value.clone(), Origin::Person));
            }
        };
        put(&mut metadata.title, &self.title);
        put(&mut metadata.byline, &self.byline);
        put(&mut metadata.outlet, &self.outlet);
        put(&mut metadata.agency, &self.agency);
        put(&mut metadata.place, &self.place);
        put(&mut metadata.url, &self.url);
        put(&mut metadata.language, &self.language);
        if let Some(published) = self.published {
            metadata.published = published.map(|value| Sourced::certain(value, Origin::Person));
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_of_a_person_are_read_or_refused_with_the_reason() {
        let day = |written: &str| written.parse::<Published>();
        let plain = Published { date: date(2015, 5, 12), time: None };
        for written in ["2015-05-12", " 12 May 2015 ", "May 12, 2015", "12.5.2015"] {
            assert_eq!(day(written), Ok(plain), "{written}");
        }
        assert_eq!(day("12/5/2015"), Err(DateError::TwoReadings(date(2015, 5, 12), date(2015, 12, 5))));
        assert_eq!(day("last spring"), Err(DateError::NoDate));
        assert_eq!(day("May 12"), Err(DateError::NoDate));
        // The law: what is shown for editing is read back as the same.
        let timed = Published { time: Some(jiff::civil::time(14, 30, 0, 0)), ..plain };
        for published in [plain, timed] {
            assert_eq!(published.to_string().parse(), Ok(published));
        }
    }
}
