//! Pages take a fixed handful of statements, however large the region is.

use government::Role;
use testing::{World, both, stage::Subjects};
use tuntas::rooms;

/// Most statements of a page.
const MOST: u32 = 8;
/// Most statements of the pages that everybody opens at half past seven.
const MOST_HOT: u32 = 4;
/// Most statements of a meeting's material while it is collected: the whole of it is composed.
const MOST_MATERIAL: u32 = 9;
/// Most statements of a paper of the register: all that happened in a meeting stands on its minutes.
const MOST_PAPER: u32 = 9;
/// Most statements of a bundle: every paper of a meeting is composed for it.
const MOST_BUNDLE: u32 = 21;
/// Most statements of what a unit fills in: last year, results, evidence, notes and requests stand
/// beside it. The list of the LPPD asks for one more: codes that moved.
const MOST_GRID: u32 = 13;
/// Most statements of one indicator of it: every verdict and every revision besides.
const MOST_INDICATOR: u32 = 14;
/// Most statements of a whole round: all units, figures, results and evidence.
const MOST_ROUND: u32 = 9;
/// Most statements of the example of historic figures: the newest list, and those of three years before
/// it with their figures.
const MOST_HISTORIC: u32 = 15;
/// Most statements of an agreement: what it achieved, the scale of the region, the IKK its unit owns and the
/// evidence of its signature stand on it.
const MOST_AGREEMENT: u32 = 15;
/// Most statements of a performance report: earlier years, the plan, the scale and the agreement stand
/// beside it.
const MOST_REPORT: u32 = 15;
/// Most statements of what evaluates heads: who led, what was signed, reported, promised and filled in, and
/// what was decided, all of which other pages compute too.
const MOST_HEADS: u32 = 15;
/// Most statements of a document of the plan: three for the tree, and its editions, what its unit says, who
/// else has one, its review.
const MOST_DOCUMENT: u32 = 12;
const HOT: [&str; 2] = ["/{region}/dasbor", "/{region}/perlu-ditindaklanjuti"];

/// Statements of every page of a region with `units` units, by path.
async fn counts(world: &World, region: &str, units: usize) -> Vec<(&'static str, u32)> {
    let all = world.region(region, units).await;
    let home = all["opd-0"];
    let subjects: Subjects = world.subjects(region, home).await;
    for n in 1..units.min(6) {
        world.subjects(region, all[&format!("opd-{n}")]).await;
    }
    let mut people = Vec::new();
    for role in Role::ALL {
        let name = format!("{} {region}", role.code());
        people.push((role, world.person(region, home, role, &name).await.client));
    }
    let matrix = world.app.matrix().clone();
    let mut counted = Vec::new();
    for route in rooms::route_table() {
        if route.method != "GET" || !route.path.contains("{region}") {
            continue;
        }
        let mut path = route.path.replace("{region}", region);
        for (name, id) in &subjects {
            path = path.replace(&format!("{{{name}}}"), id);
        }
        let who = people.iter_mut().find(|(role, _)| {
            route
                .action
                .is_none_or(|action| matrix.scope(role.code(), action).is_some())
        });
        let (_, client) = who.unwrap_or_else(|| panic!("nobody may open {}", route.path));
        client.get(&path).await;
        // a new version of the region: nothing composed before may serve
        world
            .tamper(&format!(
                "update region_clock set version = version + 1 where region = '{region}'"
            ))
            .await;
        let answer = client.get(&path).await;
        let found = answer.status.is_success() || answer.status.is_redirection();
        // the link of an invitation that nobody made
        assert!(
            found || route.path.contains("{token}"),
            "{path}: {}",
            answer.status
        );
        counted.push((route.path, answer.statements));
    }
    counted
}

both!(
    every_page_takes_the_same_handful_with_10_and_with_300_units,
    |world| {
        let small = counts(&world, "99.10", 10).await;
        let large = counts(&world, "99.30", 300).await;
        let mut wrong = Vec::new();
        for ((path, few), (_, many)) in small.iter().zip(&large) {
            let most = match path {
                path if HOT.contains(path) => MOST_HOT,
                path if path.contains("/evaluasi-kepala") => MOST_HEADS,
                path if path.contains("/dokumen-rencana/{plan_document}") => MOST_DOCUMENT,
                path if path.contains("/berkas-rapat.") => MOST_BUNDLE,
                path if path.contains("/naskah/") => MOST_PAPER,
                path if path.contains("/bahan") => MOST_MATERIAL,
                path if path.contains("/lkjip/{performance_report}") => MOST_REPORT,
                path if path.ends_with("/perjanjian-kinerja/{agreement}") => MOST_AGREEMENT,
                path if path.contains("/daftar-ikk/historis/impor/") => MOST_HISTORIC,
                path if path.contains("/isian/{filling}/ikk/") => MOST_INDICATOR,
                path if path.ends_with("/isian/{filling}") => MOST_GRID,
                path if path.contains("/periode-pengisian/{round}") => MOST_ROUND,
                _ => MOST,
            };
            if few != many || *many > most {
                wrong.push(format!(
                    "{path}: {few} with 10 units, {many} with 300, at most {most}"
                ));
            }
        }
        assert!(small.len() > 30, "{} pages", small.len());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
);

both!(an_unchanged_cockpit_is_served_from_memory, |world| {
    let unit = world.unit("dlh").await;
    world.subjects("99.99", unit).await;
    let mut leader = world.person("99.99", unit, Role::Leader, "Pimpinan").await;
    leader.client.get("/99.99/dasbor").await;
    let again = leader.client.get("/99.99/dasbor").await;
    assert_eq!(again.statements, 1, "only who asks and the region's clock");
    assert!(again.words().contains("0 dari 1"));
    // a write makes it new
    world.subjects("99.99", unit).await;
    let after = leader.client.get("/99.99/dasbor").await;
    assert!(after.statements > 1);
    assert!(after.words().contains("0 dari 2"), "{}", after.words());
});
