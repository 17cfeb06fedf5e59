//! *Paket Awal*: one workbook fills a city, and may come in again.

use axum::http::StatusCode;
use documents::workbook::{Cell, List, write_book};
use government::Role;
use platform::Instant;
use testing::{Client, World, both};

use crate::imports::{over, send};

const REGION: &str = "99.97";
const PATH: &str = "/99.97/pengaturan/paket-awal";
const UNITS: usize = 40;
/// Posts of a unit, its head's first.
const EACH: usize = 8;

fn sheet(name: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> List {
    let columns: Vec<(&str, u16)> = columns.iter().map(|name| (*name, 20)).collect();
    List::simple(name, Instant(0), &columns).rows(rows)
}

fn texts(cells: &[&str]) -> Vec<Cell> {
    cells.iter().map(|text| Cell::from(*text)).collect()
}

fn unit(number: usize) -> String {
    format!("Dinas Contoh {number:02}")
}

fn person(number: usize) -> (String, String) {
    (
        format!("Pegawai {number:03}, S.Sos."),
        format!("19800101 200501 1 {number:03}"),
    )
}

/// A city of 40 units and 320 posts; `spoil` changes what is typed.
fn city(spoil: impl Fn(&str, usize, &mut Vec<Cell>)) -> Vec<u8> {
    let mut units = vec![];
    let mut posts = vec![];
    let mut holders = vec![];
    let mut numbers = vec![];
    for number in 0..UNITS {
        let name = unit(number);
        // children before parents: the last dinas stands above the first
        let above = if number == 0 {
            unit(UNITS - 1)
        } else {
            String::new()
        };
        units.push(texts(&[&name, "Dinas", "", &above, "Ya", "Perda 1"]));
        for post in 0..EACH {
            let index = number * EACH + post;
            let (title, role) = match post {
                0 => (format!("Kepala {name}"), "Kepala unit"),
                _ => (format!("Kepala Seksi {post}"), "Operator"),
            };
            posts.push(texts(&[&title, &name, role]));
            let (who, nip) = person(index);
            let sign_in = if post == 0 {
                format!("kepala.{number:02}")
            } else {
                String::new()
            };
            holders.push(texts(&[
                &who, &nip, "III/d", &title, &name, "SK 1", &sign_in,
            ]));
            numbers.push(texts(&[&who, &format!("0812 0000 {index:04}")]));
        }
    }
    let (who, nip) = person(1);
    let assignments = vec![texts(&[
        &who,
        &nip,
        "Verifikator",
        "LPPD",
        &unit(1),
        "SK 2",
    ])];
    let mut lists = [
        sheet(
            "Unit Kerja",
            &[
                "Nama Unit",
                "Jenis",
                "Singkatan",
                "Unit Atasan",
                "Pelayanan Publik",
                "Dasar",
            ],
            units,
        ),
        sheet("Jabatan", &["Jabatan", "Unit Kerja", "Peran"], posts),
        sheet(
            "Pejabat",
            &[
                "Nama",
                "NIP",
                "Golongan",
                "Jabatan",
                "Unit Kerja",
                "Dasar",
                "Nama Masuk",
            ],
            holders,
        ),
        sheet(
            "Penugasan",
            &["Nama", "NIP", "Tugas", "Perihal", "Unit Kerja", "Nomor SK"],
            assignments,
        ),
        sheet("NOMOR WA", &["Nama", "Nomor WhatsApp"], numbers),
        sheet("Catatan kami", &["Bebas"], vec![texts(&["x"])]),
    ];
    for list in &mut lists {
        let name = list.name.clone();
        for (index, row) in list.rows.iter_mut().enumerate() {
            spoil(&name, index, row);
        }
    }
    write_book("Paket Awal", &lists).unwrap()
}

async fn administrator(world: &World) -> Client {
    let home = world.region(REGION, 0).await["kec"];
    let admin = world
        .person(REGION, home, Role::Administrator, "Admin Baru")
        .await;
    admin.client
}

async fn count(world: &World, table: &str) -> i64 {
    world
        .number(&format!(
            "select count(*) from {table} where region = '{REGION}'"
        ))
        .await
}

async fn counts(world: &World) -> Vec<i64> {
    let mut all = vec![];
    for table in ["unit", "post", "account", "holder", "assignment"] {
        all.push(count(world, table).await);
    }
    all
}

both!(one_workbook_fills_a_city_and_its_people_sign_in, |world| {
    let mut admin = administrator(&world).await;
    let empty = counts(&world).await;
    let form = admin.get(PATH).await;
    assert_eq!(form.status, StatusCode::OK);
    for word in ["Lembar Unit Kerja", "Lembar Nomor WA", "Unduh contoh"] {
        assert!(form.words().contains(word), "{word}: {}", form.words());
    }
    let example = admin.get(&format!("{PATH}/impor/contoh.xlsx")).await;
    assert_eq!(example.status, StatusCode::OK);
    // what is handed out comes back in: everything is there already
    let same = send(&mut admin, PATH, &example.bytes).await;
    let words = over(&mut admin, &same).await.words();
    assert!(words.contains("Unit Kerja: 0 baru, 3 sudah ada"), "{words}");

    let good = city(|_, _, _| {});
    let preview = send(&mut admin, PATH, &good).await;
    let words = over(&mut admin, &preview).await.words();
    for word in [
        "tidak ada masalah",
        "Unit Kerja: 40 baru, 0 sudah ada.",
        "Jabatan: 320 baru, 0 sudah ada.",
        "Pejabat: 320 baru, 0 sudah ada.",
        "Penugasan: 1 baru, 0 sudah ada.",
        "Nomor WA: 320 baru, 0 sudah ada.",
    ] {
        assert!(words.contains(word), "{word}: {words}");
    }
    assert_eq!(counts(&world).await, empty, "a preview keeps nothing");
    admin.post(&format!("{preview}/simpan"), &[]).await;
    let words = over(&mut admin, &preview).await.words();
    assert!(words.contains("baris tersimpan"), "{words}");
    let filled = counts(&world).await;
    let added: Vec<i64> = filled
        .iter()
        .zip(&empty)
        .map(|(now, then)| now - then)
        .collect();
    assert_eq!(added, [40, 320, 320, 320, 1]);
    let wrong = format!(
        "select count(*) from unit u left join unit p on p.region = u.region \
         and p.id = u.parent_id where u.region = '{REGION}' \
         and u.path <> coalesce(p.path, '') || u.number || '.'"
    );
    assert_eq!(world.number(&wrong).await, 0);
    // personal data are sealed, and in no preview
    let plain = format!(
        "select count(*) from account where region = '{REGION}' \
         and (nip_sealed like '%19800101%' or wa_sealed like '%081200000%')"
    );
    assert_eq!(world.number(&plain).await, 0);
    let plain = format!(
        "select count(*) from import_job where region = '{REGION}' \
         and (preview like '%19800101%' or preview like '%0812%')"
    );
    assert_eq!(world.number(&plain).await, 0);

    // the same workbook again: everything is there, nothing is doubled
    let again = send(&mut admin, PATH, &good).await;
    let words = over(&mut admin, &again).await.words();
    for word in [
        "Unit Kerja: 0 baru, 40 sudah ada.",
        "Pejabat: 0 baru, 320 sudah ada.",
        "Nomor WA: 0 baru, 320 sudah ada.",
    ] {
        assert!(words.contains(word), "{word}: {words}");
    }
    admin.post(&format!("{again}/simpan"), &[]).await;
    over(&mut admin, &again).await;
    assert_eq!(counts(&world).await, filled);
    // another number replaces the one there
    let moved = city(|sheet, index, row| {
        if sheet == "NOMOR WA" && index == 7 {
            row[1] = Cell::from("0813 9999 0007");
        }
    });
    let moved = send(&mut admin, PATH, &moved).await;
    let words = over(&mut admin, &moved).await.words();
    assert!(
        words.contains("Nomor WA: 0 baru, 319 sudah ada, 1 diganti."),
        "{words}"
    );
    admin.post(&format!("{moved}/simpan"), &[]).await;
    over(&mut admin, &moved).await;

    // one of them is invited, and gets in
    let account = world
        .id(&format!(
            "select id from account where region = '{REGION}' and sign_in = 'kepala.07'"
        ))
        .await;
    let invited = admin
        .post(&format!("/{REGION}/pengaturan/akun/{account}/undang"), &[])
        .await;
    let link = invited
        .body
        .split("/99.97/undangan/")
        .nth(1)
        .map(|rest| {
            rest.chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect::<String>()
        })
        .unwrap_or_else(|| panic!("{}", invited.words()));
    let path = format!("/{REGION}/undangan/{link}");
    let mut guest = world.visitor();
    let page = guest.get(&path).await;
    let secret = "kapal-uap-tiga-belas";
    let fields: Vec<(String, &str)> = page
        .body
        .split("<input")
        .filter(|tag| tag.contains("type=\"password\""))
        .filter_map(|tag| tag.split("name=\"").nth(1)?.split('"').next())
        .map(|name| (name.to_owned(), secret))
        .collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    let set = guest.post(&path, &fields).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());
    let mut head = world.visitor();
    head.sign_in(REGION, "kepala.07", secret).await;
    let home = head
        .get(&format!("/{REGION}/bertindak-sebagai"))
        .await
        .words();
    assert!(home.contains("Kepala Dinas Contoh 07"), "{home}");
    world.check().await;
});

both!(every_problem_is_named_by_sheet_row_and_cell, |world| {
    let mut admin = administrator(&world).await;
    let empty = counts(&world).await;
    let bad = city(|sheet, index, row| match (sheet, index) {
        ("Unit Kerja", 3) => row[1] = Cell::from("Dinasti"),
        ("Unit Kerja", 5) => row[3] = Cell::from("Dinas Entah"),
        ("Unit Kerja", 6) => row[0] = Cell::from(unit(7)),
        ("Jabatan", 16) => row[2] = Cell::from("Raja"),
        ("Jabatan", 17) => row[1] = Cell::from("Dinas Hilang"),
        ("Pejabat", 33) => row[1] = Cell::from("123"),
        ("Pejabat", 34) => row[3] = Cell::from("Kepala Awan"),
        ("Pejabat", 72) => row[6] = Cell::from("kepala.08"),
        ("Pejabat", 35) => {
            row[3] = Cell::from(format!("Kepala {}", unit(4)));
        }
        ("Penugasan", 0) => row[2] = Cell::from("Raja"),
        ("NOMOR WA", 2) => row[1] = Cell::from("nomor saya"),
        ("NOMOR WA", 3) => row[0] = Cell::from("Bukan Siapa-siapa"),
        _ => {}
    });
    let preview = send(&mut admin, PATH, &bad).await;
    let shown = over(&mut admin, &preview).await;
    let words = shown.words();
    for word in [
        "Lembar Unit Kerja, baris 8, kolom Jenis: Tulis salah satu:",
        "Lembar Unit Kerja, baris 10, kolom Unit Atasan: Unit Dinas Entah tidak ada",
        "kolom Nama Unit: Sama dengan baris",
        "Lembar Jabatan, baris 21, kolom Peran: Tulis salah satu:",
        "Lembar Jabatan, baris 22, kolom Unit Kerja: Unit Dinas Hilang tidak ada",
        "Lembar Pejabat, baris 38, kolom NIP: NIP terdiri atas 18 angka",
        "Jabatan Kepala Awan tidak ada, juga tidak di lembar Jabatan",
        "sudah dipegang Pegawai 032, S.Sos. secara definitif",
        "Lembar Penugasan, baris 5, kolom Tugas:",
        "Lembar Nomor WA, baris 7, kolom Nomor WA: Tulis nomor seperti",
        "Bukan Siapa-siapa tidak tercatat",
    ] {
        assert!(words.contains(word), "{word}: {words}");
    }
    assert!(shown.body.contains("B38"), "the cell: {words}");
    assert!(!words.contains("Simpan"), "{words}");
    admin.post(&format!("{preview}/simpan"), &[]).await;
    assert_eq!(
        counts(&world).await,
        empty,
        "nothing is kept, not even by force"
    );
    world.check().await;
});

both!(a_workbook_that_is_none_is_refused, |world| {
    let mut admin = administrator(&world).await;
    let empty = counts(&world).await;
    // no sheet of the package; a sheet without its columns; damage
    let other = write_book("x", &[sheet("Daftar", &["Nama"], vec![texts(&["x"])])]).unwrap();
    let lacking = write_book("x", &[sheet("Jabatan", &["Nama"], vec![texts(&["x"])])]).unwrap();
    let mut damaged = city(|_, _, _| {});
    let middle = damaged.len() / 2;
    damaged.truncate(middle);
    for (bytes, said) in [
        (other, "Lembar yang dicari: Unit Kerja, Jabatan"),
        (lacking, "tidak ditemukan di lembar"),
        (damaged, "masalah"),
    ] {
        let preview = send(&mut admin, PATH, &bytes).await;
        let words = over(&mut admin, &preview).await.words();
        assert!(words.contains(said), "{said}: {words}");
        assert!(!words.contains("tidak ada masalah"), "{words}");
        admin.post(&format!("{preview}/simpan"), &[]).await;
    }
    assert_eq!(counts(&world).await, empty);
    let mut head = world.sign_in("kadis.dlh").await;
    let refused = head.get("/99.99/pengaturan/paket-awal").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    world.check().await;
});
