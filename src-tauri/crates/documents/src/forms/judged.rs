//! What the rules make of a monitoring document, as the papers print it.

use super::points;
use crate::page::lamp_word;
use domain::due::Lamp;
use rust_decimal::Decimal;

/// Rates, deviation and lamps; rates in percent. What is `None` was not to be had and is printed blank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judgement {
    /// 预算执行率
    pub execution: Option<Decimal>,
    /// 序时进度
    pub time: Option<Decimal>,
    /// Lamp of the money.
    pub money_lamp: Option<Lamp>,
    /// 总体完成率
    pub completion: Option<Decimal>,
    /// 完成率 − 执行率 in percentage points.
    pub deviation: Option<Decimal>,
    /// Lamp of the project or unit.
    pub lamp: Option<Lamp>,
    /// Why it has to be rectified, with the document that says so.
    pub rectify: Option<String>,
    /// Money that will lie idle at year end (资金沉淀), in words.
    pub idle: Option<String>,
}

impl Judgement {
    /// What there is to say, one sentence each, without full stops.
    pub(super) fn sentences(&self) -> Vec<String> {
        self.sentences_with(lamp_word)
    }

    /// The same for running text: lamps are words only.
    pub(super) fn prose(&self) -> String {
        self.sentences_with(|lamp| lamp.name().to_owned()).join("，").replace(' ', "")
    }

    fn sentences_with(&self, word: impl Fn(Lamp) -> String) -> Vec<String> {
        let lamp = |lamp: Option<Lamp>| lamp.map_or(String::new(), |lamp| format!("（{}）", word(lamp)));
        let percent = |value: Decimal| format!("{}%", points(value).text());
        let mut parts = Vec::new();
        if let Some(rate) = self.execution {
            parts.push(format!("预算执行率 {}{}", percent(rate), lamp(self.money_lamp)));
        }
        if let Some(time) = self.time {
            parts.push(format!("序时进度 {}", percent(time)));
        }
        if let Some(rate) = self.completion {
            parts.push(format!("绩效目标总体完成率 {}", percent(rate)));
        }
        // The demand to rectify says the deviation itself where that is why.
        let told = self.rectify.as_ref().is_some_and(|text| text.contains("相差"));
        if let Some(points_apart) = self.deviation.filter(|_| !told) {
            parts.push(format!("偏差 {} 个百分点", points(points_apart).text()));
        }
        if let Some(one) = self.lamp {
            parts.push(format!("预警灯为{}", word(one)));
        }
        if let Some(idle) = &self.idle {
            parts.push(idle.trim_end_matches('。').to_owned());
        }
        if let Some(why) = &self.rectify {
            parts.push(format!("应当整改：{}", why.trim_end_matches('。')));
        }
        parts
    }
}
