//! The program opens no network connection: nothing that could is in what is shipped.
//!
//! The graph is cargo's own, resolved as for the build of the window and of the command line, on both
//! systems. Crates such as `http` and `url` are there through Tauri: they only describe addresses. WebKit
//! and WebView2 can speak to the network; that the page cannot make them is tested in the real window.

use crate::none;
use std::process::Command;

/// Crates that open connections, or exist only for that.
const SPEAKS: &[&str] = &[
    "reqwest",
    "hyper",
    "hyper-util",
    "h2",
    "h3",
    "quinn",
    "ureq",
    "curl",
    "isahc",
    "attohttpc",
    "minreq",
    "surf",
    "awc",
    "actix-web",
    "axum",
    "warp",
    "tiny_http",
    "tungstenite",
    "tokio-tungstenite",
    "native-tls",
    "rustls",
    "openssl",
    "socket2",
    "mio",
    "async-io",
    "async-net",
    "trust-dns-resolver",
    "hickory-resolver",
    "tauri-plugin-http",
    "tauri-plugin-websocket",
    "tauri-plugin-updater",
    "tauri-plugin-upload",
    "tauri-plugin-localhost",
    "tauri-plugin-shell",
    "tauri-plugin-fs-watch",
];

/// One of [`SPEAKS`] that is there for another end, with the reason.
const EXCEPT: &[(&str, &str)] = &[];

/// Lines of `name version features`.
fn offences(what: &str, graph: &str) -> Vec<String> {
    let mut found: Vec<String> = graph
        .lines()
        .filter_map(|line| {
            let (package, features) = line.split_once('|')?;
            let name = package.split_whitespace().next()?;
            let features = features.trim_end_matches(" (*)");
            let net = name == "tokio" && features.split(',').any(|feature| matches!(feature, "net" | "full"));
            let speaks = SPEAKS.contains(&name) && !EXCEPT.iter().any(|(except, _)| *except == name);
            (net || speaks).then(|| format!("{what} ships {package} ({features}): it can open connections"))
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The crates that end in a program, from the registry's cache if that is enough.
fn graph(package: &str, target: &str) -> String {
    let tree = |offline: bool| {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(crate::root()).args(["tree", "--locked", "--package", package, "--target", target]);
        cargo.args(["--edges", "normal", "--prefix", "none", "--format", "{p}|{f}"]);
        cargo.args(offline.then_some("--offline"));
        cargo.output().unwrap()
    };
    let mut out = tree(true);
    if !out.status.success() {
        out = tree(false);
    }
    assert!(out.status.success(), "{package} for {target}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn nothing_shipped_can_open_a_connection() {
    let mut found = Vec::new();
    for package in ["wenxiao-shell", "wenxiao-cli"] {
        for target in ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"] {
            let graph = graph(package, target);
            assert!(graph.lines().count() > 50, "{package}: {graph}");
            found.extend(offences(&format!("{package} ({target})"), &graph));
        }
    }
    none(found);

    let broken = "reqwest v0.13.5|default\nserde v1.0.0|std\ntokio v1.54.1|fs,net,rt (*)\nmio v1.0.0|";
    assert_eq!(offences("x", broken).len(), 3);
    // The tests' own client does speak: cargo's graph shows such a crate when it is there.
    none(offences("x", "tokio v1.54.1|fs,rt\nhttp v1.5.0|default,std\nurl v2.5.8|std"));
}
