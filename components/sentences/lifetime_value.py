"""What is still to come, in sentences: how many orders and how much money, by which model, and how the same forecast did some time ago."""

from __future__ import annotations

from math import floor, log10

from analysis.back_test import BackTest
from analysis.forecast import BG_NBD
from analysis.gamma_gamma import ENTANGLED
from analysis.lifetime_value import LifetimeValue, Model
from components import words
from components.language import _, ngettext, translated
from components.sentences import amounts


def amount(value: float, tested: BackTest) -> str:
    """A number of orders, or an amount to two significant figures."""
    return words.count(round(value)) if tested.currency is None else amounts.about(round(value), tested.currency)


def said(tested: BackTest) -> str:
    """What was forecast, with its interval."""
    if tested.currency is None:
        return _counted(tested.predicted, tested.low, tested.high)
    return _money(tested.predicted, tested.low, tested.high, tested.currency)


def unit(tested: BackTest) -> str:
    """What the figures are, in the days that the forecast was tested on."""
    window = words.periods(tested.days // 7, "week")
    if tested.currency is None:
        return _("orders in {window}").format(window=window)
    return _("{currency} in {window}, net").format(currency=tested.currency, window=window)


def _counted(value: float, low: float, high: float) -> str:
    """A number of orders, rounded to two significant figures of its interval's width."""
    step = 10 ** max(floor(log10(max(high - low, 1))) - 1, 0)
    value, low, high = (round(end / step) * step for end in (value, low, high))
    return f"{words.count(value)} ({words.between(low, high)})"


def _money(value: float, low: float, high: float, currency: str) -> str:
    text, interval = amounts.estimate(round(value), round(low), round(high), currency)
    return f"{text} ({interval})"


def to_come_answer(result: LifetimeValue) -> str:
    """How much is still to come, or why that is not said (Markdown)."""
    orders = result.orders
    if orders is None:
        return _unfitted(result)
    if orders.back_test is None:
        return _("No forecast: it could not be put to the test. {why}").format(why=_refusal(result.not_fitted[0]))
    if not orders.offered:
        return _(
            "Nothing is forecast for these customers: some time ago a model would have done no better than saying that all goes on as "
            "before."
        )
    come = orders.orders_to_come
    form = ngettext(
        "If the model holds, the **{n}** customer known today will order **{orders}** more times in the next {months}",
        "If the model holds, the **{n}** customers known today will order **{orders}** more times in the next {months}",
        result.customers,
    )
    text = form.format(
        n=words.count(result.customers),
        orders=_counted(come.value, come.low, come.high),
        months=words.periods(result.horizon_months, "month"),
    )
    so_far = amounts.about(result.so_far, result.currency)
    if result.to_come is None:
        return _("{orders}. What that will bring is not said; so far they have brought {so_far}.").format(orders=text, so_far=so_far)
    money = result.to_come
    return _("{orders}, and bring **{money}**; so far they have brought {so_far}.").format(
        orders=text, money=_money(money.value, money.low, money.high, result.currency), so_far=so_far
    )


def chosen_later() -> str:
    """Why a test misleads where customers were chosen by what became known after their first order."""
    return _(
        "You chose customers by what is known only later. Those who have joined or answered by today are those who stayed, which nobody "
        "could know when the forecast was put to the test: read the test, and the forecast, with care."
    )


def _unfitted(result: LifetimeValue) -> str:
    if not result.not_fitted:
        return ""
    return _("Too early for a forecast. {why}").format(why=_refusal(result.not_fitted[0]))


def _refusal(problem) -> str:
    found, needed, do = (words.escape_markdown(translated(text)) for text in (problem.found, problem.needed, problem.do))
    return _("Found {found}; needed {needed}. {do}").format(found=found, needed=needed, do=do)


def model_sentence(result: LifetimeValue) -> str:
    """Which model was chosen, and why (Markdown); "" where there is none."""
    orders = result.orders
    if orders is None:
        return ""
    rhythm = orders.rhythm
    share, gaps = words.share(rhythm.share), words.count(rhythm.gaps)
    if orders.name == BG_NBD:
        return _(
            "{share} of {gaps} gaps between orders are near the usual one, so nobody says when they leave: the model is BG/NBD, for "
            "customers without a contract."
        ).format(share=share, gaps=gaps)
    return _(
        "{share} of {gaps} gaps between orders are about {days} days long, so a missed one tells who has left: the model is the "
        "shifted-beta-geometric, for customers under contract."
    ).format(share=share, gaps=gaps, days=words.count(round(rhythm.cycle_days)))


def value_sentence(result: LifetimeValue) -> str:
    """What an order is worth, and what that supposes (Markdown); why not, where it is not known."""
    value = result.value
    if value is None:
        return _("What an order is worth can’t be modelled. {why}").format(why=_refusal(result.not_fitted[-1])) if result.not_fitted else ""
    mean = value.order_value
    worth = _money(mean.value, mean.low, mean.high, result.currency)
    if value.correlation is None:
        return _("A payment is worth {worth} on average; each customer is taken to go on paying what they have paid.").format(worth=worth)
    number = words.decimal(value.correlation, 2)
    form = _(
        "An order is worth {worth} on average, by Gamma–Gamma. That supposes that how much customers spend at a time does not go along "
        "with how often they order; here the correlation of the two is {number}."
    )
    text = form.format(worth=worth, number=number)
    if abs(value.correlation) < ENTANGLED:
        return text
    return text + " " + _("That is much: the orders of those who ordered once may be valued a quarter too high, or as much too low.")


def back_test_sentence(tested: BackTest, model: Model) -> str:
    """What the same forecast said some time ago, what came, and whether that was better than the same again (Markdown)."""
    window = words.periods(tested.days // 7, "week")
    first = _(
        "Put to the test: made on {day} for the {window} after it, the forecast said **{said}** orders, and **{came}** came; the {window} "
        "before, repeated, say {naive}."
    )
    if tested.currency is not None:
        first = _("In money it said **{said}**, and **{came}** came; the {window} before, repeated, say {naive}.")
    parts = [
        first.format(
            day=words.day(tested.until),
            window=window,
            said=said(tested),
            came=amount(tested.observed, tested),
            naive=amount(tested.naive, tested),
        ),
        _verdict(tested),
    ]
    if not tested.inside:
        parts.append(_outside(tested))
    return " ".join(parts)


def _verdict(tested: BackTest) -> str:
    if tested.no_better_than_naive:
        return _("That is no better, so this forecast is not offered.")
    nearer = abs(tested.predicted - tested.observed) < abs(tested.naive - tested.observed)
    if nearer:
        return _("It was nearer on the whole, and customer by customer.")
    return _("On the whole repeating came as near, as far as chance lets one tell; customer by customer the forecast was nearer.")


def _outside(tested: BackTest) -> str:
    """What came lies outside the interval: how far off, and what that says of the one above."""
    if not tested.observed:
        return _("What came lies outside its own interval.")
    off = tested.predicted / tested.observed - 1
    share = words.share(abs(off))
    form = _("But it said {share} too much" if off > 0 else "But it said {share} too little")
    return (
        form.format(share=share)
        + _(
            ", and what came lies outside its own interval: it knows of no season, price rise or campaign. "
            "Today’s may be off by as much."
        )
    )  # fmt: skip


def back_test_title(tested: BackTest) -> str:
    """What the table of a test holds."""
    return _("Said then, beside what came: {unit}").format(unit=unit(tested))


def back_test_table(tested: BackTest) -> tuple[list[str], list[tuple[str, ...]]]:
    """Forecast, naive forecast and what came: headers, and finished rows."""
    money = tested.currency is not None
    headers = [
        words.capital(unit(tested)),
        _("In total"),
        _("Off by"),
        _("Error a customer"),
        _("Correlation"),
    ]

    def error(value: float) -> str:
        return amounts.each(round(value), tested.currency) if money else words.decimal(value, 2)

    def correlation(value: float | None) -> str:
        return _("none") if value is None else words.decimal(value, 2)

    rows = [
        (_("Said then"), said(tested), _off(tested.predicted, tested), error(tested.rmse), correlation(tested.correlation)),
        (_("The same again"), amount(tested.naive, tested), _off(tested.naive, tested), error(tested.naive_rmse),
         correlation(tested.naive_correlation)),
        (_("What came"), amount(tested.observed, tested), "", "", ""),
    ]  # fmt: skip
    return headers, rows


def _off(value: float, tested: BackTest) -> str:
    if not tested.observed:
        return ""
    off = value / tested.observed - 1
    sign = words.MINUS if off < 0 else "+"
    return f"{sign}{words.share(abs(off))}"


def to_come_made(result: LifetimeValue) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    level = words.share(result.level)
    made = [
        (_("To come"), _("expected orders of each customer in the 365 days after {day}, summed").format(day=words.day(result.as_of))),
        (
            _("Interval"),
            _(
                "{level}, if the model holds: parameters drawn from what the data leave possible, then each customer’s life; it covers "
                "chance, not a season, a price rise or new kinds of customers"
            ).format(level=level),
        ),
        (_("Money"), _("each customer’s expected orders times the expected worth of one; net of refunds, not discounted")),
        (
            _("Put to the test"),
            _(
                "fitted on what was known a year ago, or a third of the history where it is shorter than two years; beside it stand the "
                "orders, or the net, of the same customers in as many days before, after their first day, repeated"
            ),
        ),
        (
            _("Better than the same again"),
            _(
                "the root mean squared error is lower, and neither the total nor the correlation is worse by more than chance moves it; "
                "the mean absolute error is not asked, for to predict nothing for everybody nearly wins it"
            ),
        ),
        (_("n"), _("{customers} with an order, complete through {day}").format(
            customers=words.customers(result.customers), day=words.day(result.as_of))),
    ]  # fmt: skip
    parameters = _parameters(result.orders)
    return [*made, (_("Parameters"), parameters)] if parameters else made


def _parameters(model: Model | None) -> str:
    if model is None:
        return ""
    known = {name: value for name, value in model.parameters.items() if value is not None}
    said = ", ".join(f"{name} {words.decimal(value, 3)}" for name, value in known.items())
    return _("{name}: {parameters}").format(name=model.name, parameters=said) if said else ""
