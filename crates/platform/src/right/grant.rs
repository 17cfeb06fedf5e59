//! The proof that this person may do this to that.

use std::{marker::PhantomData, sync::Arc};

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{Method, request::Parts},
};

use crate::{
    app::App,
    http::without_secret,
    problem::Problem,
    region::RegionCode,
    right::{Action, Actor, Located, PathParams, Places, Scope, ShellSlot, session_token},
};

/// The proof that `actor` may do `A` to `target` in `region`. Made by the extractor (session,
/// region, matrix, subject, scope) and by nothing else in a running server.
#[derive(Debug)]
pub struct Grant<A: Action> {
    actor: Arc<Actor>,
    region: RegionCode,
    scope: Scope,
    target: A::Target,
    action: PhantomData<fn() -> A>,
}

impl<A: Action> Grant<A> {
    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The region acted in.
    pub fn region(&self) -> &RegionCode {
        &self.region
    }

    /// How far the right reaches; lists filter by it.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// What the right was checked for.
    pub fn target(&self) -> &A::Target {
        &self.target
    }

    /// A grant for the command line, which already holds the database file: loading data and
    /// maintenance. The house rules refuse this name in every crate that answers requests.
    pub fn console(actor: Arc<Actor>, target: A::Target) -> Self {
        Self {
            region: actor.region.clone(),
            actor,
            scope: Scope::Region,
            target,
            action: PhantomData,
        }
    }
}

/// The first argument of a handler anybody may reach.
#[derive(Clone, Copy, Debug)]
pub struct Public;

impl<S: Send + Sync> FromRequestParts<S> for Public {
    type Rejection = Problem;
    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self)
    }
}

impl<A: Action> FromRequestParts<App> for Grant<A> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let path = path_params(parts, app).await?;
        let region: RegionCode = path
            .text("region")?
            .parse()
            .map_err(|_| Problem::NotFound)?;
        let actor = signed_in(parts, app, &region).await?;
        let Some(scope) = app.matrix().scope(&actor.role, A::CODE) else {
            tracing::warn!(action = A::CODE, role = %actor.role, person = %actor.person, "right refused");
            return Err(Problem::Forbidden(format!(
                "Sebagai {} Anda tidak berwenang untuk tindakan ini. Bila ini tugas Anda, minta \
                 penugasan kepada administrator atau pilih jabatan lain pada \"Bertindak sebagai\".",
                actor.title
            )));
        };
        if actor.region != region && scope != Scope::All {
            tracing::warn!(home = %actor.region, asked = %region, person = %actor.person, "foreign region");
            return Err(Problem::NotFound);
        }
        if actor.clock < 0 {
            tracing::warn!(asked = %region, person = %actor.person, "unknown region");
            return Err(Problem::NotFound);
        }
        let Some(Located { target, places }) = A::locate(app, &actor, &region, &path).await? else {
            tracing::warn!(action = A::CODE, person = %actor.person, path = %without_secret(parts.uri.path()), "unknown record");
            return Err(Problem::NotFound);
        };
        if let Places::Units(units) = &places
            && !units.iter().any(|place| scope.covers(&actor.place, place))
        {
            tracing::warn!(action = A::CODE, person = %actor.person, path = %without_secret(parts.uri.path()), "outside scope");
            return Err(Problem::Forbidden(
                "Catatan ini milik perangkat daerah lain; Anda dapat meminta perangkat daerah itu \
                 atau sekretariat rapat untuk mengerjakannya."
                    .into(),
            ));
        }
        Ok(Self {
            actor,
            region,
            scope,
            target,
            action: PhantomData,
        })
    }
}

/// The actor of the request, read once and kept in the request for a second look.
async fn signed_in(
    parts: &mut Parts,
    app: &App,
    region: &RegionCode,
) -> Result<Arc<Actor>, Problem> {
    let refuse = |home: &RegionCode, parts: &Parts| Problem::NotSignedIn {
        sign_in: sign_in_path(home, parts),
        redirect: parts.method == Method::GET,
    };
    let Some((home, token)) = session_token(&parts.headers) else {
        return Err(refuse(region, parts));
    };
    let Some(actor) = app.identify(&home, &token, region).await? else {
        return Err(refuse(&home, parts));
    };
    let actor = Arc::new(actor);
    if let Some(slot) = parts.extensions.get::<ShellSlot>() {
        slot.put(&actor, region);
    }
    Ok(actor)
}

fn sign_in_path(region: &RegionCode, parts: &Parts) -> String {
    let wanted = parts
        .uri
        .path_and_query()
        .map_or("/", axum::http::uri::PathAndQuery::as_str);
    let wanted = percent_encoding::utf8_percent_encode(wanted, percent_encoding::NON_ALPHANUMERIC);
    format!("/{region}/masuk?lanjut={wanted}")
}

async fn path_params(parts: &mut Parts, app: &App) -> Result<PathParams, Problem> {
    let raw = RawPathParams::from_request_parts(parts, app)
        .await
        .map_err(|_| Problem::NotFound)?;
    Ok(PathParams(
        raw.iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    ))
}

impl FromRequestParts<App> for PathParams {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        path_params(parts, app).await
    }
}
