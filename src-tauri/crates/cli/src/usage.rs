//! Reading the command line: help in Chinese, and every wrong usage as one Chinese sentence.

use crate::args::Args;
use app::ApiError;
use clap::builder::PossibleValue;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, Command, CommandFactory, FromArgMatches};
use std::io::IsTerminal;

const HELP: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}";

/// What the command line asks for.
pub(crate) enum Usage {
    /// Carry this out.
    Run(Box<Args>),
    /// Help or version, to be printed.
    Tell(String),
    /// It cannot be understood.
    Wrong(ApiError),
}

/// Reads the command line of this process.
pub(crate) fn read() -> Usage {
    let asked = chinese(Args::command()).try_get_matches();
    match asked.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => Usage::Run(Box::new(args)),
        Err(fault) if !fault.use_stderr() => Usage::Tell(told(&fault, std::io::stdout().is_terminal())),
        Err(fault) => Usage::Wrong(wrong(&fault)),
    }
}

/// What a value is called in the help, by clap's own name for it.
const VALUES: [(&[&str], &str); 21] = [
    (&["DIR"], "文件夹"),
    (&["FILE", "FILES", "OUT", "REJECTS", "KEY", "PAPER", "ADD_FILE"], "文件"),
    (&["NAME", "PERSON", "SOURCE", "SHEET", "TEMPLATE"], "名称"),
    (&["KIND", "FORMAT"], "种类"),
    (&["CODE", "CREDIT_CODE", "DIVISION", "RECIPIENT"], "代码"),
    (&["YEAR"], "年度"),
    (&["PACK", "ID", "A", "B", "GROUP", "GROUPS", "IDS", "OWNER"], "编号"),
    (&["MONTH"], "月份"),
    (&["ROUND"], "轮"),
    (&["LIMIT"], "条数"),
    (&["P", "PROJECT", "PROJECTS"], "项目"),
    (&["PATH", "CELL"], "位置"),
    (&["TEXT", "PROBLEM", "WHAT", "ANSWER", "REMARK", "REASON"], "内容"),
    (&["FORM"], "表式"),
    (&["PERIOD"], "期间"),
    (&["PIN", "HEX"], "指纹"),
    (&["VAR"], "变量名"),
    (&["TO"], "步骤"),
    (&["OPENER"], "来源"),
    (&["DAY"], "日期"),
    (&["CELL=TEXT"], "位置=内容"),
];

/// The words of clap itself, which has them in English only, said in Chinese.
fn chinese(command: Command) -> Command {
    let command = command.help_template(HELP).subcommand_help_heading("命令").subcommand_value_name("命令");
    command.mut_args(chinese_arg).mut_subcommands(chinese)
}

fn chinese_arg(mut arg: Arg) -> Arg {
    let heading = if arg.is_positional() { "内容" } else { "选项" };
    let mut said = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if arg.get_action().takes_values() {
        let name = arg.get_value_names().and_then(<[_]>::first).map(ToString::to_string).unwrap_or_default();
        let known = VALUES.iter().find(|(names, _)| names.contains(&name.as_str()));
        if let Some((_, word)) = known {
            arg = arg.value_name(*word);
        }
        let words: Vec<String> = arg.get_possible_values().iter().map(choice).collect();
        if !words.is_empty() {
            said.push_str(&format!("；可选：{}", words.join("、")));
        }
        let usual: Vec<_> = arg.get_default_values().iter().map(|word| word.to_string_lossy()).collect();
        if !arg.is_hide_default_value_set() && !usual.is_empty() {
            said.push_str(&format!("；不写则为 {}", usual.join("、")));
        }
        if let Some(variable) = arg.get_env() {
            said.push_str(&format!("；也可以写在环境变量 {} 里", variable.to_string_lossy()));
        }
        arg = arg.hide_possible_values(true).hide_default_value(true).hide_env(true);
    }
    arg.help(said).help_heading(heading)
}

/// `target（绩效目标）`
fn choice(value: &PossibleValue) -> String {
    let help = value.get_help().map(|help| format!("（{help}）")).unwrap_or_default();
    format!("{}{help}", value.get_name())
}

/// Help or version as it is printed. The mark for options is the one word that no setting reaches.
fn told(fault: &clap::Error, in_colour: bool) -> String {
    let text = fault.render();
    let text = if in_colour { text.ansi().to_string() } else { text.to_string() };
    text.replace("[OPTIONS]", "[选项]")
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
            ("import", "缺少 <文件>"),
            ("import a.xlsx --kind b", "“--kind <种类>”不能是“b”，可选：projects, target, ledger"),
            ("init --year x", "“--year <年度>”不能是“x”"),
            ("--store", "“--store <文件夹>”后面没有写内容"),
            (
                "selfeval hand-on --project a --to adjust",
                "“--to <步骤>”不能是“adjust”，可选：review, withdraw, reviewed, released, back, returned",
            ),
            ("list --json --json", "“--json”不能和别的选项同用，或写了两次"),
        ] {
            let words = std::iter::once("wenxiao").chain(line.split_whitespace());
            let fault = chinese(Args::command()).try_get_matches_from(words).unwrap_err();
            let error = wrong(&fault);
            assert_eq!(error.code, "CLI-USAGE");
            assert!(error.message.starts_with(&format!("{expected}，请")), "{line}: {}", error.message);
        }
    }

    /// Every command with the words that lead to it.
    fn each(command: &Command, words: &[String], out: &mut Vec<Vec<String>>) {
        for own in command.get_subcommands() {
            let words = [words, &[own.get_name().to_owned()]].concat();
            each(own, &words, out);
        }
        out.push(words.to_vec());
    }

    #[test]
    fn help_is_chinese() {
        let mut all = Vec::new();
        each(&Args::command(), &["wenxiao".to_owned()], &mut all);
        assert!(all.len() > 60, "{}", all.len());
        for words in all {
            for flag in ["--help", "-h"] {
                let line = words.iter().map(String::as_str).chain([flag]);
                let help = chinese(Args::command()).try_get_matches_from(line).unwrap_err();
                assert_eq!(help.kind(), ErrorKind::DisplayHelp);
                let help = told(&help, false);
                for english in
                    ["Usage", "OPTIONS", "COMMAND", "Arguments", "Print", "ossible", "[default", "[env"]
                {
                    assert!(!help.contains(english), "{words:?}: {help}");
                }
                // What stands for a value is Chinese too.
                for value in help.split(['<', '[']).skip(1).filter_map(|rest| rest.split(['>', ']']).next()) {
                    let ascii = value.chars().any(|c| c.is_ascii_alphabetic());
                    assert!(!ascii || value.starts_with('-'), "{words:?} {value}: {help}");
                }
            }
        }
        let line = ["wenxiao", "seal", "--help"];
        let help = told(&chinese(Args::command()).try_get_matches_from(line).unwrap_err(), false);
        assert!(
            help.contains(
                "可选：target（绩效目标）、monitor（运行监控）、selfeval（绩效自评）；不写则为 target"
            ),
            "{help}"
        );
    }
}
