//! Rows of links and of what came in by them.

use figures::Amount;
use platform::{
    App, Instant, Problem, Ref, RegionCode, Tx, Uuid,
    files::{StoredFile, media_type},
    random,
    store::sql::{self, insert},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::rules::{Asks, LIFE_SECONDS, State};
use crate::{
    evidence::NewEvidence,
    follow_up::{FollowUp, ReportInput, SUBJECT, reports, save},
    notice::{NewNotice, push},
    review::ReviewState,
    role::Role,
};

/// A link to be made.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// The post it is for; whoever holds it may use it.
    pub post: Uuid,
    /// That post in words, as it is called today.
    pub post_title: String,
    /// What it asks for.
    pub asks: Asks,
    /// What is to be seen or counted, in words; may be empty.
    pub question: String,
}

/// A link, with what came in by it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct UploadLink {
    /// Id.
    pub id: Uuid,
    /// The follow-up it is about.
    pub follow_up_id: Uuid,
    /// The post it is for, in words.
    pub post_title: String,
    asks: i16,
    /// What is to be seen or counted, in words.
    pub question: String,
    /// When it was made, microseconds.
    pub created_at: i64,
    /// Who made it.
    pub created_name: String,
    /// When it ends, microseconds.
    pub expires_at: i64,
    withdrawn_at: Option<i64>,
    /// When something came in by it, microseconds.
    pub used_at: Option<i64>,
    amount: Option<String>,
    /// The words that came in.
    pub note: String,
    /// The photo that came in.
    pub file_hash: Option<String>,
    /// Its name on the sender's side.
    pub file_name: String,
    media_type: String,
    size: i64,
    taken: Option<bool>,
    /// Who took it over or threw it away.
    pub handled_name: String,
}

impl UploadLink {
    /// What it asks for.
    pub fn asks(&self) -> Asks {
        Asks::from_code(self.asks)
    }

    /// Where it stands.
    pub fn state(&self, now: Instant) -> State {
        let (used, withdrawn) = (self.used_at.is_some(), self.withdrawn_at.is_some());
        State::of(used, withdrawn, self.taken, self.expires_at, now)
    }

    /// The number that came in.
    pub fn amount(&self) -> Option<Amount> {
        self.amount.as_deref().and_then(|text| text.parse().ok())
    }

    /// The photo that came in, where it lies.
    pub fn photo(&self) -> Option<StoredFile> {
        Some(StoredFile {
            hash: self.file_hash.clone()?,
            media_type: media_type(&self.media_type)?,
            size: u64::try_from(self.size).unwrap_or_default(),
        })
    }
}

/// What came in by a link.
#[derive(Clone, Debug)]
pub enum Arrived {
    /// A photo that lies safely on the disk, and its name on the sender's side.
    Photo(String, StoredFile),
    /// The number reached so far.
    Number(Amount),
}

const COLUMNS: &str = "l.id as id, l.follow_up_id as follow_up_id, l.post_title as post_title, \
    l.asks as asks, l.question as question, l.created_at as created_at, \
    l.created_name as created_name, l.expires_at as expires_at, l.withdrawn_at as withdrawn_at, \
    l.used_at as used_at, l.amount as amount, l.note as note, l.file_hash as file_hash, \
    l.file_name as file_name, l.media_type as media_type, l.size as size, l.taken as taken, \
    l.handled_name as handled_name";

fn digest(token: &str) -> String {
    random::hex(&Sha256::digest(token.as_bytes()))
}

/// Makes a link; its id and the secret, which is kept nowhere.
///
/// # Errors
/// `Problem::Refused` where nothing is reported any more.
pub async fn make(tx: &mut Tx, about: &FollowUp, new: NewLink) -> Result<(Uuid, String), Problem> {
    if !about.status().is_open() {
        return Err(Problem::Refused(
            "Tindak lanjut ini sudah tuntas atau dihentikan, jadi tidak ada lagi yang perlu \
             dikirim."
                .into(),
        ));
    }
    if about.audience.is_limited() {
        return Err(Problem::Refused(
            "Tindak lanjut ini hanya untuk unit penanggung jawab dan pemeriksa, jadi tidak dibuatkan tautan \
             yang dapat dibuka tanpa masuk."
                .into(),
        ));
    }
    let (id, token) = (tx.new_id(), random::token());
    insert(
        tx.conn(),
        "upload_link",
        vec![
            ("region", tx.region().as_str().into()),
            ("id", id.into()),
            ("follow_up_id", about.id.into()),
            ("post_id", new.post.into()),
            ("post_title", new.post_title.clone().into()),
            ("asks", new.asks.code().into()),
            ("question", new.question.clone().into()),
            ("token_digest", digest(&token).into()),
            ("created_at", tx.now().0.into()),
            ("created_name", tx.stamp().label.clone().into()),
            ("expires_at", tx.now().plus_seconds(LIFE_SECONDS).0.into()),
            ("note", "".into()),
            ("file_name", "".into()),
            ("media_type", "".into()),
            ("size", 0_i64.into()),
            ("handled_name", "".into()),
        ],
    )
    .await?;
    let details = json!({
        "Tautan unggah": "dibuat", "Untuk": new.post_title, "Diminta": new.asks.label(),
        "Keterangan": new.question,
    });
    tx.record(Ref::new(SUBJECT, about.id), &details).await?;
    Ok((id, token))
}

/// All links of a follow-up, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_follow_up<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    follow_up: Uuid,
) -> Result<Vec<UploadLink>, Problem> {
    let question = format!(
        "select {COLUMNS} from upload_link l where l.region = $1 and l.follow_up_id = $2 \
         order by l.created_at desc, l.id desc"
    );
    sql::all(
        conn,
        &question,
        vec![region.as_str().into(), follow_up.into()],
    )
    .await
}

/// One link of a follow-up.
///
/// # Errors
/// When the database cannot be read.
pub async fn one<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    follow_up: Uuid,
    id: Uuid,
) -> Result<Option<UploadLink>, Problem> {
    let question = format!(
        "select {COLUMNS} from upload_link l \
         where l.region = $1 and l.follow_up_id = $2 and l.id = $3"
    );
    let values = vec![region.as_str().into(), follow_up.into(), id.into()];
    sql::one(conn, &question, values).await
}

/// The link behind a secret, of a follow-up that is still asked for.
///
/// # Errors
/// When the database cannot be read.
pub async fn behind<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    token: &str,
) -> Result<Option<UploadLink>, Problem> {
    let question = format!(
        "select {COLUMNS} from upload_link l \
         join follow_up f on f.region = l.region and f.id = l.follow_up_id and f.standing = 0 \
         where l.region = $1 and l.token_digest = $2"
    );
    let values = vec![region.as_str().into(), digest(token).into()];
    sql::one(conn, &question, values).await
}

/// Takes in what came by a link, which is used up by it; the unit is told.
///
/// # Errors
/// `Problem::Refused` when the link was used, taken back or ended meanwhile.
pub async fn arrive(
    app: &App,
    about: &FollowUp,
    link: &UploadLink,
    region: &RegionCode,
    arrived: Arrived,
    note: String,
) -> Result<(), Problem> {
    let (about, link) = (about.clone(), link.clone());
    app.db()
        .maintain(region, "upload_link.use", move |tx| {
            Box::pin(async move { take_in(tx, &about, &link, arrived, note).await })
        })
        .await
        .map(drop)
}

async fn take_in(
    tx: &mut Tx,
    about: &FollowUp,
    link: &UploadLink,
    arrived: Arrived,
    note: String,
) -> Result<(), Problem> {
    let (name, file, amount) = match arrived {
        Arrived::Photo(name, file) => (name, Some(file), None),
        Arrived::Number(amount) => (String::new(), None, Some(amount.stored())),
    };
    let size = file.as_ref().map_or(0, |file| file.size);
    let values: Vec<Value> = vec![
        tx.region().as_str().into(),
        link.id.into(),
        tx.now().0.into(),
        amount.clone().into(),
        note.clone().into(),
        file.as_ref().map(|file| file.hash.clone()).into(),
        name.clone().into(),
        file.as_ref().map_or("", |file| file.media_type).into(),
        i64::try_from(size).unwrap_or(i64::MAX).into(),
    ];
    let used = sql::run(
        tx.conn(),
        "update upload_link set used_at = $3, amount = $4, note = $5, file_hash = $6, \
         file_name = $7, media_type = $8, size = $9 \
         where region = $1 and id = $2 and used_at is null and withdrawn_at is null \
         and expires_at > $3",
        values,
    )
    .await?;
    if used == 0 {
        return Err(Problem::Refused(
            "Tautan ini sudah dipakai, ditarik, atau lewat 48 jam.".into(),
        ));
    }
    let details = json!({
        "Tautan unggah": "dipakai", "Oleh": link.post_title, "Jumlah": amount, "Catatan": note,
        "Berkas": name, "Sidik berkas": file.map(|file| file.hash),
    });
    tx.record(Ref::new(SUBJECT, about.id), &details).await?;
    let notice = NewNotice {
        unit: about.lead,
        roles: vec![Role::Operator, Role::Head],
        text: format!(
            "Kiriman lewat tautan unggah dari {} untuk {} {}: ambil ke laporan, atau buang.",
            link.post_title, about.number, about.task
        ),
        path: format!("/tindak-lanjut/{}/tautan", about.id),
        once_key: Some(format!("upload_link:{}", link.id)),
    };
    push(tx, notice).await.map(drop)
}

/// Takes a link back before it is used.
///
/// # Errors
/// `Problem::Refused` when it was used or taken back already.
pub async fn withdraw(tx: &mut Tx, about: &FollowUp, id: Uuid) -> Result<(), Problem> {
    let touched = sql::run(
        tx.conn(),
        "update upload_link set withdrawn_at = $4 where region = $1 and follow_up_id = $2 \
         and id = $3 and used_at is null and withdrawn_at is null",
        of_link(tx, about, id, [tx.now().0.into()]),
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Refused(
            "Tautan ini sudah dipakai atau sudah ditarik.".into(),
        ));
    }
    let details = json!({ "Tautan unggah": "ditarik" });
    tx.record(Ref::new(SUBJECT, about.id), &details)
        .await
        .map(drop)
}

/// Takes what came in over into the unit's draft, saying where it came from (`origin`).
///
/// # Errors
/// `Problem::Refused` when it was dealt with already, or when no draft can be kept now.
pub async fn take_over(
    tx: &mut Tx,
    about: &FollowUp,
    id: Uuid,
    origin: &str,
) -> Result<(), Problem> {
    let link = handle(tx, about, id, true).await?;
    let open = reports(tx.conn(), tx.region(), about.id)
        .await?
        .into_iter()
        .next()
        .filter(|report| matches!(report.state(), ReviewState::Draft | ReviewState::Returned));
    let words = match (link.amount(), link.note.as_str()) {
        (Some(amount), "") => format!("{amount} ({origin})"),
        (Some(amount), note) => format!("{amount}: {note} ({origin})"),
        (None, "") => String::new(),
        (None, note) => format!("{note} ({origin})"),
    };
    let note = [open.as_ref().map_or("", |open| open.note.as_str()), &words];
    let note: Vec<&str> = note.into_iter().filter(|part| !part.is_empty()).collect();
    let photo = link.photo().map(|file| NewEvidence::File {
        title: format!("Foto, {origin}"),
        name: link.file_name.clone(),
        file,
    });
    let input = ReportInput {
        amount: link
            .amount()
            .or(open.as_ref().and_then(|open| open.amount())),
        note: note.join("\n"),
        obstacle: open.map(|open| open.obstacle).unwrap_or_default(),
        evidence: photo.into_iter().collect(),
        reused: vec![],
        send: false,
    };
    save(tx, about, input).await.map(drop)
}

/// Throws away what came in; its photo is swept.
///
/// # Errors
/// `Problem::Refused` when it was dealt with already.
pub async fn discard(tx: &mut Tx, about: &FollowUp, id: Uuid) -> Result<(), Problem> {
    let link = handle(tx, about, id, false).await?;
    let details = json!({ "Tautan unggah": "kiriman dibuang", "Oleh": link.post_title });
    tx.record(Ref::new(SUBJECT, about.id), &details)
        .await
        .map(drop)
}

/// Marks what came in as dealt with, once. The link does not name the photo any longer: the report
/// does, or nobody.
async fn handle(
    tx: &mut Tx,
    about: &FollowUp,
    id: Uuid,
    taken: bool,
) -> Result<UploadLink, Problem> {
    let link = one(tx.conn(), tx.region(), about.id, id)
        .await?
        .ok_or(Problem::NotFound)?;
    let touched = sql::run(
        tx.conn(),
        "update upload_link set taken = $4, handled_name = $5, file_hash = null \
         where region = $1 and follow_up_id = $2 and id = $3 and used_at is not null \
         and taken is null",
        of_link(
            tx,
            about,
            id,
            [taken.into(), tx.stamp().label.clone().into()],
        ),
    )
    .await?;
    if touched == 0 {
        return Err(Problem::Refused(
            "Belum ada kiriman lewat tautan ini, atau kirimannya sudah diambil atau dibuang."
                .into(),
        ));
    }
    Ok(link)
}

fn of_link<const N: usize>(tx: &Tx, about: &FollowUp, id: Uuid, more: [Value; N]) -> Vec<Value> {
    let mut values = vec![tx.region().as_str().into(), about.id.into(), id.into()];
    values.extend(more);
    values
}
