//! How much of one file is read, and why no more.
//!
//! The limits keep any single file within about two seconds and 256 MB, so that one bad file never ends or stalls a
//! load of many thousand. All of them lie far above any article.

/// Largest file that is read, in bytes. A year of a newspaper as one export is smaller; decoding needs the bytes and the
/// text at once, so twice this still fits in 256 MB.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Largest text of one article, in bytes: 350,000 words. The longest pieces in print have a tenth of that, and finding
/// names and times in more takes longer and more memory than one file may.
pub const MAX_TEXT_BYTES: usize = 2 * 1024 * 1024;

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

/// Most bytes that one member of a container unpacks to. The words of a long book in Word's XML have 20 MB.
pub const MAX_MEMBER_BYTES: u64 = 32 * 1024 * 1024;

/// Most bytes that all members of one archive unpack to. A ZIP of 20,000 articles has 100 MB.
pub const MAX_ARCHIVE_BYTES: u64 = 192 * 1024 * 1024;

/// Most members of an archive that are looked at.
pub const MAX_ARCHIVE_MEMBERS: usize = 50_000;

/// Highest ratio of unpacked to packed bytes of a member above [`SMALL_MEMBER_BYTES`]. Prose packs to a third, XML to a
/// twentieth, and a bomb to a thousandth.
pub const MAX_PACKING_RATIO: u64 = 200;

/// Members that unpack to no more than this are read whatever their ratio.
pub const SMALL_MEMBER_BYTES: u64 = 1024 * 1024;

/// Most articles in one file of many.
pub const MAX_RECORDS: usize = 100_000;

/// Deepest nesting of RTF groups; Word writes fewer than 20.
pub const MAX_RTF_DEPTH: usize = 512;

/// Most parts of a mail message, each of which may hold others. Forwarded threads have a dozen.
pub const MAX_MAIL_PARTS: usize = 64;

/// Most pages of a PDF that are read, and the largest PDF: its streams unpack to many times their size.
pub const MAX_PDF_PAGES: usize = 500;

/// Largest PDF, in bytes. Most of it is pictures and fonts, which are held in memory all the same.
pub const MAX_PDF_BYTES: usize = 24 * 1024 * 1024;
