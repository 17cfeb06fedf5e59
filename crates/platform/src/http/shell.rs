//! The top layer: gives the request its id, logs and measures it, and wraps pages and problems in
//! the shell that the binary brought.

use std::sync::Arc;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

use crate::{
    app::App,
    page::PageBody,
    problem::ProblemPage,
    random,
    region::RegionCode,
    right::{Actor, ShellSlot},
};

/// What the shell may know of the request.
pub struct ShellRequest<'a> {
    /// The application.
    pub app: &'a App,
    /// Path asked for.
    pub path: &'a str,
    /// Who is signed in, once a right was checked.
    pub actor: Option<&'a Actor>,
    /// The region asked for, when the path begins with one.
    pub region: Option<RegionCode>,
    /// Number of the request, for the log and for people to quote.
    pub request_id: &'a str,
}

/// Draws the frame around pages and problems; brought by the binary.
pub trait Shell: Send + Sync {
    /// The whole HTML document around a page.
    fn page(&self, request: &ShellRequest<'_>, page: &PageBody) -> String;
    /// The whole HTML document for a problem.
    fn problem(
        &self,
        request: &ShellRequest<'_>,
        status: StatusCode,
        problem: &ProblemPage,
    ) -> String;
}

/// Number of the request; handlers rarely need it, error pages always show it.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// The top layer.
pub async fn around(
    State((app, shell)): State<(App, Arc<dyn Shell>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let request_id = random::hex(&random::bytes::<6>());
    let slot = ShellSlot::default();
    request.extensions_mut().insert(slot.clone());
    request
        .extensions_mut()
        .insert(RequestId(request_id.clone()));
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let logged_path = without_secret(&path);
    let piece_only = request.headers().contains_key("hx-request")
        && !request.headers().contains_key("hx-boosted")
        && !request.headers().contains_key("hx-history-restore-request");
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str)
        .to_owned();
    let started = app.now();

    let response = next.run(request).await;

    let seconds = (app.now().0 - started.0).max(0) as f64 / 1e6;
    let status = response.status();
    let asked = ShellRequest {
        app: &app,
        path: &path,
        actor: slot.get().map(|(actor, _)| actor.as_ref()),
        region: slot
            .get()
            .map(|(_, region)| region.clone())
            .or_else(|| path.split('/').nth(1)?.parse().ok()),
        request_id: &request_id,
    };
    log(&asked, &logged_path, &method, &route, status, seconds);
    let mut response = dress(&asked, shell.as_ref(), piece_only, response);
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

/// Puts the frame around a page or a problem; files and redirects pass as they are.
fn dress(
    asked: &ShellRequest<'_>,
    shell: &dyn Shell,
    piece_only: bool,
    mut response: Response,
) -> Response {
    let document = if let Some(page) = response.extensions_mut().remove::<PageBody>() {
        if piece_only {
            page.body
        } else {
            shell.page(asked, &page)
        }
    } else if let Some(problem) = response.extensions_mut().remove::<ProblemPage>() {
        shell.problem(asked, response.status(), &problem)
    } else {
        match plain_problem(response.status()) {
            Some(problem) => shell.problem(asked, response.status(), &problem),
            None => return response,
        }
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    let mut dressed = (parts.status, Html(document)).into_response();
    for (name, value) in &parts.headers {
        dressed.headers_mut().append(name.clone(), value.clone());
    }
    dressed
}

/// Answers that axum itself gives with a bare status.
fn plain_problem(status: StatusCode) -> Option<ProblemPage> {
    use crate::problem::Problem;
    Some(
        match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Problem::NotFound,
            StatusCode::INTERNAL_SERVER_ERROR => Problem::internal("bare status"),
            StatusCode::BAD_REQUEST => Problem::Malformed(
                "Alamat atau isian tidak terbaca. Kembali ke halaman sebelumnya lalu ulangi."
                    .into(),
            ),
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => Problem::Unavailable(
                "Permintaan ini terlalu lama dan dihentikan. Coba lagi beberapa saat; isian yang \
                 tersimpan di perangkat ini akan muncul lagi."
                    .into(),
            ),
            _ => return None,
        }
        .page(),
    )
}

/// A path for the log: a long run of hexadecimal digits is the secret of a link.
pub fn without_secret(path: &str) -> String {
    path.split('/')
        .map(|part| {
            let secret = part.len() >= 48 && part.bytes().all(|b| b.is_ascii_hexdigit());
            if secret { "***" } else { part }
        })
        .collect::<Vec<_>>()
        .join("/")
}

fn log(
    asked: &ShellRequest<'_>,
    path: &str,
    method: &Method,
    route: &str,
    status: StatusCode,
    seconds: f64,
) {
    let millis = (seconds * 1000.0).round() as i64;
    let person = asked.actor.map(|actor| actor.person.to_string());
    let person = person.as_deref().unwrap_or("-");
    if status.is_server_error() {
        tracing::error!(request.id = asked.request_id, %method, path, status = status.as_u16(), duration_ms = millis, person, "answered");
    } else {
        tracing::info!(request.id = asked.request_id, %method, path, status = status.as_u16(), duration_ms = millis, person, "answered");
    }
    metrics::histogram!("tuntas_request_seconds", "method" => method.to_string(), "route" => route.to_owned(), "status" => status.as_u16().to_string()).record(seconds);
}
