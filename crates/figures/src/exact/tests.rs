//! Exactness, against integers of any length.

use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

use super::Exact;

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

#[test]
fn a_third_of_three_is_one() {
    let third = Exact::ratio(1, 3).unwrap();
    assert_eq!(&(&third + &third) + &third, Exact::ONE);
    assert_eq!(Exact::ratio(1, 9).unwrap().stored(), "1/9");
    assert_eq!(Exact::ratio(1, 0), None);
}

#[test]
fn half_goes_up_and_printing_knows_both_ways() {
    for (number, places, plain, indonesian) in [
        ("0.125", 2, "0.13", "0,13"),
        ("-0.125", 2, "-0.13", "-0,13"),
        ("0.124999999999999999999", 2, "0.12", "0,12"),
        ("2.5", 0, "3", "3"),
        ("-0.004", 2, "0.00", "0,00"),
        ("1234567.5", 2, "1234567.50", "1.234.567,50"),
        ("999.995", 2, "1000.00", "1.000,00"),
        ("45120/5003", 4, "9.0186", "9,0186"),
        ("0", 0, "0", "0"),
    ] {
        let number = exact(number);
        assert_eq!(number.plain(places), plain);
        assert_eq!(number.indonesian(places), indonesian);
    }
    assert_eq!(exact("1250").rounded(-2), exact("1300"));
    assert_eq!(exact("0.875").cut(2), exact("0.87"));
    assert_eq!(exact("-0.875").cut(2), exact("-0.87"));
}

#[test]
fn long_numbers_go_on_and_come_back() {
    let long = exact(&"9".repeat(60));
    assert_eq!(&(&long * &long).over(&long).unwrap(), &long);
    assert_eq!(&long - &long, Exact::ZERO);
    assert!((&long - &long).is_zero());
    let lowest = Exact::from(i128::MIN);
    assert_eq!(&(-&lowest) + &lowest, Exact::ZERO);
    assert_eq!(lowest.over(&exact("-1")).unwrap(), -&lowest);
    assert_eq!(
        exact("2")
            .power(200)
            .unwrap()
            .over(&exact("2").power(199).unwrap()),
        Some(exact("2"))
    );
    assert_eq!(Exact::ZERO.power(-1), None);
    assert_eq!(exact("2").power(-2).unwrap().full(), "0.25");
}

#[test]
fn all_digits_of_what_ends_and_twenty_of_what_does_not() {
    assert_eq!(exact("90.190").full(), "90.19");
    assert_eq!(Exact::ratio(1, 3).unwrap().full(), "0.33333333333333333333");
    assert_eq!(Exact::ratio(1, 1024).unwrap().full(), "0.0009765625");
}

#[test]
fn what_was_not_stored_is_refused() {
    for wrong in [
        "", "-", ".", "1,5", "1/0", "1e5", " 1", "+1", "--1", "1/2/3", "1.2.3",
    ] {
        assert!(wrong.parse::<Exact>().is_err(), "{wrong}");
    }
}

fn number() -> impl Strategy<Value = (i128, i128)> {
    let part = prop_oneof![
        -1000_i128..1000,
        any::<i64>().prop_map(i128::from),
        any::<i128>(),
        Just(i128::MIN),
        Just(i128::MAX)
    ];
    (part.clone(), part.prop_filter("a divisor", |d| *d != 0))
}

proptest! {
    #[test]
    fn agrees_with_long_arithmetic((a, b) in number(), (c, d) in number(), places in -4_i32..20) {
        let (x, y) = (Exact::ratio(a, b).unwrap(), Exact::ratio(c, d).unwrap());
        let long = |n: i128, d: i128| BigRational::new(n.into(), d.into());
        let (p, q) = (long(a, b), long(c, d));
        prop_assert_eq!((&x + &y).to_big(), &p + &q);
        prop_assert_eq!((&x - &y).to_big(), &p - &q);
        prop_assert_eq!((&x * &y).to_big(), &p * &q);
        prop_assert_eq!(x.cmp(&y), p.cmp(&q));
        prop_assert_eq!(x == y, p == q);
        if let Some(quotient) = x.over(&y) {
            prop_assert_eq!(quotient.to_big(), &p / &q);
        }
        // a rounded number is at most half a unit away
        let unit = Exact::from(10_i64).power(-places).unwrap();
        let off = (&x - &x.rounded(places)).abs();
        prop_assert!(&off + &off <= unit);
        prop_assert_eq!(x.digits(0), p.clone().abs_round());
    }

    #[test]
    fn stored_text_comes_back((a, b) in number()) {
        let number = Exact::ratio(a, b).unwrap();
        prop_assert_eq!(number.stored().parse::<Exact>().unwrap(), number);
    }
}

trait HalfAway {
    fn abs_round(self) -> BigInt;
}
impl HalfAway for BigRational {
    /// The library's own rounding, which goes away from zero at a half.
    fn abs_round(self) -> BigInt {
        self.round().to_integer()
    }
}
