//! What is typed of a standing report, and how it is read.

use government::{Directory, posts::Post};
use platform::{Uuid, date, form::FormErrors, words::folded};
use serde::Deserialize;
use time::Date;

use crate::{
    rules::{Counting, Rhythm, Timing, column_names},
    store::{Recipient, RecipientInput, Standing, StandingInput},
};

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typing {
    pub judul: String,
    pub untuk: String,
    pub dasar: String,
    pub irama: String,
    pub hari: String,
    pub hitungan: String,
    pub kolom: String,
    pub mulai: String,
    pub berakhir: String,
    pub kelompok: Vec<String>,
    pub unit: Vec<String>,
    pub yth: String,
    pub tembusan: String,
    pub versi: String,
    pub sekali: String,
}

/// Most recipients of a report.
const MOST_RECIPIENTS: usize = 20;
/// Most days after a period.
const MOST_DAYS: u32 = 365;

impl Typing {
    /// As a standing report is stored.
    pub(super) fn of(it: &Standing, units: &[(Uuid, Uuid)], recipients: &[Recipient]) -> Self {
        let named = |copies: bool| {
            let all = recipients.iter().filter(|to| to.is_copy == copies);
            all.map(Recipient::title).collect::<Vec<_>>().join("\n")
        };
        Self {
            judul: it.title.clone(),
            untuk: it.purpose.clone(),
            dasar: it.basis.clone(),
            irama: it.rhythm().code().into(),
            hari: it.timing().days.to_string(),
            hitungan: counting_word(it.timing().counting).into(),
            kolom: it.columns().join("\n"),
            mulai: it.first().map(date::iso).unwrap_or_default(),
            berakhir: it.last().map(date::iso).unwrap_or_default(),
            unit: units.iter().map(|(_, id)| id.to_string()).collect(),
            yth: named(false),
            tembusan: named(true),
            versi: it.version.to_string(),
            ..Self::default()
        }
    }

    /// Reads the form; `known` is the report it changes.
    pub(super) fn read(
        &self,
        directory: &Directory,
        posts: &[Post],
        today: Date,
        known: Option<&Standing>,
        errors: &mut FormErrors,
    ) -> Option<StandingInput> {
        let title = errors.required("judul", &self.judul, 200);
        let purpose = errors.text("untuk", &self.untuk, 1000);
        let basis = errors.text("dasar", &self.dasar, 500);
        let rhythm = known
            .map(Standing::rhythm)
            .or_else(|| Rhythm::from_code(&self.irama));
        if rhythm.is_none() {
            errors.add("irama", "Pilih iramanya.");
        }
        let days = self
            .hari
            .trim()
            .parse()
            .ok()
            .filter(|days| (1..=MOST_DAYS).contains(days));
        if days.is_none() {
            errors.add("hari", format!("Tulis angka 1 sampai {MOST_DAYS}."));
        }
        let columns = column_names(&self.kolom)
            .map_err(|wrong| errors.add("kolom", wrong))
            .ok();
        let first = match known.and_then(Standing::first) {
            Some(first) => Some(first),
            None => self.first(today, errors),
        };
        let last = errors.date("berakhir", &self.berakhir);
        if last.zip(first).is_some_and(|(last, first)| last < first) {
            errors.add(
                "berakhir",
                "Tanggal berakhir lebih awal daripada tanggal mulai.",
            );
        }
        let units = self.units(directory, today);
        if units.is_empty() {
            errors.add("unit", "Pilih kelompok atau unit yang melapor.");
        }
        let mut to = recipients(directory, posts, today, ("yth", &self.yth, false), errors);
        if to.is_empty() {
            errors.add("yth", "Tulis paling sedikit satu penerima.");
        }
        let copies = recipients(
            directory,
            posts,
            today,
            ("tembusan", &self.tembusan, true),
            errors,
        );
        for copy in copies {
            if to
                .iter()
                .any(|it| (it.unit, it.post) == (copy.unit, copy.post))
            {
                errors.add(
                    "tembusan",
                    format!("{} sudah tertulis sebagai penerima.", copy.title),
                );
            }
            to.push(copy);
        }
        if to.len() > MOST_RECIPIENTS {
            errors.add(
                "yth",
                format!("Paling banyak {MOST_RECIPIENTS} penerima dan tembusan."),
            );
        }
        if errors.any() {
            return None;
        }
        Some(StandingInput {
            title,
            purpose,
            basis,
            rhythm: rhythm?,
            timing: Timing {
                counting: match self.hitungan.as_str() {
                    "kalender" => Counting::Calendar,
                    _ => Counting::Working,
                },
                days: days?,
            },
            columns: columns?,
            first: first?,
            last,
            units,
            recipients: to,
        })
    }

    /// The beginning: periods that are over by then are asked for as well, so not too far back.
    fn first(&self, today: Date, errors: &mut FormErrors) -> Option<Date> {
        if self.mulai.trim().is_empty() {
            errors.add("mulai", "Wajib diisi.");
        }
        let first = errors.date("mulai", &self.mulai)?;
        if first.year() < today.year() - 1 {
            errors.add("mulai", "Paling jauh mulai Januari tahun lalu.");
        }
        Some(first)
    }

    /// The units of the chosen groups today, and those chosen by themselves.
    fn units(&self, directory: &Directory, today: Date) -> Vec<Uuid> {
        let of_groups = self.kelompok.iter().filter_map(|key| directory.group(key));
        let members = of_groups.flat_map(|group| group.members(&directory.units, today));
        let single = self
            .unit
            .iter()
            .filter_map(|id| directory.unit(Uuid::parse_str(id).ok()?));
        let mut units: Vec<Uuid> = Vec::new();
        for unit in members.chain(single.filter(|unit| unit.exists_on(today))) {
            if !units.contains(&unit.id()) {
                units.push(unit.id());
            }
        }
        units
    }
}

/// The word of the form.
fn counting_word(counting: Counting) -> &'static str {
    match counting {
        Counting::Working => "kerja",
        Counting::Calendar => "kalender",
    }
}

/// Reads recipients, one a line: the title of a post, else a unit by its name or abbreviation.
fn recipients(
    directory: &Directory,
    posts: &[Post],
    today: Date,
    (field, typed, copy): (&'static str, &str, bool),
    errors: &mut FormErrors,
) -> Vec<RecipientInput> {
    let mut found: Vec<RecipientInput> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let wanted = match folded(line).as_str() {
            "sekda" => "sekretaris daerah".to_owned(),
            other => other.to_owned(),
        };
        let titled: Vec<&Post> = posts
            .iter()
            .filter(|post| post.exists_on(today) && folded(&post.title) == wanted)
            .collect();
        let to = match titled.as_slice() {
            [post] => Ok(RecipientInput {
                unit: post.unit,
                post: Some(post.id),
                copy,
                title: post.title.clone(),
            }),
            [] => directory
                .named(line, today)
                .map(|unit| RecipientInput {
                    unit: unit.id(),
                    post: None,
                    copy,
                    title: unit.name.clone(),
                })
                .map_err(|_| {
                    format!(
                        "\"{line}\" bukan nama jabatan atau unit di daerah ini. Tulis seperti \
                         pada daftar Unit Kerja dan jabatannya."
                    )
                }),
            _ => Err(format!(
                "\"{line}\" dipakai beberapa jabatan. Tulis nama unitnya."
            )),
        };
        match to {
            Ok(to)
                if found
                    .iter()
                    .any(|it| (it.unit, it.post) == (to.unit, to.post)) =>
            {
                errors.add(field, format!("{} tertulis dua kali.", to.title));
            }
            Ok(to) => found.push(to),
            Err(wrong) => errors.add(field, wrong),
        }
    }
    found
}
