//! Bytes to Unicode.
//!
//! In this order: what a person chose, a byte order mark, UTF-8, UTF-16 without a mark (seen by where the zero bytes
//! are), UTF-8 with a few stray bytes, and last a guess by `chardetng`, which names itself in a warning. The guesser
//! comes last because it never answers UTF-16 and calls UTF-8 with one broken byte Windows-1252.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Warning;

/// Bytes that the guesser looks at. It is linear, and more seldom changes its mind.
const GUESS_BYTES: usize = 256 * 1024;

/// Text of a file, with how it was decoded.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static str,
    pub warnings: Vec<Warning>,
}

/// Not text at all.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Binary;

/// The text of `bytes`: no byte order mark, line ends as `\n`.
pub(super) fn decode<'a>(bytes: &'a [u8], chosen: Option<&str>) -> Result<Decoded<'a>, Binary> {
    let mut warnings = Vec::new();
    let chosen = chosen.and_then(|label| {
        let found = Encoding::for_label(label.trim().as_bytes());
        if found.is_none() {
            warnings.push(Warning::EncodingUnknown(label.to_owned()));
        }
        found
    });
    let (encoding, body) = match (chosen, Encoding::for_bom(bytes)) {
        (Some(encoding), Some((marked, len))) if encoding == marked => (encoding, &bytes[len..]),
        (Some(encoding), _) => (encoding, bytes),
        (None, Some((encoding, len))) => (encoding, &bytes[len..]),
        (None, None) => {
            if let Ok(text) = std::str::from_utf8(bytes) {
                let zeros = memchr::memchr_iter(0, bytes).take(BINARY_ZEROS + 1).count();
                if zeros == 0 {
                    return Ok(finished(Cow::Borrowed(text), UTF_8, warnings));
                }
                if let Some(encoding) = utf16_by_zeros(bytes) {
                    warnings.push(Warning::EncodingGuessed(encoding.name()));
                    (encoding, bytes)
                } else if is_binary(bytes) {
                    return Err(Binary);
                } else {
                    return Ok(finished(Cow::Borrowed(text), UTF_8, warnings));
                }
            } else {
                (guess(bytes, &mut warnings)?, bytes)
            }
        }
    };
    let (text, had_errors) = encoding.decode_without_bom_handling(body);
    if had_errors {
        let places = text.matches('\u{FFFD}').count();
        warnings.push(Warning::BadBytes { places, encoding: encoding.name() });
    }
    Ok(finished(text, encoding, warnings))
}

fn finished<'a>(text: Cow<'a, str>, encoding: &'static Encoding, warnings: Vec<Warning>) -> Decoded<'a> {
    Decoded { text: with_unix_line_ends(text), encoding: encoding.name(), warnings }
}

/// `\r\n` and `\r` become `\n`.
fn with_unix_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
        plain.push_str(&rest[..at]);
        plain.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The encoding of bytes that are not UTF-8 and have no mark.
fn guess(bytes: &[u8], warnings: &mut Vec<Warning>) -> Result<&'static Encoding, Binary> {
    if let Some(encoding) = utf16_by_zeros(bytes) {
        warnings.push(Warning::EncodingGuessed(encoding.name()));
        return Ok(encoding);
    }
    if is_binary(bytes) {
        return Err(Binary);
    }
    if is_mostly_utf8(bytes) {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let looked_at = &bytes[..bytes.len().min(GUESS_BYTES)];
    detector.feed(looked_at, looked_at.len() == bytes.len());
    let encoding = detector.guess(None, Utf8Detection::Allow);
    warnings.push(Warning::EncodingGuessed(encoding.name()));
    Ok(encoding)
}

/// UTF-16 without a mark, when the zero bytes stand almost always on one side of the pairs, as in any text with spaces,
/// line ends and Latin letters. Scripts without those cannot be told from noise this way and are left to the guesser.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let looked_at = &bytes[..bytes.len().min(4096) & !1];
    if looked_at.len() < 4 {
        return None;
    }
    let (mut high_first, mut low_first) = (0_usize, 0_usize);
    for pair in looked_at.chunks_exact(2) {
        match (pair[0], pair[1]) {
            (0, 1..) => high_first += 1,
            (1.., 0) => low_first += 1,
            _ => {}
        }
    }
    let pairs = looked_at.len() / 2;
    // One pair in eight is what the spaces and digits of Cyrillic or Greek prose alone give.
    let is_clear = |many: usize, few: usize| many * 8 >= pairs && few * 50 <= many;
    let encoding = if is_clear(low_first, high_first) {
        UTF_16LE
    } else if is_clear(high_first, low_first) {
        UTF_16BE
    } else {
        return None;
    };
    let (text, _) = encoding.decode_without_bom_handling(looked_at);
    let control = text.chars().filter(|&character| is_binary_control(character)).count();
    let strange = text.chars().filter(|&character| character == '\u{FFFD}').count();
    (control * 50 <= pairs && strange * 20 <= pairs).then_some(encoding)
}

/// More zero bytes than this in a file make a closer look worth it.
const BINARY_ZEROS: usize = 0;

/// Whether the first bytes look like a program, picture or archive rather than text: a known signature, or more than one
/// control character in thirty.
fn is_binary(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 16] = [
        b"\x7FELF",
        b"MZ\x90",
        b"\x89PNG\r\n",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"PK\x03\x04",
        b"\x1F\x8B",
        b"BZh",
        b"\xFD7zXZ",
        b"7z\xBC\xAF",
        b"%PDF-",
        b"\xD0\xCF\x11\xE0",
        b"SQLite format 3\0",
        b"OggS",
        b"ID3",
        b"RIFF",
    ];
    if SIGNATURES.iter().any(|signature| bytes.starts_with(signature)) {
        return true;
    }
    let looked_at = &bytes[..bytes.len().min(64 * 1024)];
    let control = looked_at.iter().filter(|&&byte| is_binary_control(char::from(byte)) && byte < 0x80).count();
    control * 30 > looked_at.len()
}

/// Control characters that no text has. Escape and form feed appear in terminal captures and old exports.
fn is_binary_control(character: char) -> bool {
    matches!(character, '\0'..='\x08' | '\x0E'..='\x1A' | '\x1C'..='\x1F' | '\x7F')
}

/// Whether bytes that are not UTF-8 are so but for a few stray ones: most of what is not ASCII is in well-formed
/// sequences.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut well_formed, mut stray) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        well_formed += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        stray += usize::from(!chunk.invalid().is_empty());
    }
    well_formed > stray * 3
}

/// Number of places where UTF-8 seems to have been read as Windows-1252 and saved again: `â€™` for `’`.
pub(super) fn mojibake_places(text: &str) -> usize {
    if text.is_ascii() {
        return 0;
    }
    // `Ã` and `â` alone are letters of French and Portuguese; with what follows here they are not.
    let mut places = 0;
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest.as_bytes(), "â€".as_bytes()) {
        places += 1;
        rest = &rest[at + "â€".len()..];
    }
    rest = text;
    while let Some(at) = memchr::memmem::find(rest.as_bytes(), "Ã".as_bytes()) {
        rest = &rest[at + "Ã".len()..];
        places += usize::from(
            rest.chars().next().is_some_and(|next| matches!(next, '\u{A0}'..='\u{BF}' | '‰' | 'Š' | '‡' | '†')),
        );
    }
    places
}

/// The text with that undone, line by line where it can be; other lines stay.
pub(super) fn repaired(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| {
            if mojibake_places(line) == 0 {
                return Cow::Borrowed(line);
            }
            let (bytes, _, had_errors) = WINDOWS_1252.encode(line);
            match (had_errors, String::from_utf8(bytes.into_owned())) {
                (false, Ok(fixed)) => Cow::Owned(fixed),
                _ => Cow::Borrowed(line),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes, None).expect("it is text");
        (decoded.text.into_owned(), decoded.encoding)
    }

    #[test]
    fn marks_are_removed_and_line_ends_are_one() {
        assert_eq!(text_of(b"\xEF\xBB\xBFa\r\nb\rc\n"), ("a\nb\nc\n".to_owned(), "UTF-8"));
        assert_eq!(text_of(b"\xFF\xFEa\0\r\0\n\0b\0"), ("a\nb".to_owned(), "UTF-16LE"));
        assert_eq!(text_of(b"\xFE\xFF\0a\0\r\0b"), ("a\nb".to_owned(), "UTF-16BE"));
    }

    #[test]
    fn utf16_without_a_mark() {
        for sentence in ["The council met on Tuesday.\n", "Совет собрался во вторник, сообщили в мэрии. Это так.\n"]
        {
            let little: Vec<u8> = sentence.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = sentence.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(text_of(&little), (sentence.to_owned(), "UTF-16LE"));
            assert_eq!(text_of(&big), (sentence.to_owned(), "UTF-16BE"));
        }
    }

    #[test]
    fn a_lone_surrogate_is_one_bad_place() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend([0x41, 0x00, 0x00, 0xD8, 0x42, 0x00]);
        let decoded = decode(&bytes, None).expect("it is text");
        assert_eq!(decoded.text, "A\u{FFFD}B");
        assert_eq!(decoded.warnings, [Warning::BadBytes { places: 1, encoding: "UTF-16LE" }]);
    }

    #[test]
    fn stray_bytes_do_not_turn_utf8_into_something_else() {
        let mut bytes = "“Naïve” café — “Zürich”, said Ångström.".as_bytes().to_vec();
        bytes.push(0xE9);
        let decoded = decode(&bytes, None).expect("it is text");
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.warnings, [Warning::BadBytes { places: 1, encoding: "UTF-8" }]);
    }

    #[test]
    fn old_encodings_are_guessed_and_named() {
        let decoded =
            decode(b"The caf\xE9 in Z\xFCrich re-opened, and the na\xEFve owner said \x93never again\x94.", None)
                .expect("it is text");
        assert_eq!(decoded.text, "The café in Zürich re-opened, and the naïve owner said “never again”.");
        assert_eq!(decoded.warnings, [Warning::EncodingGuessed("windows-1252")]);
    }

    #[test]
    fn a_person_may_choose() {
        let decoded = decode(b"\xCF\xF0\xE8\xE2\xE5\xF2", Some("windows-1251")).expect("it is text");
        assert_eq!(decoded.text, "Привет");
        let unknown = decode(b"abc", Some("klingon")).expect("it is text");
        assert_eq!(unknown.warnings, [Warning::EncodingUnknown("klingon".to_owned())]);
    }

    #[test]
    fn programs_and_pictures_are_not_text() {
        let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&noise, None).unwrap_err(), Binary);
        assert_eq!(decode(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", None).unwrap_err(), Binary);
        assert_eq!(text_of(b"one NUL \0 in a long enough line of text").0, "one NUL \0 in a long enough line of text");
    }

    #[test]
    fn mojibake_is_seen_and_undone() {
        let damaged = "Russiaâ€™s cafÃ© stayed open.\nÀ la carte.\n";
        assert_eq!(mojibake_places(damaged), 2);
        assert_eq!(repaired(damaged), "Russia’s café stayed open.\nÀ la carte.\n");
        assert_eq!(mojibake_places("São Paulo, Ã la, â propos"), 0);
    }
}
