//! The faults that published reports have, each found.

use figures::{Exact, Figure};

use super::{
    Inputs, Part, Shift, Warning, against_last_year, numerator, parts_against_whole, quarters,
    range, same_inputs, whole_count,
};

fn exact(text: &str) -> Exact {
    text.parse().expect("a number")
}

fn known(text: &str) -> Figure {
    Figure::Known(exact(text))
}

fn limit() -> Exact {
    exact("50")
}

fn words(warning: Option<Warning>) -> String {
    warning.map_or_else(String::new, |it| it.to_string())
}

#[test]
fn a_thousands_dot_stored_as_a_decimal_loses_its_zeros() {
    // 4.512 people became 4,512 people
    assert_eq!(
        words(whole_count(&exact("4.512"))),
        "4,512 bukan bilangan bulat, padahal yang dihitung utuh. Mungkin titik ribuan terbaca sebagai koma."
    );
    // 12.000 people became 12: a whole number, but not beside last year's
    assert_eq!(whole_count(&exact("12")), None);
    let jump = against_last_year(&exact("12"), &exact("11850"), &limit());
    assert_eq!(
        words(jump),
        "Berubah jauh dari tahun lalu: 11.850 menjadi 12. Sekitar seribu kali: mungkin titik ribuan \
         terbaca sebagai koma, atau ditulis dalam ribuan."
    );
}

#[test]
fn a_population_cut_to_thousands_in_one_element_only() {
    assert_eq!(
        words(numerator(&exact("4512"), &exact("264"))),
        "Pembilang 4.512 lebih besar dari penyebut 264. Periksa apakah keduanya tertukar, atau salah \
         satunya ditulis dalam ribuan."
    );
    assert_eq!(numerator(&exact("264"), &exact("264")), None);
}

#[test]
fn a_decimal_comma_lost_and_a_numerator_far_larger_give_more_than_the_whole() {
    let of_share = |value: &str| range(&exact(value), Some(&Exact::ZERO), Some(&Exact::HUNDRED));
    assert_eq!(
        words(of_share("9019")),
        "9.019 di atas batas tertinggi 100. Periksa pembilang, penyebut, dan satuannya."
    );
    assert_eq!(
        words(of_share("-2")),
        "-2 di bawah batas terendah 0. Periksa tanda dan satuannya."
    );
    assert_eq!(of_share("100"), None);
    assert_eq!(of_share("0"), None);
    let jump = against_last_year(&exact("9019"), &exact("88.4"), &limit());
    assert!(matches!(
        jump,
        Some(Warning::Jump {
            shift: Some(Shift::Hundred),
            ..
        })
    ));
}

#[test]
fn a_value_identical_to_last_years() {
    let same = against_last_year(&exact("90.19"), &exact("90.190"), &limit());
    assert_eq!(
        words(same),
        "Sama dengan tahun lalu (90,19). Pastikan ini data tahun ini."
    );
    assert_eq!(
        against_last_year(&Exact::ZERO, &Exact::ZERO, &limit()),
        None
    );
}

#[test]
fn what_moves_within_the_limit_or_from_nothing_is_no_jump() {
    assert_eq!(
        against_last_year(&exact("150"), &exact("100"), &limit()),
        None
    );
    let jump = against_last_year(&exact("151"), &exact("100"), &limit());
    assert_eq!(
        words(jump),
        "Berubah jauh dari tahun lalu: 100 menjadi 151. Jelaskan penyebabnya pada catatan."
    );
    assert_eq!(against_last_year(&exact("7"), &Exact::ZERO, &limit()), None);
    // down to nothing is far, and no digits moved
    let gone = against_last_year(&Exact::ZERO, &exact("7"), &limit());
    assert!(matches!(gone, Some(Warning::Jump { shift: None, .. })));
}

#[test]
fn the_same_inputs_copied_to_two_indicators() {
    let filled = |code: &str, variables: [&str; 2], figures: [&str; 2]| Inputs {
        code: code.into(),
        figures: variables
            .into_iter()
            .zip(figures)
            .map(|(variable, figure)| (variable.to_owned(), exact(figure)))
            .collect(),
    };
    let all = [
        filled("3.g.3", ["iui-dipantau", "iui"], ["14", "20"]),
        filled("3.g.4", ["ipui-dipantau", "ipui"], ["14", "20"]),
        filled("3.g.5", ["iuki-dipantau", "iuki"], ["0", "0"]),
        filled("1.d.1", ["rumah-ditangani", "rumah"], ["0", "0"]),
        // the same variables have the same figures, and rightly so
        filled("3.g.3-k1", ["iui-dipantau", "iui"], ["14", "20"]),
    ];
    let found = same_inputs(&all);
    assert_eq!(found.len(), 1);
    let (code, warning) = &found[0];
    assert_eq!(*code, "3.g.4");
    assert_eq!(
        warning.to_string(),
        "Angkanya sama persis dengan isian indikator 3.g.3. Pastikan tidak tersalin."
    );
}

#[test]
fn parts_and_what_comes_from_outside_make_the_whole() {
    let part = |name: &str, figure: Figure, outside| Part {
        name: name.into(),
        figure,
        outside,
    };
    let mut parts = vec![
        part("Banjar", known("300"), false),
        part("Timbang Galung", known("180"), false),
        part("Tanpa puskesmas", Figure::NotRelevant, false),
    ];
    assert_eq!(
        words(parts_against_whole(&parts, &exact("500"))),
        "Jumlah rincian 480 tidak sama dengan jumlah seluruhnya 500; selisihnya 20. Bila sebagian \
         berasal dari luar wilayah, tulis pada baris luar wilayah."
    );
    parts.push(part("Luar wilayah", known("20"), true));
    assert_eq!(parts_against_whole(&parts, &exact("500")), None);
    assert_eq!(
        words(parts_against_whole(&parts, &exact("510"))),
        "Jumlah rincian 500 tidak sama dengan jumlah seluruhnya 510; selisihnya 10."
    );
    // a blank is not 0 and not "ada": nothing can be said before it is filled
    parts.push(part("Melayu", Figure::NotFilled, false));
    assert_eq!(
        words(parts_against_whole(&parts, &exact("500"))),
        "Rincian belum lengkap, jadi belum dapat dicocokkan dengan jumlah seluruhnya: Melayu."
    );
}

#[test]
fn a_cumulative_quarter_that_falls() {
    let found = quarters(&[known("10"), Figure::NotFilled, known("8"), known("12")]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].to_string(),
        "Triwulan III turun dari 10 menjadi 8, padahal angkanya kumulatif."
    );
    assert!(quarters(&[known("0"), known("0"), known("3"), Figure::NotDue]).is_empty());
}
