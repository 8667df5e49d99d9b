//! Small things that views share.

pub mod access;
pub mod column_widths;
pub mod find;
pub mod kind;
pub mod measures;
pub mod roving;
pub mod row;
pub mod table;
pub mod typing;

pub use roving::Roving;
pub use row::{Stops, list_row};
