//! Saved web pages: the article itself, told from menus and advertisements by a readability method, and what the page
//! states of it.
//!
//! A tree is built only for pages within [`limits`](super::limits), because both trees and the search for the article
//! cost more than in proportion on pages made to hurt. Other pages are read in one pass without layout.

mod blocks;
mod linear;
mod structured;

pub(super) use linear::NO_LAYOUT;

use dom_query::{Document as Tree, NodeRef};
use dom_smoothie::{Config, Readability};

use super::article::Draft;
use super::parts::squeezed;
use super::{Origin, PartKind, Sourced, Warning, dates};
use crate::text::one_line;

/// The article of a page.
pub(super) fn read(html: &str) -> Draft {
    if let Err(reason) = linear::measure(html) {
        let mut draft = linear::read(html);
        draft.warnings.push(Warning::NoLayout(reason));
        return draft;
    }
    let tree = Tree::from(html);
    let stated = structured::find(&tree);
    let headings: Vec<String> = texts(&tree, "h1");
    let bylines: Vec<String> = texts(&tree, "[rel=author], [itemprop=author], .byline, .author, address");
    let times = visible_times(&tree);
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let whole = tree.clone();
    let article = Readability::with_document(tree, None, Some(config)).ok().and_then(|mut page| page.parse().ok());

    let mut draft = Draft::default();
    let page_title = stated.title.clone().or_else(|| article.as_ref().map(|article| article.title.clone()));
    let page_title = page_title.map(|title| without_outlet(&title, stated.outlet.as_deref()).to_owned());
    let title = choose_title(page_title.as_deref(), &headings);
    if let Some(title) = &title {
        draft.push(PartKind::Title, &one_line(title));
    }
    let byline = bylines
        .iter()
        .find(|text| super::parts::byline_of(text).is_some())
        .or_else(|| bylines.iter().find(|text| text.split_whitespace().count() <= 8))
        .cloned()
        .or_else(|| article.as_ref().and_then(|article| article.byline.clone()));
    if let Some(byline) = byline.as_ref().filter(|text| text.len() <= 240) {
        draft.push(PartKind::Byline, &one_line(byline));
    }
    if let Some(time) = times.iter().find(|time| dates::first(&time.0).is_some()) {
        draft.push(PartKind::Date, &one_line(&time.0));
    }
    let seen: Vec<String> = draft.hints.iter().map(|hint| squeezed(hint.span.slice(&draft.text))).collect();
    let mut found = match &article {
        Some(article) => blocks::of(&Tree::fragment(article.content.clone()).root()),
        None => Vec::new(),
    };
    let fallback = article_element(&whole).map(|node| blocks::of(&node)).unwrap_or_default();
    // Short pages: what readability leaves of an article that is marked as such may be less than half of it.
    if letters(&found) * 2 < letters(&fallback) {
        found = fallback;
    }
    for block in found {
        let squeezed_text = squeezed(&block.text);
        if block.kind != PartKind::Caption && seen.contains(&squeezed_text) {
            continue;
        }
        draft.push(block.kind, &block.text);
    }
    if draft.text.is_empty() {
        draft = linear::read(html);
    }
    let metadata = &mut draft.metadata;
    metadata.title = title.map(|title| Sourced::certain(one_line(&title), Origin::Metadata));
    metadata.byline =
        stated.byline.filter(|text| text.len() <= 240).map(|text| Sourced::certain(one_line(&text), Origin::Metadata));
    metadata.outlet = stated.outlet.map(|text| Sourced::certain(one_line(&text), Origin::Metadata));
    metadata.url = stated.url.map(|text| Sourced::certain(text, Origin::Metadata));
    metadata.language = stated.language.map(|text| Sourced::certain(text, Origin::Metadata));
    let machine_time = || times.iter().find_map(|(_, machine)| machine.clone());
    if let Some(published) = stated.published.or_else(machine_time) {
        draft.state_date(&published);
    }
    draft
}

/// The words of a piece of a page, as exports put into a field.
pub(super) fn read_fragment(html: &str) -> Draft {
    linear::read(html)
}

fn letters(blocks: &[blocks::Block]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}

/// The element that holds the article, or the body.
fn article_element(tree: &Tree) -> Option<NodeRef<'_>> {
    let articles = tree.select("article, [itemprop=articleBody], main");
    let longest = articles.nodes().iter().max_by_key(|node| node.normalized_char_count()).copied();
    longest.or_else(|| tree.body())
}

/// "Talks fail | Harbour Post" without the outlet's name.
fn without_outlet<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    let short = outlet.and_then(|outlet| {
        let before = title.trim_end().strip_suffix(outlet)?.trim_end();
        let bare = before.strip_suffix(['|', '-', '–', '—', '·', '•', ':'])?.trim_end();
        (!bare.is_empty()).then_some(bare)
    });
    short.unwrap_or(title)
}

/// The heading of the page where it is the title without the outlet's name, or the title.
fn choose_title(stated: Option<&str>, headings: &[String]) -> Option<String> {
    let stated = stated.map(str::trim).filter(|title| !title.is_empty());
    let heading = headings.iter().find(|heading| {
        stated.is_none_or(|title| {
            let (title, heading) = (squeezed(title), squeezed(heading));
            !heading.is_empty() && (title.contains(&heading) || heading.contains(&title))
        })
    });
    heading.map(String::as_str).or(stated).or_else(|| headings.first().map(String::as_str)).map(str::to_owned)
}

fn texts(tree: &Tree, selector: &str) -> Vec<String> {
    tree.select(selector)
        .nodes()
        .iter()
        .take(8)
        .map(|node| one_line(&node.text()))
        .filter(|text| !text.is_empty() && text.len() <= 400)
        .collect()
}

/// What `<time>` elements show, and what they state.
fn visible_times(tree: &Tree) -> Vec<(String, Option<String>)> {
    tree.select("time, [itemprop=datePublished], .dateline, .date, .published, .pubdate, .timestamp")
        .nodes()
        .iter()
        .take(8)
        .map(|node| {
            let machine = node.attr("datetime").or_else(|| node.attr("content")).map(|value| value.to_string());
            (one_line(&node.text()), machine)
        })
        .filter(|(text, _)| text.len() <= 120)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r##"<!DOCTYPE html><html lang="en-GB"><head><title>Talks fail in Harrow | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="https://harbourpost.example/2015/05/12/talks">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"x"},
{"@type":"NewsArticle","headline":"Talks fail in Harrow","datePublished":"2015-05-12T08:30:00+01:00",
"author":[{"@type":"Person","name":"Ann Bell"}]}]}</script><style>p{color:red}</style></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks fail in Harrow</h1><p class="byline">By Ann Bell</p><time datetime="2015-05-12">12 May 2015</time>
<figure><img src="a.jpg"><figcaption>The mayor leaves the hall. Photo: C. Dee / Harbour Post</figcaption></figure>
<p>HARROW (Meridian Wire) — Talks on the harbour broke down on Tuesday after nine hours, the mayor&rsquo;s office said,
and no new date was set for them.</p>
<p>&ldquo;We are where we began,&rdquo; said the mayor, Ruth Calder, who had hoped for a deal before the summer.</p>
<p>The dockers want a share of the fees that were raised in March. The port says it cannot pay them this year.</p>
</article><footer>© 2015 Harbour Post</footer><script>alert(1)</script></body></html>"##;

    #[test]
    fn the_article_and_what_the_page_states() {
        let draft = read(PAGE);
        assert!(draft.text.starts_with("Talks fail in Harrow\n\nBy Ann Bell\n\n12 May 2015\n\n"), "{}", draft.text);
        assert!(draft.text.contains("the mayor’s office said, and no new date"), "{}", draft.text);
        for foreign in ["Home", "alert", "color", "<p>"] {
            assert!(!draft.text.contains(foreign), "{foreign} in {}", draft.text);
        }
        assert_eq!(draft.text.matches("Talks fail").count(), 1, "{}", draft.text);
        let caption = draft.hints.iter().find(|hint| hint.kind == PartKind::Caption).expect("there is a caption");
        assert!(caption.span.slice(&draft.text).starts_with("The mayor leaves"));
        let value = |slot: &Option<Sourced<String>>| slot.as_ref().map(|found| found.value.clone()).unwrap_or_default();
        assert_eq!(value(&draft.metadata.outlet), "Harbour Post");
        assert_eq!(value(&draft.metadata.byline), "Ann Bell");
        assert_eq!(value(&draft.metadata.language), "en");
        assert_eq!(value(&draft.metadata.url), "https://harbourpost.example/2015/05/12/talks");
        assert!(draft.stated_date.is_some());
    }

    #[test]
    fn the_outlet_is_no_part_of_the_title() {
        assert_eq!(without_outlet("Talks fail | Harbour Post ", Some("Harbour Post")), "Talks fail");
        assert_eq!(without_outlet("Talks fail – again", Some("Harbour Post")), "Talks fail – again");
        assert_eq!(without_outlet("At Harbour Post", Some("Harbour Post")), "At Harbour Post");
        assert_eq!(without_outlet("| Harbour Post", Some("Harbour Post")), "| Harbour Post");
    }

    #[test]
    fn hints_are_in_order_and_apart() {
        let draft = read(PAGE);
        assert!(draft.hints.windows(2).all(|pair| pair[0].span.end() < pair[1].span.start()));
    }

    #[test]
    fn a_page_of_tags_alone_is_empty() {
        assert_eq!(read("<html><body><div></div></body></html>").text, "");
    }
}
