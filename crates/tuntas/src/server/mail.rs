//! The heads of the audit chains by e-mail, once a day. Who could change the database and the
//! anchors beside it cannot change what lies in somebody else's mailbox.

use std::path::PathBuf;

use anyhow::Context;
use government::structure;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, message::Mailbox,
    transport::smtp::authentication::Credentials,
};
use platform::{App, date, store::audit};

use crate::config::{Encryption, Mail, secret};

/// Dates are those of Jakarta: the e-mail is about all regions of the installation.
const ZONE: i8 = 7;

/// Sends today's heads unless this node has done it. Every node of an installation sends its own.
///
/// # Errors
/// When a head cannot be read or the mail server does not take the e-mail.
pub async fn anchors_of_today(app: &App, mail: &Mail) -> anyhow::Result<bool> {
    let today = date::iso(app.now().at_zone(ZONE).date());
    let mark = mark(app);
    if std::fs::read_to_string(&mark).is_ok_and(|sent| sent.trim() == today) {
        return Ok(false);
    }
    let body = body(app).await?;
    let transport = transport(mail)?;
    for to in &mail.anchors_to {
        let letter = Message::builder()
            .from(mailbox(&mail.from)?)
            .to(mailbox(to)?)
            .subject(format!("Tuntas: kepala jejak audit {today}"))
            .body(body.clone())?;
        transport.send(letter).await.context("mail server")?;
    }
    std::fs::create_dir_all(&app.settings().anchors)?;
    std::fs::write(&mark, today)?;
    Ok(true)
}

fn mark(app: &App) -> PathBuf {
    app.settings().anchors.join("mailed")
}

fn mailbox(text: &str) -> anyhow::Result<Mailbox> {
    text.parse()
        .with_context(|| format!("{text} is no address"))
}

async fn body(app: &App) -> anyhow::Result<String> {
    let at = date::instant(app.now(), ZONE, "WIB");
    let mut body = format!(
        "Panjang dan sidik (hash) rantai jejak audit Tuntas, {at}.\n\
         Simpan surat elektronik ini. Dengan angka di bawah dapat dibuktikan kemudian bahwa \
         riwayat tidak dipotong atau diubah:\n    tuntas verify\n\n"
    );
    for (region, name, _) in structure::all_regions(app.db().read()).await? {
        if let Some((length, hash)) = audit::head(app.db().read(), &region).await? {
            body.push_str(&format!("{region} {name}\n  {length} {hash}\n"));
        }
    }
    Ok(body)
}

fn transport(mail: &Mail) -> anyhow::Result<AsyncSmtpTransport<Tokio1Executor>> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = match mail.encryption {
        Encryption::Starttls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&mail.host)?,
        Encryption::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(&mail.host)?,
        Encryption::None => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&mail.host),
    };
    let mut builder = builder.port(mail.port);
    if let Some(user) = &mail.user {
        let password = match &mail.password_file {
            Some(file) => secret(file)?,
            None => String::new(),
        };
        builder = builder.credentials(Credentials::new(user.clone(), password));
    }
    Ok(builder.build())
}
