//! The check of the audit chain against itself, its head and the anchors outside the database.

use axum::extract::State;
use platform::{
    App, Grant, Page, Problem, RegionCode,
    store::audit::{self, Break, Head},
};

use super::{
    actions::ReadAudit,
    audit_page::{Verdict, render},
};

/// Checks the whole chain and shows what was found above its latest rows.
pub async fn send(grant: Grant<ReadAudit>, State(app): State<App>) -> Result<Page, Problem> {
    let anchors = audit::anchors(&app.settings().anchors, grant.region());
    let found = check(&app, grant.region(), &anchors).await?;
    let verdict = in_words(&found, anchors.len());
    render(&app, &grant, 0, Some(verdict)).await
}

/// The chain grows while it is read; a head that differs is looked at again.
async fn check(
    app: &App,
    region: &RegionCode,
    anchors: &[Head],
) -> Result<Result<Head, Break>, Problem> {
    let mut found = audit::verify(app.db().read(), region, anchors).await?;
    for _ in 0..2 {
        if !matches!(found, Err(Break::HeadDiffers { .. })) {
            break;
        }
        found = audit::verify(app.db().read(), region, anchors).await?;
    }
    Ok(found)
}

fn in_words(found: &Result<Head, Break>, anchors: usize) -> Verdict {
    let text = match found {
        Ok(head) => {
            let anchored = match anchors {
                0 => "Belum ada catatan jangkar di luar basis data untuk dicocokkan.".into(),
                count => format!("Cocok dengan {count} catatan jangkar di luar basis data."),
            };
            return Verdict {
                whole: true,
                title: "Jejak audit utuh",
                text: format!(
                    "Panjang {} baris, semuanya bersambung. {anchored} Sidik baris terakhir: {}.",
                    head.length, head.hash
                ),
            };
        }
        Err(Break::Gap { expected, found }) => match found {
            Some(found) => format!("Baris {expected} tidak ada; yang ditemukan baris {found}."),
            None => format!("Baris {expected} tidak ada."),
        },
        Err(Break::NotLinked(number)) => {
            format!("Baris {number} tidak menyambung dengan baris sebelumnya.")
        }
        Err(Break::Changed(number)) => {
            format!("Isi baris {number} tidak sama dengan saat dicatat.")
        }
        Err(Break::HeadDiffers { length }) => {
            format!("Ujung jejak tidak sama dengan catatan panjangnya ({length} baris).")
        }
        Err(Break::AnchorDiffers { length }) => format!(
            "Catatan jangkar di luar basis data untuk baris {length} tidak cocok: baris itu hilang \
             atau berubah."
        ),
    };
    Verdict {
        whole: false,
        title: "Jejak audit terputus",
        text: format!(
            "{text} Jangan menghapus apa pun: simpan salinan basis data dan cadangannya, lalu \
             laporkan kepada Inspektorat dan pengelola sistem."
        ),
    }
}

#[cfg(test)]
mod tests {
    use platform::store::audit::{Break, Head};

    use super::in_words;

    #[test]
    fn the_check_says_where_it_breaks() {
        let whole = in_words(
            &Ok(Head {
                length: 12,
                hash: "ab".repeat(32),
            }),
            2,
        );
        assert!(
            whole.whole
                && whole.text.contains("12 baris")
                && whole.text.contains("2 catatan jangkar")
        );
        assert!(whole.text.contains(&"ab".repeat(32)));
        for (broken, said) in [
            (
                Break::Gap {
                    expected: 7,
                    found: Some(9),
                },
                "Baris 7 tidak ada; yang ditemukan baris 9",
            ),
            (Break::NotLinked(5), "Baris 5"),
            (Break::Changed(3), "Isi baris 3"),
            (Break::HeadDiffers { length: 4 }, "4 baris"),
            (Break::AnchorDiffers { length: 8 }, "baris 8"),
        ] {
            let verdict = in_words(&Err(broken), 0);
            assert!(
                !verdict.whole && verdict.text.contains(said),
                "{}",
                verdict.text
            );
        }
    }
}
