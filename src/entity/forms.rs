//! What makes two written names the same name: forms of a name without case, accents, points and what goes with its kind.

use super::EntityKind;
use super::lists::Lists;

/// Words at the end of a firm's name that another text leaves out.
const FIRM_ENDS: &[&str] = &[
    "ab",
    "ag",
    "asa",
    "bhd",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "limited",
    "llc",
    "llp",
    "ltd",
    "nv",
    "oyj",
    "plc",
    "sa",
    "spa",
];

/// Generic words after which a body goes by the words before them: "Labour Party", "Stanford University".
const GENERIC_ENDS: &[&str] = &[
    "airlines",
    "airways",
    "bank",
    "city",
    "club",
    "county",
    "electronics",
    "fc",
    "group",
    "holdings",
    "industries",
    "motor",
    "motors",
    "movement",
    "network",
    "news",
    "newspaper",
    "party",
    "rovers",
    "systems",
    "town",
    "united",
    "university",
    "wanderers",
    "motorcars",
    "television",
    "daily",
    "magazine",
    "agency",
    "news agency",
];

/// Words after a person's name that are not their surname.
const NAME_ENDS: &[&str] = &["ii", "iii", "iv", "jr", "sr"];

/// The letters of a name as they are compared: small, without accents and points, blank space as one space.
pub(crate) fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut is_gap = false;
    for character in name.chars() {
        let character = crate::text::fold_char(character);
        match character {
            '.' => {}
            _ if character.is_whitespace() => is_gap = !out.is_empty(),
            _ => {
                if is_gap {
                    out.push(' ');
                    is_gap = false;
                }
                push_plain(&mut out, character);
            }
        }
    }
    out
}

fn push_plain(out: &mut String, character: char) {
    let plain = match character {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ä' => 'a',
        'ç' | 'ć' | 'č' | 'ĉ' => 'c',
        'ď' | 'đ' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ł' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' | 'ŕ' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ž' | 'ż' => 'z',
        'ß' => {
            out.push_str("ss");
            return;
        }
        'æ' => {
            out.push_str("ae");
            return;
        }
        'œ' => {
            out.push_str("oe");
            return;
        }
        other => other,
    };
    out.push(plain);
}

/// The key under which names of one kind are the same: folded, with countries under their common name and firms without
/// their legal form.
pub(crate) fn key(kind: EntityKind, name: &str) -> String {
    match kind {
        EntityKind::Place => {
            let whole = Lists::get().country_of_alias(name.trim()).map_or_else(|| folded(name), folded);
            match whole.as_str() {
                "washington dc" | "washington, dc" => "washington".to_owned(),
                "nyc" | "new york city" => "new york".to_owned(),
                "la" => "los angeles".to_owned(),
                _ => whole.replace("saint ", "st "),
            }
        }
        EntityKind::Organisation => {
            let whole = folded(name);
            let whole = whole.strip_prefix("the ").unwrap_or(&whole);
            let short = without_legal_form(whole);
            if let Some(long) = well_known(short) {
                long.to_owned()
            } else {
                short.replace("organisation", "organization")
            }
        }
        EntityKind::Person => strip_al(&folded(name)).to_owned(),
        EntityKind::Other => {
            let whole = folded(name);
            whole.strip_prefix("the ").unwrap_or(&whole).to_owned()
        }
    }
}

/// The article of Arabic names comes and goes: "al-Assad", "Assad".
pub(crate) fn strip_al(word: &str) -> &str {
    for prefix in ["al-", "el-", "al ", "el "] {
        if let Some(rest) = word.strip_prefix(prefix).filter(|rest| rest.len() > 2) {
            return rest;
        }
    }
    word
}

/// A firm's folded name without "Inc" and the like.
pub(crate) fn without_legal_form(name: &str) -> &str {
    let mut name = name;
    while let Some((rest, last)) = name.rsplit_once(' ') {
        if rest.is_empty() || FIRM_ENDS.binary_search(&last.trim_end_matches(',')).is_err() {
            break;
        }
        name = rest.trim_end_matches([',', ' ', '&']);
    }
    name
}

/// A body's folded name without a generic last word, if it has one.
pub(crate) fn without_generic(name: &str) -> Option<&str> {
    let (rest, last) = name.rsplit_once(' ')?;
    GENERIC_ENDS.contains(&last).then_some(rest)
}

/// First name and surname of a person's folded name; one word is a surname. Particles go with the surname.
pub(crate) fn person_parts(name: &str) -> (Option<&str>, &str) {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in name.split(' ') {
        words.push((at, word));
        at += word.len() + 1;
    }
    while words.len() > 1 && NAME_ENDS.contains(&words[words.len() - 1].1) {
        words.pop();
    }
    let Some(&(last_at, last)) = words.last() else { return (None, name) };
    if words.len() == 1 {
        return (None, strip_al(last));
    }
    let surname = strip_al(&name[last_at..last_at + last.len()]);
    (Some(words[0].1), surname)
}

/// The first letters of the telling words of a name: "European Union" is "eu", "Bank of England" is "be" and "boe".
pub(crate) fn initials(name: &str) -> [String; 2] {
    let small = ["of", "the", "and", "for", "in", "on", "at", "de", "du", "des", "la", "to", "&", "against"];
    let (mut telling, mut all) = (String::new(), String::new());
    for word in name.split([' ', '-', '/']).filter(|word| !word.is_empty()) {
        let Some(first) = word.chars().next() else { continue };
        all.push(first);
        if !small.contains(&word) {
            telling.push(first);
        }
    }
    [telling, all]
}

/// Full folded names of bodies that texts seldom spell out.
fn well_known(short: &str) -> Option<&'static str> {
    let at = WELL_KNOWN.binary_search_by(|(acronym, _)| (*acronym).cmp(short)).ok()?;
    Some(WELL_KNOWN[at].1)
}

const WELL_KNOWN: &[(&str, &str)] = &[
    ("aclu", "american civil liberties union"),
    ("afp", "agence france-presse"),
    ("agence france presse", "agence france-presse"),
    ("al qaeda", "al-qaeda"),
    ("al qaida", "al-qaeda"),
    ("al-qaida", "al-qaeda"),
    ("anc", "african national congress"),
    ("asean", "association of southeast asian nations"),
    ("bbc", "british broadcasting corporation"),
    ("bbc news", "british broadcasting corporation"),
    ("bjp", "bharatiya janata party"),
    ("british broadcasting", "british broadcasting corporation"),
    ("cia", "central intelligence agency"),
    ("dea", "drug enforcement administration"),
    ("ecb", "european central bank"),
    ("epa", "environmental protection agency"),
    ("eu", "european union"),
    ("faa", "federal aviation administration"),
    ("fbi", "federal bureau of investigation"),
    ("fda", "food and drug administration"),
    ("fed", "federal reserve"),
    ("gm", "general motors"),
    ("hizbollah", "hezbollah"),
    ("hizbullah", "hezbollah"),
    ("iaea", "international atomic energy agency"),
    ("icc", "international criminal court"),
    ("imf", "international monetary fund"),
    ("ioc", "international olympic committee"),
    ("isil", "islamic state"),
    ("isis", "islamic state"),
    ("itar-tass", "tass"),
    ("mdc", "movement for democratic change"),
    ("nasa", "national aeronautics and space administration"),
    ("nato", "north atlantic treaty organization"),
    ("nba", "national basketball association"),
    ("nfl", "national football league"),
    ("nhl", "national hockey league"),
    ("nsa", "national security agency"),
    ("nyse", "new york stock exchange"),
    ("opec", "organization of petroleum exporting countries"),
    ("osce", "organization for security and cooperation in europe"),
    ("pkk", "kurdistan workers' party"),
    ("plo", "palestine liberation organization"),
    ("reuter", "reuters"),
    ("sec", "securities and exchange commission"),
    ("taleban", "taliban"),
    ("un", "united nations"),
    ("un security council", "security council"),
    ("united nations security council", "security council"),
    ("us congress", "congress"),
    ("us department of justice", "justice department"),
    ("us department of state", "state department"),
    ("us house of representatives", "house of representatives"),
    ("us justice department", "justice department"),
    ("us senate", "senate"),
    ("us state department", "state department"),
    ("us supreme court", "supreme court"),
    ("who", "world health organization"),
    ("world health organisation", "world health organization"),
    ("world trade organisation", "world trade organization"),
    ("wto", "world trade organization"),
];

/// The consonants of a name as they sound, roughly: transliterations of one name come out alike.
pub(crate) fn skeleton(name: &str) -> String {
    let mut plain = folded(name);
    plain = strip_al(&plain).replace('-', " ");
    for (from, to) in [
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("tsch", "c"),
        ("tch", "c"),
        ("sch", "s"),
        ("sh", "s"),
        ("ch", "c"),
        ("zh", "z"),
        ("dj", "j"),
        ("ts", "c"),
        ("tz", "c"),
        ("ck", "k"),
        ("q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("ff", "v"),
        ("ou", "u"),
        ("hm", "m"),
    ] {
        plain = plain.replace(from, to);
    }
    let mut out = String::new();
    for (index, character) in plain.chars().enumerate() {
        let is_vowel = matches!(character, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | '\'');
        if is_vowel && index > 0 && !out.ends_with(' ') {
            continue;
        }
        let character = if is_vowel { 'a' } else { character };
        if !out.ends_with(character) {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_the_search() {
        assert!(FIRM_ENDS.is_sorted());
        assert!(WELL_KNOWN.is_sorted_by_key(|(acronym, _)| acronym));
    }

    #[test]
    fn keys_join_what_is_written_differently() {
        let same = |kind, one, other| assert_eq!(key(kind, one), key(kind, other));
        same(EntityKind::Place, "U.S.", "United States");
        same(EntityKind::Organisation, "Acme Widgets Inc.", "ACME WIDGETS");
        same(EntityKind::Organisation, "U.N.", "United Nations");
        same(EntityKind::Person, "José Muñoz", "Jose Munoz");
        same(EntityKind::Person, "al-Assad", "Assad");
    }

    #[test]
    fn surnames_are_found_behind_suffixes() {
        assert_eq!(person_parts("martin luther king jr"), (Some("martin"), "king"));
        assert_eq!(person_parts("bashar al-assad"), (Some("bashar"), "assad"));
        assert_eq!(person_parts("putin"), (None, "putin"));
    }

    #[test]
    fn transliterations_sound_alike() {
        assert_eq!(skeleton("Yeltsin"), skeleton("Eltsin"));
        assert_eq!(skeleton("Kadhafi"), skeleton("Kadafi"));
        assert_ne!(skeleton("Kerry"), skeleton("Lavrov"));
    }
}
