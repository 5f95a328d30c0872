//! What the window may do, word for word: a change here is a change of the program's promise.

use crate::{none, ours, read};
use serde_json::{Value, json};

/// The one capability's permissions.
const PERMISSIONS: &[&str] = &[
    "allow-rpc",
    "allow-rpc-bytes",
    "core:app:default",
    "core:event:default",
    "dialog:allow-open",
    "dialog:allow-save",
];

/// The content security policy.
fn policy() -> Value {
    json!({
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "ipc: http://ipc.localhost",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    })
}

fn capability_offences(capability: &Value) -> Vec<String> {
    let mut offences = Vec::new();
    if capability["permissions"] != json!(PERMISSIONS) {
        offences.push(format!("permissions are {}, not {PERMISSIONS:?}", capability["permissions"]));
    }
    if capability["windows"] != json!(["main"]) {
        offences.push(format!("it is for the windows {}, not for main alone", capability["windows"]));
    }
    for key in ["remote", "webviews"] {
        if !capability[key].is_null() {
            offences.push(format!("it says something about {key}"));
        }
    }
    if capability["local"] == json!(false) {
        offences.push("it is not for the local page".to_owned());
    }
    offences
}

fn config_offences(config: &Value) -> Vec<String> {
    let app = &config["app"];
    let security = &app["security"];
    let expected = [
        ("csp", &security["csp"], policy()),
        ("devCsp", &security["devCsp"], Value::Null),
        ("capabilities", &security["capabilities"], json!(["main"])),
        ("assetProtocol", &security["assetProtocol"], Value::Null),
        (
            "dangerousDisableAssetCspModification",
            &security["dangerousDisableAssetCspModification"],
            Value::Null,
        ),
        ("withGlobalTauri", &app["withGlobalTauri"], json!(false)),
        ("devUrl", &config["build"]["devUrl"], Value::Null),
        ("plugins", &config["plugins"], Value::Null),
    ];
    expected
        .into_iter()
        .filter(|(_, is, should)| *is != should)
        .map(|(name, is, should)| format!("{name} is {is}, not {should}"))
        .collect()
}

#[test]
fn the_capability_is_the_narrowest() {
    assert_eq!(ours("src-tauri/capabilities"), ["src-tauri/capabilities/main.json"]);
    let capability: Value = serde_json::from_str(&read("src-tauri/capabilities/main.json")).unwrap();
    none(capability_offences(&capability));

    for (key, value) in [
        ("permissions", json!(["allow-rpc", "fs:default"])),
        ("windows", json!(["*"])),
        ("remote", json!({"urls": ["https://*"]})),
        ("local", json!(false)),
    ] {
        let mut broken = capability.clone();
        broken[key] = value;
        assert_eq!(capability_offences(&broken).len(), 1, "{broken}");
    }
}

#[test]
fn the_policy_is_exact() {
    let config: Value = serde_json::from_str(&read("src-tauri/tauri.conf.json")).unwrap();
    none(config_offences(&config));

    for (pointer, value) in [
        ("/app/security/csp/script-src", json!("'self' 'unsafe-inline'")),
        ("/app/security/csp/default-src", json!("'self'")),
        ("/app/security/csp", Value::Null),
        ("/app/security/capabilities", json!(["main", "other"])),
        ("/app/withGlobalTauri", json!(true)),
    ] {
        let mut broken = config.clone();
        *broken.pointer_mut(pointer).unwrap() = value;
        assert_eq!(config_offences(&broken).len(), 1, "{pointer}");
    }
    let mut broken = config.clone();
    broken["app"]["security"]["csp"]["worker-src"] = json!("*");
    broken["build"]["devUrl"] = json!("http://localhost:1420");
    assert_eq!(config_offences(&broken).len(), 2);
}
