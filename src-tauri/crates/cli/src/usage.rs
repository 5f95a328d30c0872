//! Reading the command line: help in Chinese, and every wrong usage as one Chinese sentence.

use crate::args::Args;
use app::ApiError;
use clap::error::{ContextKind, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};

const HELP: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}";

/// What the command line asks for.
pub(crate) enum Usage {
    /// Carry this out.
    Run(Box<Args>),
    /// Help or version, which clap prints.
    Tell(clap::Error),
    /// It cannot be understood.
    Wrong(ApiError),
}

/// Reads the command line of this process.
pub(crate) fn read() -> Usage {
    let asked = chinese(Args::command()).try_get_matches();
    match asked.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => Usage::Run(Box::new(args)),
        Err(fault) if !fault.use_stderr() => Usage::Tell(fault),
        Err(fault) => Usage::Wrong(wrong(&fault)),
    }
}

fn chinese(command: Command) -> Command {
    let command = command.help_template(HELP).subcommand_help_heading("命令").mut_args(|arg| {
        let heading = if arg.is_positional() { "内容" } else { "选项" };
        arg.help_heading(heading)
    });
    command.mut_subcommands(chinese)
}

fn wrong(fault: &clap::Error) -> ApiError {
    let said = |kind| fault.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    let what = match fault.kind() {
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", said(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "没有写要做什么".to_owned()
        }
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个选项"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => format!("“{argument}”不能和别的选项同用，或写了两次"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”后面没有写内容"),
        ErrorKind::InvalidValue => {
            format!("“{argument}”不能是“{value}”，可选：{}", said(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => format!("“{argument}”不能是“{value}”"),
        ErrorKind::InvalidUtf8 => "参数里有不能识别的字符".to_owned(),
        _ => "命令的写法不对".to_owned(),
    };
    ApiError::new("CLI-USAGE", format!("{what}，请用 wenxiao --help 查看用法后重新输入")).detail(fault.kind())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_usage_is_one_chinese_sentence() {
        for (line, expected) in [
            ("", "没有写要做什么"),
            ("nonsense", "没有“nonsense”这个命令"),
            ("check --nonsense", "没有“--nonsense”这个选项"),
            ("import", "缺少 <FILE>"),
            ("import a.xlsx --kind b", "“--kind <KIND>”不能是“b”，可选：projects, target, ledger"),
            ("init --year x", "“--year <YEAR>”不能是“x”"),
            ("--store", "“--store <DIR>”后面没有写内容"),
            ("list --json --json", "“--json”不能和别的选项同用，或写了两次"),
        ] {
            let words = std::iter::once("wenxiao").chain(line.split_whitespace());
            let fault = chinese(Args::command()).try_get_matches_from(words).unwrap_err();
            let error = wrong(&fault);
            assert_eq!(error.code, "CLI-USAGE");
            assert!(error.message.starts_with(&format!("{expected}，请")), "{line}: {}", error.message);
        }
    }

    #[test]
    fn help_is_chinese() {
        for line in
            ["--help", "seal --help", "audit --help", "hand-on --help", "history --help", "selfeval --help"]
        {
            let words = std::iter::once("wenxiao").chain(line.split_whitespace());
            let help = chinese(Args::command()).try_get_matches_from(words).unwrap_err();
            assert_eq!(help.kind(), ErrorKind::DisplayHelp);
            for english in ["Usage", "Options", "Arguments", "Commands", "Print"] {
                assert!(!help.to_string().contains(english), "{line}: {help}");
            }
        }
    }
}
