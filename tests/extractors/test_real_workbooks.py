"""Two real forms of other provinces, looked through by eye; skipped where they are not beside the checkout."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from extractors.draft import Draft, Project
from extractors.reader import read_draft
from tests.real_files import WORKBOOKS, needs_real_files
from transforms.normalise.document import DocumentFacts
from transforms.normalise.tables import normalise

WUHAN = WORKBOOKS / "wuhan-donghu-2020-project-application.xlsx"
ZHANJIANG = WORKBOOKS / "zhanjiang-2024-department.xlsx"

pytestmark = needs_real_files

WUHAN_TARGETS = [
    ("产出指标", "数量指标", "城镇新增就业人数", "25000人"),
    ("产出指标", "数量指标", "失业人员及就业困难人员再就业人数", "1600人、200人"),
    ("产出指标", "数量指标", "扶持创业人数及带动就业人数", "1000人、3000人"),
    ("产出指标", "数量指标", "返乡创业人数及带动就业人数", "180人、650人"),
    ("产出指标", "数量指标", "就业技能及创业培训人数据", "900人、1500人"),
    ("产出指标", "数量指标", "五险净增人数", "约5.5万人次"),
    ("产出指标", "数量指标", "社会保障卡发卡量", "7万张"),
    ("产出指标", "数量指标", "劳动监察网格日常巡查", "不低于60户/人.月"),
    ("产出指标", "质量指标", "培训人员合格率", "100%"),
    ("产出指标", "时效指标", "仲裁案件法定期限结案率", "95%"),
    ("产出指标", "时效指标", "劳动监察配合处理举报投诉案件", "在规定时间结案率为95%"),
    ("效益指标", "社会效益指标", "提高全民参保覆盖面", "按时办结"),
    ("效益指标", "社会公众或服务对象满意度指标", "做好服务工作，让服务对象满意", "95%"),
]
ZHANJIANG_TARGETS = [
    ("产出指标", "数量指标", "城乡居民基础养老金标准", "≥190元每人每月"),
    ("产出指标", "数量指标", "城镇新增就业人数（人）", "50000"),
    ("产出指标", "数量指标", "促进创业人数（人）", "3000"),
    ("产出指标", "数量指标", "支教人员每人每年完成课时", "≥200课时"),
    ("产出指标", "质量指标", "“三支一扶”人员服务期满考核合格率（%）", "≥90%"),
    ("产出指标", "质量指标", "补贴发放准确率", "100%"),
    ("产出指标", "时效指标", "“三支一扶”人员到岗及时率", "≥90%"),
    ("产出指标", "时效指标", "资金在规定时间内下达率", "≧95%"),
    ("效益指标", "经济效益指标", "解决就业困难人员就业人数（人）", "1500"),
    ("效益指标", "经济效益指标", "失业人员再就业人数（人）", "27000"),
    ("效益指标", "质量指标", "全市城乡居民养老保险覆盖面", "不低于上年度水平"),
    ("效益指标", "质量指标", "扶持创业企业（项目）个数", "350"),
    ("效益指标", "质量指标", "服务期满继续在基层就业人数比例", "≧35%"),
    ("效益指标", "质量指标", "基层服务覆盖范围", "湛江市基层"),
    ("效益指标", "可持续影响指标", "对保持就业局势总体稳定发挥的影响", "保持稳定"),
    ("满意度指标", "服务对象", "群众满意度", "≥75%"),
    ("满意度指标", "服务对象", "就业服务满意度", "≧90%"),
    ("满意度指标", "服务对象", "享受创业担保贷款对象满意度", "≧95%"),
    ("满意度指标", "服务对象", "服务单位对“三支一扶”人员满意度", "≥90%"),
]


def only(draft: Draft) -> Project:
    assert [cell.text for cell in draft.cells if cell.in_form and cell.text and cell.field is None] == []
    assert draft.new_labels == ()
    (project,) = draft.projects
    return project


def targets(project: Project) -> list[tuple[str, str, str, str]]:
    return [(one.level1.text, one.level2.text, one.level3.text, one.value.text) for one in project.indicators]


def details(project: Project) -> list[tuple[str, str, str]]:
    return [(one.kind, one.label, one.value.text) for one in project.details]


def amounts(draft: Draft) -> tuple[int, Decimal | None, Decimal | None, Decimal | None]:
    """Fiscal year, budget, fiscal and other funds as in the tables."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    facts = DocumentFacts(document_id="0" * 64, batch_id="b", file_name="f", source_uri="u", source_modified_at=now,
                          ingested_at=now)  # fmt: skip
    row = normalise(draft, facts)["projects"].row(0, named=True)
    return row["fiscal_year"], row["budget_wanyuan"], row["fiscal_wanyuan"], row["other_wanyuan"]


def test_an_application_form_of_wuhan():
    draft = read_draft(WUHAN)
    project = only(draft)
    assert project.title.text == "2020年项目申报表"
    assert project.project_name.text == "专项资金"
    assert project.project_code.text == ""
    assert (
        project.unit_name.text
        == project.department_name.text
        == "武汉市人力资源和社会保障局东湖新技术开发区分局"
    )
    assert (project.budget.text, project.fiscal.text) == ("6730", "6730.00")
    assert project.goals.text == "完成2020年度市、区下达的各项目标任务"
    assert project.purpose.text.startswith("明确当年申请预算资金的主要投向及工作任务")
    assert project.purpose.text.endswith("人力资源和民办职业培训学校的审批工作。")
    assert targets(project) == WUHAN_TARGETS
    assert {one.period for one in project.indicators} == {"annual"}
    told = details(project)
    long = {label: text for _, label, text in told if len(text) > 60}
    assert set(long) == {"项目申请理由", "项目前两年预算及当年预算变动情况", "测算依据及说明"}
    assert [one for one in told if one[1] not in long] == [
        ("fact", "项目负责人", "吴卫东"),
        ("fact", "联系电话", "67880231"),
        ("fact", "项目类型", "1.部门项目 □ 2.公共项目 □√"),
        ("fund", "项目总预算", "6730"),
        ("fund", "合计·金额", "6730.00"),
        ("fund", "其中：申请当年预算拨款·金额", "6730.00"),
        ("fund", "合计", "6730.00"),
        ("fund", "1.就业和社会保险的管理支出", "874.18"),
        ("fund", "2.对机关事业单位养老保险基金的补助", "3080.00"),
        ("fund", "3.财政对基本医疗保险基金的补助", "1545.00"),
        ("fund", "4.就业补助", "1195.82"),
        ("fund", "5.其他城市生活救助", "10.00"),
        ("fund", "6.普惠金融发展支出", "25.00"),
    ]
    assert amounts(draft) == (2020, Decimal(6730), Decimal(6730), None)


def test_a_department_s_form_of_zhanjiang():
    draft = read_draft(ZHANJIANG)
    project = only(draft)
    assert project.title.text == "2024年市级部门整体预算绩效目标表"
    assert project.unit_name.text == project.department_name.text == "湛江市人力资源和社会保障局"
    assert (project.fiscal.text, project.fiscal.unit, project.other.text) == ("72807.38", "万元", "0")
    assert [number for number in range(1, 9) if f"目标{number}：" in project.goals.text] == [1, 2, 3, 4, 5, 6]
    assert targets(project) == ZHANJIANG_TARGETS
    told = details(project)
    assert told[:4] == [
        ("fact", "财政供养人员数", "737"),
        ("fact", "下属二级单位数", "10"),
        ("budget_part", "基本支出·预算金额（万元）", "10,891.62"),
        ("budget_part", "项目支出·预算金额（万元）", "61915.77"),
    ]
    assert [text for kind, label, text in told[4:] if label.endswith("·名称")] == [
        "城乡居民养老保险政府补贴资金",
        "“三支一扶”高校毕业生社会保险缺口资金及生活补贴",
        "促进就业专项资金（含创业担保贷款贴息资金）",
    ]
    assert [text for kind, _, text in told[4:] if kind == "fund"] == ["18862", "587.81", "1140"]
    assert len(told) == 4 + 3 * 4
    assert amounts(draft) == (2024, Decimal("72807.39"), Decimal("72807.38"), Decimal(0))
