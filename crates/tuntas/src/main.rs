//! tuntas
fn main() {}
