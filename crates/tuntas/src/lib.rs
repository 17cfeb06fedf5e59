//! tuntas
