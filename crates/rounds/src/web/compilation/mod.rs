//! Compiling a round, laying it before the mayor, the mayor's signature.

pub(super) mod compile;
pub(super) mod one;
pub(super) mod print;
