//! What is missing of a head's part of a year, in words.

use time::Date;

use super::{Head, Quarter};

/// How an agreement stands, as far as it says why there is no figure of a head.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing<'a> {
    /// Whether there is one.
    pub exists: bool,
    /// Who signed the version that stands, if anybody did.
    pub signed_by: Option<&'a str>,
    /// Why nobody asks for it any more, or empty.
    pub dropped: &'a str,
}

/// What is missing of a head's part, in words; nothing of it is a zero.
pub fn missing(
    head: Option<&Head>,
    standing: Standing<'_>,
    year: i32,
    sent: impl Fn(u8) -> bool,
    today: Date,
) -> Vec<String> {
    let mut words = Vec::new();
    if !standing.dropped.is_empty() {
        words.push(standing.dropped.to_owned());
    }
    if head.is_none() {
        words.push("Pejabatnya belum tercatat".into());
    }
    if !standing.exists {
        words.push("Belum ada perjanjian kinerja".into());
        return words;
    }
    let Some(signed_by) = standing.signed_by else {
        words.push("Perjanjian belum ditandatangani".into());
        return words;
    };
    let Some(head) = head else {
        return words;
    };
    if head.signed.is_none() {
        words.push(format!(
            "Belum menandatangani perjanjian; yang berlaku ditandatangani {signed_by}"
        ));
    }
    let own: Vec<Quarter> = Quarter::all(year)
        .into_iter()
        .filter(|it| head.quarters.contains(&it.number))
        .collect();
    let over = || own.iter().filter(|it| it.is_over(today));
    if own.is_empty() {
        words.push(head.part(year));
    } else if over().next().is_none() {
        words.push("Belum ada triwulan yang berakhir pada masa jabatannya".into());
    }
    let silent = over().filter(|it| !sent(it.number));
    words.extend(silent.map(|it| format!("{} belum dikirim", it.short())));
    words
}

#[cfg(test)]
mod tests {
    use platform::{Uuid, date};

    use super::{Standing, missing};
    use crate::rules::Head;

    fn head(quarters: &[u8], signed: bool) -> Head {
        Head {
            account: Uuid::from_u128(1),
            name: "Orang 1".into(),
            office: "Kepala".into(),
            times: vec![],
            quarters: quarters.to_vec(),
            signed: signed.then(Uuid::nil),
        }
    }

    #[test]
    fn what_is_missing_has_its_words() {
        let today = date::parse("2026-07-15").unwrap();
        let of = |head: Option<&Head>, standing: Standing<'_>| {
            missing(head, standing, 2026, |number| number == 1, today)
        };
        let whole = head(&[1, 2, 3, 4], true);
        let signed = Standing {
            exists: true,
            signed_by: Some("Orang 9"),
            dropped: "",
        };
        assert_eq!(of(Some(&whole), signed), ["Triwulan II belum dikirim"]);
        assert_eq!(
            of(Some(&whole), Standing::default()),
            ["Belum ada perjanjian kinerja"]
        );
        let unsigned = Standing {
            signed_by: None,
            ..signed
        };
        assert_eq!(
            of(Some(&whole), unsigned),
            ["Perjanjian belum ditandatangani"]
        );
        let later = of(Some(&head(&[4], false)), signed);
        assert!(later[0].ends_with("ditandatangani Orang 9"), "{later:?}");
        assert!(later[1].starts_with("Belum ada triwulan yang berakhir"));
        let dropped = Standing {
            dropped: "Digabung",
            ..signed
        };
        assert_eq!(of(None, dropped), ["Digabung", "Pejabatnya belum tercatat"]);
    }
}
