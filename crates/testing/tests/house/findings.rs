//! What auditors found: recorded by the internal auditors, seen by the units concerned, those above
//! them, the head of the region and the internal auditors, and by nobody else.

use std::collections::HashSet;

use axum::http::StatusCode;
use government::{Role, notice};
use platform::right::Matrix;
use testing::{Client, World, both, client::Answer, stage::Subjects};
use tuntas::rooms;

use crate::{
    books,
    mergers::merge,
    steps::{latest_report, led_to, report},
};

/// A word that stands in everything the auditors found and nowhere else.
const NEEDLE: &str = "zqrahasia";

const RIGHTS: &str = include_str!("../../../../rights.csv");

async fn auditor(world: &World) -> Client {
    let unit = world.unit("inspektorat").await;
    let name = "Auditor Uji";
    world
        .person("99.99", unit, Role::Auditor, name)
        .await
        .client
}

/// Sends the form at `page` (with its once-key) to `path`, and returns where that leads.
async fn send(who: &mut Client, page: &str, path: &str, fields: &[(&str, &str)]) -> String {
    let form = who.get(page).await;
    assert_eq!(form.status, StatusCode::OK, "{page}: {}", form.words());
    let once = form.field("sekali");
    let mut all = vec![("sekali", once.as_str())];
    all.extend_from_slice(fields);
    let made = who.post(path, &all).await;
    assert_eq!(
        made.status,
        StatusCode::SEE_OTHER,
        "{path}: {}",
        made.words()
    );
    made.location().to_owned()
}

/// A report of an auditor with one finding and one recommendation for these units; their paths.
async fn found(
    world: &World,
    apip: &mut Client,
    source: &str,
    units: &[&str],
) -> (String, String, String) {
    let fields = [
        ("pemeriksa", source),
        ("nomor", "12/LHP/zqrahasia/2026"),
        ("judul", "Kepatuhan zqrahasia"),
        ("tanggal", "2026-10-20"),
        ("diterima", "2026-10-26"),
    ];
    let base = "/99.99/temuan/laporan";
    let lhp = send(apip, &format!("{base}/baru"), base, &fields).await;
    let fields = [
        ("nomor", "1.a"),
        ("judul", "Retribusi zqrahasia kurang disetor"),
        ("nilai", "Rp 1.250.000,50"),
    ];
    let path = format!("{lhp}/temuan");
    let finding = send(apip, &path, &path, &fields).await;
    let mut ids = Vec::new();
    for unit in units {
        ids.push(world.unit(unit).await.to_string());
    }
    let mut fields = vec![
        ("isi", "Setorkan kekurangan zqrahasia ke kas daerah"),
        ("nilai", "1.250.000,50"),
    ];
    fields.extend(ids.iter().map(|id| ("opd", id.as_str())));
    let path = format!("{finding}/rekomendasi");
    let item = send(apip, &path, &path, &fields).await;
    (lhp, finding, item)
}

/// The follow-ups that a page leads to.
fn works(body: &str) -> Vec<String> {
    let found = body.split("href=\"/99.99/tindak-lanjut/").skip(1);
    found
        .filter_map(|part| part.split('"').next())
        .map(str::to_owned)
        .collect()
}

both!(
    a_finding_goes_from_the_report_to_what_the_auditor_says,
    |world| {
        let mut apip = auditor(&world).await;
        let (lhp, _, item) = found(&world, &mut apip, "bpk", &["dlh"]).await;
        // received on 26 October, answered within 60 calendar days
        let page = apip.get(&item).await;
        assert!(
            page.words().contains("25 Desember 2026"),
            "{}",
            page.words()
        );
        assert!(
            page.words().contains("Peraturan BPK 2/2017"),
            "{}",
            page.words()
        );
        assert!(page.words().contains("Rp1.250.000,50"), "{}", page.words());
        let work = works(&page.body).remove(0);

        // the unit owes it with that date, reports, and the auditors verify
        let mut kadis = world.sign_in("kadis.dlh").await;
        let list = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(
            list.contains(NEEDLE) && list.contains("25 Desember 2026"),
            "{list}"
        );
        let sent = report(&mut kadis, &work, "1", "Sudah disetor zqrahasia.", true).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let sent = latest_report(&world, &work).await;
        let detail = format!("/99.99/tindak-lanjut/{work}");
        let mut verifier = world.sign_in("verifikator").await;
        let refused = [("versi", "1")];
        let path = format!("/99.99/laporan/{sent}/verifikasi");
        let refused = verifier.post(&path, &refused).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let waits = apip.get("/99.99/perlu-ditindaklanjuti").await.words();
        assert!(waits.contains(NEEDLE), "{waits}");
        let path = format!("/99.99/laporan/{sent}/apip/verifikasi");
        let done = apip.decide(&detail, &path, &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());

        // handed in: from then on the auditor has thirty days
        let answer = format!("{item}/jawaban");
        let fields = [("tanggal", "2026-11-20"), ("tanda_terima", "TT-9")];
        let done = apip.decide(&item, &answer, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        let words = apip.get(&item).await.words();
        assert!(
            words.contains("paling lambat Minggu, 20 Desember 2026"),
            "{words}"
        );

        // paid in twice, each with its proof
        for (value, link) in [
            ("1.000.000", "https://contoh.invalid/sts"),
            ("250.000,5", ""),
        ] {
            let once = apip.get(&item).await.field("sekali");
            let fields = [
                ("nilai", value),
                ("tanggal", "2026-11-10"),
                ("tautan", link),
                ("sekali", once.as_str()),
            ];
            let done = apip.upload(&format!("{item}/setoran"), &fields, &[]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        }
        let wrong = apip
            .upload(&format!("{item}/setoran"), &[("nilai", "banyak")], &[])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("nilai-error"));

        // decided outside, only noted here: with letter and date, and d with a reason
        let status = format!("{item}/status");
        let fields = [("status", "d"), ("surat", "S-1"), ("tanggal", "2026-11-20")];
        let refused = apip.decide(&item, &status, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.words().contains("alasan sah"),
            "{}",
            refused.words()
        );
        for (code, letter) in [("b", "S-7/BPK"), ("a", "S-9/BPK")] {
            let fields = [
                ("status", code),
                ("surat", letter),
                ("tanggal", "2026-11-21"),
                ("catatan", "zqrahasia"),
            ];
            let done = apip.decide(&item, &status, &fields).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
        }
        let stale = apip
            .post(
                &status,
                &[fields[0], fields[1], fields[2], ("alasan", "kahar")],
            )
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let words = kadis.get(&item).await.words();
        for text in [
            "a. Telah sesuai dengan rekomendasi",
            "b. Belum sesuai dengan rekomendasi",
            "S-7/BPK",
            "Rp1.250.000,50 dari Rp1.250.000,50",
        ] {
            assert!(words.contains(text), "{text}: {words}");
        }
        let list = kadis.get("/99.99/temuan?tahun=2026").await.words();
        for text in [
            "1 dari 1 (100,00 %)",
            "(sesuai + tidak dapat ditindaklanjuti) / seluruh rekomendasi",
            "Sesuai: sesuai / seluruh rekomendasi",
        ] {
            assert!(list.contains(text), "{text}: {list}");
        }
        let none = kadis.get("/99.99/temuan?tahun=2026&status=belum").await;
        assert!(!none.body.contains("Setorkan"));
        let book = books::rows(&kadis.get("/99.99/temuan.xlsx?tahun=2026").await);
        let row = book
            .iter()
            .find(|row| row.iter().any(|cell| cell.contains("Setorkan")));
        assert!(row.unwrap().contains(&"1250000.5".to_owned()), "{book:?}");
        assert!(
            kadis
                .get(&lhp)
                .await
                .words()
                .contains("12/LHP/zqrahasia/2026")
        );
        world.check().await;
    }
);

both!(what_cannot_be_done_ends_its_follow_ups, |world| {
    let mut apip = auditor(&world).await;
    // no rule says when the inspectorate is answered: the unit proposes
    let (_, _, item) = found(&world, &mut apip, "inspektorat", &["dlh", "dinkes"]).await;
    let page = apip.get(&item).await;
    let opened = works(&page.body);
    assert_eq!(opened.len(), 2, "{}", page.words());
    assert!(
        page.words().contains("Batas jawaban Belum ada"),
        "{}",
        page.words()
    );
    // each unit sees its own
    let mut kadis = world.sign_in("kadis.dlh").await;
    let own = kadis.get(&item).await;
    assert_eq!(works(&own.body).len(), 1, "{}", own.words());
    let seen: Vec<StatusCode> = [
        kadis
            .get(&format!("/99.99/tindak-lanjut/{}", opened[0]))
            .await
            .status,
        kadis
            .get(&format!("/99.99/tindak-lanjut/{}", opened[1]))
            .await
            .status,
    ]
    .into();
    assert!(
        seen.contains(&StatusCode::OK) && seen.contains(&StatusCode::NOT_FOUND),
        "{seen:?}"
    );
    let fields = [
        ("status", "d"),
        ("alasan", "peradilan"),
        ("surat", "S-3"),
        ("tanggal", "2026-11-20"),
    ];
    let done = apip.decide(&item, &format!("{item}/status"), &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    let words = apip.get(&item).await.words();
    assert!(words.contains("proses peradilan"), "{words}");
    assert_eq!(
        words.matches("Tidak dapat dilaksanakan").count(),
        2,
        "{words}"
    );
    let mut kadis = world.sign_in("kadis.dlh").await;
    let list = kadis.get("/99.99/perlu-ditindaklanjuti").await.words();
    assert!(!list.contains(NEEDLE), "{list}");
    world.check().await;
});

/// All words of an answer: a page as it is, a workbook cell by cell, a paper as it was described.
fn said(world: &World, answer: &Answer) -> String {
    let kind = answer.headers.get("content-type");
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let mut text = answer.body.clone();
    if kind.contains("spreadsheetml") {
        text += &format!("{:?}", books::rows(answer));
    }
    text + &format!("{:?}", world.proofs.take())
}

/// A finding of DLH in every state that shows words: reported with proof, passed down, paid, late,
/// reported up by the daily round if it could be.
async fn everywhere(world: &World) -> Subjects {
    let dlh = world.unit("dlh").await;
    let mut subjects = world.subjects("99.99", dlh).await;
    let mut apip = auditor(world).await;
    let (lhp, finding, item) = found(world, &mut apip, "bpk", &["dlh"]).await;
    let work = works(&apip.get(&item).await.body).remove(0);
    let mut kadis = world.sign_in("kadis.dlh").await;
    let photo = testing::client::picture(5);
    let form = kadis
        .get(&format!("/99.99/tindak-lanjut/{work}/lapor"))
        .await;
    let fields = [
        ("jumlah", "0"),
        ("uraian", "Sedang disetor zqrahasia"),
        ("kendala", "Rekening zqrahasia"),
        ("keterangan", "Bukti zqrahasia"),
        ("versi", &form.field("versi")),
        ("sekali", &form.field("sekali")),
    ];
    let file = testing::client::Upload {
        field: "berkas",
        name: "zqrahasia.png",
        bytes: &photo,
    };
    let path = format!("/99.99/tindak-lanjut/{work}/kirim");
    let sent = kadis.upload(&path, &fields, &[file]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    let once = apip.get(&item).await.field("sekali");
    let fields = [
        ("nilai", "1.000.000"),
        ("tanggal", "2026-11-10"),
        ("catatan", "STS zqrahasia"),
        ("sekali", once.as_str()),
    ];
    let done = apip.upload(&format!("{item}/setoran"), &fields, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    let report = latest_report(world, &work).await;
    let id = platform::Uuid::parse_str(&report).unwrap();
    let evidence = world
        .id(&format!(
            "select evidence_id from evidence_use where region = '99.99' and subject_id = {}",
            world.literal(id)
        ))
        .await;
    // sent back, and late: the daily round tells whom it may tell
    let detail = format!("/99.99/tindak-lanjut/{work}");
    let back = format!("/99.99/laporan/{report}/apip/kembalikan");
    let note = [("catatan", "Lengkapi zqrahasia")];
    let back = apip.decide(&detail, &back, &note).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.words());
    let mut sekda = world.sign_in("sekda").await;
    let rules = [("kata", "Selesaikan"), ("asisten", "1"), ("sekda", "2")];
    let set = sekda.post("/99.99/pengaturan/kerja-harian", &rules).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.words());
    let day = platform::date::parse("2027-02-01").unwrap();
    world.clock.set(platform::date::at(day, 7 * 60, 7));
    notice::schedule(&world.app, &world.contoh()).await.unwrap();
    world.run_jobs().await;
    for (name, id) in [
        ("audit_report", led_to(&lhp)),
        ("finding", led_to(&finding)),
        ("audit_item", led_to(&item)),
        ("follow_up", work),
        ("report", report),
        ("evidence", evidence.to_string()),
    ] {
        subjects.insert(name, id);
    }
    subjects
}

/// Addresses of every page a role can reach, with the finding's records put in, and lists in every
/// state.
fn pages(subjects: &Subjects) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for route in rooms::route_table() {
        if route.method != "GET" || !route.path.contains("{region}") {
            continue;
        }
        let mut path = route.path.replace("{region}", "99.99");
        for (name, id) in subjects {
            path = path.replace(&format!("{{{name}}}"), id);
        }
        all.push((route.path, path));
    }
    let more = [
        format!("/99.99/cari?q={NEEDLE}"),
        format!("/99.99/tindak-lanjut?q={NEEDLE}"),
        "/99.99/tindak-lanjut?status=terlambat".into(),
        "/99.99/tindak-lanjut?status=terbuka".into(),
        "/99.99/tindak-lanjut?status=eskalasi".into(),
        "/99.99/tindak-lanjut?status=menunggu".into(),
        "/99.99/tindak-lanjut?status=kembali".into(),
        "/99.99/tindak-lanjut.xlsx?status=terlambat".into(),
        "/99.99/kalender-kerja?bulan=2026-12&unit=semua".into(),
        "/99.99/kalender-kerja.xlsx?bulan=2026-12&unit=semua".into(),
        "/99.99/temuan?tahun=2026".into(),
        "/99.99/temuan.xlsx?tahun=2026".into(),
        format!(
            "/99.99/tindak-lanjut/sekaligus?langkah=perpanjang&pilih={}",
            subjects["follow_up"]
        ),
    ];
    all.extend(more.into_iter().map(|path| ("", path)));
    all
}

both!(
    a_finding_is_seen_by_those_who_may_and_by_nobody_else,
    |world| {
        let subjects = everywhere(&world).await;
        let matrix = Matrix::parse(RIGHTS).unwrap();
        let (dlh, dinkes) = (world.unit("dlh").await, world.unit("dinkes").await);
        let pages = pages(&subjects);
        assert!(pages.len() > 120, "{} pages", pages.len());
        let mut wrong = Vec::new();
        let mut seen_by: HashSet<(Role, bool)> = HashSet::new();
        for role in Role::ALL {
            for (own, unit) in [(true, dlh), (false, dinkes)] {
                let may = match role {
                    Role::Leader | Role::Auditor => true,
                    Role::Administrator | Role::Observer => false,
                    _ => own,
                };
                let name = format!("{} {own}", role.code());
                let mut person = world.person("99.99", unit, role, &name).await;
                for (route, path) in &pages {
                    let answer = person.client.get(path).await;
                    // what one types stands in the field one typed it into
                    let needle = match path.contains(NEEDLE) {
                        true => "zqrahasia ",
                        false => NEEDLE,
                    };
                    let seen = said(&world, &answer).contains(needle);
                    if seen {
                        seen_by.insert((role, own));
                    }
                    if seen && !may {
                        wrong.push(format!("{role:?} own={own} {route} {path}"));
                    }
                }
                // those who may see it do, where their role has the page
                let read = matrix.scope(role.code(), "audit_finding.read").is_some();
                if may && read {
                    let path = format!("/99.99/rekomendasi-pemeriksaan/{}", subjects["audit_item"]);
                    let page = person.client.get(&path).await;
                    assert!(
                        page.body.contains(NEEDLE),
                        "{role:?} own={own}: {}",
                        page.words()
                    );
                    let path = format!("/99.99/tindak-lanjut/{}", subjects["follow_up"]);
                    let page = person.client.get(&path).await;
                    assert!(
                        page.body.contains(NEEDLE),
                        "{role:?} own={own}: {}",
                        page.words()
                    );
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(seen_by.contains(&(Role::Head, true)) && seen_by.contains(&(Role::Leader, false)));

        // nor from another region, nor where units are merged
        world.region("99.98", 2).await;
        let home = world
            .id("select id from unit where region = '99.98' and key = 'opd-0'")
            .await;
        for role in [Role::Observer, Role::Leader, Role::Auditor] {
            let name = format!("Tetangga {}", role.code());
            let mut person = world.person("99.98", home, role, &name).await;
            for (route, path) in &pages {
                let answer = person.client.get(path).await;
                let seen = said(&world, &answer).contains("zqrahasia ");
                assert!(!seen, "{role:?} of another region: {route} {path}");
            }
        }
        let mut admin = world.sign_in("admin").await;
        let path = format!("/99.99/pengaturan/unit/{dlh}/gabung");
        let to = dinkes.to_string();
        let listed = merge(&mut admin, &path, &to, "periksa", "").await;
        assert!(
            listed.words().contains("akses terbatas"),
            "{}",
            listed.words()
        );
        assert!(!listed.body.contains(NEEDLE), "{}", listed.words());
        world.check().await;
    }
);

both!(what_is_limited_leaves_the_unit_by_no_side_door, |world| {
    let subjects = everywhere(&world).await;
    let work = &subjects["follow_up"];
    let detail = format!("/99.99/tindak-lanjut/{work}");
    let mut kadis = world.sign_in("kadis.dlh").await;
    let page = kadis.get(&detail).await;
    assert_eq!(page.status, StatusCode::OK);
    for tail in ["tautan", "kontribusi"] {
        assert!(!page.body.contains(&format!("{work}/{tail}")), "{tail}");
        let answer = kadis.get(&format!("{detail}/{tail}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{tail}");
    }
    let up = [("catatan", "Tolong"), ("versi", "1")];
    let answer = kadis.post(&format!("{detail}/laporkan"), &up).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    // the board counts what everybody may see
    let unit = world.literal(world.unit("dlh").await);
    let counted = world
        .number(&format!(
            "select cast(coalesce(sum(count), 0) as bigint) from obligation_tally \
             where region = '99.99' and unit_id = {unit} and kind = 'follow_up'"
        ))
        .await;
    let shared = world
        .number(&format!(
            "select count(*) from obligation where region = '99.99' and unit_id = {unit} \
             and kind = 'follow_up' and audience = 0"
        ))
        .await;
    assert_eq!(counted, shared);
    // nobody above the unit was told, and the chain keeps its words from who administers
    assert_eq!(
        world
            .number(
                "select count(*) from notice where region = '99.99' and text like '%zqrahasia%' \
                 and (roles like '%,assistant,%' or roles like '%,secretary,%' \
                 or roles like '%,verifier,%' or roles like '%,organiser,%')"
            )
            .await,
        0
    );
    let mut admin = world.sign_in("admin").await;
    let chain = admin.get("/99.99/pengaturan/jejak-audit").await;
    assert!(
        chain.words().contains("akses terbatas"),
        "{}",
        chain.words()
    );
    world.check().await;
});
