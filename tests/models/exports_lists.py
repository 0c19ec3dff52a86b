"""Small invented exports of customers, answers, tickets and spending: real headers, nobody real."""

from tests.models.exports_more import Export

LISTS: dict[str, Export] = {
    "hubspot_contacts": Export(
        lines="""
Record ID|First Name|Last Name|Email|Phone Number|Contact owner|Lead Status|Marketing contact status|Create Date (GMT)|\
Associated Company|Lifecycle Stage
501|Mira|Holm|Mira@example.org|+1 555 0100||Open|Marketing contact|2026-01-05 10:15|Holm Ltd|customer
502|Tara|Quist||+1 555 0100|||Marketing contact|2026-01-16 21:47||lead
503|Mira|Holm|MIRA@EXAMPLE.ORG|+1 555 0100|||Marketing contact|2026-01-17 10:15|Holm Ltd|customer
"""
    ),
    "hubspot_companies": Export(
        lines="""
Record ID|Company name|Company owner|Create Date|Phone Number|City|Country/Region|Industry
501|Holm Ltd|Kit|2026-01-05 10:15|+1 555 0100|Turku|Finland|Retail
502|Quist Ltd|Kit|2026-01-06 10:15||Lund|Sweden|Retail
"""
    ),
    "salesforce_contacts": Export(
        lines="""
Salutation|First Name|Last Name|Title|Account Name|Mailing City|Mailing State/Province|Mailing Country|Email|Account Owner
Ms.|Mira|Holm|Buyer|Holm Ltd|Turku||Finland|mira@example.org|Kit
Ms.|Tara|Quist||Quist Ltd|Lund||Sweden|tara@example.org|Kit
"""
    ),
    "salesforce_accounts": Export(
        lines="""
Account Name|Account Owner|Type|Billing State/Province|Billing Country|Industry|Created Date
Holm Ltd|Kit|Customer||Finland|Retail|1/25/2026
Paper Ltd|Kit|Supplier||Finland|Paper|1/26/2026
"""
    ),
    "zoho_contacts": Export(
        lines="""
Record Id|Contact Owner.id|Contact Owner|Lead Source|First Name|Last Name|Account Name.id|Account Name|Email|Phone|Created Time
zcrm_91|zcrm_1|Kit|Web|Mira|Holm|zcrm_71|Holm Ltd|mira@example.org||2026-01-05 08:00:00
zcrm_92|zcrm_1|Kit|Fair|Tara|Quist|||||2026-01-06 08:00:00
"""
    ),
    "shopify_customers": Export(
        lines="""
Customer ID|First Name|Last Name|Email|Accepts Email Marketing|Default Address Company|Default Address City|\
Default Address Country Code|Phone|Total Spent|Total Orders|Tags
'7001|Mira|Holm|mira@example.org|yes||Turku|FI||95.00|3|vip
'7002|Tara|Quist||no||Lund|SE||0.00|0|
"""
    ),
    "mailchimp_audience": Export(
        lines="""
Email Address|First Name|Last Name|Birthday|MEMBER_RATING|OPTIN_TIME|OPTIN_IP|CONFIRM_TIME|CONFIRM_IP|LATITUDE|LONGITUDE|CC|\
LAST_CHANGED|LEID|EUID|TAGS
mira@example.org|Mira|Holm|11/02|4|2026-01-05 10:00:00|192.0.2.7|2026-01-05 10:01:00|192.0.2.7|60.4|22.2|FI|2026-02-01 10:00:00|11|aa|\
club
tara@example.org|Tara|Quist||2||192.0.2.8|2026-01-16 10:01:00|192.0.2.8|55.7|13.2|SE|2026-02-01 10:00:00|12|bb|
"""
    ),
    "klaviyo_profiles": Export(
        lines="""
Email|Klaviyo ID|First Name|Last Name|Organization|Phone Number|City|Country|Source|IP Address|Last Open|Profile Created On|\
Email Marketing Consent
mira@example.org|01A|Mira|Holm|||Turku|Finland|Form|192.0.2.7|2026-02-01 10:00:00|2026-01-05 10:00:00|SUBSCRIBED
tara@example.org|01B|Tara|Quist|||Lund|Sweden|Shop|192.0.2.8||2026-01-16 10:00:00|NEVER_SUBSCRIBED
"""
    ),
    "surveymonkey": Export(
        header_rows=2,
        lines="""
Respondent ID|Collector ID|Start Date|End Date|IP Address|Email Address|First Name|Last Name|Custom Data 1|\
How satisfied are you with each of the following?||How likely are you to recommend us?|Anything else?
|||||||||Quality|Delivery||Open-Ended Response
11480001|42510|01/05/2026 11:28:31 AM|01/05/2026 11:32:31 AM|192.0.2.7|Mira@example.org|||'000|Very satisfied|Neutral|10|Kind⏎staff
11480002|42510|01/16/2026 09:52:38 AM|01/16/2026 09:56:38 AM|192.0.2.7||||'001|Dissatisfied||3|
11480003|42510|01/17/2026 09:52:38 AM|01/17/2026 09:56:38 AM|192.0.2.7||||'002||||
""",
    ),
    "typeform": Export(
        lines="""
#|How would you rate the quality?|Your e-mail|How likely are you to recommend us?|Response Type|Start Date (UTC)|Submit Date (UTC)|\
Network ID|Tags|Ending
49cd2ec7|4|mira@example.org|9|completed|2026-01-05 13:54:00|2026-01-05 23:57:00|00aa||
3cc9f4a1|2|tara@example.org|1|completed|2026-01-16 17:42:46|2026-01-16 17:45:46|00bb||
3cc9f4a2|5||10|started|2026-01-17 17:42:46||00cc||
"""
    ),
    "google_forms_en": Export(
        lines="""
Timestamp|Email Address|Rate the following [Quality]|Rate the following [Staff]|I trust this shop|Comments
2026/01/05 9:34:56 PM GMT+1|mira@example.org|5|2|Agree|
2026/01/16 8:13:33 AM GMT+1|tara@example.org|3||Strongly disagree|Slow
"""
    ),
    "google_forms_ru": Export(
        lines="""
Отметка времени|Адрес электронной почты|Оцените [Качество]|Оцените [Доставка]|Я куплю снова|Комментарий
05.01.2026 18:01:46|mira@example.org|5|4|Полностью согласен|
16.01.2026 20:35:34|tara@example.org|3|2|Затрудняюсь ответить|Долго
"""
    ),
    "qualtrics": Export(
        header_rows=3,
        lines="""
StartDate|EndDate|Status|IPAddress|Progress|Duration (in seconds)|Finished|RecordedDate|ResponseId|RecipientEmail|ExternalReference|\
DistributionChannel|UserLanguage|Q1|Q2
Start Date|End Date|Response Type|IP Address|Progress|Duration (in seconds)|Finished|Recorded Date|Response ID|Recipient Email|\
External Data Reference|Distribution Channel|User Language|How satisfied are you with the delivery?|\
On a scale from 0-10, how likely are you to recommend us?
{"ImportId":"startDate"}|{"ImportId":"endDate"}|{"ImportId":"status"}|{"ImportId":"ipAddress"}|{"ImportId":"progress"}|\
{"ImportId":"duration"}|{"ImportId":"finished"}|{"ImportId":"recordedDate"}|{"ImportId":"_recordId"}|{"ImportId":"recipientEmail"}|\
{"ImportId":"externalDataReference"}|{"ImportId":"distributionChannel"}|{"ImportId":"userLanguage"}|{"ImportId":"QID1"}|\
{"ImportId":"QID2"}
2026-01-05 10:00:00|2026-01-05 10:05:00|IP Address|192.0.2.7|100|300|True|2026-01-05 10:05:01|R_1|mira@example.org|C-1|email|EN|\
Extremely satisfied|9
2026-01-16 10:00:00|2026-01-16 10:05:00|IP Address|192.0.2.8|50|300|False|2026-01-16 10:05:01|R_2|||anonymous|EN|Somewhat dissatisfied|
2026-01-17 10:00:00|2026-01-17 10:05:00|Survey Preview||100|300|True|2026-01-17 10:05:01|R_3|||preview|EN|Extremely dissatisfied|0
""",
    ),
    "microsoft_forms": Export(
        lines="""
ID|Start time|Completion time|Email|Name|Last modified time|How satisfied are you with our staff? (1-5)|What should we change?
1|1/5/2026 9:30:00|1/5/2026 9:34:56|mira@example.org|Mira Holm||5|
2|1/16/2026 9:30:00|1/16/2026 9:34:56|anonymous|||3|Opening hours
"""
    ),
    "limesurvey": Export(
        lines="""
Response ID|Date submitted|Last page|Start language|Seed|Email address|How satisfied are you with the price? (1-7)|Date last action
1|2026-01-05 10:05:00|2|en|881|mira@example.org|6|2026-01-05 10:05:00
2||1|en|882|tara@example.org|2|2026-01-16 10:05:00
3|2026-01-17 10:05:00|2|en|883||1|2026-01-17 10:05:00
"""
    ),
    "limesurvey_codes": Export(
        lines="""
id|submitdate|lastpage|startlanguage|seed|email|satisfaction|ipaddr
1|2026-01-05 10:05:00|2|en|881|mira@example.org|6|192.0.2.7
2||1|en|882|tara@example.org|2|192.0.2.8
3|2026-01-17 10:05:00|2|en|883||1|192.0.2.9
"""
    ),
    "wenjuanxing": Export(
        lines="""
序号|提交答卷时间|所用时间|来源|来源详情|来自IP|1、您对服务的满意度|2、您的邮箱|总分
1|2026/1/5 10:05:00|65秒|微信|好友|192.0.2.7(上海)|非常满意|mira@example.org|5
2|2026/1/16 10:05:00|70秒|链接|直接|192.0.2.8(北京)|不满意|tara@example.org|2
"""
    ),
    "google_play_reviews": Export(
        encoding="utf-16",
        lines="""
Package Name|App Version Code|App Version Name|Reviewer Language|Device|Review Submit Date and Time|Review Submit Millis Since Epoch|\
Star Rating|Review Title|Review Text|Developer Reply Text|Review Link
org.example.shop|24|2.4|en|pixel|2026-01-05T10:00:00Z|1767607200000|5||Quick and kind|Thanks|https://example.org/r/1
org.example.shop|24|2.4|ru|pixel|2026-01-16T10:00:00Z|1768557600000|2||||
""",
    ),
    "judge_me_reviews": Export(
        lines="""
title|body|rating|review_date|source|curated|reviewer_name|reviewer_email|product_id|product_handle|reply|picture_urls
Lovely|Soft and warm|5|2026-01-05 10:00:00 UTC|web|ok|Mira Holm|mira@example.org|771|wool-throw||
Broken||1|2026-01-16 10:00:00 UTC|web|ok|Tara Quist|tara@example.org|772|mug|Sorry|
"""
    ),
    "zendesk_tickets": Export(
        lines="""
Id|Requester|Requester id|Requester email|Assignee|Group|Subject|Tags|Status|Priority|Via|Ticket type|Created at|Solved at|\
Organization|Satisfaction Score|Reopens|First reply time in minutes
701|Mira Holm|31|mira@example.org|Kit|Support|Broken mug|mug|Solved|High|Mail|Problem|2026-01-05 10:00|2026-01-06 12:00||Good|0|35
702|Tara Quist|32|tara@example.org|Kit|Support|Late parcel|parcel|Open|Normal|Web Form|Question|2026-01-16 10:00||Quist Ltd||1|
703|Tara Quist|32|tara@example.org|Kit|Support|Spam|spam|Deleted|Normal|Mail||2026-01-17 10:00||||0|
"""
    ),
    "freshdesk_tickets": Export(
        lines="""
Ticket ID|Subject|Status|Priority|Source|Type|Agent|Group|Created time|Due by Time|Resolved time|Closed time|Initial response time|\
Resolution status|Tags|Survey results|Product|Full name|Email|Company Name
801|Broken mug|Closed|High|Email|Problem|Kit|Support|2026-01-05 10:00:00|2026-01-07 10:00:00|2026-01-06 12:00:00|2026-01-08 12:00:00|\
2026-01-05 10:35:00|Within SLA|||Mug|Mira Holm|mira@example.org|
802|Late parcel|Waiting on Customer|Low|Portal|Question|Kit|Support|2026-01-16 10:00:00|2026-01-18 10:00:00||||||||Tara Quist|\
tara@example.org|Quist Ltd
"""
    ),
    "google_ads": Export(
        above='Campaign report\n"January 1, 2026 - January 31, 2026"\n',
        lines="""
Campaign status|Campaign|Campaign type|Currency code|Clicks|Impr.|Cost
Enabled|Throws|Search|EUR|100|"5,000"|120.50
Paused|Mugs|Display|EUR|10|900|4.25
Total: Campaigns|||EUR|110|"5,900"|124.75
""".replace('"', ""),
    ),
    "meta_ads": Export(
        lines="""
Reporting starts|Reporting ends|Campaign name|Campaign delivery|Results|Reach|Impressions|Amount spent (GBP)
2026-01-01|2026-01-31|||15|900|5000|84.50
2026-01-01|2026-01-31|Throws|active|12|700|4000|60.00
2026-01-01|2026-01-31|Mugs|inactive|3|200|1000|24.50
"""
    ),
    "yandex_direct": Export(
        separator=";",
        encoding="cp1251",
        above="Отчёт за период 01.01.2026 - 31.01.2026\n\n",
        lines="""
Дата|№ Кампании|Кампания|Тип площадки|Показы|Клики|CTR (%)|Расход (руб.)
05.01.2026|100|Пледы|поисковая|1000|20|2,00|1500,50
16.01.2026|100|Пледы|поисковая|800|10|1,25|700,00
Итого||||1800|30|1,67|2200,50
""",
    ),
}
