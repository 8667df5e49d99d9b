//! A document between being read and being settled.

use std::sync::Arc;

use jiff::civil::Date;

use super::Document;
use super::dates::Order;

/// A document on its way into the corpus. It is copied only where something about it is settled here.
#[derive(Clone, Debug)]
pub(super) struct Work {
    pub document: Arc<Document>,
    pub other_date: Option<Date>,
    pub order: Option<Order>,
}
