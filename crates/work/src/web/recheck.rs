//! *Periksa Ulang Tabel*: a table that others published goes in, its rows come out judged. Nothing
//! of it is kept: the file is read, answered for and thrown away.

use std::io::{BufWriter, Seek, Write};

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use documents::Archive;
use platform::{
    App, Grant, Page, Problem, RegionCode,
    form::{Filter, FormErrors},
    upload::Passing,
};
use recheck::{Agrees, Kind, RecheckError, Row, Summary};
use serde::Deserialize;
use tokio::sync::Semaphore;

use super::actions::Recheck;

const TITLE: &str = "Periksa Ulang Tabel";
/// Rows of each verdict that are shown; all of them are in the file.
const SHOWN: usize = 100;
/// A large table takes a core for a second: the others wait.
static TURNS: Semaphore = Semaphore::const_new(1);

/// Verdicts, those that matter first.
const ORDER: [Agrees; 4] = [
    Agrees::No,
    Agrees::Truncated,
    Agrees::NotComputable,
    Agrees::Exact,
];

#[derive(Template)]
#[template(path = "work/recheck.html")]
struct View<'a> {
    region: &'a RegionCode,
    kinds: Vec<KindView>,
    chosen: &'static str,
    limit: u64,
    errors: &'a FormErrors,
    judged: Option<Found>,
}

struct KindView {
    word: &'static str,
    label: &'static str,
    needed: String,
    others: String,
}

/// A file that was judged.
struct Found {
    name: String,
    kind: &'static str,
    summary: Summary,
    groups: Vec<Group>,
}

/// The rows of one verdict.
struct Group {
    id: &'static str,
    label: &'static str,
    chip: &'static str,
    total: usize,
    lines: Vec<Line>,
}

struct Line {
    number: u64,
    name: String,
    inputs: String,
    published: String,
    computed: String,
    note: String,
}

/// Which example is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    jenis: String,
}

/// Where a file is chosen.
pub(super) async fn form(
    grant: Grant<Recheck>,
    State(app): State<App>,
    Filter(asked): Filter<Asked>,
) -> Result<Page, Problem> {
    let kind = Kind::of_word(&asked.jenis).unwrap_or(Kind::Ikk);
    page(&app, &grant, kind, &FormErrors::new(), None)
}

/// A small table to try, and to fill in.
pub(super) async fn example(
    grant: Grant<Recheck>,
    Filter(asked): Filter<Asked>,
) -> Result<Response, Problem> {
    let _ = grant;
    let kind = Kind::of_word(&asked.jenis).unwrap_or(Kind::Ikk);
    let mut file = tempfile::tempfile()?;
    file.write_all(kind.template().as_bytes())?;
    file.rewind()?;
    let name = format!("Contoh {}", kind.label());
    Ok(Archive::csv(&name, file).into_response())
}

/// Judges a file: as a page, or as the same table with four columns more.
pub(super) async fn judge(
    grant: Grant<Recheck>,
    State(app): State<App>,
    sent: Passing,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    let kind = Kind::of_word(&sent.text("jenis")).unwrap_or_else(|| {
        errors.add("jenis", "Pilih jenis tabelnya.");
        Kind::Ikk
    });
    if !sent.file_error().is_empty() {
        errors.add("berkas", sent.file_error());
    }
    let file = sent.open("berkas")?;
    if file.is_none() {
        errors.add("berkas", "Pilih berkas CSV yang akan diperiksa.");
    }
    let (Some((name, file)), false) = (file, errors.any()) else {
        let page = page(&app, &grant, kind, &errors, None)?;
        return Ok(page.refused().into_response());
    };
    let whole = sent.text("hasil") == "unduh";
    let _turn = TURNS.acquire().await.map_err(Problem::internal)?;
    let judged = tokio::task::spawn_blocking(move || match whole {
        true => table(kind, file).map(Judged::Table),
        false => rows(kind, name, file).map(Judged::Rows),
    });
    match judged.await.map_err(Problem::internal)? {
        Ok(Judged::Table(file)) => {
            let name = format!("Periksa ulang {}", kind.label());
            Ok(Archive::csv(&name, file).into_response())
        }
        Ok(Judged::Rows(found)) => {
            Ok(page(&app, &grant, kind, &errors, Some(found))?.into_response())
        }
        Err(RecheckError::Write(error)) => Err(error.into()),
        Err(error) => {
            errors.add("berkas", error.to_string());
            let page = page(&app, &grant, kind, &errors, None)?;
            Ok(page.refused().into_response())
        }
    }
}

enum Judged {
    Table(std::fs::File),
    Rows(Found),
}

/// The judged table, in a file without a name.
fn table(kind: Kind, input: std::fs::File) -> Result<std::fs::File, RecheckError> {
    let mut output = tempfile::tempfile().map_err(RecheckError::Write)?;
    recheck::recheck(kind, input, BufWriter::new(&output))?;
    output.rewind().map_err(RecheckError::Write)?;
    Ok(output)
}

/// The judged rows worth looking at.
fn rows(kind: Kind, name: String, input: std::fs::File) -> Result<Found, RecheckError> {
    let mut summary = Summary::default();
    let mut groups = ORDER.map(|agrees| Group {
        id: agrees.word(),
        label: agrees.label(),
        chip: match agrees {
            Agrees::Exact => "tuntas",
            Agrees::Truncated => "lengkapi",
            Agrees::No => "terlambat",
            Agrees::NotComputable => "belum",
        },
        total: 0,
        lines: Vec::new(),
    });
    recheck::each(kind, input, |row| {
        summary.add(row.judged.agrees);
        let group = ORDER
            .iter()
            .position(|agrees| *agrees == row.judged.agrees)
            .and_then(|place| groups.get_mut(place));
        if let Some(group) = group {
            group.total += 1;
            if group.lines.len() < SHOWN {
                group.lines.push(line(kind, row));
            }
        }
    })?;
    Ok(Found {
        name,
        kind: kind.label(),
        summary,
        groups: groups.into_iter().filter(|group| group.total > 0).collect(),
    })
}

fn line(kind: Kind, row: &Row<'_>) -> Line {
    let cell = |place: usize| row.cells.get(place).map_or("", String::as_str);
    let said = |word: &str, place: usize| match cell(place) {
        "" => None,
        text => Some(format!("{word} {text}")),
    };
    let (name, inputs, published) = match kind {
        Kind::Ikk => (
            format!("{} {}", cell(0), cell(1)),
            vec![said("pembilang", 2), said("penyebut", 3), said("rumus", 5)],
            cell(4),
        ),
        Kind::Lkjip => (
            cell(0).to_owned(),
            vec![said("target", 1), said("realisasi", 2), said("arah", 3)],
            cell(4),
        ),
        Kind::Budget => (
            cell(0).to_owned(),
            vec![said("anggaran", 1), said("realisasi", 2)],
            cell(3),
        ),
    };
    let inputs: Vec<String> = inputs.into_iter().flatten().collect();
    let computed = row.judged.computed.as_ref().map(|number| {
        let places = number.places().unwrap_or(u32::MAX).min(4);
        number.indonesian(places)
    });
    Line {
        number: row.number,
        name,
        inputs: inputs.join("; "),
        published: published.to_owned(),
        computed: computed.unwrap_or_default(),
        note: in_words(&row.judged.note),
    }
}

/// A note as people here read it: the file names its columns and faults in the words of its own
/// header, which a program reads back.
fn in_words(note: &str) -> String {
    const WORDS: [(&str, &str); 6] = [
        ("numerator", "pembilang"),
        ("denominator", "penyebut"),
        ("published", "tercetak"),
        ("actual", "realisasi"),
        ("realized", "realisasi"),
        ("budget", "anggaran"),
    ];
    let said = match note.split_once(": ") {
        Some((fault, said))
            if fault.contains('_') || ["swapped", "transposed"].contains(&fault) =>
        {
            said
        }
        _ => note,
    };
    WORDS.iter().fold(said.to_owned(), |said, (column, word)| {
        said.replace(column, word)
    })
}

fn page(
    app: &App,
    grant: &Grant<Recheck>,
    kind: Kind,
    errors: &FormErrors,
    judged: Option<Found>,
) -> Result<Page, Problem> {
    let view = View {
        region: grant.region(),
        kinds: Kind::ALL
            .into_iter()
            .map(|kind| KindView {
                word: kind.word(),
                label: kind.label(),
                needed: kind.columns().join(", "),
                others: kind.optional().join(", "),
            })
            .collect(),
        chosen: kind.word(),
        limit: app.files().limit,
        errors,
        judged,
    };
    Page::new(TITLE, &view)
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn notes_are_read_in_indonesian() {
        let fault = "thousands_dot: numerator 4.512 dihitung sebagai 4,512";
        assert_eq!(in_words(fault), "pembilang 4.512 dihitung sebagai 4,512");
        assert_eq!(
            in_words("swapped: numerator dan denominator tertukar"),
            "pembilang dan penyebut tertukar"
        );
        assert_eq!(in_words("numerator: TDI"), "pembilang: TDI");
    }
}
