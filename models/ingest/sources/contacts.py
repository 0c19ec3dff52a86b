"""Lists of customers: contacts and companies of CRMs, customers of a shop, readers of a newsletter."""

import polars as pl

from models.columns import CUSTOMERS, plain
from models.ingest.source import Source, text
from models.ingest.table import Table

_HUBSPOTS_OWN = ("lifecycle stage", "marketing contact status", "create date", "create date gmt", "lead status")
_COMPUTER = ("IP Address", "Latitude", "Longitude")


def _is_hubspots(table: Table) -> bool:
    present = {plain(header) for header in table.headers}
    return bool(present.intersection(_HUBSPOTS_OWN)) and "created time" not in present


def _shopify(present: frozenset[str]) -> dict[str, pl.Expr]:
    # Spreadsheets take long numbers for amounts, so Shopify writes an apostrophe before them.
    return {"customer_number": text(present, "Customer ID").str.strip_prefix("'")}


def _mailchimp(present: frozenset[str]) -> dict[str, pl.Expr]:
    return {"joined_at": text(present, "OPTIN_TIME", "CONFIRM_TIME")}


SOURCES = (
    Source(
        name="hubspot_contacts",
        title="HubSpot contacts",
        shop="hubspot",
        kind=CUSTOMERS,
        signature=("Record ID", "First Name", "Last Name", "Email"),
        applies=_is_hubspots,
        fields={
            "customer_number": ("Record ID",),
            "email": ("Email",),
            "first_name": ("First Name",),
            "last_name": ("Last Name",),
            "company": ("Associated Company", "Primary Associated Company", "Company Name"),
            "country": ("Country/Region", "Country"),
            "channel": ("Original Source", "Original Traffic Source"),
            "joined_at": ("Create Date", "Create Date (GMT)"),
        },
        skip=("Last Activity Date", "Last Activity Date (GMT)", "Associated Company IDs", "Associated Deal IDs"),
        rules=(
            "a contact is known by the e-mail, else by the Record ID; equal e-mails are one customer",
            "the company is the contact’s account, not the same customer",
        ),
    ),
    Source(
        name="hubspot_companies",
        title="HubSpot companies",
        shop="hubspot_companies",  # HubSpot counts companies apart from contacts: their Record IDs are not the same
        kind=CUSTOMERS,
        signature=("Record ID", "Company name", "Company owner"),
        fields={
            "customer_number": ("Record ID",),
            "company": ("Company name",),
            "country": ("Country/Region",),
            "joined_at": ("Create Date", "Create Date (GMT)"),
            "channel": ("Original Traffic Source", "Original Source Type"),
        },
        skip=("Last Activity Date", "Last Activity Date (GMT)", "Associated Contact IDs", "Associated Deal IDs"),
        rules=("each company is a customer, known by its name and its Record ID",),
    ),
    Source(
        name="salesforce_contacts",
        title="Salesforce contacts",
        shop="salesforce",
        kind=CUSTOMERS,
        signature=("First Name", "Last Name", "Account Name", "Email", "Mailing State/Province"),
        fields={
            "customer_number": ("Contact ID",),
            "email": ("Email",),
            "first_name": ("First Name",),
            "last_name": ("Last Name",),
            "company": ("Account Name",),
            "country": ("Mailing Country",),
            "channel": ("Lead Source",),
            "birth_date": ("Birthdate",),
            "joined_at": ("Created Date",),
        },
        skip=("Mailing Street", "Fax", "Last Activity", "Last Modified Date"),
        rules=("a contact is known by the e-mail and the Contact ID", "the account is the contact’s organisation, not the same customer"),
    ),
    Source(
        name="salesforce_accounts",
        title="Salesforce accounts",
        shop="salesforce",
        kind=CUSTOMERS,
        signature=("Account Name", "Account Owner", "Type", "Billing State/Province"),
        fields={
            "customer_number": ("Account ID",),
            "company": ("Account Name",),
            "party_type": ("Type",),
            "country": ("Billing Country",),
            "channel": ("Account Source",),
            "joined_at": ("Created Date",),
        },
        skip=("Last Activity", "Last Modified Date", "Billing Street"),
        rules=("each account is an organisation, known by its name and its Account ID",),
    ),
    Source(
        name="zoho_contacts",
        title="Zoho CRM contacts",
        shop="zoho",
        kind=CUSTOMERS,
        signature=("Record Id", "Contact Owner", "Last Name", "Email", "Created Time"),
        fields={
            "customer_number": ("Record Id",),
            "email": ("Email",),
            "first_name": ("First Name",),
            "last_name": ("Last Name",),
            "company": ("Account Name",),
            "country": ("Mailing Country",),
            "channel": ("Lead Source",),
            "birth_date": ("Date of Birth",),
            "joined_at": ("Created Time",),
        },
        skip=("Contact Owner.id", "Account Name.id", "Created By.id", "Created By", "Modified By.id", "Modified By", "Modified Time"),
        rules=("a contact is known by the e-mail and the Record Id", "the account is the contact’s organisation, not the same customer"),
    ),
    Source(
        name="shopify_customers",
        title="Shopify customers",
        shop="shopify",
        kind=CUSTOMERS,
        signature=("First Name", "Last Name", "Email", "Total Spent", "Total Orders"),
        fields={
            "customer_number": ("Customer ID",),
            "email": ("Email",),
            "first_name": ("First Name",),
            "last_name": ("Last Name",),
            "company": ("Default Address Company", "Company"),
            "country": ("Default Address Country Code", "Country Code", "Country"),
        },
        skip=("Default Address Address1", "Default Address Address2", "Default Address Phone", "Address1", "Address2", "Note"),
        derive=_shopify,
        rules=(
            "a customer is known by the e-mail and the Customer ID",
            "Total Spent and Total Orders are kept as they are: what counts as revenue comes from the orders",
        ),
    ),
    Source(
        name="mailchimp_audience",
        title="Mailchimp audience",
        shop="mailchimp",
        kind=CUSTOMERS,
        signature=("Email Address", "MEMBER_RATING", "OPTIN_TIME"),
        fields={
            "email": ("Email Address",),
            "first_name": ("First Name", "FNAME"),
            "last_name": ("Last Name", "LNAME"),
            "company": ("Company",),
            "country": ("CC",),
            "joined_at": ("OPTIN_TIME", "CONFIRM_TIME"),
        },
        skip=("OPTIN_IP", "CONFIRM_TIME", "CONFIRM_IP", "GMTOFF", "DSTOFF", "TIMEZONE", "LEID", "EUID", "LAST_CHANGED", *_COMPUTER),
        derive=_mailchimp,
        rules=(
            "each reader is a customer, known by the e-mail, since the day of signing up",
            "a birthday without a year is kept as it is; Mailchimp’s rating is its own, not the customer’s",
        ),
    ),
    Source(
        name="klaviyo_profiles",
        title="Klaviyo profiles",
        shop="klaviyo",
        kind=CUSTOMERS,
        signature=("Email", "Klaviyo ID"),
        fields={
            "email": ("Email",),
            "customer_number": ("Klaviyo ID",),
            "first_name": ("First Name",),
            "last_name": ("Last Name",),
            "company": ("Organization",),
            "country": ("Country",),
            "channel": ("Source",),
            "joined_at": ("Profile Created On", "Date Added"),
        },
        skip=("Last Active", "Last Open", "Last Click", "Address", "Address 2", *_COMPUTER),
        rules=("each profile is a customer, known by the e-mail and the Klaviyo ID",),
    ),
)
