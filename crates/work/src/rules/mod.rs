//! Pure decisions.

pub(crate) mod bulk;
