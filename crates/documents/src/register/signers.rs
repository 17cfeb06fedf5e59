//! Who may sign a paper: holders of posts as the office recorded them, so that name, rank and NIP
//! are typed once and never wrong on one paper.

use government::{
    Directory,
    account::signer_facts,
    posts::{self, Holding, Post},
    structure::UnitKind,
};
use platform::{App, Problem, Uuid, form::FormErrors};
use time::Date;

use super::{Details, details::Typing};
use crate::Signer;

/// The posts a paper of one unit is signed from, with who holds them on a day.
#[derive(Debug, Default)]
pub struct Signers(Vec<(Post, Holding)>);

impl Signers {
    /// Holders in the unit, above it and at the head of the region, on `day`: two statements.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(
        app: &App,
        directory: &Directory,
        unit: Option<Uuid>,
        day: Date,
    ) -> Result<Self, Problem> {
        let (db, region) = (app.db().read(), &directory.region.code);
        let all = posts::posts(db, region).await?;
        let held = posts::holding_now(db, region, day).await?;
        let mut found: Vec<(Post, Holding)> = Vec::new();
        for post in all.into_iter().filter(|post| signs(directory, unit, post)) {
            let holders = held.iter().filter(|it| it.post == post.id);
            found.extend(holders.map(|it| (post.clone(), it.clone())));
        }
        Ok(Self(found))
    }

    /// Choices of the form.
    pub fn choices(&self) -> Vec<(String, String)> {
        let own = (String::new(), "Isi sendiri di bawah ini".to_owned());
        let posts = self.0.iter().map(|(post, holding)| {
            let office = holding.acting.title(&post.title);
            (
                holding.id.to_string(),
                format!("{office}: {}", holding.name),
            )
        });
        std::iter::once(own).chain(posts).collect()
    }

    /// The choice that stands for this office and name; empty when nobody recorded it.
    pub fn choice_for(&self, signer: &Signer) -> String {
        let same = |(post, holding): &&(Post, Holding)| {
            holding.name == signer.name && holding.acting.title(&post.title) == signer.office
        };
        let found = self.0.iter().find(same);
        found.map_or_else(String::new, |(_, holding)| holding.id.to_string())
    }

    /// Puts the chosen holder into the details. Where nobody is chosen, what was typed stays.
    ///
    /// # Errors
    /// When the NIP cannot be opened.
    pub async fn fill(
        &self,
        app: &App,
        directory: &Directory,
        typing: &Typing,
        details: &mut Details,
        errors: &mut FormErrors,
    ) -> Result<(), Problem> {
        if typing.pejabat.is_empty() {
            return Ok(());
        }
        let chosen = Uuid::parse_str(&typing.pejabat)
            .ok()
            .and_then(|id| self.0.iter().find(|(_, holding)| holding.id == id));
        let Some((post, holding)) = chosen else {
            errors.add(
                "pejabat",
                "Pejabat ini tidak lagi menjabat. Pilih yang lain, atau isi sendiri.",
            );
            return Ok(());
        };
        let (db, region) = (app.db().read(), &directory.region.code);
        let facts = signer_facts(db, app.keys(), region, &[holding.account]).await?;
        let (rank, nip) = facts
            .into_iter()
            .next()
            .map(|(_, facts)| (facts.rank, facts.nip))
            .unwrap_or_default();
        details.signer = Signer {
            office: holding.acting.title(&post.title),
            name: holding.name.clone(),
            rank,
            nip,
        };
        Ok(())
    }
}

/// Whether papers of `unit` are signed from this post: at the top of the region, in the unit and
/// above it.
fn signs(directory: &Directory, unit: Option<Uuid>, post: &Post) -> bool {
    let top = directory.unit(post.unit).is_some_and(|it| {
        matches!(
            it.kind,
            UnitKind::HeadOfRegion | UnitKind::RegionalSecretariat | UnitKind::Assistant
        )
    });
    let mut above = unit.and_then(|id| directory.unit(id));
    while let Some(it) = above {
        if it.id() == post.unit {
            return true;
        }
        above = it.parent.and_then(|id| directory.unit(id));
    }
    top
}
