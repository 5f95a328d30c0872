//! The page can reach nothing but the program: no network, no foreign code, no plugin beyond its list.

use crate::harness::{Server, Window};
use serde_json::{Value, json};
use std::net::TcpStream;
use std::time::Duration;

/// What a page could try, and the directive that must stop it.
const TRIES: &[(&str, &str)] = &[
    ("fetch", "connect-src"),
    ("xhr", "connect-src"),
    ("websocket", "connect-src"),
    ("eventsource", "connect-src"),
    ("beacon", "connect-src"),
    ("image", "img-src"),
    ("script", "script-src"),
    ("style", "style-src"),
    ("font", "font-src"),
    ("media", "media-src"),
    ("iframe", "frame-src"),
    ("object", "object-src"),
    ("form", "form-action"),
    // Another address's worker is refused before any policy is asked; it only must not be fetched.
    ("worker", ""),
];

/// Commands that exist in Tauri or its plugins and that this window may not call.
const COMMANDS: &[&str] = &[
    "plugin:shell|execute",
    "plugin:shell|open",
    "plugin:opener|open_url",
    "plugin:opener|open_path",
    "plugin:fs|read_text_file",
    "plugin:fs|write_text_file",
    "plugin:http|fetch",
    "plugin:process|exit",
    "plugin:dialog|message",
    "plugin:path|resolve_directory",
    "plugin:webview|create_webview_window",
    "plugin:window|create",
    "plugin:window|close",
    "plugin:image|from_path",
    "plugin:menu|new",
    "plugin:tray|new",
];

#[tokio::test]
async fn foreign_addresses_are_refused() {
    let window = Window::open("lockdown-network", &[]).await;
    let server = Server::start();
    let seen =
        window.script_async(include_str!("lockdown_network.js"), vec![json!(server.url), json!(TRIES)]).await;
    let violations = seen.as_array().unwrap();
    for (name, directive) in TRIES {
        // For frames and objects WebKit tells no more than whose address it was.
        let stopped = violations.iter().any(|violation| {
            let (by, url) = (violation[0].as_str().unwrap(), violation[1].as_str().unwrap());
            by.starts_with(directive) && (url == server.url || url.ends_with(&format!("/{name}")))
        });
        assert!(
            stopped || directive.is_empty(),
            "{name} was not stopped by {directive}; stopped were: {seen:#}"
        );
    }
    assert_eq!(server.asked(), Vec::<String>::new());
    // The server does notice a connection: the assertion above can fail.
    drop(TcpStream::connect(server.url.trim_start_matches("http://")).unwrap());
    crate::harness::until("the server notices", async || (!server.asked().is_empty()).then_some(())).await;
    window.close().await;
}

#[tokio::test]
async fn the_page_cannot_be_led_away() {
    let window = Window::open("lockdown-away", &[]).await;
    let server = Server::start();
    let home = window.page.current_url().await.unwrap();
    for way in ["location.href = arguments[0]", "window.open(arguments[0])"] {
        let _ = window.page.execute(way, vec![json!(format!("{}/away", server.url))]).await;
    }
    // That nothing comes can only be watched for a while.
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(server.asked(), Vec::<String>::new());
    assert_eq!(window.page.current_url().await.unwrap(), home);
    assert_eq!(window.page.windows().await.unwrap().len(), 1);
    window.close().await;
}

#[tokio::test]
async fn foreign_code_and_local_files_are_refused() {
    let window = Window::open("lockdown-code", &[]).await;
    let seen = window.script_async(include_str!("lockdown_code.js"), Vec::new()).await;
    let expected = json!({
        "eval": "refused", "Function": "refused", "timer text": "refused", "inline script": "refused",
        "inline handler": "refused", "javascript: link": "refused", "data: script": "refused",
        "blob: script": "refused", "inline style": "refused", "asset: fetch": "refused",
        "asset: image": "refused", "file: fetch": "refused", "file: image": "refused",
        "own script": "allowed", "data: image": "allowed", "global Tauri": "refused",
    });
    assert_eq!(seen, expected, "{seen:#}");
    window.close().await;
}

#[tokio::test]
async fn only_the_listed_commands_can_be_called() {
    let window = Window::open("lockdown-commands", &[]).await;
    let call = "const [name, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(name, {}).then(() => done('done'), (why) => done('error: ' + JSON.stringify(why)));";
    let ask = async |name: &str| -> Value { window.script_async(call, vec![json!(name)]).await };
    // The door works at all, so a refusal below is a refusal.
    assert_eq!(ask("plugin:app|version").await, json!("done"));
    for name in COMMANDS {
        let said = ask(name).await;
        let said = said.as_str().unwrap_or_default();
        assert!(said.contains("not allowed") || said.contains("not found"), "{name}: {said}");
    }
    for name in ["rpc", "rpc_bytes"] {
        let said = ask(name).await;
        assert!(!said.as_str().unwrap_or_default().contains("not allowed"), "{name}: {said}");
    }
    window.close().await;
}
