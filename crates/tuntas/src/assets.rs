//! Style sheet, script and icon: built before, compressed before, named by their content.

use std::{collections::HashMap, sync::OnceLock};

use axum::{
    Router,
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Dist;

/// Path of an asset by its plain name (`app.js`). Without built assets, a path that is 404.
pub fn path(name: &str) -> &'static str {
    static MANIFEST: OnceLock<HashMap<String, String>> = OnceLock::new();
    let manifest = MANIFEST.get_or_init(|| {
        let file = Dist::get("manifest.json");
        let text = file.map(|f| f.data.into_owned()).unwrap_or_default();
        let names: HashMap<String, String> = serde_json::from_slice(&text).unwrap_or_default();
        names
            .into_iter()
            .map(|(name, file)| (name, format!("/aset/{file}")))
            .collect()
    });
    manifest.get(name).map_or("/aset/none", String::as_str)
}

/// Routes of the assets: public, unchanging, kept by browsers for a year.
pub fn routes() -> Router {
    Router::new().route("/aset/{file}", get(serve))
}

async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let encodings = [("br", ".br"), ("gzip", ".gz"), ("", "")];
    for (encoding, ending) in encodings {
        if !encoding.is_empty() && !accepted.contains(encoding) {
            continue;
        }
        let Some(found) = Dist::get(&format!("{file}{ending}")) else {
            continue;
        };
        let kind = mime_guess::from_path(&file).first_or_octet_stream();
        let mut response = Body::from(found.data.into_owned()).into_response();
        let out = response.headers_mut();
        if let Ok(kind) = HeaderValue::from_str(kind.as_ref()) {
            out.insert(header::CONTENT_TYPE, kind);
        }
        if let (false, Ok(value)) = (encoding.is_empty(), HeaderValue::from_str(encoding)) {
            out.insert(header::CONTENT_ENCODING, value);
        }
        for (name, value) in [
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (header::VARY, "accept-encoding"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (
                header::CONTENT_SECURITY_POLICY,
                "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            ),
        ] {
            out.insert(name, HeaderValue::from_static(value));
        }
        return response;
    }
    StatusCode::NOT_FOUND.into_response()
}
