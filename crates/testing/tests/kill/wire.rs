//! HTTP over a real connection, as far as a form needs it.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Request, StatusCode, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// The mark between the parts of a form.
const MARK: &str = "------------------------tuntas";

/// The connection broke before the answer was complete.
#[derive(Debug)]
pub struct Broken;

/// A connection to the server.
pub struct Wire(http1::SendRequest<Full<Bytes>>);

/// An answer that came completely.
pub struct Reply {
    pub status: StatusCode,
    pub location: String,
    pub cookies: Vec<String>,
    pub body: String,
}

/// A form with its pictures.
#[derive(Clone, Default)]
pub struct Form(Vec<u8>);

impl Form {
    pub fn field(mut self, name: &str, value: &str) -> Self {
        let part = format!(
            "--{MARK}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        self.0.extend_from_slice(part.as_bytes());
        self
    }

    pub fn picture(mut self, name: &str, bytes: &[u8]) -> Self {
        let part = format!(
            "--{MARK}\r\ncontent-disposition: form-data; name=\"berkas\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        self.0.extend_from_slice(part.as_bytes());
        self.0.extend_from_slice(bytes);
        self.0.extend_from_slice(b"\r\n");
        self
    }

    fn end(mut self) -> Vec<u8> {
        self.0
            .extend_from_slice(format!("--{MARK}--\r\n").as_bytes());
        self.0
    }
}

impl Wire {
    pub async fn open(port: u16) -> Result<Self, Broken> {
        let stream = TcpStream::connect(("127.0.0.1", port))
            .await
            .map_err(|_| Broken)?;
        stream.set_nodelay(true).map_err(|_| Broken)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream))
            .await
            .map_err(|_| Broken)?;
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    pub async fn get(&mut self, path: &str, cookie: &str) -> Result<Reply, Broken> {
        self.send("GET", path, cookie, "", vec![]).await
    }

    /// Sends a short form, as the sign-in page does. The values need no escaping.
    pub async fn post(&mut self, path: &str, cookie: &str, form: &str) -> Result<Reply, Broken> {
        let kind = "application/x-www-form-urlencoded";
        self.send("POST", path, cookie, kind, form.as_bytes().to_vec())
            .await
    }

    pub async fn upload(&mut self, path: &str, cookie: &str, form: Form) -> Result<Reply, Broken> {
        let kind = format!("multipart/form-data; boundary={MARK}");
        self.send("POST", path, cookie, &kind, form.end()).await
    }

    async fn send(
        &mut self,
        method: &str,
        path: &str,
        cookie: &str,
        kind: &str,
        body: Vec<u8>,
    ) -> Result<Reply, Broken> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "tuntas.test")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookie);
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request
            .body(Full::new(Bytes::from(body)))
            .expect("a request");
        self.0.ready().await.map_err(|_| Broken)?;
        let response = self.0.send_request(request).await.map_err(|_| Broken)?;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.map_err(|_| Broken)?.to_bytes();
        let texts = |name| {
            let values = parts.headers.get_all(name).iter();
            values.filter_map(|value| value.to_str().ok().map(str::to_owned))
        };
        Ok(Reply {
            status: parts.status,
            location: texts(header::LOCATION).next().unwrap_or_default(),
            cookies: texts(header::SET_COOKIE)
                .filter_map(|text| text.split(';').next().map(str::to_owned))
                .collect(),
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }
}
