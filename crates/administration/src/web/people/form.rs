//! What is typed of a person, and its page.

use askama::Template;
use government::{
    Directory,
    account::{PersonCard, PersonInput, normal_nip},
    posts::{Grade, grades},
};
use platform::{App, Page, Problem, form::FormErrors};
use serde::Deserialize;

use crate::{
    rules::nip,
    web::{Frame, accounts::number},
};

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub(super) nama: String,
    pub(super) nip: String,
    pub(super) wa: String,
    pub(super) golongan: String,
    pub(super) versi: String,
    /// For a person who gets an account.
    pub(super) nama_masuk: String,
}

/// The same, understood.
pub(super) struct Input {
    pub person: PersonInput,
    /// Whether the NIP is shaped oddly: a warning, no refusal.
    pub odd: bool,
}

impl Form {
    pub(super) fn of(card: &PersonCard) -> Self {
        Self {
            nama: card.name.clone(),
            golongan: card.grade.clone(),
            versi: card.version.to_string(),
            ..Self::default()
        }
    }

    /// Reads the form. An empty NIP or number leaves what is stored, a dash removes it.
    pub(super) fn read(&self, errors: &mut FormErrors) -> Option<Input> {
        let name = errors.required("nama", &self.nama, 120);
        let nip = match self.nip.trim() {
            "" => None,
            "-" => Some(String::new()),
            typed => {
                let read = normal_nip(typed);
                if read.is_none() {
                    errors.add("nip", "NIP terdiri atas 18 angka.");
                }
                read
            }
        };
        let wa = match self.wa.trim() {
            "" => None,
            "-" => Some(String::new()),
            typed => Some(number(errors, typed)),
        };
        if !self.golongan.is_empty() && Grade::of(&self.golongan).is_none() {
            errors.add("golongan", "Pilih dari daftar.");
        }
        if errors.any() {
            return None;
        }
        let odd = nip
            .as_deref()
            .is_some_and(|it| !it.is_empty() && nip::is_odd(it));
        Some(Input {
            person: PersonInput {
                name,
                nip,
                wa,
                grade: self.golongan.clone(),
            },
            odd,
        })
    }
}

#[derive(Template)]
#[template(path = "administration/person.html")]
struct PersonPage<'a> {
    frame: Frame,
    heading: &'static str,
    lede: &'a str,
    action: String,
    /// Where an account is made for the person; empty when there is one or no person yet.
    account_action: String,
    nip_hint: &'static str,
    wa_hint: &'static str,
    grades: Vec<(String, String)>,
    form: &'a Form,
    errors: &'a FormErrors,
}

/// The page: of a person who is there, or of a new one.
pub(super) fn page(
    app: &App,
    directory: &Directory,
    card: Option<&PersonCard>,
    form: &Form,
    errors: &FormErrors,
) -> Result<Page, Problem> {
    let region = &directory.region.code;
    let stored = |has: bool, is: &'static str, not: &'static str| if has { is } else { not };
    let (has_nip, has_wa) = card.map_or((false, false), |it| (it.has_nip, it.has_wa));
    let mut choices = vec![(String::new(), "Tidak ada atau belum diketahui".to_owned())];
    choices.extend(grades().iter().map(|grade| {
        let kind = if grade.is_contract() { "PPPK " } else { "" };
        (grade.code.clone(), format!("{kind}{}", grade.printed()))
    }));
    let base = format!("/{region}/pengaturan/akun");
    let heading = stored(card.is_some(), "Data Orang", "Orang Baru tanpa Akun");
    Page::new(
        heading,
        &PersonPage {
            frame: Frame::new(app, directory),
            heading,
            lede: card.map_or("", |it| &it.name),
            action: match card {
                Some(it) => format!("{base}/{}/data", it.id),
                None => format!("{base}/orang-baru"),
            },
            account_action: card
                .filter(|it| !it.signs_in)
                .map_or_else(String::new, |it| format!("{base}/{}/buat-akun", it.id)),
            nip_hint: stored(
                has_nip,
                "Sudah tersimpan; isi hanya untuk mengganti, tulis - untuk menghapus",
                "18 angka; kosongkan bila tidak ada",
            ),
            wa_hint: stored(
                has_wa,
                "Sudah tersimpan; isi hanya untuk mengganti, tulis - untuk menghapus",
                "Disimpan terenkripsi",
            ),
            grades: choices,
            form,
            errors,
        },
    )
}
