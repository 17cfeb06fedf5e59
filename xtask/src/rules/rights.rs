//! Who may act without signing in.

use super::code::words;
use super::{Source, Violation};

/// `Grant::console` makes a right out of nothing. Only the command line, played data and
/// tests have no person in front of them; a page always has.
pub fn check(source: &Source) -> Vec<Violation> {
    let Some(house_crate) = source.house_crate() else {
        return Vec::new();
    };
    let free = matches!(house_crate, "demo" | "tuntas" | "testing" | "bench")
        || (house_crate == "platform" && source.code.contains("fn console"));
    if free {
        return Vec::new();
    }
    let calls = words(&source.code, "console").filter(|at| of_grant(&source.code[..*at]));
    let rule = "`Grant::console` is for the command line, played data and tests";
    calls.map(|at| source.at(at, rule)).collect()
}

/// Whether what stands before the name is a path through `Grant`: `Grant::`,
/// `Grant::<See>::`, `<Grant<See>>::`.
fn of_grant(before: &str) -> bool {
    let Some(path) = before.trim_end().strip_suffix("::") else {
        return false;
    };
    let start = path
        .rfind([';', '{', '}', '(', ')', '='])
        .map_or(0, |at| at + 1);
    words(&path[start..], "Grant").next().is_some()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::rules::lines;

    const BAD: &str = "let g = Grant::console(x);\nf(Grant::<See>::console);\n// Grant::console\n\
                       <Grant<See>>::console(x);\nlet c = web::console(x);\n";

    #[test]
    fn not_in_a_capability() {
        assert_eq!(
            lines(check, "crates/directives/src/web/list.rs", BAD),
            [1, 2, 4]
        );
        assert_eq!(lines(check, "crates/platform/src/jobs.rs", BAD), [1, 2, 4]);
        let definition = format!("{BAD}impl<A> Grant<A> {{ pub fn console() {{}} }}");
        assert!(lines(check, "crates/platform/src/grant.rs", &definition).is_empty());
        assert_eq!(
            lines(check, "crates/government/src/a.rs", &definition),
            [1, 2, 4]
        );
        for free in ["demo", "tuntas", "testing", "bench"] {
            assert!(
                lines(check, &format!("crates/{free}/src/a.rs"), BAD).is_empty(),
                "{free}"
            );
        }
    }
}
