//! What a session from somebody else may not open without being asked about.
//!
//! A session file names folders. One that came by mail could name the reader's private ones, a device, or a machine on
//! the network, and opening it would read them. Folders at or below the session's own, and folders that the person has
//! opened on this account before, are opened; others are asked about.

use std::path::{Component, Path, PathBuf, Prefix};

use super::model::{Root, Session};
use super::replace::folder_of;

/// Something that a session names and that is asked about first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Where it leads.
    pub path: PathBuf,
    /// Why it is asked about.
    pub reason: OutsideReason,
}

/// Why something is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsideReason {
    /// It lies outside the folder of the session, and was never opened on this account.
    Elsewhere,
    /// It is a device, a pipe or a socket.
    Device,
    /// It is on another machine.
    Network,
}

impl OutsideReason {
    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Elsewhere => "outside the folder of the session",
            Self::Device => "a device, not a folder",
            Self::Network => "on another computer",
        }
    }
}

/// The roots of a session, opened from `path`, that lead elsewhere. `known` are folders that the person opened before.
#[must_use]
pub fn outside(session: &Session, path: &Path, known: &[PathBuf]) -> Vec<Outside> {
    let home = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let home = folder_of(&home);
    let reason = |root: &Path| {
        // Only the name of a network path may be looked at: asking for it would already greet the other machine.
        if is_on_network(root) && !known.iter().any(|known| root.starts_with(known)) {
            return Some(OutsideReason::Network);
        }
        // A link is followed: what counts is what would be read. What is not there cannot be read; its place is asked for.
        let place = root.canonicalize().ok()?;
        if std::fs::metadata(&place).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
            return Some(OutsideReason::Device);
        }
        let is_known = |known: &PathBuf| place.starts_with(known.canonicalize().as_ref().unwrap_or(known));
        let is_inside = place.starts_with(home) && home.parent().is_some();
        (!is_inside && !known.iter().any(is_known)).then_some(OutsideReason::Elsewhere)
    };
    let paths = session.roots.iter().filter_map(|root| match root {
        Root::Path(path) => Some(path),
        Root::Sample => None,
    });
    paths.filter_map(|path| Some(Outside { reason: reason(path)?, path: path.clone() })).collect()
}

fn is_on_network(path: &Path) -> bool {
    let is_unc = |part| matches!(part, Component::Prefix(prefix) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)));
    path.components().next().is_some_and(is_unc)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    #[cfg(unix)]
    fn only_what_lies_elsewhere_is_asked_about() {
        let keep = tempfile::tempdir().expect("a temporary folder");
        let base = keep.path().canonicalize().expect("there");
        for folder in ["work/news", "private/diary", "old"] {
            fs::create_dir_all(base.join(folder)).expect("can be made");
        }
        std::os::unix::fs::symlink(base.join("private"), base.join("work/innocent")).expect("a link");
        let roots = ["work/news", "work", "work/innocent", "private/diary", "old", "work/gone"];
        let news = roots.iter().map(|root| Root::Path(base.join(root)));
        let others = [Root::Sample, Root::Path("/dev/zero".into())];
        let session = Session { roots: news.chain(others).collect(), ..Session::default() };
        let found = outside(&session, &base.join("work/s.ron"), &[base.join("old")]);
        let found: Vec<_> = found.iter().map(|outside| (outside.path.as_path(), outside.reason)).collect();
        use OutsideReason::{Device, Elsewhere};
        assert_eq!(
            found,
            [
                (base.join("work/innocent").as_path(), Elsewhere),
                (base.join("private/diary").as_path(), Elsewhere),
                (Path::new("/dev/zero"), Device)
            ]
        );
    }
}
