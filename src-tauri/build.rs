//! Declares the two commands to Tauri's access control and compiles its configuration in.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["rpc", "rpc_bytes"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
