//! Routes that know their right: the table is read off the handlers' types, so it cannot lie.

use std::{convert::Infallible, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::StatusCode,
    routing::{MethodFilter, MethodRouter, on},
};
use tower_http::timeout::TimeoutLayer;

use crate::{
    app::App,
    right::{Action, Grant, Public},
};

/// How long an ordinary request may take, its body included.
const PATIENCE: Duration = Duration::from_secs(90);

/// Largest body of an ordinary form in bytes.
const FORM_LIMIT: usize = 512 * 1024;

/// One line of the route table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteInfo {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path with its named parts: `/{region}/rapat/{meeting}`.
    pub path: &'static str,
    /// Code of the right it needs; `None` for public routes.
    pub action: Option<&'static str>,
    /// The action in words.
    pub label: Option<&'static str>,
}

/// A capability's routes.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    table: Vec<RouteInfo>,
}

/// Implemented for the argument lists of handlers whose first argument is a `Grant` or `Public`.
#[diagnostic::on_unimplemented(
    message = "the first argument of a handler must be a `Grant<Action>` (or `Public`)",
    label = "this handler could be reached without a right"
)]
pub trait FirstIsGrant {
    /// Code of the right, read off the first argument.
    const ACTION: Option<&'static str>;
    /// The action in words.
    const LABEL: Option<&'static str>;
}

macro_rules! first_is_grant {
    ($($rest:ident)*) => {
        impl<M, A: Action, $($rest),*> FirstIsGrant for (M, Grant<A>, $($rest,)*) {
            const ACTION: Option<&'static str> = Some(A::CODE);
            const LABEL: Option<&'static str> = Some(A::LABEL);
        }
        impl<M, $($rest),*> FirstIsGrant for (M, Public, $($rest,)*) {
            const ACTION: Option<&'static str> = None;
            const LABEL: Option<&'static str> = None;
        }
    };
}
first_is_grant!();
first_is_grant!(T2);
first_is_grant!(T2 T3);
first_is_grant!(T2 T3 T4);
first_is_grant!(T2 T3 T4 T5);
first_is_grant!(T2 T3 T4 T5 T6);

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page: `path` begins with `/{region}` except for the few that belong to no region.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: FirstIsGrant + 'static,
    {
        self.add::<H, T>("GET", MethodFilter::GET, path, handler, FORM_LIMIT)
    }

    /// An action sent by a form.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: FirstIsGrant + 'static,
    {
        self.add::<H, T>("POST", MethodFilter::POST, path, handler, FORM_LIMIT)
    }

    /// An action sent by a form with files; the handler limits what it takes in, piece by piece.
    #[must_use]
    pub fn upload<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: FirstIsGrant + 'static,
    {
        self.add::<H, T>("POST", MethodFilter::POST, path, handler, usize::MAX)
    }

    fn add<H, T>(
        mut self,
        method: &'static str,
        filter: MethodFilter,
        path: &'static str,
        handler: H,
        limit: usize,
    ) -> Self
    where
        H: Handler<T, App>,
        T: FirstIsGrant + 'static,
    {
        let route: MethodRouter<App> = on(filter, handler);
        let route = if limit == usize::MAX {
            // a slow line may take minutes; the handler watches every piece instead
            route.layer(DefaultBodyLimit::disable())
        } else {
            route
                .layer::<_, Infallible>(DefaultBodyLimit::max(limit))
                .layer(TimeoutLayer::with_status_code(
                    StatusCode::REQUEST_TIMEOUT,
                    PATIENCE,
                ))
        };
        self.router = self.router.route(path, route);
        self.table.push(RouteInfo {
            method,
            path,
            action: T::ACTION,
            label: T::LABEL,
        });
        self
    }

    /// Both capabilities' routes.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self
    }

    /// The router and its table.
    pub fn into_parts(self) -> (Router<App>, Vec<RouteInfo>) {
        (self.router, self.table)
    }
}
