//! Taking the list of a year from the pack that holds for it, with what the region lays over it.

use axum::{extract::State, response::Redirect};
use government::Directories;
use platform::{
    App, Grant, Page, Problem,
    form::{FormErrors, Typed},
};
use regulations::{Held, Overlay, Pack, held};
use serde::Deserialize;
use values::store::{self as kept, Rules};

use super::{
    FAMILY, LPPD,
    list::{Wanted, address, compose},
};
use crate::{rules::inputs, web::actions::WriteIndicators};

/// Which pack, for which year; no pack: the one that holds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typing {
    pub(super) paket: String,
    pub(super) tahun: String,
}

/// What people read where no pack holds.
pub(super) fn no_pack(year: u16) -> String {
    format!(
        "Tidak ada paket peraturan LPPD yang berlaku untuk tahun {year}. Impor daftarnya dari Excel: seluruhnya \
         dicatat sebagai milik daerah."
    )
}

/// A list that can be taken.
struct Taken {
    pack: Pack,
    overlay: Overlay,
    year: u16,
    /// The pack, where several hold and this one was picked.
    picked: Option<&'static Pack>,
}

/// The pack and the year that were typed, if they go together.
fn read(typing: &Typing, rules: &Rules, errors: &mut FormErrors) -> Option<Taken> {
    let year = typing.tahun.trim().parse::<u16>().ok();
    let year = year.filter(|year| (2000..=2100).contains(year));
    let Some(year) = year else {
        errors.add("tahun", "Tulis tahunnya, misalnya 2025.");
        return None;
    };
    let of_year = held(regulations::packs(), FAMILY, year);
    let picked = of_year.iter().find(|pack| pack.id == typing.paket).copied();
    let base = match (typing.paket.as_str(), picked) {
        ("", _) => rules.base(FAMILY, year),
        (_, Some(pack)) => Held::One(pack.clone()),
        (id, None) => {
            let text = match regulations::pack(id) {
                Some(pack) => format!("Paket {} tidak berlaku untuk tahun {year}.", pack.title),
                None => "Pilih paketnya.".to_owned(),
            };
            errors.add("paket", text);
            return None;
        }
    };
    match base {
        Held::One(base) => {
            let overlay = rules.overlay(&base.id, year);
            Some(Taken {
                pack: base.with(&overlay),
                overlay,
                year,
                picked: picked.filter(|_| of_year.len() > 1),
            })
        }
        Held::Several(packs) => {
            let titles: Vec<&str> = packs.iter().map(|it| it.title.as_str()).collect();
            let titles = titles.join(", ");
            let text = format!("Untuk tahun {year} berlaku beberapa paket: {titles}. Pilih satu.");
            errors.add("paket", text);
            None
        }
        Held::None => {
            errors.add("tahun", no_pack(year));
            None
        }
    }
}

/// Takes the list.
///
/// # Errors
/// When the database cannot be used; what is wrong comes back beside its field.
pub(in crate::web) async fn take(
    grant: Grant<WriteIndicators>,
    State(app): State<App>,
    Typed(typing): Typed<Typing>,
) -> Result<Result<Redirect, Page>, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let today = directory.region.today(app.now());
    let rules = Rules::load(app.db().read(), grant.region()).await?;
    let mut errors = FormErrors::new();
    let Some(taken) = read(&typing, &rules, &mut errors) else {
        let (actor, wanted) = (grant.actor(), Wanted::default());
        let page = compose(&app, actor, &directory, &wanted, &typing, &errors).await?;
        return Ok(Err(page.refused()));
    };
    let inputs = inputs(&directory, today, &taken.pack, &taken.overlay);
    let year = i64::from(taken.year);
    let path = address(grant.region(), year);
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move {
                if let Some(pack) = taken.picked {
                    kept::choose_pack(tx, pack, taken.year).await?;
                }
                kept::put_list(tx, LPPD, year, &taken.pack.id, &inputs).await
            })
        })
        .await?;
    Ok(Ok(Redirect::to(&path)))
}
