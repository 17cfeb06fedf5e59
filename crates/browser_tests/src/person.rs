//! People at the desk and what they do there.

use std::path::Path;

use anyhow::{Context, ensure};

use crate::{Desk, Outcome, Window, window::quoted};

/// Somebody who is signed in.
pub struct Person<'a> {
    desk: &'a Desk,
    who: String,
}

/// The region everybody belongs to.
const HOME: &str = "/99.99";

impl<'a> Person<'a> {
    pub(crate) async fn signs_in(desk: &'a Desk, who: &str, post: Option<&str>) -> Outcome<Self> {
        let person = Self {
            desk,
            who: who.to_owned(),
        };
        person
            .enters(post)
            .await
            .with_context(|| format!("{who} signs in"))?;
        Ok(person)
    }

    async fn enters(&self, post: Option<&str>) -> Outcome {
        let page = self.page();
        if self.desk.taken.replace(true) {
            self.frees_the_desk().await?;
        }
        page.goes_to(&format!("{HOME}/masuk")).await?;
        page.fills("NIP atau nama masuk", &self.who).await?;
        page.fills("Kata sandi", &self.desk.house.password).await?;
        page.clicks("Masuk").await?;
        if let Some(post) = post {
            page.sees("Jabatan dan penugasan Anda hari ini").await?;
            page.ticks(post).await?;
            page.clicks("Pilih").await?;
        }
        page.sees("Selamat bekerja").await
    }

    /// Signs out whoever sat here before.
    async fn frees_the_desk(&self) -> Outcome {
        let page = self.page();
        page.goes_to(HOME).await?;
        page.unfolds_menu().await?;
        page.clicks("Keluar").await?;
        page.sees("Kata sandi").await
    }

    /// The page in front.
    pub fn page(&self) -> &'a Window {
        &self.desk.window
    }

    /// Opens a page of the region by its path.
    ///
    /// # Errors
    /// When the browser does not answer; the verbs below also fail when what they look for does
    /// not appear.
    pub async fn goes_to(&self, path: &str) -> Outcome {
        self.page().goes_to(&format!("{HOME}{path}")).await
    }

    /// Opens the work list and reads what it says about a task; it may stand there more than once,
    /// with its target to propose and its progress to report.
    ///
    /// # Errors
    /// When the task is not there; so for all verbs below when what they look for does not appear.
    pub async fn has_to_do(&self, task: &str) -> Outcome<String> {
        let page = self.page();
        page.opens_menu("Perlu Ditindaklanjuti").await?;
        page.finds(&format!("the task “{task}”"), &row(task))
            .await?;
        page.texts_at(&row(task)).await
    }

    /// Opens what the work list offers to do about a task: *Laporkan*, *Periksa*, ...
    pub async fn takes_up(&self, task: &str, verb: &str) -> Outcome {
        let offered = self.has_to_do(task).await?;
        let path = format!(
            "{}//div[@class='task-do']/a[starts-with(normalize-space(.),{})]",
            row(task),
            quoted(verb)
        );
        let link = self
            .page()
            .finds(&format!("“{verb}” in: {offered}"), &path)
            .await?;
        self.page().presses(&link).await
    }

    /// Proposes how much is to be done by when.
    pub async fn proposes(&self, target: &str, measure: &str, days: i32) -> Outcome {
        let page = self.page();
        page.fills("Jumlah target", target).await?;
        page.fills("Satuan ukur", measure).await?;
        page.fills_date("Batas Waktu", days).await?;
        page.clicks("Usulkan Target").await?;
        page.sees("Usulan target tersimpan dan menunggu kesepakatan.")
            .await
    }

    /// Agrees to what is proposed on the page.
    pub async fn agrees(&self) -> Outcome {
        self.page().clicks("Sepakati dan Kunci").await?;
        self.page().sees("Target disepakati dan terkunci.").await
    }

    /// Fills in the report: how many, what was done, with a photo or without.
    pub async fn reports(&self, amount: &str, note: &str, photo: Option<&Path>) -> Outcome {
        let page = self.page();
        page.fills("Jumlah yang sudah dicapai sampai sekarang", amount)
            .await?;
        page.fills("Apa yang sudah dilakukan", note).await?;
        if let Some(photo) = photo {
            page.fills("Keterangan bukti", "Foto kegiatan").await?;
            page.attaches("Foto atau berkas", photo).await?;
        }
        Ok(())
    }

    /// Keeps the report for the head of the unit.
    pub async fn keeps_the_draft(&self) -> Outcome {
        self.page().clicks("Simpan Draf").await?;
        self.page().sees("Draf tersimpan.").await
    }

    /// Sends the report and gets a receipt.
    pub async fn sends(&self) -> Outcome {
        self.page().clicks("Kirim").await?;
        self.page()
            .sees("Laporan terkirim. Tanda terimanya ada di bawah.")
            .await
    }

    /// Sends a report again that had come back.
    pub async fn sends_again(&self) -> Outcome {
        self.page().clicks("Kirim Ulang").await?;
        self.page()
            .sees("Laporan terkirim. Tanda terimanya ada di bawah.")
            .await
    }

    /// Finds the report right.
    pub async fn verifies(&self) -> Outcome {
        self.page().clicks("Verifikasi").await?;
        self.page().sees("Laporan terverifikasi.").await
    }

    /// Sends the report back with a note.
    pub async fn returns(&self, note: &str) -> Outcome {
        let page = self.page();
        page.fills("Apa yang harus diperbaiki", note).await?;
        page.clicks("Kembalikan").await?;
        page.sees("Laporan dikembalikan untuk perbaikan.").await
    }

    /// Ticks a supporter after narrowing the list by a search.
    pub async fn picks_supporter(&self, search: &str, unit: &str) -> Outcome {
        let page = self.page();
        let search_box = page
            .finds("the search of units", "//input[@aria-label='Cari unit']")
            .await?;
        search_box.clear().await?;
        search_box.send_keys(search).await?;
        page.ticks(unit).await
    }

    /// Sees number, time and fingerprint of what was sent.
    pub async fn has_a_receipt(&self) -> Outcome {
        let receipt = self.page().text_of(".receipt").await?;
        for part in ["Tanda Terima", "TT-99.99-", "WIB", "SHA-256"] {
            ensure!(receipt.contains(part), "no {part} in: {receipt}");
        }
        let hash = receipt.rsplit(' ').next().unwrap_or_default();
        let whole = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        ensure!(whole, "no fingerprint in: {receipt}");
        Ok(())
    }

    /// Hands the point on the page to a unit, with target and date agreed in the meeting: what
    /// other stories begin with. Gives the path of the follow-up.
    pub async fn hands_over_agreed(&self, task: &str, lead: &str, target: &str) -> Outcome<String> {
        let page = self.page();
        page.clicks("Bagi Tindak Lanjut").await?;
        page.fills("Tindak lanjut", task).await?;
        page.chooses("Penanggung Jawab", lead).await?;
        page.ticks("Wajib ditindaklanjuti").await?;
        page.fills("Jumlah target", target).await?;
        page.fills("Satuan ukur", "kelurahan").await?;
        page.fills("atau dalam hari kerja", "30").await?;
        page.ticks("langsung kunci").await?;
        page.clicks("Bagi Tindak Lanjut").await?;
        page.sees("Belum ada capaian, target").await?;
        page.clicks(task).await?;
        page.sees("Belum ada laporan").await?;
        page.path().await
    }

    /// Opens the first point of the newest meeting that has one.
    pub async fn opens_newest_point(&self) -> Outcome {
        let page = self.page();
        page.opens_menu("Rapat").await?;
        let meeting = page
            .finds(
                "a meeting with points",
                "(//tr[td[@data-label='Butir'][normalize-space(.)!='0']]//a[@class='row-link'])[1]",
            )
            .await?;
        page.presses(&meeting).await?;
        let point = page
            .finds(
                "a point",
                "(//a[starts-with(normalize-space(.),'Butir ')])[1]",
            )
            .await?;
        page.presses(&point).await?;
        page.sees("Ditujukan kepada").await
    }

    /// Nobody offers this person to report about the task on the page.
    pub async fn may_not_report(&self) -> Outcome {
        let text = self.page().text().await?;
        ensure!(
            !text.contains("Laporkan"),
            "{} may report: {text}",
            self.who
        );
        Ok(())
    }
}

/// The row of a task in a list of tasks.
fn row(task: &str) -> String {
    format!(
        "//li[contains(concat(' ',@class,' '),' task ')]\
         [.//a[contains(@class,'task-title')][normalize-space(.)={}]]",
        quoted(task)
    )
}
