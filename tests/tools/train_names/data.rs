//! Reading folders of marked texts, and making headlines of them.

use std::collections::BTreeMap;
use std::path::Path;

use variorum::entity::EntityKind;
use variorum::entity::training::Marked;
use variorum::text::Span;

/// A text with its marked names, in order.
pub struct Text {
    /// The name of its file without the ending.
    pub name: String,
    pub text: String,
    pub names: Vec<Marked>,
}

impl Text {
    /// The number of the line that a byte is in.
    pub fn line_of(&self, at: usize) -> usize {
        self.text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count()
    }

    /// A span with some of its surroundings, for the list of errors.
    pub fn around(&self, span: Span) -> String {
        let mut start = span.start().saturating_sub(45);
        let mut end = (span.end() + 30).min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        self.text[start..end].replace('\n', " ⏎ ")
    }
}

fn kind(label: &str) -> Option<EntityKind> {
    Some(match label {
        "PER" | "person" => EntityKind::Person,
        "LOC" | "location" => EntityKind::Place,
        "ORG" | "corporation" | "group" => EntityKind::Organisation,
        "OTHER" | "MISC" | "creative-work" | "product" => EntityKind::Other,
        _ => return None,
    })
}

/// The texts of a folder, in order of name.
pub fn read_folder(folder: &Path) -> Result<Vec<Text>, String> {
    let complain = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let gold_path = folder.join("gold.tsv");
    let gold = std::fs::read_to_string(&gold_path).map_err(|error| complain(&gold_path, &error))?;
    let mut marks: BTreeMap<&str, Vec<(usize, usize, EntityKind)>> = BTreeMap::new();
    for line in gold.lines() {
        let mut columns = line.split('\t');
        let (Some(document), Some(start), Some(end), Some(label)) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let (Ok(start), Ok(end), Some(kind)) = (start.parse(), end.parse(), kind(label)) else { continue };
        marks.entry(document).or_default().push((start, end, kind));
    }
    let docs = folder.join("docs");
    let mut paths: Vec<_> = std::fs::read_dir(&docs)
        .map_err(|error| complain(&docs, &error))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|error| complain(&path, &error))?;
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        offsets.push(text.len());
        let mut names: Vec<Marked> = marks
            .get(stem)
            .into_iter()
            .flatten()
            .filter_map(|&(start, end, kind)| {
                let (start, end) = (*offsets.get(start)?, *offsets.get(end)?);
                let start = if kind == EntityKind::Place { start } else { start + article_len(&text[start..end]) };
                (start < end).then(|| (Span::new(start, end), kind))
            })
            .filter(|&(span, kind)| kind != EntityKind::Other || is_name(span.slice(&text)))
            .collect();
        names.sort();
        names.dedup_by(|next, kept| kept.0.overlaps(next.0));
        texts.push(Text { name: stem.to_owned(), text, names });
    }
    Ok(texts)
}

/// Other conventions mark a country as a body where its side plays or its government speaks; ours marks a place.
pub fn settle(text: &mut Text) {
    let countries = include_str!("../../../assets/names/countries.tsv");
    let is_country = |name: &str| countries.lines().any(|line| line.split('\t').next() == Some(name));
    for (span, kind) in &mut text.names {
        let name = span.slice(&text.text);
        // These are a racing team, a club and an airline as often.
        let is_clear = !matches!(name, "Jordan" | "Monaco" | "Emirates");
        if *kind == EntityKind::Organisation && is_clear && is_country(name) {
            *kind = EntityKind::Place;
        }
    }
}

/// Other conventions take the article into a name, "The New York Times"; ours does not, but for places: "The Hague".
fn article_len(words: &str) -> usize {
    ["The ", "the "].into_iter().find(|article| words.starts_with(article)).map_or(0, str::len)
}

/// Other conventions mark nationalities as names of another kind; ours does not.
fn is_name(words: &str) -> bool {
    let ends = ["an", "ans", "ese", "ish", "ni", "nis", "qi", "li", "man", "men", "French", "Greek", "Dutch", "Czech"];
    words.contains(' ')
        || words.contains(|letter: char| letter.is_ascii_digit())
        || !ends.iter().any(|end| words.ends_with(end))
}

/// The text with every fourth line changed, and which lines those are; offsets stay. Lines stand in capitals or are
/// capitalised as headlines, or one word of them stands in capitals, as writers stress it. Nothing for texts without such
/// lines.
pub fn headlines(text: &Text) -> Option<(Text, Vec<bool>)> {
    let mut changed = String::with_capacity(text.text.len());
    let mut lines = Vec::new();
    for line in text.text.split_inclusive('\n') {
        let hash = line.bytes().fold(0_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
        let is_prose = line.bytes().filter(u8::is_ascii_lowercase).count() * 2 > line.len();
        let choice = if is_prose && line.len() > 12 { (hash >> 7) % 16 } else { 15 };
        match choice {
            0 => changed.push_str(&line.to_ascii_uppercase()),
            1 | 2 => changed.push_str(&capitalised(line)),
            3 => changed.push_str(&stressed(text, changed.len(), line, hash)),
            _ => changed.push_str(line),
        }
        lines.push(choice < 4);
    }
    lines.push(false);
    lines
        .iter()
        .any(|&is_changed| is_changed)
        .then(|| (Text { name: text.name.clone(), text: changed, names: text.names.clone() }, lines))
}

/// The line that begins at `start` with one of its small words in capitals.
fn stressed(text: &Text, start: usize, line: &str, hash: u32) -> String {
    let is_small = |word: &str| word.len() > 2 && word.bytes().all(|letter| letter.is_ascii_lowercase());
    let mut at = start;
    let mut words = Vec::new();
    for word in line.split_inclusive(' ') {
        let bare = word.trim_end();
        let span = Span::new(at, at + bare.len());
        if is_small(bare) && !text.names.iter().any(|(name, _)| name.overlaps(span)) {
            words.push(at - start..at - start + bare.len());
        }
        at += word.len();
    }
    let mut changed = line.to_owned();
    if let Some(word) = words.get((hash >> 11) as usize % words.len().max(1)) {
        changed[word.clone()].make_ascii_uppercase();
    }
    changed
}

fn capitalised(line: &str) -> String {
    let small = ["a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "as", "is"];
    line.split_inclusive(' ')
        .enumerate()
        .map(|(index, word)| {
            let bare = word.trim_end();
            if index > 0 && small.contains(&bare) || !word.starts_with(|letter: char| letter.is_ascii_lowercase()) {
                word.to_owned()
            } else {
                word[..1].to_ascii_uppercase() + &word[1..]
            }
        })
        .collect()
}
