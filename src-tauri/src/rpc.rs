//! The one door between the window and the use cases, in two shapes: JSON and raw bytes.

use crate::closing::Closing;
use app::{ApiError, App, commands};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use tauri::State;
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::Response;

/// A command that follows another in the same go: after a change the screen is read again anyway, and a second way
/// through the door costs as much as either.
#[derive(Deserialize)]
pub(crate) struct Then {
    name: String,
    payload: Value,
}

/// Carries out a command that answers with JSON, away from the thread that draws. With `then` it answers with both:
/// `{done, then}`, the second `null` where it failed; it is asked for again and says why then.
#[tauri::command]
pub(crate) async fn rpc(
    app: State<'_, Arc<App>>,
    closing: State<'_, Arc<Closing>>,
    name: String,
    payload: Value,
    then: Option<Then>,
) -> Result<Value, ApiError> {
    let app = Arc::clone(&app);
    let work = move || {
        let done = commands::call(&app, &name, payload)?;
        let Some(then) = then else { return Ok(done) };
        let read = commands::call(&app, &then.name, then.payload).unwrap_or(Value::Null);
        Ok(json!({ "done": done, "then": read }))
    };
    aside(&closing, work).await
}

/// Carries out a command that answers with a file's bytes.
#[tauri::command]
pub(crate) async fn rpc_bytes(
    app: State<'_, Arc<App>>,
    closing: State<'_, Arc<Closing>>,
    name: String,
    payload: Value,
) -> Result<Response, ApiError> {
    let app = Arc::clone(&app);
    aside(&closing, move || commands::call_bytes(&app, &name, payload)).await.map(Response::new)
}

async fn aside<T: Send + 'static>(
    closing: &Arc<Closing>,
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let running = closing.begin();
    let work = move || {
        let _running = running;
        work()
    };
    spawn_blocking(work).await.unwrap_or_else(|fault| {
        Err(ApiError::new("APP-INTERNAL", "程序内部出错，您的数据已保存；请重新打开程序后再试").detail(fault))
    })
}
