//! The data files are embedded; without this a file added to them would not be seen.

fn main() {
    println!("cargo:rerun-if-changed=../../data");
}
