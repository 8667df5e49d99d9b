//! What is said of a story, the same on its card, in the table, at the right and on the clipboard.

use crate::analysis::Analysis;
use crate::app::about::Apart;
use crate::app::dates;
use crate::app::shown::Story;
use crate::app::words;
use crate::app::words::outlet_and_date;

/// "8 articles, 5 outlets": how many are shown, and of how many where that is not all.
pub fn size_words(story: &Story) -> String {
    let articles = match story.articles.len() == story.of {
        true => words::count(story.of, "article", "articles"),
        false => format!("{} of {}", story.articles.len(), words::count(story.of, "article", "articles")),
    };
    let mut line = match story.outlets.len() {
        0 => articles,
        outlets => format!("{articles}  ·  {}", words::count(outlets, "outlet", "outlets")),
    };
    if story.duplicates > 0 {
        line += &format!("  ·  {}", words::count(story.duplicates, "exact copy", "exact copies"));
    }
    if story.shared > 0 {
        line += &format!("  ·  {}", words::count(story.shared, "tells another story too", "tell another story too"));
    }
    line
}

/// "9 May 2015 – 12 May 2015, 3 d".
pub fn date_words(story: &Story) -> String {
    let Some((first, last)) = story.dates else { return "No dates".to_owned() };
    if first.date == last.date {
        return dates::date(first.date);
    }
    format!("{} – {}", dates::date(first.date), dates::date(last.date))
}

/// Time from the first article to the last, in words.
pub fn spread_words(story: &Story) -> String {
    let Some((first, last)) = story.dates else { return String::new() };
    let is_exact = first.time.is_some() && last.time.is_some();
    words::apart(Apart { minutes: story.spread_minutes(), is_exact })
}

/// "Reuters 3, AFP 2, TASS".
pub fn outlet_words(story: &Story) -> String {
    const MOST: usize = 12;
    let one = |(name, count): &(String, usize)| if *count > 1 { format!("{name} {count}") } else { name.clone() };
    let mut line = story.outlets.iter().take(MOST).map(one).collect::<Vec<_>>().join(", ");
    if story.outlets.is_empty() {
        return "Outlets not known".to_owned();
    }
    if story.outlets.len() > MOST {
        line += ", …";
    }
    line
}

/// “Kerry flies to Sochi”: what some of the articles are called, the earliest first.
pub fn titles<'a>(analysis: &'a Analysis, story: &'a Story) -> impl Iterator<Item = String> + 'a {
    story.articles.iter().map(|&id| format!("“{}”", analysis.corpus.get(id).title()))
}

/// "Reuters, 9 May 2015, “Kerry flies to Sochi”": the earliest article, where that is known.
pub fn first_words(analysis: &Analysis, story: &Story) -> Option<String> {
    let document = analysis.corpus.get(story.first(analysis)?);
    Some(format!("{}, “{}”", outlet_and_date(document), document.title()))
}
