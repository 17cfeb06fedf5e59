//! Who raised a point or an issue, where that is no unit, as forms offer it.

use government::{Directory, team};
use platform::{App, Problem, form::FormErrors};

use crate::rules::Raiser;

/// Institutions and teams to choose from: the word of each, and its name.
pub(super) struct Raisers {
    pub institutions: Vec<(String, String)>,
    pub teams: Vec<(String, String)>,
}

impl Raisers {
    /// Those that are there today, and `kept`, which a record may name after its last day.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn of(
        app: &App,
        directory: &Directory,
        kept: Option<Raiser>,
    ) -> Result<Self, Problem> {
        let today = directory.region.today(app.now());
        let teams = team::teams(app.db().read(), &directory.region.code).await?;
        Ok(Self {
            institutions: directory
                .institutions
                .iter()
                .map(|it| (Raiser::Institution(it.id), it.exists_on(today), &it.name))
                .filter(|(raiser, there, _)| *there || Some(*raiser) == kept)
                .map(|(raiser, _, name)| (raiser.word(), name.clone()))
                .collect(),
            teams: teams
                .into_iter()
                .map(|it| (Raiser::Team(it.id), it.period.covers(today), it.name))
                .filter(|(raiser, there, _)| *there || Some(*raiser) == kept)
                .map(|(raiser, _, name)| (raiser.word(), name))
                .collect(),
        })
    }

    /// Who was chosen; nobody is a choice too.
    pub(super) fn read(&self, typed: &str, errors: &mut FormErrors) -> Option<Raiser> {
        if typed.is_empty() {
            return None;
        }
        let mut offered = self.institutions.iter().chain(&self.teams);
        let chosen = offered
            .find(|(word, _)| word == typed)
            .and_then(|(word, _)| Raiser::from_word(word));
        if chosen.is_none() {
            errors.add("asal", "Pilih lembaga atau tim dari daftar.");
        }
        chosen
    }
}
