//! Writing the register.

use government::evidence::{self, NewEvidence};
use platform::{
    Problem, Ref, Tx, Uuid, date,
    keys::Keys,
    random,
    store::sql::{self, insert},
};
use sea_orm::Value;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::read::{CONTENT, NIP, OfficialDocument, of_subject};
use crate::{
    Paper,
    register::{Details, PAPER, PaperKind, Status, Step, step::StepInput},
};

/// What is signed, ready to be kept: made before the transaction, for sealing is no SQL.
#[derive(Clone, Debug)]
pub struct Frozen {
    sealed: String,
    /// Digest of the description.
    pub hash: String,
}

impl Frozen {
    /// Keeps what a signature stands for.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub fn of(paper: Paper, keys: &Keys) -> Result<Self, Problem> {
        let footer = paper.footer.clone();
        let hash = Self::digest(paper.clone())?;
        // the hour it was signed as of is kept, though no signature stands for it
        let kept = Paper {
            footer,
            ..paper.content()
        };
        let json = serde_json::to_string(&kept).map_err(Problem::internal)?;
        Ok(Self {
            sealed: keys.seal(CONTENT, &json)?,
            hash,
        })
    }

    /// Digest of what a signature on `paper` would stand for.
    ///
    /// # Errors
    /// When the description cannot be written down.
    pub fn digest(paper: Paper) -> Result<String, Problem> {
        let json = serde_json::to_vec(&paper.words()).map_err(Problem::internal)?;
        Ok(random::hex(&Sha256::digest(json)))
    }
}

fn columns(details: &Details, keys: &Keys) -> Result<Vec<(&'static str, Value)>, Problem> {
    let nip = match details.signer.nip.as_str() {
        "" => None,
        nip => Some(keys.seal(NIP, nip)?),
    };
    let text = |words: &str| Value::from(words.to_owned());
    Ok(vec![
        ("letterhead", details.letterhead.code().into()),
        ("place", text(&details.place)),
        ("mode", details.mode.code().into()),
        ("on_behalf_of", text(&details.on_behalf_of)),
        ("through", text(&details.through)),
        ("signer_office", text(&details.signer.office)),
        ("signer_name", text(&details.signer.name)),
        ("signer_rank", text(&details.signer.rank)),
        ("signer_nip_sealed", nip.into()),
        ("classification", text(&details.classification)),
        ("attachments", text(&details.attachments)),
        ("subject", text(&details.subject)),
        ("addressees", text(&details.addressees)),
        ("body", text(&details.body)),
        ("copies", text(&details.copies)),
    ])
}

/// What the chain keeps of the details; the number of the signer is personal and stays out.
fn told(kind: PaperKind, edition: i64, details: &Details) -> serde_json::Value {
    json!({
        "Naskah": kind.label(), "Versi": edition, "Hal": details.subject,
        "Kepada": details.addressees, "Tembusan": details.copies,
        "Penanda tangan": format!("{} {}", details.signer.office, details.signer.name).trim(),
    })
}

/// Puts a paper of a record into the register, as a concept of its first version.
///
/// # Errors
/// `Problem::Refused` when the record has this paper already.
pub async fn prepare(
    tx: &mut Tx,
    keys: &Keys,
    subject: Ref,
    unit: Uuid,
    kind: PaperKind,
    details: &Details,
) -> Result<Uuid, Problem> {
    let known = of_subject(tx.conn(), tx.region(), subject).await?;
    if known.iter().any(|paper| paper.kind == kind.code()) {
        return Err(Problem::Refused(format!(
            "{} sudah ada dalam daftar naskah. Buka naskah itu untuk mengubah atau membuat versi \
             barunya.",
            kind.label()
        )));
    }
    add(tx, keys, subject, unit, kind, 1, details).await
}

/// Makes the next version of a signed paper, as a concept with the same details.
///
/// # Errors
/// `Problem::Refused` when it is not signed, `Problem::Conflict` when a later version is there.
pub async fn renew(
    tx: &mut Tx,
    keys: &Keys,
    paper: &OfficialDocument,
    subject: Ref,
) -> Result<Uuid, Problem> {
    if !paper.status().is_frozen() {
        return Err(Problem::Refused(
            "Naskah ini belum ditandatangani, jadi masih dapat diubah tanpa versi baru.".into(),
        ));
    }
    let known = of_subject(tx.conn(), tx.region(), subject).await?;
    let mut editions = known.iter().filter(|other| other.kind == paper.kind);
    if editions.any(|other| other.edition > paper.edition) {
        return Err(Problem::Conflict(
            "Versi yang lebih baru dari naskah ini sudah ada.".into(),
        ));
    }
    let details = paper.details(keys)?;
    let (kind, next) = (paper.kind()?, paper.edition + 1);
    add(tx, keys, subject, paper.unit_id, kind, next, &details).await
}

async fn add(
    tx: &mut Tx,
    keys: &Keys,
    subject: Ref,
    unit: Uuid,
    kind: PaperKind,
    edition: i64,
    details: &Details,
) -> Result<Uuid, Problem> {
    let id = tx.new_id();
    let mut row: Vec<(&str, Value)> = vec![
        ("region", tx.region().as_str().into()),
        ("id", id.into()),
        ("subject_kind", subject.kind.into()),
        ("subject_id", subject.id.into()),
        ("kind", kind.code().into()),
        ("edition", edition.into()),
        ("state", Status::Draft.code().into()),
        ("unit_id", unit.into()),
        ("number", "".into()),
        ("content_hash", "".into()),
        ("created_at", tx.now().0.into()),
        ("version", 1_i64.into()),
    ];
    row.extend(columns(details, keys)?);
    insert(tx.conn(), "official_document", row).await?;
    note(tx, id, &bare(Step::Prepare)).await?;
    tx.record(Ref::new(PAPER, id), &told(kind, edition, details))
        .await?;
    Ok(id)
}

/// Changes the details of a concept.
///
/// # Errors
/// `Problem::Refused` when it is no concept, `Problem::Conflict` when it changed meanwhile.
pub async fn change(
    tx: &mut Tx,
    keys: &Keys,
    paper: &OfficialDocument,
    version: i64,
    details: &Details,
) -> Result<(), Problem> {
    let kind = paper.kind()?;
    if paper.status().after(Step::Prepare, kind).is_none() {
        return Err(Problem::Refused(format!(
            "Naskah ini sudah {}, jadi isinya tidak dapat diubah lagi.",
            paper.status().label().to_lowercase()
        )));
    }
    update(tx, paper, version, columns(details, keys)?).await?;
    tx.record(
        Ref::new(PAPER, paper.id),
        &told(kind, paper.edition, details),
    )
    .await?;
    Ok(())
}

/// Takes a step. What is signed comes along with the signature; pictures of the signed paper lie
/// safely on the disk already.
///
/// # Errors
/// `Problem::Refused` when the step may not follow, `Problem::Conflict` when the paper changed
/// meanwhile.
pub async fn take(
    tx: &mut Tx,
    paper: &OfficialDocument,
    version: i64,
    input: &StepInput,
    frozen: Option<Frozen>,
    scans: Vec<NewEvidence>,
) -> Result<(), Problem> {
    let after = paper.status().after(input.step, paper.kind()?);
    let Some(after) = after else {
        return Err(Problem::Refused(format!(
            "Langkah ini tidak dapat dicatat: naskah berstatus {}.",
            paper.status().label()
        )));
    };
    let mut sets: Vec<(&str, Value)> = vec![("state", after.code().into())];
    if input.step == Step::Number {
        sets.push(("number", input.number.clone().into()));
        sets.push(("dated", input.day.map(date::iso).into()));
    }
    let mut hash = String::new();
    if input.step == Step::Sign {
        let frozen = frozen.ok_or_else(|| Problem::internal("signed without what is signed"))?;
        hash.clone_from(&frozen.hash);
        sets.push(("content_sealed", frozen.sealed.into()));
        sets.push(("content_hash", frozen.hash.into()));
    }
    update(tx, paper, version, sets).await?;
    let pictures = scans.len();
    for scan in scans {
        evidence::add(tx, paper.unit_id, Ref::new(PAPER, paper.id), scan).await?;
    }
    note(tx, paper.id, input).await?;
    let who = [input.name.as_str(), input.office.as_str()];
    let who: Vec<&str> = who.into_iter().filter(|words| !words.is_empty()).collect();
    let details = json!({
        "Naskah": paper.title(), "Langkah": input.step.label(), "Oleh": who.join(", "),
        "Tanggal": input.day.map(date::medium), "Nomor": input.number, "Catatan": input.note,
        "Pindaian": (pictures > 0).then(|| format!("{pictures} berkas")), "Sidik isi": hash,
    });
    tx.record(Ref::new(PAPER, paper.id), &details).await?;
    Ok(())
}

async fn update(
    tx: &Tx,
    paper: &OfficialDocument,
    version: i64,
    columns: Vec<(&str, Value)>,
) -> Result<(), Problem> {
    let mut values: Vec<Value> = vec![tx.region().as_str().into(), paper.id.into(), version.into()];
    let mut sets = Vec::new();
    for (column, value) in columns {
        values.push(value);
        sets.push(format!("{column} = ${}", values.len()));
    }
    let statement = format!(
        "update official_document set {}, version = version + 1 \
         where region = $1 and id = $2 and version = $3",
        sets.join(", ")
    );
    if sql::run(tx.conn(), &statement, values).await? == 1 {
        return Ok(());
    }
    Err(Problem::Conflict(
        "Naskah ini baru saja diubah orang lain, jadi isian Anda belum disimpan. Buka lagi \
         halamannya untuk melihat keadaan terakhir, lalu ulangi bila masih perlu."
            .into(),
    ))
}

fn bare(step: Step) -> StepInput {
    StepInput {
        step,
        name: String::new(),
        office: String::new(),
        day: None,
        number: String::new(),
        note: String::new(),
    }
}

async fn note(tx: &Tx, paper: Uuid, input: &StepInput) -> Result<(), Problem> {
    let number = sql::number(
        tx.conn(),
        "select count(*) from official_document_step where region = $1 and document_id = $2",
        vec![tx.region().as_str().into(), paper.into()],
    )
    .await?;
    // the step that gives the number says it
    let words = match input.step {
        Step::Number => format!("Nomor {}\n{}", input.number, input.note),
        _ => input.note.clone(),
    };
    insert(
        tx.conn(),
        "official_document_step",
        vec![
            ("region", tx.region().as_str().into()),
            ("document_id", paper.into()),
            ("number", (number + 1).into()),
            ("step", input.step.code().into()),
            ("name", input.name.clone().into()),
            ("office", input.office.clone().into()),
            ("day", input.day.map(date::iso).into()),
            ("note", words.trim().to_owned().into()),
            ("at", tx.now().0.into()),
            ("by_label", tx.stamp().label.clone().into()),
        ],
    )
    .await
}
