"""Each rule on small drafts: what breaks it is found in its place, and what comes near it is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.draft import Cell
from tests.expectations.rules.conftest import (
    PLAN,
    ROWS,
    code,
    draft,
    form,
    found,
    places,
    tables_of,
    with_row,
)

QUANTITY, QUALITY, COST = ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "成本指标")
TIME, SOCIAL = ("产出指标", "时效指标"), ("效益指标", "社会效益指标")
GLAD = ("满意度指标", "服务对象满意度指标")


def of(number: int, place: int, *row: str, **changed: Any) -> dict[str, Any]:
    """The sound draft with one indicator replaced."""
    forms = [form(1), form(2), form(3)]
    forms[number - 1] = with_row(number, place, *row, **changed)
    return draft(*forms)


def with_form(number: int, **changed: Any) -> dict[str, Any]:
    """The sound draft with fields of one form changed."""
    forms = [form(1), form(2), form(3)]
    forms[number - 1] = form(number, **changed)
    return draft(*forms)


def titles(*names: str) -> list[str]:
    return [f"{name}绩效目标表" for name in names]


SOUND_TITLES = titles("技能培训经费", "校舍修缮工程", "农户种粮补贴")


TITLED_ALIKE = [form(n, title="项目支出绩效目标表") for n in (1, 2, 3)]
NUMBERED_FORMS = [
    form(n, title=f"澜财农[2025]{n}6号文件下达高标准农田建设补助资金绩效目标表") for n in (1, 2)
]
MISREAD_TITLES = (
    "澜财农[2025]1号文件下达高标准农田建设补助资金",
    "澜财农[2025]28号文件下达高标准农田建设补助资金",
)


def last_year(*forms: dict[str, Any]) -> dict[str, Any]:
    """The year before's draft of the same department, its codes of that year."""
    coded = [
        one | {"project_code": code((n * 7) + 1, year="25")} if one["project_code"] else one
        for n, one in enumerate(forms or (form(1), form(2), form(3)), start=1)
    ]
    return draft(*coded, id="e1", year=2025)


def year_on_year(name: str, before: str, now: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """One measure in both years' drafts."""
    then, this = (of(1, 2, *QUALITY, name, "", value) for value in (before, now))
    return last_year(*then["forms"]), this


def many(*odd: dict[str, Any]) -> dict[str, Any]:
    """A draft of eight sound forms with others behind them."""
    return draft(*(form(n) for n in range(1, 9)), *odd)


CASES: dict[str, tuple[list[tuple[Any, set[str]]], list[Any]]] = {
    "R01": (
        [
            (draft(contents=[*SOUND_TITLES, "追加项目绩效目标表"]), {""}),
            (draft(contents=titles("技能培训经费", "校舍修缮工程", "道路养护")), {""}),
            (draft(contents=SOUND_TITLES[:2]), {""}),
            (draft(*NUMBERED_FORMS, contents=titles(*MISREAD_TITLES)), {""}),
            (draft(*NUMBERED_FORMS, contents=titles(MISREAD_TITLES[0], "道路养护"), format="scan"), {""}),
            (draft(*TITLED_ALIKE, contents=titles("技能培训经费", "道路养护", "农户种粮补贴")), {""}),
        ],
        [
            draft(*NUMBERED_FORMS, contents=titles(*MISREAD_TITLES), format="scan"),
            draft(contents=None),
            draft(contents=["1.技能 培训经费绩效目标表", "校舍修缮工程", "农户种粮补帖绩效目标表"]),
            draft(contents=SOUND_TITLES[::-1]),
            draft(contents=[]),  # of chapters alone
            draft(*TITLED_ALIKE, contents=SOUND_TITLES),
            draft(*TITLED_ALIKE, contents=[f"项目支出绩效目标表——{name}" for name in SOUND_TITLES]),
        ],
    ),
    "R02": ([(draft(leftover=["备注：以决算为准"]), {""})], [draft(leftover=[" "]), draft()]),
    "R03": (
        [(with_form(2, budget="待定", fiscal=""), {"2"}), (with_form(1, budget="", fiscal=""), {"1"})],
        [with_form(2, budget="0", fiscal="0"), with_form(2, budget="1,500,000元", fiscal="150")],
    ),
    "R04": (
        [(with_form(2, fiscal="100", other="40"), {"2"}), (with_form(2, fiscal="", other="149.98"), {"2"})],
        [
            with_form(2, fiscal="149.995", other=""),
            with_form(2, fiscal="100", other="50"),
            with_form(2, fiscal="", other=""),
            with_form(2, fiscal="100", other="见附件"),
        ],
    ),
    "R05": (
        [
            (with_form(1, project_code=""), {"1"}),
            (with_form(1, project_code=code(8)[:20]), {"1"}),
            (with_form(1, project_code=code(8, year="25")), {"1"}),
            (with_form(1, project_code=code(8, county="990102")), {"1"}),
            (draft(*(form(n, project_code="") for n in (1, 2, 3))), {""}),  # the draft as a whole
            (with_form(1, project_code=code(8).lower()), {"1"}),
            (with_form(1, project_code="٩٩٠١٠١" + code(8)[6:]), {"1"}),
        ],
        [with_form(1, project_code=code(99)), draft(form(1, project_code=code(8, county="990102")))],
    ),
    "R06": (
        [
            (many(form(9, project_code=code(77)[:20] + ("0" if code(77)[20] != "0" else "1"))), {"9"}),
            (many(form(9, project_code=code(77)[:12] + "O" + code(77)[13:])), {"9"}),
        ],
        [many(), draft(form(1), form(2), form(3, project_code=code(22)[:20] + "Y"))],
    ),
    "R07": (
        [(draft(form(1), form(2), form(3, project_code=form(1)["project_code"])), {"1", "3"})],
        [
            draft(form(1, project_code=""), form(2, project_code=""), form(3)),
            (draft(form(1)), draft(form(1), id="e1", department="另一局")),
        ],
    ),
    "R08": (
        [
            (with_form(1, plan={"03": "25", "06": "50", "10": "75"}), {"1"}),
            (with_form(1, plan=PLAN | {"12": "90"}), {"1"}),
            (with_form(1, plan=dict.fromkeys(PLAN, "20")), {"1"}),
            (with_form(1, plan={}), {"1"}),
        ],
        [
            with_form(1, plan=dict.fromkeys(PLAN, "25%")),
            with_form(1, plan={"03": "0", "06": "0", "10": "0", "12": "100"}),
            with_form(1, plan={"03": "0.25", "06": "0.5", "10": "0.75", "12": "1"}),
            draft(*(form(n, plan={}) for n in (1, 2, 3))),
        ],
    ),
    "R09": (
        [(with_form(2, plan=dict.fromkeys(PLAN, "25")), {"2"})],
        [
            draft(*(form(n, plan=dict.fromkeys(PLAN, "25")) for n in (1, 2)), form(3)),
            with_form(2, plan={"03": "0", "06": "30", "10": "60", "12": "100"}),
        ],
    ),
    "R10": (
        [
            (with_form(2, purpose="1.支付维护费 90 万元。2.支付服务费 50.5 万元。"), {"2"}),
            (with_form(2, purpose="屋面防水80万元、外墙保温60万元"), {"2"}),
            (with_form(2, purpose="修缮三所学校，共需资金 160 万元，其中屋面 100 万元。"), {"2"}),
            (with_form(2, purpose="防水900000元；保温500000元。合计 140 万元。"), {"2"}),
            (with_form(2, purpose="1.装修80万元；2.设备45万元；3.监理、设计等费用10万元。"), {"2"}),
            (with_form(2, purpose="其中：防水90万元，保温80万元。"), {"2"}),
        ],
        [
            with_form(2, purpose="1.支付维护费 100 万元。2.支付服务费 50 万元。"),
            with_form(2, purpose="每年每人0.7元，建设费3万元，计8.88万元；全年需要经费150万元。"),
            with_form(2, purpose="屋面防水80万元，外墙保温等其他修缮。"),
            with_form(2, purpose="总投资 400 万元，上年已安排 250 万元。"),
            with_form(2, purpose="共需资金 1,500,000 元。"),
            with_form(2, purpose="约需 160 万元，共需约 160 万元。"),
            with_form(2, purpose="每人补助0.3万元，工作经费2万元。"),
            with_form(2, purpose="保洁员110名，每人每月800元，合计105.6万元，清运费44.4万元。"),
            with_form(2, purpose="清运费44.4万元，保洁员工资合计105.6万元。"),
            with_form(2, purpose="小学合计90万元，初中合计60万元。"),
            with_form(2, purpose="县级配套150万元，与上级资金320万元统筹使用，共计470万元。"),
            with_form(2, purpose="上级资金320万元，县级配套资金150万元。"),
            with_form(2, purpose="甲材料49.99万元，乙材料49.99万元，丙材料50.01万元。"),
            with_form(2, purpose="主要用于购置设备80万元，维修30万元。"),
            with_form(2, purpose="维修费50万元（其中屋面30万元、墙面20万元），绿化费100万元。"),
            with_form(2, purpose="采购服务，最高限价合计120万元。"),
        ],
    ),
    "R11": (
        [
            (of(3, 2, *QUANTITY, "财政补贴数额", "", "≥50万元"), {"3:2"}),
            (of(1, 3, *COST, "项目总成本", "", "≤18万元"), {"1:3"}),
            (of(1, 3, *COST, "项目成本", "", "250000元"), {"1:3"}),
            (of(1, 3, *COST, "培训费用", "", "≤18万元"), {"1:3"}),
            (
                draft(form(1, rows=[*ROWS[1][:2], (*COST, "项目总成本", "", "≤18万元"), (*COST, "成本节约率", "", "≥5%"),
                                    *ROWS[1][3:]]), form(2), form(3)),
                {"1:3"},
            ),
            (of(1, 3, *COST, "项目总投资", "", "15万元"), {"1:3"}),
        ],
        [
            of(1, 3, *COST, "项目总成本", "", "≤25万元"),
            of(1, 3, *COST, "人均补助标准", "", "0.3万元"),
            of(1, 3, *COST, "每场培训费用", "", "≤1.5万元"),
            of(1, 4, "效益指标", "经济效益指标", "带动投资金额", "", "300万元"),
            draft(form(1, rows=[*ROWS[1], (*COST, "场地费用", "", "≤5万元")]), form(2), form(3)),
            of(1, 3, *COST, "项目总成本", "", "15-25万元"),
            with_form(3, budget="86.31", fiscal="86.31"),
            of(1, 3, *COST, "处均维修成本", "", "2.4万元"),
            of(1, 3, *COST, "单场培训成本", "", "≤1.5万元"),
            of(1, 3, *COST, "燃油费用", "", "≤6万元"),
            of(1, 3, *COST, "项目总投资", "三年总投资", "60万元"),
            of(1, 3, *COST, "工作经费", "", "≤3万元", purpose="培训17万元，工作经费3万元。"),
            of(1, 3, *COST, "站均运行经费", "", "5万元/站"),
            of(1, 1, *QUANTITY, "评价资金规模", "", "≥2.6亿元"),
        ],
    ),
    "R12": (
        [
            (of(1, 2, *QUALITY, "学员考核合格率", "", "百分比"), {"1:2"}),
            (of(1, 2, *QUALITY, "学员考核合格率", "", ""), {"1:2"}),
            (of(1, 2, *QUALITY, "学员考核合格率", "", "≥%"), {"1:2"}),
        ],
        [
            of(1, 2, *QUALITY, "学员考核合格率", "", "稳步提高"),
            of(1, 2, *QUALITY, "合格率", "", "100"),
            of(1, 2, *QUALITY, "保障水平", "", "达到"),
        ],
    ),
    "R13": (
        [
            (of(1, 2, *QUALITY, "学员考核合格率", "", "≥0.95百分比"), {"1:2"}),
            (of(1, 5, *GLAD, "提高学员满意的比例", "", "0.9%"), {"1:5"}),
        ],
        [
            of(1, 2, *QUALITY, "差错率", "", "0.5%"),
            of(1, 2, *QUALITY, "合格率", "", "≤0.95%"),
            of(1, 4, *SOCIAL, "收入增长率", "", "≥0.8%"),
            of(1, 2, *QUALITY, "合格率", "", "≥1%"),
            of(1, 4, *SOCIAL, "市场占有率", "", "0.8%"),
            of(1, 2, *QUALITY, "合格率", "", "≥0.95"),
        ],
    ),
    "R14": (
        [
            (of(1, 2, *QUALITY, "学员考核合格率", "", "≥100百分比"), {"1:2"}),
            (of(1, 2, *QUALITY, "经费使用合规率", "", "120%"), {"1:2"}),
            (of(1, 5, *GLAD, "学员满意度", "", "不低于100%"), {"1:5"}),
        ],
        [
            of(1, 2, *QUALITY, "合格率", "", "100%"),
            of(1, 2, *QUALITY, "合格率", "", "达到100%"),
            of(1, 4, *SOCIAL, "产值增长率", "", "≥120%"),
            of(1, 3, *COST, "成本控制率", "", "≤100%"),
        ],
    ),
    "R15": (
        [
            (of(1, 1, *QUANTITY, "开展宣传的数量", "", "≥95%"), {"1:1"}),
            (of(1, 2, *QUALITY, "发放差错率", "", "每月月底前"), {"1:2"}),
            (of(1, 2, *QUALITY, "考核合格率", "", "12月底前完成"), {"1:2"}),
            (of(1, 2, *QUALITY, "审批及时率", "", "≤3个工作日"), {"1:2"}),
            (of(1, 2, *QUALITY, "覆盖率(%)", "", "30个"), {"1:2"}),
        ],
        [
            of(1, 1, *QUANTITY, "培训人数占比", "", "≥95%"),
            of(1, 1, *QUANTITY, "达标学校数量", "达标学校占全部学校的比例", "≥95%"),
            of(1, 1, *QUANTITY, "巡查频率", "", "≥4次"),
            of(1, 2, *QUALITY, "审批效率", "", "≤3天"),
            of(1, 1, *QUANTITY, "培训人数", "", "≥300人"),
            of(1, 1, *QUANTITY, "任务完成数量", "完成计划的程度", "100%"),
            of(1, 1, *QUANTITY, "政策覆盖面", "", "22个乡镇"),
            of(1, 1, *QUANTITY, "床位周转率", "", "≥30次"),
        ],
    ),
    "R16": (
        [
            (of(1, 3, *COST, "人脸识别认证率", "", "≥95%"), {"1:3"}),
            (of(1, 2, *QUALITY, "数据录入数量", "", "≥95条"), {"1:2"}),
            (of(1, 2, *QUALITY, "学员满意度", "", "≥95%"), {"1:2"}),
        ],
        [
            of(1, 3, *COST, "成本节约率", "", "≥5%"),
            of(1, 5, *GLAD, "学员满意率", "", "≥95%"),
            of(1, 1, *QUANTITY, "任务完成率", "", "100%"),
            of(1, 2, *QUALITY, "事故发生次数", "", "0次"),
            of(1, 2, *QUALITY, "执法瑕疵件数", "", "0件"),
            of(1, 2, *QUALITY, "舆情件数", "", "3件"),
            of(1, 2, *QUALITY, "返修台数", "", "≤2台"),
            of(1, 2, *QUALITY, "持证人数", "", "20人"),
            of(1, 3, *COST, "贷款贴息率", "", "2.5%"),
            of(1, 4, *SOCIAL, "受益人数", "", "500人"),
        ],
    ),
    "R17": (
        [
            (with_form(1, goals="1.目标内容1"), {"1"}),
            (with_form(1, goals="1.目标内容1、及时发放。2.目标内容2、准时补助"), {"1"}),
            (with_form(1, goals="1.完成培训。2."), {"1"}),
            (with_form(1, purpose="用于XX乡道路"), {"1"}),
            (of(1, 1, *QUANTITY, "指标1", "", "≥5场"), {"1:1"}),
        ],
        [
            with_form(1, purpose="购置XXL号工装和MAXX型设备。"),
            with_form(1, goals="1.完成年度目标内容的分解。2.提高就业率。".replace("目标内容", "目标任务")),
            of(1, 1, *QUANTITY, "指标完成情况", "", "≥5项"),
        ],
    ),
    "R18": (
        [
            (of(1, 1, *QUANTITY, "培训", "", "100按合同进度完成"), {"1:1"}),
            (of(1, 5, *GLAD, "学员满意情况", "", "≥95服务对象大多数满意"), {"1:5"}),
        ],
        [
            of(1, 1, *QUANTITY, "培训", "", "12场以上"),
            of(1, 1, *QUANTITY, "培训", "", "500羊单位"),
            of(1, 1, *QUANTITY, "完成时间", "", "2026年底前完成全部任务"),
            of(1, 1, *QUANTITY, "标准", "", "不超过实际缴费额的2/3"),
        ],
    ),
    "R19": (
        [
            (of(1, 1, *QUANTITY, "培训场次", "培训 场次", "≥12场"), {"1:1"}),
            (of(1, 4, *SOCIAL, "就业能力", "提升就业能力", "提升就业能力。"), {"1:4"}),
        ],
        [
            of(1, 1, *QUANTITY, "培训场次", "全年培训场次", "≥12场"),
            of(1, 1, *QUANTITY, "培训场次", "", "≥12场"),
        ],
    ),
    "R20": (
        [
            (of(1, 1, *QUANTITY, "培训场次", "", "≥12场", "j根据工作计划"), {"1:1"}),
            (with_form(2, goals="<p>1.按期完成修缮工程。</ p>"), {"2"}),
            (with_form(2, purpose="修缮校舍n面积三千平方米"), {"2"}),
        ],
        [
            of(1, 1, *QUANTITY, "B超检查人次", "", "≥12人次", "A级标准"),
            with_form(2, purpose="购置X光机、U盘和BIM软件，治理PM2.5。"),
            with_form(2, purpose="开展e家亲活动，甲方A公司负责。"),
            of(1, 1, *QUANTITY, "o型密封圈", "", "≥12套"),
        ],
    ),
    "R21": (
        [
            (with_form(1, goals="1.甲任务完成。2.乙任务完成。2.丙任务完成。"), {"1"}),
            (with_form(1, goals="1.目标内容1、甲。2.目标内容3、乙。3.目标内容2、丙。"), {"1"}),
            (with_form(1, goals="2.甲任务完成。1.乙任务完成。"), {"1"}),
        ],
        [
            with_form(1, goals="年度：1.甲任务完成。2.乙任务完成。中期：1.丙任务完成。2.丁任务完成。"),
            with_form(1, goals="一、甲任务完成。二、乙任务完成。三、丙任务完成。"),
            with_form(1, goals="完成全部任务，3个月内见效。"),
            with_form(1, goals="1.总体：（1）完成甲；（2）完成乙。2.其他：（1）完成丙；（2）完成丁。"),
        ],
    ),
    "R22": (
        [
            (draft(form(1), form(2, rows=ROWS[1]), form(3)), {"1", "2"}),
            (
                draft(form(1), form(2, rows=[(*row[:4], "≥3项") for row in reversed(ROWS[1])]), form(3)),
                {"1", "2"},
            ),
        ],
        [
            draft(form(1), form(2, rows=[*ROWS[1][:4], ROWS[2][4]]), form(3)),
            draft(form(1, rows=ROWS[1][:2]), form(2, rows=ROWS[1][:2]), form(3)),
            (draft(form(1)), draft(form(1), id="e1", department="另一局")),
        ],
    ),
    "R23": (
        [
            (with_form(2, purpose="按照每亩120元的标准，向种粮农户发放补贴"), {"2", "3"}),
            (with_form(2, goals="（1）补贴及时足额发放；（2）调动农户种粮积极性"), {"2", "3"}),
        ],
        [
            draft(form(1, purpose="办公经费"), form(2, purpose="办公经费"), form(3)),
            with_form(2, purpose="按照每亩130元的标准，向种粮农户发放补贴。"),
            draft(form(1, goals="1.目标内容1"), form(2, goals="1.目标内容1"), form(3)),
        ],
    ),
    "R24": (
        [
            (of(1, 4, *SOCIAL, "城镇新增就业人数", "", "4800人"), {"1:4"}),
            (draft(part_one="培训班举办场次达到 15 场。"), {"1:1"}),
            (draft(part_one="学员就业率控制在 55%以内。"), {"1:4"}),
            (draft(part_one="20٣٤年学员就业率不低于55%，学员就业率不低于65%。"), {"1:4"}),
            (of(1, 2, *QUALITY, "农村供水水质合格率", "", "≥88%") | {"part_one": "农村供水水质合格率不低于90%。"}, {"1:2"}),
        ],
        [
            draft(part_one="20٣٤年学员就业率不低于60%。"),
            draft(part_one="学员就业率不低于59.97%，学员就业率不低于61%。"),
            draft(part_one="学员就业率不低于55%，学员就业率不低于60.03%。"),
            of(1, 4, *SOCIAL, "城镇新增就业人数", "", "≥4500人"),
            of(1, 4, *SOCIAL, "城镇新增就业", "", "12%"),
            draft(part_one="农户满意度达到 98%以上，工程验收合格率 95%。"),
            draft(part_one="到2030年学员就业率达到80%，十四五末学员就业率达到70%。"),
            of(1, 2, *QUALITY, "补贴发放及时率", "", "≥88%") | {"part_one": "补贴发放及时率不低于90%。"},
            draft(
                with_row(1, 4, *SOCIAL, "城镇新增就业人数", "", "2000人"),
                with_row(2, 4, *SOCIAL, "城镇新增就业人数", "", "2500人"),
                form(3),
            ),
            of(1, 4, *SOCIAL, "城镇失业人员再就业人数", "", "300人"),
        ],
    ),
    "R25": (
        [
            (with_form(1, rows=ROWS[1][:4]), {"1"}),
            (with_form(2, rows=[row for row in ROWS[2] if row[0] != "效益指标"]), {"2"}),
        ],
        [
            with_form(1, rows=[("", *row[1:]) for row in ROWS[1]]),
            with_form(1, rows=[*ROWS[1][:4], ("效益指标", "满意度指标", "学员满意度", "", "≥90%")]),
            with_form(1, rows=[(row[0].replace("效益", "效果"), *row[1:]) for row in ROWS[1]]),
        ],
    ),
    "R26": (
        [(with_form(1, rows=[(*row[:4], "有所提高") for row in ROWS[1][:3]] + list(ROWS[1][3:])), {"1"})],
        [
            with_form(1, rows=[(*row[:4], "有所提高") for row in ROWS[1][:2]] + list(ROWS[1][2:])),
            with_form(1, rows=[(*row[:4], "提高") for row in ROWS[1][:2]] + list(ROWS[1][3:])),
        ],
    ),
    "R27": (
        [
            (
                draft(
                    *(form(n, budget=f"{100 + n * n}", fiscal="") for n in range(1, 12)),
                    form(12, budget="900000", fiscal=""),
                ),
                {"12"},
            )
        ],
        [
            draft(*(form(n, budget=f"{100 + n * n}", fiscal="") for n in range(1, 13))),
            draft(form(1, budget="1"), form(2, budget="1.1"), form(3, budget="90000")),
        ],
    ),
    "R28": (
        [
            ((last_year(), of(1, 2, *QUALITY, "学员考核合格率", "", "≥85%")), {"1:2"}),
            ((last_year(), of(3, 3, *QUALITY, "补贴对象差错率", "", "≤2%")), {"3:3"}),
            ((last_year(), with_form(2, budget="300", fiscal="300")), {"2"}),
            (year_on_year("事故起数", "2起", "3起"), {"1:2"}),
            (
                (
                    last_year(form(1, project_code=""), form(2), form(3)),
                    draft(form(1, project_code="", budget="40", fiscal="40"), form(2), form(3)),
                ),
                {"1"},
            ),
        ],
        [
            (last_year(), draft()),
            (last_year(), of(1, 2, *QUALITY, "学员考核合格率", "", "≥95%")),
            (last_year(), with_form(2, budget="200", fiscal="200")),
            (last_year(), with_form(2, budget="900", fiscal="900", project_name="城区道路亮化", title="城区道路亮化")),
            (last_year(), of(3, 2, *QUANTITY, "财政补贴数额", "", "50万元")),
            year_on_year("投诉消费者满意度", "≥95%", "≥96%"),
            year_on_year("失业人员再就业人数", "900人", "950人"),
            year_on_year("处理投诉案件数量", "≥210件", "≥220件"),
            year_on_year("涉校案件下降率", "≥5%", "≥8%"),
        ],
    ),
    "R29": (
        [
            (draft(cells=[Cell(text="20.00", field="budget", project=1, confidence=0.4, page=7)]), {"1"}),
            (
                draft(cells=[Cell(text="≥9O%", field="value", project=1, indicator=2, confidence=0.5)]),
                {"1:2"},
            ),
            (
                draft(cells=[Cell(text="户数", field="level3", project=1, indicator=2, doubt="cut", page=7)]),
                {"1:2"},
            ),
        ],
        [
            draft(cells=[Cell(text="20.00", field="budget", project=1, confidence=0.99, page=7)]),
            draft(cells=[Cell(text="20.00", field="budget", project=1, page=7)]),
        ],
    ),
    "R30": (
        [(with_form(1, title="校园安全经费绩效目标表"), {"1"})],
        [
            with_form(1, title="2026年技能培训经费项目支出绩效目标表"),
            with_form(1, title="技能 培训经费"),
            with_form(1, title=""),
        ],
    ),
}  # fmt: skip


def drafts(case: Any) -> tuple[dict[str, Any], ...]:
    return case if isinstance(case, tuple) else (case,)


def test_a_sound_draft_breaks_no_rule() -> None:
    assert found(tables_of(draft())).is_empty()


@pytest.mark.parametrize(
    ("rule", "case", "where"),
    [(rule, case, where) for rule, (bad, _) in CASES.items() for case, where in bad],
)
def test_what_breaks_a_rule_is_found_in_its_place(rule: str, case: Any, where: set[str]) -> None:
    findings = found(tables_of(*drafts(case)), rule)
    assert places(findings) == where
    for row in findings.iter_rows(named=True):
        assert row["message_zh"]
        assert row["message_en"]
        assert row["expected"]
        assert not set(row["message_zh"] + row["message_en"] + row["expected"]) & set("{}")


@pytest.mark.parametrize(
    ("rule", "case"), [(rule, case) for rule, (_, near) in CASES.items() for case in near]
)
def test_what_comes_near_a_rule_is_left_alone(rule: str, case: Any) -> None:
    assert places(found(tables_of(*drafts(case)), rule)) == set()


def test_every_rule_has_a_case_and_two_near_misses() -> None:
    assert list(CASES) == [f"R{n:02}" for n in range(1, 31)]
    assert all(bad and len(near) >= 2 for bad, near in CASES.values())


@pytest.mark.parametrize(
    ("case", "rule", "message"),
    [
        (
            draft(form(1), with_row(3, 2, *QUANTITY, "财政补贴数额", "", "≥50万元"),
                  with_row(3, 2, *QUANTITY, "财政补贴数额", "", "≥50万元", budget="50", fiscal="50")),
            "R11",
            "第 2 项：财政补贴数额指标为 ≥50 万元，与预算数 86.00 万元不符，疑似复制自第 3 项",
        ),
        (
            with_form(2, purpose="1.支付维护费 90 万元。2.支付服务费 50.5 万元。"),
            "R10",
            "第 2 项：资金用途列出的金额合计 140.5 万元（90 + 50.5），与预算数 150.00 万元不符",
        ),
        (
            draft(contents=titles("技能培训经费", "校舍修缮工程", "道路养护")),
            "R01",
            "目录与正文都是 3 个项目，但标题对不上；目录中有而正文没有：道路养护绩效目标表；"
            "正文中有而目录没有：农户种粮补贴绩效目标表",
        ),
        (draft(leftover=["备注：以决算为准"]), "R02", "101 个单元格中有 1 个读不出归属：备注：以决算为准"),
        (
            with_form(2, fiscal="", other="149.98"),
            "R04",
            "第 2 项：其他资金 149.98 万元，没有填财政资金，预算数为 150.00 万元，相差 0.02 万元",
        ),
    ],
)  # fmt: skip
def test_a_finding_reads_as_an_accountant_would_say_it(case: Any, rule: str, message: str) -> None:
    assert found(tables_of(case), rule)["message_zh"].to_list() == [message]


def test_an_outlier_is_told_with_the_median_of_those_it_was_judged_among() -> None:
    schools = [form(n, budget=f"{100 + n}", fiscal="") for n in range(1, 10)]
    schools.append(form(10, budget="9000", fiscal=""))
    roads = [form(n, budget=f"{70_000 + 9_000 * n}", fiscal="") for n in range(20, 32)]
    both = draft(*schools, department="某县教育局"), draft(*roads, id="d2", department="某县交通运输局")
    (message,) = found(tables_of(*both), "R27")["message_zh"]
    assert message.startswith("第 10 项：平均每条指标 1800.0 万元，同年同类部门各项目的中位数是 21.1 万元")
