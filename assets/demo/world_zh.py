"""The Chinese demo company: a Wuhan maker of warehouse and reconciliation software. All of it is invented."""

from clock import WorkCalendar, day_range
from world import Event, Segment, Source, World, parse_roster

HOLIDAYS = {
    day
    for text in (
        "2025-05-31..2025-06-02",  # 端午
        "2025-10-01..2025-10-08",  # 国庆、中秋
        "2026-01-01..2026-01-03",  # 元旦
        "2026-02-15..2026-02-23",  # 春节
        "2026-04-04..2026-04-06",  # 清明
        "2026-05-01..2026-05-05",  # 劳动节
        "2026-06-19..2026-06-21",  # 端午
        "2026-09-25..2026-09-27",  # 中秋
        "2026-10-01..2026-10-07",  # 国庆
    )
    for day in day_range(text)
}

# 调休上班的周末
EXTRA_DAYS = {
    day
    for text in (
        "2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09",
        "2026-09-20", "2026-10-10",
    )
    for day in day_range(text)
}

# The days round the Spring Festival on which customers and half the office are already, or still, away.
SLOW_DAYS = {}
for _text, _speed in (
    ("2026-02-02..2026-02-08", 75),
    ("2026-02-09..2026-02-14", 40),
    ("2026-02-24..2026-02-28", 45),
    ("2026-03-01..2026-03-04", 75),
    ("2025-09-29..2025-09-30", 70),
):
    for _day in day_range(_text):
        SLOW_DAYS[_day] = _speed

LEAD_SEASON = {}
for _text, _factor in (
    ("2025-10-01..2025-10-08", 0.35),
    ("2026-01-01..2026-01-03", 0.5),
    ("2026-02-02..2026-02-08", 0.7),
    ("2026-02-09..2026-02-14", 0.4),
    ("2026-02-15..2026-02-24", 0.12),
    ("2026-02-25..2026-03-04", 0.6),
    ("2026-03-05..2026-03-31", 1.2),
    ("2026-05-01..2026-05-05", 0.4),
    ("2026-06-19..2026-06-21", 0.6),
):
    for _day in day_range(_text):
        LEAD_SEASON[_day] = _factor

CENTRAL, EAST, SOUTH, KEY, MARKET = "华中大区", "华东大区", "华南大区", "大客户部", "市场部"

# Load: a new or part-time person gets fewer customers.
ROSTER = """
彭立群 | sales_manager | | |
龚晓岚 | sales_manager | | 彭立群 |
谢承志 | sales_manager | | 彭立群 |
付小满 | sales_manager | | 彭立群 | 2025-11-03
万芷若 | sales_manager marketer | 市场部 | 彭立群 | | | 0.3
涂国栋 | sales_manager | 华中大区 | 龚晓岚 |
熊一鸣 | sales_manager | 大客户部 | 龚晓岚 |
蔡明朗 | sales_manager | 华东大区 | 谢承志 |
黎绍安 | sales_manager | 华南大区 | 谢承志 |
汪子衿 | marketer | 市场部 | 万芷若 |
石润泽 | marketer | 市场部 | 万芷若 |
余笑梅 | marketer | 市场部 | 万芷若 |
柳如松 | marketer | 市场部 | 万芷若 | 2026-03-16
丁晓舟 | lead_generator | 华中大区 | 涂国栋 |
叶文静 | lead_generator | 华中大区 | 涂国栋 |
罗一帆 | lead_generator | 华中大区 | 涂国栋 |
潘雨薇 | lead_generator lead_nurturer | 华中大区 | 涂国栋 | | | 0.8
陈雨桐 | lead_nurturer | 华中大区 | 涂国栋 |
邓锐 | lead_nurturer | 华中大区 | 涂国栋 |
郭蕾 | lead_nurturer | 华中大区 | 涂国栋 |
何敏 | lead_nurturer | 华中大区 | 涂国栋 | 2025-09-15
罗青 | lead_nurturer | 华中大区 | 涂国栋 |
马驰 | lead_nurturer | 华中大区 | 涂国栋 | | 2026-04-30
徐子昂 | closer | 华中大区 | 涂国栋 |
韩冬 | closer | 华中大区 | 涂国栋 |
梁静雯 | closer | 华中大区 | 涂国栋 |
夏致远 | closer customer_support | 华中大区 | 涂国栋 | | | 0.7
孟琪 | customer_support | 华中大区 | 涂国栋 |
阮晴 | customer_support | 华中大区 | 涂国栋 |
苏长青 | account_manager | 华中大区 | 涂国栋 |
秦可心 | account_manager | 华中大区 | 涂国栋 |
方佳怡 | lead_generator | 华东大区 | 蔡明朗 |
卢志斌 | lead_generator | 华东大区 | 蔡明朗 |
陶悦 | lead_generator | 华东大区 | 蔡明朗 | 2026-01-05
林晓薇 | lead_nurturer | 华东大区 | 蔡明朗 |
孙嘉 | lead_nurturer | 华东大区 | 蔡明朗 |
唐越 | lead_nurturer | 华东大区 | 蔡明朗 |
吴皓 | lead_nurturer | 华东大区 | 蔡明朗 |
谢凡 | lead_nurturer | 华东大区 | 蔡明朗 |
赵珂 | closer | 华东大区 | 蔡明朗 |
傅海宁 | closer | 华东大区 | 蔡明朗 |
许牧之 | closer | 华东大区 | 蔡明朗 | | 2026-01-30
俞婉清 | customer_support | 华东大区 | 蔡明朗 |
章磊 | customer_support | 华东大区 | 蔡明朗 |
沈安然 | account_manager | 华东大区 | 蔡明朗 |
顾彦 | customer_support account_manager | 华东大区 | 蔡明朗 | | | 0.6
莫小雅 | lead_generator | 华南大区 | 黎绍安 |
麦家豪 | lead_generator | 华南大区 | 黎绍安 |
区敏仪 | lead_generator | 华南大区 | 黎绍安 | | 2026-06-26
钟灵 | lead_nurturer | 华南大区 | 黎绍安 |
曾凡宇 | lead_nurturer | 华南大区 | 黎绍安 |
曹一 | lead_nurturer | 华南大区 | 黎绍安 | 2026-07-06
冼倩 | lead_nurturer | 华南大区 | 黎绍安 |
江浩然 | closer | 华南大区 | 黎绍安 |
邱诗涵 | closer | 华南大区 | 黎绍安 |
温若晨 | closer | 华南大区 | 黎绍安 |
岑敏 | customer_support | 华南大区 | 黎绍安 |
蓝天宇 | account_manager | 华南大区 | 黎绍安 |
纪云帆 | the_whole_way | 大客户部 | 熊一鸣 |
严书宁 | the_whole_way | 大客户部 | 熊一鸣 |
宋知行 | the_whole_way | 大客户部 | 熊一鸣 |
詹慕云 | the_whole_way | 大客户部 | 熊一鸣 |
AI外呼机器人 | bot lead_generator | 市场部 | 万芷若 |
"""

SOURCES = [
    Source("搜索广告", "ads", 3.24, 0.95, 0.88, 1.0, "汪子衿",
           ("仓库管理系统-搜索词", "对账软件-搜索词", "品牌词"),
           cost_per_lead=212, clicks_per_lead=21, impressions_per_click=26),
    Source("信息流广告", "ads", 2.82, 0.72, 0.74, 0.95, "汪子衿",
           ("月底不加班", "库存对不上", "三分钟看懂云仓"),
           cost_per_lead=148, clicks_per_lead=34, impressions_per_click=61),
    Source("短视频广告", "ads", 4.60, 0.36, 0.68, 0.9, "柳如松",
           ("老板盘库日记", "仓库里的一天"), since="2026-04-01",
           cost_per_lead=58, clicks_per_lead=40, impressions_per_click=118),
    Source("官网咨询", "site", 1.67, 2.1, 1.55, 1.15, "石润泽",
           ("在线客服", "预约演示", "试用申请")),
    Source("公众号", "site", 1.15, 1.2, 1.1, 1.0, "余笑梅",
           ("仓库体检白皮书", "对账避坑指南", "周三直播课")),
    Source("展会", "event", 0, 1.35, 0.95, 1.0, "余笑梅", ()),
    Source("转介绍", "office", 0.37, 4.4, 2.1, 1.3, "石润泽", ()),
    Source("合作伙伴", "office", 0.58, 1.6, 1.15, 1.1, "石润泽", ("设备商", "财税代理")),
    Source("电话外呼", "office", 2.19, 0.78, 0.74, 0.95, "石润泽", ("园区名录", "行业名录")),
    Source("老线索激活", "spawned", 0, 0.9, 0.9, 0.95, "余笑梅", ()),
    Source("老客户增购", "spawned", 0, 1.0, 2.0, 2.2, "石润泽", ()),
]

EVENTS = [
    Event("2025-07-10", 88, "华中智慧仓储展"),
    Event("2025-10-23", 104, "中部供应链大会"),
    Event("2025-11-19", 72, "长三角物流装备展"),
    Event("2026-03-25", 112, "华中智慧仓储展·春季"),
    Event("2026-05-20", 86, "珠三角仓储物流周"),
    Event("2026-07-09", 92, "华中智慧仓储展"),
]

LOST_REASONS = {
    "marketer": [("重复或垃圾线索", 6), ("无效号码", 3), ("非目标客户", 1)],
    "lead_generator": [("联系不上", 5), ("无效号码", 3), ("非目标客户", 3), ("没有决策权", 2), ("重复或垃圾线索", 1)],
    "lead_nurturer": [("没有需求", 4), ("没有预算", 3), ("联系不上", 3), ("暂缓，明年再看", 2), ("没有决策权", 1),
                      ("选择竞品", 1)],
    "closer": [("价格太高", 4), ("选择竞品", 4), ("暂缓，明年再看", 3), ("功能不满足", 2), ("没有预算", 1),
               ("跟进太慢", 1)],
    "customer_support": [("上线前取消", 1)],
    "account_manager": [("没有需求", 1)],
    "dropped": [("跟进太慢", 5), ("选择竞品", 3), ("联系不上", 2)],
}

PURPOSES = {
    "checking": ("核实身份",),
    "decision": ("找决策人", "核实身份"),
    "verified": ("首次沟通",),
    "contacted": ("首次沟通", "确认需求"),
    "interest": ("确认需求", "产品演示"),
    "ability": ("确认预算",),
    "qualified": ("方案沟通",),
    "proposal": ("方案讲解", "产品演示"),
    "contract": ("商务谈判", "合同确认"),
    "won": ("上线准备",),
    "onboarding": ("实施沟通", "使用培训"),
    "active": ("客户回访",),
}

WORLD = World(
    id="zh",
    seed="zh-5",
    name="渡云仓软件（演示数据）",
    timezone="Asia/Shanghai",
    utc_offset="+08:00",
    currency="CNY",
    value_step=100,
    calendar=WorkCalendar(((9, 12), (13.5, 18)), HOLIDAYS, EXTRA_DAYS, SLOW_DAYS),
    lead_season=LEAD_SEASON,
    doubtful_hours=(),
    teams={
        CENTRAL: [("湖北", 5), ("湖南", 2), ("河南", 2), ("江西", 1)],
        EAST: [("江苏", 3), ("浙江", 3), ("上海", 2), ("安徽", 1)],
        SOUTH: [("广东", 5), ("福建", 2), ("广西", 1)],
    },
    vertical_team=KEY,
    roster=parse_roster(ROSTER),
    sources=SOURCES,
    inbound="官网咨询",
    referral="转介绍",
    event_source="展会",
    reactivated="老线索激活",
    existing="老客户增购",
    events=EVENTS,
    segments=[
        Segment("小微", 0.39, 19000, 0.8, 0.0),
        Segment("中小", 0.38, 41000, 1.0, 0.0),
        Segment("中型", 0.17, 88000, 1.3, 0.18),
        Segment("大型", 0.06, 190000, 1.7, 0.75),
    ],
    industries=[
        ("物流", ("物流", "供应链", "货运", "仓储")),
        ("食品", ("食品", "粮油", "调味品", "冷链")),
        ("纺织服装", ("纺织", "服饰", "针织")),
        ("医疗器械", ("医疗", "器械")),
        ("五金机电", ("五金", "机电", "轴承", "工具")),
        ("建材家居", ("建材", "家居", "门窗", "卫浴")),
        ("印刷包装", ("包装", "印刷", "纸业")),
        ("汽配", ("汽配", "车品")),
        ("电商零售", ("电商", "百货", "母婴", "文具")),
        ("化工农资", ("化工", "农资", "涂料")),
    ],
    brand_heads=tuple("沐瀚岚栖澄砚朴鹿鲸麒枫榆桐茗屿溪岭峦霁曦荻棠樾堇笙苇蕴芷絮昀祺"),
    brand_tails=tuple("云河辰屿津原序庭陌谷渚崖澜汀舟野墨竺杉柏湾岸铭棉朗桥町眠歌砾"),
    brand_joint="",
    lost_reasons=LOST_REASONS,
    add_on_names=("二期仓库", "新增门店", "对账模块", "移动盘点", "增加账号"),
    purposes=PURPOSES,
    monthly_target=970000,
    team_target_shares={CENTRAL: 0.34, EAST: 0.24, SOUTH: 0.20, KEY: 0.22},
    target_season=(0.9, 0.5, 1.1, 1.0, 1.0, 1.2, 0.95, 0.95, 1.15, 0.85, 1.0, 1.2),
    slow_team=EAST,
    decline_from="2026-04-01",
    new_channel="短视频广告",
    favoured="陈雨桐",
    source_typos=[("官网咨询", "官网 咨询", 14), ("转介绍", "转介绍（老客户）", 9), ("搜索广告", "搜索广告。", 11)],
    import_at="2026-05-21T10:30:00",
)
