//! Pure decisions about recommendations.

pub mod audit;
mod course;
mod half_year;
mod task;

pub use course::Course;
pub use half_year::half_year;
pub use task::task_of;
