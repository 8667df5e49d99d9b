//! The outlet's name, from an address or a folder.

use super::parts::squeezed;
use crate::text::one_line;

/// Hosts whose name is not seen in the host: last two or three labels, and what people call the outlet.
const KNOWN: &[(&str, &str)] = &[
    ("abc.net.au", "ABC News (Australia)"),
    ("abcnews.go.com", "ABC News"),
    ("aljazeera.com", "Al Jazeera"),
    ("aljazeera.net", "Al Jazeera"),
    ("ap.org", "AP"),
    ("apnews.com", "AP"),
    ("bbc.co.uk", "BBC"),
    ("bbc.com", "BBC"),
    ("bloomberg.com", "Bloomberg"),
    ("bostonglobe.com", "The Boston Globe"),
    ("cbc.ca", "CBC"),
    ("cbsnews.com", "CBS News"),
    ("chicagotribune.com", "Chicago Tribune"),
    ("cnbc.com", "CNBC"),
    ("cnn.com", "CNN"),
    ("csmonitor.com", "The Christian Science Monitor"),
    ("dailymail.co.uk", "Daily Mail"),
    ("dw.com", "Deutsche Welle"),
    ("economist.com", "The Economist"),
    ("elpais.com", "El País"),
    ("euronews.com", "Euronews"),
    ("foxnews.com", "Fox News"),
    ("france24.com", "France 24"),
    ("ft.com", "Financial Times"),
    ("guardian.co.uk", "The Guardian"),
    ("huffingtonpost.com", "HuffPost"),
    ("huffpost.com", "HuffPost"),
    ("independent.co.uk", "The Independent"),
    ("interfax.com", "Interfax"),
    ("interfax.ru", "Interfax"),
    ("irishtimes.com", "The Irish Times"),
    ("kyivpost.com", "Kyiv Post"),
    ("latimes.com", "Los Angeles Times"),
    ("lemonde.fr", "Le Monde"),
    ("nbcnews.com", "NBC News"),
    ("newsweek.com", "Newsweek"),
    ("npr.org", "NPR"),
    ("nypost.com", "New York Post"),
    ("nytimes.com", "The New York Times"),
    ("politico.com", "Politico"),
    ("reuters.com", "Reuters"),
    ("rferl.org", "RFE/RL"),
    ("rt.com", "RT"),
    ("scmp.com", "South China Morning Post"),
    ("sky.com", "Sky News"),
    ("smh.com.au", "The Sydney Morning Herald"),
    ("spiegel.de", "Der Spiegel"),
    ("sputniknews.com", "Sputnik"),
    ("straitstimes.com", "The Straits Times"),
    ("tass.com", "TASS"),
    ("tass.ru", "TASS"),
    ("telegraph.co.uk", "The Telegraph"),
    ("theatlantic.com", "The Atlantic"),
    ("theglobeandmail.com", "The Globe and Mail"),
    ("theguardian.com", "The Guardian"),
    ("thehill.com", "The Hill"),
    ("thehindu.com", "The Hindu"),
    ("themoscowtimes.com", "The Moscow Times"),
    ("thestar.com", "Toronto Star"),
    ("thetimes.co.uk", "The Times"),
    ("time.com", "Time"),
    ("upi.com", "UPI"),
    ("usatoday.com", "USA Today"),
    ("voanews.com", "VOA News"),
    ("washingtonpost.com", "The Washington Post"),
    ("wsj.com", "The Wall Street Journal"),
    ("xinhuanet.com", "Xinhua"),
    ("yahoo.com", "Yahoo News"),
];

/// Second levels under which outlets register: "co.uk".
const SHARED_SECOND: [&str; 8] = ["co", "com", "org", "net", "ac", "gov", "edu", "or"];

/// The host of `url` without `www.`, in lower case.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = ["www.", "m.", "amp.", "edition.", "mobile."]
        .iter()
        .find_map(|start| host.strip_prefix(start))
        .unwrap_or(&host);
    let is_host = host.contains('.')
        && host.len() <= 253
        && host.chars().all(|character| character.is_alphanumeric() || matches!(character, '.' | '-'));
    is_host.then(|| host.to_owned())
}

/// The label of the host that names its owner: `themoscowtimes` of `www.themoscowtimes.com`.
pub(super) fn host_label(url: &str) -> Option<String> {
    let host = host(url)?;
    let labels: Vec<&str> = host.split('.').collect();
    let at = match labels.as_slice() {
        [.., second, _] if labels.len() >= 3 && SHARED_SECOND.contains(second) => labels.len() - 3,
        _ => labels.len() - 2,
    };
    Some(labels[at].to_owned())
}

/// The outlet of an article at `url`. A name of `candidates` whose letters are those of the host wins over the list of
/// known hosts, and that over the host itself.
pub(super) fn from_url<'a>(url: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let label = squeezed(&host_label(url)?);
    let host = host(url)?;
    let named = candidates.into_iter().find(|candidate| {
        let name = squeezed(candidate);
        name == label || name.strip_prefix("the").is_some_and(|rest| rest == label)
    });
    let known = || {
        KNOWN
            .iter()
            .find(|(known, _)| host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    };
    Some(named.map(str::to_owned).or_else(|| known().map(|(_, name)| (*name).to_owned())).unwrap_or(host))
}

/// The outlet that the folder holding `path` is named after, unless it is called what folders of texts are called.
pub(super) fn from_folder(path: &str) -> Option<String> {
    const GENERIC: [&str; 34] = [
        "archive",
        "archives",
        "article",
        "articles",
        "corpora",
        "corpus",
        "data",
        "dataset",
        "desktop",
        "doc",
        "docs",
        "documents",
        "downloads",
        "export",
        "exports",
        "files",
        "html",
        "input",
        "json",
        "media",
        "misc",
        "new",
        "news",
        "old",
        "output",
        "pages",
        "pdf",
        "raw",
        "sample",
        "stories",
        "text",
        "texts",
        "tmp",
        "txt",
    ];
    let folder = path.rsplit('/').nth(1)?;
    let folded = folder.to_lowercase();
    let letters = folded.chars().filter(|character| character.is_alphabetic()).count();
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    if letters < 2
        || digits > letters
        || GENERIC.contains(&folded.as_str())
        || super::dates::month_of(&folded).is_some()
    {
        return None;
    }
    let spaced = folder.replace(['_', '-'], " ");
    let name = one_line(&spaced);
    // "moscow_times" is written for machines; "Moscow Times" and "BBC" are not.
    if name.chars().any(char::is_uppercase) {
        return Some(name);
    }
    Some(
        name.split(' ')
            .map(|word| {
                let mut letters = word.chars();
                letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
            })
            .collect::<Vec<_>>()
            .join(" "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert!(KNOWN.is_sorted());
    }

    #[test]
    fn hosts() {
        let url = "https://www.themoscowtimes.com/2015/05/12/kerry";
        assert_eq!(from_url(url, []).as_deref(), Some("The Moscow Times"));
        assert_eq!(
            from_url("https://harbourpost.example/a", ["Ann Bell", "Harbour Post"]).as_deref(),
            Some("Harbour Post")
        );
        assert_eq!(from_url("https://news.bbc.co.uk/2/hi/1.stm", []).as_deref(), Some("BBC"));
        assert_eq!(from_url("http://smallpaper.org/x", []).as_deref(), Some("smallpaper.org"));
        assert_eq!(host_label("https://www.dailypost.co.uk/x").as_deref(), Some("dailypost"));
        assert_eq!(from_url("not an address", []), None);
    }

    #[test]
    fn folders() {
        assert_eq!(from_folder("moscow_times/a.txt").as_deref(), Some("Moscow Times"));
        assert_eq!(from_folder("x/BBC/a.txt").as_deref(), Some("BBC"));
        for path in ["a.txt", "docs/a.txt", "2015/a.txt", "2015-05-12/a.txt", "may/a.txt"] {
            assert_eq!(from_folder(path), None, "{path}");
        }
    }
}
