//! The frame around pages and problems.

use askama::Template;
use axum::http::StatusCode;
use government::Directories;
use platform::{
    http::{Shell, ShellRequest},
    page::PageBody,
    problem::ProblemPage,
};

use crate::assets;

/// The house's shell.
pub struct HouseShell;

struct Link {
    label: &'static str,
    path: String,
    current: bool,
    count: i64,
    group: &'static str,
}

/// A place on the row of the menu: one link, or several under one word.
struct Place {
    label: &'static str,
    current: bool,
    links: Vec<Link>,
}

#[derive(Template)]
#[template(path = "tuntas/shell.html")]
struct Frame<'a> {
    title: &'a str,
    body: &'a str,
    draft_done: &'a str,
    flash: &'a str,
    region_code: String,
    home: String,
    region_name: String,
    zone_label: String,
    simulated: bool,
    signed_in: bool,
    account: String,
    capacity: &'a str,
    capacity_id: String,
    unread: i64,
    places: Vec<Place>,
    css: &'static str,
    js: &'static str,
    /// Style sheet and script of maps, on pages that show one.
    map: Option<(&'static str, &'static str)>,
    icon: &'static str,
}

#[derive(Template)]
#[template(path = "tuntas/problem.html")]
struct ProblemBody<'a> {
    title: &'a str,
    message: &'a str,
    status: u16,
    request_id: &'a str,
    home: String,
}

impl Shell for HouseShell {
    fn page(&self, request: &ShellRequest<'_>, page: &PageBody) -> String {
        frame(request, page)
    }

    fn problem(
        &self,
        request: &ShellRequest<'_>,
        status: StatusCode,
        problem: &ProblemPage,
    ) -> String {
        let body = ProblemBody {
            title: problem.title,
            message: &problem.message,
            status: status.as_u16(),
            request_id: request.request_id,
            home: request
                .region
                .as_ref()
                .map_or_else(|| "/".to_owned(), |region| format!("/{region}")),
        };
        let page = PageBody {
            title: problem.title.to_owned(),
            body: body.render().unwrap_or_else(|_| problem.message.clone()),
            draft_done: None,
            flash: None,
            map: false,
        };
        frame(request, &page)
    }
}

fn frame(request: &ShellRequest<'_>, page: &PageBody) -> String {
    let directory = request
        .region
        .as_ref()
        .and_then(|region| request.app.part::<Directories>().peek(region));
    let region = directory.as_ref().map(|directory| &directory.region);
    let frame = Frame {
        title: &page.title,
        body: &page.body,
        draft_done: page.draft_done.as_deref().unwrap_or_default(),
        flash: page.flash.as_deref().unwrap_or_default(),
        region_code: region.map(|r| r.code.to_string()).unwrap_or_default(),
        home: request
            .actor
            .map(|actor| actor.region.to_string())
            .unwrap_or_default(),
        region_name: region.map(|r| r.name.clone()).unwrap_or_default(),
        zone_label: region.map(|r| r.zone_label.clone()).unwrap_or_default(),
        simulated: region.is_some_and(|r| r.simulated),
        signed_in: request.actor.is_some(),
        account: request
            .actor
            .map(|actor| format!("{}:{}", actor.region, actor.person))
            .unwrap_or_default(),
        capacity: request.actor.map_or("", |actor| &actor.title),
        capacity_id: request
            .actor
            .map(|actor| actor.capacity.to_string())
            .unwrap_or_default(),
        unread: request.actor.map_or(0, |actor| actor.unread),
        places: places(links(request)),
        css: assets::path("tuntas.css"),
        js: assets::path("app.js"),
        map: page
            .map
            .then(|| (assets::path("map.css"), assets::path("map.js"))),
        icon: assets::path("favicon.svg"),
    };
    frame.render().unwrap_or_else(|error| {
        tracing::error!(%error, "the shell cannot be drawn");
        page.body.clone()
    })
}

fn links(request: &ShellRequest<'_>) -> Vec<Link> {
    let (Some(actor), Some(region)) = (request.actor, &request.region) else {
        return vec![];
    };
    let here = request.path.trim_end_matches('/');
    request
        .app
        .navigation_of(actor, region)
        .map(|item| {
            let path = format!("/{region}{}", item.path);
            let current =
                here == path || (!item.path.is_empty() && here.starts_with(&format!("{path}/")));
            Link {
                label: item.label,
                count: if item.action == "notice.read" {
                    actor.unread
                } else {
                    0
                },
                group: item.group,
                path,
                current,
            }
        })
        .collect()
}

/// Links of one group stand where the first of them does; one alone needs no group.
fn places(links: Vec<Link>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for link in links {
        let known = places
            .iter_mut()
            .find(|place| !link.group.is_empty() && place.label == link.group);
        match known {
            Some(place) => {
                place.current |= link.current;
                place.links.push(link);
            }
            None => places.push(Place {
                label: link.group,
                current: link.current,
                links: vec![link],
            }),
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{Link, places};

    fn link(label: &'static str, group: &'static str, current: bool) -> Link {
        Link {
            label,
            path: String::new(),
            current,
            count: 0,
            group,
        }
    }

    #[test]
    fn links_of_a_group_stand_together_where_the_first_does() {
        let row = places(vec![
            link("Rapat", "", false),
            link("Prioritas", "Program", false),
            link("Laporan", "", false),
            link("Kegiatan", "Program", true),
        ]);
        let labels: Vec<Vec<&str>> = row
            .iter()
            .map(|place| place.links.iter().map(|link| link.label).collect())
            .collect();
        assert_eq!(
            labels,
            [
                vec!["Rapat"],
                vec!["Prioritas", "Kegiatan"],
                vec!["Laporan"]
            ]
        );
        assert!(row[1].current && !row[0].current);
    }
}
