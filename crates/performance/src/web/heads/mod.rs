//! *Bahan Evaluasi Kepala Perangkat Daerah*: who led units in a year with what their agreements achieved in
//! their part of it, and what people propose and decide. Read by few.

mod decide;
mod gather;
mod list;
mod one;
mod print;

use platform::{App, Problem, RegionCode, Routes, Uuid};

use crate::{
    rules::{Head, Signature, heads},
    store::{self, Agreement},
};

/// Level of who promises for the whole region: nobody here evaluates the head of the region.
const WHOLE_REGION: &str = "pemerintah";

/// The routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/evaluasi-kepala",
            list::show,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/evaluasi-kepala.xlsx",
            list::book,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/evaluasi-kepala.pdf",
            list::pdf,
        )
        .get(
            "/{region}/perjanjian-kinerja/tahun/{agreement_year}/evaluasi-kepala.docx",
            list::docx,
        )
        .get(
            "/{region}/perjanjian-kinerja/{agreement}/evaluasi-kepala/{official}",
            one::show,
        )
        .get(
            "/{region}/perjanjian-kinerja/{agreement}/evaluasi-kepala/{official}/bahan.pdf",
            print::pdf,
        )
        .get(
            "/{region}/perjanjian-kinerja/{agreement}/evaluasi-kepala/{official}/bahan.docx",
            print::docx,
        )
        .post(
            "/{region}/perjanjian-kinerja/{agreement}/evaluasi-kepala/{official}/usulkan",
            decide::propose,
        )
        .post(
            "/{region}/perjanjian-kinerja/{agreement}/evaluasi-kepala/{official}/putuskan",
            decide::decide,
        )
}

/// A head of the unit of an agreement.
#[derive(Clone, Debug)]
pub struct HeadOf {
    /// The agreement.
    pub agreement: Agreement,
    /// The versions of it that were signed.
    pub signatures: Vec<Signature>,
    /// The head.
    pub head: Head,
}

impl HeadOf {
    /// Who led the unit of an agreement in its year; `None` where this person did not, or leads the region.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn find(
        app: &App,
        region: &RegionCode,
        agreement: Uuid,
        account: Uuid,
    ) -> Result<Option<Self>, Problem> {
        let db = app.db().read();
        let Some(agreement) = store::find_agreement(db, region, agreement).await? else {
            return Ok(None);
        };
        if agreement.level == WHOLE_REGION {
            return Ok(None);
        }
        let tenures = store::tenures_of_unit(db, region, agreement.unit_id).await?;
        let signatures = store::signatures_of(db, region, agreement.id).await?;
        let year = i32::try_from(agreement.year).unwrap_or(0);
        let signed: Vec<&Signature> = signatures.iter().collect();
        let mut all = heads(year, &tenures, &signed).into_iter();
        let head = all.find(|it| it.account == account);
        Ok(head.map(|head| Self {
            agreement,
            signatures,
            head,
        }))
    }

    /// Where its page lies, behind the region.
    pub(super) fn path(&self) -> String {
        path(self.agreement.id, self.head.account)
    }
}

/// Where the page of a head lies, behind the region.
pub(super) fn path(agreement: Uuid, account: Uuid) -> String {
    format!("/perjanjian-kinerja/{agreement}/evaluasi-kepala/{account}")
}
