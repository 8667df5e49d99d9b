//! What the person decided about entities; it wins over what was found.

use serde::{Deserialize, Serialize};

use super::EntityKind;

/// One decision of the person. Entities are named by kind and name, never by number, so that it outlives a rescan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum EntityCorrection {
    /// These are one entity, under the first name.
    Merge {
        /// Names of the entities, the surviving one first.
        names: Vec<(EntityKind, String)>,
    },
    /// Mentions written this way are an entity of their own.
    Split {
        /// The entity that they were taken for.
        from: (EntityKind, String),
        /// The written form that leaves.
        alias: String,
    },
    /// The entity is called something else.
    Rename {
        /// The entity.
        entity: (EntityKind, String),
        /// Its new name.
        name: String,
    },
    /// The entity is of another kind.
    Retype {
        /// The entity.
        entity: (EntityKind, String),
        /// Its true kind.
        kind: EntityKind,
    },
    /// Not a name, or of no interest.
    Ignore {
        /// The entity.
        entity: (EntityKind, String),
    },
    /// A name that was not found: every occurrence of these words is a mention.
    Add {
        /// The words.
        name: String,
        /// What it is the name of.
        kind: EntityKind,
    },
    /// A suggested merge that the person refused.
    KeepApart {
        /// The one.
        one: (EntityKind, String),
        /// The other.
        other: (EntityKind, String),
    },
}

/// A pattern of the person's own whose matches are mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityRule {
    /// A name, or a regular expression in the syntax of the `regex` crate.
    pub pattern: String,
    /// Whether `pattern` is a regular expression.
    pub is_regex: bool,
    /// What its matches are names of.
    pub kind: EntityKind,
}

/// What shapes the entities of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntitySettings {
    /// The person's decisions, oldest first.
    pub corrections: Vec<EntityCorrection>,
    /// The person's own patterns.
    pub rules: Vec<EntityRule>,
}
