//! The report as one HTML file: no script, nothing fetched, a policy that forbids both.
//!
//! Texts side by side are a table, because a table is what browsers keep level across the pages of a print.

mod pair;
mod pictures;
mod sections;

use std::io::{self, Write};

use super::escape::Text;
use super::model::Report;

/// Writes the report as one HTML file.
///
/// # Errors
/// Whatever `out` gives.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"Variorum {}\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
        Text(&report.identity.app_version),
        Text(&report.identity.title),
        include_str!("style.css")
    )?;
    sections::head(report, out)?;
    sections::reading(out)?;
    sections::pairs(report, out)?;
    for comparison in &report.comparisons {
        pair::in_full(report, comparison, out)?;
    }
    sections::matrix(report, out)?;
    sections::groups(report, out)?;
    sections::timeline(report, out)?;
    sections::provenance(report, out)?;
    sections::articles(report, out)?;
    sections::notes(report, out)?;
    sections::method(report, out)?;
    sections::appendix(report, out)?;
    out.write_all(b"</body>\n</html>\n")
}
