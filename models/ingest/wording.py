"""Words that files use for what Rapport counts by: states of complaints, purposes of spending, markets, types of party."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl


def _words(**words: str) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(text.split("|")) for name, text in words.items()}


COMPLAINT_STATES = _words(
    open=(
        "open|new|pending|in progress|on hold|hold|waiting|waiting on customer|waiting on third party|escalated|reopened|"
        "assigned|открыто|открыта|новая|новое|в работе|в ожидании|待处理|处理中|未解决|打开"
    ),
    resolved=("resolved|solved|closed|done|completed|fixed|settled|решено|решена|закрыто|закрыта|выполнено|已解决|已关闭|已完成|已处理"),
    rejected="rejected|declined|denied|refused|unfounded|invalid|dismissed|отклонено|отклонена|отказано|已拒绝|驳回",
)
PURPOSES = _words(
    acquisition=(
        "acquisition|advertising|ads|ad|paid search|paid social|search|display|social|affiliate|new customers|prospecting|"
        "marketing|привлечение|реклама|маркетинг|获客|广告|推广"
    ),
    retention="retention|remarketing|retargeting|crm|e-mail|email|newsletter|win-back|winback|удержание|рассылка|留存|维系",
    programme=(
        "programme|program|loyalty|loyalty programme|loyalty program|rewards|club|bonus|лояльность|программа лояльности|бонусы|"
        "会员计划|积分"
    ),
    service=(
        "service|support|customer service|cost to serve|delivery|returns|call centre|call center|обслуживание|поддержка|сервис|"
        "доставка|服务|客服|售后"
    ),
)
#: Where people say what they think. What is more exact than that ("Instagram", "QR code at the door") stays as the file says it.
CHANNELS = _words(
    **{
        "social network": "social network|social networks|social media|соцсеть|соцсети|социальная сеть|социальные сети|社交网络|社交媒体",
        "site": "site|website|web site|our site|our website|сайт|наш сайт|网站|官网",
        "point of sale": (
            "point of sale|pos|till|checkout|at the till|in store|in-store|касса|на кассе|точка продаж|в магазине|收银台|门店|店内"
        ),
        "review site": "review site|review sites|reviews|сайт отзывов|сайты отзывов|отзовик|点评网站|评论网站",
        "complaint box": "complaint box|suggestion box|comment box|complaints book|книга жалоб|книга отзывов|ящик жалоб|意见箱|投诉箱",
        "classroom": "classroom|class|аудитория|класс|教室|课堂",
    }
)
MARKETS = _words(
    consumer=(
        "consumer|b2c|private|individual|person|retail customer|потребитель|физлицо|физ лицо|физическое лицо|частное лицо|个人|消费者"
    ),
    industrial="industrial|b2b|business|company|corporate|юрлицо|юр лицо|юридическое лицо|компания|企业|公司",
    reseller="reseller|wholesale|wholesaler|dealer|distributor|retailer|опт|дилер|перепродавец|经销商|批发",
    government="government|public|public sector|b2g|state|госсектор|государство|政府",
    international="international|export|foreign|экспорт|международный|国际|出口",
)
PARTY_TYPES = _words(
    customer="customer|client|buyer|lead|prospect|клиент|покупатель|客户|买家",
    supplier="supplier|vendor|поставщик|供应商",
    distributor="distributor|дистрибьютор|分销商",
    retailer="retailer|розница|零售商",
    partner="partner|партнер|партнёр|合作伙伴",
)


def channels(cells: pl.Series) -> pl.Series:
    """Call the usual channels by one name, whatever the language; the others stay as they stand.

    >>> channels(pl.Series(["Till", "соцсети", "Instagram", ""])).to_list()
    ['point of sale', 'social network', 'Instagram', '']
    """
    read, _unknown = words_of(cells, CHANNELS)
    return pl.select(pl.coalesce(read, cells)).to_series().rename(cells.name)


def words_of(cells: pl.Series, known: Mapping[str, tuple[str, ...]]) -> tuple[pl.Series, dict[str, int]]:
    """Read words; null where nothing stands, or a word that nobody knows, returned with its number of rows.

    >>> read, unknown = words_of(pl.Series(["Solved", "", "glorp"]), COMPLAINT_STATES)
    >>> read.to_list(), unknown
    (['resolved', None, None], {'glorp': 1})
    """
    of = {word: name for name, words in known.items() for word in words}
    text = cells.str.strip_chars().str.to_lowercase()
    counts = dict(text.value_counts().iter_rows())
    return text.replace_strict(of, default=None, return_dtype=pl.String), {w: n for w, n in sorted(counts.items()) if w and w not in of}
