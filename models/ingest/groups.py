"""Groups: which part of the business an attribute belongs to, as a first suggestion; the person corrects it."""

from __future__ import annotations

import re

from models.columns import EMPLOYEES

#: Of customers' attributes: people, product, premises; of employees' ones: the five of a job.
CUSTOMER_GROUPS = {
    "people": r"staff|employee|people|personnel|service|servic|helpful|friend|polite|courte|consult|advice|support|respon|"
    r"competen|attent|"
              r"персонал|сотрудник|обслужив|сервис|вежлив|консульт|поддержк|服务|员工|态度|客服",
    "premises": r"premis|shop|store|branch|office|clean|park|hours|website|site|app\b|atmosph|location|comfort|queue|ambien|"
                r"помещени|магазин|чистот|парков|сайт|часы|атмосфер|очеред|интерьер|环境|店|网站|停车|卫生",
    "product": r"product|quality|price|value|range|assort|choice|deliver|pack|taste|fresh|design|reliab|warrant|goods|item|"
               r"coffee|snack|food|"
               r"товар|качеств|цен|ассортимент|выбор|достав|упаков|вкус|надежн|надёжн|产品|质量|价格|品种|配送|物流|包装",
}  # fmt: skip
EMPLOYEE_GROUPS = {
    "job content": r"content|task|work itself|meaning|autonom|interest|develop|growth|learn|содержан|задач|интерес|развит|обучен|"
    r"工作内容|成长|发展",
    "teamwork": r"team|colleague|cooperat|collaborat|manager|leader|communicat|коллектив|коллег|команд|руковод|团队|同事|领导|沟通",
    "stimulation": r"pay|salary|bonus|wage|reward|recogni|motivat|promotion|зарплат|оплат|преми|стимул|мотивац|признан|薪|奖|激励|晋升",
    "working environment": r"environment|condition|equipment|tool|office|workload|safety|hours|услов|оборудован|рабочее место|"
    r"нагруз|环境|设备|条件",
    "welfare": r"welfare|benefit|health|insurance|holiday|vacation|balance|соц|льгот|здоров|страхов|отпуск|福利|健康|保险|假期",
}  # fmt: skip


def group_of(name: str, kind: str) -> str | None:
    """Suggest a group for an attribute; None where its name says nothing.

    >>> group_of("Friendly staff", "survey"), group_of("Цена", "survey"), group_of("Pay", "employees"), group_of("Loyalty", "survey")
    ('people', 'product', 'stimulation', None)
    """
    said = name.casefold()
    groups = EMPLOYEE_GROUPS if kind == EMPLOYEES else CUSTOMER_GROUPS
    return next((group for group, words in groups.items() if re.search(words, said)), None)
