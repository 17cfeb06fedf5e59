//! Why a file cannot be judged at all, in words for who holds it.

use std::io;

/// Why a file cannot be judged.
#[derive(Debug, thiserror::Error)]
pub enum RecheckError {
    /// No first row.
    #[error("Berkas kosong: baris pertama harus berisi nama kolom.")]
    Empty,
    /// A workbook instead of a table as text.
    #[error(
        "Berkas ini buku kerja Excel. Di Excel pilih Simpan Sebagai, jenis CSV UTF-8, lalu periksa berkas CSV itu."
    )]
    Workbook,
    /// A column is missing.
    #[error("Kolom «{missing}» tidak ada. Baris pertama harus berisi: {needed}.")]
    MissingColumn {
        /// The first that is missing.
        missing: &'static str,
        /// All that are needed.
        needed: String,
    },
    /// A column is there twice.
    #[error("Kolom «{0}» ada dua kali; hapus salah satunya.")]
    DoubleColumn(&'static str),
    /// One row takes more than any row of a table.
    #[error("Baris data ke-{0} terlalu panjang; mungkin ada tanda petik yang tidak ditutup.")]
    RowTooLong(u64),
    /// The file cannot be read.
    #[error("Berkas tidak dapat dibaca: {0}")]
    Read(io::Error),
    /// The result cannot be written.
    #[error("Hasil tidak dapat ditulis: {0}")]
    Write(io::Error),
}
