//! The conformance suite: through the real router, on both engines.

mod accounts;
mod audit;
mod circle;
mod hostile;
mod isolation;
mod jobs;
mod licences;
mod real;
mod requirements;
mod statements;
mod walk;
