"""Help desks: Zendesk and Freshdesk. A ticket is read as a complaint."""

import polars as pl

from models.columns import COMPLAINTS
from models.ingest.source import Expressions, Source, text

_RULES = (
    "every ticket is taken as a complaint of the one who asked: leave out of the view or of the file what is none",
    "solved, resolved and closed tickets are resolved, all others open",
)


def _state(header: str) -> Expressions:
    def expressions(present: frozenset[str]) -> dict[str, pl.Expr]:
        done = text(present, header).str.to_lowercase().is_in(["solved", "resolved", "closed"])
        return {"complaint_state": pl.when(done).then(pl.lit("resolved")).otherwise(pl.lit("open"))}

    return expressions


def _freshdesk(present: frozenset[str]) -> dict[str, pl.Expr]:
    return _state("Status")(present) | {"closed_at": text(present, "Resolved time", "Closed time")}


SOURCES = (
    Source(
        name="zendesk_tickets",
        title="Zendesk tickets",
        shop="zendesk",
        kind=COMPLAINTS,
        signature=("Requester", "Ticket type", "Created at", "Satisfaction Score"),
        fields={
            "complaint_number": ("Id", "Ticket ID"),
            "opened_at": ("Created at",),
            "closed_at": ("Solved at",),
            "email": ("Requester email",),
            "customer_number": ("Requester id",),
            "customer_name": ("Requester",),
            "company": ("Organization",),
            "cause": ("Ticket type",),
            "channel": ("Via",),
            "complaint_state": ("Status",),
            "comment": ("Subject",),
        },
        attributes=("Satisfaction Score", "Priority", "Group", "Tags", "Reopens", "First reply time in minutes"),
        derive=_state("Status"),
        ignore={"deleted ticket": lambda present: text(present, "Status").str.to_lowercase() == "deleted"},
        rules=(*_RULES, "the customer is the requester’s e-mail; the organisation is the account"),
    ),
    Source(
        name="freshdesk_tickets",
        title="Freshdesk tickets",
        shop="freshdesk",
        kind=COMPLAINTS,
        signature=("Ticket ID", "Subject", "Status", "Created time", "Resolution status"),
        fields={
            "complaint_number": ("Ticket ID",),
            "opened_at": ("Created time",),
            "closed_at": ("Resolved time", "Closed time"),
            "email": ("Email",),
            "customer_number": ("Contact ID", "Unique external ID"),
            "customer_name": ("Full name", "Requester Name"),
            "company": ("Company name", "Company Name"),
            "cause": ("Type",),
            "channel": ("Source",),
            "complaint_state": ("Status",),
            "product": ("Product",),
            "comment": ("Subject",),
        },
        attributes=("Priority", "Group", "Tags", "Survey results", "Initial response time", "First response time (in hrs)"),
        derive=_freshdesk,
        rules=(*_RULES, "the customer is the e-mail; how long the first answer took is kept beside the ticket"),
    ),
)
