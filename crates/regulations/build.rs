//! A pack that is added is embedded by the next build: the macro sees only the files it knew.

fn main() {
    println!("cargo::rerun-if-changed=../../regulations");
}
