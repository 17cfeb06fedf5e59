//! Layers around every answer: request id, log line and metrics, security headers, the same-origin
//! rule, panics caught, and the shell.

mod address;
mod guard;
mod shell;
mod visit;

pub use address::client_address;
pub use guard::{CSP, same_origin, security_headers};
pub use shell::{RequestId, Shell, ShellRequest, around, without_secret};
pub use visit::Visit;
