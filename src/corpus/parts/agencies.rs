//! News agencies by their names, and how articles credit them.

/// How an agency is written, and the name under which it is known here. Longer forms come before those they hold.
const KNOWN: &[(&str, &str)] = &[
    ("The Associated Press", "AP"),
    ("Associated Press", "AP"),
    ("Thomson Reuters", "Reuters"),
    ("Agence France-Presse", "AFP"),
    ("Agence France Presse", "AFP"),
    ("United Press International", "UPI"),
    ("Deutsche Presse-Agentur", "dpa"),
    ("Press Association", "PA"),
    ("Australian Associated Press", "AAP"),
    ("Canadian Press", "The Canadian Press"),
    ("Kyodo News", "Kyodo"),
    ("Bloomberg News", "Bloomberg"),
    ("ITAR-TASS", "TASS"),
    ("RIA Novosti", "RIA Novosti"),
    ("Reuters", "Reuters"),
    ("REUTERS", "Reuters"),
    ("Reuter", "Reuters"),
    ("Xinhua", "Xinhua"),
    ("Interfax", "Interfax"),
    ("Bloomberg", "Bloomberg"),
    ("Kyodo", "Kyodo"),
    ("Yonhap", "Yonhap"),
    ("Anadolu", "Anadolu"),
    ("TASS", "TASS"),
    ("AFP", "AFP"),
    ("AAP", "AAP"),
    ("ANSA", "ANSA"),
    ("EFE", "EFE"),
    ("UPI", "UPI"),
    ("dpa", "dpa"),
    ("DPA", "dpa"),
    ("PTI", "PTI"),
    ("ANI", "ANI"),
    ("IANS", "IANS"),
    ("MTI", "MTI"),
    ("CNA", "CNA"),
    ("AP", "AP"),
    ("PA", "PA"),
];

/// The name of the agency that `written` is, when it is a known one.
pub(super) fn known(written: &str) -> Option<&'static str> {
    let written = written.trim();
    KNOWN.iter().find(|(form, _)| *form == written).map(|(_, name)| *name)
}

/// The known agency that `text` begins with, and how many bytes its name takes.
pub(super) fn at_start(text: &str) -> Option<(&'static str, usize)> {
    KNOWN
        .iter()
        .find(|(form, _)| {
            text.strip_prefix(form)
                .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '\''))
        })
        .map(|(form, name)| (*name, form.len()))
}

/// The known agency that stands anywhere in `text` as a word of its own, the first of them.
pub(super) fn within(text: &str) -> Option<&'static str> {
    let mut after_letter = false;
    for (at, character) in text.char_indices() {
        if !after_letter
            && character.is_alphabetic()
            && let Some((name, _)) = at_start(&text[at..])
        {
            return Some(name);
        }
        after_letter = character.is_alphanumeric();
    }
    None
}

/// What `written`, which a dateline or credit names as an agency, is called: a known name, or as it is written.
pub(super) fn named(written: &str) -> String {
    let written = written.trim();
    if let Some(name) = known(written) {
        return name.to_owned();
    }
    // "Reuters/AP", "AP - Moscow bureau"
    match at_start(written) {
        Some((name, len)) if written[len..].trim_start().starts_with(['/', '-', ',', '|', ';']) => name.to_owned(),
        _ => written.to_owned(),
    }
}

/// Whether `written` looks like the name of an agency that is not in the list: "Meridian Wire", "Baltic News Service".
pub(super) fn looks_like_one(written: &str) -> bool {
    let mut words = written.split_whitespace();
    let is_named = words.clone().count() <= 5
        && words.clone().all(|word| word.starts_with(|first: char| first.is_uppercase() || first == '&'));
    is_named
        && words.next_back().is_some_and(|last| {
            matches!(
                last,
                "Wire" | "Press" | "Agency" | "Service" | "Newswire" | "Services" | "News" | "Agencies" | "Newsagency"
            ) || last.ends_with("press")
                || last.ends_with("wire")
        })
}

/// The agency that a closing note credits: "Reuters contributed to this report", "With additional reporting from AFP",
/// "(with agencies)" gives none by name.
pub(super) fn credited(note: &str) -> Option<String> {
    if let Some(name) = within(note) {
        return Some(name.to_owned());
    }
    // "Meridian Wire contributed to this report."
    let at = memchr::memmem::find(note.as_bytes(), b" contributed")?;
    let before = note[..at].trim_start_matches(['(', '*', '_', ' ', '[', '—', '–', '-']).trim_start_matches("The ");
    looks_like_one(before).then(|| before.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_and_whole_words() {
        assert_eq!(named("Reuter"), "Reuters");
        assert_eq!(named("The Associated Press"), "AP");
        assert_eq!(named("Meridian Wire"), "Meridian Wire");
        assert_eq!(at_start("APEC leaders"), None);
        assert_eq!(within("Reporting by Ann Bell; PASCAL ran, AFP helped"), Some("AFP"));
    }

    #[test]
    fn closing_notes() {
        assert_eq!(credited("Reuters contributed to this report."), Some("Reuters".to_owned()));
        assert_eq!(credited("Meridian Wire contributed to this report."), Some("Meridian Wire".to_owned()));
        assert_eq!(credited("Ann Bell contributed to this report."), None);
    }
}
