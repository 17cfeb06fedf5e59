//! *Kegiatan*: the log, its pictures, how regular each kelurahan is, and campaigns.

use axum::http::StatusCode;
use government::Role;
use testing::{
    Answer, Client, World, both,
    client::{Upload, picture},
};

use crate::{books, steps::led_to};

const PADMA: &str = "99.99.01.1001";
const LEMBAYUNG: &str = "99.99.01.1002";

/// Notes an activity in an area on a day, as a telephone sends it.
pub async fn log(
    who: &mut Client,
    area: &str,
    day: &str,
    more: &[(&str, &str)],
    files: &[Upload<'_>],
) -> Answer {
    let form = who.get("/99.99/kegiatan/baru").await;
    assert_eq!(form.status, StatusCode::OK);
    let (by, once) = (form.field("oleh"), form.field("sekali"));
    let unit = form.body.split("name=\"unit\"").nth(1).unwrap();
    let unit = unit
        .split("<option")
        .find(|it| it.contains(" selected"))
        .unwrap();
    let unit = unit
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    // of a field that comes twice the first counts
    let mut fields = more.to_vec();
    fields.extend([
        ("unit", unit),
        ("jenis", "Gotong royong"),
        ("wilayah", area),
        ("tanggal", day),
        ("oleh", by.as_str()),
        ("sekali", once.as_str()),
    ]);
    who.upload("/99.99/kegiatan/lapor", &fields, files).await
}

async fn lurah(world: &World, key: &str) -> Client {
    let unit = world.unit(key).await;
    world
        .person("99.99", unit, Role::Head, &format!("Lurah {key}"))
        .await
        .client
}

/// The row of a kelurahan in the table of regularity.
async fn row(who: &mut Client, name: &str, more: &str) -> Vec<String> {
    let path = format!("/99.99/kegiatan/keteraturan.xlsx{more}");
    let rows = books::rows(&who.get(&path).await);
    let row = rows.into_iter().find(|row| row.len() > 2 && row[1] == name);
    row.unwrap_or_default()
}

both!(
    s0_34_each_record_marks_the_four_leader_groups_and_kelurahan_with_none_are_listed,
    |world| {
        let mut padma = lurah(&world, "kel-padma-rimba").await;
        let form = padma.get("/99.99/kegiatan/baru").await;
        for group in [
            "Tokoh masyarakat",
            "Tokoh agama",
            "Tokoh adat",
            "Tokoh pemuda",
        ] {
            assert!(form.words().contains(group), "{group}");
        }
        assert!(
            form.body.contains(&format!("value=\"{PADMA}\" selected")),
            "the lurah's own kelurahan is picked"
        );
        let all = [
            ("tokoh", "masyarakat"),
            ("tokoh", "agama"),
            ("tokoh", "adat"),
            ("tokoh", "pemuda"),
            ("jenis", "Sosialisasi PSN"),
        ];
        let sent = log(&mut padma, PADMA, "2026-11-20", &all, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let page = padma.get(sent.location()).await.words();
        assert!(
            page.contains("Tokoh masyarakat, Tokoh agama, Tokoh adat, Tokoh pemuda"),
            "{page}"
        );
        let mut lembayung = lurah(&world, "kel-lembayung-asri").await;
        let sent = log(&mut lembayung, LEMBAYUNG, "2026-11-20", &[], &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());

        let page = padma.get("/99.99/kegiatan/keteraturan").await;
        let none = page.body.split("id=\"j-tokoh\"").nth(1).unwrap();
        let none = none.split("</section>").next().unwrap();
        assert!(
            none.contains("Lembayung Asri"),
            "active, but without leaders: {none}"
        );
        assert!(!none.contains("Padma Rimba"), "{none}");
        let without = page.body.split("id=\"j-tanpa\"").nth(1).unwrap();
        let without = without.split("</section>").next().unwrap();
        assert!(!without.contains("Lembayung Asri") && without.contains("Kenanga Hulu"));
        world.check().await;
    }
);

both!(
    s0_28_regularity_is_weeks_with_activity_by_weeks_and_not_a_total,
    |world| {
        let mut padma = lurah(&world, "kel-padma-rimba").await;
        let mut lembayung = lurah(&world, "kel-lembayung-asri").await;
        // one every week, against five in one week
        for day in ["2026-10-28", "2026-11-04", "2026-11-11", "2026-11-18"] {
            let sent = log(&mut padma, PADMA, day, &[], &[]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        }
        for day in [
            "2026-11-02",
            "2026-11-03",
            "2026-11-04",
            "2026-11-05",
            "2026-11-06",
        ] {
            let sent = log(&mut lembayung, LEMBAYUNG, day, &[], &[]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        }
        let period = "?dari=2026-10-26&sampai=2026-11-21";
        // weeks with, weeks, percent, in a row now, longest, activities
        let steady = row(&mut padma, "Padma Rimba", period).await;
        assert_eq!(steady[3..9], ["4", "4", "100", "4", "4", "4"], "{steady:?}");
        let burst = row(&mut padma, "Lembayung Asri", period).await;
        assert_eq!(burst[3..9], ["1", "4", "25", "0", "1", "5"], "{burst:?}");
        let never = row(&mut padma, "Kenanga Hulu", period).await;
        assert_eq!(never[3..9], ["0", "4", "0", "0", "0", "0"], "{never:?}");
        let page = padma
            .get(&format!("/99.99/kegiatan/keteraturan{period}"))
            .await
            .words();
        assert!(
            page.contains("4 dari 4 minggu") && page.contains("1 dari 4 minggu"),
            "{page}"
        );
        assert!(page.contains("Kelurahan tanpa kegiatan 20"), "{page}");
        world.check().await;
    }
);

both!(
    s0_13_an_activity_has_date_place_topic_audience_count_and_photos,
    |world| {
        let mut padma = lurah(&world, "kel-padma-rimba").await;
        // about any record of another capability, tied by its kind and id
        let mut tapem = world.sign_in("tapem").await;
        let meeting = crate::steps::hold_meeting(&world, &mut tapem, "Rakor SOP").await;
        let point =
            crate::steps::add_point(&world, &mut tapem, &meeting, "Sosialisasikan SOP.").await;
        let topic = format!("directives.point:{point}");
        let (before, after) = (picture(3), picture(4));
        let files = [
            Upload {
                field: "foto_sebelum",
                name: "sebelum.png",
                bytes: &before,
            },
            Upload {
                field: "foto_sesudah",
                name: "sesudah.png",
                bytes: &after,
            },
        ];
        let more = [
            ("jenis", "Sosialisasi SOP"),
            ("tempat", "Balai RW 3"),
            ("peserta", "35"),
            ("topik", topic.as_str()),
        ];
        let sent = log(&mut padma, PADMA, "2026-11-20", &more, &files).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let page = padma.get(sent.location()).await;
        let words = page.words();
        for text in [
            "20 November 2026",
            "Kelurahan Padma Rimba, Balai RW 3",
            "35 orang",
            "Berkaitan dengan Rakor SOP, 2 November 2026, butir 1",
        ] {
            assert!(words.contains(text), "{text}: {words}");
        }
        let (first, second) = page.body.split_once("aria-label=\"Foto sesudah\"").unwrap();
        assert!(
            first.contains("(sebelum)") && second.contains("(sesudah)"),
            "{words}"
        );
        let list = padma
            .get(&format!("/99.99/kegiatan?topik={topic}"))
            .await
            .words();
        assert!(
            list.contains("1 kegiatan") && list.contains("Sosialisasi SOP"),
            "{list}"
        );
        let strange = [(
            "topik",
            "directives.point:00000000-0000-0000-0000-000000000001",
        )];
        let refused = log(&mut padma, PADMA, "2026-11-20", &strange, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        world.check().await;
    }
);

both!(an_activity_is_typed_with_care, |world| {
    let mut padma = lurah(&world, "kel-padma-rimba").await;
    // missing participants are not zero
    let quiet = log(&mut padma, PADMA, "2026-11-19", &[], &[]).await;
    let zero = log(&mut padma, PADMA, "2026-11-20", &[("peserta", "0")], &[]).await;
    assert!(
        padma
            .get(quiet.location())
            .await
            .words()
            .contains("Tidak dihitung")
    );
    assert!(padma.get(zero.location()).await.words().contains("0 orang"));
    let people = row(&mut padma, "Padma Rimba", "").await;
    assert_eq!(people[10], "0", "{people:?}");
    let page = padma.get("/99.99/kegiatan/keteraturan").await.words();
    assert!(
        page.contains("0 orang, 1 kegiatan tidak dihitung"),
        "{page}"
    );

    // what is wrong stands beside the field, and what was typed stays
    let wrong = [("peserta", "banyak"), ("tempat", "Balai Desa")];
    let refused = log(&mut padma, PADMA, "2026-12-24", &wrong, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["peserta-error", "tanggal-error", "Balai Desa", "banyak"] {
        assert!(refused.body.contains(text), "{text}");
    }
    let paper = b"%PDF-1.4 bukan foto";
    let files = [Upload {
        field: "foto_sebelum",
        name: "surat.pdf",
        bytes: paper,
    }];
    let refused = log(&mut padma, PADMA, "2026-11-20", &[], &files).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.words().contains("bukan foto"),
        "{}",
        refused.words()
    );

    // the same form twice counts once
    let form = padma.get("/99.99/kegiatan/baru").await;
    let unit = world.unit("kel-padma-rimba").await.to_string();
    let once = form.field("sekali");
    let fields = [
        ("unit", unit.as_str()),
        ("jenis", "Ronda"),
        ("wilayah", PADMA),
        ("tanggal", "2026-11-20"),
        ("sekali", once.as_str()),
    ];
    let first = padma.upload("/99.99/kegiatan/lapor", &fields, &[]).await;
    let second = padma.upload("/99.99/kegiatan/lapor", &fields, &[]).await;
    assert_eq!(led_to(first.location()), led_to(second.location()));

    // nobody notes for a unit that is not theirs
    let other = world.unit("kel-lembayung-asri").await.to_string();
    let strange = [("unit", other.as_str())];
    let form = padma.get("/99.99/kegiatan/baru").await;
    let once = form.field("sekali");
    let mut fields = strange.to_vec();
    fields.extend([
        ("jenis", "Ronda"),
        ("wilayah", PADMA),
        ("tanggal", "2026-11-20"),
        ("sekali", once.as_str()),
    ]);
    let refused = padma.upload("/99.99/kegiatan/lapor", &fields, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("unit-error"));

    // corrected on what was seen, and taken out of every count with a reason
    let id = led_to(first.location());
    let edit = format!("/99.99/kegiatan/{id}/ubah");
    let version = padma.get(&edit).await.field("versi");
    let change = [
        ("jenis", "Ronda malam"),
        ("wilayah", PADMA),
        ("tanggal", "2026-11-20"),
        ("versi", version.as_str()),
    ];
    let path = format!("/99.99/kegiatan/{id}/lapor");
    let changed = padma.upload(&path, &change, &[]).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.words());
    let stale = padma.upload(&path, &change, &[]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let one = format!("/99.99/kegiatan/{id}");
    let gone = padma
        .decide(
            &one,
            &format!("{one}/batalkan"),
            &[("alasan", "Tercatat dua kali")],
        )
        .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.words());
    assert!(
        padma
            .get(&one)
            .await
            .words()
            .contains("tidak dihitung lagi: Tercatat dua kali")
    );
    let list = padma.get("/99.99/kegiatan").await.words();
    assert!(
        !list.contains("Ronda malam") && list.contains("2 kegiatan"),
        "{list}"
    );
    world.check().await;
});

both!(
    s0_39_a_campaign_collects_activities_of_many_opd_and_shows_reach_by_kelurahan,
    |world| {
        let mut kadis = world.sign_in("kadis.dlh").await;
        let form = kadis.get("/99.99/gerakan/baru").await;
        let (own, other) = (
            world.unit("dlh").await.to_string(),
            world.unit("dinkes").await.to_string(),
        );
        let (padma_unit, once) = (
            world.unit("kel-padma-rimba").await.to_string(),
            form.field("sekali"),
        );
        let fields = [
            ("judul", "Gerakan PHBS"),
            ("unit", own.as_str()),
            ("mulai", "2026-10-01"),
            ("peserta", other.as_str()),
            ("peserta", padma_unit.as_str()),
            // a campaign can be tied to a revenue type
            ("topik", "Retribusi pelayanan kebersihan"),
            ("sekali", once.as_str()),
        ];
        let made = kadis.post("/99.99/gerakan", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.words());
        let campaign = led_to(made.location());
        let part = [("gerakan", campaign.as_str()), ("peserta", "40")];
        let mut padma = lurah(&world, "kel-padma-rimba").await;
        let mut lembayung = lurah(&world, "kel-lembayung-asri").await;
        for sent in [
            log(&mut padma, PADMA, "2026-11-19", &part, &[]).await,
            log(&mut kadis, PADMA, "2026-11-20", &part, &[]).await,
            log(&mut lembayung, LEMBAYUNG, "2026-11-20", &part[..1], &[]).await,
        ] {
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        }
        let page = kadis.get(made.location()).await.words();
        // units, activities, participants
        for text in [
            "Retribusi pelayanan kebersihan",
            "2 dari 22 kelurahan",
            "Padma Rimba Contoh Utara 2 2 80 orang",
            "Lembayung Asri Contoh Utara 1 1 Tidak dihitung",
            // S0-42: what every involved OPD contributed and which did nothing
            "4 unit, 1 belum berkontribusi",
            "Dinas Kesehatan Diminta ikut Belum ada",
            "Kelurahan Padma Rimba Diminta ikut 1 kegiatan di 1 kelurahan",
            "Kelurahan Lembayung Asri Ikut atas prakarsa sendiri 1 kegiatan",
        ] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let list = kadis.get("/99.99/gerakan").await.words();
        assert!(
            list.contains("Gerakan PHBS") && list.contains("Retribusi"),
            "{list}"
        );
        world.check().await;
    }
);
