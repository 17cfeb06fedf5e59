//! The rows of the five sheets as they are typed.

use documents::{
    import::Sheet,
    workbook::{Column, Line},
};
use government::{
    Role,
    account::{Acting, normal_nip},
    assignment::Duty,
    posts::{Grade, Period},
    structure::UnitKind,
};
use platform::{form::FormErrors, words::folded};

use crate::web::{number, sign_in_name};

/// The sheets, in the order in which they build on each other.
pub const SHEETS: [Sheet; 5] = [
    Sheet {
        name: "Unit Kerja",
        about: "Perangkat daerah dan unit di bawahnya, satu baris satu unit. Unit yang sudah ada \
            tidak diubah.",
        columns: &[
            Column::required("name", &["Nama Unit", "Unit Kerja", "Nama"]),
            Column::required("kind", &["Jenis", "Jenis Unit"]),
            Column::optional("short", &["Singkatan"]),
            Column::optional("above", &["Unit Atasan", "Di Bawah"]),
            Column::optional("key", &["Kode"]),
            Column::optional("public", &["Pelayanan Publik"]),
            Column::optional("source", &["Dasar", "Sumber Data", "Sumber"]),
        ],
    },
    Sheet {
        name: "Jabatan",
        about: "Jabatan di setiap unit, tanpa Plt. atau Plh. Peran menentukan apa yang boleh \
            dilakukan pemegangnya.",
        columns: &[
            Column::required("post", &["Jabatan", "Nama Jabatan"]),
            Column::required("unit", &["Unit Kerja", "Unit"]),
            Column::required("role", &["Peran"]),
        ],
    },
    Sheet {
        name: "Pejabat",
        about: "Siapa memegang jabatan apa. Nama masuk memberi orangnya akun; undangannya dibuat \
            sesudahnya di Akun.",
        columns: &[
            Column::required("person", &["Nama", "Nama Pejabat"]),
            Column::required("post", &["Jabatan", "Nama Jabatan"]),
            Column::optional("unit", &["Unit Kerja", "Unit"]),
            Column::optional("nip", &["NIP", "NIP/NIPPPK"]),
            Column::optional("grade", &["Golongan", "Golongan Ruang", "Pangkat/Golongan"]),
            Column::optional("acting", &["Status"]),
            Column::optional("from", &["Mulai", "TMT"]),
            Column::optional("until", &["Sampai"]),
            Column::optional("source", &["Dasar", "Nomor SK"]),
            Column::optional("sign_in", &["Nama Masuk"]),
        ],
    },
    Sheet {
        name: "Penugasan",
        about: "Operator, verifikator, notulis, PIC, dan ketua tim reviu menurut SK atau surat \
            tugas.",
        columns: &[
            Column::required("person", &["Nama", "Nama Pegawai"]),
            Column::required("duty", &["Tugas"]),
            Column::required("subject", &["Perihal"]),
            Column::required("unit", &["Unit Kerja", "Unit"]),
            Column::required("source", &["Nomor SK", "Dasar"]),
            Column::optional("nip", &["NIP", "NIP/NIPPPK"]),
            Column::optional("from", &["Mulai"]),
            Column::optional("until", &["Sampai"]),
            Column::optional("sign_in", &["Nama Masuk"]),
        ],
    },
    Sheet {
        name: "Nomor WA",
        about: "Nomor WhatsApp orang yang sudah tercatat atau ada di lembar lain. Disimpan \
            terenkripsi.",
        columns: &[
            Column::required("person", &["Nama"]),
            Column::required("wa", &["Nomor WA", "Nomor WhatsApp", "No. HP"]),
            Column::optional("nip", &["NIP", "NIP/NIPPPK"]),
        ],
    },
];

/// Where a row stands, for what is found wrong later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// Place of the sheet.
    pub sheet: usize,
    /// Its number on the sheet.
    pub row: u32,
    /// Cells by the key of their column: "C14".
    pub cells: Vec<(&'static str, String)>,
}

/// Somebody, as typed.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Name with degrees.
    pub name: String,
    /// 18 digits, or empty.
    pub nip: String,
    /// Name to sign in with, or empty.
    pub sign_in: String,
    /// Code of the grade, or empty.
    pub grade: String,
}

/// A row of the workbook.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A unit.
    Unit {
        name: String,
        kind: UnitKind,
        short: String,
        above: String,
        key: String,
        public: bool,
        source: String,
    },
    /// A post.
    Post {
        title: String,
        unit: String,
        role: Role,
    },
    /// A post held.
    Holder {
        person: Named,
        post: String,
        unit: String,
        acting: Acting,
        period: Period,
        source: String,
    },
    /// A duty by decree.
    Assignment {
        person: Named,
        duty: Duty,
        subject: String,
        unit: String,
        period: Period,
        source: String,
    },
    /// A number.
    Number { person: Named, wa: String },
}

/// Reads a row of a sheet.
pub fn read(sheet: usize, line: &mut Line<'_>) -> Option<(At, Entry)> {
    let columns = SHEETS.get(sheet)?.columns;
    let at = At {
        sheet,
        row: line.number(),
        cells: columns
            .iter()
            .map(|column| (column.key, line.place(column.key)))
            .collect(),
    };
    let entry = match sheet {
        0 => unit(line),
        1 => post(line),
        2 => holder(line),
        3 => assignment(line),
        _ => wa(line),
    };
    Some((at, entry?))
}

/// Folded name of what a row is about, also of one that is wrong: rows of other sheets name it.
pub fn name(sheet: usize, line: &Line<'_>) -> Option<String> {
    let key = match sheet {
        0 => "name",
        1 => "post",
        2 => "person",
        _ => return None,
    };
    Some(folded(&line.peek(key))).filter(|name| !name.is_empty())
}

/// One of several words; what may be written is said.
fn one_of<T: Copy>(
    line: &mut Line<'_>,
    key: &str,
    all: impl Iterator<Item = (T, Vec<&'static str>)>,
) -> Option<T> {
    let typed = line.text(key, 80);
    let wanted = folded(&typed);
    let mut labels = Vec::new();
    for (value, names) in all {
        if names.iter().any(|name| folded(name) == wanted) {
            return Some(value);
        }
        labels.extend(names.first().copied());
    }
    if !line.is_wrong() {
        line.wrong(key, format!("Tulis salah satu: {}.", labels.join(", ")));
    }
    None
}

fn unit(line: &mut Line<'_>) -> Option<Entry> {
    let name = line.required("name", 200);
    let kinds = UnitKind::all().map(|kind| (kind, vec![kind.label(), kind.code()]));
    let kind = one_of(line, "kind", kinds);
    let public = match folded(&line.text("public", 20)).as_str() {
        "" | "tidak" => Some(false),
        "ya" => Some(true),
        _ => {
            line.wrong("public", "Tulis Ya atau Tidak.");
            None
        }
    };
    Some(Entry::Unit {
        name,
        kind: kind?,
        short: line.text("short", 40),
        above: line.text("above", 200),
        key: line.text("key", 60),
        public: public?,
        source: line.text("source", 300),
    })
}

fn post(line: &mut Line<'_>) -> Option<Entry> {
    let title = line.required("post", 150);
    let lower = title.to_lowercase();
    if ["plt.", "plh.", "pj.", "pjs."]
        .iter()
        .any(|word| lower.starts_with(word))
    {
        line.wrong(
            "post",
            "Tulis tanpa Plt., Plh., Pj., atau Pjs.; itu Status di lembar Pejabat.",
        );
    }
    let unit = line.required("unit", 200);
    let roles = Role::ALL.into_iter().filter(|role| role.is_given());
    let role = one_of(
        line,
        "role",
        roles.map(|role| (role, vec![role.label(), role.code()])),
    );
    Some(Entry::Post {
        title,
        unit,
        role: role?,
    })
}

fn named(line: &mut Line<'_>) -> Named {
    let name = line.required("person", 120);
    let nip = line.text("nip", 40);
    let read = normal_nip(&nip).unwrap_or_default();
    if !nip.is_empty() && read.is_empty() {
        line.wrong(
            "nip",
            "NIP terdiri atas 18 angka, sel berformat teks; kosongkan bila tidak ada.",
        );
    }
    Named {
        name,
        nip: read,
        ..Named::default()
    }
}

fn sign_in(line: &mut Line<'_>) -> String {
    let typed = line.text("sign_in", 60);
    if typed.is_empty() {
        return typed;
    }
    let mut errors = FormErrors::new();
    let name = sign_in_name(&mut errors, &typed);
    if errors.any() {
        line.wrong("sign_in", errors.of("nama_masuk"));
    }
    name
}

fn period(line: &mut Line<'_>) -> Period {
    let period = Period {
        from: line.date("from"),
        until: line.date("until"),
    };
    if period.is_void() {
        line.wrong(
            "until",
            "Hari terakhir tidak boleh mendahului hari pertama.",
        );
    }
    period
}

fn holder(line: &mut Line<'_>) -> Option<Entry> {
    let mut person = named(line);
    let grade = line.text("grade", 20).replace(' ', "");
    if !grade.is_empty() && Grade::of(&grade).is_none() {
        line.wrong("grade", "Tulis golongan seperti III/d, atau IX bagi PPPK.");
    }
    person.grade = grade;
    person.sign_in = sign_in(line);
    let kinds = Acting::ALL.into_iter();
    let acting = match line.text("acting", 20).is_empty() {
        true => Some(Acting::Definitive),
        false => one_of(line, "acting", kinds.map(|kind| (kind, vec![kind.label()]))),
    };
    Some(Entry::Holder {
        person,
        post: line.required("post", 150),
        unit: line.text("unit", 200),
        acting: acting?,
        period: period(line),
        source: line.text("source", 200),
    })
}

fn assignment(line: &mut Line<'_>) -> Option<Entry> {
    let mut person = named(line);
    person.sign_in = sign_in(line);
    let duties = Duty::ALL.into_iter();
    let duty = one_of(
        line,
        "duty",
        duties.map(|duty| (duty, vec![duty.label(), duty.code()])),
    );
    Some(Entry::Assignment {
        person,
        duty: duty?,
        subject: line.required("subject", 120),
        unit: line.required("unit", 200),
        period: period(line),
        source: line.required("source", 200),
    })
}

fn wa(line: &mut Line<'_>) -> Option<Entry> {
    let person = named(line);
    let typed = line.required("wa", 40);
    let mut errors = FormErrors::new();
    let wa = number(&mut errors, &typed);
    if errors.any() {
        line.wrong("wa", errors.of("wa"));
    }
    Some(Entry::Number { person, wa })
}
