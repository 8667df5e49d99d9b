//! Files as they were read.
//!
//! They are found by the paths that were opened, which do not tell what is in them; so an entry is never taken at its word:
//! `corpus` reads the bytes of every file and takes over only what was found in the very same ones.

use std::path::PathBuf;

use rayon::prelude::*;

use super::key::Key;
use super::store::{Cache, LIMIT};
use crate::corpus::{Corpus, KeptFiles, OpenError, ReadSettings, open_kept};
use crate::progress::{Cancelled, Progress};

/// Files of one entry: a millisecond or two to read, so that a load that is cancelled stops at once.
const LOT: usize = 512;

/// Most bytes of texts that are kept of one corpus: other corpora have to have room as well.
const MOST_BYTES: u64 = LIMIT / 4;

/// As [`corpus::open`](crate::corpus::open); files of which the bytes are known are not taken apart again, and the result
/// is the same.
///
/// # Errors
/// As [`corpus::open`](crate::corpus::open).
pub fn open_with(
    cache: &Cache,
    program: &str,
    paths: &[PathBuf],
    settings: &ReadSettings,
    progress: &Progress,
) -> Result<Corpus, OpenError> {
    let lots = cache.get::<u32>(&Key::of_files(program, paths, None)).unwrap_or(0);
    let kept = (0..lots)
        .into_par_iter()
        .map(|lot| {
            progress.checkpoint()?;
            Ok(cache.get::<KeptFiles>(&Key::of_files(program, paths, Some(lot))).unwrap_or_default())
        })
        .collect::<Result<Vec<KeptFiles>, Cancelled>>()?;
    open_kept(paths, settings, &KeptFiles::joined(kept), progress)
}

/// Keeps what was read of a corpus, unless that is what was kept before, or too much. What goes wrong costs only time,
/// later.
pub(super) fn keep_files(cache: &Cache, program: &str, corpus: &Corpus) {
    let bytes: u64 = corpus.documents().iter().map(|document| document.text.len() as u64).sum();
    if corpus.roots.is_empty() || bytes > MOST_BYTES || !corpus.has_files_to_keep() {
        return;
    }
    let lots = corpus.files_to_keep(LOT);
    for (lot, number) in lots.iter().zip(0..) {
        if cache.put(&Key::of_files(program, &corpus.roots, Some(number)), lot).is_err() {
            return;
        }
    }
    let _ = cache.put(&Key::of_files(program, &corpus.roots, None), &u32::try_from(lots.len()).unwrap_or(0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_found_again_and_damage_is_read_anew() {
        let keep = tempfile::tempdir().expect("a temporary folder");
        let (news, entries) = (keep.path().join("news"), keep.path().join("cache"));
        std::fs::create_dir(&news).expect("can be made");
        for number in 0..LOT + 3 {
            std::fs::write(news.join(format!("{number}.txt")), format!("The talks failed {number} times."))
                .expect("can be written");
        }
        let cache = Cache::new(entries.clone(), LIMIT);
        let open = || {
            open_with(&cache, "test", std::slice::from_ref(&news), &ReadSettings::default(), &Progress::new())
                .expect("it is there")
        };
        let first = open();
        keep_files(&cache, "test", &first);
        let second = open();
        assert_eq!((second.documents(), second.has_files_to_keep()), (first.documents(), false));
        for entry in std::fs::read_dir(&entries).expect("readable").flatten() {
            let mut bytes = std::fs::read(entry.path()).expect("readable");
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            std::fs::write(entry.path(), bytes).expect("can be written");
        }
        let third = open();
        assert_eq!((third.documents(), third.has_files_to_keep()), (first.documents(), true));
        keep_files(&cache, "test", &third);
        assert!(!open().has_files_to_keep());
    }
}
