"""Every column that can be imported, once: the upload page, its help, the templates and docs/data.md read it here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "time", "period", "money", "number", "duration", "currency", "state"]

#: Kinds of table that can be imported, by what one row of each is about.
ORDERS, CUSTOMERS, SURVEY, COMPLAINTS, INTERACTIONS = "orders", "customers", "survey", "complaints", "interactions"
MEMBERSHIPS, REWARDS, REFERRALS, SPENDING, EMPLOYEES = "memberships", "rewards", "referrals", "spending", "employees"
EVERY = (ORDERS, CUSTOMERS, SURVEY, COMPLAINTS, INTERACTIONS, MEMBERSHIPS, REWARDS, REFERRALS, SPENDING, EMPLOYEES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One importable column.

    Attributes
    ----------
    name : str
        The name Rapport uses, and the header in its templates.
    kinds : tuple of str
        The kinds of table that may have it.
    type : str
        How a cell is read.
    unit : str
        Unit of the value, empty where it has none.
    meaning, example : str
        For people: what it is, and a cell as it might stand in a file.
    words : tuple of str
        What other systems call it (English, Russian, Chinese), best first.
    """

    name: str
    kinds: tuple[str, ...]
    type: Type
    unit: str = ""
    meaning: str
    example: str
    words: tuple[str, ...]


def _column(name: str, kinds: tuple[str, ...] | str, type_: Type, meaning: str, example: str, words: str, unit: str = "") -> Column:
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    said = tuple(word.strip() for word in words.split("|"))
    return Column(name=name, kinds=kinds, type=type_, unit=unit, meaning=meaning, example=example, words=said)


_PEOPLE = tuple(kind for kind in EVERY if kind != EMPLOYEES)
_MONEY = (ORDERS, REWARDS, SPENDING)

# fmt: off
COLUMNS: tuple[Column, ...] = (
    _column("order_number", (ORDERS, COMPLAINTS), "text",
            "the shop's number of the order; rows that share it are one order", "1042",
            "order number|order id|order no|order|order #|number|invoice no|invoiceno|invoice number|invoice|receipt number|receipt|"
            "transaction id|transaction number|deal id|номер заказа|заказ|номер чека|чек|номер|ид заказа|номер документа|订单编号|"
            "订单号|单号"),
    _column("ordered_at", ORDERS, "time",
            "day of the order, with or without a time", "2026-03-14 16:05",
            "ordered at|order date|date of order|created at|order time|purchase date|created|transaction date|invoice date|invoicedate|"
            "sale date|sold on|close date|won time|date|time|timestamp|purchased at|дата заказа|дата создания|дата продажи|дата покупки|"
            "дата завершения|дата|период|下单时间|订单日期|日期|付款时间|订单创建时间|成交时间"),
    _column("customer_number", _PEOPLE, "text",
            "the shop's number or key of the customer; leading zeros matter", "C-00417",
            "customer number|customer id|customerid|customer no|customer key|client id|client code|client|customer code|customer|user id|"
            "member id|contact id|account id|account number|buyer id|номер клиента|код клиента|ид клиента|id клиента|клиент|покупатель|"
            "код покупателя|客户编号|会员号|客户id|买家id|用户id|会员id"),
    _column("email", EVERY, "text",
            "the customer's e-mail; capitals and blanks around it make no difference", "mira@example.org",
            "email|e mail|email address|customer email|billing email|buyer email|contact email|mail|your e mail|your email|"
            "электронная почта|почта|эл почта|email клиента|адрес электронной почты|邮箱|电子邮件|邮件|电子邮箱"),
    _column("customer_name", EVERY, "text",
            "the customer's name; it identifies somebody only where nothing else does", "Mira Holm",
            "customer name|buyer name|client name|contact name|contact|billing name|name|full name|employee|employee name|"
            "имя клиента|фио|имя|имя покупателя|контакт|контактное лицо|сотрудник|客户姓名|买家昵称|收货人|姓名|联系人|收货人姓名"),
    _column("first_name", EVERY, "text", "the first name, where the name stands in two columns", "Mira",
            "first name|given name|firstname|имя контакта|名"),
    _column("last_name", EVERY, "text", "the last name, where the name stands in two columns", "Holm",
            "last name|family name|surname|lastname|фамилия|фамилия контакта|姓"),
    _column("company", _PEOPLE, "text",
            "the organisation: the customer where no person stands beside it, else that person's account", "Holm & Sons Ltd",
            "company|company name|organisation|organization|organization name|account name|account|associated company|firm|business name|"
            "billing company|компания|организация|контрагент|фирма|название компании|юр лицо|юридическое лицо|公司|公司名称|单位|"
            "企业名称|客户名称"),
    _column("amount", _MONEY, "money",
            "what was paid for the whole order, before refunds; in a table of spending, what was spent", "48.90",
            "amount|order total|total|grand total|total amount|amount paid|paid|gross|net sales|revenue|sales|value|order value|"
            "price|sum|"
            "deal value|amount spent|spend|cost|costs|expense|budget|сумма заказа|сумма|итого|стоимость|оплачено|бюджет|расход|расходы|"
            "затраты|实付金额|金额|总金额|订单金额|实收金额|买家实际支付金额|费用|花费", "currency units"),
    _column("refunded", ORDERS, "money", "what was given back of this order, as a positive amount", "12.00",
            "refunded|refunded amount|amount refunded|total refunded|refund|refund amount|returned|возврат|сумма возврата|возвращено|"
            "退款金额|退款", "currency units"),
    _column("currency", _MONEY, "currency", "ISO code of the money in the row", "EUR",
            "currency|currency code|order currency|amount currency|валюта|код валюты|币种|货币"),
    _column("state", ORDERS, "state",
            "what became of the order: paid, refunded, cancelled, unpaid, test; only paid and refunded ones count", "paid",
            "state|status|order status|financial status|payment status|order state|stage|deal stage|deal status|статус|"
            "статус заказа|состояние|"
            "стадия|стадия сделки|этап|этап сделки|订单状态|状态|交易状态|阶段"),
    _column("channel", (ORDERS, CUSTOMERS, SURVEY, COMPLAINTS, INTERACTIONS, REFERRALS, SPENDING), "text",
            "where the order, the answer, the contact or the spending came from or went through", "web shop",
            "channel|sales channel|source|order source|traffic source|lead source|utm source|attribution|location|via|medium|platform|"
            "канал|источник|канал продаж|канал обращения|площадка|渠道|来源|平台"),
    _column("country", (ORDERS, CUSTOMERS), "text", "country of the buyer or of the delivery", "DE",
            "country|billing country|shipping country|ship country|delivery country|country code|страна|国家|国家地区"),
    _column("payment", ORDERS, "text", "how the order was paid", "card",
            "payment|payment method|payment type|paid by|способ оплаты|оплата|支付方式"),
    _column("discount", ORDERS, "text", "the discount code that was used", "WELCOME5",
            "discount code|coupon|coupons|coupon code|voucher|promo code|промокод|купон|优惠券"),
    _column("product", ORDERS, "text", "what was bought in this row", "Wool throw",
            "product|product name|item|item name|item title|lineitem name|description|article|товар|номенклатура|наименование|"
            "название товара|наименование товара|商品名称|商品|产品|宝贝标题"),
    _column("sku", ORDERS, "text", "the article's number", "THR-7",
            "sku|product id|item id|stock code|stockcode|article number|product code|артикул|код товара|商品编号|货号|商家编码"),
    _column("quantity", ORDERS, "number", "how many of it", "2",
            "quantity|qty|units|pieces|lineitem quantity|items sold|количество|кол во|数量|购买数量", "pieces"),
    _column("unit_price", ORDERS, "money", "price of one of it", "24.45",
            "unit price|unitprice|price each|item price|lineitem price|цена|цена за единицу|单价", "currency units"),
    _column("line_amount", ORDERS, "money", "what was paid for this row; the order is the sum of its rows", "48.90",
            "line amount|line total|row total|item total|сумма строки|сумма по строке|小计", "currency units"),
    _column("market", CUSTOMERS, "text", "consumer, industrial, reseller, government or international", "consumer",
            "market|market type|customer type|client type|тип рынка|тип клиента|市场|客户类型"),
    _column("party_type", CUSTOMERS, "text", "customer, supplier, distributor, retailer or partner", "customer",
            "party type|relationship|relation|role|роль|тип контрагента|关系|角色"),
    _column("birth_date", CUSTOMERS, "time", "day of birth", "1984-11-02",
            "birth date|birthday|date of birth|born|dob|дата рождения|день рождения|生日|出生日期"),
    _column("joined_at", CUSTOMERS, "time", "day since when the company knows them", "2024-03-14",
            "joined at|signup date|sign up date|registered|registered at|registration date|created at|create date|created|customer since|"
            "date added|date registered|date created|дата регистрации|дата создания|дата добавления|注册时间|注册日期|创建时间"),
    _column("response_number", (SURVEY, EMPLOYEES), "text", "the survey tool's number of the answer, not of the person", "R-0042",
            "response number|response id|respondent id|submission id|answer id|id|no|номер ответа|id ответа|答卷编号|序号|答卷id"),
    _column("answered_at", (SURVEY, EMPLOYEES), "time", "when it was answered", "2026-04-02",
            "answered at|submitted at|submit date|submitdate|end date|completion time|completed at|response date|timestamp|"
            "date submitted|"
            "date|recorded date|отметка времени|дата ответа|дата|время создания|提交时间|答题时间|提交答卷时间|日期"),
    _column("comment", (SURVEY, COMPLAINTS, INTERACTIONS, EMPLOYEES), "text",
            "free text, kept with the answer, the complaint or the contact", "Kind staff, slow delivery",
            "comment|comments|text|message|feedback|notes|note|anything else|review text|review|suggestions|description|subject|details|"
            "комментарий|комментарии|текст|отзыв|описание|сообщение|жалоба|примечание|评论|备注|意见|内容|建议|描述"),
    _column("complaint_number", COMPLAINTS, "text", "the number of the complaint", "C-0007",
            "complaint number|complaint id|complaint no|complaint|ticket id|ticket number|ticket|case id|case number|claim number|"
            "claim id|"
            "номер жалобы|номер обращения|номер претензии|обращение|тикет|投诉编号|工单编号|工单号"),
    _column("opened_at", COMPLAINTS, "time", "when it was made", "2026-04-02 10:30",
            "opened at|opened|date opened|received at|received|complaint date|created at|created time|created|date|reported at|"
            "дата обращения|дата жалобы|дата создания|дата открытия|дата|投诉时间|创建时间|提交时间|日期"),
    _column("closed_at", COMPLAINTS, "time", "when it was settled", "2026-04-04 09:00",
            "closed at|closed|date closed|closed time|resolved at|resolved time|solved at|solved|resolution date|дата закрытия|"
            "дата решения|закрыто|处理时间|关闭时间|解决时间"),
    _column("cause", COMPLAINTS, "text", "what was wrong", "delivery",
            "cause|category|reason|complaint reason|issue type|type|ticket type|topic|root cause|причина|категория|тип обращения|тема|"
            "原因|投诉原因|类别|投诉类型|类型"),
    _column("resolution", COMPLAINTS, "text", "what was done about it", "replaced",
            "resolution|solution|outcome|action taken|compensation|решение|результат|компенсация|处理结果|解决方案"),
    _column("complaint_product", COMPLAINTS, "text", "the product that it is about", "Wool throw",
            "product|product name|item|article|товар|наименование товара|商品|产品|商品名称"),
    _column("complaint_state", COMPLAINTS, "text", "open, resolved or rejected", "resolved",
            "complaint state|status|state|complaint status|ticket status|статус|статус обращения|состояние|状态|处理状态"),
    _column("interaction_number", INTERACTIONS, "text", "the number of the contact", "A-1180",
            "interaction number|interaction id|activity id|call id|contact record|conversation id|номер звонка|id звонка|互动编号|"
            "通话编号"),
    _column("happened_at", INTERACTIONS, "time", "when the contact was", "2026-04-02 10:30",
            "happened at|contacted at|contact date|call date|call time|activity date|visit date|due date|date|time|created at|"
            "дата контакта|"
            "дата звонка|дата и время|дата|联系时间|通话时间|拜访日期|日期"),
    _column("interaction", INTERACTIONS, "text", "what kind of contact: call, visit, e-mail, chat", "call",
            "interaction|interaction type|contact type|activity type|activity|type|direction|тип контакта|тип звонка|вид контакта|тип|"
            "联系方式|互动类型|类型"),
    _column("topic", INTERACTIONS, "text", "what it was about", "delivery date",
            "topic|reason|purpose|тема|повод|причина|主题|事由"),
    _column("response_minutes", INTERACTIONS, "duration", "how long the customer waited for the first answer", "35",
            "response minutes|response time|first response time|time to respond|waiting time|wait time|время ответа|время ожидания|"
            "响应时间|等待时间", "minutes"),
    _column("programme", (MEMBERSHIPS, REWARDS), "text", "the loyalty programme", "Harbour Club",
            "programme|program|loyalty programme|loyalty program|club|programme name|программа|программа лояльности|клуб|会员计划|计划"),
    _column("membership_number", MEMBERSHIPS, "text", "the card's or the membership's number", "M-2201",
            "membership number|membership id|membership no|card number|card no|card|loyalty card|номер карты|карта|卡号|会员卡号"),
    _column("member_since", MEMBERSHIPS, "time", "since when", "2025-06-01",
            "member since|joined programme|enrolled at|enrolled|enrolment date|enrollment date|joined at|join date|joined|"
            "start date|issued|"
            "дата вступления|дата выдачи|участник с|入会时间|入会日期|开卡时间"),
    _column("member_until", MEMBERSHIPS, "time", "until when, if it has ended", "2026-06-01",
            "member until|left at|left|end date|expires|expiry date|cancelled at|дата выхода|действует до|退会时间|到期时间|到期日期"),
    _column("level", MEMBERSHIPS, "text", "the level in the programme", "gold",
            "level|tier|status level|grade|vip tier|уровень|статус карты|статус|等级|会员等级|级别"),
    _column("points", (MEMBERSHIPS, REWARDS), "number", "points on the account, or used for this reward", "320",
            "points|points balance|balance|bonus|bonuses|баллы|бонусы|остаток баллов|积分|积分余额", "points"),
    _column("reward_number", REWARDS, "text", "the number of the reward", "W-0311",
            "reward number|reward id|redemption id|номер награды|номер списания|奖励编号|兑换编号"),
    _column("rewarded_at", REWARDS, "time", "when it was given", "2026-04-02",
            "rewarded at|reward date|redeemed at|redemption date|redeemed|given at|date|дата награды|дата списания|дата|奖励时间|"
            "兑换时间|日期"),
    _column("reward", REWARDS, "text", "what was given", "free delivery",
            "reward|reward name|gift|benefit|redemption|награда|подарок|бонус|奖励|礼品|兑换商品"),
    _column("referral_number", REFERRALS, "text", "the number of the referral", "F-0009",
            "referral number|referral id|номер рекомендации|推荐编号"),
    _column("referred_at", REFERRALS, "time", "when", "2026-04-02",
            "referred at|referral date|date referred|invited at|date|created at|дата рекомендации|дата приглашения|дата|推荐时间|"
            "邀请时间|日期"),
    _column("referred_email", REFERRALS, "text", "e-mail of the customer who was brought", "jo@example.org",
            "referred email|friend email|referee email|invited email|referred customer email|email друга|почта друга|被推荐人邮箱|"
            "好友邮箱"),
    _column("referred_number", REFERRALS, "text", "number of the customer who was brought", "C-00981",
            "referred number|referred customer|referred customer id|referee id|friend id|код друга|номер друга|被推荐人编号|好友id"),
    _column("referred_name", REFERRALS, "text", "name of the customer who was brought", "Jo Kerr",
            "referred name|friend name|referee name|referred|имя друга|被推荐人|好友姓名"),
    _column("referral_result", REFERRALS, "text", "what came of it", "bought",
            "referral result|result|outcome|referral status|status|результат|статус|结果|状态"),
    _column("spent_at", SPENDING, "period", "day of the spending, its month, or the first day of its period", "2026-04-01",
            "spent at|day|date|month|period|period start|reporting starts|start date|week|invoice date|дата|период|месяц|日期|"
            "月份|开始日期"),
    _column("spent_until", SPENDING, "time", "last day of its period", "2026-04-30",
            "spent until|period end|reporting ends|end date|until|конец периода|结束日期"),
    _column("purpose", SPENDING, "text", "acquisition, retention, programme or service", "acquisition",
            "purpose|spend kind|kind of spend|kind|type|category|cost type|campaign|campaign name|activity|вид расхода|"
            "статья расходов|статья|"
            "категория|кампания|назначение|用途|类别|费用类型|活动名称"),
    _column("employee_number", EMPLOYEES, "text", "the employee's number", "0017",
            "employee number|employee id|employee no|staff id|staff number|personnel number|табельный номер|номер сотрудника|"
            "员工编号|工号"),
    _column("department", EMPLOYEES, "text", "where they work", "Sales",
            "department|team|division|unit|отдел|подразделение|部门"),
    _column("hired_at", EMPLOYEES, "time", "since when they work here", "2024-02-01",
            "hired at|hired|hire date|date of hire|start date|employed since|дата приема|дата приёма|дата найма|принят|入职日期|"
            "入职时间"),
    _column("left_at", EMPLOYEES, "time", "when they left", "2026-02-28",
            "left at|left|leave date|exit date|termination date|дата увольнения|уволен|离职日期|离职时间"),
)
# fmt: on

BY_NAME = {column.name: column for column in COLUMNS}
ATTRIBUTE = "attribute"  # what a person chooses to keep a further column as


def columns_of(kind: str) -> tuple[Column, ...]:
    """Return the columns that this kind of table may have."""
    return tuple(column for column in COLUMNS if kind in column.kinds)


def plain(header: str) -> str:
    """Return a header as it is compared: case-folded, punctuation as single blanks.

    >>> plain(" Order_No. ")
    'order no'
    >>> plain("Сумма, руб.")
    'сумма руб'
    """
    return re.sub(r"[\W_]+", " ", header.casefold()).strip()
