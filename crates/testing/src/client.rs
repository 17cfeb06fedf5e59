//! A client that goes through the real router, cookies and all, and counts statements.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use platform::store::count;
use tower::ServiceExt;

/// A browser without a screen.
#[derive(Clone)]
pub struct Client {
    router: Router,
    cookies: BTreeMap<String, String>,
    address: Option<SocketAddr>,
    /// Headers sent with every request; a test may lie with them.
    pub headers: Vec<(&'static str, String)>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as text; bytes that are none are replaced.
    pub body: String,
    /// Body.
    pub bytes: Vec<u8>,
    /// Statements it took.
    pub statements: u32,
}

impl Answer {
    /// Where it leads.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The value of a hidden or typed field of the page.
    ///
    /// # Panics
    /// When the page has no such field.
    pub fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\"");
        let at = self
            .body
            .find(&mark)
            .unwrap_or_else(|| panic!("no field {name} in: {}", self.body));
        let start = self.body[..at].rfind('<').unwrap_or(0);
        let tag_end = at + self.body[at..].find('>').unwrap_or(0);
        let tag = &self.body[start..tag_end];
        tag.split("value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned()
    }

    /// The text of the page without its tags, white space folded.
    pub fn words(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in self.body.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                c if !inside => text.push(c),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A file in a form.
pub struct Upload<'a> {
    /// Name of the field.
    pub field: &'a str,
    /// Name of the file.
    pub name: &'a str,
    /// Content.
    pub bytes: &'a [u8],
}

/// The smallest picture that is one: a PNG of one pixel, made different by `seed`.
pub fn picture(seed: u64) -> Vec<u8> {
    let mut bytes =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89".to_vec();
    bytes.extend_from_slice(&seed.to_be_bytes());
    bytes.extend_from_slice(b"IEND\xaeB`\x82");
    bytes
}

impl Client {
    /// A client of `router`, with an empty jar.
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
            address: None,
            headers: vec![("sec-fetch-site", "same-origin".to_owned())],
        }
    }

    /// Takes the cookies of another: the same browser, answered by another node.
    pub fn bring_cookies_of(&mut self, other: &Self) {
        self.cookies.clone_from(&other.cookies);
    }

    /// Signs in.
    ///
    /// # Panics
    /// When it does not succeed.
    pub async fn sign_in(&mut self, region: &str, who: &str, password: &str) {
        let page = self.get(&format!("/{region}/masuk")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let names = sign_in_fields(&page.body);
        let fields = [(names.0.as_str(), who), (names.1.as_str(), password)];
        let answer = self.post(&format!("/{region}/masuk"), &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{who}: {}",
            answer.words()
        );
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect::<Vec<_>>()
            .join("&");
        let kind = "application/x-www-form-urlencoded";
        self.send(Method::POST, path, Some(kind), body.into_bytes())
            .await
    }

    /// Sends a short form of a page, on the version the page shows.
    pub async fn decide(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let shown = self.get(page).await;
        let version = if shown.body.contains("name=\"versi\"") {
            shown.field("versi")
        } else {
            String::new()
        };
        let mut all = vec![("versi", version.as_str())];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }

    /// Sends a form with files.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[Upload<'_>],
    ) -> Answer {
        const MARK: &str = "------------------------tuntas";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend_from_slice(
                format!(
                    "--{MARK}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .as_bytes(),
            );
        }
        for file in files {
            body.extend_from_slice(
                format!(
                    "--{MARK}\r\ncontent-disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
                     content-type: application/octet-stream\r\n\r\n",
                    file.field, file.name
                )
                .as_bytes(),
            );
            body.extend_from_slice(file.bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{MARK}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={MARK}");
        self.send(Method::POST, path, Some(&kind), body).await
    }

    /// Sends anything.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        content_type: Option<&str>,
        body: Vec<u8>,
    ) -> Answer {
        self.send_body(method, path, content_type, Body::from(body))
            .await
    }

    /// Sends a body of any kind.
    ///
    /// # Panics
    /// When the request cannot be made.
    pub async fn send_body(
        &mut self,
        method: Method,
        path: &str,
        content_type: Option<&str>,
        body: Body,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "tuntas.test");
        if let Some(kind) = content_type {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if !self.cookies.is_empty() {
            let jar: Vec<_> = self
                .cookies
                .iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect();
            request = request.header(header::COOKIE, jar.join("; "));
        }
        let mut request = request.body(body).expect("a request");
        if let Some(address) = self.address {
            request.extensions_mut().insert(ConnectInfo(address));
        }
        let (response, statements) = count::counted(self.router.clone().oneshot(request)).await;
        let response = response.expect("the router never fails");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
        for value in parts.headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().unwrap_or_default();
            if let Some((name, rest)) = text.split_once('=') {
                let value = rest.split(';').next().unwrap_or_default();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
            statements,
        }
    }

    /// Comes from this address from now on.
    pub fn comes_from(&mut self, address: IpAddr) {
        self.address = Some(SocketAddr::new(address, 1024));
    }

    /// Forgets a cookie, or replaces it.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// A cookie of the jar.
    pub fn cookie(&self, name: &str) -> Option<&String> {
        self.cookies.get(name)
    }
}

/// Names of the two fields of the sign-in form.
fn sign_in_fields(page: &str) -> (String, String) {
    let name_of = |kind: &str| {
        page.split("<input")
            .filter_map(|part| part.split('>').next())
            .find(|tag| tag.contains(&format!("type=\"{kind}\"")))
            .and_then(|tag| tag.split("name=\"").nth(1))
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned()
    };
    (name_of("text"), name_of("password"))
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                char::from(b).to_string()
            }
            b' ' => "+".into(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
