//! One entry as bytes.
//!
//! ```text
//! 8 bytes   "VARIOCA\x01"
//! 32 bytes  the key
//! n bytes   the value, in postcard: numbers of variable length, no names
//! 32 bytes  SHA-256 of everything before
//! ```
//!
//! Postcard is a fifth of JSON in size and read several times as fast; it does not describe itself, which is no loss, as
//! the key holds the identity of the program that wrote it.

use std::io::{self, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::key::Key;

/// The beginning of every entry; the last byte is the version of this form.
const HEAD: [u8; 8] = *b"VARIOCA\x01";

/// Bytes of a checksum and of a key.
const HASH: usize = 32;

/// Writes an entry.
pub(super) fn write<V: Serialize>(key: &Key, value: &V, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Hashing { out, sum: Sha256::new() };
    out.write_all(&HEAD)?;
    out.write_all(&key.0)?;
    postcard::to_io(value, &mut out).map_err(io::Error::other)?;
    let sum: [u8; HASH] = out.sum.finalize().into();
    out.out.write_all(&sum)
}

/// The value of an entry; nothing where it is damaged, of another key, or of another form.
pub(super) fn read<V: DeserializeOwned>(key: &Key, bytes: &[u8]) -> Option<V> {
    let (rest, sum) = bytes.split_last_chunk::<HASH>()?;
    let value = rest.strip_prefix(&HEAD)?.strip_prefix(&key.0)?;
    let is_whole = <[u8; HASH]>::from(Sha256::digest(rest)) == *sum;
    let (value, left) = is_whole.then(|| postcard::take_from_bytes(value).ok())??;
    left.is_empty().then_some(value)
}

struct Hashing<'a> {
    out: &'a mut dyn Write,
    sum: Sha256,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_and_no_damage_is_taken_for_one() {
        let (key, value) = (Key([7; HASH]), vec![(1u32, "one".to_owned()), (300, "three hundred".to_owned())]);
        let mut bytes = Vec::new();
        write(&key, &value, &mut bytes).expect("memory can be written to");
        assert_eq!(read::<Vec<(u32, String)>>(&key, &bytes).as_ref(), Some(&value));
        assert!(read::<Vec<(u32, String)>>(&Key([8; HASH]), &bytes).is_none(), "another key");
        for at in 0..bytes.len() {
            assert!(read::<Vec<(u32, String)>>(&key, &bytes[..at]).is_none(), "cut off at {at}");
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert!(read::<Vec<(u32, String)>>(&key, &damaged).is_none(), "damaged at {at}");
        }
    }
}
