//! What a page states of its article: JSON-LD, OpenGraph and other meta tags, the canonical address.

use dom_query::Document as Tree;
use serde_json::Value;

/// Values that the page states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub outlet: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

/// The values that the page states: JSON-LD first, then meta tags.
pub(super) fn find(tree: &Tree) -> Stated {
    let mut stated = Stated::default();
    for script in tree.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            linked_data(&value, &mut stated, 0);
        }
    }
    meta_tags(tree, &mut stated);
    let attribute = |selector: &str, name: &str| {
        tree.select(selector).nodes().first().and_then(|node| node.attr(name)).map(|value| value.trim().to_owned())
    };
    let canonical = attribute("link[rel=canonical]", "href").filter(|url| url.starts_with("http"));
    stated.url = canonical.or(stated.url).filter(|url| url.starts_with("http"));
    stated.language = attribute("html[lang]", "lang").or(stated.language).and_then(|tag| {
        let code = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
    });
    stated
}

/// Looks for an article in JSON-LD, in lists and graphs too.
fn linked_data(value: &Value, stated: &mut Stated, depth: usize) {
    if depth > 4 {
        return;
    }
    match value {
        Value::Array(list) => list.iter().take(64).for_each(|item| linked_data(item, stated, depth + 1)),
        Value::Object(object) => {
            if let Some(graph) = object.get("@graph") {
                linked_data(graph, stated, depth + 1);
            }
            let is_article = object.get("@type").is_some_and(|kind| match kind {
                Value::String(kind) => is_article_type(kind),
                Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is_article_type),
                _ => false,
            });
            if !is_article {
                return;
            }
            let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
            put(&mut stated.title, text("headline").or_else(|| text("name")));
            put(&mut stated.published, text("datePublished").or_else(|| text("dateCreated")));
            put(&mut stated.byline, object.get("author").or_else(|| object.get("creator")).and_then(names));
            put(&mut stated.outlet, object.get("publisher").and_then(names));
            put(&mut stated.language, text("inLanguage"));
            put(
                &mut stated.url,
                text("url").or_else(|| {
                    object.get("mainEntityOfPage").and_then(|page| {
                        page.as_str().or_else(|| page.get("@id").and_then(Value::as_str)).map(str::to_owned)
                    })
                }),
            );
        }
        _ => {}
    }
}

fn is_article_type(kind: &str) -> bool {
    kind.ends_with("Article") || matches!(kind, "BlogPosting" | "Report" | "LiveBlogPosting")
}

/// The names of a person or organisation, or of a list of them.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(object) => object.get("name").and_then(names),
        Value::Array(list) => {
            let all: Vec<String> = list.iter().take(12).filter_map(names).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

fn put(slot: &mut Option<String>, value: Option<String>) {
    if slot.is_none() {
        *slot = value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty() && value.len() <= 2_000);
    }
}

fn meta_tags(tree: &Tree, stated: &mut Stated) {
    let mut tags: Vec<(String, String)> = Vec::new();
    for node in tree.select("meta").nodes().iter().take(400) {
        let name = node.attr("property").or_else(|| node.attr("name")).or_else(|| node.attr("itemprop"));
        if let (Some(name), Some(content)) = (name, node.attr("content")) {
            tags.push((name.to_ascii_lowercase(), content.to_string()));
        }
    }
    let first = |names: &[&str]| {
        names.iter().find_map(|name| tags.iter().find(|(known, _)| known == name)).map(|(_, content)| content.clone())
    };
    put(
        &mut stated.title,
        first(&["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"]),
    );
    let author = first(&[
        "author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
        "article:author",
    ]);
    put(&mut stated.byline, author.filter(|name| !name.starts_with("http")));
    put(
        &mut stated.outlet,
        first(&["og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_journal_title"]),
    );
    let published = first(&[
        "article:published_time",
        "og:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "date",
        "dc.date.issued",
        "dc.date",
        "dcterms.created",
        "dcterms.issued",
        "article.published",
        "originalpublicationdate",
        "cxenseparse:recs:publishtime",
        "dateline",
        "ptime",
    ]);
    put(&mut stated.published, published);
    put(&mut stated.url, first(&["og:url", "twitter:url"]));
    put(&mut stated.language, first(&["og:locale", "content-language", "dc.language", "language"]));
}
