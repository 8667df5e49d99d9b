//! Paths in a session file: relative where they can be, and stored so that every name comes back as it was.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// Before the bytes, in hexadecimal, of a path that is not Unicode.
const RAW: &str = "raw:";

/// A path as it is written: itself where it is Unicode, with `/` between its parts where it is relative.
pub(super) fn encode(path: &Path) -> String {
    match path.to_str() {
        Some(words) if words.starts_with(RAW) => format!("./{words}"),
        Some(words) if path.is_relative() && std::path::MAIN_SEPARATOR != '/' => {
            words.replace(std::path::MAIN_SEPARATOR, "/")
        }
        Some(words) => words.to_owned(),
        None => units(path).fold(RAW.to_owned(), |out, unit| out + &format!("{unit:0UNIT_DIGITS$x}")),
    }
}

/// The path that was written. What only a damaged file can hold is taken as it stands.
pub(super) fn decode(words: &str) -> PathBuf {
    words.strip_prefix(RAW).and_then(from_digits).map_or_else(|| PathBuf::from(words), PathBuf::from)
}

#[cfg(unix)]
const UNIT_DIGITS: usize = 2;

#[cfg(unix)]
fn units(path: &Path) -> impl Iterator<Item = u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().iter().copied()
}

#[cfg(unix)]
fn from_digits(digits: &str) -> Option<OsString> {
    use std::os::unix::ffi::OsStringExt;
    let unit = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.as_bytes().chunks(UNIT_DIGITS).map(unit).collect::<Option<Vec<u8>>>().map(OsString::from_vec)
}

#[cfg(windows)]
const UNIT_DIGITS: usize = 4;

#[cfg(windows)]
fn units(path: &Path) -> impl Iterator<Item = u16> {
    use std::os::windows::ffi::OsStrExt;
    path.as_os_str().encode_wide()
}

#[cfg(windows)]
fn from_digits(digits: &str) -> Option<OsString> {
    use std::os::windows::ffi::OsStringExt;
    let unit = |four: &[u8]| u16::from_str_radix(std::str::from_utf8(four).ok()?, 16).ok();
    digits.as_bytes().chunks(UNIT_DIGITS).map(unit).collect::<Option<Vec<u16>>>().map(|wide| OsString::from_wide(&wide))
}

/// `path` as seen from `folder`, both absolute; `path` itself where they share no more than the root of the disk.
pub(super) fn relative(path: &Path, folder: &Path) -> PathBuf {
    let (path_parts, folder_parts): (Vec<_>, Vec<_>) = (path.components().collect(), folder.components().collect());
    let shared = path_parts.iter().zip(&folder_parts).take_while(|(left, right)| left == right).count();
    let is_near = path_parts[..shared].iter().any(|part| matches!(part, Component::Normal(_)));
    if !is_near {
        return path.to_owned();
    }
    let up = folder_parts[shared..].iter().map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(path_parts[shared..].iter().copied()).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

/// `folder` joined with `near`, without `.` and `..` where they can be worked out from the names alone.
pub(super) fn resolve(folder: &Path, near: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in folder.join(near).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_folder_and_its_session_move_together() {
        let folder = Path::new("/home/ann/work");
        assert_eq!(relative(Path::new("/home/ann/work/news"), folder), Path::new("news"));
        assert_eq!(relative(Path::new("/home/ann/news"), folder), Path::new("../news"));
        assert_eq!(relative(Path::new("/home/ann/work"), folder), Path::new("."));
        assert_eq!(relative(Path::new("/media/disk/news"), folder), Path::new("/media/disk/news"));
    }

    #[test]
    fn a_name_that_looks_like_bytes_is_not_taken_for_them() {
        assert_eq!(decode(&encode(Path::new("raw:00"))), Path::new("./raw:00"));
    }

    proptest! {
        #[test]
        #[cfg(unix)]
        fn every_name_comes_back(bytes in proptest::collection::vec(1u8..=255, 1..40)) {
            use std::os::unix::ffi::OsStringExt;
            let path = PathBuf::from("/").join(OsString::from_vec(bytes));
            prop_assert_eq!(decode(&encode(&path)), path);
        }

        #[test]
        fn the_relative_path_leads_back(parts in proptest::collection::vec("[a-c]{1,2}", 1..5),
                                        base in proptest::collection::vec("[a-c]{1,2}", 1..5)) {
            let path = Path::new("/").join(parts.join("/"));
            let folder = Path::new("/").join(base.join("/"));
            prop_assert_eq!(resolve(&folder, &relative(&path, &folder)), path);
        }
    }
}
