//! A year for which two packs of one family hold: somebody says which, and that holds for that year and region
//! alone. No shipped packs stand like that yet, so the test brings one.

use axum::http::StatusCode;
use regulations::{Held, Pack, pack, packs_for_tests};
use testing::{Answer, Client, both};
use values::store::rules_of;

use crate::regulations::{Sheet, kept, previewed};

const LIST: &str = "/99.99/daftar-ikk";
const SHIPPED: &str = "lppd-ikk-kabkota";
const OTHER: &str = "lppd-ikk-uji";
/// What the other pack calls 1.b.3.
const NAME: &str = "Ibu hamil menurut paket uji";
/// The year both hold for; no other test lives in it.
const YEAR: u16 = 2098;

/// The shipped list, and one of its family that holds for one year, in which an IKK has another name and one
/// is gone.
fn bring() {
    let mut other: Pack = pack(SHIPPED).expect("the shipped list").clone();
    other.id = OTHER.into();
    other.title = "IKK LPPD paket uji".into();
    (other.years.first, other.years.last) = (Some(YEAR), Some(YEAR));
    let mothers = other.indicators.iter_mut().find(|it| it.code == "1.b.3");
    mothers.expect("1.b.3").name = NAME.into();
    other.indicators.retain(|it| it.code != "3.e.1");
    packs_for_tests(&[other]);
}

async fn take(who: &mut Client, pack: &str, year: u16) -> Answer {
    let year = year.to_string();
    let fields = [("paket", pack), ("tahun", year.as_str())];
    who.post(&format!("{LIST}/dari-paket"), &fields).await
}

async fn listed(who: &mut Client, year: u16) -> String {
    let path = format!("{LIST}?daftar=lppd:{year}");
    who.get(&path).await.words()
}

async fn book_of(who: &mut Client, year: u16) -> Sheet {
    Sheet::of(who, &format!("{LIST}/tahunan.xlsx?tahun={year}"), "Tahun").await
}

both!(
    where_two_packs_of_a_family_hold_somebody_says_which,
    |world| {
        bring();
        let mut tapem = world.sign_in("tapem").await;
        let choices = "select count(*) from pack_choice where region = '99.99'";
        let of_year = "select count(*) from indicator where region = '99.99' and year = 2098";

        // nothing is guessed: the page asks, beside the field, with what was typed still there
        let asked = take(&mut tapem, "", YEAR).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = "Untuk tahun 2098 berlaku beberapa paket: IKK LPPD kabupaten/kota, IKK LPPD paket uji. \
                    Pilih satu.";
        assert!(asked.words().contains(told), "{}", asked.words());
        assert!(asked.body.contains("form-select is-invalid\" id=\"paket\""));
        assert!(asked.body.contains("name=\"tahun\" value=\"2098\""));
        for id in [SHIPPED, OTHER] {
            let option = format!("<option value=\"{id}\">");
            assert!(asked.body.contains(&option), "{id} is offered");
        }
        assert_eq!(world.number(of_year).await, 0);
        assert_eq!(world.number(choices).await, 0);

        // whatever else rests on the pack of that year asks too
        let book = tapem.get(&format!("{LIST}/tahunan.xlsx?tahun=2098")).await;
        assert_eq!(book.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(book.words().contains("Pilih satu lewat Ambil Daftar"));
        let mut early = book_of(&mut tapem, 2097).await;
        let place = early.place("Tahun");
        for row in &mut early.rows {
            row[place] = "2098".into();
        }
        let (path, page) = previewed(&mut tapem, LIST, &early.bytes()).await;
        let told = "berlaku beberapa paket: IKK LPPD kabupaten/kota, IKK LPPD paket uji. Pilih dahulu satu";
        assert!(page.words().contains(told), "{}", page.words());
        tapem.post(&format!("{path}/simpan"), &[]).await;
        assert_eq!(world.number(of_year).await, 0, "nothing is kept");
        let rules = tapem.get("/99.99/peraturan?tahun=2098").await.words();
        assert_eq!(rules.matches("belum dipilih").count(), 2, "{rules}");

        // a pack that does not hold for the year is no answer
        let wrong = take(&mut tapem, OTHER, 2097).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = "Paket IKK LPPD paket uji tidak berlaku untuk tahun 2097";
        assert!(wrong.words().contains(told), "{}", wrong.words());
        assert!(
            wrong
                .body
                .contains(&format!("<option value=\"{OTHER}\" selected>"))
        );

        // said once, it holds: the list, what goes out and what comes in are those of that pack
        let taken = take(&mut tapem, OTHER, YEAR).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
        let list = listed(&mut tapem, YEAR).await;
        assert!(list.contains(NAME) && !list.contains("3.e.1"), "{list}");
        let again = take(&mut tapem, "", YEAR).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "it is not asked twice");
        assert!(listed(&mut tapem, YEAR).await.contains(NAME));
        let sheet = book_of(&mut tapem, YEAR).await;
        assert_eq!(sheet.rows.len(), 154);
        assert_eq!(
            sheet.row("Kode IKK", "1.b.3")[sheet.place("Indikator")],
            NAME
        );
        let words = kept(&mut tapem, LIST, &sheet.bytes()).await;
        let told = "dibandingkan dengan paket IKK LPPD paket uji; 0 indikator berbeda";
        assert!(words.contains(told), "{words}");
        let rules = tapem.get("/99.99/peraturan?tahun=2098").await.words();
        assert!(rules.contains("IKK LPPD paket uji dipakai"), "{rules}");
        assert!(rules.contains("kabupaten/kota tidak dipakai"), "{rules}");

        // the years around it and other regions are asked nothing and told nothing
        for year in [2097, 2099] {
            let taken = take(&mut tapem, "", year).await;
            assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.words());
            let list = listed(&mut tapem, year).await;
            assert!(!list.contains(NAME) && list.contains("3.e.1"), "{list}");
        }
        assert_eq!(world.number(choices).await, 1);
        let elsewhere = "88.88".parse().expect("a code");
        let rules = rules_of(world.app.db().read(), &elsewhere, "lppd-ikk", YEAR).await;
        assert!(matches!(rules.expect("rules"), Held::Several(packs) if packs.len() == 2));

        // who said so may say otherwise; it stands in the history of the region
        let other = take(&mut tapem, SHIPPED, YEAR).await;
        assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.words());
        let list = listed(&mut tapem, YEAR).await;
        assert!(!list.contains(NAME) && list.contains("3.e.1"), "{list}");
        assert_eq!(world.number(choices).await, 1);
        let audit = "select count(*) from audit where region = '99.99' \
                     and payload like '%Paket yang dipakai%'";
        assert_eq!(world.number(audit).await, 2);
        world.check().await;
    }
);
