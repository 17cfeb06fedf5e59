//! What can be done, and how its subject is found.

use std::future::Future;

use uuid::Uuid;

use crate::{
    app::App,
    problem::Problem,
    region::RegionCode,
    right::{Actor, Place},
};

/// Something a person may have the right to do. One unit struct per line of `rights.csv`.
pub trait Action: Send + Sync + 'static {
    /// The code in `rights.csv` and in the audit chain: `follow_up.report`.
    const CODE: &'static str;
    /// What happened, for the history of a record: "Mengirim laporan kemajuan".
    const LABEL: &'static str;
    /// What the action is done to; `()` for lists and new records.
    type Target: Send + Sync;

    /// Finds the subject named by the path, and the places it belongs to, with one statement.
    /// `None` means there is no such record in this region.
    fn locate(
        app: &App,
        actor: &Actor,
        region: &RegionCode,
        path: &PathParams,
    ) -> impl Future<Output = Result<Option<Located<Self::Target>>, Problem>> + Send;
}

/// A subject with the places it belongs to.
#[derive(Debug)]
pub struct Located<T> {
    /// What the store will write.
    pub target: T,
    /// Where it lies in the tree of units.
    pub places: Places,
}

/// Where a subject lies.
#[derive(Clone, Debug)]
pub enum Places {
    /// A list or a new record: the handler filters by the grant's scope.
    Filtered,
    /// A record of the whole region (a meeting): everyone who has the right at any scope.
    Region,
    /// Records of these units; one covered unit is enough.
    Units(Vec<Place>),
}

impl<T> Located<T> {
    /// A list or a new record, filtered by the handler.
    pub fn filtered(target: T) -> Option<Self> {
        Some(Self {
            target,
            places: Places::Filtered,
        })
    }

    /// A record of the region as a whole.
    pub fn region(target: T) -> Self {
        Self {
            target,
            places: Places::Region,
        }
    }

    /// A record of units.
    pub fn units(target: T, places: Vec<Place>) -> Self {
        Self {
            target,
            places: Places::Units(places),
        }
    }
}

/// The named parts of a path.
#[derive(Clone, Debug, Default)]
pub struct PathParams(pub(crate) Vec<(String, String)>);

impl PathParams {
    /// Path parts for the command line and tests.
    pub fn of(parts: &[(&str, String)]) -> Self {
        Self(
            parts
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        )
    }

    /// A part as text.
    ///
    /// # Errors
    /// `Problem::NotFound` when the path has no such part.
    pub fn text(&self, name: &str) -> Result<&str, Problem> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .ok_or(Problem::NotFound)
    }

    /// A part as an id.
    ///
    /// # Errors
    /// `Problem::NotFound` when the part is missing or no id.
    pub fn id(&self, name: &str) -> Result<Uuid, Problem> {
        Uuid::parse_str(self.text(name)?).map_err(|_| Problem::NotFound)
    }
}

/// Defines rights whose subject is found by one function: `rights! { Meeting, find_meeting; ... }`.
/// The function is `async fn(&App, &Actor, &RegionCode, &PathParams) ->
/// Result<Option<Located<Target>>, Problem>`. Each line: doc comment, name, code, label.
///
/// Without target and function, `rights! { ... }` defines rights to lists and new records, which
/// the handler filters by the grant's scope.
#[macro_export]
macro_rules! rights {
    ($target:ty, $find:path; $($(#[$doc:meta])* $name:ident $code:literal $label:expr;)+) => {$(
        $(#[$doc])*
        pub struct $name;

        impl $crate::Action for $name {
            const CODE: &'static str = $code;
            const LABEL: &'static str = $label;
            type Target = $target;

            async fn locate(
                app: &$crate::App,
                actor: &$crate::Actor,
                region: &$crate::RegionCode,
                path: &$crate::PathParams,
            ) -> Result<Option<$crate::Located<$target>>, $crate::Problem> {
                $find(app, actor, region, path).await
            }
        }
    )+};
    ($($(#[$doc:meta])* $name:ident $code:literal $label:expr;)+) => {
        $crate::rights! { (), $crate::right::a_list; $($(#[$doc])* $name $code $label;)+ }
    };
}

/// Finds nothing in particular: a list or a new record.
///
/// # Errors
/// Never.
pub async fn a_list(
    _: &App,
    _: &Actor,
    _: &RegionCode,
    _: &PathParams,
) -> Result<Option<Located<()>>, Problem> {
    Ok(Located::filtered(()))
}
