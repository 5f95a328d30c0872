//! The one door between the window and the program.

use serde::Serialize;
use serde_json::Value;
use tauri::ipc::Response;
use tauri::{App, Manager};

/// What the window gets when a call fails.
#[derive(Debug, Serialize)]
pub(crate) struct ApiError {
    code: &'static str,
    message: String,
}

pub(crate) fn setup(app: &mut App) -> Result<(), Box<dyn std::error::Error>> {
    let _ = app.path().app_data_dir()?;
    Ok(())
}

#[tauri::command]
pub(crate) async fn rpc(name: String, payload: Value) -> Result<Value, ApiError> {
    let _ = payload;
    Err(ApiError { code: "APP-UNKNOWN", message: format!("没有这项功能：{name}") })
}

#[tauri::command]
pub(crate) async fn rpc_bytes(name: String, payload: Value) -> Result<Response, ApiError> {
    let _ = payload;
    Err(ApiError { code: "APP-UNKNOWN", message: format!("没有这项功能：{name}") })
}
