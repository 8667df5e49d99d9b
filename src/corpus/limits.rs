//! How much of one file is read, and why no more.
//!
//! The limits keep any single file within about two seconds and 256 MB, so that one bad file never ends or stalls a
//! load of many thousand. All of them lie far above any article.

/// Largest file that is read, in bytes. A year of a newspaper as one export is smaller; decoding needs the bytes and the
/// text at once, so twice this still fits in 256 MB.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Largest text of one article, in bytes. The longest novels have 8 MB.
pub const MAX_TEXT_BYTES: usize = 16 * 1024 * 1024;

/// Deepest nesting of folders that is listed. Paths longer than the system allows end sooner.
pub const MAX_FOLDER_DEPTH: usize = 256;

/// Deepest nesting of HTML elements for which a tree is built. Saved pages stay below 80; the cost of finding the
/// article in a tree grows with depth times size.
pub const MAX_HTML_DEPTH: usize = 256;

/// Most attributes on one HTML element. Each is compared with all before it, so the cost is their square.
pub const MAX_HTML_ATTRIBUTES: usize = 512;

/// Most HTML elements for which a tree is built; a tree takes about 300 bytes an element.
pub const MAX_HTML_ELEMENTS: usize = 100_000;

/// Largest page for which a tree is built, in bytes. Pages with pictures inside them reach 10 MB, most of it in
/// attributes, which are cut before.
pub const MAX_HTML_BYTES: usize = 8 * 1024 * 1024;

/// Largest metadata file, in bytes.
pub const MAX_METADATA_BYTES: u64 = 32 * 1024 * 1024;
