//! One connection over loopback.

use anyhow::Context;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Method, Request, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpSocket;

const MARK: &str = "------------------------tuntas";

/// A request.
pub struct Ask {
    /// `GET` or `POST`.
    pub method: Method,
    /// Where.
    pub path: String,
    /// The cookies.
    pub cookie: String,
    /// What a body is; empty without one.
    pub kind: &'static str,
    /// The body.
    pub body: Bytes,
    /// Which encodings the answer may have.
    pub accept: &'static str,
}

impl Ask {
    /// Asks for a page, as browsers do: compressed.
    pub fn page(path: &str, cookie: &str) -> Self {
        Self {
            method: Method::GET,
            path: path.to_owned(),
            cookie: cookie.to_owned(),
            kind: "",
            body: Bytes::new(),
            accept: "gzip",
        }
    }

    /// Sends a short form. The values need no escaping.
    pub fn form(path: &str, cookie: &str, body: String) -> Self {
        Self {
            method: Method::POST,
            kind: "application/x-www-form-urlencoded",
            body: body.into(),
            ..Self::page(path, cookie)
        }
    }

    /// Sends a form that could carry files, without one.
    pub fn upload(path: &str, cookie: &str, fields: &[(&str, &str)]) -> Self {
        let mut form = Vec::new();
        for (name, value) in fields {
            part(&mut form, &format!("name=\"{name}\""), value.as_bytes());
        }
        Self::multipart(path, cookie, form)
    }

    /// Sends a form with one file in the field that forms have for it.
    pub fn file(path: &str, cookie: &str, name: &str, content: &[u8]) -> Self {
        let mut form = Vec::with_capacity(content.len() + 400);
        let head = format!("name=\"berkas\"; filename=\"{name}\"");
        part(&mut form, &head, content);
        Self::multipart(path, cookie, form)
    }

    fn multipart(path: &str, cookie: &str, mut parts: Vec<u8>) -> Self {
        parts.extend_from_slice(format!("--{MARK}--\r\n").as_bytes());
        Self {
            method: Method::POST,
            kind: "multipart/form-data; boundary=------------------------tuntas",
            body: parts.into(),
            ..Self::page(path, cookie)
        }
    }
}

/// An answer.
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Where it leads.
    pub location: String,
    /// The body as it came: compressed, where asked for.
    pub body: Bytes,
}

/// One part of a form that could carry files.
fn part(form: &mut Vec<u8>, head: &str, content: &[u8]) {
    let head = format!("--{MARK}\r\ncontent-disposition: form-data; {head}\r\n\r\n");
    form.extend_from_slice(head.as_bytes());
    form.extend_from_slice(content);
    form.extend_from_slice(b"\r\n");
}

/// A connection.
pub struct Wire(http1::SendRequest<Full<Bytes>>);

impl Wire {
    /// Connects from 127.0.0.`host`.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn open(port: u16, host: u8) -> anyhow::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(([127, 0, 0, host], 0).into())?;
        let stream = socket.connect(([127, 0, 0, 1], port).into()).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    /// Asks for something in a given encoding.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn get(
        &mut self,
        path: &str,
        cookie: &str,
        accept: &'static str,
    ) -> anyhow::Result<Reply> {
        self.send(Ask {
            accept,
            ..Ask::page(path, cookie)
        })
        .await
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn send(&mut self, ask: Ask) -> anyhow::Result<Reply> {
        let mut request = Request::builder()
            .method(ask.method)
            .uri(ask.path)
            .header(header::HOST, "127.0.0.1")
            .header(header::ACCEPT_ENCODING, ask.accept)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, ask.cookie);
        if !ask.kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, ask.kind);
        }
        let request = request.body(Full::new(ask.body))?;
        self.0.ready().await?;
        let response = self.0.send_request(request).await?;
        let (parts, body) = response.into_parts();
        let location = parts.headers.get(header::LOCATION);
        let location = location.map_or(Ok(""), |value| value.to_str())?.to_owned();
        let body = body.collect().await.context("the answer broke off")?;
        Ok(Reply {
            status: parts.status.as_u16(),
            location,
            body: body.to_bytes(),
        })
    }
}
