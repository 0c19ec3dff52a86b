"""Overview: how many customers were lost, what made up for them, and the headline numbers."""

from functools import partial

from analysis.errors import NoCompletePeriod
from analysis.overview import overview
from components import demonstration, findings, frame, headline, health, progress, sentences, since, start, truth, workspace
from components.charts.bucket import bucket, bucket_alt, bucket_data
from components.language import _

TITLE = _("What should we fix first?")


def show(company) -> None:
    """Show the last complete period."""
    with frame.page(TITLE, name="overview") as head:
        with frame.controls():
            period, told = frame.choice(_("Length of the period"), headline.periods(company), key="length"), truth.switch()
        try:
            result = overview(
                company.orders,
                company.refunds,
                company.customers,
                company.occasions,
                period=period,
                as_of=company.as_of,
                relations=workspace.known_relations(),
                spend=workspace.spend(),
            )
        except NoCompletePeriod:
            head.say(answer=headline.too_early(company, period))
            health.rests_on(company)
            return
        head.say(quiet=headline.quiet(result), answer=headline.answer(result))
        if result.bucket is not None and (result.bucket.at_start or result.bucket.at_end):
            frame.chart(
                partial(bucket, result.bucket), alt=bucket_alt(result.bucket), key="bucket", data=partial(bucket_data, result.bucket)
            )
            frame.note(sentences.bucket_caption(result.bucket), key="bucket")
            truth.say_bucket(told, result)
        headline.cycle(company)
        frame.links({"pages/retention.py": _("Who stays, and for how long?"), "pages/stages.py": _("Which way do they move?")})
        findings.section()
        truth.section(told)
        since.section()
        frame.section(_("The period in numbers"), key="numbers")
        headline.table(result)
        with frame.actions():
            frame.how_made(headline.made(result))
        frame.section(_("What this rests on"), key="rests")
        health.rests_on(company)


found = workspace.current()
if demonstration.running(start.job()):
    progress.page(start.job())
elif found is None:
    start.page()
else:
    show(found)
