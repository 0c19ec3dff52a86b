"""What keeping a customer is worth, in sentences: the answer, what a point may cost, when winning pays back, where the bucket settles."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from analysis.whatif.calculator import PERIODS, whole_periods
from components import words
from components.language import _
from components.sentences.whatif import years

#: From so many units of the currency on an amount is told without its decimals.
WHOLE_FROM = 1000


def amount(value: float, currency: str) -> str:
    """An amount in units of its currency.

    >>> amount(266.666667, "EUR"), amount(1266.67, "EUR")
    ('€266.67', '€1,267')
    """
    exact = Decimal(repr(round(value, 9))).scaleb(words.minor_digits(currency))
    return words.money(int(exact.quantize(Decimal(1), ROUND_HALF_UP)), currency, whole=abs(value) >= WHOLE_FROM)


def span(number: int, period: str) -> str:
    """So many periods.

    >>> span(1, "year").replace(words.SPACE, " "), span(8, "month").replace(words.SPACE, " ")
    ('1 year', '8 months')
    """
    return years(number) if period == "year" else words.periods(number, period)


def a_period(period: str) -> str:
    """For each period.

    >>> a_period("month")
    'a month'
    """
    return {"month": _("a month"), "quarter": _("a quarter"), "year": _("a year")}[period]


def share(rate: float) -> str:
    """A share as it was typed: with a decimal only where it has one.

    >>> share(0.8).replace(words.SPACE, " "), share(0.975).replace(words.SPACE, " ")
    ('80 %', '97.5 %')
    """
    return words.share(rate, digits=0 if abs(100 * rate - round(100 * rate)) < 0.05 else 1)


def quiet(result) -> str:
    """What the period makes of the rates (Markdown)."""
    numbers, of = result.numbers, a_period(result.numbers.period)
    parts = [_("Five numbers, no data")]
    if numbers.period == "year":
        parts.append(_("all of them of a year"))
    else:
        parts.append(
            _("{stay} {of} is {a_year} a year").format(stay=share(numbers.retention), of=of, a_year=share(numbers.retention_a_year))
        )
        rate = words.share(numbers.discount, digits=2)
        parts.append(_("{discount} a year is {rate} {of}").format(discount=share(numbers.discount_rate), rate=rate, of=of))
    return " · ".join(parts)


def answer(result, currency: str) -> str:
    """What a customer is worth, and a new one (Markdown)."""
    numbers = result.numbers
    said = [
        _("A customer who is with you will bring **{worth}** from the next {period} on: {multiple} times the margin of a {period}.").format(
            worth=amount(result.to_come, currency), multiple=words.decimal(result.multiple, 2), period=period_word(numbers.period)
        )
    ]
    whole = amount(result.with_todays, currency)
    if not numbers.cost:
        said.append(_("A new one, whose first margin comes at once, brings {whole}.").format(whole=whole))
    elif result.new_customer >= 0:
        form = _("A new one, whose first margin comes at once, brings {whole}: **{left}** more than winning one costs.")
        said.append(form.format(whole=whole, left=amount(result.new_customer, currency)))
    else:
        form = _("A new one, whose first margin comes at once, brings {whole}: **{less} less than winning one costs**.")
        said.append(form.format(whole=whole, less=amount(-result.new_customer, currency)))
    return " ".join(said)


def period_word(period: str) -> str:
    """A period within a sentence.

    >>> period_word("quarter")
    'quarter'
    """
    return {"month": _("month"), "quarter": _("quarter"), "year": _("year")}[period]


def point(result, currency: str) -> str:
    """What a point of retention more is worth, and may cost (Markdown)."""
    numbers = result.numbers
    if result.point is None:
        return _("A point more would mean that nobody ever leaves: it has no worth that could be told.")
    said = [
        _("**One point more who stay**, {now} to {then}, adds {worth} to what each customer will bring").format(
            now=share(numbers.retention), then=share(numbers.retention + 0.01), worth=amount(result.point, currency)
        )
    ]
    said.append(_(", {part} of it").format(part=words.share(result.point / result.to_come, digits=1)) if result.to_come else "")
    said.append(". ")
    said.append(
        _("To gain it you may spend {most} at most on each customer {of}, from now on and while the customer is with you.").format(
            most=amount(result.a_period, currency), of=a_period(numbers.period)
        )
    )
    if numbers.customers:
        said.append(" " + _("For your {customers} it is worth {all} together.").format(
            customers=words.customers(round(numbers.customers)), all=amount(result.point * numbers.customers, currency)
        ))  # fmt: skip
    return "".join(said)


def pays_back(result, currency: str) -> str:
    """When winning a customer has paid (Markdown)."""
    numbers = result.numbers
    if not numbers.cost:
        return ""
    cost, most = amount(numbers.cost, currency), amount(numbers.margin / (1 - numbers.retention), currency)
    if result.payback is None:
        form = _("**Winning never pays back**: it costs {cost}, and all that a new customer’s margins come to before they leave is {most}.")
        return form.format(cost=cost, most=most)
    # Enough for a thousand years is enough.
    by = whole_periods(result.payback)
    form = _("Winning costs {cost} and has paid back **after {span}**, some leaving meanwhile; the first margin at the end of the first.")
    return form.format(cost=cost, span=span(by, numbers.period))


def bucket(result) -> str:
    """Where the number of customers settles, and what would hold it (Markdown)."""
    numbers, of = result.numbers, a_period(result.numbers.period)
    now, leave = words.count(round(numbers.customers)), share(1 - numbers.retention)
    if not numbers.newcomers:
        form = _("Of {now} customers {leave} leave {of}, and nobody comes: after {span} {left} are left.")
        span_of = span(len(result.bucket) - 1, numbers.period)
        return form.format(now=now, leave=leave, of=of, span=span_of, left=words.count(round(result.bucket[-1])))
    form = _("{leave} leave {of} and {new} come: the number of customers settles at **{settles}**, whatever it is now.")
    said = [
        words.capital(
            form.format(leave=leave, of=of, new=words.count(round(numbers.newcomers)), settles=words.count(round(result.settles)))
        )
    ]
    if numbers.customers:
        said.append(
            _("To hold the {now} of now, {hold} would have to come {of}.").format(now=now, hold=words.count(round(result.to_hold)), of=of)
        )
    return " ".join(said)


def table_note(result) -> str:
    """What the table's numbers are (Markdown)."""
    return _(
        "What a customer will bring, in margins of a {period}, the first of them a {period} from now. Whoever counts today’s margin too "
        "adds 1 to each. Outlined: your numbers."
    ).format(period=period_word(result.numbers.period))


def trust() -> str:
    """What the formula can't know (Markdown)."""
    return _(
        "It takes all customers to be alike, and to stay with the same chance for ever. Where some stay long and others leave soon, "
        "they are worth more than their mean says: discounted at 10\u00a0%, half of them at 90\u00a0% a year and half at 50\u00a0% come "
        "to 267 for a margin of 100, where their mean of 70\u00a0% says 175. It is a first idea, and no forecast."
    )


def own(numbers, currency: str) -> str:
    """A company's own numbers, before they are taken over (Markdown)."""
    return _(
        "Of a month, as your last year was: {stay} stay, {margin} of margin each, {new} come or come back, {cost} to win one, "
        "{customers} now. Who has not abandoned you counts as with you."
    ).format(
        stay=share(numbers.retention),
        margin=amount(numbers.margin, currency),
        new=words.count(round(numbers.newcomers)),
        cost=amount(numbers.cost, currency) if numbers.cost else _("no known cost"),
        customers=words.customers(round(numbers.customers)),
    )


def made(result) -> list[tuple[str, str]]:
    """How all of it was made: terms and texts."""
    per_year = PERIODS[result.numbers.period]
    return [
        (
            _("Worth"),
            _(
                "m r / (1 + d − r): m the margin of a period, r who stays a period, d the discount of a period; without end, the first "
                "margin at the end of the first period. Gupta & Lehmann 2003, J. Interactive Marketing 17(1), 9–24."
            ),
        ),
        (_("A new customer"), _("The same, today’s margin added, less what winning one costs.")),
        (
            _("Discount"),
            _("A year’s, made one of the period: (1 + d) to the power of 1/{n}, less 1.").format(n=words.count(per_year)),
        ),
        (
            _("A point more"),
            _(
                "The worth at one point more who stay, less the worth. At most to be spent a period: m × 0.01 / (1 + d − r), paid at the "
                "beginning of each period for who is there."
            ),
        ),
        (_("Pays back"), _("When the margins of those won, of whom r stay each period, add up to the cost; not discounted.")),
        (_("The bucket"), _("Customers a period later are r times those of now, and the newcomers; it settles at newcomers / (1 − r).")),
        (_("What it can’t know"), trust()),
    ]
