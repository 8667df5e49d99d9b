//! British and American spellings of one word.
//!
//! A rule and a few lists, not a dictionary: the families that newsrooms differ in (-our, -ise, -re, doubled l, -ence,
//! -ogue, ae and oe). A rule that would join two different words is kept off by naming the words that it may touch, or
//! those that it may not; a missed rare word costs one marked change, a false join hides one.

/// Stems that are written -our in Britain and -or in America.
const OUR_STEMS: &[&str] = &[
    "arb",
    "ard",
    "arm",
    "behavi",
    "cand",
    "clam",
    "clang",
    "col",
    "demean",
    "endeav",
    "fav",
    "ferv",
    "flav",
    "glam",
    "harb",
    "hon",
    "hum",
    "lab",
    "misdemean",
    "neighb",
    "od",
    "parl",
    "ranc",
    "rig",
    "rum",
    "sav",
    "savi",
    "splend",
    "succ",
    "tum",
    "val",
    "vap",
    "vig",
];

/// Words in -ise that are never written -ize, without the ending.
const ALWAYS_ISE: &[&str] = &[
    "adv", "advert", "ar", "appra", "bra", "chast", "circumc", "compr", "comprom", "conc", "cru", "dem", "desp", "dev",
    "disgu", "enterpr", "exc", "exerc", "expert", "franch", "gu", "improv", "inc", "liken", "merchand", "mo", "no",
    "otherw", "parad", "po", "pra", "prec", "prem", "prom", "ra", "reprise", "rev", "r", "superv", "surm", "surpr",
    "telev", "trea", "tort", "upr", "w", "l", "likew", "prom", "bru", "bas",
];

/// Whole words that follow no rule, British first.
const PAIRS: &[(&str, &str)] = &[
    ("aeroplane", "airplane"),
    ("aluminium", "aluminum"),
    ("analyse", "analyze"),
    ("analysed", "analyzed"),
    ("analysing", "analyzing"),
    ("catalogue", "catalog"),
    ("cheque", "check"),
    ("defence", "defense"),
    ("dialogue", "dialog"),
    ("grey", "gray"),
    ("jewellery", "jewelry"),
    ("licence", "license"),
    ("manoeuvre", "maneuver"),
    ("manoeuvres", "maneuvers"),
    ("mum", "mom"),
    ("offence", "offense"),
    ("paralysed", "paralyzed"),
    ("plough", "plow"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("sceptical", "skeptical"),
    ("sceptics", "skeptics"),
    ("storey", "story"),
    ("tonne", "ton"),
    ("tyre", "tire"),
    ("tyres", "tires"),
];

/// Stems in -re that are -er in America.
const RE_STEMS: &[&str] = &[
    "cent", "theat", "met", "kilomet", "centimet", "millimet", "lit", "fib", "calib", "meag", "somb", "spect", "lust",
];

/// Verbs whose l is doubled before an ending in Britain alone, without their l.
const DOUBLED_L: &[&str] = &[
    "cance", "channe", "counse", "dia", "due", "enro", "equa", "fue", "funne", "initia", "labe", "leve", "libe",
    "marshe", "marve", "mode", "pane", "pedd", "quarre", "riva", "signa", "spira", "tota", "trave", "tunne", "unrave",
    "refue", "jewe", "grove", "chise", "shove",
];

/// Puts the American spelling of `word` in its place, if it is in lower case and has one.
pub(super) fn american_from_british(word: &mut Vec<u8>) {
    if word.len() < 4 {
        return;
    }
    let Ok(text) = std::str::from_utf8(word) else { return };
    if let Some(american) = american(text) {
        word.clear();
        word.extend_from_slice(american.as_bytes());
    }
}

fn american(word: &str) -> Option<String> {
    if let Ok(at) = PAIRS.binary_search_by(|(british, _)| (*british).cmp(word)) {
        return Some(PAIRS[at].1.to_owned());
    }
    if let Some((stem, rest)) = word.split_once("our")
        && OUR_STEMS.contains(&stem)
        && !(stem == "hum" && rest.starts_with("ist"))
    {
        return Some(format!("{stem}or{rest}"));
    }
    for ending in ["e", "ed", "es", "ing", "er", "ers", "ation", "ations"] {
        if let Some(stem) = word.strip_suffix(ending).and_then(|stem| stem.strip_suffix("is"))
            && stem.len() >= 3
            && !ALWAYS_ISE.contains(&stem)
        {
            return Some(format!("{stem}iz{ending}"));
        }
    }
    for (british, us) in [("re", "er"), ("res", "ers"), ("red", "ered")] {
        if let Some(stem) = word.strip_suffix(british)
            && RE_STEMS.contains(&stem)
        {
            return Some(format!("{stem}{us}"));
        }
    }
    for ending in ["ed", "ing", "er", "ers", "or", "ors"] {
        if let Some(stem) = word.strip_suffix(ending).and_then(|stem| stem.strip_suffix("ll"))
            && DOUBLED_L.contains(&stem)
        {
            return Some(format!("{stem}l{ending}"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_for_the_search() {
        assert!(PAIRS.is_sorted());
    }

    #[test]
    fn families_of_spelling() {
        for (british, us) in [
            ("travelling", "traveling"),
            ("neighbours", "neighbors"),
            ("organisation", "organization"),
            ("centre", "center"),
            ("defence", "defense"),
            ("honourable", "honorable"),
        ] {
            assert_eq!(american(british).as_deref(), Some(us));
            assert_eq!(american(us), None, "{us} is American already");
        }
    }

    #[test]
    fn words_that_only_look_british() {
        for word in
            ["hour", "four", "course", "rise", "promise", "advise", "supervised", "filled", "fire", "metred", "our"]
        {
            let folded = american(word);
            assert!(folded.is_none() || word == "metred", "{word} became {folded:?}");
        }
    }
}
