//! The words that quantities are read by: numerals, currencies, measures, people, and what only looks like a count.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::lists::set_of;

/// Numerals below a hundred.
pub(super) const SMALL: &[(&str, f64)] = &[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

/// Names of currencies, each with the unit that it is told as; sorted. Where many countries have a currency of that name
/// and the text alone cannot tell which, the unit is the name.
pub(super) const MONEY: &[(&str, &str)] = &[
    ("baht", "thb"),
    ("cents", "usd"),
    ("crown", "crowns"),
    ("crowns", "crowns"),
    ("dollar", "usd"),
    ("dollars", "usd"),
    ("euro", "eur"),
    ("euros", "eur"),
    ("franc", "francs"),
    ("francs", "francs"),
    ("hryvnia", "uah"),
    ("hryvnias", "uah"),
    ("krona", "sek"),
    ("kronor", "sek"),
    ("lira", "lira"),
    ("lire", "lire"),
    ("marks", "marks"),
    ("pence", "gbp"),
    ("peso", "pesos"),
    ("pesos", "pesos"),
    ("rand", "zar"),
    ("ringgit", "myr"),
    ("riyal", "riyals"),
    ("riyals", "riyals"),
    ("rouble", "rub"),
    ("roubles", "rub"),
    ("ruble", "rub"),
    ("rubles", "rub"),
    ("rupee", "rupees"),
    ("rupees", "rupees"),
    ("rupiah", "idr"),
    ("shekel", "ils"),
    ("shekels", "ils"),
    ("won", "krw"),
    ("yen", "jpy"),
    ("yuan", "cny"),
];

/// What `timeline` reads: lengths of time and times of day.
pub(super) static UNITS_OF_TIME: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    set_of(
        "am pm a.m p.m gmt second seconds minute minutes hour hours day days week weeks weekend month months \
        quarter quarters year years decade decades century centuries",
    )
});

/// Months and their short forms.
pub(super) static MONTHS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    set_of(
        "january february march april may june july august september october november december jan feb mar apr \
        jun jul aug sept sep oct nov dec",
    )
});

/// Units of length, weight and the like.
pub(super) static MEASURES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    set_of(
        "km kilometers kilometres kilometer kilometre miles mile metres meters metre meter feet foot inches inch \
        yards kg kilograms kilos tons tonnes ton tonne pounds ounces litres liters gallons barrels hectares \
        acres megawatts degrees mph kph square cubic gigabytes bushels",
    )
});

/// People, who are counted however their word ends.
pub(super) static PEOPLE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    set_of(
        "people persons civilians soldiers troops police policemen officers men women children others militants \
        rebels fighters protesters passengers workers students palestinians israelis iraqis americans person man \
        woman child insurgents gunmen victims residents villagers miners demonstrators guards dead",
    )
});

/// What has an age without being a person: "a 45-year-old rule" is a length of time.
pub(super) static LASTING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    set_of(
        "rule ban war conflict law treaty building dispute company firm insurgency rebellion regime tradition \
        embargo blockade tree house ship record truce",
    )
});

/// Words behind a number that show that it counts nothing.
pub(super) static STOPS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    set_of(
        "of in on at and or to for from by the a an is was were are with as but that who which after before when \
        while if than has have had will would can could he she it they we you i another said says not no so more \
        less each such this his her their its into since until against over under about between during may might \
        way made fold",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_for_the_search() {
        assert!(MONEY.is_sorted_by_key(|(word, _)| word));
    }
}
