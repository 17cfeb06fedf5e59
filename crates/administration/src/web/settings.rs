//! *Pengaturan*: the way to all settings, and the rules the region sets for itself.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use government::{
    Directories,
    structure::{Region, RegionRules, set_rules},
};
use platform::{
    Action, App, Grant, Page, Problem,
    form::{Filter, FormErrors, Typed},
};
use serde::Deserialize;

use super::{
    Frame,
    actions::{ReadSettings, WriteRules},
    may,
    messages::{Message, sentence},
};

const MOST_DAYS: u32 = 15;

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    kepala_mengirim: Option<String>,
    merangkap: Option<String>,
    hari: String,
}

struct Card {
    title: &'static str,
    path: &'static str,
    text: &'static str,
}

#[derive(Template)]
#[template(path = "administration/settings.html")]
struct SettingsPage<'a> {
    frame: Frame,
    cards: Vec<Card>,
    form: &'a Form,
    may_change: bool,
    errors: &'a FormErrors,
}

/// The page.
pub async fn show(
    grant: Grant<ReadSettings>,
    State(app): State<App>,
    Filter(query): Filter<Message>,
) -> Result<Page, Problem> {
    let directory = Directories::of(&app, &grant).await?;
    let form = Form::of(&directory.region);
    Ok(render(&app, &grant, &form, &FormErrors::new())
        .await?
        .flash(sentence(&query.pesan)))
}

/// Sets the rules.
pub async fn send(
    grant: Grant<WriteRules>,
    State(app): State<App>,
    Typed(form): Typed<Form>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    let Some(rules) = form.read(&mut errors) else {
        let page = render(&app, &grant, &form, &errors).await?;
        return Ok(page.refused().into_response());
    };
    app.db()
        .write(&grant, move |tx| {
            Box::pin(async move { set_rules(tx, &rules).await })
        })
        .await?;
    let path = format!("/{}/pengaturan?pesan=aturan", grant.region());
    Ok(Redirect::to(&path).into_response())
}

impl Form {
    fn of(region: &Region) -> Self {
        let tick = |on: bool| on.then(|| "1".to_owned());
        Self {
            kepala_mengirim: tick(region.head_sends),
            merangkap: tick(region.one_person_both_steps),
            hari: region.remind_days.to_string(),
        }
    }

    fn read(&self, errors: &mut FormErrors) -> Option<RegionRules> {
        let days = self
            .hari
            .trim()
            .parse()
            .ok()
            .filter(|days| *days <= MOST_DAYS);
        if days.is_none() {
            errors.add("hari", format!("Tulis angka 0 sampai {MOST_DAYS}."));
        }
        Some(RegionRules {
            head_sends: self.kepala_mengirim.is_some(),
            one_person_both_steps: self.merangkap.is_some(),
            remind_days: days?,
        })
    }
}

/// Right, title, path, text.
const CARDS: &[(&str, &str, &str, &str)] = &[
    (
        "account.read",
        "Akun",
        "/pengaturan/akun",
        "Orang yang dapat masuk, jabatan dan penugasannya, undangan.",
    ),
    (
        "unit.read",
        "Unit Kerja",
        "/pengaturan/unit",
        "Susunan perangkat daerah, jabatan dan pejabatnya, tanda pelayanan publik dan sorotan publik.",
    ),
    (
        "post.read",
        "Daftar Alamat",
        "/pengaturan/daftar-alamat",
        "Daftar undangan dan surat: siapa saja anggotanya pada suatu tanggal, berikut pejabatnya.",
    ),
    (
        "starter.write",
        "Paket Awal",
        "/pengaturan/paket-awal",
        "Satu buku kerja untuk mengisi daerah: unit, jabatan, pejabat, penugasan, dan nomor WA.",
    ),
    (
        "transfer.write",
        "Mutasi Jabatan",
        "/pengaturan/mutasi",
        "Satu SK untuk banyak pejabat: ditempel dari Excel, diperiksa per baris, diterapkan sekaligus.",
    ),
    (
        "handover.read",
        "Serah Terima Tugas",
        "/serah-terima",
        "Pekerjaan terbuka yang berpindah bersama jabatan: diserahkan, diterima, atau masih menunggu.",
    ),
    (
        "post.read",
        "Penugasan",
        "/pengaturan/penugasan",
        "Operator, verifikator, notulis, PIC, dan ketua tim reviu menurut SK atau surat tugas.",
    ),
    (
        "post.read",
        "Tim dan Pokja",
        "/pengaturan/tim",
        "Tim lintas unit, juga dengan anggota dari luar; tim dapat mengerjakan tindak lanjut.",
    ),
    (
        "post.read",
        "Lembaga Lain",
        "/pengaturan/lembaga",
        "BPS, BPN, Polres, Lapas, Ombudsman, dan lembaga lain di luar pemerintah daerah.",
    ),
    (
        "calendar.read",
        "Kalender",
        "/pengaturan/kalender",
        "Hari libur dan cuti bersama yang tidak dihitung sebagai hari kerja.",
    ),
    (
        "settings.read",
        "Kop Naskah",
        "/pengaturan/kop",
        "Ukuran kertas, lambang, dan alamat unit pada naskah yang dicetak.",
    ),
    (
        "settings.read",
        "Kerja Harian",
        "/pengaturan/kerja-harian",
        "Kata lembar disposisi, dan kapan yang terlambat dilaporkan ke Asisten dan Sekda.",
    ),
    (
        "audit.read",
        "Jejak Audit",
        "/pengaturan/jejak-audit",
        "Siapa melakukan apa dan kapan, berikut pemeriksaan keutuhannya.",
    ),
    (
        "job.read",
        "Pekerjaan Sistem",
        "/pengaturan/pekerjaan",
        "Pengingat dan pekerjaan lain yang dilakukan sistem sendiri.",
    ),
];

async fn render<A: Action>(
    app: &App,
    grant: &Grant<A>,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let directory = Directories::of(app, grant).await?;
    Page::new(
        "Pengaturan",
        &SettingsPage {
            frame: Frame::new(app, &directory),
            cards: CARDS
                .iter()
                .filter(|(action, ..)| may(app, grant, action))
                .map(|&(_, title, path, text)| Card { title, path, text })
                .collect(),
            form,
            may_change: may(app, grant, "unit.write"),
            errors,
        },
    )
}

#[cfg(test)]
mod tests {
    use platform::form::FormErrors;

    use super::Form;

    #[test]
    fn reminders_go_out_at_most_three_weeks_before() {
        let read = |days: &str| {
            let form = Form {
                hari: days.into(),
                ..Form::default()
            };
            form.read(&mut FormErrors::new())
                .map(|rules| rules.remind_days)
        };
        assert_eq!(read(" 3 "), Some(3));
        assert_eq!(read("0"), Some(0));
        for bad in ["", "16", "-1", "tiga", "1,5"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
