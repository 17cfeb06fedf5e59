//! The columns of the list.

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What rows are asked by.
    pub key: &'static str,
    /// What it is called; the first is what people are told.
    pub names: &'static [&'static str],
    /// Whether the sheet must have it.
    pub required: bool,
    /// How it is filled, in a sentence.
    pub help: &'static str,
}

impl Column {
    /// One the sheet must have.
    pub(crate) const fn required(
        key: &'static str,
        names: &'static [&'static str],
        help: &'static str,
    ) -> Self {
        Self {
            key,
            names,
            required: true,
            help,
        }
    }

    /// One the sheet may have.
    pub(crate) const fn optional(
        key: &'static str,
        names: &'static [&'static str],
        help: &'static str,
    ) -> Self {
        Self {
            key,
            names,
            required: false,
            help,
        }
    }
}

/// All of them, in order.
pub const COLUMNS: [Column; 15] = [
    Column::required(
        "code",
        &["Kode IKK", "No IKK", "Kode"],
        "Kode menurut daftar tahun ini, misalnya 1.a.1.",
    ),
    Column::optional(
        "old_code",
        &["Kode Lama", "Kode Tahun Lalu"],
        "Isi hanya bila kodenya berubah; nilai tahun lalu ikut pindah.",
    ),
    Column::required(
        "name",
        &["Indikator", "Nama Indikator", "IKK"],
        "Nama menurut daftar tahun ini.",
    ),
    Column::optional(
        "kind",
        &["Jenis", "Kelompok"],
        "Hasil, Keluaran, Penunjang, atau Makro.",
    ),
    Column::optional(
        "affair",
        &["Urusan"],
        "Nama urusan; wajib hanya bila urusannya belum ada.",
    ),
    Column::optional(
        "parent",
        &["Induk", "Kode IKK Hasil"],
        "Untuk keluaran: kode IKK hasil di atasnya.",
    ),
    Column::optional(
        "numerator",
        &["Pembilang (A)", "Pembilang", "Elemen 1"],
        "Apa yang dihitung sebagai A.",
    ),
    Column::optional(
        "denominator",
        &["Penyebut (B)", "Penyebut", "Elemen 2"],
        "Apa yang dihitung sebagai B.",
    ),
    Column::optional(
        "elements",
        &["Elemen Lain"],
        "Elemen selain A dan B: IKA = Indeks Kualitas Air; IKU = ...",
    ),
    Column::optional(
        "formula",
        &["Rumus"],
        "Misalnya A/B*100; nilai yang diisi langsung: A.",
    ),
    Column::optional("measure", &["Satuan"], "Misalnya %."),
    Column::optional(
        "direction",
        &["Arah"],
        "Tinggi bila makin tinggi makin baik, Rendah bila makin rendah makin baik.",
    ),
    Column::optional(
        "main_owner",
        &["PD Pengampu Utama", "PD Pengampu"],
        "Satu perangkat daerah.",
    ),
    Column::optional(
        "supporting",
        &["PD Pendukung"],
        "Boleh beberapa, dipisah titik koma.",
    ),
    Column::optional(
        "element_owners",
        &["Pengampu Elemen"],
        "Bila berbeda dari pengampu utama: B = Disdukcapil.",
    ),
];
