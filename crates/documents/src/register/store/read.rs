//! Reading the register.

use platform::{
    Problem, RegionCode, Uuid, date,
    keys::Keys,
    store::sql::{self, places},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use time::Date;

use crate::{
    Numbering, Paper, Signer,
    register::{Details, LetterheadKind, PaperKind, SigningMode, Status, Step},
};

/// What the number of a civil servant is sealed for.
pub(super) const NIP: &str = "official_document.signer_nip";
/// What a signed description is sealed for.
pub(super) const CONTENT: &str = "official_document.content";

/// A paper of the register.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OfficialDocument {
    /// Id.
    pub id: Uuid,
    /// Kind of the record it belongs to.
    pub subject_kind: String,
    /// The record it belongs to.
    pub subject_id: Uuid,
    /// Kind as stored.
    pub kind: String,
    /// 1, and one more for each time the record changed after a signature.
    pub edition: i64,
    /// Status as stored.
    pub state: i16,
    /// The unit that writes it.
    pub unit_id: Uuid,
    letterhead: String,
    place: String,
    mode: String,
    on_behalf_of: String,
    through: String,
    signer_office: String,
    signer_name: String,
    signer_rank: String,
    signer_nip_sealed: Option<String>,
    classification: String,
    attachments: String,
    subject: String,
    addressees: String,
    body: String,
    copies: String,
    /// *Nomor naskah*, or empty.
    pub number: String,
    dated: Option<String>,
    content_sealed: Option<String>,
    /// Digest of what was signed, or empty.
    pub content_hash: String,
    /// Version.
    pub version: i64,
}

const COLUMNS: &str = "id, subject_kind, subject_id, kind, edition, state, unit_id, letterhead, \
    place, mode, on_behalf_of, through, signer_office, signer_name, signer_rank, \
    signer_nip_sealed, classification, attachments, subject, addressees, body, copies, number, \
    dated, content_sealed, content_hash, version";

impl OfficialDocument {
    /// Which paper; a word nobody knows is a program's mistake.
    ///
    /// # Errors
    /// `Problem::Internal` for such a word.
    pub fn kind(&self) -> Result<PaperKind, Problem> {
        PaperKind::from_code(&self.kind)
            .ok_or_else(|| Problem::internal(format!("paper of kind {}", self.kind)))
    }

    /// How far it is.
    pub fn status(&self) -> Status {
        Status::from_code(self.state)
    }

    /// *Tanggal naskah*.
    pub fn dated(&self) -> Option<Date> {
        self.dated.as_deref().and_then(date::parse)
    }

    /// Number and date, as the paper prints them.
    pub fn numbering(&self) -> Numbering {
        Numbering {
            number: self.number.clone(),
            date: self.dated().map(date::medium).unwrap_or_default(),
        }
    }

    /// "Notula", "Notula (versi 2)".
    pub fn title(&self) -> String {
        let name = PaperKind::from_code(&self.kind).map_or("Naskah", PaperKind::label);
        match self.edition {
            1 => name.to_owned(),
            edition => format!("{name} (versi {edition})"),
        }
    }

    /// What the office decided about it.
    ///
    /// # Errors
    /// When a sealed text cannot be opened.
    pub fn details(&self, keys: &Keys) -> Result<Details, Problem> {
        let nip = self.signer_nip_sealed.as_deref();
        let nip = nip
            .map(|sealed| keys.open_sealed(NIP, sealed))
            .transpose()?;
        Ok(Details {
            letterhead: LetterheadKind::from_code(&self.letterhead),
            place: self.place.clone(),
            mode: SigningMode::from_code(&self.mode),
            on_behalf_of: self.on_behalf_of.clone(),
            through: self.through.clone(),
            signer: Signer {
                office: self.signer_office.clone(),
                name: self.signer_name.clone(),
                rank: self.signer_rank.clone(),
                nip: nip.unwrap_or_default(),
            },
            classification: self.classification.clone(),
            attachments: self.attachments.clone(),
            subject: self.subject.clone(),
            addressees: self.addressees.clone(),
            body: self.body.clone(),
            copies: self.copies.clone(),
        })
    }

    /// What was signed, if it is.
    ///
    /// # Errors
    /// When it cannot be opened or read.
    pub fn content(&self, keys: &Keys) -> Result<Option<Paper>, Problem> {
        let Some(sealed) = &self.content_sealed else {
            return Ok(None);
        };
        let json = keys.open_sealed(CONTENT, sealed)?;
        serde_json::from_str(&json).map_err(Problem::internal)
    }
}

/// The paper with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    id: Uuid,
) -> Result<Option<OfficialDocument>, Problem> {
    let question = format!("select {COLUMNS} from official_document where region = $1 and id = $2");
    sql::one(conn, &question, vec![region.as_str().into(), id.into()]).await
}

/// The papers of a record, kind by kind, the latest version of each first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_subject<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    subject: platform::Ref,
) -> Result<Vec<OfficialDocument>, Problem> {
    let question = format!(
        "select {COLUMNS} from official_document \
         where region = $1 and subject_kind = $2 and subject_id = $3 order by edition desc"
    );
    let values = vec![
        region.as_str().into(),
        subject.kind.into(),
        subject.id.into(),
    ];
    let mut papers: Vec<OfficialDocument> = sql::all(conn, &question, values).await?;
    let place = |paper: &OfficialDocument| {
        PaperKind::ALL
            .iter()
            .position(|kind| kind.code() == paper.kind)
    };
    papers.sort_by_key(place);
    Ok(papers)
}

/// What somebody did with a paper.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DocumentStep {
    /// The paper.
    pub document_id: Uuid,
    step: i16,
    /// Who did it, where somebody outside the system did.
    pub name: String,
    /// In which office.
    pub office: String,
    day: Option<String>,
    /// A remark, or why.
    pub note: String,
    /// When it was written down.
    pub at: i64,
    /// Who wrote it down.
    pub by_label: String,
}

impl DocumentStep {
    /// Which step.
    pub fn step(&self) -> Option<Step> {
        Step::from_code(self.step)
    }

    /// On which day.
    pub fn day(&self) -> Option<Date> {
        self.day.as_deref().and_then(date::parse)
    }
}

/// The steps of papers, oldest first, with one statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn steps<C: ConnectionTrait>(
    conn: &C,
    region: &RegionCode,
    papers: &[Uuid],
) -> Result<Vec<DocumentStep>, Problem> {
    if papers.is_empty() {
        return Ok(vec![]);
    }
    let question = format!(
        "select document_id, step, name, office, day, note, at, by_label \
         from official_document_step where region = $1 and document_id in ({}) \
         order by document_id, number",
        places(1, papers.len())
    );
    let mut values: Vec<sea_orm::Value> = vec![region.as_str().into()];
    values.extend(papers.iter().map(|id| sea_orm::Value::from(*id)));
    sql::all(conn, &question, values).await
}
