//! Pure decisions.

pub(crate) mod bulk;
pub(crate) mod excerpt;
