"""The kinds of table that can be imported: what each needs, what tells it from the others, and its template."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass

from models import columns
from models.columns import BY_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of table.

    Attributes
    ----------
    name : str
        Its id, also for `--as`.
    title : str
        For people.
    time, number : str or None
        The columns that date a row and number it.
    needs : tuple of tuple of str
        Of each group at least one column must be there.
    telling : tuple of str
        Columns that this kind has and the others have not, or rarely.
    hints : tuple of str
        Words in a file's or a sheet's name that speak for it.
    asks : bool
        Whether columns of ratings belong to it.
    template : tuple of str
        The columns of its template.
    """

    name: str
    title: str
    time: str | None
    number: str | None
    needs: tuple[tuple[str, ...], ...]
    telling: tuple[str, ...]
    hints: tuple[str, ...]
    asks: bool = False
    template: tuple[str, ...] = ()

    def lacks(self, fields: Collection[str]) -> tuple[str, ...] | None:
        """Return the first group of columns of which none is there; None if nothing is missing."""
        return next((group for group in self.needs if not set(group) & set(fields)), None)


WHO = ("customer_number", "email", "customer_name", "company")

KINDS: tuple[Kind, ...] = (
    Kind(
        name=columns.ORDERS,
        title="table of orders",
        time="ordered_at",
        number="order_number",
        needs=(("ordered_at",), ("amount", "line_amount", "unit_price", "order_number")),
        telling=("order_number", "ordered_at", "amount", "refunded", "line_amount", "unit_price", "quantity", "sku", "product"),
        hints=("order", "sale", "invoice", "transaction", "deal", "payment", "заказ", "продаж", "сделк", "чек", "订单", "销售"),
        template=("order_number", "ordered_at", "customer_number", "email", "customer_name", "amount", "refunded", "currency", "state",
                  "channel", "country"),
    ),
    Kind(
        name=columns.CUSTOMERS,
        title="list of customers",
        time="joined_at",
        number="customer_number",
        needs=(WHO,),
        telling=("joined_at", "birth_date", "market", "party_type"),
        hints=("customer", "client", "contact", "compan", "account", "subscriber", "клиент", "контакт", "покупател", "客户", "会员"),
        template=("customer_number", "customer_name", "email", "company", "market", "party_type", "country", "channel", "birth_date",
                  "joined_at"),
    ),
    Kind(
        name=columns.SURVEY,
        title="survey",
        time="answered_at",
        number="response_number",
        needs=(),
        telling=("response_number", "answered_at", "comment"),
        hints=("survey", "answer", "response", "feedback", "nps", "csat", "review", "опрос", "анкет", "отзыв", "问卷", "调查", "评价"),
        asks=True,
        template=("response_number", "answered_at", "email", "customer_number", "channel", "comment"),
    ),
    Kind(
        name=columns.COMPLAINTS,
        title="list of complaints",
        time="opened_at",
        number="complaint_number",
        needs=(("opened_at",), ("complaint_number", "cause", "resolution", "closed_at", "complaint_state", "comment")),
        telling=("complaint_number", "opened_at", "closed_at", "cause", "resolution"),
        hints=("complain", "ticket", "claim", "issue", "case", "жалоб", "претензи", "обращени", "投诉", "工单"),
        template=("complaint_number", "opened_at", "closed_at", "customer_number", "email", "cause", "channel", "complaint_state",
                  "resolution", "order_number", "complaint_product", "comment"),
    ),
    Kind(
        name=columns.INTERACTIONS,
        title="list of contacts with customers",
        time="happened_at",
        number="interaction_number",
        needs=(("happened_at",), ("interaction", "channel", "response_minutes", "topic"), WHO),
        telling=("interaction_number", "happened_at", "interaction", "response_minutes", "topic"),
        hints=("interaction", "call", "visit", "activit", "touch", "контакт", "звон", "визит", "встреч", "互动", "通话", "拜访"),
        template=("interaction_number", "happened_at", "customer_number", "email", "interaction", "channel", "topic", "response_minutes",
                  "comment"),
    ),
    Kind(
        name=columns.MEMBERSHIPS,
        title="list of memberships",
        time="member_since",
        number="membership_number",
        needs=(("programme", "membership_number", "level", "points"), ("member_since", "level", "points"), WHO),
        telling=("programme", "membership_number", "member_since", "member_until", "level", "points"),
        hints=("membership", "loyalty", "club", "card", "programme", "program", "лояльн", "карт", "клуб", "会员卡", "会员计划"),
        template=("membership_number", "programme", "customer_number", "email", "member_since", "member_until", "level", "points"),
    ),
    Kind(
        name=columns.REWARDS,
        title="list of rewards",
        time="rewarded_at",
        number="reward_number",
        needs=(("rewarded_at",), ("reward", "points", "reward_number"), WHO),
        telling=("reward_number", "rewarded_at", "reward", "programme", "points"),
        hints=("reward", "redemption", "bonus", "gift", "наград", "бонус", "списани", "奖励", "兑换"),
        template=("reward_number", "programme", "customer_number", "email", "rewarded_at", "reward", "points", "amount", "currency"),
    ),
    Kind(
        name=columns.REFERRALS,
        title="list of referrals",
        time="referred_at",
        number="referral_number",
        needs=(("referred_at",), ("referred_email", "referred_number", "referred_name")),
        telling=("referral_number", "referred_at", "referred_email", "referred_number", "referred_name", "referral_result"),
        hints=("referral", "referred", "invite", "рекоменд", "приглаш", "推荐", "邀请"),
        template=("referral_number", "referred_at", "customer_number", "email", "referred_number", "referred_email", "referred_name",
                  "channel", "referral_result"),
    ),
    Kind(
        name=columns.SPENDING,
        title="table of spending",
        time="spent_at",
        number=None,
        needs=(("spent_at",), ("amount",), ("purpose", "channel")),
        telling=("spent_at", "spent_until", "purpose"),
        hints=("spend", "cost", "expense", "budget", "marketing", "ads", "campaign", "расход", "затрат", "бюджет", "реклам", "费用", "支出",
               "花费"),
        template=("spent_at", "spent_until", "purpose", "channel", "customer_number", "amount", "currency"),
    ),
    Kind(
        name=columns.EMPLOYEES,
        title="employees’ answers",
        time="answered_at",
        number="response_number",
        needs=(("employee_number", "department", "hired_at"),),
        telling=("employee_number", "department", "hired_at", "left_at"),
        hints=("employee", "staff", "personnel", "engagement", "сотрудник", "персонал", "员工"),
        asks=True,
        template=("response_number", "answered_at", "employee_number", "department", "hired_at", "left_at", "comment"),
    ),
)  # fmt: skip

BY_KIND = {kind.name: kind for kind in KINDS}
#: What a template asks, as the headers of rating columns, with an answer.
QUESTIONS = {
    columns.SURVEY: {
        "Overall satisfaction (1-5)": "4",
        "Staff (1-5)": "5",
        "Price (1-5)": "3",
        "How likely are you to recommend us? (0-10)": "9",
    },
    columns.EMPLOYEES: {"Teamwork (1-5)": "4", "Working environment (1-5)": "3"},
}


def template(kind: str = columns.ORDERS) -> str:
    """Return a template as CSV text: one header, one example row.

    >>> print(template("spending"))
    spent_at,spent_until,purpose,channel,customer_number,amount,currency
    2026-04-01,2026-04-30,acquisition,web shop,C-00417,48.90,EUR
    <BLANKLINE>
    """
    chosen = [BY_NAME[name] for name in BY_KIND[kind].template]
    asked = QUESTIONS.get(kind, {})
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([*(column.name for column in chosen), *asked])
    lines.writerow([*(column.example for column in chosen), *asked.values()])
    return text.getvalue()
