//! *Peraturan*: the packs that hold for a year with the mark of what they say, and what the region says of
//! its own.

use askama::Template;
use axum::extract::State;
use documents::{Desk, Download};
use government::may::may;
use government::{Directories, Directory};
use platform::{Action, App, Grant, Page, Problem, RegionCode, date, form::Filter};
use regulations::{Held, Mark, Pack};
use serde::Deserialize;
use values::store::{KeptOverlay, Rules};

use super::stamp;
use crate::{
    books::ruled,
    imports::dues,
    web::actions::{ListRules, WriteRules},
};

/// Of which fiscal year; this one where none is named.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    tahun: String,
}

impl Wanted {
    fn year(&self, app: &App, directory: &Directory) -> u16 {
        let this = directory.region.today(app.now()).year();
        let typed = self.tahun.trim().parse().ok();
        let typed = typed.filter(|year| (2000..=2100).contains(year));
        typed.unwrap_or_else(|| u16::try_from(this).unwrap_or_default())
    }
}

/// A pack that holds.
struct PackLine {
    title: String,
    /// Whether the region uses it, where others of its family hold beside it; else empty.
    used: &'static str,
    years: String,
    bases: Vec<(String, &'static str)>,
    /// How many of its statements have each mark.
    marks: Vec<(&'static str, usize)>,
    unverified: Vec<String>,
}

/// A band of the scale in words.
struct BandLine {
    label: String,
    from: String,
    to: String,
}

/// A due date.
struct DueLine {
    title: String,
    who: String,
    day: String,
    basis: String,
    whose: &'static str,
    own: bool,
}

/// What the region has of its own.
struct OwnLine {
    year: u16,
    pack: String,
    about: String,
    basis: String,
    written: String,
}

#[derive(Template)]
#[template(path = "rounds/rules.html")]
struct View<'a> {
    region: &'a RegionCode,
    directory: &'a Directory,
    year: u16,
    packs: Vec<PackLine>,
    others: Vec<String>,
    scale: String,
    scale_whose: &'static str,
    scale_basis: String,
    bands: Vec<BandLine>,
    dues: Vec<DueLine>,
    own: Vec<OwnLine>,
    may_write: bool,
}

/// Whether the region uses a pack, where several of its family hold for a year: one of them is picked.
fn used(rules: &Rules, pack: &Pack, hold: &[&Pack], year: u16) -> &'static str {
    let family = hold.iter().filter(|it| it.family == pack.family);
    if family.count() < 2 {
        return "";
    }
    match rules.base(&pack.family, year) {
        Held::One(picked) if picked.id == pack.id => "dipakai",
        Held::One(_) => "tidak dipakai",
        Held::Several(_) | Held::None => "belum dipilih",
    }
}

fn pack_line(pack: &Pack, used: &'static str) -> PackLine {
    let from = |years: Option<u16>, words: &str| years.map(|year| format!("{words} {year}"));
    let years = [
        from(pack.years.first, "sejak"),
        from(pack.years.last, "sampai"),
    ];
    let years: Vec<String> = years.into_iter().flatten().collect();
    let bases = pack.legal_basis.iter();
    let mut all: Vec<(String, Mark)> = Vec::new();
    for it in &pack.indicators {
        all.push((format!("{} {}", it.code, it.name), it.provenance.mark()));
    }
    for it in &pack.scales {
        all.push((it.title.clone(), it.provenance.mark));
    }
    for it in &pack.rules {
        all.push((it.title.clone(), it.provenance.mark));
    }
    for it in &pack.calendar {
        all.push((it.title.clone(), it.provenance.mark));
    }
    let kinds = [Mark::Seen, Mark::Region, Mark::House, Mark::Unverified];
    let count = |mark: Mark| all.iter().filter(|(_, it)| *it == mark).count();
    let marks = kinds.map(|mark| (ruled::whose(mark), count(mark)));
    let unverified = all.iter().filter(|(_, mark)| *mark == Mark::Unverified);
    PackLine {
        title: pack.title.clone(),
        used,
        years: match years.is_empty() {
            true => "tahun berlaku tidak dinyatakan sumber".into(),
            false => years.join(", "),
        },
        bases: bases
            .map(|it| (it.regulation.clone(), ruled::whose(it.provenance.mark)))
            .collect(),
        marks: marks.into_iter().filter(|(_, count)| *count > 0).collect(),
        unverified: unverified.map(|(words, _)| words.clone()).collect(),
    }
}

fn own_line(directory: &Directory, kept: &KeptOverlay) -> OwnLine {
    let it = &kept.overlay;
    let title = regulations::pack(&it.pack).map(|pack| pack.title.clone());
    let counted = [
        (it.indicators.len(), "indikator"),
        (it.codes.len(), "kode baru"),
        (it.left_out.len(), "indikator tidak diminta"),
        (it.scales.len(), "skala"),
        (it.calendar.len(), "batas waktu"),
    ];
    let counted = counted.into_iter().filter(|(count, _)| *count > 0);
    let about: Vec<String> = counted.map(|(count, of)| format!("{count} {of}")).collect();
    OwnLine {
        year: it.year,
        pack: title.unwrap_or_else(|| "Daftar milik daerah".into()),
        about: match about.is_empty() {
            true => "seperti paket".into(),
            false => about.join(", "),
        },
        basis: it.basis.clone(),
        written: format!(
            "{}, {}",
            kept.written_name,
            stamp(directory, &kept.written_at)
        ),
    }
}

fn bands_of(rules: &Rules, year: u16) -> Vec<BandLine> {
    let scale = ruled::scale(rules, year);
    let rows = scale
        .iter()
        .flat_map(|it| regulations::sheet::band_rows(it, 0, 1));
    let side = |with: &str, own: String, without: &str, bare: String| match (own, bare) {
        (own, _) if !own.is_empty() => format!("{with} {own}"),
        (_, bare) if !bare.is_empty() => format!("{without} {bare}"),
        _ => "–".to_owned(),
    };
    rows.map(|row| BandLine {
        label: row.label,
        from: side("mulai", row.from, "lebih dari", row.above),
        to: side("sampai", row.to, "kurang dari", row.below),
    })
    .collect()
}

fn dues_of(rules: &Rules, year: u16) -> Vec<DueLine> {
    let pack = rules.merged(dues::PACK, year).one();
    let dues = pack.iter().flat_map(|it| &it.calendar);
    dues.map(|it| DueLine {
        title: it.title.clone(),
        who: format!("{} kepada {}", it.from, it.to),
        day: match it.rule.day(year.into(), None) {
            Some(day) => date::long(day),
            None => it.basis.clone(),
        },
        basis: it.provenance.citation.clone(),
        whose: ruled::whose(it.provenance.mark),
        own: it.provenance.mark == Mark::Region,
    })
    .collect()
}

/// The page.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn show(
    grant: Grant<ListRules>,
    State(app): State<App>,
    Filter(wanted): Filter<Wanted>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let year = wanted.year(&app, &directory);
    let rules = Rules::load(app.db().read(), grant.region()).await?;
    let (hold, rest): (Vec<&Pack>, Vec<&Pack>) = regulations::packs()
        .iter()
        .partition(|pack| pack.years.hold(year));
    let lines = hold.iter().map(|pack| {
        let merged = pack.with(&rules.overlay(&pack.id, year));
        pack_line(&merged, used(&rules, pack, &hold, year))
    });
    let scale = ruled::scale(&rules, year);
    let of_scale = scale.as_ref();
    let view = View {
        region: grant.region(),
        year,
        packs: lines.collect(),
        others: rest.iter().map(|it| it.title.clone()).collect(),
        scale: of_scale.map(|it| it.title.clone()).unwrap_or_default(),
        scale_whose: of_scale.map_or("", |it| ruled::whose(it.provenance.mark)),
        scale_basis: of_scale
            .map(|it| it.provenance.citation.clone())
            .unwrap_or_default(),
        bands: bands_of(&rules, year),
        dues: dues_of(&rules, year),
        own: rules
            .overlays()
            .iter()
            .map(|kept| own_line(&directory, kept))
            .collect(),
        may_write: may(&app, grant.actor(), grant.region(), WriteRules::CODE),
        directory: &directory,
    };
    Page::new("Peraturan", &view)
}

/// The scale as a workbook.
///
/// # Errors
/// As `show`.
pub(super) async fn bands(
    grant: Grant<ListRules>,
    State(app): State<App>,
    Filter(wanted): Filter<Wanted>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let rules = Rules::load(app.db().read(), grant.region()).await?;
    let year = wanted.year(&app, &directory);
    let list = ruled::band_list(&rules, year, (&directory, app.now()));
    app.part::<Desk>().xlsx(list).await
}

/// The calendar as a workbook.
///
/// # Errors
/// As `show`.
pub(super) async fn dues(
    grant: Grant<ListRules>,
    State(app): State<App>,
    Filter(wanted): Filter<Wanted>,
) -> Result<Download, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let rules = Rules::load(app.db().read(), grant.region()).await?;
    let year = wanted.year(&app, &directory);
    let list = ruled::due_list(&rules, year, (&directory, app.now()));
    app.part::<Desk>().xlsx(list).await
}
