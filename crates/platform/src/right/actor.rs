//! Who acts: a person in one capacity, for the length of a request.

use std::sync::{Arc, OnceLock};

use axum::http::{HeaderMap, header};
use futures_util::future::BoxFuture;
use uuid::Uuid;

use crate::{app::App, problem::Problem, region::RegionCode, right::Place};

/// Name of the session cookie. Its value is `<region>~<token>`.
pub const SESSION_COOKIE: &str = "tuntas";

/// A person acting in one capacity.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The region the person belongs to.
    pub region: RegionCode,
    /// The account, which is a person.
    pub person: Uuid,
    /// The post held or the assignment acted in.
    pub capacity: Uuid,
    /// The session, for signing out; nil on the command line.
    pub session: Uuid,
    /// Role of the capacity, as named in `rights.csv`.
    pub role: String,
    /// The unit of the capacity.
    pub place: Place,
    /// The person's name with degrees.
    pub name: String,
    /// The capacity in words: "Plt. Direktur RSUD".
    pub title: String,
    /// Notices not yet read.
    pub unread: i64,
    /// Version of everything in the region asked for (see `region_clock`); negative when there is
    /// no such region.
    pub clock: i64,
    /// Version of the region's structure (units, posts, calendar).
    pub directory: i64,
}

/// Finds the actor behind a session token; given by the floor above.
pub trait Identify: Send + Sync {
    /// The actor whose session has this token, with the clocks of `region`. `None` when the
    /// session is unknown, ended, or its capacity is no longer held. One statement.
    fn identify<'a>(
        &'a self,
        app: &'a App,
        home: &'a RegionCode,
        token: &'a str,
        region: &'a RegionCode,
    ) -> BoxFuture<'a, Result<Option<Actor>, Problem>>;
}

/// Where the extractor leaves the actor for the shell; put into the request by the top layer.
#[derive(Clone, Debug, Default)]
pub struct ShellSlot(Arc<OnceLock<(Arc<Actor>, RegionCode)>>);

impl ShellSlot {
    /// Leaves the actor and the region asked for.
    pub fn put(&self, actor: &Arc<Actor>, region: &RegionCode) {
        // a second grant in one request would carry the same actor
        let _ = self.0.set((Arc::clone(actor), region.clone()));
    }

    /// The actor of this request, when somebody is signed in.
    pub fn get(&self) -> Option<&(Arc<Actor>, RegionCode)> {
        self.0.get()
    }
}

/// Reads home region and token from the session cookie.
pub fn session_token(headers: &HeaderMap) -> Option<(RegionCode, String)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == SESSION_COOKIE)
        .and_then(|(_, value)| value.split_once('~'))
        .and_then(|(region, token)| Some((region.parse().ok()?, token.to_owned())))
}
