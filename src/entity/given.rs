//! Given names: which of them, short, long or as an initial, may be one person's.

/// Whether two given names may be one: equal, an initial of the other, or one is missing.
pub(crate) fn given_names_agree(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            one == other
                || one.len() == 1 && other.starts_with(one)
                || other.len() == 1 && one.starts_with(other)
                || is_short_for(one, other)
                || is_short_for(other, one)
        }
        _ => true,
    }
}

/// Common short forms of given names.
pub(crate) fn is_short_for(short: &str, long: &str) -> bool {
    const SHORT: &[(&str, &str)] = &[
        ("abe", "abraham"),
        ("al", "albert"),
        ("alex", "alexander"),
        ("andy", "andrew"),
        ("ben", "benjamin"),
        ("bill", "william"),
        ("bob", "robert"),
        ("chris", "christopher"),
        ("dan", "daniel"),
        ("dave", "david"),
        ("dick", "richard"),
        ("don", "donald"),
        ("ed", "edward"),
        ("fred", "frederick"),
        ("greg", "gregory"),
        ("jim", "james"),
        ("joe", "joseph"),
        ("ken", "kenneth"),
        ("larry", "lawrence"),
        ("liz", "elizabeth"),
        ("matt", "matthew"),
        ("mike", "michael"),
        ("nick", "nicholas"),
        ("pat", "patrick"),
        ("pete", "peter"),
        ("ron", "ronald"),
        ("sam", "samuel"),
        ("steve", "steven"),
        ("ted", "edward"),
        ("tim", "timothy"),
        ("tom", "thomas"),
        ("tony", "anthony"),
        ("will", "william"),
    ];
    SHORT.binary_search(&(short, long)).is_ok()
}

/// "George W. Bush" and "George Bush" agree, "George H. Bush" and "George W. Bush" do not.
pub(crate) fn middles_agree(left: &str, right: &str) -> bool {
    let middle = |name: &str| -> Vec<String> {
        let words: Vec<&str> = name.split(' ').collect();
        words[1..words.len().saturating_sub(1).max(1)].iter().map(|&word| word.to_owned()).collect()
    };
    let (left, right) = (middle(left), middle(right));
    left.is_empty()
        || right.is_empty()
        || left.iter().zip(&right).all(|(one, other)| given_names_agree(Some(one), Some(other)))
}
