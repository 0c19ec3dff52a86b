"""Small invented exports of orders, as they come out of shops, tills, CRMs and books: real headers, nobody real."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file: its table as lines of cells between bars, and what stands around it.

    Attributes
    ----------
    lines : str
        The header, then the rows; a bar parts cells, blanks around them mean nothing, ⏎ is a line break in a cell.
    above, below : str
        Records above the header and below the last row, as they stand in the file.
    """

    lines: str
    file: str = "export.csv"
    separator: str = ","
    encoding: str = "utf-8"
    above: str = ""
    below: str = ""
    header_rows: int = 1

    @property
    def cells(self) -> list[list[str]]:
        """Return the records of the table, header included."""
        return [[cell.strip().replace("⏎", "\n") for cell in line.split("|")] for line in self.lines.strip().splitlines()]

    def written(self, change: Callable[[list[list[str]]], list[list[str]]] = lambda records: records) -> bytes:
        """Return the file; `change` makes other records of its records."""
        records = self.cells
        assert len({len(record) for record in records}) == 1, [len(record) for record in records]
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator, lineterminator="\n").writerows(change(records))
        return (self.above + out.getvalue() + self.below).encode(self.encoding)


ORDERS: dict[str, Export] = {
    "square_transactions": Export(
        lines="""
Date|Time|Time Zone|Gross Sales|Discounts|Net Sales|Tax|Tip|Total Collected|Source|Transaction ID|Event Type|Customer ID|\
Customer Name|Transaction Status
2026-01-05|11:12:24|Eastern Time (US & Canada)|$14.00|$0.00|$14.00|$1.12|$5.00|$20.12|Point of Sale|TX1|Payment|CUST1|Mira Holm|Complete
2026-01-06|18:20:37|Eastern Time (US & Canada)|$1,000.00|($30.50)|$969.50|$7.00|$0.00|$976.50|Point of Sale|TX2|Payment|||Complete
2026-01-07|09:00:00|Eastern Time (US & Canada)|$20.00|$0.00|$20.00|$0.00|$0.00|$20.00|Online|TX3|Payment|CUST2|Tara Quist|Voided
2026-02-01|13:57:49|Eastern Time (US & Canada)|($4.00)|$0.00|($4.00)|$0.00|$0.00|($4.00)|Point of Sale|TX1|Refund|CUST1|Mira Holm|\
Complete
2026-02-02|13:57:49|Eastern Time (US & Canada)|$0.00|$0.00|$0.00|$0.00|($5.00)|($5.00)|Point of Sale|TX1|Refund|CUST1|Mira Holm|Complete
"""
    ),
    "magento2_orders": Export(
        lines="""
ID|Purchase Point|Purchase Date|Bill-to Name|Grand Total (Base)|Grand Total (Purchased)|Status|Customer Email|Customer Group|\
Payment Method|Total Refunded
000000100|Main Website⏎   Main Store⏎      Default View|Jan 5, 2026 02:45:21 PM|Mira Holm|44.9900|44.9900|complete|Mira@example.org|\
NOT LOGGED IN|checkmo|
000000101|Main Website|Jan 15, 2026 12:05:00 AM|Tara Quist|50.0000|50.0000|processing|tara@example.org|General|checkmo|5.5000
000000102|Main Website|Jan 16, 2026 10:00:00 AM|Tara Quist|30.0000|30.0000|closed|tara@example.org|General|checkmo|
000000103|Main Website|Jan 17, 2026 10:00:00 AM|Tara Quist|31.0000|31.0000|closed|tara@example.org|General|checkmo|31.0000
000000104|Main Website|Jan 18, 2026 10:00:00 AM|Tara Quist|32.0000|32.0000|fraud|tara@example.org|General|checkmo|
000000105|Main Website|Jan 19, 2026 10:00:00 AM|Tara Quist|33.0000|33.0000|holded|tara@example.org|General|checkmo|
000000106|Main Website|Jan 20, 2026 10:00:00 AM|Tara Quist|34.0000|34.0000|pending_payment|tara@example.org|General|checkmo|
000000107|Main Website|Jan 21, 2026 10:00:00 AM|Tara Quist|35.0000|35.0000|canceled|tara@example.org|General|checkmo|
"""
    ),
    "bigcommerce_orders": Export(
        lines="""
Order ID|Customer ID|Customer Name|Customer Email|Order Date|Order Status|Subtotal (inc tax)|Order Total (inc tax)|\
Order Total (ex tax)|Payment Method|Order Currency Code|Billing Company|Shipping Country
201|17|Mira Holm|mira@example.org|01/15/2026|Completed|40.00|45.00|41.00|Card|USD||United States
202|0|Tara Quist|tara@example.org|01/16/2026|Awaiting Fulfillment|20.00|25.00|21.00|Card|USD|Quist Ltd|Canada
203|0|||01/17/2026|Shipped|10.00|10.00|9.00|Card|USD||Canada
204|17|Mira Holm|mira@example.org|01/18/2026|Refunded|12.00|12.00|11.00|Card|USD||United States
205|17|Mira Holm|mira@example.org|01/19/2026|Incomplete|13.00|13.00|12.00|Card|USD||United States
206|17|Mira Holm|mira@example.org|01/20/2026|Declined|14.00|14.00|13.00|Card|USD||United States
"""
    ),
    "squarespace_orders": Export(
        lines="""
Order ID|Email|Financial Status|Paid at|Fulfillment Status|Currency|Subtotal|Shipping|Taxes|Amount Refunded|Total|Created at|\
Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku|Billing Name|Billing Country|Cancelled at|Channel Type|Payment Method
00301|Mira@example.org|PAID|2026-01-05 10:00:00 -0500|FULFILLED|EUR|30.00|5.00|0.00|7.00|35.00|2026-01-05 10:00:00 -0500|1|Wool throw|\
20.00|THR|Mira Holm|FI||web|Stripe
00301||||||||||||2|Mug|5.00|MUG|||||
00302||PAID|2026-01-06 10:00:00 -0500|PENDING|EUR|10.00|0.00|0.00|0.00|10.00|2026-01-06 10:00:00 -0500|1|Mug|10.00|MUG||||pos|Cash
00303|tara@example.org|PENDING||PENDING|EUR|11.00|0.00|0.00|0.00|11.00|2026-01-07 10:00:00 -0500|1|Mug|11.00|MUG|Tara Quist|SE||web|\
Stripe
00304|tara@example.org|PAID|2026-01-08 10:00:00 -0500|CANCELED|EUR|12.00|0.00|0.00|0.00|12.00|2026-01-08 10:00:00 -0500|1|Mug|12.00|\
MUG|Tara Quist|SE|2026-01-09 10:00:00 -0500|web|Stripe
"""
    ),
    "prestashop_orders": Export(
        separator=";",
        lines="""
ID|Reference|New client|Delivery|Customer|Total|Payment|Status|Date
7|XKBKNABJK|Yes|France|M. Holm|€34.46|Card|Payment accepted|2026-01-05 10:11:12
8|OHSATSERP|No|France|m.  holm|€10.00|Card|Delivered|2026-01-06 10:11:12
9|UOYEVOLI|Yes|Spain|T. Quist|€20.00|Bank wire|Awaiting bank wire payment|2026-01-07 10:11:12
10|FFATNOMMJ|Yes|Spain|T. Quist|€21.00|Card|Payment error|2026-01-08 10:11:12
11|KHWLILZLL|Yes|Spain|T. Quist|€22.00|Card|Refunded|2026-01-09 10:11:12
12|ABCDEFGHI|Yes|Spain|T. Quist|€23.00|Card|Canceled|2026-01-10 10:11:12
""",
    ),
    "etsy_orders": Export(
        lines="""
Sale Date|Order ID|Buyer User ID|Full Name|Number of Items|Payment Method|Ship Country|Currency|Order Value|Coupon Code|Shipping|\
Sales Tax|Order Total|Status|Order Net|Adjusted Order Total|SKU
01/05/26|2001|miraholm|Mira Holm|2|Etsy Payments|Finland|EUR|40.00||5.00|0|45.00||41.00|0|
01/16/26|2002|taraq|Tara Quist|1|Etsy Payments|Sweden|EUR|20.00|WELCOME5|5.00|0|24.00||22.00|14.50|
01/17/26|2003|miraholm|Mira Holm|1|Etsy Payments|Finland|EUR|10.00||0|0|10.00||9.00||
"""
    ),
    "etsy_order_items": Export(
        lines="""
Sale Date|Item Name|Buyer|Quantity|Price|Coupon Code|Item Total|Currency|Transaction ID|Listing ID|Date Paid|Ship Name|Ship Country|\
Order ID|SKU
01/05/26|Wool throw|Mira Holm (miraholm)|1|30.00||30.00|EUR|9001|501|01/05/2026|Mira Holm|Finland|2001|THR
01/05/26|Mug|Mira Holm (miraholm)|2|5.00||10.00|EUR|9002|502|01/05/2026|Mira Holm|Finland|2001|MUG
01/16/26|Mug|taraq|4|5.00|WELCOME5|20.00|EUR|9003|502|01/16/2026|Tara Quist|Sweden|2002|MUG
"""
    ),
    "amazon_orders": Export(
        file="orders.txt",
        separator="\t",
        lines="""
amazon-order-id|merchant-order-id|purchase-date|last-updated-date|order-status|fulfillment-channel|sales-channel|product-name|sku|\
asin|item-status|quantity|currency|item-price|item-tax|shipping-price|item-promotion-discount|ship-country|promotion-ids|\
is-business-order
111-1||2026-01-05T10:00:00+00:00|2026-01-06T10:00:00+00:00|Shipped|Amazon|Amazon.de|Mug|MUG|B01|Shipped|2|EUR|20.00|3.20|4.00|2.50|DE|\
|false
111-1||2026-01-05T10:00:00+00:00|2026-01-06T10:00:00+00:00|Shipped|Amazon|Amazon.de|Cup|CUP|B02|Shipped|1|EUR|8.00|1.00|0.00||DE||false
111-2||2026-01-07T10:00:00+00:00|2026-01-07T10:00:00+00:00|Cancelled|Merchant|Amazon.de|Mug|MUG|B01|Cancelled|1|EUR|||||DE||false
111-3||2026-01-08T10:00:00+00:00|2026-01-08T10:00:00+00:00|Pending|Amazon|Amazon.de|Mug|MUG|B01|Unshipped|1|EUR|||||DE||false
111-4||2026-01-09T10:00:00+00:00|2026-01-12T10:00:00+00:00|Shipped - Returned to Seller|Merchant|Amazon.fr|Mug|MUG|B01|Shipped|1|EUR|\
12.00||||FR||true
111-5||2026-01-10T10:00:00+00:00|2026-01-12T10:00:00+00:00|Shipped|Amazon|Non-Amazon|Mug|MUG|B01|Shipped|1|EUR|12.00||||FR||true
""",
    ),
    "ebay_orders": Export(
        above="\n",
        below="\n3,record(s) downloaded,from Jan-05-26,to Jan-31-26\nSeller ID : holmware\n",
        lines="""
Sales Record Number|Order Number|Buyer Username|Buyer Name|Buyer Email|Buyer Country|Item Number|Item Title|Custom Label|Quantity|\
Sold For|Shipping And Handling|Total Price|Payment Method|Sale Date|Paid On Date
501|01-1|miraholm|Mira Holm|a1@members.example.org|Finland|3301|Wool throw|THR|1|$30.00|$5.00|$35.00|Card|Jan-05-26|Jan-05-26
502|01-2|taraq|Tara Quist|a2@members.example.org|Sweden||||3||$6.00|$46.00|Card|Jan-06-26|Jan-06-26
502|01-2|taraq|||Sweden|3301|Wool throw|THR|1|$30.00|$6.00|$36.00||Jan-06-26|Jan-06-26
502|01-2|taraq|||Sweden|3302|Mug|MUG|2|$5.00|$0.00|$10.00||Jan-06-26|Jan-06-26
503|01-3|miraholm|Mira Holm|a1@members.example.org|Finland|3302|Mug|MUG|1|$5.00|$0.00|$5.00||Jan-31-26|
""",
    ),
    "paypal_activity": Export(
        lines="""
Date|Time|TimeZone|Name|Type|Status|Currency|Gross|Fee|Net|From Email Address|To Email Address|Transaction ID|Item Title|\
Reference Txn ID|Country Code|Balance Impact
05/01/2026|10:00:00|CET|Mira Holm|Express Checkout Payment|Completed|EUR|50.00|-1.50|48.50|mira@example.org|shop@example.org|P1|\
Wool throw||FI|Credit
16/01/2026|10:00:00|CET|Tara Quist|Website Payment|Partially Refunded|EUR|40.00|-1.20|38.80|tara@example.org|shop@example.org|P2|Mug||\
SE|Credit
17/01/2026|10:00:00|CET|Tara Quist|Payment Refund|Completed|EUR|-15.00|0.45|-14.55|shop@example.org|tara@example.org|P3|Mug|P2|SE|Debit
18/01/2026|10:00:00|CET|Mira Holm|Express Checkout Payment|Pending|EUR|9.00|0.00|9.00|mira@example.org|shop@example.org|P4|Mug||FI|\
Credit
19/01/2026|10:00:00|CET||General Withdrawal|Completed|EUR|-60.00|0.00|-60.00|shop@example.org||P5||||Debit
20/01/2026|10:00:00|CET||General Currency Conversion|Completed|EUR|12.00|0.00|12.00|||P6||P1||Credit
21/01/2026|10:00:00|CET|Paper Supplies|PreApproved Payment Bill User Payment|Completed|EUR|-30.00|0.00|-30.00|shop@example.org|\
paper@example.org|P7|||FI|Debit
22/01/2026|10:00:00|CET||Payment Hold|Completed|EUR|-40.00|0.00|-40.00|shop@example.org||P8||P2||Debit
"""
    ),
    "vend_sales": Export(
        lines="""
Date|Receipt Number|Line Type|Customer Code|Customer Name|Note|Quantity|Subtotal|Sales Tax|Discount|Loyalty|Total|Paid|Details|\
Register|User|Status|Sku|AccountCodeSale|AccountCodePurchase
2026-01-05 10:00:00|11|Sale|Mira-H1|Mira Holm||3|40.00|8.00|0.00|0.00|48.00|48.00|1 X Wool throw + 2 X Mug|Main|Kit|CLOSED|||
2026-01-05 10:00:00|11|Sale Line||||1|25.00|5.00|0.00|0.00|30.00||Wool throw|Main|Kit||THR|200|
2026-01-05 10:00:00|11|Sale Line||||2|15.00|3.00|0.00|0.00|18.00||Mug|Main|Kit||MUG|200|
2026-01-05 10:00:00|11|Payment||||||||||48.00|Card|Main|Kit||||
2026-01-16 10:00:00|12|Sale||||1|10.00|2.00|0.00|0.00|12.00|12.00|1 X Mug|Main|Kit|CLOSED|||
2026-01-17 10:00:00|13|Sale|Mira-H1|Mira Holm||-1|-7.50|-1.50|0.00|0.00|-9.00|-9.00|-1 X Mug|Main|Kit|CLOSED|||
2026-01-17 10:00:00|13|Sale Line||||-1|-7.50|-1.50|0.00|0.00|-9.00||Mug|Main|Kit||MUG|200|
2026-01-18 10:00:00|14|Sale|Mira-H1|Mira Holm||1|10.00|2.00|0.00|0.00|12.00|0.00|1 X Mug|Main|Kit|VOIDED|||
2026-01-19 10:00:00|15|Sale|Mira-H1|Mira Holm||1|10.00|2.00|0.00|0.00|12.00|0.00|1 X Mug|Main|Kit|SAVED|||
"""
    ),
    "toast_orders": Export(
        lines="""
Location|Order Id|Order #|Opened|# of Guests|Server|Table|Revenue Center|Dining Options|Discount Amount|Amount|Tax|Tip|Gratuity|Total|\
Voided|Paid|Closed|Order Source
Harbour|900001|1|1/5/26 12:30 PM|2|Kit|4|Dining Room|Dine In|0.00|40.00|3.20|8.00|0.00|51.20|False|1/5/26 1:30 PM|1/5/26 1:31 PM|\
In store
Harbour|900002|2|1/16/26 7:05 PM|1|Kit||Bar|Take Out|2.00|18.50|1.48|0.00|0.00|19.98|False|1/16/26 7:10 PM|1/16/26 7:10 PM|Online
Harbour|900003|3|1/17/26 7:05 PM|1|Kit||Bar|Take Out|0.00|10.00|0.80|0.00|0.00|10.80|True|||In store
Harbour|900004|4|1/18/26 7:05 PM|1|Kit||Bar|Take Out|0.00|11.00|0.80|0.00|0.00|11.80|False|||In store
"""
    ),
    "xero_invoices": Export(
        lines="""
ContactName|EmailAddress|POCountry|InvoiceNumber|Reference|InvoiceDate|DueDate|Total|TaxTotal|InvoiceAmountPaid|InvoiceAmountDue|\
InventoryItemCode|Description|Quantity|UnitAmount|LineAmount|AccountCode|Currency|Type|Sent|Status
Holm Ltd|books@example.org|Finland|INV-1||05/01/2026|20/01/2026|48.00|8.00|48.00|0.00|THR|Wool throw|1|25.00|30.00|200|EUR|\
Sales invoice|Sent|Paid
Holm Ltd|books@example.org|Finland|INV-1||05/01/2026|20/01/2026|48.00|8.00|48.00|0.00|MUG|Mug|2|7.50|18.00|200|EUR|Sales invoice|Sent|\
Paid
Quist Ltd||Sweden|INV-2||16/01/2026|30/01/2026|12.00|2.00|4.00|8.00|MUG|Mug|1|10.00|12.00|200|EUR|Sales invoice|Sent|Awaiting Payment
Quist Ltd||Sweden|INV-3||17/01/2026|30/01/2026|13.00|2.00|0.00|13.00|MUG|Mug|1|10.00|13.00|200|EUR|Sales invoice||Draft
Holm Ltd|books@example.org|Finland|CN-1||18/01/2026||9.00|1.50|9.00|0.00|MUG|Mug|1|7.50|9.00|200|EUR|Sales credit note|Sent|Paid
Paper Ltd||Finland|B-1||19/01/2026||70.00|10.00|70.00|0.00||Paper|1|60.00|70.00|400|EUR|Bill||Paid
"""
    ),
    "quickbooks_transactions": Export(
        above="Holm Homeware\nTransaction List by Date\nJanuary 2026\n\n",
        lines="""
Date|Transaction Type|Num|Posting|Name|Memo/Description|Account|Split|Amount
01/05/2026|Invoice|1001|Yes|Quist Ltd|Wool throw|Accounts Receivable|Sales|1,200.00
01/16/2026|Sales Receipt|1002|Yes|Mira Holm|Mug|Undeposited Funds|Sales|25.00
01/17/2026|Payment||Yes|Quist Ltd||Undeposited Funds|Accounts Receivable|1,200.00
01/18/2026|Credit Memo|1003|Yes|Quist Ltd|Damaged|Accounts Receivable|Sales|-100.00
01/19/2026|Expense||Yes|Paper Supplies|Paper|Checking|Supplies|-40.00
""",
    ),
    "hubspot_deals": Export(
        lines="""
Record ID|Deal Name|Deal Stage|Close Date|Deal owner|Amount|Currency|Pipeline|Create Date|Associated Company|Associated Contact
9001|Throws|Closed Won|2026-01-20 08:03|Sarah Chen|1420|USD|Sales Pipeline|2026-01-05 08:03|Holm Ltd|Mira Holm
9002|Mugs|Contract Sent|2027-03-11 21:00|Sarah Chen|4410|USD|Sales Pipeline|2026-01-10 21:00|Quist Ltd|
9003|Boards|Closed Lost|2026-02-11 21:00|Sarah Chen|900|USD|Sales Pipeline|2026-01-11 21:00|Quist Ltd|
9004|Cups|Closed Won (Sales Pipeline)|2026-02-15 10:47|Sarah Chen|3000|USD|Sales Pipeline|2026-01-16 10:47||Tara Quist
9005|Plates|Closed Won|2026-02-16 10:47|Sarah Chen|500|USD|Sales Pipeline|2026-01-16 10:47|holm ltd|
"""
    ),
    "salesforce_opportunities": Export(
        below='\n"Total","","","","","4,400.00"\n"Confidential Information - Do Not Distribute"\n"Copyright (c) Example Org"\n',
        lines="""
Opportunity ID|Opportunity Name|Account Name|Stage|Amount Currency|Amount|Probability (%)|Close Date|Created Date|Owner Role|Type|\
Lead Source
0061|Throws|Holm Ltd|Closed Won|EUR|1,400.00|100|1/20/2026|1/5/2026|EMEA|New Business|Web
0062|Mugs|Quist Ltd|Prospecting|EUR|9,000.00|10|12/31/2027|1/6/2026|EMEA|New Business|Web
0063|Boards|Quist Ltd|Closed Lost|EUR|800.00|0|2/1/2026|1/7/2026|EMEA|New Business|Phone
0064|Cups|Quist Ltd|Closed Won|EUR|3,000.00|100|2/15/2026|1/8/2026|EMEA|Existing Business|Web
""",
    ),
    "pipedrive_deals": Export(
        lines="""
Deal - ID|Deal - Title|Deal - Owner|Deal - Value|Deal - Currency|Deal - Organization|Deal - Contact person|Deal - Pipeline|\
Deal - Stage|Deal - Status|\
Deal - Deal created|Deal - Won time|Deal - Lost time|Deal - Expected close date
41|Throws|Kit|1400|EUR|Holm Ltd|Mira Holm|Sales|Contract|Won|2026-01-05 08:00:00|2026-01-20 09:00:00||2026-01-25
42|Mugs|Kit|900|EUR||Tara Quist|Sales|Contract|Won|2026-01-06 08:00:00|2026-02-20 09:00:00||
43|Boards|Kit|800|EUR|Quist Ltd||Sales|Contact|Open|2026-01-07 08:00:00|||2027-12-31
44|Cups|Kit|700|EUR|Quist Ltd||Sales|Contact|Lost|2026-01-08 08:00:00||2026-02-01 08:00:00|
45|Plates|Kit|600|EUR|Quist Ltd||Sales|Contact|Deleted|2026-01-09 08:00:00|||
"""
    ),
    "zoho_deals": Export(
        lines="""
Record Id|Deal Owner.id|Deal Owner|Amount|Deal Name|Closing Date|Account Name.id|Account Name|Stage|Type|Probability (%)|Lead Source|\
Contact Name|\
Created Time|Currency
zcrm_51|zcrm_1|Kit|1400|Throws|2026-01-20|zcrm_71|Holm Ltd|Closed Won|New Business|100|Web|Mira Holm|2026-01-05 08:00:00|INR
zcrm_52|zcrm_1|Kit|900|Mugs|2027-12-31|zcrm_72|Quist Ltd|Negotiation/Review|New Business|80|Web||2026-01-06 08:00:00|INR
zcrm_53|zcrm_1|Kit|800|Boards|2026-02-20|zcrm_72|Quist Ltd|Closed Lost to Competition|New Business|0|Web||2026-01-07 08:00:00|INR
"""
    ),
    "bitrix24_deals": Export(
        separator=";",
        encoding="utf-8-sig",
        lines="""
ID|Название сделки|Стадия сделки|Воронка|Сумма|Валюта|Компания|Контакт|Источник|Ответственный|Дата создания|Дата завершения
3001|Пледы|Сделка успешна|Общая|410200.00|RUB|ООО «Берег»|Лев Власов|Звонок|Ольга Зимина|05.01.2026 14:24:28|23.01.2026 15:24:28
3002|Кружки|Сделка успешна|Общая|1000.00|KZT||Борис Власов|Звонок|Ольга Зимина|06.01.2026 14:24:28|12.02.2026 21:38:49
3003|Доски|Счёт на предоплату|Общая|500.00|RUB|ООО «Берег»||Звонок|Ольга Зимина|07.01.2026 14:24:28|31.12.2027 00:00:00
3004|Чашки|Анализ причины провала|Общая|600.00|RUB|ООО «Лето»||Звонок|Ольга Зимина|08.01.2026 14:24:28|
3005|Пледы|Сделка успешна|Общая|99.50|RUB|ооо «берег»||Сайт|Ольга Зимина|09.02.2026 14:24:28|
""",
    ),
    "amocrm_deals": Export(
        lines="""
ID|Название сделки|Бюджет, ₽|Ответственный|Дата создания сделки|Кем создана сделка|Дата редактирования|Кем редактирована|\
Дата закрытия|Теги|\
Этап сделки|Воронка|Полное имя контакта|Компания контакта
8001|Пледы|5000|Ольга|05.01.2026 10:00:00|Ольга|23.01.2026 10:00:00|Ольга|23.01.2026 10:00:00|опт|Успешно реализовано|Воронка|\
Лев Власов|ООО «Берег»
8002|Кружки|700|Ольга|16.01.2026 10:00:00|Ольга|23.02.2026 10:00:00|Ольга|20.02.2026 10:00:00||Успешно реализовано|Воронка|Тара Белова|
8003|Доски|900|Ольга|17.01.2026 10:00:00|Ольга|23.02.2026 10:00:00|Ольга|не закрыта||Переговоры|Воронка|Лев Власов|ООО «Берег»
8004|Чашки|800|Ольга|18.01.2026 10:00:00|Ольга|23.02.2026 10:00:00|Ольга|21.02.2026 10:00:00||Закрыто и не реализовано|Воронка||\
ООО «Лето»
"""
    ),
    "1c_bitrix_orders": Export(
        separator=";",
        encoding="cp1251",
        lines="""
Номер заказа|Дата создания|Сумма|Статус|Оплачен|Отменен|Позиции|Цена товара
5001|05.01.2026 17:57:58|8300 руб|Выполнен|Да|Нет|Плед|1100 руб
5001|05.01.2026 17:57:58|8300 руб|Выполнен|Да|Нет|Кружка; белая|7200 руб
5002|16.01.2026 17:57:58|1400,50 руб|Принят|Да|Нет|Плед|1400,50 руб
5003|17.01.2026 17:57:58|900 руб|Принят|Нет|Нет|Кружка|900 руб
5004|18.01.2026 17:57:58|1000 руб|Отменен|Да|Да|Кружка|1000 руб
""",
    ),
    "1c_flat_sales": Export(
        separator=";",
        encoding="cp1251",
        below="Итого;;;;12 300,50\n",
        lines="""
Дата|Клиент|Номенклатура|Количество|Сумма
05.01.2026|ООО «Берег»|Дрожжи|12|7 160,50
05.01.2026|ООО «Берег»|Сахар|3|5 000,00
16.01.2026|ООО «Лето»|Мука в/с, 50 кг|4|840,00
20.01.2026|ООО «Берег»|Сахар|-1|-700,00
""",
    ),
    "1c_document": Export(
        separator=";",
        encoding="cp1251",
        above="Реализация товаров и услуг № 000724 от 15 января 2026 г.\n\nПоставщик:;;ООО «Продавец», ИНН 7700000000\n"
        "Покупатель:;;ООО «Сокол», ИНН 7800000001\n\n",
        below=";;;Итого:;;;;1 060,00;;212,00;1 272,00\nВсего наименований 2, на сумму 1 272,00 руб.\n",
        lines="""
№|Код|Артикул|Номенклатура|Количество|Единица|Цена|Сумма|Ставка НДС|Сумма НДС|Всего
1|00000007|A-000|Изделие, тип Б|4|шт|217,50|870,00|20%|174,00|1 044,00
2|00000008|A-001|Изделие|2|шт|95,00|190,00|20%|38,00|228,00
""",
    ),
    "ozon_postings": Export(
        separator=";",
        encoding="utf-8-sig",
        lines="""
Номер заказа|Номер отправления|Принят в обработку|Дата отгрузки|Статус|Сумма отправления|Код валюты отправления|Название товара|SKU|\
Артикул|Ваша цена|Количество
01-5|01-5-1|2026-01-05 10:00:00|2026-01-06 10:00:00|Доставлен|1500.00|RUB|Плед|771|THR|1000.00|1
01-5|01-5-1|2026-01-05 10:00:00|2026-01-06 10:00:00|Доставлен|1500.00|RUB|Кружка|772|MUG|250.00|2
01-5|01-5-2|2026-01-05 10:00:00|2026-01-07 10:00:00|Доставляется|300.00|RUB|Кружка|772|MUG|300.00|1
01-6|01-6-1|2026-01-08 10:00:00||Отменён|900.00|RUB|Плед|771|THR|900.00|1
""",
    ),
    "wildberries_report": Export(
        lines="""
№|Предмет|Код номенклатуры|Бренд|Артикул поставщика|Название|Тип документа|Обоснование для оплаты|Дата заказа покупателем|\
Дата продажи|Кол-во|\
Цена розничная|Вайлдберриз реализовал Товар (Пр)|Услуги по доставке товара покупателю|Страна|Srid
1|Плед|3301|Holm|THR|Плед|Продажа|Продажа|2026-01-05|2026-01-09|1|1500|1200,50|0|Россия|s1
2|Кружка|3302|Holm|MUG|Кружка|Продажа|Продажа|2026-01-16|2026-01-20|1|400|350|0|Россия|s2
3|Плед|3301|Holm|THR|Плед||Логистика|2026-01-05|2026-01-09|0|0|0|60|Россия|s1
4|Кружка|3302|Holm|MUG|Кружка|Возврат|Возврат|2026-01-16|2026-02-02|1|400|350|0|Россия|s2
5||||||Продажа|Штраф||2026-02-03|0|0|0|0||
"""
    ),
    "chinese_orders": Export(
        encoding="gb18030",
        lines="""
订单编号|客户编号|下单时间|商品名称|数量|订单金额|实付金额|退款金额|订单状态
202600000000000001|KH10010|2026/01/05 13:38|茶杯,白色|2|881.82|876.82|0.00|交易成功
202600000000000002|KH10010|2026/01/17 13:38|蜡烛|1|100.00|95.00|25.00|交易成功
202600000000000003|KH10011|2026/01/18 13:38|蜡烛|1|89.57|89.57|89.57|已退款
202600000000000004|KH10011|2026/01/19 13:38|蜡烛|1|70.00|70.00|0.00|等待买家付款
202600000000000005|KH10011|2026/01/20 13:38|蜡烛|1|60.00|60.00|0.00|交易关闭
""",
    ),
    "taobao_orders": Export(
        encoding="gb18030",
        lines="""
订单编号|买家会员名|支付单号|买家应付货款|买家应付邮费|总金额|买家实际支付金额|订单状态|收货人姓名|订单创建时间|订单付款时间|宝贝标题|\
宝贝总数量|店铺名称|退款金额
="3201"|mira_h|="9901"|100.00|0.00|100.00|95.50|交易成功|米拉|2026-01-05 10:00:00|2026-01-05 10:01:00|茶杯|2|霍姆|0.00
="3202"|tara_q|="9902"|60.00|0.00|60.00|60.00|卖家已发货，等待买家确认|塔拉|2026-01-16 10:00:00|2026-01-16 10:01:00|蜡烛|1|霍姆|0.00
="3203"|t**q|="9903"|50.00|0.00|50.00|50.00|交易关闭|塔拉|2026-01-17 10:00:00|2026-01-17 10:01:00|蜡烛|1|霍姆|50.00
="3204"|tara_q|="9904"|40.00|0.00|40.00|0.00|等待买家付款|塔拉|2026-01-18 10:00:00||蜡烛|1|霍姆|0.00
="3205"|tara_q|="9905"|30.00|0.00|30.00|0.00|交易关闭|塔拉|2026-01-19 10:00:00||蜡烛|1|霍姆|0.00
""",
    ),
    "jd_orders": Export(
        lines="""
订单号|商品ID|商品名称|订购数量|支付方式|下单时间|京东价|订单金额|结算金额|余额支付|应付金额|订单状态|下单帐号|客户姓名
88001|501|茶杯|2|在线支付|2026-01-05 10:00:00|40.00|100.00|95.00|0.00|95.00|完成|jd_mira|米拉
88001|502|蜡烛|1|在线支付|2026-01-05 10:00:00|20.00|100.00|95.00|0.00|95.00|完成|jd_mira|米拉
88002|502|蜡烛|1|在线支付|2026-01-16 10:00:00|20.00|20.00|20.00|0.00|20.00|等待出库|jd_tara|塔拉
88003|502|蜡烛|1|在线支付|2026-01-17 10:00:00|20.00|20.00|20.00|0.00|20.00|(删除)等待付款|jd_tara|塔拉
"""
    ),
}
