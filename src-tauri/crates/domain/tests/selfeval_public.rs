//! The published version: no secrets, no numbers and names of persons.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{Case, pack};
use domain::indicator::{Class, Taxonomy};
use domain::money::AmountUnit;
use domain::period::FiscalYear;
use domain::project::Flag;
use domain::selfeval::{prefill_selfeval, publication, set_selfeval_cell};
use domain::typed::Id;
use domain::unit::Unit;

#[test]
fn the_published_version_has_no_secrets_and_no_numbers_of_persons() {
    let mut case = Case::new(Taxonomy::Y2015).fund("100").row(Class::Quantity, "补助村数", "≥120个", "90");
    case.project.phone = "13812345678、6123456".into();
    case.project.person = "陈示例（主任）、云溪".into();
    let unit = Unit {
        name: "云溪镇人民政府".into(),
        head: "黄样本".into(),
        phone: "0877-6123457".into(),
        ..common::unit()
    };
    case.target.annual_goal = "惠及群众，联系人13987654321。".into();
    let id = Id("s".into());
    let mut doc = prefill_selfeval(&case.project, &case.target, None, id, FiscalYear(2026), pack("mof-2020"));
    for (path, text) in [
        ("conclusion", "完成较好"),
        ("problems", "陈示例带队，黄样本督办，咨询0877-6123457或6123456；云溪镇已整改"),
        ("indicators/i1/reason", "户主身份证11010519491231002X有误，卡号4111 1111 1111 1111作废"),
    ] {
        set_selfeval_cell(&mut doc, &case.target, path, text, AmountUnit::WanYuan).unwrap();
    }
    let found = publication(pack("mof-2020"), &unit, &case.project, &case.target, &doc);
    let left: Vec<(String, String)> =
        found.left_out.into_iter().map(|left| (left.path.clone(), left.why.clone())).collect();
    assert_eq!(
        left,
        [
            ("/unit/head".into(), "个人信息，不公开".into()),
            ("/unit/phone".into(), "个人信息，不公开".into()),
            ("/projects/p/phone".into(), "个人信息，不公开".into()),
            ("/projects/p/person".into(), "含负责人姓名".into()),
            ("/projects/p/target/annual_goal".into(), "含手机号码".into()),
            ("/projects/p/selfeval/indicators/i1/reason".into(), "含居民身份证号、银行卡号".to_owned()),
            ("/projects/p/selfeval/problems".into(), "含固定电话号码、联系电话、负责人姓名".into()),
        ]
    );
    let published = found.doc.unwrap();
    assert_eq!(published.conclusion, "完成较好");
    assert_eq!(published.rows[0].reason, "户主身份证110*************2X有误，卡号411* **** **** **11作废");
    assert_eq!(published.problems, "×××带队，×××督办，咨询087*-*****57或×××；云溪镇已整改");
    let project = found.project.unwrap();
    assert_eq!((project.phone.as_str(), project.person.as_str()), ("", "×××（主任）、云溪"));
    let public = found.unit.unwrap();
    assert_eq!((public.head.as_str(), public.phone.as_str(), public.name), ("", "", unit.name.clone()));
    assert_eq!(found.target.unwrap().annual_goal, "惠及群众，联系人139******21。");
    assert!(doc.rows[0].reason.contains("11010519491231002X"), "what is filed stays as it is");

    let secret = case.clone().flag(Flag::Secret);
    let found = publication(pack("putuo-2023"), &unit, &secret.project, &secret.target, &doc);
    assert!(found.doc.is_none() && found.project.is_none() && found.target.is_none());
    assert_eq!(found.left_out[0].why, "涉密项目，不公开");
}
