//! ZIP archives, and the containers that are ZIP archives inside, read in place: nothing is unpacked to disk.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::corpus::limits::{
    MAX_ARCHIVE_BYTES, MAX_ARCHIVE_MEMBERS, MAX_MEMBER_BYTES, MAX_PACKING_RATIO, SMALL_MEMBER_BYTES,
};

/// An archive of files in memory.
pub(in crate::corpus) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Archive<'a> {
    /// The archive in `bytes`, or why it is none.
    pub fn of(bytes: &'a [u8]) -> Result<Self, String> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("its container is damaged: {error}"))?;
        if zip.len() > MAX_ARCHIVE_MEMBERS {
            return Err(format!(
                "it holds {} files, more than the {MAX_ARCHIVE_MEMBERS} that are looked at",
                zip.len()
            ));
        }
        Ok(Self { zip, unpacked: 0 })
    }

    /// Number of members, folders included.
    pub fn len(&self) -> usize {
        self.zip.len()
    }

    /// Name of a member as the archive has it, with `/`; nothing for folders.
    pub fn name(&mut self, index: usize) -> Option<String> {
        let member = self.zip.by_index_raw(index).ok()?;
        let name = String::from_utf8_lossy(member.name_raw()).replace('\\', "/");
        (!member.is_dir() && !name.ends_with('/')).then_some(name)
    }

    /// Bytes of the member called `name`.
    pub fn named(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let index = self.zip.index_for_name(name).ok_or_else(|| format!("its container has no {name}"))?;
        self.bytes(index)
    }

    /// Bytes of a member, or why they are not unpacked.
    pub fn bytes(&mut self, index: usize) -> Result<Vec<u8>, String> {
        let member = self.zip.by_index(index).map_err(|error| format!("it cannot be unpacked: {error}"))?;
        let packed = member.compressed_size().max(1);
        let limit = MAX_MEMBER_BYTES.min(packed.saturating_mul(MAX_PACKING_RATIO).max(SMALL_MEMBER_BYTES));
        let limit = limit.min(MAX_ARCHIVE_BYTES.saturating_sub(self.unpacked));
        if member.size() > limit {
            return Err(too_large(member.size(), packed));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(member.size()).unwrap_or(0));
        // What the archive says of its sizes need not be true.
        member.take(limit + 1).read_to_end(&mut bytes).map_err(|error| format!("it cannot be unpacked: {error}"))?;
        self.unpacked += bytes.len() as u64;
        if bytes.len() as u64 > limit {
            return Err(too_large(bytes.len() as u64, packed));
        }
        Ok(bytes)
    }
}

fn too_large(size: u64, packed: u64) -> String {
    format!("it unpacks from {packed} bytes to {size} or more, which is not what articles do")
}

/// The path of a member below its archive, or nothing when it climbs out of it.
pub(in crate::corpus) fn inner_path(name: &str) -> Option<String> {
    let mut pieces = Vec::new();
    for piece in name.split('/') {
        match piece {
            "" | "." => {}
            ".." => return None,
            piece => pieces.push(piece),
        }
    }
    (!pieces.is_empty() && !name.starts_with('/')).then(|| pieces.join("/"))
}

/// Whether a member is of the system rather than of the person.
pub(in crate::corpus) fn is_ignored(path: &str) -> bool {
    path.split('/').any(|piece| piece.starts_with('.') || matches!(piece, "__MACOSX" | "Thumbs.db" | "desktop.ini"))
}
