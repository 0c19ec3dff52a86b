"""Groups: which part of the business an attribute belongs to, as a first suggestion; the person corrects it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.columns import EMPLOYEES

#: Of customers' attributes: people, product, premises; of employees' ones: the five of a job.
CUSTOMER_GROUPS = {
    "people": r"staff|employee|people|personnel|helpful|friend|polite|courte|consult|advice|advis|support|respon|waiter|cashier|"
    r"competen|attent|manager|seller|knowledg|"
              r"персонал|сотрудник|обслужив|вежлив|консульт|поддержк|продавц|кассир|официант|менеджер|внимат|компетент|"
              r"员工|态度|客服|服务员|店员|专业",
    "product": r"product|price|value|range|assort|choice|selection|deliver|pack|taste|fresh|design|reliab|warrant|item|menu|"
               r"coffee|snack|food|drink|meal|dish|portion|discount|"
               r"товар|цен[аыеу]|стоимост|ассортимент|выбор|достав|упаков|вкус|надежн|надёжн|свеж|еда|еды|блюд|меню|напит|скидк|"
               r"产品|价格|性价比|品种|配送|物流|包装|口味|菜|商品",
    "premises": r"premis|clean|park|hours|website|web site|\bapp\b|atmosph|location|comfort|queue|ambien|interior|layout|toilet|"
                r"помещени|чист|парков|сайт|часы|атмосфер|очеред|интерьер|удобств|расположен|环境|网站|停车|卫生|位置|排队|氛围",
}  # fmt: skip
#: Words that stand beside others, and decide only where those say nothing: "quality of the staff", "prices in our shop".
CUSTOMER_HINTS = {
    "people": r"servic|сервис|服务",
    "product": r"quality|goods|качеств|质量",
    "premises": r"shop|store|branch|office|\bsite\b|place|магазин|офис|место|店",
}
EMPLOYEE_GROUPS = {
    "job content": r"content|task|work itself|meaning|autonom|interest|develop|growth|learn|responsib|содержан|задач|интерес|развит|"
    r"обучен|смысл|工作内容|成长|发展|任务|学习",
    "teamwork": r"team|colleague|cooperat|collaborat|manager|leader|communicat|коллектив|коллег|команд|руковод|общени|团队|同事|领导|沟通",
    "stimulation": r"\bpay\b|\bpaid\b|salar|bonus|wage|reward|recogni|motivat|promotion|зарплат|оплат|преми|стимул|мотивац|признан|"
    r"薪|奖|激励|晋升|工资",
    "working environment": r"environment|condition|equipment|\btools?\b|office|workload|safety|hours|noise|услов|оборудован|"
    r"рабочее место|нагруз|безопасн|环境|设备|条件|安全",
    "welfare": r"welfare|benefit|health|insurance|holiday|vacation|balance|соц|льгот|здоров|страхов|отпуск|福利|健康|保险|假期",
}  # fmt: skip
NOTHING: Mapping[str, str] = {}


def groups_of(kind: str) -> tuple[str, ...]:
    """Return the groups that attributes of such a survey can be in."""
    return tuple(EMPLOYEE_GROUPS if kind == EMPLOYEES else CUSTOMER_GROUPS)


def group_of(name: str, kind: str) -> str | None:
    """Suggest a group for an attribute: the one that most of its words speak for; None where they say nothing.

    >>> group_of("Friendly staff", "survey"), group_of("Цена", "survey"), group_of("Pay", "employees"), group_of("Loyalty", "survey")
    ('people', 'product', 'stimulation', None)
    >>> group_of("Quality of our staff", "survey"), group_of("Prices in the shop", "survey"), group_of("服务态度", "survey")
    ('people', 'product', 'people')
    """
    said = name.casefold()
    groups, hints = (EMPLOYEE_GROUPS, NOTHING) if kind == EMPLOYEES else (CUSTOMER_GROUPS, CUSTOMER_HINTS)
    for known in (groups, hints):
        found = {group: len(re.findall(words, said)) for group, words in known.items()}
        if any(found.values()):
            return max(found, key=found.__getitem__)
    return None
