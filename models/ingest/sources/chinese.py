"""Chinese shops: a plain export of orders, Taobao and Tmall (千牛), and JD (京东)."""

import polars as pl

from models.ingest.source import Source, text


def _state(present: frozenset[str]) -> pl.Expr:
    """A closed order of which money was given back had been paid; a state may say more behind a comma."""
    said = text(present, "订单状态").str.replace(r"[，,].*$", "")
    back = text(present, "退款金额").str.contains("[1-9]")
    return pl.when((said == "交易关闭") & back).then(pl.lit("已退款")).otherwise(said)


def _unguarded(cells: pl.Expr) -> pl.Expr:
    """Long numbers come as ="123", so that a spreadsheet leaves their digits alone."""
    return cells.str.replace(r'^="?([^"]*)"?$', "${1}").str.strip_prefix("'")


def _plain(present: frozenset[str]) -> dict[str, pl.Expr]:
    return {"state": _state(present), "order_number": _unguarded(text(present, "订单编号"))}


def _taobao(present: frozenset[str]) -> dict[str, pl.Expr]:
    buyer = text(present, "买家会员名")
    return _plain(present) | {"customer_number": pl.when(buyer.str.contains("*", literal=True)).then(pl.lit("")).otherwise(buyer)}


def _jd(present: frozenset[str]) -> dict[str, pl.Expr]:
    said = text(present, "订单状态")
    return {
        "state": pl.when(said.str.contains("删除|取消"))
        .then(pl.lit("已取消"))
        .when(said.str.contains("等待付款|暂停"))
        .then(pl.lit("等待付款"))
        .otherwise(said),
        "order_number": _unguarded(text(present, "订单号")),
    }


SOURCES = (
    Source(
        name="chinese_orders",
        title="Chinese shop orders (实付金额)",
        shop="chinese_shop",
        currency="CNY",
        signature=("订单编号", "客户编号", "下单时间", "实付金额", "订单状态"),
        fields={
            "order_number": ("订单编号",),
            "customer_number": ("客户编号",),
            "ordered_at": ("下单时间",),
            "amount": ("实付金额",),
            "refunded": ("退款金额",),
            "state": ("订单状态",),
            "product": ("商品名称",),
            "quantity": ("数量",),
            "channel": ("渠道", "订单来源"),
            "payment": ("支付方式",),
        },
        derive=_plain,
        rules=(
            "the amount is 实付金额, what was paid, less 退款金额; not 订单金额, the listed price",
            "交易成功 and 已退款 count; 等待买家付款 is unpaid, 交易关闭 cancelled",
            "amounts are yuan",
        ),
    ),
    Source(
        name="taobao_orders",
        title="Taobao and Tmall orders (千牛)",
        shop="taobao",
        currency="CNY",
        signature=("订单编号", "买家会员名", "买家实际支付金额", "订单状态"),
        fields={
            "order_number": ("订单编号",),
            "customer_number": ("买家会员名",),
            "customer_name": ("收货人姓名",),
            "ordered_at": ("订单创建时间", "订单付款时间"),
            "amount": ("买家实际支付金额",),
            "refunded": ("退款金额",),
            "state": ("订单状态",),
            "product": ("宝贝标题",),
            "quantity": ("宝贝总数量",),
            "channel": ("店铺名称",),
        },
        attributes=("是否手机订单", "运送方式"),
        derive=_taobao,
        rules=(
            "the amount is 买家实际支付金额, less 退款金额, in yuan",
            "the customer is 买家会员名; a name hidden by asterisks identifies nobody",
            "a closed order counts only where money was given back: it had been paid",
        ),
    ),
    Source(
        name="jd_orders",
        title="JD orders (京东)",
        shop="jd",
        currency="CNY",
        grain="total",
        signature=("订单号", "下单帐号", "下单时间", "应付金额", "订单状态"),
        fields={
            "order_number": ("订单号",),
            "customer_number": ("下单帐号",),
            "customer_name": ("客户姓名",),
            "ordered_at": ("下单时间",),
            "amount": ("应付金额", "结算金额"),
            "state": ("订单状态",),
            "product": ("商品名称",),
            "sku": ("货号", "商品ID"),
            "quantity": ("订购数量",),
            "payment": ("支付方式",),
        },
        derive=_jd,
        rules=(
            "应付金额 is the order’s, repeated on each of its rows: it is read once, in yuan",
            "the customer is 下单帐号; orders deleted, cancelled or waiting to be paid never count",
            "refunds are not in this export",
        ),
    ),
)
