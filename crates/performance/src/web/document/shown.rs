//! What of a document somebody sees: a draft is read by those who may write it; others see what was set, or
//! the tree.

use government::{Directory, may::covers};
use platform::{Action, Actor, App, Instant, Problem, date};

use crate::{
    rules::document::{Content, Difference, EditionState, differences},
    store::document::{self, Edition, PlanDocument},
    web::actions::{DecideDocument, WriteDocument},
};

/// What is shown.
pub(super) struct Shown {
    /// What stands in it.
    pub(super) content: Content,
    /// The edition it was sent as; `None` for what stands in it now.
    pub(super) edition: Option<Edition>,
    /// All editions, the latest first.
    pub(super) editions: Vec<Edition>,
    /// Whether there is more in a draft than the reader sees.
    pub(super) hidden: bool,
    /// What is said of figures that the tree has no more, in words.
    pub(super) unmatched: Vec<String>,
}

impl Shown {
    /// Reads it: the edition with this number, or what matters now.
    ///
    /// # Errors
    /// `Problem::NotFound` when there is no such edition; else when the database cannot be read.
    pub(super) async fn of(
        app: &App,
        actor: &Actor,
        directory: &Directory,
        it: &PlanDocument,
        asked: Option<i64>,
    ) -> Result<Self, Problem> {
        let (db, region) = (app.db().read(), &directory.region.code);
        let mut editions = document::editions(db, region, it.id).await?;
        let may = |code| covers(app, actor, directory, it.unit_id, code);
        let writes = may(WriteDocument::CODE);
        // what came back is the unit's work again
        let inside = writes || may(DecideDocument::CODE);
        editions.retain(|it| inside || it.state() != EditionState::Returned);
        let last = editions.first().map(|it| it.number);
        let set = editions.iter().find(|it| it.is_set()).map(|it| it.number);
        // what is made of the tree alone has no draft of its own until it is changed
        let drafted = it.kind().takes_own_values() || set.is_some();
        let unsent = it.is_open() || !it.dropped.is_empty();
        let hidden = unsent && !writes && drafted;
        let number = match (asked, it.is_open() && it.dropped.is_empty()) {
            (Some(number), _) => Some(number),
            (None, true) if writes => None,
            (None, true) => set,
            (None, false) => last,
        };
        let edition = match number {
            None => None,
            Some(number) => Some(
                editions
                    .iter()
                    .find(|it| it.number == number)
                    .cloned()
                    .ok_or(Problem::NotFound)?,
            ),
        };
        let (content, unmatched) = match &edition {
            Some(edition) => {
                let kept = document::edition_content(db, region, it.id, edition.number).await?;
                (kept, vec![])
            }
            None => {
                let made = document::content_of(db, region, directory, it, writes).await?;
                (made.content, made.unmatched)
            }
        };
        Ok(Self {
            content,
            unmatched,
            edition,
            editions,
            hidden,
        })
    }

    /// What changed since it was set last: of a document that stands, by the tree as it is now; of one that is
    /// changed, by what is shown. Nothing for an edition that was asked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn changed(
        &self,
        app: &App,
        directory: &Directory,
        it: &PlanDocument,
        asked: Option<i64>,
    ) -> Result<Vec<Difference>, Problem> {
        let (db, region) = (app.db().read(), &directory.region.code);
        let set = self.editions.iter().find(|it| it.is_set());
        let Some(set) = set.filter(|_| asked.is_none()) else {
            return Ok(vec![]);
        };
        if it.is_set() {
            let now = document::content_of(db, region, directory, it, true).await?;
            return Ok(differences(&self.content, &now.content));
        }
        if self
            .edition
            .as_ref()
            .is_some_and(|it| it.number == set.number)
        {
            return Ok(vec![]);
        }
        let then = document::edition_content(db, region, it.id, set.number).await?;
        Ok(differences(&then, &self.content))
    }

    /// "Versi 2, ditetapkan dengan Perwali 12 Tahun 2026 tanggal 3 Juli 2026", or how far it is.
    pub(super) fn version(&self, directory: &Directory) -> String {
        let Some(it) = &self.edition else {
            return match self.hidden {
                true => "Menurut RPJMD; dokumennya masih disusun oleh unitnya".to_owned(),
                false => format!("Konsep versi {}", self.editions.len() + 1),
            };
        };
        let sent = directory.region.stamp(Instant(it.sent_at));
        match it.set_on() {
            Some(day) => format!(
                "Versi {}, ditetapkan dengan {} tanggal {}",
                it.number,
                it.basis,
                date::medium(day)
            ),
            None if it.state() == EditionState::Returned => {
                format!("Versi {}, dikirim {sent}, dikembalikan", it.number)
            }
            None => format!("Versi {}, dikirim {sent}, belum ditetapkan", it.number),
        }
    }
}
