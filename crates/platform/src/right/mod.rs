//! Rights as types: a handler is reachable only through a `Grant<Action>` or `Public`, and a store
//! write takes the grant, so that the id that was checked is the id that is written.

mod action;
mod actor;
mod grant;
mod labels;
mod matrix;
mod routes;
mod scope;

pub use action::{Action, Located, PathParams, Places, a_list};
pub use actor::{Actor, Identify, SESSION_COOKIE, ShellSlot, session_token};
pub use grant::{Grant, Public};
pub use labels::ActionLabels;
pub use matrix::{Matrix, MatrixError};
pub use routes::{FirstIsGrant, RouteInfo, Routes};
pub use scope::{Place, Scope};
