//! What ships beside the code is in step with it: the README, the fonts, the list of licences.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).expect("a file of the repository")
}

/// Names of the crates in every `[…dependencies]` table of the manifest.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut is_inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_inside = line.trim_end().ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_inside) {
            found.insert(name.to_owned());
        }
    }
    found
}

/// Crates named in the first column of the README's table of dependencies.
fn explained(readme: &str) -> BTreeSet<String> {
    let section = readme.split("## Dependencies").nth(1).expect("a section on dependencies");
    let section = section.split("\n## ").next().unwrap_or(section);
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.flat_map(|row| row.split('|').nth(1).unwrap_or_default().split('`').skip(1).step_by(2))
        .filter(|name| *name != "gui")
        .map(str::to_owned)
        .collect()
}

#[test]
fn readme_explains_every_dependency_and_no_other() {
    assert_eq!(explained(&read("README.md")), dependencies(&read("Cargo.toml")));
}

/// What a page calls a heading of its own: "## The session file" is "the-session-file".
fn anchor_of(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    words.replace(' ', "-").chars().filter(|letter| letter.is_alphanumeric() || *letter == '-').collect()
}

#[test]
fn links_of_the_texts_lead_somewhere() {
    for page in ["README.md", "assets/LICENSES.md", "assets/sample/README.md"] {
        let folder = repository().join(page).parent().expect("a folder").to_owned();
        let text = read(page);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let leads = match link.strip_prefix('#') {
                Some(anchor) => text.lines().any(|line| line.starts_with('#') && anchor_of(line) == anchor),
                None => link.starts_with("https://") || folder.join(link).exists(),
            };
            assert!(leads, "{page} names {link}");
        }
    }
}

#[test]
fn every_font_is_in_the_list_of_licences() {
    let listed = read("assets/LICENSES.md");
    for font in fs::read_dir(repository().join("assets/fonts")).expect("the fonts") {
        let name = font.expect("a font").file_name().into_string().expect("a plain name");
        assert!(listed.contains(&name), "assets/LICENSES.md does not name {name}");
    }
}
