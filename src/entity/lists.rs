//! Lists of names and telling words, and which of them a token or a run of tokens is in.
//!
//! The lists are facts (countries and who lives there, cities, first names, firms) or closed classes of English
//! (titles, heads of organisations' names). They are hints to the model, never verdicts: "Jordan" is in four of them.
//!
//! Beside the lists stands the cluster of a word: words that have the same neighbours in a large amount of text share one
//! (P. Brown and others, "Class-based n-gram models of natural language", 1992). A cluster is a path in a binary tree,
//! written as a number whose lowest bit is the first turn, so that its low bits are a wider cluster. It tells that an
//! unseen "Lufthansa" is used as "Toyota" is.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::token::Token;
use super::tokens::{folded_hash, mix, tokens};
use crate::text::Span;

/// Bits that say which lists a word or phrase is in.
pub(crate) mod class {
    pub const FIRST_NAME: u32 = 1;
    pub const SURNAME: u32 = 1 << 1;
    pub const LARGE_CITY: u32 = 1 << 2;
    pub const CITY: u32 = 1 << 3;
    pub const TOWN: u32 = 1 << 4;
    pub const COUNTRY: u32 = 1 << 5;
    pub const REGION: u32 = 1 << 6;
    pub const DEMONYM: u32 = 1 << 7;
    pub const ORGANISATION: u32 = 1 << 8;
    pub const ORGANISATION_HEAD: u32 = 1 << 9;
    pub const COMPANY_SUFFIX: u32 = 1 << 10;
    pub const TITLE: u32 = 1 << 11;
    pub const CALENDAR: u32 = 1 << 12;
    pub const COMMON: u32 = 1 << 13;
    pub const PARTICLE: u32 = 1 << 14;
    pub const CONNECTOR: u32 = 1 << 15;
    pub const SPEECH: u32 = 1 << 16;
    pub const PLACE_HEAD: u32 = 1 << 17;
    pub const FUNCTION: u32 = 1 << 18;
    pub const CLUB_WORD: u32 = 1 << 19;
    pub const EVENT_HEAD: u32 = 1 << 20;
    pub const TRADE: u32 = 1 << 21;
    /// A club or team, many of them by the name of a city.
    pub const CLUB: u32 = 1 << 22;
    /// A word that reports of sport have and others seldom.
    pub const SPORT: u32 = 1 << 23;
    /// A word that reports of firms and markets have and others seldom.
    pub const BUSINESS: u32 = 1 << 24;
    /// These tell of the text around a word, not of the word.
    pub const TOPIC: u32 = SPORT | BUSINESS;
    /// Some phrase of the lists begins with this word.
    pub const OPENS_PHRASE: u32 = 1 << 31;
    /// Number of bits that are classes of names or of words beside names.
    pub const COUNT: u32 = 23;
}

const TITLES: &str = "mr mr. mrs mrs. ms ms. miss dr dr. doctor sir dame lord lady baron baroness count prince princess \
    king queen emperor sultan sheikh sheik emir pope cardinal archbishop bishop rev rev. reverend father imam ayatollah \
    rabbi mullah mufti maulana president vice-president premier chancellor minister secretary senator sen sen. rep rep. \
    representative congressman congresswoman governor gov gov. mayor ambassador envoy spokesman spokeswoman \
    spokesperson judge justice general gen gen. lieutenant lt lt. colonel col col. major maj maj. captain capt capt. \
    sergeant sgt sgt. admiral adm adm. marshal commander chief director chairman chairwoman chairperson professor prof \
    prof. coach analyst striker midfielder defender goalkeeper winger captain forward pitcher quarterback skipper \
    manager champion actor actress singer author writer director poet leader dictator coroner detective inspector \
    superintendent sheriff attorney lawyer economist dealer trader brother sister uncle aunt saint st. madame monsieur \
    señor sr. lt.-gen. brig. brigadier cpl. corporal private pvt. treasurer commissioner councillor deputy hon. messrs. \
    first-lady congresswoman assemblyman trainer referee umpire jockey driver rider sprinter swimmer boxer golfer \
    seed top-seed wife husband son daughter";
const ORGANISATION_HEADS: &str = "ministry department agency bureau office commission committee council board court \
    tribunal parliament congress senate assembly party front movement union league federation association society \
    institute institution foundation university college academy school hospital centre center bank fund exchange \
    company corporation group holdings industries enterprises partners associates airlines airways motors electronics \
    telecom communications pharmaceuticals laboratories insurance securities capital investments ventures systems \
    technologies technology software networks media broadcasting television radio news press times post journal \
    tribune gazette herald daily weekly magazine newspaper authority administration service services corps army navy \
    force forces guard brigade brigades battalion regiment division command police club team united city county rovers \
    wanderers athletic orchestra choir church organization organisation alliance coalition confederation conference \
    network trust consortium cooperative observatory laboratory lab directorate secretariat inspectorate cabinet \
    government chamber guild order brotherhood militia army jihad watch international initiative project program \
    programme studios records pictures entertainment restaurant stores supermarkets brewery steel oil petroleum gas \
    energy power electric chemical mining minerals gold resources rail railways shipping lines logistics airport \
    treasury customs senate knesset duma faculty seminary museum library theatre theater gallery zoo cathedral";
const COMPANY_SUFFIXES: &str = "inc inc. corp corp. co co. ltd ltd. plc llc llp lp s.a. sa ag gmbh n.v. nv b.v. bv spa \
    s.p.a. ab oy oyj asa a/s kk k.k. bhd berhad sdn pty pte limited incorporated corporation company bros bros. cos. \
    holdings holding group kgaa se sarl sarl. srl pjsc ojsc jsc tbk";
const PLACE_HEADS: &str = "river lake mount mountain mountains sea ocean bay gulf strait island islands isle peninsula \
    cape valley desert forest canyon province county district state region territory city town village street avenue \
    road boulevard square park bridge airport base stadium palace castle harbor harbour port beach hills heights coast \
    canal dam falls creek springs point plaza prison camp fort hall house tower station highway suburb oblast \
    prefecture governorate st. ave. rd. blvd. crossing zone range plateau volcano glacier reef delta basin arena field \
    grounds oval raceway speedway circuit garden gardens cemetery residence villa estate mansion manor retreat \
    resort monastery";
const EVENT_HEADS: &str = "cup war games olympics championship championships open tournament prize award awards act \
    treaty accord accords agreement protocol convention hurricane storm typhoon cyclone day festival grand prix series \
    bowl conference summit crisis revolution uprising scandal affair operation plan trophy classic masters tour marathon \
    race derby bill law constitution declaration resolution pact";
const CLUB_WORDS: &str = "fc afc sc cf ac as ud cd sv vfl vfb tsv fk nk hk bk if ik united city rovers wanderers athletic \
    town county albion rangers hotspur villa forest palace wednesday orient argyle dynamo dinamo spartak cska lokomotiv \
    real sporting racing olympique atletico inter deportivo borussia hertha eintracht fortuna";
const CALENDAR: &str = "january february march april may june july august september october november december jan feb \
    mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec. monday tuesday \
    wednesday thursday friday saturday sunday mon tue wed thu fri sat sun christmas easter ramadan spring summer autumn \
    winter today tomorrow yesterday";
const PARTICLES: &str = "de la le du des del della di da do dos van von der den ten ter bin ibn al el ul ur abu ben bint \
    ash as-s y e zu zum af av st san santa saint es ap ng wad";
const CONNECTORS: &str = "of the and for in on at to de la le du des del della di da do dos van von der den ten ter bin \
    ibn al el ul ur y e zu af av against with von d' l' a & es ap ng et und och upon dei delle degli";
const SPEECH: &str = "said says say told tells added adds asked asks replied announced argued claimed declared denied \
    explained insisted noted observed recalled reported stated stressed suggested warned wrote writes according \
    commented concluded predicted testified acknowledged admitted believes believed thinks thought";
const FUNCTION: &str = "the a an and or but if in on at of to for from by with as is are was were be been has have had \
    will would can could may might must should shall do does did not no nor so than that this these those there here it \
    its he his him she her hers they their them we our us you your i me my who whom whose which what when where why how \
    all any both each few more most other some such only own same too very just also after before during while until \
    since because although though under over between through into about against out up down off again then once yet \
    still even however meanwhile among despite unlike amid per via like now many much several another every either \
    neither new old first last next two three four five six seven eight nine ten one";
const TRADES: &str = "shares stock shareholders profit profits earnings revenue sales maker producer manufacturer giant \
    subsidiary unit firm analysts quarter acquisition merger stake bid brand retailer carrier airline lender bank \
    brokerage union party group club newspaper agency network chain operator rebels militants fighters gunmen employees \
    workers members officials executives spokesman spokeswoman chairman chief president director";
const SPORTS: &str = "soccer football tennis rugby cricket golf basketball baseball hockey athletics cycling boxing skiing \
    swimming badminton squash volleyball handball wrestling snooker motor grand prix match matches game games goal goals \
    scored scorer scorers striker midfielder defender goalkeeper coach referee halftime half-time season league division \
    championship championships tournament cup round final finals semifinal semifinals semi-final quarterfinal qualifier \
    qualifying standings results attendance points penalty kick innings wicket wickets overs runs batsman bowler test \
    homer homered pitcher inning touchdown quarterback rebounds playoff playoffs seeded seed sets stage race lap laps \
    metres title champion champions winner beat beaten defeated defeat victory draw drew team teams squad club clubs \
    players player played win wins won played lost tied stadium olympic medal";
const BUSINESSES: &str = "shares share stock stocks profit profits loss net earnings revenue revenues revs sales quarter \
    analyst analysts investors market markets percent pct billion bln mln company companies firm dividend bid merger \
    acquisition takeover stake bonds bond yield yields futures traders trader dealers dealer bank banks prices price \
    exchange index rates dollar yen mark euro crude barrel tonnes deal unit chief executive ceo ipo shareholders \
    forecast rating ratings debt loan lender maker producer output plant";

/// The country that a name of a place lies in, and how large it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PlaceFact {
    /// ISO 3166 code; "XK" for Kosovo.
    pub country: &'static str,
    /// Thousands of people; `u32::MAX` for a country or region.
    pub thousands: u32,
}

/// The clusters of a word in small letters and with a capital; 0 where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clusters {
    pub low: u32,
    pub high: u32,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    classes: u32,
    clusters: Clusters,
}

/// All lists, by hash of the folded words.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    words: FxHashMap<u32, Known>,
    phrases: FxHashMap<u64, u32>,
    places: FxHashMap<String, PlaceFact>,
    countries: FxHashMap<&'static str, &'static str>,
    aliases: FxHashMap<String, &'static str>,
}

/// Phrases longer than this are not looked for.
const LONGEST_PHRASE: usize = 5;

impl Lists {
    /// The lists of the program, made once.
    pub fn get() -> &'static Lists {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        LISTS.get_or_init(Lists::build)
    }

    fn build() -> Lists {
        let mut lists = Lists::default();
        lists.words.reserve(190_000);
        let mut scratch = Vec::new();
        for (words, bit) in [
            (TITLES, class::TITLE),
            (ORGANISATION_HEADS, class::ORGANISATION_HEAD),
            (COMPANY_SUFFIXES, class::COMPANY_SUFFIX),
            (PLACE_HEADS, class::PLACE_HEAD),
            (EVENT_HEADS, class::EVENT_HEAD),
            (CLUB_WORDS, class::CLUB_WORD),
            (CALENDAR, class::CALENDAR),
            (PARTICLES, class::PARTICLE),
            (CONNECTORS, class::CONNECTOR),
            (SPEECH, class::SPEECH),
            (FUNCTION, class::FUNCTION),
            (TRADES, class::TRADE),
            (SPORTS, class::SPORT),
            (BUSINESSES, class::BUSINESS),
        ] {
            for word in words.split_whitespace() {
                lists.add_word(word, bit);
            }
        }
        for (words, bit) in [
            (include_str!("../../assets/names/first_names.txt"), class::FIRST_NAME),
            (include_str!("../../assets/names/surnames.txt"), class::SURNAME),
            (include_str!("../../assets/names/words.txt"), class::COMMON),
        ] {
            for word in words.lines() {
                lists.add_word(word, bit);
            }
        }
        for line in include_str!("../../assets/names/cities.tsv").lines() {
            let mut columns = line.split('\t');
            let (Some(name), Some(country), Some(size)) = (columns.next(), columns.next(), columns.next()) else {
                continue;
            };
            let thousands = size.parse().unwrap_or(1);
            let bit = match thousands {
                500.. => class::LARGE_CITY,
                50.. => class::CITY,
                _ => class::TOWN,
            };
            lists.add_name(name, bit, &mut scratch);
            lists.places.insert(name.to_lowercase(), PlaceFact { country, thousands });
        }
        for line in include_str!("../../assets/names/regions.tsv").lines() {
            let Some((names, country)) = line.split_once('\t') else { continue };
            for name in names.split('|') {
                lists.add_name(name, class::REGION, &mut scratch);
                lists.places.insert(name.to_lowercase(), PlaceFact { country, thousands: u32::MAX });
            }
        }
        for line in include_str!("../../assets/names/countries.tsv").lines() {
            let mut columns = line.split('\t');
            let (Some(name), Some(code)) = (columns.next(), columns.next()) else { continue };
            let demonyms = columns.next().unwrap_or("");
            let others = columns.next().unwrap_or("");
            lists.countries.entry(code).or_insert(name);
            for form in std::iter::once(name).chain(others.split('|').filter(|other| !other.is_empty())) {
                lists.add_name(form, class::COUNTRY, &mut scratch);
                lists.places.insert(form.to_lowercase(), PlaceFact { country: code, thousands: u32::MAX });
                lists.aliases.insert(form.to_lowercase().replace('.', ""), name);
            }
            for demonym in demonyms.split_whitespace() {
                lists.add_word(&demonym.to_lowercase(), class::DEMONYM);
            }
        }
        for (code, name) in [("GB", "United Kingdom"), ("US", "United States"), ("CG", "Congo")] {
            lists.countries.insert(code, name);
        }
        for (names, bit) in [
            (include_str!("../../assets/names/organisations.txt"), class::ORGANISATION),
            (include_str!("../../assets/names/companies.txt"), class::ORGANISATION),
            (include_str!("../../assets/names/clubs.txt"), class::CLUB),
        ] {
            for name in names.lines() {
                lists.add_name(name, bit, &mut scratch);
            }
        }
        for line in include_str!("../../assets/names/clusters.tsv").lines() {
            let mut columns = line.split('\t');
            let Some(word) = columns.next() else { continue };
            let mut cluster = || columns.next().and_then(|number| number.parse().ok()).unwrap_or(0);
            let clusters = Clusters { low: cluster(), high: cluster() };
            lists.words.entry(folded_hash(word)).or_default().clusters = clusters;
        }
        lists
    }

    fn add_word(&mut self, word: &str, bit: u32) {
        self.words.entry(folded_hash(word)).or_default().classes |= bit;
    }

    /// Adds a name of one or more words, cut as texts are cut.
    fn add_name(&mut self, name: &str, bit: u32, scratch: &mut Vec<Token>) {
        scratch.clear();
        tokens(name, Span::new(0, name.len()), false, scratch);
        match scratch.as_slice() {
            [] => {}
            [one] => self.words.entry(one.folded).or_default().classes |= bit,
            [first, ..] if scratch.len() <= LONGEST_PHRASE => {
                let hash = scratch.iter().fold(0, |hash, token| mix(hash, u64::from(token.folded)));
                *self.phrases.entry(hash).or_default() |= bit;
                self.words.entry(first.folded).or_default().classes |= class::OPENS_PHRASE;
            }
            _ => {}
        }
    }

    /// The lists that a word is in.
    pub fn word(&self, folded: u32) -> u32 {
        self.words.get(&folded).map_or(0, |known| known.classes)
    }

    /// The lists that a word is in, and its clusters.
    pub fn word_with_clusters(&self, folded: u32) -> (u32, Clusters) {
        self.words.get(&folded).map_or((0, Clusters::default()), |known| (known.classes, known.clusters))
    }

    /// The longest phrase of the lists that begins with the first of `tokens`: its length in tokens, and its lists.
    pub fn phrase(&self, tokens: &[Token]) -> Option<(usize, u32)> {
        let mut hash = mix(0, u64::from(tokens.first()?.folded));
        let mut best = None;
        for (index, token) in tokens.iter().enumerate().take(LONGEST_PHRASE).skip(1) {
            hash = mix(hash, u64::from(token.folded));
            if let Some(&bits) = self.phrases.get(&hash) {
                best = Some((index + 1, bits));
            }
        }
        best
    }

    /// What is known of the place of this name.
    pub fn place(&self, name: &str) -> Option<PlaceFact> {
        self.places.get(&name.to_lowercase()).copied()
    }

    /// The common name of the country with this code.
    pub fn country_name(&self, code: &str) -> Option<&'static str> {
        self.countries.get(code).copied()
    }

    /// The common name of the country that goes by this name: "U.K." is "United Kingdom".
    pub fn country_of_alias(&self, name: &str) -> Option<&'static str> {
        self.aliases.get(&name.to_lowercase().replace('.', "")).copied()
    }

    /// The lists that these tokens together are in.
    pub fn whole(&self, tokens: &[Token]) -> u32 {
        match tokens {
            [] => 0,
            [one] => self.word(one.folded),
            [..] => self.phrase(tokens).filter(|(length, _)| *length == tokens.len()).map_or(0, |(_, bits)| bits),
        }
    }
}

/// Small words of English by spelling, for the rules that read text rather than hashes.
pub(crate) fn set_of(words: &'static str) -> FxHashSet<&'static str> {
    words.split_whitespace().collect()
}
