//! The passphrase: from an environment variable, or asked for on the terminal without showing it.

use app::ApiError;

pub(crate) fn get(variable: Option<&str>, again: bool) -> Result<String, ApiError> {
    if let Some(variable) = variable {
        return std::env::var(variable).map_err(|_| {
            ApiError::new("CLI-PASSPHRASE", format!("环境变量 {variable} 没有设置，请先把口令放进去"))
        });
    }
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt).map_err(|fault| {
            ApiError::new("CLI-PASSPHRASE", "这里不能输入口令，请改用 --passphrase-env").detail(fault)
        })
    };
    let first = ask("密钥口令：")?;
    if again && ask("再输一遍：")? != first {
        return Err(ApiError::new("CLI-PASSPHRASE", "两次输入的口令不同，请重新开始"));
    }
    Ok(first)
}
