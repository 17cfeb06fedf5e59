//! The house put together: the list of capabilities, the shell around their pages, the server.

pub mod assemble;
mod assets;
pub mod config;
pub mod keeping;
pub mod rooms;
pub mod server;
mod shell;

pub use assemble::{Assembly, assemble, rebuild_projections, router};
pub use config::Config;
