//! Every route x every role x every place, against `rights.csv`.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use government::Role;
use platform::right::{Matrix, RouteInfo, Scope};
use testing::{Client, World, both, stage::Subjects};
use tuntas::rooms;

const RIGHTS: &str = include_str!("../../../../rights.csv");

/// Parts of paths that belong to one unit; everything else belongs to the region.
const OF_A_UNIT: [&str; 28] = [
    "follow_up",
    "report",
    "evidence",
    "issue",
    "disposition",
    "row",
    "handover",
    "sent",
    "report_row",
    "plan",
    "step",
    "activity",
    "campaign",
    "audit_report",
    "finding",
    "audit_item",
    "operation",
    "spot",
    "agreement",
    "agreement_line",
    "agreement_program",
    "agreement_quarter",
    "performance_report",
    "filling",
    "reopening",
    "narrative",
    "ikk_mapping",
    "plan_document",
];

/// What auditors found is not there for those who may not see it.
const LIMITED: [&str; 3] = ["{audit_report}", "{finding}", "{audit_item}"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Own,
    Below,
    Elsewhere,
    OtherRegion,
}

/// Whether the matrix lets this role do this here.
fn may(matrix: &Matrix, role: Role, route: &RouteInfo, at: Where) -> Expected {
    let Some(action) = route.action else {
        return Expected::May;
    };
    let Some(scope) = matrix.scope(role.code(), action) else {
        return Expected::Forbidden;
    };
    if at == Where::OtherRegion {
        return if scope == Scope::All {
            Expected::May
        } else {
            Expected::NotFound
        };
    }
    let of_a_unit = OF_A_UNIT
        .iter()
        .any(|part| route.path.contains(&format!("{{{part}}}")))
        || (route.path.contains("{period}") && route.action != Some("standing_report.read"))
        || (route.path.contains("{unit}") && action == "cockpit.read");
    let covered = !of_a_unit
        || match at {
            Where::Own => true,
            Where::Below => scope >= Scope::Subtree,
            _ => scope >= Scope::Region,
        };
    let limited = LIMITED.iter().any(|part| route.path.contains(part));
    if covered {
        Expected::May
    } else if limited && at == Where::Elsewhere {
        Expected::NotFound
    } else {
        Expected::Forbidden
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    May,
    Forbidden,
    NotFound,
}

impl Expected {
    fn fits(self, status: StatusCode) -> bool {
        match self {
            Self::Forbidden => status == StatusCode::FORBIDDEN,
            Self::NotFound => status == StatusCode::NOT_FOUND,
            Self::May => ![
                StatusCode::UNAUTHORIZED,
                StatusCode::FORBIDDEN,
                StatusCode::INTERNAL_SERVER_ERROR,
            ]
            .contains(&status),
        }
    }
}

fn path_of(route: &RouteInfo, region: &str, subjects: &Subjects) -> String {
    let mut path = route.path.replace("{region}", region);
    for (name, id) in subjects {
        path = path.replace(&format!("{{{name}}}"), id);
    }
    assert!(!path.contains('{'), "the test has no record for {path}");
    path
}

async fn ask(client: &mut Client, route: &RouteInfo, path: &str) -> StatusCode {
    let answer = match route.method {
        "GET" => client.get(path).await,
        _ if path.ends_with("/lapor")
            || path.ends_with("/kirim")
            || path.ends_with("/lambang")
            || path.ends_with("/pindaian")
            || path.ends_with("/periksa-ulang")
            || (route.path.ends_with("/langkah") && route.method == "POST")
            || route.path.ends_with("/{period}")
            || route.path.ends_with("/{period}/baris")
            || route.path.ends_with("/setoran") =>
        {
            client.upload(path, &[], &[]).await
        }
        _ => client.post(path, &[]).await,
    };
    answer.status
}

/// Routes whose form, sent empty, would end the session of who sends it.
fn ends_the_session(route: &RouteInfo) -> bool {
    route.path.ends_with("/keluar")
}

async fn walk(world: &World, role: Role) {
    let matrix = Matrix::parse(RIGHTS).unwrap();
    let table: Vec<RouteInfo> = rooms::route_table()
        .into_iter()
        .filter(|route| route.path.contains("{region}"))
        .collect();
    let (own, below, elsewhere) = (
        world.unit("kec-utara").await,
        world.unit("kel-padma-rimba").await,
        world.unit("dlh").await,
    );
    let foreign = world.region("99.98", 2).await["opd-0"];
    let places = [
        (Where::Own, "99.99", world.subjects("99.99", own).await),
        (Where::Below, "99.99", world.subjects("99.99", below).await),
        (
            Where::Elsewhere,
            "99.99",
            world.subjects("99.99", elsewhere).await,
        ),
        (
            Where::OtherRegion,
            "99.98",
            world.subjects("99.98", foreign).await,
        ),
    ];
    // the second step of reports is a rule of the region, tested elsewhere
    world.tamper("update region set head_sends = false").await;
    world
        .tamper("update region_clock set directory_version = directory_version + 1")
        .await;
    let mut person = world.person("99.99", own, role, "Orang Uji").await;
    let mut wrong = Vec::new();
    for (at, region, subjects) in &places {
        for route in table.iter().filter(|route| !ends_the_session(route)) {
            let expected = may(&matrix, role, route, *at);
            let path = path_of(route, region, subjects);
            let status = ask(&mut person.client, route, &path).await;
            if !expected.fits(status) {
                wrong.push(format!(
                    "{role:?} {at:?} {} {}: {status}, expected {expected:?}",
                    route.method, route.path
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    world.check().await;
}

macro_rules! roles {
    ($($name:ident $role:ident)*) => {$(
        both!($name, |world| { walk(&world, Role::$role).await; });
    )*};
}

roles! {
    leader Leader
    secretary Secretary
    assistant Assistant
    organiser Organiser
    head Head
    operator Operator
    verifier Verifier
    auditor Auditor
    administrator Administrator
    observer Observer
    outgoing Outgoing
}

both!(nobody_gets_in_without_a_session, |world| {
    let unit = world.unit("kec-utara").await;
    let subjects = world.subjects("99.99", unit).await;
    let mut visitor = world.visitor();
    for route in rooms::route_table() {
        if route.action.is_none() {
            continue;
        }
        let path = path_of(&route, "99.99", &subjects);
        let status = ask(&mut visitor, &route, &path).await;
        let refused = match route.method {
            "GET" => StatusCode::SEE_OTHER,
            _ => StatusCode::UNAUTHORIZED,
        };
        assert_eq!(status, refused, "{} {}", route.method, route.path);
    }
    world.check().await;
});

#[test]
fn the_matrix_and_the_routes_speak_of_the_same_rights() {
    let matrix = Matrix::parse(RIGHTS).unwrap();
    let routed: BTreeSet<&str> = rooms::route_table()
        .iter()
        .filter_map(|r| r.action)
        .collect();
    assert_eq!(matrix.actions(), routed);
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    assert_eq!(matrix.roles(), roles);
}

#[test]
fn only_these_routes_are_public() {
    let public: Vec<&str> = rooms::route_table()
        .iter()
        .filter(|route| route.action.is_none())
        .map(|route| route.path)
        .collect();
    assert_eq!(
        public,
        [
            "/",
            "/healthz",
            "/readyz",
            "/{region}/masuk",
            "/{region}/masuk",
            "/{region}/undangan/{token}",
            "/{region}/undangan/{token}",
            "/{region}/unggah/{token}",
            "/{region}/unggah/{token}",
            "/{region}/hadir",
            "/{region}/hadir/{code}",
            "/{region}/hadir/{code}"
        ]
    );
}
