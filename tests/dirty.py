"""Dirty exports with a known truth: a seeded generator writes the file and, apart from any reading of it, counts what is in it."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

#: How a file may be written: encoding, separator, decimal mark, how days stand in it.
FORMS = (
    ("utf-8", ",", ".", "%Y-%m-%d"),
    ("utf-8-sig", ";", ",", "%d.%m.%Y"),
    ("cp1251", ";", ",", "%d.%m.%Y"),
    ("utf-16", "\t", ".", "%m/%d/%Y"),
    ("cp1252", "|", ",", "%d/%m/%Y"),
    ("gb18030", ",", ".", "%Y/%m/%d"),
)
ORDER_HEADERS = {
    "cp1251": ("Номер заказа", "Дата заказа", "Email", "Сумма", "Возврат", "Валюта", "Статус"),
    "gb18030": ("订单号", "下单时间", "邮箱", "实付金额", "退款金额", "币种", "订单状态"),
}
STATES = {
    "cp1251": ("оплачен", "отменён", "ожидает оплаты", "тест"),
    "gb18030": ("已付款", "已取消", "待付款", "测试"),
}
PLAIN_HEADERS = ("order no", "order date", "e-mail", "amount", "refunded", "currency", "status")
PLAIN_STATES = ("paid", "cancelled", "pending", "test")
DAY_0 = date(2026, 1, 3)


@dataclass
class Truth:
    """What a file holds."""

    orders: int = 0
    guests: int = 0
    people: set = field(default_factory=set)
    gross: dict = field(default_factory=lambda: defaultdict(Decimal))
    refunds: dict = field(default_factory=lambda: defaultdict(Decimal))
    months: dict = field(default_factory=lambda: defaultdict(Decimal))
    days: list = field(default_factory=list)
    ignored: Counter = field(default_factory=Counter)
    bad: dict = field(default_factory=dict)

    @property
    def net(self) -> dict:
        return {code: amount - self.refunds[code] for code, amount in self.gross.items()}


class Written:
    """A file in the making: its records, one after the other."""

    def __init__(self, form: tuple[str, str, str, str]) -> None:
        self.encoding, self.separator, self.mark, self.day_form = form
        self.records: list[list[str]] = []

    def add(self, cells: list[str]) -> int:
        """Write a record; returns its number."""
        self.records.append(cells)
        return len(self.records)

    def money(self, amount: Decimal) -> str:
        """Write an amount as this file does, thousands set apart."""
        text = f"{amount:,.2f}"
        return text.replace(",", "\u00a0").replace(".", ",") if self.mark == "," else text

    def no_such_day(self) -> str:
        """Write the 31st of February as this file writes days."""
        return self.day_form.replace("%d", "31").replace("%m", "02").replace("%Y", "2026")

    def bytes(self) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator, lineterminator="\r\n").writerows(self.records)
        text = out.getvalue()
        if self.encoding in ("cp1251", "cp1252", "gb18030"):
            text = text.replace("\u00a0", " " if self.encoding == "gb18030" else "\u00a0")
        return text.encode(self.encoding)


def orders(seed: int) -> tuple[bytes, Truth]:
    """Return a table of orders: cancelled, unpaid and test ones, refunds, guests, bad rows, repeats, blank rows, a title and a total."""
    chance = random.Random(seed)
    form = FORMS[seed % len(FORMS)]
    file, truth = Written(form), Truth()
    encoding = form[0]
    states = STATES.get(encoding, PLAIN_STATES)
    headers = list(ORDER_HEADERS.get(encoding, PLAIN_HEADERS))
    if seed % 2:
        file.add(["Harbour & Pine", *[""] * 6])
        file.add([""] * 7)
    file.add(headers)
    rows: list[list[str]] = []
    codes = ("EUR", "USD") if seed % 3 else ("EUR",)
    for number in range(1, 61):
        day = DAY_0 + timedelta(days=number * 4, weeks=chance.randrange(3))
        who = f"p{chance.randrange(20)}@example.org" if chance.random() < 0.85 else ""
        amount = Decimal(chance.randrange(0, 300_000)) / 100
        code, kind = chance.choice(codes), chance.choices(range(4), (80, 8, 8, 4))[0]
        back = (amount / 4).quantize(Decimal("0.01")) if kind == 0 and chance.random() < 0.2 else Decimal(0)
        cells = [f"A-{number:04}", day.strftime(file.day_form), who.upper() if chance.random() < 0.2 else f" {who} ", file.money(amount),
                 file.money(back) if back else "", code, states[kind]]  # fmt: skip
        broken = chance.random()
        if broken < 0.04:
            truth.bad[file.add([*cells[:3], "n/a", *cells[4:]])] = headers[3]
            continue
        if broken < 0.08:
            truth.bad[file.add([cells[0], file.no_such_day(), *cells[2:]])] = headers[1]
            continue
        if broken < 0.11:
            truth.bad[file.add(cells[:4])] = "(row)"
            continue
        file.add(cells)
        rows.append(cells)
        if kind:
            truth.ignored["not counted"] += 1
            continue
        truth.orders += 1
        truth.days.append(day)
        truth.gross[code] += amount
        truth.refunds[code] += back
        truth.months[f"{day:%Y-%m}", code] += amount - back
        if who:
            truth.people.add(who)
        else:
            truth.guests += 1
        if number % 17 == 0:
            file.add([""] * 7)
            truth.ignored["blank row"] += 1
    for cells in chance.sample(rows, 3):
        file.add(cells)
        truth.ignored["repeated"] += 1
    file.add(["Total" if encoding != "cp1251" else "Итого", "", "", file.money(sum(truth.gross.values(), Decimal(0))), "", "", ""])
    truth.ignored["total row"] += 1
    return file.bytes(), truth


def survey(seed: int) -> tuple[bytes, dict[str, tuple[int, float, int]], set, int]:
    """Return a survey, and of each question its answers, their sum and how many are missing; who answered; how many did."""
    chance = random.Random(1000 + seed)
    file = Written(FORMS[seed % len(FORMS)])
    words = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
    asked = {
        "Staff (1-5)": lambda: str(chance.randint(1, 5)),
        "How satisfied are you with our delivery?": lambda: chance.choice(words),
        "Price (1 = very good, 5 = very poor)": lambda: str(chance.randint(1, 5)),
        "Would you recommend us? (0-10)": lambda: str(chance.randint(0, 10)),
    }
    file.add(["Submitted at", "E-mail", *asked, "Comments"])
    counted = {question: [0, 0.0, 0] for question in asked}
    people, responses = set(), 0
    for number in range(50):
        who = f"p{chance.randrange(20)}@example.org"
        day = DAY_0 + timedelta(days=number * 3)
        answers = {question: chance.choice(("", "n/a")) if chance.random() < 0.12 else give() for question, give in asked.items()}
        file.add([day.strftime(file.day_form), who, *answers.values(), chance.choice(("", "slow; but kind"))])
        if all(answer in ("", "n/a") for answer in answers.values()) and not file.records[-1][-1]:
            continue
        responses += 1
        people.add(who)
        for question, answer in answers.items():
            if answer in ("", "n/a"):
                counted[question][2] += 1
                continue
            worth = words.index(answer) + 1 if answer in words else int(answer)
            counted[question][0] += 1
            counted[question][1] += 6 - worth if question.startswith("Price") else worth
    return file.bytes(), {question: tuple(found) for question, found in counted.items()}, people, responses
